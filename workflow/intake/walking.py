"""Walks through the body of a Word document, however its paragraphs, rows and cells are wrapped, and gives plain blocks."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import takewhile

from lxml import etree

from workflow.domain.findings import COMMENTER
from workflow.errors import ReadingError
from workflow.intake.drawings import R
from workflow.intake.guards import START_AFRESH, Package
from workflow.intake.looks import Looks, W, by_tag, first, parted, read_looks, value
from workflow.intake.losses import lost
from workflow.intake.margins import FOOTER, HEADER, Margin, is_untouched
from workflow.intake.markdown import to_markdown
from workflow.intake.pictures import picture_name
from workflow.intake.runs import EMBEDDED, MC, NOT_TEXT, TRACKED, Runs, chosen, described, words
from workflow.intake.texts import Block, Cell, Paragraph, Span, Table, plain_text

_NOTES = (("footnotes", "footnote"), ("endnotes", "endnote"))
_PARAGRAPH, _TABLE, _ROW, _CELL = (f"{W}{name}" for name in ("p", "tbl", "tr", "tc"))
_PROPERTIES, _ROW_PROPERTIES, _MARK = (f"{W}{name}" for name in ("pPr", "trPr", "rPr"))
_INSERTED, _DELETED, _MOVED = (f"{W}{name}" for name in ("ins", "del", "moveFrom"))
_TRACKED, _UNCHANGED = frozenset({_INSERTED, _DELETED, _MOVED}), frozenset[str]()
_CELL_PROPERTIES, _GONE, _SPAN, _MERGED = (f"{W}{name}" for name in ("tcPr", "cellDel", "gridSpan", "vMerge"))
_BOX, _CHUNK, _ALTERNATE = f"{W}sdt", f"{W}altChunk", f"{MC}AlternateContent"
_MARGINS = {f"{W}headerReference": HEADER, f"{W}footerReference": FOOTER}
_MOST_COLUMNS = 63
_RECEIPT = re.compile(r"\d{4}-\d{4,9}")
MOST_TEXT = 1_000_000


@dataclass(frozen=True)
class Document:
    """The blocks of a document, and what was seen and set aside in it that is no text of theirs.

    ``loose`` is what was seen outside the tables; ``margins`` are its page headers and footers; ``receipt`` is the number of
    the receipt with which we sent the file back.
    """

    blocks: tuple[Block, ...]
    seen: frozenset[str]
    loose: frozenset[str]
    aside: tuple[str, ...]
    receipt: str = ""
    margins: tuple[Margin, ...] = ()


def walk(package: Package) -> Document:
    """The document of a package.

    Raises:
        ReadingError: a part that the text needs is no well-formed XML, or its text is as long as several books.
    """
    tree = package.tree(package.main)
    body = None if tree is None else tree.find(f"{W}body")
    if body is not None and len(package.parts[package.main]) > MOST_TEXT and _length(body) > MOST_TEXT:
        raise ReadingError("Filen rummer langt mere tekst, end et skema kan rumme.", START_AFRESH)
    looks = read_looks(package)
    order = {} if tree is None else {one: number for number, one in enumerate(tree.iter(f"{W}p"))}
    beside, comments = _Beside(package, looks), _comments(package)
    walker = _Walker(looks, beside.runs(package.main, {**_set_aside(comments), **beside.notes()}), order)
    blocks = () if body is None else walker.whole(body)
    margins = () if body is None else tuple(beside.margins(body))
    seen, notes = walker.seen | beside.seen, walker.notes
    return Document(blocks, seen, frozenset(notes.seen), tuple(notes.aside), _receipt(comments), margins)


def _length(body: etree._Element) -> int:
    """How many signs the text of the body has, whatever its look."""
    return len(etree.tostring(body, encoding="unicode", method="text", with_tail=False))


def _comments(package: Package) -> list[etree._Element]:
    """The comments of a package."""
    tree = package.tree(package.related(package.main, "/comments"))
    return [] if tree is None else list(tree.iter(f"{W}comment"))


def _receipt(comments: Iterable[etree._Element]) -> str:
    """The number of the receipt that our own comments bear as initials, "2026-0017"; empty where none does."""
    ours = (one.get(f"{W}initials", "") for one in comments if one.get(f"{W}author") == COMMENTER)
    return next(filter(_RECEIPT.fullmatch, ours), "")


def _set_aside(comments: Iterable[etree._Element]) -> dict[tuple[str, str], Span]:
    """The words of comments, by the name of their reference and their id; ours say nothing."""
    theirs = (one for one in comments if one.get(f"{W}author") != COMMENTER)
    return {("comment", one.get(f"{W}id", "")): Span("", note=words(one)) for one in theirs}


class _Beside:
    """The parts that stand beside the text: footnotes and endnotes as Markdown, and what links and pictures lead to."""

    def __init__(self, package: Package, looks: Looks) -> None:
        self._package, self._looks = package, looks
        self.seen: set[str] = set()

    def runs(self, part: str, set_aside: Mapping[tuple[str, str], Span]) -> Runs:
        """A reader of the runs in a part."""
        relations, pictures = self._package.relations(part), self._package.pictures
        links = {key: one.target for key, one in relations.items() if one.external}
        shown = {key: one.target for key, one in relations.items() if one.target in pictures and not one.external}
        names = {key: picture_name(target, pictures[target]) for key, target in shown.items()}
        return Runs(self._looks, links, set_aside, names)

    def notes(self) -> dict[tuple[str, str], Span]:
        """The texts of footnotes and endnotes, by the name of their reference and their id."""
        found = {}
        for kind, one_kind in _NOTES:
            part = self._package.related(self._package.main, f"/{kind}")
            tree = self._package.tree(part)
            runs = self.runs(part, {})
            for one in () if tree is None else tree.iter(f"{W}{one_kind}"):
                walker = _Walker(self._looks, runs.begin_cell(), {})
                blocks = walker.whole(one)
                found[one_kind, one.get(f"{W}id", "")] = Span("", note=to_markdown(blocks), lost=frozenset(lost(blocks)))
                self.seen |= walker.seen
        return found

    def margins(self, body: etree._Element) -> Iterator[Margin]:
        """The page headers and footers of the sections of the body; what is seen in them besides text says nothing."""
        relations = self._package.relations(self._package.main)
        named = {one.get(f"{R}id", ""): _MARGINS[one.tag] for one in body.iter(*_MARGINS)}
        for key, kind in named.items():
            part = relations[key].target if key in relations else ""
            tree = None if is_untouched(self._package.parts.get(part, b"")) else self._package.tree(part)
            if tree is not None:
                walker = _Walker(self._looks, self.runs(part, {}), {})
                yield Margin(kind, walker.whole(tree), tuple(walker.notes.aside))


class _Walker:
    """One walk through the body or one cell, with one reader of runs and the places of all paragraphs."""

    def __init__(self, looks: Looks, runs: Runs, order: Mapping[etree._Element, int]) -> None:
        self._looks, self._runs, self._order = looks, runs, order
        self.notes = runs.notes
        self._within: set[str] = set()

    @property
    def seen(self) -> frozenset[str]:
        """What was seen here and in the cells of the tables here."""
        return frozenset(self.notes.seen | self._within)

    def blocks(self, content: Iterable[etree._Element]) -> list[Block]:
        """The paragraphs and tables among what stands within an element, however they are wrapped."""
        return _rejoined(self._blocks(content))

    def whole(self, content: Iterable[etree._Element]) -> tuple[Block, ...]:
        """The blocks of a body, a cell or a note, in which every field must have ended."""
        found = tuple(self.blocks(content))
        self._runs.close()
        return found

    def _blocks(self, content: Iterable[etree._Element]) -> Iterator[Block]:
        """The blocks one after the other, not yet joined."""
        for child in content:
            tag = child.tag
            if tag == _PARAGRAPH:
                yield self._paragraph(child)
            elif tag == _TABLE:
                yield self._table(child)
            elif tag == _BOX:
                yield from self._boxed(child)
            elif tag == _CHUNK:
                self.notes.seen.add(EMBEDDED)
            elif tag == _ALTERNATE:
                yield from self._blocks(chosen(child))
            elif tag not in NOT_TEXT:
                yield from self._blocks(child)

    def _paragraph(self, element: etree._Element) -> Paragraph:
        """One paragraph."""
        before, (own, content) = len(self.notes.controls), parted(element, _PROPERTIES)
        look = self._looks.paragraph(own)
        spans = self._runs.spans(content, own, look)
        changes = _TRACKED.intersection(by_tag(own[_MARK])) if _MARK in own else _UNCHANGED
        if changes:
            self.notes.seen.add(TRACKED)
        return Paragraph(
            spans=spans,
            style=look.style,
            heading=look.heading,
            mark=look.mark,
            joined=bool(changes - {_INSERTED}),
            right=look.right,
            controls=tuple(self.notes.controls[before:]),
            number=self._order.get(element, 0),
        )

    def _table(self, element: etree._Element) -> Table:
        """One table; rows that are marked as deleted are none."""
        rows = []
        for row in _through(element, _ROW):
            own = first(row, _ROW_PROPERTIES)
            if own is None or first(own, _DELETED) is None:
                rows.append(tuple(self._cell(cell) for cell in _through(row, _CELL)))
            else:
                self.notes.seen.add(TRACKED)
        return Table(tuple(rows))

    def _cell(self, element: etree._Element) -> Cell:
        """One cell, with what was come across within it."""
        walker = _Walker(self._looks, self._runs.begin_cell(), self._order)
        own, content = parted(element, _CELL_PROPERTIES)
        gone = _GONE in own
        blocks = () if gone else walker.whole(content)
        controls = [described(one, plain_text(blocks)) for one in _around(element)]
        notes, seen = walker.notes, walker.seen
        notes.controls += controls
        self.notes.add(notes)
        self._within |= seen
        span, merge = value(own.get(_SPAN)), own.get(_MERGED)
        return Cell(
            blocks=() if any(one.prompt for one in controls) else blocks,
            controls=tuple(notes.controls),
            seen=seen | {TRACKED} if gone else seen,
            columns=min(int(span), _MOST_COLUMNS) if span.isascii() and span.isdigit() else 1,
            continued=merge is not None and value(merge) != "restart",
            number=next((self._order.get(one, 0) for one in element.iter(_PARAGRAPH)), 0),
            aside=tuple(notes.aside),
        )

    def _boxed(self, element: etree._Element) -> list[Block]:
        """The blocks within a control that wraps whole paragraphs; none where it shows only its prompt."""
        content = element.find(f"{W}sdtContent")
        blocks = [] if content is None else self.blocks(content)
        control = described(element, plain_text(blocks))
        self.notes.controls.append(control)
        if control.prompt:
            return []
        return [replace(one, controls=(*one.controls, control)) if isinstance(one, Paragraph) else one for one in blocks]


def _through(parent: etree._Element, tag: str) -> Iterator[etree._Element]:
    """The rows of a table or the cells of a row, also those wrapped in controls; never those of a table within."""
    for child in parent:
        if child.tag == tag:
            yield child
        elif child.tag not in NOT_TEXT and child.tag != _TABLE:
            yield from _through(child, tag)


def _around(cell: etree._Element) -> Iterator[etree._Element]:
    """The controls that wrap a whole cell, nearest first."""
    parent = cell.getparent()
    if parent is not None and parent.tag == _ROW:
        return iter(())
    return takewhile(lambda one: one.tag != _ROW, cell.iterancestors(f"{W}sdt", _ROW))


def _rejoined(blocks: Iterable[Block]) -> list[Block]:
    """The blocks with paragraphs joined whose mark is deleted: the joined one looks like its last."""
    found: list[Block] = []
    for block in blocks:
        last = found[-1] if found else None
        if isinstance(last, Paragraph) and last.joined and isinstance(block, Paragraph):
            found[-1] = replace(block, spans=(*last.spans, *block.spans), controls=(*last.controls, *block.controls))
        else:
            found.append(block)
    return found
