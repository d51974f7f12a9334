"""One file on its way: claimed, stored, entered, judged, decided, answered, archived, and safe whenever the power fails.

After each step the restart knows what to do: a claimed file without a page in the journal is entered, a page that is not
done is carried on from where it stands. The original moves last and is never deleted.
"""

import contextlib
import logging
from collections.abc import Callable, Container, Iterable, Iterator
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Protocol

from workflow import danish
from workflow.archive import durable
from workflow.archive.entries import Arrival, State, Stored
from workflow.archive.filing import Claimed, Inbox
from workflow.archive.journal import Journal
from workflow.archive.marker import see_mark
from workflow.archive.names import numbered, told
from workflow.archive.originals import LARGEST, ChangingError, Originals
from workflow.archive.owners import open_in
from workflow.archive.readiness import is_being_written
from workflow.archive.refusals import why
from workflow.archive.settling import TAKEN_OPEN
from workflow.archive.workspace import Workspace
from workflow.domain.findings import error, note
from workflow.domain.receipts import Receipt
from workflow.domain.register import Register
from workflow.intake.submissions import Submission
from workflow.rendering.pages import receipt_page
from workflow.secretariat.deciding import decide, known_duplicate, repeat
from workflow.secretariat.judging import Verdict
from workflow.secretariat.parsing import ParserDiedError
from workflow.secretariat.picturing import pictures_in
from workflow.secretariat.replying import replies
from workflow.secretariat.rows import judge_all

logger = logging.getLogger("klynge.taking")
TRIES = 3


class Reader(Protocol):
    """What reads files: the standing child."""

    def ready(self) -> None:
        """See that it can read at all."""

    def read(self, path: Path, name: str) -> Submission:
        """What a file says; raises ``ParserDiedError`` where it did not survive that."""


@dataclass(frozen=True)
class Answered:
    """A file whose decision stands.

    Attributes:
        arrival: the file, with its receipt.
        receipt: where the receipt lies; None when it could not be laid yet.
        trouble: what could not be done yet, a Danish sentence, or "".
    """

    arrival: Arrival
    receipt: Path | None
    trouble: str = ""


@dataclass(frozen=True)
class Stuck:
    """A claimed file that could not be stored; it is tried again.

    Attributes:
        name: the file's name as it may be shown.
        reason: why, a Danish clause.
    """

    name: str
    reason: str


@dataclass(frozen=True)
class _Begun:
    """A file that was entered, and that the child may be reading."""

    arrival: Arrival
    reading: Future[Submission] | None

    @property
    def must_end_first(self) -> bool:
        """Whether it may have to be read once more, so that the child must not begin with the next one; waits for the answer."""
        return self.reading is None or self.reading.exception() is not None


