"""What a file was measured against, and what happens when: meetings, deadlines and the next steps, with their dates."""

from collections.abc import Iterator
from datetime import date, datetime

from workflow import danish
from workflow.archive.entries import Arrival
from workflow.domain.bodies import Deadline, Deadlines
from workflow.domain.meetings import Meeting, deadline_day, last_moment
from workflow.domain.receipts import Outcome
from workflow.domain.register import BodyFile
from workflow.intake.answers import PROPOSAL
from workflow.intake.submissions import Medium
from workflow.secretariat.belonging import told
from workflow.secretariat.fates import Fate, draft_name, receipt_number, returned_name, said_number
from workflow.secretariat.judging import Verdict
from workflow.secretariat.sheeting import is_sheet, sheet_steps

KEPT_DETAILS = ("Møde", "Frist", "Forslagsstiller")


def details(arrival: Arrival, verdict: Verdict, fate: Fate) -> Iterator[tuple[str, str]]:
    """The facts under the state, label and value."""
    received = datetime.fromisoformat(arrival.received)
    yield "Kvittering", receipt_number(arrival)
    yield "Modtaget", f"{danish.capital(danish.weekday_date(received.date()))} kl.{danish.NBSP}{danish.clock(received.time())}"
    yield "Fil", f"{arrival.shown} ({_size(arrival.stored.size)})"
    if fate.original:
        yield "Dublet af", f"{said_number(fate.original.number)}: {fate.original.shown}"
    if fate.version > 1:
        yield "Version", f"{fate.version} af {said_number(fate.number)}" if verdict.proposal else str(fate.version)
    yield from verdict.submission.letter
    if files := told(verdict.enclosed) if verdict.submission.form or verdict.submission.is_draft or verdict.proposal else "":
        yield "Bilag", files
    yield from _meetings(verdict)
    proposer = verdict.proposal.proposer if verdict.proposal else verdict.submission.answers.get("forslagsstiller")
    if isinstance(proposer, str) and proposer:
        yield "Forslagsstiller", proposer


def _meetings(verdict: Verdict) -> Iterator[tuple[str, str]]:
    """The meeting that the file was measured against in each body, and its deadline."""
    several = len(verdict.entries) > 1
    if verdict.record:
        for entry in verdict.entries:
            yield "Møde", _meeting(entry, verdict.record.meeting, named=several)
    for place, entry in zip(verdict.placements, verdict.entries, strict=False):
        if place.meeting is None:
            yield "Møde", f"{entry.body.name}: ikke planlagt endnu"
            continue
        yield "Møde", _meeting(entry, place.meeting, named=several)
        deadlines = entry.body.deadlines_on(place.meeting)
        if deadlines:
            name = f"{entry.body.name}: " if several else ""
            last = last_moment(deadlines.proposals, place.meeting)
            yield "Frist", danish.capital(f"{name}{last}{deadlines.proposals.assumed_suffix}")


def _meeting(entry: BodyFile, day: date, *, named: bool) -> str:
    """A meeting with its time, and the body's name where several are told."""
    meeting: Meeting | None = entry.meeting_on(day)
    clock = f" kl.{danish.NBSP}{danish.clock(meeting.start)}" if meeting else ""
    return danish.capital(f"{entry.body.name}: " * named + f"{danish.weekday_date(day)}{clock}")


def _size(size: int) -> str:
    """A file's size as people say it."""
    if size < 1000:  # noqa: PLR2004 - below a kilobyte
        return f"{size} byte"
    kilobytes = round(size / 1000)
    return f"{danish.thousands(kilobytes)} kB" if kilobytes < 1000 else f"{size / 1_000_000:.1f} MB".replace(".", ",")  # noqa: PLR2004


