"""Effects that are whole or not there at all."""

import errno
import os
import shutil
import stat
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from workflow.archive import durable


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
    assert steps.index("copy") < steps.index("unlink")


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


def test_a_folder_that_cannot_be_seen_to_the_disk_is_no_trouble(tmp_path: Path) -> None:
    """Some shares have no fsync for folders; a file is none either."""
    file = tmp_path / "a"
    file.touch()
    durable.sync_folder(file)
    durable.sync_folder(tmp_path)


def test_every_step_is_announced_before_and_after(tmp_path: Path) -> None:
    """What a crash test counts."""
    seen: list[str] = []
    with durable.witnessed(lambda moment, step: seen.append(f"{moment} {step}")):
        durable.write_new(tmp_path / "a.html", b"x")
    assert seen == [
        "before write a.html",
        "before fsync a.html",
        "after fsync a.html",
        "after write a.html",
        "before rename a.html",
        "after rename a.html",
        f"before fsync folder {tmp_path.name}",
        f"after fsync folder {tmp_path.name}",
    ]


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
