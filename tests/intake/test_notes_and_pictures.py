"""Footnotes and pictures in the free cells: they become Markdown where a field holds it, and are told of everywhere else."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.intake.filling import packed, write_parts
from tests.intake.samples import illustrated, opened, picture, png, read, row, said, word_parts
from workflow import formats
from workflow.intake.answers import Answers
from workflow.intake.forms import read_form
from workflow.intake.pictures import pictures_named, pictures_of

KURVE = png()
NOTE = '<w:r><w:footnoteReference w:id="{}"/></w:r>'
SAGEN = "sagsfremstilling"


def form(
    answer: str,
    notes: str = "",
    number: int = 14,
    label: str = "Sagsfremstilling",
    pictures: Mapping[str, tuple[str, bytes]] = {},
) -> tuple[Answers, bytes]:
    """The answers in a form with one answer, and the file."""
    body = said("Skema: FORSLAG · version 3") + f"<w:tbl>{row(number, label, answer)}</w:tbl>"
    parts = word_parts(body, more={"footnotes": notes} if notes else {})
    raw = packed(illustrated(parts, pictures))
    return read_form(opened(raw)), raw


def note(number: int, *paragraphs: str) -> str:
    """A footnote as Word writes it."""
    first = '<w:p><w:r><w:footnoteRef/></w:r><w:r><w:t xml:space="preserve"> '
    inner = "</w:t></w:r></w:p><w:p><w:r><w:t>".join(paragraphs)
    return f'<w:footnote w:id="{number}">{first}{inner}</w:t></w:r></w:p></w:footnote>'


def test_footnotes_become_footnotes_of_the_text() -> None:
    """Two notes in the case presentation, the second of two paragraphs; one of them in a table."""
    answer = f"<w:p><w:r><w:t>Aftalen</w:t></w:r>{NOTE.format(2)}<w:r><w:t xml:space='preserve'> gælder.</w:t></w:r></w:p>"
    cell = f"<w:tc><w:p><w:r><w:t>Løn</w:t></w:r>{NOTE.format(3)}</w:p></w:tc>"
    answer += f"<w:tbl><w:tr>{cell}</w:tr><w:tr><w:tc>{said('100')}</w:tc></w:tr></w:tbl><w:p/>"
    answers, _ = form(answer, note(2, "Fra 2022.") + note(3, "Uden pension.", "Se bilag 2."))
    assert answers.values[SAGEN] == (
        "Aftalen[^2] gælder.\n\n| Løn[^3] |\n| --- |\n| 100 |\n\n[^2]: Fra 2022.\n\n[^3]: Uden pension.\n\n    Se bilag 2."
    )
    assert (answers.unread, answers.findings) == ((), ())


def test_a_note_keeps_its_own_looks_and_links() -> None:
    """A footnote with a bold word."""
    bold = "</w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t>nye</w:t></w:r><w:r><w:t> aftale"
    answers, _ = form(f"<w:p><w:r><w:t>Sagen</w:t></w:r>{NOTE.format(1)}</w:p>", note(1, f"Den {bold}"))
    assert answers.values[SAGEN] == "Sagen[^1]\n\n[^1]: Den **nye** aftale"


def test_what_is_struck_through_in_a_note_is_told_with_the_field() -> None:
    """A footnote with a word that somebody deleted by hand."""
    struck = "</w:t></w:r><w:r><w:rPr><w:strike/></w:rPr><w:t>gamle</w:t></w:r><w:r><w:t> aftale"
    answers, _ = form(f"<w:p><w:r><w:t>Sagen</w:t></w:r>{NOTE.format(1)}</w:p>", note(1, f"Den {struck}"))
    assert [one.problem for one in answers.findings] == [
        "Noget af teksten er streget over; ordene er læst, som om de ikke var det."
    ]


def test_a_footnote_in_a_field_without_formatting_is_told_as_unread() -> None:
    """A note on the title, which is one line of plain text."""
    answers, _ = form(f"<w:p><w:r><w:t>Akutteam</w:t></w:r>{NOTE.format(1)}</w:p>", note(1, "Navnet er foreløbigt."), 6, "Titel")
    assert (answers.values["titel"], answers.unread) == ("Akutteam", ("Fodnote: Navnet er foreløbigt.",))


@pytest.mark.parametrize("text", ["Se [^2] i teksten", "[^2]: ingen note"])
def test_words_that_look_like_a_footnote_are_words(text: str) -> None:
    """Somebody typed the brackets; a real note stands beside them."""
    answers, _ = form(
        f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p><w:p><w:r><w:t>Ja</w:t></w:r>{NOTE.format(2)}</w:p>", note(2, "Note.")
    )
    tokens = formats.markdown_tokens(answers.values[SAGEN])
    assert tokens[1].children
    assert "".join(token.content for token in tokens[1].children) == text


def test_a_picture_becomes_a_picture_of_the_text_by_a_name_of_its_own() -> None:
    """A curve between two words; its bytes can be taken from the file again by that name."""
    answer = f"<w:p><w:r><w:t xml:space='preserve'>Se </w:t></w:r>{picture('rIdB', 'Kurve [1]')}<w:r><w:t> her</w:t></w:r></w:p>"
    answers, raw = form(answer, pictures={"rIdB": ("media/image1.PNG", KURVE)})
    (name,) = pictures_named([answers.values[SAGEN]])
    assert answers.values[SAGEN] == f'Se ![Kurve \\[1\\]]({name} "10 mm") her'
    assert pictures_of(raw, frozenset({name, "billede-0000000000000000.png"})) == {name: KURVE}
    assert (answers.findings, pictures_of(raw, frozenset()), pictures_of(b"ingen zip", frozenset({name}))) == ((), {}, {})


def test_a_picture_alone_in_a_paragraph_a_list_or_a_table_is_kept() -> None:
    """Nothing but the picture; once from Word's older drawing language."""
    shape = '<v:shape xmlns:v="urn:schemas-microsoft-com:vml" alt="Plan"><v:imagedata r:id="rIdB"/></v:shape>'
    old = f"<w:r><w:pict>{shape}</w:pict></w:r>"
    inner = f"<w:tbl><w:tr><w:tc><w:p>{picture('rIdB', 'Kort')}</w:p></w:tc></w:tr></w:tbl><w:p/>"
    answer = f"<w:p>{old}</w:p><w:tbl><w:tr><w:tc>{inner}</w:tc></w:tr></w:tbl><w:p/>"
    answers, _ = form(answer, pictures={"rIdB": ("media/image1.png", KURVE)})
    (name,) = pictures_named([answers.values[SAGEN]])
    assert answers.values[SAGEN] == f'![Plan]({name})\n\n| ![Kort]({name} "10 mm") |\n| --- |'


