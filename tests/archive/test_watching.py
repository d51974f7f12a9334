"""The doorbell rings, and is mended when it fails."""

import shutil
from pathlib import Path

import pytest

from workflow.archive.watching import Doorbell

SOON = 10.0


@pytest.mark.parametrize("polling", [False, True])
def test_the_bell_rings_when_a_file_is_dropped(tmp_path: Path, *, polling: bool) -> None:
    """On a local disk, and on a share."""
    with Doorbell(tmp_path, polling=polling, interval=0.05) as bell:
        bell.wait(0)
        (tmp_path / "forslag.yaml").write_text("x")
        assert bell.wait(SOON)


def test_the_bell_keeps_still_when_nothing_stirs(tmp_path: Path) -> None:
    """Somebody only looks."""
    (tmp_path / "forslag.yaml").write_text("x")
    with Doorbell(tmp_path) as bell:
        bell.wait(0)
        (tmp_path / "forslag.yaml").read_text()
        assert not bell.wait(0.2)


def test_the_bell_is_hung_anew_when_the_inbox_is_another(tmp_path: Path) -> None:
    """The inbox is deleted and made again; in between it is away."""
    inbox = tmp_path / "inbox"
    inbox.mkdir()
    with Doorbell(inbox) as bell:
        worked = [bell.works]
        shutil.rmtree(inbox)
        worked += [bell.works, bell.mend()]
        inbox.mkdir()
        worked += [bell.mend(), bell.works]
        assert worked == [True, False, False, True, True]
        bell.wait(0)
        (inbox / "forslag.yaml").write_text("x")
        assert bell.wait(SOON)


def test_a_bell_that_cannot_be_hung_is_no_trouble(tmp_path: Path) -> None:
    """A file lies where the inbox belongs, and the looks on time must do."""
    (tmp_path / "inbox").touch()
    with Doorbell(tmp_path / "inbox", polling=True) as bell:
        bell.wait(0)
        assert not bell.wait(0.1)


def test_the_bell_can_be_rung_from_within(tmp_path: Path) -> None:
    """The watch is to be stopped."""
    with Doorbell(tmp_path) as bell:
        bell.ring()
        assert bell.wait(0)
