"""Reads a document back: every paragraph's text, as a reader meets it."""

import zipfile
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
ORDER = ("header", "document", "footnotes", "endnotes", "footer")
SIGNS = {f"{W}tab": "\t", f"{W}br": "\n", f"{W}cr": "\n", f"{W}noBreakHyphen": "-"}


def words(docx: Path | bytes) -> list[str]:
    """Every paragraph that says something: headers, body (tables row by row), footnotes, endnotes, footers.

    Line breaks and tabs are characters; deleted text and field codes are left out; a text box comes before its paragraph.

    Args:
        docx: a .docx file, or its bytes.
    """
    with zipfile.ZipFile(docx if isinstance(docx, Path) else BytesIO(docx)) as archive:
        names = [name for kind in ORDER for name in sorted(archive.namelist()) if name.startswith(f"word/{kind}")]
        roots = [etree.fromstring(archive.read(name)) for name in names if name.endswith(".xml")]
    return [said for root in roots for said in _said(root) if said.strip()]


def styles(docx: Path | bytes) -> list[tuple[str, str]]:
    """Every paragraph of the body that says something, with its style's name.

    Args:
        docx: a .docx file, or its bytes.
    """
    with zipfile.ZipFile(docx if isinstance(docx, Path) else BytesIO(docx)) as archive:
        body, sheet = (etree.fromstring(archive.read(f"word/{name}.xml")) for name in ("document", "styles"))
    called = {str(named.get(f"{W}styleId")): str(name.get(f"{W}val")) for named in sheet for name in named.iter(f"{W}name")}
    found = []
    for paragraph in body.iter(f"{W}p"):
        style = paragraph.find(f"{W}pPr/{W}pStyle")
        said = "".join(_pieces(paragraph))
        if said.strip():
            found.append((called[str(style.get(f"{W}val"))] if style is not None else "", said))
    return found


def _said(root: etree._Element) -> Iterator[str]:
    """The text of each paragraph."""
    for paragraph in root.iter(f"{W}p"):
        if next(paragraph.iterancestors(FALLBACK), None) is None:
            yield "".join(_pieces(paragraph))


def _pieces(paragraph: etree._Element) -> Iterator[str]:
    """What a paragraph says, without the paragraphs of text boxes inside it."""
    for part in paragraph.iter(f"{W}t", *SIGNS):
        run = part.getparent()
        if run is not None and run.tag == f"{W}r" and next(part.iterancestors(f"{W}p")) is paragraph:
            yield SIGNS.get(str(part.tag), part.text or "")
