"""Stories about who sits where: the register's seats against its members (rules 4–10)."""

from datetime import date
from typing import Any

import pytest

from tests.domain.factories import (
    MEETING_DAY,
    NO_SOURCE,
    mayor,
    nord,
    nord_members,
    nord_seats,
    soenderjylland,
    soenderjylland_members,
    soenderjylland_seats,
)  # fmt: skip
from workflow.domain.bodies import Body, Member, Seat, SeatRole
from workflow.domain.findings import Severity, error, warning
from workflow.domain.rules.seats import judge_seats, means_title, rule_of

CHAIR, SECOND, THIRD, FOURTH = soenderjylland_members()[:4]
REST = soenderjylland_members()[4:]


def judged(body: Body) -> list[tuple[str, str, int | None]]:
    """Severity and field of each finding, and the rule it comes from."""
    return [(one.severity.value, one.field, one.rule) for one in judge_seats(body, MEETING_DAY)]


@pytest.mark.parametrize("body", [nord(), soenderjylland()])
def test_a_body_whose_seats_are_filled_has_no_findings(body: Body) -> None:
    """Both regions as the charters say."""
    assert judged(body) == []


def test_three_regional_members_where_the_charter_says_four_is_an_error() -> None:
    """Rule 4: the number is agreed between the region and the municipalities."""
    (found,) = judge_seats(soenderjylland(members=(CHAIR, SECOND, THIRD, *REST)), MEETING_DAY)
    assert found == error(
        "pladser[1].antal",
        "På pladsen ”regionsrådsmedlemmer” skal der være fire, men der er tre.",
        "Ret listen medlemmer: Regionsrådsformand; Regionsrådsmedlem 2; Regionsrådsmedlem 3.",
        4,
    )


def test_an_assumed_number_is_only_a_warning() -> None:
    """The same three, where no source states the four."""
    seats = (soenderjylland_seats()[0].model_copy(update={"assumed": NO_SOURCE}), *soenderjylland_seats()[1:])
    body = soenderjylland(seats=seats, members=(CHAIR, SECOND, THIRD, *REST))
    assert judged(body) == [("advarsel", "pladser[1].antal", 4)]


def test_an_uncertain_number_is_only_a_warning_and_says_why() -> None:
    """The same three, where the source is doubtful."""
    seats = (soenderjylland_seats()[0].model_copy(update={"certainty": "usikker"}), *soenderjylland_seats()[1:])
    (found,) = judge_seats(soenderjylland(seats=seats, members=(CHAIR, SECOND, THIRD, *REST)), MEETING_DAY)
    assert found.severity is Severity.WARNING
    assert found.problem.endswith("men der er tre. Oplysningen er usikker.")


def test_four_without_the_chair_is_an_error() -> None:
    """Rule 4: the chair of the regional council is one of them."""
    other = Member(seat="regionsrådsmedlemmer", title="Regionsrådsmedlem 5")
    (found,) = judge_seats(soenderjylland(members=(other, SECOND, THIRD, FOURTH, *REST)), MEETING_DAY)
    assert found == error(
        "pladser[1].herunder",
        "På pladsen ”regionsrådsmedlemmer” mangler Regionsrådsformand.",
        "Tilføj titlen i listen medlemmer.",
        4,
    )


def test_nordjylland_is_content_with_two_but_not_with_one() -> None:
    """Rule 5: at least two."""
    members = nord_members()
    assert judged(nord(members=(*members[:2], *members[4:]))) == []
    assert judged(nord(members=(members[0], *members[4:]))) == [("fejl", "pladser[1].mindst", 5)]


def test_a_municipality_without_a_mayor_is_an_error() -> None:
    """Rule 6: one for each municipality; a mayor from nowhere counts for none."""
    members = [one for one in nord_members() if one.title != "Borgmester, Læsø Kommune"]
    (found,) = judge_seats(nord(members=tuple(members)), MEETING_DAY)
    assert (found.severity, found.problem) == (
        Severity.ERROR,
        "For Læsø Kommune på pladsen ”borgmestre” skal der være én, men der er nul.",
    )
    nowhere = nord(members=(*members, mayor("", "Læsø")))
    assert ("fejl", "medlemmer[12].kommune", 6) in judged(nowhere)


