"""At which meeting a proposal is placed: the one it asks for, the body's next one, or where a meeting file moves it."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime

from pydantic import Field

from workflow import danish
from workflow.domain.bodies import Body, Deadline
from workflow.domain.concerns import Concern
from workflow.domain.findings import Finding, error, warning
from workflow.domain.meetings import Meeting, deadline_day, is_late, last_moment
from workflow.domain.naming import is_named, means, proposal_key
from workflow.domain.proposals import Placed, Proposal
from workflow.domain.records import Day, Record
from workflow.domain.register import BodyFile, Register


class Placement(Record):
    """Where a proposal is placed in one body, measured at the moment it was received."""

    body: str = Field(alias="organ", title="Organ", description="Organets id.")
    meeting: Day | None = Field(alias="møde", title="Møde", default=None, description="Tomt, når intet møde er planlagt.")
    late: bool = Field(alias="for_sent", title="Modtaget efter fristen", default=False)
    deadline: Day | None = Field(alias="frist", title="Frist", default=None, description="Dagen, forslaget skulle være modtaget.")
    findings: tuple[Finding, ...] = Field(alias="mangler", title="Mangler", default=())


def place(proposal: Proposal, entry: BodyFile, received: datetime, register: Register | None = None) -> Placement:
    """Place a proposal at the meeting it asks for, else at the body's first meeting that is not over.

    Args:
        proposal: what was sent.
        entry: the body with its meetings.
        received: when it was received, local time.
        register: where successors are looked up, so that findings name them; without it they are named by id.

    Returns:
        The meeting, whether the proposal comes after the deadline, and what was found: a meeting that does not exist is
        an error, no planned meeting and a passed deadline are warnings.
    """
    return place_at(proposal.meeting, entry, received, register)


def place_at(wanted: date | None, entry: BodyFile, received: datetime, register: Register | None = None) -> Placement:
    """The placement that ``place`` gives to whatever asks for a meeting on the day; None asks for the next one."""
    meeting = entry.meeting_on(wanted) if wanted else first_open_meeting(entry, received)
    found = _judge_day(entry, wanted, received, register) if wanted else _judge_none(entry, meeting, received, register)
    if meeting is None or found:
        return Placement(body=entry.body.id, findings=found)
    deadline = proposal_deadline(entry.body, meeting.date)
    late = comes_late(entry.body, meeting.date, received)
    return Placement(
        body=entry.body.id,
        meeting=meeting.date,
        late=late,
        deadline=deadline_day(deadline, meeting.date) if deadline else None,
        findings=(_late_finding(entry.body, deadline, meeting.date),) if late and deadline else (),
    )


def proposal_deadline(body: Body, meeting: date) -> Deadline | None:
    """The deadline for proposals to a meeting of the body on that day, if the body has one."""
    rules = body.deadlines_on(meeting)
    return rules.proposals if rules else None


def comes_late(body: Body, meeting: date, received: datetime) -> bool:
    """Whether a proposal received at this local time comes after the deadline for the meeting."""
    deadline = proposal_deadline(body, meeting)
    return deadline is not None and is_late(deadline, meeting, received)


def first_open_meeting(entry: BodyFile, moment: datetime) -> Meeting | None:
    """The body's first meeting that is not over at the moment and that the body lives to hold."""
    return next((one for one in entry.meetings if entry.body.holds(one.date) and not _is_over(one, moment)), None)


def _is_over(meeting: Meeting, moment: datetime) -> bool:
    """Whether the meeting has ended at this local time."""
    return (meeting.date, meeting.end) <= (moment.date(), moment.time())


def _judge_day(entry: BodyFile, wanted: date, received: datetime, register: Register | None) -> tuple[Finding, ...]:
    """The meeting that was asked for: one that the body holds, and that is not over."""
    body, meeting = entry.body, entry.meeting_on(wanted)
    if body.valid_to and wanted > body.valid_to and Concern.DISSOLVED not in body.left_unsaid:
        return (ended(body, body.valid_to, register),)
    if body.valid_from and wanted < body.valid_from:
        problem = f"{body.name} findes først fra den {danish.long_date(body.valid_from)}."
        return (error("mødedato", problem, _planned(entry, wanted, received)),)
    if meeting is None:
        problem = f"{body.name} har intet møde den {danish.long_date(wanted)}."
    elif _is_over(meeting, received):
        problem = f"{body.name} har allerede holdt mødet den {danish.long_date(wanted)}."
    else:
        return ()
    return (error("mødedato", problem, _planned(entry, wanted, received)),)


