"""The text of a Word file as plain values: spans, paragraphs, tables, and the content controls they came from."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from workflow import danish
from workflow.intake.looks import ListMark

_BREAKS = re.compile(r"[\r\v\f\x85\u2028\u2029]")
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]")


class Span(NamedTuple):
    """A piece of text of one look. A line break is a newline.

    ``mark`` is what stands there in place of text, as Markdown: a picture, or the reference to a footnote, whose own text
    is ``note``, as Markdown too. ``lost`` is what of its look Markdown cannot say.
    """

    text: str
    bold: bool = False
    italic: bool = False
    link: str = ""
    mark: str = ""
    note: str = ""
    lost: frozenset[str] = frozenset()


class Control(NamedTuple):
    """A content control: how it is named, what stands in it, and what kind it is ("text", "date", "choice", "checkbox").

    ``value`` is what the choice that it shows stands for.
    """

    tag: str = ""
    alias: str = ""
    kind: str = "text"
    text: str = ""
    prompt: bool = False
    day: str = ""
    value: str = ""
    ticked: bool = False


@dataclass(frozen=True)
class Paragraph:
    """One paragraph. ``style`` is its style's name; ``joined``: its mark was deleted, so it runs on into the next.

    ``number`` is its place among all paragraphs of the document, from 0.
    """

    spans: tuple[Span, ...] = ()
    style: str = ""
    heading: int = 0
    mark: ListMark | None = None
    joined: bool = False
    right: bool = False
    controls: tuple[Control, ...] = ()
    number: int = field(default=0, compare=False)

    @cached_property
    def text(self) -> str:
        """The words alone, in NFC, with line breaks as newlines."""
        return cleaned("".join([span.text for span in self.spans])).strip()


class Cell(NamedTuple):
    """One table cell, how many columns it spans, and what was come across and set aside in it that is no text of its own.

    ``number`` is the place of its first paragraph among all paragraphs of the document, from 0.
    """

    blocks: tuple["Block", ...] = ()
    controls: tuple[Control, ...] = ()
    seen: frozenset[str] = frozenset()
    columns: int = 1
    continued: bool = False
    number: int = 0
    aside: tuple[str, ...] = ()


@dataclass(frozen=True)
class Table:
    """One table, row by row."""

    rows: tuple[tuple[Cell, ...], ...] = ()


Block = Paragraph | Table


def cleaned(text: str) -> str:
    """The text in NFC, every kind of line break as a newline, and no control characters."""
    if text.isprintable():
        return danish.nfc(text)
    return _CONTROLS.sub("", _BREAKS.sub("\n", danish.nfc(text.replace("\r\n", "\n"))))


def lines_of(blocks: Iterable[Block]) -> Iterator[str]:
    """The lines that a person would see: paragraphs, their line breaks, and table rows with tabs between cells."""
    for block in blocks:
        if isinstance(block, Paragraph):
            yield from (line.strip() for line in block.text.split("\n"))
        else:
            yield from ("\t".join(" ".join(filter(None, lines_of(cell.blocks))) for cell in row) for row in block.rows)


def spans_in(blocks: Iterable[Block]) -> Iterator[Span]:
    """Every span in the blocks, also in tables within tables."""
    for block in blocks:
        if isinstance(block, Paragraph):
            yield from block.spans
        else:
            yield from spans_in(inner for row in block.rows for cell in row for inner in cell.blocks)


def marked(blocks: Iterable[Block]) -> Iterator[Span]:
    """Every picture and every reference to a footnote in the blocks."""
    return (span for span in spans_in(blocks) if span.mark)


def plain_text(blocks: Iterable[Block]) -> str:
    """The words of the blocks, one line a line, blank ones left out."""
    return "\n".join(line for line in lines_of(blocks) if line.strip())
