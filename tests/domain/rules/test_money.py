"""Stories about money in words: kroner that the finances do not mention, and totals that do not add up."""

from typing import Any

import pytest

from tests.domain.rules.reading import found, problems
from workflow.danish import NBSP
from workflow.domain.findings import error, warning
from workflow.domain.proposals import Amount, ItemType
from workflow.domain.rules.money import judge_finances, judge_sums

LONG = "hver kommune i området, hvis parterne er enige om den"
FINANCES = "Skriv beløb, periode og kilde i feltet, eller skriv ”Ingen.”, hvis sagen ikke koster noget."


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"title": "Tre mio. og 300.000 kr. til kurser"}, "titlen nævner kroner: ”Tre mio. og 300.000 kr. til kurser”"),
        ({"recommendations": ("at afsætte 1 mio. kr.",)}, "indstillingen nævner kroner: ”at afsætte 1 mio. kr.”"),
        ({"summary": "Det koster 75 kr."}, "resuméet nævner kroner: ”Det koster 75 kr.”"),
        (
            {"case_presentation": "Modellen koster 1,2 mio. om året."},
            "sagsfremstillingen nævner kroner: ”Modellen koster 1,2 mio. om året”",
        ),
        (
            {"case_presentation": "Udgiften er to millioner kroner pr. år."},
            "sagsfremstillingen nævner kroner: ”Udgiften er to millioner kroner pr. år”",
        ),
        (
            {"case_presentation": f"Sagen er ny.\n\nOg så koster den nye **300.000 kr.** om året i {LONG}."},
            "sagsfremstillingen nævner kroner: ”… så koster den nye 300.000 kr. om året i hver …”",
        ),
    ],
)
def test_money_in_the_text_with_empty_finances_goes_back_with_the_place(changes: dict[str, Any], said: str) -> None:
    """Of an item that decides nothing it is only asked."""
    told = ("økonomi", f"Feltet Økonomi er tomt, men {said}.", FINANCES, 27)
    assert found(judge_finances, finances="", **changes) == [error(*told)]
    assert found(judge_finances, finances="", type=ItemType.INFORMATION, **changes) == [warning(*told)]
    assert found(judge_finances, finances="Ingen.", **changes) == []


def test_no_money_and_empty_finances_are_right() -> None:
    """Most items cost nothing; where the form's own amounts stand, that is judged by itself."""
    assert found(judge_finances, finances="") == []
    posts = (Amount(text="Løn", kroner=75),)
    assert found(judge_finances, finances="", case_presentation="Det koster 75 kr.", amounts=posts) == []
    assert found(judge_finances, finances="", case_presentation="Det koster 75 kr.", total=75) == []


TABLE = """Sådan fordeles midlerne:

| Post | 2026 | 2027 (kr.) |
|:-----|-----:|-----:|
| Løn | 180.000 | 1.180.000,50 |
| Lokaler | 20.000 | 20.000 |
| **I alt** | **{first}** | **{second}** |

Resten betales af kommunerne.
"""


def test_a_table_that_does_not_add_up_is_shown_with_its_column() -> None:
    """Only columns of money: the first says nothing of kroner here."""
    assert found(judge_sums, case_presentation=TABLE.format(first="1", second="1.300.000,50")) == [
        warning(
            "sagsfremstilling",
            "Ved ”I alt” i kolonnen ”2027 (kr.)” står der 1.300.000,50, men posterne giver 1.200.000,50.",
            "Ret en post eller summen.",
            27,
        )
    ]


def test_in_the_finances_every_column_is_money() -> None:
    """So both columns are added up."""
    assert problems(judge_sums, finances=TABLE.format(first="300.000", second="1.200.000,50")) == [
        "økonomi: Ved ”I alt” i kolonnen ”2026” står der 300.000, men posterne giver 200.000."
    ]
    assert problems(judge_sums, finances=TABLE.format(first="200.000", second="1.200.000,50")) == []


LIST = "Udgifterne er:\n\n- Løn: {}\n- Lokaler: {}\n- **I alt:** {}\n"


