"""The watch as a real process: a file is dropped, answered and filed; the process stops when it is asked to."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from tests.support.desk import DAY, EXAMPLES, Desk

PATIENCE = 60.0


def until(found: Callable[[], bool], seconds: float = PATIENCE) -> None:
    """Wait until something is true, but not for ever."""
    end = time.monotonic() + seconds
    while not found():
        assert time.monotonic() < end, "it did not happen"
        time.sleep(0.05)


def receipts(desk: Desk) -> list[Path]:
    """The receipts that lie in the outbox."""
    return sorted((desk.root / "outbox/kvitteringer").glob("0*.html"))


def test_the_watch_answers_what_is_dropped_and_stops_on_request(desk: Desk) -> None:
    """One file lies there before it starts, one is copied slowly while it runs; then SIGTERM."""
    desk.drop(EXAMPLES / "forslag" / "02 lægedækning nord.yaml")
    environ = {**os.environ, "KLYNGE_MAPPE": str(desk.root), "KLYNGE_I_DAG": DAY, "PYTHONUTF8": "1"}
    settings = desk.root / "klynge.toml"
    settings.write_text(settings.read_text("utf-8").replace("stilhed = 0", "stilhed = 1\ninterval = 1"), "utf-8")
    command = [sys.executable, "-m", "workflow.cli", "vagt"]
    watch = subprocess.Popen(command, env=environ, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        until(lambda: len(receipts(desk)) == 1)
        content = (EXAMPLES / "forslag" / "01 hjemmebehandling nord.docx").read_bytes()
        with (desk.root / "inbox" / "langsom.docx").open("wb") as slow:
            for start in range(0, len(content), len(content) // 4):
                slow.write(content[start : start + len(content) // 4])
                slow.flush()
                time.sleep(0.3)
        until(lambda: len(receipts(desk)) == 2)
        assert receipts(desk)[1].name == "0002 – langsom.docx – MODTAGET.html"
        watch.send_signal(signal.SIGTERM)
        assert watch.wait(20) == 0
    finally:
        watch.kill()
    assert [path.name for path in (desk.root / "inbox").iterdir() if path.is_file()] == ["LÆS MIG.txt"]
