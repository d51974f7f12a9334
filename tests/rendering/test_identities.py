"""What must be unique in a document is, whatever a template's loops repeat; every document passes the validator."""

import re
from pathlib import Path

import pytest
from lxml import etree

from tests.rendering.paper import W, house, p, parts, rendered, row, table
from tests.rendering.words import words
from tests.support.ooxml import validator_errors
from workflow.rendering.mending import mend
from workflow.rendering.package import Package, relationship_type, wordml_type
from workflow.rendering.wordml import parse

LOOP, END = p("{%p for r in rækker %}"), p("{%p endfor %}")
ROWS = ["1", "2", "3"]
WP = 'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"'
VML = 'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"'
W14 = 'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"'


def run(inner: str) -> str:
    """A run of this XML."""
    return f"<w:r>{inner}</w:r>"


def said(text: str) -> str:
    """A run of a text."""
    return run(f'<w:t xml:space="preserve">{text}</w:t>')


def body(template: bytes, tmp_path: Path) -> str:
    """The body of a valid document whose loop turns three times."""
    document = rendered(template, rækker=ROWS, ingen=[])
    (tmp_path / "a.docx").write_bytes(document)
    assert validator_errors(tmp_path / "a.docx") == []
    return parts(document)["word/document.xml"]


def with_part(template: bytes, kind: str, xml: str) -> bytes:
    """The template with a part of this kind beside its body."""
    package = Package.read(template)
    package.add(f"word/{kind}.xml", xml.encode(), wordml_type(kind))
    package.relate(package.document, relationship_type(kind), f"{kind}.xml")
    return package.written()


def test_a_range_that_a_loop_repeats_is_a_range_of_its_own(tmp_path: Path) -> None:
    """A stretch that anybody may edit in a protected document, one in each turn, around another that stands before the loop."""
    ours = '<w:p><w:permStart w:id="4" w:edGrp="everyone"/>' + said("{{ r }}") + '<w:permEnd w:id="4"/></w:p>'
    outer = '<w:p><w:permStart w:id="7" w:edGrp="everyone"/>' + said("før") + "</w:p>"
    xml = body(house(outer + LOOP + ours + END + '<w:p><w:permEnd w:id="7"/></w:p>'), tmp_path)
    assert re.findall(r'permStart w:id="(\d+)"', xml) == ["7", "4", "8", "9"]
    assert re.findall(r'permEnd w:id="(\d+)"', xml) == ["4", "8", "9", "7"]


def test_a_start_or_an_end_that_a_condition_left_alone_goes(tmp_path: Path) -> None:
    """A bookmark and an editable stretch whose end stands in a paragraph that is left out."""
    starts = '<w:p><w:bookmarkStart w:id="1" w:name="A"/><w:permStart w:id="2" w:edGrp="everyone"/>' + said("x") + "</w:p>"
    ends = '<w:p><w:permEnd w:id="2"/><w:bookmarkEnd w:id="1"/></w:p>'
    xml = body(house(starts + p("{%p if ingen %}") + ends + p("{%p endif %}")), tmp_path)
    assert not re.search("bookmark|perm", xml)


def test_bookmarks_keep_their_numbers_and_the_first_of_one_name_stays(tmp_path: Path) -> None:
    """A bookmark before the loop, one in it, and two that share a number and have two names."""
    marks = '<w:p><w:bookmarkStart w:id="{0}" w:name="{1}"/>' + said("x") + '<w:bookmarkEnd w:id="{0}"/></w:p>'
    xml = body(house(marks.format(5, "A") + LOOP + marks.format(6, "B") + END + marks.format(5, "C")), tmp_path)
    assert re.findall(r'bookmarkStart w:id="(\d+)" w:name="(\w)"', xml) == [("5", "A"), ("6", "B"), ("7", "C")]
    assert re.findall(r'bookmarkEnd w:id="(\d+)"', xml) == ["5", "6", "7"]


def test_text_that_was_moved_inside_a_loop_stays_paired(tmp_path: Path) -> None:
    """A tracked move in a loop: each turn has its own pair, and the pairs have names of their own."""
    who = 'w:author="Sekretariatet" w:date="2026-01-01T00:00:00Z"'
    gone = f'<w:p><w:moveFromRangeStart w:id="1" {who} w:name="flyt"/><w:moveFrom w:id="2" {who}>{said("gammelt")}</w:moveFrom>'
    came = f'<w:p><w:moveToRangeStart w:id="3" {who} w:name="flyt"/><w:moveTo w:id="4" {who}>{said("{{ r }}")}</w:moveTo>'
    xml = body(
        house(LOOP + gone + '<w:moveFromRangeEnd w:id="1"/></w:p>' + came + '<w:moveToRangeEnd w:id="3"/></w:p>' + END), tmp_path
    )
    for kind in ("moveFrom", "moveTo"):
        starts = re.findall(rf'{kind}RangeStart w:id="(\d+)" [^>]*w:name="(\w+)"', xml)
        assert [name for _, name in starts] == ["flyt", "flyt_2", "flyt_3"]
        assert [number for number, _ in starts] == re.findall(rf'{kind}RangeEnd w:id="(\d+)"', xml)
    numbers = re.findall(r'RangeStart w:id="(\d+)"', xml)
    assert len(set(numbers)) == len(numbers) == 6
    changes = re.findall(r'<w:move(?:From|To) w:id="(\d+)"', xml)
    assert len(set(changes)) == len(changes) == 6


