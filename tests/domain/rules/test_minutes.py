"""Stories about what is found wrong with a filled minutes record."""

from datetime import date, time
from typing import Any

import pytest

from tests.domain.factories import (
    COUNCIL_DAY,
    NO_SOURCE,
    STANDING_ITEMS,
    body_file,
    meeting,
    placed,
    register,
    soenderjylland,
    vendsyssel,
)
from workflow import danish
from workflow.domain.agendas import Agenda
from workflow.domain.bodies import DecisionForm, DecisionRule, Member, QuorumRule, Seat
from workflow.domain.composing import compose_agenda, publish
from workflow.domain.findings import Finding, Severity, error, note, warning
from workflow.domain.minutes import Attendance, Conclusion, FollowUp, MinutesRecord, SeatRecord
from workflow.domain.proposals import ItemType
from workflow.domain.register import BodyFile
from workflow.domain.rules.minutes import judge_minutes

NBSP = danish.NBSP
DAY = date(2026, 12, 3)
TODAY = date(2026, 12, 10)
TITLE = "Fælles indgang til akutte pladser"


def south(**changes: Any) -> BodyFile:
    """Sundhedsklynge Sønderjylland with its meeting on 3 December."""
    return body_file(soenderjylland(**changes), meeting(DAY))


def agenda_of(entry: BodyFile, kind: ItemType = ItemType.DECISION) -> Agenda:
    """Three items: the agenda itself, the proposal no. 17, and any other business."""
    given = placed(body=entry.body.id, type=kind, bodies=(entry.body.id,))
    return compose_agenda(entry, register(entry), entry.meetings[0], (given,), None)


def record_of(entry: BodyFile, agenda: Agenda, away: tuple[str, ...] = (), **changes: Any) -> MinutesRecord:
    """Everybody came but those named, and everything was approved by consensus; ``second`` changes the second item."""
    second = changes.pop("second", {})
    items = [
        Conclusion(number=item.number, key=item.key, title=item.title, conclusion="Godkendt.", consensus=True)
        for item in agenda.items
    ]
    items[1] = items[1].model_copy(update=second)
    attendance = tuple(
        SeatRecord(member=member.title, status=Attendance.APOLOGIES if member.title in away else Attendance.PRESENT)
        for sector in entry.body.sectors
        for member in entry.body.voting(sector.id, agenda.date)
    )
    plain: dict[str, Any] = {"body": entry.body.id, "meeting": agenda.date, "attendance": attendance, "conclusions": tuple(items)}
    return MinutesRecord(**plain | changes)


def judged(
    entry: BodyFile | None = None, kind: ItemType = ItemType.DECISION, on: date = TODAY, **changes: Any
) -> tuple[Finding, ...]:
    """What is found on the record of a meeting."""
    entry = entry or south()
    agenda = agenda_of(entry, kind)
    return judge_minutes(record_of(entry, agenda, **changes), agenda, entry, on)


DOCTORS = ("Praktiserende læge 1", "Praktiserende læge 2")


def test_a_whole_record_has_nothing_wrong_with_it() -> None:
    """Everybody came, everything was approved by consensus."""
    assert judged() == ()


# --- the meeting ----------------------------------------------------------------------------------------------------


def test_a_record_before_its_meeting_is_only_a_warning() -> None:
    """The secretariat tries the form the day before."""
    assert judged(on=date(2026, 12, 2)) == (
        warning("mødedato", f"Mødet den 3.{NBSP}december{NBSP}2026 er ikke holdt endnu.", "Se efter, om datoen er rigtig."),
    )


def test_hours_and_dates_follow_each_other() -> None:
    """It ended before it began, and was approved the day before."""
    assert judged(start=time(16), end_time=time(15), approved=date(2026, 12, 2)) == (
        error("sluttede", f"Mødet kan ikke slutte kl.{NBSP}15.00, før det er begyndt.", "Ret et af klokkeslættene."),
        error(
            "godkendt",
            f"Referatet kan ikke være godkendt den 2.{NBSP}december{NBSP}2026, før mødet er holdt.",
            "Ret datoen, eller lad feltet være tomt, så længe referatet er et udkast.",
        ),
    )
    assert judged(start=time(15), end_time=time(16), approved=DAY) == ()


