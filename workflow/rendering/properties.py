"""What a document says of itself: title, subject, language and author, written by us so that they are true."""

from collections.abc import Mapping
from typing import Any

from lxml import etree

from workflow.rendering.package import CORE, CORE_RELATIONSHIP, CORE_TYPE, Package
from workflow.rendering.sandbox import compiled
from workflow.rendering.tags import plain_tags
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
_LIBRARIES = ("python-docx", "docxtpl", "docxcompose")


class Properties:
    """The core properties of a template, compiled.

    Args:
        package: the template.

    Raises:
        jinja2.TemplateSyntaxError: a property is no valid template.
        PlaceholderError: a property does what no template may do.
        etree.XMLSyntaxError: the part is broken.
    """

    def __init__(self, package: Package) -> None:
        name = package.related("", CORE_RELATIONSHIP) or CORE
        root = parse(package.parts.get(name) or _EMPTY)
        written_there = {field: root.findtext(f"{{{space}}}{field}") or "" for field, space in _KEPT.items()}
        self.sources = {field: plain_tags(words).strip() for field, words in written_there.items()}
        for field, offered in _OFFERED.items():
            self.sources[field] = self.sources[field] or f"{{{{ {offered}|default('') }}}}"
        if self.sources["creator"] in {"", *_LIBRARIES}:
            self.sources["creator"] = AUTHOR
        self.sources["language"] = self.sources["language"] or LANGUAGE
        self._templates = {field: compiled(source, escaped=False) for field, source in self.sources.items() if source}

    def render(self, context: Mapping[str, Any]) -> bytes:
        """The part ``docProps/core.xml`` of a document, each value on one line and escaped once.

        Args:
            context: the data.
        """
        root = parse(_EMPTY)
        for field, template in self._templates.items():
            words = " ".join(template.render(context).split())
            if words:
                etree.SubElement(root, f"{{{_KEPT[field]}}}{field}").text = words
        return written(root)


def lay_properties(package: Package, part: bytes) -> None:
    """Lay the core properties in a package, once, whatever the template had and wherever it had them.

    Args:
        package: the document.
        part: what ``Properties.render`` gave.
    """
    old = package.related("", CORE_RELATIONSHIP)
    package.remove(old or CORE)
    package.unrelate("", CORE_RELATIONSHIP)
    package.add(CORE, part, CORE_TYPE)
    package.relate("", CORE_RELATIONSHIP, CORE)
