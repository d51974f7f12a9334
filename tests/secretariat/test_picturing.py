"""A picture and a footnote in a Word form stand in the agenda: from the sender's file, through the store, into Word."""

import zipfile
from pathlib import Path

import pytest

from tests.intake.filling import fill_form, read_parts, write_parts
from tests.intake.samples import FORM, illustrated, picture, png
from tests.support.desk import Desk, new_desk
from tests.support.ooxml import validator_errors

KURVE = png(40, 30)
ANSWERS = {
    "organer": "Klynge Vest",
    "forslagsstiller": "Morsø Kommune",
    "kontaktperson": "Sundhedschef, Morsø Kommune",
    "titel": "Fælles akutteam i Limfjordsområdet",
    "sagstype": "drøftelse",
    "offentlighed": "Åbent punkt",
    "tidsforbrug": "20",
    "resumé": "Klyngen drøfter et fælles akutteam.",
    "sagsfremstilling": "Aftalen gælder.",
    "økonomi": "Ingen.",
    "opgave": "Fælles populationsansvar",
}
_NOTE = '<w:p><w:r><w:footnoteRef/></w:r><w:r><w:t xml:space="preserve"> Fra 2022.</w:t></w:r></w:p>'
NOTES = f'<w:footnote w:id="2">{_NOTE}</w:footnote>'


@pytest.fixture
def office(tmp_path: Path) -> Desk:
    """A fresh workspace."""
    return new_desk(tmp_path / "klynger")


def made(folder: Path, alt: str) -> Path:
    """A form with a picture and a footnote."""
    form = folder / "forslag.docx"
    fill_form(FORM, ANSWERS, form)
    parts = read_parts(form)
    more = f'{picture("rIdKurve", alt)}<w:r><w:footnoteReference w:id="2"/></w:r>'
    document = parts["word/document.xml"].decode().replace("Aftalen gælder.</w:t></w:r>", f"Aftalen gælder.</w:t></w:r>{more}")
    notes = parts["word/footnotes.xml"].decode().replace("</w:footnotes>", f"{NOTES}</w:footnotes>")
    parts |= {"word/document.xml": document.encode(), "word/footnotes.xml": notes.encode()}
    write_parts(illustrated(parts, {"rIdKurve": ("media/kurve.png", KURVE)}), form)
    return form


def dropped(office: Desk, file: Path) -> str:
    """What the receipt says when a file is dropped."""
    office.drop(file)
    office.run("modtag")
    [receipt] = (office.root / "outbox" / "kvitteringer").glob("[0-9]*.html")
    return receipt.read_text("utf-8")


def agenda(office: Desk) -> dict[str, bytes]:
    """The parts of the agenda, which is valid."""
    [path] = (office.root / "outbox" / "nordjylland" / "nordjylland-vest").rglob("Dagsorden*.docx")
    assert validator_errors(path) == []
    return read_parts(path)


def test_a_picture_and_a_footnote_come_with_the_text_into_the_agenda(office: Desk, tmp_path: Path) -> None:
    """forslag.docx: the agenda has the picture's own bytes with its description, and a real footnote."""
    said = dropped(office, made(tmp_path, "Kurve over forløb"))
    assert "er ikke fulgt med" not in said
    parts = agenda(office)
    assert KURVE in parts.values()
    assert b'descr="Kurve over forl\xc3\xb8b"' in parts["word/document.xml"]
    assert b"Fra 2022." in parts["word/footnotes.xml"]


def test_a_picture_without_a_description_is_shown_and_its_sender_asked_for_one(office: Desk, tmp_path: Path) -> None:
    """forslag.docx: those who cannot see it should know what it shows."""
    assert "vælg Vis alternativ tekst" in dropped(office, made(tmp_path, ""))
    assert KURVE in agenda(office).values()


def test_where_the_original_is_gone_the_agenda_says_that_a_picture_stood_there(office: Desk, tmp_path: Path) -> None:
    """The store was lost after the proposal was accepted."""
    dropped(office, made(tmp_path, "Kurve"))
    for kept in (office.root / "data" / "lager").rglob("*"):
        if kept.is_file():
            kept.unlink()
    assert office.run("dagsorden", "vest").status == 0
    assert KURVE not in agenda(office).values()
    assert b"Kurve" in agenda(office)["word/document.xml"]


def test_a_form_in_a_zip_brings_its_pictures_too(office: Desk, tmp_path: Path) -> None:
    """sag.zip: the form alone."""
    form, parcel = made(tmp_path, "Kurve"), tmp_path / "sag.zip"
    with zipfile.ZipFile(parcel, "w") as package:
        package.write(form, form.name)
    assert "er ikke fulgt med" not in dropped(office, parcel)
    assert KURVE in agenda(office).values()
