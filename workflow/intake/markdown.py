"""Writes paragraphs, lists and tables from Word as Markdown that reads back as the same words and looks."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from workflow.intake.inlines import in_cell, inline, split_at_blank_lines
from workflow.intake.looks import ListMark
from workflow.intake.texts import Block, Cell, Paragraph, Span, Table, lines_of, marked

_ENDS = frozenset(".,:;!?… ")


def to_markdown(blocks: Iterable[Block]) -> str:
    """The blocks as CommonMark with tables: what ``formats.markdown_tokens`` reads back has the same words.

    A line break is a single newline. Numbered lists begin at the number that Word shows.
    """
    blocks, written = tuple(blocks), list[str]()
    counts = _Counts()
    for in_list, members in groupby(_with_words(blocks), key=_in_list):
        if in_list:
            marked = ((one, one.mark) for one in members if isinstance(one, Paragraph) and one.mark)
            written.append(_list(marked, counts))
        else:
            written += [_block(one, counts) for one in members]
    return "\n\n".join([*written, *_notes(blocks)])


def _notes(blocks: Iterable[Block]) -> Iterator[str]:
    """The texts of the footnotes to which the blocks refer, each with its label."""
    for mark, note in {span.mark: span.note for span in marked(blocks) if span.note}.items():
        first, *rest = note.split("\n")
        yield "\n".join([f"{mark}: {first}", *(f"    {line}" if line else "" for line in rest)])


def _with_words(blocks: Iterable[Block]) -> Iterator[Block]:
    """The blocks that say or show something."""
    return (block for block in blocks if _says(block))


def _says(*blocks: Block) -> bool:
    """Whether blocks say or show anything."""
    return any(line.strip() for line in lines_of(blocks)) or any(marked(blocks))


def _in_list(block: Block) -> bool:
    """Whether a block is an entry of a list."""
    return isinstance(block, Paragraph) and block.mark is not None and not block.heading


def _unbroken(spans: Iterable[Span]) -> list[Span]:
    """The spans on one line."""
    return [span._replace(text=" ".join(span.text.splitlines()) if "\n" in span.text else span.text) for span in spans]


@dataclass
class _Counts:
    """How far each family of lists has counted, level by level, and which lists have begun."""

    numbers: dict[tuple[str, int], int] = field(default_factory=dict)
    begun: set[str] = field(default_factory=set)

    def restarts(self, mark: ListMark) -> bool:
        """Whether a list begins anew with this entry."""
        return mark.restarts and mark.list_id not in self.begun

    def next(self, mark: ListMark) -> int:
        """The number of the entry; entries further in begin anew after it."""
        for family, level in list(self.numbers):
            if family == mark.family and level > mark.level:
                del self.numbers[family, level]
        before = mark.start - 1 if self.restarts(mark) else self.numbers.get((mark.family, mark.level), mark.start - 1)
        self.begun.add(mark.list_id)
        self.numbers[mark.family, mark.level] = before + 1
        return before + 1


@dataclass
class _Open:
    """A list that is open: what it is, how it marks its entries, and how far its text stands from the margin."""

    mark: ListMark
    other: bool
    margin: int
    width: int = 2

    def marker(self, number: int) -> str:
        """What stands before an entry; the other delimiter keeps two neighbouring lists apart."""
        text = f"{number}{')' if self.other else '.'} " if self.mark.ordered else ("* " if self.other else "- ")
        self.width = len(text)
        return text


@dataclass
class _Lists:
    """The lists that are open within one another, outermost first, and the lines written so far."""

    counts: _Counts
    open: list[_Open] = field(default_factory=list)
    lines: list[str] = field(default_factory=list)

    def write(self, mark: ListMark, text: str) -> None:
        """One entry; a list that begins after another, or within one and not at 1, needs a blank line to be told from text."""
        begins = self._enter(mark)
        into, number = self.open[-1], self.counts.next(mark)
        if begins and self.lines and (into.margin == 0 or (mark.ordered and number != 1)):
            self.lines.append("")
        marker = into.marker(number)
        first, *rest = text.split("\n")
        self.lines.append(" " * into.margin + marker + first)
        self.lines += [" " * (into.margin + into.width) + line for line in rest]

    def _enter(self, mark: ListMark) -> bool:
        """Make the list that an entry belongs to the innermost: one that is open, a neighbour of it, or one within it.

        Returns:
            Whether the list begins with this entry.
        """
        while len(self.open) > 1 and _deeper(self.open[-1].mark, mark):
            self.open.pop()
        last = self.open[-1] if self.open else None
        if last is None or _deeper(mark, last.mark):
            self.open.append(_Open(mark, other=False, margin=last.margin + last.width if last else 0))
            return True
        if last.mark.family != mark.family or last.mark.ordered != mark.ordered or self.counts.restarts(mark):
            self.open[-1] = _Open(mark, other=last.mark.ordered == mark.ordered and not last.other, margin=last.margin)
            return True
        return False


def _deeper(one: ListMark, other: ListMark) -> bool:
    """Whether an entry stands further in than another: by its level in one family of lists, else as it looks."""
    return one.level > other.level if one.family == other.family else one.indent > other.indent


def _list(entries: Iterable[tuple[Paragraph, ListMark]], counts: _Counts) -> str:
    """Neighbouring entries, with lists within lists."""
    lists = _Lists(counts)
    for one, mark in entries:
        lists.write(mark, "\n".join(inline(spans) for spans in split_at_blank_lines(one.spans)))
    return "\n".join(lists.lines)


def _block(block: Block, counts: _Counts) -> str:
    """A heading, a paragraph or a table."""
    if isinstance(block, Table):
        return _table(block, counts)
    if block.heading:
        return inline(_unbroken(span._replace(bold=False) for span in block.spans), "#" * block.heading + " ")
    return "\n\n".join(inline(spans) for spans in split_at_blank_lines(block.spans))


def _table(table: Table, counts: _Counts) -> str:
    """A table; its first row is the head. A cell that spans columns is followed by empty ones."""
    rows = [row for row in table.rows if any(_says(*cell.blocks) for cell in row)]
    width = max(sum(cell.columns for cell in row) for row in rows)
    head, *body = [list(_cells(row, width, counts)) for row in rows]
    bold = all(span.bold for spans in head for span in spans if span.text.strip())
    head = [[span._replace(bold=span.bold and not bold) for span in spans] for spans in head]
    rule = "|" + "".join(" ---: |" if _is_right(rows[1:], column) else " --- |" for column in range(width))
    return "\n".join([_row(head), rule, *(_row(row) for row in body)])


def _is_right(rows: Iterable[Sequence[Cell]], column: int) -> bool:
    """Whether every cell of a column that says something is aligned to the right."""
    cells = [cell for row in rows for cell in _in_column(row, column)]
    said = [one for cell in cells for one in cell.blocks if isinstance(one, Paragraph) and one.text]
    return bool(said) and all(one.right for one in said)


def _in_column(row: Iterable[Cell], column: int) -> Iterator[Cell]:
    """The cell of a row that begins in a column."""
    begins = 0
    for cell in row:
        if begins == column:
            yield cell
        begins += cell.columns


def _row(cells: Iterable[list[Span]]) -> str:
    """One line of a table."""
    return "| " + " | ".join(in_cell(spans) for spans in cells) + " |"


def _cells(row: Iterable[Cell], width: int, counts: _Counts) -> Iterator[list[Span]]:
    """The spans of each column in a row; the last ones are empty where the row is short."""
    written = 0
    for cell in row:
        yield [] if cell.continued else _unbroken(_running(cell.blocks, counts))
        yield from ([] for _ in range(cell.columns - 1))
        written += cell.columns
    yield from ([] for _ in range(width - written))


def _running(blocks: Iterable[Block], counts: _Counts) -> Iterator[Span]:
    """The text of a cell as running text: its paragraphs on one line and still apart, its entries with their marks."""
    before = ""
    for block in _with_words(blocks):
        mark = _entry_mark(block, counts)
        if before:
            yield Span(" " if mark or before[-1] in _ENDS else "; ")
        if mark:
            yield Span(mark)
        if isinstance(block, Paragraph):
            yield from block.spans
        else:
            yield Span("; ".join(lines_of([block])))
            yield from marked([block])
        before = " ".join(lines_of([block])).strip() or " "


def _entry_mark(block: Block, counts: _Counts) -> str:
    """What Word shows before an entry of a list; "" for what is none."""
    if not (isinstance(block, Paragraph) and block.mark and _in_list(block)):
        return ""
    number = counts.next(block.mark)
    return f"{number}. " if block.mark.ordered else "• "
