"""The standing child's limits, which only POSIX has: a file that takes too much time or memory is given up, and no other."""

import ctypes
import io
import json
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.intake.samples import FORM, ROOT, filled
from tests.intake.test_child import request
from workflow.intake import __main__ as child
from workflow.intake import confinement, submissions
from workflow.intake.sniffing import Kind, sniff
from workflow.intake.submissions import Submission

resource = pytest.importorskip("resource", reason="the limits are those of POSIX")
assert sys.platform != "win32"  # said to mypy: nothing below is read on Windows


def test_a_file_that_takes_too_long_is_given_up_and_the_next_one_is_read(tmp_path: Path) -> None:
    """The child's patience set to two seconds, and a reader that never ends; then an honest file."""
    script = (
        "import workflow.intake.__main__ as child, workflow.intake.submissions as room\n"
        "from workflow.intake import confinement\n"
        "honest = room.sniff\n"
        "def endless(raw, name):\n"
        "    while name == 'slem.docx': pass\n"
        "    return honest(raw, name)\n"
        "room.sniff, confinement.MOST_SECONDS = endless, 2\n"
        "child.main()\n"
    )
    lines = request(FORM, "slem.docx") + request(FORM, "pæn.docx")
    done = subprocess.run((sys.executable, "-c", script), input=lines, capture_output=True, cwd=ROOT, check=True, timeout=60)
    slow, honest = (Submission.read(json.loads(line)) for line in done.stdout.splitlines())
    assert (slow.file, slow.findings[0].problem) == ("slem.docx", "Filen er for indviklet til at blive læst.")
    assert honest.version == "3"


def test_a_file_that_takes_too_much_memory_is_a_finding(tmp_path: Path) -> None:
    """A reader that asks for more than the child may have."""
    script = (
        "import workflow.intake.__main__ as child, workflow.intake.submissions as room\n"
        "honest = room.sniff\n"
        "room.sniff = lambda raw, name: bytes(500_000_000) and honest(raw, name)\n"
        "child.confine()\n"
        "child.main()\n"
    )
    done = subprocess.run(
        (sys.executable, "-c", script), input=request(FORM), capture_output=True, cwd=ROOT, check=True, timeout=60
    )
    assert Submission.read(json.loads(done.stdout)).findings[0].problem == "Filen kan ikke læses."
    assert b"MemoryError" in done.stderr


@pytest.fixture
def untouched() -> Iterator[None]:
    """Limits and signals as they were, after a test that lets the child's own code set them in this process."""
    limits = {
        one: resource.getrlimit(one)
        for one in (resource.RLIMIT_AS, resource.RLIMIT_CPU, resource.RLIMIT_FSIZE, resource.RLIMIT_CORE)
    }
    handler = signal.getsignal(signal.SIGXCPU)
    yield
    signal.signal(signal.SIGXCPU, handler)
    for one, limit in limits.items():
        resource.setrlimit(one, limit)


@pytest.mark.usefixtures("untouched")
def test_the_child_serves_its_standard_input(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The whole of it within this process, so that every way through it is seen."""
    lines, answers = request(filled(tmp_path)) + b" \nnej\n", io.BytesIO()
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(lines)))
    written = io.TextIOWrapper(answers)
    monkeypatch.setattr(sys, "stdout", written)
    child.main()
    first, second = (Submission.read(json.loads(line)) for line in answers.getvalue().splitlines())
    assert first.schema_name == "dagsordensforslag"
    assert second.findings[0].problem == "Læseren fik en forespørgsel, den ikke forstår."


@pytest.mark.usefixtures("untouched")
def test_the_signal_that_time_is_up_ends_one_file_only(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The system's signal in the middle of a file, and nothing of it in the next."""

    def interrupted(raw: bytes, name: str) -> Kind:
        """Look as ever, but with the signal in the middle."""
        if name == "slem.docx":
            signal.raise_signal(signal.SIGXCPU)
        return sniff(raw, name)

    signal.signal(signal.SIGXCPU, child._give_up)
    monkeypatch.setattr(submissions, "sniff", interrupted)
    form = filled(tmp_path)
    slow, quick = child.answer(request(form, "slem.docx")), child.answer(request(form))
    assert (slow.file, slow.findings[0].problem) == ("slem.docx", "Filen er for indviklet til at blive læst.")
    assert quick.schema_name == "dagsordensforslag"


@pytest.mark.usefixtures("untouched")
def test_the_child_is_confined_to_so_much_memory_and_no_file(monkeypatch: pytest.MonkeyPatch) -> None:
    """The limits as the system knows them, never above those that were there before."""
    _, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    monkeypatch.setattr(confinement, "MOST_MEMORY", 1_000_000_000_000)
    confinement.confine()
    assert resource.getrlimit(resource.RLIMIT_AS)[0] == 1_000_000_000_000
    assert resource.getrlimit(resource.RLIMIT_FSIZE) == (0, hard)
    assert resource.getrlimit(resource.RLIMIT_CORE)[0] == 0


@pytest.mark.parametrize(
    "way_out",
    [
        "socket.create_connection(('127.0.0.1', 9))",
        "socket.getaddrinfo('a.example', 80)",
        "subprocess.run(['true'])",
        "os.system('true')",
    ],
)
def test_nothing_in_the_child_reaches_out(way_out: str) -> None:
    """A library that a file leads to an address or a program: the file is sent back, and the next one is read."""
    script = (
        "import os, socket, subprocess, sys, workflow.intake.__main__ as child, workflow.intake.submissions as room\n"
        "honest = room.sniff\n"
        f"room.sniff = lambda raw, name: {way_out} if name == 'slem.docx' else honest(raw, name)\n"
        "sys.addaudithook(child.refuse_ways_out)\n"
        "child.main()\n"
    )
    lines = request(FORM, "slem.docx") + request(FORM, "pæn.docx")
    done = subprocess.run((sys.executable, "-c", script), input=lines, capture_output=True, cwd=ROOT, check=True, timeout=60)
    sly, honest = (Submission.read(json.loads(line)) for line in done.stdout.splitlines())
    assert (sly.file, sly.findings[0].problem) == ("slem.docx", "Filen henter indhold et andet sted fra, og det åbner vi ikke.")
    assert honest.version == "3"


@pytest.mark.usefixtures("untouched")
def test_a_way_out_is_answered_like_any_other_fault(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The hook's own refusal within this process."""

    def reaching(_raw: bytes, _name: str) -> Kind:
        """Reach for an address."""
        confinement.refuse_ways_out("socket.__new__", ())
        confinement.refuse_ways_out("open", ())
        confinement.refuse_ways_out("socket.connect", ())
        raise AssertionError

    monkeypatch.setattr(submissions, "sniff", reaching)
    assert child.answer(request(filled(tmp_path))).findings[0].problem.startswith("Filen henter indhold et andet sted fra")


@pytest.mark.skipif(sys.maxsize < 2**32, reason="the sizes of 64 bits")
def test_the_limits_for_windows_have_the_shape_that_windows_knows() -> None:
    """The two structures of the Windows API, as its headers lay them out in 64 bits."""
    assert (ctypes.sizeof(confinement.BasicLimits), ctypes.sizeof(confinement.ExtendedLimits)) == (64, 144)
