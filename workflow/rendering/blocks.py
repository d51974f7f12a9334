"""The blocks of a rich text, as values, and what each one is beside its neighbours."""

import re
from collections.abc import Iterable, Iterator, Sequence
from enum import Enum, auto
from typing import NamedTuple

from workflow.rendering.pictures import Picture

DEEPEST_HEADING = 4
_CAPTION = re.compile(r"Tabel\s+[\w.]+\s*:")


class Kind(Enum):
    """What a paragraph is in the text."""

    TEXT = auto()
    HEADING = auto()
    BULLET = auto()
    NUMBER = auto()
    CONTINUED = auto()
    QUOTE = auto()
    CAPTION = auto()
    LIST_LEAD = auto()
    AFTER_TABLE = auto()


class Words(NamedTuple):
    """A stretch of text that looks the same; a line break in it is a line break.

    ``href`` is an address, or empty, and ``tip`` what its author says of the link.
    """

    text: str
    strong: bool = False
    emphasis: bool = False
    href: str = ""
    tip: str = ""

    def saying(self, text: str) -> "Words":
        """Another stretch of text that looks the same."""
        return Words(text, self.strong, self.emphasis, self.href, self.tip)

    def looks_like(self, other: "Words") -> bool:
        """Whether both look the same, and lead to the same place."""
        mine = (self.strong, self.emphasis, self.href, self.tip)
        return mine == (other.strong, other.emphasis, other.href, other.tip)


class Figure(NamedTuple):
    """A picture that is shown. ``alt`` is its description; its ``title``, and ``href``, where it leads, may be empty."""

    picture: Picture
    alt: str
    title: str = ""
    href: str = ""


class Note(NamedTuple):
    """A footnote, where it is referred to."""

    words: tuple[Words | Figure, ...]


Inline = Words | Figure | Note


class Paragraph(NamedTuple):
    """A paragraph. ``level`` is a heading's, or a list's from 0; paragraphs of one numbered list share ``series``."""

    kind: Kind
    inlines: tuple[Inline, ...]
    level: int = 0
    series: int = 0
    start: int = 1
    keep_next: bool = False

    @property
    def plain(self) -> str:
        """The paragraph's text without notes."""
        return "".join(inline.text for inline in self.inlines if isinstance(inline, Words))


class Table(NamedTuple):
    """A table, its first row the head. ``weights`` are the relative widths of its columns, ``right`` those set to the right."""

    rows: tuple[tuple[tuple[Inline, ...], ...], ...]
    weights: tuple[int, ...]
    right: tuple[bool, ...]
    caption: str = ""


Block = Paragraph | Table


def weight(block: Block) -> int:
    """How many signs, spaces not counted, a block has with its notes."""
    rows = [[block.inlines]] if isinstance(block, Paragraph) else block.rows
    pieces = (
        one for row in rows for cell in row for inline in cell for one in (inline.words if isinstance(inline, Note) else [inline])
    )
    return sum(len("".join(one.text.split())) for one in pieces if isinstance(one, Words))


def levelled(blocks: Sequence[Block], top: int) -> Iterator[Block]:
    """The blocks with their headings on levels that begin at ``top`` and never skip one."""
    levels = [block.level for block in blocks if isinstance(block, Paragraph) and block.kind is Kind.HEADING]
    highest, last = min(levels, default=1), top - 1
    for block in blocks:
        if isinstance(block, Paragraph) and block.kind is Kind.HEADING:
            last = min(top + block.level - highest, last + 1, max(top, DEEPEST_HEADING))
            yield block._replace(level=last)
        else:
            yield block


def without_notes(inlines: Iterable[Inline]) -> list[Words | Figure]:
    """The text with its notes in brackets, for places where Word allows none."""
    flat: list[Words | Figure] = []
    for inline in inlines:
        flat += [Words(" ("), *inline.words, Words(")")] if isinstance(inline, Note) else [inline]
    return flat


def in_context(blocks: Iterable[Block]) -> Iterator[Block]:
    """The blocks, each as what it is beside its neighbours: a caption, the lead of a list, the text after a table."""
    row = list(blocks)
    before: Block | None = None
    caption = ""
    for place, block in enumerate(row):
        after = row[place + 1] if place + 1 < len(row) else None
        if isinstance(block, Table):
            if isinstance(before, Table):
                yield Paragraph(Kind.AFTER_TABLE, ())
            yield block._replace(caption=caption)
            caption = ""
        else:
            placed = _placed(block, before, after)
            caption = placed.plain if placed.kind in {Kind.CAPTION, Kind.HEADING} else ""
            yield placed
        before = block


def _placed(block: Paragraph, before: Block | None, after: Block | None) -> Paragraph:
    """A plain paragraph as what it is between its neighbours."""
    if block.kind is not Kind.TEXT:
        return block
    if isinstance(after, Table) and _CAPTION.match(block.plain):
        return block._replace(kind=Kind.CAPTION)
    leads = _is_list(after) or (block.plain.rstrip().endswith(":") and after is not None and not _is_heading(after))
    if isinstance(before, Table):
        return block._replace(kind=Kind.AFTER_TABLE, keep_next=leads)
    return block._replace(kind=Kind.LIST_LEAD) if leads else block


def _is_list(block: Block | None) -> bool:
    """Whether a block is a list's entry."""
    return isinstance(block, Paragraph) and block.kind in {Kind.BULLET, Kind.NUMBER}


def _is_heading(block: Block) -> bool:
    """Whether a block is a heading."""
    return isinstance(block, Paragraph) and block.kind is Kind.HEADING
