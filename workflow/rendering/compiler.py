"""A Word template, compiled once and filled as often as wanted: ``compile_template(path).render(data)`` gives a document's bytes.

docxtpl's own preprocessing gives the template language; packaging, notes, properties and repair are ours, because docxtpl
reads the clock, renders notes as templates and loses text where XML breaks.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NoReturn

import jinja2
from docxtpl import DocxTemplate
from lxml import etree

from workflow.errors import ReadingError, TemplateError
from workflow.rendering.complaints import Complaint, runtime_complaint, syntax_complaint, unsafe_complaint
from workflow.rendering.mending import mend, stray_words, tidy
from workflow.rendering.package import Package, stamp, wordml_type
from workflow.rendering.placing import place_rich_texts
from workflow.rendering.properties import Properties, lay_properties
from workflow.rendering.sandbox import PlaceholderError, compiled, plain
from workflow.rendering.tags import prepare, unescape
from workflow.rendering.typesetting import Typesetter
from workflow.rendering.wordml import parse, w, written

PLACES: Mapping[str, str] = {
    "document.main": "brødteksten",
    "header": "sidehovedet",
    "footer": "sidefoden",
    "footnotes": "fodnoterne",
    "endnotes": "slutnoterne",
    "comments": "kommentarerne",
}
"""The kinds of part that are templates, and what staff call the place."""
PROPERTIES = "dokumentegenskaberne"
HOUSE_WIDTH = 8164
"""The text column of the house's own templates, in twips."""
_BROKEN = (
    "koderne åbner og lukker ikke på hele afsnit",
    "Skriv {%p if … %} og {%p endif %} i hvert sit afsnit, og {%tr … %} i hver sin tabelrække.",
)


@dataclass(frozen=True)
class Part:
    """One compiled part: its name in the package, what staff call it, what Jinja read and what came of it."""

    name: str
    place: str
    source: str
    compiled: jinja2.Template


@dataclass(frozen=True)
class Template:
    """A compiled template. It is never changed, and keeps nothing of what it was filled with."""

    name: str
    package: Package
    parts: tuple[Part, ...]
    properties: Properties

    def render(self, context: Mapping[str, Any]) -> bytes:
        """The document that these data make; the same data give the same bytes.

        Args:
            context: the data under the names that the template asks for.

        Returns:
            A .docx file that carries the stamp by which ``is_untouched`` knows it.

        Raises:
            TemplateError: the template asks for what the data do not offer, or makes no valid document.
        """
        values, package = plain(context), self.package.copy()
        roots = {part: self._filled(part, values) for part in self.parts}
        notes = next((root for part, root in roots.items() if root.tag == w("footnotes")), None)
        typesetter = Typesetter(package, notes)
        for part, root in roots.items():
            if wrong := place_rich_texts(root, part.name, typesetter, _text_width(roots.values())):
                self._refuse(part.place, wrong)
        for part, root in roots.items():
            mend(root)
            package.parts[part.name] = written(root)
        typesetter.finish()
        lay_properties(package, self._properties(values))
        stamp(package)
        return package.written()

    def _filled(self, part: Part, values: Mapping[str, Any]) -> etree._Element:
        """A part with the data in it, read strictly."""
        try:
            xml = part.compiled.render(values)
        except Exception as reason:  # noqa: BLE001 - a template's own code may raise anything
            self._refuse(part.place, runtime_complaint(reason, part.source, values), reason)
        try:
            root = parse(re.sub(r"\n(<w:p[ >])", r"\1", xml))
        except etree.XMLSyntaxError as reason:
            self._refuse(part.place, _BROKEN, reason)
        if loose := stray_words(root):
            self._refuse(part.place, (f"”{loose[:60]}” ville stå uden for afsnittene og gå tabt", _BROKEN[1]))
        return root

    def _properties(self, values: Mapping[str, Any]) -> bytes:
        """The document's properties."""
        try:
            return self.properties.render(values)
        except Exception as reason:  # noqa: BLE001 - a template's own code may raise anything
            sources = "\n".join(self.properties.sources.values())
            self._refuse(PROPERTIES, runtime_complaint(reason, sources, values), reason)

    def _refuse(self, place: str, complaint: Complaint, reason: Exception | None = None) -> NoReturn:
        """Say what is wrong with this template.

        Raises:
            TemplateError: always.
        """
        raise TemplateError(self.name, place, *complaint) from reason


