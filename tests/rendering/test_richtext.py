"""What a sender wrote in Markdown stands in Word in the template's own styles, and no word of it is lost."""

import re
import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.rendering.paper import W, core, header, house, p, parts, rendered, repacked, row, split, staff, table
from tests.rendering.words import styles, words
from tests.support.ooxml import validator_errors
from tests.support.pdfua import convert, pdf, pdfua_findings
from workflow.formats import escape_markdown
from workflow.rendering.blocks import Kind, Note, Paragraph, Table, Words
from workflow.rendering.richtext import can_open, read_rich_text

FIELD = house(p("Emne", "Heading3") + p("{{p x|rigtekst }}") + p("Slut", "Slutlinje"))
LONG = """Indledning med **fed**, *kursiv*, ***begge dele***, [et link](https://example.dk/?a=1&b=2) og en note.[^a]
Ny linje i samme afsnit.

Planen er:

1. Første
2. Anden
   - under
   - under igen
     - længere nede
3. Tredje

   fortsat

Tabel 3.1: Beløb i kroner

| Post | Hvem | Beløb |
|------|------------|-----:|
| Drift & vedligehold | Regionen | 100 |
| Løn[^a] | **Kommunerne** | 200 |
| I alt | | 300 |

Efter tabellen.

1. Ny liste
   1. underpunkt

### Underoverskrift

> Et citat
> på to linjer

- Punkt

| A | B |
|---|---|
| 1 | 2 |

| C |
|---|
| 3 |

[^a]: Noten med *kursiv* og <https://example.dk>.

    Andet afsnit med [post](mailto:a@example.dk).
"""


def set_in_word(text: str) -> list[tuple[str, str]]:
    """The paragraphs that a field makes in the shipped design, with their styles."""
    found = styles(rendered(FIELD, x=text))
    assert (found[0], found[-1]) == (("heading 3", "Emne"), ("Slutlinje", "Slut"))
    return found[1:-1]


def body_xml(text: str) -> str:
    """The XML of the body that a field makes."""
    return parts(rendered(FIELD, x=text))["word/document.xml"]


def test_every_block_stands_in_the_template_s_own_style() -> None:
    """A long text with one of everything."""
    assert set_in_word(LONG) == [
        ("", "Indledning med fed, kursiv, begge dele, et link og en note.\nNy linje i samme afsnit."),
        ("Listeindledning", "Planen er:"),
        ("List Number", "Første"),
        ("List Number", "Anden"),
        ("List Bullet 2", "under"),
        ("List Bullet 2", "under igen"),
        ("List Bullet 2", "længere nede"),
        ("List Number", "Tredje"),
        ("List Continue", "fortsat"),
        ("caption", "Tabel 3.1: Beløb i kroner"),
        ("Tabelhoved", "Post"),
        ("Tabelhoved", "Hvem"),
        ("Tabelhoved", "Beløb"),
        ("Tabeltekst", "Drift & vedligehold"),
        ("Tabeltekst", "Regionen"),
        ("Tabeltal", "100"),
        ("Tabeltekst", "Løn"),
        ("Tabeltekst", "Kommunerne"),
        ("Tabeltal", "200"),
        ("Tabeltekst", "I alt"),
        ("Tabeltal", "300"),
        ("Tekst efter tabel", "Efter tabellen."),
        ("List Number", "Ny liste"),
        ("List Number 2", "underpunkt"),
        ("heading 4", "Underoverskrift"),
        ("Block Text", "Et citat\npå to linjer"),
        ("List Bullet", "Punkt"),
        ("Tabelhoved", "A"),
        ("Tabelhoved", "B"),
        ("Tabeltekst", "1"),
        ("Tabeltekst", "2"),
        ("Tabelhoved", "C"),
        ("Tabeltekst", "3"),
    ]


@pytest.mark.parametrize("made", ["house", "staff", "in a cell", "twice"])
def test_a_rich_text_is_valid_and_accessible_wherever_it_stands(made: str, tmp_path: Path) -> None:
    """The long text in the shipped design, in an empty document of another program, in a table's cell, and in two fields."""
    template = {
        "house": FIELD,
        "staff": staff("{{ titel }}", "{{p x|rigtekst }}"),
        "in a cell": house(p("Emne", "Heading1") + table(row(p("{{p x|rigtekst(2) }}"), p("ved siden af"))) + p("Slut")),
        "twice": house(p("Emne", "Heading1") + p("{{p x|rigtekst(2) }}") + p("{{p x|rigtekst(2) }}") + p("Slut")),
    }[made]
    document = tmp_path / "a.docx"
    document.write_bytes(rendered(template, x=LONG, titel="Titel"))
    assert validator_errors(document) == []
    if made == "twice":
        assert pdfua_findings(pdf(document)) == []


