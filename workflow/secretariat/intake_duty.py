"""The duty behind modtag and vagt: take in, answer, and let what came in become documents at once."""

import signal
import threading
from collections.abc import Callable, Sequence
from pathlib import Path

from workflow.archive.entries import DocumentKind, Due
from workflow.secretariat.issuing import issue_agenda, issue_minutes
from workflow.secretariat.office import Office
from workflow.secretariat.receiving import Received, Reception, receive, watch


def take_in(office: Office, files: Sequence[Path] = ()) -> tuple[Received, ...]:
    """Take in what lies in the inbox, or the files named, and write the documents that follow from it.

    Raises:
        KlyngeError: nothing could be taken: the register, the journal or a named file is wrong.
        OSError: the disk refuses; nothing is lost.
    """
    return receive(_reception(office), files)


def keep_watch(office: Office, tell: Callable[[Received], object], complain: Callable[[str], object]) -> None:
    """Take in whatever comes, until SIGINT or SIGTERM: the file in hand is finished first.

    Args:
        office: where the work is done.
        tell: is told of every file that was answered.
        complain: is told in a Danish sentence what keeps the watch from its work.

    Raises:
        KlyngeError: the journal is wrong, or another watch is at work.
    """
    stop = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: stop.set())
    watch(_reception(office), stop, tell, complain)


def _reception(office: Office) -> Reception:
    """What the receiving duty needs of this office; the register is read anew for each round, since staff edit it."""
    return Reception(
        workspace=office.workspace,
        journal=office.journal,
        load=lambda: office.fresh().register,
        today=office.today,
        issue=lambda due: (_issue(office.fresh(), due),),
    )


def _issue(office: Office, due: Due) -> Path:
    """Write a document that is due.

    Returns:
        Where it lies.

    Raises:
        KlyngeError: it cannot be written.
        OSError: the disk refuses.
    """
    entry = office.register.resolve(due.body)
    if due.kind is DocumentKind.MINUTES:
        return issue_minutes(office, entry, due.meeting).path
    return issue_agenda(office, entry, due.meeting).path
