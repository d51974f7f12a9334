"""A template becomes documents: every word arrives, nothing is run that is data, and what is wrong is said in one sentence."""

import unicodedata
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

import workflow.rendering
from tests.rendering.paper import W, core, header, house, p, parts, rendered, repacked, row, split, staff, table
from tests.rendering.words import words
from tests.support.ooxml import validator_errors
from workflow.domain.printed import Labelled
from workflow.errors import TemplateError, UnprintableError
from workflow.rendering.compiler import compile_template
from workflow.rendering.package import is_untouched
from workflow.rendering.values import BREAKS, ILLEGAL

HOSTILE = (
    "&",
    "<b>",
    '"',
    "'",
    "{{ 7*7 }}",
    "{% if %}",
    "{_{ x }_}",
    "}_}",
    "{_%",
    "]]>",
    "&amp;",
    "é",
    "e\u0301",
    "שלום",
    "😀",
    "\\",
    "{#",
)
ALWAYS = ["Løbende", "Første", "Fod", "Fod"]


def body(template: bytes, **context: Any) -> list[str]:
    """The paragraphs of a house template's body."""
    said = words(rendered(template, **context))
    assert said[:2] + said[-2:] == ALWAYS
    return said[2:-2]


def refusal(template: bytes, **context: Any) -> str:
    """The sentence with which a template is refused."""
    with pytest.raises(TemplateError) as refused:
        rendered(template, **context)
    return str(refused.value)


def test_values_stand_where_the_template_asks_for_them_in_every_part(tmp_path: Path) -> None:
    """Placeholders in the body, both headers, the footer, a footnote, an endnote-free part and the title."""
    note = f'<w:footnotes {W}><w:footnote w:type="separator" w:id="-1">{p("")}</w:footnote>'
    note += f'<w:footnote w:type="continuationSeparator" w:id="0">{p("")}</w:footnote>'
    note += f'<w:footnote w:id="1">{p("Note: {{ x }}")}</w:footnote></w:footnotes>'
    reference = '<w:p><w:r><w:t>Tekst</w:t></w:r><w:r><w:footnoteReference w:id="1"/></w:r></w:p>'
    template = house(
        p("{{ x }}") + reference,
        {
            "word/header_first.xml": header("Hoved: {{ x }}"),
            "word/footnotes.xml": note,
            "docProps/core.xml": core("Om {{ x }}"),
        },
    )
    document = rendered(template, x="A & B")
    assert words(document) == ["Løbende", "Hoved: A & B", "A & B", "Tekst", "Note: A & B", "Fod", "Fod"]
    assert "<dc:title>Om A &amp; B</dc:title>" in parts(document)["docProps/core.xml"]
    (tmp_path / "a.docx").write_bytes(document)
    assert validator_errors(tmp_path / "a.docx") == []


def test_the_same_data_give_the_same_bytes_and_carry_our_stamp() -> None:
    """One template filled twice, and compiled twice."""
    template = house(p("{{ x }}") + p("{{p y|rigtekst }}"))
    first = rendered(template, x="1", y="1. a\n\n[b](https://b.dk)[^n]\n\n[^n]: Note")
    assert first == rendered(template, x="1", y="1. a\n\n[b](https://b.dk)[^n]\n\n[^n]: Note")
    assert is_untouched(first)


def test_a_template_is_shared_between_threads_and_keeps_nothing() -> None:
    """One compiled template, eight threads, a thousand documents; every tenth has a rich text and so is made the other way."""
    rich = p("{%p if tiende %}") + p("{{p y|rigtekst }}") + p("{%p else %}")
    template = compile_template(house(p("{{ x }}") + rich + p("{{ y }}") + p("{%p endif %}")), "prøve.docx")
    with ThreadPoolExecutor(8) as threads:
        made = list(
            threads.map(
                lambda number: template.render({"x": number, "y": f"nr. {number}", "tiende": not number % 10}), range(1000)
            )
        )
    assert [words(document)[2:4] for document in made] == [[str(number), f"nr. {number}"] for number in range(1000)]


