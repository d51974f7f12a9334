"""Stories about the way from an agenda to its minutes."""

from datetime import date, time
from typing import Any

import pytest

from tests.domain.factories import (
    MEETING_DAY,
    NO_SOURCE,
    body_file,
    deadlines,
    meeting,
    nord,
    placed,
    register,
    soenderjylland,
    vendsyssel,
)
from workflow import danish
from workflow.domain.agendas import Agenda
from workflow.domain.bodies import CoChairs
from workflow.domain.composing import compose_agenda, publish
from workflow.domain.drafting import DraftItem, RecordDraft, draft_minutes, draft_record
from workflow.domain.meetings import Guest
from workflow.domain.minutes import (
    Attendance,
    Conclusion,
    FollowUp,
    FollowUpLine,
    Minutes,
    MinutesRecord,
    SeatRecord,
    SectorAttendance,
)
from workflow.domain.printed import Labelled
from workflow.domain.proposals import ItemType, Openness
from workflow.domain.register import BodyFile

SOUTH_DAY = date(2026, 12, 3)
ASSUMED = "forudsat, bekræft i forretningsordenen"


def agenda_of(entry: BodyFile, *proposals: Any, on: date = MEETING_DAY) -> Agenda:
    """The agenda of the body's meeting on the day."""
    day = entry.meeting_on(on)
    assert day is not None
    return compose_agenda(entry, register(entry), day, proposals, None)


def south(**changes: Any) -> BodyFile:
    """Sundhedsklynge Sønderjylland with its meeting on 3 December."""
    return body_file(soenderjylland(**changes), meeting(SOUTH_DAY, place="Aabenraa Rådhus"))


def record_of(agenda: Agenda, entry: BodyFile, **changes: Any) -> MinutesRecord:
    """A record in which all came and everything was approved."""
    body = entry.body
    plain: dict[str, Any] = {
        "body": body.id,
        "meeting": agenda.date,
        "attendance": tuple(
            SeatRecord(member=member.title, status=Attendance.PRESENT)
            for sector in body.sectors
            for member in body.voting(sector.id, agenda.date)
        ),
        "conclusions": tuple(
            Conclusion(number=item.number, key=item.key, title=item.title, conclusion="Godkendt.", consensus=True)
            for item in agenda.items
        ),
    }
    return MinutesRecord(**plain | changes)


def minutes_of(entry: BodyFile, *proposals: Any, on: date = MEETING_DAY, **changes: Any) -> Minutes:
    """The minutes of the body's meeting, with these changes of the record."""
    agenda = agenda_of(entry, *proposals, on=on)
    return draft_minutes(record_of(agenda, entry, **changes), agenda, entry, register(entry))


def changed(record: MinutesRecord, member: str, **changes: Any) -> tuple[SeatRecord, ...]:
    """The attendance with one line changed."""
    return tuple(seat.model_copy(update=changes) if seat.member == member else seat for seat in record.attendance)


# --- the record to fill ---------------------------------------------------------------------------------------------


def test_the_record_to_fill_names_every_voting_seat_and_every_item() -> None:
    """Klynge Nord with one proposal and one guest."""
    entry = body_file(nord(), meeting(guests=(Guest(title="Lægefaglig direktør, Regionshospital Nordjylland"),)))
    agenda = agenda_of(entry, placed())
    assert draft_record(agenda, entry, entry.meetings[0]) == RecordDraft(
        body="nordjylland-nord",
        name="Klynge Nord",
        meeting=MEETING_DAY,
        minute_taker="Klyngesekretariatet",
        seats=(
            ("Region", ("Regionsrådsformand", "Regionsrådsmedlem 2", "Regionsrådsmedlem 3", "Regionsrådsmedlem 4")),
            (
                "Kommuner",
                (
                    "Borgmester, Hjørring Kommune",
                    "Borgmester, Brønderslev Kommune",
                    "Borgmester, Frederikshavn Kommune",
                    "Borgmester, Læsø Kommune",
                ),
            ),
            ("Almen praksis", ("Praktiserende læge 1", "Praktiserende læge 2")),
        ),
        observers=("Formand for Hjørring Kommunes sundhedsudvalg",),
        administration=("Sundhedsdirektør, Hjørring Kommune",),
        guests=("Lægefaglig direktør, Regionshospital Nordjylland",),
        items=(
            DraftItem("1", "fast:godkendelse-af-dagsorden", "Godkendelse af dagsorden", "beslutning", True, False),
            DraftItem("2", "forslag:17", "Fælles indgang til akutte pladser", "beslutning", True, False),
            DraftItem("3", "fast:eventuelt", "Eventuelt", "drøftelse", False, False),
        ),
    )