@pytest.mark.parametrize(("said", "width"), [("5400000", ' "150 mm"'), ("0", ""), ("36000000", ""), ("1" * 400, ""), ("en", "")])
def test_a_picture_is_as_wide_as_somebody_made_it_in_word(said: str, width: str) -> None:
    """Fifteen centimetres; and widths that no page has are none."""
    wide = picture("rIdB", "Kort").replace('<wp:extent cx="360000"', f'<wp:extent cx="{said}"')
    answers, _ = form(f"<w:p>{wide}</w:p>", pictures={"rIdB": ("media/image1.png", KURVE)})
    (name,) = pictures_named([answers.values[SAGEN]])
    assert answers.values[SAGEN] == f"![Kort]({name}{width})"


@pytest.mark.parametrize(
    ("marks", "told"),
    [
        ('<a:srcRect l="25000"/>', True),
        ('<a:srcRect l="0" t="-500"/>', False),
        ('<v:imagedata xmlns:v="urn:schemas-microsoft-com:vml" croptop="6554f"/>', True),
        ("", False),
    ],
)
def test_who_cropped_a_picture_is_told_that_all_of_it_is_shown(marks: str, told: bool) -> None:
    """Cut at the left, widened at the top, cut in the older drawing language, and not at all; the title shows no pictures."""
    cropped = picture("rIdB", "Kort").replace("<a:stretch>", f"{marks}<a:stretch>")
    files = {"rIdB": ("media/image1.png", KURVE)}
    answers, _ = form(f"<w:p>{cropped}</w:p>", pictures=files)
    problem = "Et billede i feltet er beskåret i Word; dagsordenen viser hele billedet."
    assert [one.problem for one in answers.findings] == ([problem] if told else [])
    answers, _ = form(f"<w:p><w:r><w:t>Her</w:t></w:r>{cropped}</w:p>", number=6, label="Titel", pictures=files)
    assert "Feltet rummer et billede, som ikke er læst." in [one.problem for one in answers.findings]
    assert problem not in [one.problem for one in answers.findings]


