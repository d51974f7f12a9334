"""Reads our own sheets, many cases in one file: of which kind it is, its rows, and all that is no answer, cell by cell."""

import itertools
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from workflow import danish
from workflow.domain.findings import Finding, error, errors, note, warning
from workflow.domain.sheets import COLUMNS, END_ROW, SHEET_NAMES, Column, SheetKind, SheetRow, column_of
from workflow.intake.answers import several_bodies
from workflow.intake.cells import Row, Sheet, reference
from workflow.intake.fields import FIELDS
from workflow.intake.guards import open_package
from workflow.intake.sniffing import Kind
from workflow.intake.tables import read_table
from workflow.intake.workbooks import read_workbook

FEWEST_HEADS = 3
MOST_CASES = 200
HEADS_WITHIN = 20
_TOTALS = frozenset(("i alt", "ialt", "sum", "total", "totalt"))
_SEVERAL = frozenset(("organer", "mødeledere"))
_RICH = frozenset(one.name for one in FIELDS if one.rich)
_LIST_MARK = re.compile(r"\s*(?:[-*+|>#]|\d+[.)])\s*")
_FETCH_A_SHEET = "Hent et friskt ark med 'klynge ark', og kopiér rækkerne over i det."


@dataclass(frozen=True)
class SheetAnswers:
    """What a file of ours says: its kind, its rows, what is wrong with it as a whole, and what stands there unread."""

    kind: SheetKind
    rows: tuple[SheetRow, ...]
    findings: tuple[Finding, ...]
    unread: tuple[str, ...]


@dataclass(frozen=True)
class _Head:
    """The head row of a sheet: of which kind it makes the sheet, and the column that stands in each place."""

    sheet: Sheet
    kind: SheetKind
    row: Row
    columns: Mapping[int, Column]


def read_sheets(kind: Kind, raw: bytes) -> SheetAnswers | None:
    """What a spreadsheet or a table says; None where it is none of ours, but somebody's attachment.

    Args:
        kind: an Excel file or a table of text.
        raw: the file's bytes.

    Raises:
        ReadingError: it cannot be read, or is larger than any that a person fills.
    """
    if kind is Kind.CSV:
        table, found = read_table(raw, _known_heads)
        sheets: tuple[Sheet, ...] = (table,)
    else:
        package, found = open_package(raw)
        if package is None:
            return None
        sheets = read_workbook(package)
    heads = [head for sheet in sheets if not sheet.is_hidden and (head := _head(sheet))]
    if not heads:
        return None
    best = max(heads, key=lambda head: len(head.columns))
    ours = [head for head in heads if head.kind is best.kind]
    readings = [_Reading(head, must_end=kind is Kind.CSV, several=len(ours) > 1) for head in ours]
    others = [sheet for sheet in sheets if not sheet.is_hidden and all(sheet is not head.sheet for head in ours)]
    whole = (*found, *(one for reading in readings for one in reading.findings), *_others(others))
    rows = tuple(row for reading in readings for row in reading.rows)
    if not rows and not errors(whole):
        whole = (*whole, error("", "Der står ingen svar i arket.", "Skriv én sag i hver række under overskrifterne."))
    if best.kind is SheetKind.PROPOSALS and len(rows) > MOST_CASES:
        whole = (*whole, error("", f"Arket har {len(rows)} forslag; vi tager højst {MOST_CASES} ad gangen.", "Del arket."))
    return SheetAnswers(best.kind, rows, whole, tuple(one for reading in readings for one in reading.unread))


def _known_heads(sheet: Sheet) -> int:
    """How many heads are known in a sheet."""
    head = _head(sheet)
    return len(head.columns) if head else 0


def _head(sheet: Sheet) -> _Head | None:
    """The row of a sheet that holds most heads of one kind; None where no row holds enough."""
    heads = [
        _Head(sheet, kind, row, columns)
        for row in sheet.rows[:HEADS_WITHIN]
        for kind in SheetKind
        if len(columns := _columns(row, kind)) >= FEWEST_HEADS
    ]
    return max((head for head in heads if _is_ours(head)), key=lambda head: len(head.columns), default=None)


def _is_ours(head: _Head) -> bool:
    """Whether a sheet is one of ours, and not somebody's own with a few of the same heads.

    Ours begins with whose each row is, and has half of the heads that it needs. One that also has our tab or our closing row
    is ours with either of them, so that it can be told what it lacks.
    """
    whose, *_ = COLUMNS[head.kind]
    needed = [column for column in COLUMNS[head.kind] if column.is_needed]
    half = 2 * sum(column in needed for column in head.columns.values()) >= len(needed)
    if _is_marked(head):
        return half or whose in head.columns.values()
    return half and column_of(head.kind, head.row.first) == whose


def _is_marked(head: _Head) -> bool:
    """Whether a sheet has the tab that ours has, or its closing row."""
    is_closed = any(danish.folded(row.first).rstrip(":") == END_ROW for row in head.sheet.rows if row.number > head.row.number)
    return is_closed or head.sheet.name == SHEET_NAMES[head.kind]


def _columns(row: Row, kind: SheetKind) -> dict[int, Column]:
    """The columns of a kind that a row names; one that is named twice counts where it stands first."""
    found = dict[int, Column]()
    for place, cell in sorted(row.cells.items()):
        column = column_of(kind, cell.text) if cell.text else None
        if column and column not in found.values():
            found[place] = column
    return found


