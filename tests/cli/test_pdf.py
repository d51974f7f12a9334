"""Stories at the desk about ``--pdf``: PDFs beside their documents, and what happens where they cannot be made."""

import contextlib
import os
import shutil
import subprocess
import sys

import pytest
from docx import Document
from pypdf import PdfReader

from tests.support.desk import EXAMPLES, Desk
from tests.support.missing import missing
from tests.support.pdfua import pdfua_findings

VEST = "outbox/nordjylland/nordjylland-vest"
CHARTER = "Kommissorium Klynge Vest"


def soffice() -> str:
    """The real LibreOffice."""
    return shutil.which("soffice") or missing("LibreOffice", "install libreoffice-writer.")


def set_pdf(desk: Desk, lines: str) -> None:
    """Set something under [pdf] in klynge.toml."""
    settings = desk.root / "klynge.toml"
    settings.write_text(settings.read_text("utf-8").replace("[pdf]\n", f"[pdf]\n{lines}\n"), "utf-8")


def stand_in(desk: Desk, script: str) -> None:
    """Put a program of one's own in LibreOffice's place."""
    if sys.platform == "win32":
        pytest.skip("the stand-in for LibreOffice is a shell script")
    program = desk.root / "kontor"
    program.write_text(f"#!/bin/sh\n{script}\n", "utf-8")
    program.chmod(0o755)
    set_pdf(desk, f'program = "{program}"')


def reword(desk: Desk) -> None:
    """Change what the charter of Klynge Vest says."""
    frame = desk.root / "register/nordjylland/rammer/klynge.md"
    frame.write_text(frame.read_text("utf-8") + "\nEn tilføjelse til teksten.\n", "utf-8")


def test_every_document_of_every_kind_gets_an_accessible_pdf_beside_it(desk: Desk) -> None:
    """``klynge alt --pdf`` after proposals and a record came in: same folder, same stem, 0 failures."""
    soffice()
    proposals = EXAMPLES / "forslag"
    desk.run("modtag", *map(str, sorted(proposals.glob("0*"))), str(proposals / "10 sundhedsaftale syddanmark.yaml"))
    assert desk.run("modtag", str(EXAMPLES / "referater" / "07 referat sønderjylland.yaml"), day="2026-12-10").status == 0
    said = desk.run("alt", "--pdf", day="2026-11-20")
    assert said.status == 0, said.err
    words, made = ([path for path in said.paths if path.suffix == ending] for ending in (".docx", ".pdf"))
    assert made == [path.with_suffix(".pdf") for path in words]
    assert {path.name.split()[0] for path in made} == {"Kommissorium", "Dagsorden", "Referat"}
    assert {path.name: found for path in made if (found := pdfua_findings(path))} == {}


def test_the_documents_that_follow_from_what_came_in_get_theirs_too(desk: Desk) -> None:
    """``klynge modtag --pdf`` with two proposals for one agenda, and nothing new the second time."""
    soffice()
    first, second = (EXAMPLES / "forslag" / name for name in ("05 akutfunktion vest.yaml", "20 forkert kommune.yaml"))
    said = desk.run("modtag", str(first), str(second), "--pdf")
    (made,) = (path for path in said.paths if path.suffix == ".pdf")
    assert made.with_suffix(".docx") in said.paths
    assert pdfua_findings(made) == []
    assert said.status == 1
    again = desk.run("modtag", "--pdf")
    assert (again.status, again.out) == (0, [])


def test_what_template_authors_keep_open_can_be_had_as_a_pdf(desk: Desk) -> None:
    """``klynge skabelon vis`` and ``felter`` with ``--pdf``; without LibreOffice the documents are there all the same."""
    soffice()
    for words in (("vis", "referat"), ("felter", "dagsorden")):
        said = desk.run("skabelon", *words, "--pdf")
        word, made = said.paths[-2:]
        assert (said.status, made) == (0, word.with_suffix(".pdf"))
        assert pdfua_findings(made) == []
    set_pdf(desk, 'program = "findes-ikke"')
    without = desk.run("skabelon", "vis", "kommissorium", "--pdf")
    assert (without.status, [path.suffix for path in without.paths]) == (1, [".docx"])
    assert without.err.startswith("Fejl: Programmet findes-ikke, som klynge.toml peger på, kan ikke startes")


def test_an_example_that_cannot_be_converted_is_named(desk: Desk) -> None:
    """A LibreOffice that gives nothing."""
    stand_in(desk, "exit 1")
    said = desk.run("skabelon", "vis", "referat", "--pdf")
    assert (said.status, len(said.out)) == (1, 1)
    assert said.err.startswith("Fejl: referat: LibreOffice kan ikke lave PDF af dokumentet, heller ikke alene.")


@pytest.mark.skipif(sys.platform == "win32", reason="there is no terminal to open")
def test_while_pdfs_are_made_a_terminal_shows_how_many_and_a_pipe_nothing(desk: Desk) -> None:
    """Two charters, laid one after the other with a moment between."""
    lay = 'printf "%%PDF-1.6\\nfake\\n%%%%EOF\\n" > "$out/$(basename "$1" .docx).pdf"; sleep 0.5'
    stand_in(desk, f'while [ "$1" != --outdir ]; do shift; done; out=$2; shift 2; while [ "$1" ]; do {lay}; shift; done')
    quiet = desk.run("kommissorium", "vest", "syd", "--pdf")
    assert "Laver PDF" not in quiet.err
    shown = on_a_terminal(desk, "kommissorium", "vest", "syd", "--pdf")
    assert "50%" in shown.partition("Laver PDF")[2]
    assert shown.count("FEJL: LibreOffice har lavet en PDF, der ikke kan læses.") == 2


