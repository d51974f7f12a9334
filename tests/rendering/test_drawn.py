"""What a program made with docxtpl's RichText, RichTextParagraph and Listing: set in its place, and nothing lost beside it."""

from pathlib import Path

import pytest
from docxtpl import Listing, RichText, RichTextParagraph
from markupsafe import Markup

from tests.rendering.paper import house, p, parts, rendered, row, table
from tests.rendering.words import words
from tests.support.ooxml import validator_errors
from workflow.errors import TemplateError, UnprintableError

SECTION = '<w:p><w:pPr><w:sectPr><w:type w:val="continuous"/></w:sectPr></w:pPr><w:r><w:t>{}</w:t></w:r></w:p>'
LINK = (
    '<w:p><w:hyperlink w:anchor="her"><w:r><w:t xml:space="preserve">{}</w:t></w:r>'
    "<w:r><w:t>efter</w:t></w:r></w:hyperlink></w:p>"
)


def said(tmp_path: Path, body: str, **values: object) -> list[str]:
    """The paragraphs with words of the valid document that a body makes."""
    path = tmp_path / "prøve.docx"
    path.write_bytes(rendered(house(p("start") + body + p("slut")), **values))
    assert validator_errors(path) == []
    found = words(path)
    return found[found.index("start") + 1 : found.index("slut")]


def test_words_around_a_rich_text_stay_also_where_its_code_is_an_ordinary_one(tmp_path: Path) -> None:
    """``{{ x }}`` where docxtpl asks for ``{{r x }}``: docxtpl writes a run in the midst of a text, which Word refuses."""
    assert said(tmp_path, p("Før {{ x }} efter") + p("{{ x }}"), x=RichText("Æ & Ø", bold=True)) == ["Før Æ & Ø efter", "Æ & Ø"]


def test_words_around_rich_paragraphs_stay_as_paragraphs(tmp_path: Path) -> None:
    """In a text, in a cell, at a section's end, alone, and of nothing at all."""
    two = RichTextParagraph("Et")
    two.add("To\aTre", parastyle="Quote")
    assert said(tmp_path, p("Før {{ x }} efter"), x=two) == ["Før ", "Et", "To", "Tre", " efter"]
    assert said(tmp_path, SECTION.format("{{ x }}") + p("efter"), x=two) == ["Et", "To", "Tre", "efter"]
    document = parts(rendered(house(SECTION.format("{{ x }}") + p("slut")), x=two))["word/document.xml"]
    assert document.count('<w:type w:val="continuous"/>') == 1
    assert said(tmp_path, table(row(p("{{p x }}"), p("b"))), x=RichTextParagraph()) == ["b"]
    assert said(tmp_path, p("Før") + p("{{p x }}"), x=RichTextParagraph()) == ["Før"]


def test_signs_begin_paragraphs_and_pages_wherever_the_text_stands(tmp_path: Path) -> None:
    """In a link, at a section's end; line ends of every kind are one."""
    text = Listing("a\r\nb\u2028c\ad\fe")
    assert said(tmp_path, LINK.format("{{ x }}"), x=text) == ["a\nb\nc", "d", "eefter"]
    assert said(tmp_path, SECTION.format("{{ x }}") + p("efter"), x=text) == ["a\nb\nc", "d", "e", "efter"]
    document = parts(rendered(house(SECTION.format("{{ x }}") + p("slut")), x=text))["word/document.xml"]
    assert document.count('<w:type w:val="continuous"/>') == 1
    assert document.count('<w:br w:type="page"/>') == 1


def test_other_values_that_bring_markup_are_printed_as_the_text_they_are(tmp_path: Path) -> None:
    """A string of markupsafe, and an object that calls itself HTML."""

    class Page:
        def __html__(self) -> str:
            return "<w:p/>"

        def __str__(self) -> str:
            return "<b>side</b>"

    assert said(tmp_path, p("{{ x }}") + p("{{ y }}"), x=Markup("<w:br/>"), y=Page()) == ["<w:br/>", "<b>side</b>"]


def test_a_character_that_no_word_document_can_hold_is_answered_here_too() -> None:
    """A backspace among the signs that docxtpl knows."""
    with pytest.raises(UnprintableError, match=r"”a\[2\]” \(U\+0008 efter"):
        rendered(house(p("{{ a[1] }}")), a=[1, Listing("x\aet\bto")])


def test_a_link_that_only_docxtpls_own_document_knows_is_refused() -> None:
    """``url_id`` of another document would make a file that Word cannot open."""
    with pytest.raises(TemplateError, match="et link, som dokumentet ikke kender"):
        rendered(house(p("{{r x }}")), x=RichText("her", url_id="rId999"))


@pytest.mark.parametrize("body", [p("{{r x }}"), p("{{r y ~ x }}"), table(row(p("{{tc z ~ x }}"), p("b")))])
def test_a_plain_text_asked_for_as_a_run_is_never_lost(body: str) -> None:
    """Word drops it where docxtpl writes it: between runs or cells, alone, and in one code with a rich text."""
    with pytest.raises(TemplateError, match="”ord” ville stå uden for afsnittene"):
        rendered(house(body), x="ord", y=RichText("æ"), z=RichText())