def _judge_none(entry: BodyFile, meeting: Meeting | None, received: datetime, register: Register | None) -> tuple[Finding, ...]:
    """No meeting was asked for: there ought to be a next one."""
    body = entry.body
    if meeting:
        return ()
    if body.valid_to and received.date() > body.valid_to:
        return (ended(body, body.valid_to, register),)
    problem = f"{body.name} har ikke planlagt flere møder."
    return (warning("mødedato", problem, "Forslaget venter og kommer på det første møde, der bliver planlagt."),)


def ended(body: Body, last_day: date, register: Register | None) -> Finding:
    """The error that the body no longer exists on the meeting's day, with its successor as the remedy."""
    entries = [register.find(one) for one in body.successor] if register else []
    names = [entry.body.name for entry in entries if entry] or list(body.successor)
    remedy = f"{danish.capital(body.definite)} afløses af {danish.join(names)}; send forslaget dertil."
    problem = f"{body.name} findes kun til og med den {danish.long_date(last_day)}."
    return error("mødedato", problem, remedy if names else "Vælg et møde senest den dag.")


def _planned(entry: BodyFile, wanted: date, received: datetime) -> str:
    """The remedy: the nearest planned meeting first, then all of them."""
    days = [one.date for one in entry.meetings if entry.body.holds(one.date) and not _is_over(one, received)]
    if not days:
        return "Der er ikke planlagt flere møder. Lad datoen stå tom; så kommer forslaget på det første, der bliver planlagt."
    nearest = min(days, key=lambda day: abs(day - wanted))
    if len(days) == 1:
        return f"Mente du den {danish.long_date(nearest)}? Det er det eneste møde, der er planlagt."
    return f"Mente du den {danish.long_date(nearest)}? De næste møder er {danish.join([_on(day) for day in days])}."


def _on(day: date) -> str:
    """The date as part of a list: "den 24. november 2026"."""
    return f"den {danish.long_date(day)}"


def _late_finding(body: Body, deadline: Deadline, meeting: date) -> Finding:
    """The warning that a proposal comes after the deadline."""
    last = last_moment(deadline, meeting)
    assumed = " Fristen er forudsat; bekræft den i forretningsordenen." if deadline.assumed else ""
    return warning(
        "mødedato",
        f"Forslaget er modtaget efter fristen for mødet i {body.name} den {danish.long_date(meeting)}; den var {last}.",
        f"Det er sat på dagsordenen med en bemærkning om, at det kom efter fristen.{assumed}",
    )


def items_for(entry: BodyFile, meeting: Meeting, accepted: Sequence[Placed]) -> tuple[Placed, ...]:
    """The accepted proposals that belong to a meeting, by receipt number; withdrawn ones are among them.

    Args:
        entry: the body with all its meetings.
        meeting: one of them.
        accepted: the body's accepted proposals, each in its latest version.
    """
    here = (one for one in accepted if meeting_of(one, entry) == meeting.date)
    return tuple(sorted(here, key=lambda one: one.number))


def meeting_of(placed: Placed, entry: BodyFile) -> date | None:
    """The day of the meeting at which a proposal stands now, after every move and postponement; None while it waits."""
    day = _home(placed, entry)
    while day and (meeting := entry.meeting_on(day)) and _is_postponed(placed, meeting):
        day = _postponed_to(placed, meeting, entry)
    return day


def _home(placed: Placed, entry: BodyFile) -> date | None:
    """The day of the meeting that a proposal was placed at first."""
    key, title = proposal_key(placed), placed.proposal.title
    moved = [meeting for meeting in entry.meetings if is_named(meeting.moved_here, key, title)]
    if moved:
        return moved[-1].date
    received = datetime.fromisoformat(placed.received)
    meeting = entry.next_meeting(placed.asked_for) if placed.asked_for else first_open_meeting(entry, received)
    return meeting.date if meeting else None


def _is_postponed(placed: Placed, meeting: Meeting) -> bool:
    """Whether the meeting postpones the proposal."""
    return is_named([one.item for one in meeting.postponed], proposal_key(placed), placed.proposal.title)


def _postponed_to(placed: Placed, meeting: Meeting, entry: BodyFile) -> date | None:
    """The later day to which a meeting postpones the proposal; the body's next meeting unless the file names a day."""
    named = _days_named(placed, meeting)
    later = next((one.date for one in entry.meetings if one.date > meeting.date), None)
    return next((day for day in named if day > meeting.date), later)


def _days_named(placed: Placed, meeting: Meeting) -> Iterable[date]:
    """The days that the meeting file names for the postponed proposal."""
    key, title = proposal_key(placed), placed.proposal.title
    return (one.to for one in meeting.postponed if one.to and means(one.item, key, title))