@pytest.mark.parametrize(
    ("successor", "known", "hint"),
    [
        (
            ("nordjylland-sundhedsraad-vendsyssel",),
            True,
            "Sundhedsklyngen er afløst af Sundhedsråd Vendsyssel; skriv referatet dér.",
        ),
        (("nordjylland-x",), False, "Sundhedsklyngen er afløst af nordjylland-x; skriv referatet dér."),
        ((), True, "Ret mødedatoen."),
    ],
)
def test_a_dissolved_body_holds_no_meeting_and_names_its_successor(successor: tuple[str, ...], known: bool, hint: str) -> None:
    """The cluster ended on 1 December."""
    entry = south(valid_to=date(2026, 12, 1), successor=successor)
    agenda = agenda_of(entry)
    found = judge_minutes(record_of(entry, agenda), agenda, entry, TODAY, register(entry) if known else None)
    assert found == (
        error(
            "mødedato",
            f"Sundhedsklynge Sønderjylland ophørte den 1.{NBSP}december{NBSP}2026 "
            f"og kan ikke holde møde den 3.{NBSP}december{NBSP}2026.",
            hint,
            20,
        ),
    )


def test_a_body_that_does_not_exist_yet_holds_no_meeting() -> None:
    """A council's record dated a year too early."""
    found = judged(south(valid_from=COUNCIL_DAY, valid_to=None))
    assert found == (
        error("mødedato", f"Sundhedsklynge Sønderjylland fandtes ikke den 3.{NBSP}december{NBSP}2026.", "Ret mødedatoen.", 20),
    )


def test_a_wrong_attendance_sends_the_record_back() -> None:
    """Somebody who is no member; the details are the attendance's own stories."""
    entry = south()
    agenda = agenda_of(entry)
    record = record_of(entry, agenda)
    stranger = SeatRecord(member="Kommunaldirektør", status=Attendance.PRESENT)
    (finding,) = judge_minutes(record.model_copy(update={"attendance": (*record.attendance, stranger)}), agenda, entry, TODAY)
    assert (finding.severity, finding.field) == (Severity.ERROR, "fremmøde[11].medlem")


# --- the items ------------------------------------------------------------------------------------------------------


def test_every_item_is_there_once_under_its_number_and_title() -> None:
    """Item 1 twice, item 2 not at all, something unheard of."""
    entry = south()
    agenda = agenda_of(entry)
    first, second, third = record_of(entry, agenda).conclusions
    wrong = second.model_copy(update={"key": "forslag:71", "title": "Fælles indgang"})
    other = Conclusion(number="9", title="Frokost", conclusion="Godt.")
    found = judged(entry, conclusions=(first, first, wrong, third, other))
    assert found == (
        error("punkter[2]", "Punkt 1, Godkendelse af dagsorden, står to gange.", "Saml konklusionen ét sted, og slet det andet."),
        error(
            "punkter[3]",
            "Punkt 2, Fælles indgang, står ikke på dagsordenen.",
            f"Mente du punkt 2, ”{TITLE}” (nøgle: forslag:17)?",
        ),
        error(
            "punkter[5]",
            "Punkt 9, Frokost, står ikke på dagsordenen.",
            "Slet punktet, eller skriv konklusionen under det punkt, hvor sagen blev behandlet.",
        ),
        error("punkter", f"Punkt 2, {TITLE}, mangler i referatet.", "Tilføj punktet med nr: 2 og nøgle: forslag:17."),
    )


def test_a_key_that_is_nearly_right_names_the_item() -> None:
    """The title says nothing, the key almost all."""
    entry = south()
    first, second, third = record_of(entry, agenda_of(entry)).conclusions
    found = judged(entry, conclusions=(first, second.model_copy(update={"key": "forslag:71", "title": "?"}), third))
    assert found[0].hint == f"Mente du punkt 2, ”{TITLE}” (nøgle: forslag:17)?"


def test_a_conclusion_without_key_goes_by_its_title() -> None:
    """Somebody wrote the record by hand."""
    assert judged(second={"key": "", "title": "fælles  indgang til akutte pladser"}) == ()


def test_another_title_or_number_under_the_key_is_an_error() -> None:
    """Two conclusions may have been swapped."""
    assert judged(second={"title": "Fælles udgang", "number": "3"}) == (
        error(
            "punkter[2].titel",
            f"Punkt 2 hedder ”{TITLE}” på dagsordenen, men ”Fælles udgang” i referatet.",
            f"Mente du ”{TITLE}”? Hører konklusionen til et andet punkt, så flyt den.",
        ),
        error("punkter[2].nr", f"”{TITLE}” er nr.{NBSP}2 på dagsordenen, men nr.{NBSP}3 her.", "Skriv nr: 2."),
    )


def test_an_empty_conclusion_is_an_error_and_nothing_more_is_asked_of_it() -> None:
    """Also of an item for discussion."""
    expected = error(
        "punkter[2].konklusion",
        f"Konklusionen mangler ved punkt 2, {TITLE}.",
        "Skriv, hvad mødet besluttede, for eksempel: Godkendt. eller: Drøftet.",
    )
    assert judged(second={"conclusion": "", "consensus": None}) == (expected,)
    assert judged(kind=ItemType.DISCUSSION, second={"conclusion": ""}) == (expected,)


