"""PDFs: what LibreOffice makes of a document, mended and sealed; and what happens where it hangs, fails or is missing."""

import os
import sys
import time
from collections.abc import Iterator, Sequence
from io import BytesIO
from pathlib import Path
from typing import Any

import psutil
import pytest
from pypdf import PdfReader, PdfWriter
from pypdf.generic import ArrayObject

from tests.rendering.paper import house, p, rendered, staff
from tests.support.pdfua import exported, pdfua_findings
from tests.templates.test_shipped_templates import SAMPLES, TEMPLATES
from tests.templates.test_shipped_templates import rendered as sample
from workflow.rendering.package import content_hash
from workflow.rendering.pdf import ConversionError, NoLibreOfficeError, export, find_office
from workflow.rendering.pdf_mending import BrokenPdfError, UntaggedPdfError, mend
from workflow.rendering.pdf_seal import is_sealed, seal, source_of, unsealed

NOTED = f"""Et [link](https://example.dk/?a=1&b=2), en note[^a] og en til.[^b]

Et [{"meget langt link, der går over linjen " * 5}](https://example.dk/langt).

| Hvad | Hvor |
|---|---|
| Løn[^c] | [her](https://t.dk) |

- et
- [skriv](mailto:a@b.dk)[^d]

{("fyld " * 80 + chr(10) * 2) * 7}

Til sidst.[^e]

[^a]: Noten med *kursiv*, <https://example.dk> og [{"et langt link " * 9}](https://n.dk).
[^b]: To.
[^c]: Tre.
[^d]: Fire med [link](https://x.dk).
[^e]: {"En note, der fylder mere end siden. " * 200}
"""
OTHER_DAY = b"%PDF-1.6\nfake\n%%EOF\n"


def noted() -> bytes:
    """A document with notes in text, table and list, links in notes, and a note that goes on over the page."""
    return rendered(house(p("Overskrift", "Heading1") + p("{{p x|rigtekst }}")), x=NOTED, titel="Noter & links")


def structure(pdf: bytes) -> Iterator[Any]:
    """Every element of a PDF's structure, in reading order."""

    def below(element: Any) -> Iterator[Any]:
        held = element.get("/K", ArrayObject()).get_object()
        for one in (kid.get_object() for kid in (held if isinstance(held, list) else [held])):
            if isinstance(one, dict):
                yield one
                yield from below(one)

    return below(PdfReader(BytesIO(pdf)).trailer["/Root"]["/StructTreeRoot"])  # type: ignore[index]


def annotations(pdf: bytes) -> list[Any]:
    """Every annotation of a PDF."""
    pages = PdfReader(BytesIO(pdf)).pages
    return [one.get_object() for page in pages for one in page.get("/Annots", [])]


def test_every_kind_of_document_with_notes_and_links_is_accessible_without_exception(tmp_path: Path) -> None:
    """All samples of all kinds, the form, and a document full of notes and links: 0 failures of PDF/UA-1."""
    documents = {name: sample(name) for name in SAMPLES}
    documents |= {"skema": (TEMPLATES / "dagsordensforslag.docx").read_bytes(), "noter": noted()}
    found = {}
    for name, raw in zip(documents, exported(list(documents.values())), strict=True):
        (tmp_path / f"{name}.pdf").write_bytes(mend(raw, name))
        found[name] = pdfua_findings(tmp_path / f"{name}.pdf")
    assert found == {name: [] for name in documents}


def test_a_note_has_an_id_and_its_number_leads_back_to_the_text() -> None:
    """The link stays, in a tag around the note's number; no annotation is left without a tag."""
    (raw,) = exported([noted()])
    mended = mend(raw, "noter")
    assert len(annotations(mended)) == len(annotations(raw))
    assert all("/StructParent" in one for one in annotations(mended))
    notes = [one for one in structure(mended) if one.get("/S") == "/Note"]
    assert len({str(note["/ID"]) for note in notes}) == len(notes) >= 5
    firsts = [note["/K"][0].get_object()["/K"][0].get_object() for note in notes if note.get("/K")]
    assert [first["/S"] for first in firsts] == 5 * ["/Link"]
    assert all("/Dest" in first["/K"][1].get_object()["/Obj"] for first in firsts)


