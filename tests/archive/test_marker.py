"""The mark in the inbox: without it, or with another one, nothing is touched."""

from pathlib import Path

import pytest

from workflow.archive.marker import MARK, put_mark, see_mark
from workflow.archive.settings import Settings, WatchSettings
from workflow.archive.workspace import Workspace
from workflow.errors import MarkError


def _workspace(root: Path, *, polling: bool = False) -> Workspace:
    workspace = Workspace(root, Settings(watch=WatchSettings(polling=polling)))
    workspace.inbox.mkdir(parents=True)
    return workspace


def test_the_first_look_marks_an_inbox_on_this_machine_and_the_next_ones_know_it(tmp_path: Path) -> None:
    """A workspace that was made before there were marks."""
    workspace = _workspace(tmp_path)
    see_mark(workspace)
    mark = (workspace.inbox / MARK).read_text()
    assert (workspace.local / "indbakke-id").read_text() == mark
    see_mark(workspace)
    assert (workspace.inbox / MARK).read_text() == mark


def test_a_second_machine_learns_the_mark_that_lies_there(tmp_path: Path) -> None:
    """Two workspaces on two machines, one inbox on a share."""
    one = _workspace(tmp_path / "a")
    see_mark(one)
    other = _workspace(tmp_path / "b", polling=True)
    (other.inbox / MARK).write_bytes((one.inbox / MARK).read_bytes())
    see_mark(other)
    assert (other.local / "indbakke-id").read_text() == (one.inbox / MARK).read_text()


def test_a_share_without_a_mark_is_never_marked_by_itself(tmp_path: Path) -> None:
    """The folder may be the empty mount point; a person marks it with 'klynge nyt'."""
    workspace = _workspace(tmp_path, polling=True)
    with pytest.raises(MarkError, match="klynge nyt"):
        see_mark(workspace)
    assert list(workspace.inbox.iterdir()) == []
    assert put_mark(workspace) == workspace.inbox / MARK
    see_mark(workspace)


def test_only_looking_learns_nothing(tmp_path: Path) -> None:
    """The command was: klynge status."""
    workspace = _workspace(tmp_path)
    see_mark(workspace, learn=False)
    assert (list(workspace.inbox.iterdir()), workspace.local.exists()) == ([], False)


def test_a_mark_that_is_gone_stops_everything_until_a_person_puts_it_back(tmp_path: Path) -> None:
    """Somebody tidied the inbox; the mark that is put back is the old one."""
    workspace = _workspace(tmp_path)
    see_mark(workspace)
    mark = (workspace.inbox / MARK).read_text()
    for left in (None, ""):
        (workspace.inbox / MARK).unlink(missing_ok=True)
        if left is not None:
            (workspace.inbox / MARK).write_text(left)
        with pytest.raises(MarkError, match=rf"Mærket \.indbakke-id mangler i .*'klynge nyt {workspace.root}'"):
            see_mark(workspace)
    (workspace.inbox / MARK).unlink()
    put_mark(workspace)
    assert (workspace.inbox / MARK).read_text() == mark
    assert put_mark(workspace) is None
    see_mark(workspace)


def test_another_inbox_in_its_place_is_told_from_ours(tmp_path: Path) -> None:
    """The share was swapped; or moved on purpose, and then the old mark is forgotten by hand."""
    workspace = _workspace(tmp_path)
    see_mark(workspace)
    (workspace.inbox / MARK).write_text("et andet")
    with pytest.raises(MarkError, match=r"er en anden indbakke end den, klynge kender.*slet filen"):
        see_mark(workspace)
    (workspace.local / "indbakke-id").unlink()
    see_mark(workspace)
    assert (workspace.local / "indbakke-id").read_text() == "et andet"


def test_an_inbox_that_is_away_is_an_outage_and_no_missing_mark(tmp_path: Path) -> None:
    """The folder is gone, or a file lies in its place."""
    workspace = _workspace(tmp_path)
    see_mark(workspace)
    (workspace.inbox / MARK).unlink()
    workspace.inbox.rmdir()
    with pytest.raises(FileNotFoundError):
        see_mark(workspace)
    workspace.inbox.touch()
    with pytest.raises(FileNotFoundError):
        see_mark(workspace)
