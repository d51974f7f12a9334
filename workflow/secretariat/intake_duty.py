"""The duties behind modtag, vagt and genopbyg: take in, answer, and let what came in become documents at once."""

import contextlib
import os
import signal
import threading
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from workflow.archive import durable
from workflow.archive.entries import DocumentKind, Due
from workflow.archive.journal import Journal
from workflow.domain.register import Register
from workflow.rendering.pages import status_page
from workflow.secretariat.due import with_documents
from workflow.secretariat.issuing import Issued
from workflow.secretariat.laying import Laid
from workflow.secretariat.logbook import logging_to
from workflow.secretariat.office import Office
from workflow.secretariat.papers import issue_agenda, issue_minutes
from workflow.secretariat.rebuilding import Rebuilt, rebuild
from workflow.secretariat.receiving import Received, Reception, receive, watch
from workflow.secretariat.scenes import look_around
from workflow.secretariat.status import standing
from workflow.secretariat.today import Today

STOPPING = tuple(getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGBREAK", "SIGHUP") if hasattr(signal, name))
"""What asks a watch to stop: Ctrl-C, a service manager, Ctrl-Break or the closing of the window on Windows, a lost terminal."""

WORD = ".docx"


def take_in(office: Office, files: Sequence[Path] = ()) -> tuple[Received, ...]:
    """Take in what lies in the inbox, or the files named, and write the documents that follow from it.

    Raises:
        KlyngeError: nothing could be taken: the register, the journal or a named file is wrong.
        OSError: the disk refuses; nothing is lost.
    """
    received = receive(_reception(office), files)
    lay_status(office)
    return received


def make_again(office: Office) -> Rebuilt:
    """Make the journal again, and write the documents that it says are due, so that it knows of those that lie there.

    Raises:
        KlyngeError: as ``rebuild``.
    """

    def write_what_is_due(journal: Journal) -> Iterator[str]:
        reception = _reception(Office(office.workspace, office.today, journal))
        return (sentence for one in with_documents(reception, ()) for sentence in one.failed)

    rebuilt = rebuild(office.workspace, office.register, office.today, finish=write_what_is_due)
    lay_status(office)
    return rebuilt


def lay_status(office: Office) -> None:
    """Lay the status page beside the receipts, unless a watch keeps it: best effort, it is written again the next time."""
    scene = look_around(office.workspace, Today().now(), lambda: office.journal)
    if not scene.on_guard:
        with contextlib.suppress(OSError):
            durable.write_file(office.workspace.status_page, status_page(standing(scene)).encode())


def documents_of(received: Sequence[Received]) -> tuple[Issued, ...]:
    """The Word documents that were written because of what came in, each once."""
    paths = dict.fromkeys(path for one in received for path in one.paths if path.suffix == WORD)
    return tuple(Issued(path, "dokument", path.stem, Laid.REPLACED) for path in paths)


def keep_watch(office: Office, tell: Callable[[Received], object], complain: Callable[[str], object]) -> None:
    """Take in whatever comes, until SIGINT or SIGTERM: the file in hand is finished first. A second signal ends it at once.

    Args:
        office: where the work is done.
        tell: is told of every file that was answered.
        complain: is told in a Danish sentence what keeps the watch from its work.

    Raises:
        KlyngeError: the journal is wrong, or another watch is at work.
    """
    stop = threading.Event()
    for number in STOPPING:
        signal.signal(number, lambda *_: _asked_to(stop))
    with logging_to(office.workspace.log):
        watch(_reception(office), stop, tell, complain)


def _asked_to(stop: threading.Event) -> None:
    """Stop after the file in hand; who asks twice does not want to wait, and nothing is lost by that either."""
    if stop.is_set():
        os._exit(1)
    stop.set()


class _Rounds:
    """The office as each round finds it: staff edit the register while the watch stands."""

    def __init__(self, office: Office) -> None:
        self._office = office

    def load(self) -> Register:
        """The register, read anew.

        Raises:
            RegisterError: it has errors.
        """
        self._office = self._office.renewed()
        return self._office.register

    def issue(self, due: Due) -> tuple[Path, ...]:
        """Write a document that is due, from the register of this round.

        Returns:
            Where it lies.

        Raises:
            KlyngeError: it cannot be written.
            OSError: the disk refuses.
        """
        office = self._office
        duty = issue_minutes if due.kind is DocumentKind.MINUTES else issue_agenda
        return (duty(office, office.register.resolve(due.body), due.meeting).path,)


def _reception(office: Office) -> Reception:
    """What the receiving duty needs of this office."""
    rounds = _Rounds(office)
    return Reception(office.workspace, office.journal, rounds.load, office.today, rounds.issue)
