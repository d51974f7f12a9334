"""The inbox: how soon a dropped file is answered, how fast a backlog goes, and whether the watch grows.

Usage: ``python -m benchmarks.inbox [FORMS [FILES]]``.
"""

import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import psutil

from benchmarks.bars import Bar, tell
from tests.intake.filling import fill_form
from tests.soak.crowd import papers, receipts, until, until_answered, watched, workspace
from tests.support.desk import DAY, EXAMPLES
from workflow.archive.workspace import FORM_FILE, Workspace
from workflow.formats.yaml_reader import read_yaml

STILLNESS, DROPS, EARLY = 1, 25, 100


def answered_soon(folder: Path) -> Iterator[Bar]:
    """From a drop to its receipt, beyond the time for which the file must lie still."""
    place = workspace(folder, stillness=STILLNESS)
    waits = []
    with watched(place):
        for number, drop in enumerate(papers(DROPS), 1):
            dropped = time.monotonic()
            (place.inbox / drop.name).write_bytes(drop.content)
            until(lambda number=number: len(receipts(place)) == number)  # type: ignore[misc]
            waits.append(time.monotonic() - dropped - STILLNESS)
            time.sleep(0.2)
    note = f"{DROPS} files, slowest {max(waits):.2f} s"
    yield Bar(
        "drop to receipt beyond the stability wait, median in seconds", most=0.5, measured=statistics.median(waits), note=note
    )


def _forms(place: Workspace, count: int) -> None:
    """Lay so many filled Word forms in the inbox, each a case of its own."""
    answers = _answers()
    for number in range(count):
        own = {"titel": f"Forslag {number}", "sagsnummer": f"29.00.00-A00-{number}-26"}
        fill_form(place.root / FORM_FILE, {**answers, **own}, place.inbox / f"forslag {number:04}.docx")


def _answers() -> dict[str, object]:
    """The answers of one of the examples."""
    file = EXAMPLES / "forslag" / "02 lægedækning nord.yaml"
    found = read_yaml(file.read_bytes())
    return dict(found.value)


def backlog(folder: Path, count: int) -> Iterator[Bar]:
    """All that piled up over a holiday, by one run of the command."""
    place = workspace(folder)
    _forms(place, count)
    command = [sys.executable, "-m", "workflow.cli", "modtag"]
    started = time.monotonic()
    done = subprocess.run(command, cwd=place.root, env=_environ(), capture_output=True, text=True, check=False)
    seconds = time.monotonic() - started
    found = len(receipts(place))
    note = f"{found} of {count} forms answered in {seconds:.1f} s, start included; status {done.returncode}"
    yield Bar(f"backlog of {count} Word forms, answered a second", least=40, measured=found / seconds, note=note)


def _environ() -> dict[str, str]:
    """The environment of a command on the day of the examples."""
    return {**os.environ, "KLYNGE_I_DAG": DAY, "PYTHONUTF8": "1"}


def memory(folder: Path, count: int) -> Iterator[Bar]:
    """The watch and its child after the first hundred files and after many."""
    place = workspace(folder)
    drops = papers(count)
    sizes = []
    with watched(place) as watches:
        for until_now in (EARLY, count):
            while (left := until_now - len(list(place.inbox.glob("_arkiv/*/*")))) > 0:
                for _ in range(min(left, EARLY)):
                    drop = next(drops)
                    (place.inbox / drop.name).write_bytes(drop.content)
                until_answered([place], until_now - left + min(left, EARLY))
                until(lambda: not list(place.inbox.glob("_igang/*/*")))
            sizes.append(_resident(watches[0].pid))
    note = f"{sizes[0] / 1e6:.0f} MB, then {sizes[1] / 1e6:.0f} MB, the reading child included"
    yield Bar(f"the watch: memory after {count} files ÷ after {EARLY}", most=1.1, measured=sizes[1] / sizes[0], note=note)


def _resident(number: int) -> int:
    """The memory of a process and its children, in bytes."""
    process = psutil.Process(number)
    return sum(int(one.memory_info().rss) for one in (process, *process.children(recursive=True)))


def measured(forms: int, files: int) -> Iterator[Bar]:
    """The bars of this module."""
    with tempfile.TemporaryDirectory() as folder:
        yield from answered_soon(Path(folder) / "soon")
        yield from backlog(Path(folder) / "backlog", forms)
        yield from memory(Path(folder) / "memory", files)


if __name__ == "__main__":
    given = [int(word) for word in sys.argv[1:] if word.isdigit()]
    tell(measured(*given, *(1000, 10_000)[len(given) :]))
