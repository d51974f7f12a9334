"""Effects that are whole or not there at all."""

import errno
import gc
import os
import shutil
import stat
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from workflow.archive import durable
from workflow.archive.effects import Disk


def _refusing(name: str, number: int = errno.ENOSPC) -> Callable[[str, str], None]:
    """A witness that breaks the step whose name begins so."""

    def witness(moment: str, step: str) -> None:
        if moment == "before" and step.startswith(name):
            raise OSError(number, os.strerror(number))

    return witness


def test_a_file_is_written_with_the_folders_it_needs(tmp_path: Path) -> None:
    """The first document of a new meeting."""
    target = tmp_path / "nordjylland" / "nord" / "dagsorden.docx"
    durable.write_file(target, b"ny")
    assert [path.name for path in target.parent.iterdir()] == ["dagsorden.docx"]
    assert target.read_bytes() == b"ny"


def test_a_move_leaves_nothing_behind_in_memory(tmp_path: Path) -> None:
    """A watch moves files for months."""
    place, other = tmp_path / "a", tmp_path / "b"
    place.touch()
    gc.collect()
    for _ in range(20):
        durable.rename_new(place, other)
        place, other = other, place
    assert gc.collect() < 20, "each look-up of the system's call leaves classes behind"


def test_a_file_is_replaced_whole(tmp_path: Path) -> None:
    """The agenda is refreshed."""
    target = tmp_path / "dagsorden.docx"
    target.write_bytes(b"gammel og lang")
    durable.write_file(target, b"ny")
    assert target.read_bytes() == b"ny"


@pytest.mark.parametrize("step", ["write", "fsync dagsorden", "replace"])
def test_a_full_disk_leaves_the_old_file_and_no_half_one(tmp_path: Path, step: str) -> None:
    """The disk is full while the agenda is refreshed."""
    target = tmp_path / "dagsorden.docx"
    target.write_bytes(b"gammel")
    with durable.witnessed(_refusing(step)), pytest.raises(OSError, match="No space"):
        durable.write_file(target, b"ny")
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {"dagsorden.docx": b"gammel"}


def test_a_new_file_never_lies_down_on_another(tmp_path: Path) -> None:
    """A receipt whose name is taken."""
    target = tmp_path / "0001.html"
    target.write_bytes(b"en anden")
    with pytest.raises(FileExistsError):
        durable.write_new(target, b"ny")
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {"0001.html": b"en anden"}


def test_a_rename_never_lands_on_another_file(tmp_path: Path) -> None:
    """Two files want the same place in the archive."""
    source, target = tmp_path / "a", tmp_path / "b"
    source.write_bytes(b"a")
    target.write_bytes(b"b")
    with pytest.raises(FileExistsError):
        durable.rename_new(source, target)
    assert (source.read_bytes(), target.read_bytes()) == (b"a", b"b")


def test_a_move_to_another_disk_copies_before_it_takes_away(tmp_path: Path) -> None:
    """The archive lies on another disk than the inbox."""
    source, target = tmp_path / "a", tmp_path / "b"
    source.write_bytes(b"indhold")
    steps: list[str] = []

    def other_disk(moment: str, step: str) -> None:
        steps.append(step.split(maxsplit=1)[0])
        if moment == "before" and steps == ["rename"]:
            raise OSError(errno.EXDEV, "another disk")

    with durable.witnessed(other_disk):
        durable.move_new(source, target)
    assert (source.exists(), target.read_bytes()) == (False, b"indhold")
    assert steps.index("create") < steps.index("unlink")


def test_a_move_that_fails_for_another_reason_leaves_the_file(tmp_path: Path) -> None:
    """The share is gone."""
    source = tmp_path / "a"
    source.write_bytes(b"indhold")
    with durable.witnessed(_refusing("rename", errno.ESTALE)), pytest.raises(OSError, match="Stale"):
        durable.move_new(source, tmp_path / "b")
    assert source.read_bytes() == b"indhold"


def test_a_broken_copy_is_taken_away(tmp_path: Path) -> None:
    """The disk is full while an original is copied."""
    source = tmp_path / "a"
    source.write_bytes(b"indhold")
    with (
        durable.open_regular(source) as descriptor,
        durable.witnessed(_refusing("fsync", errno.EIO)),
        pytest.raises(OSError, match="output"),
    ):
        durable.copy_file(descriptor, tmp_path / "b", lambda _piece: None)
    assert [path.name for path in tmp_path.iterdir()] == ["a"]


def test_links_pipes_and_folders_are_not_opened(tmp_path: Path) -> None:
    """A link to the password file, a pipe that nobody writes to, and a folder."""
    (tmp_path / "link").symlink_to("/etc/passwd")
    if sys.platform != "win32":
        os.mkfifo(tmp_path / "pipe")
    (tmp_path / "folder").mkdir()
    for name in ("link", "pipe", "folder"):
        with pytest.raises(OSError), durable.open_regular(tmp_path / name):  # noqa: PT011 - each system has its own number
            pass


