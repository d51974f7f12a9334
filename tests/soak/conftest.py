"""Where the long stories write: ten thousand times and more."""

import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    """A folder in memory where the machine has one."""
    memory = Path("/dev/shm")  # noqa: S108 - a folder of our own in it
    if not os.access(memory, os.W_OK):
        yield tmp_path
        return
    with tempfile.TemporaryDirectory(prefix="klynge-", dir=memory) as folder:
        yield Path(folder)
