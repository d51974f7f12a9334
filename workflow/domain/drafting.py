"""From the agenda to the minutes: the record that the secretariat fills, and the document that the filled record becomes."""

from dataclasses import dataclass
from datetime import date

from workflow import danish
from workflow.domain import presence
from workflow.domain.agendas import Agenda, AgendaItem
from workflow.domain.bodies import Body, DecisionForm, Member, SeatRole
from workflow.domain.conclusions import admits_dissent, brief, shortened
from workflow.domain.invited import mark
from workflow.domain.letterheads import letterhead
from workflow.domain.meetings import Meeting, last_moment
from workflow.domain.minutes import Conclusion, FollowUpLine, Minutes, MinutesItem, MinutesRecord
from workflow.domain.printed import Labelled
from workflow.domain.proposals import ItemType
from workflow.domain.quorum import RollCall, roll_call
from workflow.domain.register import BodyFile, Register

CHAIRS = "Formandskab"
KEPT_DETAILS = ("Mødested", CHAIRS, "Mødeledelse")
CLOSED = "Behandlet som lukket punkt"
WITHDRAWN = "Udgået"
NO_DEADLINE = "Ingen frist"
NO_CONSENSUS = "Der var ikke konsensus."


@dataclass(frozen=True)
class DraftItem:
    """One item to conclude on. ``withdrawn`` items are named only."""

    number: str
    key: str
    title: str
    type: str
    consensus: bool
    withdrawn: bool


@dataclass(frozen=True)
class RecordDraft:
    """What a minutes record holds before anybody has filled it.

    ``seats`` are the sectors' names with the titles of their voting members; the other groups are titles of those who
    may have been there.
    """

    body: str
    name: str
    meeting: date
    minute_taker: str
    seats: tuple[tuple[str, tuple[str, ...]], ...]
    observers: tuple[str, ...]
    administration: tuple[str, ...]
    guests: tuple[str, ...]
    items: tuple[DraftItem, ...]


def draft_record(agenda: Agenda, entry: BodyFile, meeting: Meeting) -> RecordDraft:
    """The record to fill for a meeting: every voting seat and every item of the agenda.

    Args:
        agenda: the meeting's agenda.
        entry: the body.
        meeting: the meeting.
    """
    body, on = entry.body, meeting.date
    consensus = decides_by_consensus(body, on)
    return RecordDraft(
        body=body.id,
        name=body.name,
        meeting=on,
        minute_taker=body.secretariat.name,
        seats=tuple((sector.name, _titles(body.voting(sector.id, on))) for sector in body.sectors),
        observers=_titles(body.with_role(SeatRole.OBSERVER, on)),
        administration=_titles(body.with_role(SeatRole.ADMINISTRATION, on)),
        guests=tuple(guest.title for guest in meeting.guests),
        items=tuple(_draft_item(item, consensus=consensus) for item in agenda.items),
    )


def _titles(members: tuple[Member, ...]) -> tuple[str, ...]:
    """The members' titles."""
    return tuple(member.title for member in members)


def _draft_item(item: AgendaItem, *, consensus: bool) -> DraftItem:
    """One item of the record to fill."""
    asks = consensus and item.type == ItemType.DECISION
    return DraftItem(item.number, item.key, item.title, item.type, consensus=asks, withdrawn=item.withdrawn)


def decides_by_consensus(body: Body, on: date) -> bool:
    """Whether the body decides by consensus on the day."""
    rule = body.decision_rule(on)
    return rule is not None and rule.form is DecisionForm.CONSENSUS


def draft_minutes(record: MinutesRecord, agenda: Agenda, entry: BodyFile, register: Register) -> Minutes:
    """The minutes of a meeting: its agenda with what was decided right after each recommendation.

    Args:
        record: the filled record; ``rules.judge_minutes`` has found no error in it.
        agenda: the agenda that the meeting went by.
        entry: the body.
        register: where the body's region stands.
    """
    call = roll_call(record, entry.body, (item.number for item in agenda.items))
    line, quorate = presence.quorum_line(call, record.conclusions)
    items = tuple(_minutes_item(item, _conclusion(record, item), call) for item in agenda.items)
    draft = "" if record.approved else ", udkast"
    running = f"Referat, {danish.long_date(record.meeting)}{draft}"
    head = agenda.letterhead
    return Minutes(
        body=entry.body.id,
        region=entry.body.region,
        date=record.meeting,
        letterhead=letterhead(entry, register, record.meeting, running, head.edition, warns=head.edition_warns),
        subtitle=agenda.subtitle,
        when=_when(record, agenda, entry),
        details=_details(record, agenda, entry.body),
        sectors=presence.sector_rows(call),
        quorum_line=line,
        quorate=quorate,
        others=_others(record),
        items=items,
        follow_up=tuple(line for item in items for line in item.follow_up),
        holds_closed=agenda.holds_closed,
        final_line=_final_line(record, entry.body),
        core_title=f"Referat for {entry.body.name}, {danish.long_date(record.meeting)}".replace(danish.NBSP, " "),
        core_subject=agenda.core_subject,
    )


