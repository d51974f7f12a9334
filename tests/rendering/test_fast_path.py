"""What is written as it comes is what would be written after mending; what cannot be proven is mended."""

from pathlib import Path
from types import MappingProxyType
from typing import Any

import pytest
from lxml import etree

from tests.rendering.paper import W, header, house, p, parts, row, split, table
from tests.rendering.words import words
from tests.support.ooxml import validator_errors
from workflow.errors import TemplateError
from workflow.rendering import filling
from workflow.rendering.compiler import Template, compile_template
from workflow.rendering.finishing import finish, weight
from workflow.rendering.mending import mend
from workflow.rendering.wordml import parse, shown_text, w
from workflow.rendering.zipping import ZLIB, best_press

LOOP, END = p("{%p for r in rækker %}"), p("{%p endfor %}")
ROWS = table(
    row(p("a"), p("b")), row(p("{%tr for r in rækker %}"), p("")), row(p("{{ r }}"), p("x")), row(p("{%tr endfor %}"), p(""))
)


def body_is_proven(template: Template) -> bool:
    """Whether the body is written as it comes."""
    return next(part.proven for part in template.parts if part.place == "brødteksten")


PROVEN = {
    "plain": p("{{ x }}"),
    "loop": LOOP + p("{{ r }}") + END,
    "table": ROWS,
    "inline condition": p("{% if x %}ja{% elif rækker %}måske{% else %}nej{% endif %}"),
    "else of a loop": LOOP + p("{{ r }}") + p("{%p else %}") + p("ingen") + END,
    "assignment": p("{% set y = x %}{{ y }}"),
    "computed": p("{{ x ~ '!' }} {{ 'fast' }} {{ 1 + 2 }}"),
    "cell with a choice": table(row(p("{%p if x %}") + p("ja") + p("{%p else %}") + p("nej") + p("{%p endif %}")), columns=1),
    "cell with a condition after": table(row(p("først") + p("{%p if x %}") + p("ja") + p("{%p endif %}")), columns=1),
    "cell of a loop only": table(row(LOOP + p("{{ r }}") + END), columns=1),
    "rich text in a condition": p("{{ (x|rigtekst) if nej else 'tekst' }}"),
    "bookmark": '<w:p><w:bookmarkStart w:id="0" w:name="A"/><w:r><w:t>{{ x }}</w:t></w:r><w:bookmarkEnd w:id="0"/></w:p>',
    "attribute": '<w:p><w:hyperlink w:tooltip="{{ x }}"><w:r><w:t>a</w:t></w:r></w:hyperlink></w:p>',
    "code of a field": "<w:p><w:r><w:instrText>{{ x }}{{ 'y' }}</w:instrText></w:r></w:p>",
}
NOT_PROVEN = {
    "filter block": p("{% filter upper %}a{% endfilter %}"),
    "escape in the midst": p("{{ (x|e)|upper }}"),
    "control in a tag": '<w:p><w:pPr><w:jc w:val="{% if x %}left{% else %}right{% endif %}"/></w:pPr></w:p>',
    "table of loops only": table(row(p("{%tr for r in rækker %}")), row(p("{{ r }}")), row(p("{%tr endfor %}")), columns=1),
    "columns in a loop": table(row(p("x"), p("{%tc for c in rækker %}"), p("{{ c }}"), p("{%tc endfor %}"))),
    "computed span": table('<w:tr><w:tc><w:tcPr><w:gridSpan w:val="{{ 2 }}"/></w:tcPr>' + p("a") + "</w:tc></w:tr>"),
    "cell of a loop that may write nothing": table(row(LOOP + p("{%p if r %}") + p("a") + p("{%p endif %}") + END), columns=1),
    "cell of two loops": table(row((LOOP + p("{{ r }}") + END) * 2), columns=1),
    "cell that may end with a table": table(row(p("a") + p("{%p if x %}") + ROWS + p("{%p endif %}")), columns=1),
    "bookmark in a loop": LOOP + '<w:p><w:bookmarkStart w:id="1" w:name="A"/><w:bookmarkEnd w:id="1"/></w:p>' + END,
    "tab in static text": p("a\tb"),
    "tab after a value": p("{{ x }}\tb"),
}


