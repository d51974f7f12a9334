"""Reads an Excel file (.xlsx) cell by cell: cached values, never formulas; dates as dates; what is hidden or merged is told.

Our own reader over the guarded package: the one library is slow with what partners send, the other ended the whole process on a
file of 5 kB. Names are matched without their namespace, so that Strict Open XML is read as well.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, timedelta
from functools import partial

from lxml import etree

from workflow.errors import ReadingError
from workflow.intake.cells import MOST_COLUMNS, MOST_ROWS, Cell, Row, Sheet, place_of, reference
from workflow.intake.guards import Package, parse

_DATE_FORMATS = frozenset((*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)))
_CLOCK_FORMATS = frozenset((18, 19, 20, 21, 45, 46, 47))
_LITERAL = re.compile(r'"[^"]*"|\\.|_.|\[[^\]]*\]')
_TRUE = frozenset(("1", "true"))
_NOT_COUNTED = "er en formel, der ikke er regnet ud"
_FAILED = "viser en fejl ({})"
_RANGE = re.compile(r"([A-Z]+\d+):([A-Z]+\d+)")
_LAST_DAY_OF_BUG = 60  # Excel counts a 29 February 1900 that never was

Spoken = Callable[[float], str]


def read_workbook(package: Package) -> tuple[Sheet, ...]:
    """The sheets of a workbook in the order of their tabs.

    Args:
        package: the file, past every guard.

    Raises:
        ReadingError: a part is no well-formed XML, or the sheet is larger than any that a person fills.
    """
    book = parse(package.parts[package.main])
    properties = book.find("{*}workbookPr")
    is_1904 = properties is not None and properties.get("date1904") in _TRUE
    relations = package.relations(package.main)
    reading = _Reading(_shared(package), _formats(package, is_1904=is_1904))
    found = []
    for one in book.iter("{*}sheet"):
        relation = next((relations.get(str(value)) for key, value in one.items() if str(key).endswith("}id")), None)
        tree = package.tree(relation.target) if relation else None
        if tree is not None and etree.QName(tree).localname == "worksheet":
            found.append(reading.sheet(str(one.get("name", "")), tree, is_hidden=one.get("state", "visible") != "visible"))
    return tuple(found)


class _Reading:
    """Reads sheets with the texts and formats that they share."""

    def __init__(self, shared: tuple[str, ...], formats: Mapping[int, Spoken]) -> None:
        self._shared, self._formats = shared, formats

    def sheet(self, name: str, tree: etree._Element, *, is_hidden: bool) -> Sheet:
        """One sheet.

        Raises:
            ReadingError: it is larger than any that a person fills.
        """
        rows = [self._row(element, number) for number, element in enumerate(tree.iter("{*}row"), 1)]
        rows = [row for row in rows if not row.is_empty]
        if len(rows) > MOST_ROWS:
            raise ReadingError(f"Arket har flere end {MOST_ROWS} rækker.", "Del arket i flere filer.")
        merged = tuple(_merged(tree))
        return Sheet(name, tuple(_filled(rows, merged)), is_hidden, frozenset(_hidden(tree)), tuple(_said(merged)))

    def _row(self, element: etree._Element, number: int) -> Row:
        """One row; a row or a cell that does not say where it stands follows the one before it."""
        said = str(element.get("r", ""))
        number = int(said) if said.isdecimal() else number
        cells, column = dict[int, Cell](), -1
        for one in element.iter("{*}c"):
            place = place_of(str(one.get("r", "")))
            column = place[0] if place else column + 1
            if column < MOST_COLUMNS:
                cells[column] = self._cell(one)
        return Row(number, cells, element.get("hidden") in _TRUE)

    def _cell(self, element: etree._Element) -> Cell:
        """One cell."""
        kind, raw = element.get("t", "n"), element.findtext("{*}v") or ""
        if kind == "inlineStr":
            return Cell(_text(element))
        if kind == "e":
            return Cell("", _FAILED.format(raw or "#?"))
        if not raw and kind != "str" and element.find("{*}f") is not None:
            return Cell("", _NOT_COUNTED)
        if kind == "s":
            return Cell(self._shared[int(raw)] if raw.isdecimal() and int(raw) < len(self._shared) else "")
        if kind == "b":
            return Cell("ja" if raw in _TRUE else "nej")
        return Cell(raw.strip() if kind in {"str", "d"} else self._number(raw.strip(), str(element.get("s", "0"))))

    def _number(self, raw: str, style: str) -> str:
        """A number as its format shows it: a date, a clock time or a number."""
        try:
            value = float(raw)
        except ValueError:
            return raw
        spoken = self._formats.get(int(style) if style.isdecimal() else 0, _spoken_number)
        return spoken(value)


def _spoken_number(value: float) -> str:
    """A number as a Dane writes it, without what binary fractions add."""
    return f"{value:.15g}".replace(".", ",")


def _spoken_day(epoch: date, value: float) -> str:
    """A day, with the clock where the number has one; a number that is no day stands as it is."""
    days = int(value)
    skipped = 1 if epoch.year == 1899 and 0 < days < _LAST_DAY_OF_BUG else 0  # noqa: PLR2004 - Excel's first year
    try:
        day = epoch + timedelta(days=days + skipped)
    except OverflowError:
        return _spoken_number(value)
    return f"{day.isoformat()} kl. {_spoken_clock(value)}" if value % 1 else day.isoformat()


def _spoken_clock(value: float) -> str:
    """The time of day that a fraction of a day is."""
    hours, minutes = divmod(round(value % 1 * 24 * 60), 60)
    return f"{hours % 24:02}.{minutes:02}"


def _shared(package: Package) -> tuple[str, ...]:
    """The texts that cells share."""
    tree = package.tree(package.related(package.main, "/sharedStrings"))
    return () if tree is None else tuple(_text(one) for one in tree.iter("{*}si"))


def _text(element: etree._Element) -> str:
    """The text of a cell or a shared text, all its runs together, without reading aids (furigana)."""
    runs = (one for one in element.iter("{*}t") if next(one.iterancestors("{*}rPh"), None) is None)
    return "".join(one.text or "" for one in runs).strip()


def _formats(package: Package, *, is_1904: bool) -> Mapping[int, Spoken]:
    """How the numbers of each style are said, where they are days or times."""
    tree = package.tree(package.related(package.main, "/styles"))
    if tree is None:
        return {}
    own = {str(one.get("numFmtId")): str(one.get("formatCode", "")) for one in tree.iter("{*}numFmt")}
    cells = tree.find("{*}cellXfs")
    found = dict[int, Spoken]()
    epoch = date(1904, 1, 1) if is_1904 else date(1899, 12, 30)
    for style, one in enumerate(() if cells is None else cells.iter("{*}xf")):
        said = str(one.get("numFmtId", "0"))
        letters = set(_LITERAL.sub("", own[said]).casefold()) if said in own else set()
        number = int(said) if said.isdecimal() and said not in own else 0
        if number in _CLOCK_FORMATS or ("h" in letters and not letters & set("dy")):
            found[style] = _spoken_clock
        elif number in _DATE_FORMATS or letters & set("dy"):
            found[style] = partial(_spoken_day, epoch)
    return found


def _hidden(tree: etree._Element) -> Iterator[int]:
    """The hidden columns."""
    for one in tree.iter("{*}col"):
        first, last = str(one.get("min", "")), str(one.get("max", ""))
        if one.get("hidden") in _TRUE and first.isdecimal() and last.isdecimal():
            yield from range(int(first) - 1, min(int(last), MOST_COLUMNS))


def _merged(tree: etree._Element) -> Iterator[tuple[int, int, int]]:
    """The merged ranges that reach over several rows: their column, first and last row."""
    for one in tree.iter("{*}mergeCell"):
        match = _RANGE.fullmatch(str(one.get("ref", "")))
        first, last = (place_of(match[1]), place_of(match[2])) if match else (None, None)
        if first and last and first[1] < last[1]:
            yield first[0], first[1], last[1]


def _said(merged: Iterable[tuple[int, int, int]]) -> Iterator[str]:
    """The merged ranges by the names of their cells."""
    for column, first, last in merged:
        yield f"{reference(column, first)}:{reference(column, last)}"


def _filled(rows: list[Row], merged: Iterable[tuple[int, int, int]]) -> list[Row]:
    """The rows with the text of a merged range in each of its cells."""
    found = {row.number: dict(row.cells) for row in rows}
    for column, first, last in merged:
        shown = found.get(first, {}).get(column)
        for row in rows:
            if shown and first < row.number <= last:
                found[row.number][column] = shown
    return [Row(row.number, found[row.number], row.is_hidden) for row in rows]
