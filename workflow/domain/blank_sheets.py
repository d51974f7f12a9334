"""The blank sheets: their columns from the records, their lists from the register, so that neither drifts from what is read."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from workflow.domain.blank_forms import AnswerKind, form_for_all
from workflow.domain.register import Register
from workflow.domain.sheets import COLUMNS, SHEET_NAMES, Column, SheetKind

_DAYS = frozenset(("dato", "gyldig_fra", "gyldig_til"))
_CLOCKS = frozenset(("start", "slut"))
_YES_OR_NO = ("ja", "nej")
_WIDE = frozenset(("titel", "sted"))


@dataclass(frozen=True)
class BlankColumn:
    """A column to fill.

    Attributes:
        label: its head.
        is_needed: whether every row must answer it.
        note: what is told about it while its cells are filled.
        choices: what a list offers; other answers are let through with a question.
        holds: text, dato or klokkeslæt.
        width: in characters.
    """

    label: str
    is_needed: bool
    note: str
    choices: tuple[str, ...] = ()
    holds: str = "tekst"
    width: int = 22


@dataclass(frozen=True)
class BlankSheet:
    """A sheet to fill: its name and its columns."""

    kind: SheetKind
    name: str
    columns: tuple[BlankColumn, ...]


def blank_sheet(kind: SheetKind, register: Register, on: date) -> BlankSheet:
    """A fresh sheet.

    Args:
        kind: what it is for.
        register: where its lists come from.
        on: bodies that are gone by this day are left out.
    """
    columns = _of_proposals(register, on) if kind is SheetKind.PROPOSALS else _of_register(kind, register, on)
    return BlankSheet(kind, SHEET_NAMES[kind], tuple(columns))


def _of_proposals(register: Register, on: date) -> Iterable[BlankColumn]:
    """The columns of proposals, asked for as on the Word form."""
    rows = {row.name: row for table in form_for_all(register, on).tables for row in table.rows}
    for one in COLUMNS[SheetKind.PROPOSALS]:
        row = rows[one.name]
        holds = "dato" if row.kind is AnswerKind.DAY else "tekst"
        width = 50 if row.kind is AnswerKind.FREE else 22
        yield BlankColumn(one.label, one.is_needed, row.help or one.note, tuple(c.shown for c in row.choices), holds, width)


def _of_register(kind: SheetKind, register: Register, on: date) -> Iterable[BlankColumn]:
    """The columns of what the register keeps."""
    there = [entry.body for entry in register.bodies if entry.body.lasts(on)]
    towns = {town.name for region in register.regions for town in region.municipalities}
    lists: Mapping[str, tuple[str, ...]] = {
        "organ": tuple(body.name for body in there),
        "plads": tuple(dict.fromkeys(seat.id for body in there for seat in body.seats)),
        "kommune": tuple(sorted(towns)),
        "lokal": _YES_OR_NO,
    }
    for one in COLUMNS[kind]:
        yield BlankColumn(
            one.label, one.is_needed, one.note, lists.get(one.name, ()), _holds(one), 40 if one.name in _WIDE else 22
        )


def _holds(column: Column) -> str:
    """What a column holds."""
    return "dato" if column.name in _DAYS else "klokkeslæt" if column.name in _CLOCKS else "tekst"