def next_steps(arrival: Arrival, verdict: Verdict, fate: Fate) -> Iterator[str]:
    """What happens now, step by step, with dates."""
    today = datetime.fromisoformat(arrival.received).date()
    if is_sheet(verdict, fate):
        yield from sheet_steps(arrival, verdict)
    elif fate.outcome is Outcome.KEPT and verdict.case:
        yield "Dagsordenen bliver skrevet igen med bilaget. Du behøver ikke gøre noget."
    elif fate.outcome is Outcome.KEPT:
        yield "Skriv bilagets navn i forslagets felt 18, Bilag, og læg forslaget i indbakken."
        yield "Er filen selve forslaget, så udfyld skemaet Dagsordensforslag.docx, og læg det i indbakken."
    elif fate.outcome is Outcome.UNREADABLE:
        yield "Gør, som der står ovenfor, eller udfyld skemaet Dagsordensforslag.docx."
        yield "Læg filen i indbakken. Du får en ny kvittering med det samme."
    elif goes_back(verdict, fate):
        yield from _correcting_steps(arrival, verdict)
        yield from _sendings(verdict, fate, today)
    elif verdict.submission.is_draft:
        yield f"Åbn filen ”{draft_name(arrival)}”, der ligger ved siden af denne kvittering. Dér er mailen skrevet ind i skemaet."
        yield "Udfyld resten, og læg filen i indbakken. Mailens bilag følger med."
    elif fate.outcome is Outcome.REJECTED or fate.repeats_rejection:
        yield _correction(verdict)
        yield "Du får en ny kvittering med det samme."
        yield from _sendings(verdict, fate, today)
    elif fate.outcome is Outcome.ACCEPTED and verdict.record:
        yield from _minutes_steps(verdict, verdict.record.meeting, today)
    elif fate.outcome is Outcome.ACCEPTED:
        yield from _sendings(verdict, fate, today)
        yield "Skal noget rettes, så læg en rettet fil med samme titel i indbakken. Den bliver en ny version af forslaget."


def _correcting_steps(arrival: Arrival, verdict: Verdict) -> Iterator[str]:
    """What to do with the form that goes back."""
    yield f"Åbn filen ”{returned_name(arrival)}”, der ligger ved siden af denne kvittering. Det er jeres eget skema."
    yield "Ret de svar, der står en kommentar ved, og læg filen i indbakken igen. Du får en ny kvittering med det samme."
    if any(not one.inline for one in verdict.enclosed):
        yield "Lad filen beholde sit navn eller en af vores kommentarer, så følger de bilag med, der allerede er kommet."


def _correction(verdict: Verdict) -> str:
    """What must be corrected and come again: the file, or the form in a mail, a zip or a folder, with its attachments."""
    form = verdict.submission.form
    if not form:
        return "Ret filen, og læg den i indbakken igen."
    return f"Ret skemaet ”{form}”, og læg det i indbakken igen{_with_attachments(verdict)}."


def _with_attachments(verdict: Verdict) -> str:
    """That the attachments must come again as well, where any came in the same mail, zip or folder."""
    return " sammen med bilagene" if any(not one.inline for one in verdict.submission.enclosures) else ""


def goes_back(verdict: Verdict, fate: Fate) -> bool:
    """Whether the file is a Word form that its sender can correct."""
    is_form = verdict.submission.medium is Medium.WORD and verdict.submission.schema_name == PROPOSAL
    return is_form and fate.outcome is Outcome.REJECTED


def _sendings(verdict: Verdict, fate: Fate, today: date) -> Iterator[str]:
    """When the agenda is sent, for each body."""
    several = len(verdict.entries) > 1
    for place, entry in zip(verdict.placements, verdict.entries, strict=False):
        deadlines: Deadlines | None = entry.body.deadlines_on(place.meeting) if place.meeting else None
        name = f" i {entry.body.name}" if several else ""
        if place.meeting and place.body in fate.published:
            yield f"Dagsordenen for mødet{name} er allerede udsendt; forslaget føjes til efter de øvrige punkter."
        elif place.meeting and deadlines:
            yield _due(
                f"Dagsordenen for mødet{name} udsendes", deadlines.agenda, deadline_day(deadlines.agenda, place.meeting), today
            )


def _minutes_steps(verdict: Verdict, meeting: date, today: date) -> Iterator[str]:
    """When the minutes are sent, and until when they may be commented on."""
    for entry in verdict.entries:
        deadlines = entry.body.deadlines_on(meeting)
        if deadlines:
            sent = deadline_day(deadlines.minutes, meeting, after=True)
            until = deadline_day(deadlines.comments, meeting, after=True)
            yield _due("Referatet udsendes senest", deadlines.minutes, sent, today)
            yield _due("Bemærkninger til referatet skal være modtaget senest", deadlines.comments, until, today)
    yield "Skal noget rettes, så læg et rettet ark i indbakken. Det bliver en ny version af referatet."


def _due(what: str, deadline: Deadline, day: date, today: date) -> str:
    """A step with its day, and whether that day has gone by."""
    gone = " Den dato er passeret." if day < today else ""
    return f"{what} {danish.weekday_date(day)}{deadline.assumed_suffix}.{gone}"
