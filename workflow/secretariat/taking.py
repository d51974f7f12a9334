"""One file on its way: claimed, stored, entered, judged, decided, answered, archived, and safe whenever the power fails.

After each step the restart knows what to do: a claimed file without a page in the journal is entered, a page that is not
done is carried on from where it stands. The original moves last and is never deleted.
"""

import logging
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Protocol

from workflow import danish
from workflow.archive import durable
from workflow.archive.entries import Arrival, State
from workflow.archive.filing import Claimed, Inbox, is_being_written
from workflow.archive.journal import Journal
from workflow.archive.names import numbered, shown
from workflow.archive.originals import LARGEST, ChangingError, Originals
from workflow.archive.refusals import why
from workflow.archive.workspace import Workspace
from workflow.domain.findings import error
from workflow.domain.receipts import Receipt
from workflow.domain.register import Register
from workflow.intake.submissions import Submission
from workflow.rendering.pages import receipt_page
from workflow.secretariat.deciding import decide, known_duplicate, repeat
from workflow.secretariat.judging import Verdict, judge
from workflow.secretariat.parsing import ParserDiedError

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
        for arrival in self.journal.unfinished():
            yield self._carry_on(arrival)
        for claim in self.inbox.claims():
            if not self.journal.has(claim.id):
                yield self._enter(claim)

    def take(self, name: str) -> Iterator[Answered | Stuck]:
        """Take one file from the inbox, and whatever it turned into while it was taken.

        Nothing is yielded for a file that is gone, or that is open or closed to us: it stays where it is.

        Raises:
            KlyngeError: nothing can be read or entered at all.
            OSError: the inbox cannot be read or changed.
        """
        try:
            if is_being_written(self.inbox.folder / name):
                return
            claim = self.inbox.claim(name)
        except (FileNotFoundError, PermissionError) as reason:
            logger.info("left %s where it is: %s", ascii(name), reason)
            return
        yield self._enter(claim)
        for later in self.inbox.claims():  # what was changed while we had it in hand
            if later.name == claim.name and not self.journal.has(later.id) and later.id > claim.id:
                yield self._enter(later)

    def _enter(self, claim: Claimed) -> Answered | Stuck:
        """Store a claimed file, give it a page in the journal, and carry on; one that cannot be stored stays claimed."""
        for _ in range(TRIES):
            try:
                stored = self.originals.keep(claim.path, claim.id)
                break
            except ChangingError:
                self.pause(self.workspace.settings.watch.stillness)
            except OSError as reason:
                logger.warning("cannot store %s: %s", ascii(claim.name), reason)
                return Stuck(shown(claim.name), why(reason))
        else:
            return Stuck(shown(claim.name), "den er ved at blive skrevet")
        received = self.now().isoformat(timespec="seconds")
        return self._carry_on(self.journal.store(claim.id, claim.name, stored, received))

    def _carry_on(self, arrival: Arrival) -> Answered:
        """Bring an arrival from where it stands to its end."""
        if arrival.state is State.STORED:
            self._settle(arrival)
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

    def _settle(self, arrival: Arrival) -> None:
        """Judge a stored file and enter what is decided."""
        original = known_duplicate(arrival, self.journal)
        if original:
            repeat(arrival, original, self.journal)
            return
        submission = self._read(arrival)
        verdict: Verdict = judge(submission, self.register, self.journal, datetime.fromisoformat(arrival.received))
        decide(arrival, verdict, self.journal, self.register)

    def _read(self, arrival: Arrival) -> Submission:
        """What the file says; a file that no parser survives is given up, and the submission says so."""
        if not arrival.stored.sha256:
            limit = danish.thousands(LARGEST // 1_000_000)
            problem = f"Filen er for stor; vi tager højst imod {limit} MB."
            return _unread(arrival, problem, "Del filen, eller tag billederne ud, og læg den i indbakken igen.")
        while not arrival.given_up:
            self.reader.ready()
            self.journal.attempt(arrival.number)
            try:
                return self.reader.read(self.originals.path(arrival.stored.sha256), arrival.shown)
            except ParserDiedError:
                logger.warning("the parser died of arrival %d", arrival.number)
                self.journal.parser_died(arrival.number)
                arrival = self.journal.arrival(arrival.number)
        return _unread(arrival, "Filen kan ikke læses.", "Kopiér svarene over i et nyt, tomt skema, og læg det i indbakken.")

    def _lay_receipt(self, arrival: Arrival) -> Path:
        """Lay the receipt where staff look; one that lies there already is left, and nothing is overwritten."""
        receipt: Receipt | None = arrival.receipt
        content = receipt_page(receipt).encode() if receipt else b""
        for place in numbered(self.workspace.receipts / arrival.receipt_name):
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
            return
        found = claim.path.lstat()
        if (found.st_size, found.st_mtime_ns) != (arrival.stored.size, arrival.stored.modified):
            self.inbox.reclaim(claim)
        else:
            self.inbox.archive(claim, int(arrival.received[:4]))


def _unread(arrival: Arrival, problem: str, hint: str) -> Submission:
    """The submission of a file that was not read."""
    return Submission(file=arrival.shown, findings=(error("", problem, hint),))


def _not_yet(what: str, reason: OSError) -> str:
    """The sentence that something could not be written yet."""
    return f"{what} kunne ikke skrives ({why(reason)}); det sker næste gang."
