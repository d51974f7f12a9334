"""Stories about recommendations: however partners write them, they go on from "Det indstilles,"."""

import pytest

from workflow.domain.recommendations import bare, begins_with_at, printed, sentences


@pytest.mark.parametrize(
    "written",
    [
        "at klyngen godkender planen",
        "At klyngen godkender planen.",
        "- at klyngen godkender planen,",
        "1. at klyngen godkender planen, og",
        "a) at klyngen godkender planen samt",
        "og at klyngen godkender planen;",
        "Det indstilles, at klyngen godkender planen.",
        "Det indstilles til klyngen, at klyngen godkender planen",
        "Sekretariatet indstiller: at klyngen godkender planen",
        "Det foreslås at klyngen godkender planen",
    ],
)
def test_one_recommendation_is_the_same_however_it_is_written(written: str) -> None:
    """With list marks, a lead-in, a capital, and whatever hangs on at the end."""
    assert bare([written]) == ("at klyngen godkender planen",)


def test_a_line_that_only_leads_in_is_no_recommendation() -> None:
    """It is printed by the agenda itself."""
    assert bare(["Det indstilles,", "at a", "", "at b"]) == ("at a", "at b")


def test_one_recommendation_ends_with_a_full_stop() -> None:
    """Printed after "Det indstilles, "."""
    assert printed(["at planen godkendes"]) == ("at planen godkendes.",)


def test_several_recommendations_are_one_sentence() -> None:
    """Comma, comma and og, full stop."""
    assert printed(["at a.", "at b.", "at c"]) == ("at a,", "at b, og", "at c.")
    assert printed(["at a", "at b?"]) == ("at a, og", "at b?")
    assert printed([]) == ()


def test_the_full_stop_of_an_abbreviation_stays_and_is_not_doubled() -> None:
    """Amounts end with kr."""
    assert printed(["at der afsættes 350.000 kr.", "at midlerne deles ligeligt, jf. bilag 1 mv."]) == (
        "at der afsættes 350.000 kr., og",
        "at midlerne deles ligeligt, jf. bilag 1 mv.",
    )


@pytest.mark.parametrize("sentence", ["Til orientering", "attestation gives", "at", "godkendelse af planen", ""])
def test_what_cannot_follow_the_lead_in_is_known(sentence: str) -> None:
    """The word at has to stand first, alone, and with something after it."""
    assert not begins_with_at(sentence)


def test_a_text_is_cut_into_recommendations_where_a_new_one_begins() -> None:
    """A line that goes on is part of the one before."""
    assert sentences("at klyngen afsætter\n  350.000 kr.\n\nog at de fordeles\n- til orientering\n") == (
        "at klyngen afsætter 350.000 kr.",
        "og at de fordeles",
        "- til orientering",
    )
    assert sentences("") == ()
