"""The standing child: it answers every line, whatever stands in it, and ends when its input does."""

import io
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.intake.samples import FORM, ROOT, filled
from workflow.intake import __main__ as child
from workflow.intake.submissions import Submission

COMMAND = (sys.executable, "-X", "utf8", "-m", "workflow.intake")


def request(path: Path, name: str = "") -> bytes:
    """One line that asks for a file."""
    return json.dumps({"path": str(path), "name": name or path.name}).encode() + b"\n"


def asked(lines: bytes) -> list[Submission]:
    """What the real child answers to these lines; it ends well when they end."""
    done = subprocess.run(COMMAND, input=lines, capture_output=True, cwd=ROOT, check=True, timeout=60)
    return [Submission.read(json.loads(line)) for line in done.stdout.splitlines()]


def test_the_child_answers_each_request_and_ends_with_its_input(tmp_path: Path) -> None:
    """A form, nonsense, a blank line, a file that is gone, and the form again."""
    form = filled(tmp_path)
    odd = b'\n{"path": 1}\nnot json\n[]\n"x"\n' + b"[" * 100_000 + b"\n\xff\xfe\n"
    first, *middle, gone, last = asked(request(form, "forslag æøå.docx") + odd + request(tmp_path / "væk.yaml") + request(form))
    assert first.file == "forslag æøå.docx"
    assert first.answers == last.answers
    assert [one.findings[0].problem for one in middle] == ["Læseren fik en forespørgsel, den ikke forstår."] * 6
    assert gone.findings[0].problem == "Filen kan ikke åbnes."


@pytest.mark.skipif(sys.platform == "win32", reason="names that are no text exist on POSIX only")
def test_a_name_that_is_no_text_reaches_the_child(tmp_path: Path) -> None:
    """A file whose name is Windows-1252 bytes."""
    path = tmp_path / os.fsdecode(b"f\xf8rste.docx")
    path.write_bytes(FORM.read_bytes())
    (answer,) = asked(request(path))
    assert (answer.file, answer.kind) == ("f?rste.docx", "Word-fil")


@pytest.mark.skipif(sys.platform == "win32", reason="the limits are those of POSIX")
def test_a_file_that_takes_too_long_is_given_up_and_the_next_one_is_read(tmp_path: Path) -> None:
    """The child's patience set to one second, and a reader that never ends; then an honest file."""
    script = (
        "import workflow.intake.__main__ as child, workflow.intake.submissions as room\n"
        "honest = room.sniff\n"
        "def endless(raw, name):\n"
        "    while name == 'slem.docx': pass\n"
        "    return honest(raw, name)\n"
        "room.sniff, child.MOST_SECONDS = endless, 1\n"
        "child.main()\n"
    )
    lines = request(FORM, "slem.docx") + request(FORM, "pæn.docx")
    done = subprocess.run((sys.executable, "-c", script), input=lines, capture_output=True, cwd=ROOT, check=True, timeout=60)
    slow, honest = (Submission.read(json.loads(line)) for line in done.stdout.splitlines())
    assert (slow.file, slow.findings[0].problem) == ("slem.docx", "Filen er for indviklet til at blive læst.")
    assert honest.version == "3"


@pytest.mark.skipif(sys.platform == "win32", reason="the limits are those of POSIX")
def test_a_file_that_takes_too_much_memory_is_a_finding(tmp_path: Path) -> None:
    """A reader that asks for more than the child may have."""
    script = (
        "import workflow.intake.__main__ as child, workflow.intake.submissions as room\n"
        "room.sniff = lambda raw, name: bytes(8_000_000_000)\n"
        "child.main()\n"
    )
    done = subprocess.run(
        (sys.executable, "-c", script), input=request(FORM), capture_output=True, cwd=ROOT, check=True, timeout=60
    )
    answer: dict[str, Any] = json.loads(done.stdout)
    assert answer["mangler"][0]["problem"] == "Filen kan ikke læses."


def test_what_a_library_prints_does_not_stand_among_the_answers() -> None:
    """A stray print goes to standard error."""
    script = (
        "import workflow.intake.__main__ as child, workflow.intake.submissions as room\n"
        "honest = room.sniff\n"
        "room.sniff = lambda raw, name: print('støj') or honest(raw, name)\n"
        "child.main()\n"
    )
    command = (sys.executable, "-X", "utf8", "-c", script)
    done = subprocess.run(command, input=request(FORM), capture_output=True, cwd=ROOT, check=True, timeout=60)
    assert len(done.stdout.splitlines()) == 1
    assert "støj" in done.stderr.decode("utf-8")


def test_requests_are_served_in_turn(tmp_path: Path) -> None:
    """The same loop within this process, so that every way through it is seen."""
    answers = io.BytesIO()
    child.serve([request(filled(tmp_path)), b" \n", b"nej\n"], answers)
    first, second = (Submission.read(json.loads(line)) for line in answers.getvalue().splitlines())
    assert first.schema_name == "dagsordensforslag"
    assert second.findings[0].problem == "Læseren fik en forespørgsel, den ikke forstår."
