"""The rows of a form as it stands, however its tables were changed, and the field that each of them is."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from workflow import danish
from workflow.intake.fields import FIELDS, FormField
from workflow.intake.furniture import is_furniture
from workflow.intake.texts import Block, Cell, Control, Paragraph, Table, plain_text

_LABEL = re.compile(r"\s*(\d{1,2})?\s*[.)]?\s*(.*)", re.DOTALL)
BY_NAME = {danish.folded(one.name): one for one in FIELDS}
_BY_LABEL = {danish.folded(one.label): one for one in FIELDS}
_BY_NUMBER = {str(one.number): one for one in FIELDS}


@dataclass(frozen=True)
class Row:
    """One row of the form as it stands: its left cell's label and help, and what stands to the right of it.

    ``paragraph`` is where the answer begins, among all paragraphs of the document.
    """

    label: str
    beside: tuple[Paragraph, ...]
    blocks: tuple[Block, ...]
    controls: tuple[Control, ...]
    seen: frozenset[str]
    paragraph: int

    @cached_property
    def text(self) -> str:
        """The words of the answer."""
        return plain_text(self.blocks)

    @property
    def goes_on(self) -> bool:
        """Whether a row has nothing on its left, and to the right something that the form itself does not say."""
        return not self.label and not all(is_furniture(line) for line in self.text.split("\n") if line)

    @property
    def number(self) -> str:
        """The number in front of the label."""
        match = _LABEL.fullmatch(self.label)
        return (match[1] or "") if match else ""

    @cached_property
    def name(self) -> str:
        """The label without its number, folded."""
        match = _LABEL.fullmatch(self.label)
        return danish.folded(match[2]).rstrip(":") if match else ""


def rows_of(blocks: Iterable[Block]) -> list[Row]:
    """The rows of every table of the form, also of one that stands in the only cell of a row."""
    return list(_rows(blocks))


def _rows(blocks: Iterable[Block]) -> Iterator[Row]:
    """The rows, one after the other."""
    for table in blocks:
        for cells in table.rows if isinstance(table, Table) else ():
            inner = [block for block in cells[0].blocks if isinstance(block, Table)] if len(cells) == 1 else []
            if inner and not _names_field(cells[0]):
                yield from _rows(inner)
            elif cells:
                yield _row(cells)


def written_out(blocks: Iterable[Block]) -> list[Row]:
    """The rows of a form whose tables were made into text: each begins with a line that says a field's number and label."""
    parts: list[list[Block]] = []
    for block in blocks:
        if begins_field(block):
            parts.append([block])
        elif parts and not (isinstance(block, Paragraph) and is_furniture(block.text, block.style)):
            parts[-1].append(block)
    return [_row((Cell(tuple(part), _controls(part), number=_first(part)),)) for part in parts]


def _controls(part: Iterable[Block]) -> tuple[Control, ...]:
    """The controls in these paragraphs."""
    return tuple(control for one in part if isinstance(one, Paragraph) for control in one.controls)


def _first(part: Sequence[Block]) -> int:
    """The place of the first paragraph after the label, else of the label, among all paragraphs of the document."""
    numbers = [one.number for one in part if isinstance(one, Paragraph)]
    return numbers[min(1, len(numbers) - 1)]


def _row(cells: Sequence[Cell]) -> Row:
    """One row; where label and answer share the only cell, the answer is what follows the label and its help."""
    if len(cells) > 2 and not plain_text(cells[0].blocks) and _names_field(cells[1]):  # noqa: PLR2004 - a column was added
        cells = cells[1:]
    left, *right = cells
    said = [block for block in left.blocks if isinstance(block, Paragraph) and block.text]
    label, *rest = said or [Paragraph()]
    alone = not right
    below = (block for block in left.blocks if block is not label)
    answer = (block for block in below if not (isinstance(block, Paragraph) and is_furniture(block.text, block.style)))
    return Row(
        label=label.text,
        beside=() if alone else tuple(rest),
        blocks=tuple(answer) if alone else tuple(block for cell in right for block in cell.blocks),
        controls=tuple(control for cell in cells for control in cell.controls),
        seen=frozenset().union(*(cell.seen for cell in cells)),
        paragraph=cells[min(1, len(right))].number,
    )


def _names_field(cell: Cell) -> bool:
    """Whether a cell begins with the number and the label of a field."""
    return any(begins_field(one) for one in [one for one in cell.blocks if isinstance(one, Paragraph) and one.text][:1])


def begins_field(block: Block) -> bool:
    """Whether a block is a line with the number and the label of a field."""
    match = _LABEL.fullmatch(block.text) if isinstance(block, Paragraph) else None
    return bool(match and match[1] and danish.folded(match[2]) in _BY_LABEL)


def matched_rows(rows: Sequence[Row], *, trust_numbers: bool) -> dict[int, FormField]:
    """The field of each row, by its place among the rows: first those that are certain, then the likely ones."""
    tags = Counter(danish.folded(control.tag) for row in rows for control in row.controls)
    found = {place: one for place, row in enumerate(rows) if (one := _certain(row, tags))}
    taken = {one.name for one in found.values()}
    for place, row in enumerate(rows):
        likely = None if place in found else _likely(row, trust_numbers=trust_numbers)
        if likely and likely.name not in taken:
            found[place] = likely
            taken.add(likely.name)
    return found


def _certain(row: Row, tags: Mapping[str, int]) -> FormField | None:
    """The field that a row is by a tag that stands only once, by its label, or by the name of a control in it."""
    for control in row.controls:
        if tags[danish.folded(control.tag)] == 1 and danish.folded(control.tag) in BY_NAME:
            return BY_NAME[danish.folded(control.tag)]
    if row.name in _BY_LABEL:
        return _BY_LABEL[row.name]
    names = (_BY_LABEL.get(danish.folded(control.alias)) for control in row.controls)
    return next((one for one in names if one), None)


def _likely(row: Row, *, trust_numbers: bool) -> FormField | None:
    """The field that a row is by its number or by a label that was edited; older forms have other numbers."""
    if trust_numbers and row.number in _BY_NUMBER:
        return _BY_NUMBER[row.number]
    return _near(row.name) if len(row.name) <= danish.LONGEST_NAME else _near.__wrapped__(row.name)


@lru_cache(maxsize=256)
def _near(name: str) -> FormField | None:
    """The field whose label looks most like a name; the heads of the form's own tables are asked for with every form."""
    near = danish.nearest(name, _BY_LABEL) if name else []
    return _BY_LABEL[near[0]] if near else None
