"""Stories about bodies as data: who counts on which day, and which of several dated rules is in force."""

from datetime import date

import pytest

from tests.domain.factories import MEETING_DAY, mayor, nord, nord_members, nordjylland
from workflow.domain.bodies import DecisionForm, DecisionRule, Member, Municipality, QuorumRule, SeatRole, Sector
from workflow.domain.records import Dated


@pytest.mark.parametrize(
    ("share", "more_than", "members", "required"),
    [
        ("1/2", False, 4, 2),
        ("1/2", False, 3, 2),
        ("1/2", False, 2, 1),
        ("1/2", False, 1, 1),
        ("1/2", False, 0, 0),
        ("1/2", True, 4, 3),
        ("1/2", True, 9, 5),
        ("2/3", False, 4, 3),
    ],
)
def test_half_of_three_is_two(share: str, more_than: bool, members: int, required: int) -> None:
    """The rule is a share, and people cannot be halved: rounded up, and one more where it says "more than"."""
    assert QuorumRule(share=share, more_than=more_than).required(members) == required


def test_a_municipality_signs_with_its_full_name() -> None:
    """Bornholms Regionskommune needs no second "Kommune"; a place has no genitive s where a variant says so."""
    assert nordjylland().municipalities[0].full_name == "Hjørring Kommune"
    assert Municipality(code="400", name="Bornholms Regionskommune").full_name == "Bornholms Regionskommune"
    assert [one.place for one in nordjylland().municipalities] == [
        "Hjørring", "Brønderslev", "Frederikshavn", "Læsø", "Morsø", "Vesthimmerland",
    ]  # fmt: skip


def test_a_region_knows_its_municipalities_by_code() -> None:
    """Codes are keys; names are not."""
    known = nordjylland().municipality("820")
    assert known is not None
    assert known.name == "Vesthimmerlands"
    assert nordjylland().municipality("580") is None


def test_only_members_of_the_sector_count_for_quorum() -> None:
    """Observers and administration sit there too, and so does somebody on a seat that does not exist."""
    body = nord(members=(*nord_members(), Member(seat="gæster", title="Gæst")))
    assert [member.title for member in body.voting("almen-praksis", MEETING_DAY)] == [
        "Praktiserende læge 1",
        "Praktiserende læge 2",
    ]
    assert [member.title for member in body.with_role(SeatRole.OBSERVER, MEETING_DAY)] == [
        "Formand for Hjørring Kommunes sundhedsudvalg"
    ]
    assert len(body.sitting(MEETING_DAY)) == 13


def test_a_mayor_whose_time_is_up_sits_no_longer() -> None:
    """The new mayor's term begins the day after the old one's ends; both days are included."""
    old = mayor("860", "Hjørring", valid_to=date(2026, 11, 23))
    new = mayor("860", "Hjørring", title="Rådmand, Hjørring Kommune", valid_from=date(2026, 11, 24))
    body = nord(members=(old, new))
    assert body.sitting(date(2026, 11, 23)) == (old,)
    assert body.sitting(date(2026, 11, 24)) == (new,)


def test_a_rule_holds_from_the_day_it_was_adopted() -> None:
    """Consensus until the end of March, majority from April; before both, none."""
    first = DecisionRule(form=DecisionForm.CONSENSUS, valid_from=date(2026, 1, 1), valid_to=date(2026, 3, 31))
    then = DecisionRule(form=DecisionForm.MAJORITY, valid_from=date(2026, 4, 1))
    body = nord(decision_rules=(first, then))
    assert body.decision_rule(date(2025, 12, 31)) is None
    assert body.decision_rule(date(2026, 3, 31)) == first
    assert body.decision_rule(date(2026, 4, 1)) == then


def test_a_body_answers_for_every_kind_of_rule() -> None:
    """Each rule is looked up as of the day."""
    body = nord()
    assert body.quorum_rule(MEETING_DAY) == body.quorum_rules[0]
    assert body.substitute_rule(MEETING_DAY) == body.substitute_rules[0]
    assert body.meeting_rule(MEETING_DAY) == body.meeting_rules[0]
    assert body.deadlines_on(MEETING_DAY) == body.deadlines[0]
    assert body.municipalities_on(MEETING_DAY) == body.municipalities


def test_a_sector_is_spoken_of_in_a_sentence() -> None:
    """In the definite form where the register gives one."""
    assert Sector(id="kommuner", name="Kommuner", definite="kommunerne").spoken_name == "kommunerne"
    assert Sector(id="almen-praksis", name="Almen praksis").spoken_name == "almen praksis"


def test_what_has_no_dates_holds_for_ever() -> None:
    """None is open in both directions."""
    assert Dated().holds(date(1900, 1, 1))
    assert Dated(valid_from=date(2026, 1, 1)).holds(date(2199, 1, 1))
    assert not Dated(valid_to=date(2026, 1, 1)).holds(date(2026, 1, 2))


def test_what_is_uncertain_says_so() -> None:
    """Empty and confirmed are the same."""
    plain = Municipality(code="410", name="Middelfart")
    assert [plain.model_copy(update={"certainty": word}).uncertain for word in ("usikker", "bekræftet", "")] == [
        True,
        False,
        False,
    ]


def test_a_list_may_be_written_as_one_entry_or_left_empty() -> None:
    """Staff write ``varianter: Vesthimmerland``, or leave the line with nothing after the colon."""
    given = {"kode": "820", "navn": "Vesthimmerlands"}
    assert Municipality.read({**given, "varianter": "Vesthimmerland"}).variants == ("Vesthimmerland",)
    assert Municipality.read({**given, "varianter": ""}).variants == ()
