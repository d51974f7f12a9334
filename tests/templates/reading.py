"""A Word document read back as a person sees it: each block with the name of its style, tables row by row."""

import io
import zipfile
from collections.abc import Iterator
from pathlib import Path

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"


class Document:
    """The parts of a document that the stories look at.

    Args:
        source: the document's bytes, or where it lies.
    """

    def __init__(self, source: bytes | Path) -> None:
        raw = source if isinstance(source, bytes) else source.read_bytes()
        with zipfile.ZipFile(io.BytesIO(raw)) as package:
            self.names = package.namelist()
            self.raw = {name: package.read(name) for name in self.names}
        self.body = self.part("word/document.xml")[0]
        self._styles = {str(style.get(f"{W}styleId")): style for style in self.part("word/styles.xml").iter(f"{W}style")}

    def part(self, name: str) -> etree._Element:
        """The root of an XML part."""
        return etree.fromstring(self.raw[name])

    def style(self, paragraph: etree._Element) -> str:
        """The name of a paragraph's style."""
        style = paragraph.find(f"{W}pPr/{W}pStyle")
        return self.style_name(str(style.get(f"{W}val")) if style is not None else "Normal")

    def style_name(self, style_id: str) -> str:
        """The name that Word stores for a style."""
        name = self._styles[style_id].find(f"{W}name")
        return str(name.get(f"{W}val")) if name is not None else style_id

    def lines(self) -> list[str]:
        """The body as lines: "style: words" for a paragraph, "style | cell | cell" for a row of a table."""
        return list(self._lines())

    def _lines(self) -> Iterator[str]:
        """The lines of a body."""
        for block in self.body:
            if block.tag == f"{W}p":
                yield f"{self.style(block)}: {text(block)}"
            elif block.tag == f"{W}tbl":
                style = block.find(f"{W}tblPr/{W}tblStyle")
                name = self.style_name(str(style.get(f"{W}val"))) if style is not None else ""
                for row in block.iter(f"{W}tr"):
                    yield " | ".join((name, *map(self._cell, row.iter(f"{W}tc"))))

    def _cell(self, cell: etree._Element) -> str:
        """The words of a cell, its paragraphs parted by a stroke."""
        return " / ".join(text(paragraph) for paragraph in cell.iter(f"{W}p"))

    def paragraphs(self) -> list[tuple[str, str]]:
        """Every paragraph of the body and its tables: style and words."""
        return [(self.style(paragraph), text(paragraph)) for paragraph in self.body.iter(f"{W}p")]

    def running(self) -> list[str]:
        """The words of the headers and footers, one line each, by the names of their parts."""
        names = sorted(name for name in self.names if name.startswith(("word/header", "word/footer")))
        return [f"{Path(name).stem}: {' / '.join(filter(None, map(text, self.part(name).iter(f'{W}p'))))}" for name in names]

    def notes(self) -> list[str]:
        """The words of the footnotes, without the separators."""
        notes = self.part("word/footnotes.xml").iter(f"{W}footnote")
        return [" / ".join(map(text, note.iter(f"{W}p"))) for note in notes if note.get(f"{W}type") is None]

    def properties(self) -> dict[str, str]:
        """The core properties by local name; empty ones left out."""
        return {etree.QName(child).localname: child.text for child in self.part("docProps/core.xml") if child.text}


def text(paragraph: etree._Element) -> str:
    """The words of a paragraph: tabs as ⇥, line breaks as ↵, a footnote's mark as [*]."""
    marks = {f"{W}tab": "⇥", f"{W}br": "↵", f"{W}footnoteReference": "[*]"}
    runs = (part for run in paragraph.iter(f"{W}r") for part in run)
    return "".join((part.text or "") if part.tag == f"{W}t" else marks.get(str(part.tag), "") for part in runs)
