"""What the register's YAML files say, kept between commands: a file that has not changed is not read a second time."""

import hashlib
import sys
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

from workflow import danish, formats, keeping
from workflow.formats import Fault, Reading, Section

_SECTION = [str, str, str, int, int]
"""What the fields of a section are."""


class Readings:
    """The readings of one load of the register, taken from the cache where it has them.

    Only what the files say is kept, with its lines and faults; what it means is judged anew each time.

    Args:
        folder: the cache; None when there is none.
    """

    def __init__(self, folder: Path | None = None) -> None:
        self._folder = folder
        found = keeping.kept(folder, _key()) if folder else None
        self._known: Mapping[str, Any] = found if isinstance(found, dict) else {}
        self._used: dict[str, Any] = {}

    def of(self, raw: bytes) -> Reading:
        """What a YAML file says.

        Args:
            raw: the file's bytes.
        """
        name = hashlib.sha256(raw).hexdigest()
        reading = _unpacked(self._known.get(name))
        self._used[name] = self._known[name] if reading else None
        if reading is None:
            reading = _read(raw)
            self._used[name] = _packed(reading)
        return reading

    def sections(self, text: str) -> tuple[str, list[Section]]:
        """What ``formats.markdown_sections`` makes of a Markdown text.

        Args:
            text: the file's text.
        """
        name = hashlib.sha256(b"markdown\0" + text.encode()).hexdigest()
        found = _sections(self._known.get(name)) or formats.markdown_sections(text)
        self._used[name] = [found[0], [list(one) for one in found[1]]]
        return found

    def keep(self) -> None:
        """Keep what was read, and no longer what the register does not hold any more."""
        if self._folder and self._used != self._known:
            keeping.keep(self._folder, _key(), self._used)


def _read(raw: bytes) -> Reading:
    """What a YAML file says, read with the library."""
    from workflow.formats.yaml_reader import read_yaml  # noqa: PLC0415 - a register in the cache needs it not

    return read_yaml(raw)


@lru_cache(maxsize=1)
def _key() -> str:
    """The key of all readings: the versions of all that make a reading out of a file."""
    readers = (str(Path(formats.__file__).with_name(f"{name}.py")) for name in ("yaml_reader", "commonmark"))
    ours = (formats.__file__, *readers, danish.__file__, __file__)
    libraries = (keeping.version_of(name) for name in ("yaml", "markdown_it", "mdit_py_plugins"))
    versions = (sys.version.encode(), *libraries)
    return keeping.key_of(b"register", *versions, *(Path(name).read_bytes() for name in ours))


def _packed(reading: Reading) -> list[Any]:
    """A reading as JSON holds it: its value, its lines with their paths, its faults."""
    lines = [[line, *path] for path, line in reading.lines.items()]
    return [reading.value, lines, [[one.line, one.problem, one.hint, one.grave] for one in reading.faults]]


def _unpacked(kept: Any) -> Reading | None:
    """The reading that was packed; None where nothing, or something else, was kept."""
    try:
        value, lines, faults = kept
        return Reading(value, {tuple(path): line for line, *path in lines}, tuple(Fault(*fault) for fault in faults))
    except (TypeError, ValueError):
        return None


def _sections(kept: Any) -> tuple[str, list[Section]] | None:
    """The sections that were kept; None where nothing, or something else, was kept."""
    try:
        before, sections = kept
        sound = isinstance(before, str) and all([type(part) for part in one] == _SECTION for one in sections)
        return (before, [Section(*one) for one in sections]) if sound else None
    except (TypeError, ValueError):
        return None
