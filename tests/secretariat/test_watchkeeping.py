"""What the watch tells of itself."""

import gc
import os
import subprocess
import sys
import weakref
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from tests.secretariat.reception_desk import desk
from workflow.archive.heartbeat import Beat, own_beat, write_beat
from workflow.archive.settling import Waiting
from workflow.secretariat.today import Today
from workflow.secretariat.watchkeeping import UNFREED, Keeper, Remembered


class _Ring:
    """Something that refers to itself, so that only a search for such things frees it."""

    def __init__(self) -> None:
        self.itself = self


@pytest.fixture
def _as_the_desk_begins() -> Iterator[None]:
    """Python looks for garbage as seldom as in every command of the desk."""
    before = gc.get_threshold()
    gc.set_threshold(100_000)
    yield
    gc.set_threshold(*before)
    gc.unfreeze()


def test_what_waits_is_remembered_since_it_was_first_seen_and_forgotten_when_two_listings_lack_it() -> None:
    """A share shows an empty folder for a moment; a file goes for good; another comes."""
    remembered, told = Remembered({}), list[dict[str, str]]()
    for at, names in (("1", "ab"), ("2", ""), ("3", "a"), ("4", "ac"), ("5", "c")):
        remembered.listed(names, at)
        told.append(dict(remembered.since))
    assert told == [
        {"a": "1", "b": "1"},
        {"a": "1", "b": "1"},
        {"a": "1"},
        {"a": "1", "c": "4"},
        {"a": "1", "c": "4"},
    ]
    remembered.listed("c", "6")
    assert remembered.since == {"c": "4"}


def test_who_asks_twice_to_stop_does_not_have_to_wait() -> None:
    """Ctrl-C while a file is in hand, and again."""
    story = (
        "import threading; from workflow.secretariat.intake_duty import _asked_to; stop = threading.Event();"
        "_asked_to(stop); print(stop.is_set(), flush=True); _asked_to(stop); print('still here')"
    )
    done = subprocess.run([sys.executable, "-c", story], env=os.environ, capture_output=True, text=True, check=False, timeout=60)
    assert (done.returncode, done.stdout) == (1, "True\n")


def test_a_watch_that_is_started_again_remembers_what_the_last_one_saw(tmp_path: Path) -> None:
    """The machine was restarted while the share was away and a folder lay in the inbox."""
    office = desk(tmp_path)
    waiting, errors = (
        (("Mappe", "Det er en mappe.", "2026-11-01T09:00:00"),),
        (("2026-11-01T10:00:00", "Netværksdrevet er væk."),),
    )
    with office.open() as reception:
        last = replace(Beat.first(reception.journal.instance, Today().now()), read="2026-11-01T10:00:00")
        write_beat(office.workspace, replace(last, waiting=waiting, errors=errors), shared=False)
        with Keeper(reception) as keeper:
            keeper.looked(None, "Netværksdrevet er væk igen.", "")
            first = own_beat(office.workspace)
            keeper.looked((Waiting("Mappe", "Det er en mappe."), Waiting("ny.docx", "Den kopieres.")), "", "")
            second = own_beat(office.workspace)
    assert first is not None
    assert second is not None
    assert (first.read, first.waiting, first.errors[0], first.errors[1][1]) == (
        "2026-11-01T10:00:00",
        waiting,
        errors[0],
        "Netværksdrevet er væk igen.",
    )
    assert (second.waiting[0], second.waiting[1][0], second.trouble) == (waiting[0], "ny.docx", "")
    assert second.read > first.read


def test_only_the_latest_troubles_are_remembered(tmp_path: Path) -> None:
    """Twenty different ones; the same one twice in a row counts once."""
    office = desk(tmp_path)
    with office.open() as reception, Keeper(reception) as keeper:
        for number in range(20):
            keeper.looked((), f"Fejl {number}.", "")
            keeper.looked((), f"Fejl {number}.", "")
        beat = own_beat(office.workspace)
    assert beat is not None
    assert [sentence for _, sentence in beat.errors] == [f"Fejl {number}." for number in range(10, 20)]


def test_a_page_that_cannot_be_written_now_is_written_the_next_time(tmp_path: Path) -> None:
    """The outbox lies on another share, which is away; the watch does not end for that."""
    office = desk(tmp_path)
    (tmp_path / "outbox").touch()
    with office.open() as reception, Keeper(reception) as keeper:
        keeper.looked((), "", "")
        (tmp_path / "outbox").unlink()
        keeper.looked((), "", "")
        assert "Alt er i orden" in office.workspace.status_page.read_text("utf-8")


@pytest.mark.usefixtures("_as_the_desk_begins")
def test_what_nobody_needs_any_more_is_freed_while_the_watch_goes_on(tmp_path: Path) -> None:
    """A month with no end; after every file something is left that only refers to itself."""
    with desk(tmp_path).open() as reception, Keeper(reception):
        left = weakref.ref(_Ring())
        kept = [[number] for number in range(2 * UNFREED)]
        assert left() is None
    assert len(kept) == 2 * UNFREED
