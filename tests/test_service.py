"""The service files that we ship: sound, closed, and such that a watch is always started again."""

import re
import shutil
import subprocess
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

from tests.support.missing import missing
from workflow.cli.desk import klynge

ROOT = Path(__file__).parent.parent
UNIT = ROOT / "docs/drift/klynge-vagt.service"
TASK = ROOT / "docs/drift/klynge-vagt.xml"
SCHEMA = "{http://schemas.microsoft.com/windows/2004/02/mit/task}"
EXPOSURE = 15  # in tenths of what systemd-analyze calls "safe" below 20


def _analyzed(tmp_path: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """What systemd-analyze says of the unit, with a program in it that exists on every machine."""
    tool = shutil.which("systemd-analyze")
    if tool is None:
        missing("systemd-analyze", "install systemd")
    unit = tmp_path / UNIT.name
    unit.write_text(re.sub(r"^ExecStart=\S+", f"ExecStart={shutil.which('true')}", UNIT.read_text("utf-8"), flags=re.MULTILINE))
    return subprocess.run([tool, *words, str(unit)], capture_output=True, text=True, check=False)


def test_systemd_finds_nothing_wrong_with_the_unit(tmp_path: Path) -> None:
    """A misspelt directive is only a warning to systemd; not to us."""
    said = _analyzed(tmp_path, "verify", "--man=no")
    assert (said.returncode, [line for line in said.stderr.splitlines() if UNIT.name in line]) == (0, [])


def test_the_unit_is_closed(tmp_path: Path) -> None:
    """No network, no rights, no place to write but its own."""
    said = _analyzed(tmp_path, "security", "--offline=true", f"--threshold={EXPOSURE}")
    assert said.returncode == 0, said.stdout


def test_the_unit_is_told_and_started_again() -> None:
    """It waits for READY, counts on signs of life, and never gives up."""
    lines = UNIT.read_text("utf-8").splitlines()
    wanted = {"Type=notify", "Restart=always", "StartLimitIntervalSec=0", "WatchdogSec=600", "KillMode=mixed"}
    assert wanted - set(lines) == set()


def test_the_task_is_written_as_windows_wants_it() -> None:
    """UTF-16 with its mark and lines that end as there; it says so itself."""
    content = TASK.read_bytes()
    text = content.decode("utf-16")
    assert content.startswith(b"\xff\xfe")
    assert text.startswith('<?xml version="1.0" encoding="UTF-16"?>\r\n')
    assert text.count("\n") == text.count("\r\n")
    assert text.count("<!-- RET: ") == 3


def test_the_task_is_started_with_the_machine_and_again_when_it_has_stopped() -> None:
    """A second one is never started beside it, nothing ends it, and it needs no rights of an administrator."""
    task = ET.fromstring(TASK.read_bytes())  # noqa: S314 - our own file
    said = {element.tag.removeprefix(SCHEMA): (element.text or "").strip() for element in task.iter()}
    assert (task.tag, task.get("version")) == (f"{SCHEMA}Task", "1.4")
    assert [part.tag.removeprefix(SCHEMA) for part in task] == [
        "RegistrationInfo",
        "Triggers",
        "Principals",
        "Settings",
        "Actions",
    ]
    assert {one.tag.removeprefix(SCHEMA) for one in task.find(f"{SCHEMA}Triggers") or ()} == {"BootTrigger", "TimeTrigger"}
    wanted = {
        "MultipleInstancesPolicy": "IgnoreNew",
        "ExecutionTimeLimit": "PT0S",
        "StartWhenAvailable": "true",
        "StopIfGoingOnBatteries": "false",
        "DisallowStartIfOnBatteries": "false",
        "RunLevel": "LeastPrivilege",
        "LogonType": "Password",
    }
    assert {name: said[name] for name in wanted} == wanted
    assert task.find(f"{SCHEMA}Actions").get("Context") == task.find(f"{SCHEMA}Principals")[0].get("id")  # type: ignore[union-attr,index]


@pytest.mark.parametrize("words", [UNIT.read_text("utf-8"), TASK.read_bytes().decode("utf-16")], ids=["systemd", "Windows"])
def test_both_start_a_command_that_the_desk_knows(words: str) -> None:
    """A command that is renamed must be renamed here."""
    line = next(line for line in words.splitlines() if "ExecStart=" in line or "<Arguments>" in line)
    assert "--mappe " in line
    assert line.removesuffix("</Arguments>").split()[-1] in klynge.commands


def test_the_checklist_numbers_its_points_in_order() -> None:
    """A person reports by number."""
    text = (ROOT / "docs/drift/tjekliste.md").read_text("utf-8")
    numbers = [int(number) for number in re.findall(r"^\| ☐ (\d+) \|", text, re.MULTILINE)]
    assert numbers == list(range(1, 31))
