"""The rows of a form as it stands, however its tables were changed, and the field that each of them is."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import pairwise

from workflow import danish
from workflow.domain.blank_forms import BODY_LABELS
from workflow.intake.fields import FIELDS, FormField
from workflow.intake.furniture import is_furniture
from workflow.intake.texts import Block, Cell, Control, Paragraph, Table, plain_text

_LABEL_STYLE = "skemaetiket"
_LABEL = re.compile(r"\s*(\d{1,2})?\s*[.)]?\s*(.*)", re.DOTALL)
BY_NAME = {danish.folded(one.name): one for one in FIELDS}
_BY_LABEL = {danish.folded(one.label): one for one in FIELDS}
_BY_LABEL |= {danish.folded(label): _BY_LABEL["sundhedsklynge"] for label in BODY_LABELS.values()}
_BY_NUMBER = {str(one.number): one for one in FIELDS}


@dataclass(frozen=True)
class Row:
    """One row of the form as it stands: its left cell's label and help, and what stands to the right of it.

    ``alone``: its other cells are gone. ``aside`` is what was set aside in it. ``paragraph`` is where the answer begins,
    among all paragraphs of the document.
    """

    label: str
    beside: tuple[Paragraph, ...]
    blocks: tuple[Block, ...]
    controls: tuple[Control, ...]
    seen: frozenset[str]
    paragraph: int
    alone: bool = False
    aside: tuple[str, ...] = ()

    @cached_property
    def text(self) -> str:
        """The words of the answer."""
        return plain_text(self.blocks)

    @property
    def goes_on(self) -> bool:
        """Whether a row has nothing on its left, and to the right something that the form itself does not say."""
        return not (self.label or self.alone) and not all(is_furniture(line) for line in self.text.split("\n") if line)

    @property
    def is_own(self) -> bool:
        """Whether a row says only what the form itself says, as the heads of its tables."""
        return bool(self.label or self.text) and all(is_furniture(line) for line in (self.label, *self.text.split("\n")) if line)

    @property
    def is_bare(self) -> bool:
        """Whether all that is left of a row is its answer."""
        return self.alone and not self.label

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
    """The rows, one after the other; what stands beside a form within a cell is a row of its own."""
    for table in blocks:
        for cells in table.rows if isinstance(table, Table) else ():
            if len(cells) == 1 and not _names_field(cells[0]) and _frames_form(cells[0]):
                beside = tuple(block for block in cells[0].blocks if isinstance(block, Paragraph))
                if plain_text(beside):
                    yield _row((Cell(beside, number=cells[0].number),))
                yield from _rows(cells[0].blocks)
            elif cells:
                yield _row(cells)


def _frames_form(cell: Cell) -> bool:
    """Whether a table within a cell has rows of the form; any other is part of an answer."""
    inner = [one for table in cell.blocks if isinstance(table, Table) for row in table.rows for one in row]
    return any(_names_field(one) or _is_tagged(one) or _frames_form(one) for one in inner)


def _is_tagged(cell: Cell) -> bool:
    """Whether a control in a cell has the name of a field."""
    return any(danish.folded(control.tag) in BY_NAME for control in cell.controls)


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
    """One row; where label and answer share the only cell, the answer is what follows the label and its help.

    Where the cell of the label was deleted, all that is left is the answer.
    """
    if len(cells) > 2 and not plain_text(cells[0].blocks) and _names_field(cells[1]):  # noqa: PLR2004 - a column was added
        cells = cells[1:]
    left, *right = cells
    said = [block for block in left.blocks if isinstance(block, Paragraph) and block.text]
    alone = not right
    label, *rest = said if said and (right or _is_label(said[0])) else [Paragraph(), *said]
    below = (block for block in left.blocks if block is not label)
    answer = (block for block in below if not (isinstance(block, Paragraph) and is_furniture(block.text, block.style)))
    return Row(
        label=label.text,
        beside=() if alone else tuple(rest),
        blocks=tuple(answer) if alone else tuple(block for cell in right for block in cell.blocks),
        controls=tuple(control for cell in cells for control in cell.controls),
        seen=frozenset().union(*(cell.seen for cell in cells)),
        paragraph=cells[min(1, len(right))].number,
        alone=alone,
        aside=tuple(text for cell in cells for text in cell.aside),
    )


def _is_label(one: Paragraph) -> bool:
    """Whether a paragraph is the label of a field, by its words or as the form sets labels."""
    return one.style == _LABEL_STYLE or begins_field(one)


def _names_field(cell: Cell) -> bool:
    """Whether a cell begins with the number and the label of a field."""
    return any(begins_field(one) for one in [one for one in cell.blocks if isinstance(one, Paragraph) and one.text][:1])


def begins_field(block: Block) -> bool:
    """Whether a block is a line with the number and the label of a field."""
    match = _LABEL.fullmatch(block.text) if isinstance(block, Paragraph) else None
    return bool(match and match[1] and danish.folded(match[2]) in _BY_LABEL)


def is_label_of(row: Row, one: FormField) -> bool:
    """Whether the label of a row is that of the field, or one that the form's own was edited into."""
    return not row.label or row.number == str(one.number) or _likely(row, trust_numbers=False) == one


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
    return found | _by_place(rows, found) if trust_numbers else found


def _by_place(rows: Sequence[Row], found: Mapping[int, FormField]) -> dict[int, FormField]:
    """The fields of rows whose labels were deleted: just as many between two that are known as the form has there."""
    more = dict[int, FormField]()
    known, taken = sorted(found), {one.number for one in found.values()}
    for one, other in pairwise(known):
        numbers = range(found[one].number + 1, found[other].number)
        between = [place for place in range(one + 1, other) if not rows[place].is_own] if numbers else []
        if len(between) == len(numbers) and taken.isdisjoint(numbers) and all(rows[place].is_bare for place in between):
            more |= {place: _BY_NUMBER[str(number)] for place, number in zip(between, numbers, strict=True)}
    return more


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