@pytest.mark.parametrize("value", [*HOSTILE, "  to  mellemrum  ", "{{p x }}", "x" * 10_000])
def test_no_character_of_the_data_is_read_as_code_or_lost(value: str) -> None:
    """Hostile text in the body, a header, a footnote and the title."""
    template = house(p("a{{ x }}b"), {"word/header_first.xml": header("{{ x }}"), "docProps/core.xml": core("{{ x }}")})
    document = rendered(template, x=value)
    assert words(document) == ["Løbende", value, f"a{value}b", "Fod", "Fod"]
    title = parts(document)["docProps/core.xml"].split("title>")[1].removesuffix("</dc:")
    assert title.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&") == " ".join(value.split())


@settings(max_examples=150, deadline=None)
@given(st.lists(st.one_of(st.sampled_from((*HOSTILE, "ord" * 3333, "\t", "\r\n", "\x07")), st.text(max_size=40)), max_size=8))
def test_the_words_of_a_document_are_the_words_of_its_data(pieces: list[str]) -> None:
    """Any text at all, in the body, a header and the title: whole, or answered with its field."""
    value = "".join(pieces)
    if ILLEGAL.search(BREAKS.sub("\n", value)):
        with pytest.raises(UnprintableError, match="”x”"):
            EVERYWHERE.render({"x": value})
        return
    document = EVERYWHERE.render({"x": value})
    said = BREAKS.sub("\n", value)
    assert words(document) == ["Løbende", f"<{said}>", f"<{said}>", "Fod", "Fod"]
    root = etree.fromstring(parts(document)["docProps/core.xml"].encode())
    assert root.findtext("{http://purl.org/dc/elements/1.1/}title") == " ".join(f"<{said}>".split())


EVERYWHERE = compile_template(
    house(
        p("&lt;{{ x }}&gt;"), {"word/header_first.xml": header("&lt;{{ x }}&gt;"), "docProps/core.xml": core("&lt;{{ x }}&gt;")}
    )
)
PLAIN = house(p("&lt;{{ x }}&gt;"))


def test_every_kind_of_line_end_is_one_and_a_tab_is_a_tab() -> None:
    """Line ends of Windows, old Macs, Word and Unicode; control characters that XML allows stay."""
    assert body(PLAIN, x="a\r\nb\rc\x0bd\x0ce\u2028f\ng\th") == ["<a\nb\nc\nd\ne\nf\ng\th>"]
    assert body(PLAIN, x="a\x7fb\xadc") == ["<a\x7fb\xadc>"]


def test_characters_that_no_word_file_can_hold_are_answered_with_their_fields() -> None:
    """A bell, a lone surrogate and a non-character, in three fields; nothing is written."""
    sentence = (
        "Usynlige tegn, som Word ikke kan gemme, står i ”x” (U+0007 efter ”a”), ”punkter[2].tekst” (U+D800 efter ””), "
        "”navne[1]” (U+FFFE efter ”en lang tekst uden fe”). Slet dem i teksten, og prøv igen."
    )
    with pytest.raises(UnprintableError) as refused:
        rendered(
            PLAIN,
            x="a\x07b",
            punkter=[{"tekst": "god"}, {"tekst": "\ud800"}],
            navne=("Noget, og så en lang tekst uden fe\ufffe",),
        )
    assert str(refused.value) == sentence.replace("en lang tekst uden fe", "en lang tekst uden fe"[-20:])
    assert refused.value.fields == ("x", "punkter[2].tekst", "navne[1]")


def test_a_name_in_the_data_is_held_to_what_its_text_is() -> None:
    """Names that a template prints, of Danish and of plain letters, with a bell, a surrogate and a line end in them."""
    names = house(p("{% for navn in felter %}[{{ navn }}]{% endfor %}"))
    with pytest.raises(UnprintableError) as refused:
        rendered(names, felter={"god": 1, "a\x07b": {"x": 1}, "ø\ud800": 2})
    assert refused.value.fields == ("felter", "felter")
    assert body(names, felter={"a\rb": 1, "ø\r": 2}) == ["[a\nb][ø\n]"]


