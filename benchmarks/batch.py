"""Four hundred different documents to disk in two processes: importing, compiling, rendering and writing count.

Usage: ``python -m benchmarks.batch [ROUNDS]``. The data lie read in both processes before the clock starts; both engines start
from nothing but that, in turn; ours once with zlib level 6 and once with the fastest deflate that is installed.
"""

import json
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from benchmarks.bars import Bar, tell
from benchmarks.racing import DOCXTPL, FAST, OURS, ROOT, hear_process, tell_process, write_data
from benchmarks.template import write_template
from benchmarks.worker import prepared

DOCUMENTS, PROCESSES = 400, 2
WHAT = f"{DOCUMENTS} documents to disk, {PROCESSES} processes, compile included, {{}}: docxtpl ÷ klynge"
PRESSED = {OURS: "zlib 6", FAST: "fastest deflate"}


def work(engine: str, template: Path, data: Path, out: Path) -> None:
    """Be one of the processes: read the data, wait for a line, write every document, say so."""
    contexts = json.loads(data.read_text("utf-8"))
    print("ready", flush=True)
    sys.stdin.readline()
    render = prepared(engine, template)
    for number, context in enumerate(contexts):
        (out / f"{number}.docx").write_bytes(render(context))
    print("done", flush=True)


def measured(rounds: int) -> Iterator[Bar]:
    """The bar of this module."""
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        write_template(place / "agenda.docx", "jinja")
        write_data(place / "data.json", 12, 14, DOCUMENTS)
        _deal(place)
        taken: dict[str, list[float]] = {DOCXTPL: [], OURS: [], FAST: []}
        try:
            for _ in range(rounds):
                for engine, times in taken.items():
                    times.append(_batch(engine, place))
        except (subprocess.CalledProcessError, BrokenPipeError) as reason:
            yield from (Bar(WHAT.format(pressed), least=12, note=f"{reason}") for pressed in PRESSED.values())
            return
    above = statistics.median(taken[DOCXTPL])
    for engine, pressed in PRESSED.items():
        below = statistics.median(taken[engine])
        yield Bar(WHAT.format(pressed), least=12, measured=above / below, note=f"docxtpl {above:.2f}, {engine} {below:.2f} s")


def _deal(place: Path) -> None:
    """Deal the data out to the processes."""
    contexts = json.loads((place / "data.json").read_text("utf-8"))
    for number in range(PROCESSES):
        (place / f"data{number}.json").write_text(json.dumps(contexts[number::PROCESSES]), "utf-8")


def _batch(engine: str, place: Path) -> float:
    """The seconds from the first word of command to the last document.

    Raises:
        CalledProcessError: a process failed.
    """
    processes = []
    for number in range(PROCESSES):
        out = place / f"{engine}{number}"
        out.mkdir(exist_ok=True)
        words = ["work", engine, str(place / "agenda.docx"), str(place / f"data{number}.json"), str(out)]
        command = [sys.executable, "-m", "benchmarks.batch", *words]
        pipe = subprocess.PIPE
        processes.append(subprocess.Popen(command, cwd=ROOT, stdin=pipe, stdout=pipe, text=True, encoding="utf-8"))
    said = [hear_process(process) for process in processes]
    begun = time.perf_counter()
    for process in processes:
        tell_process(process, "go")
    said += [hear_process(process) for process in processes]
    taken = time.perf_counter() - begun
    for process in processes:
        process.communicate()
    if said != ["ready"] * PROCESSES + ["done"] * PROCESSES:
        raise subprocess.CalledProcessError(1, f"{engine} in {PROCESSES} processes")
    return taken


if __name__ == "__main__":
    if sys.argv[1:2] == ["work"]:
        work(sys.argv[2], *map(Path, sys.argv[3:6]))
    else:
        given = [word for word in sys.argv[1:] if word.isdigit()]
        tell(measured(int(given[0]) if given else 3))
