"""What a document says of itself: title, subject, language, author and custom properties, written by us so that they are true."""

from collections.abc import Mapping
from typing import Any

from jinja2 import Template

from workflow.rendering.package import CORE, CORE_RELATIONSHIP, CORE_TYPE, CUSTOM, Package, stamp
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
        self._pieces, custom = _custom_pieces(package)
        self.sources = {**core, **{f"{_HOLE}{number}": source for number, source in custom.items()}}
        self._templates = {field: compiled(source, escaped=False) for field, source in core.items() if source}
        self._own: dict[str, Template] = {number: compiled(source, escaped=False) for number, source in custom.items()}

    def render(self, context: Mapping[str, Any]) -> bytes:
        """The part ``docProps/core.xml`` of a document, each value on one line and escaped once.

        Args:
            context: the data.
        """
        pieces = [_OPENING]
        for field, template in self._templates.items():
            words = " ".join(template.render(context).split())
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
        values = {number: _escaped(" ".join(template.render(context).split())) for number, template in self._own.items()}
        values[""] = stamped
        pieces = [values[piece] if place % 2 else piece for place, piece in enumerate(self._pieces)]
        return "".join(pieces).encode()


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


def _custom_pieces(package: Package) -> tuple[list[str], dict[str, str]]:
    """The custom properties, cut: text and, in every second place, what stands there; the templates of what has codes."""
    stamp(package, _HOLE * 2)
    root, sources = parse(package.parts[CUSTOM]), dict[str, str]()
    for value in root.iterfind("{*}property/*"):
        if value.text and TAG.search(value.text):
            number = str(len(sources))
            sources[number] = plain_tags(value.text).strip()
            value.text = f"{_HOLE}{number}{_HOLE}"
    return written(root).decode().split(_HOLE), sources
