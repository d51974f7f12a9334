"""Text as Word really writes it: controls, tracked changes, fields, links, symbols and tables, however they are wrapped."""

import pytest

from tests.intake.filling import packed
from tests.intake.samples import opened, said, walked, word_parts
from workflow.errors import ReadingError
from workflow.intake.identity import form_version
from workflow.intake.markdown import to_markdown
from workflow.intake.runs import EMBEDDED, HIDDEN, PICTURE, SYMBOL, TRACKED
from workflow.intake.symbols import symbol
from workflow.intake.texts import Cell, Paragraph, Table, lines_of, marked
from workflow.intake.walking import MOST_TEXT, walk

RUN = "<w:r><w:t>ord</w:t></w:r>"
STRAY = '<w:fldChar w:fldCharType="end"/><w:instrText>x</w:instrText><w:fldChar w:fldCharType="separate"/>'
STYLES = (
    '<w:style w:type="paragraph" w:styleId="Overskrift2"><w:name w:val="heading 2"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Kapitel"><w:name w:val="Kapitel"/><w:basedOn w:val="Overskrift2"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Ydre"><w:name w:val="Ydre"/><w:pPr><w:outlineLvl w:val="0"/></w:pPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="Brød"><w:name w:val="heading 9"/><w:pPr><w:outlineLvl w:val="9"/></w:pPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="Kreds"><w:name w:val="Kreds"/><w:basedOn w:val="Kreds"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Tal"><w:name w:val="Tal"/><w:pPr><w:jc w:val="right"/></w:pPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="Punkt"><w:name w:val="List Bullet 2"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Nummer"><w:name w:val="List Number"/>'
    '<w:pPr><w:numPr><w:numId w:val="7"/></w:numPr></w:pPr></w:style>'
    '<w:style w:type="character" w:styleId="Fed"><w:name w:val="Strong"/><w:rPr><w:b/></w:rPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="Fremhævet"><w:name w:val="Fremhævet"/><w:rPr><w:b/></w:rPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="Notat"><w:name w:val="Notat"/><w:rPr><w:vanish/></w:rPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="Overskrift3"><w:name w:val="heading 3"/><w:rPr><w:b/><w:i/></w:rPr></w:style>'
    '<w:style w:type="character" w:styleId="Skjult"><w:name w:val="Skjult"/><w:rPr><w:vanish/></w:rPr></w:style>'
)
NUMBERING = (
    '<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="bullet"/></w:lvl>'
    '<w:lvl w:ilvl="1"><w:start w:val="4"/><w:numFmt w:val="decimal"/><w:pStyle w:val="Nummer"/></w:lvl>'
    '<w:lvl w:ilvl="2"><w:numFmt w:val="none"/></w:lvl></w:abstractNum>'
    '<w:num w:numId="5"><w:abstractNumId w:val="1"/></w:num>'
    '<w:num w:numId="6"><w:abstractNumId w:val="1"/><w:lvlOverride w:ilvl="1"><w:startOverride w:val="2"/></w:lvlOverride>'
    "</w:num>"
    '<w:num w:numId="7"><w:abstractNumId w:val="1"/></w:num>'
    '<w:num w:numId="8"><w:abstractNumId w:val="1"/><w:lvlOverride w:ilvl="0"><w:lvl w:ilvl="0"><w:start w:val="9"/>'
    '<w:numFmt w:val="decimal"/></w:lvl></w:lvlOverride></w:num>'
    '<w:num w:numId="9"><w:abstractNumId w:val="77"/></w:num>'
)


def text(inner: str) -> str:
    """What is read of a paragraph with this XML in it."""
    return "\n".join(lines_of(walked(f"<w:p>{inner}</w:p>").blocks))


