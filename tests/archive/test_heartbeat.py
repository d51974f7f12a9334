"""The heartbeat: how the watch goes, for this machine and for the others at the same inbox."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from workflow.archive.heartbeat import FRESH, Beat, Foreign, foreign_claims, other_beats, own_beat, write_beat
from workflow.archive.marker import see_mark
from workflow.archive.workspace import Workspace

NOW = datetime(2026, 11, 21, 14, 5)  # noqa: DTZ001 - Danish local time, as everywhere in the house
BEAT = replace(Beat.first("a", NOW), waiting=(("fil.docx", "venter", "2026-11-21T14:00:00"),), errors=(("t", "fejl"),))


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    """A workspace with its inbox."""
    found = Workspace(tmp_path)
    found.inbox.mkdir()
    see_mark(found)
    return found


def test_a_beat_is_read_back_here_and_seen_by_the_others(workspace: Workspace) -> None:
    """The watch writes; another machine looks, and so does the same one."""
    write_beat(workspace, BEAT, shared=True)
    assert own_beat(workspace) == BEAT
    assert other_beats(workspace, "a") == ()
    assert other_beats(workspace, "b") == (replace(BEAT, waiting=(), errors=()),)


def test_into_a_folder_in_the_place_of_the_inbox_no_beat_is_written(workspace: Workspace) -> None:
    """The share is away, or another one is there, and the watch may or may not have noticed."""
    write_beat(workspace, BEAT, shared=False)
    (workspace.inbox / ".indbakke-id").write_text("en anden")
    write_beat(workspace, BEAT, shared=True)
    assert [path.name for path in workspace.inbox.iterdir()] == [".indbakke-id"]
    assert own_beat(workspace) == BEAT


def test_a_beat_that_cannot_be_understood_is_none(workspace: Workspace) -> None:
    """No watch was ever started; the file is torn; it is of another version."""
    assert own_beat(workspace) is None
    for text in ("", "{", '{"seen": 3}', "[]"):
        workspace.local.joinpath("vagt.json").write_text(text)
        assert own_beat(workspace) is None


def test_a_watch_is_taken_to_run_while_its_beat_is_fresh() -> None:
    """Seen just now, five minutes ago, later, and stopped in good order; clocks may differ a little."""
    late = FRESH + timedelta(seconds=1)
    told = [BEAT.is_fresh(NOW), BEAT.is_fresh(NOW + FRESH), BEAT.is_fresh(NOW - FRESH), BEAT.is_fresh(NOW + late)]
    assert told == [True, True, True, False]
    assert not replace(BEAT, stopped=True).is_fresh(NOW)


def test_what_others_have_claimed_is_told_and_ours_is_not(workspace: Workspace) -> None:
    """Two machines at one inbox; one of them died long ago with two files in hand, and a person laid a third one there."""
    for place in ("a/18ea32de27ab787e8159b5~ny.docx", "b/0000000000000000aaaaaa~x.docx", "b/18ea32de27ab787e8159b5~y.docx"):
        file = workspace.inbox / "_igang" / place
        file.parent.mkdir(parents=True, exist_ok=True)
        file.touch()
    (workspace.inbox / "_igang" / "c").mkdir()
    (workspace.inbox / "_igang" / "d").mkdir()
    (workspace.inbox / "_igang" / "d" / "uden id").touch()
    start = datetime.fromtimestamp(0, UTC)
    assert foreign_claims(workspace, "a") == (Foreign("b", 2, start), Foreign("d", 1, start))
    assert foreign_claims(workspace, "b")[0] == Foreign("a", 1, datetime(2026, 11, 21, 23, 22, 11, tzinfo=UTC))
