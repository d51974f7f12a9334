"""What a document says of itself: title, subject, language, author and custom properties, written by us so that they are true."""

from collections.abc import Mapping, Sequence
from typing import Any

from jinja2 import Template
from lxml import etree

from workflow.rendering.package import CORE, CORE_RELATIONSHIP, CORE_TYPE, CUSTOM, Package, relationship_type, stamp
from workflow.rendering.sandbox import compiled
from workflow.rendering.tags import TAG, plain_tags
from workflow.rendering.wordml import parse, written

AUTHOR, LANGUAGE = "Klyngesekretariatet", "da-DK"
_CP = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
_DC = "http://purl.org/dc/elements/1.1/"
_EMPTY = f'<cp:coreProperties xmlns:cp="{_CP}" xmlns:dc="{_DC}"/>'
_KEPT = {
    "title": _DC, "subject": _DC, "creator": _DC, "keywords": _CP, "description": _DC, "language": _DC, "category": _CP,
    "identifier": _DC, "contentStatus": _CP, "version": _CP,
}  # fmt: skip
"""The properties that go from template to document. Dates, counters and who saved it last are the template's, not ours."""
_OFFERED = {"title": "dokumenttitel", "subject": "dokumentemne"}
_OPENING = f"<?xml version='1.0' encoding='UTF-8' standalone='yes'?>\n<cp:coreProperties xmlns:cp=\"{_CP}\" xmlns:dc=\"{_DC}\">"
_PREFIXES = {_DC: "dc", _CP: "cp"}
_HOLE = "\ue000"
"""What stands around the number of a custom property's value, where that goes."""
_LIBRARIES = ("python-docx", "docxtpl", "docxcompose")


class Properties:
    """The properties of a template, compiled; its package is made ready to take those of a document.

    Args:
        package: the template.

    Raises:
        jinja2.TemplateSyntaxError: a property is no valid template.
        PlaceholderError: a property does what no template may do.
        etree.XMLSyntaxError: the part is broken.
    """

    def __init__(self, package: Package) -> None:
        core = _core_sources(package)
        _lay_core(package)
        coded: dict[str, str] = {}
        stamp(package, _HOLE * 2)
        self._custom = _cut(parse(package.parts[CUSTOM]), "{*}property/*", coded)
        self._about = package.related("", relationship_type("extended-properties")) or ""
        self._about_pieces = _cut(parse(package.parts[self._about]), "*", coded) if self._about else []
        self.sources = {**core, **{f"{_HOLE}{number}": source for number, source in coded.items()}}
        self._core = [(field, compiled(source, escaped=False) if "{" in source else source) for field, source in core.items()]
        self._coded: dict[str, Template] = {number: compiled(source, escaped=False) for number, source in coded.items()}

    def parts(self, context: Mapping[str, Any]) -> dict[str, bytes]:
        """The parts of a document with its core properties and, where they have codes, Word's own, each value escaped once.

        Args:
            context: the data.
        """
        made = {CORE: self._core_part(context)}
        if len(self._about_pieces) > 1:
            made[self._about] = self._filled(self._about_pieces, context, "")
        return made

    def _core_part(self, context: Mapping[str, Any]) -> bytes:
        """The part ``docProps/core.xml``, each value on one line."""
        pieces = [_OPENING]
        for field, source in self._core:
            words = " ".join((source if isinstance(source, str) else source.render(context)).split())
            if words:
                tag = f"{_PREFIXES[_KEPT[field]]}:{field}"
                pieces.append(f"<{tag}>{_escaped(words)}</{tag}>")
        return "".join([*pieces, "</cp:coreProperties>"]).encode()

    def custom(self, context: Mapping[str, Any], stamped: str) -> bytes:
        """The part ``docProps/custom.xml`` of a document.

        Args:
            context: the data.
            stamped: the hash of the document's other parts.
        """
        return self._filled(self._custom, context, stamped)

    def _filled(self, pieces: Sequence[str], context: Mapping[str, Any], stamped: str) -> bytes:
        """A part that was cut, with the values of its codes and, where it has its place, the stamp."""
        values = (self._coded[number].render(context) if number else stamped for number in pieces[1::2])
        filled = [*pieces]
        filled[1::2] = [_escaped(" ".join(value.split())) for value in values]
        return "".join(filled).encode()


def _escaped(words: str) -> str:
    """A text as XML."""
    return words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _core_sources(package: Package) -> dict[str, str]:
    """What the template says in its core properties, with what we always say."""
    name = package.related("", CORE_RELATIONSHIP) or CORE
    root = parse(package.parts.get(name) or _EMPTY)
    written_there = {field: root.findtext(f"{{{space}}}{field}") or "" for field, space in _KEPT.items()}
    sources = {field: plain_tags(words).strip() for field, words in written_there.items()}
    for field, offered in _OFFERED.items():
        sources[field] = sources[field] or f"{{{{ {offered}|default('') }}}}"
    if sources["creator"] in {"", *_LIBRARIES}:
        sources["creator"] = AUTHOR
    sources["language"] = sources["language"] or LANGUAGE
    return sources


def _lay_core(package: Package) -> None:
    """Give the core properties their one place in a package, whatever the template had and wherever it had them."""
    old = package.related("", CORE_RELATIONSHIP)
    package.remove(old or CORE)
    package.unrelate("", CORE_RELATIONSHIP)
    package.add(CORE, b"", CORE_TYPE)
    package.relate("", CORE_RELATIONSHIP, CORE)


def _cut(root: etree._Element, path: str, coded: dict[str, str]) -> list[str]:
    """A part of properties, cut: text and, in every second place, the number of what stands there.

    Args:
        root: the part.
        path: where its values are.
        coded: the codes of values by number, to which those of this part are added.
    """
    for value in root.iterfind(path):
        if value.text and TAG.search(value.text):
            number = str(len(coded))
            coded[number] = plain_tags(value.text).strip()
            value.text = f"{_HOLE}{number}{_HOLE}"
    return written(root).decode().split(_HOLE)
