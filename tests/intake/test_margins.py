"""Page headers and footers: what the form says there itself is passed over, and what somebody typed there is never lost."""

import re
from pathlib import Path

import pytest

from tests.intake.samples import edited, filled, read, said

TYPED = "FORTROLIGT – må ikke offentliggøres"
WATERMARK = (
    '<w:p><w:r><w:pict><v:shape xmlns:v="urn:schemas-microsoft-com:vml"><v:textpath string="{}"/></v:shape></w:pict></w:r></w:p>'
)
ASKED = "men punktet er ikke valgt som lukket."


def told(path: Path, added: str, part: str = "header_default", old: str = "") -> tuple[tuple[str, ...], list[str]]:
    """What is unread of a form with this in a header or footer, and what is asked about openness."""
    end = "</w:ftr>" if "footer" in part else "</w:hdr>"
    file = edited(path, lambda xml: xml.replace(old or end, added + ("" if old else end)), f"word/{part}.xml")
    submission = read(file)
    return submission.unread, [one.printed() for one in submission.findings if one.field == "offentlighed"]


@pytest.fixture
def open_form(tmp_path: Path) -> Path:
    """A filled form whose item is open."""
    return filled(tmp_path, offentlighed="åbent", lukket_begrundelse="")


def test_what_was_typed_into_the_page_header_is_unread_and_secrecy_there_is_asked_about(open_form: Path) -> None:
    """The same words in both page headers are said once."""
    told(open_form, said(TYPED), "header_first")
    unread, asked = told(open_form, said(TYPED))
    assert unread == (f"Sidehoved: {TYPED}",)
    (question,) = asked
    assert "advarsel: Felt 8, Åbent eller lukket: " in question
    assert f"I sidehovedet står der ”{TYPED}”, {ASKED}" in question


def test_a_closed_item_contradicts_nothing(tmp_path: Path) -> None:
    """The footer says so too."""
    assert told(filled(tmp_path), said(TYPED), "footer_default") == ((f"Sidefod: {TYPED}",), [])


@pytest.mark.parametrize(
    ("words", "is_asked"),
    [("LUKKET", True), ("Fortrolig", True), ("UDKAST", False), ("Ikke fortrolig", False), ("Lukkeugen", False)],
)
def test_a_watermark_is_read_too(open_form: Path, words: str, is_asked: bool) -> None:
    """Word keeps it as a drawn text in the page header."""
    unread, asked = told(open_form, WATERMARK.format(words))
    assert (unread, bool(asked)) == ((f"Sidehoved: WordArt: {words}",), is_asked)


def test_what_was_added_to_a_line_of_the_form_is_told_without_the_line(open_form: Path) -> None:
    """After a tab in the footer, and right after the version."""
    unread, _ = told(open_form, "<w:tab/><w:t>Udkast 2</w:t></w:r></w:p></w:ftr>", "footer_default", "</w:r></w:p></w:ftr>")
    assert unread == ("Sidefod: Udkast 2",)
    unread, _ = told(open_form, "version 3, rettet af os", "footer_first", "version 3")
    assert unread == ("Sidefod: Udkast 2", "Sidefod: Skema: FORSLAG · version 3, rettet af os")


def test_the_header_of_a_bodys_own_form_is_the_forms_own(open_form: Path) -> None:
    """The body's name, level and parties stand where those of all clusters stand; a line below the parties is somebody's."""
    names = {
        "Sundhedsklyngerne": "Klynge Vest",
        "Politisk niveau": "Sundhedsklynge",
        "Regioner, kommuner og almen praksis": "Region N",
    }

    def renamed(xml: str) -> str:
        return re.sub("|".join(names), lambda found: names[found[0]], xml)

    form = edited(edited(open_form, renamed, "word/header_first.xml"), renamed, "word/header_default.xml")
    assert read(form).unread == ()
    line = '<w:p><w:pPr><w:pStyle w:val="Parter"/></w:pPr><w:r><w:t>Kun til os</w:t></w:r></w:p>'
    assert told(form, line, "header_first") == (("Sidehoved: Kun til os",), [])
    unread, asked = told(form, "Klynge Vest FORTROLIGT", "header_first", "Klynge Vest")
    assert ("Sidehoved: Klynge Vest FORTROLIGT" in unread, len(asked)) == (True, 1)


def test_secrecy_below_the_tables_is_asked_about_and_a_long_text_is_not_repeated(open_form: Path) -> None:
    """A line, and a paragraph of a hundred words."""
    form = edited(
        open_form, lambda xml: xml.replace("<w:sectPr>", said("OBS: " + "ord " * 100 + "Sagen er fortrolig.") + "<w:sectPr>")
    )
    (asked,) = [one.problem for one in read(form).findings]
    assert asked == f"Uden for felterne står der ”fortrolig”, {ASKED}"


def test_a_header_that_is_missing_says_nothing(open_form: Path) -> None:
    """A section that refers to nothing."""
    form = edited(open_form, lambda xml: xml.replace('r:id="rIdheaderfirst"', 'r:id="rIdnothing"'))
    assert read(form).unread == ()


@pytest.mark.parametrize(
    "added", ["<w:p><w:r><w:t><![CDATA[Udkast]]></w:t></w:r></w:p>", "<w:p><w:r><ny:t xmlns:ny='{}'>Udkast</ny:t></w:r></w:p>"]
)
def test_words_in_a_header_are_found_however_they_are_written(open_form: Path, added: str) -> None:
    """As an unparsed section, and with another prefix."""
    unread, _ = told(open_form, added.format("http://schemas.openxmlformats.org/wordprocessingml/2006/main"))
    assert [text for text in unread if "Udkast" in text] == ["Sidehoved: Udkast"]
