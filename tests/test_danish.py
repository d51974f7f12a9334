"""Stories about Danish as staff read and write it: what is read back is what was meant, and nothing else is guessed."""

from datetime import date, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workflow import danish
from workflow.danish import NBSP


@pytest.mark.parametrize(
    "written",
    [
        "2026-06-16",
        "16. juni 2026",
        "16 juni 2026",
        "16.jun.2026",
        "16-06-2026",
        "16.6.2026",
        "16/6-26",
        "16/6/2026",
        "tirsdag den 16. juni 2026",
        "Tirsdag d. 16. juni 2026",
        "den 16. juni 2026",
        f" 16.{NBSP}juni{NBSP}2026 ",
    ],
)
def test_a_date_is_read_however_a_dane_writes_it(written: str) -> None:
    """One day, written in a dozen ways."""
    assert danish.read_date(written) == date(2026, 6, 16)


@pytest.mark.parametrize(
    "written",
    [
        "",
        "i morgen",
        "31. februar 2026",
        "16. brumaire 2026",
        "16. ju 2026",
        "1. januar 1066",
        "13/13-2026",
        "juni 2026",
        "16. maj",
    ],
)
def test_what_is_no_date_is_refused(written: str) -> None:
    """No guess is made where a day is missing, does not exist, or lies centuries away."""
    with pytest.raises(ValueError):  # noqa: PT011 - the text differs with who notices: we or datetime
        danish.read_date(written)


@given(st.dates(date(1900, 1, 1), date(2199, 12, 31)))
def test_every_date_we_print_can_be_read_back(day: date) -> None:
    """A partner may copy a date from our agenda into a form."""
    assert danish.read_date(danish.weekday_date(day)) == day
    assert danish.read_date(danish.long_date(day)) == day


def test_a_date_is_printed_so_that_it_never_breaks_over_a_line() -> None:
    """The figure, the month and the year hang together."""
    assert danish.long_date(date(2026, 6, 16)) == f"16.{NBSP}juni{NBSP}2026"
    assert danish.weekday_date(date(2026, 6, 16)) == f"tirsdag den 16.{NBSP}juni{NBSP}2026"


@pytest.mark.parametrize(
    ("written", "meant"),
    [("15.00", time(15)), ("15:30", time(15, 30)), ("kl. 15", time(15)), ("Kl 9.05", time(9, 5)), (f"kl.{NBSP}12.00", time(12))],
)
def test_a_clock_time_is_read_however_a_dane_writes_it(written: str, meant: time) -> None:
    """With and without kl., full stop or colon."""
    assert danish.read_clock(written) == meant


@pytest.mark.parametrize("written", ["", "middag", "15.0", "25.00", "15.61", "15.00-17.00"])
def test_what_is_no_clock_time_is_refused(written: str) -> None:
    """Words, half figures and hours that no clock has."""
    with pytest.raises(ValueError):  # noqa: PT011 - the text differs with who notices: we or datetime
        danish.read_clock(written)


@given(st.times())
def test_every_clock_time_we_print_can_be_read_back(moment: time) -> None:
    """To the minute."""
    assert danish.read_clock(danish.clock(moment)) == moment.replace(second=0, microsecond=0)


def test_a_span_has_an_en_dash_without_blanks() -> None:
    """As it stands in the fact strip of an item."""
    assert danish.span(time(15), time(16, 5)) == "15.00–16.05"


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("350000", 350000),
        ("350.000", 350000),
        ("350 000 kr.", 350000),
        (f"350.000{NBSP}kr", 350000),
        ("1.200,00", 1200),
        ("1.200,-", 1200),
        ("500,-", 500),
        ("0", 0),
        ("3.550.000 kroner", 3550000),
        ("75 DKK", 75),
        ("kr. 75", 75),
        ("-40", -40),
    ],
)
def test_an_amount_is_read_however_a_dane_writes_it(written: str, meant: int) -> None:
    """Full stops, blanks and kroner change nothing."""
    assert danish.read_amount(written) == meant


@pytest.mark.parametrize("written", ["", "mange", "1.200,50", "3 mio. kr.", "1.20", "12,3"])
def test_an_amount_with_parts_of_a_krone_or_in_words_is_refused(written: str) -> None:
    """Whole kroner only; a partner writes the figure out."""
    with pytest.raises(ValueError):  # noqa: PT011 - the message is the text itself
        danish.read_amount(written)


