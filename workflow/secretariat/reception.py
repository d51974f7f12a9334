"""What the duty to receive works with, and what it hands back: one value for each file that came in."""

import time
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path

from workflow.archive import durable
from workflow.archive.entries import Arrival, Due
from workflow.archive.filing import Inbox
from workflow.archive.journal import Journal
from workflow.archive.originals import Originals
from workflow.archive.workspace import Workspace
from workflow.domain.findings import errors
from workflow.domain.register import Register
from workflow.secretariat.fates import said_number
from workflow.secretariat.parsing import Parser
from workflow.secretariat.taking import Answered, Line, Reader, Stuck, settle_folders
from workflow.secretariat.today import Today

Issue = Callable[[Due], Sequence[Path]]
"""Writes a document that is due and tells where it lies; raises ``KlyngeError`` or ``OSError`` where it cannot."""


@dataclass(frozen=True)
class Reception:
    """All that the duty needs.

    Attributes:
        workspace: the folders and settings.
        journal: the book of decisions.
        load: reads the register; raises ``RegisterError`` when it has errors.
        today: the clock.
        issue: writes a document that is due.
        reader: starts what reads files, for the length of a block.
        pause: waits so many seconds.
    """

    workspace: Workspace
    journal: Journal
    load: Callable[[], Register]
    today: Today
    issue: Issue
    reader: Callable[[], AbstractContextManager[Reader]] = Parser
    pause: Callable[[float], object] = time.sleep

    @property
    def inbox(self) -> Inbox:
        """The inbox, with this journal's own place in it."""
        return Inbox(self.workspace.inbox, self.journal.instance)

    def tidy(self) -> None:
        """Take away the half copies of a killed run, and see the rest to the disk; only for the one that holds the lock.

        Raises:
            OSError: the disk refuses.
        """
        settle_folders(self.workspace, self.inbox)
        Originals(self.workspace.local).clear_half_copies()
        durable.clear_temporaries(self.workspace.receipts)
        durable.clear_temporaries(self.workspace.inbox)
        durable.clear_temporaries(self.inbox.in_hand)

    def line(self, reader: Reader, register: Register) -> Line:
        """The line along which files go."""
        return Line(self.workspace, self.journal, register, reader, self.today.now, self.pause)


@dataclass(frozen=True)
class Received:
    """A file that came in and what became of it.

    Attributes:
        arrival: its page in the journal, with the receipt; None when it could not even be stored.
        paths: what was written because of it: the receipt, then documents.
        sentence: what became of it, in a Danish sentence.
        failed: what could not be written, in Danish sentences; it is tried again.
        is_news: whether anything happened that was not told before.
    """

    arrival: Arrival | None
    paths: tuple[Path, ...]
    sentence: str
    failed: tuple[str, ...] = ()
    is_news: bool = True

    @property
    def rejected(self) -> bool:
        """Whether it was sent back, or repeats something that was."""
        receipt = self.arrival.receipt if self.arrival else None
        return receipt is not None and bool(errors(receipt.findings))


def received(answered: Answered) -> Received:
    """A file that was answered, as it is told."""
    arrival = answered.arrival
    state = arrival.receipt.state if arrival.receipt else ""
    sentence = f"{said_number(arrival.number).capitalize()} {arrival.shown}: {state}."
    if arrival.duplicate_of:
        sentence = f"{said_number(arrival.number).capitalize()} {arrival.shown}: dublet af {said_number(arrival.duplicate_of)}."
    paths = (answered.receipt,) if answered.receipt else ()
    return Received(arrival, paths, sentence, (answered.trouble,) if answered.trouble else ())


def stuck(one: Stuck) -> Received:
    """A file that could not be stored yet, as it is told."""
    sentence = f"{one.name} kunne ikke gemmes ({one.reason}). Den ligger i indbakkens _igang og prøves igen."
    return Received(None, (), f"{one.name} er ikke taget imod endnu.", (sentence,))


def catching_up(arrival: Arrival) -> Received:
    """An earlier file whose documents are written only now."""
    sentence = f"Her er de dokumenter, der ventede, for {said_number(arrival.number)} {arrival.shown}."
    return Received(arrival, (), sentence, is_news=False)
