"""Stories about recommendations: that they are one kind of sentence, and about the body that is to decide."""

import pytest

from tests.domain.factories import body_file, meeting, nord, register
from tests.domain.rules.reading import draft, found
from workflow.domain.findings import warning
from workflow.domain.rules.recommending import judge_at, judge_likeness, judge_names

SOUTH = "syddanmark-soenderjylland"


def test_recommendations_of_two_kinds_limp() -> None:
    """The ones without a subject are named, beside one that has one."""
    sentences = ("at klyngen godkender A", "at tage status til efterretning", "At afsætte 300.000 kr.")
    hint = "Skriv, hvem der gør det, ligesom i de andre: ”at klyngen …”."
    assert found(judge_likeness, recommendations=sentences) == [
        warning(
            "indstilling[2]",
            "Indstillingerne er ikke bygget ens: her ”at tage status til efterretning”, andre steder ”at klyngen godkender A”.",
            hint,
        ),
        warning(
            "indstilling[3]",
            "Indstillingerne er ikke bygget ens: her ”at afsætte 300.000 kr.”, andre steder ”at klyngen godkender A”.",
            hint,
        ),
    ]


@pytest.mark.parametrize(
    "sentences",
    [
        ("at klyngen godkender planen", "at der afsættes 300.000 kr.", "at udgiften deles ligeligt mellem parterne"),
        ("at godkende planen", "at afsætte 300.000 kr."),
        ("at godkende planen",),
        ("at orienteringen tages til efterretning", "at status drøftes"),
        ("at støtte til pårørende gives fra marts", "at klyngen godkender planen"),
        ("at alle parter deltager", "at unge får én indgang", "at kommunerne godkender planen"),
        ("at arbejde på tværs prioriteres", "at følgegruppen fortsætter"),
        ("at de godkendte planer bruges", "at tage-hjem-ordningen fortsætter", "at brugerne høres"),
        ("Godkendelse af planen", "at klyngen tager orienteringen til efterretning"),
    ],
)
def test_recommendations_of_one_kind_are_right(sentences: tuple[str, ...]) -> None:
    """Active and passive go well together; one without "at" is another matter."""
    assert found(judge_likeness, recommendations=sentences) == []


@pytest.mark.parametrize(
    "sentences",
    [
        ("Det indstilles, at", "dagsordenen godkendes", "status drøftes"),
        ("Sundhedsdirektøren indstiller, at:", "1. planen godkendes"),
        ("At", "planen godkendes", "at status drøftes"),
    ],
)
def test_a_lead_in_that_ends_with_at_lends_it_to_every_sentence(sentences: tuple[str, ...]) -> None:
    """As most agendas are written."""
    assert found(judge_at, recommendations=sentences) == []


def test_a_recommendation_that_lets_one_of_several_bodies_decide_fits_one_agenda_only() -> None:
    """The proposal was written for one and sent to two."""
    bodies = ("nordjylland-nord", SOUTH)
    sentence = "at Klynge Nord godkender planen"
    assert found(judge_names, bodies=bodies, recommendations=("at planen drøftes", sentence)) == [
        warning(
            "indstilling[2]",
            "Indstillingen lader Klynge Nord beslutte, men forslaget er også til Sundhedsklynge Sønderjylland.",
            "Skriv ”at organet …”; så passer sætningen på alle dagsordener.",
        )
    ]


def test_a_recommendation_that_lets_another_body_decide_is_copied_from_elsewhere() -> None:
    """By any of its names."""
    assert found(judge_names, recommendations=("at Klynge Sønderjylland afsætter 300.000 kr.",)) == [
        warning(
            "indstilling[1]",
            "Indstillingen lader Sundhedsklynge Sønderjylland beslutte, men forslaget er til Klynge Nord.",
            "Skriv ”at klyngen …”, eller ret organet.",
        )
    ]


@pytest.mark.parametrize(
    "sentence",
    [
        "at Klynge Nord godkender planen",
        "at klyngen godkender planen",
        "at erfaringerne fra Sundhedsklynge Sønderjylland udbredes",
        "at Sundhedsklynge Sønderjylland inviteres til næste møde",
        "at Sundhedssamarbejdsudvalget drøfter sagen",
        "at klyngen anbefaler, at Sundhedsklynge Sønderjylland godkender planen",
    ],
)
def test_other_bodies_may_be_mentioned(sentence: str) -> None:
    """The body's own name, what happens elsewhere, and committees, to which clusters recommend."""
    assert found(judge_names, recommendations=(sentence,)) == []


def test_a_name_that_two_clusters_share_means_the_one_that_the_proposal_is_for() -> None:
    """Klynge Nord exists in two regions."""
    other = body_file(nord(id="hovedstaden-nord"), meeting())
    case = draft(known=register(other), recommendations=("at Klynge Nord godkender planen",))
    assert list(judge_names(case)) == []


def test_clusters_of_one_name_for_all_may_be_called_by_it() -> None:
    """Both are called klyngen, so that is what the remedy says."""
    twin = body_file(nord(id="nordjylland-syd", name="Klynge Syd", variants=()), meeting())
    case = draft(
        known=register(twin), bodies=("nordjylland-nord", "nordjylland-syd"), recommendations=("at Klynge Syd tager status op",)
    )
    (said,) = judge_names(case)
    assert said.hint == "Skriv ”at klyngen …”; så passer sætningen på alle dagsordener."
