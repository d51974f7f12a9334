"""Filled forms as people and programs leave them: labels edited, rows added, tables copied, answers beside their cells."""

import re
from functools import partial
from pathlib import Path

import pytest

from tests.intake.filling import fill_form, packed, read_parts, write_parts
from tests.intake.samples import FORM, PROPOSAL, answers_of, control, edited, filled, opened, read, row, said, word_parts
from workflow.domain.findings import Severity
from workflow.intake.admission import admit
from workflow.intake.answers import Answers
from workflow.intake.fields import FIELDS
from workflow.intake.forms import read_form
from workflow.intake.furniture import is_furniture, is_prompt
from workflow.intake.identity import is_line
from workflow.intake.submissions import Submission
from workflow.intake.texts import Paragraph
from workflow.intake.walking import walk

TITLE_TAG, TITLE_ALIAS = "<w:tag w:val='titel'/>", "<w:alias w:val='Titel'/>"


def form(body: str) -> Answers:
    """The answers in a Word file with this body and no mark but the visible line."""
    return read_form(opened(packed(word_parts(said("Skema: FORSLAG · version 3") + body))))


def in_row(number: int, answer: str) -> str:
    """A table with only this row."""
    one = next(field for field in FIELDS if field.number == number)
    return f"<w:tbl>{row(number, one.label, answer)}</w:tbl>"


def same(submission: Submission, tmp_path: Path) -> bool:
    """Whether the proposal is the one of the untouched filled form."""
    folder = tmp_path / "urørt"
    folder.mkdir()
    return admit(submission).proposal == admit(read(filled(folder))).proposal is not None


def test_the_blank_form_is_answered_with_one_sentence(tmp_path: Path) -> None:
    """dagsordensforslag.docx as it was fetched: not one field is missing, all of them are."""
    submission = read(FORM)
    assert (submission.schema_name, submission.version, submission.answers, submission.unread) == (
        "dagsordensforslag",
        "3",
        {},
        (),
    )
    assert [finding.printed() for finding in submission.findings] == [
        "dagsordensforslag.docx: fejl: Skemaet er ikke udfyldt. Skriv svarene i højre kolonne, gem, og send skemaet igen."
    ]


def test_every_field_of_the_schema_has_its_place_on_the_form(tmp_path: Path) -> None:
    """The form and the schema have not drifted apart: all 27 fields can be filled and are read."""
    submission = read(filled(tmp_path))
    assert set(submission.answers) == {"skema", *(one.name for one in FIELDS)}
    assert [one.number for one in FIELDS] == list(range(1, 28))
    assert submission.places["indstilling"] == "Felt 13, Indstilling"


def test_a_finding_is_placed_at_its_field_on_the_form(tmp_path: Path) -> None:
    """forslag.docx with "en time" for minutes and no title."""
    findings = admit(read(filled(tmp_path, tidsforbrug="en time", titel=""))).findings
    assert [(finding.label, finding.problem) for finding in findings] == [
        ("Felt 6, Titel", "Feltet er ikke udfyldt."),
        ("Felt 10, Tidsforbrug", "”en time” er ikke et helt tal."),
    ]


def test_word_may_split_runs_wherever_it_likes(tmp_path: Path) -> None:
    """Every text cut after its first letter, with spelling marks between."""
    pieces = r'<w:t xml:space="preserve">\1</w:t></w:r><w:proofErr w:type="spellStart"/><w:r><w:t xml:space="preserve">\2</w:t>'
    path = edited(filled(tmp_path), lambda xml: re.sub(r'<w:t xml:space="preserve">(\w)([^<]+)</w:t>', pieces, xml))
    submission = read(path)
    assert submission.findings == ()
    assert admit(submission).proposal is not None


