"""What stands in the way of a file that lies still: somebody writes it, we may not read it, or it was broken off."""

import errno
import os
import signal
import sys
import time
from pathlib import Path

from workflow.archive import durable
from workflow.archive.folders import files_in
from workflow.archive.refusals import why
from workflow.archive.settling import BEING_WRITTEN, BROKEN_OFF, CANNOT_BE_READ, NO_ACCESS, Kind, Sighting
from workflow.archive.wholeness import HEAD, TAIL, lacks_its_end


def obstacle(folder: Path, one: Sighting, patience: float) -> str:
    """Why a file that lies still cannot be taken yet, as a Danish sentence; "" when nothing is in the way.

    Args:
        folder: the inbox.
        one: the file, and since when it has lain still.
        patience: for how many seconds one that was broken off may wait for the rest of it.
    """
    file = folder / one.name
    try:
        if is_being_written(file):
            return BEING_WRITTEN
        waits = one.kind is not Kind.FOLDER and time.monotonic() - one.since < patience
        return BROKEN_OFF if waits and _lacks_its_end(file) else ""
    except FileNotFoundError:
        return ""
    except PermissionError:
        return NO_ACCESS
    except OSError as reason:
        return CANNOT_BE_READ.format(why(reason))


def _lacks_its_end(file: Path) -> bool:
    """Whether the file was broken off, as far as its first and last bytes tell.

    Raises:
        OSError: the file is gone or may not be opened.
    """
    with durable.open_regular(file) as descriptor:
        head = os.read(descriptor, HEAD)
        os.lseek(descriptor, max(os.fstat(descriptor).st_size - TAIL, 0), os.SEEK_SET)
        return lacks_its_end(head, os.read(descriptor, TAIL), file.name)


def is_being_written(file: Path) -> bool:
    """Whether a program on this machine has the file open for writing, where the system can tell: Linux, local disks.

    Of a folder: whether that is so of any file in it.

    Raises:
        OSError: the file is gone or may not be opened.
    """
    if file.is_dir():
        return any(is_being_written(within) for within, _ in files_in(file))
    with durable.open_regular(file) as descriptor:
        if sys.platform == "linux":
            import fcntl  # noqa: PLC0415 - the module exists on POSIX only

            # A lease is broken with a signal when somebody opens the file just now; SIGURG, unlike SIGIO, is harmless.
            try:
                fcntl.fcntl(descriptor, fcntl.F_SETSIG, signal.SIGURG)
                fcntl.fcntl(descriptor, fcntl.F_SETLEASE, fcntl.F_RDLCK)
            except OSError as reason:
                return reason.errno == errno.EAGAIN
            fcntl.fcntl(descriptor, fcntl.F_SETLEASE, fcntl.F_UNLCK)
    return False