def _others(sheets: list[Sheet]) -> Iterator[Finding]:
    """That other sheets of the file are not read."""
    for sheet in sheets:
        if sheet.rows:
            yield warning("", f"Fanebladet ”{sheet.name}” er ikke læst.", "Flyt det, der skal med, til det første faneblad.")


class _Reading:
    """Reads the rows under a head; what is no answer is noted on the way."""

    def __init__(self, head: _Head, *, must_end: bool, several: bool) -> None:
        self._head = head
        self._prefix = f"{head.sheet.name}, " if several else ""
        self.findings = [*self._of_columns(), *self._of_sheet()]
        self.unread: list[str] = []
        self.rows: list[SheetRow] = []
        self._has_ended = False
        for row in head.sheet.rows:
            if row.number > head.row.number and not row.is_empty:
                self._take(row)
        if must_end and not self._has_ended:
            hint = f"Skriv {END_ROW} i første celle under den sidste række, og gem arket igen."
            problem = f"Tabellen slutter ikke med en række, hvor der står {END_ROW}, så vi kan ikke se, om den er hel."
            self.findings.append(error("", problem, hint))

    def _of_columns(self) -> Iterator[Finding]:
        """That columns are missing which every row must answer."""
        there = {column.name for column in self._head.columns.values()}
        missing = [column.label for column in COLUMNS[self._head.kind] if column.is_needed and column.name not in there]
        if missing:
            yield error(
                "", f"Arket mangler {danish.join([f'”{one}”' for one in missing])} blandt overskrifterne.", _FETCH_A_SHEET
            )

    def _of_sheet(self) -> Iterator[Finding]:
        """What is merged or hidden, and read all the same."""
        for merged in self._head.sheet.merged:
            yield note("", f"Cellerne {merged} er flettet; vi har læst det samme i hver af dem.", "Se efter, at det passer.")
        hidden = [place for place in sorted(self._head.columns) if place in self._head.sheet.hidden_columns]
        if hidden:
            names = danish.quoted(self._head.columns[place].label for place in hidden)
            yield warning("", f"Kolonnen {names} er skjult i arket, men er læst med.", "Se efter, at den skal med.")

    def _take(self, row: Row) -> None:
        """Take one row, or note why it is none."""
        first = danish.folded(row.first).rstrip(":")
        if self._has_ended:
            self._leave(
                row, f"Række {row.number} står under rækken {END_ROW} og er ikke læst.", "Flyt den op, hvis den skal med."
            )
        elif first == END_ROW:
            self._has_ended = True
        elif first in _TOTALS:
            self._leave(
                row,
                f"Række {row.number} ligner en sum og er ikke læst som en sag.",
                "Skriv noget andet først i rækken, hvis den er det.",
            )
        elif _columns(row, self._head.kind) != self._head.columns:  # else the heads stand there again
            self.rows.append(self._row(row))

    def _leave(self, row: Row, problem: str, hint: str) -> None:
        """Leave a whole row unread, and say so."""
        self.findings.append(warning("", problem, hint))
        self.unread += [f"{reference(place, row.number)}: {cell.text}" for place, cell in sorted(row.cells.items()) if cell.text]

    def _row(self, row: Row) -> SheetRow:
        """One row as answers, each with its place."""
        at = {column.name: place for place, column in self._head.columns.items()}
        places = {column.name: self._place(column, at.get(column.name), row.number) for column in COLUMNS[self._head.kind]}
        answers, found = dict[str, Any](), []
        if row.is_hidden:
            found.append(
                warning("", f"Række {row.number} er skjult i arket, men er læst med.", "Slet den, hvis den ikke skal med.")
            )
        for place, cell in sorted(row.cells.items()):
            column = self._head.columns.get(place)
            if column is None:
                self._outside(reference(place, row.number), cell.text)
            elif cell.trouble:
                hint = "Skriv selve værdien i cellen, og gem arket igen."
                found.append(error(column.name, f"Cellen {cell.trouble}.", hint).located(label=places[column.name]))
            elif cell.text:
                answers[column.name] = _answer(column.name, cell.text)
        return SheetRow(number=row.number, answers=answers, places=places, findings=tuple(found))

    def _place(self, column: Column, place: int | None, number: int) -> str:
        """Where an answer stands, or would stand."""
        where = f"række {number}" if place is None else f"celle {reference(place, number)}"
        return danish.capital(f"{self._prefix}{where}, {column.label}")

    def _outside(self, where: str, text: str) -> None:
        """Note what stands in a column without a head of ours."""
        if text:
            if not self.unread:
                problem = "Der står noget uden for arkets egne kolonner; det er ikke læst."
                self.findings.append(warning("", problem, "Det står nederst i kvitteringen. Flyt det, der skal med."))
            self.unread.append(f"{where}: {text}")


def _answer(name: str, text: str) -> Any:
    """What a cell answers, in the shape that the schema reads."""
    if name in _SEVERAL:
        return several_bodies(text)
    return _paragraphs(text) if name in _RICH else text


def _paragraphs(text: str) -> str:
    """A rich text whose lines are paragraphs, as they look in a cell; lines of a list stay together."""
    lines = [line.rstrip() for line in text.splitlines()]
    said = lines[:1]
    for before, line in itertools.pairwise(lines):
        together = _LIST_MARK.match(line) and _LIST_MARK.match(before)
        said += [line] if together or not line or not before else ["", line]
    return "\n".join(said)