def test_a_template_saved_by_libreoffice_makes_the_same_document(tmp_path: Path) -> None:
    """The template opened and saved by LibreOffice, with codes split over runs, a table with a head, and a bold number."""
    bold = "<w:rPr><w:b/></w:rPr>"
    head = "<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>"
    body = split("{%p for n", " in navne %}") + p("{{ n }}").replace("<w:r>", f"<w:r>{bold}") + split("{%p endfor", " %}")
    rows = row(p("Nr."), p("Navn")).replace("<w:tr>", head) + row(p("{%tr for n in navne %}"), p("")) + row(p("{{ n }}"), p("x"))
    template = house(body + table(rows, row(p("{%tr endfor %}"), p(""))) + split("{{p ", "x|rigtekst", "}}") + p("Slut"))
    (tmp_path / "skabelon.docx").write_bytes(template)
    (tmp_path / "gemt").mkdir()
    saved = convert([tmp_path / "skabelon.docx"], "docx:MS Word 2007 XML", tmp_path / "gemt")[0]
    ours, theirs = (rendered(one, navne=["æ", "ø"], x=LONG) for one in (template, saved.read_bytes()))
    renamed = {"Heading 4": "heading 4", "Normal": ""}  # LibreOffice's own names for the two
    assert [(renamed.get(name, name), said) for name, said in styles(theirs)] == styles(ours)
    assert words(theirs) == words(ours)
    with zipfile.ZipFile(BytesIO(theirs)) as archive:
        assert len(archive.namelist()) == len({name.casefold() for name in archive.namelist()})
    (tmp_path / "a.docx").write_bytes(theirs)
    assert validator_errors(tmp_path / "a.docx") == []


def test_each_numbered_list_starts_anew_in_the_template_s_own_numbering() -> None:
    """Two lists, one inside the other, and one that its author starts at 4."""
    document = parts(rendered(FIELD, x="1. a\n2. b\n   1. b1\n\ntekst\n\n1. c\n\nmere\n\n4. d\n"))
    lists = re.findall(r'<w:ilvl w:val="(\d)"/><w:numId w:val="(\d+)"/>', document["word/document.xml"])
    assert [(level, int(number) - int(lists[0][1])) for level, number in lists] == [
        ("3", 0),
        ("3", 0),
        ("4", 1),
        ("3", 2),
        ("3", 3),
    ]
    starts = re.findall(r'<w:lvlOverride w:ilvl="(\d)"><w:startOverride w:val="(\d)"/>', document["word/numbering.xml"])
    assert starts == [("3", "1"), ("4", "1"), ("3", "1"), ("3", "4")]


def test_a_template_without_lists_gets_lists(tmp_path: Path) -> None:
    """A document whose list styles have no numbering, and one that has neither numbering nor styles nor settings."""
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
    package = "http://schemas.openxmlformats.org/package/2006"
    main = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    rels = "application/vnd.openxmlformats-package.relationships+xml"
    bare = {
        "[Content_Types].xml": f'<Types xmlns="{package}/content-types"><Default Extension="rels" ContentType="{rels}"/>'
        f'<Override PartName="/word/document.xml" ContentType="{main}"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{package}/relationships">'
        f'<Relationship Id="a" Type="{office}" Target="/word/document.xml"/></Relationships>',
        "word/document.xml": f"<w:document {W}><w:body>{p('{{p x|rigtekst }}')}<w:sectPr/></w:body></w:document>",
    }
    no_lists: dict[str, str | None] = {"word/styles.xml": re.sub(r"<w:numPr>.*?</w:numPr>", "", parts(FIELD)["word/styles.xml"])}
    nothing: dict[str, str | None] = dict.fromkeys(parts(FIELD), None) | bare
    for changes, own in ((no_lists, 2), (nothing, 0)):
        document = rendered(repacked(FIELD, changes), x=LONG)
        numbering = parts(document)["word/numbering.xml"]
        assert numbering.count('<w:numFmt w:val="bullet"/>') == numbering.count("%") == 2 + own
        assert numbering.count("<w:num ") == 4 + own
        (tmp_path / "a.docx").write_bytes(document)
        assert validator_errors(tmp_path / "a.docx") == []


