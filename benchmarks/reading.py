"""Reading Word: a filled form in the warm child, and a file of 200 pages with 100 pictures.

Usage: ``python -m benchmarks.reading [FORMS]``.
"""

import random
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import psutil

from benchmarks.bars import Bar, tell
from tests.intake.filling import read_parts, write_parts
from tests.intake.habits import practised
from tests.intake.samples import filled, illustrated, picture, png
from workflow.secretariat.parsing import Parser

PAGES, PICTURES, WARM = 200, 100, 20
LETTERS = 1_800
"""What stands on a page of a case."""
WORDS = ("klyngen", "drøfter", "et", "fælles", "akutteam", "for", "hele", "området", "og", "parterne", "er", "enige")


def warm(folder: Path, count: int) -> Iterator[Bar]:
    """A form with every field filled, lists, a table and a link, read again and again."""
    form = filled(folder)
    with Parser() as parser:
        seconds = [_read(parser, form) for _ in range(WARM + count)][WARM:]
    note = f"{count} times, slowest {1000 * max(seconds):.1f} ms; out to the child and back"
    yield Bar("reading a filled form, warm, median in ms", most=10, measured=1000 * statistics.median(seconds), note=note)


def large(folder: Path) -> Iterator[Bar]:
    """A case presentation of 200 pages with 100 pictures."""
    form = folder / "stor.docx"
    write_parts(_illustrated(filled(folder)), form)
    with Parser() as parser:
        parser.ready()
        (child,) = psutil.Process().children()
        started = time.perf_counter()
        submission = parser.read(form, form.name)
        seconds, peak = time.perf_counter() - started, _peak(child)
    shown = submission.answers["sagsfremstilling"].count("![")
    note = (
        f"{form.stat().st_size / 1e6:.0f} MB, {shown} pictures in the text, {len(submission.answers['sagsfremstilling'])} signs"
    )
    yield Bar(f"reading {PAGES} pages with {PICTURES} pictures, in seconds", most=2, measured=seconds, note=note)
    yield Bar("the child's memory then, in MB", most=300, measured=peak / 1e6, note="resident, at its highest")


def _read(parser: Parser, form: Path) -> float:
    """How long one reading takes, in seconds."""
    started = time.perf_counter()
    parser.read(form, form.name)
    return time.perf_counter() - started


def _peak(child: psutil.Process) -> int:
    """The most memory that a process has had, in bytes, where the system tells; else what it has now."""
    if not sys.platform.startswith("linux") or not child.is_running():
        return int(child.memory_info().rss)
    status = Path(f"/proc/{child.pid}/status").read_text("ascii")
    return 1024 * int(next(line for line in status.splitlines() if line.startswith("VmHWM")).split()[1])


def _illustrated(form: Path) -> dict[str, bytes]:
    """The parts of the form with a long case."""
    chance = random.Random(7)  # noqa: S311 - no secret
    pages = []
    for page in range(PAGES):
        words = " ".join(chance.choices(WORDS, k=LETTERS // 7))
        pages.append(f"<w:p><w:r><w:t>{words}</w:t></w:r></w:p>")
        if page < PICTURES:
            pages.append(f"<w:p>{picture(f'rIdB{page}', f'Kurve {page}')}</w:p>")
    files = {
        f"rIdB{number}": (f"media/b{number}.png", png(400, 300, number) + chance.randbytes(200_000)) for number in range(PICTURES)
    }
    return illustrated(practised(read_parts(form), {"answer": {14: "".join(pages)}}), files)


def main() -> None:
    """Measure both."""
    numbers = [int(one) for one in sys.argv[1:] if one.isdigit()]
    with tempfile.TemporaryDirectory() as folder:
        tell((*warm(Path(folder), *(numbers or [200])), *large(Path(folder))))


if __name__ == "__main__":
    main()
