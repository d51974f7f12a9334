"""The standing child: it answers every line, whatever stands in it, and ends when its input does."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.intake.samples import FORM, ROOT, filled
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
