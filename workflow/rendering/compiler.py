"""A Word template, compiled once and filled as often as wanted: ``compile_template(path).render(data)`` gives a document's bytes.

docxtpl's own preprocessing gives the template language; packaging, notes, properties and repair are ours, because docxtpl
reads the clock, renders notes as templates and loses text where XML breaks.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, NoReturn

import jinja2
from lxml import etree

from workflow.errors import ReadingError, TemplateError
from workflow.rendering.complaints import runtime_complaint, syntax_complaint, unsafe_complaint
from workflow.rendering.filling import Filled
from workflow.rendering.illustrated import albums
from workflow.rendering.missing import missing_complaint
from workflow.rendering.package import Package, wordml_type
from workflow.rendering.parts import Part, compile_part
from workflow.rendering.preparing import DAMAGED
from workflow.rendering.properties import Properties
from workflow.rendering.restarting import Numbered, numbered
from workflow.rendering.sandbox import PlaceholderError
from workflow.rendering.settling import settle, text_width
from workflow.rendering.shelf import Shelf
from workflow.rendering.sources import Sources
from workflow.rendering.styles import Styles, read_styles
from workflow.rendering.values import plain
from workflow.rendering.zipping import Press, best_press

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


@dataclass(frozen=True, eq=False)
class Template:
    """A compiled template. It is never changed, keeps nothing of what it was filled with, and may be shared by threads."""

    name: str
    package: Package
    parts: tuple[Part, ...]
    properties: Properties
    lists: Numbered
    styles: Styles
    width: int
    shelf: Shelf

    def render(self, context: Mapping[str, Any]) -> bytes:
        """The document that these data make; the same data give the same bytes.

        Args:
            context: the data under the names that the template asks for.

        Returns:
            A .docx file that carries the stamp by which ``is_untouched`` knows it.

        Raises:
            TemplateError: the template asks for what the data do not offer, or makes no valid document.
            UnprintableError: the data hold characters that no Word document can.
        """
        values = plain(context)
        filled = {part: self._filled(part, values) for part in self.parts if not part.still}
        trees = {part: one.xml for part, one in filled.items() if part.needs_tree(one)}
        made = {part.name: one.xml for part, one in filled.items() if part not in trees}
        made |= self._properties(values)
        if trees:
            made = self._finished(trees, made, values)
        return self.shelf.document(made, lambda stamp: self.properties.custom(values, stamp))

    def _finished(self, trees: Mapping[Part, bytes], made: Mapping[str, bytes], values: Mapping[str, Any]) -> dict[str, bytes]:
        """All parts of the document, those among them that must be read as trees finished."""
        from workflow.rendering.finishing import finish  # noqa: PLC0415 - Markdown is read only where there is any

        package = self.package.copy()
        package.parts.update(made)
        finish(package, trees, self.lists, self.width, self.name, styles=self.styles, albums=dict(albums(values)))
        return package.parts

    def _filled(self, part: Part, values: Mapping[str, Any]) -> Filled:
        """A part with the data in it, seen to say what it should."""
        try:
            filled = part.filled(values)
        except Exception as reason:  # noqa: BLE001 - a template's own code may raise anything
            self._refuse(part.place, part.source, values, reason)
        part.check(filled, self.name)
        return filled

    def _properties(self, values: Mapping[str, Any]) -> dict[str, bytes]:
        """The parts with the document's properties."""
        try:
            self.properties.custom(values, "")
            return self.properties.parts(values)
        except Exception as reason:  # noqa: BLE001 - a template's own code may raise anything
            self._refuse(PROPERTIES, "\n".join(self.properties.sources.values()), values, reason)

    def _refuse(self, place: str, source: str, values: Mapping[str, Any], reason: Exception) -> NoReturn:
        """Say what is wrong with this template: every name that is missing anywhere in it, or else the first fault.

        Raises:
            TemplateError: always.
        """
        if isinstance(reason, PlaceholderError) and not reason.unsafe:
            sources = [(part.place, part.source, True) for part in self.parts]
            sources += [(PROPERTIES, text, False) for text in self.properties.sources.values() if text]
            if (found := missing_complaint(sources, values)) is not None:
                raise TemplateError(self.name, *found) from reason
        raise TemplateError(self.name, place, *runtime_complaint(reason, source, values)) from reason


