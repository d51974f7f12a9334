"""Stories about what a meeting file points at: ``rækkefølge``, ``trukket``, ``udskudt``, ``flyttet_hertil``, guests' items."""

from datetime import date
from typing import Any

from tests.domain.factories import body_file, meeting, nord, placed
from workflow.danish import NBSP
from workflow.domain.findings import Finding, error, warning
from workflow.domain.meetings import Guest, Postponed
from workflow.domain.rules.references import judge_references

LATER = date(2026, 12, 15)
USUAL = "Skriv kvitteringens nummer, punktets titel eller det faste punkts id."
ACCEPTED = (
    placed(17, title="Fælles indgang"),
    placed(18, title="Dobbelt"),
    placed(19, title="Dobbelt"),
    placed(20, title="Senere", asked_for=LATER),
)


def judge(*later: date, **changes: Any) -> tuple[Finding, ...]:
    """What is said of a meeting file with these keys, in a body with these later meetings."""
    here = meeting(**changes)
    return judge_references(here, body_file(nord(), here, *(meeting(day) for day in later)), ACCEPTED)


def test_a_meeting_file_that_points_at_real_items_is_met_with_silence() -> None:
    """By number, title, key and standing id."""
    found = judge(
        LATER,
        order=("eventuelt", "2026-0017", "forslag:18"),
        withdrawn=("fælles indgang",),
        postponed=(Postponed(item="nr. 19", to=LATER),),
        moved_here=("17",),
        guests=(Guest(title="Jurist"), Guest(title="Kvalitetschef", items=("17",))),
    )
    assert found == ()


def test_an_item_that_nothing_is_called_is_pointed_out_with_the_nearest() -> None:
    """An order or a guest is a warning; a withdrawal, move or postponement is an error."""
    found = judge(
        LATER,
        order=("17", "Felles indgang"),
        moved_here=("99",),
        withdrawn=("eventuel",),
        postponed=(Postponed(item="xyzzy"),),
        guests=(Guest(title="Jurist"), Guest(title="Kvalitetschef", items=("Fælles indgangg",))),
    )
    assert found == (
        warning("rækkefølge[2]", "Intet punkt hedder ”Felles indgang”.", "Mente du ”Fælles indgang”?"),
        error("flyttet_hertil[1]", "Intet punkt hedder ”99”.", USUAL),
        error("trukket[1]", "Intet punkt hedder ”eventuel”.", "Mente du ”eventuelt”?"),
        error("udskudt[1]", "Intet punkt hedder ”xyzzy”.", USUAL),
        warning("gæster[2].punkter", "Intet punkt hedder ”Fælles indgangg”.", "Mente du ”Fælles indgang”?"),
    )


def test_a_title_that_two_items_share_is_no_name() -> None:
    """The number is."""
    assert judge(withdrawn=("dobbelt",)) == (
        error("trukket[1]", "”dobbelt” er titlen på flere punkter: forslag:18 og forslag:19.", "Skriv nummeret i stedet."),
    )


def test_an_item_of_another_meeting_is_said_to_stand_there() -> None:
    """And how to move it here."""
    (found,) = judge(LATER, withdrawn=("Senere",))
    assert found.hint == (
        f"Nr.{NBSP}20 står på mødet den 15.{NBSP}december{NBSP}2026; skriv det under flyttet_hertil, hvis det skal med her."
    )
    (waiting,) = judge(withdrawn=("Senere",))
    assert waiting.hint == f"Nr.{NBSP}20 venter på et møde; skriv det under flyttet_hertil, hvis det skal med her."


def test_an_item_can_only_be_postponed_to_a_later_meeting() -> None:
    """One that is planned; or to whatever comes."""
    assert judge(LATER, postponed=(Postponed(item="17"), Postponed(item="18", to=date(2026, 12, 16)))) == (
        error(
            "udskudt[2].til",
            f"Klynge Nord har intet senere møde den 16.{NBSP}december{NBSP}2026.",
            f"Senere møder: 15.{NBSP}december{NBSP}2026.",
        ),
    )
    (nothing_planned,) = judge(postponed=(Postponed(item="17", to=LATER),))
    assert nothing_planned.hint == "Opret det møde først."
