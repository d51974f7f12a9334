"""Only one takes from the inbox at a time."""

from pathlib import Path

import pytest

from workflow.archive.lock import is_held, only_one
from workflow.archive.workspace import Workspace
from workflow.errors import JournalError


def test_the_second_one_is_turned_away_and_the_next_one_comes_in(tmp_path: Path) -> None:
    """The watch runs, and somebody starts klynge modtag."""
    with only_one(Workspace(tmp_path)), pytest.raises(JournalError, match="arbejder allerede"), only_one(Workspace(tmp_path)):
        pytest.fail("two at once")
    with only_one(Workspace(tmp_path)):
        assert (tmp_path / "data" / "laas").exists()


def test_whether_somebody_is_at_work_can_be_asked_without_leaving_a_trace(tmp_path: Path) -> None:
    """Never started, at work, stopped; the file of the lock stays, and means nothing."""
    workspace = Workspace(tmp_path)
    told = [is_held(workspace), workspace.local.exists()]
    with only_one(workspace):
        told.append(is_held(workspace))
    told += [is_held(workspace), (tmp_path / "data" / "laas").exists()]
    assert told == [False, False, True, False, True]