@pytest.mark.parametrize(
    ("parts", "counted"),
    [
        (("180.000 kr.", "20.000 kr.", "300.000 kr."), f"200.000{NBSP}kr."),
        (("180 t.kr.", "20 t.kr.", "300 t.kr."), f"200{NBSP}t.kr."),
        (("1,5 mio. kr.", "500.000 kr.", "3 mio. kr."), f"2{NBSP}mio. kr."),
        (("1,25 mio. kr.", "0,5 mio. kr.", "3,75 mio. kr."), f"1,75{NBSP}mio. kr."),
        (("-20.000 kr.", "10.000 kr.", "10.000 kr."), f"-10.000{NBSP}kr."),
        (("1.180.000,50 kr.", "20.000 kr.", "1.300.000,50 kr."), f"1.200.000,50{NBSP}kr."),
        (("180.000", "20.000 kr.", "300.000"), "200.000"),
        (("1 mia. kr.", "1 mia. kr.", "5 mia. kr."), f"2{NBSP}mia. kr."),
    ],
)
def test_a_list_that_does_not_add_up_is_shown(parts: tuple[str, ...], counted: str) -> None:
    """In the unit of its total."""
    assert problems(judge_sums, case_presentation=LIST.format(*parts)) == [
        f"sagsfremstilling: Ved ”I alt” står der {parts[2]}, men posterne giver {counted.rstrip('.')}."
    ]


@pytest.mark.parametrize(
    "parts",
    [
        ("180.000 kr.", "20.000 kr.", "200.000 kr."),
        ("180.000", "20.000", "200.000 kr."),
        ("1,5 mio. kr.", "500.000 kr.", "2 mio. kr."),
        ("1,24 mio. kr.", "0,52 mio. kr.", "1,8 mio. kr."),  # rounded
        ("333 t.kr.", "333 t.kr.", "667 t.kr."),
        ("180", "20", "300"),  # nothing says that this is money
        ("180", "20", "200 t.kr."),  # a unit at the total alone
        ("180.000 kr.", "uafklaret", "300.000 kr."),
        ("ca. 180.000 kr.", "20.000 kr.", "300.000 kr."),
        ("180.000 kr.", "se ovenfor", "20.000 kr."),
    ],
)
def test_a_list_that_adds_up_or_cannot_be_read_for_certain_is_left_alone(parts: tuple[str, ...]) -> None:
    """A false alarm is worse than a miss."""
    assert problems(judge_sums, finances=LIST.format(*parts)) == []


