"""Markdown read into blocks: what a rich text says, before anything is known of Word and its styles."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from urllib.parse import urlsplit

from markdown_it.tree import SyntaxTreeNode

from workflow.domain.findings import Finding, note
from workflow.formats import markdown_tokens
from workflow.rendering.blocks import (
    DEEPEST_HEADING,
    Block,
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

DEEPEST_LIST = 2
_DEFINITION = re.compile(r"^([ ]{0,3})\[(\^?[^\]\n]+)\]:", re.MULTILINE)
_DELIMITER = re.compile(r"\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)*\|?\s*$")
_HOST = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?")
_MAILTO = re.compile(r"mailto:[^\s@<>\"]+@[A-Za-z0-9.-]+(?:\?[^\s<>\"]*)?")


def read_rich_text(text: str, top: int = DEEPEST_HEADING) -> tuple[Block, ...]:
    """The blocks of a Markdown text.

    A single line break stays one; headings begin at ``top`` and never skip a level; lists deeper than two levels stand on
    the second; images and addresses that nobody can open are written out; no word is lost.

    Args:
        text: CommonMark with tables and footnotes.
        top: the level of the text's highest heading.
    """
    reader = _Reader(_without_orphans(text))
    return tuple(in_context(levelled(reader.blocks, top)))


def remarks(text: str, field: str = "") -> tuple[Finding, ...]:
    """What a rich text says that a document shows otherwise, as notes for its sender.

    Args:
        text: the Markdown text.
        field: the field's Danish name.
    """
    reader = _Reader(_without_orphans(text))
    found = []
    if reader.deepest > DEEPEST_LIST:
        found.append(note(field, "En liste har mere end to niveauer; de dybere står på andet niveau.", "Brug højst to niveauer."))
    if reader.images:
        found.append(note(field, "Et billede i teksten er erstattet af sin beskrivelse.", "Vedlæg billedet som bilag."))
    if reader.refused:
        addresses = ", ".join(dict.fromkeys(reader.refused))
        found.append(note(field, f"Et link kan ikke åbnes og er skrevet som tekst: {addresses}.", "Brug https:// eller mailto:."))
    return tuple(found)


def _without_orphans(text: str) -> str:
    """The text with notes and addresses that nothing refers to escaped, so that Markdown prints them and does not drop them."""
    labels = [match[2] for match in _DEFINITION.finditer(text)]
    orphans = {label for label in labels if text.casefold().count(f"[{label}]".casefold()) <= labels.count(label)}
    return _DEFINITION.sub(lambda match: _apart(match, escaped=match[2] in orphans), text)


def _apart(match: re.Match[str], *, escaped: bool) -> str:
    """The beginning of a definition, parted from the line before, which would else take it along or hide it."""
    sign = "\\" if escaped else ""
    return f"\n{match[1]}{sign}[{match[2]}]:"


class _Reader:
    """Walks Markdown's tree once and notes what it meets."""

    def __init__(self, text: str) -> None:
        self._lines = text.split("\n")
        self._series = 0
        self.deepest, self.images, self.refused = 0, 0, list[str]()
        tree = SyntaxTreeNode(markdown_tokens(text))
        self._notes = {node.meta["id"]: node for node in tree.walk() if node.type == "footnote"}
        self.blocks = tuple(self._blocks(tree.children, Kind.TEXT, 0))

    def _blocks(self, nodes: Iterable[SyntaxTreeNode], kind: Kind, depth: int) -> Iterator[Block]:
        """The blocks of these nodes; plain paragraphs among them are of this kind."""
        for node in nodes:
            if node.type == "paragraph":
                yield Paragraph(kind, self._inlines(node), _list_level(depth))
            elif node.type == "heading":
                yield Paragraph(Kind.HEADING, self._inlines(node), int(node.tag[1:]))
            elif node.type in {"fence", "code_block"}:
                yield Paragraph(kind, (Words(node.content.rstrip("\n")),), _list_level(depth))
            elif node.type in {"bullet_list", "ordered_list"}:
                yield from self._list(node, depth)
            elif node.type == "table":
                yield self._table(node)
            elif node.type == "blockquote":
                yield from self._blocks(node.children, Kind.QUOTE, depth)

    def _list(self, node: SyntaxTreeNode, depth: int) -> Iterator[Block]:
        """The paragraphs of a list and of those inside it."""
        self.deepest = max(self.deepest, depth + 1)
        self._series += 1
        series, start = self._series, int(node.attrs.get("start", 1))
        kind = Kind.BULLET if node.type == "bullet_list" else Kind.NUMBER
        for item in node.children:
            for place, block in enumerate(self._blocks(item.children, Kind.CONTINUED, depth + 1)):
                if place == 0 and isinstance(block, Paragraph) and block.kind in {Kind.CONTINUED, Kind.QUOTE, Kind.HEADING}:
                    yield Paragraph(kind, block.inlines, _list_level(depth + 1), series, start)
                else:
                    yield block

    def _table(self, node: SyntaxTreeNode) -> Table:
        """A table with its widths, which only the source's delimiter row tells."""
        rows = [row for part in node.children for row in part.children]
        cells = tuple(tuple(self._inlines(cell) for cell in row.children) for row in rows)
        right = tuple("right" in str(cell.attrs.get("style", "")) for cell in rows[0].children)
        line = self._lines[node.map[0] + 1] if node.map else ""
        match = _DELIMITER.search(line)
        weights = tuple(column.count("-") for column in match[0].strip().strip("|").split("|")) if match else ()
        return Table(cells, weights if len(weights) == len(right) else (1,) * len(right), right)

    def _inlines(self, node: SyntaxTreeNode) -> tuple[Inline, ...]:
        """The inline content of a block, stretches that look the same as one."""
        joined: list[Inline] = []
        for inline in self._pieces(node.children, Words("")):
            last = joined[-1] if joined else None
            if isinstance(inline, Words) and isinstance(last, Words) and replace(last, text="") == replace(inline, text=""):
                joined[-1] = replace(last, text=last.text + inline.text)
            elif isinstance(inline, Note) or inline.text:
                joined.append(inline)
        return tuple(joined)

    def _pieces(self, nodes: Sequence[SyntaxTreeNode], look: Words) -> Iterator[Inline]:
        """Stretches of text as they come."""
        for node in nodes:
            if node.type in {"softbreak", "hardbreak"}:
                yield replace(look, text="\n")
            elif node.type == "image":
                self.images += 1
                yield replace(look, text=f"[billede: {_plain(self._pieces(node.children, look))}]")
            elif node.type == "link":
                yield from self._link(node, look)
            elif node.type == "footnote_ref":
                yield Note(self._note(self._notes[node.meta["id"]]))
            elif node.type in {"inline", "strong", "em"}:
                strong, emphasis = look.strong or node.type == "strong", look.emphasis or node.type == "em"
                yield from self._pieces(node.children, replace(look, strong=strong, emphasis=emphasis))
            elif node.type != "footnote_anchor":
                yield replace(look, text=node.content)

    def _link(self, node: SyntaxTreeNode, look: Words) -> Iterator[Inline]:
        """A link, or its text and address where the address cannot be opened; a link without text shows its address."""
        href = str(node.attrs.get("href", ""))
        opens = can_open(href)
        inside = list(self._pieces(node.children, replace(look, href=href if opens else "")))
        yield from inside
        if not _plain(inside):
            yield replace(look, text=href, href=href if opens else "")
        elif not opens and _plain(inside) != href:
            yield replace(look, text=f" ({href})")
        self.refused += [] if opens else [href]

    def _note(self, node: SyntaxTreeNode) -> tuple[Words, ...]:
        """The text of a footnote; its blocks stand on lines of their own, and a note inside it in brackets."""
        flat: list[Words] = []
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
