"""The originals, kept by content."""

import errno
import hashlib
import os
from pathlib import Path

import pytest

from workflow.archive import durable, originals
from workflow.archive.entries import Stored
from workflow.archive.originals import ChangingError, Originals

CONTENT = b"et forslag"
CHECKSUM = hashlib.sha256(CONTENT).hexdigest()


def _file(tmp_path: Path, content: bytes = CONTENT) -> Path:
    file = tmp_path / "forslag.yaml"
    file.write_bytes(content)
    return file


def test_an_original_is_kept_unchanged_and_read_only(tmp_path: Path) -> None:
    """A file is stored under its checksum."""
    file, store = _file(tmp_path), Originals(tmp_path / "data")
    stored = store.keep(file, "id1")
    assert stored == Stored(CHECKSUM, len(CONTENT), file.stat().st_mtime_ns)
    assert store.path(CHECKSUM) == tmp_path / "data" / "lager" / CHECKSUM[:2] / CHECKSUM
    assert store.path(CHECKSUM).read_bytes() == CONTENT
    assert store.path(CHECKSUM).stat().st_mode & 0o222 == 0
    assert store.holds(CHECKSUM)
    assert list((tmp_path / "data" / "tmp").iterdir()) == []


def test_the_same_bytes_are_kept_once(tmp_path: Path) -> None:
    """The same file was dropped twice."""
    store = Originals(tmp_path / "data")
    assert store.keep(_file(tmp_path), "id1").sha256 == store.keep(_file(tmp_path), "id2").sha256
    assert [path.name for path in (tmp_path / "data" / "lager").rglob("*") if path.is_file()] == [CHECKSUM]


def test_damaged_bytes_are_set_aside_for_whole_ones(tmp_path: Path) -> None:
    """The disk has lost a bit since the file was stored the first time."""
    store = Originals(tmp_path / "data")
    store.keep(_file(tmp_path), "id1")
    place = store.path(CHECKSUM)
    place.chmod(0o600)
    place.write_bytes(b"et forsla?")
    assert not store.holds(CHECKSUM)
    store.keep(_file(tmp_path), "id2")
    assert place.read_bytes() == CONTENT
    assert place.with_name(f"{CHECKSUM}.beskadiget-id2").read_bytes() == b"et forsla?"


def test_a_file_that_grows_while_it_is_read_is_not_kept(tmp_path: Path) -> None:
    """Somebody writes on while we copy."""
    file, store = _file(tmp_path), Originals(tmp_path / "data")

    def grow(moment: str, step: str) -> None:
        if (moment, step) == ("before", "fsync id1"):
            with file.open("ab") as more:
                more.write(b", anden halvdel")

    with durable.witnessed(grow), pytest.raises(ChangingError, match=r"forslag\.yaml changed"):
        store.keep(file, "id1")
    assert list((tmp_path / "data" / "tmp").iterdir()) == []
    assert not (tmp_path / "data" / "lager").exists()


def test_a_file_beyond_all_measure_is_only_measured(tmp_path: Path) -> None:
    """A hole of a file, larger than anything honest."""
    file = tmp_path / "film.mov"
    with file.open("wb") as hole:
        os.truncate(hole.fileno(), originals.LARGEST + 1)
    stored = Originals(tmp_path / "data").keep(file, "id1")
    assert (stored.sha256, stored.size) == ("", originals.LARGEST + 1)
    assert not (tmp_path / "data").exists()


def test_half_copies_are_cleared_at_the_start(tmp_path: Path) -> None:
    """The last run was killed in the middle of a copy."""
    store = Originals(tmp_path)
    (tmp_path / "tmp").mkdir()
    (tmp_path / "tmp" / "id1").write_bytes(b"et fors")
    store.clear_half_copies()
    assert list((tmp_path / "tmp").iterdir()) == []


def test_a_full_disk_keeps_nothing_half(tmp_path: Path) -> None:
    """The store's disk is full."""
    store = Originals(tmp_path / "data")

    def full(moment: str, step: str) -> None:
        if (moment, step) == ("before", "fsync id1"):
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with durable.witnessed(full), pytest.raises(OSError, match="No space"):
        store.keep(_file(tmp_path), "id1")
    assert [path for path in (tmp_path / "data").rglob("*") if path.is_file()] == []


def test_what_was_never_kept_is_not_held(tmp_path: Path) -> None:
    """A checksum that nobody knows."""
    assert not Originals(tmp_path).holds(CHECKSUM)