def test_a_pdf_says_title_author_and_language_and_never_when_it_was_made() -> None:
    """A title with an ampersand, once escaped in the metadata."""
    (raw,) = exported([noted()])
    mended = mend(raw, "noter")
    reader = PdfReader(BytesIO(mended))
    root: Any = reader.trailer["/Root"]
    assert reader.metadata == {
        "/Title": "Noter & links",
        "/Author": "Klyngesekretariatet",
        "/Producer": PdfReader(BytesIO(raw)).metadata["/Producer"],  # type: ignore[index]
    }
    assert (root["/Lang"], root["/ViewerPreferences"]["/DisplayDocTitle"].value) == ("da-DK", True)
    xmp = root["/Metadata"].get_object().get_data().decode()
    assert '<rdf:li xml:lang="x-default">Noter &amp; links</rdf:li>' in xmp
    assert "Date" not in xmp


def test_a_document_without_a_title_is_called_by_its_file() -> None:
    """Somebody emptied the properties."""
    (raw,) = exported([staff("Et afsnit")])
    bare = PdfWriter(clone_from=BytesIO(raw))
    bare.metadata = None
    stream = BytesIO()
    bare.write(stream)
    assert PdfReader(BytesIO(mend(stream.getvalue(), "Referat Klynge Vest"))).metadata == {"/Title": "Referat Klynge Vest"}


def test_the_same_document_gives_the_same_bytes_at_any_time() -> None:
    """Two calls of LibreOffice, in two folders, in two seconds."""
    document = noted()
    (first,) = exported([document])
    begun = int(time.time())
    while int(time.time()) == begun:
        pass
    (second,) = exported([document])
    assert first != second
    assert mend(first, "noter") == mend(second, "noter")


def test_a_pdf_without_tags_is_never_passed_off_as_accessible() -> None:
    """As a LibreOffice older than 7.4 writes it."""
    writer, stream = PdfWriter(), BytesIO()
    writer.add_blank_page(200, 200)
    writer.write(stream)
    with pytest.raises(UntaggedPdfError, match=r"Installér version 7\.4 eller nyere"):
        mend(stream.getvalue(), "uden")


def test_what_only_calls_itself_a_pdf_is_said_to_be_none() -> None:
    """A head and a tail, and nothing between them."""
    with pytest.raises(BrokenPdfError, match="en PDF, der ikke kan læses"):
        mend(OTHER_DAY, "tom")


def test_a_link_that_no_note_explains_gets_a_tag_all_the_same(tmp_path: Path) -> None:
    """As an export that forgets the tag of an ordinary link."""
    writer = PdfWriter(clone_from=BytesIO(exported([noted()])[0]))
    forgotten = next(one.get_object() for one in writer.pages[0]["/Annots"] if "/A" in one.get_object())  # type: ignore[attr-defined]
    del forgotten["/StructParent"]
    stream = BytesIO()
    writer.write(stream)
    (tmp_path / "glemt.pdf").write_bytes(mend(stream.getvalue(), "glemt"))
    assert pdfua_findings(tmp_path / "glemt.pdf") == []


def test_a_seal_says_of_which_document_a_pdf_is_and_whether_it_was_changed() -> None:
    """A comment added in a reader, and a PDF that klynge never saw."""
    document = noted()
    source = content_hash(document)
    ours = seal(mend(exported([document])[0], "noter", unsealed(source)))
    assert (is_sealed(ours), source_of(ours)) == (True, source)
    changed = ours + b"% en kommentar\n"
    assert (is_sealed(changed), source_of(changed)) == (False, source)
    assert (is_sealed(OTHER_DAY), source_of(OTHER_DAY)) == (False, "")
    assert PdfReader(BytesIO(ours), strict=True).metadata


def test_libreoffice_is_found_on_the_path_and_in_the_usual_places(tmp_path: Path) -> None:
    """A PATH, a Windows machine for all its users, one for one user, and a place that klynge.toml names."""
    places = ("bin/soffice", "P/LibreOffice/program/soffice.exe", "L/Programs/LibreOffice/program/soffice.exe", "eget/kontor")
    on_path, for_all, for_one, named = (program(tmp_path / place, "exit 0") for place in places)
    assert find_office({"PATH": str(tmp_path / "bin")}) == on_path
    assert find_office({"PATH": "", "PROGRAMFILES": str(tmp_path / "P")}) == for_all
    assert find_office({"LOCALAPPDATA": str(tmp_path / "L")}) == for_one
    assert find_office({"PATH": f"bin{os.pathsep}{tmp_path / 'bin'}"}, "soffice") == on_path
    assert find_office({"PATH": str(tmp_path / "bin")}, named) == named
    assert find_office({}, places=(named,)) == named


