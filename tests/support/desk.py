"""The real command, run as staff run it, in a workspace of its own."""

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from workflow.archive.workspace import create_workspace

DAY = "2026-11-05"
EXAMPLES = Path(__file__).parents[2] / "examples"


@dataclass(frozen=True)
class Said:
    """What the command said: its exit status, the lines on stdout, and all of stderr."""

    status: int
    out: list[str]
    err: str

    @property
    def paths(self) -> list[Path]:
        """The lines on stdout as paths."""
        return [Path(line) for line in self.out]


@dataclass(frozen=True)
class Desk:
    """A workspace and the command that works in it."""

    root: Path

    def run(self, *words: str, day: str = DAY, **environ: str) -> Said:
        """Run ``klynge`` with these words on a fixed day.

        Args:
            words: the command and its arguments.
            day: what stands for today.
            environ: further environment variables.
        """
        command = [sys.executable, "-m", "workflow.cli", *words]
        given = {**os.environ, "KLYNGE_MAPPE": str(self.root), "KLYNGE_I_DAG": day, "PYTHONUTF8": "1", **environ}
        done = subprocess.run(command, env=given, capture_output=True, text=True, encoding="utf-8", check=False, timeout=120)
        return Said(done.returncode, done.stdout.splitlines(), done.stderr)

    def drop(self, file: Path, name: str = "") -> Path:
        """Lay a copy of a file in the inbox, as staff do."""
        target = self.root / "inbox" / (name or file.name)
        target.write_bytes(file.read_bytes())
        return target

    def write(self, path: str, text: str) -> Path:
        """Write a text file somewhere in the workspace."""
        target = self.root / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, "utf-8")
        return target


def new_desk(folder: Path) -> Desk:
    """A fresh workspace with everything that is shipped, and no waiting for files to lie still."""
    create_workspace(folder)
    settings = folder / "klynge.toml"
    settings.write_text(settings.read_text("utf-8") + "\nstilhed = 0\n", "utf-8")
    return Desk(folder)
