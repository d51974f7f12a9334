"""LibreOffice's PDF of a document, and what PDF/UA-1 finds wrong in it (PyPI package page-validation)."""

import atexit
import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

from tests.support.missing import missing

EXPORT = 'pdf:writer_pdf_Export:{"PDFUACompliance":{"type":"boolean","value":"true"}}'
EXCEPTED = frozenset({"PDFUA1-NOTE-ID-001", "PDFUA1-LINK-LINK-TAG-001", "PDFUA1-PAGE-TABS-001"})
"""Known faults of LibreOffice 7.4's export of footnotes and links, which no document can avoid."""


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


def pdfs(paths: Sequence[Path], folder: Path) -> list[Path]:
    """The documents as accessible PDF files, in one call of LibreOffice."""
    return convert(paths, EXPORT, folder)


def pdf(path: Path, folder: Path | None = None) -> Path:
    """One document as an accessible PDF file, beside it or in the folder."""
    return pdfs([path], folder or path.parent)[0]


def pdfua_findings(path: Path) -> list[str]:
    """What PDF/UA-1 finds wrong in a PDF file, without LibreOffice's excepted faults; empty when it conforms."""
    try:
        import page  # noqa: PLC0415 - optional: where it is missing the test is skipped
    except ImportError:
        missing("page-validation", "install the dev dependencies.")
    failures = page.validate_pdf(path, profile="ua1").failures
    return [f"{failure.rule_id}: {failure.message}" for failure in failures if failure.rule_id not in EXCEPTED]
