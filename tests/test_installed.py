"""What somebody gets who only runs ``pip install``: the wheel carries register, templates, schemas and form."""

import os
import subprocess
import sys
import zipfile
from pathlib import Path

ROOT = Path(__file__).parent.parent


def test_the_wheel_alone_gives_a_working_workspace(tmp_path: Path) -> None:
    """Built by hatchling, unpacked where the checkout cannot be seen, and asked for a workspace and a charter."""
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)]
    subprocess.run(build, cwd=ROOT, check=True, capture_output=True)
    (wheel,) = tmp_path.glob("*.whl")
    with zipfile.ZipFile(wheel) as package:
        package.extractall(tmp_path / "site")
    environ = {**os.environ, "PYTHONPATH": str(tmp_path / "site"), "PYTHONUTF8": "1"}
    for words in (["nyt", "Klynger"], ["--mappe", "Klynger", "kommissorium", "vest", "--dato", "2026-11-05"]):
        command = [sys.executable, "-m", "workflow.cli", *words]
        done = subprocess.run(command, cwd=tmp_path, env=environ, capture_output=True, text=True, encoding="utf-8", check=False)
        assert done.returncode == 0, done.stderr
    assert (tmp_path / "Klynger/Dagsordensforslag.docx").read_bytes() == (
        ROOT / "templates/docx/dagsordensforslag.docx"
    ).read_bytes()
    assert (tmp_path / "Klynger/outbox/nordjylland/nordjylland-vest/Kommissorium Klynge Vest.docx").exists()
