"""The heartbeat of the watch: how it goes, for whoever asks; beside it in the inbox, so that other machines see it.

It is written for people and for ``klynge status``. Nothing is ever decided by it: the rename of a claim is the only arbiter.
"""

import contextlib
import json
import os
import platform
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Self

from pydantic import TypeAdapter, ValidationError

from workflow.archive import durable
from workflow.archive.filing import IN_HAND
from workflow.archive.marker import see_mark
from workflow.archive.workspace import Workspace
from workflow.errors import MarkError

_TIME_FIGURES = 16
LOCAL_FILE, SHARED_FOLDER = "vagt.json", "_vagt"
FRESH = timedelta(minutes=5)
"""A watch that was seen within this time is taken to be running; it writes at least once a minute."""


@dataclass(frozen=True)
class Beat:
    """How a watch goes.

    Attributes:
        instance: the name of its journal.
        machine: the name of the computer.
        number: of the process on that computer.
        started: when, ISO 8601, Danish local time as all that follow.
        seen: when this was written.
        read: when the inbox was last read; "" when it never was.
        stopped: whether it was stopped in good order.
        trouble: what keeps it from its work, a Danish sentence, or "".
        deaf: why it looks on time only and is not called, a Danish clause, or "".
        waiting: name, reason and since when of what stays in the inbox.
        errors: time and sentence of the latest troubles.
    """

    instance: str
    machine: str = ""
    number: int = 0
    started: str = ""
    seen: str = ""
    read: str = ""
    stopped: bool = False
    trouble: str = ""
    deaf: str = ""
    waiting: tuple[tuple[str, str, str], ...] = ()
    errors: tuple[tuple[str, str], ...] = ()

    @classmethod
    def first(cls, instance: str, now: datetime) -> Self:
        """The first beat of a watch on this machine."""
        at = now.isoformat(timespec="seconds")
        return cls(instance, platform.node(), os.getpid(), at, at)

    def is_fresh(self, now: datetime) -> bool:
        """Whether the watch is taken to be running."""
        return not self.stopped and abs(now - datetime.fromisoformat(self.seen)) <= FRESH

    def as_seen_by_others(self) -> "Beat":
        """As much of it as other machines need."""
        return replace(self, waiting=(), errors=())


@dataclass(frozen=True)
class Foreign:
    """Files that another klynge has claimed and not finished.

    Attributes:
        instance: the name of its journal.
        count: how many files.
        since: when the oldest of them was claimed, in UTC.
    """

    instance: str
    count: int
    since: datetime


def write_beat(workspace: Workspace, beat: Beat, *, shared: bool) -> None:
    """Write the beat where this machine looks, and where the others look: best effort, the next one comes soon.

    Args:
        workspace: the folders.
        beat: what is written.
        shared: whether the inbox is thought to be there; into another folder in its place nothing is written.
    """
    with contextlib.suppress(OSError):
        durable.write_file(workspace.local / LOCAL_FILE, _text(beat))
    if shared:
        with contextlib.suppress(OSError, MarkError):
            see_mark(workspace, learn=False)
            durable.write_file(workspace.inbox / SHARED_FOLDER / f"{beat.instance}.json", _text(beat.as_seen_by_others()))


def own_beat(workspace: Workspace) -> Beat | None:
    """The last beat of the watch on this machine; None where none was ever written, or it cannot be read."""
    return _read(workspace.local / LOCAL_FILE)


def other_beats(workspace: Workspace, instance: str) -> tuple[Beat, ...]:
    """The last beat of every other klynge that takes from the same inbox.

    Args:
        workspace: the folders.
        instance: our own name, which is left out.
    """
    try:
        files = sorted((workspace.inbox / SHARED_FOLDER).glob("*.json"))
    except OSError:
        return ()
    found = (_read(file) for file in files if file.stem != instance)
    return tuple(beat for beat in found if beat and beat.instance != instance)


def foreign_claims(workspace: Workspace, instance: str) -> tuple[Foreign, ...]:
    """What lies claimed by others in the inbox; we never touch it.

    Raises:
        OSError: the inbox cannot be read.
    """
    found = []
    for folder in sorted((workspace.inbox / IN_HAND).glob("*/")):
        times = sorted(_claimed_at(path.name) for path in folder.iterdir())
        if folder.name != instance and times:
            found.append(Foreign(folder.name, len(times), times[0]))
    return tuple(found)


def _claimed_at(name: str) -> datetime:
    """When a file was claimed, by its id; the beginning of time for a name that is none of ours."""
    try:
        return datetime.fromtimestamp(int(name[:_TIME_FIGURES], 16) // 1_000_000_000, UTC)
    except (ValueError, OverflowError, OSError):
        return datetime.fromtimestamp(0, UTC)


def _text(beat: Beat) -> bytes:
    """The beat as it is written."""
    return json.dumps(asdict(beat), ensure_ascii=False, indent=1).encode("utf-8", "replace")


def _read(file: Path) -> Beat | None:
    """The beat in a file; None where there is none that we understand."""
    try:
        return _BEAT.validate_json(file.read_bytes())
    except (OSError, ValidationError):
        return None


_BEAT = TypeAdapter(Beat)
