"""Stories about the dates and amounts that running text mentions."""

from datetime import date
from decimal import Decimal

import pytest

from workflow.danish import NBSP
from workflow.domain.mentions import AmountMention, dates_in, days_in, in_year, months_in, read_mention


@pytest.mark.parametrize(
    ("written", "weekday"),
    [
        ("24. november 2025", None),
        ("den 24. november 2025", None),
        ("tirsdag den 24. november 2025", 1),
        ("Mandag d. 24. nov. 2025", 0),
        ("24.november 2025", None),
        ("24 nov 2025", None),
        ("24.11.2025", None),
        ("24-11-2025", None),
        ("24/11-2025", None),
        ("24/11 2025", None),
        ("2025-11-24", None),
        (f"24.{NBSP}november{NBSP}2025", None),
    ],
)
@pytest.mark.parametrize("around", ["{}", "Fristen er {}.", "({}), siden", "{}, kl. 12"])
def test_a_full_date_is_read_as_a_dane_writes_it(written: str, weekday: int | None, around: str) -> None:
    """With the place where it stands."""
    text = around.format(written)
    (one,) = dates_in(text)
    assert (one.day, one.weekday, text[one.start : one.end]) == (date(2025, 11, 24), weekday, written)


@pytest.mark.parametrize(
    "text",
    [
        "29.09.00-P35-3-26",
        "330-2020-164",
        "2025-11-24-17",
        "31. november 2025",
        "24. november",
        "november 2025",
        "24/11-25",
        "1.250.2025",
        "sag/24-11-2025",
        "kl. 24.11",
        "12. 2025",
        "1-01-81-18-17",
    ],
)
def test_what_is_no_full_date_is_none(text: str) -> None:
    """A KLE number, a case number, a day that does not exist."""
    assert list(dates_in(text)) == []


TODAY = date(2026, 11, 5)


@pytest.mark.parametrize("written", ["24/11-25", "den 24/11/25", "d. 24.11.25", "mandag den 24/11-25"])
def test_a_year_of_two_figures_is_read_around_today(written: str) -> None:
    """Within five years; without today nobody can tell."""
    text = f"Senest {written}, kl. 12"
    (one,) = dates_in(text, TODAY)
    assert (one.day, text[one.start : one.end]) == (date(2025, 11, 24), written)
    assert list(dates_in(text)) == []
    assert list(dates_in(text, date(2036, 1, 1))) == []


@pytest.mark.parametrize(
    "text",
    [
        "29.15.00", "29.09.26-P35", "KLE 27.12.24", "emne: 29.09.25", "version 1.2.25", "v1.2.25", "afsnit 3.2.21", "§ 3.2.24",
        "IP 10.1.25", "10.1.25.3", "192.10.1.25", "10.50", "kl. 10.30", "3.2.1", "31/2-26", "31.11.26", "1.10.63", "24/11-2",
        "sag/1/2-26", "24/7", "1/2", "15-10-25", "12/10-26-1", "12.10.260",
    ],
)  # fmt: skip
def test_other_numbers_are_no_dates_of_two_figures(text: str) -> None:
    """KLE, case numbers, versions, sections, addresses, money, times, days that do not exist."""
    assert list(dates_in(text, TODAY)) == []


def test_a_day_without_a_year_is_the_one_nearest_at_hand() -> None:
    """In words, or in figures after den, senest or inden."""
    text = "Den 1. oktober, torsdag den 5. feb, senest 1/10, d. 29/2 og inden 31/12."
    assert [one.day for one in days_in(text, TODAY)] == [
        date(2026, 10, 1), date(2027, 2, 5), date(2026, 10, 1), date(2026, 12, 31),
    ]  # fmt: skip
    assert [one.day for one in days_in("d. 29/2", date(2027, 6, 1))] == [date(2028, 2, 29)]


@pytest.mark.parametrize(
    "text",
    [
        "1. oktober 2025",
        "1. okt 25",
        "den 1/10-25",
        "den 1/10 2025",
        "1/10",
        "inden 1/3 af tiden",
        "den 31. februar",
        "den 1/10 %",
        "31.10",
    ],
)
def test_a_day_with_its_year_or_a_share_is_no_day_without_one(text: str) -> None:
    """Those are read elsewhere, or are none."""
    assert list(days_in(text, TODAY)) == []


def test_a_month_of_a_year_is_read_too() -> None:
    """Its day is one that every month has."""
    assert [one.day for one in months_in("Fra marts 2027 til Oktober 2027, i 2028, i maj og den 1. juni 2027.")] == [
        date(2027, 3, 28),
        date(2027, 10, 28),
    ]


def test_a_leap_day_in_another_year_is_the_28th() -> None:
    """And every other day is itself."""
    assert in_year(date(2024, 2, 29), 2026) == date(2026, 2, 28)
    assert in_year(date(2024, 2, 29), 2028) == date(2028, 2, 29)
    assert in_year(date(2025, 11, 24), 2026) == date(2026, 11, 24)


@pytest.mark.parametrize(
    ("written", "kroner", "unit", "named"),
    [
        ("1.234.567,50", "1234567.50", "", False),
        ("350 000 kr.", "350000", "", True),
        ("350.000 kr", "350000", "", True),
        (f"350.000{NBSP}kroner", "350000", "", True),
        ("kr. 75", "75", "", True),
        ("DKK 1.000", "1000", "", True),
        ("3,5 mio. kr.", "3500000", "mio", True),
        ("3.5 mio. kr.", "3500000", "mio", True),
        ("3 millioner kroner", "3000000", "mio", True),
        ("1,2 mia.", "1200000000", "mia", True),
        ("2 milliarder kr.", "2000000000", "mia", True),
        ("180 t.kr.", "180000", "t", True),
        ("180 tkr.", "180000", "t", True),
        ("-20.000", "-20000", "", False),
        ("\N{MINUS SIGN}20.000 kr.", "-20000", "", True),
        ("(20.000)", "-20000", "", False),
        ("500,-", "500", "", False),
        ("1.250", "1250", "", False),
        ("0", "0", "", False),
    ],
)
def test_an_amount_is_read_as_a_dane_writes_it(written: str, kroner: str, unit: str, named: bool) -> None:
    """With its unit, and whether it is said to be kroner."""
    read = read_mention(written)
    assert read is not None
    assert (read.kroner, read.unit, read.named) == (Decimal(kroner), unit, named)


def test_an_amount_says_how_far_rounding_may_have_moved_it() -> None:
    """Whole kroner are exact; of 3,5 mio. the last figure is worth 100.000."""
    assert read_mention("3,5 mio. kr.") == AmountMention(Decimal(3500000), Decimal(50000), "mio", named=True)
    assert read_mention("180 t.kr.") == AmountMention(Decimal(180000), Decimal(500), "t", named=True)
    assert read_mention("180.000 kr.") == AmountMention(Decimal(180000), Decimal(0), "", named=True)
    assert read_mention("1,5") == AmountMention(Decimal("1.5"), Decimal("0.05"), "", named=False)


@pytest.mark.parametrize(
    "text", ["", "–", "12 pct.", "12 %", "2 årsværk", "ca. 200.000 kr.", "100.000-200.000 kr.", "fri", "1.2.3", "kr."]
)
def test_what_is_no_amount_alone_is_none(text: str) -> None:
    """It is left alone rather than guessed at."""
    assert read_mention(text) is None
