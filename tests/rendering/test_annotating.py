"""Findings as Word comments in a copy of a template."""

from datetime import date
from pathlib import Path

import pytest
from lxml import etree

from tests.rendering.paper import W, house, p, parts, row, table
from tests.rendering.test_inspection import VML, Letter
from tests.support.ooxml import validator_errors
from workflow.rendering.annotating import annotated
from workflow.rendering.inspection import Expected, remarks
from workflow.rendering.package import is_untouched

DAY = date(2026, 11, 5)
WORD = f"{{{W.partition('=')[2].strip(chr(34))}}}"


@pytest.fixture(scope="module")
def template() -> bytes:
    """A letter with a fault in a cell, one in the header, and one about the whole file."""
    header = f"<w:hdr {W}>{p('{{ sent }}')}</w:hdr>"
    return house("<w:p/>" + table(row(p("{{ tittel }}"), p("x"))) + p("y"), {"word/header_first.xml": header})


def copy_of(template: bytes) -> bytes:
    """The commented copy."""
    return annotated(template, remarks(template, Expected(Letter, (("vært.navn",),)), "brev.docx"), DAY)


def test_each_comment_stands_where_the_fault_is(template: bytes) -> None:
    """The fault in the cell at its cell; those of the whole file and of the header at the first paragraph."""
    made = parts(copy_of(template))
    body, comments = (etree.fromstring(made[f"word/{name}.xml"].encode()) for name in ("document", "comments"))
    said = {comment.get(f"{WORD}id"): "|".join(str(words) for words in comment.itertext()) for comment in comments}
    at = {mark.get(f"{WORD}id"): len(list(mark.iterancestors(f"{WORD}tc"))) for mark in body.iter(f"{WORD}commentRangeStart")}
    assert said.keys() == at.keys()
    (cell,) = [number for number, words in said.items() if "”tittel”" in words]
    assert said[cell] == (
        "Fejl: Pladsholderen ”tittel” i brødteksten, tabel 1, række 1, kolonne 1 findes ikke.|Mente du ”titel”?"
    )
    assert at[cell] == 1
    assert [at[number] for number, words in said.items() if "”sent”" in words or "”vært.navn”" in words] == [0, 0]
    assert {comment.get(f"{WORD}date") for comment in comments} == {"2026-11-05T00:00:00Z"}


def test_the_copy_is_valid_and_carries_our_stamp(template: bytes, tmp_path: Path) -> None:
    """Also when it is commented a second time, beside the comments that were there."""
    once = copy_of(template)
    path = tmp_path / "kopi.docx"
    for copy in (once, annotated(once, remarks(once, Expected(Letter)), DAY)):
        path.write_bytes(copy)
        assert is_untouched(copy)
        assert validator_errors(path) == []


def test_a_fault_in_a_text_box_is_told_beside_the_box() -> None:
    """Word allows no comment within one."""
    box = f"<w:p><w:r><w:pict><v:shape {VML} alt='Boks'><v:textbox><w:txbxContent>{p('{{ tittel }}')}"
    template = house(p("x") + box + "</w:txbxContent></v:textbox></v:shape></w:pict></w:r></w:p>")
    body = etree.fromstring(parts(copy_of(template))["word/document.xml"].encode())
    marks = list(body.iter(f"{WORD}commentReference"))
    assert len(marks) > 1
    assert [mark for mark in marks if next(mark.iterancestors(f"{WORD}txbxContent"), None) is not None] == []