def test_tracked_insertions_are_read_with_a_warning(tmp_path: Path) -> None:
    """The title inserted with track changes on, an older one deleted."""
    title = "Fælles akutteam"
    changed = f"<w:del><w:r><w:delText>Gammel titel</w:delText></w:r></w:del><w:ins><w:r><w:t>{title}</w:t></w:r></w:ins>"
    path = edited(filled(tmp_path, titel=title), lambda xml: re.sub(rf"<w:r><w:t [^>]*>{title}</w:t></w:r>", changed, xml))
    submission = read(path)
    assert submission.answers["titel"] == title
    assert [(finding.severity, finding.problem) for finding in submission.findings] == [
        (Severity.WARNING, "Der er registrerede ændringer i felt 6; teksten er læst, som om de var accepteret.")
    ]


def test_tracked_changes_outside_the_fields_are_said_without_a_number() -> None:
    """A heading of the form itself that somebody deleted."""
    answers = form("<w:p><w:del/></w:p>" + in_row(6, said("Titel her")))
    assert [finding.problem for finding in answers.findings] == [
        "Der er registrerede ændringer; teksten er læst, som om de var accepteret."
    ]


def test_pictures_symbols_and_inserted_documents_are_warned_of_at_their_field() -> None:
    """What is no text cannot be an answer; the sender is told what to do."""
    odd = '<w:p><w:r><w:pict/><w:sym w:font="Webdings" w:char="F041"/></w:r></w:p><w:altChunk/>'
    answers = form(in_row(14, odd + said("Sagen")))
    assert [(finding.label, finding.problem) for finding in answers.findings] == [
        ("Felt 14, Sagsfremstilling", "Feltet rummer et billede, som ikke er læst."),
        ("Felt 14, Sagsfremstilling", "Feltet rummer tegn fra en symbolskrifttype, som ikke kan læses."),
        ("Felt 14, Sagsfremstilling", "Feltet rummer et indsat dokument, som ikke er læst."),
    ]


@pytest.mark.parametrize(
    "body",
    [
        "<w:p><w:r><w:drawing/></w:r></w:p>" + in_row(6, said("Titel")),
        "<w:altChunk/>" + in_row(6, said("Titel")),
        in_row(6, said("Titel")) + f"<w:tbl>{row(50, 'Kort', '<w:p><w:r><w:pict/></w:r></w:p>')}</w:tbl>",
    ],
)
def test_a_picture_outside_the_fields_is_warned_of(body: str) -> None:
    """Pasted above the tables, inserted as a document, or in a row of one's own."""
    assert [finding.problem for finding in form(body).findings] == [
        "Uden for felterne står et billede eller et indsat dokument, som ikke er læst."
    ]


def test_hidden_text_is_warned_of_once() -> None:
    """A hidden word in the title."""
    answers = form(in_row(6, "<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>skjult</w:t></w:r><w:r><w:t>Titel</w:t></w:r></w:p>"))
    assert answers.values["titel"] == "Titel"
    assert [finding.problem for finding in answers.findings] == ["Skemaet rummer skjult tekst, som ikke er læst."]


@pytest.mark.parametrize(
    ("number", "label"),
    [(6, "Titel"), (6, "titel:"), (6, "Overskrift på sagen"), (99, "Titel"), (99, "Titell"), (6, "")],
)
def test_a_row_is_known_by_its_label_or_else_by_its_number(number: int, label: str) -> None:
    """Labels edited, misspelt or deleted, numbers changed."""
    assert answers_of(row(number, label, said("Fælles akutteam")))["titel"] == "Fælles akutteam"


def test_a_label_counts_for_more_than_a_number() -> None:
    """An older form, in which the recommendation had the number of today's title."""
    answers = answers_of(
        row(6, "Indstilling", said("at klyngen godkender")) + row(13, "Titel", said("Fælles akutteam")), version="1"
    )
    assert (answers["titel"], answers["indstilling"]) == ("Fælles akutteam", ["at klyngen godkender"])


