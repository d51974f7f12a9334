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
    r"|(?<![\w./-])(?P<short>\d{1,2}/\d{1,2}[-/]\d{2}|\d{1,2}\.\d{1,2}\.\d{2})(?![\w/-])(?!\.\d)"
    rf"|(?<![\w./-])(?P<worded>\d{{1,2}}\.?\s?{_MONTH}\.?\s\d{{4}})\b)",
    re.IGNORECASE,
)
_NEAR_YEARS = 5
"""How far a year of two figures may lie from today: 15.10.25 is a date, 15.10.63 is a number."""
_NEARBY = 30
_NUMBERED = re.compile(
    r"(?:\b(?:kle|sag|journal|emne|afsnit|punkt|pkt|kapitel|version|ver|nr|nummer|bilag|tabel|figur|stk|ip)\w*|§)[\s.:-]{0,3}$",
    re.IGNORECASE,
)
"""What stands before a number that only looks like a date."""
_DAY_OF_YEAR = re.compile(
    rf"(?:\b(?:{'|'.join(danish.WEEKDAYS)})\s+)?"
    rf"(?:(?:\b(?:den|d\.)\s*)?(?<![\w./-])(?P<worded>\d{{1,2}}\.?\s?{_MONTH})\b(?!\.?\s?['’]?\d)"
    r"|(?:\b(?:den|d\.)\s*|(?<=senest\s)|(?<=inden\s))(?P<numeric>\d{1,2}/\d{1,2})(?![\w/-])(?!\s?[-–]?\s?\d|\s+af\b|\s*%))",
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


def dates_in(text: str, today: date | None = None) -> Iterator[DateMention]:
    """Every full date; what only looks like one (a KLE number, a case number) is none.

    Args:
        text: running text.
        today: around which a year of two figures is read: "15/10-25", "15.10.25"; None for none of them.
    """
    for match in _DATE.finditer(text):
        written = match["worded"] or match["short"] or re.sub(r"\s", match["mark"] or "", match["numeric"])
        try:
            day = danish.read_date(written)
        except ValueError:
            continue
        if match["short"] and not (
            today and _is_near(day, today) and not _NUMBERED.search(text[max(match.start() - _NEARBY, 0) : match.start()])
        ):
            continue
        weekday = danish.WEEKDAYS.index(match["weekday"].casefold()) if match["weekday"] else None
        yield DateMention(match.start(), match.end(), day, weekday)


def _is_near(day: date, today: date) -> bool:
    """Whether a year of two figures is likely to be this one."""
    return abs(day.year - today.year) <= _NEAR_YEARS


def days_in(text: str, around: date) -> Iterator[DateMention]:
    """Every day without a year, "den 1. oktober" or "senest 1/10", as the one that is nearest to another day."""
    for match in _DAY_OF_YEAR.finditer(text):
        days = [day for year in range(around.year - 1, around.year + 2) if (day := _day_of(match, year))]
        if days:
            yield DateMention(match.start(), match.end(), min(days, key=lambda day: abs(day - around)))


def _day_of(match: re.Match[str], year: int) -> date | None:
    """The day in a year; None where the year has no such day."""
    try:
        return danish.read_date(f"{match['worded'] or match['numeric']}{' ' if match['worded'] else '-'}{year}")
    except ValueError:
        return None


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


def amounts_in(text: str) -> Iterator[re.Match[str]]:
    """Every amount in running text that kroner or a unit stand beside; ``read_mention`` reads it."""
    plain = text.replace(danish.NBSP, " ")
    return (match for match in _AMOUNT.finditer(plain) if match["unit"] or match["before"] or match["after"])


def _unit(word: str) -> str:
    """The short name of a unit."""
    folded = word.casefold()
    return {"tkr": "t", "million": "mio", "millioner": "mio", "milliard": "mia", "milliarder": "mia"}.get(folded, folded)
