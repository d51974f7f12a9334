"""Equality with docxtpl: the same template and the same data, filled by both, make the same document, part by part.

Compared is canonical XML. What says nothing to a reader is left out of it on both sides: Word's spelling marks and paragraph
numbers, ``xml:space`` where no space stands at an end, empty runs, and where one run ends and its equal begins (docxtpl gives
words that stand after a code in its last run the look of its first; we keep theirs). docxtpl is called with autoescape, or it
loses text.
"""

import zipfile
from collections.abc import Iterator, Mapping
from copy import deepcopy
from io import BytesIO
from typing import Any

import pytest
from docxtpl import DocxTemplate, Listing, RichText, RichTextParagraph
from lxml import etree

from tests.rendering.paper import W as NAMESPACE
from tests.rendering.paper import core, header, house, p, rendered, row, split, staff, table

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
SPACE = "{http://www.w3.org/XML/1998/namespace}space"
OURS_ALONE = {"docProps/custom.xml", "[Content_Types].xml", "_rels/.rels"}
"""Our stamp, and the two lists in which it stands."""
OUR_PROPERTIES = {"creator", "language", "lastModifiedBy", "created", "modified", "revision"}
"""The core properties that the house sets itself: no clock, no name of a program."""


def theirs(template: bytes, context: Mapping[str, Any]) -> bytes:
    """The document that docxtpl makes."""
    made, stream = DocxTemplate(BytesIO(template)), BytesIO()
    made.render(dict(context), autoescape=True)
    made.save(stream)
    return stream.getvalue()


def meanings(docx: bytes) -> dict[str, bytes]:
    """What each part of a document says, under its name."""
    with zipfile.ZipFile(BytesIO(docx)) as package:
        parts = {name.lstrip("/"): package.read(name) for name in package.namelist()}
    return {name: _meaning(name, part) for name, part in parts.items() if name not in OURS_ALONE}


def _meaning(name: str, part: bytes) -> bytes:
    """What one part says: relationships and properties as lists, other XML in its canonical form."""
    if not name.endswith((".xml", ".rels")):
        return part
    root = etree.fromstring(part)
    if name.endswith(".rels"):
        return repr(sorted(sorted(map(str, one.attrib.values())) for one in root)).encode()
    if name == "docProps/core.xml":
        said = {etree.QName(one).localname: one.text for one in root if one.text}
        return repr(sorted((key, text) for key, text in said.items() if key not in OUR_PROPERTIES)).encode()
    etree.strip_elements(root, f"{W}proofErr", with_tail=False)
    etree.strip_attributes(root, f"{W14}paraId", f"{W14}textId")
    for paragraph in root.iter(f"{W}p"):
        _join(paragraph)
    for text in root.iter(f"{W}t"):
        if (text.text or "") == (text.text or "").strip(" \t\r\n"):
            etree.strip_attributes(text, SPACE)
    return etree.tostring(root, method="c14n", exclusive=True)


def _join(paragraph: etree._Element) -> None:
    """Bring a paragraph's runs into one form: each holds one thing, none is empty, and texts that look alike are one."""
    for run in paragraph.findall(f"{W}r"):
        look = _look(run)
        for held in [one for one in run if one.tag != f"{W}rPr" and (one.tag != f"{W}t" or one.text)]:
            before = run.getprevious()
            last = before[-1] if before is not None and before.tag == run.tag and len(before) else None
            if last is not None and last.tag == held.tag == f"{W}t" and _look(last.getparent()) == look:
                last.text = f"{last.text}{held.text}"
                last.set(SPACE, "preserve")
            else:
                alone = etree.fromstring(look)
                alone.append(held)
                run.addprevious(alone)
        paragraph.remove(run)


def _look(run: etree._Element | None) -> bytes:
    """A run without what it holds, and without Word's revision numbers."""
    made = etree.Element(f"{W}r")
    properties = run.find(f"{W}rPr") if run is not None else None
    if properties is not None and len(properties):
        made.append(deepcopy(properties))
    return etree.tostring(made, method="c14n", exclusive=True)


def differing(template: bytes, **context: Any) -> list[str]:
    """The parts that our engine and docxtpl make differently."""
    ours, others = meanings(rendered(template, **context)), meanings(theirs(template, context))
    return sorted(name for name in ours.keys() | others.keys() if ours.get(name) != others.get(name))


def cells(*texts: str) -> str:
    """A row of one paragraph a cell; the texts are XML."""
    return row(*(p(text) for text in texts))


def loop(body: str, over: str = "ting in alle") -> str:
    """A table loop, with its codes in rows of their own."""
    return cells(f"{{%tr for {over} %}}", "") + body + cells("{%tr endfor %}", "")


