"""Markdown read into blocks: what a rich text says, before anything is known of Word and its styles."""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from types import MappingProxyType
from urllib.parse import urlsplit

from markdown_it.rules_block.table import escapedSplit

from workflow.rendering.blocks import (
    DEEPEST_HEADING,
    Block,
    Figure,
    Inline,
    Kind,
    Note,
    Paragraph,
    Table,
    Words,
    in_context,
    levelled,
    without_notes,
)
from workflow.rendering.definitions import footnotes, parsed
from workflow.rendering.illustrated import Pictures
from workflow.rendering.pictures import Picture, Unshown, asked_width, file_name, picture_at
from workflow.rendering.trees import Node

DEEPEST_LIST = 2
DEEPEST_NOTE = 5
"""Notes inside notes stand in brackets so deep; those still deeper follow at the end of the outermost."""
_NO_PICTURES: Pictures = MappingProxyType({})
_AROUND_ROW = "> \t"
"""What a table's row may have around it in a list or a quotation."""
_DELIMITER = re.compile(r"\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)*\|?\s*$")
_LONGEST_KEPT = 10_000
_HOST = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?")
_MAILTO = re.compile(r"mailto:[^\s@<>\"]+@[A-Za-z0-9.-]+(?:\?[^\s<>\"]*)?")


def read_rich_text(text: str, top: int = DEEPEST_HEADING, pictures: Pictures = _NO_PICTURES) -> tuple[Block, ...]:
    """The blocks of a Markdown text.

    A single line break stays one; headings begin at ``top`` and never skip a level; lists deeper than two levels stand on
    the second; pictures that cannot be shown and addresses that nobody can open are written out; no word is lost.

    Args:
        text: CommonMark with tables and footnotes.
        top: the level of the text's highest heading.
        pictures: those that came with the text.
    """
    return _read(text, top, pictures) if pictures or len(text) > _LONGEST_KEPT else _kept(text, top)


def _read(text: str, top: int, pictures: Pictures) -> tuple[Block, ...]:
    """The blocks of a Markdown text, read anew."""
    return tuple(in_context(levelled(Reader(text, pictures).blocks, top)))


@lru_cache(maxsize=64)
def _kept(text: str, top: int) -> tuple[Block, ...]:
    """The blocks of a short text without pictures, remembered: the charters of a region have half their texts in common."""
    return _read(text, top, _NO_PICTURES)