@dataclass(frozen=True)
class Line:
    """The line along which every file goes, one at a time.

    Attributes:
        workspace: the folders.
        journal: the book of decisions.
        register: the bodies and their rules.
        reader: reads files.
        now: tells the time.
        pause: waits so many seconds.
    """

    workspace: Workspace
    journal: Journal
    register: Register
    reader: Reader
    now: Callable[[], datetime]
    pause: Callable[[float], object]

    @property
    def inbox(self) -> Inbox:
        """The inbox, with this journal's own place in it."""
        return Inbox(self.workspace.inbox, self.journal.instance)

    @property
    def originals(self) -> Originals:
        """The store."""
        return Originals(self.workspace.local)

    def unfinished(self) -> Iterator[Answered | Stuck]:
        """Carry on what a stopped run left: pages that are not done, then claimed files that have no page.

        Raises:
            KlyngeError: nothing can be read or entered at all.
            OSError: the inbox cannot be read.
        """
        self.inbox.pack_leftovers()
        arrivals = self.journal.unfinished()
        if arrivals or self.inbox.claims():
            settle_folders(self.workspace, self.inbox)
        for arrival in arrivals:
            yield self._carry_on(arrival)
        for claim in self.inbox.claims():
            if not self.journal.has(claim.id):
                yield self._take_over(claim)

    def take(self, names: Iterable[str]) -> Iterator[Answered | Stuck]:
        """Take files from the inbox one after the other, each with whatever it turned into while it was taken.

        While one file is decided and answered, the next one is read already. Nothing is yielded for a file that is gone,
        or that is open or closed to us: it stays where it is.

        Args:
            names: asked for the next one only when its turn has come.

        Raises:
            KlyngeError: nothing can be read or entered at all.
            OSError: the inbox cannot be read or changed.
        """
        tried: set[str] = set()
        with ThreadPoolExecutor(1) as aside:
            before: _Begun | None = None
            for claim in filter(None, map(self._claim, names)):
                tried.add(claim.id)
                entered = self._enter(claim)
                if isinstance(entered, Stuck):
                    yield entered
                    continue
                if before and before.must_end_first:
                    yield self._carry_on(before.arrival, before.reading)
                    before = None
                begun = _Begun(entered, self._begin_reading(entered, aside))
                if before:
                    yield self._carry_on(before.arrival, before.reading)
                before = begun
            if before:
                yield self._carry_on(before.arrival, before.reading)
        yield from self._changed_meanwhile(tried)

    def _changed_meanwhile(self, tried: Container[str]) -> Iterator[Answered | Stuck]:
        """Take what files were changed into while we had them in hand, but for the claims that were tried just now."""
        for claim in self.inbox.claims():
            if claim.id not in tried and not self.journal.has(claim.id):
                yield self._take_over(claim)

    def _claim(self, name: str) -> Claimed | None:
        """Claim a file that nobody is writing; None for one that is gone, or that is open or closed to us."""
        try:
            return None if is_being_written(self.inbox.folder / name) else self.inbox.claim(name)
        except (FileNotFoundError, PermissionError) as reason:
            logger.info("left %s where it is: %s", ascii(told(name)), reason)
            return None

    def _begin_reading(self, arrival: Arrival, aside: Executor) -> Future[Submission] | None:
        """Let the child begin with a file, unless it need not or must not be read."""
        if not arrival.stored.sha256 or arrival.given_up or known_duplicate(arrival, self.journal):
            return None
        self.reader.ready()
        self.journal.attempt(arrival.number)
        return aside.submit(self.reader.read, self.originals.path(arrival.stored.sha256), arrival.called)

    def _take_over(self, claim: Claimed) -> Answered | Stuck:
        """Bring a claimed file without a page to its end; one that cannot be stored stays claimed."""
        entered = self._enter(claim)
        return entered if isinstance(entered, Stuck) else self._carry_on(entered)

    def _enter(self, claim: Claimed) -> Arrival | Stuck:
        """Store a claimed file and give it a page in the journal; one that cannot be stored stays claimed."""
        try:
            stored = self._kept(claim)
        except ChangingError:
            return Stuck(told(claim.name), "den er ved at blive skrevet")
        except OSError as reason:
            logger.warning("cannot store %s: %s", ascii(told(claim.name)), reason)
            return Stuck(told(claim.name), why(reason))
        return self.journal.store(claim.id, claim.name, stored, self.now().isoformat(timespec="seconds"))

    def _kept(self, claim: Claimed) -> Stored:
        """The bytes of a claimed file, safe in the store; one that changes while it is copied is waited for, within bounds.

        Raises:
            ChangingError: somebody opened it to write just before it was claimed, or it changes time and again.
            OSError: it cannot be read, or the disk refuses.
        """
        if is_being_written(claim.path):
            raise ChangingError(claim.name)
        for _ in range(TRIES - 1):
            with contextlib.suppress(ChangingError):
                return self.originals.keep(claim.path, claim.id)
            self.pause(self.workspace.settings.watch.stillness)
        return self.originals.keep(claim.path, claim.id)

    def _carry_on(self, arrival: Arrival, reading: Future[Submission] | None = None) -> Answered:
        """Bring an arrival from where it stands to its end."""
        if arrival.state is State.STORED:
            self._settle(arrival, reading)
            arrival = self.journal.arrival(arrival.number)
        try:
            receipt = self._lay_receipt(arrival)
        except OSError as reason:
            return Answered(arrival, None, _not_yet("Kvitteringen", reason))
        try:
            self._archive(arrival)
        except OSError as reason:
            return Answered(arrival, receipt, _not_yet("Originalen i _arkiv", reason))
        self.journal.finish(arrival.number)
        return Answered(arrival, receipt)

    def _settle(self, arrival: Arrival, reading: Future[Submission] | None) -> None:
        """Judge a stored file and enter what is decided."""
        original = known_duplicate(arrival, self.journal)
        if original:
            repeat(arrival, original, self.journal)
            return
        submission = self._with_open(arrival, self._read(arrival, reading))
        pictures = pictures_in(self.originals.path(arrival.stored.sha256), submission.answers)
        verdict: Verdict = judge_all(submission, self.register, self.journal, datetime.fromisoformat(arrival.received), pictures)
        decide(arrival, verdict, self.journal, self.register)

    def _read(self, arrival: Arrival, reading: Future[Submission] | None) -> Submission:
        """What the file says, if it is being read already or not; one that no parser survives is given up."""
        if not arrival.stored.sha256:
            limit = danish.thousands(LARGEST // 1_000_000)
            problem = f"Filen er for stor; vi tager højst imod {limit} MB."
            return _unread(arrival, problem, "Del filen, eller tag billederne ud, og læg den i indbakken igen.")
        while not arrival.given_up:
            try:
                if reading:
                    return reading.result()
                self.reader.ready()
                self.journal.attempt(arrival.number)
                return self.reader.read(self.originals.path(arrival.stored.sha256), arrival.called)
            except ParserDiedError:
                reading = None
                logger.warning("the parser died of arrival %d", arrival.number)
                self.journal.parser_died(arrival.number)
                arrival = self.journal.arrival(arrival.number)
        return _unread(arrival, "Filen kan ikke læses.", "Kopiér svarene over i et nyt, tomt skema, og læg det i indbakken.")

    def _with_open(self, arrival: Arrival, submission: Submission) -> Submission:
        """What the file says, with a note when a lock file says that somebody still had it open: it held the file up in vain."""
        where = open_in(self.inbox.folder, arrival.name)
        if not where:
            return submission
        remedy = "Er der rettet i den siden, så gem den, luk den, og læg den i indbakken igen."
        found = note("", TAKEN_OPEN.format(where=where), remedy).located(submission.file)
        return submission.model_copy(update={"findings": (*submission.findings, found)})

    def _lay_receipt(self, arrival: Arrival) -> Path:
        """Lay the receipt where staff look, after the files that lie beside it: where it lies, they lie as well."""
        receipt: Receipt | None = arrival.receipt
        if receipt is None:
            return self._lay(arrival.receipt_name, b"")
        for number, row in enumerate(receipt.rows, 1):
            row_id = f"{arrival.id}{number:04}"
            if row.file and not self.journal.has(row_id):
                self.inbox.hand_over(row_id, row.file, f"{row.content}\n".encode())
        for name, content in replies(arrival, receipt, self.originals.path(arrival.stored.sha256)):
            self._lay(name, content)
        return self._lay(arrival.receipt_name, receipt_page(receipt, self.journal.instance).encode())

    def _lay(self, name: str, content: bytes) -> Path:
        """Lay a file among the receipts; one that lies there already is left, and nothing is overwritten."""
        for place in numbered(self.workspace.receipts / name):
            if not place.exists():
                durable.write_new(place, content)
                return place
            if place.read_bytes() == content:
                return place
        raise AssertionError  # numbered never ends

    def _archive(self, arrival: Arrival) -> None:
        """Move the original to the archive; one that was changed since it was stored is a new arrival of its own."""
        claim = self.inbox.claimed(arrival.id)
        if claim is None:
            see_mark(self.workspace, learn=False)  # a share that is away is no file that somebody took
            return
        found = claim.path.lstat()
        if (found.st_size, found.st_mtime_ns) != (arrival.stored.size, arrival.stored.modified):
            self.inbox.reclaim(claim)
        else:
            self.inbox.archive(claim, int(arrival.received[:4]))


def settle_folders(workspace: Workspace, inbox: Inbox) -> None:
    """See to the disk the names that a stopped or failed run may have changed, before anything is built on them.

    Raises:
        OSError: the disk refuses.
    """
    receipts = (workspace.outbox.parent, workspace.outbox, workspace.receipts)
    durable.settle((*Originals(workspace.local).folders, *inbox.folders, *receipts))


def _unread(arrival: Arrival, problem: str, hint: str) -> Submission:
    """The submission of a file that was not read."""
    return Submission(file=arrival.shown, findings=(error("", problem, hint),))


def _not_yet(what: str, reason: OSError) -> str:
    """The sentence that something could not be written yet."""
    return f"{what} kunne ikke skrives ({why(reason)}); det sker næste gang."