@pytest.mark.parametrize("code", ["a.items", "a.get", "loop", "m"])
def test_what_is_no_value_is_not_printed(code: str) -> None:
    """A field that is missing where Python has a method of that name, the loop itself, and a macro."""
    template = house(p("{% macro m() %}x{% endmacro %}{% for x in [1] %}{{ " + code + " }}{% endfor %}"))
    assert refusal(template, a={"navn": "x"}).startswith("Skabelonen prøve.docx kan ikke bruges i brødteksten: en værdi i koden")


def test_all_that_is_missing_is_told_at_once() -> None:
    """Misspelt names in a loop, a condition, a header and the title; a sum and a call of what is not there."""
    template = house(
        p("{%p for r in rækker %}")
        + p("{{ r.navm }} {{ r.navm }}")
        + p("{%p endfor %}")
        + p("{% if vsi %}ja{% endif %}{{ a + b }}"),
        {"word/header_first.xml": header("{{ titl.x }}"), "docProps/core.xml": core("{{ emne() }}")},
    )
    assert refusal(template, rækker=[{"navn": "A"}, {"navn": "B"}], vis=True, titel="T") == (
        "Skabelonen prøve.docx kan ikke bruges: pladsholderne ”r.navm” (brødteksten), ”vsi” (brødteksten), ”a” (brødteksten), "
        "”titl” (sidehovedet) og ”emne” (dokumentegenskaberne) findes ikke. "
        "Mente du ”navn”? Mente du ”vis”? Mente du ”titel”?"
    )
    uses = "{{ 'x' ~ p0 }}{% for x in p1 %}{% endfor %}{{ p2|length }}{{ p3 == 1 }}{{ {p4: 1} }}{{ p5 }}"
    assert refusal(house(p(uses)), y=1) == (
        "Skabelonen prøve.docx kan ikke bruges i brødteksten: pladsholderne ”p0”, ”p1”, ”p2”, ”p3” og ”p4” findes ikke. "
        "Se hvilke pladsholdere dokumentet har, og ret navnene."
    )

    assert refusal(house(p("{{ ukendt|e }}{{ ukendt|liste }}")), kendt=1) == (
        "Skabelonen prøve.docx kan ikke bruges i brødteksten: pladsholderen ”ukendt” findes ikke. Mente du ”kendt”?"
    )


def test_names_are_compared_in_one_unicode_form(tmp_path: Path) -> None:
    """A template typed on a Mac (NFD) and data in NFC, and the other way round."""
    decomposed, composed = unicodedata.normalize("NFD", "møde_på_ø"), unicodedata.normalize("NFC", "møde_på_ø")
    assert body(house(p(f"{{{{ {decomposed} }}}}")), **{composed: "ja"}) == ["ja"]
    assert rendered(house(p(f"{{{{ {composed}.å }}}}")), **{decomposed: {unicodedata.normalize("NFD", "å"): "ja"}})


def test_values_are_printed_as_danes_write_them() -> None:
    """Dates, truth values, lists and nothing, without any filter; and a record itself."""
    line = Labelled(label="Vært", value="Regionen")
    template = house(p("{{ dag }}, {{ sand }}, {{ parter }}, {{ intet }}|{{ linje.etiket }}: {{ linje.værdi }}"))
    said = body(template, dag=date(2026, 6, 1), sand=True, parter=["a", "b"], intet=None, linje=line)
    assert said == ["1.\N{NO-BREAK SPACE}juni\N{NO-BREAK SPACE}2026, ja, a og b, |Vært: Regionen"]


def test_a_field_may_be_called_what_python_calls_its_methods() -> None:
    """``punkt.items`` is the field; a field that is not there is still missing."""
    said = "{{ punkt.items }} {{ punkt.get('copy') }} {{ punkt|attr('items') }}"
    assert body(house(p(said)), punkt={"items": "felt", "copy": "to"}) == ["felt to felt"]