def on_a_terminal(desk: Desk, *words: str) -> str:
    """What the command writes on a terminal of its own."""
    import pty  # noqa: PLC0415 - Windows has none

    ours, its = pty.openpty()
    given = {**os.environ, "KLYNGE_MAPPE": str(desk.root), "KLYNGE_I_DAG": "2026-11-05", "PYTHONUTF8": "1", "TERM": "xterm"}
    command = [sys.executable, "-m", "workflow.cli", *words]
    with subprocess.Popen(command, env=given, stdin=its, stdout=its, stderr=its):
        os.close(its)
        shown = b""
        with contextlib.suppress(OSError):  # Linux's word for the other end being closed
            while piece := os.read(ours, 65536):
                shown += piece
    os.close(ours)
    return shown.decode()


def test_a_pdf_of_an_unchanged_document_is_not_made_again_and_that_of_a_changed_one_is(desk: Desk) -> None:
    """Three runs; the second needs no LibreOffice at all."""
    soffice()
    made = desk.run("kommissorium", "vest", "--pdf").paths[1]
    assert made == desk.root / VEST / f"{CHARTER}.pdf"
    before = (made.read_bytes(), made.stat().st_mtime_ns)
    again = desk.run("kommissorium", "vest", "--pdf", PATH="")
    assert (again.status, again.paths[1]) == (0, made)
    assert "kommissorium (pdf)  uændret" in again.err
    assert (made.read_bytes(), made.stat().st_mtime_ns) == before
    reword(desk)
    assert "kommissorium (pdf)  opdateret" in desk.run("kommissorium", "vest", "--pdf").err
    assert made.read_bytes() != before[0]


def test_a_pdf_that_a_person_has_changed_or_replaced_is_never_overwritten(desk: Desk) -> None:
    """A comment in a reader leaves nothing to do; a scanned copy, or a newer document, is laid beside."""
    soffice()
    made = desk.run("kommissorium", "vest", "--pdf").paths[1]
    commented = made.read_bytes() + b"% en kommentar\n"
    made.write_bytes(commented)
    assert "rettet i hånden, og intet nyt" in desk.run("kommissorium", "vest", "--pdf").err
    reword(desk)
    beside = made.with_name(f"{CHARTER} (ny udgave).pdf")
    for _ in range(2):
        assert desk.run("kommissorium", "vest", "--pdf").paths[1] == beside
    assert made.read_bytes() == commented
    made.write_bytes(b"%PDF-1.4 scannet og underskrevet")
    assert desk.run("kommissorium", "vest", "--pdf").paths[1] == beside
    assert made.read_bytes() == b"%PDF-1.4 scannet og underskrevet"


def test_the_pdf_shows_the_document_as_a_person_has_edited_it(desk: Desk) -> None:
    """A sentence was added in Word, and the register says nothing new."""
    soffice()
    word, made = desk.run("kommissorium", "vest", "--pdf").paths
    document = Document(str(word))
    document.paragraphs[3].add_run(" Tilføjet i hånden.")
    document.save(str(word))
    assert desk.run("kommissorium", "vest", "--pdf").paths == [word, made]
    assert "Tilføjet i hånden." in "".join(page.extract_text() for page in PdfReader(made).pages)


def test_without_libreoffice_the_documents_are_written_all_the_same(desk: Desk) -> None:
    """It is said once, with a remedy, and the exit status is 1."""
    set_pdf(desk, 'program = "findes-ikke"')
    said = desk.run("kommissorium", "vest", "syd", "--pdf")
    assert said.status == 1
    assert [path.suffix for path in said.paths] == [".docx", ".docx"]
    assert said.err.count("så der er ikke lavet PDF") == 1
    assert "Word-dokumenterne er skrevet." in said.err


def test_a_document_that_cannot_be_converted_stops_no_other(desk: Desk) -> None:
    """LibreOffice gives nothing for the first of two, with the other or alone; the third is a new edition beside a broken one."""
    drop_first = 'for one; do shift; case "$one" in 0.docx) ;; *) set -- "$@" "$one";; esac; done'
    stand_in(desk, f'{drop_first}\ncase "$*" in *.docx*) exec "{soffice()}" "$@";; esac')
    (broken,) = desk.run("kommissorium", "nord").paths
    broken.write_bytes(b"ikke Word")
    said = desk.run("kommissorium", "vest", "syd", "nord", "--pdf")
    assert said.status == 1
    assert "nordjylland-vest  kommissorium (pdf)  FEJL: LibreOffice kan ikke lave PDF af dokumentet" in said.err
    assert [path.name for path in said.paths if path.suffix == ".pdf"] == [
        "Kommissorium Klynge Syd.pdf",
        "Kommissorium Klynge Nord (ny udgave).pdf",
    ]


def test_a_libreoffice_that_hangs_is_ended_after_the_time_that_the_settings_give_it(desk: Desk) -> None:
    """One second for each; the documents are there all the same."""
    stand_in(desk, "exec sleep 600")
    set_pdf(desk, "sekunder = 1")
    said = desk.run("kommissorium", "vest", "syd", "--pdf")
    assert said.status == 1
    assert [path.suffix for path in said.paths] == [".docx", ".docx"]
    assert said.err.count("LibreOffice blev ikke færdig på 1 sekund, heller ikke alene.") == 2


def test_a_draft_record_has_no_pdf(desk: Desk) -> None:
    """``--kladde`` and ``--pdf`` together."""
    said = desk.run("referat", "vest", "--kladde", "--pdf")
    assert (said.status, said.out) == (2, [])
    assert "har ingen PDF" in said.err
