"""Stories about meeting files: a body that is no more, the wrong host, seats that are empty on the day."""

from datetime import date, time
from typing import Any

import pytest

from tests.domain.factories import (
    LAST_DAY,
    MEETING_DAY,
    body_file,
    mayor,
    meeting,
    nord,
    nord_members,
    register,
    soenderjylland,
    soenderjylland_members,
    vendsyssel,
)
from workflow import danish
from workflow.domain.bodies import Body, CoChairs, HostRule, MeetingRule, Member
from workflow.domain.findings import Finding, Severity, error, warning
from workflow.domain.meetings import Meeting
from workflow.domain.rules.meetings import judge_meeting, meeting_file

CHAIRS = CoChairs(members=("Regionsrådsformand", "Borgmester, Frederikshavn Kommune"))
AT_NORD = "Frederikshavn Kommune"


def judged(one: Meeting, body: Body | None = None, *others: Meeting) -> tuple[Finding, ...]:
    """What is wrong with a meeting of Klynge Nord, or of another body."""
    entry = body_file(body or nord(), one, *others)
    return judge_meeting(entry, one, register(entry))


def written(day: date) -> str:
    """A date as findings print it."""
    return danish.long_date(day)


def test_a_meeting_as_it_should_be_has_no_findings() -> None:
    """Hosted by one of the chairs' parties, led by a chair."""
    assert judged(meeting(host=AT_NORD, leading=("Regionsrådsformanden",))) == ()
    assert judged(meeting(host="Region Nordjylland")) == ()


def test_a_cluster_meeting_after_new_year_2027_names_the_successor() -> None:
    """Rule 30: the clusters end with 2026."""
    day = date(2027, 1, 12)
    assert judged(meeting(day, host=AT_NORD)) == (
        error(
            "dato",
            f"Klynge Nord findes ikke den {written(day)}: organet ophører den {written(LAST_DAY)} "
            "og afløses af Sundhedsråd Vendsyssel.",
            "Flyt mødet til Sundhedsråd Vendsyssel, eller ret datoen.",
            30,
        ),
    )


def test_a_meeting_after_the_end_of_a_body_without_successor_is_an_error_too() -> None:
    """Nobody to move it to."""
    (found,) = judged(meeting(date(2027, 1, 12)), soenderjylland())
    assert found.problem.endswith(f"organet ophører den {written(LAST_DAY)}.")
    assert found.hint == "Ret datoen."


@pytest.mark.parametrize(
    ("changes", "hint"),
    [({}, "Flyt mødet til Klynge Nord, eller ret datoen."), ({"predecessor": ()}, "Ret datoen.")],
)
def test_a_council_that_does_not_exist_yet_names_its_predecessor(changes: dict[str, Any], hint: str) -> None:
    """The council begins with 2027; in December the cluster still meets."""
    day = date(2026, 12, 15)
    (found,) = judged(meeting(day), vendsyssel(**changes))
    begins = written(date(2027, 1, 1))
    assert found == error(
        "dato", f"Sundhedsråd Vendsyssel findes ikke den {written(day)}: organet begynder først den {begins}.", hint, 30
    )


def test_a_meeting_cannot_end_before_it_begins() -> None:
    """Start and end were swapped."""
    (found,) = judged(meeting(host=AT_NORD, start=time(17), end=time(15)))
    assert found == error("slut", f"Mødet slutter kl.{danish.NBSP}15.00, før det begynder.", "Ret start eller slut.")


def test_a_host_that_is_no_party_is_a_warning_with_the_nearest() -> None:
    """Rule 15: misspelt, and a stranger."""
    (near,) = judged(meeting(host="Frederikshvn Kommune"))
    (far,) = judged(meeting(host="Q"))
    assert near == warning(
        "vært", "”Frederikshvn Kommune” er ikke en part i Klynge Nord.", "Mente du ”Frederikshavn Kommune”?", 15
    )
    assert far.hint == "Skriv partens navn."


def test_a_host_outside_the_chairs_is_a_warning_where_hosting_rotates() -> None:
    """Rule 15: Læsø is a party, but its mayor is not in the chair."""
    (found,) = judged(meeting(host="Læsø Kommune"), nord(co_chairs=CHAIRS))
    assert found == warning(
        "vært",
        "Læsø Kommune er vært, men er ikke med i formandskabet, hvis medlemmer skiftes til at være vært.",
        "Formandskabet er Regionsrådsformand og Borgmester, Frederikshavn Kommune.",
        15,
    )


@pytest.mark.parametrize(
    "changes",
    [
        {"meeting_rules": ()},
        {"meeting_rules": (MeetingRule(per_year=2, host=HostRule.ANY),)},
        {"co_chairs": None},
    ],
)
def test_anybody_may_host_where_no_rule_says_who(changes: dict[str, Any]) -> None:
    """No rule, another rule, or nobody to rotate among."""
    assert judged(meeting(host="Læsø Kommune"), nord(**changes)) == ()