@pytest.mark.parametrize(
    "text",
    [
        # totals of parts, and a total of totals
        "| Post | Kr. |\n|-|-|\n| A | 10 |\n| B | 20 |\n| I alt x | 30 |\n| C | 5 |\n| D | 5 |\n| I alt y | 10 |\n| I alt | 40 |",
        "| Post | Kr. |\n|---|---|\n| A | 10 |\n| B | 20 |\n| Løn i alt | 30 |\n| C | 5 |\n| Samlet udgift | 35 |",
        "| Post | Kr. |\n|-|-|\n| A | 10 |\n| B | 20 |\n| I alt x | 30 |\n| C | 5 |\n| D | 5 |\n| I alt | 40 |",
        "| Post | Kr. |\n|-|-|\n| A | 10 |\n| B | 20 |\n| I alt x | 30 |\n| Anlæg i alt | 10 |\n| I alt | 40 |",
        "| Post | Kr. |\n|-|-|\n| A | 10 |\n| B | 20 |\n| I alt x | 30 |\n| C | 5 |\n| I alt y | 5 |\n| I alt | 35 |",
        # parts of a line, differences, prices, shares, years
        "| Post | Kr. |\n|---|---|\n| A | 10 |\n| heraf B | 5 |\n| C | 20 |\n| I alt | 30 |",
        "| Post | Kr. |\n|---|---|\n| Indtægter | 10 |\n| Udgifter | 20 |\n| Resultat | -10 |\n| Ekstra | 20 |\n| I alt | 1 |",
        "| Post | Kr. pr. stk. | Andel i pct. |\n|---|---|---|\n| A | 10 | 50 |\n| B | 20 | 50 |\n| I alt | 5 | 99 |",
        "| Klynge | Antal |\n|---|---|\n| Nord | 10 |\n| Syd | 20 |\n| I alt | 31 |",
        # an empty cell is nothing; one that is no amount is not added up
        "| Post | Kr. |\n|---|---|\n| A | 10 |\n| B | – |\n| C | |\n| D | 5 |\n| I alt | 15 |",
        "| Post | Kr. |\n|---|---|\n| A | 10 |\n| B | afklares |\n| I alt | 15 |",
        # one post and its total, no total, a total of nothing, a row too short
        "| Post | Kr. |\n|---|---|\n| A | 10 |\n| I alt | 15 |",
        "| Post | Kr. |\n|---|---|\n| A | 10 |\n| B | 15 |",
        "| Post | Kr. |\n|---|---|\n| I alt | 15 |\n| A | 10 |",
        "| Post | Kr. |\n|---|---|\n| A |\n| B | 10 |\n| C | 5 |\n| I alt | 15 |",
        "| Post | Kr. |\n|---|---|",
        # posts whose names only begin like a total
        "- Samlet indsats for unge: 10 kr.\n- Løn: 20 kr.\n- I alt: 30 kr.",
        # running text that adds up, or says more than its amounts
        "Der afsættes 100.000 kr. i 2026 og 100.000 kr. i 2027, i alt 200.000 kr.",
        "Løn 0,33 mio. kr. og drift 0,33 mio. kr., i alt 0,7 mio. kr.",
        "Ud af puljen gives løn 300.000 kr. og drift 200.000 kr., i alt 600.000 kr.",
        "Efter 50.000 kr. til møder gives løn 300.000 kr. og drift 200.000 kr., i alt 500.000 kr.",
        "Der er bevilget 100.000 kr. til X, der søges om 200.000 kr., og projektet koster i alt 600.000 kr.",
        "Løn 300.000 kr. og drift 200.000 kr. årligt, i alt 1.500.000 kr.",
        "Løn til 2 ansatte 300.000 kr. og drift 200.000 kr., i alt 800.000 kr.",
        "Løn ca. 300.000 kr. og drift 200.000 kr., i alt 600.000 kr.",
        "Løn 300.000-400.000 kr. og drift 200.000 kr., i alt 600.000 kr.",
        "Løn 300.000 kr., heraf pension 100.000 kr., i alt 300.000 kr.",
        "To kommuner betaler 100.000 kr. og regionen 300.000 kr., i alt 500.000 kr.",
        "Løn 300.000 kr. og tilskud -200.000 kr., i alt 600.000 kr.",
        "Løn 300.000 kr. Drift 200.000 kr. I alt 600.000 kr.",
        "Udgiften er 300.000 kr., i alt 600.000 kr.",
        f"Løn 300.000 kr. og drift 200.000 kr., i alt {'9' * 6000} kr.",
        # rows of other kinds: multiplied, compared, not in kroner, with words, without a total, with one that nothing confirms
        "| Post | Antal | Kr. | I alt |\n|-|-|-|-|\n| A | 2 | 100 | 200 |\n| B | 1 | 50 | 51 |",
        "| Løn | Andel | Resten | I alt |\n|-|-|-|-|\n| A | 2 | 100 | 200 |\n| B | 1 | 50 | 51 |",
        "| Klynge | 2026 | 2027 | I alt |\n|-|-|-|-|\n| Nord | 1 | 2 | 3 |\n| Syd | 1 | 2 | 4 |",
        "| Løn | 2026 | 2027 | I alt |\n|-|-|-|-|\n| A | 1 | 2 | 3 |\n| B | 1 | afklares | 4 |",
        "| Løn | 2026 | 2027 | Note |\n|-|-|-|-|\n| A | 1 | 2 | 3 |\n| B | 1 | 2 | 4 |",
        "| Løn | Nord | Syd | I alt |\n|-|-|-|-|\n| A | 1 | 2 | 4 |\n| B | 1 | 2 | 4 |",
        "| Løn | 2026 | 2027 | I alt |\n|-|-|-|-|\n| A | 1 | 2 | 3 |\n| B | 1 |",
        "Bemærk: 10 kr.\n\nTotal: 30 kr.",
        "Frist: 1. december 2026\nI alt: 4 møder",
    ],
)
def test_calculations_of_other_kinds_are_left_alone(text: str) -> None:
    """Subtotals, parts, differences, shares, counts, and words."""
    assert problems(judge_sums, case_presentation=text) == []