def test_a_missing_libreoffice_is_said_with_where_to_get_it() -> None:
    """Nowhere at all, and not where klynge.toml says."""
    with pytest.raises(NoLibreOfficeError, match=r"Hent det gratis på https://da\.libreoffice\.org"):
        find_office({"PATH": ""}, places=())
    with pytest.raises(NoLibreOfficeError, match=r"findes-ikke, som klynge\.toml peger på"):
        find_office(os.environ, "findes-ikke")


def program(path: Path, script: str) -> str:
    """A real program that stands for LibreOffice."""
    if sys.platform == "win32":
        pytest.skip("the stand-ins for LibreOffice are shell scripts")
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"#!/bin/sh\n{script}\n", "utf-8")
    path.chmod(0o755)
    return str(path)


def stand_in(folder: Path, script: str) -> str:
    """A program that knows the folder to lay PDFs in ($out), the documents ($@), and how to lay one of them (lay)."""
    begin = f"""
while [ "$1" != --outdir ]; do shift; done; out=$2; shift 2
lay() {{ printf '%%PDF-1.6\\nfake\\n%%%%EOF\\n' > "$out/$(basename "$1" .docx).pdf"; }}
hang() {{ sleep 600 & echo $! >> {folder}/sleepers; wait; }}
"""
    return program(folder / "soffice", begin + script)


def outcome(documents: Sequence[bytes], soffice: str, patience: int = 2) -> list[str]:
    """What export gives: the PDF, or what it says."""
    return ["pdf" if one == OTHER_DAY else str(one) for one in export(documents, soffice, patience)]


def test_a_hanging_conversion_is_ended_and_each_document_is_tried_again_alone(tmp_path: Path) -> None:
    """It lays the first of three and then hangs; alone it manages all. Nothing of it is left running."""
    soffice = stand_in(tmp_path, 'lay "$1"; [ $# = 1 ] || hang')
    assert outcome([b"1", b"2", b"3"], soffice) == ["pdf", "pdf", "pdf"]
    sleepers = [int(line) for line in (tmp_path / "sleepers").read_text("utf-8").split()]
    assert len(sleepers) == 1
    assert not any(psutil.pid_exists(one) and psutil.Process(one).status() != psutil.STATUS_ZOMBIE for one in sleepers)


def test_a_document_that_hangs_alone_too_is_named_and_stops_no_other(tmp_path: Path) -> None:
    """The second of three, which holds the word "slem"."""
    soffice = stand_in(tmp_path, 'for one; do grep -q slem "$one" && hang; lay "$one"; done')
    first, second, third = outcome([b"god", b"slem", b"god"], soffice)
    assert (first, third) == ("pdf", "pdf")
    assert second.startswith("LibreOffice blev ikke færdig på 2 sekunder, heller ikke alene.")
    assert "gem det som PDF derfra" in second
    assert len((tmp_path / "sleepers").read_text("utf-8").split()) == 2


def test_half_a_pdf_is_no_pdf(tmp_path: Path) -> None:
    """It ends by itself in the middle of its second document, and cannot read it alone either."""
    soffice = stand_in(tmp_path, 'for one; do grep -q slem "$one" && printf %%PDF > "$out/1.pdf" && exit 1; lay "$one"; done')
    assert outcome([b"god", b"slem"], soffice) == ["pdf", str(ConversionError())]
    assert str(ConversionError()).startswith("LibreOffice kan ikke lave PDF af dokumentet, heller ikke alene.")


def test_a_program_that_cannot_be_started_is_no_libreoffice(tmp_path: Path) -> None:
    """The file is there, but no program."""
    soffice = program(tmp_path / "soffice", "")
    Path(soffice).write_bytes(b"\x7fELF")
    with pytest.raises(NoLibreOfficeError, match="kan ikke startes"):
        list(export([b"1"], soffice, 1))
