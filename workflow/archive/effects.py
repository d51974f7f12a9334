"""The disk: the only room that changes anything on it, one effect at a time, so that a test can fail, end or record each.

Everything else goes through ``durable``, which puts these together to effects that are whole or not there at all.
"""

import contextlib
import errno
import os
import stat
import sys
from collections.abc import Callable, Iterator
from contextvars import ContextVar
from functools import lru_cache
from pathlib import Path

Witness = Callable[[str, str], None]
_AT_FDCWD, _NOREPLACE = -100, 1
_PIECE = 1 << 20
_NEW_FILE = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
_UNSUPPORTED = frozenset({errno.EINVAL, errno.ENOTSUP, errno.EBADF})


class Disk:
    """What the operating system does for us. Every method raises ``OSError`` where it refuses."""

    def create(self, path: Path) -> int:
        """Make an empty file where nothing lies.

        Returns:
            Its descriptor, open for writing.
        """
        return os.open(path, _NEW_FILE, 0o666)

    def write(self, descriptor: int, piece: bytes) -> int:
        """Write on, as much as the system takes at once.

        Returns:
            How many bytes it took.
        """
        return os.write(descriptor, piece)

    def sync(self, descriptor: int) -> None:
        """See a file's bytes to the disk."""
        os.fsync(descriptor)

    def sync_folder(self, folder: Path) -> None:
        """See a folder's list of names to the disk: best effort, since some shares cannot."""
        descriptor = os.open(folder, os.O_RDONLY | getattr(os, "O_DIRECTORY", 0))
        try:
            os.fsync(descriptor)
        except OSError as reason:
            if reason.errno not in _UNSUPPORTED:
                raise
        finally:
            os.close(descriptor)

    def rename(self, source: Path, target: Path) -> None:
        """Rename in one step that refuses to replace; where the system has none, look first."""
        if sys.platform == "linux" and _renameat2(source, target):
            return
        if sys.platform != "win32" and os.path.lexists(target):
            raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(target))
        os.rename(source, target)  # noqa: PTH104 - Path.rename would replace on some systems; this one refuses on Windows

    def replace(self, source: Path, target: Path) -> None:
        """Rename over whatever lies at the target."""
        source.replace(target)

    def unlink(self, path: Path) -> None:
        """Take a name away."""
        path.unlink()

    def make_folder(self, folder: Path) -> None:
        """Make one folder, unless it is there."""
        folder.mkdir(exist_ok=True)

    def remove_folder(self, folder: Path) -> None:
        """Take an empty folder away."""
        folder.rmdir()

    def protect(self, path: Path) -> None:
        """Let nobody write to a file any more."""
        path.chmod(stat.S_IREAD)


def _nobody(moment: str, step: str) -> None:
    """Watch nothing: the witness outside the tests."""


_WITNESS: ContextVar[Witness] = ContextVar("witness", default=_nobody)
_DISK: ContextVar[Disk] = ContextVar("disk", default=Disk())  # noqa: B039 - it has no state of its own


@contextlib.contextmanager
def witnessed(witness: Witness) -> Iterator[None]:
    """Let a test see, and end or break, every effect within the block.

    Args:
        witness: called with "before" or "after" and the step's name, such as "rename 0017".
    """
    token = _WITNESS.set(witness)
    try:
        yield
    finally:
        _WITNESS.reset(token)


@contextlib.contextmanager
def on_disk(other: Disk) -> Iterator[None]:
    """Let another disk carry out every effect within the block, such as one that keeps a record."""
    token = _DISK.set(other)
    try:
        yield
    finally:
        _DISK.reset(token)


def disk() -> Disk:
    """The disk that carries out every effect here."""
    return _DISK.get()


@contextlib.contextmanager
def step(name: str) -> Iterator[None]:
    """Announce one effect; the journal's commits use it as well."""
    _WITNESS.get()("before", name)
    yield
    _WITNESS.get()("after", name)


def create(path: Path) -> int:
    """Make an empty file where nothing lies, and open it for writing."""
    with step(f"create {path.name}"):
        return disk().create(path)


def write(descriptor: int, content: bytes, name: str) -> None:
    """Write all of the content, however little the system takes at once."""
    left = memoryview(content)
    while left:
        with step(f"write {name}"):
            left = left[disk().write(descriptor, bytes(left[:_PIECE])) :]


def sync(descriptor: int, name: str) -> None:
    """See a file's bytes to the disk. Where it fails they are lost, and asking again would hide that."""
    with step(f"fsync {name}"):
        disk().sync(descriptor)


def sync_folder(folder: Path) -> None:
    """See a folder's list of names to the disk; Windows does so by itself."""
    if sys.platform != "win32":
        with step(f"fsync folder {folder.name}"):
            disk().sync_folder(folder)


def rename(source: Path, target: Path) -> None:
    """Rename within one disk, never over anything."""
    with step(f"rename {target.name}"):
        disk().rename(source, target)


def replace(source: Path, target: Path) -> None:
    """Rename within one disk, over whatever lies at the target."""
    with step(f"replace {target.name}"):
        disk().replace(source, target)


def unlink(path: Path) -> None:
    """Take a name away."""
    with step(f"unlink {path.name}"):
        disk().unlink(path)


def make_folder(folder: Path) -> None:
    """Make one folder, unless it is there."""
    with step(f"mkdir {folder.name}"):
        disk().make_folder(folder)


def remove_folder(folder: Path) -> None:
    """Take an empty folder away."""
    with step(f"rmdir {folder.name}"):
        disk().remove_folder(folder)


def protect(path: Path) -> None:
    """Let nobody write to a file any more."""
    with step(f"protect {path.name}"):
        disk().protect(path)


@lru_cache(maxsize=1)
def _system_call(name: str) -> Callable[..., int] | None:
    """A function of the system's library, looked up once: each time would leave classes behind, a watch's memory in a month."""
    import ctypes  # noqa: PLC0415 - a command that moves nothing does without it

    found: Callable[..., int] | None = getattr(ctypes.CDLL(None, use_errno=True), name, None)
    return found


def _renameat2(source: Path, target: Path) -> bool:
    """Linux's own refusal to replace.

    Returns:
        Whether it was done; False where the system or the disk does not know how.
    """
    import ctypes  # noqa: PLC0415 - see above

    call = _system_call("renameat2")
    if call is None:
        return False
    if call(_AT_FDCWD, os.fsencode(source), _AT_FDCWD, os.fsencode(target), _NOREPLACE) == 0:
        return True
    number = ctypes.get_errno()
    if number in {errno.EINVAL, errno.ENOSYS, errno.EOPNOTSUPP}:
        return False
    raise OSError(number, os.strerror(number), str(source), None, str(target))
