"""The Word templates that we ship, with whole samples in them: the words, the shape, and what the real validators say."""

import re
import zipfile
from collections.abc import Callable
from io import BytesIO
from itertools import pairwise
from pathlib import Path

import pytest
from lxml import etree

from tests.support.ooxml import validator_errors
from tests.support.pdfua import convert, pdfs, pdfua_findings
from tests.templates import samples
from tests.templates.reading import A, Document, W
from workflow.domain.agendas import Agenda
from workflow.domain.charters import Charter
from workflow.domain.minutes import Minutes
from workflow.domain.records import Record
from workflow.rendering.compiler import compile_template
from workflow.rendering.inspection import inspect_template

TEMPLATES = Path(__file__).parents[2] / "templates" / "docx"
GOLDEN = Path(__file__).parent / "golden"
KINDS: dict[str, type[Record]] = {"dagsorden": Agenda, "referat": Minutes, "kommissorium": Charter}
SAMPLES: dict[str, tuple[str, Callable[[], Record]]] = {
    "dagsorden": ("dagsorden", samples.agenda),
    "dagsorden-tom": ("dagsorden", samples.bare_agenda),
    "dagsorden-lang": ("dagsorden", samples.long_agenda),
    "referat": ("referat", samples.minutes),
    "referat-tomt": ("referat", samples.bare_minutes),
    "kommissorium": ("kommissorium", samples.charter),
    "kommissorium-tomt": ("kommissorium", samples.bare_charter),
}
HEADINGS = {
    "heading 1": 1,
    "heading 2": 2,
    "Overskrift 2 uden nummer": 2,
    "heading 3": 3,
    "Beslutning overskrift": 3,
    "Lukket overskrift": 3,
    "heading 4": 4,
}
FORBIDDEN = ("pBdr", "txbxContent", "pict", "framePr", "object")
SLOTS = {"text1": "dk1", "text2": "dk2", "background2": "lt2", "hyperlink": "hlink", "followedHyperlink": "folHlink"}


def rendered(name: str) -> bytes:
    """One of the samples as a document."""
    template, sample = SAMPLES[name]
    return compile_template(TEMPLATES / f"{template}.docx").render(sample().spoken())


@pytest.mark.parametrize("kind", KINDS)
def test_a_template_asks_only_for_what_its_document_offers(kind: str) -> None:
    """Each of the three templates against its record."""
    assert inspect_template(TEMPLATES / f"{kind}.docx", KINDS[kind]) == ()


@pytest.mark.parametrize("name", SAMPLES)
def test_a_sample_gives_exactly_these_words_in_these_styles(name: str) -> None:
    """Running matter, body and notes, compared whole with tests/templates/golden."""
    document = Document(rendered(name))
    lines = [*document.running(), "", *document.lines(), "", *document.notes()]
    assert "\n".join(lines).strip().split("\n") == (GOLDEN / f"{name}.txt").read_text(encoding="utf-8").strip().split("\n")


@pytest.mark.parametrize("name", SAMPLES)
def test_a_document_has_the_shape_that_the_house_asks_for(name: str) -> None:
    """One main heading, no level skipped, nothing empty, nothing drawn by hand, heads that repeat."""
    document = Document(rendered(name))
    levels = [HEADINGS[style] for style, _ in document.paragraphs() if style in HEADINGS]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(later <= sooner + 1 for sooner, later in pairwise(levels))
    assert [style for style, words in document.paragraphs() if not words.strip()] == []
    assert [name for name in FORBIDDEN if document.body.find(f".//{W}{name}") is not None] == []
    assert [table for table in document.body.iter(f"{W}tbl") if table.find(f"{W}tr/{W}trPr/{W}tblHeader") is None] == []
    blocks = [block.tag for block in document.body if block.tag != f"{W}sectPr"]
    assert (f"{W}tbl", f"{W}tbl") not in pairwise(blocks)
    assert blocks[-1] == f"{W}p"
    assert not any(
        code in document.raw[name].decode() for name in document.names if name.endswith(".xml") for code in ("{{", "{%")
    )


@pytest.mark.parametrize("name", SAMPLES)
def test_a_document_says_truly_what_it_is(name: str) -> None:
    """Title, subject, author and language, as the record gives them."""
    spoken = SAMPLES[name][1]().spoken()
    assert Document(rendered(name)).properties() == {
        "title": spoken["dokumenttitel"],
        "subject": spoken["dokumentemne"],
        "creator": "Klyngesekretariatet",
        "language": "da-DK",
    }