def test_codes_that_word_has_split_are_read_as_one() -> None:
    """Placeholders, loops and rich text over several runs, with spelling marks and a non-breaking space between."""
    template = house(
        split("{", "%p for p", "unkt in punkt", "er %", "}")
        + split("Nr. {", "{ pun", "kt.nr", "\N{NO-BREAK SPACE}}", "} og {{ punkt.t", "itel|default(”uden titel”) }}.")
        + split("{{", "p punkt", ".tekst|rig", "tekst }", "}")
        + split("{%p e", "ndfor %}")
    )
    said = body(template, punkter=[{"nr": 1, "titel": "A", "tekst": "- x\n- y"}, {"nr": 2, "titel": "B", "tekst": ""}])
    assert said == ["Nr. 1 og A.", "x", "y", "Nr. 2 og B."]


def test_conditions_and_loops_leave_no_empty_paragraphs() -> None:
    """Paragraphs, rows and inline conditions."""
    template = house(
        p("{%p if vis %}")
        + p("Vist{% if ja %} ja{% else %} nej{% endif %}")
        + p("{%p endif %}")
        + table(
            row(p("Nr."), p("Titel")),
            row(p("{%tr for r in rækker %}"), p("")),
            row(p("{{ r }}"), p("x")),
            row(p("{%tr endfor %}"), p("")),
        )
    )
    document = rendered(template, vis=True, ja=False, rækker=["1", "2"])
    assert words(document)[2:-2] == ["Vist nej", "Nr.", "Titel", "1", "x", "2", "x"]
    assert "<w:p/>" not in parts(document)["word/document.xml"]


def test_a_table_keeps_its_grid_and_an_empty_one_goes(tmp_path: Path) -> None:
    """A loop without rows; a loop of columns; a table inside a cell; a cell whose paragraphs are all left out."""
    inner = table(row(p("a"), p("b"), p("c")), columns=3)
    template = house(
        p("før")
        + table(row(p("{%tr for r in rækker %}"), p("")), row(p("{{ r }}"), p("")), row(p("{%tr endfor %}"), p("")))
        + p("mellem")
        + table(row(p("x"), p("{%tc for c in kolonner %}"), p("{{ c }}"), p("{%tc endfor %}")), columns=2)
        + p("så")
        + table(row(inner, p("{%p if ikke %}") + p("væk") + p("{%p endif %}")))
        + p("til sidst")
    )
    document = rendered(template, rækker=[], kolonner=["k1", "k2", "k3"], ikke=False)
    assert words(document)[2:-2] == ["før", "mellem", "x", "k1", "k2", "k3", "så", "a", "b", "c", "til sidst"]
    xml = parts(document)["word/document.xml"]
    assert xml.count("<w:tbl>") == 3
    assert [grid.count("<w:gridCol") for grid in xml.split("<w:tblGrid>")[1:]] == [4, 2, 3]
    (tmp_path / "a.docx").write_bytes(document)
    assert validator_errors(tmp_path / "a.docx") == []


def test_merged_cells_and_rows_that_begin_later_count_in_the_grid() -> None:
    """A cell over two columns, a row that leaves a column out, and a column loop that gives fewer columns than drawn."""
    wide = '<w:tr><w:tc><w:tcPr><w:gridSpan w:val="2"/></w:tcPr>' + p("a") + "</w:tc></w:tr>"
    later = '<w:tr><w:trPr><w:gridBefore w:val="1"/></w:trPr><w:tc>' + p("b") + "</w:tc></w:tr>"
    fewer = table(row(p("{%tc for c in kolonner %}"), p("{{ c }}"), p("{%tc endfor %}")), columns=3)
    xml = parts(rendered(house(table(wide, later) + p("x") + fewer + p("y")), kolonner=["k"]))["word/document.xml"]
    assert [grid.split("</w:tblGrid>")[0].count("<w:gridCol") for grid in xml.split("<w:tblGrid>")[1:]] == [2, 1]


def test_a_header_whose_only_paragraph_is_left_out_keeps_one(tmp_path: Path) -> None:
    """Codes that take the whole content of a header and of the body."""
    emptied = f"<w:hdr {W}>{p('{%p if nej %}')}{p('x')}{p('{%p endif %}')}</w:hdr>"
    template = house(p("{%p if nej %}") + p("x") + p("{%p endif %}"), {"word/header_first.xml": emptied})
    document = rendered(template, nej=False)
    assert words(document) == ["Løbende", "Fod", "Fod"]
    (tmp_path / "a.docx").write_bytes(document)
    assert validator_errors(tmp_path / "a.docx") == []


