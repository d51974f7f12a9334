"""A race: engines as standing processes that take turns, so that a slow moment of the machine touches all of them."""

import contextlib
import json
import os
import shutil
import statistics
import subprocess
import sys
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from lxml import etree

from benchmarks.agenda import agenda
from benchmarks.template import write_template

ROOT = Path(__file__).parent.parent
PEERS = Path(__file__).parent / "peers"
RUST = Path(sys.prefix) / "peers" / "rust-docxtpl"
"""The environment of rust-docxtpl, which refuses to live with docxtpl."""
TURN = 0.3
OURS, FAST, DOCXTPL = "klynge", "klynge-fast", "docxtpl"
PEER_DIALECTS: Mapping[str, str] = {
    "rust-docxtpl": "jinja",
    "docxtemplater": "mustache",
    "easy-template-x": "mustache",
    "carbone": "carbone",
}
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


class CannotRunError(Exception):
    """Why something could not be measured here; the rest goes on."""


def tell_process(process: subprocess.Popen[str], line: str) -> None:
    """Write a line to a process that was started with pipes."""
    if process.stdin is not None:
        process.stdin.write(line + "\n")
        process.stdin.flush()


def hear_process(process: subprocess.Popen[str]) -> str:
    """The next line of a process that was started with pipes; empty when it has ended."""
    return process.stdout.readline().strip() if process.stdout is not None else ""


@dataclass(frozen=True)
class Racer:
    """One engine's standing process; so many documents in a row are timed as one."""

    name: str
    process: subprocess.Popen[str]
    deflate: str = ""
    row: int = 1

    def ask(self, **command: Any) -> dict[str, Any]:
        """Send a command and wait for its answer.

        Raises:
            CannotRunError: the engine refuses, or its process has ended.
        """
        with contextlib.suppress(BrokenPipeError):
            tell_process(self.process, json.dumps(command))
        line = hear_process(self.process)
        answer: dict[str, Any] = json.loads(line) if line else {"failed": "its process ended"}
        if "failed" in answer:
            raise CannotRunError(f"{self.name}: {answer['failed']}")
        return answer


def command_of(engine: str) -> tuple[list[str], dict[str, str]]:
    """How an engine's worker is started: the command and the environment.

    Raises:
        CannotRunError: the engine is not installed.
    """
    path = os.pathsep.join((str(ROOT), *filter(None, [os.environ.get("PYTHONPATH")])))
    environ = {**os.environ, "PYTHONPATH": path, "PYTHONUTF8": "1"}
    if engine in {OURS, FAST, DOCXTPL}:
        return [sys.executable, "-m", "benchmarks.worker", engine], environ
    if engine == "rust-docxtpl":
        if not python_of(RUST).exists():
            raise CannotRunError("rust-docxtpl is not installed: python -m benchmarks.fetching")
        return [str(python_of(RUST)), "-m", "benchmarks.worker", DOCXTPL], {**environ, "PYTHONPATH": str(ROOT)}
    node = shutil.which("node")
    if node is None or not (PEERS / "node_modules" / engine).is_dir():
        raise CannotRunError(f"{engine} is not installed: Node, then python -m benchmarks.fetching")
    return [node, str(PEERS / "worker.mjs"), engine], environ


def python_of(environment: Path) -> Path:
    """The interpreter of a virtual environment."""
    return environment / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")


@contextlib.contextmanager
def racer(engine: str, template: Path, data: Path, called: str = "", row: int = 1) -> Iterator[Racer]:
    """An engine's process with the template and the data read; it ends with the block.

    Raises:
        CannotRunError: the engine is not installed, or refuses the template.
    """
    command, environ = command_of(engine)
    pipe = subprocess.PIPE
    with subprocess.Popen(command, env=environ, stdin=pipe, stdout=pipe, text=True, encoding="utf-8", cwd=ROOT) as process:
        try:
            ready = Racer(called or engine, process).ask(do="prepare", template=str(template), data=str(data))
            yield Racer(called or engine, process, str(ready.get("deflate", "")), row)
        finally:
            process.kill()


