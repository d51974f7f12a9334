"""Whole processes, from start to end: the help, one charter, all charters, beside bare Python and a bare docxtpl script.

Usage: ``python -m benchmarks.whole_process [ROUNDS]``.
"""

import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from benchmarks.bars import Bar, tell

BARS = (
    ("klynge --help", "python -c pass", 6.0),
    ("one charter", "a bare docxtpl script", 2.0),
    ("all charters", "one charter", 1.3),
)
BARE_SCRIPT = """
import sys, docxtpl
template = docxtpl.DocxTemplate(sys.argv[1])
template.render({"navn": "Klynge Vest", "tekst": "En tekst & mere"}, autoescape=True)
template.save(sys.argv[2])
"""


def seconds(command: Sequence[str], environ: Mapping[str, str]) -> float:
    """How long one run of a command takes, from start to end."""
    begun = time.perf_counter()
    subprocess.run(command, env=environ, check=True, capture_output=True)
    return time.perf_counter() - begun


def medians(commands: Mapping[str, Sequence[str]], environ: Mapping[str, str], rounds: int) -> dict[str, float]:
    """The median time of each command, run in turn so that a slow moment touches all of them."""
    taken: dict[str, list[float]] = {name: [] for name in commands}
    for _ in range(rounds + 1):
        for name, command in commands.items():
            taken[name].append(seconds(command, environ))
    return {name: statistics.median(times[1:]) for name, times in taken.items()}


def bare_template(path: Path) -> None:
    """A one-page template for the bare docxtpl script."""
    from docx import Document

    document = Document()
    document.add_heading("{{ navn }}", 1)
    document.add_paragraph("{{ tekst }}")
    document.save(str(path))


def measured(rounds: int) -> Iterator[Bar]:
    """The bars of this module."""
    python, environ = sys.executable, {**os.environ, "KLYNGE_I_DAG": "2026-11-05", "PYTHONUTF8": "1"}
    environ.pop("PYTHONDONTWRITEBYTECODE", None)  # an installed klynge, and an installed docxtpl, are compiled once
    klynge = [python, "-m", "workflow.cli"]
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        bare_template(place / "bare.docx")
        subprocess.run([*klynge, "nyt", str(place / "ws")], env=environ, check=True, capture_output=True)
        environ["KLYNGE_MAPPE"] = str(place / "ws")
        commands = {
            "python -c pass": [python, "-c", "pass"],
            "klynge --help": [*klynge, "--help"],
            "a bare docxtpl script": [python, "-c", BARE_SCRIPT, str(place / "bare.docx"), str(place / "out.docx")],
            "one charter": [*klynge, "kommissorium", "nordjylland-vest"],
            "all charters": [*klynge, "kommissorium", "--alle"],
        }
        found = medians(commands, environ, rounds)
    for above, below, most in BARS:
        note = ", ".join(f"{name} {found[name] * 1000:.0f}" for name in (above, below)) + " ms"
        yield Bar(f"whole process: {above} ÷ {below}", most=most, measured=found[above] / found[below], note=note)


if __name__ == "__main__":
    given = [word for word in sys.argv[1:] if word.isdigit()]
    tell(measured(int(given[0]) if given else 7))