def test_ids_that_a_loop_repeats_are_unique_again(tmp_path: Path) -> None:
    """Bookmarks, content controls, drawings and paragraph ids inside a loop; a bookmark whose paragraph is left out."""
    marked = '<w:p><w:bookmarkStart w:id="1" w:name="A"/><w:r><w:t>{{ r }}</w:t></w:r><w:bookmarkEnd w:id="1"/></w:p>'
    control = f'<w:sdt><w:sdtPr><w:id w:val="5"/></w:sdtPr><w:sdtContent>{p("felt")}</w:sdtContent></w:sdt>'
    drawing = (
        '<w:p><w:r><w:drawing><wp:inline xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing">'
        '<wp:extent cx="1" cy="1"/><wp:docPr id="1" name="x" descr="Kurve for {{ r ~ &quot; md.&quot; }}"/>'
        "</wp:inline></w:drawing></w:r></w:p>"
    )
    lost = '<w:p><w:bookmarkStart w:id="9" w:name="B"/><w:r><w:t>{{p tom|rigtekst }}</w:t></w:r></w:p><w:bookmarkEnd w:id="9"/>'
    xml = parts(
        rendered(
            house(p("{%p for r in rækker %}") + marked + control + drawing + p("{%p endfor %}") + lost), rækker=["1", "2"], tom=""
        )
    )
    found = xml["word/document.xml"]
    assert found.count('w:name="A"') == found.count("<w:bookmarkEnd") == found.count('<w:id w:val="5"/>') == 1
    assert 'w:name="B"' not in found
    assert [f'<wp:docPr id="{number}" name="x" descr="Kurve for {number} md."/>' in found for number in (1, 2)] == [True, True]


def test_what_libreoffice_writes_against_the_schema_is_mended(tmp_path: Path) -> None:
    """Truth values of rows in letters, and a look said twice."""
    rows = row(p("a"), p("b")).replace("<w:tr>", '<w:tr><w:trPr><w:cantSplit w:val="true"/><w:tblHeader w:val="false"/></w:trPr>')
    document = rendered(house(table(rows) + p("x").replace("<w:r>", "<w:r><w:rPr><w:b/><w:b/><w:bCs/></w:rPr>")))
    (tmp_path / "a.docx").write_bytes(document)
    assert validator_errors(tmp_path / "a.docx") == []
    assert '<w:cantSplit w:val="on"/><w:tblHeader w:val="off"/>' in parts(document)["word/document.xml"]


def test_what_is_deleted_under_revision_is_never_filled_in() -> None:
    """A tracked deletion that holds a placeholder, also one that the data do not have."""
    deleted = '<w:p><w:del w:id="1" w:author="x"><w:r><w:delText>{{ hemmeligt }}{% x %}</w:delText></w:r></w:del></w:p>'
    xml = parts(rendered(house(p("Tekst") + deleted)))["word/document.xml"]
    assert "<w:delText>{{ hemmeligt }}{% x %}</w:delText>" in xml


def test_a_text_box_is_filled_and_does_not_mix_with_its_paragraph() -> None:
    """A text box whose paragraph stands inside another paragraph, each with a code split over runs."""
    inside = split("{{ i", "nde }}")
    vml = 'xmlns:v="urn:schemas-microsoft-com:vml"'
    box = f"<v:shape {vml}><v:textbox><w:txbxContent>{inside}</w:txbxContent></v:textbox></v:shape>"
    around = f"<w:p><w:r><w:t>{{{{ u</w:t></w:r><w:r><w:pict>{box}</w:pict></w:r><w:r><w:t>de }}}}</w:t></w:r></w:p>"
    assert body(house(around), inde="A", ude="B") == ["B", "A"]


def test_a_template_can_print_braces_and_line_breaks_in_its_own_text() -> None:
    """The escapes of docxtpl in static text; a text that an XML tool has broken over lines."""
    assert body(house(p("Skriv {_{ navn }_} og {_% if %_} {{ x }}\n  her")), x="nu") == ["Skriv {{ navn }} og {% if %} nu   her"]


