"""Every part of a template that a reader may see is filled, once, and nothing of the data is ever read as a template."""

import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document

from tests.rendering.paper import W, core, header, house, p, parts, rendered, repacked, row, table
from tests.rendering.words import words
from tests.support.ooxml import validator_errors
from tests.support.pdfua import convert
from workflow.errors import TemplateError
from workflow.rendering.compiler import compile_template
from workflow.rendering.package import Package, relationship_type, wordml_type
from workflow.rendering.wordml import parse, w

LOOP, END = p("{%p for r in rækker %}"), p("{%p endfor %}")
HOSTILE = "A & <B> {{ 7*7 }} {_{ x }_}"
ESCAPED = "A &amp; &lt;B&gt; {{ 7*7 }} {_{ x }_}"
CUSTOM = (
    '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties" '
    'xmlns:vt="http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes">'
    '<property fmtid="{D5CDD505-2E9C-101B-9397-08002B2CF9AE}" pid="2" name="Sag"><vt:lpwstr>Sag: {{ x }}</vt:lpwstr></property>'
    "</Properties>"
)
ABOUT = (
    '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"><Application>klynge</Application>'
    "<Company>Om: {{ x }}</Company></Properties>"
)


def notes(kind: str, text: str) -> str:
    """A part of footnotes or endnotes with the two separators and one note."""
    separators = "".join(
        f'<w:{kind} w:type="{line}" w:id="{number}">{p("")}</w:{kind}>'
        for line, number in (("separator", -1), ("continuationSeparator", 0))
    )
    return f'<w:{kind}s {W}>{separators}<w:{kind} w:id="1">{p(text)}</w:{kind}></w:{kind}s>'


def whole() -> bytes:
    """A template with a code in every part that may have one; two sections with headers of their own."""
    marks = (
        '<w:p><w:commentRangeStart w:id="0"/><w:r><w:t>Tekst</w:t></w:r><w:commentRangeEnd w:id="0"/>'
        '<w:r><w:commentReference w:id="0"/></w:r><w:r><w:footnoteReference w:id="1"/></w:r>'
        '<w:r><w:endnoteReference w:id="1"/></w:r></w:p>'
    )
    office = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
    section = (
        f'<w:sectPr {office}><w:headerReference w:type="default" r:id="rIdAnden"/><w:pgSz w:w="11906" w:h="16838"/></w:sectPr>'
    )
    named = (("cp:keywords", "Ord"), ("cp:category", "Art"), ("dc:description", "Note"))
    more = "".join(f"<{element}>{said}: {{{{ x }}}}</{element}>" for element, said in named)
    changed: dict[str, str | None] = {
        "word/footnotes.xml": notes("footnote", "Fod: {{ x }}"),
        "word/header_default.xml": header("Hoved: {{ x }}"),
        "docProps/core.xml": core("Titel: {{ x }}", more),
        "docProps/app.xml": ABOUT,
    }
    package = Package.read(house(marks + p("", "", section) + p("{{ x }}"), changed))
    comment = f'<w:comment w:id="0" w:author="Sekretariatet">{p("Kommentar: {{ x }}")}</w:comment>'
    for kind, xml in (("endnotes", notes("endnote", "Slut: {{ x }}")), ("comments", f"<w:comments {W}>{comment}</w:comments>")):
        package.add(f"word/{kind}.xml", xml.encode(), wordml_type(kind))
        package.relate(package.document, relationship_type(kind), f"{kind}.xml")
    package.add("word/anden.xml", header("Andet hoved: {{ x }}").encode(), wordml_type("header"))
    rels = package.parts["word/_rels/document.xml.rels"].decode()
    second = f'<Relationship Id="rIdAnden" Type="{relationship_type("header")}" Target="anden.xml"/></Relationships>'
    package.parts["word/_rels/document.xml.rels"] = rels.replace("</Relationships>", second).encode()
    package.add("docProps/custom.xml", CUSTOM.encode(), "application/vnd.openxmlformats-officedocument.custom-properties+xml")
    package.relate("", relationship_type("custom-properties"), "docProps/custom.xml")
    return package.written()


