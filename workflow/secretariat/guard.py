"""The watch (vagt): takes in whatever comes, until it is told to stop; the bell only says when to look."""

import logging
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from workflow.archive.disks import room
from workflow.archive.lock import only_one
from workflow.archive.marker import see_mark
from workflow.archive.readiness import obstacle
from workflow.archive.refusals import why
from workflow.archive.reserve import Reserve
from workflow.archive.settling import Settled, Sighting, Waiting, examined, settle
from workflow.archive.traces import see_no_gap
from workflow.archive.watching import Doorbell
from workflow.errors import InboxError, KlyngeError, MarkError
from workflow.secretariat.due import with_documents
from workflow.secretariat.reception import Received, Reception
from workflow.secretariat.status import FULL_DISK, moment
from workflow.secretariat.taking import Answered, Line, Reader, Stuck
from workflow.secretariat.today import Today
from workflow.secretariat.watchkeeping import Keeper

logger = logging.getLogger("klynge.guard")
SLICE = 0.5
AT_ONCE = 100
LONGEST_PAUSE = 60


def watch(
    reception: Reception,
    stop: threading.Event,
    tell: Callable[[Received], object],
    complain: Callable[[str], object] = logger.warning,
) -> None:
    """Take in whatever comes, until told to stop.

    Args:
        reception: all that the duty needs.
        stop: ends the watch after the file in hand.
        tell: is told of every file that was answered.
        complain: is told in a Danish sentence what keeps the watch from its work, once for each new trouble.

    Raises:
        JournalError: another klynge is at work in the workspace, or the journal is older than the receipts.
    """
    settings = reception.workspace.settings.watch
    see_no_gap(reception.workspace, reception.journal)
    bell = Doorbell(reception.workspace.inbox, silent=settings.polling)
    with only_one(reception.workspace), reception.reader() as reader, Keeper(reception) as keeper, bell:
        one_by_one, look, trouble = _Round(reception, reader, keeper, stop, tell), Look(), ""
        while not stop.is_set():
            look = one_by_one.look(look)
            if look.trouble and look.trouble != trouble:
                complain(look.trouble)
            trouble = look.trouble
            bell.mend()
            keeper.looked(None if look.blind else look.waiting, look.trouble, bell.trouble)
            _wait(bell, keeper, stop, _pause(look, settings.pause, settings.stillness), listen=not look.unsettled)


@dataclass(frozen=True)
class Look:
    """What one look at the inbox showed.

    Attributes:
        seen: the listing, to be compared with the next one.
        waiting: what stays in the inbox, and why.
        unsettled: whether a file may soon lie still.
        more: whether files lie still that were not taken yet.
        trouble: what kept the watch from its work, a Danish sentence, or "".
        blind: how many looks in a row could not read the inbox at all.
        since: when the first of those was.
    """

    seen: tuple[Sighting, ...] = ()
    waiting: tuple[Waiting, ...] = ()
    unsettled: bool = False
    more: bool = False
    trouble: str = ""
    blind: int = 0
    since: datetime | None = None