def test_every_document_is_valid_and_accessible(tmp_path: Path) -> None:
    """All samples and the form: the Open XML SDK's validator, and PDF/UA-1 after LibreOffice."""
    paths = [tmp_path / f"{name}.docx" for name in (*SAMPLES, "dagsordensforslag")]
    for path in paths[:-1]:
        path.write_bytes(rendered(path.stem))
    paths[-1].write_bytes((TEMPLATES / paths[-1].name).read_bytes())
    assert {path.name: errors for path in paths if (errors := validator_errors(path))} == {}
    assert {path.name: found for path in pdfs(paths, tmp_path) if (found := pdfua_findings(path))} == {}


@pytest.mark.parametrize("name", ["dagsorden", "referat", "kommissorium"])
def test_a_template_that_libreoffice_has_saved_renders_the_same_words_and_styles(name: str, tmp_path: Path) -> None:
    """Staff open the template in LibreOffice and save it; LibreOffice writes "Heading 1" where Word writes "heading 1"."""
    template, sample = SAMPLES[name]
    saved = convert([TEMPLATES / f"{template}.docx"], "docx", tmp_path)[0]
    resaved, ours = Document(compile_template(saved).render(sample().spoken())), Document(rendered(name))
    assert [line.replace("Heading", "heading") for line in resaved.lines()] == ours.lines()
    assert resaved.notes() == ours.notes()
    assert len(set(resaved.names)) == len(resaved.names)


@pytest.mark.parametrize("name", ["dagsorden", "referat", "kommissorium", "dagsordensforslag"])
def test_the_templates_speak_danish_and_write_every_colour_twice(name: str) -> None:
    """The language of all text, and a hex value beside each colour of the theme, as LibreOffice needs it."""
    document = Document(TEMPLATES / f"{name}.docx")
    styles = document.part("word/styles.xml")
    languages = [lang.get(f"{W}val") for lang in styles.iterfind(f"{W}docDefaults//{W}lang")]
    assert languages == ["da-DK"]
    slots = document.part("word/theme/theme1.xml").iterfind(f".//{A}clrScheme/*")
    theme = {etree.QName(slot).localname: str(slot[0].get("val")) for slot in slots}
    parts = [document.part(part) for part in document.names if part.startswith("word/") and part.endswith(".xml")]
    coloured = [element for part in parts for element in part.iter(etree.Element)]
    assert [wrong for element in coloured for wrong in _wrong_colours(element, theme)] == []


def _wrong_colours(element: etree._Element, theme: dict[str, str]) -> list[str]:
    """The colours of an element that do not say the same in the theme and in hex."""
    pairs = (("themeColor", "themeTint", "color"), ("themeFill", "themeFillTint", "fill"))
    wrong = []
    for slot, tint, plain in pairs:
        named = element.get(f"{W}{slot}")
        written = element.get(f"{W}{plain}") or element.get(f"{W}val")
        if named and written != _hex(theme[SLOTS.get(named, named)], element.get(f"{W}{tint}")):
            wrong.append(etree.tostring(element).decode())
        if not named and element.get(f"{W}{plain}") not in {None, "auto"}:
            wrong.append(etree.tostring(element).decode())
    return wrong


def _hex(colour: str, tint: str | None) -> str:
    """A colour of the theme, tinted as Word tints it."""
    share = int(tint, 16) / 255 if tint else 1
    parts = (int(colour[place : place + 2], 16) for place in (0, 2, 4))
    return "".join(f"{round(255 - (255 - part) * share):02X}" for part in parts)


def test_one_house_has_one_look() -> None:
    """The four templates share styles, lists, theme and fonts to the byte."""
    documents = [Document(path) for path in sorted(TEMPLATES.glob("*.docx"))]
    assert len(documents) == 4
    for part in ("word/styles.xml", "word/numbering.xml", "word/theme/theme1.xml", "word/fontTable.xml", "word/settings.xml"):
        assert len({document.raw[part] for document in documents}) == 1, part


@pytest.mark.parametrize("name", SAMPLES)
def test_every_numbered_paragraph_stands_on_the_level_of_its_style(name: str) -> None:
    """A list that begins anew in each item keeps its figures: level 3 for List Number, level 4 for List Number 2."""
    with zipfile.ZipFile(BytesIO(rendered(name))) as package:
        body = package.read("word/document.xml").decode("utf-8")
    found = re.findall(r'<w:pStyle w:val="(ListNumber2?)"/>(?:(?!</w:pPr>).)*?<w:numPr><w:ilvl w:val="(\d)"/>', body)
    assert {level for style, level in found if style == "ListNumber"} <= {"3"}
    assert {level for style, level in found if style == "ListNumber2"} <= {"4"}
