"""Stories about who was there, and whether it was enough for a decision."""

from datetime import date
from typing import Any

import pytest

from tests.domain.factories import MEETING_DAY, SECTORS, nord, soenderjylland, vendsyssel
from workflow.domain.bodies import Body, Member, QuorumRule, QuorumScope, Seat
from workflow.domain.minutes import Attendance, Conclusion, MinutesRecord, SeatRecord
from workflow.domain.quorum import Count, RollCall, filled, roll_call, spans
from workflow.domain.shares import least, requirement, share_in_words

NUMBERS = ("1", "2", "3", "4", "5", "6", "7")


def seat(member: str, status: Attendance = Attendance.PRESENT, **changes: Any) -> SeatRecord:
    """One line of the attendance."""
    return SeatRecord(member=member, status=status, **changes)


def conclusion(number: str = "1", **changes: Any) -> Conclusion:
    """What was said of one item."""
    return Conclusion(
        **{"number": number, "key": f"forslag:{number}", "title": f"Sag {number}", "conclusion": "Godkendt."} | changes
    )


def call_of(body: Body, *away: str, day: date = MEETING_DAY, seats: tuple[SeatRecord, ...] = ()) -> RollCall:
    """A meeting where every voting member came but those named; ``seats`` replace whole lines."""
    special = {one.member: one for one in seats}
    lines = tuple(
        special.get(member.title, seat(member.title, Attendance.APOLOGIES if member.title in away else Attendance.PRESENT))
        for sector in body.sectors
        for member in body.voting(sector.id, day)
    )
    record = MinutesRecord(body=body.id, meeting=day, attendance=lines, conclusions=(conclusion(),))
    return roll_call(record, body, NUMBERS)


def counted(counts: tuple[Count, ...]) -> list[tuple[str, int, int, int]]:
    """Name, present, members and required of each count."""
    return [(count.name, count.present, count.members, count.required) for count in counts]


def test_half_of_each_sector_is_enough() -> None:
    """Two of four from region and municipalities, and one of two doctors."""
    call = call_of(
        soenderjylland(),
        "Regionsrådsmedlem 3",
        "Regionsrådsmedlem 4",
        "Borgmester, Tønder Kommune",
        "Borgmester, Haderslev Kommune",
        "Praktiserende læge 2",
    )
    assert counted(call.sectors()) == [("region", 2, 4, 2), ("kommuner", 2, 4, 2), ("almen praksis", 1, 2, 1)]
    assert call.lacking() == ()


def test_one_sector_that_is_too_small_is_named_with_its_numbers() -> None:
    """Both doctors stay away."""
    (lacking,) = call_of(soenderjylland(), "Praktiserende læge 1", "Praktiserende læge 2").lacking()
    assert lacking == Count("almen-praksis", "almen praksis", 0, 2, 1)
    assert lacking.sentence() == "almen praksis deltog med 0 af 2 (krav: mindst 1)"


@pytest.mark.parametrize(
    ("share", "more_than", "members", "required"),
    [
        ("1/2", False, 3, 2),
        ("1/2", False, 4, 2),
        ("1/2", False, 2, 1),
        ("1/2", False, 1, 1),
        ("1/2", True, 4, 3),
        ("2/3", False, 4, 3),
    ],
)
def test_half_of_three_is_two(share: str, more_than: bool, members: int, required: int) -> None:
    """Odd numbers are rounded up; more than half of four is three."""
    assert QuorumRule(share=share, more_than=more_than).required(members) == required


def test_a_substitute_counts_once_and_the_member_replaced_does_not() -> None:
    """One mayor sends a municipal director with mandate; another's substitute had none."""
    sent = seat("Borgmester, Tønder Kommune", Attendance.APOLOGIES, substitute="Viceborgmester, Tønder Kommune", mandate=True)
    listens = seat(
        "Borgmester, Aabenraa Kommune", Attendance.ABSENT, substitute="Viceborgmester, Aabenraa Kommune", mandate=False
    )
    call = call_of(soenderjylland(), seats=(sent, listens))
    assert counted(call.sectors())[1] == ("kommuner", 3, 4, 2)
    assert (filled(sent), filled(listens)) == (True, False)


def test_observers_administration_strangers_and_repetitions_never_count() -> None:
    """They stand in the attendance by mistake."""
    body = nord()
    names = ("Regionsrådsformand", "Regionsrådsformand", "Formand for Hjørring Kommunes sundhedsudvalg", "Ukendt gæst")
    record = MinutesRecord(
        body=body.id, meeting=MEETING_DAY, attendance=tuple(seat(name) for name in names), conclusions=(conclusion(),)
    )
    call = roll_call(record, body, NUMBERS)
    assert counted(call.sectors()) == [("region", 1, 4, 2), ("kommuner", 0, 4, 2), ("almen praksis", 0, 2, 1)]


def test_members_with_one_title_are_counted_one_by_one() -> None:
    """Three members of the regional council bear the same role title."""
    members = (
        Member(seat="regionsrådsmedlemmer", title="Regionsrådsformand"),
        *(Member(seat="regionsrådsmedlemmer", title="Regionsrådsmedlem") for _ in range(3)),
    )
    body = soenderjylland(members=members)
    assert counted(call_of(body).sectors())[0] == ("region", 4, 4, 2)