COMMENT = (
    '<w:comment w:id="3" w:author="Sekretariatet" w:initials="S"><w:p><w:r><w:t>Om {{ rækker[0] }}</w:t></w:r></w:p></w:comment>'
)
NOTED = (
    '<w:p><w:commentRangeStart w:id="3"/>'
    + said("{{ r }}")
    + '<w:commentRangeEnd w:id="3"/><w:r><w:rPr/><w:commentReference w:id="3"/></w:r></w:p>'
)


def test_a_comment_stands_at_its_first_place_and_is_filled(tmp_path: Path) -> None:
    """A comment on a paragraph in a loop: Word knows each comment once."""
    xml = body(with_part(house(LOOP + NOTED + END), "comments", f"<w:comments {W}>{COMMENT}</w:comments>"), tmp_path)
    assert [xml.count(f"<w:comment{mark} ") for mark in ("RangeStart", "RangeEnd", "Reference")] == [1, 1, 1]
    assert "<w:r><w:rPr/></w:r>" not in xml
    assert words(rendered(house(LOOP + NOTED + END), rækker=ROWS))[2:-2] == ROWS


def test_a_comment_whose_reference_is_left_out_leaves_no_range(tmp_path: Path) -> None:
    """A comment whose mark stands in a paragraph that a condition takes away; one that has lost its beginning only."""
    template = house(
        f'<w:p><w:commentRangeStart w:id="3"/>{said("x")}</w:p>{p("{%p if ingen %}")}'
        f'<w:p><w:commentRangeEnd w:id="3"/><w:r><w:commentReference w:id="3"/></w:r></w:p>{p("{%p endif %}")}'
        f'{p("{%p if ingen %}")}<w:p><w:commentRangeStart w:id="4"/></w:p>{p("{%p endif %}")}'
        f'<w:p><w:commentRangeEnd w:id="4"/>{said("y")}<w:r><w:commentReference w:id="4"/></w:r></w:p>'
    )
    comments = COMMENT + COMMENT.replace('w:id="3"', 'w:id="4"')
    xml = body(with_part(template, "comments", f"<w:comments {W}>{comments}</w:comments>"), tmp_path)
    assert re.findall(r"<w:comment\w+ w:id=\"\d\"/>", xml) == ['<w:commentReference w:id="4"/>']


def test_paragraphs_of_comments_keep_the_ids_by_which_word_knows_their_threads(tmp_path: Path) -> None:
    """Two paragraphs of a comment, one of them in a loop; the body's ids are left to Word."""
    marked = f'<w:p {W14} w14:paraId="0A0B0C0{{}}" w14:textId="77777777"><w:r><w:t>x</w:t></w:r></w:p>'
    looped = LOOP + marked.format(2) + END
    comment = f'<w:comment w:id="3" w:author="S">{marked.format(1)}{looped}</w:comment>'
    template = with_part(
        house(NOTED.replace("{{ r }}", "x") + marked.format(3)), "comments", f"<w:comments {W}>{comment}</w:comments>"
    )
    assert "paraId" not in body(template, tmp_path)
    found = parts(rendered(template, rækker=ROWS))["word/comments.xml"]
    assert re.findall(r'paraId="(\w+)"', found) == ["0A0B0C01", "0A0B0C02"]


def test_a_note_of_the_template_that_a_loop_repeats_becomes_several(tmp_path: Path) -> None:
    """A footnote and an endnote referred to in a loop; and a footnote of the data after them."""
    separators = '<w:{0} w:type="separator" w:id="-1"><w:p/></w:{0}><w:{0} w:type="continuationSeparator" w:id="0"><w:p/></w:{0}>'
    notes = {
        kind: f'<w:{kind}s {W}>{separators.format(kind)}<w:{kind} w:id="1">{p(text)}</w:{kind}></w:{kind}s>'
        for kind, text in (("footnote", "Fod {{ rækker[1] }}"), ("endnote", "Slut {{ rækker[2] }}"))
    }
    references = (
        f'<w:p>{said("{{ r }}")}<w:r><w:footnoteReference w:id="1"/></w:r><w:r><w:endnoteReference w:id="1"/></w:r></w:p>'
    )
    template = with_part(
        house(LOOP + references + END + p("{{p x|rigtekst }}"), {"word/footnotes.xml": notes["footnote"]}),
        "endnotes",
        notes["endnote"],
    )
    document = rendered(template, rækker=ROWS, x="Tekst[^n]\n\n[^n]: {{ data }}")
    assert words(document)[2:-2] == [*ROWS, "Tekst", "Fod 2", "Fod 2", "Fod 2", " {{ data }}", "Slut 3", "Slut 3", "Slut 3"]
    xml = parts(document)["word/document.xml"]
    assert re.findall(r'footnoteReference w:id="(\d)"', xml) == ["1", "2", "3", "4"]
    assert re.findall(r'endnoteReference w:id="(\d)"', xml) == ["1", "2", "3"]
    (tmp_path / "a.docx").write_bytes(document)
    assert validator_errors(tmp_path / "a.docx") == []


