"""Only one at a time takes from the inbox."""

from pathlib import Path

import pytest

from workflow.archive.lock import only_one
from workflow.archive.workspace import Workspace
from workflow.errors import JournalError


def test_a_second_one_says_so_and_stops(tmp_path: Path) -> None:
    """The watch runs, and somebody starts klynge modtag; afterwards it is free again."""
    workspace = Workspace(tmp_path)
    with only_one(workspace), pytest.raises(JournalError, match="Programmet klynge arbejder allerede"), only_one(workspace):
        pass
    with only_one(workspace):
        pass
