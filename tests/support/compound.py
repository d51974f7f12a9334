"""Writes a compound file as Outlook does, with its small and its large streams, for the stories about .msg."""

import struct
from collections.abc import Mapping

_FREE, _END, _FAT, _NONE = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD, 0xFFFFFFFF
_BIG, _SMALL, _CUTOFF = 512, 64, 4096


def compound(streams: Mapping[str, bytes]) -> bytes:
    """A compound file with these streams; a path's folders become storages."""
    paths = sorted({path[: place + 1] for path in streams for place, sign in enumerate(path) if sign == "/"} | set(streams))
    sectors: list[bytes] = []
    following: list[int] = []

    def chain(content: bytes) -> int:
        """Lay the content down sector by sector; where it begins."""
        pieces = [content[start : start + _BIG].ljust(_BIG, b"\0") for start in range(0, len(content), _BIG)]
        first = len(sectors)
        for number, piece in enumerate(pieces):
            sectors.append(piece)
            following.append(first + number + 1 if number + 1 < len(pieces) else _END)
        return first if pieces else _END

    mini = b""
    mini_following: list[int] = []
    starts: dict[str, int] = {}
    for path, content in streams.items():
        if len(content) >= _CUTOFF:
            starts[path] = chain(content)
        elif content:
            count = -(-len(content) // _SMALL)
            starts[path] = len(mini_following)
            mini_following += [starts[path] + place + 1 for place in range(count - 1)] + [_END]
            mini += content.ljust(count * _SMALL, b"\0")
    entries = [_entry("Root Entry", 5, child=_child("", paths), start=chain(mini), size=len(mini))]
    for path in paths:
        name = path.rstrip("/").rpartition("/")[2]
        sibling = _sibling(path, paths)
        if path.endswith("/"):
            entries.append(_entry(name, 1, right=sibling, child=_child(path, paths)))
        else:
            entries.append(_entry(name, 2, right=sibling, start=starts.get(path, _END), size=len(streams[path])))
    directory = chain(b"".join(entries))
    table = chain(struct.pack(f"<{len(mini_following)}I", *mini_following)) if mini_following else _END
    fat_sectors = 1
    while (len(following) + fat_sectors) * 4 > fat_sectors * _BIG:
        fat_sectors += 1
    places = list(range(len(sectors), len(sectors) + fat_sectors))
    whole = [*following, *[_FAT] * fat_sectors]
    whole += [_FREE] * (fat_sectors * _BIG // 4 - len(whole))
    fat = struct.pack(f"<{len(whole)}I", *whole)
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + bytes(6)
    head += struct.pack("<9I", 0, fat_sectors, directory, 0, _CUTOFF, table, 1 if mini_following else 0, _END, 0)
    head += struct.pack("<109I", *(places + [_FREE] * (109 - len(places))))
    return head + b"".join(sectors) + fat


def _below(folder: str, paths: list[str]) -> list[str]:
    """The paths right below a folder."""
    return [path for path in paths if path != folder and path.startswith(folder) and "/" not in path[len(folder) :].rstrip("/")]


def _child(folder: str, paths: list[str]) -> int:
    """The number of the first entry below a folder."""
    below = _below(folder, paths)
    return paths.index(below[0]) + 1 if below else _NONE


def _sibling(path: str, paths: list[str]) -> int:
    """The number of the next entry in the same folder."""
    folder = path.rstrip("/").rpartition("/")[0]
    below = _below(f"{folder}/" if folder else "", paths)
    place = below.index(path) + 1
    return paths.index(below[place]) + 1 if place < len(below) else _NONE


def _entry(name: str, kind: int, *, right: int = _NONE, child: int = _NONE, start: int = _END, size: int = 0) -> bytes:
    """One entry of the directory."""
    raw = name.encode("utf-16-le")
    return (
        raw.ljust(64, b"\0")
        + struct.pack("<HBBIII", len(raw) + 2, kind, 1, _NONE, right, child)
        + bytes(36)
        + struct.pack("<IQ", start, size)
    )
