"""The log for engineers."""

import logging
from pathlib import Path

import pytest

from workflow.secretariat.logbook import KEPT, logging_to, write_traceback

logger = logging.getLogger("klynge.test")


def test_each_record_is_one_line_and_nothing_is_logged_afterwards(tmp_path: Path) -> None:
    """A file name with a line break and an escape sign in it; a debug message; one after the block; a library complains."""
    log = tmp_path / "log" / "vagt.log"
    with logging_to(log):
        logger.info("1 %s", "a\nb\x1b[31m.docx")
        logger.debug("nobody needs this")
        logging.getLogger("watchdog").error("overflow")
    logger.info("2")
    lines = log.read_text("utf-8").splitlines()
    assert [line.split(" ", 2)[2] for line in lines] == [
        "INFO klynge.test: 1 a\\nb\\x1b[31m.docx",
        "ERROR watchdog: overflow",
    ]


def test_the_log_rotates_and_keeps_the_last_ones(tmp_path: Path) -> None:
    """Seven times as much as one file holds."""
    log = tmp_path / "vagt.log"
    with logging_to(log, largest=1000):
        for number in range(70):
            logger.info("%03d %s", number, "x" * 60)
    files = sorted(tmp_path.iterdir())
    assert [file.name for file in files] == ["vagt.log", *(f"vagt.log.{number}" for number in range(1, KEPT + 1))]
    assert all(file.stat().st_size <= 1000 for file in files)
    assert "069" in log.read_text("utf-8").splitlines()[-1]


def test_a_log_that_cannot_be_rotated_loses_no_line(tmp_path: Path) -> None:
    """Windows refuses to rename a file that somebody reads; here folders lie where the old logs belong."""
    log = tmp_path / "vagt.log"
    for number in range(1, KEPT + 1):
        (tmp_path / f"vagt.log.{number}" / "i vejen").mkdir(parents=True)
    with logging_to(log, largest=1000):
        for number in range(70):
            logger.info("%03d %s", number, "x" * 60)
    assert [int(line.split(": ")[1][:3]) for line in log.read_text("utf-8").splitlines()] == list(range(70))


def test_a_log_that_cannot_be_written_stops_nothing_and_is_not_shown_to_staff(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    """A file lies where the folder of the log belongs."""
    (tmp_path / "log").touch()
    with logging_to(tmp_path / "log" / "vagt.log"):
        logger.info("1")
    assert capfd.readouterr() == ("", "")


def test_a_traceback_gets_a_file_of_its_own() -> None:
    """Something that nobody foresaw."""
    try:
        raise RuntimeError("uventet")
    except RuntimeError:
        file = write_traceback()
    assert "RuntimeError: uventet" in file.read_text("utf-8")
    file.unlink()
