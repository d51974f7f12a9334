"""Real watches and many files: they race for them, are stopped while they come, and are killed again and again."""

import os
import random
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterable
from pathlib import Path

import pytest

from tests.soak import size
from tests.soak.crowd import (
    Drop,
    all_kinds,
    papers,
    receipts,
    see_that_all_are_answered_once,
    start,
    until_answered,
    watched,
    workspace,
)
from workflow.archive.workspace import Workspace

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGSTOP on Windows, and a kill is told elsewhere")


def _drop(drops: Iterable[Drop], inbox: Path) -> None:
    """Copy the files into the inbox."""
    for drop in drops:
        (inbox / drop.name).write_bytes(drop.content)


def _stop(watches: Iterable[subprocess.Popen[bytes]]) -> None:
    """Ask the watches to stop, and see that they do so cleanly."""
    for watch in watches:
        watch.send_signal(signal.SIGTERM)
    assert [watch.wait(60) for watch in watches] == [0 for _ in watches]


def test_three_watches_that_race_for_the_same_files_answer_each_once(tmp_path: Path) -> None:
    """Three machines, each with its own journal, at one inbox."""
    drops = list(all_kinds(size.of(60, 300)))
    places = [workspace(tmp_path / f"maskine {number}", tmp_path / "indbakke") for number in range(3)]
    with watched(*places) as watches:
        _drop(drops, places[0].inbox)
        until_answered(places, len(drops))
        _stop(watches)
    see_that_all_are_answered_once(drops, *places)
    assert sum(len(receipts(place)) for place in places) == len(drops)


def test_a_second_watch_in_the_same_workspace_says_so_and_stops(tmp_path: Path) -> None:
    """Somebody starts the watch by hand, and the service runs already."""
    place = workspace(tmp_path / "klynger")
    with watched(place) as watches:
        second = start(place)
        assert second.wait(60) != 0
        _stop(watches)


def test_a_watch_that_slept_while_many_files_came_answers_them_all(tmp_path: Path) -> None:
    """The process stands still, and the system's queue of events runs over; only the folder still knows what came."""
    drops = list(papers(size.of(300, 9000)))
    place = workspace(tmp_path / "klynger")
    with watched(place) as watches:
        watches[0].send_signal(signal.SIGSTOP)
        _drop(drops, place.inbox)
        watches[0].send_signal(signal.SIGCONT)
        until_answered([place], len(drops))
        _stop(watches)
    see_that_all_are_answered_once(drops, place)


def test_a_watch_that_is_killed_again_and_again_loses_and_doubles_nothing(tmp_path: Path) -> None:
    """Files of all kinds are copied, slowly copied and moved in, while the watch is killed at random and started anew."""
    drops = list(all_kinds(size.of(66, 1000)))
    place = workspace(tmp_path / "klynger", stillness=1)
    people = threading.Thread(target=_come_and_go, args=(drops, place.inbox))
    people.start()
    kills = _killed_until_answered(place, people, len(drops))
    people.join()
    see_that_all_are_answered_once(drops, place)
    assert kills >= size.of(3, 30)


def _come_and_go(drops: Iterable[Drop], inbox: Path) -> None:
    """Drop the files one after the other, each in one of three ways."""
    chance = random.Random(2026)  # noqa: S311 - the same story every time
    for drop in drops:
        way = chance.randrange(3)
        if way == 0:
            (inbox / drop.name).write_bytes(drop.content)
        elif way == 1:
            with (inbox / drop.name).open("wb", buffering=0) as slow:
                slow.write(drop.content[: len(drop.content) // 2])
                time.sleep(chance.random() * 0.1)
                slow.write(drop.content[len(drop.content) // 2 :])
        else:
            outside = inbox.with_name("udenfor")
            outside.write_bytes(drop.content)
            os.utime(outside, (1e9, 1e9))
            outside.rename(inbox / drop.name)


def _killed_until_answered(place: Workspace, people: threading.Thread, count: int) -> int:
    """Start the watch and kill it at random, over and over; the last one is left to finish.

    Returns:
        How often it was killed.
    """
    chance, kills, least = random.Random(2026), 0, size.of(3, 30)  # noqa: S311 - the same story every time
    while people.is_alive() or kills < least:
        watch = start(place)
        time.sleep(1 + chance.random() * 4)
        watch.kill()
        watch.wait()
        kills += 1
    with watched(place) as watches:
        until_answered([place], count)
        _stop(watches)
    return kills
