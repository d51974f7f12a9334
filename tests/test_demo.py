"""The demo, run twice, and every document that it leaves: valid, accessible, and what it says it is."""

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from lxml import etree

from tests.support.ooxml import validator_errors
from tests.support.pdfua import pdfs, pdfua_findings

ROOT = Path(__file__).parent.parent
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace after the demo ran twice; the demo itself sees that the second run changes no byte."""
    folder = tmp_path_factory.mktemp("demo") / "klynger"
    for _ in range(2):
        command = [sys.executable, str(ROOT / "examples" / "demo.py"), str(folder)]
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, encoding="utf-8", check=False)
        assert done.returncode == 0, done.stdout + done.stderr
    return folder


@pytest.fixture(scope="module")
def documents(demo: Path) -> list[Path]:
    """Eight charters, eight agendas and eight minutes."""
    found = sorted(path for path in (demo / "outbox").rglob("*.docx") if path.parent.name != "kvitteringer")
    assert [sum(path.name.startswith(kind) for path in found) for kind in ("Kommissorium", "Dagsorden", "Referat")] == [8, 8, 8]
    return found


def test_there_is_a_receipt_for_every_file_of_both_runs(demo: Path) -> None:
    """None is left in the inbox, and each lies in the archive as it came."""
    dropped = [path for folder in ("forslag", "referater") for path in (ROOT / "examples" / folder).iterdir()]
    assert len(list((demo / "outbox/kvitteringer").glob("0*.html"))) == 2 * len(dropped)
    kept = sorted(path.read_bytes() for path in (demo / "inbox/_arkiv").rglob("*") if path.is_file())
    assert kept == sorted(2 * [path.read_bytes() for path in dropped])


def test_every_document_is_valid_for_the_open_xml_sdk(documents: list[Path]) -> None:
    """0 errors each."""
    assert {path.name: found for path in documents if (found := validator_errors(path))} == {}


def test_every_document_is_accessible_as_a_pdf(documents: list[Path], tmp_path: Path) -> None:
    """PDF/UA-1, exported by LibreOffice in one call and mended: nothing is excepted."""
    assert {path.name: found for path in pdfs(documents, tmp_path) if (found := pdfua_findings(path))} == {}


def test_every_document_has_title_language_headings_and_repeated_table_heads(documents: list[Path]) -> None:
    """And no text box; the secretariat is the author, never a library."""
    for path in documents:
        with zipfile.ZipFile(path) as package:
            body = etree.fromstring(package.read("word/document.xml"))
            core = package.read("docProps/core.xml").decode("utf-8")
            styles = package.read("word/styles.xml").decode("utf-8")
        kind, name = path.stem.split(" ", 1)
        assert f"<dc:title>{kind} for " in core
        assert "<dc:language>da-DK</dc:language>" in core
        assert "<dc:creator>Klyngesekretariatet</dc:creator>" in core
        assert 'w:lang w:val="da-DK"' in styles
        used = [style.get(f"{W}val") for style in body.iter(f"{W}pStyle")]
        assert used.count("Heading1") == 1, name
        assert "Heading2" in used
        assert all(
            row.find(f"{W}trPr/{W}tblHeader") is not None
            for row in (table.find(f"{W}tr") for table in body.iter(f"{W}tbl"))
            if row is not None
        )
        assert not list(body.iter(f"{W}txbxContent"))