def test_a_note_that_is_nowhere_written_stays_missing() -> None:
    """References in a loop to a note that the template does not have."""
    missing = parse(
        parts(rendered(house(LOOP + '<w:p><w:r><w:footnoteReference w:id="9"/></w:r></w:p>' + END), rækker=ROWS))[
            "word/document.xml"
        ].encode()
    )
    assert [one.get(f"{{{missing.nsmap['w']}}}id") for one in missing.iter("{*}footnoteReference")] == ["9", "9", "9"]


SHAPE = (
    f'<w:pict {VML}><v:shapetype id="_x0000_t202" coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,l21600,xe"/>'
    '<v:shape id="Boks" o:spid="_x0000_s1030" type="#_x0000_t202" alt="{{ r }}" style="width:10pt;height:10pt">'
    f"<v:textbox><w:txbxContent>{p('{{ r }}')}</w:txbxContent></v:textbox></v:shape></w:pict>"
)


def test_shapes_of_older_drawings_get_ids_of_their_own(tmp_path: Path) -> None:
    """A text box in VML, in a loop and once more: its kind is drawn once, and every shape has an id."""
    xml = body(house(LOOP + f"<w:p>{run(SHAPE)}</w:p>" + END), tmp_path)
    assert re.findall(r'<v:shape id="(\w+)" o:spid="(\w+)" type="(\S+)"', xml) == [
        ("Boks", "_x0000_s1030", "#_x0000_t202"),
        ("_x0000_s1031", "_x0000_s1032", "#_x0000_t202"),
        ("_x0000_s1033", "_x0000_s1034", "#_x0000_t202"),
    ]
    assert xml.count("<v:shapetype ") == 1


def test_an_embedded_object_knows_its_own_shape() -> None:
    """An object of another program in a loop, whose shape is named in two places; a shape inside a text box."""
    inner = f'<w:pict {VML}><v:rect id="Boks"/></w:pict>'
    room = f"<v:textbox><w:txbxContent><w:p>{run(inner)}</w:p></w:txbxContent></v:textbox>"
    framed = f'<w:pict {VML}><v:shape id="Ramme">{room}</v:shape></w:pict>'
    thing = (
        f'<w:object {VML}><v:shape id="_x0000_i1025"/><o:OLEObject Type="Embed" ShapeID="_x0000_i1025" ObjectID="_1"/></w:object>'
    )
    root = parse(f"<w:document {W}><w:body><w:p>{run(framed) * 2}{run(thing) * 2}</w:p></w:body></w:document>")
    mend(root)
    xml = etree.tostring(root, encoding="unicode")
    assert re.findall(r'<v:\w+ id="(\w+)"', xml) == [
        "Ramme",
        "Boks",
        "_x0000_s1026",
        "_x0000_s1027",
        "_x0000_i1025",
        "_x0000_i1028",
    ]
    assert re.findall(r'ShapeID="(\w+)" ObjectID="(\w+)"', xml) == [("_x0000_i1025", "_1"), ("_x0000_i1028", "_x0000_s1029")]