def test_a_folder_that_cannot_be_seen_to_the_disk_is_no_trouble(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Some shares have no fsync for folders; a disk that reports a fault is another matter."""
    reasons = iter((errno.EINVAL, errno.EIO))

    def refuse(_descriptor: int) -> None:
        number = next(reasons)
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(os, "fsync", refuse)
    durable.sync_folder(tmp_path)
    with pytest.raises(OSError, match="output"):
        durable.sync_folder(tmp_path)


def test_every_step_is_announced_before_and_after(tmp_path: Path) -> None:
    """What a crash test counts."""
    seen: list[str] = []
    with durable.witnessed(lambda moment, step: seen.append(f"{moment} {step}")):
        durable.write_new(tmp_path / "a.html", b"x")
    made = seen[0].removeprefix("before ")
    assert made.startswith("create .klynge-")
    steps = (made, "write a.html", "fsync a.html", "rename a.html", f"fsync folder {tmp_path.name}")
    assert seen == [f"{moment} {step}" for step in steps for moment in ("before", "after")]


def test_all_is_written_however_little_the_system_takes_at_once(tmp_path: Path) -> None:
    """A share that takes one byte at a time."""

    class Slow(Disk):
        def write(self, descriptor: int, piece: bytes) -> int:
            return super().write(descriptor, piece[:1])

    with durable.on_disk(Slow()):
        durable.write_file(tmp_path / "a.html", b"indhold")
    assert (tmp_path / "a.html").read_bytes() == b"indhold"


def test_what_others_left_half_done_is_taken_away_with_the_next_write(tmp_path: Path) -> None:
    """A klynge was killed an instant ago, we could not tidy up ourselves, somebody began yesterday; two are just writing."""
    ours = durable.write_beside(tmp_path / "x", b"halvt")
    machine, number = ours.name.split("-")[1:3]
    killed, old = tmp_path / f".klynge-{machine}-999999999-1-a.tmp", tmp_path / ".klynge-gammel.tmp"
    far, beside = tmp_path / ".klynge-0-999999999-1-a.tmp", tmp_path / f".klynge-{machine}-{number}-1-a.tmp"
    for file in (killed, old, far, beside):
        file.write_bytes(b"halvt")
    os.utime(old, (0, 0))
    durable.write_file(tmp_path / "dagsorden.docx", b"helt")
    assert {path.name for path in tmp_path.iterdir()} == {"dagsorden.docx", far.name, beside.name}


def test_a_folder_whose_name_cannot_be_seen_to_the_disk_is_not_made(tmp_path: Path) -> None:
    """Else the next one would find it there and build on it."""
    with durable.witnessed(_refusing("fsync folder", errno.EIO)), pytest.raises(OSError, match="output"):
        durable.make_folder(tmp_path / "ny")
    assert list(tmp_path.iterdir()) == []


def test_a_move_to_another_disk_that_was_ended_before_the_source_went_is_carried_on(tmp_path: Path) -> None:
    """Killed after the copy had its name; another file at the target is left as it is."""

    class OtherDisk(Disk):
        def rename(self, source: Path, target: Path) -> None:
            if not source.name.startswith(durable.TEMPORARY):
                raise OSError(errno.EXDEV, "another disk")
            super().rename(source, target)

    source, target = tmp_path / "a", tmp_path / "b"
    source.write_bytes(b"indhold")
    target.write_bytes(b"et andet")
    with durable.on_disk(OtherDisk()):
        with pytest.raises(FileExistsError):
            durable.move_new(source, target)
        assert sorted(path.name for path in tmp_path.iterdir()) == ["a", "b"]
        target.write_bytes(b"indhold")
        durable.move_new(source, target)
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {"b": b"indhold"}


def test_a_disk_without_a_refusing_rename_is_looked_at_first(tmp_path: Path) -> None:
    """A memory disk or an old share may not know how to refuse; then the name is looked up."""
    shared = Path("/dev/shm")  # noqa: S108 - a disk of another kind, where the machine has one
    if not shared.is_dir():
        pytest.skip("the machine has no memory disk")
    folder = shared / f"klynge-{os.getpid()}"
    folder.mkdir()
    try:
        (folder / "a").write_bytes(b"a")
        durable.rename_new(folder / "a", folder / "b")
        assert stat.S_ISREG((folder / "b").stat().st_mode)
        durable.move_new(folder / "b", tmp_path / "c")
        assert (tmp_path / "c").read_bytes() == b"a"
    finally:
        shutil.rmtree(folder)