def test_a_long_brief_and_a_deadline_before_the_meeting_are_warnings() -> None:
    """Nine words; an action due in November, one without a deadline, one in time."""
    follow_up = (
        FollowUp(action="Skrive", responsible="Sekretariatet", deadline=date(2026, 11, 3)),
        FollowUp(action="Ringe", responsible="Sekretariatet"),
        FollowUp(action="Mødes", responsible="Sekretariatet", deadline=DAY),
    )
    assert judged(second={"brief": "Godkendt med mange ord som ingen af os når", "follow_up": follow_up}) == (
        warning(
            "punkter[2].kort",
            "Den korte konklusion ved punkt 2 har mere end otte ord og bliver forkortet.",
            "Skriv den med højst otte ord.",
        ),
        warning("punkter[2].opfølgning[1].frist", "Fristen for ”Skrive” ligger før mødet.", "Ret datoen."),
    )


def test_a_withdrawn_item_needs_no_conclusion() -> None:
    """It keeps its number; whether the record names it or not."""
    entry = body_file(soenderjylland(), meeting(DAY, withdrawn=("17",)))
    sent = publish(agenda_of(south()), date(2026, 11, 20))
    given = placed(body=entry.body.id)
    agenda = compose_agenda(entry, register(entry), entry.meetings[0], (given,), sent)
    named = record_of(entry, agenda, second={"conclusion": "", "consensus": None})
    unnamed = named.model_copy(update={"conclusions": (named.conclusions[0], named.conclusions[2])})
    assert judge_minutes(named, agenda, entry, TODAY) == ()
    assert judge_minutes(unnamed, agenda, entry, TODAY) == ()


# --- quorum and consensus -------------------------------------------------------------------------------------------


def test_a_decision_without_quorum_names_item_and_sector() -> None:
    """Rule 2: no doctor came, so neither the agenda nor the case could be approved."""
    clause = "almen praksis deltog med 0 af 2 (krav: mindst 1)"
    hint = "Ret fremmødet, eller skriv, at punktet er drøftet eller udsat."
    discussion = note(
        "punkter[3].konklusion",
        f"Punkt 3, Eventuelt, blev behandlet, uden at mødet var beslutningsdygtigt: {clause}.",
        "Det er i orden, fordi punktet er til drøftelse.",
        2,
    )
    assert judged(away=DOCTORS) == (
        error(
            "punkter[1].konklusion",
            f"Der er truffet beslutning om punkt 1, Godkendelse af dagsorden, uden at mødet var beslutningsdygtigt: {clause}.",
            hint,
            2,
        ),
        error(
            "punkter[2].konklusion",
            f"Der er truffet beslutning om punkt 2, {TITLE}, uden at mødet var beslutningsdygtigt: {clause}.",
            hint,
            2,
        ),
        discussion,
    )


def test_two_sectors_without_quorum_are_two_errors() -> None:
    """Three mayors are away too."""
    away = (*DOCTORS, "Borgmester, Tønder Kommune", "Borgmester, Aabenraa Kommune", "Borgmester, Haderslev Kommune")
    found = [finding for finding in judged(away=away) if finding.field == "punkter[2].konklusion"]
    assert [finding.problem.partition("beslutningsdygtigt: ")[2] for finding in found] == [
        "kommuner deltog med 1 af 4 (krav: mindst 2).",
        "almen praksis deltog med 0 af 2 (krav: mindst 1).",
    ]


def test_what_was_left_open_needs_no_quorum() -> None:
    """The case was postponed, and nobody is asked for consensus about that."""
    found = judged(away=DOCTORS, second={"conclusion": "Udsat til næste møde.", "consensus": None})
    assert [finding.field for finding in found if finding.severity is Severity.ERROR] == ["punkter[1].konklusion"]


@pytest.mark.parametrize("conclusion", ["Drøftet og godkendt.", "**Drøftet**, vedtaget", "Ikke godkendt.", "Afvist."])
def test_what_was_decided_after_a_discussion_or_refused_needs_quorum_and_consensus(conclusion: str) -> None:
    """Rules 1 and 2: no doctor came, and nobody said whether there was consensus."""
    found = judged(away=DOCTORS, second={"conclusion": conclusion, "consensus": None})
    assert [(finding.field, finding.rule) for finding in found if finding.severity is Severity.ERROR] == [
        ("punkter[1].konklusion", 2),
        ("punkter[2].konsensus", 1),
        ("punkter[2].konklusion", 2),
    ]


def test_a_refusal_without_consensus_is_not_called_approved() -> None:
    """Rule 1: "Ikke godkendt." with konsensus nej is told as a warning; "Drøftet og godkendt." is an error."""
    for conclusion, severity in (("Ikke godkendt.", Severity.WARNING), ("Drøftet og godkendt.", Severity.ERROR)):
        (found,) = judged(second={"consensus": False, "conclusion": conclusion})
        assert (found.severity, found.rule) == (severity, 1)