PEOPLE = [{"navn": "Åse & Søn", "rolle": "Formand", "farve": "FFDD00"}, {"navn": "Bo <B>", "rolle": "Medlem", "farve": "8888FF"}]
RUN_LEVEL = (
    '<w:p><w:r><w:t xml:space="preserve">Vi siger </w:t></w:r><w:r><w:t>{%r if fed %}</w:t></w:r>'
    '<w:r><w:rPr><w:b/></w:rPr><w:t xml:space="preserve">{{ ord }} nu</w:t></w:r><w:r><w:t>{%r endif %}</w:t></w:r></w:p>'
)
FOOTNOTES = (
    f'<w:footnotes {NAMESPACE}><w:footnote w:type="separator" w:id="-1">{p("")}</w:footnote>'
    f'<w:footnote w:type="continuationSeparator" w:id="0">{p("")}</w:footnote>'
    f'<w:footnote w:id="1">{p("Note: {{ ord }}")}</w:footnote></w:footnotes>'
)
REFERENCE = '<w:p><w:r><w:t>Tekst</w:t></w:r><w:r><w:footnoteReference w:id="1"/></w:r></w:p>'


def features() -> Iterator[tuple[str, bytes, dict[str, Any]]]:
    """A template for each feature of the language, with data."""
    people: dict[str, Any] = {"alle": PEOPLE}
    tinted = loop(cells("{% cellbg ting.farve %}{{ ting.navn }}", "{{ ting.rolle }}"))
    yield "cellbg", house(table(cells("Navn", "Rolle"), tinted)), people
    remarks = p("Før{# bemærkning #} efter") + p("{#p hele afsnittet #} med ord") + p("Slut")
    taken = table(cells("A", "B"), cells("{#tr rækken #}", "også denne celle"), cells("{#tc cellen #} med ord", "bliver"))
    yield "comments", house(remarks + taken), {}
    chain = p("{{ ord|upper }}, {{ alle|map(attribute='rolle')|join(' og ') }}, {{ alle|length }}, {{ intet|default('–') }}")
    yield "filters", house(chain), {**people, "ord": "æbler"}
    yield "properties", house(p("Krop"), {"docProps/core.xml": core("Om {{ titel }}")}), {"titel": "Æbler og pærer"}
    wide = table(
        cells("Navn", "{%tc for k in søjler %}", "{{ k }}", "{%tc endfor %}"),
        cells("{%tr for r in rækker %}", "", "", ""),
        cells("{{ r.navn }}", "{%tc for k in r.tal %}", "{{ k }}", "{%tc endfor %}"),
        cells("{%tr endfor %}", "", "", ""),
        columns=4,
    )
    numbers = [{"navn": "a", "tal": [1, 2, 3]}, {"navn": "b", "tal": [4, 5, 6]}]
    yield "dynamic table", house(wide), {"søjler": ["x", "y", "z"], "rækker": numbers}
    uneven = table(cells("{%tc for k in søjler %}", "{{ k }}", "{%tc endfor %}"), columns=3)
    for width in ("1000", "3000", "2000"):
        uneven = uneven.replace('<w:gridCol w:w="2000"/>', f'<w:gridCol  w:w="{width}"/>', 1)
    yield "uneven columns, fewer", house(uneven), {"søjler": ["x", "y"]}
    yield "uneven columns, more", house(uneven), {"søjler": ["x", "y", "z", "æ"]}
    spanned = table(cells("{% colspan bredde %}Overskrift"), cells("a", "b"))
    yield "colspan", house(spanned), {"bredde": 2}
    merged = table(cells("{%tc for k in søjler %}", "{% hm %}{{ ord }}", "{%tc endfor %}"), columns=3)
    yield "horizontal merge", house(merged), {"søjler": [1, 2, 3], "ord": "Fælles"}
    yield "vertical merge", house(table(cells("Navn", "Rolle"), loop(cells("{{ ting.navn }}", "{% vm %}Fælles")))), people
    yield "escape", house(p("{{ ord }}")), {"ord": "<a href=\"b\">'c' & d</a>\nny linje\tefter tabulator ]]>"}
    margins: dict[str, str | None] = {
        "word/header_first.xml": header("{{ ord }}"),
        "word/footer_first.xml": f"<w:ftr {NAMESPACE}>{p('{{ ord }}')}</w:ftr>",
    }
    yield "header and footer", house(p("Krop"), margins), {"ord": "A < B & C"}
    yield "UTF-8", house(p("æøå – {{ ord }}")), {"ord": "ÆØÅ »é« 😀 שלום e\N{COMBINING ACUTE ACCENT}\N{NO-BREAK SPACE}."}
    joined = p("Huset ligger") + p("{%- if by %}") + p("i byen") + p("{%- else %}") + p("på landet") + p("{%- endif %}")
    yield "merged paragraphs", house(joined + p(".")), {"by": True}
    inner = p("{%p for sag in møde.sager %}") + p("{{ loop.index }}. {{ sag }}") + p("{%p endfor %}")
    nested = p("{%p for møde in møder %}") + p("{{ møde.navn }}") + inner + p("{%p endfor %}")
    yield "nested loops", house(nested), {"møder": [{"navn": "1", "sager": ["a", "b"]}, {"navn": "2", "sager": []}]}
    priced = loop(cells("{{ ting.navn }}", "{% if ting.rolle == 'Formand' %}Ja{% else %}Nej{% endif %}"))
    chosen = p("{%p if alle|length > 5 %}") + p("Mange") + p("{%p elif alle %}") + p("Nogle") + p("{%p else %}") + p("Ingen")
    yield "order", house(p("Kære {{ navn }},") + table(priced) + chosen + p("{%p endif %}")), {**people, "navn": "Eric"}
    yield "preserved spaces", house(p(" {{ ord }}  og {{ ord }} ") + p("{% if ord %}{{ ord }} {% endif %}slut")), {"ord": " x "}
    yield "codes for runs", house(RUN_LEVEL + p("Efter")), {"fed": True, "ord": "Æ & Ø"}
    yield (
        "split codes",
        house(split("Kære {{", " ord", " }}, hej") + split("{%p if", " ord %}") + p("Ja") + p("{%p endif %}")),
        {"ord": "A"},
    )
    yield "footnotes", house(REFERENCE, {"word/footnotes.xml": FOOTNOTES}), {"ord": "æ & ø"}
    yield (
        "staff's own file",
        staff("Kære {{ ord }}", "{%p for x in alle %}", "{{ x.navn }}", "{%p endfor %}"),
        {**people, "ord": "A"},
    )