@pytest.mark.parametrize("xml", PROVEN.values(), ids=PROVEN)
def test_what_is_proven_needs_no_mending(xml: str, tmp_path: Path) -> None:
    """The part as it comes is, as canonical XML, the part after it was read and mended."""
    template = compile_template(house(xml + p("slut")), "prøve.docx")
    assert body_is_proven(template)
    for context in ({"x": "a & <b>\n\tc", "rækker": ["1", "2"], "nej": 0}, {"x": "", "rækker": [], "nej": 0}):
        document = template.render(context)
        as_it_comes = parts(document)["word/document.xml"].encode()
        root = parse(as_it_comes)
        mend(root)
        assert etree.tostring(parse(as_it_comes), method="c14n") == etree.tostring(root, method="c14n")
        (tmp_path / "a.docx").write_bytes(document)
        assert validator_errors(tmp_path / "a.docx") == []


def test_a_loop_that_calls_itself_says_all_its_levels() -> None:
    """Tasks with tasks below them; the words of such a part are not known beforehand."""
    template = compile_template(house(p("{%p for r in r recursive %}") + p("{{ r.t }}") + p("{{p loop(r.r) }}") + END))
    data = {"r": [{"t": "a", "r": [{"t": "b", "r": []}]}, {"t": "c", "r": []}]}
    assert words(template.render(data))[2:-2] == ["a", "b", "c"]


def test_a_header_of_a_loop_keeps_a_paragraph_when_there_is_nothing_to_repeat() -> None:
    """The lines of a sender, of which there may be none: the header is written as it comes, and mending finds nothing."""
    lines = f"<w:hdr {W}>{LOOP}{p('{{ r }}')}{END}</w:hdr>"
    template = compile_template(house(p("x"), {"word/header_first.xml": lines}), "prøve.docx")
    assert all(part.proven for part in template.parts)
    for said, paragraphs in (([], 1), (["a"], 1), (["a", "b"], 2)):
        root = parse(parts(template.render({"rækker": said}))["word/header_first.xml"].encode())
        assert len(root.findall(w("p"))) == len(root) == paragraphs
        assert shown_text(root) == "".join(said)


@pytest.mark.parametrize("xml", NOT_PROVEN.values(), ids=NOT_PROVEN)
def test_what_cannot_be_proven_is_mended(xml: str, tmp_path: Path) -> None:
    """Templates whose documents must be looked at, filled with something and with nothing."""
    template = compile_template(house(xml + p("slut")), "prøve.docx")
    assert not body_is_proven(template)
    for rows in (["1", "2"], []):
        (tmp_path / "a.docx").write_bytes(template.render({"x": "a", "rækker": rows}))
        assert validator_errors(tmp_path / "a.docx") == []


def test_a_value_that_a_template_makes_of_nothing_legal_is_refused() -> None:
    """A control character that stands in no data."""
    for code in ("{{ '%c'|format(7) }}", "{{ '\\x07' }}"):
        with pytest.raises(TemplateError, match="kan ikke bruges sådan"):
            compile_template(house(p(code)), "prøve.docx").render({})


def test_a_value_outside_any_text_is_seen_and_refused() -> None:
    """A placeholder that stands where Word would drop its value."""
    template = compile_template(house("<w:p><w:r>{{ x }}</w:r></w:p>"), "prøve.docx")
    assert not body_is_proven(template)
    with pytest.raises(TemplateError, match="”løst” ville stå uden for afsnittene og gå tabt"):
        template.render({"x": "løst"})


def test_data_may_be_of_rarer_types() -> None:
    """A read-only mapping, a list and a text of classes of their own, and a thing that only has a name."""

    class Named(str):
        """A text that would print otherwise."""

        __slots__ = ()

        def __str__(self) -> str:
            return "forkert"

    class Row(list[str]):
        """A list."""

    data = MappingProxyType({"a": Named("navn"), "b": Row(["x", "y"]), "c": Path("sti")})
    template = compile_template(house(p("{{ d.a }}, {{ d.b }}, {{ d.c }}")), "prøve.docx")
    assert words(template.render({"d": data}))[2] == "navn, x og y, sti"


def test_rows_may_be_counted_out_as_they_are_asked_for() -> None:
    """A generator, what a mapping shows of itself, and a set, which always has one order; a file's bytes stay what they are."""
    template = compile_template(house(p("{% for r in rækker %}[{{ r }}]{% endfor %}")), "prøve.docx")
    for rows in ((letter for letter in "ab"), {"a": 1, "b": 2}.keys(), {"x": "a", "y": "b"}.values(), frozenset({"b", "a"})):
        assert words(template.render({"rækker": rows}))[2] == "[a][b]"
    assert words(compile_template(house(p("{{ x }}"))).render({"x": b"a"}))[2] == "b'a'"


