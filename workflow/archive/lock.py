"""Only one at a time takes from the inbox: a lock that the system lets go of by itself when its holder dies."""

from collections.abc import Iterator
from contextlib import contextmanager

from filelock import FileLock, Timeout

from workflow.archive import durable
from workflow.archive.workspace import Workspace
from workflow.errors import JournalError

FILE, PATIENCE = "laas", 1.0  # in seconds: who only asks whether somebody is at work holds it for an instant


@contextmanager
def only_one(workspace: Workspace) -> Iterator[None]:
    """Hold the right to take from the inbox for the length of the block.

    Raises:
        JournalError: another klynge holds it.
    """
    durable.make_folder(workspace.local)
    lock = FileLock(workspace.local / FILE, timeout=PATIENCE)
    try:
        lock.acquire()
    except Timeout as reason:
        raise JournalError(
            "Programmet klynge arbejder allerede i denne mappe, for eksempel som vagt. "
            "Filer, der ligger i indbakken, bliver taget af det; ellers stop det, og prøv igen."
        ) from reason
    try:
        yield
    finally:
        lock.release()


def is_held(workspace: Workspace) -> bool:
    """Whether another klynge is at work in the workspace just now. Nothing is left behind where none ever was."""
    if not (workspace.local / FILE).exists():
        return False
    lock = FileLock(workspace.local / FILE, timeout=0)
    try:
        with lock:
            return False
    except Timeout:
        return True
