"""Fetches the engines that klynge is compared with, through npm and pip, by version and hash; what cannot be had is said.

Usage: ``python -m benchmarks.fetching``. They lie beside the benchmarks and in an environment of their own, never in what we
ship: carbone's community licence and rust-docxtpl's LGPL allow this comparison.
"""

import re
import shutil
import subprocess
import sys
import tempfile
import venv
from pathlib import Path

from benchmarks.racing import PEERS, ROOT, RUST, python_of

SHARED = ("jinja2", "lxml", "markupsafe", "python-docx", "typing-extensions")
"""What rust-docxtpl shares with klynge."""


def fetch_peers() -> list[str]:
    """Fetch what is not there yet.

    Returns:
        A sentence for each engine or program that could not be had.
    """
    npm, wrong = shutil.which("npm"), []
    if npm is None:
        wrong.append("npm is not installed: docxtemplater, easy-template-x and carbone cannot run")
    elif not (PEERS / "node_modules").is_dir():
        wrong += _run([npm, "ci", "--prefix", str(PEERS), "--silent", "--no-audit", "--no-fund", "--ignore-scripts"])
    if not python_of(RUST).exists():
        wrong += _rust()
    return wrong


def _rust() -> list[str]:
    """Give rust-docxtpl an environment of its own: it refuses to live with docxtpl."""
    venv.create(RUST, with_pip=True)
    locked = (ROOT / "requirements.lock").read_text("utf-8")
    blocks = [block for name in SHARED for block in re.findall(rf"^{name}==(?:.*\\\n)*.*\n", locked, re.MULTILINE)]
    with tempfile.TemporaryDirectory() as folder:
        wanted = Path(folder) / "requirements.txt"
        wanted.write_text((PEERS / "requirements.txt").read_text("utf-8") + "".join(blocks), "utf-8")
        pip = [str(python_of(RUST)), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-deps"]
        wrong = _run([*pip, "--require-hashes", "-r", str(wanted)])
    if wrong:
        shutil.rmtree(RUST)
    return wrong


def _run(command: list[str]) -> list[str]:
    """Nothing when the command did its work, else the last thing that it said."""
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    said = (done.stderr.strip() or done.stdout.strip() or "it said nothing").splitlines()[-1]
    return [] if done.returncode == 0 else [f"{Path(command[0]).name} {' '.join(command[1:4])} failed: {said}"]


if __name__ == "__main__":
    for sentence in fetch_peers() or [f"all peers are here, for {sys.executable}"]:
        print(sentence)