def test_numbers_of_older_forms_are_not_trusted() -> None:
    """Version 2 had another field 6; its label says nothing, so the row is unread."""
    body = (
        said("Skema: FORSLAG · version 2")
        + f"<w:tbl>{row(6, 'Journalkode', said('123'))}{row(9, 'Sagsnummer', said('29.00'))}</w:tbl>"
    )
    answers = read_form(opened(packed(word_parts(body))))
    assert answers.values == {"skema": "dagsordensforslag", "sagsnummer": "29.00"}
    assert answers.unread == ("6.\tJournalkode: 123",)
    assert [finding.problem for finding in answers.findings] == [
        "Skemaet er version 2; det nyeste er version 3. Skemaet er læst efter felternes navne."
    ]


def test_a_tag_counts_for_more_than_an_edited_label(tmp_path: Path) -> None:
    """The label and number of field 11 rewritten; its control still knows what it is."""
    path = edited(
        filled(tmp_path), lambda xml: xml.replace(">Sagsnummer</w:t>", ">Titel</w:t>").replace(">11.</w:t>", ">6.</w:t>")
    )
    assert same(read(path), tmp_path)


def test_a_control_that_was_copied_into_another_row_does_not_deceive(tmp_path: Path) -> None:
    """Every tag is the title's: then the labels decide, and the names of the controls where there is no label."""
    path = edited(filled(tmp_path), lambda xml: re.sub(r'<w:tag w:val="[^"]+"/>', '<w:tag w:val="titel"/>', xml))
    assert same(read(path), tmp_path)
    named = f"<w:p>{control('X', TITLE_ALIAS)}</w:p>"
    assert answers_of(f"<w:tr><w:tc>{said('Ny tekst')}</w:tc><w:tc>{named}</w:tc></w:tr>")["titel"] == "X"


def test_controls_that_are_gone_leave_their_answers(tmp_path: Path) -> None:
    """Every control removed, as some programs do; also the date is read from its text."""
    bare = re.compile(r"<w:sdt>.*?<w:sdtContent>(.*?)</w:sdtContent></w:sdt>", re.DOTALL)
    path = edited(filled(tmp_path), lambda xml: bare.sub(r"\1", xml))
    assert same(read(path), tmp_path)


@pytest.mark.parametrize("prompt", ["Vælg klynge", "Skriv titel", "Klik eller tryk her for at skrive tekst.", "Choose an item."])
def test_a_prompt_is_no_answer_even_where_its_mark_is_lost(prompt: str) -> None:
    """What stands in the cell only asks."""
    assert "titel" not in answers_of(row(6, "Titel", said(prompt)) + row(7, "Sagstype", said("drøftelse")))


def test_a_text_that_is_marked_as_a_prompt_and_reads_like_none_is_unread() -> None:
    """A program filled the control and left the mark; Word shows it grey, and nobody knows whether it is an answer."""
    grey = [f"<w:p>{control(title, '<w:showingPlcHdr/>')}</w:p>" for title in ("Fælles akutteam", "Angiv titel")]
    answers = form(in_row(6, "".join(grey)))
    assert answers.unread == ("Fælles akutteam",)


def test_text_beside_a_control_belongs_to_the_answer() -> None:
    """A date with a remark after it is what the cell says, not what the control holds."""
    day = control("30. november 2026", "<w:tag w:val='mødedato'/><w:date w:fullDate='2026-11-30T00:00:00Z'/>")
    assert answers_of(row(2, "Mødedato", f"<w:p>{day}</w:p>"))["mødedato"] == "2026-11-30"
    beside = f"<w:p>{day}<w:r><w:t> eller senere</w:t></w:r></w:p>"
    assert answers_of(row(2, "Mødedato", beside))["mødedato"] == "30. november 2026 eller senere"