class Reader:
    """Walks Markdown's tree once and notes what it meets.

    Args:
        text: the Markdown text.
        pictures: those that came with it.
    """

    def __init__(self, text: str, pictures: Pictures = _NO_PICTURES) -> None:
        text, self.tree, self.orphans = parsed(text)
        self._lines, self._pictures = text.split("\n"), pictures
        self._series, self._inside = 0, 0
        self._told, self._deferred = set[int](), list[tuple[int, str]]()
        self.deepest, self.widest, self.rules, self.overfull = 0, 0, 0, 0
        self.refused, self.nameless, self.rings, self.unshown = list[str](), list[str](), list[str](), list[Unshown]()
        self._notes = {note.token.meta["id"]: note for note in footnotes(self.tree)}
        self.blocks = tuple(self._blocks(self.tree, Kind.TEXT, 0))

    def _blocks(self, nodes: Iterable[Node], kind: Kind, depth: int) -> Iterator[Block]:
        """The blocks of these nodes; plain paragraphs among them are of this kind."""
        for node in nodes:
            if node.type == "paragraph":
                yield Paragraph(kind, self._inlines(node), _list_level(depth))
            elif node.type == "heading":
                yield Paragraph(Kind.HEADING, self._inlines(node), int(node.token.tag[1:]))
            elif node.type in {"fence", "code_block"}:
                yield Paragraph(kind, (Words(node.token.content.rstrip("\n")),), _list_level(depth))
            elif node.type in {"bullet_list", "ordered_list"}:
                yield from self._list(node, depth)
            elif node.type == "table":
                yield self._table(node)
            elif node.type == "blockquote":
                yield from self._blocks(node.children, Kind.QUOTE, depth)
            elif node.type == "hr":
                self.rules += 1

    def _list(self, node: Node, depth: int) -> Iterator[Block]:
        """The paragraphs of a list and of those inside it."""
        self.deepest = max(self.deepest, depth + 1)
        self._series += 1
        series, start = self._series, int(node.token.attrs.get("start", 1))
        kind = Kind.BULLET if node.type == "bullet_list" else Kind.NUMBER
        for item in node.children:
            for place, block in enumerate(self._blocks(item.children, Kind.CONTINUED, depth + 1)):
                if place == 0 and isinstance(block, Paragraph) and block.kind in {Kind.CONTINUED, Kind.QUOTE, Kind.HEADING}:
                    yield Paragraph(kind, block.inlines, _list_level(depth + 1), series, start)
                else:
                    yield block

    def _table(self, node: Node) -> Table:
        """A table with its widths, which only the source's delimiter row tells."""
        rows = [row for part in node.children for row in part.children]
        cells = tuple(self._row(row, head=row is rows[0]) for row in rows)
        right = tuple("right" in str(cell.token.attrs.get("style", "")) for cell in rows[0].children)
        self.widest = max(self.widest, len(right))
        line = self._lines[node.token.map[0] + 1] if node.token.map else ""
        match = _DELIMITER.search(line)
        weights = tuple(column.count("-") for column in match[0].strip().strip("|").split("|")) if match else ()
        return Table(cells, weights if len(weights) == len(right) else (1,) * len(right), right)

    def _row(self, row: Node, *, head: bool) -> tuple[tuple[Inline, ...], ...]:
        """A row's cells; what a row has beyond the table's head, which Markdown would drop, goes with its last one."""
        cells = [self._inlines(cell) for cell in row.children]
        if row.token.map and not head:
            written = [cell.strip() for cell in escapedSplit(self._lines[row.token.map[0]].strip(_AROUND_ROW))]
            more = [cell for cell in written[written[0] == "" :][len(cells) :] if cell]
            self.overfull += bool(more)
            cells[-1] += (Words("".join(f" | {cell}" for cell in more)),) if more else ()
        return tuple(cells)

    def _inlines(self, node: Node) -> tuple[Inline, ...]:
        """The inline content of a block, stretches that look the same as one."""
        joined: list[Inline] = []
        for inline in self._pieces(node.children, Words("")):
            last = joined[-1] if joined else None
            if isinstance(inline, Words) and isinstance(last, Words) and last.looks_like(inline):
                joined[-1] = last.saying(last.text + inline.text)
            elif not isinstance(inline, Words) or inline.text:
                joined.append(inline)
        return tuple(joined)

    def _pieces(self, nodes: Sequence[Node], look: Words) -> Iterator[Inline]:
        """Stretches of text as they come."""
        for node in nodes:
            if node.type in {"softbreak", "hardbreak"}:
                yield look.saying("\n")
            elif node.type == "image":
                yield self._picture(node, look)
            elif node.type == "link":
                yield from self._link(node, look)
            elif node.type == "footnote_ref":
                yield self._reference(node, look)
            elif node.type == "inline":
                yield from self._pieces(node.children, look)
            elif node.type in {"strong", "em"}:
                strong, emphasis = look.strong or node.type == "strong", look.emphasis or node.type == "em"
                yield from self._pieces(node.children, look._replace(strong=strong, emphasis=emphasis))
            elif node.type != "footnote_anchor":
                yield look.saying(node.token.content)

    def _picture(self, node: Node, look: Words) -> Inline:
        """A picture, or its description in words where it cannot be shown."""
        address, alt = str(node.token.attrs.get("src", "")), _plain(self._pieces(node.children, Words("")))
        width = asked_width(told := str(node.token.attrs.get("title", "")))
        title = "" if width else told
        found = picture_at(address, self._pictures)
        name = file_name(address) or ("" if address.startswith("data:") else address)
        if not alt.strip():
            self.nameless.append(name)
        if isinstance(found, Picture):
            return Figure(found.as_wide_as(width), " ".join(alt.split()) or name, title, look.href)
        self.unshown.append(found)
        said = ", ".join(part for part in (alt or name, title) if part)
        return look.saying(f"[billede: {said}]" if said else "[billede]")

    def _link(self, node: Node, look: Words) -> Iterator[Inline]:
        """A link, or its text and address where the address cannot be opened; a link without text shows its address."""
        href = str(node.token.attrs.get("href", ""))
        opens, tip = can_open(href), str(node.token.attrs.get("title", ""))
        inside = list(self._pieces(node.children, look._replace(href=href, tip=tip) if opens else look))
        yield from inside
        shows = bool(_plain(inside)) or any(isinstance(one, Figure) for one in inside)
        if not shows:
            yield look._replace(text=href, href=href if opens else "", tip=tip if opens else "")
        elif not opens and _plain(inside) != href:
            yield look._replace(text=f" ({', '.join(part for part in (href, tip) if part)})")
        self.refused += [] if opens else [href]

    def _reference(self, node: Node, look: Words) -> Inline:
        """A note where it is referred to; inside a note the text of another once, however notes refer to each other."""
        number, sign = int(node.token.meta["id"]), f"[^{node.token.meta.get('label', '')}]"
        if not self._inside:
            self._told, self._deferred = {number}, []
            words = self._note_in(number)
            for further, called in self._deferred:  # grows while it is read
                words = (*words, Words(f"\n{called}: "), *self._note_in(further))
            return Note(words)
        if number in self._told:
            self.rings.append(sign)
            return look.saying(sign)
        self._told.add(number)
        if self._inside < DEEPEST_NOTE:
            return Note(self._note_in(number))
        self._deferred.append((number, sign))
        return look.saying(sign)

    def _note_in(self, number: int) -> tuple[Words | Figure, ...]:
        """The text of a note, read as one inside those that are being read."""
        self._inside += 1
        words = self._note(self._notes[number])
        self._inside -= 1
        return words

    def _note(self, node: Node) -> tuple[Words | Figure, ...]:
        """The text of a footnote; its blocks stand on lines of their own, and a note inside it in brackets."""
        flat: list[Words | Figure] = []
        for block in self._blocks(node.children, Kind.TEXT, 0):
            rows = [[block.inlines]] if isinstance(block, Paragraph) else block.rows
            for row in rows:
                flat += [Words("\n")] * bool(flat)
                for place, cell in enumerate(row):
                    flat += [Words(", ")] * bool(place) + without_notes(cell)
        return tuple(flat)


def can_open(href: str) -> bool:
    """Whether an address is one that a reader may follow: http, https or mailto, and well formed."""
    try:
        parts = urlsplit(href)
        valid_port = parts.port is None or parts.port > 0
    except ValueError:
        return False
    if parts.scheme in {"http", "https"}:
        return valid_port and bool(_HOST.fullmatch(parts.hostname or "")) and "@" not in parts.netloc
    return bool(_MAILTO.fullmatch(href))


def _plain(inlines: Iterable[Inline]) -> str:
    """The text of the stretches."""
    return "".join(inline.text for inline in inlines if isinstance(inline, Words))


def _list_level(depth: int) -> int:
    """The level from 0 on which a paragraph at this depth of lists stands."""
    return max(min(depth, DEEPEST_LIST) - 1, 0)
