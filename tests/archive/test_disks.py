"""On what kind of disk a folder lies."""

from pathlib import Path

import pytest

from workflow.archive.disks import Mount, Room, mounts, room, share_kind

DISKS = (Mount("/", "ext4"), Mount("/srv/faelles", "cifs"), Mount("/srv/faelles/lokal", "ext4"), Mount("/mnt/z", "", remote=True))


@pytest.mark.parametrize(
    ("folder", "kind"),
    [
        ("/home/klynge/data", ""),
        ("/srv/faelles/data", "cifs"),
        ("/srv/faelles/lokal/data", ""),
        ("/mnt/z/data", "netværksdrev"),
        ("//server/deling/data", "netværkssti"),
        ("\\\\server\\deling\\data", "netværkssti"),
    ],
)
def test_a_share_is_known_by_the_disk_that_is_mounted_nearest(folder: str, kind: str) -> None:
    """Local disks, shares, and a local disk within a share."""
    assert share_kind(Path(folder), DISKS) == kind


def test_a_machine_that_tells_nothing_has_no_shares() -> None:
    """A bare container may have no list of disks."""
    assert share_kind(Path("/data"), ()) == ""


def test_this_machine_can_tell_its_disks() -> None:
    """The list is read without fault; the temporary folder lies on none of the shares."""
    assert all(isinstance(one.point, str) for one in mounts())


def test_the_room_is_told_of_a_folder_that_does_not_exist_yet(tmp_path: Path) -> None:
    """The workspace is new."""
    here, there = room(tmp_path), room(tmp_path / "a" / "b")
    assert (here.size, here.free > 0) == (there.size, True)


@pytest.mark.parametrize(
    ("free", "size", "scarce", "gone"),
    [
        (80_000_000_000, 100_000_000_000, False, False),
        (900_000_000, 10_000_000_000, False, False),
        (900_000_000, 100_000_000_000, True, False),
        (63_999_999, 100_000_000, False, True),
        (0, 100_000_000_000, True, True),
    ],
)
def test_a_disk_is_scarce_before_it_is_full(free: int, size: int, *, scarce: bool, gone: bool) -> None:
    """Plenty; a small disk that is always rather full; nearly full; all but full; full."""
    assert (Room(free, size).is_scarce, Room(free, size).is_gone) == (scarce, gone)
