"""Opens a compound file (OLE), the shell of Outlook's .msg: storages and streams by path, every chain with an end."""

import struct
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from workflow.errors import ReadingError
from workflow.intake.guards import COPY_ANEW

_MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_SHIFTS = struct.Struct("<HH")
_ENTRY = struct.Struct("<64s H B B I I I 36x I Q")
_LAST = 0xFFFFFFFA
_NONE = 0xFFFFFFFF
_ENTRY_SIZE, _IN_HEADER = 128, 109
_SMALL = 4096
_STORAGE, _STREAM = 1, 2
_DAMAGED = ("Filen er beskadiget eller ikke kopieret helt færdig.", COPY_ANEW)


@dataclass(frozen=True)
class _Entry:
    """One entry of the directory."""

    name: str
    kind: int
    left: int
    right: int
    child: int
    start: int
    size: int


class Compound:
    """A compound file that is in memory.

    Args:
        raw: all of its bytes.

    Raises:
        ReadingError: it is no compound file, or is damaged.
    """

    def __init__(self, raw: bytes) -> None:
        self._raw = raw
        try:
            self._open()
        except (struct.error, IndexError) as reason:
            raise ReadingError(*_DAMAGED) from reason

    def _open(self) -> None:
        """Read the tables and the directory."""
        if not self._raw.startswith(_MAGIC):
            raise ReadingError(*_DAMAGED)
        big, small = _SHIFTS.unpack_from(self._raw, 30)
        if big not in {9, 12} or small != 6:  # noqa: PLR2004 - 512 or 4096 bytes, and 64
            raise ReadingError(*_DAMAGED)
        self._big, self._small = 1 << big, 1 << small
        _, tables, directory, _, cutoff, mini, _, more, _ = struct.unpack_from("<9I", self._raw, 40)
        self._cutoff = cutoff or _SMALL
        self._next = self._table(tables, more)
        entries = self._chain(directory)
        self._entries = [_entry(entries, place) for place in range(0, len(entries) - _ENTRY_SIZE + 1, _ENTRY_SIZE)]
        self._mini_next = _numbers(self._chain(mini)) if mini < _LAST else ()
        root = self._entries[0]
        self._mini = self._chain(root.start) if root.start < _LAST else b""
        self._paths = dict(self._walk(root.child, ""))

    def _sector(self, number: int) -> bytes:
        """The bytes of one sector."""
        start = (number + 1) * self._big
        if start >= len(self._raw):
            raise ReadingError(*_DAMAGED)
        return self._raw[start : start + self._big]

    def _table(self, count: int, more: int) -> tuple[int, ...]:
        """Which sector follows which."""
        held = list(struct.unpack_from(f"<{_IN_HEADER}I", self._raw, 76))
        seen: set[int] = set()
        while more < _LAST and more not in seen:
            seen.add(more)
            numbers = _numbers(self._sector(more))
            held += numbers[:-1]
            more = numbers[-1]
        wanted = [number for number in held if number < _LAST][: min(count, len(held))]
        return tuple(number for sector in wanted for number in _numbers(self._sector(sector)))

    def _chain(self, start: int) -> bytes:
        """The bytes of a chain of sectors."""
        return b"".join(self._sector(number) for number in _followed(start, self._next))

    def _small_chain(self, start: int) -> bytes:
        """The bytes of a chain of small sectors."""
        return b"".join(
            self._mini[number * self._small : (number + 1) * self._small] for number in _followed(start, self._mini_next)
        )

    def _walk(self, first: int, folder: str) -> Iterator[tuple[str, _Entry]]:
        """Every entry below a storage with its path; each only once, whatever the directory says."""
        waiting, seen = [(first, folder)], set()
        while waiting:
            number, above = waiting.pop()
            if number == _NONE or number in seen:
                continue
            seen.add(number)
            entry = self._entries[number]
            path = f"{above}{entry.name}"
            yield path, entry
            waiting += [(entry.left, above), (entry.right, above)]
            if entry.kind == _STORAGE:
                waiting.append((entry.child, f"{path}/"))

    @property
    def streams(self) -> Mapping[str, int]:
        """The path of every stream, with its size."""
        return {path: entry.size for path, entry in self._paths.items() if entry.kind == _STREAM}

    def storages(self, folder: str = "") -> tuple[str, ...]:
        """The paths of the storages right below one, in the order of their names."""
        depth = folder.count("/")
        found = (path for path, one in self._paths.items() if one.kind == _STORAGE and path.startswith(folder))
        return tuple(sorted(path for path in found if path.count("/") == depth))

    def read(self, path: str) -> bytes:
        """The bytes of a stream; none where there is no such stream.

        Raises:
            ReadingError: it is damaged.
        """
        entry = self._paths.get(path)
        if entry is None or entry.kind != _STREAM:
            return b""
        try:
            chain = self._chain(entry.start) if entry.size >= self._cutoff else self._small_chain(entry.start)
        except IndexError as reason:
            raise ReadingError(*_DAMAGED) from reason
        return chain[: entry.size]


def _followed(start: int, after: Sequence[int]) -> Iterator[int]:
    """The sectors of a chain, one after the other.

    Raises:
        ReadingError: the chain bites its tail.
    """
    seen: set[int] = set()
    while start < _LAST:
        if start in seen:
            raise ReadingError(*_DAMAGED)
        seen.add(start)
        yield start
        start = after[start]


def _numbers(raw: bytes) -> tuple[int, ...]:
    """Bytes as numbers of sectors."""
    return struct.unpack(f"<{len(raw) // 4}I", raw[: len(raw) // 4 * 4])


def _entry(raw: bytes, place: int) -> _Entry:
    """One entry of the directory."""
    name, length, kind, _, left, right, child, start, size = _ENTRY.unpack_from(raw, place)
    return _Entry(name[: max(min(length, 64) - 2, 0)].decode("utf-16-le", "replace"), kind, left, right, child, start, size)