def compile_template(source: Path | bytes, name: str = "", *, cache: Path | None = None, press: Press | None = None) -> Template:
    """A template, read and compiled.

    Args:
        source: the .docx file, or its bytes.
        name: what messages call it; the file's own name when it is left out.
        cache: a folder in which what docxtpl makes of the template is kept; it may be deleted at any time.
        press: what deflates the documents; the fastest library that is installed when it is left out.

    Raises:
        TemplateError: the file is missing, is no Word document, or holds codes that are wrong or unsafe.
    """
    called = name or (source.name if isinstance(source, Path) else "uden navn")
    try:
        return _compiled(_read(source, called), called, cache, press or best_press())
    except etree.XMLSyntaxError as reason:
        raise TemplateError(called, "", *DAMAGED) from reason


def _compiled(raw: bytes, called: str, cache: Path | None, press: Press) -> Template:
    """A template of these bytes.

    Raises:
        TemplateError: they are no Word document, or hold codes that are wrong or unsafe.
        etree.XMLSyntaxError: a part that holds no codes is broken.
    """
    package = _package(raw, called)
    try:
        properties = Properties(package)
    except jinja2.TemplateSyntaxError as reason:
        raise TemplateError(called, PROPERTIES, *syntax_complaint(reason, reason.source or "")) from reason
    except PlaceholderError as reason:
        raise TemplateError(called, PROPERTIES, *unsafe_complaint(reason.name)) from reason
    except etree.XMLSyntaxError as reason:
        raise TemplateError(called, PROPERTIES, *DAMAGED) from reason
    styles = read_styles(package)
    with Sources(raw, called, cache) as sources:
        lists = numbered(package, styles)
        parts = tuple(_parts(package, sources, lists))
    width = text_width(package)
    settle(package, parts, called)
    return Template(called, package, parts, properties, lists, styles, width, Shelf(package, press))


def _read(source: Path | bytes, name: str) -> bytes:
    """The template's bytes.

    Raises:
        TemplateError: the file is missing, or cannot be read.
    """
    try:
        return source.read_bytes() if isinstance(source, Path) else source
    except FileNotFoundError as reason:
        raise TemplateError(name, "", "filen findes ikke", "Læg den tilbage, eller kør 'klynge nyt' igen.") from reason
    except OSError as reason:
        raise TemplateError(name, "", "filen kan ikke læses", "Luk den i Word, og prøv igen.") from reason


def _package(raw: bytes, name: str) -> Package:
    """The template's package.

    Raises:
        TemplateError: it is no Word document, or carries macros.
    """
    try:
        package = Package.read(raw)
    except ReadingError as reason:
        raise TemplateError(name, "", reason.problem[:1].lower() + reason.problem[1:].rstrip("."), reason.hint) from reason
    kind = package.content_type(package.document)
    if kind not in {wordml_type("document.main"), wordml_type("template.main")}:
        raise TemplateError(name, "", "filen er ikke et Word-dokument uden makroer", "Gem den i Word som .docx.")
    if kind == wordml_type("template.main"):
        package.add(package.document, package.parts[package.document], wordml_type("document.main"))
    return package


def _parts(package: Package, sources: Sources, lists: Numbered) -> Iterator[Part]:
    """Every part that may hold codes, compiled; Word's footers are often the same part twice.

    Raises:
        TemplateError: a part is broken, or its codes are wrong or unsafe.
    """
    known: dict[tuple[str, str], Part] = {}
    for kind, place in PLACES.items():
        for part in package.of_type(wordml_type(kind)):
            source = sources.of(part, package.parts[part], place)
            twin = known.get((place, source))
            made = replace(twin, name=part) if twin else compile_part(part, place, source, sources.template, lists)
            known[place, source] = made
            yield made