def test_who_leaves_before_an_item_does_not_count_from_there_on() -> None:
    """Both doctors leave after item 4 and the chair comes to item 2 (peers.md S10)."""
    call = call_of(
        soenderjylland(),
        "Regionsrådsmedlem 2",
        "Regionsrådsmedlem 3",
        seats=(
            seat("Praktiserende læge 1", to_item="4"),
            seat("Praktiserende læge 2", to_item="4"),
            seat("Regionsrådsformand", from_item="2"),
        ),
    )
    lacking = {number: [count.sector for count in call.lacking(conclusion(number))] for number in NUMBERS}
    assert lacking == {
        "1": ["region"],
        "2": [],
        "3": [],
        "4": [],
        "5": ["almen-praksis"],
        "6": ["almen-praksis"],
        "7": ["almen-praksis"],
    }
    assert call.lacking() == ()


def test_an_item_number_that_the_agenda_lacks_limits_nobody() -> None:
    """The rules report it; the count stays as it was."""
    call = call_of(soenderjylland(), seats=(seat("Praktiserende læge 1", from_item="9", to_item="12"),))
    assert call.lacking(conclusion("3")) == ()
    assert call.lacking(conclusion("9")) == ()


def test_who_takes_no_part_in_one_item_is_not_counted_at_it() -> None:
    """One doctor is away, and the other has an interest in item 3; a substitute may be excused too."""
    sent = seat("Regionsrådsformand", Attendance.APOLOGIES, substitute="1. næstformand", mandate=True)
    call = call_of(soenderjylland(), "Praktiserende læge 2", "Regionsrådsmedlem 4", seats=(sent,))
    excused = conclusion("3", not_taking_part=("praktiserende læge 1", "1. næstformand"))
    assert counted(call.sectors(excused)) == [("region", 2, 4, 2), ("kommuner", 4, 4, 2), ("almen praksis", 0, 2, 1)]
    assert call.lacking(conclusion("4")) == ()


def test_a_health_council_counts_all_its_members_together() -> None:
    """More than half of nine must be there; each sector is still counted for the table."""
    titles = ("regionale", *["regionale"] * 4, *["kommunale"] * 4)
    body = vendsyssel(members=tuple(Member(seat=name, title=f"Medlem {place}") for place, name in enumerate(titles, 1)))
    day = date(2027, 1, 19)
    enough = call_of(body, "Medlem 1", "Medlem 2", "Medlem 3", "Medlem 4", day=day)
    too_few = call_of(body, "Medlem 1", "Medlem 2", "Medlem 3", "Medlem 4", "Medlem 5", day=day)
    assert enough.lacking() == ()
    assert counted(too_few.lacking()) == [("medlemmerne", 4, 9, 5)]
    assert counted(too_few.sectors()) == [("region", 0, 5, 0), ("kommuner", 4, 4, 0)]


def test_without_a_quorum_rule_nothing_is_required() -> None:
    """Neither of the sectors nor of all."""
    call = call_of(nord(quorum_rules=()))
    assert call.required() == ()
    assert [count.required for count in call.sectors()] == [0, 0, 0]


def test_a_member_whose_seat_the_body_no_longer_has_is_in_no_sector() -> None:
    """The register was changed between the meeting and the record."""
    body = nord(seats=(Seat(id="læger", sector="almen-praksis", singular="læge", plural="læger", exactly=2),))
    lines = (seat("Regionsrådsformand"), seat("Praktiserende læge 1"))
    record = MinutesRecord(body=body.id, meeting=MEETING_DAY, attendance=lines, conclusions=(conclusion(),))
    full = roll_call(record, nord(), NUMBERS)
    assert counted(roll_call(record, body, NUMBERS).sectors())[2] == ("almen praksis", 1, 2, 1)
    assert counted(RollCall(body, record, NUMBERS, full.seats).sectors())[0] == ("region", 0, 0, 0)


def test_a_sector_is_named_in_its_definite_form_where_the_register_gives_one() -> None:
    """A sentence says "kommunerne deltog", not "kommuner deltog"."""
    sectors = tuple(sector.model_copy(update={"definite": "kommunerne"}) for sector in SECTORS[1:2])
    assert call_of(nord(sectors=sectors)).sectors()[0].name == "kommunerne"


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        (QuorumRule(share="1/2"), "mindst halvdelen af medlemmerne fra hver sektor"),
        (QuorumRule(share="2/4", more_than=True, scope=QuorumScope.ALL_MEMBERS), "mere end halvdelen af medlemmerne"),
        (QuorumRule(share="1/3"), "mindst en tredjedel af medlemmerne fra hver sektor"),
        (QuorumRule(share="2/3"), "mindst to tredjedele af medlemmerne fra hver sektor"),
        (QuorumRule(share="3/4", scope=QuorumScope.ALL_MEMBERS), "mindst tre fjerdedele af medlemmerne"),
        (QuorumRule(share="2/5"), "mindst 2/5 af medlemmerne fra hver sektor"),
        (QuorumRule(share="1/1"), "alle medlemmer fra hver sektor"),
    ],
)
def test_a_quorum_rule_is_said_in_words(rule: QuorumRule, words: str) -> None:
    """As charters and minutes print it."""
    assert requirement(rule) == words


def test_a_share_of_all_has_no_bound() -> None:
    """Nobody says "mindst alle"."""
    assert (least(QuorumRule(share="1/1")), share_in_words("1/2")) == ("alle", "halvdelen")


@pytest.mark.parametrize(
    ("chosen", "said"),
    [(("5", "6", "7"), "5–7"), (("1", "3"), "1 og 3"), (("1", "2", "4", "6", "7"), "1–2, 4 og 6–7"), ((), "")],
)
def test_neighbouring_items_are_said_as_a_span(chosen: tuple[str, ...], said: str) -> None:
    """Numbers in the order of the agenda."""
    assert spans(NUMBERS, chosen) == said
