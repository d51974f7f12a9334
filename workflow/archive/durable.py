"""Effects that survive a kill and a power cut: each is wholly on the disk when it returns, or not there at all.

Whatever klynge keeps passes through here, and from here through ``effects``, so that a test can stop any step of it.
"""

import contextlib
import errno
import filecmp
import os
import platform
import secrets
import shutil
import stat
import threading
import time
import zlib
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from workflow.archive import effects
from workflow.archive.effects import on_disk, step, sync_folder, witnessed

__all__ = ["on_disk", "step", "sync_folder", "witnessed"]
TEMPORARY = ".klynge-"
CHUNK = 1 << 20
AN_HOUR = 3600.0


def write_file(path: Path, content: bytes) -> None:
    """Put the bytes at the path, whole or not at all, over whatever lies there. Makes the folders that are missing.

    Raises:
        OSError: the disk refuses, or another program keeps the old file open (Windows).
    """
    make_folder(path.parent)
    clear_temporaries(path.parent)
    temporary = write_beside(path, content)
    with _or_taken_away(temporary):
        effects.replace(temporary, path)
    sync_folder(path.parent)


def write_new(path: Path, content: bytes) -> None:
    """Put the bytes at a path where nothing lies.

    Raises:
        FileExistsError: something lies there; it is left as it is.
        OSError: the disk refuses.
    """
    make_folder(path.parent)
    put_new(write_beside(path, content), path)


def put_new(temporary: Path, target: Path) -> None:
    """Give a temporary file that is whole its own name, where nothing lies; where it cannot have it, it is taken away.

    Raises:
        FileExistsError: something lies there; it is left as it is.
        OSError: the disk refuses.
    """
    with _or_taken_away(temporary):
        rename_new(temporary, target)


def write_beside(path: Path, content: bytes) -> Path:
    """Write the bytes to a new temporary file in the path's folder and see them to the disk.

    Returns:
        The temporary file.
    """
    temporary = _temporary(path.parent)
    with _or_taken_away(temporary), _new_file(temporary) as descriptor:
        effects.write(descriptor, content, path.name)
        effects.sync(descriptor, path.name)
    return temporary


def copy_beside(source: Path, path: Path) -> Path:
    """Copy a file to a new temporary one in the path's folder and see it to the disk.

    Returns:
        The temporary file.

    Raises:
        OSError: reading or writing failed.
    """
    temporary = _temporary(path.parent)
    with open_regular(source) as descriptor:
        copy_file(descriptor, temporary, lambda _piece: None)
    return temporary


def copy_file(source: int, target: Path, seen: Callable[[bytes], None]) -> None:
    """Copy all that an open file holds to a new file and see it to the disk.

    Args:
        source: the descriptor to read from.
        target: where nothing may lie.
        seen: is given every piece that was read, for a checksum.

    Raises:
        OSError: reading or writing failed; what was written is taken away again.
    """
    with _or_taken_away(target), _new_file(target) as descriptor:
        while piece := os.read(source, CHUNK):
            seen(piece)
            effects.write(descriptor, piece, target.name)
        effects.sync(descriptor, target.name)


def _temporary(folder: Path) -> Path:
    """A new name for a file that is not whole yet; it tells who makes it, so that what they left can be taken away."""
    return folder / f"{TEMPORARY}{_machine()}-{os.getpid()}-{threading.get_ident()}-{secrets.token_hex(4)}.tmp"


def _machine() -> str:
    """A short name for this machine: a number that runs here is another program elsewhere."""
    return f"{zlib.crc32(platform.node().encode()):08x}"


@contextlib.contextmanager
def _new_file(path: Path) -> Iterator[int]:
    """The descriptor of a new file, closed at the end of the block."""
    descriptor = effects.create(path)
    try:
        yield descriptor
    finally:
        os.close(descriptor)


@contextlib.contextmanager
def _or_taken_away(file: Path) -> Iterator[None]:
    """Take a file of ours away when the block fails: what a failed fsync left can never be trusted again."""
    try:
        yield
    except OSError:
        with contextlib.suppress(OSError):
            remove(file)
        raise


def remove(file: Path) -> None:
    """Take away a file of ours that nobody needs, if it is there."""
    with contextlib.suppress(FileNotFoundError):
        effects.unlink(file)