def test_a_council_that_votes_is_not_asked_for_consensus() -> None:
    """Sundhedsråd Vendsyssel, and a body whose rule nobody knows."""
    entry = body_file(vendsyssel(), meeting(date(2027, 1, 19)))
    agenda = agenda_of(body_file(nord(), meeting()))
    draft = draft_record(agenda, entry, entry.meetings[0])
    silent = body_file(nord(decision_rules=()), meeting())
    assert [item.consensus for item in draft.items] == [False, False]
    assert [item.consensus for item in draft_record(agenda, silent, silent.meetings[0]).items] == [False, False]


# --- the document ---------------------------------------------------------------------------------------------------


def test_minutes_are_the_agenda_with_what_was_decided_right_after() -> None:
    """The whole of page one, for a meeting at which everybody was there."""
    entry = south()
    minutes = minutes_of(entry, placed(body=entry.body.id), on=SOUTH_DAY)
    agenda = agenda_of(entry, placed(body=entry.body.id), on=SOUTH_DAY)
    nbsp = danish.NBSP
    assert minutes.letterhead == agenda.letterhead.model_copy(
        update={"running_right": f"Referat, 3.{nbsp}december{nbsp}2026, udkast"}
    )
    assert (minutes.kind, minutes.subtitle, minutes.when) == ("Referat", agenda.subtitle, agenda.when)
    assert minutes.details == (
        Labelled(label="Mødested", value="Aabenraa Rådhus"),
        Labelled(label="Formandskab", value="Regionsrådsformanden og borgmesteren i Aabenraa Kommune"),
        Labelled(label="Referent", value="Klyngesekretariatet"),
        Labelled(
            label="Status",
            strong="Udkast.",
            value=f"Bemærkninger senest torsdag den 17.{nbsp}december{nbsp}2026",
            assumed=ASSUMED,
        ),
    )
    assert minutes.sectors[2] == SectorAttendance(
        sector="Almen praksis",
        present=("Praktiserende læge 1", "Praktiserende læge 2"),
        apologies=("Ingen",),
        share="2 af 2",
        required="Krav: mindst 1",
        enough=True,
    )
    assert minutes.quorum_line == "Mødet var beslutningsdygtigt: mindst halvdelen fra hver sektor var til stede."
    assert minutes.quorate
    assert minutes.others == ()
    assert [item.item for item in minutes.items] == list(agenda.items)
    assert [(item.brief, item.conclusion, item.notes) for item in minutes.items] == [("Godkendt", "Godkendt.", ())] * 3
    assert minutes.follow_up == ()
    assert minutes.final_line == (
        f"Referatet er udarbejdet af klyngesekretariatet og sendes til medlemmerne senest torsdag den 10.{nbsp}december{nbsp}2026"
        f" ({ASSUMED})."
    )
    assert minutes.core_title == "Referat for Sundhedsklynge Sønderjylland, 3. december 2026"


def test_an_assumed_quorum_is_printed_as_assumed() -> None:
    """No source states Nordjylland's quorum."""
    minutes = minutes_of(body_file(nord(), meeting()))
    assert minutes.quorum_line == f"Mødet var beslutningsdygtigt: mindst halvdelen fra hver sektor var til stede ({ASSUMED})."


def test_assumed_chairs_are_printed_as_assumed_and_a_body_may_have_none() -> None:
    """The agenda gathers its marks in one line, which the minutes do not print."""
    chairs = CoChairs(members=("Regionsrådsformanden",), assumed=NO_SOURCE)
    details = minutes_of(body_file(nord(co_chairs=chairs), meeting(assumed=NO_SOURCE))).details
    assert details[1] == Labelled(label="Formandskab", value="Regionsrådsformanden", assumed=ASSUMED)
    without = minutes_of(body_file(nord(co_chairs=None), meeting())).details
    assert [line.label for line in without] == ["Mødested", "Referent", "Status"]