def test_a_style_that_is_based_on_itself_has_no_numbering() -> None:
    """A broken template whose list style goes round in a ring, and that has a style without a name."""
    ring = re.sub(
        r'(w:styleId="ListNumber">.*?<w:basedOn w:val=")Normal(".*?)<w:numPr>.*?</w:numPr>',
        r"\1ListNumber\2",
        parts(FIELD)["word/styles.xml"],
    )
    ring = ring.replace("</w:styles>", '<w:style w:type="paragraph" w:styleId="Intet"/></w:styles>')
    assert ("List Number", "a") in styles(rendered(repacked(FIELD, {"word/styles.xml": ring}), x="1. a"))


def test_a_table_is_wide_as_its_dashes_and_stays_together() -> None:
    """A short table with a sum and a number column; one of eleven rows, which may break between them."""
    short = body_xml("| a | b |\n|---|------:|\n| **x** | 1 |\n| I alt | 1 |\n")
    assert re.findall(r'<w:gridCol w:w="(\d+)"/>', short) == ["2721", "5443"]
    assert short.count("<w:cantSplit/>") == 3
    assert short.count("<w:tblHeader/>") == 1
    assert short.count("<w:keepNext/>") == 4
    assert '<w:tblLook w:val="0660" w:firstRow="1" w:lastRow="1"' in short
    assert short.count('<w:tcMar><w:left w:w="170" w:type="dxa"/><w:right w:w="0" w:type="dxa"/></w:tcMar>') == 3
    assert '<w:tblCaption w:val="Tabel"/><w:tblDescription w:val="Kolonner: a og b"/>' in short
    long = body_xml("## Oversigt\n\n| a | |\n|---|---|\n" + "| x | y |\n" * 11)
    assert long.count("<w:keepNext/>") == 2
    assert '<w:tblCaption w:val="Oversigt"/><w:tblDescription w:val="Kolonner: a og uden navn"/>' in long


def test_headings_begin_where_the_template_says_and_never_skip_a_level() -> None:
    """A field's headings; a charter section's; one whose author begins deep."""
    text = "# A\n\n### B\n\n# C\n\n###### D"
    levels = {top: [block.level for block in read_rich_text(text, top) if isinstance(block, Paragraph)] for top in (2, 3, 4)}
    assert levels == {2: [2, 3, 2, 3], 3: [3, 4, 3, 4], 4: [4, 4, 4, 4]}
    assert [block.level for block in read_rich_text("#### A\n\n## B\n\n### C", 3) if isinstance(block, Paragraph)] == [3, 3, 4]


def test_what_introduces_a_list_stays_with_it() -> None:
    """A sentence with a colon before a list, a paragraph, a heading, at the end; a sentence right after a table."""
    text = "Før:\n\nTekst:\n\n# H:\n\nlist\n- a\n\nSidst:"
    assert [kind for kind, _ in set_in_word(text)] == [
        "Listeindledning",
        "",
        "heading 4",
        "Listeindledning",
        "List Bullet",
        "",
    ]
    after = read_rich_text("| a |\n|---|\n\nHer er:\n\n- b")
    assert after[1] == Paragraph(Kind.AFTER_TABLE, (Words("Her er:"),), keep_next=True)


def test_plain_paragraphs_keep_the_style_of_the_paragraph_that_asked_for_them() -> None:
    """A summary in its own style, kept on the page of what follows, with a list and a table in it."""
    template = house(p("{{p x|rigtekst }}", "Resume", "<w:keepNext/><w:keepLines/>") + p("Slut"))
    document = rendered(template, x="Et resumé:\n\n- a\n\n| b |\n|---|\n\nEfter.")
    assert styles(document)[:-1] == [
        ("Resumé", "Et resumé:"),
        ("List Bullet", "a"),
        ("Tabelhoved", "b"),
        ("Tekst efter tabel", "Efter."),
    ]
    body = parts(document)["word/document.xml"]
    assert body.count("<w:keepNext/>") == 4
    assert body.count('<w:pStyle w:val="Resume"/><w:keepNext/><w:keepLines/>') == 1