@given(st.integers(0, 10**12))
def test_every_amount_we_print_can_be_read_back(amount: int) -> None:
    """With full stops between thousands."""
    assert danish.read_amount(f"{danish.thousands(amount)} kr.") == amount


@pytest.mark.parametrize("written", ["ja", "Ja.", "J", "x", "☒", "☑"])
def test_yes_is_yes_in_every_form(written: str) -> None:
    """A word, a cross, a ticked box."""
    assert danish.read_yes_no(written) is True


@pytest.mark.parametrize("written", ["nej", "Nej.", "n", "☐"])
def test_no_is_no_in_every_form(written: str) -> None:
    """A word or an empty box."""
    assert danish.read_yes_no(written) is False


@pytest.mark.parametrize("written", ["true", "false", "Yes", "1"])
def test_yes_and_no_are_written_in_danish(written: str) -> None:
    """Words of a program are asked for again; the true of a JSON file is turned into ja where it is read."""
    with pytest.raises(ValueError, match=written):
        danish.read_yes_no(written)


def test_marks_that_turn_the_direction_of_a_text_are_taken_out() -> None:
    """A name that was written backwards to look like another one."""
    marks = [*range(0x202A, 0x202F), *range(0x2066, 0x206A)]
    assert danish.nfc("".join(f"{chr(mark)}a" for mark in marks)) == "a" * 9


def test_maybe_is_neither_yes_nor_no() -> None:
    """The sender has to say which."""
    with pytest.raises(ValueError, match="måske"):
        danish.read_yes_no("måske")


def test_a_truth_value_is_written_as_ja_or_nej() -> None:
    """As in the register."""
    assert [danish.yes_no(True), danish.yes_no(False)] == ["ja", "nej"]


def test_a_list_has_commas_and_one_og() -> None:
    """And eller where it is a choice."""
    assert danish.join([]) == ""
    assert danish.join(["Morsø"]) == "Morsø"
    assert danish.join(["Morsø", "Thisted"]) == "Morsø og Thisted"
    assert danish.join(["Aalborg", "Jammerbugt", "Læsø"], "eller") == "Aalborg, Jammerbugt eller Læsø"


def test_municipalities_stand_in_danish_alphabetical_order() -> None:
    """æ, ø and å come last, and Aabenraa and Aalborg are among the å."""
    names = ["Aabenraa", "Ærø", "Tønder", "Øer", "Aalborg", "Haderslev", "Århus"]
    assert danish.alphabetical(names) == ["Haderslev", "Tønder", "Ærø", "Øer", "Aabenraa", "Aalborg", "Århus"]


def test_plurals_get_their_definite_ending() -> None:
    """The ending is ne after -e and -er, else ene; the first word has it."""
    plurals = ["borgmestre", "regionsrådsmedlemmer", "rådmænd", "formænd for udvalget", "kommunale medlemmer", ""]
    assert [danish.definite_plural(one) for one in plurals] == [
        "borgmestrene",
        "regionsrådsmedlemmerne",
        "rådmændene",
        "formændene for udvalget",
        "kommunale medlemmer",
        "",
    ]


@pytest.mark.parametrize(
    ("title", "plural"),
    [
        ("formand for sundhedsudvalget", "formænd for sundhedsudvalget"),
        ("viceborgmester", "viceborgmestre"),
        ("sundhedschef", "sundhedschefer"),
        ("praktiserende læge", "praktiserende læger"),
        ("administrativ repræsentant", "administrative repræsentanter"),
        ("kommunalt medlem", "kommunale medlemmer"),
        ("kommunal tovholder", ""),
        ("tovholder", ""),
        ("", ""),
    ],
)
def test_role_titles_get_their_plural_where_we_know_it(title: str, plural: str) -> None:
    """By the ending of the noun, with its adjectives; a title we do not know has none."""
    assert danish.plural_title(title) == plural


def test_counts_are_words_up_to_twelve_and_figures_above() -> None:
    """As newspapers do."""
    assert [danish.count_word(number) for number in (0, 1, 12, 13, 3550000)] == ["nul", "en", "tolv", "13", "3.550.000"]