@pytest.mark.parametrize(
    ("ticked", "answer"),
    [
        ("☒", "ja"),
        ("☐", "nej"),
        ("☐ Ja ☒ Nej", "Nej"),
        ("☑ Ja   ☐ Nej", "Ja"),
        ("☐ Ja ☐ Nej", "☐ Ja ☐ Nej"),
        ("ja ☒ måske", "ja ☒ måske"),
    ],
)
def test_boxes_are_ticked_or_not(ticked: str, answer: str) -> None:
    """One box, or one for each answer; what makes no sense is left for the finding."""
    assert answers_of(row(22, "Arbejdsgruppe eller projekt", said(ticked)))["nedsætter_arbejdsgruppe"] == answer


def test_recommendations_come_one_a_paragraph_or_line() -> None:
    """Two paragraphs, the second with a line break before another "at"."""
    broken = "<w:p><w:r><w:t>at b</w:t><w:br/><w:t>at c</w:t><w:br/><w:t>og mere</w:t></w:r></w:p>"
    table = f"<w:tbl><w:tr><w:tc>{said('at d')}</w:tc></w:tr></w:tbl>"
    answers = answers_of(row(13, "Indstilling", said("at a") + broken + table + said("")))
    assert answers["indstilling"] == ["at a", "at b", "at c og mere", "at d"]


def test_amounts_may_be_typed_as_a_table() -> None:
    """Post and amount in two columns, as people do when they see figures."""
    cells = "".join(
        f"<w:tr><w:tc>{said(post)}</w:tc><w:tc>{said(kroner)}</w:tc></w:tr>"
        for post, kroner in [("Løn", "1.000"), ("Bil", "200")]
    )
    answers = answers_of(row(20, "Beløb", f"<w:tbl>{cells}</w:tbl>{said('Kørsel: 50')}"))
    assert answers["beløb"] == ["Løn\t1.000", "Bil\t200", "Kørsel: 50"]


def test_several_bodies_stand_on_lines_or_with_semicolons() -> None:
    """Three clusters in one cell."""
    answers = answers_of(row(1, "Sundhedsklynge", said("Klynge Nord; Klynge Midt") + said("Klynge Vest")))
    assert answers["organer"] == ["Klynge Nord", "Klynge Midt", "Klynge Vest"]


def test_an_answer_that_was_split_over_cells_or_rows_is_one_answer() -> None:
    """The cell split in two, and the row below with nothing on its left."""
    split = f"<w:tr><w:tc>{said('6. Titel')}</w:tc><w:tc>{said('Fælles')}</w:tc><w:tc>{said('akutteam')}</w:tc></w:tr>"
    more = f"<w:tr><w:tc><w:p/></w:tc><w:tc>{said('i vest')}</w:tc></w:tr>"
    assert answers_of(split + more)["titel"] == "Fælles\nakutteam\ni vest"


def test_a_row_without_label_is_not_a_field_that_stands_elsewhere() -> None:
    """Just one row between two fields, but the field between them was moved down."""
    between = row(13, "Indstilling", said("at")) + alone(said("Løst")) + row(15, "Økonomi", said("Ingen."))
    answers = form(f"<w:tbl>{between}{row(14, 'Sagsfremstilling', said('Sagen'))}</w:tbl>")
    assert (answers.values["sagsfremstilling"], answers.unread) == ("Sagen", ("Løst",))


def test_a_row_whose_cells_were_merged_is_read_below_its_label() -> None:
    """Label, help and answer in one cell."""
    assert answers_of(f"<w:tr><w:tc>{said('6. Titel')}{said('Fælles akutteam')}</w:tc></w:tr>")["titel"] == "Fælles akutteam"


def alone(answer: str) -> str:
    """A row whose left cell was deleted."""
    return f"<w:tr><w:tc>{answer}</w:tc></w:tr>"


