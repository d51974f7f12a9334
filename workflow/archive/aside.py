"""A journal that cannot be used is put aside, never thrown away, and begun anew under its own name."""

import contextlib
import platform
from pathlib import Path

from workflow.archive import durable
from workflow.archive.heartbeat import other_beats
from workflow.archive.journal import FILE, INSTANCE_FILE, Journal
from workflow.archive.names import free
from workflow.archive.traces import traces
from workflow.archive.workspace import Workspace
from workflow.errors import BrokenJournalError, JournalError

_PARTS = ("", "-wal", "-shm")


def sound_journal(workspace: Workspace) -> tuple[Journal, tuple[Path, ...]]:
    """The journal if it is sound, else an empty one that has its name.

    Returns:
        The open journal, and where the files of a broken one lie from now on.

    Raises:
        JournalError: it is locked, or lies on a share, or its name cannot be told.
        OSError: the disk refuses.
    """
    name = ""
    try:
        journal = Journal.open(workspace)
        with contextlib.ExitStack() as unless_sound:
            unless_sound.callback(journal.close)
            name = _name(workspace, journal)
            if journal.complaints() == () and name == journal.instance:
                unless_sound.pop_all()
                return journal, ()
    except BrokenJournalError:
        pass
    aside = _put_aside(workspace)
    if name:
        durable.write_file(workspace.local / INSTANCE_FILE, name.encode())
    return Journal.open(workspace, anew=True), aside


def _name(workspace: Workspace, journal: Journal) -> str:
    """The name that the journal ought to have: an empty one takes that of the receipts which this machine wrote.

    Raises:
        JournalError: receipts lie there from several journals, and none of them is known to be of this machine.
    """
    if journal.last_decided():
        return journal.instance
    names = {trace.journal for trace in traces(workspace)}
    others = {beat.instance: beat.machine for beat in other_beats(workspace, journal.instance)}
    here = {name for name in names if others.get(name, platform.node()) == platform.node()}
    if len(here) > 1:
        raise JournalError(
            f"Kvitteringerne stammer fra flere journaler ({', '.join(sorted(here))}). Skriv navnet på den, der skal laves igen, "
            f"i filen {workspace.local / INSTANCE_FILE}, slet {workspace.local / FILE}, og kør 'klynge genopbyg' igen."
        )
    return next(iter(here), journal.instance)


def _put_aside(workspace: Workspace) -> tuple[Path, ...]:
    """Put the journal's files aside, as "journal.db.lagt-til-side" or, where that is taken, with a number.

    Returns:
        Where they lie from now on; empty where there were none, or nothing was in them.

    Raises:
        OSError: the disk refuses, or another program keeps them open (Windows).
    """
    moved = []
    for part in _PARTS:
        file = workspace.local / f"{FILE}{part}"
        if file.exists() and not file.stat().st_size:
            durable.remove(file)
        elif file.exists():
            target = free(file.with_name(f"{file.name}.lagt-til-side"))
            durable.rename_new(file, target)
            moved.append(target)
    return tuple(moved)