def test_an_empty_text_leaves_no_paragraph_but_a_cell_keeps_one() -> None:
    """Nothing in the body, in a cell, and before a section's end."""
    section = '<w:sectPr><w:pgSz w:w="11906" w:h="16838"/></w:sectPr>'
    template = house(
        p("A") + p("{{p x|rigtekst }}") + table(row(p("{{p x|rigtekst }}"), p("B"))) + p("{{p x|rigtekst }}", "", section)
    )
    document = rendered(template, x="")
    assert words(document)[2:-2] == ["A", "B"]
    body = parts(document)["word/document.xml"]
    assert body.count("<w:p/>") == 1
    assert body.count("<w:pgSz") == 2


def test_tables_never_meet_and_never_end_a_cell() -> None:
    """Two tables in one text; a text that is a table between two of the template's, and at the end of a cell."""
    one = "| a |\n|---|"
    assert body_xml(f"{one}\n\n---\n\n{one}").count("<w:p/>") == 0
    template = house(table(row(p("x"), p("y"))) + p("{{p x|rigtekst }}") + table(row(p("x"), p("{{p x|rigtekst }}"))))
    body = parts(rendered(template, x=f"{one}\n\n<!-- -->\n\n{one}"))["word/document.xml"]
    assert "</w:tbl><w:tbl>" not in body
    assert "</w:tbl></w:tc>" not in body


def test_a_table_in_a_cell_is_no_wider_than_the_cell() -> None:
    """A cell of 2000 twips with margins of its own, of its table, of its table's style; without width; of no width at all."""
    margins = '<w:left w:w="300" w:type="dxa"/><w:right w:w="100" w:type="dxa"/>'
    started = margins.replace("left", "start").replace("right", "end")
    plain = table(row(p("{{p x|rigtekst }}"), p("y")))
    made = [
        plain.replace('w:type="dxa"/></w:tcPr>', f'w:type="dxa"/><w:tcMar>{margins}</w:tcMar></w:tcPr>'),
        plain.replace("</w:tblPr>", f"<w:tblCellMar>{started}</w:tblCellMar></w:tblPr>"),
        plain.replace("<w:tblPr>", '<w:tblPr><w:tblStyle w:val="Lukketboks"/>'),
        plain,
        plain.replace('w:type="dxa"/></w:tcPr>', 'w:type="pct"/></w:tcPr>'),
        plain.replace('w:w="2000" w:type="dxa"/></w:tcPr>', 'w:w="0" w:type="dxa"/></w:tcPr>'),
    ]
    document = parts(rendered(house("".join(one + p("z") for one in made)), x="| a |\n|---|"))["word/document.xml"]
    inner = re.findall(r'<w:tbl><w:tblPr><w:tblStyle w:val="TableGrid"/><w:tblW w:w="(\d+)"', document)
    assert inner == ["1600", "1600", "1036", "2000", "2000", "567"]


def test_footnotes_are_real_and_their_text_is_never_a_template(tmp_path: Path) -> None:
    """Two fields with notes beside a note of the template's own; two sections; a note that holds a placeholder's braces."""
    note = f'<w:footnotes {W}><w:footnote w:type="separator" w:id="-1">{p("")}</w:footnote>'
    note += f'<w:footnote w:type="continuationSeparator" w:id="0">{p("")}</w:footnote>'
    note += f'<w:footnote w:id="7">{p("Skabelonens {{ y }}")}</w:footnote></w:footnotes>'
    reference = '<w:p><w:r><w:t>Tekst</w:t></w:r><w:r><w:footnoteReference w:id="7"/></w:r></w:p>'
    section = p("", "", '<w:sectPr><w:pgSz w:w="11906" w:h="16838"/></w:sectPr>')
    template = house(reference + section + p("{{p x|rigtekst }}") + p("{{p x|rigtekst }}"), {"word/footnotes.xml": note})
    document = rendered(
        template, x="Her[^1] og der[^2].\n\n[^1]: En & {{ 7*7 }} [x](https://x.dk)\n[^2]: To", y="note & {{ 7*7 }}"
    )
    assert words(document)[5:-2] == ["Skabelonens note & {{ 7*7 }}", " En & {{ 7*7 }} x", " To", " En & {{ 7*7 }} x", " To"]
    assert re.findall(r'<w:footnoteReference w:id="(\d+)"/>', parts(document)["word/document.xml"]) == ["7", "8", "9", "10", "11"]
    assert parts(document)["word/_rels/footnotes.xml.rels"].count('Target="https://x.dk"') == 1
    (tmp_path / "a.docx").write_bytes(document)
    assert validator_errors(tmp_path / "a.docx") == []