def compile_template(source: Path | bytes, name: str = "") -> Template:
    """A template, read and compiled.

    Args:
        source: the .docx file, or its bytes.
        name: what messages call it; the file's own name when it is left out.

    Raises:
        TemplateError: the file is missing, is no Word document, or holds codes that are wrong or unsafe.
    """
    called = name or (source.name if isinstance(source, Path) else "uden navn")
    package = _read(source, called)
    try:
        properties = Properties(package)
    except jinja2.TemplateSyntaxError as reason:
        raise TemplateError(called, PROPERTIES, *syntax_complaint(reason, reason.source or "")) from reason
    except PlaceholderError as reason:
        raise TemplateError(called, PROPERTIES, *unsafe_complaint(reason.name)) from reason
    except etree.XMLSyntaxError as reason:
        raise TemplateError(called, PROPERTIES, "filen er beskadiget", "Åbn og gem den i Word.") from reason
    return Template(called, package, tuple(_parts(package, called)), properties)


def _read(source: Path | bytes, name: str) -> Package:
    """The template's package.

    Raises:
        TemplateError: it is missing, or no Word document, or carries macros.
    """
    try:
        package = Package.read(source.read_bytes() if isinstance(source, Path) else source)
    except FileNotFoundError as reason:
        raise TemplateError(name, "", "filen findes ikke", "Læg den tilbage, eller kør 'klynge nyt' igen.") from reason
    except OSError as reason:
        raise TemplateError(name, "", "filen kan ikke læses", "Luk den i Word, og prøv igen.") from reason
    except ReadingError as reason:
        raise TemplateError(name, "", reason.problem[:1].lower() + reason.problem[1:].rstrip("."), reason.hint) from reason
    kind = package.content_type(package.document)
    if kind not in {wordml_type("document.main"), wordml_type("template.main")}:
        raise TemplateError(name, "", "filen er ikke et Word-dokument uden makroer", "Gem den i Word som .docx.")
    if kind == wordml_type("template.main"):
        package.add(package.document, package.parts[package.document], wordml_type("document.main"))
    return package


def _parts(package: Package, name: str) -> Iterator[Part]:
    """Every part that may hold codes, compiled.

    Raises:
        TemplateError: a part is broken, or its codes are wrong or unsafe.
    """
    for kind, place in PLACES.items():
        for part in package.of_type(wordml_type(kind)):
            yield _compiled(package.parts[part], part, place, name)


def _compiled(xml: bytes, part: str, place: str, name: str) -> Part:
    """One part, compiled.

    Raises:
        TemplateError: the part is broken, or its codes are wrong or unsafe.
    """
    try:
        root = parse(xml)
    except etree.XMLSyntaxError as reason:
        raise TemplateError(name, place, "filen er beskadiget", "Åbn og gem den i Word.") from reason
    tidy(root)
    if swallowed := prepare(root):
        raise TemplateError(name, place, "; ".join(swallowed), "Sæt koden for sig selv.")
    source = _source(root)
    try:
        return Part(part, place, source, compiled(source))
    except jinja2.TemplateSyntaxError as reason:
        raise TemplateError(name, place, *syntax_complaint(reason, source)) from reason
    except PlaceholderError as reason:
        raise TemplateError(name, place, *unsafe_complaint(reason.name)) from reason


def _source(root: etree._Element) -> str:
    """What Jinja reads of a part: docxtpl's preprocessing of it, one paragraph a line."""
    patched = DocxTemplate("").patch_xml(etree.tostring(root, encoding="unicode"))
    return re.sub(r"(<w:p[ >])", r"\n\1", unescape(patched))


def _text_width(roots: Iterable[etree._Element]) -> int:
    """The width of the text column in twips, from the last section of the body; A4 with the house's margins when it is unsaid."""
    for root in roots:
        for section in reversed(list(root.iter(w("sectPr")))):
            size, margins = section.find(w("pgSz")), section.find(w("pgMar"))
            if size is not None and margins is not None:
                sides = (int(float(margins.get(w(side)) or 0)) for side in ("left", "right", "gutter"))
                return int(size.get(w("w")) or 0) - sum(sides)
    return HOUSE_WIDTH