def test_every_part_is_filled_and_every_value_escaped_once(tmp_path: Path) -> None:
    """Body, the headers of two sections, foot- and endnotes, comments, and the three kinds of properties, with hostile data."""
    document = rendered(whole(), x=HOSTILE)
    found = parts(document)
    for name, said in {
        "word/document.xml": "", "word/header_default.xml": "Hoved: ", "word/anden.xml": "Andet hoved: ",
        "word/footnotes.xml": "Fod: ", "word/endnotes.xml": "Slut: ", "word/comments.xml": "Kommentar: ",
    }.items():  # fmt: skip
        assert found[name].count(f">{said}{ESCAPED}</w:t>") == 1, name
    for element, said in (("dc:title", "Titel"), ("cp:keywords", "Ord"), ("cp:category", "Art"), ("dc:description", "Note")):
        assert f"<{element}>{said}: {ESCAPED}</{element}>" in found["docProps/core.xml"]
    assert f"<vt:lpwstr>Sag: {ESCAPED}</vt:lpwstr>" in found["docProps/custom.xml"]
    assert f"<Company>Om: {ESCAPED}</Company>" in found["docProps/app.xml"]
    (tmp_path / "a.docx").write_bytes(document)
    assert validator_errors(tmp_path / "a.docx") == []
    opened = Document(str(tmp_path / "a.docx"))
    assert opened.core_properties.keywords == f"Ord: {HOSTILE}"
    assert [section.header.paragraphs[0].text for section in opened.sections] == [f"Andet hoved: {HOSTILE}", f"Hoved: {HOSTILE}"]


@pytest.mark.parametrize(
    ("name", "place"),
    [
        ("word/footnotes.xml", "fodnoterne"), ("word/endnotes.xml", "slutnoterne"), ("word/comments.xml", "kommentarerne"),
        ("word/anden.xml", "sidehovedet"), ("docProps/core.xml", "dokumentegenskaberne"),
        ("docProps/custom.xml", "dokumentegenskaberne"), ("docProps/app.xml", "dokumentegenskaberne"),
    ],
)  # fmt: skip
def test_a_placeholder_that_nobody_knows_is_missed_in_every_part(name: str, place: str) -> None:
    """One part asks for what the data do not have."""
    template = repacked(whole(), {name: parts(whole())[name].replace("{{ x }}", "{{ y }}")})
    with pytest.raises(TemplateError, match=f"kan ikke bruges i {place}: pladsholderen ”y” findes ikke"):
        compile_template(template, "prøve.docx").render({"x": "a"})


def test_notes_of_the_data_are_words_in_every_section_and_written_once() -> None:
    """A note with braces in a field of each of two sections, beside a note of the template's own."""
    section = p("", "", '<w:sectPr><w:pgSz w:w="11906" w:h="16838"/></w:sectPr>')
    reference = '<w:p><w:r><w:footnoteReference w:id="1"/></w:r></w:p>'
    template = house(
        reference + p("{{p x|rigtekst }}") + section + p("{{p x|rigtekst }}"),
        {"word/footnotes.xml": notes("footnote", "{{ y }}")},
    )
    document = rendered(template, x="Tekst[^1]\n\n[^1]: {{ 7*7 }} {% x %} {\\_{ & }\\_}", y="{{ 7*7 }}")
    assert words(document)[4:-2] == ["{{ 7*7 }}", " {{ 7*7 }} {% x %} {_{ & }_}", " {{ 7*7 }} {% x %} {_{ & }_}"]


