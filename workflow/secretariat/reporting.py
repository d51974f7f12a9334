"""The report on how things stand: what came in, what waits, the next meetings and their deadlines."""

from collections import Counter
from collections.abc import Iterator
from datetime import date

from workflow import danish
from workflow.archive.filing import waiting_in
from workflow.domain.bodies import Deadline
from workflow.domain.meetings import Meeting, last_moment
from workflow.domain.placing import items_for
from workflow.domain.receipts import Outcome
from workflow.domain.register import BodyFile
from workflow.secretariat.office import Office

LATEST = 10
OUTCOMES = {
    Outcome.ACCEPTED: "modtaget",
    Outcome.REJECTED: "afvist",
    Outcome.UNREADABLE: "ulæselig",
    Outcome.DUPLICATE: "dublet",
    Outcome.KEPT: "gemt",
}


def report(office: Office) -> str:
    """The whole report, as lines of text.

    Raises:
        RegisterError: the register has errors.
        JournalError: the journal cannot be read.
    """
    today = office.today.today()
    blocks = [
        [f"Status {danish.weekday_date(today)} · {office.workspace.root}"],
        list(_came_in(office)),
        list(_waits(office)),
        list(_meetings(office, today)),
    ]
    return "\n\n".join("\n".join(block) for block in blocks if block)


def _came_in(office: Office) -> Iterator[str]:
    """How many files came in, what became of them, and the latest ones."""
    arrivals = office.journal.arrivals()
    counts = Counter(arrival.outcome for arrival in arrivals)
    told = [f"{counts[outcome]} {word}" for outcome, word in OUTCOMES.items() if counts[outcome]]
    yield f"Kommet ind: {danish.counted(len(arrivals), 'fil', 'filer')}" + (f" ({', '.join(told)})" if told else "")
    for arrival in arrivals[-LATEST:]:
        verdict = OUTCOMES[arrival.outcome] if arrival.outcome else "under behandling"
        title = arrival.receipt.title if arrival.receipt else ""
        yield f"  nr. {arrival.number:<4} {arrival.received[:10]}  {verdict:<10} {danish.nfc(arrival.shown)}" + (
            f" · {title}" if title else ""
        )


def _waits(office: Office) -> Iterator[str]:
    """What lies in the inbox and why, and the documents that could not be written."""
    waiting = waiting_in(office.workspace)
    yield f"I indbakken: {danish.counted(len(waiting), 'fil', 'filer')}" if waiting else "Indbakken er tom."
    for one in waiting:
        yield f"  {one.name}: {one.reason}"
    for failing in office.journal.pending_documents():
        due = failing.due
        yield f"  Mangler at blive skrevet: {due.kind} {due.body} {due.meeting.isoformat()}. {failing.reason}".rstrip()


def _meetings(office: Office, today: date) -> Iterator[str]:
    """The next meeting of each body that has one."""
    standing = [entry for entry in office.register.bodies if entry.body.valid_to is None or entry.body.valid_to >= today]
    coming = [(meeting, entry) for entry in standing if (meeting := entry.next_meeting(today))]
    yield "Næste møder:" if coming else "Ingen møder er planlagt."
    for meeting, entry in sorted(coming, key=lambda pair: (pair[0].date, pair[1].body.id)):
        yield from _meeting(office, meeting, entry)


def _meeting(office: Office, meeting: Meeting, entry: BodyFile) -> Iterator[str]:
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
    yield (
        f"    dagsorden udsendt {danish.long_date(sent)}"
        if sent
        else f"    dagsorden udsendes {_when(deadlines.agenda, meeting)}"
    )


def _when(deadline: Deadline, meeting: Meeting) -> str:
    """A deadline in words, and whether it is assumed."""
    return last_moment(deadline, meeting.date) + (" (forudsat)" if deadline.assumed else "")