def test_properties_tell_the_truth_and_name_no_library() -> None:
    """A template from a library, without title, subject and language; with dates and the name of who saved it last."""
    more = "<dc:creator>python-docx</dc:creator><dcterms:created xsi:type='dcterms:W3CDTF'>2013-12-23T23:15:00Z</dcterms:created>"
    more += (
        "<cp:lastModifiedBy>En person</cp:lastModifiedBy><dc:description>generated by python-docx {{ titel }}</dc:description>"
    )
    template = house(p("x"), {"docProps/core.xml": core("", more)})
    written = parts(rendered(template, dokumenttitel="Dagsorden A & B\n16. juni", dokumentemne="Dagsorden", titel="T"))
    found = written["docProps/core.xml"].partition("?>")[2]
    assert found.split("elements/1.1/")[1] == (
        '"><dc:title>Dagsorden A &amp; B 16. juni</dc:title><dc:subject>Dagsorden</dc:subject>'
        "<dc:creator>Klyngesekretariatet</dc:creator><dc:description>generated by python-docx T</dc:description>"
        "<dc:language>da-DK</dc:language></cp:coreProperties>"
    )
    assert "<dc:title>" not in parts(rendered(template, titel="T"))["docProps/core.xml"]


def test_a_template_that_staff_made_from_nothing_is_filled(tmp_path: Path) -> None:
    """An empty document of another program, with a placeholder and a rich text."""
    document = rendered(staff("{{ titel }}", "{{p tekst|rigtekst }}"), titel="Titel", tekst="Tekst")
    assert words(document) == ["Titel", "Tekst"]
    (tmp_path / "a.docx").write_bytes(document)
    assert validator_errors(tmp_path / "a.docx") == []


def test_a_word_template_file_becomes_a_document(tmp_path: Path) -> None:
    """The template saved as .dotx: a document opens as a document."""
    types = parts(house(p("x")))["[Content_Types].xml"].replace("document.main+xml", "template.main+xml")
    document = rendered(repacked(house(p("x")), {"[Content_Types].xml": types}))
    assert "template.main" not in parts(document)["[Content_Types].xml"]
    (tmp_path / "a.docx").write_bytes(document)
    assert Document(str(tmp_path / "a.docx")).paragraphs[0].text == "x"