def complex_field(instruction: str, result: str) -> str:
    """A complex field, its instruction in two pieces as Word splits it."""
    half = len(instruction) // 2
    return (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f"<w:r><w:instrText>{instruction[:half]}</w:instrText></w:r><w:r><w:instrText>{instruction[half:]}</w:instrText></w:r>"
        f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{result}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


@pytest.mark.parametrize(
    ("inner", "expected"),
    [
        ("<w:r><w:t>b</w:t></w:r><w:r><w:rPr/><w:t>eslutn</w:t></w:r><w:r><w:t>ing</w:t></w:r>", "beslutning"),
        (f"<w:sdt><w:sdtPr/><w:sdtContent>{RUN}</w:sdtContent></w:sdt>", "ord"),
        ("<w:sdt><w:sdtPr/></w:sdt>", ""),
        (f"<w:sdt><w:sdtContent>{RUN}</w:sdtContent></w:sdt>", "ord"),
        (f'<w:smartTag w:element="place"><w:smartTagPr/>{RUN}</w:smartTag>', "ord"),
        (f'<w:fldSimple w:instr="AUTHOR">{RUN}</w:fldSimple>', "ord"),
        (f'<w:bdo w:val="ltr">{RUN}</w:bdo>', "ord"),
        (f'<w:dir w:val="ltr">{RUN}</w:dir>', "ord"),
        (f'<w:customXml w:element="x"><w:customXmlPr/>{RUN}</w:customXml>', "ord"),
        (complex_field("FORMTEXT", RUN), "ord"),
        (complex_field('HYPERLINK "https://a.dk"', RUN), "ord"),
        (f"<w:r>{STRAY}</w:r>{RUN}", "ord"),
        ("<w:r><w:t>a</w:t><w:br/><w:t>b</w:t><w:cr/><w:t>c</w:t></w:r>", "a\nb\nc"),
        ("<w:r><w:t>a</w:t><w:tab/><w:t>b</w:t><w:ptab/><w:t>c</w:t></w:r>", "a\tb\tc"),
        ("<w:r><w:t>e</w:t><w:noBreakHyphen/><w:t>mail</w:t><w:softHyphen/></w:r>", "e-mail"),
        ('<w:r><w:sym w:font="Wingdings" w:char="F0FE"/></w:r>', "☑"),
        ("<m:oMath><m:r><m:t>x+y</m:t></m:r></m:oMath>", "x+y"),
        ("<w:r><w:ruby><w:rt><w:r><w:t>over</w:t></w:r></w:rt><w:rubyBase>" + RUN + "</w:rubyBase></w:ruby></w:r>", "ord"),
        ("<w:r><mc:AlternateContent><mc:Choice/><mc:Fallback><w:t>😀</w:t></mc:Fallback></mc:AlternateContent></w:r>", "😀"),
        ("<w:r><mc:AlternateContent><mc:Choice><w:t>ny</w:t></mc:Choice><mc:Fallback/></mc:AlternateContent></w:r>", "ny"),
        ("<w:r><mc:AlternateContent/></w:r>", ""),
        ("<w:bookmarkStart/><w:proofErr/><w:r><w:lastRenderedPageBreak/><w:t>ord</w:t></w:r>", "ord"),
    ],
)
def test_what_a_reader_sees_on_paper_is_read(inner: str, expected: str) -> None:
    """However the words are wrapped."""
    assert text(inner) == expected


def test_tracked_changes_are_read_as_accepted() -> None:
    """Insertions and moves are there, deletions are not, and a paragraph whose mark is deleted runs on into the next."""
    document = walked(
        "<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:ins><w:r><w:t>Ny </w:t></w:r></w:ins>"
        "<w:del><w:r><w:delText>gammel</w:delText></w:r></w:del><w:moveFrom><w:r><w:t>flyttet</w:t></w:r></w:moveFrom></w:p>"
        "<w:p><w:moveTo><w:r><w:t>tekst</w:t></w:r></w:moveTo></w:p><w:p><w:pPr><w:rPr><w:ins/></w:rPr></w:pPr></w:p>"
    )
    assert list(lines_of(document.blocks)) == ["Ny tekst", ""]
    assert document.seen == {TRACKED}


def test_deleted_rows_and_cells_are_not_there() -> None:
    """A table with a row and a cell that the changes delete."""
    gone = f"<w:tc><w:tcPr><w:cellDel/></w:tcPr>{said('væk')}</w:tc>"
    document = walked(
        f"<w:tbl><w:tr><w:trPr><w:del/></w:trPr><w:tc>{said('væk')}</w:tc></w:tr><w:tr><w:tc>{said('her')}</w:tc>{gone}</w:tr></w:tbl>"
    )
    assert list(lines_of(document.blocks)) == ["her\t"]
    assert document.seen == {TRACKED}


def test_hidden_text_is_left_out_and_noted() -> None:
    """Hidden by the run itself, by its style, by its paragraph's style, and not hidden where it says so."""
    document = walked(
        "<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>skjult</w:t></w:r>"
        "<w:r><w:rPr><w:rStyle w:val='Skjult'/></w:rPr><w:t>også</w:t></w:r>"
        "<w:r><w:rPr><w:rStyle w:val='Skjult'/><w:vanish w:val='0'/></w:rPr><w:t>synlig</w:t></w:r>"
        "<w:r><w:rPr><w:vanish/></w:rPr><w:t> </w:t></w:r></w:p>"
        "<w:p><w:pPr><w:pStyle w:val='Notat'/></w:pPr><w:r><w:t>til os selv</w:t></w:r></w:p>",
        more={"styles": STYLES},
    )
    assert list(lines_of(document.blocks)) == ["synlig", ""]
    assert document.seen == {HIDDEN}


def test_a_control_with_its_prompt_is_empty_and_described() -> None:
    """A drop-down, a date and a box, one of them never touched."""
    document = walked(
        "<w:p><w:sdt><w:sdtPr><w:alias w:val='Klynge'/><w:tag w:val='organer'/><w:showingPlcHdr/><w:dropDownList/></w:sdtPr>"
        "<w:sdtContent><w:r><w:t>Vælg klynge</w:t></w:r></w:sdtContent></w:sdt>"
        "<w:sdt><w:sdtPr><w:date w:fullDate='2026-11-30T00:00:00Z'/></w:sdtPr><w:sdtContent><w:r><w:t>30. nov.</w:t></w:r>"
        "</w:sdtContent></w:sdt><w:sdt><w:sdtPr><w14:checkbox><w14:checked w14:val='1'/></w14:checkbox></w:sdtPr><w:sdtContent>"
        "<w:r><w:t>X</w:t></w:r></w:sdtContent></w:sdt></w:p>"
    )
    (paragraph,) = document.blocks
    assert isinstance(paragraph, Paragraph)
    assert paragraph.text == "30. nov.☒"
    assert [(one.tag, one.alias, one.kind, one.text, one.prompt, one.day, one.ticked) for one in paragraph.controls] == [
        ("organer", "Klynge", "choice", "Vælg klynge", True, "", False),
        ("", "", "date", "30. nov.", False, "2026-11-30", False),
        ("", "", "checkbox", "X", False, "", True),
    ]


def test_controls_around_paragraphs_rows_and_cells_shift_nothing() -> None:
    """A cell, a row and two paragraphs, each wrapped in a control of its own."""
    cell = f"<w:sdt><w:sdtPr><w:tag w:val='titel'/></w:sdtPr><w:sdtContent><w:tc>{said('b')}</w:tc></w:sdtContent></w:sdt>"
    asked = f"<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent><w:tc>{said('Skriv')}</w:tc></w:sdtContent></w:sdt>"
    row = f"<w:sdt><w:sdtContent><w:tr><w:tc>{said('c')}</w:tc>{asked}</w:tr></w:sdtContent></w:sdt>"
    around = f"<w:sdt><w:sdtPr><w:tag w:val='x'/></w:sdtPr><w:sdtContent>{said('d')}{said('e')}</w:sdtContent></w:sdt>"
    prompt = f"<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{said('Skriv')}</w:sdtContent></w:sdt><w:sdt/>"
    document = walked(f"<w:tbl><w:tr><w:tc>{said('a')}</w:tc>{cell}</w:tr>{row}</w:tbl>{around}{prompt}")
    table, *paragraphs = document.blocks
    assert isinstance(table, Table)
    assert [[list(lines_of(one.blocks)) for one in row] for row in table.rows] == [[["a"], ["b"]], [["c"], []]]
    assert [control.tag for control in table.rows[0][1].controls] == ["titel"]
    assert [(one.text, [control.tag for control in one.controls]) for one in paragraphs if isinstance(one, Paragraph)] == [
        ("d", ["x"]),
        ("e", ["x"]),
    ]


def test_a_control_around_a_table_keeps_the_table() -> None:
    """A block control that somebody put around everything."""
    table = f"<w:tbl><w:tr><w:tc>{said('a')}</w:tc></w:tr></w:tbl>"
    document = walked(f"<w:sdt><w:sdtPr/><w:sdtContent>{table}</w:sdtContent></w:sdt>")
    assert document.blocks == (Table(((Cell((Paragraph((document.blocks[0].rows[0][0].blocks[0].spans)),)),),)),)  # type: ignore[union-attr]


def test_blocks_wrapped_in_other_things_are_found() -> None:
    """Paragraphs in custom XML and in alternate content; a document that was inserted whole is noted."""
    alternate = f"<mc:AlternateContent><mc:Fallback>{said('b')}</mc:Fallback></mc:AlternateContent>"
    document = walked(f"<w:customXml>{said('a')}</w:customXml>{alternate}<w:altChunk r:id='x'/><w:sectPr/>")
    assert list(lines_of(document.blocks)) == ["a", "b"]
    assert document.seen == {EMBEDDED}


def test_merged_cells_are_counted() -> None:
    """Cells that span columns or continue the one above."""
    row = "<w:tc><w:tcPr>{}</w:tcPr><w:p/></w:tc>"
    merges = ("<w:gridSpan w:val='3'/>", "<w:vMerge/>", "<w:vMerge w:val='restart'/>", "<w:gridSpan w:val='x'/>")
    cells = [row.format(one) for one in merges]
    (table,) = walked(f"<w:tbl><w:tr>{''.join(cells)}</w:tr></w:tbl>").blocks
    assert isinstance(table, Table)
    assert [(one.columns, one.continued) for one in table.rows[0]] == [(3, False), (1, True), (1, False), (1, False)]


FIELD = {kind: f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end")}
LINK = '<w:r><w:instrText>HYPERLINK "https://a.dk"</w:instrText></w:r>'


def deleted(inner: str) -> str:
    """What was deleted while changes were tracked."""
    return f'<w:del w:id="1" w:author="A">{inner}</w:del>'


@pytest.mark.parametrize(
    ("paragraphs", "lines"),
    [
        ((FIELD["begin"] + RUN, RUN), ["ord", "ord"]),
        ((FIELD["begin"] + "<w:r><w:instrText>PAGE</w:instrText></w:r>" + RUN, RUN), ["ord", "ord"]),
        ((FIELD["begin"] + LINK + RUN + FIELD["end"], RUN), ["ord", "ord"]),
        ((FIELD["begin"] + LINK + FIELD["separate"] + RUN, RUN), ["ord", "ord"]),
        ((FIELD["begin"] + LINK + deleted(FIELD["separate"]) + RUN, RUN), ["ord", "ord"]),
        ((FIELD["begin"] + LINK + FIELD["separate"] + deleted(FIELD["end"]) + RUN, RUN), ["ord", "ord"]),
        ((deleted(FIELD["begin"]) + FIELD["separate"] + RUN + FIELD["end"], RUN), ["ord", "ord"]),
        ((deleted(FIELD["begin"] + LINK + FIELD["separate"] + RUN + FIELD["end"]), RUN), ["", "ord"]),
    ],
)
def test_a_field_with_a_mark_missing_or_deleted_swallows_nothing(paragraphs: tuple[str, ...], lines: list[str]) -> None:
    """Its middle or its end is gone, or was deleted while changes were tracked; the words after it stand."""
    document = walked("".join(f"<w:p>{one}</w:p>" for one in paragraphs))
    assert (list(lines_of(document.blocks)), document.aside) == (lines, ())


def test_a_link_lasts_as_long_as_its_field_and_needs_its_middle() -> None:
    """The end of the link was deleted while changes were tracked: what follows is no link."""
    linked = FIELD["begin"] + LINK + FIELD["separate"] + RUN + deleted(FIELD["end"]) + RUN
    whole = FIELD["begin"] + LINK + deleted(FIELD["separate"]) + RUN + FIELD["end"]
    broken = FIELD["begin"] + LINK + RUN
    endless = FIELD["begin"] + LINK + FIELD["separate"] + RUN
    blocks = walked("".join(f"<w:p>{one}</w:p>" for one in (linked, whole, endless, RUN, broken))).blocks
    links = [[span.link for span in one.spans] for one in blocks if isinstance(one, Paragraph)]
    assert links == [["https://a.dk", ""], ["https://a.dk"], ["https://a.dk"], [""], [""]]


def test_what_fields_say_within_the_instruction_of_another_is_no_text_but_never_lost() -> None:
    """A comparison with a merge field in it; the same in a cell, broken off before it came to its result."""
    question = FIELD["begin"] + "<w:r><w:instrText>IF</w:instrText></w:r>" + complex_field("MERGEFIELD by", RUN)
    answer = FIELD["separate"] + "<w:r><w:t>ja</w:t></w:r>" + FIELD["end"]
    document = walked(f"<w:p>{question}{answer}</w:p><w:tbl><w:tr><w:tc><w:p>{question}</w:p></w:tc></w:tr></w:tbl>")
    assert list(lines_of(document.blocks)) == ["ja", ""]
    assert document.aside == ("Feltkode: ord",)


def test_fields_that_are_opened_without_end_are_counted_to_a_hundred() -> None:
    """Each within the one before, with its text; nobody reads fields within fields within fields."""
    opened_field = (
        '<w:r><w:fldChar w:fldCharType="begin"/><w:instrText>PAGE</w:instrText><w:fldChar w:fldCharType="separate"/>'
        "<w:t>x</w:t></w:r>"
    )
    closed = '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    (paragraph,) = walked(f"<w:p>{opened_field * 200}{closed * 100}{RUN}</w:p>").blocks
    assert isinstance(paragraph, Paragraph)
    assert paragraph.text == "x" * 200 + "ord"


def test_links_are_kept_with_their_targets() -> None:
    """A link by relationship, one by field, one by simple field, and one that leads within the file."""
    document = walked(
        f'<w:p><w:hyperlink r:id="k1">{RUN}</w:hyperlink></w:p>'
        f"<w:p>{complex_field('HYPERLINK &quot;https://b.dk&quot;', RUN)}</w:p>"
        f"<w:p><w:fldSimple w:instr='HYPERLINK &quot;https://c.dk&quot;'>{RUN}</w:fldSimple></w:p>"
        f'<w:p><w:hyperlink w:anchor="her">{RUN}</w:hyperlink></w:p>',
        links={"k1": "https://a.dk"},
    )
    assert to_markdown(document.blocks) == "[ord](https://a.dk)\n\n[ord](https://b.dk)\n\n[ord](https://c.dk)\n\nord"


def test_pictures_are_noted_and_text_boxes_footnotes_and_comments_are_set_aside() -> None:
    """Nothing that somebody wrote is dropped, even where it is not read as an answer."""
    box = f"<w:drawing><w:txbxContent>{said('i en boks')}</w:txbxContent></w:drawing>"
    marks = '<w:footnoteReference w:id="2"/><w:endnoteReference w:id="9"/><w:commentReference w:id="0"/>'
    notes = '<w:footnote w:id="2">' + said("en note") + "</w:footnote>"
    comments = '<w:comment w:id="0">' + said("skal med?") + "</w:comment>"
    document = walked(
        f"<w:p><w:r>{box}</w:r><w:r><w:pict/></w:r><w:r>{marks}</w:r></w:p>", more={"footnotes": notes, "comments": comments}
    )
    assert document.aside == ("Tekstboks: i en boks", "Kommentar: skal med?")
    assert [(span.mark, span.note) for span in marked(document.blocks)] == [("[^2]", "en note")]
    assert document.seen == {PICTURE}


@pytest.mark.parametrize(
    ("font", "code", "expected"),
    [
        ("Wingdings", "F0FC", "✓"),
        ("wingdings", "fc", "✓"),
        ("Symbol", "F0B3", "≥"),
        ("Arial", "00E6", "æ"),
        ("Arial", "0041", "A"),
        ("Webdings", "F041", ""),
        ("Arial", "0007", ""),
        ("Arial", "D800", ""),
        ("Arial", "zz", ""),
    ],
)
def test_symbols_become_the_characters_that_they_look_like(font: str, code: str, expected: str) -> None:
    """Ticks and comparison signs from the fonts that Word inserts them in."""
    assert symbol(font, code) == expected


def test_a_symbol_that_we_do_not_know_is_noted() -> None:
    """A picture from Webdings."""
    document = walked('<w:p><w:r><w:sym w:font="Webdings" w:char="F041"/></w:r></w:p>')
    assert document.seen == {SYMBOL}


@pytest.mark.parametrize(
    ("properties", "expected"),
    [
        ("<w:pStyle w:val='Overskrift2'/>", "## ord"),
        ("<w:pStyle w:val='Kapitel'/>", "## ord"),
        ("<w:pStyle w:val='Ydre'/>", "# ord"),
        ("<w:pStyle w:val='Brød'/>", "ord"),
        ("<w:pStyle w:val='Kreds'/>", "ord"),
        ("<w:outlineLvl w:val='2'/>", "### ord"),
        ("<w:pStyle w:val='Punkt'/>", "- ord"),
        ("<w:pStyle w:val='Nummer'/>", "4. ord"),
        ("<w:pStyle w:val='Nummer'/><w:numPr><w:numId w:val='0'/></w:numPr>", "ord"),
        ("<w:numPr><w:ilvl w:val='0'/><w:numId w:val='5'/></w:numPr>", "- ord"),
        ("<w:numPr><w:numId w:val='5'/></w:numPr>", "- ord"),
        ("<w:numPr><w:ilvl w:val='1'/><w:numId w:val='6'/></w:numPr>", "2. ord"),
        ("<w:numPr><w:ilvl w:val='2'/><w:numId w:val='5'/></w:numPr>", "ord"),
        ("<w:numPr><w:ilvl w:val='0'/><w:numId w:val='8'/></w:numPr>", "9. ord"),
        ("<w:numPr><w:ilvl w:val='0'/><w:numId w:val='9'/></w:numPr>", "1. ord"),
        ("<w:numPr><w:numId w:val='9'/></w:numPr>", "1. ord"),
        ("<w:numPr><w:ilvl w:val='x'/><w:numId w:val='5'/></w:numPr>", "- ord"),
        ("<w:numPr><w:numId w:val='99'/></w:numPr>", "ord"),
    ],
)
def test_headings_and_lists_are_told_by_styles_and_numbering(properties: str, expected: str) -> None:
    """Also where a style is based on another, or a list names a level that nobody described."""
    document = walked(f"<w:p><w:pPr>{properties}</w:pPr>{RUN}</w:p>", more={"styles": STYLES, "numbering": NUMBERING})
    assert to_markdown(document.blocks) == expected


@pytest.mark.parametrize(
    ("properties", "expected"),
    [
        ("<w:b/>", "**ord**"),
        ("<w:b w:val='0'/><w:i/>", "*ord*"),
        ("<w:rStyle w:val='Fed'/>", "**ord**"),
        ("<w:rStyle w:val='Fed'/><w:b w:val='false'/>", "ord"),
        ("<w:rStyle w:val='Ukendt'/>", "ord"),
    ],
)
def test_bold_and_italic_are_told_by_the_run_or_its_style(properties: str, expected: str) -> None:
    """On, off, and by way of a character style."""
    document = walked(f"<w:p><w:r><w:rPr>{properties}</w:rPr><w:t>ord</w:t></w:r></w:p>", more={"styles": STYLES})
    assert to_markdown(document.blocks) == expected


@pytest.mark.parametrize(
    ("style", "properties", "expected"),
    [
        ("Fremhævet", "", "**ord**"),
        ("Fremhævet", "<w:b w:val='0'/>", "ord"),
        ("Fremhævet", "<w:rStyle w:val='Fed'/>", "ord"),
        ("Fremhævet", "<w:i/>", "***ord***"),
        ("Overskrift3", "", "### ord"),
        ("Overskrift3", "<w:i/>", "### *ord*"),
    ],
)
def test_bold_and_italic_are_told_by_the_paragraphs_style_too(style: str, properties: str, expected: str) -> None:
    """Two styles that turn a look on turn it off together, as in Word; a heading is one, whatever its style looks like."""
    run = f"<w:r><w:rPr>{properties}</w:rPr><w:t>ord</w:t></w:r>"
    document = walked(f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>{run}</w:p>', more={"styles": STYLES})
    assert to_markdown(document.blocks) == expected


def test_numbers_to_the_right_are_told_by_the_paragraph_or_its_style() -> None:
    """Aligned by hand, by style, and not at all."""
    by_hand, by_style = "<w:pPr><w:jc w:val='end'/></w:pPr>", "<w:pPr><w:pStyle w:val='Tal'/></w:pPr>"
    document = walked(f"<w:p>{by_hand}</w:p><w:p>{by_style}</w:p><w:p/>", more={"styles": STYLES})
    assert [one.right for one in document.blocks if isinstance(one, Paragraph)] == [True, True, False]


def test_a_document_without_a_body_is_empty() -> None:
    """Well-formed, but nothing in it."""
    parts = word_parts("")
    parts["word/document.xml"] = b"<w:document xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main'/>"
    package = opened(packed(parts))
    assert walk(package).blocks == ()
    assert form_version(package, ()) == ""


def test_a_text_as_long_as_several_books_is_not_walked_through() -> None:
    """A million characters in one paragraph."""
    with pytest.raises(ReadingError, match="langt mere tekst"):
        walked("<w:p><w:r><w:t>" + " ".join(map(str, range(MOST_TEXT // 5))) + "</w:t></w:r></w:p>")


def test_text_boxes_within_text_boxes_are_told_once() -> None:
    """No program makes them; the words of the outer one hold those of the inner one."""
    box = "<w:r><w:pict><w:txbxContent><w:p><w:r><w:t>ude</w:t></w:r>{}</w:p></w:txbxContent></w:pict></w:r>"
    document = walked(f"<w:p>{box.format(box.format('').replace('ude', 'inde'))}</w:p>")
    assert document.aside == ("Tekstboks: ude inde",)
