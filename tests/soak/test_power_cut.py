"""The power fails at any moment, and with it goes all that was not seen to the disk: nothing is lost, doubled or left over."""

import contextlib
import errno
import os
import random
import shutil
import sys
from pathlib import Path

import pytest

from tests.secretariat.reception_desk import Desk, desk, reader_here
from tests.soak import size, wider
from tests.soak.platter import FASHIONS, Fashion, Record
from tests.soak.recorder import Synced
from tests.soak.stories import DROPPED, TwoDisks, laid_out, recorded, see_that_all_is_well
from workflow.archive import durable
from workflow.archive.effects import Disk
from workflow.errors import KlyngeError
from workflow.secretariat.due import with_documents

pytestmark = [
    pytest.mark.skipif(sys.platform == "win32", reason="Windows cannot fork"),
    pytest.mark.filterwarnings("ignore:This process .* is multi-threaded:DeprecationWarning"),
]


def _survives(record: Record, at: int, fashion: Fashion, folder: Path, *, two_disks: bool = False) -> None:
    """Cut the power after so many effects, start again, and see that all is well."""
    record.lay_out(folder, at, fashion)
    with durable.on_disk(TwoDisks() if two_disks else Disk()):
        see_that_all_is_well(desk(folder))
    shutil.rmtree(folder)


def test_a_power_cut_at_any_moment_loses_and_doubles_nothing(disk: Path) -> None:
    """After each effect, SQLite's own included; in a slice each moment in one of the fashions."""
    record, _ = recorded(laid_out(disk / "first"))
    assert len(record.effects) > 250, "the effects are not recorded any more"
    for at in range(len(record.effects) + 1):
        for fashion in FASHIONS if size.WHOLE else [FASHIONS[at % len(FASHIONS)]]:
            _survives(record, at, fashion, disk / "after")


def test_a_power_cut_at_any_moment_loses_no_row_no_folder_and_no_attachment(disk: Path) -> None:
    """A sheet hands its rows over, a folder is packed, and an attachment takes another's place beside the agenda."""
    record, _ = recorded(wider.laid_out(disk / "first"))
    assert len(record.effects) > 300, "the effects are not recorded any more"
    for at in range(0, len(record.effects) + 1, size.of(8, 1)):
        for fashion in FASHIONS if size.WHOLE else [FASHIONS[at % len(FASHIONS)]]:
            record.lay_out(disk / "after", at, fashion)
            wider.see_that_all_is_well(wider.wider_desk(disk / "after"))
            shutil.rmtree(disk / "after")


def test_a_power_cut_at_any_moment_loses_nothing_that_is_copied_to_an_archive_on_another_disk(disk: Path) -> None:
    """The copy must be certain before the claimed file goes."""
    record, _ = recorded(laid_out(disk / "first"), two_disks=True)
    for at in range(0, len(record.effects) + 1, size.of(15, 1)):
        for fashion in FASHIONS:
            _survives(record, at, fashion, disk / "after", two_disks=True)


def test_a_power_cut_after_a_kill_loses_nothing_that_the_killed_run_had_not_seen_to_the_disk(disk: Path) -> None:
    """The killed run changed a name; the next one finds it changed, builds on it, and then the power fails.

    In a slice it is killed right before each kind of fsync of a folder; the power fails at the end, and some time before.
    """
    sound, _ = recorded(laid_out(disk / "sound"))
    moments = range(1, len(sound.effects)) if size.WHOLE else _before_folders_are_synced(sound)
    for kill_at in moments:
        office = laid_out(disk / "killed")
        first, _ = recorded(office, kill_at)
        both, _ = recorded(office, before=first)
        shutil.rmtree(office.root)
        for at in range(len(both.effects), len(first.effects) - 1, -size.of(150, 9)):
            _survives(both, at, FASHIONS[(len(both.effects) - at) % len(FASHIONS)], disk / "after")


def _before_folders_are_synced(record: Record) -> list[int]:
    """The moments right before the first and the last fsync of each folder."""
    synced = [(one.step, at) for at, one in enumerate(record.effects) if isinstance(one, Synced) and "folder" in one.step]
    return sorted({*dict(synced).values(), *dict(reversed(synced)).values()})


def test_a_power_cut_after_a_fault_loses_nothing_that_was_not_seen_to_the_disk(disk: Path) -> None:
    """A folder cannot be seen to the disk; the watch tells it and goes on in its next round; then the power fails."""
    at, reached = 1, True
    while reached:
        office = laid_out(disk / "faulty")
        fault = _Fault(at)
        record, _ = recorded(office, work=fault.watch)
        reached = (office.root / "reached").exists()
        shutil.rmtree(office.root)
        _survives(record, len(record.effects), FASHIONS[0], disk / "after")
        at += 1
    assert at > 20, "the folders are not synced any more"


class _Fault:
    """A disk that once cannot see a folder's names to the disk."""

    def __init__(self, at: int) -> None:
        self._left = at

    def __call__(self, moment: str, step: str) -> None:
        """Refuse, when it is time."""
        if moment == "before" and step.startswith("fsync folder"):
            self._left -= 1
            if not self._left:
                raise OSError(errno.EIO, os.strerror(errno.EIO))

    def watch(self, office: Desk) -> None:
        """Three rounds of a watch that starts only once; the fault comes in one of them."""
        with office.open() as reception, reader_here() as reader:
            reception.tidy()
            line = reception.line(reader, office.register)
            with durable.witnessed(self):
                for _ in range(3):
                    names = [one.name for one in reception.inbox.listing() if one.name in DROPPED]
                    with contextlib.suppress(KlyngeError, OSError):
                        with_documents(reception, [*line.unfinished(), *line.take(names)])
        if self._left <= 0:
            (office.root / "reached").touch()


def test_several_power_cuts_in_a_row_lose_nothing(disk: Path) -> None:
    """The power fails again and again, also in the middle of the recovery."""
    chance = random.Random(2026)  # noqa: S311 - the same story every time
    for _ in range(size.of(12, 600)):
        office = laid_out(disk / "now")
        for _ in range(chance.randint(2, 4)):
            record, _ = recorded(office)
            shutil.rmtree(office.root)
            record.lay_out(office.root, chance.randint(0, len(record.effects)), chance.choice(FASHIONS))
        see_that_all_is_well(office)
        shutil.rmtree(office.root)
