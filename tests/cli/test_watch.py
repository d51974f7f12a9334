"""The watch as a real process: a file is dropped, answered and filed; the process stops when it is asked to."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.support.desk import DAY, EXAMPLES, Desk

PATIENCE = 60.0
VAGT = [sys.executable, "-m", "workflow.cli", "vagt"]


def until(found: Callable[[], bool], seconds: float = PATIENCE) -> None:
    """Wait until something is true, but not for ever."""
    end = time.monotonic() + seconds
    while not found():
        assert time.monotonic() < end, "it did not happen"
        time.sleep(0.05)


def receipts(desk: Desk) -> list[Path]:
    """The receipts that lie in the outbox."""
    return sorted((desk.root / "outbox/kvitteringer").glob("0*.html"))


def page(desk: Desk) -> str:
    """The status page, once it is there."""
    file = desk.root / "outbox/kvitteringer/STATUS.html"
    return file.read_text("utf-8").replace("\N{NO-BREAK SPACE}", " ") if file.exists() else ""


@contextmanager
def vagt(desk: Desk, **environ: str) -> Iterator[subprocess.Popen[str]]:
    """The command ``klynge vagt`` as a process in a group of its own, for the length of a block."""
    settings = desk.root / "klynge.toml"
    settings.write_text(settings.read_text("utf-8").replace("stilhed = 0\n", "stilhed = 1\ninterval = 1\n"), "utf-8")
    given = {**os.environ, "KLYNGE_MAPPE": str(desk.root), "KLYNGE_I_DAG": DAY, "PYTHONUTF8": "1", **environ}
    watch = subprocess.Popen(
        VAGT, env=given, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, encoding="utf-8", start_new_session=True
    )
    try:
        yield watch
    finally:
        watch.kill()
        watch.communicate()


def test_the_watch_answers_what_is_dropped_and_stops_on_request(desk: Desk) -> None:
    """One file lies there before it starts, one is copied slowly while it runs; then SIGTERM."""
    desk.drop(EXAMPLES / "forslag" / "02 lægedækning nord.yaml")
    with vagt(desk) as watch:
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
    left = sorted(path.name for path in (desk.root / "inbox").iterdir() if path.is_file())
    assert left == [".indbakke-id", "LÆS MIG.txt"]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has other signals")
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_the_watch_stops_in_good_order_whoever_asks(desk: Desk, number: signal.Signals) -> None:
    """Ctrl-C, which the whole group hears, the service manager, a lost terminal; the log and the page tell of it."""
    with vagt(desk) as watch:
        desk.drop(EXAMPLES / "forslag" / "02 lægedækning nord.yaml")
        until(lambda: "Nr. 1</a>, modtaget" in page(desk))
        os.killpg(watch.pid, number)
        assert watch.wait(20) == 0
        assert watch.stderr is not None
        assert watch.stderr.read().splitlines()[-1] == "Vagten er stoppet."
    log = (desk.root / "data/log/vagt.log").read_text("utf-8").splitlines()
    assert [line.split(": ", 1)[1].partition(",")[0] for line in (log[0], log[-1])] == [
        "the watch has begun",
        "the watch has stopped",
    ]
    assert [line for line in log if ": 1 '02 lægedækning nord.yaml' " in line and line.endswith(" modtaget")] == [log[1]]
    assert "Stoppet kl. " in page(desk)
    assert not list((desk.root / "data" / "tmp").iterdir())


def test_a_second_watch_and_a_modtag_say_that_one_runs_and_stop(desk: Desk) -> None:
    """The service runs, and somebody starts it once more by hand; the first one goes on."""
    with vagt(desk) as watch:
        until(lambda: "I gang på" in page(desk))
        for words in (("vagt",), ("modtag",), ("genopbyg",)):
            said = desk.run(*words)
            assert (said.status, said.out) == (1, [])
            assert "Fejl: Programmet klynge arbejder allerede i denne mappe" in said.err
        assert "Vagt: I gang på" in "\n".join(desk.run("status").out)
        desk.drop(EXAMPLES / "forslag" / "02 lægedækning nord.yaml")
        until(lambda: len(receipts(desk)) == 1)
        assert watch.poll() is None


def test_a_watch_that_was_killed_is_missed(desk: Desk) -> None:
    """It was kill -9: nobody could write that it stopped, and yet the status says so, and the next one starts."""
    with vagt(desk) as watch:
        until(lambda: "I gang på" in page(desk))
        watch.kill()
        watch.wait(20)
        said = desk.run("status")
        assert "Vagten er gået i stå. Den så sidst efter kl. " in "\n".join(said.out).replace("\N{NO-BREAK SPACE}", " ")
        assert said.status == 0
    with vagt(desk) as watch:
        until(lambda: (desk.root / "data/log/vagt.log").read_text("utf-8").count("has begun") == 2)
        until(lambda: "Vagt: I gang på" in "\n".join(desk.run("status").out))


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such socket")
def test_the_service_manager_is_told_of_the_beginning_the_work_and_the_end(desk: Desk, tmp_path: Path) -> None:
    """Started as systemd starts it, with a real socket at its ear."""
    desk.drop(EXAMPLES / "forslag" / "02 lægedækning nord.yaml")
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as ear:
        ear.bind(str(tmp_path / "notify"))
        ear.settimeout(PATIENCE)
        with vagt(desk, NOTIFY_SOCKET=str(tmp_path / "notify"), WATCHDOG_USEC="30000000") as watch:
            heard: list[str] = []
            while heard.count("WATCHDOG=1") < 3 or len(receipts(desk)) < 1:
                heard.append(ear.recv(4096).decode())
            watch.send_signal(signal.SIGTERM)
            while "STOPPING=1" not in heard:
                heard.append(ear.recv(4096).decode())
            assert watch.wait(20) == 0
    assert heard[0] == "READY=1"
    assert any(line.startswith("STATUS=Alt er i orden.") for line in heard)


def test_the_page_lies_there_after_a_single_run_too(desk: Desk) -> None:
    """They use 'klynge modtag'; somebody forgot a folder in the inbox."""
    desk.drop(EXAMPLES / "forslag" / "02 lægedækning nord.yaml")
    (desk.root / "inbox" / "Mappe").mkdir()
    assert desk.run("modtag").status == 0
    assert "1 fil (1 modtaget)" in page(desk)
    assert '<th scope="row">Mappe</th>' in page(desk)
    assert "Kør klynge status for at se det nyeste." in page(desk)


def test_a_lost_journal_is_made_again_at_the_desk(desk: Desk) -> None:
    """Somebody deleted it; every command says what to do, and afterwards all is as it was."""
    desk.drop(EXAMPLES / "forslag" / "02 lægedækning nord.yaml")
    desk.run("modtag")
    agendas = {path.name: path.read_bytes() for path in (desk.root / "outbox").rglob("*.docx")}
    for part in (desk.root / "data").glob("journal.db*"):
        part.unlink()
    check = desk.run("tjek")
    assert check.status == 1
    assert any("Kør 'klynge genopbyg'" in line for line in check.out)
    assert "Kør 'klynge genopbyg'" in "\n".join(desk.run("status").out)
    assert desk.run("modtag").status == 1
    again = desk.run("genopbyg")
    assert (again.status, again.err) == (0, "Journalen kender nu 1 fil igen ud fra kvitteringerne.\n")
    assert len(receipts(desk)) == 1
    assert "er ikke skrevet" not in "\n".join(desk.run("status").out)
    assert "Alt er i orden" in page(desk)
    assert {path.name: path.read_bytes() for path in (desk.root / "outbox").rglob("*.docx")} == agendas
    assert desk.run("genopbyg").err == "Journalen manglede ingen filer.\n"
    assert desk.run("tjek").status == 0


def test_a_document_that_cannot_be_written_when_the_journal_is_made_again_is_told(desk: Desk) -> None:
    """The template was taken away with the journal."""
    desk.drop(EXAMPLES / "forslag" / "02 lægedækning nord.yaml")
    desk.run("modtag")
    for part in (desk.root / "data").glob("journal.db*"):
        part.unlink()
    (desk.root / "templates/docx/dagsorden.docx").unlink()
    again = desk.run("genopbyg")
    assert again.status == 1
    assert "Dagsorden for nordjylland-nord den 2026-11-24 er ikke skrevet; det prøves igen." in again.err
    assert "Én ting kræver en person" in page(desk)
