"""The watch (vagt): takes in whatever comes, until it is told to stop; the bell only says when to look."""

import logging
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass

from workflow.archive.lock import only_one
from workflow.archive.refusals import why
from workflow.archive.settling import Settled, Sighting, settle
from workflow.archive.watching import Doorbell
from workflow.errors import InboxError, KlyngeError
from workflow.secretariat.due import with_documents
from workflow.secretariat.reception import Received, Reception
from workflow.secretariat.taking import Reader

logger = logging.getLogger("klynge.guard")
SLICE = 0.5


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
        JournalError: another klynge is at work in the workspace.
    """
    settings = reception.workspace.settings.watch
    bell = Doorbell(reception.workspace.inbox, polling=settings.polling, interval=settings.pause)
    look, trouble = Look(), ""
    with only_one(reception.workspace), reception.reader() as reader, bell:
        reception.tidy()
        while not stop.is_set():
            look = _look(reception, reader, look.seen, stop, tell)
            if look.trouble and look.trouble != trouble:
                complain(look.trouble)
            trouble = look.trouble
            bell.mend()
            _wait(bell, stop, settings.stillness if look.unsettled else settings.pause, listen=not look.unsettled)


@dataclass(frozen=True)
class Look:
    """What one look at the inbox showed.

    Attributes:
        seen: the listing, to be compared with the next one.
        unsettled: whether a file may soon lie still.
        trouble: what kept the watch from its work, a Danish sentence, or "".
    """

    seen: tuple[Sighting, ...] = ()
    unsettled: bool = False
    trouble: str = ""


def _look(
    reception: Reception,
    reader: Reader,
    seen: tuple[Sighting, ...],
    stop: threading.Event,
    tell: Callable[[Received], object],
) -> Look:
    """Look at the inbox once and do what there is to do; trouble is told and never ends the watch."""
    settled = Settled((), (), unsettled=False)
    try:
        found = reception.inbox.listing()
        settled, seen = settle(seen, found), found
        trouble = ""
        for one in _round(reception, reader, settled, stop):
            if one.arrival:
                tell(one)
            else:
                trouble = one.failed[0]
    except KlyngeError as reason:
        return Look(seen, settled.unsettled, str(reason))
    except OSError as reason:
        return Look(seen, settled.unsettled, str(InboxError(why(reason))))
    return Look(seen, settled.unsettled, trouble)


def _round(reception: Reception, reader: Reader, settled: Settled, stop: threading.Event) -> tuple[Received, ...]:
    """Finish what is unfinished, take what lies still, and write the documents that are due."""
    journal = reception.journal
    if not (settled.ready or journal.unfinished() or reception.inbox.claims() or journal.pending_documents()):
        return ()
    line = reception.line(reader, reception.load())
    answered = list(line.unfinished())
    for one in settled.ready:
        if stop.is_set():
            break
        answered += line.take(one.name)
    return tuple(one for one in with_documents(reception, answered) if one.is_news)


def _wait(bell: Doorbell, stop: threading.Event, seconds: float, *, listen: bool) -> None:
    """Wait until something stirs, the time is up, or the watch is stopped."""
    until = time.monotonic() + seconds
    while not stop.is_set() and (left := until - time.monotonic()) > 0:
        if listen:
            if bell.wait(min(left, SLICE)):
                return
        else:
            stop.wait(left)