def test_a_meeting_without_doctors_had_no_quorum_and_says_why() -> None:
    """One sent apologies, the other did not come; each item says so too."""
    entry = south()
    whole = record_of(agenda_of(entry, on=SOUTH_DAY), entry)
    attendance = changed(whole, "Praktiserende læge 1", status=Attendance.APOLOGIES)
    attendance = changed(whole.model_copy(update={"attendance": attendance}), "Praktiserende læge 2", status=Attendance.ABSENT)
    minutes = minutes_of(entry, on=SOUTH_DAY, attendance=attendance)
    clause = "almen praksis deltog med 0 af 2 (krav: mindst 1)"
    assert minutes.quorum_line == f"Mødet var ikke beslutningsdygtigt: {clause}."
    assert not minutes.quorate
    assert minutes.sectors[2] == SectorAttendance(
        sector="Almen praksis",
        present=("Ingen",),
        apologies=("Praktiserende læge 1", "Praktiserende læge 2 (udeblevet)"),
        share="0 af 2",
        required="Krav: mindst 1",
        enough=False,
    )
    assert minutes.items[0].notes == (f"Punktet blev behandlet, uden at mødet var beslutningsdygtigt: {clause}.",)


def test_arrivals_departures_and_substitutes_are_told() -> None:
    """Both doctors leave after item 1, a substitute comes for a mayor and goes, another was there throughout."""
    entry = south()
    whole = record_of(agenda_of(entry, on=SOUTH_DAY), entry)
    lines: dict[str, dict[str, Any]] = {
        "Praktiserende læge 1": {"to_item": "1", "left": time(15, 30)},
        "Praktiserende læge 2": {"to_item": "1"},
        "Borgmester, Tønder Kommune": {
            "status": Attendance.APOLOGIES,
            "substitute": "Viceborgmester, Tønder Kommune",
            "mandate": True,
            "from_item": "2",
            "arrived": time(15, 10),
        },
        "Borgmester, Haderslev Kommune": {"status": Attendance.APOLOGIES, "to_item": "2"},
    }
    for member, changes in lines.items():
        whole = whole.model_copy(update={"attendance": changed(whole, member, **changes)})
    minutes = minutes_of(
        entry,
        on=SOUTH_DAY,
        attendance=whole.attendance,
        observers=("Formand for regionens sundhedsudvalg",),
        guests=("Oplægsholder",),
    )
    nbsp = danish.NBSP
    assert minutes.others == (
        Labelled(label="Observatører", value="Formand for regionens sundhedsudvalg"),
        Labelled(label="Gæster", value="Oplægsholder"),
        Labelled(
            label="Ankom/gik",
            value=(
                f"Viceborgmester, Tønder Kommune ankom til punkt 2 kl.{nbsp}15.10; "
                f"Praktiserende læge 1 gik efter punkt 1 kl.{nbsp}15.30; Praktiserende læge 2 gik efter punkt 1"
            ),
        ),
    )
    assert minutes.sectors[1].present == (
        "Borgmester, Sønderborg Kommune",
        "Viceborgmester, Tønder Kommune (suppleant for Borgmester, Tønder Kommune)",
        "Borgmester, Aabenraa Kommune",
    )
    assert minutes.sectors[1].apologies == ("Borgmester, Haderslev Kommune", "Borgmester, Tønder Kommune")
    assert minutes.sectors[1].share == "3 af 4"
    assert minutes.quorum_line == (
        "Mødet var ikke beslutningsdygtigt ved punkt 2: almen praksis deltog med 0 af 2 (krav: mindst 1). "
        "Ved de øvrige punkter var mindst halvdelen af medlemmerne fra hver sektor til stede."
    )