def test_a_capital_changes_the_first_letter_only() -> None:
    """PLO stays PLO, and nothing stays nothing."""
    assert [danish.capital(text) for text in ("område i PLO", "", "Ærø")] == ["Område i PLO", "", "Ærø"]


def test_two_spellings_of_one_name_are_equal_when_folded() -> None:
    """Case, blanks, aa and å, a letter with a loose ring, soft hyphens and zero-width marks do not count."""
    forms = ["Aabenraa Kommune", "åbenrå  KOMMUNE", "A\u030abenra\u030a Kommune", "Åben\u00adrå\u200b Kommune\ufeff"]
    assert {danish.folded(form) for form in forms} == {"åbenrå kommune"}


def test_a_near_name_is_suggested_and_a_far_one_is_not() -> None:
    """One letter off is a slip; another word is another thing."""
    known = ["Klynge Nord", "Klynge Vest"]
    assert danish.did_you_mean("klynge nrod", known) == "Mente du ”Klynge Nord”?"
    assert danish.did_you_mean("sundhedsråd", known) == ""
    assert danish.nearest("klynge", ["klynge nord", "klynge vest"], count=2) == ["klynge vest", "klynge nord"]


@pytest.mark.parametrize(
    ("day", "works"),
    [
        (date(2026, 11, 24), True),
        (date(2026, 11, 21), False),
        (date(2026, 11, 22), False),
        (date(2026, 12, 24), False),
        (date(2026, 12, 25), False),
        (date(2026, 12, 31), False),
        (date(2026, 6, 5), False),
        (date(2026, 5, 1), True),  # store bededag is none since 2024
        (date(2023, 5, 5), False),  # and was one until then
        (date(2026, 4, 3), False),
    ],
)
def test_working_days_are_known(day: date, works: bool) -> None:
    """Weekends, church holidays and the three half-official days off."""
    assert danish.is_working_day(day) is works


def test_working_days_are_counted_back_over_a_weekend_and_easter() -> None:
    """Easter 2026 takes Thursday to Monday."""
    assert danish.working_days_before(date(2026, 11, 24), 2) == date(2026, 11, 20)
    assert danish.working_days_before(date(2026, 4, 7), 1) == date(2026, 4, 1)
    assert danish.working_days_before(date(2026, 11, 24), 0) == date(2026, 11, 24)


def test_working_days_are_counted_forward_with_a_negative_count() -> None:
    """Minutes are due after the meeting."""
    assert danish.working_days_before(date(2026, 12, 23), -2) == date(2026, 12, 29)


@given(st.dates(date(2020, 1, 1), date(2035, 12, 31)), st.integers(1, 15))
def test_a_deadline_in_working_days_always_falls_on_one(day: date, count: int) -> None:
    """And lies at least as many days back."""
    found = danish.working_days_before(day, count)
    assert danish.is_working_day(found)
    assert day - found >= timedelta(days=count)


def test_a_long_compound_can_be_broken_where_a_careful_writer_would() -> None:
    """A narrow column never breaks the committee's name within a word; short names stay as they are."""
    assert (
        danish.breakable("Sundhedssamarbejdsudvalget i Region Nord")
        == "Sundhedssamarbejds\N{ZERO WIDTH SPACE}udvalget i Region Nord"
    )
    assert danish.breakable("Klyngesekretariatet") == "Klyngesekretariatet"


def test_a_count_has_the_right_form_of_its_noun() -> None:
    """One is singular, none and many are plural."""
    assert [danish.counted(number, "fil", "filer") for number in (0, 1, 1200)] == ["0 filer", "1 fil", "1.200 filer"]


def test_accents_without_end_on_one_letter_are_brought_to_one_form_in_no_time() -> None:
    """Without a joiner after every thirty, the time to sort them grows with their square: a file held its reader for minutes."""
    assert danish.nfc("a" + "\u0301" * 30) == "á" + "\u0301" * 29
    assert danish.nfc("a" + "\u0f72\u0f71" * 16) == "a" + "\u0f71" * 15 + "\u0f72" * 15 + "\u034f\u0f71\u0f72"
    assert danish.nfc("日本語" * 20) == "日本語" * 20
    assert len(danish.nfc("a" + "\u0f72\u0f71" * 300_000)) == 620_000
