"""Stories about what the words of a conclusion do, and how they are said in the overview."""

import pytest

from workflow.domain.conclusions import Ruling, admits_dissent, brief, plain, ruling, shortened


@pytest.mark.parametrize(
    ("conclusion", "expected"),
    [
        ("Godkendt.", Ruling.APPROVES),
        ("Indstillingen blev **godkendt**.", Ruling.APPROVES),
        ("Godkendt, idet punkt 3 udsættes.", Ruling.APPROVES),
        ("Drøftet. Indstillingen tiltrådtes.", Ruling.APPROVES),
        ("Klyngen besluttede at afsætte midlerne.", Ruling.APPROVES),
        ("Der var ikke konsensus, men flertallet godkendte forslaget.", Ruling.APPROVES),
        ("Udsat, indtil budgettet er godkendt.", Ruling.LEAVES_OPEN),
        ("Udsat.", Ruling.LEAVES_OPEN),
        ("Drøftet; formandskabet arbejder videre.", Ruling.LEAVES_OPEN),
        ("Taget af dagsordenen.", Ruling.LEAVES_OPEN),
        ("Ikke godkendt.", Ruling.LEAVES_OPEN),
        ("Indstillingen kunne ikke blive godkendt.", Ruling.LEAVES_OPEN),
        ("Der var ikke konsensus. Punktet tages op igen.", Ruling.LEAVES_OPEN),
        ("Taget til efterretning.", Ruling.OTHER),
        ("Forslaget afvises.", Ruling.OTHER),
        ("", Ruling.OTHER),
    ],
)
def test_the_first_telling_word_of_a_sentence_decides(conclusion: str, expected: Ruling) -> None:
    """As secretariats write their conclusions."""
    assert ruling(conclusion) is expected


def test_a_conclusion_admits_that_there_was_no_consensus_in_its_own_words() -> None:
    """Then the minutes need not say it for it."""
    assert admits_dissent("Der var *ikke konsensus*. Punktet udsættes.")
    assert admits_dissent("Ingen enighed.")
    assert not admits_dissent("Udsat.")


def test_markdown_marks_are_no_words() -> None:
    """Paragraphs, list entries and broken lines."""
    text = "## Beslutning\n\nGodkendt **med**\nén ændring:  \nPunkt 3\\*\n\n- `først` Hjørring\n- så Læsø"
    assert plain(text) == "Beslutning\nGodkendt med én ændring: Punkt 3*\nførst Hjørring\nså Læsø"


@pytest.mark.parametrize(
    ("conclusion", "said"),
    [
        ("Godkendt.", "Godkendt"),
        ("Godkendt. Midlerne udbetales i marts.", "Godkendt"),
        ("Mødet flyttes til kl. 15 næste gang.", "Mødet flyttes til kl. 15 næste gang"),
        (
            "Godkendt med den ændring, at almen praksis, som ønsket, også omfattes.",
            "Godkendt med den ændring, at almen praksis, som …",
        ),
        ("\n\n- Drøftet\n- Udsat", "Drøftet"),
        ("", ""),
    ],
)
def test_the_overview_holds_the_first_eight_words_of_the_first_sentence(conclusion: str, said: str) -> None:
    """The rest stands in the decision box."""
    assert brief(conclusion) == said


def test_a_brief_of_exactly_eight_words_is_kept_whole() -> None:
    """Without its full stop."""
    assert shortened("Godkendt med en ændring af indstillingens punkt 3.") == "Godkendt med en ændring af indstillingens punkt 3"
