"""The tester is tested: work that forgets one fsync, commits in a hurry or swaps two steps comes to harm when the power fails.

Were one of these to go unharmed, either the story would be too kind or what was left out would not be needed: then it goes.
"""

import hashlib
import itertools
import os
import random
import shutil
import sys
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest

from tests.secretariat.reception_desk import Desk, desk
from tests.soak import wider
from tests.soak.mutants import MUTANTS, kept_before_claimed, not_checkpointing, not_settling
from tests.soak.platter import FASHIONS, Fashion, Record
from tests.soak.recorder import Synced
from tests.soak.stories import AGENDA, DROPPED, TwoDisks, laid_out, recorded, run, see_that_all_is_well
from workflow.archive import durable
from workflow.archive.effects import Disk
from workflow.errors import KlyngeError

pytestmark = [
    pytest.mark.skipif(sys.platform == "win32", reason="Windows cannot fork"),
    pytest.mark.filterwarnings("ignore:This process .* is multi-threaded:DeprecationWarning"),
]
LEAST, A_FEW = 18, 12
NOTHING_UNSYNCED = FASHIONS[0]
NAMES_BUT_NO_BYTES = [Fashion(names=1, content=0, seed=seed) for seed in range(8)]


@pytest.fixture
def record(disk: Path) -> Record:
    """A sound run."""
    return recorded(laid_out(disk / "sound"))[0]


def _see_the_story(folder: Path) -> None:
    see_that_all_is_well(desk(folder))


def _see_the_wider_story(folder: Path) -> None:
    wider.see_that_all_is_well(wider.wider_desk(folder))


def _comes_to_harm(
    record: Record,
    moments: Iterable[int],
    fashions: Iterable[Fashion],
    folder: Path,
    see: Callable[[Path], None] = _see_the_story,
    *,
    two_disks: bool = False,
) -> bool:
    """Whether a power cut at one of the moments, in one of the fashions, loses, doubles or leaves something."""
    for fashion in fashions:
        for at in moments:
            record.lay_out(folder, at, fashion)
            try:
                with durable.on_disk(TwoDisks() if two_disks else Disk()):
                    see(folder)
            except (AssertionError, KlyngeError, OSError, ValueError):
                return True
            finally:
                shutil.rmtree(folder)
    return False


def _ours(record: Record) -> list[str]:
    """Every kind of sync that klynge makes; SQLite's own are SQLite's."""
    return [step for step in record.syncs if not step.startswith("sqlite")]


def _in_any_order(moments: Iterable[int]) -> list[int]:
    """The last moment, at which most is lost, then the others shuffled: where harm is done for a while, it is found soon."""
    *others, last = moments
    random.Random(2026).shuffle(others)  # noqa: S311 - the same order every time
    return [last, *others]


def test_every_fsync_is_needed(record: Record, disk: Path) -> None:
    """One kind of fsync after the other is left out: of a file or a folder, wherever it lies."""
    moments, steps = _in_any_order(range(len(record.effects) + 1)), _ours(record)
    assert {step.partition(" ")[0] for step in steps} == {"file", "folder"}
    assert len(steps) >= LEAST, "the fsyncs are not recorded any more"
    unharmed = [step for step in steps if not _comes_to_harm(record.without(step), moments, [NOTHING_UNSYNCED], disk / "after")]
    assert unharmed == []


def test_every_fsync_is_needed_for_sheets_folders_and_attachments(disk: Path) -> None:
    """The same with rows that are handed over, a folder that is packed, and an attachment that takes another's place.

    Unharmed are only the folders in which no name changes this time; the other story makes them.
    """
    record, _ = recorded(wider.laid_out(disk / "sound"))
    unharmed = [
        step
        for step in _ours(record)
        if not _comes_to_harm(
            record.without(step), _soon_after(record, step), [NOTHING_UNSYNCED], disk / "after", _see_the_wider_story
        )
    ]
    agenda = ("outbox", *(str(folder) for folder in reversed(AGENDA.parents) if folder.is_relative_to("outbox/nordjylland")))
    assert sorted(unharmed) == sorted(f"folder {folder}" for folder in (".", *agenda, AGENDA.parent / "Bilag"))


def _soon_after(record: Record, step: str) -> list[int]:
    """The last moment, and some soon after each sync of a kind."""
    synced = [at for at, one in enumerate(record.effects) if isinstance(one, Synced) and one.step == step]
    soon = {min(at + later, len(record.effects)) for at in synced for later in (1, 2, 4, 8, 16)}
    return [len(record.effects), *sorted(soon)]


def test_every_fsync_is_needed_where_the_archive_is_another_disk(disk: Path) -> None:
    """The copy and its name must be certain before the claimed file goes."""
    record, _ = recorded(laid_out(disk / "sound"), two_disks=True)
    moments, steps = _in_any_order(range(len(record.effects) + 1)), [step for step in _ours(record) if "inbox/" in step]
    assert "file in inbox/_arkiv/2026" in steps
    unharmed = [
        step
        for step in steps
        if not _comes_to_harm(record.without(step), moments, [NOTHING_UNSYNCED], disk / "after", two_disks=True)
    ]
    assert unharmed == []


