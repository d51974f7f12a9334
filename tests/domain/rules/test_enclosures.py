"""Stories about attachments that the text names: what is listed, what is not, and what is somebody else's."""

import pytest

from tests.domain.rules.reading import found, problems
from workflow.domain.findings import warning
from workflow.domain.proposals import Attachment
from workflow.domain.rules.enclosures import judge_enclosures

TWO = (Attachment(title="Praksisdækning.pdf"), Attachment(title="Udtalelse.pdf"))


def test_a_numbered_attachment_that_is_not_listed_is_named_with_its_place() -> None:
    """Two are listed, the text refers to a third, twice."""
    text = "Tal står i bilag 1 og 3. Se også bilag 3."
    assert found(judge_enclosures, case_presentation=text, attachments=TWO) == [
        warning(
            "sagsfremstilling",
            "Teksten henviser til bilag 3, men der står kun 2 bilag under Bilag: ”Tal står i bilag 1 og 3. Se også bilag 3”.",
            "Skriv det under Bilag, og send det med, eller ret henvisningen.",
        )
    ]


def test_the_first_place_of_several_is_shown() -> None:
    """Where a person begins to read."""
    text = "Se bilag 3 om de akutte pladser i området, og se så bilag 1 om de andre pladser i de andre kommuner."
    (said,) = problems(judge_enclosures, case_presentation=text)
    assert said.endswith("bilag 1 og 3, men der står intet under Bilag: ”Se bilag 3 om de akutte pladser …”.")


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("jf. bilag 2", "2"),
        ("Se Bilag nr. 1.", "1"),
        ("(bilag 1-3)", "1, 2 og 3"),
        ("bilagene 1, 2 og 3", "1, 2 og 3"),
        ("bilag 2 til sagen og bilag 1", "1 og 2"),
        ("af bilag 1, som er et udkast", "1"),
    ],
)
def test_numbers_are_read_as_they_are_written(text: str, numbers: str) -> None:
    """With none listed all of them are missing."""
    assert problems(judge_enclosures, case_presentation=text) == [
        f"sagsfremstilling: Teksten henviser til bilag {numbers}, men der står intet under Bilag: ”{text.rstrip('.')}”."
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Udkastet er vedlagt.",
        "Se vedhæftede notat.",
        "Rapporten vedlægges.",
        "Det fremgår af bilag.",
        "Se bilag.",
        "Tallene er lagt ved som bilag.",
        "Udtalelsen er vedlagt som bilag.",
    ],
)
def test_something_enclosed_with_nothing_listed_is_asked_about(text: str) -> None:
    """Once; with anything listed, or a number that is said to be missing, nothing more is said."""
    (said,) = found(judge_enclosures, patient_involvement=text)
    assert said == warning(
        "patientinddragelse",
        f"Teksten siger, at noget er vedlagt, men der står intet under Bilag: ”{text.rstrip('.')}”.",
        "Skriv bilaget under Bilag, og send det med, eller ret sætningen.",
    )
    assert found(judge_enclosures, patient_involvement=text, attachments=TWO) == []


@pytest.mark.parametrize(
    "text",
    [
        "Sagen har ingen bilag.",
        "Der er ikke vedlagt noget.",
        "Notatet var vedlagt den tidligere sag.",
        "Bilaget eftersendes, og det vedlægges referatet senere: notatet eftersendes som bilag.",
        "Notatet vedlægges ikke.",
        "Høringssvarene blev vedhæftet i 2024.",
        "Det står i bilag 2 til bekendtgørelsen.",
        "Sundhedsaftalens bilag 4 beskriver det.",
        "Efter bilag 3 i aftalen skal parterne mødes.",
        "Se bilag A til forretningsordenen.",
        "Det står i [bilag 2](https://eksempel.example/bilag2.pdf).",
        "Bilagene er gode.",
        "Regnskabsbilag 7 er bogført.",
        "Journalen har bilag 2026-14.",
        "Et bilag til sundhedsaftalen beskriver det.",
    ],
)
def test_other_peoples_attachments_and_denials_are_left_alone(text: str) -> None:
    """A false alarm is worse than a miss."""
    assert found(judge_enclosures, case_presentation=text) == []


def test_a_number_in_an_attachments_own_name_counts() -> None:
    """The only one listed is number 3 of the series."""
    listed = (Attachment(title="Bilag 3 - Udtalelse.pdf"),)
    assert found(judge_enclosures, case_presentation="Se bilag 3.", attachments=listed) == []


def test_a_number_that_the_sender_typed_in_the_list_is_known() -> None:
    """Bilag 5 is the only one that is listed, and a date in a title is no number."""
    listed = (Attachment(title="Bilag 5: Udtalelse"), Attachment(title="3. marts.pdf"))
    assert found(judge_enclosures, case_presentation="Se bilag 5.", attachments=listed) == []
    assert len(problems(judge_enclosures, case_presentation="Se bilag 3.", attachments=listed)) == 1