def test_a_text_that_would_be_lost_on_the_way_stops_the_document() -> None:
    """A cell whose words stand in a table without rows, which mending takes away; as no template of ours does."""
    template = compile_template(house(p("{{ x }}")), "prøve.docx")
    table_without_rows = f"<w:tbl><w:sdt><w:sdtContent>{p('tabt')}</w:sdtContent></w:sdt></w:tbl>"
    lost = f"<w:document {W}><w:body>{table_without_rows}{p('a')}</w:body></w:document>".encode()
    assert weight([parse(lost)]) == len("tabta")
    with pytest.raises(TemplateError, match="et ord af teksten ville gå tabt"):
        finish(template.package.copy(), {template.parts[0]: lost}, template.lists, 8000, "prøve.docx", styles=template.styles)


ESCAPED = ((b"<", b"&lt;"), (b">", b"&gt;"))
FAULTS = {
    "a sign that is not escaped": ("_WRITTEN", ((b"&", b"&amp;"),)),
    "a sign that is lost": ("_WRITTEN", ((b"&", b""), *ESCAPED)),
    "a sign that is escaped twice": ("_WRITTEN", ((b"&", b"&amp;amp;"), *ESCAPED)),
    "rich text whose words are lost": ("_LET_OUT", ((b"\x01amp;", b""), (b"\x02", b"<"), (b"\x03", b">"), (b"\x06", b""))),
}


