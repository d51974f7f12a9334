"""Each durable effect by itself: what it did is there when the power fails right after it, and what it replaced until then."""

import errno
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.soak.platter import FASHIONS, Record
from tests.soak.recorder import Effect, Recorder
from tests.soak.stories import TwoDisks
from workflow.archive import durable, effects
from workflow.archive.effects import Disk, on_disk

OLD, NEW = b"gammel", b"ny"
Deed = Callable[[Path], object]


class _OtherDisk(TwoDisks, Recorder):
    """The archive is another disk, and a record is kept."""


def _carry_on(root: Path) -> None:
    """Carry on a move to another disk that was ended when the copy had just got its name."""
    target = root / "_arkiv" / "b"
    effects.rename(durable.copy_beside(root / "a", target), target)
    durable.move_new(root / "a", target)


DEEDS: dict[str, Deed] = {
    "a file is replaced": lambda root: durable.write_file(root / "a", NEW),
    "a file is written": lambda root: durable.write_file(root / "ny" / "mappe" / "b", NEW),
    "a new file is written": lambda root: durable.write_new(root / "ny" / "b", NEW),
    "a file is moved": lambda root: durable.rename_new(root / "a", root / "mappe" / "b"),
    "a file is moved to another disk": lambda root: durable.move_new(root / "a", root / "_arkiv" / "b"),
    "a move to another disk is carried on": _carry_on,
    "a file is copied": lambda root: durable.put_new(durable.copy_beside(root / "a", root / "b"), root / "b"),
    "a file is shelved": lambda root: durable.shelve(root / "a", root / "mappe" / "b"),
    "a folder is made": lambda root: durable.make_folder(root / "ny" / "mappe"),
}


def _tree(root: Path) -> dict[str, bytes | None]:
    """Everything below a folder; None for a folder."""
    return {str(path.relative_to(root)): path.read_bytes() if path.is_file() else None for path in root.rglob("*")}


@pytest.mark.parametrize("deed", DEEDS)
def test_what_was_done_is_there_after_a_power_cut(tmp_path: Path, deed: str) -> None:
    """A file, an empty folder and an archive on another disk; then the power fails with nothing unsynced kept."""
    root, done = tmp_path / "disk", list[Effect]()
    for folder in ("mappe", "_arkiv"):
        (root / folder).mkdir(parents=True)
    (root / "a").write_bytes(OLD)
    recorder = _OtherDisk(root, done.append)
    with on_disk(recorder):
        DEEDS[deed](root)
    record = Record(recorder.start, tuple(done), recorder.things)
    for number, fashion in enumerate(FASHIONS):
        record.lay_out(tmp_path / f"after {number}", len(done), fashion)
        assert _tree(tmp_path / f"after {number}") == _tree(root)
    for at in range(len(done)):  # and at no moment before is the old content gone without the new one
        record.lay_out(tmp_path / f"at {at}", at, FASHIONS[at % len(FASHIONS)])
        whole = [content for content in _tree(tmp_path / f"at {at}").values() if content in {OLD, NEW}]
        assert whole


def test_a_disk_that_refuses_a_rename_for_another_reason_is_believed(tmp_path: Path) -> None:
    """Only another disk is a reason to copy."""

    class Away(Disk):
        def rename(self, source: Path, target: Path) -> None:
            raise OSError(errno.ESTALE, "the share is away")

    (tmp_path / "a").write_bytes(OLD)
    with on_disk(Away()), pytest.raises(OSError, match="the share is away"):
        durable.move_new(tmp_path / "a", tmp_path / "b")
    assert _tree(tmp_path) == {"a": OLD}
