"""A form that LibreOffice has saved: as Word file again, and by way of OpenDocument and RTF."""

from pathlib import Path

import pytest

from tests.intake.samples import FORM, filled, read
from tests.support.pdfua import convert
from workflow.intake.admission import admit

_WORD = "docx:MS Word 2007 XML"


@pytest.mark.parametrize("way", ["docx", "odt", "rtf"])
def test_a_form_that_libreoffice_saved_makes_the_same_proposal(tmp_path: Path, way: str) -> None:
    """forslag.docx, whose controls lost their tags and prompts their marks, reads as before."""
    form = filled(tmp_path)
    blank = tmp_path / "tomt.docx"
    blank.write_bytes(FORM.read_bytes())
    before = admit(read(form)).proposal
    paths = [form, blank]
    for number, to in enumerate([_WORD] if way == "docx" else [way, _WORD]):
        folder = tmp_path / str(number)
        folder.mkdir()
        paths = convert(paths, to, folder)
    after, empty = read(paths[0]), read(paths[1])
    assert admit(after).proposal == before
    assert (after.findings, after.unread, after.version) == ((), (), "3")
    assert (empty.answers, empty.unread) == ({}, ())
    assert [finding.problem for finding in empty.findings] == ["Skemaet er ikke udfyldt."]