@pytest.mark.parametrize(("name", "fault"), FAULTS.values(), ids=FAULTS)
def test_what_was_written_is_read_back_and_must_say_what_the_data_say(
    name: str, fault: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A program that has been broken on purpose, where values are written as XML; with and without a rich text."""
    template = compile_template(house(p("{{ x }} {{ y }}") + p("{{p rig|rigtekst }}")), "prøve.docx")
    data = {"x": "A & <b>", "y": "", "rig": "C & D"}
    assert words(template.render(data))[2:4] == ["A & <b> ", "C & D"]
    monkeypatch.setattr(filling, name, fault)
    with pytest.raises(TemplateError, match="i brødteksten: et ord af teksten ville gå tabt"):
        template.render(data)


def test_a_code_that_word_has_split_leaves_no_empty_runs_behind() -> None:
    """A code over three runs; one with a line break in its midst, which stays; one inside tracked insertions."""
    run = "<w:r><w:rPr><w:b/></w:rPr><w:t>{}</w:t></w:r>"
    broken = "<w:p><w:r><w:t>{{ x</w:t><w:br/><w:t> }}</w:t></w:r></w:p>"
    inserted = f'<w:p><w:ins w:id="1" w:author="x">{run.format("{{ x")}{run.format(" }}")}</w:ins></w:p>'
    template = compile_template(house(split("{{", " x", " }}") + broken + inserted), "prøve.docx")
    document = parse(parts(template.render({"x": "a"}))["word/document.xml"].encode())
    found = [[len(one) for one in paragraph.iter(w("r"))] for paragraph in document.iter(w("p"))]
    assert found == [[2], [2], [2, 1]]


def test_words_that_are_missing_or_change_places_are_seen() -> None:
    """Two texts and a field's code; line ends and tabs, which are elements, count for nothing."""
    xml = b"<p a='1 &gt; 0'><t>A &amp; B</t><br/><t>C</t><code> PAGE </code>\n</p>"
    seen = [filling.Filled(xml, said, marked=False).says_all() for said in ("A & B\nC PAGE ", "CA & B PAGE ", "A & BC", "A & B")]
    assert seen == [True, False, False, False]


def test_blocks_macros_and_filters_of_a_template_are_written_as_they_always_were() -> None:
    """What a template keeps in a name or a block and prints, in parts that cannot be proven."""
    codes = (
        p("{% block b %}{{ x }},{% endblock %}{{ self.b() }}")
        + p("{% filter upper %}a {{ 'q' }}{% endfilter %}")
        + p("{% set y %}{{ x }}{% filter upper %}q{% endfilter %}!{% endset %}{{ y }}")
        + p("{% macro m(y) %}{{ y }}{% endmacro %}{{ m(x) }}")
        + p("{% block tom %}{% endblock %}{{ self.tom() }}slut")
    )
    document = compile_template(house(codes), "prøve.docx").render({"x": "b & c"})
    assert words(document)[2:-2] == ["b & c,b & c,", "A Q", "b & cQ!", "b & c", "slut"]


def test_a_table_of_contents_is_refreshed_when_the_document_opens(tmp_path: Path) -> None:
    """A field TOC in the body, also where the template declines; a template without one asks for nothing."""
    field = (
        '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        '<w:r><w:instrText xml:space="preserve"> TOC \\o "1-3" </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>'
    )
    document = compile_template(house(field + p("{{ x }}")), "prøve.docx").render({"x": "a"})
    assert '<w:updateFields w:val="true"/>' in parts(document)["word/settings.xml"]
    (tmp_path / "a.docx").write_bytes(document)
    assert validator_errors(tmp_path / "a.docx") == []
    asked = compile_template(house(field, {"word/settings.xml": f'<w:settings {W}><w:updateFields w:val="0"/></w:settings>'}))
    assert parts(asked.render({}))["word/settings.xml"].count('<w:updateFields w:val="true"/>') == 1
    assert "updateFields" not in parts(compile_template(house(p("x"))).render({}))["word/settings.xml"]


def told(*pieces: str) -> str:
    """A field that is told what it shall be in these pieces, one run each."""
    mark = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'.format
    return mark("begin") + "".join(f"<w:r><w:instrText>{piece}</w:instrText></w:r>" for piece in pieces) + mark("end")


@pytest.mark.parametrize(
    ("field", "refreshed"),
    [
        (told(" T", "OC", " x"), True),
        (told("PAGE") + told(" toc x"), True),
        ('<w:fldSimple w:instr=" Toc x"><w:r><w:t>a</w:t></w:r></w:fldSimple>', True),
        (told("TOCS"), False),
        (told(" IF TOC"), False),
    ],
)
def test_a_table_of_contents_is_known_however_word_writes_its_field(field: str, refreshed: bool) -> None:
    """In several runs, in small letters, after another field, as a simple field; and two fields that are none."""
    settings = parts(compile_template(house(f"<w:p>{field}</w:p>")).render({}))["word/settings.xml"]
    assert ("updateFields" in settings) is refreshed


def test_damaged_settings_are_told_and_not_passed_on() -> None:
    """A template whose settings somebody has cut short."""
    with pytest.raises(TemplateError, match="filen er beskadiget"):
        compile_template(house(p("x"), {"word/settings.xml": "<w:settings"}), "prøve.docx")


def test_a_footer_that_stands_in_a_template_twice_is_filled_twice() -> None:
    """The first page's footer says the same as the others', as Word has it."""
    footer: str | None = f"<w:ftr {W}>{p('{{ udgave }}')}</w:ftr>"
    template = compile_template(house(p("x"), {"word/footer_first.xml": footer, "word/footer_default.xml": footer}), "prøve.docx")
    made = parts(template.render({"udgave": "Offentlig udgave"}))
    assert "Offentlig udgave" in made["word/footer_first.xml"]
    assert made["word/footer_first.xml"] == made["word/footer_default.xml"]
    assert {part.name for part in template.parts if not part.still} == {"word/footer_first.xml", "word/footer_default.xml"}


def test_the_fastest_deflate_is_taken_and_pythons_own_when_there_is_none() -> None:
    """A library that is installed, and none; every document opens whatever made it."""
    assert best_press((("no.such.library", 1),)) is ZLIB
    found = best_press((("no.such.library", 1), ("zlib", 1)))
    assert (found.name, found.level) == ("zlib", 1)
    made: dict[str, Any] = {"x": "æ" * 50}
    small, large = (compile_template(house(p("{{ x }}")), press=press).render(made) for press in (ZLIB, found))
    assert (len(small) < len(large), words(small)) == (True, words(large))


def test_custom_properties_are_filled(tmp_path: Path) -> None:
    """A custom property with a placeholder, beside one without."""
    custom = (
        '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties" '
        'xmlns:vt="http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes">'
        '<property fmtid="{D5CDD505-2E9C-101B-9397-08002B2CF9AE}" pid="2" name="Sag"><vt:lpwstr>Nr. {{ sag }}</vt:lpwstr>'
        '</property><property fmtid="{D5CDD505-2E9C-101B-9397-08002B2CF9AE}" pid="3" name="Fast"><vt:lpwstr>3</vt:lpwstr>'
        "</property></Properties>"
    )
    rels = parts(house(p("x")))["_rels/.rels"].replace(
        "</Relationships>",
        '<Relationship Id="rIdC" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/custom-properties" '
        'Target="docProps/custom.xml"/></Relationships>',
    )
    template = compile_template(house(p("x"), {"docProps/custom.xml": custom, "_rels/.rels": rels}), "prøve.docx")
    document = template.render({"sag": "A & B"})
    assert "<vt:lpwstr>Nr. A &amp; B</vt:lpwstr>" in parts(document)["docProps/custom.xml"]
    with pytest.raises(TemplateError, match="i dokumentegenskaberne: pladsholderen ”sag” findes ikke"):
        template.render({})
    (tmp_path / "a.docx").write_bytes(document)
    assert validator_errors(tmp_path / "a.docx") == []


def test_what_was_moved_or_deleted_under_revision_is_never_filled_in() -> None:
    """A placeholder in a paragraph that was moved away, and in a deleted run that kept its plain text."""
    for kind in ("moveFrom", "del"):
        gone = f'<w:p><w:{kind} w:id="1" w:author="x"><w:r><w:t>{{{{ hemmeligt }}}}</w:t></w:r></w:{kind}></w:p>'
        document = compile_template(house(p("Tekst") + gone, {"word/header_first.xml": header("x")}), "prøve.docx").render({})
        assert "{{ hemmeligt }}" in parts(document)["word/document.xml"]


def numbered(text: str, ilvl: int = 0) -> str:
    """A paragraph of the template's own numbered list."""
    return p(text, properties=f'<w:numPr><w:ilvl w:val="{ilvl}"/><w:numId w:val="77"/></w:numPr>')


def of_lists(body: str, **context: Any) -> list[tuple[str, str]]:
    """Each numbered paragraph of a document, as the number of its list and its words."""
    numbering = parts(house(p("x")))["word/numbering.xml"]
    abstract = (
        '<w:abstractNum w:abstractNumId="77"><w:multiLevelType w:val="multilevel"/><w:lvl w:ilvl="0"><w:start w:val="1"/>'
        '<w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/><w:lvlJc w:val="left"/></w:lvl></w:abstractNum>'
    )
    numbering = numbering.replace("<w:num ", f"{abstract}<w:num ", 1)
    numbering = numbering.replace("</w:numbering>", '<w:num w:numId="77"><w:abstractNumId w:val="77"/></w:num></w:numbering>')
    document = compile_template(house(body + p("slut"), {"word/numbering.xml": numbering}), "prøve.docx").render(context)
    assert "klynge-liste" not in parts(document)["word/document.xml"]
    found = []
    for paragraph in parse(parts(document)["word/document.xml"].encode()).iter(w("p")):
        number = paragraph.find(f"{w('pPr')}/{w('numPr')}/{w('numId')}")
        if number is not None:
            found.append((str(number.get(w("val"))), shown_text(paragraph)))
    return found


def test_a_numbered_list_begins_anew_in_each_turn_of_a_loop() -> None:
    """Entries in a loop inside a loop; two entries in each turn; by the list's own number and by its style."""
    inner = p("{%p for s in r.s %}") + numbered("{{ s }}") + END
    rows = [{"s": ["a", "b"]}, {"s": ["c"]}, {"s": ["d"]}]
    lists = of_lists(LOOP + p("Punkt") + inner + END, rækker=rows)
    assert [said for _, said in lists] == ["a", "b", "c", "d"]
    assert len({number for number, _ in lists}) == 3
    assert lists[0][0] == lists[1][0] == "77"
    twice = of_lists(LOOP + numbered("a") + numbered("b") + END, rækker=[1, 2])
    assert [number == "77" for number, _ in twice] == [True, True, False, False]


def test_a_list_that_its_style_numbers_begins_anew_too() -> None:
    """Entries in the template's own style for numbered lists, in a loop inside a loop; a paragraph in no style at all."""
    inner = p("{%p for s in r.s %}") + p("{{ s }}", "ListNumber") + p("x").replace("<w:pPr></w:pPr>", "") + END
    lists = of_lists(LOOP + p("Punkt") + inner + END, rækker=[{"s": ["a", "b"]}, {"s": ["c", "d"]}])
    assert [said for _, said in lists] == ["c", "d"]
    assert len({number for number, _ in lists}) == 1


def test_what_a_loop_numbers_once_in_each_turn_is_counted_through() -> None:
    """Numbered items, each with numbered entries below it on the next level of the same list."""
    below = p("{%p for s in r.s %}") + numbered("{{ s }}", 1) + END
    lists = of_lists(LOOP + numbered("Punkt") + p("tekst") + below + END, rækker=[{"s": ["a"]}, {"s": ["b"]}])
    assert lists == [("77", "Punkt"), ("77", "a"), ("77", "Punkt"), ("77", "b")]
    either = p("{%p if r %}") + numbered("ja") + p("{%p else %}") + numbered("nej") + p("{%p endif %}")
    assert of_lists(LOOP + either + END, rækker=[1, 0]) == [("77", "ja"), ("77", "nej")]