def test_a_file_must_be_synced_before_it_gets_its_name(record: Record, disk: Path) -> None:
    """The fsync of a file and the rename after it are swapped. Only the inbox's mark may be torn: it is learned as it lies."""
    unharmed = []
    for step in (step for step in _ours(record) if step.startswith("file")):
        late = record.late(step)
        before_it = [at for at, one in enumerate(late.effects) if isinstance(one, Synced) and one.step == step]
        if not _comes_to_harm(late, before_it, NAMES_BUT_NO_BYTES, disk / "after"):
            unharmed.append(step)
    assert unharmed == ["file in inbox"]


@pytest.mark.parametrize("mutant", MUTANTS)
def test_steps_in_the_wrong_order_and_hasty_commits_come_to_harm(disk: Path, mutant: str) -> None:
    """Each is a run of its own, wrong in one thing."""
    wrong, _ = recorded(laid_out(disk / "wrong"), work=MUTANTS[mutant])
    moments = _in_any_order(range(len(wrong.effects) + 1))
    assert _comes_to_harm(wrong, moments, [NOTHING_UNSYNCED], disk / "after")


def test_what_a_killed_run_had_not_seen_to_the_disk_must_be_seen_there_by_the_next(record: Record, disk: Path) -> None:
    """The run is killed right before an fsync of a folder, and the next run leaves that folder out when it settles all.

    The journal's own folder is not among those that are settled: SQLite sees to it with the first sync of its log.
    """
    unharmed = []
    for step in (step for step in _ours(record) if step.startswith("folder")):
        moments = [at for at, one in enumerate(record.effects) if isinstance(one, Synced) and one.step == step]
        if not any(_harms_after_a_kill(disk, at, not_settling(step.removeprefix("folder "))) for at in moments):
            unharmed.append(step)
    assert unharmed == ["folder data"]


def test_what_a_killed_run_had_entered_must_be_seen_to_the_disk_by_the_next(record: Record, disk: Path) -> None:
    """The run is killed right before SQLite syncs its log, and the next one does not begin with a checkpoint."""
    moments = [at for at, one in enumerate(record.effects) if isinstance(one, Synced) and one.step == "sqlite journal.db-wal"]
    assert any(_harms_after_a_kill(disk, at, not_checkpointing) for at in moments)


@pytest.mark.parametrize(("work", "is_harmed"), [(run, False), (kept_before_claimed, True)])
def test_a_file_is_claimed_before_its_bytes_are_kept(disk: Path, work: Callable[[Desk], None], *, is_harmed: bool) -> None:
    """Before every rename in turn somebody saves another version of the same length over a file, and its times are set back."""
    assert any(_archives_what_nobody_judged(disk / str(at), at, work) for at in range(20)) is is_harmed


def _archives_what_nobody_judged(root: Path, at: int, work: Callable[[Desk], None]) -> bool:
    """Whether a file lies in the archive with other bytes than those that were judged."""
    office = laid_out(root)
    file = office.workspace.inbox / "a.yaml"
    other, steps = DROPPED["a.yaml"].replace(b"Kommunerne", b"Regionerne"), itertools.count()

    def save(moment: str, step: str) -> None:
        if moment == "before" and step.startswith("rename") and next(steps) == at and file.exists():
            times = file.stat()
            file.with_suffix(".ny").write_bytes(other)
            os.utime(file.with_suffix(".ny"), ns=(times.st_atime_ns, times.st_mtime_ns))
            file.with_suffix(".ny").replace(file)

    def disturbed(disturbed: Desk) -> None:
        with durable.witnessed(save):
            work(disturbed)

    recorded(office, work=disturbed)
    run(office)
    with office.open() as reception:
        judged = {one.id: one.stored.sha256 for one in reception.journal.arrivals()}
    kept = {path.name.partition("~")[0]: path for path in office.workspace.inbox.glob("_arkiv/*/*")}
    return {one: hashlib.sha256(path.read_bytes()).hexdigest() for one, path in kept.items()} != judged


def _harms_after_a_kill(disk: Path, at: int, work: Callable[[Desk], None]) -> bool:
    """Whether a power cut harms what a run, wrong in one thing, built on what a killed one had not seen to the disk."""
    office = laid_out(disk / "killed")
    first, _ = recorded(office, at)
    both, _ = recorded(office, before=first, work=work)
    shutil.rmtree(office.root)
    moments = _in_any_order(range(len(first.effects), len(both.effects) + 1))[:A_FEW]
    return _comes_to_harm(both, moments, [NOTHING_UNSYNCED], disk / "after")