def test_a_council_counts_its_members_together_in_the_quorum_line() -> None:
    """The table has no requirement for each sector."""
    body = vendsyssel(
        valid_from=None, members=nord().members[:8], seats=nord().seats, sectors=nord().sectors[:2], deadlines=(deadlines(""),)
    )
    minutes = minutes_of(body_file(body, meeting()), on=MEETING_DAY, conclusions=(Conclusion(number="1", title="Intet"),))
    assert minutes.quorum_line == "Mødet var beslutningsdygtigt: mere end halvdelen af medlemmerne var til stede."
    assert [(row.share, row.required) for row in minutes.sectors] == [("4 af 4", ""), ("4 af 4", "")]


def test_without_a_quorum_rule_the_minutes_say_that_none_is_known() -> None:
    """And no meeting is called unable to decide."""
    minutes = minutes_of(body_file(nord(quorum_rules=()), meeting()))
    assert minutes.quorum_line == "Der er ikke registreret en regel om, hvornår mødet er beslutningsdygtigt."
    assert minutes.quorate


def test_what_follows_from_an_item_stands_at_it_and_in_the_table() -> None:
    """One action with a deadline and one without."""
    entry = body_file(nord(), meeting())
    agenda = agenda_of(entry, placed())
    record = record_of(agenda, entry)
    follow_up = (
        FollowUp(action="Skrive til almen praksis", responsible="Klyngesekretariatet", deadline=date(2026, 12, 15)),
        FollowUp(action="Følge op", responsible="Formandskabet"),
    )
    conclusions = (
        record.conclusions[0],
        record.conclusions[1].model_copy(update={"follow_up": follow_up}),
        record.conclusions[2],
    )
    minutes = draft_minutes(record.model_copy(update={"conclusions": conclusions}), agenda, entry, register(entry))
    nbsp = danish.NBSP
    assert minutes.follow_up == (
        FollowUpLine(
            number="2",
            action="Skrive til almen praksis",
            responsible="Klyngesekretariatet",
            deadline=f"tirsdag den 15.{nbsp}december{nbsp}2026",
        ),
        FollowUpLine(number="2", action="Følge op", responsible="Formandskabet", deadline="Ingen frist"),
    )
    assert minutes.items[1].follow_up == minutes.follow_up


def test_a_closed_item_is_never_told_in_the_overview() -> None:
    """Its conclusion stands in the internal edition only."""
    closed = placed(openness=Openness.CLOSED, closed_reason="Forvaltningslovens § 27")
    minutes = minutes_of(body_file(nord(), meeting()), closed)
    (item,) = [item for item in minutes.items if item.item.closed]
    assert (item.brief, item.conclusion) == ("Behandlet som lukket punkt", "Godkendt.")
    assert minutes.holds_closed
    assert minutes.letterhead.edition_warns


def test_missing_consensus_is_said_first_unless_the_conclusion_says_it() -> None:
    """One conclusion is silent, the next says it itself; a third has a brief of its own, and somebody took no part."""
    entry = body_file(nord(), meeting())
    agenda = agenda_of(entry, placed())
    first, second, third = record_of(agenda, entry).conclusions
    conclusions = (
        first.model_copy(update={"conclusion": "Udsat.", "consensus": False}),
        second.model_copy(update={"conclusion": "Udsat, da der ikke var enighed. Ingen konsensus.", "consensus": False}),
        third.model_copy(update={"brief": "Intet at bemærke.", "not_taking_part": ("Regionsrådsformand", "Regionsrådsmedlem 2")}),
    )
    minutes = minutes_of(entry, placed(), conclusions=conclusions)
    assert [(item.brief, item.conclusion) for item in minutes.items] == [
        ("Der var ikke konsensus", "Der var ikke konsensus.\n\nUdsat."),
        ("Udsat, da der ikke var enighed", "Udsat, da der ikke var enighed. Ingen konsensus."),
        ("Intet at bemærke", "Godkendt."),
    ]
    assert minutes.items[2].notes == ("Regionsrådsformand og Regionsrådsmedlem 2 deltog ikke i behandlingen.",)


