"""The process is killed after any step, and several times in a row: nothing is lost, doubled or left over."""

import random
import sys
from pathlib import Path

import pytest

from tests.soak import size
from tests.soak.stories import TwoDisks, killed, laid_out, see_that_all_is_well
from workflow.archive import durable
from workflow.archive.effects import Disk

pytestmark = [
    pytest.mark.skipif(sys.platform == "win32", reason="Windows cannot fork"),
    pytest.mark.filterwarnings("ignore:This process .* is multi-threaded:DeprecationWarning"),
]


@pytest.mark.parametrize("disk_kind", [Disk, TwoDisks])
def test_a_kill_after_any_step_loses_and_doubles_nothing(disk: Path, disk_kind: type[Disk]) -> None:
    """Killed after the first step, the second, and so on to the last: every one of ours, and of SQLite's within a commit."""
    at, stride = 1, size.of(5 if disk_kind is Disk else 11, 1)
    while killed(office := laid_out(disk / str(at)), at, disk_kind()):
        with durable.on_disk(disk_kind()):
            see_that_all_is_well(office)
        at += stride
    assert at > 250, "the steps are not announced any more"


def test_several_kills_in_a_row_lose_and_double_nothing(disk: Path) -> None:
    """Two to five kills, those in the recovery included."""
    chance = random.Random(2026)  # noqa: S311 - the same story every time
    for story in range(size.of(30, 1200)):
        office = laid_out(disk / str(story))
        for _ in range(chance.randint(2, 5)):
            killed(office, chance.randint(1, 200))
        see_that_all_is_well(office)
