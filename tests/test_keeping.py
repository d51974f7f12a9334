"""The cache that every wing shares: a gain in time, never a need, and never trusted further than it lies there as we laid it."""

import os
import subprocess
import sys
from hashlib import sha256
from importlib import metadata
from pathlib import Path

import pytest

from workflow.keeping import LONGEST, keep, kept, key_of, version_of

KEY = key_of(b"1", b"skabelon")
VALUE = {"brødtekst": ["æ", 7, None, "\ud800"]}


def entry(folder: Path) -> Path:
    """The one entry of a folder."""
    keep(folder, KEY, VALUE)
    [found] = folder.iterdir()
    return found


def test_what_was_kept_is_there_until_the_folder_is_deleted(tmp_path: Path) -> None:
    """The folder is made, used, and gone."""
    assert kept(tmp_path / "cache", KEY) is None
    found = entry(tmp_path / "cache")
    assert kept(tmp_path / "cache", KEY) == VALUE
    found.unlink()
    assert kept(tmp_path / "cache", KEY) is None


def test_a_key_tells_the_parts_and_where_one_ends() -> None:
    """Other bytes, another version, and a byte that moved from one part to the next."""
    others = [(b"1", b"skabelonen"), (b"2", b"skabelon"), (b"1s", b"kabelon"), (b"1skabelon",), (b"skabelon", b"1")]
    assert len({KEY, *(key_of(*parts) for parts in others)}) == 6


@pytest.mark.parametrize(
    ("library", "distribution"),
    [("docxtpl", "docxtpl"), ("yaml", "pyyaml"), ("markdown_it", "markdown-it-py"), ("mdit_py_plugins", "mdit-py-plugins")],
)
def test_a_library_tells_its_version_without_being_loaded(library: str, distribution: str) -> None:
    """All that make what is kept write their version in their first module; one that is not installed says nothing."""
    assert metadata.version(distribution).encode() in version_of(library)
    assert version_of("findes_ikke") == b""


def test_no_single_byte_may_be_lost_or_turned(tmp_path: Path) -> None:
    """A disk that cuts the entry short anywhere, or turns a bit of any byte."""
    found = entry(tmp_path)
    whole = found.read_bytes()
    for place in range(len(whole)):
        for spoilt in (whole[:place], whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :]):
            found.write_bytes(spoilt)
            assert kept(tmp_path, KEY) is None
    found.write_bytes(whole)
    assert kept(tmp_path, KEY) == VALUE


@pytest.mark.parametrize("content", [b"", b"no JSON", b"\x80\x04K\x07.", b"[" * 200_000])
def test_what_somebody_else_laid_there_is_nothing(tmp_path: Path, content: bytes) -> None:
    """An empty file, words, a pickle, and brackets without end: as they are, and under a checksum that is right."""
    for checksum in (b"", sha256(KEY.encode() + b"\n" + content).hexdigest().encode() + b"\n"):
        entry(tmp_path).write_bytes(checksum + content)
        assert kept(tmp_path, KEY) is None


def test_an_entry_of_another_version_is_nothing_under_our_name(tmp_path: Path) -> None:
    """An older klynge's entry, renamed."""
    entry(tmp_path).rename(tmp_path / f"{key_of(b'2', b'skabelon')}.json")
    assert kept(tmp_path, key_of(b"2", b"skabelon")) is None


@pytest.mark.skipif(sys.platform == "win32", reason="Windows guards the folder, not the file")
def test_an_entry_that_others_may_write_or_own_is_nothing(tmp_path: Path) -> None:
    """A file opened to the group, to all, or given away."""
    found = entry(tmp_path)
    for mode in (0o620, 0o602):
        found.chmod(mode)
        assert kept(tmp_path, KEY) is None
    found.chmod(0o600)
    assert kept(tmp_path, KEY) == VALUE
    if sys.platform != "win32" and os.geteuid() == 0:  # only root can give a file away
        os.chown(found, 65534, -1)
        assert kept(tmp_path, KEY) is None


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no pipes in folders")
def test_a_pipe_in_place_of_an_entry_is_nothing_and_is_not_waited_for(tmp_path: Path) -> None:
    """Somebody laid a pipe there, into which nobody writes; a process of its own looks, and what is kept next takes its place."""
    os.mkfifo(tmp_path / f"{KEY}.json")
    code = "import sys, pathlib; from workflow.keeping import kept; print(kept(pathlib.Path(sys.argv[1]), sys.argv[2]))"
    command = [sys.executable, "-c", code, str(tmp_path), KEY]
    assert subprocess.run(command, capture_output=True, text=True, check=True, timeout=60).stdout == "None\n"
    keep(tmp_path, KEY, VALUE)
    assert kept(tmp_path, KEY) == VALUE


def test_a_folder_that_cannot_be_written_keeps_nothing(tmp_path: Path) -> None:
    """A file where the folder should be; an entry's name taken by a folder, which also leaves nothing half done."""
    (tmp_path / "i vejen").write_text("")
    keep(tmp_path / "i vejen", KEY, VALUE)
    assert kept(tmp_path / "i vejen", KEY) is None
    (tmp_path / "cache" / f"{KEY}.json" / "mere").mkdir(parents=True)
    keep(tmp_path / "cache", KEY, VALUE)
    assert kept(tmp_path / "cache", KEY) is None
    assert [path.name for path in (tmp_path / "cache").iterdir()] == [f"{KEY}.json"]


def test_what_has_lain_for_a_month_goes_when_something_new_comes(tmp_path: Path) -> None:
    """An old entry and what a stopped process left behind; a file that is none of ours stays."""
    now = entry(tmp_path).stat().st_mtime
    for name in ("gammel.json", "stoppet.ny", "fremmed.txt"):
        (tmp_path / name).write_text("")
        os.utime(tmp_path / name, (now - LONGEST - 60, now - LONGEST - 60))
    keep(tmp_path, key_of(b"nyt"), 1)
    names = {path.name for path in tmp_path.iterdir()}
    assert names == {f"{KEY}.json", f"{key_of(b'nyt')}.json", "fremmed.txt"}