class _Round:
    """One look after another: what is listed is settled, taken and answered."""

    def __init__(
        self, reception: Reception, reader: Reader, keeper: Keeper, stop: threading.Event, tell: Callable[[Received], object]
    ) -> None:
        self._reception, self._reader, self._keeper, self._stop, self._tell = reception, reader, keeper, stop, tell
        self._reserve = Reserve(reception.workspace.local)
        self._is_tidy = False

    def look(self, before: Look) -> Look:
        """Look at the inbox once and do what there is to do; trouble is told and never ends the watch."""
        try:
            see_mark(self._reception.workspace)
            found = self._reception.inbox.listing()
        except MarkError as reason:
            return self._blind(before, str(reason))
        except OSError as reason:
            return self._blind(before, _cannot_read(before.since or Today().now(), reason))
        settled = examined(settle(before.seen, found), self._obstacle, AT_ONCE)
        look = Look(settled.seen, settled.waiting, settled.unsettled)
        try:
            return self._work(look, settled)
        except KlyngeError as reason:
            return replace(look, trouble=str(reason))
        except OSError as reason:
            return replace(look, trouble=str(InboxError(why(reason))))

    def _obstacle(self, one: Sighting) -> str:
        """Why a file that lies still cannot be taken yet."""
        workspace = self._reception.workspace
        return obstacle(workspace.inbox, one, workspace.settings.watch.patience)

    def _blind(self, before: Look, trouble: str) -> Look:
        """A look that showed nothing: what was seen before is kept."""
        return replace(
            before, unsettled=False, more=False, trouble=trouble, blind=before.blind + 1, since=before.since or Today().now()
        )

    def _work(self, look: Look, settled: Settled) -> Look:
        """Finish what is unfinished, take what lies still as long as there is room, and write the documents that are due.

        Raises:
            KlyngeError: nothing can be read or entered at all.
            OSError: the disk refuses.
        """
        if not self._is_tidy:
            self._reception.tidy()
            self._is_tidy = True
        local = room(self._reception.workspace.local)
        self._reserve.tend(local)
        ready = () if local.is_gone else settled.ready[:AT_ONCE]
        trouble = f"{FULL_DISK.problem} {FULL_DISK.hint}" if local.is_gone and settled.ready else ""
        answered, reason = self._answered(ready)
        for one in answered:
            self._keeper.answered(one)
            if one.arrival:
                self._tell(one)
            else:
                trouble = one.failed[0]
        if reason:
            raise reason
        return replace(look, trouble=trouble, more=len(settled.ready) > len(ready) > 0)

    def _answered(self, ready: tuple[Sighting, ...]) -> tuple[tuple[Received, ...], KlyngeError | OSError | None]:
        """What is answered in this round, and what ended it early.

        Raises:
            KlyngeError: the register or the journal cannot be read.
            OSError: the inbox cannot be read.
        """
        journal = self._reception.journal
        if not (ready or journal.unfinished() or self._reception.inbox.claims() or journal.pending_documents()):
            return (), None
        line = self._reception.line(self._reader, self._reception.load())
        answered: list[Answered | Stuck] = []
        ended: KlyngeError | OSError | None = None
        try:
            for one in self._taken(line, ready):
                answered.append(one)
                self._keeper.pulse()
        except (KlyngeError, OSError) as reason:
            ended = reason
        return tuple(one for one in with_documents(self._reception, answered) if one.is_news), ended

    def _taken(self, line: Line, ready: tuple[Sighting, ...]) -> Iterator[Answered | Stuck]:
        """What a stopped run left, and then what lies still, as long as the watch is not stopped and the inbox is ours.

        Raises:
            KlyngeError: nothing can be read or entered at all, or the inbox is another one.
            OSError: the inbox cannot be read or changed.
        """
        yield from line.unfinished()
        yield from line.take(self._names(ready))

    def _names(self, ready: tuple[Sighting, ...]) -> Iterator[str]:
        """The names of what lies still, each looked for only when its turn has come.

        Raises:
            KlyngeError: the inbox is another one.
            OSError: the inbox cannot be read.
        """
        for sighting in ready:
            if self._stop.is_set():
                return
            see_mark(self._reception.workspace, learn=False)
            yield sighting.name


def _cannot_read(since: datetime, reason: OSError) -> str:
    """The sentence that the inbox is away."""
    return (
        f"Vagten kan ikke læse indbakken siden {moment(since, Today().now())} ({why(reason)}). Se, om netværksdrevet er "
        "forbundet. Intet er gået tabt; vagten prøver igen, til det lykkes."
    )


def _pause(look: Look, pause: int, stillness: int) -> float:
    """How long to wait for the next look: longer and longer while the inbox is away."""
    if look.more:
        return 0
    if look.blind:
        return float(min(pause * 2 ** min(look.blind - 1, 10), max(pause, LONGEST_PAUSE)))
    return stillness if look.unsettled else pause


def _wait(bell: Doorbell, keeper: Keeper, stop: threading.Event, seconds: float, *, listen: bool) -> None:
    """Wait until something stirs, the time is up, or the watch is stopped; in slices, since Windows tells of a Ctrl-C late."""
    until = time.monotonic() + seconds
    while not stop.is_set() and (left := until - time.monotonic()) > 0:
        keeper.pulse()
        if listen:
            if bell.wait(min(left, SLICE)):
                return
        else:
            stop.wait(min(left, SLICE))
