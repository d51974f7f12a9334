"""What can be made again, kept in a folder to save time: a gain, never a need, and never anything that could be run.

An entry is JSON under a checksum of its key and its text. One that is cut, spoilt, renamed, made by another version, or that
somebody else owns or may write is none: it is made again. Whoever acts as ourselves could still forge one, checksum and all, and
so change words, as they could in the templates and the journal; they could not make us run anything.
"""

import contextlib
import hashlib
import importlib.util
import json
import os
import stat
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

LONGEST = 30 * 24 * 60 * 60
"""Seconds after which an entry is made again, so that what no version and no file asks for any more goes away."""
_ENTRY, _FRESH = ".json", ".ny"


def key_of(*parts: bytes) -> str:
    """The key of what is made from these parts: they, and their order, decide it."""
    return hashlib.sha256(b"".join(hashlib.sha256(part).digest() for part in parts)).hexdigest()


def version_of(library: str) -> bytes:
    """What tells one version of an installed library from another: its outermost module, which is read but not run.

    Args:
        library: the name that it is imported by.
    """
    found = importlib.util.find_spec(library)
    return Path(found.origin).read_bytes() if found and found.origin else b""


def kept(folder: Path, key: str) -> Any:
    """The value kept under a key; None where there is none that we laid there whole.

    Args:
        folder: where entries lie; need not exist.
        key: what ``key_of`` gave.
    """
    try:
        with open(folder / f"{key}{_ENTRY}", "rb", opener=_at_once) as stream:
            raw = stream.read() if _is_ours(os.fstat(stream.fileno())) else b""
        checksum, _, text = raw.partition(b"\n")
        return json.loads(text) if checksum == _checksum(key, text) else None
    except (OSError, ValueError, RecursionError):
        return None


def keep(folder: Path, key: str, value: Any) -> None:
    """Lay a value under a key, whole or not at all; where the folder cannot be written, nothing is kept.

    Args:
        folder: where entries lie; made when it is missing.
        key: what ``key_of`` gave.
        value: what JSON can hold.
    """
    text = json.dumps(value, separators=(",", ":")).encode("ascii")
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        _tidy(folder)
        handle, fresh = tempfile.mkstemp(_FRESH, dir=folder)  # for nobody's eyes but ours
        try:
            with os.fdopen(handle, "wb") as stream:
                stream.write(_checksum(key, text) + b"\n" + text)
            Path(fresh).replace(folder / f"{key}{_ENTRY}")
        except OSError:
            Path(fresh).unlink()
            raise
    except OSError:
        return


def _checksum(key: str, text: bytes) -> bytes:
    """What the first line of an entry must be."""
    return hashlib.sha256(key.encode() + b"\n" + text).hexdigest().encode()


def _at_once(path: str, flags: int) -> int:
    """A descriptor; a pipe that somebody laid there is not waited for."""
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0))


def _is_ours(found: os.stat_result) -> bool:
    """Whether it is a file, our own, and nobody else's to write; Windows guards the folder instead."""
    ours = stat.S_ISREG(found.st_mode)
    if sys.platform != "win32":
        ours = ours and found.st_uid == os.geteuid() and not found.st_mode & (stat.S_IWGRP | stat.S_IWOTH)
    return ours


def _tidy(folder: Path) -> None:
    """Remove entries that are too old, and what a stopped process left behind."""
    for path in folder.iterdir():
        with contextlib.suppress(OSError):
            if path.suffix in {_ENTRY, _FRESH} and time.time() - path.stat().st_mtime > LONGEST:
                path.unlink()
