"""The duty behind modtag and vagt: take in, answer, and let what came in become documents at once."""

import signal
import threading
from collections.abc import Callable, Sequence
from pathlib import Path

from workflow.archive.entries import DocumentKind, Due
from workflow.domain.register import Register
from workflow.secretariat.issuing import Issued
from workflow.secretariat.laying import Laid
from workflow.secretariat.office import Office
from workflow.secretariat.papers import issue_agenda, issue_minutes
from workflow.secretariat.receiving import Received, Reception, receive, watch

WORD = ".docx"


def take_in(office: Office, files: Sequence[Path] = ()) -> tuple[Received, ...]:
    """Take in what lies in the inbox, or the files named, and write the documents that follow from it.

    Raises:
        KlyngeError: nothing could be taken: the register, the journal or a named file is wrong.
        OSError: the disk refuses; nothing is lost.
    """
    return receive(_reception(office), files)


def documents_of(received: Sequence[Received]) -> tuple[Issued, ...]:
    """The Word documents that were written because of what came in, each once."""
    paths = dict.fromkeys(path for one in received for path in one.paths if path.suffix == WORD)
    return tuple(Issued(path, "dokument", path.stem, Laid.REPLACED) for path in paths)


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
