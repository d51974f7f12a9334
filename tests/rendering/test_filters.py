"""What template authors may write after the vertical bar."""

from datetime import date, time

import pytest
from markupsafe import Markup

from workflow.rendering.filters import FILTERS, shown


def test_dates_are_written_in_words_whether_they_come_as_dates_or_as_text() -> None:
    """``{{ mødedato|dato }}`` and ``{{ mødedato|ugedag|stort }}``."""
    day = date(2026, 6, 16)
    assert FILTERS["dato"](day) == FILTERS["dato"]("2026-06-16") == "16.\N{NO-BREAK SPACE}juni\N{NO-BREAK SPACE}2026"
    assert FILTERS["ugedag"]("16. juni 2026") == "tirsdag den 16.\N{NO-BREAK SPACE}juni\N{NO-BREAK SPACE}2026"
    assert FILTERS["stort"](FILTERS["ugedag"](day)).startswith("Tirsdag")


def test_clock_times_have_a_full_stop_whether_they_come_as_times_or_as_text() -> None:
    """``{{ start|klokkeslæt }}``."""
    assert FILTERS["klokkeslæt"](time(9, 5)) == FILTERS["klokkeslæt"]("9:05") == "09.05"


def test_nothing_stays_nothing() -> None:
    """A field that is not filled prints nothing, and no filter complains."""
    assert [FILTERS[name](value) for name in ("dato", "ugedag", "klokkeslæt", "stort") for value in ("", None)] == [""] * 8


def test_a_text_that_is_no_date_is_refused() -> None:
    """``{{ titel|dato }}``."""
    with pytest.raises(ValueError, match="i morgen"):
        FILTERS["dato"]("i morgen")


def test_lists_and_numbers_are_written_as_a_dane_says_them() -> None:
    """``{{ parter|liste }}``, ``{{ gæster|liste("eller") }}``, ``{{ punkter|antal }}``."""
    assert FILTERS["liste"](("a", "b", "c")) == "a, b og c"
    assert FILTERS["liste"](["a", date(2026, 6, 1)], "eller") == "a eller 1.\N{NO-BREAK SPACE}juni\N{NO-BREAK SPACE}2026"
    assert FILTERS["liste"]("en tekst") == "en tekst"
    assert [FILTERS["antal"](count) for count in (3, 1200, ("a", "b"))] == ["tre", "1.200", "to"]


def test_what_is_printed_without_a_filter_is_danish_too() -> None:
    """``{{ … }}`` on any value but a group of fields."""
    values = (None, True, False, 7, time(15, 0), date(2026, 6, 1), ("a", "b"), ["a", ("b", "c")])
    assert [shown(value) for value in values] == [
        "", "ja", "nej", "7", "15.00", "1.\N{NO-BREAK SPACE}juni\N{NO-BREAK SPACE}2026", "a og b", "a og b og c",
    ]  # fmt: skip
    with pytest.raises(TypeError, match="”titel” og ”tid”"):
        shown({"titel": "x", "tid": "y"})


def test_a_rich_text_travels_as_a_mark_that_no_text_can_forge() -> None:
    """``{{p punkt.tekst|rigtekst(3) }}``."""
    mark = FILTERS["rigtekst"]("a & </k:rigtekst>", 3)
    assert isinstance(mark, Markup)
    assert mark == '<k:rigtekst xmlns:k="urn:klynge:rigtekst" niveau="3">a &amp; &lt;/k:rigtekst&gt;</k:rigtekst>'