@pytest.mark.parametrize(
    "text",
    [
        "Løn: 10 kr.\nLokaler: 20 kr.\nI alt: 31 kr.",
        "1. Løn – 10 kr.\n2. Lokaler – 20 kr.\n3. Total – 31 kr.",
        "* Løn: 10 kr.\n\n* Lokaler: 20 kr.\n\n* Samlet udgift: 31 kr.",
        "| Post | Kr. |\n|---|---|\n| A | 10 |\n| B | 20 |\n| Sum | 31 |",
        "| Post | Kr. |\n|---|---|\n| Drift i alt | 30 |\n| Anlæg i alt | 10 |\n| I alt | 50 |",
        "| Post | Udgift |\n|---|---|\n| A | (10) |\n| B | 41 |\n| Samlet bevilling 2026 | 30 |",
    ],
)
def test_totals_are_known_by_their_words_in_lines_lists_and_tables(text: str) -> None:
    """I alt, total, sum, samlet."""
    assert len(problems(judge_sums, case_presentation=text)) == 1


@pytest.mark.parametrize(
    "text",
    [
        "Løn 300.000 kr. og drift 200.000 kr., i alt 600.000 kr.",
        "Løn er 300.000 kr., drift er 200.000 kr. – i alt 600.000 kr.",
        "Løn 300.000 kr. og drift 200.000 kr. I alt 600.000 kr.",
        "- Udgiften er løn 300.000 kr.\n  og drift 200.000 kr., i alt 600.000 kr.\n- Resten betales af kommunerne.",
        "Der afsættes 250.000 kr. i 2026 og 250.000 kr. i 2027, tilsammen 600.000 kr.",
    ],
)
def test_a_sentence_that_does_not_add_up_is_shown(text: str) -> None:
    """Where nothing but its amounts and years is a figure."""
    assert problems(judge_sums, finances=text) == [
        f"økonomi: Ved ”i alt” står der 600.000 kr., men posterne giver 500.000{NBSP}kr."
    ]


BY_YEAR = """| Post | 2026 | 2027 | I alt | Note |
|---|---|---|---|---|
| Løn | 100 | 200 | {} | |
| Drift | 50 | 50 | {} | fast |
| **Sum** | 150 | 250 | {} | |
"""


@pytest.mark.parametrize(
    ("totals", "said"),
    [
        ((300, 110, 410), ["Ved ”Drift” i kolonnen ”I alt” står der 110, men posterne giver 100."]),
        ((300, 100, 410), ["Ved ”Sum” i kolonnen ”I alt” står der 410, men posterne giver 400."]),
        (
            (310, 110, 420),
            [
                "Ved ”Løn” i kolonnen ”I alt” står der 310, men posterne giver 300.",
                "Ved ”Drift” i kolonnen ”I alt” står der 110, men posterne giver 100.",
            ],
        ),
        ((300, 100, 400), []),
    ],
)
def test_a_row_that_does_not_add_up_is_shown_with_its_column(totals: tuple[int, ...], said: list[str]) -> None:
    """The row, rather than the sums that follow from it."""
    assert problems(judge_sums, finances=BY_YEAR.format(*totals)) == [f"økonomi: {one}" for one in said]


def test_a_row_is_held_against_rows_that_add_up_where_its_columns_are_no_years() -> None:
    """Another row shows that the columns are parts of the total."""
    heads = "| Udgift | Region | Kommuner | I alt |\n|-|-|-|-|\n"
    table = heads + "| Løn | 100 kr. | 200 kr. | 300 kr. |\n| Drift | 50 kr. | 50 kr. | {} kr. |"
    assert problems(judge_sums, case_presentation=table.format(110)) == [
        f"sagsfremstilling: Ved ”Drift” i kolonnen ”I alt” står der 110 kr., men posterne giver 100{NBSP}kr."
    ]
    assert problems(judge_sums, case_presentation=table.format(100)) == []