def test_an_answer_whose_label_was_deleted_is_read_by_its_control_or_else_unread() -> None:
    """Word: Slet celler. Only a label is taken for one; without any the words never join the answer above."""
    named = alone(f"<w:p>{control('Fælles akutteam', TITLE_TAG)}</w:p>{said('fra 5. maj')}")
    answers = form(
        f"<w:tbl>{row(3, 'Forslagsstiller', said('Morsø'))}{alone(said('Svar'))}{named}{alone(said('Løst svar'))}</w:tbl>"
    )
    assert (answers.values["forslagsstiller"], answers.values["titel"]) == ("Morsø", "Fælles akutteam\nfra 5. maj")
    assert answers.unread == ("Løst svar",)


def test_an_edited_label_is_one_still_where_it_looks_like_one() -> None:
    """The cells of a row were merged, and the label says something else, as the form sets labels."""
    styles = '<w:style w:type="paragraph" w:styleId="E"><w:name w:val="Skemaetiket"/></w:style>'
    label = '<w:p><w:pPr><w:pStyle w:val="E"/></w:pPr><w:r><w:t>Sagens navn</w:t></w:r></w:p>'
    cell = f"{label}<w:p>{control('Fælles akutteam', TITLE_TAG)}</w:p>"
    assert answers_of(alone(cell), more={"styles": styles})["titel"] == "Fælles akutteam"


@pytest.mark.parametrize(
    ("label", "answer", "unread"),
    [
        ("Fælles akutteam", "", ("Fælles akutteam",)),
        ("Sagens navn", "Akutteam", ()),
        ("Sagens navn, som den kaldes hos os og i den aftale, vi har med regionen", "Akutteam", None),
        ("6. Overskrift", "", ()),
        ("Titell", "", ()),
        ("", "", ()),
    ],
)
def test_what_was_typed_over_a_label_is_never_lost(label: str, answer: str, unread: tuple[str, ...] | None) -> None:
    """The answer in the place of the label; a sentence there; a label in other words is no answer."""
    cells = f"<w:tc>{said(label)}</w:tc><w:tc><w:p>{control(answer, TITLE_TAG)}</w:p></w:tc>"
    answers = form(f"<w:tbl><w:tr>{cells}</w:tr>{row(3, 'Forslagsstiller', said('Morsø'))}</w:tbl>")
    assert answers.values.get("titel", "") == answer
    assert answers.unread == ((label,) if unread is None else unread)


def test_a_form_within_the_only_cell_of_another_table_is_found() -> None:
    """Somebody drew a frame around the form."""
    answers = form(f"<w:tbl><w:tr><w:tc>{in_row(6, said('Fælles akutteam'))}{said('Ring gerne')}</w:tc></w:tr><w:tr/></w:tbl>")
    assert (answers.values["titel"], answers.unread) == ("Fælles akutteam", ("Ring gerne",))
    named = f"<w:p>{control('Akutteam', TITLE_TAG)}</w:p>"
    for _ in range(3):
        named = f"<w:tbl>{alone(named)}</w:tbl>"
    assert form(named).values["titel"] == "Akutteam"


def test_a_table_in_an_answer_without_label_is_part_of_the_answer() -> None:
    """Between two fields that are known: text and a table in the only cell that is left."""
    cell = alone(f"{said('Sagen')}<w:tbl><w:tr><w:tc>{said('Løn')}</w:tc></w:tr></w:tbl>{said('Slut')}")
    answers = form(f"<w:tbl>{row(13, 'Indstilling', said('at'))}{cell}{row(15, 'Økonomi', said('Ingen.'))}</w:tbl>")
    assert (answers.values["sagsfremstilling"], answers.unread) == ("Sagen\n\n| Løn |\n| --- |\n\nSlut", ())


