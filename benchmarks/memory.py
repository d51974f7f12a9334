"""Ten thousand different documents from one compiled template: the process must not grow.

Usage: ``python -m benchmarks.memory [DOCUMENTS]``.
"""

import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from benchmarks.agenda import agenda
from benchmarks.bars import Bar, tell
from benchmarks.racing import OURS, ROOT
from benchmarks.template import write_template
from benchmarks.worker import prepared

EARLY, AGENDAS = 100, 20


def work(template: Path, documents: int) -> None:
    """Be the process: print its memory in bytes after the first hundred documents and at the end."""
    import psutil

    render, process = prepared(OURS, template), psutil.Process()
    agendas = [agenda(12, 14, seed) for seed in range(AGENDAS)]
    for number in range(1, documents + 1):
        context = {**agendas[number % AGENDAS], "titel": f"Dagsorden nr. {number}"}
        render(context)
        if number in {EARLY, documents}:
            print(process.memory_info().rss, flush=True)


def measured(documents: int) -> Iterator[Bar]:
    """The bar of this module."""
    what = f"{documents} documents: memory at the end ÷ after {EARLY}"
    with tempfile.TemporaryDirectory() as folder:
        template = Path(folder) / "agenda.docx"
        write_template(template, "jinja")
        command = [sys.executable, "-m", "benchmarks.memory", "work", str(template), str(documents)]
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode:
        yield Bar(what, most=1.1, note=done.stderr.strip().splitlines()[-1])
        return
    early, late = map(int, done.stdout.split())
    yield Bar(what, most=1.1, measured=late / early, note=f"{early / 1e6:.0f} MB, then {late / 1e6:.0f} MB")


if __name__ == "__main__":
    if sys.argv[1:2] == ["work"]:
        work(Path(sys.argv[2]), int(sys.argv[3]))
    else:
        given = [word for word in sys.argv[1:] if word.isdigit()]
        tell(measured(int(given[0]) if given else 10_000))
