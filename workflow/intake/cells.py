"""What a sheet says cell by cell, whatever program wrote it: each text as a person reads it, and where it stands."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

MOST_ROWS, MOST_COLUMNS = 2_000, 100
_LETTERS = 26
_REFERENCE = re.compile(r"\$?([A-Za-z]{1,3})\$?(\d{1,7})")


@dataclass(frozen=True)
class Cell:
    """One cell.

    Attributes:
        text: what a person reads in it; dates as 2026-11-24, times as 15.00, numbers with a decimal comma.
        trouble: why it cannot be read, a Danish clause: "er en formel, der ikke er regnet ud"; or "".
    """

    text: str
    trouble: str = ""


@dataclass(frozen=True)
class Row:
    """One row: its number as the program shows it, its cells by column (A is 0), and whether it is hidden."""

    number: int
    cells: Mapping[int, Cell]
    is_hidden: bool = False

    @property
    def is_empty(self) -> bool:
        """Whether nothing stands in it."""
        return not any(cell.text or cell.trouble for cell in self.cells.values())

    @property
    def first(self) -> str:
        """The first text in it."""
        return next((cell.text for _, cell in sorted(self.cells.items()) if cell.text), "")


@dataclass(frozen=True)
class Sheet:
    """One sheet.

    Attributes:
        name: as it stands on its tab.
        rows: from the top; empty ones may be left out.
        is_hidden: whether its tab is hidden.
        hidden_columns: the columns that nobody sees.
        merged: the merged ranges that reach over several rows, as "A3:A5"; each of their cells has the text of all.
    """

    name: str
    rows: tuple[Row, ...]
    is_hidden: bool = False
    hidden_columns: frozenset[int] = field(default_factory=frozenset)
    merged: tuple[str, ...] = ()


def reference(column: int, row: int) -> str:
    """A cell's name: "B7"."""
    letters, left = "", column + 1
    while left:
        left, letter = divmod(left - 1, _LETTERS)
        letters = chr(ord("A") + letter) + letters
    return f"{letters}{row}"


def place_of(said: str) -> tuple[int, int] | None:
    """The column (A is 0) and row of a cell by its name; None where it is no name of a cell."""
    match = _REFERENCE.fullmatch(said)
    if match is None:
        return None
    column = 0
    for letter in match[1].upper():
        column = column * _LETTERS + ord(letter) - ord("A") + 1
    return column - 1, int(match[2])
