"""A dropped folder as one file: a zip whose bytes are the same every time, so that it goes the way of every other file."""

import io
import os
import shutil
import stat
import zipfile
from collections.abc import Iterator
from pathlib import Path

from workflow.archive.names import shown

_LONG_AGO = (1980, 1, 1, 0, 0, 0)
_MOST_FILES = 2_000


def files_in(folder: Path) -> Iterator[tuple[Path, os.stat_result]]:
    """The regular files in a folder and those below it, in the order of their names; links are never followed.

    Raises:
        OSError: the folder cannot be read.
    """
    count = 0
    for place, below, names in os.walk(folder, onerror=_raise):
        below.sort()
        for name in sorted(names):
            file = Path(place, name)
            found = file.lstat()
            count += stat.S_ISREG(found.st_mode)
            if stat.S_ISREG(found.st_mode) and count <= _MOST_FILES:
                yield file, found


def numbers(folder: Path) -> tuple[int, int, int]:
    """What changes when anything in a folder does: how much it holds (0 for an empty one), and its latest two times.

    Raises:
        OSError: the folder cannot be read.
    """
    held = [found for _, found in files_in(folder)]
    times = [folder.lstat(), *held]
    return (
        sum(found.st_size + 1 for found in held),
        max(found.st_mtime_ns for found in times),
        max(found.st_ctime_ns for found in times),
    )


def packed(folder: Path) -> bytes:
    """The files of a folder as a zip; the same files make the same bytes, whenever they are packed.

    Raises:
        OSError: a file cannot be read.
    """
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as package:
        for file, _ in files_in(folder):
            name = "/".join(shown(part) for part in file.relative_to(folder).parts)
            entry = zipfile.ZipInfo(name, _LONG_AGO)
            entry.compress_type = zipfile.ZIP_DEFLATED
            with file.open("rb") as source, package.open(entry, "w") as target:
                shutil.copyfileobj(source, target)  # a folder may hold 250 MB: never all of it twice
    return written.getvalue()


def _raise(reason: OSError) -> None:
    """Never pass over a folder that cannot be read."""
    raise reason