def test_somebody_who_is_neither_mayor_nor_alderman_is_a_warning() -> None:
    """Rule 6: the title tells."""
    members = tuple(one.model_copy(update={"title": one.title.replace("Borgmester, L", "Viceborg, L")}) for one in nord_members())
    (found,) = judge_seats(nord(members=members), MEETING_DAY)
    assert found == warning(
        "medlemmer[8].titel",
        "”Viceborg, Læsø Kommune” er hverken borgmester eller rådmand.",
        "Ret titlen, hvis den er forkert.",
        6,
    )


@pytest.mark.parametrize(
    ("local", "said"),
    [
        ((True, None), []),
        ((None, None), [("advarsel", "pladser[3].lokale", 7)]),
        ((False, None), [("advarsel", "pladser[3].lokale", 7)]),
        ((False, False), [("fejl", "pladser[3].lokale", 7)]),
    ],
)
def test_one_of_the_doctors_comes_from_the_area(local: tuple[bool | None, ...], said: list[Any]) -> None:
    """Rule 7: none is an error, not stated is a warning."""
    doctors = tuple(one.model_copy(update={"local": flag}) for one, flag in zip(REST[-2:], local, strict=True))
    assert judged(soenderjylland(members=(CHAIR, SECOND, THIRD, FOURTH, *REST[:-2], *doctors))) == said


def test_a_doctor_appointed_by_another_organisation_is_a_warning() -> None:
    """Rule 8: PLO-Nordjylland appoints; where nothing is said, nothing is wrong."""
    members = list(nord_members())
    members[8] = members[8].model_copy(update={"appointed_by": "Lægeforeningen"})
    members[9] = members[9].model_copy(update={"appointed_by": ""})
    (found,) = judge_seats(nord(members=tuple(members)), MEETING_DAY)
    assert found.problem == "”Praktiserende læge 1” er udpeget af Lægeforeningen, men pladsen udpeges af PLO-Nordjylland."
    assert (found.severity, found.rule) == (Severity.WARNING, 8)


def test_observers_that_nobody_named_are_a_warning() -> None:
    """Rule 9: the chairs of the health committees should be invited."""
    members = tuple(one for one in nord_members() if one.seat != "udvalgsformænd")
    assert judged(nord(members=members)) == [("advarsel", "pladser[4]", 9)]


def test_a_seat_that_does_not_exist_yet_is_not_asked_for() -> None:
    """From 2027 there is one more."""
    coming = Seat(id="ny", sector="region", singular="ny", plural="nye", exactly=3, valid_from=date(2027, 1, 1))
    assert judged(nord(seats=(*nord_seats(), coming))) == []


def test_each_kind_of_seat_has_its_rule() -> None:
    """The number that the findings give."""
    plain = Seat(id="a", sector="region", singular="a", plural="a")
    kinds = (
        {"exactly": 4}, {"at_least": 2}, {"per": "kommune"}, {"local": 1}, {"appointed_by": "PLO"},
        {"role": SeatRole.OBSERVER}, {"role": SeatRole.ADMINISTRATION},
    )  # fmt: skip
    assert [rule_of(plain.model_copy(update=kind)) for kind in kinds] == [4, 5, 6, 7, 8, 9, 10]


@pytest.mark.parametrize(
    ("said", "title", "meant"),
    [
        ("regionsrådsformanden", "Regionsrådsformand, Region Nordjylland", True),
        ("borgmesteren i Thisted Kommune", "Borgmester, Thisted Kommune", True),
        ("Borgmester, Thisted Kommune", "Borgmester, Thisted Kommune", True),
        ("formanden for sundhedsrådet", "Formand for sundhedsrådet, Region Nordjylland", True),
        ("borgmesteren i Thisted Kommune", "Borgmester, Morsø Kommune", False),
        ("regionsrådsformanden", "Regionsrådsmedlem, Region Nordjylland", False),
        ("Praktiserende læge 2", "Praktiserende læge 1, PLO-Nordjylland", False),
        ("for", "Formand", False),
    ],
)
def test_a_title_is_known_in_running_text(said: str, title: str, meant: bool) -> None:
    """Charters and chairs are written in the definite form."""
    assert means_title(said, title) is meant
