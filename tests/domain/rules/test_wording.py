"""Stories about what the words of a proposal give away: money, goals, groups, too much text."""

import pytest

from tests.domain.factories import nord, proposal
from tests.domain.rules.reading import found
from workflow.domain.findings import warning
from workflow.domain.rules.wording import (
    adopts_health_agreement,
    is_about_goals,
    judge_summary,
    names_money,
    sets_up_something,
)


@pytest.mark.parametrize(
    "text",
    [
        "350.000 kr.",
        "3 mio. kr.",
        "5 millioner kroner",
        "kr. 75",
        "1.200,50 kr",
        "500,- pr. deltager",
        "300 t. kr.",
        "1\u00a0000 kroner",
        "1,2 mio.",
        "to millioner kroner",
        "halvanden million",
        "hundrede tusind kroner",
        "2 mia.",
    ],
)
def test_money_is_seen_in_every_form(text: str) -> None:
    """Wherever it stands."""
    assert names_money(proposal(case_presentation=f"Det koster {text} om året."))
    assert names_money(proposal(recommendations=(f"at der afsættes {text}",)))


def test_millions_are_money_where_something_costs_them() -> None:
    """And nothing else is counted in them."""
    assert names_money(proposal(case_presentation="Budgettet er på 2 mio. Resten betales af staten."))
    assert not names_money(proposal(case_presentation="Det koster samfundet 3 mio. arbejdstimer om året."))
    assert not names_money(proposal(case_presentation="Antallet af opkald er 1,2 mio. om året."))


@pytest.mark.parametrize(
    "text", ["68 kronikere", "640 m²", "i 2026", "kredsen", "3 krav", "kr.", "1,2 mio. borgere", "to millioner timer"]
)
def test_what_is_no_money_is_not_taken_for_it(text: str) -> None:
    """Figures and words that look alike."""
    assert not names_money(proposal(case_presentation=f"Der er {text} i området."))


@pytest.mark.parametrize("title", ["Mål for 2027", "Fælles målsætning", "Nye delmål", "Måltal for genindlæggelser"])
def test_goals_are_seen(title: str) -> None:
    """In a title, a recommendation or the task."""
    assert is_about_goals(proposal(title=title), None)
    assert is_about_goals(proposal(recommendations=(f"at {title} godkendes",)), None)
    assert is_about_goals(proposal(), nord().tasks[1])


@pytest.mark.parametrize("title", ["Formålet med klyngen", "Tilbud til målgruppen", "Måltider på hospitalet"])
def test_what_is_no_goal_is_not_taken_for_one(title: str) -> None:
    """Purposes, target groups and meals."""
    assert not is_about_goals(proposal(title=title), None)


@pytest.mark.parametrize(
    "sentence",
    [
        "at der nedsættes en arbejdsgruppe",
        "at klyngen igangsætter et fælles udviklingsprojekt",
        "at en ny arbejdsgruppe om unge nedsættes",
    ],
)
def test_a_group_or_project_that_is_set_up_is_seen(sentence: str) -> None:
    """Actively or passively."""
    assert sets_up_something(proposal(recommendations=(sentence,)))


@pytest.mark.parametrize(
    "sentence",
    [
        "Der nedsættes en arbejdsgruppe.",
        "Det er nok til i år, men **parterne** opretter et projekt om unge.",
        "Kommunerne kan ikke løse det alene, og derfor nedsættes en arbejdsgruppe.",
        "En styregruppe med alle parter nedsættes i marts.",
        "Der nedsættes ikke kun en arbejdsgruppe.",
    ],
)
def test_a_group_is_seen_in_the_summary_and_the_case_presentation(sentence: str) -> None:
    """The recommendation may say nothing of it."""
    assert sets_up_something(proposal(summary=sentence))
    assert sets_up_something(proposal(case_presentation=f"Sagen er ny.\n\n{sentence}"))


@pytest.mark.parametrize(
    "sentence",
    [
        "Klyngen nedsætter ikke en arbejdsgruppe.",
        "Der nedsættes ingen arbejdsgruppe.",
        "Arbejdsgruppe nedsættes ikke.",
        "Opgaven løses uden at nedsætte en arbejdsgruppe.",
        "I 2024 blev der etableret et projekt.",
        "Kommunerne opretter pladser i projektet.",
        "Projektet blev oprettet. Der er ti pladser. Nu etableres fem til.",
    ],
)
def test_a_group_that_is_denied_or_already_there_is_not_set_up(sentence: str) -> None:
    """In running text."""
    assert not sets_up_something(proposal(summary=sentence, case_presentation=sentence))
    assert not sets_up_something(proposal(recommendations=("at der ikke nedsættes en arbejdsgruppe",)))


def test_a_group_that_already_exists_is_not_set_up() -> None:
    """It only reports."""
    assert not sets_up_something(proposal(recommendations=("at arbejdsgruppens rapport tages til efterretning",)))


@pytest.mark.parametrize(
    "sentence",
    [
        "at klyngen godkender sundhedsaftalen",
        "at klyngen vedtager den nye fælles sundhedsaftale",
        "at sundhedsaftalen for 2027 tiltrædes",
        "at udkastet til sundhedsaftalen godkendes og sundhedsaftalen indgås at sundhedsaftalen vedtages",
    ],
)
def test_adopting_the_health_agreement_is_seen(sentence: str) -> None:
    """In any of its words."""
    assert adopts_health_agreement(proposal(recommendations=(sentence,)))


@pytest.mark.parametrize(
    "sentence",
    [
        "at klyngen godkender en plan for sundhedsaftalen",
        "at klyngen vedtager mål inden for sundhedsaftalen",
        "at udmøntningen af sundhedsaftalen godkendes",
        "at status på sundhedsaftalen tages til efterretning",
    ],
)
def test_deciding_something_under_the_health_agreement_is_another_matter(sentence: str) -> None:
    """Clusters do that all the time."""
    assert not adopts_health_agreement(proposal(recommendations=(sentence,)))


def test_a_summary_of_six_lines_or_601_characters_is_long() -> None:
    """Five lines and 600 characters are enough."""
    hint = "Kort det ned til højst fem linjer; resten hører til i sagsfremstillingen."
    assert found(judge_summary, summary="\n\n".join("abcdef")) == [
        warning("resumé", "Resuméet er langt: 16 tegn på seks linjer.", hint)
    ]
    assert found(judge_summary, summary="a" * 601) == [warning("resumé", "Resuméet er langt: 601 tegn på en linje.", hint)]
    assert found(judge_summary, summary="\n\n".join("abcde")) == found(judge_summary, summary="a" * 600) == []