def test_the_package_offers_the_compiler_at_its_door() -> None:
    """``from workflow.rendering import compile_template``."""
    assert workflow.rendering.compile_template is compile_template
    with pytest.raises(AttributeError):
        _ = workflow.rendering.nothing


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("{%p if nr % 2 == 0 %}", ["lige"]),
        ("{%p if '%d' % nr == '3' %}", []),
        ("{%p if {'a': nr}['a'] == 4 %}", ["lige"]),
    ],
)
def test_signs_that_also_end_a_code_may_stand_inside_one(code: str, said: list[str]) -> None:
    """A remainder, a pattern, a brace, in a code for a whole paragraph; and the same signs in plain text and in a value."""
    template = house(p("{#p 50 % } #}") + p(code) + p("lige") + p("{%p endif %}") + p("100 % } {{ nr % 3 }}"))
    assert words(rendered(template, nr=4))[2:-2] == [*said, "100 % } 1"]


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("{{ punkt.titl }}", "pladsholderen ”punkt.titl” findes ikke. Mente du ”titel”?"),
        ("{{ punt.titel }}", "pladsholderen ”punt” findes ikke. Mente du ”punkt”?"),
        ("{{ ganske_andet|dato }}", "”ganske_andet” findes ikke. Se hvilke pladsholdere dokumentet har, og ret navnet."),
        ("{{ punkt['titl'] }}", "pladsholderen ”punkt['titl']” findes ikke. Mente du ”titel”?"),
        ("{{ punkt[titel] }}", "pladsholderen ”T” findes ikke."),
        ("{% if punkt.titel.x %}{% endif %}", "pladsholderen ”punkt.titel.x” findes ikke."),
        ("{{ gyldig fra }}", "”{{ gyldig fra }}” er ikke skrevet rigtigt. Et navn er ét ord med understreg"),
        ("{{ punkt.titel|datto }}", "filteret ”datto” findes ikke. Mente du ”dato”?"),
        ("{{ punkt is klukket }}", "filteret ”klukket” findes ikke. Ret navnet efter lodret streg."),
        ("{% endif %}", "koden ”endif” lukker noget, der ikke er åbnet."),
        ("{% for x in y %}{% endif %}", "koden ”endif” lukker noget andet end det, der sidst blev åbnet."),
        ("{% for x in y %}", "koden ”for” bliver ikke lukket. Skriv endfor i en kode, hvor det skal slutte."),
        ("{% fro x in y %}", "koden ”fro” kendes ikke. Mente du ”for”?"),
        ("{% zzz %}", "koden ”zzz” kendes ikke. Slet koden."),
        ("{% p if titel %}", "koden, der begynder med ”p”, kan ikke læses. Skriv {%p uden mellemrum efter procenttegnet."),
        ("{{ titel.__class__ }}", "”__class__” må ikke bruges i en skabelon. Brug kun dokumentets egne pladsholdere"),
        ("{{ titel['__class__'] }}", "”__class__” må ikke bruges"),
        ("{{ _hemmeligt }}", "”_hemmeligt” må ikke bruges"),
        ("{% include 'x' %}", "”include” må ikke bruges"),
        ("{% from 'x' import y %}", "”import” må ikke bruges"),
        ("{% autoescape false %}{{ titel }}{% endautoescape %}", "”autoescape” må ikke bruges"),
        ("{{ titel|safe }}", "filteret ”safe” findes ikke."),
        ("{{ titel|attr('__class__') }}", "”__class__” må ikke bruges"),
        ("{{ liste.append(1) }}", "pladsholderen ”liste.append” findes ikke."),
        ("{{ titel.format_map }}", "en værdi i koden ”{{ titel.format_map }}” kan ikke bruges sådan."),
        ("{{ punkt.update({}) }}", "må ikke bruges"),
        ("{{ punkt }}", "i koden ”{{ punkt }}” er en gruppe af felter og ingen tekst. Skriv et af felterne: ”titel” og ”nr”."),
        ("{{ titel|dato }}", "en værdi i koden ”{{ titel|dato }}” kan ikke bruges sådan."),
        ("{{p titel|rigtekst(7) }}", "en værdi i koden ”{{ titel|rigtekst(7) }}” kan ikke bruges sådan."),
        ("{{ titel + 1 }}", "en værdi i koden ”{{ titel + 1 }}” kan ikke bruges sådan."),
        ("{% for x in range(10**7) %}{% endfor %}", "en værdi i koden ”{% for x in range(10**7) %} {% endfor %}”"),
    ],
)  # fmt: skip
def test_a_template_that_is_wrong_is_refused_in_one_sentence(text: str, sentence: str) -> None:
    """One wrong code in the body."""
    said = refusal(house(p(text)), punkt={"titel": "T", "nr": 1}, titel="T", liste=["a"])
    assert said.startswith("Skabelonen prøve.docx kan ikke bruges i brødteksten: ")
    assert sentence in said
    assert "\n" not in said


@pytest.mark.parametrize(
    ("part", "xml", "place"),
    [
        ("word/header_first.xml", header("{{ x }}"), "sidehovedet"),
        ("word/footer_default.xml", f"<w:ftr {W}>{p('{{ x }}')}</w:ftr>", "sidefoden"),
        ("word/footnotes.xml", f'<w:footnotes {W}><w:footnote w:id="1">{p("{{ x }}")}</w:footnote></w:footnotes>', "fodnoterne"),
        ("docProps/core.xml", core("{{ x }}"), "dokumentegenskaberne"),
    ],
)
def test_a_refusal_names_the_place(part: str, xml: str, place: str) -> None:
    """An unknown, a badly written and an unsafe placeholder in each place."""
    template = house(p("Tekst"), {part: xml})
    assert refusal(template, y=1).startswith(f"Skabelonen prøve.docx kan ikke bruges i {place}: pladsholderen ”x” findes ikke.")
    assert f"i {place}: koden ”{{{{ x x }}}}” er ikke skrevet rigtigt" in refusal(
        house(p("T"), {part: xml.replace("x }}", "x x }}")})
    )
    assert f"i {place}: ”__x” må ikke bruges" in refusal(house(p("T"), {part: xml.replace("x }}", "__x }}")}))
    assert f"i {place}: filen er beskadiget" in refusal(house(p("T"), {part: "<w:broken"}))


