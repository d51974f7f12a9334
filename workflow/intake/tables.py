"""Reads a table of text (.csv) as a sheet: whatever stands between its columns, and in whatever encoding it was saved."""

import csv
import io
import re
from collections.abc import Callable

from workflow import formats
from workflow.domain.findings import Finding, error, warning
from workflow.errors import ReadingError
from workflow.intake.cells import MOST_COLUMNS, MOST_ROWS, Cell, Row, Sheet

DELIMITERS = (";", ",", "\t", "|")
_SAID = re.compile(r"sep=([;,\t|])\r?\n", re.IGNORECASE)
_LONGEST_CELL = 400_000


def read_table(raw: bytes, heads: Callable[[Sheet], int]) -> tuple[Sheet, tuple[Finding, ...]]:
    """The table as one sheet, and what was found on the way.

    Args:
        raw: the file's bytes.
        heads: how many heads are known in a sheet; the delimiter that makes most of them is taken for the right one.

    Raises:
        ReadingError: a text in quotation marks does not end, or the table is larger than any that a person fills.
    """
    text, faults = formats.decode(raw)
    said = _SAID.match(text)
    delimiters = (said[1],) if said else DELIMITERS
    body = text[said.end() :] if said else text
    skipped = 1 if said else 0
    whole = [sheet for one in delimiters if (sheet := _parted(body, one, skipped))]
    if not whole:
        raise ReadingError(
            "Tabellen er ikke hel: en tekst i anførselstegn slutter ikke.", "Gem arket igen som CSV, og læg det i indbakken igen."
        )
    found = tuple((error if fault.grave else warning)("", fault.problem, fault.hint) for fault in faults)
    best = max(whole, key=heads)
    if len(best.rows) > MOST_ROWS:
        raise ReadingError(f"Arket har flere end {MOST_ROWS} rækker.", "Del arket i flere filer.")
    return best, found


def _parted(text: str, delimiter: str, skipped: int) -> Sheet | None:
    """The sheet that one delimiter makes; None where a text in quotation marks does not end."""
    csv.field_size_limit(_LONGEST_CELL)
    lines = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    rows = []
    try:
        for number, line in enumerate(lines, 1 + skipped):
            cells = {column: Cell(one.strip()) for column, one in enumerate(line[:MOST_COLUMNS]) if one.strip()}
            if cells:
                rows.append(Row(number, cells))
            if len(rows) > MOST_ROWS:  # too many already; the rest need not be read
                break
    except csv.Error:
        return None
    return Sheet("", tuple(rows))
