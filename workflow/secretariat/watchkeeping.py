"""What the watch tells of itself: its heartbeat, the status page, the log, and the service manager. All of it best effort."""

import contextlib
import gc
import logging
import time
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Self

from workflow.archive import durable
from workflow.archive.heartbeat import Beat, own_beat, write_beat
from workflow.archive.names import told
from workflow.archive.settling import Waiting
from workflow.errors import JournalError
from workflow.rendering.pages import status_page
from workflow.secretariat.notifying import ServiceManager
from workflow.secretariat.reception import Received, Reception
from workflow.secretariat.scenes import room_left, with_journal
from workflow.secretariat.status import Scene, standing
from workflow.secretariat.today import Today

logger = logging.getLogger("klynge.watch")
BEAT_SECONDS, PAGE_SECONDS = 60.0, 300.0
MOST_ERRORS, MOST_WAITING = 10, 500
UNFREED = 2_000
"""So many objects more than are freed, and Python looks for those that only refer to each other."""


class Keeper:
    """Keeps the heartbeat and the status page of one watch; what it cannot write now, it writes the next time.

    Args:
        reception: the folders and the journal.
    """

    def __init__(self, reception: Reception) -> None:
        self._reception, self._manager, self._now = reception, ServiceManager(), Today().now
        last = own_beat(reception.workspace) or Beat(reception.journal.instance)
        first = Beat.first(reception.journal.instance, self._now())
        self._beat = replace(first, read=last.read, errors=last.errors, waiting=last.waiting)
        self._seen = Remembered({name: since for name, _, since in last.waiting})
        self._waiting = tuple(Waiting(name, reason) for name, reason, _ in last.waiting)
        self._in_sight = False
        self._beaten = self._paged = -PAGE_SECONDS
        self._told = ""

    def __enter__(self) -> Self:
        # The desk lets garbage lie, as a short command may; the watch lives for months, and what it has loaded by now with it.
        gc.freeze()
        gc.set_threshold(UNFREED)
        logger.info("the watch has begun, process %d on %s", self._beat.number, self._beat.machine)
        self._manager.ready()
        self._write()
        return self

    def __exit__(self, *_reason: object) -> None:
        self._manager.stopping()
        self._beat = replace(self._beat, stopped=True)
        self._write()
        logger.info("the watch has stopped")

    def pulse(self) -> None:
        """Say that the watch lives; call it after every file and in every wait."""
        self._manager.alive()
        if time.monotonic() - self._beaten >= BEAT_SECONDS:
            self._write_beat()

    def answered(self, one: Received) -> None:
        """Log one file."""
        self.pulse()
        arrival = one.arrival
        if arrival is None:
            logger.warning("not stored yet: %s", one.failed)
        else:
            stored = arrival.stored
            logger.info("%d %r %d bytes sha256=%s %s", arrival.number, arrival.shown, stored.size, stored.sha256, arrival.outcome)

    def looked(self, waiting: tuple[Waiting, ...] | None, trouble: str, deaf: str) -> None:
        """Tell what a look at the inbox showed.

        Args:
            waiting: what stays in the inbox; None when it could not be read, so that the last state is kept.
            trouble: what keeps the watch from its work, a Danish sentence, or "".
            deaf: why the bell does not ring, a Danish clause, or "".
        """
        at = self._now().isoformat(timespec="seconds")
        self._in_sight = waiting is not None
        if waiting is not None:
            self._waiting = tuple(Waiting(told(one.name), one.reason) for one in waiting)
            self._seen.listed((one.name for one in self._waiting), at)
            self._beat = replace(self._beat, read=at)
        errors = self._beat.errors
        if trouble and trouble != self._beat.trouble:
            logger.warning("trouble: %s", trouble)
            errors = (*errors, (at, trouble))[-MOST_ERRORS:]
        since = tuple((one.name, one.reason, self._seen.since.get(one.name, at)) for one in self._waiting[:MOST_WAITING])
        before, self._beat = self._beat, replace(self._beat, trouble=trouble, deaf=deaf, errors=errors, waiting=since)
        if replace(before, read="") != replace(self._beat, read=""):
            self._write_beat()
        self._tell()

    def _write(self) -> None:
        """Write the heartbeat and the page, whatever they were."""
        self._write_beat()
        self._told = ""
        self._tell()

    def _write_beat(self) -> None:
        """Write the heartbeat, which carries its own time."""
        self._beaten = time.monotonic()
        self._beat = replace(self._beat, seen=self._now().isoformat(timespec="seconds"))
        write_beat(self._reception.workspace, self._beat, shared=self._in_sight)

    def _tell(self) -> None:
        """Write the page when what it tells has changed, and at least every five minutes."""
        told = self._scene()
        said = standing(told)
        still = tuple((label, "" if label in MOVING else value) for label, value in said.details)
        fixed = said.model_copy(update={"at": "", "details": still})
        if repr(fixed) == self._told and time.monotonic() - self._paged < PAGE_SECONDS:
            return
        with contextlib.suppress(OSError):
            durable.write_file(self._reception.workspace.status_page, status_page(said).encode())
            self._told, self._paged = repr(fixed), time.monotonic()
        self._manager.standing(f"{said.state}. {said.state_text}")

    def _scene(self) -> Scene:
        """The scene as the watch itself sees it."""
        workspace, beat = self._reception.workspace, self._beat
        scene = Scene(workspace, self._now(), beat, on_guard=not beat.stopped, waiting=self._waiting, room=room_left(workspace))
        try:
            return with_journal(scene, self._reception.journal)
        except JournalError as reason:
            return replace(scene, trouble=str(reason))


MOVING = frozenset({"Sidst læst", "Ledig plads"})
"""What changes all the time and is no reason to write the page again."""


class Remembered:
    """Since when each name has lain in the inbox. One that is missing from a listing is forgotten after the second time.

    Args:
        since: what the last watch remembered, by name.
    """

    def __init__(self, since: Mapping[str, str]) -> None:
        self.since = dict(since)
        self._missed: set[str] = set()

    def listed(self, names: Iterable[str], at: str) -> None:
        """Take in a listing that was read whole.

        Args:
            names: what lay there.
            at: when, ISO 8601.
        """
        there = set(names)
        gone = self._missed - there
        self.since = {name: since for name, since in self.since.items() if name not in gone} | {
            name: at for name in there if name not in self.since
        }
        self._missed = self.since.keys() - there
