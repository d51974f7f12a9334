"""File names: as a person may be shown them, as every system can store them, and as ids that sort by time."""

import itertools
import os
import secrets
import time
from collections.abc import Iterator
from pathlib import Path

from workflow.danish import nfc
from workflow.domain.cpr import blotted_name

READ_ME = "LÆS MIG.txt"
LONGEST = 255
LONGEST_SUFFIX = 10
_ALLOWED = frozenset(" ._-()ÆØÅæøåÄÖÜäöüÉé")
_RESERVED = {"con", "prn", "aux", "nul", *(f"{port}{number}" for port in ("com", "lpt") for number in range(1, 10))}
_SPARE = "fil"


def new_id() -> str:
    """An id that no other will ever have, and that sorts by the time it was made."""
    return f"{time.time_ns():016x}{secrets.token_hex(3)}"


def shown(name: str) -> str:
    """A file name as a person may be shown it: NFC, and a question mark in a box for whatever cannot be printed."""
    readable = os.fsencode(name).decode("utf-8", "replace")
    return "".join(sign if sign.isprintable() else "\N{REPLACEMENT CHARACTER}" for sign in nfc(readable)).strip() or _SPARE


def told(name: str) -> str:
    """A file name as it may be told to anybody: as it is shown, and with CPR numbers blotted out."""
    return blotted_name(shown(name))


def safe(name: str, longest: int = 120) -> str:
    """A file name that Windows, macOS and Linux can all store, as like the given one as can be.

    Args:
        name: the name as the sender wrote it.
        longest: in bytes of UTF-8.
    """
    plain = "".join(sign if (sign.isascii() and sign.isalnum()) or sign in _ALLOWED else "_" for sign in shown(name))
    plain = fitted(plain.strip(" ."), longest).strip(" .") or _SPARE
    stem, suffix = _parted(plain)
    return f"{stem}_{suffix}" if stem.split(".")[0].strip().casefold() in _RESERVED else plain


def fitted(name: str, longest: int = LONGEST) -> str:
    """The name cut to so many bytes, its extension kept and no character halved; bytes that are no UTF-8 stay as they are."""
    stem, suffix = _parted(name)
    while len(os.fsencode(stem + suffix)) > longest:
        stem = stem[:-1]
    return stem + suffix


def _parted(name: str) -> tuple[str, str]:
    """A name's stem, and its extension with the full stop: empty where what follows the last one is too long for that."""
    stem, dot, suffix = name.rpartition(".")
    return (stem, dot + suffix) if stem and len(suffix) <= LONGEST_SUFFIX else (name, "")


def free(path: Path) -> Path:
    """The path, or the first of "name (2)", "name (3)" … where nothing lies."""
    return next(place for place in numbered(path) if not os.path.lexists(place))


def numbered(path: Path) -> Iterator[Path]:
    """The path, then "name (2)", "name (3)" … without end."""
    yield path
    for count in itertools.count(2):
        yield path.with_name(f"{path.stem} ({count}){path.suffix}")