def test_a_withdrawn_item_keeps_its_number_and_is_said_to_be_gone() -> None:
    """The proposal was withdrawn after the agenda was sent out."""
    sent = publish(agenda_of(body_file(nord(), meeting()), placed()), date(2026, 11, 12))
    entry = body_file(nord(), meeting(withdrawn=("17",)))
    agenda = compose_agenda(entry, register(entry), entry.meetings[0], (placed(),), sent)
    conclusions = tuple(one for one in record_of(agenda, entry).conclusions if one.key != "forslag:17")
    minutes = draft_minutes(record_of(agenda, entry, conclusions=conclusions), agenda, entry, register(entry))
    assert [(item.item.number, item.brief, item.conclusion) for item in minutes.items] == [
        ("1", "Godkendt", "Godkendt."),
        ("2", "Udgået", "Udgået."),
        ("3", "Godkendt", "Godkendt."),
    ]


def test_a_conclusion_without_key_is_found_by_its_title() -> None:
    """Somebody deleted the key; an item without any conclusion stays empty (the rules have reported it)."""
    entry = body_file(nord(), meeting())
    minutes = minutes_of(entry, conclusions=(Conclusion(number="1", title="godkendelse af dagsorden", conclusion="Godkendt."),))
    assert [(item.brief, item.conclusion) for item in minutes.items] == [("Godkendt", "Godkendt."), ("", "")]


@pytest.mark.parametrize(
    ("changes", "when"),
    [
        ({"start": time(15, 5), "end_time": time(16, 55)}, "15.05–16.55"),
        ({"end_time": time(16, 40)}, "15.00–16.40"),
        ({}, "15.00–17.00"),
    ],
)
def test_the_minutes_tell_when_the_meeting_was_really_held(changes: dict[str, Any], when: str) -> None:
    """As the record says, else as it was planned."""
    nbsp = danish.NBSP
    minutes = minutes_of(body_file(nord(), meeting()), **changes)
    assert minutes.when == f"Tirsdag den 24.{nbsp}november{nbsp}2026 kl.{nbsp}{when}"


def test_a_meeting_file_that_is_gone_does_not_stop_its_minutes() -> None:
    """The agenda still says when it was."""
    entry = body_file(nord(), meeting())
    agenda = agenda_of(entry)
    minutes = draft_minutes(record_of(agenda, entry), agenda, body_file(nord()), register())
    assert minutes.when == agenda.when


def test_approved_minutes_say_so_and_are_no_draft() -> None:
    """Approved at the next meeting, taken by somebody named by title."""
    nbsp = danish.NBSP
    minutes = minutes_of(body_file(nord(), meeting()), approved=date(2026, 12, 15), minute_taker="Konsulent, Region Nordjylland")
    assert minutes.details[-2:] == (
        Labelled(label="Referent", value="Konsulent, Region Nordjylland"),
        Labelled(label="Status", strong="Godkendt", value=f"den 15.{nbsp}december{nbsp}2026"),
    )
    assert minutes.letterhead.running_right == f"Referat, 24.{nbsp}november{nbsp}2026"
    assert minutes.final_line == f"Referatet er udarbejdet af klyngesekretariatet og godkendt den 15.{nbsp}december{nbsp}2026."


def test_without_deadlines_none_is_invented() -> None:
    """A body that has stated none; and one whose comments are due at a clock time."""
    minutes = minutes_of(body_file(nord(deadlines=()), meeting()))
    assert minutes.details[-1].value == "Fristen for bemærkninger er ikke oplyst"
    assert minutes.final_line == "Referatet er udarbejdet af klyngesekretariatet."
    rules = deadlines("")
    noon = rules.model_copy(update={"comments": rules.comments.model_copy(update={"at": time(12)})})
    nbsp = danish.NBSP
    assert minutes_of(body_file(nord(deadlines=(noon,)), meeting())).details[-1].value == (
        f"Bemærkninger senest tirsdag den 8.{nbsp}december{nbsp}2026 kl.{nbsp}12.00"
    )


def test_an_information_item_keeps_its_type_in_the_record() -> None:
    """Only decisions are asked for consensus."""
    entry = body_file(nord(), meeting())
    draft = draft_record(agenda_of(entry, placed(type=ItemType.INFORMATION)), entry, entry.meetings[0])
    assert [(item.type, item.consensus) for item in draft.items] == [
        ("beslutning", True),
        ("orientering", False),
        ("drøftelse", False),
    ]
