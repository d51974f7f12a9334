"""Dates and amounts of money as running text mentions them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from workflow import danish

_MONTH = "(?:" + "|".join(danish.MONTHS) + "|jan|feb|mar|apr|jun|jul|aug|sept|sep|okt|nov|dec)"
_DATE = re.compile(
    rf"(?:\b(?P<weekday>{'|'.join(danish.WEEKDAYS)})\s+)?(?:\b(?:den|d\.)\s*)?"
    rf"(?:(?<![\w./-])(?P<numeric>\d{{4}}-\d{{2}}-\d{{2}}|\d{{1,2}}(?P<mark>[./-])\d{{1,2}}(?:(?P=mark)|[-\s])\d{{4}})(?![\w/-])(?!\.\d)"
    rf"|(?<![\w./-])(?P<worded>\d{{1,2}}\.?\s?{_MONTH}\.?\s\d{{4}})\b)",
    re.IGNORECASE,
)
_MONTH_OF_YEAR = re.compile(
    rf"(?<!\d\s)(?<!\d\.)(?<!\d\.\s)\b(?P<month>{'|'.join(danish.MONTHS)})\s+(?P<year>20\d\d)\b", re.IGNORECASE
)
UNITS = {"": 1, "t": 1_000, "mio": 1_000_000, "mia": 1_000_000_000}
_AMOUNT = re.compile(
    r"(?P<sign>[-\u2212(]\s?)?(?:(?P<before>kr|dkk)\b\.?\s*)?(?P<figure>\d{1,3}(?:[. ]\d{3})+|\d+)"
    r"(?:,(?P<part>\d+|-)|(?P<point>\.\d{1,2})(?!\d))?"
    r"\s*(?P<unit>t(?=\.? ?kr)|tkr|mio|mia|million(?:er)?|milliard(?:er)?)?\.?\s*(?P<after>kr|kroner|dkk)?\b\.?(?:,-)?\s?\)?",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class DateMention:
    """A full date in a text: where it stands, the day, and the weekday that is said of it (0 is Monday)."""

    start: int
    end: int
    day: date
    weekday: int | None = None


@dataclass(frozen=True)
class AmountMention:
    """An amount of money, or a bare figure in a column of them.

    Attributes:
        kroner: its value; of a figure without a unit, the figure.
        step: what half of its last figure is worth, in kroner: how far rounding may have moved it.
        unit: "" for whole kroner, else "t", "mio" or "mia".
        named: whether kroner or a unit stand beside the figure.
    """

    kroner: Decimal
    step: Decimal
    unit: str
    named: bool


def dates_in(text: str) -> Iterator[DateMention]:
    """Every full date with a year of four figures; what only looks like one (a KLE number, a case number) is none."""
    for match in _DATE.finditer(text):
        written = match["worded"] or re.sub(r"\s", match["mark"] or "", match["numeric"])
        try:
            day = danish.read_date(written)
        except ValueError:
            continue
        weekday = danish.WEEKDAYS.index(match["weekday"].casefold()) if match["weekday"] else None
        yield DateMention(match.start(), match.end(), day, weekday)


def months_in(text: str) -> Iterator[DateMention]:
    """Every month with its year that is no full date: "marts 2027", as the last of its days that every month has."""
    for match in _MONTH_OF_YEAR.finditer(text):
        month = danish.MONTHS.index(match["month"].casefold()) + 1
        yield DateMention(match.start(), match.end(), date(int(match["year"]), month, 28))


def in_year(day: date, year: int) -> date:
    """The same day of another year; the 28th for a leap day that the year lacks."""
    try:
        return day.replace(year=year)
    except ValueError:
        return day.replace(year=year, day=28)


def read_mention(text: str) -> AmountMention | None:
    """The amount that a whole cell or the end of a line is; None where it is something else.

    It reads "1.234.567,50", "350 000 kr.", "kr. 75", "3,5 mio. kr.", "180 t.kr.", "-20.000", "(20.000)", "500,-".
    """
    match = _AMOUNT.fullmatch(text.replace(danish.NBSP, " ").strip())
    if not match:
        return None
    decimals = (match["part"] or "").strip("-") or (match["point"] or "").lstrip(".")
    figure = Decimal(re.sub(r"[. ]", "", match["figure"]) + (f".{decimals}" if decimals else ""))
    unit = _unit(match["unit"] or "")
    worth = Decimal(UNITS[unit])
    step = worth / 2 / 10 ** len(decimals) if unit or decimals else Decimal(0)
    signed = -figure if match["sign"] else figure
    return AmountMention(signed * worth, step, unit, bool(unit or match["before"] or match["after"]))


def _unit(word: str) -> str:
    """The short name of a unit."""
    folded = word.casefold()
    return {"tkr": "t", "million": "mio", "millioner": "mio", "milliard": "mia", "milliarder": "mia"}.get(folded, folded)