def test_footnotes_come_into_a_document_that_has_none(tmp_path: Path) -> None:
    """A template without the part; its settings with and without what stands after the notes, and with notes declared."""
    shipped = parts(FIELD)
    without: dict[str, str | None] = {
        "word/footnotes.xml": None,
        "[Content_Types].xml": re.sub(r'<Override PartName="/word/footnotes.xml"[^>]*/>', "", shipped["[Content_Types].xml"]),
        "word/_rels/document.xml.rels": re.sub(
            r'<Relationship [^>]*Target="footnotes.xml"/>', "", shipped["word/_rels/document.xml.rels"]
        ),
    }
    declared = '<w:footnotePr><w:footnote w:id="-1"/><w:footnote w:id="0"/></w:footnotePr>'
    plain = re.sub(r"<w:footnotePr>.*?</w:footnotePr>", "", shipped["word/settings.xml"])
    short = re.sub(r"(<w:settings [^>]*>).*</w:settings>", r"\1</w:settings>", plain)
    for settings_part in (plain, short, short.replace("</w:settings>", f"{declared}</w:settings>")):
        document = rendered(repacked(FIELD, without | {"word/settings.xml": settings_part}), x="a[^1]\n\n[^1]: b")
        found = parts(document)
        assert found["word/settings.xml"].count(declared) == 1
        assert '<w:footnote w:id="1">' in found["word/footnotes.xml"]
        (tmp_path / "a.docx").write_bytes(document)
        assert validator_errors(tmp_path / "a.docx") == []


def test_a_note_stands_in_brackets_where_word_allows_none(tmp_path: Path) -> None:
    """A rich text with a note in a page header, and a note inside a note."""
    text = "Her[^1].\n\n[^1]: Ydre[^2]\n\n    | a | b |\n    |---|---|\n\n[^2]: indre"
    document = rendered(
        house(p("Tekst") + p("{{p x|rigtekst }}"), {"word/header_first.xml": header("{{p x|rigtekst }}")}), x=text
    )
    assert words(document) == ["Løbende", "Her (Ydre (indre)\na, b).", "Tekst", "Her.", " Ydre (indre)\na, b", "Fod", "Fod"]
    (tmp_path / "a.docx").write_bytes(document)
    assert validator_errors(tmp_path / "a.docx") == []


def test_links_are_live_only_when_a_reader_can_open_them() -> None:
    """Web and mail addresses; others, which are written out."""
    text = "[a](https://a.dk) [**b**](mailto:b@b.dk) [c](ftp://c.dk) <ftp://d.dk> [e](#her) [f](javascript:g) [h](http://) [](https://i.dk)"
    document = parts(rendered(FIELD, x=text))
    said = styles(rendered(FIELD, x=text))[1][1]
    assert said == "a b c (ftp://c.dk) ftp://d.dk e (#her) f (javascript:g) h (http://) https://i.dk"
    assert (
        document["word/document.xml"].count("<w:hyperlink ")
        == document["word/document.xml"].count('<w:rStyle w:val="Hyperlink"/>')
        == 3
    )
    assert "<w:b/>" in document["word/document.xml"]
    assert re.findall(r'Target="((?:https?|mailto|ftp)[^"]*)"', document["word/_rels/document.xml.rels"]) == [
        "https://a.dk",
        "mailto:b@b.dk",
        "https://i.dk",
    ]


@pytest.mark.parametrize(
    ("href", "opens"),
    [
        ("https://a.dk/%C3%A6?b=1#c", True), ("HTTP://A.dk:8080", True), ("mailto:a.b@c.dk?subject=x", True),
        ("https://", False), ("https://a:b@c.dk", False), ("https://a.dk:99999", False), ("https://a.dk:x", False),
        ("http://[::1", False),
        ("mailto:a", False), ("mailto:a@b@c", False), ("tel:12345678", False), ("//a.dk", False), ("", False),
    ],
)  # fmt: skip
def test_an_address_that_word_would_stumble_over_is_no_link(href: str, opens: bool) -> None:
    """Addresses as people write them."""
    assert can_open(href) is opens