def test_quorum_is_counted_item_by_item() -> None:
    """Both doctors leave after item 1."""
    entry = south()
    record = record_of(entry, agenda_of(entry))
    attendance = tuple(seat.model_copy(update={"to_item": "1"}) if seat.member in DOCTORS else seat for seat in record.attendance)
    found = judged(entry, attendance=attendance)
    assert [(finding.severity, finding.field) for finding in found] == [
        (Severity.ERROR, "punkter[2].konklusion"),
        (Severity.NOTE, "punkter[3].konklusion"),
    ]


@pytest.mark.parametrize("kind", [ItemType.DISCUSSION, ItemType.INFORMATION])
def test_discussion_and_information_are_never_stopped(kind: ItemType) -> None:
    """Whatever their conclusion says, and without a word on consensus."""
    found = judged(kind=kind, away=DOCTORS, second={"consensus": None})
    assert [finding.severity for finding in found if finding.field == "punkter[2].konklusion"] == [Severity.NOTE]


def test_where_the_quorum_is_assumed_its_breach_is_a_warning() -> None:
    """Rule 3 and the notes that say which rules are assumed."""
    rules = {
        "quorum_rules": (QuorumRule(share="1/2", assumed=NO_SOURCE),),
        "decision_rules": (DecisionRule(form=DecisionForm.CONSENSUS, assumed=NO_SOURCE),),
    }
    found = judged(south(**rules), away=DOCTORS, second={"consensus": False})
    assert [(finding.severity, finding.rule) for finding in found] == [
        (Severity.WARNING, 2),
        (Severity.WARNING, 1),
        (Severity.WARNING, 2),
        (Severity.NOTE, 2),
        (Severity.NOTE, 3),
        (Severity.NOTE, 3),
    ]
    assert found[-2] == note(
        "beslutningsdygtighed", f"Reglen om beslutningsdygtighed er forudsat: {NO_SOURCE}", "Bekræft den i forretningsordenen.", 3
    )


def test_a_decision_says_whether_there_was_consensus() -> None:
    """Rule 1: not filled."""
    assert judged(second={"consensus": None}) == (
        error(
            "punkter[2].konsensus",
            f"Punkt 2, {TITLE}, er til beslutning, men det fremgår ikke, om der var konsensus.",
            "Skriv konsensus: ja eller konsensus: nej.",
            1,
        ),
    )


def test_nothing_is_approved_without_consensus() -> None:
    """Rule 1: no consensus, and yet approved; said openly it is a warning."""
    assert judged(second={"consensus": False}) == (
        error(
            "punkter[2].konklusion",
            f"Punkt 2, {TITLE}, er godkendt, men der var ikke konsensus.",
            "Ret konsensus til ja, eller skriv, at punktet er drøftet eller udsat.",
            1,
        ),
    )
    assert judged(second={"consensus": False, "conclusion": "Drøftet. Sagen tages op igen."}) == (
        warning(
            "punkter[2].konsensus",
            f"Der var ikke konsensus om punkt 2, {TITLE}.",
            "Referatet skriver: Der var ikke konsensus.",
            1,
        ),
    )


def test_a_council_that_votes_is_not_asked_for_consensus() -> None:
    """Sundhedsråd Vendsyssel; too few of all its members make an error that names them."""
    members = (
        *(Member(seat="regionale", title=f"Regionsrådsmedlem {place}") for place in range(1, 4)),
        Member(seat="kommunale", title="Byrådsmedlem, Læsø Kommune"),
    )
    seats = (
        Seat(id="regionale", sector="region", singular="medlem", plural="medlemmer", exactly=3),
        Seat(id="kommunale", sector="kommuner", singular="medlem", plural="medlemmer", exactly=1),
    )
    entry = body_file(vendsyssel(members=members, seats=seats, standing_items=STANDING_ITEMS[:1]), meeting(date(2027, 1, 19)))
    on = date(2027, 2, 1)
    assert judged(entry, on=on, second={"consensus": None}) == ()
    found = judged(entry, on=on, away=("Regionsrådsmedlem 1", "Regionsrådsmedlem 2"))
    assert [finding.severity for finding in found] == [Severity.ERROR, Severity.ERROR]
    assert found[1].problem.endswith("uden at mødet var beslutningsdygtigt: medlemmerne deltog med 2 af 4 (krav: mindst 3).")


def test_a_body_without_rules_is_only_asked_for_its_conclusions() -> None:
    """Nothing is known of how it decides."""
    assert judged(south(decision_rules=(), quorum_rules=()), away=DOCTORS, second={"consensus": None}) == ()