def test_what_belongs_to_no_field_is_unread_and_never_dropped() -> None:
    """Text before and below the tables, a row of one's own, an answer typed on the left, an answer with nothing before it."""
    orphan = f"<w:tbl><w:tr><w:tc><w:p/></w:tc><w:tc>{said('Løst svar')}</w:tc></w:tr></w:tbl>"
    left = f"<w:tbl>{row(6, 'Titel', said(''), 'Mit svar til venstre')}{row(50, 'Parkering', said('Ved hallen'))}</w:tbl>"
    answers = form(orphan + left + in_row(7, said("drøftelse")) + said("Husk kaffe") + said("Felt"))
    assert answers.values == {"skema": "dagsordensforslag", "sagstype": "drøftelse"}
    assert answers.unread == (": Løst svar".lstrip(": "), "50.\tParkering: Ved hallen", "Mit svar til venstre", "Husk kaffe")


def test_a_heading_of_ones_own_outside_the_tables_is_unread_though_it_looks_like_the_forms() -> None:
    """Somebody wrote above the fields, in the style of the form's own title."""
    styles = '<w:style w:type="paragraph" w:styleId="T"><w:name w:val="heading 1"/></w:style>'
    own = '<w:p><w:pPr><w:pStyle w:val="T"/></w:pPr><w:r><w:t>{}</w:t></w:r></w:p>'
    body = own.format("Dagsordensforslag") + own.format("HASTER: skal behandles for lukkede døre")
    body += said("Skema: FORSLAG · version 3") + f"<w:tbl>{row(6, 'Titel', said('Akutteam'))}</w:tbl>"
    answers = read_form(opened(packed(word_parts(body, more={"styles": styles}))))
    assert answers.unread == ("HASTER: skal behandles for lukkede døre",)


def test_text_boxes_footnotes_and_comments_are_unread() -> None:
    """A comment on the title."""
    body = said("Skema: FORSLAG · version 3") + in_row(6, "<w:p><w:r><w:t>Titel</w:t><w:commentReference w:id='1'/></w:r></w:p>")
    comments = f"<w:comment w:id='1'>{said('er den god?')}</w:comment>"
    answers = read_form(opened(packed(word_parts(body, more={"comments": comments}))))
    assert (answers.values["titel"], answers.unread) == ("Titel", ("Felt 6, Titel: Kommentar: er den god?",))


def test_a_comment_outside_the_fields_is_unread_without_a_field() -> None:
    """One on the title and the same beside the tables: each is said once."""
    mark = "<w:commentReference w:id='1'/>"
    body = said("Skema: FORSLAG · version 3") + f"<w:p><w:r>{mark}</w:r></w:p>"
    body += in_row(6, f"<w:p><w:r><w:t>Titel</w:t>{mark}</w:r></w:p>")
    comments = f"<w:comment w:id='1'>{said('er den god?')}</w:comment>"
    answers = read_form(opened(packed(word_parts(body, more={"comments": comments}))))
    assert answers.unread == ("Felt 6, Titel: Kommentar: er den god?", "Kommentar: er den god?")


def test_a_field_that_stands_twice_is_read_once() -> None:
    """A copied row with the same answer, with none, and with another one."""
    rows = (
        row(6, "Titel", said("Første"))
        + row(6, "Titel", said("første"))
        + row(6, "Titel", said("Skriv titel"))
        + row(6, "Titel", said(""))
    )
    assert form(f"<w:tbl>{rows}</w:tbl>").findings == ()
    answers = form(f"<w:tbl>{rows}{row(6, 'Titel', said('Anden'))}</w:tbl>")
    assert (answers.values["titel"], answers.unread) == ("Første", ("6.\tTitel: Anden",))
    assert [(finding.label, finding.problem) for finding in answers.findings] == [
        ("Felt 6, Titel", "Feltet står to gange med hvert sit svar; det første er læst.")
    ]


def test_two_filled_forms_in_one_file_are_sent_back() -> None:
    """The tables copied below themselves and filled for another case."""
    first = in_row(6, said("A")) + in_row(10, said("5")) + in_row(14, said("Sag A"))
    second = in_row(6, said("B")) + in_row(10, said("9")) + in_row(14, said("Sag B"))
    assert [finding.printed() for finding in form(first + second).findings] == [
        "fejl: Filen rummer to udfyldte skemaer. Læg hvert forslag i sin egen fil."
    ]