def test_bold_and_italics_are_the_template_s_styles_and_the_head_of_a_table_is_not_bold_twice() -> None:
    """One look as a style, a second one beside it."""
    looks = re.findall(
        r"<w:r>(<w:rPr>.*?</w:rPr>)?<w:t[^>]*>(\w+)</w:t></w:r>", body_xml("**a***b****c*** d\n\n| **e** *f* |\n|---|\n| **g** |")
    )
    strong, emphasis = '<w:rStyle w:val="Strong"/>', '<w:rStyle w:val="Emphasis"/>'
    assert [(name, look) for look, name in looks if name in set("abcefg")] == [
        ("a", f"<w:rPr>{strong}</w:rPr>"),
        ("b", f"<w:rPr>{emphasis}</w:rPr>"),
        ("c", f"<w:rPr>{strong}<w:i/><w:iCs/></w:rPr>"),
        ("e", ""),
        ("f", f"<w:rPr>{emphasis}</w:rPr>"),
        ("g", f"<w:rPr>{strong}</w:rPr>"),
    ]


def test_what_word_has_no_place_for_stays_as_text() -> None:
    """Raw HTML, code, a picture, a rule, a note and an address that nothing refers to, a reference that leads nowhere."""
    text = (
        "<b>rå</b> og `kode`\n\n```\nto\nlinjer\n```\n\n    indrykket\n\n![en *kurve*](a.png)\n\n---\n\n"
        "[^1] brugt, [^9] ukendt, [ref]\n\n[^1]: Note\n[^2]: Ubrugt note\n[ubrugt]: adresse\n[ref]: https://r.dk\n"
    )
    assert [said for _, said in set_in_word(text)] == [
        "<b>rå</b> og kode",
        "to\nlinjer",
        "indrykket",
        "[billede: en kurve]",
        " brugt, [^9] ukendt, ref",
        "[^2]: Ubrugt note",
        "[ubrugt]: adresse",
    ]


def test_items_of_a_list_may_hold_anything() -> None:
    """An item that begins with a quotation, a heading, a list, a table; a quotation in it; an empty one; code."""
    text = "- > citat\n- # titel\n- - indre\n- | a |\n  |---|\n- tekst\n\n  > citat igen\n-\n- ```\n  kode\n  ```\n"
    assert set_in_word(text) == [
        ("List Bullet", "citat"),
        ("List Bullet", "titel"),
        ("List Bullet 2", "indre"),
        ("Tabelhoved", "a"),
        ("List Bullet", "tekst"),
        ("Block Text", "citat igen"),
        ("List Bullet", "kode"),
    ]


def test_a_quotation_may_hold_a_table_with_its_widths() -> None:
    """A table behind quotation marks, and one without outer bars."""
    quoted = read_rich_text("> | a | b |\n> |---|-|\n> | 1 | 2 |\n")
    bare = read_rich_text("a | b\n--- | -:\n1 | 2\n")
    assert quoted == (Table((((Words("a"),), (Words("b"),)), ((Words("1"),), (Words("2"),))), (3, 1), (False, False)),)
    assert bare == (quoted[0]._replace(right=(False, True)),)


def test_a_note_is_read_where_it_is_referred_to() -> None:
    """One note that two places refer to."""
    found = read_rich_text("a[^x] b[^x]\n\n[^x]: note")
    assert found == (Paragraph(Kind.TEXT, (Words("a"), Note((Words("note"),)), Words(" b"), Note((Words("note"),)))),)


def test_a_rich_text_is_set_in_templates_that_word_has_split_and_without_the_prefix() -> None:
    """The code over four runs; and written as an ordinary placeholder."""
    for template in (split("{{p ", "x|rig", "tekst", " }}"), p("{{ x|rigtekst }}")):
        assert styles(rendered(house(template), x="- a\n- b")) == [("List Bullet", "a"), ("List Bullet", "b")]


@settings(max_examples=50, deadline=None)
@given(st.text(st.characters(exclude_categories=["Cc", "Cs", "Zl", "Zp"], exclude_characters="\ufffe\uffff"), min_size=1))
def test_escaped_text_comes_back_word_for_word(text: str) -> None:
    """What is read from a Word form, escaped, and set in Word again."""
    line = " ".join(text.split())
    title = core("Titel")
    found = words(rendered(repacked(FIELD, {"docProps/core.xml": title}), x=escape_markdown(line)))[3:-3]
    assert found == ([line] if line else [])
