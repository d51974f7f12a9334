"""For one body or for all: call a duty for each, go on past a failure, and gather what was issued and what failed."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial

from workflow.archive.refusals import why
from workflow.domain.register import BodyFile
from workflow.errors import KlyngeError, NoMeetingError
from workflow.secretariat import issuing
from workflow.secretariat.issuing import Issued, NoCharterTextError, NoRecordError
from workflow.secretariat.logbook import write_traceback
from workflow.secretariat.office import Office


@dataclass(frozen=True)
class Failure:
    """A document that could not be written: of which body, which kind, and why, in a Danish sentence."""

    body: str
    kind: str
    sentence: str


@dataclass(frozen=True)
class Batch:
    """What came of a duty for several bodies. ``skipped`` names bodies for which there was nothing to write."""

    issued: tuple[Issued, ...] = ()
    failed: tuple[Failure, ...] = ()
    skipped: tuple[Failure, ...] = ()

    def __add__(self, other: "Batch") -> "Batch":
        """Both batches, one after the other."""
        return Batch(self.issued + other.issued, self.failed + other.failed, self.skipped + other.skipped)


@dataclass(frozen=True)
class Job:
    """One document to be written."""

    body: str
    kind: str
    write: Callable[[], Issued]
    skippable: bool


Progress = Callable[[Sequence[Job]], Iterable[Job]]


def charters(office: Office, asked: tuple[str, ...] | None, day: date | None) -> "Plan":
    """The charters of the bodies asked for (None: all that are valid on the day), as of the day (None: today)."""
    on = day or office.today.today()
    return _plan(office, asked, on, "kommissorium", lambda entry: issuing.issue_charter(office, entry, on))


def agendas(office: Office, asked: tuple[str, ...] | None, day: date | None, *, send: bool = False) -> "Plan":
    """The agendas of the bodies asked for, of the meeting on the day (None: the next one); ``send`` freezes their numbers."""
    on = day or office.today.today()
    return _plan(office, asked, on, "dagsorden", lambda entry: issuing.issue_agenda(office, entry, day, send=send))


def minutes(office: Office, asked: tuple[str, ...] | None, day: date | None) -> "Plan":
    """The minutes of the bodies asked for, of the meeting on the day (None: the latest that has a record)."""
    on = day or office.today.today()
    return _plan(office, asked, on, "referat", lambda entry: issuing.issue_minutes(office, entry, day))


def draft_records(office: Office, asked: tuple[str, ...] | None, day: date | None) -> "Plan":
    """The records to fill, of the meeting on the day (None: today's, else the latest held, else the next one)."""
    on = day or office.today.today()
    return _plan(office, asked, on, "referatkladde", lambda entry: issuing.issue_draft_record(office, entry, day))


def everything(office: Office) -> "Plan":
    """Every document of every body: its charter, the agendas of its meetings, the minutes of those that have a record.

    An agenda of a meeting that has been held is only written when it is missing.
    """
    return Plan(office, tuple(job for entry in office.register.bodies for job in _all_of(office, entry)))


def _all_of(office: Office, entry: BodyFile) -> Iterator[Job]:
    """Every document of one body."""
    body, today = entry.body, office.today.today()
    if entry.frame:
        yield Job(body.id, "kommissorium", lambda: issuing.issue_charter(office, entry, today), skippable=True)
    for meeting in entry.meetings:
        day = meeting.date
        if day >= today or not issuing.agenda_path(office, body, meeting).exists():
            yield Job(body.id, "dagsorden", partial(issuing.issue_agenda, office, entry, day), skippable=True)
        if office.journal.record(body.id, day):
            yield Job(body.id, "referat", partial(issuing.issue_minutes, office, entry, day), skippable=True)


@dataclass(frozen=True)
class Plan:
    """The documents that a command is going to write."""

    office: Office
    jobs: tuple[Job, ...]

    def carry_out(self, progress: Progress = iter, *, pdf: bool = False) -> Batch:
        """Write them all; one that fails never stops the others.

        Args:
            progress: shows how far it has come, by wrapping the jobs.
            pdf: lay a PDF beside each Word document as well.
        """
        batch = Batch()
        for job in progress(self.jobs):
            batch += _attempt(job)
        return batch + self._printed(batch.issued) if pdf else batch

    def _printed(self, issued: tuple[Issued, ...]) -> Batch:
        """The PDFs of the documents that were written."""
        from workflow.secretariat.printing import printings  # noqa: PLC0415 - other commands need not wait for pypdf

        batch = Batch()
        for one in printings(self.office, issued):
            batch += _attempt(Job(one.body, one.kind, one.write, skippable=False))
        return batch


def _plan(office: Office, asked: tuple[str, ...] | None, on: date, kind: str, duty: Callable[[BodyFile], Issued]) -> Plan:
    """One job for each body that is meant; the register is read, and must be sound, before anything is written."""
    register = office.register
    meant = register.valid(on) if asked is None else map(register.resolve, asked)
    entries = {entry.body.id: entry for entry in meant}

    def job(entry: BodyFile) -> Job:
        return Job(entry.body.id, kind, lambda: duty(entry), skippable=asked is None)

    return Plan(office, tuple(job(entry) for entry in entries.values()))


def _attempt(job: Job) -> Batch:
    """Write one document, or say why not."""
    try:
        return Batch(issued=(job.write(),))
    except (NoMeetingError, NoRecordError, NoCharterTextError) as reason:
        missing = (Failure(job.body, job.kind, str(reason)),)
        return Batch(skipped=missing) if job.skippable else Batch(failed=missing)
    except KlyngeError as reason:
        return Batch(failed=(Failure(job.body, job.kind, str(reason)),))
    except OSError as reason:
        return Batch(failed=(Failure(job.body, job.kind, f"Filen kunne ikke skrives ({why(reason)})."),))
    except Exception:  # noqa: BLE001 - one body's trouble never stops the others; the log has the traceback
        return Batch(failed=(Failure(job.body, job.kind, f"Uventet fejl; se {write_traceback()}."),))
