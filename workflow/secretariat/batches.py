"""For one body or for all: call a duty for each, go on past a failure, and gather what was issued and what failed."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from workflow.archive.refusals import why
from workflow.domain.register import BodyFile
from workflow.errors import KlyngeError, NoMeetingError
from workflow.secretariat.issuing import Issued, NoCharterTextError, NoRecordError
from workflow.secretariat.office import Office


class Failure(NamedTuple):
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


class Job(NamedTuple):
    """One document to be written."""

    body: str
    kind: str
    write: Callable[[], Issued]
    skippable: bool


Progress = Callable[[Sequence[Job]], Iterable[Job]]


class Plan(NamedTuple):
    """The documents that a command is going to write."""

    office: Office
    jobs: tuple[Job, ...]

    def carry_out(self, progress: Progress = iter) -> Batch:
        """Write them all; one that fails never stops the others.

        Args:
            progress: shows how far it has come, by wrapping the jobs.
        """
        batch = Batch()
        for job in progress(self.jobs):
            batch += _attempt(job)
        return batch


def printed(office: Office, issued: tuple[Issued, ...], count: Callable[[int, int], object]) -> Batch:
    """The PDF of each Word document that was written, beside it.

    Args:
        office: where the work is done.
        issued: the documents.
        count: is told, while they are made, how many there are, and of how many.
    """
    from workflow.secretariat.printing import printings  # noqa: PLC0415 - other commands need not wait for pypdf

    batch = Batch()
    for one in printings(office, issued, count):
        batch += _attempt(Job(one.body, one.kind, one.write, skippable=False))
    return batch


def plan(office: Office, asked: tuple[str, ...] | None, on: date, kind: str, duty: Callable[[BodyFile], Issued]) -> Plan:
    """One job for each body that is meant; the register is read, and must be sound, before anything is written.

    Args:
        office: where the work is done.
        asked: the bodies asked for; None for all that are valid on the day.
        on: the day.
        kind: what is written, as staff call it.
        duty: writes the document of one body.

    Raises:
        RegisterError: the register has errors that stop everything.
        UsageError: nothing, or more than one body, is called so.
    """
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
        from workflow.secretariat.logbook import write_traceback  # noqa: PLC0415 - where all goes well, no log is written

        return Batch(failed=(Failure(job.body, job.kind, f"Uventet fejl; se {write_traceback()}."),))
