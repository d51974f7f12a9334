"""What stands in the way of a file that lies still."""

import errno
import functools
import os
import sys
import time
from pathlib import Path
from typing import NoReturn

import pytest

from tests.hostile.zips import SMALL
from workflow.archive import durable
from workflow.archive.filing import Inbox
from workflow.archive.readiness import obstacle
from workflow.archive.settling import BEING_WRITTEN, BROKEN_OFF, CANNOT_BE_READ, NO_ACCESS, Kind, Sighting


def seen(folder: Path) -> Sighting:
    """The only file in the folder."""
    (one,) = Inbox(folder, "").listing()
    return one


def test_a_broken_off_file_waits_for_so_long_and_is_taken_then(tmp_path: Path) -> None:
    """Half a Word file that nobody writes any more."""
    (tmp_path / "forslag.docx").write_bytes(SMALL[:200])
    assert obstacle(tmp_path, seen(tmp_path), patience=100) == BROKEN_OFF
    assert obstacle(tmp_path, seen(tmp_path), patience=0) == ""
    (tmp_path / "forslag.docx").write_bytes(SMALL)
    assert obstacle(tmp_path, seen(tmp_path), patience=100) == ""


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells who writes")
def test_a_file_that_somebody_writes_waits_whatever_its_end_is(tmp_path: Path) -> None:
    """A whole file, still open for writing."""
    with (tmp_path / "forslag.docx").open("wb") as writer:
        writer.write(SMALL)
        writer.flush()
        assert obstacle(tmp_path, seen(tmp_path), patience=0) == BEING_WRITTEN


def refused(number: int, path: Path) -> NoReturn:
    """A disk that refuses to open anything: an administrator may open whatever there is, so the refusal is made here."""
    raise OSError(number, os.strerror(number), str(path))


@pytest.mark.parametrize(
    ("number", "reason"),
    [
        (errno.EACCES, NO_ACCESS),
        (errno.ENOENT, ""),
        (errno.EIO, CANNOT_BE_READ.format("disken melder fejl")),
        (errno.ESTALE, CANNOT_BE_READ.format("forbindelsen til netværksdrevet er afbrudt")),
    ],
)
def test_a_file_that_cannot_be_opened_says_why(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, reason: str) -> None:
    """No access, gone in the meantime, a broken disk, a share that went away: no other file suffers."""
    one = Sighting("forslag.docx", Kind.FILE, since=time.monotonic())
    monkeypatch.setattr(durable, "open_regular", functools.partial(refused, number))
    assert obstacle(tmp_path, one, patience=100) == reason