def remove_empty(folder: Path) -> None:
    """Take away a folder of ours, unless somebody has something in it."""
    with contextlib.suppress(OSError):
        effects.remove_folder(folder)


def clear_temporaries(folder: Path) -> None:
    """Take away what a killed write left half done in a folder, which need not exist; the whole of it is always elsewhere.

    What somebody on another machine may be making is taken away after an hour.
    """
    for leftover in _temporaries(folder):
        with contextlib.suppress(OSError):  # what cannot be taken away now must not keep us from our work
            if _is_abandoned(leftover) or time.time() - leftover.stat().st_mtime >= AN_HOUR:
                effects.unlink(leftover)


def _temporaries(folder: Path) -> list[Path]:
    """The temporary files in a folder; it may hold ten thousand receipts, so its names are not gathered."""
    try:
        with os.scandir(folder) as entries:
            return [Path(one.path) for one in entries if one.name.startswith(TEMPORARY)]
    except OSError:
        return []


def _is_abandoned(temporary: Path) -> bool:
    """Whether a temporary file's name tells a program of this machine that runs no more, or this very thread."""
    machine, number, thread = (*temporary.name.removeprefix(TEMPORARY).split("-"), "", "")[:3]
    if machine != _machine() or not number.isdecimal():
        return False
    if int(number) == os.getpid():
        return thread == str(threading.get_ident())  # it is not writing now, so it could not take it away when it failed
    import psutil  # noqa: PLC0415 - it is slow to load, and leftovers are rare

    return not psutil.pid_exists(int(number))


def rename_new(source: Path, target: Path) -> None:
    """Rename within one disk, never over anything, and see both folders to the disk.

    Raises:
        FileExistsError: something lies at the target.
        OSError: the disk refuses; ``errno.EXDEV`` where the two lie on different disks.
    """
    effects.rename(source, target)
    sync_folder(target.parent)
    if source.parent != target.parent:
        sync_folder(source.parent)


def shelve(source: Path, target: Path) -> None:
    """Rename where nothing lies, and let nobody write to the file any more.

    Raises:
        OSError: as ``rename_new``.
    """
    rename_new(source, target)
    effects.protect(target)


def move_new(source: Path, target: Path) -> None:
    """Move a file, also to another disk, never over anything; the source goes last.

    Raises:
        FileExistsError: something lies at the target.
        OSError: the disk refuses; the source is still there.
    """
    try:
        rename_new(source, target)
    except OSError as reason:
        if reason.errno != errno.EXDEV:
            raise
        _carry_over(source, target)


def _carry_over(source: Path, target: Path) -> None:
    """Copy a file to another disk under its final name, unless a killed run did so, then take the source away."""
    if target.is_file() and filecmp.cmp(source, target, shallow=False):
        sync_folder(target.parent)
    else:
        _copy_over(source, target)
    effects.unlink(source)
    sync_folder(source.parent)


def _copy_over(source: Path, target: Path) -> None:
    """Copy a file to another disk, whole before it has its final name."""
    clear_temporaries(target.parent)
    temporary = copy_beside(source, target)
    shutil.copystat(source, temporary)
    put_new(temporary, target)


@contextlib.contextmanager
def open_regular(path: Path) -> Iterator[int]:
    """The descriptor of a regular file; never follows a link, never waits for a pipe.

    Raises:
        OSError: it cannot be opened, or is no regular file.
    """
    flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    descriptor = os.open(path, flags)
    try:
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            raise OSError(errno.EINVAL, "not a regular file", str(path))
        yield descriptor
    finally:
        os.close(descriptor)


def make_folder(folder: Path) -> None:
    """Make a folder and those above it, each seen to the disk.

    Raises:
        OSError: the disk refuses, or a file lies where the folder belongs.
    """
    if folder.is_dir():
        return
    make_folder(folder.parent)
    effects.make_folder(folder)
    try:
        sync_folder(folder.parent)
    except OSError:
        with contextlib.suppress(OSError):
            effects.remove_folder(folder)  # else the next one would find it there, and take it for certain
        raise


def settle(folders: Iterable[Path]) -> None:
    """See to the disk what a killed run may have done in these folders and not seen there itself.

    Args:
        folders: those that are missing are left out.

    Raises:
        OSError: the disk refuses.
    """
    for folder in folders:
        if folder.is_dir():
            sync_folder(folder)
