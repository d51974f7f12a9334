"""The documents that are due because of what came in: written now, or noted with the reason and tried again."""

import logging
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from workflow.archive import durable
from workflow.archive.entries import Due
from workflow.archive.journal import Journal
from workflow.archive.refusals import why
from workflow.errors import KlyngeError, NoMeetingError
from workflow.secretariat.logbook import write_traceback
from workflow.secretariat.reception import Received, Reception, catching_up, received, stuck
from workflow.secretariat.taking import Answered, Stuck

logger = logging.getLogger("klynge.due")


def with_documents(reception: Reception, answered: Iterable[Answered | Stuck]) -> tuple[Received, ...]:
    """What was answered, with the documents that are due now, each told with the last file that it is for."""
    answered = tuple(answered)
    told = {one.arrival.number: received(one) for one in answered if isinstance(one, Answered)}
    for failing in reception.journal.pending_documents():
        numbers = reception.journal.arrivals_behind(failing.due)
        number = next((number for number in reversed(numbers) if number in told), numbers[-1])
        one = told.get(number) or catching_up(reception.journal.arrival(number))
        paths, trouble = _issue(reception, failing.due)
        is_news = one.is_news or bool(paths) or trouble != failing.reason
        told[number] = replace(
            one, paths=(*one.paths, *paths), failed=(*one.failed, *_told(failing.due, trouble)), is_news=is_news
        )
    return (*told.values(), *(stuck(one) for one in answered if isinstance(one, Stuck)))


def _issue(reception: Reception, due: Due) -> tuple[tuple[Path, ...], str]:
    """Write a document that is due; what keeps it from being written is noted, and never undoes a decision.

    Returns:
        Where it lies, and why it could not be written ("" when it was).
    """
    try:
        paths = tuple(reception.issue(due))
        durable.settle(_folders(paths, reception.workspace.outbox))  # a document may be laid already, and not yet be certain
    except NoMeetingError as reason:
        logger.info("%s is not wanted any more: %s", due, reason)
        paths = ()
    except KlyngeError as reason:
        return (), _noted(reception.journal, due, str(reason))
    except OSError as reason:
        return (), _noted(reception.journal, due, f"Filen kunne ikke skrives ({why(reason)}).")
    except Exception:  # noqa: BLE001 - whatever goes wrong with a document, the decision stands; the log has the traceback
        return (), _noted(reception.journal, due, f"Uventet fejl; se {write_traceback()}.")
    reception.journal.document_settled(due)
    return paths, ""


def _folders(paths: Iterable[Path], outbox: Path) -> set[Path]:
    """The folders in which the documents lie, and those above them."""
    return {folder for path in paths for folder in path.parents if folder.is_relative_to(outbox)}


def _noted(journal: Journal, due: Due, reason: str) -> str:
    """Note why a document could not be written.

    Returns:
        The reason.
    """
    journal.document_failed(due, reason)
    return reason


def _told(due: Due, trouble: str) -> tuple[str, ...]:
    """The sentence that a document could not be written, if it could not."""
    what = f"{due.kind.capitalize()} for {due.body} den {due.meeting.isoformat()}"
    return (f"{what} er ikke skrevet; det prøves igen. {trouble}",) if trouble else ()
