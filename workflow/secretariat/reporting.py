"""The report on how things stand, as text: what needs a person, what came in, what waits, the next meetings and deadlines."""

from collections.abc import Iterator
from datetime import date, datetime

from workflow import danish
from workflow.domain.bodies import Deadline
from workflow.domain.meetings import Meeting, deadline_day, last_moment
from workflow.domain.placing import items_for
from workflow.domain.register import BodyFile
from workflow.domain.standings import Standing
from workflow.errors import JournalError, RegisterError
from workflow.secretariat.office import Office
from workflow.secretariat.scenes import look_around
from workflow.secretariat.status import standing
from workflow.secretariat.today import Today


def report(office: Office, now: datetime | None = None) -> str:
    """The whole report, as lines of text; what cannot be read is said in its place.

    Args:
        office: where the work is done.
        now: this moment in Denmark, for the watch and the inbox; None for the clock.
    """
    today = office.today.today()
    told = standing(look_around(office.workspace, now or Today().now(), lambda: office.journal))
    blocks = [
        [f"Status {danish.weekday_date(today)} · {office.workspace.root}"],
        list(_needs(told)),
        list(_came_in(told)),
        list(_waits(told)),
        list(_meetings(office, today)),
    ]
    return "\n\n".join("\n".join(block) for block in blocks if block)


def _needs(told: Standing) -> Iterator[str]:
    """What somebody must do something about."""
    if told.needs:
        yield f"{told.state}:"
    for need in told.needs:
        yield f"  {need.problem} {need.hint}".rstrip()


def _came_in(told: Standing) -> Iterator[str]:
    """The facts, and the latest files and what became of them, the newest last."""
    for label, value in told.details:
        yield f"{label}: {value}"
    widest = max((len(one.received) for one in told.latest), default=0)
    for one in reversed(told.latest):
        title = f" · {one.title}" if one.title else ""
        yield f"  nr. {one.number:<4} {one.received:<{widest}}  {one.verdict:<10} {one.name}{title}"


def _waits(told: Standing) -> Iterator[str]:
    """What lies in the inbox and why, and the latest troubles of the watch."""
    if told.state_text:
        yield told.state_text
    for one in told.waiting:
        yield f"  {one.name}: {one.reason}" + (f" Siden {one.since}." if one.since else "")
    if told.more:
        yield f"  Og {danish.counted(told.more, 'fil', 'filer')} mere."
    if told.troubles:
        yield "De seneste fejl:"
    for at, sentence in told.troubles:
        yield f"  {at}: {sentence}"


def _meetings(office: Office, today: date) -> Iterator[str]:
    """The next meeting of each body that has one; a register or a journal that cannot be read is said instead."""
    try:
        standing_bodies = [entry for entry in office.register.bodies if entry.body.lasts(today)]
        coming = [(meeting, entry) for entry in standing_bodies if (meeting := entry.next_meeting(today))]
        lines = [
            line
            for meeting, entry in sorted(coming, key=lambda pair: (pair[0].date, pair[1].body.id))
            for line in _meeting(office, meeting, entry, today)
        ]
    except RegisterError as reason:
        yield f"Møderne kan ikke vises, for registeret har {len(reason.lines)} fejl. Se dem med 'klynge tjek'."
    except JournalError:
        yield "Møderne kan ikke vises, før journalen kan læses."
    else:
        yield "Næste møder:" if coming else "Ingen møder er planlagt."
        yield from lines


def _meeting(office: Office, meeting: Meeting, entry: BodyFile, today: date) -> Iterator[str]:
    """One meeting with its proposals and deadlines."""
    body, sent = entry.body, office.journal.sent_on(entry.body.id, meeting.date)
    placed = items_for(entry, meeting, office.journal.accepted(body.id))
    yield f"  {body.id}: {danish.weekday_date(meeting.date)} kl. {danish.clock(meeting.start)}, {len(placed)} forslag" + (
        " (mødet er forudsat)" if meeting.assumed else ""
    )
    deadlines = body.deadlines_on(meeting.date)
    if deadlines is None:
        return
    yield f"    forslag senest {_when(deadlines.proposals, meeting)}"
    due = "skulle være udsendt" if deadline_day(deadlines.agenda, meeting.date) < today else "udsendes"
    said = f"udsendt {danish.weekday_date(sent)}" if sent else f"{due} {_when(deadlines.agenda, meeting)}"
    yield f"    dagsorden {said}"


def _when(deadline: Deadline, meeting: Meeting) -> str:
    """A deadline in words, and whether it is assumed."""
    return last_moment(deadline, meeting.date) + (" (forudsat)" if deadline.assumed else "")