def drawn_features() -> Iterator[tuple[str, bytes, dict[str, Any]]]:
    """A template for each way in which a program's own RichText, RichTextParagraph and Listing are asked for."""
    styled = '<w:p><w:pPr><w:keepNext/></w:pPr><w:r><w:rPr><w:b/></w:rPr><w:t xml:space="preserve">{}</w:t></w:r></w:p>'
    told = RichText("Æ & Ø <", bold=True, color="#ff00ff")
    told.add(" to\nlinjer\tog", style="Hyperlink", size=14, font="eastAsia:Arial")
    told.add("\aet nyt afsnit\ftil sidst på en ny side", italic=True, underline="dotted", highlight="#ffff00")
    yield "rich text", house(styled.format("{{r tekst }}") + p("Efter")), {"tekst": told}
    yield "rich text and if", house(p("{%r if tekst %}Før {{r tekst }} efter{%r endif %}", "Quote")), {"tekst": told}
    tinted = loop(cells("{% cellbg ting.farve %}{{r ting.navn }}", "{{ ting.rolle }}"))
    coloured = [{**one, "navn": RichText(one["navn"], color=one["farve"])} for one in PEOPLE]
    yield "rich text in a coloured cell", house(table(cells("Navn", "Rolle"), tinted)), {"alle": coloured}
    several = RichTextParagraph("Første")
    several.add(told, parastyle="Quote")
    several.add("Med\atal", parastyle="ListBullet")
    yield "rich paragraphs", house(p("Før") + p("{{p afsnit }}", "Heading2") + p("Efter")), {"afsnit": several}
    yield "rich paragraphs in a cell", house(table(row(p("{{p afsnit }}") + p("x"), p("y")))), {"afsnit": several}
    listing = Listing("en <linje>\nen & anden\tmed tabulator\aet afsnit\fen side\n")
    yield "listing", house(styled.format("Se: {{ liste }}!") + p("Efter")), {"liste": listing}
    yield "listing in a header", house(p("Krop"), {"word/header_first.xml": header("{{ liste }}")}), {"liste": Listing("a\nb")}


FEATURES = [*features(), *drawn_features()]


@pytest.mark.parametrize(("template", "context"), [case[1:] for case in FEATURES], ids=[case[0] for case in FEATURES])
def test_a_template_makes_the_document_that_docxtpl_makes(template: bytes, context: dict[str, Any]) -> None:
    """One feature of docxtpl's template language in the shipped design."""
    assert differing(template, **context) == []


def test_the_comparison_sees_a_difference() -> None:
    """The same template with other words, another look, another place of the line's end."""
    base = meanings(rendered(house(p("{{ ord }}")), ord="a b"))
    for other in (house(p("{{ ord }} ")), house(p("{{ ord }}", properties="<w:keepNext/>")), house(p("{{ ord }}") + p(""))):
        assert meanings(rendered(other, ord="a b"))["word/document.xml"] != base["word/document.xml"]