@pytest.mark.parametrize(
    ("text", "clause"),
    [
        ("{%p if x %}tekst", "koden ”{%p if x %}” tager hele afsnittet med sig, også ”tekst”"),
        ("{%p if x %}{%p endif %}", "koden ”{%p if x %}” tager hele afsnittet med sig, også ”{%p endif %}”"),
        ("{%tr if x %}", "koden ”{%tr if x %}” står ikke i en tabel"),
    ],
)
def test_codes_that_would_swallow_text_are_refused(text: str, clause: str) -> None:
    """Text beside a code that stands for the whole paragraph; a row's code outside a table."""
    assert clause in refusal(house(p(text)), x=1)


def test_a_code_may_have_a_comment_beside_it() -> None:
    """A note of the template's author beside a loop, and one that takes its own paragraph along."""
    template = house(p("{%p if x %}{# vises kun her #}") + p("Vist") + p("{%p endif %}") + p("{#p hele afsnittet #}"))
    assert body(template, x=1) == ["Vist"]


def test_codes_that_break_the_document_are_refused_and_lose_nothing() -> None:
    """A condition that opens in one paragraph and closes in another; a text that would land outside paragraphs."""
    broken = refusal(house(p("{% if x %}a") + p("{%p endif %}")), x=0)
    assert "i brødteksten: koderne åbner og lukker ikke på hele afsnit. Skriv {%p if … %} og {%p endif %}" in broken
    loose = house("<w:p><w:r>{{ x }}</w:r></w:p><w:tbl><w:tr>løst</w:tr></w:tbl>".replace("{{ x }}", "<w:t>{{ x }}</w:t>"))
    assert "”løst” ville stå uden for afsnittene og gå tabt" in refusal(loose, x="a")


@pytest.mark.parametrize("text", ["Tekst: {{ x|rigtekst }}", "{{ x|rigtekst }} efter", "{{ x|rigtekst }}{{ x|rigtekst }}"])
def test_a_rich_text_needs_a_paragraph_of_its_own(text: str) -> None:
    """A rich text beside other text."""
    assert "en rig tekst (filteret rigtekst) deler afsnit med anden tekst. Skriv koden med {{p … }}" in refusal(
        house(p(text)), x="a"
    )


def test_files_that_are_no_template_are_refused(tmp_path: Path) -> None:
    """A missing file, a folder, a PDF, a document with macros."""
    (tmp_path / "dagsorden.docx").mkdir()
    types = parts(house(p("x")))["[Content_Types].xml"]
    macros = types.replace(
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
        "application/vnd.ms-word.document.macroEnabled.main+xml",
    )
    sentences = [
        _refused(tmp_path / "referat.docx"),
        _refused(tmp_path / "dagsorden.docx"),
        _refused(b"%PDF-1.7"),
        _refused(repacked(house(p("x")), {"[Content_Types].xml": macros})),
    ]
    assert sentences == [
        "Skabelonen referat.docx kan ikke bruges: filen findes ikke. Læg den tilbage, eller kør 'klynge nyt' igen.",
        "Skabelonen dagsorden.docx kan ikke bruges: filen kan ikke læses. Luk den i Word, og prøv igen.",
        "Skabelonen uden navn kan ikke bruges: filen er ikke en Word-fil. Gem den i Word som .docx uden adgangskode.",
        "Skabelonen uden navn kan ikke bruges: filen er ikke et Word-dokument uden makroer. Gem den i Word som .docx.",
    ]


def _refused(source: Path | bytes) -> str:
    """The sentence with which a file is refused."""
    with pytest.raises(TemplateError) as refused:
        compile_template(source)
    return str(refused.value)
