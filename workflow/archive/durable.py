"""The few effects that must survive a power cut; whatever klynge keeps passes through here, so that a test can stop any of them.

Every function either has its whole effect or none, and says so to the disk (fsync) before it returns.
"""

import contextlib
import ctypes
import errno
import os
import secrets
import shutil
import stat
import sys
import time
from collections.abc import Callable, Iterator
from contextvars import ContextVar
from pathlib import Path

Witness = Callable[[str, str], None]
TEMPORARY = ".klynge-"
CHUNK = 1 << 20
_AT_FDCWD, _NOREPLACE = -100, 1


def _nobody(moment: str, step: str) -> None:
    """Watch nothing: the witness outside the tests."""


_WITNESS: ContextVar[Witness] = ContextVar("witness", default=_nobody)


@contextlib.contextmanager
def witnessed(witness: Witness) -> Iterator[None]:
    """Let a test see, and end or break, every durable effect within the block.

    Args:
        witness: called with "before" or "after" and the step's name, such as "rename 0017".
    """
    token = _WITNESS.set(witness)
    try:
        yield
    finally:
        _WITNESS.reset(token)


@contextlib.contextmanager
def step(name: str) -> Iterator[None]:
    """Announce one durable effect; the journal's commits use it as well."""
    _WITNESS.get()("before", name)
    yield
    _WITNESS.get()("after", name)


def write_file(path: Path, content: bytes) -> None:
    """Put the bytes at the path, whole or not at all, over whatever lies there. Makes the folders that are missing.

    Raises:
        OSError: the disk refuses, or another program keeps the old file open (Windows).
    """
    make_folder(path.parent)
    temporary = write_beside(path, content)
    try:
        with step(f"replace {path.name}"):
            temporary.replace(path)
    except OSError:
        temporary.unlink(missing_ok=True)
        raise
    sync_folder(path.parent)


def write_new(path: Path, content: bytes) -> None:
    """Put the bytes at a path where nothing lies.

    Raises:
        FileExistsError: something lies there; it is left as it is.
        OSError: the disk refuses.
    """
    make_folder(path.parent)
    temporary = write_beside(path, content)
    try:
        rename_new(temporary, path)
    except OSError:
        temporary.unlink(missing_ok=True)
        raise


def write_beside(path: Path, content: bytes) -> Path:
    """Write the bytes to a new temporary file in the path's folder and see them to the disk.

    Returns:
        The temporary file.
    """
    temporary = path.with_name(f"{TEMPORARY}{secrets.token_hex(8)}.tmp")
    try:
        with step(f"write {path.name}"), temporary.open("xb") as file:
            file.write(content)
            file.flush()
            sync_file(file.fileno(), path.name)
    except OSError:
        temporary.unlink(missing_ok=True)
        raise
    return temporary


def clear_temporaries(folder: Path, older_than: float = 0) -> None:
    """Take away what a killed write left half done in a folder; the whole of it is always elsewhere.

    Args:
        folder: need not exist.
        older_than: in seconds; younger ones may belong to another klynge that is just writing.
    """
    for leftover in folder.glob(f"{TEMPORARY}*.tmp"):
        with contextlib.suppress(FileNotFoundError):
            if time.time() - leftover.stat().st_mtime >= older_than:
                leftover.unlink()


def copy_file(source: int, target: Path, seen: Callable[[bytes], None]) -> None:
    """Copy all that an open file holds to a new file and see it to the disk.

    Args:
        source: the descriptor to read from.
        target: where nothing may lie.
        seen: is given every piece that was read, for a checksum.

    Raises:
        OSError: reading or writing failed; what was written is taken away again.
    """
    try:
        with step(f"copy {target.name}"), target.open("xb") as copy:
            while piece := os.read(source, CHUNK):
                seen(piece)
                copy.write(piece)
            copy.flush()
            sync_file(copy.fileno(), target.name)
    except OSError:
        target.unlink(missing_ok=True)
        raise


def sync_file(descriptor: int, name: str) -> None:
    """See a file's bytes to the disk."""
    with step(f"fsync {name}"):
        os.fsync(descriptor)


def rename_new(source: Path, target: Path) -> None:
    """Rename within one disk, never over anything, and see both folders to the disk.

    A rename whose answer was lost (a share) is judged by looking.

    Raises:
        FileExistsError: something lies at the target.
        OSError: the disk refuses; ``errno.EXDEV`` where the two lie on different disks.
    """
    with step(f"rename {target.name}"):
        _rename_noreplace(source, target)
    sync_folder(target.parent)
    if source.parent != target.parent:
        sync_folder(source.parent)


def _rename_noreplace(source: Path, target: Path) -> None:
    """Rename in one step that refuses to replace; where the system has none, look first."""
    if sys.platform == "linux" and _renameat2(source, target):
        return
    if sys.platform != "win32" and os.path.lexists(target):
        raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(target))
    os.rename(source, target)  # noqa: PTH104 - Path.rename would replace on some systems; this one refuses on Windows


def _renameat2(source: Path, target: Path) -> bool:
    """Linux's own refusal to replace.

    Returns:
        Whether it was done; False where the system or the disk does not know how.

    Raises:
        OSError: the disk refuses.
    """
    call = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None)
    if call is None:
        return False
    if call(_AT_FDCWD, os.fsencode(source), _AT_FDCWD, os.fsencode(target), _NOREPLACE) == 0:
        return True
    number = ctypes.get_errno()
    if number in {errno.EINVAL, errno.ENOSYS, errno.EOPNOTSUPP}:
        return False
    raise OSError(number, os.strerror(number), str(source), None, str(target))


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
    """Copy a file to another disk under its final name, then take the source away."""
    temporary = target.with_name(f"{TEMPORARY}{secrets.token_hex(8)}.tmp")
    with open_regular(source) as descriptor:
        copy_file(descriptor, temporary, lambda _piece: None)
        shutil.copystat(source, temporary)
    rename_new(temporary, target)
    with step(f"unlink {source.name}"):
        source.unlink()
    sync_folder(source.parent)


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
    with step(f"mkdir {folder.name}"):
        folder.mkdir(exist_ok=True)
    sync_folder(folder.parent)


def sync_folder(folder: Path) -> None:
    """See a folder's list of names to the disk: best effort, since Windows and some shares cannot."""
    if sys.platform != "win32":
        with step(f"fsync folder {folder.name}"), contextlib.suppress(NotADirectoryError):
            descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
            try:
                os.fsync(descriptor)
            except OSError as reason:
                if reason.errno not in {errno.EINVAL, errno.ENOTSUP, errno.EBADF}:
                    raise
            finally:
                os.close(descriptor)
