"""The duty to make the journal again (genopbyg): from originals, receipts and the archive, without a second receipt for anything.

What a receipt says stands: its number, its time and its outcome. An accepted file is read again: the agenda needs its answers.
"""

from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from workflow.archive.aside import sound_journal
from workflow.archive.entries import Arrival, Decision, Stored
from workflow.archive.filing import Inbox
from workflow.archive.heartbeat import other_beats
from workflow.archive.journal import Journal
from workflow.archive.lock import only_one
from workflow.archive.marker import see_mark
from workflow.archive.originals import Originals
from workflow.archive.refusals import why
from workflow.archive.traces import Trace, archived, traces
from workflow.archive.workspace import Workspace
from workflow.domain.cpr import BLOT
from workflow.domain.receipts import Outcome, Receipt
from workflow.domain.register import Register
from workflow.errors import InboxError, JournalError, KlyngeError
from workflow.secretariat.deciding import decide
from workflow.secretariat.fates import receipt_number, said_number
from workflow.secretariat.parsing import Parser
from workflow.secretariat.picturing import pictures_in
from workflow.secretariat.rows import judge_all
from workflow.secretariat.status import OUTCOMES
from workflow.secretariat.taking import Reader
from workflow.secretariat.today import Today

_READ_AGAIN = frozenset({Outcome.ACCEPTED, Outcome.KEPT, Outcome.REJECTED})


@dataclass
class Rebuilt:
    """What was made again.

    Attributes:
        aside: where the journal lies that could not be used.
        restored: the numbers of the arrivals that were entered again from their receipts.
        unanswered: how many archived files without a receipt were entered; the next run answers them.
        fetched: the numbers of the originals that were fetched back from the archive.
        sent: how many agendas are known again to have been sent.
        doubts: what somebody must look at, Danish sentences.
    """

    aside: tuple[Path, ...] = ()
    restored: list[int] = field(default_factory=list)
    unanswered: int = 0
    fetched: list[int] = field(default_factory=list)
    sent: int = 0
    doubts: list[str] = field(default_factory=list)


def rebuild(
    workspace: Workspace,
    register: Register,
    today: Today,
    reader: Callable[[], AbstractContextManager[Reader]] = Parser,
    finish: Callable[[Journal], Iterable[str]] = lambda _journal: (),
) -> Rebuilt:
    """Make the journal again where it is broken or lost, and enter what it lacks where it is only too old.

    Nothing is overwritten: a broken journal is put aside, receipts and originals stay as they are.

    Args:
        workspace: the folders.
        register: the bodies and their rules, by which accepted files are placed again.
        today: the clock; documents for meetings before this day are left as they are.
        reader: starts what reads files, for the length of a block.
        finish: is handed the journal when it is whole, before anybody else may have it, and tells what somebody must look at.

    Raises:
        JournalError: another klynge is at work, or it is not clear which receipts belong to this machine.
        MarkError: the folder in the inbox's place is not the inbox.
        InboxError: the disk refuses.
    """
    rebuilt = Rebuilt()
    try:
        with only_one(workspace):
            see_mark(workspace, learn=False)
            journal, rebuilt.aside = sound_journal(workspace)
            with journal, reader() as reads:
                again = _Again(workspace, journal, register, reads, rebuilt)
                again.enter_receipts()
                again.enter_archive(today.now())
                again.fetch_originals()
                rebuilt.sent = journal.restore_publications()
                journal.documents_past(today.today())
                rebuilt.doubts += finish(journal)
    except OSError as reason:
        raise InboxError(why(reason)) from reason
    return rebuilt