@pytest.mark.parametrize(("number", "label", "where"), [(6, "Titel", "Felt 6, Titel"), (50, "Kort", "")])
def test_a_picture_where_no_text_can_show_it_is_warned_of(number: int, label: str, where: str) -> None:
    """In the title, and in a row of one's own."""
    answer = f"<w:p><w:r><w:t>Her</w:t></w:r>{picture('rIdB')}</w:p>"
    answers, _ = form(answer, number=number, label=label, pictures={"rIdB": ("media/image1.png", KURVE)})
    assert [(one.label, "billede" in one.problem) for one in answers.findings if "udfyldt" not in one.problem] == [(where, True)]


def test_a_picture_that_no_document_shows_is_warned_of_at_its_field() -> None:
    """A drawing in Windows' own format, and one whose file is missing."""
    for file, blob in (("media/image1.emf", b"EMF"), ("media/image1.png", KURVE)):
        key = "rIdB" if file.endswith("emf") else "rIdVæk"
        answers, _ = form(f"<w:p>{picture(key)}</w:p>{said('Sagen')}", pictures={"rIdB": (file, blob)})
        assert [one.problem for one in answers.findings] == ["Feltet rummer et billede, som ikke er læst."]


def embedded(aspect: str, picture_of_it: str = "rIdB") -> str:
    """An embedded document as Word writes it, with a picture of it."""
    office, vml = "urn:schemas-microsoft-com:office:office", "urn:schemas-microsoft-com:vml"
    seen = f'<v:shape xmlns:v="{vml}"><v:imagedata r:id="{picture_of_it}"/></v:shape>'
    ole = f'<o:OLEObject xmlns:o="{office}" Type="Embed" ProgID="Excel.Sheet.12" DrawAspect="{aspect}" r:id="rIdY"/>'
    return f"<w:p><w:r><w:t>Se:</w:t></w:r><w:r><w:object>{seen}{ole}</w:object></w:r></w:p>"


@pytest.mark.parametrize(
    ("number", "label", "aspect", "text"),
    [
        (14, "Sagsfremstilling", "Icon", "Se:"),
        (14, "Sagsfremstilling", "Content", "Se:![Billede af et indsat dokument](billede-"),
        (6, "Titel", "Content", "Se:"),
    ],
)
def test_an_embedded_document_is_called_one_and_no_picture(number: int, label: str, aspect: str, text: str) -> None:
    """A spreadsheet as an icon, and as it looks; where no text can show a picture it is still a document."""
    answers, _ = form(embedded(aspect), number=number, label=label, pictures={"rIdB": ("media/image1.png", KURVE)})
    assert [(one.problem, one.hint) for one in answers.findings] == [
        (
            "Feltet rummer et indsat dokument, som ikke er læst.",
            "Gem det som fil, og læg den ved som bilag, eller kopiér teksten ind i feltet.",
        )
    ]
    assert next(answers.values[name] for name in (SAGEN, "titel") if name in answers.values).startswith(text)


def test_an_object_that_is_no_document_is_a_picture() -> None:
    """A button of the old kind."""
    answers, _ = form(f"<w:p><w:r><w:object/></w:r></w:p>{said('Sagen')}")
    assert [one.problem for one in answers.findings] == ["Feltet rummer et billede, som ikke er læst."]


@pytest.mark.parametrize("inside", [True, False])
def test_an_embedded_file_is_told_of_once_with_its_field_where_it_has_one(tmp_path: Path, inside: bool) -> None:
    """Beside the text in the file, and used in the case presentation or by nothing that is read."""
    body = said("Skema: FORSLAG · version 3")
    body += f"<w:tbl>{row(14, 'Sagsfremstilling', embedded('Icon') if inside else said('Sagen'))}</w:tbl>"
    file = tmp_path / "a.docx"
    write_parts({**word_parts(body), "word/embeddings/ark.xlsx": b"PK"}, file)
    assert [one.label for one in read(file).findings if "indsat dokument" in one.problem] == ["Felt 14, Sagsfremstilling"][
        : int(inside)
    ]
    assert ["indlejrede" in one.problem for one in read(file).findings].count(True) == int(not inside)


def test_a_mark_that_markdown_would_misread_gives_up_the_looks_and_keeps_the_words() -> None:
    """A note at the start of a line before a colon would be read as the note's own text."""
    answers, _ = form(f"<w:p>{NOTE.format(1)}<w:r><w:t>: Sagen</w:t></w:r></w:p>", note(1, "En note."))
    assert "Sagen" in answers.values[SAGEN]
    assert "En note." in answers.values[SAGEN] or answers.unread == ("Fodnote: En note.",)