def race(racers: Sequence[Racer], rounds: int, count: int) -> dict[str, float]:
    """The seconds per document of each: the median over rounds of the median in a round, in turn, after two rounds to warm up.

    All turns take as long as the slowest engine's, and not less than ``TURN`` seconds: for some milliseconds after each change
    of process the machine runs slower, and in turns of so many documents that would weigh on the quick ones alone.
    """
    spent = [{one.name: sum(_turn(one, count)) for one in racers} for _ in range(2)][-1]
    counts = {name: count * max(1, round(max(TURN, *spent.values()) / seconds)) for name, seconds in spent.items()}
    taken = [{one.name: statistics.median(_turn(one, counts[one.name])) for one in racers} for _ in range(rounds)]
    return {one.name: statistics.median(times[one.name] for times in taken) / one.row for one in racers}


def _turn(one: Racer, count: int) -> list[float]:
    """The seconds that an engine takes for each row of documents."""
    seconds = one.ask(do="time", count=count * one.row)["seconds"]
    return [sum(seconds[first : first + one.row]) for first in range(0, len(seconds), one.row)]


def write_data(path: Path, items: int, participants: int, documents: int) -> None:
    """Write the data of some agendas as JSON."""
    path.write_text(json.dumps([agenda(items, participants, seed) for seed in range(documents)]), "utf-8")


@dataclass(frozen=True)
class Field:
    """A race on one template in every dialect: who stands on the line, and why the others do not."""

    racers: tuple[Racer, ...]
    missing: tuple[str, ...]


@contextlib.contextmanager
def field(engines: Sequence[str], folder: Path, items: int, participants: int) -> Iterator[Field]:
    """Every engine that can run, each on its own equal template; what it writes has been read and found equal to docxtpl's text.

    Args:
        engines: their names; the first one's text is what the others must equal.
        folder: an empty folder for templates and documents.
        items: how many items the agendas have.
        participants: how many participants.
    """
    write_data(folder / "data.json", items, participants, 8)
    for dialect in ("jinja", "mustache", "carbone"):
        write_template(folder / f"{dialect}.docx", dialect)
    with contextlib.ExitStack() as stack:
        ready, missing = list[Racer](), list[str]()
        expected: list[str] = []
        for engine in engines:
            template = folder / f"{PEER_DIALECTS.get(engine, 'jinja')}.docx"
            try:
                one = stack.enter_context(racer(engine, template, folder / "data.json"))
                one.ask(do="save", path=str(folder / f"{engine}.out.docx"))
                expected = _agreed(engine, paragraphs(folder / f"{engine}.out.docx"), expected)
            except CannotRunError as reason:
                missing.append(str(reason))
            else:
                ready.append(one)
        yield Field(tuple(ready), tuple(missing))


def _agreed(engine: str, said: list[str], expected: list[str]) -> list[str]:
    """What all engines must say.

    Raises:
        CannotRunError: this one says something else, so that its time means nothing.
    """
    if expected and said != expected:
        wrong = next((pair for pair in zip(said, expected, strict=False) if pair[0] != pair[1]), ("fewer", "or more"))
        raise CannotRunError(f"{engine}: its text differs, {len(said)} paragraphs for {len(expected)}: {wrong!r:.200}")
    return said


def paragraphs(document: Path) -> list[str]:
    """The text of every paragraph that says something, in header, body and footer, in order."""
    found: list[str] = []
    with zipfile.ZipFile(document) as package:
        names = sorted(name for name in package.namelist() if name.startswith(("word/header", "word/footer", "word/document")))
        for name in names:
            said = etree.fromstring(package.read(name)).iter(f"{W}p")
            found += ["".join(piece.text or "" for piece in paragraph.iter(f"{W}t")) for paragraph in said]
    return [text for text in found if text.strip()]