def _conclusion(record: MinutesRecord, item: AgendaItem) -> Conclusion | None:
    """What the record says of the item: by key, else by title."""
    for name in ("key", "title"):
        for conclusion in record.conclusions:
            if danish.folded(getattr(conclusion, name)) == danish.folded(getattr(item, name)):
                return conclusion
    return None


def _minutes_item(item: AgendaItem, conclusion: Conclusion | None, call: RollCall) -> MinutesItem:
    """One item with its conclusion."""
    if item.withdrawn:
        return MinutesItem(item=item, conclusion=f"{WITHDRAWN}.", brief=WITHDRAWN)
    if conclusion is None:
        return MinutesItem(item=item)
    follow_up = tuple(
        FollowUpLine(
            number=item.number,
            action=one.action,
            responsible=one.responsible,
            deadline=danish.weekday_date(one.deadline) if one.deadline else NO_DEADLINE,
        )
        for one in conclusion.follow_up
    )
    return MinutesItem(
        item=item,
        conclusion=_words_first(conclusion),
        brief=_brief(item, conclusion),
        notes=_notes(conclusion, call),
        follow_up=follow_up,
    )


def _words_first(conclusion: Conclusion) -> str:
    """The conclusion, opened with the missing consensus where its own words do not say so."""
    if conclusion.consensus is not False or admits_dissent(conclusion.conclusion):
        return conclusion.conclusion
    return f"{NO_CONSENSUS}\n\n{conclusion.conclusion}"


def _brief(item: AgendaItem, conclusion: Conclusion) -> str:
    """The decision in at most eight words; a closed item's is never told."""
    if item.closed:
        return CLOSED
    return shortened(conclusion.brief) or brief(_words_first(conclusion))


def _notes(conclusion: Conclusion, call: RollCall) -> tuple[str, ...]:
    """Who took no part, and whether the item lacked a quorum."""
    away = conclusion.not_taking_part
    absent = f"{danish.join(away)} deltog ikke i behandlingen." if away else ""
    return tuple(note for note in (absent, presence.without_quorum(call, conclusion)) if note)


def _when(record: MinutesRecord, agenda: Agenda, entry: BodyFile) -> str:
    """Day and time: as it was where the record says so, else as it was planned."""
    meeting = entry.meeting_on(record.meeting)
    start = record.start or (meeting.start if meeting else None)
    end = record.end_time or (meeting.end if meeting else None)
    if not (start and end):
        return agenda.when
    return f"{danish.capital(danish.weekday_date(record.meeting))} kl.{danish.NBSP}{danish.span(start, end)}"


def _details(record: MinutesRecord, agenda: Agenda, body: Body) -> tuple[Labelled, ...]:
    """The label–value lines of the first page; chairs that are assumed are marked here, as the agenda does elsewhere."""
    chairs = mark(body.co_chairs) if body.co_chairs else ""
    kept = (line for line in agenda.details if line.label in KEPT_DETAILS)
    return (
        *(line.model_copy(update={"assumed": chairs}) if line.label == CHAIRS else line for line in kept),
        Labelled(label="Referent", value=record.minute_taker or body.secretariat.name),
        _status(record, body),
    )


def _status(record: MinutesRecord, body: Body) -> Labelled:
    """Draft with the last day for comments, or approved on a day."""
    if record.approved:
        return Labelled(label="Status", strong="Godkendt", value=f"den {danish.long_date(record.approved)}")
    deadlines = body.deadlines_on(record.meeting)
    if deadlines is None:
        return Labelled(label="Status", strong="Udkast.", value="Fristen for bemærkninger er ikke oplyst")
    rule = deadlines.comments
    last = last_moment(rule, record.meeting, after=True)
    return Labelled(label="Status", strong="Udkast.", value=f"Bemærkninger senest {last}", assumed=rule.assumed_mark)


def _others(record: MinutesRecord) -> tuple[Labelled, ...]:
    """Those who were there without a vote, and who came late or left early."""
    lines = (
        ("Observatører", "; ".join(record.observers)),
        ("Administration", "; ".join(record.administration)),
        ("Gæster", "; ".join(record.guests)),
        ("Ankom/gik", presence.arrivals_and_departures(record.attendance)),
    )
    return tuple(Labelled(label=label, value=value) for label, value in lines if value)


def _final_line(record: MinutesRecord, body: Body) -> str:
    """Who wrote the minutes, and when they were approved or are to be sent."""
    written = f"Referatet er udarbejdet af {body.secretariat.within_sentence}"
    if record.approved:
        return f"{written} og godkendt den {danish.long_date(record.approved)}."
    deadlines = body.deadlines_on(record.meeting)
    if deadlines is None:
        return f"{written}."
    rule = deadlines.minutes
    sent = last_moment(rule, record.meeting, after=True)
    return f"{written} og sendes til medlemmerne senest {sent}{rule.assumed_suffix}."
