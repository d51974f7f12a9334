"""What every room of tests may ask for."""

from pathlib import Path

import pytest

from tests.support.desk import Desk, new_desk


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """A fresh workspace."""
    return new_desk(tmp_path / "klynger")
