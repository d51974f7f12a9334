"""Stories about names: which two mean the same file, and which are only a letter or a year apart."""

import pytest

from workflow.domain.likening import Name, by_number, likeness, read_name, same, says_something, shown_stem, stem


@pytest.mark.parametrize(
    ("name", "number", "words"),
    [
        ("Bilag 2 - Tidsplan.pdf", "2", "tidsplan"),
        ("02_Tidsplan (lukket).pdf", "2", "tidsplan"),
        ("Tidsplan LUKKET.pdf", "", "tidsplan"),
        ("Bilag 2.pdf", "2", ""),
        ("nr. 3.1.pdf", "3.1", ""),
        ("Bilag Tidsplan.pdf", "", "tidsplan"),
        ("Lukket.pdf", "", "lukket"),
        ("3. marts.pdf", "", "3. marts"),
        ("1. kvartal.pdf", "", "1. kvartal"),
        ("Budget 2026.xlsx", "", "budget 2026"),
    ],
)
def test_a_name_is_taken_apart(name: str, number: str, words: str) -> None:
    """The number in front, and the words without extension and mark."""
    assert read_name(name) == Name(number, words)


def test_a_name_that_says_nothing_is_no_name() -> None:
    """What scanners and people in a hurry write."""
    names = ("Bilag 1.pdf", "scan0003.pdf", "2.pdf", "img_0012.jpg", "Kriterier.pdf")
    assert [name for name in names if says_something(name)] == ["Kriterier.pdf"]
    assert (stem("Bilag 1"), shown_stem(".pdf"), shown_stem("Tal_for_2026.xlsx")) == ("bilag 1", ".pdf", "Tal for 2026")


def test_numbers_that_differ_make_two_names() -> None:
    """Two minutes that are counted apart, and one that is not counted."""
    first, second, none = read_name("Bilag 1 Referat.pdf"), read_name("2. Referat.pdf"), read_name("Referat")
    assert (same(first, second), same(first, none), same(second, none)) == (False, True, True)
    only = read_name("Bilag 1")
    assert (by_number(only, first), by_number(first, only), by_number(only, second), by_number(none, none)) == (
        *(True, True),
        *(False, False),
    )


@pytest.mark.parametrize(
    ("one", "other", "is_like"),
    [
        ("Kriterier for akutteam", "Kriterie for akutteam.pdf", True),
        ("Oversigt kommuner", "Oversigt kommunerne.pdf", True),
        ("Budget 2026", "Budget 2025.pdf", False),
        ("Referat fra Klynge Nord", "Referat fra Klynge Syd.pdf", False),
        ("Referat fra 3. marts", "Referat fra 3. maj.pdf", False),
        ("Referat fra juni", "Referat fra juli.pdf", False),
        ("Sag om Kristensen", "Sag om Christensen.pdf", False),
        ("Budget2026", "Budget2025.pdf", False),
        ("Aftale med 2a", "Aftale med 2b.pdf", False),
        ("Notat om kørsel", "Notat om kørsel og løn.pdf", False),
        ("1. Kriterier for akutteam", "2. Kriterie for akutteam.pdf", False),
        ("Notat a", "Notat b.pdf", False),
        ("Notat", "Plan.pdf", False),
    ],
)
def test_only_a_slip_of_the_pen_is_alike(one: str, other: str, is_like: bool) -> None:
    """Never where a figure, a month, a place or a person is another."""
    assert (likeness(read_name(one), read_name(other)) > 0) is is_like