def test_answers_outside_the_tables_are_read_where_a_control_names_them() -> None:
    """The tables are gone, the controls are not; a second answer to the same field is unread."""
    first, second = (f"<w:p>{control(title, TITLE_TAG)}</w:p>" for title in ("Fælles akutteam", "En til"))
    answers = form(first + second)
    assert (answers.values["titel"], answers.unread) == ("Fælles akutteam", ("En til",))


def _without(words: str, xml: str) -> str:
    """The XML with other words in place of these."""
    return xml.replace(words, "Klyngens papir")


@pytest.mark.parametrize("mark", ["linje", "egenskab", "emne"])
def test_any_one_of_three_marks_tells_the_form(tmp_path: Path, mark: str) -> None:
    """The visible line, the custom property or the subject: two of them lost, the third is enough."""
    path = tmp_path / "forslag.docx"
    fill_form(FORM, {"titel": "Fælles akutteam"}, path)
    lost = {
        "linje": ("word/document.xml", "Skema: FORSLAG · version 3"),
        "egenskab": ("docProps/custom.xml", "FORSLAG"),
        "emne": ("docProps/core.xml", "FORSLAG"),
    }
    for name, (part, words) in lost.items():
        if name != mark:
            edited(path, partial(_without, words), part)
    parts = read_parts(path)
    if mark == "linje":
        del parts["docProps/core.xml"]
    write_parts(parts, path)
    submission = read(path)
    assert (submission.version, submission.answers["titel"]) == ("3", "Fælles akutteam")


def test_a_form_without_any_mark_is_known_by_its_rows() -> None:
    """The tables copied into a document of one's own."""
    rows = "".join(row(one.number, one.label, said("svar")) for one in FIELDS)
    body = f"<w:tbl>{rows}</w:tbl>"
    answers = read_form(opened(packed(word_parts(body))))
    assert answers.values["titel"] == "svar"
    assert [finding.problem for finding in answers.findings] == [
        "Skemaets mærke (navn og version) mangler; filen er læst efter felternes navne."
    ]


def test_a_word_file_that_is_no_form_is_told_so(tmp_path: Path) -> None:
    """notat.docx: a memo."""
    path = tmp_path / "notat.docx"
    path.write_bytes(packed(word_parts(said("Kære alle. Her er mit notat om akutteamet."))))
    submission = read(path)
    assert (submission.schema_name, submission.kind, submission.answers) == ("", "Word-fil", {})
    (finding,) = submission.findings
    assert (finding.file, finding.severity) == ("notat.docx", Severity.ERROR)
    assert finding.problem == "Word-filen er ikke skemaet til dagsordensforslag."
    assert "skemaet Dagsordensforslag.docx" in finding.hint


def test_the_stand_in_for_word_offers_only_what_word_offers(tmp_path: Path) -> None:
    """A drop-down takes none but its own choices, and the form has no other fields than its own."""
    with pytest.raises(ValueError, match="måske"):
        fill_form(FORM, {"sagstype": "måske"}, tmp_path / "x.docx")
    with pytest.raises(KeyError):
        fill_form(FORM, {"parkering": "ja"}, tmp_path / "x.docx")
    assert PROPOSAL["sagstype"] == "beslutning"


def test_the_words_of_the_blank_form_are_known_as_its_own() -> None:
    """A prompt or a heading that was changed on the form must be changed in ``furniture.py`` too; programs lose their marks."""
    document = walk(opened(FORM.read_bytes()))
    prompts, outside = set(), set()
    for block in document.blocks:
        if isinstance(block, Paragraph):
            outside.add(block.text)
        else:
            prompts |= {one.text for cells in block.rows for cell in cells for one in cell.controls}
    assert [text for text in sorted(prompts) if not is_prompt(text)] == []
    assert [text for text in sorted(outside) if text and not is_furniture(text) and not is_line(text)] == []
