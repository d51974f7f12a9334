"""Our PDF of a document, made by LibreOffice and mended, and what PDF/UA-1 finds wrong in it (PyPI package page-validation)."""

import atexit
import os
import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

from tests.support.missing import missing
from workflow.rendering.pdf import ConversionError, NoLibreOfficeError, export, find_office
from workflow.rendering.pdf_mending import mend

PATIENCE = 120


@lru_cache(maxsize=1)
def _profile() -> Path:
    """A LibreOffice profile of this process alone, so that tests in parallel do not wait for one another."""
    folder = tempfile.mkdtemp(prefix="klynge-lo-")
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return Path(folder)


def convert(paths: Sequence[Path], to: str, folder: Path) -> list[Path]:
    """The documents as LibreOffice writes them, all in one call.

    Args:
        paths: the documents.
        to: LibreOffice's name of the form, with filter and options; the file ending stands before the first colon.
        folder: where they are laid.

    Raises:
        AssertionError: a document was not written.
    """
    soffice = shutil.which("soffice") or missing("LibreOffice", "install libreoffice-writer.")
    command = [soffice, f"-env:UserInstallation={_profile().as_uri()}", "--headless", "--convert-to", to, "--outdir", str(folder)]
    run = subprocess.run([*command, *map(str, paths)], capture_output=True, text=True, check=False, timeout=180)
    ending = to.partition(":")[0]
    written = [folder / f"{path.stem}.{ending}" for path in paths]
    assert all(path.exists() for path in written), run.stdout + run.stderr
    return written


def exported(documents: Sequence[bytes]) -> list[bytes]:
    """The documents as LibreOffice's own tagged PDF, unmended, in one call.

    Raises:
        ConversionError: a document was not written.
    """
    try:
        made = list(export(documents, find_office(os.environ), PATIENCE))
    except NoLibreOfficeError:
        missing("LibreOffice", "install libreoffice-writer.")
    for one in made:
        if isinstance(one, ConversionError):
            raise one
    return [one for one in made if isinstance(one, bytes)]


def pdfs(paths: Sequence[Path], folder: Path) -> list[Path]:
    """The documents as PDF files of ours, in one call of LibreOffice."""
    made = [folder / f"{path.stem}.pdf" for path in paths]
    for path, raw in zip(made, exported([path.read_bytes() for path in paths]), strict=True):
        path.write_bytes(mend(raw, path.stem))
    return made


def pdf(path: Path, folder: Path | None = None) -> Path:
    """One document as an accessible PDF file, beside it or in the folder."""
    return pdfs([path], folder or path.parent)[0]


def pdfua_findings(path: Path) -> list[str]:
    """What PDF/UA-1 finds wrong in a PDF file; empty when it conforms."""
    try:
        import page  # noqa: PLC0415 - optional: where it is missing the test is skipped
    except ImportError:
        missing("page-validation", "install the dev dependencies.")
    failures = page.validate_pdf(path, profile="ua1").failures
    return [f"{failure.rule_id}: {failure.message}" for failure in failures]