def test_a_text_box_in_both_of_its_forms_is_filled_and_numbered(tmp_path: Path) -> None:
    """A text box as Word writes it today, with its older form beside it, in a loop."""
    word, a = "http://schemas.microsoft.com/office/word/2010/word", "http://schemas.openxmlformats.org/drawingml/2006/main"
    anchored = f'xmlns:wp14="{word}processingDrawing" wp14:anchorId="1A2B3C4D" wp14:editId="50D07946"'
    shape = '<wps:cNvSpPr txBox="1"/><wps:spPr><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></wps:spPr>'
    new = (
        f'<w:drawing><wp:inline {WP} distT="0" distB="0" distL="0" distR="0" {anchored}><wp:extent cx="900000" cy="360000"/>'
        '<wp:docPr id="8" name="Boks" descr="{{ r }}"/>'
        f'<a:graphic xmlns:a="{a}"><a:graphicData uri="{word}processingShape"><wps:wsp>{shape}'
        f"<wps:txbx><w:txbxContent>{p('{{ r }}')}</w:txbxContent></wps:txbx><wps:bodyPr/></wps:wsp>"
        "</a:graphicData></a:graphic></wp:inline></w:drawing>"
    )
    mc = f'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:wps="{word}processingShape"'
    both = f'<mc:Choice Requires="wps">{new}</mc:Choice><mc:Fallback>{SHAPE}</mc:Fallback>'
    box = f"<mc:AlternateContent {mc}>{both}</mc:AlternateContent>"
    xml = body(house(LOOP + f"<w:p>{run(box)}</w:p>" + END), tmp_path)
    assert re.findall(r'<wp:docPr id="(\d+)" name="Boks" descr="(\d)"', xml) == [("8", "1"), ("9", "2"), ("10", "3")]
    assert re.findall(r'<v:shape id="\w+" o:spid="(\w+)"', xml) == ["_x0000_s1030", "_x0000_s1032", "_x0000_s1034"]
    assert re.findall(r"<w:t xml:space=\"preserve\">(\d)</w:t>", xml) == ["1", "1", "2", "2", "3", "3"]
    assert "anchorId" not in xml


def test_a_control_with_codes_is_bound_to_nothing_that_word_would_put_in_its_place(tmp_path: Path) -> None:
    """A content control in a loop, bound to a value elsewhere, with a prompt; and one without codes, which stays bound."""
    bound = '<w:dataBinding w:xpath="/a" w:storeItemID="{6C3C8BC8-F283-45AE-878A-BAB7291924A1}"/>'
    control = '<w:sdt><w:sdtPr><w:id w:val="{}"/><w:showingPlcHdr/>{}<w:text/></w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt>'
    template = house(
        LOOP
        + control.format(5, bound, p("{{ r }}"))
        + END
        + control.format(6, bound, p("fast"))
        + "<w:sdt><w:sdtContent>"
        + p("{{ rækker[0] }}")
        + "</w:sdtContent></w:sdt>"
    )
    xml = body(template, tmp_path)
    found = re.findall(r'<w:sdtPr>(?:<w:id w:val="(\d)"/>)?(<w:showingPlcHdr/><w:dataBinding[^>]*/>)?<w:text/></w:sdtPr>', xml)
    assert found == [
        ("5", ""), ("", ""), ("", ""), ("6", "<w:showingPlcHdr/>" + bound),
    ]  # fmt: skip


@pytest.mark.parametrize("kind", ["Ins", "Del", "MoveFrom", "MoveTo"])
def test_ranges_of_tracked_elements_are_paired_too(kind: str, tmp_path: Path) -> None:
    """Marks around an element of a company's own, which somebody put in, took out or moved under revision, in a loop."""
    start = f'<w:customXml{kind}RangeStart w:id="11" w:author="S" w:date="2026-01-01T00:00:00Z"/>'
    template = house(LOOP + f'<w:p>{start}{said("{{ r }}")}<w:customXml{kind}RangeEnd w:id="11"/></w:p>' + END)
    xml = body(template, tmp_path)
    starts = re.findall(r'RangeStart w:id="(\d+)"', xml)
    assert starts == re.findall(r'RangeEnd w:id="(\d+)"', xml) == ["11", "12", "13"]


def test_numbers_that_are_no_numbers_stop_nothing() -> None:
    """A drawing without a number, and a range whose number is a word, as some programs write them."""
    drawing = f'<w:r><w:drawing><wp:inline {WP}><wp:docPr id="x"/></wp:inline></w:drawing></w:r>'
    mark = '<w:bookmarkStart w:id="a" w:name="{}"/><w:bookmarkEnd w:id="a"/>'
    root = parse(f"<w:document {W}><w:body><w:p>{drawing * 2}{mark.format('A')}{mark.format('B')}</w:p></w:body></w:document>")
    mend(root)
    xml = etree.tostring(root, encoding="unicode")
    assert re.findall(r'docPr id="(\w+)"', xml) == ["x", "1"]
    assert re.findall(r'bookmark(?:Start|End) w:id="(\w+)"', xml) == ["a", "a", "1", "1"]


def test_rows_and_cells_of_a_loop_keep_their_bookmarks_once(tmp_path: Path) -> None:
    """A bookmark in a row of a table that a loop repeats."""
    marked = (
        p("{{ r }}")
        .replace("<w:r>", '<w:bookmarkStart w:id="1" w:name="A"/><w:r>', 1)
        .replace("</w:p>", '<w:bookmarkEnd w:id="1"/></w:p>')
    )
    rows = table(row(p("{%tr for r in rækker %}"), p("")), row(marked, p("x")), row(p("{%tr endfor %}"), p("")))
    assert body(house(rows + p("slut")), tmp_path).count('w:name="A"') == 1
