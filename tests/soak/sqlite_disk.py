"""SQLite's own writes to the disk, announced like ours: the functions in its file layer are wrapped where they stand.

Python's own ``sqlite3`` and its own library are at work, and nothing in them is replaced: each wrapped function announces
itself, does what it always did, and lets a recording disk keep what went to the file.
"""

import _sqlite3
import ctypes
import functools
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

from tests.soak.recorder import Recorder
from workflow.archive import effects

_OK, _IO_ERROR, _FULL = 0, 10, 13
_CREATE, _JOURNALS = 0x4, 0x800 | 0x4000 | 0x80000  # main journal, super-journal, write-ahead log
_POINTER, _INT, _LONG, _TEXT = ctypes.c_void_p, ctypes.c_int, ctypes.c_int64, ctypes.c_char_p

_Open = ctypes.CFUNCTYPE(_INT, _POINTER, _POINTER, _POINTER, _INT, _POINTER)
_Delete = ctypes.CFUNCTYPE(_INT, _POINTER, _TEXT, _INT)
_Write = ctypes.CFUNCTYPE(_INT, _POINTER, _POINTER, _INT, _LONG)
_Truncate = ctypes.CFUNCTYPE(_INT, _POINTER, _LONG)
_Sync = ctypes.CFUNCTYPE(_INT, _POINTER, _INT)


class _Layer(ctypes.Structure):
    """The beginning of ``sqlite3_vfs``, which SQLite has not changed since 2004."""

    _fields_ = [
        *((name, _INT) for name in ("version", "size", "longest")),
        *((name, _POINTER) for name in ("next", "name", "data")),
        ("open", _Open),
        ("delete", _Delete),
    ]


class _Methods(ctypes.Structure):
    """All of ``sqlite3_io_methods`` up to version 3."""

    _fields_ = [
        ("version", _INT),
        *((name, _POINTER) for name in ("close", "read")),
        *(("write", _Write), ("truncate", _Truncate), ("sync", _Sync)),
        *((f"other{number}", _POINTER) for number in range(13)),
    ]


class _File(ctypes.Structure):
    """``sqlite3_file``."""

    _fields_ = [("methods", ctypes.POINTER(_Methods))]


class _Opened:
    """A file that SQLite has open: its path, and whether its first sync also syncs the folder, as SQLite does for journals."""

    def __init__(self, path: Path, *, syncs_folder: bool) -> None:
        self.path, self.syncs_folder = path, syncs_folder


@functools.cache
def announced() -> "Layer":
    """Wrap SQLite's file layer, once for this process; the answer keeps the wrapping alive."""
    return Layer()


class Layer:
    """The wrapping: what SQLite does to its files is announced, and told to a recording disk."""

    def __init__(self) -> None:
        library = ctypes.CDLL(getattr(_sqlite3, "__file__", None))
        library.sqlite3_vfs_find.restype = ctypes.POINTER(_Layer)
        layer = library.sqlite3_vfs_find(None).contents
        self._open, self._delete = _Open(_address(layer.open)), _Delete(_address(layer.delete))
        self._files: dict[int, _Opened] = {}
        self._methods: dict[int, _Methods] = {}
        self._kept: list[Any] = [_Open(self._opened), _Delete(self._deleted)]
        layer.open, layer.delete = self._kept

    def _opened(self, layer: int, name: int | None, file: int, flags: int, out: int) -> int:
        """Open a file, and wrap what can be done to it."""
        known = bool(name) and Path(os.fsdecode(ctypes.string_at(name or 0))).exists()
        answer = int(self._open(layer, name, file, flags, out))
        methods = ctypes.cast(file, ctypes.POINTER(_File)).contents.methods
        if answer == _OK and name and methods:
            path = Path(os.fsdecode(ctypes.string_at(name)))
            self._files[file] = _Opened(path, syncs_folder=bool(flags & _CREATE and flags & _JOURNALS))
            ctypes.cast(file, ctypes.POINTER(_File)).contents.methods = ctypes.pointer(self._wrapped(methods))
            if not known:
                _tell(lambda disk: disk.note_created(path))
        return answer

    def _wrapped(self, methods: Any) -> _Methods:
        """The same methods, those that change a file wrapped."""
        address = ctypes.addressof(methods.contents)
        if address not in self._methods:
            ours = _Methods.from_buffer_copy(methods.contents)
            write, cut, sync = (_address(getattr(ours, name)) for name in ("write", "truncate", "sync"))
            ours.write = self._keep(_Write(functools.partial(self._written, _Write(write))))
            ours.truncate = self._keep(_Truncate(functools.partial(self._cut, _Truncate(cut))))
            ours.sync = self._keep(_Sync(functools.partial(self._synced, _Sync(sync))))
            self._methods[address] = ours
        return self._methods[address]

    def _keep(self, function: Any) -> Any:
        """Keep a wrapping function from being thrown away while SQLite points at it."""
        self._kept.append(function)
        return function

    def _written(self, original: Any, file: int, buffer: int, amount: int, offset: int) -> int:
        """Write."""
        path, content = self._files[file].path, ctypes.string_at(buffer, amount)
        note: Callable[[Recorder], None] = lambda disk: disk.note_written(path, offset, content)  # noqa: E731
        return _announced(f"sqlite write {path.name}", lambda: original(file, buffer, amount, offset), note)

    def _cut(self, original: Any, file: int, size: int) -> int:
        """Truncate."""
        path = self._files[file].path
        return _announced(f"sqlite cut {path.name}", lambda: original(file, size), lambda disk: disk.note_cut(path, size))

    def _synced(self, original: Any, file: int, flags: int) -> int:
        """Sync, and with the first sync of a new journal its folder."""
        opened = self._files[file]

        def note(disk: Recorder) -> None:
            disk.note_synced(opened.path)
            if opened.syncs_folder:
                opened.syncs_folder = False
                disk.note_synced(opened.path.parent)

        return _announced(f"sqlite sync {opened.path.name}", lambda: original(file, flags), note)

    def _deleted(self, layer: int, name: bytes, sync_folder: int) -> int:
        """Delete."""
        path = Path(os.fsdecode(name))
        there = path.exists()

        def note(disk: Recorder) -> None:
            if there:
                disk.note_removed(path)
            if sync_folder:
                disk.note_synced(path.parent)

        return _announced(f"sqlite delete {path.name}", lambda: self._delete(layer, name, sync_folder), note)


def _announced(step: str, do: Callable[[], int], note: Callable[[Recorder], None]) -> int:
    """Announce, do and note; what a story refuses is told as SQLite's own codes."""
    try:
        with effects.step(step):
            answer = do()
            if answer == _OK:
                _tell(note)
    except OSError as reason:
        return _FULL if reason.strerror and "space" in reason.strerror else _IO_ERROR
    return answer


def _tell(note: Callable[[Recorder], None]) -> None:
    """Tell the disk, if it keeps a record."""
    disk = effects.disk()
    if isinstance(disk, Recorder):
        note(disk)


def _address(function: Any) -> int:
    """Where a function of the library lies."""
    return ctypes.cast(function, _POINTER).value or 0
