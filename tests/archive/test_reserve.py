"""The reserve: room that is given up when the disk is full."""

from pathlib import Path

from workflow.archive.disks import Room
from workflow.archive.reserve import Reserve

PLENTY, TIGHT, LITTLE = Room(10**9, 10**10), Room(10, 10**10), Room(500, 10**10)


def test_the_reserve_is_made_given_up_and_made_again(tmp_path: Path) -> None:
    """There is room; the disk fills; somebody makes room."""
    reserve = Reserve(tmp_path / "data", size=100)
    stands = []
    for room in (PLENTY, TIGHT, TIGHT, LITTLE, PLENTY):
        reserve.tend(room)
        stands.append(reserve.file.exists() and reserve.file.stat().st_size)
    assert stands == [100, False, False, False, 100]


def test_a_reserve_that_stands_is_left_alone_and_a_half_one_is_made_whole(tmp_path: Path) -> None:
    """The watch is started again; another time it had been killed in the middle."""
    reserve = Reserve(tmp_path, size=100)
    reserve.tend(PLENTY)
    before = reserve.file.read_bytes()
    reserve.tend(PLENTY)
    assert reserve.file.read_bytes() == before
    reserve.file.write_bytes(before[:40])
    reserve.tend(PLENTY)
    assert reserve.file.stat().st_size == 100


def test_a_reserve_that_cannot_be_made_stops_nothing(tmp_path: Path) -> None:
    """A file lies where the data belong."""
    (tmp_path / "data").touch()
    Reserve(tmp_path / "data", size=100).tend(PLENTY)
    assert (tmp_path / "data").is_file()