def test_a_meeting_without_host_is_no_mistake() -> None:
    """It is not settled yet."""
    assert judged(meeting(host="")) == ()


def test_the_same_host_twice_running_is_a_warning() -> None:
    """Rule 15: the chairs take turns; the second of the two meetings is marked, by whatever name the host goes."""
    spring = meeting(date(2026, 5, 19), host="Frederikshavn")
    autumn = meeting(host=AT_NORD)
    assert judged(autumn, None, spring) == (
        warning(
            "vært",
            f"Frederikshavn Kommune var også vært på mødet den {written(spring.date)}.",
            "Skift vært, eller aftal afvigelsen i formandskabet.",
            15,
        ),
    )
    assert judged(spring, None, autumn) == ()
    assert judged(autumn, None, spring.model_copy(update={"host": "Region Nordjylland"})) == ()


def test_somebody_who_leads_without_being_a_chair_is_a_warning() -> None:
    """The title is near a chair's, or like nobody's."""
    near = judged(meeting(host=AT_NORD, leading=("Borgmester, Læsø Kommune",)), nord(co_chairs=CHAIRS))
    far = judged(meeting(host=AT_NORD, leading=("Q",)), nord(co_chairs=CHAIRS))
    assert [(one.field, one.problem) for one in (*near, *far)] == [
        ("mødeledere[1]", "”Borgmester, Læsø Kommune” leder mødet, men er ikke med i formandskabet."),
        ("mødeledere[1]", "”Q” leder mødet, men er ikke med i formandskabet."),
    ]
    assert far[0].hint == "Formandskabet er Regionsrådsformand og Borgmester, Frederikshavn Kommune."
    assert judged(meeting(leading=("Q",)), nord(co_chairs=None)) == ()


def test_a_wrong_number_is_only_a_warning_for_a_meeting() -> None:
    """Rule 4: the charter is wrong, but the meeting can be held; a warning of the register's is not repeated."""
    one = meeting(date(2026, 12, 3), host="")
    members = soenderjylland_members()
    (found,) = judged(one, soenderjylland(members=(members[0], *members[2:])))
    assert (found.severity, found.field, found.rule) == (Severity.WARNING, "dato", 4)
    assert found.problem == f"Den {written(one.date)}: På pladsen ”regionsrådsmedlemmer” skal der være fire, men der er tre."
    doctors = [member.model_copy(update={"appointed_by": "Andre"}) for member in members[-2:]]
    assert judged(one, soenderjylland(members=(*members[:-2], *doctors))) == ()


def test_a_member_whose_term_has_ended_is_an_error_unless_replaced() -> None:
    """Rule 20: the term does not cover the meeting's day."""
    rest = tuple(one for one in nord_members() if one.seat != "regionsrådsmedlemmer")
    chair = Member(seat="regionsrådsmedlemmer", title="Regionsrådsformand")
    gone = Member(seat="regionsrådsmedlemmer", title="Regionsrådsmedlem 2", valid_to=date(2026, 6, 30))
    alone = judged(meeting(host=AT_NORD), nord(members=(chair.model_copy(update={"valid_to": date(2026, 6, 30)}), *rest)))
    assert (alone[0].severity, alone[0].problem, alone[0].rule) == (
        Severity.ERROR,
        f"”Regionsrådsformand” er ikke længere medlem den {written(MEETING_DAY)}, og pladsen er tom.",
        20,
    )
    others = (chair, gone, Member(seat="regionsrådsmedlemmer", title="Regionsrådsmedlem 3"))
    assert judged(meeting(host=AT_NORD), nord(members=(*others, *rest))) == ()


def test_an_observer_whose_term_has_ended_does_not_stop_the_meeting() -> None:
    """Observers do not count; a member on a seat that does not exist is the register's own mistake."""
    gone = Member(seat="administration", title="Sundhedschef, Læsø Kommune", valid_to=date(2026, 6, 30))
    lost = Member(seat="xyz", title="Gæst", valid_to=date(2026, 6, 30))
    assert judged(meeting(host=AT_NORD), nord(members=(*nord_members(), gone, lost))) == ()


def test_a_mayor_who_has_left_is_replaced_only_from_the_same_municipality() -> None:
    """Rule 20: Hjørring's mayor does not sit for Læsø."""
    rest = tuple(one for one in nord_members() if one.title != "Borgmester, Læsø Kommune")
    gone = mayor("825", "Læsø", valid_to=date(2026, 6, 30))
    found = judged(meeting(host=AT_NORD), nord(members=(*rest, gone)))
    assert (found[0].severity, found[0].rule) == (Severity.ERROR, 20)
    new = mayor("825", "Læsø", valid_from=date(2026, 7, 1))
    assert judged(meeting(host=AT_NORD), nord(members=(*rest, gone, new))) == ()


def test_a_meeting_has_its_file() -> None:
    """Beside the body's own."""
    assert meeting_file(body_file(nord()), meeting()) == "register/nordjylland/nordjylland-nord/moeder/2026-11-24.yaml"