def test_tables_that_a_loop_leaves_empty_are_valid(tmp_path: Path) -> None:
    """A table of loop rows only; one inside a cell, which it leaves empty; a cell whose only paragraph goes; a loop of cells."""
    empty = table(row(p("{%tr for r in rækker %}"), p("")), row(p("{{ r }}"), p("x")), row(p("{%tr endfor %}"), p("")))
    template = house(
        p("før")
        + empty
        + table(row(empty, p("ved siden af")))
        + table(row(p("{%p if rækker %}") + p("x") + p("{%p endif %}"), p("y")))
        + table(row(p("z"), p("{%tc for r in rækker %}"), p("{{ r }}"), p("{%tc endfor %}")))
        + p("slut")
    )
    document = rendered(template, rækker=[])
    assert words(document)[2:-2] == ["før", "ved siden af", "y", "z", "slut"]
    xml = parts(document)["word/document.xml"]
    assert xml.count("<w:tbl>") == 3
    assert {cell[-1].tag for cell in parse(xml.encode()).iter(w("tc"))} == {w("p")}
    (tmp_path / "a.docx").write_bytes(document)
    assert validator_errors(tmp_path / "a.docx") == []


def test_a_table_inside_a_table_keeps_its_own_grid(tmp_path: Path) -> None:
    """A table of three columns in a cell of one of two, both in a loop."""
    inner = table(row(p("a"), p("{{ r }}"), p("c")), columns=3) + p("")
    document = rendered(house(LOOP + table(row(inner, p("y"))) + p("") + END + p("slut")), rækker=["1", "2"])
    grids = parts(document)["word/document.xml"].split("<w:tblGrid>")[1:]
    assert [grid.split("</w:tblGrid>")[0].count("<w:gridCol") for grid in grids] == [2, 3, 2, 3]
    (tmp_path / "a.docx").write_bytes(document)
    assert validator_errors(tmp_path / "a.docx") == []


def test_what_is_deleted_under_revision_stays_as_it_was_in_every_part() -> None:
    """A tracked deletion with a code in the body, a header, a footnote and a comment; as field code and as a whole row."""
    deleted = "<w:r><w:delText>{{ hemmeligt }}</w:delText></w:r><w:r><w:delInstrText>{{ a }}</w:delInstrText></w:r>"
    gone = f'<w:p><w:del w:id="1" w:author="S">{deleted}</w:del></w:p>'
    changes: dict[str, str | None] = {
        "word/header_first.xml": header("x").replace("</w:hdr>", f"{gone}</w:hdr>"),
        "word/footnotes.xml": notes("footnote", "Note").replace(
            "</w:footnote></w:footnotes>", f"{gone}</w:footnote></w:footnotes>"
        ),
    }
    found = parts(rendered(house(gone + LOOP + gone + END, changes), rækker=["1", "2"]))
    counts = [found[f"word/{name}.xml"].count(deleted) for name in ("document", "header_first", "footnotes")]
    assert counts == [3, 1, 1]


def test_no_part_of_a_document_stands_twice_even_where_libreoffice_saved_the_template(tmp_path: Path) -> None:
    """The template with everything saved by LibreOffice; and one that has its core properties in two places at once."""
    (tmp_path / "skabelon.docx").write_bytes(whole())
    (tmp_path / "gemt").mkdir()
    saved = convert([tmp_path / "skabelon.docx"], "docx:MS Word 2007 XML", tmp_path / "gemt")[0].read_bytes()
    stream = BytesIO(saved)
    with zipfile.ZipFile(stream, "a") as archive, pytest.warns(UserWarning, match="Duplicate name"):
        archive.writestr("docProps/core.xml", core("Igen"))
    for template in (saved, stream.getvalue()):
        document = rendered(template, x="A & B")
        with zipfile.ZipFile(BytesIO(document)) as made:
            names = [name.casefold() for name in made.namelist()]
        assert len(set(names)) == len(names)
        assert "<dc:title>Titel: A &amp; B</dc:title>" in parts(document)["docProps/core.xml"]
        (tmp_path / "a.docx").write_bytes(document)
        assert validator_errors(tmp_path / "a.docx") == []