@dataclass(frozen=True)
class _Again:
    """One journal that is being completed."""

    workspace: Workspace
    journal: Journal
    register: Register
    reader: Reader
    rebuilt: Rebuilt

    @property
    def _inbox(self) -> Inbox:
        return Inbox(self.workspace.inbox, self.journal.instance)

    @property
    def _originals(self) -> Originals:
        return Originals(self.workspace.local)

    def enter_receipts(self) -> None:
        """Enter every arrival that has a receipt of this journal and no decision in it, in the order of the numbers."""
        known = {arrival.id: arrival for arrival in self.journal.arrivals()}
        taken = {arrival.number for arrival in known.values()}
        places = archived(self.workspace)
        for trace in traces(self.workspace):
            arrival = known.get(trace.id)
            if trace.journal != self.journal.instance or (arrival and arrival.outcome):
                continue
            if arrival is None and trace.number in taken:
                self._doubt(
                    trace, "kan ikke indføres igen, for nummeret er brugt til en anden fil. Spørg den, der står for klynge"
                )
                continue
            self._enter(trace, arrival, places)
            self.rebuilt.restored.append(trace.number)

    def _enter(self, trace: Trace, arrival: Arrival | None, places: dict[str, Path]) -> None:
        """Enter one arrival as its receipt tells it, and finish it."""
        claim = self._inbox.claimed(trace.id)
        file = claim.path if claim else places.get(trace.id)
        stored = self._stored(trace, file)
        if claim:
            self._inbox.archive(claim, int(trace.received[:4]))
        if arrival is None:
            self.journal.restore(Arrival(trace.number, trace.id, _name(trace, file), stored, trace.received))
        arrival = self.journal.arrival(trace.number)
        if not (trace.outcome in _READ_AGAIN and self._decided_again(arrival, trace.outcome)):
            self._decide_plainly(arrival, trace)

    def _stored(self, trace: Trace, file: Path | None) -> Stored:
        """Where the bytes of an arrival are: in the store, or fetched into it from the file that was taken or archived."""
        if file is None:
            if trace.sha256 and not self._originals.holds(trace.sha256):
                self._doubt(trace, "har ingen original mere, hverken i mappen data eller i indbakkens _arkiv")
            return Stored(trace.sha256, 0, 0)
        found = file.lstat()
        if trace.sha256 and not self._originals.holds(trace.sha256):
            kept = self._originals.keep(file, trace.id)
            if kept.sha256 != trace.sha256:
                self._doubt(trace, "ligger i indbakkens _arkiv med et andet indhold end det, kvitteringen gælder")
        return Stored(trace.sha256, found.st_size, found.st_mtime_ns)

    def _decided_again(self, arrival: Arrival, outcome: Outcome) -> bool:
        """Read a file again that was accepted, kept as an attachment, or sent back with its files, and enter what it says.

        Returns:
            Whether the outcome is the same today; if not, nothing is entered, and for an accepted one somebody is told.
        """
        try:
            submission = self.reader.read(self._originals.path(arrival.stored.sha256), arrival.called)
            pictures = pictures_in(self._originals.path(arrival.stored.sha256), submission.answers)
            verdict = judge_all(submission, self.register, self.journal, datetime.fromisoformat(arrival.received), pictures)
            with self.journal.transaction():
                decide(arrival, verdict, self.journal, self.register)
                self.journal.finish(arrival.number)
                if self.journal.arrival(arrival.number).outcome is outcome:
                    return True
                raise _OtherwiseError
        except JournalError:
            raise
        except KlyngeError:
            if outcome is not Outcome.ACCEPTED:
                return False
            file = f"{said_number(arrival.number).capitalize()} {arrival.shown}"
            self.rebuilt.doubts.append(
                f"{file} blev modtaget dengang, men kan ikke læses på samme måde i dag. Find originalen i indbakkens _arkiv, og "
                "læg den i indbakken igen; kvitteringen siger, hvad der er i vejen."
            )
            return False

    def _decide_plainly(self, arrival: Arrival, trace: Trace) -> None:
        """Enter what the receipt says, without answers; an accepted file that cannot be read counts as kept only."""
        outcome = Outcome.KEPT if trace.outcome is Outcome.ACCEPTED else trace.outcome
        twin = self.journal.same_bytes(arrival) if outcome is Outcome.DUPLICATE else None
        receipt = Receipt(
            number=receipt_number(arrival),
            outcome=outcome,
            sender="Klyngesekretariatet",
            state=OUTCOMES[outcome].capitalize(),
            checksum=trace.sha256,
            arrival=trace.id,
            received=trace.received,
            file=trace.file,
        )
        decision = Decision(outcome, receipt, trace.receipt.name, duplicate_of=twin.number if twin else None)
        with self.journal.transaction():  # with the decision it is done as well: its receipt lies there, and none is laid again
            self.journal.decide(arrival.number, decision)
            self.journal.finish(arrival.number)

    def enter_archive(self, now: datetime) -> None:
        """Enter archived files that nobody knows of and that were ours: the next run gives each of them its receipt."""
        told = {trace.id for trace in traces(self.workspace)}
        alone = not other_beats(self.workspace, self.journal.instance)
        for arrival_id, file in archived(self.workspace).items():
            if arrival_id in told or self.journal.has(arrival_id):
                continue
            stored = self._originals.keep(file, arrival_id) if alone else None
            if stored:
                name = file.name.partition("~")[2]
                self.journal.store(arrival_id, name, stored, now.isoformat(timespec="seconds"))
                self.rebuilt.unanswered += 1

    def fetch_originals(self) -> None:
        """Fetch from the archive every original that the store has lost or holds damaged."""
        places = archived(self.workspace)
        for arrival in self._lost():
            file = places.get(arrival.id)
            if file and self._originals.keep(file, arrival.id).sha256 == arrival.stored.sha256:
                self.rebuilt.fetched.append(arrival.number)

    def _lost(self) -> Iterator[Arrival]:
        """The arrivals whose original is not in the store as it was."""
        for arrival in self.journal.arrivals():
            if arrival.stored.sha256 and not self._originals.holds(arrival.stored.sha256):
                yield arrival

    def _doubt(self, trace: Trace, what: str) -> None:
        """Note what somebody must look at."""
        self.rebuilt.doubts.append(f"{said_number(trace.number).capitalize()} {trace.file} {what}.")


def _name(trace: Trace, file: Path | None) -> str:
    """The sender's file name; where the receipt does not tell all of it, as it is in the archive."""
    return file.name.partition("~")[2] if BLOT in trace.file and file else trace.file


class _OtherwiseError(KlyngeError):
    """The file would be judged otherwise today: what was entered is rolled back."""
