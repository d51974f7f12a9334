"""Pictures that travel with a Markdown text stand in Word as they are; any other is a finding, and its description is printed."""

import re
import struct
import zlib
from base64 import b64decode
from pathlib import Path

import pytest
from lxml import etree

from tests.rendering.paper import header, house, p, parts, rendered, repacked, row, table
from tests.rendering.words import words
from tests.support.ooxml import validator_errors
from tests.support.pdfua import pdf, pdfua_findings
from workflow.errors import UnprintableError
from workflow.rendering.illustrated import Illustrated
from workflow.rendering.package import Package
from workflow.rendering.pictures import LARGEST_PICTURE, Picture, Unshown, picture_at
from workflow.rendering.remarking import remarks
from workflow.rendering.wordml import WP

FIELD = house(p("Emne", "Heading1") + p("{{p x|rigtekst(2) }}") + p("Slut"))
JPEG = b64decode(
    "/9j/4AAQSkZJRgABAQEASABIAAD/2wBDAP//////////////////////////////////////////////////////////////////////////////////"
    "////wgALCAABAAEBAREA/8QAFBABAAAAAAAAAAAAAAAAAAAAAP/aAAgBAQABPxA="
)
GIF = b64decode("R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7")
MM = 36_000
"""A millimetre in the units of a drawing."""
COLUMN = 144


def png(width: int, height: int, dpi: int = 254, shade: int = 0) -> bytes:
    """A PNG of so many pixels; ten of them are a millimetre, unless another resolution is said."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    rows = (
        b"\0" + bytes((x * 255 // width, y * 255 // height, shade)[k] for x in range(width) for k in range(3))
        for y in range(height)
    )
    density = struct.pack(">IIB", round(dpi / 0.0254), round(dpi / 0.0254), 1)
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    data = chunk(b"IHDR", head) + chunk(b"pHYs", density) + chunk(b"IDAT", zlib.compress(b"".join(rows))) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + data


def huge(width: int, height: int) -> bytes:
    """The head of a PNG of so many pixels, and no pixels."""
    return png(1, 1)[:16] + struct.pack(">II", width, height) + png(1, 1)[24:]


CURVE, WIDE, TALL = png(100, 50), png(300, 60, 25), png(40, 400, 25)


def sizes(xml: str) -> list[tuple[int, int]]:
    """The width and height of each drawing in whole millimetres."""
    return [(round(int(cx) / MM), round(int(cy) / MM)) for cx, cy in re.findall(r'<wp:extent cx="(\d+)" cy="(\d+)"', xml)]


def body_of(text: str, template: bytes = FIELD, **pictures: bytes) -> str:
    """The body of a document made of a text and its pictures, each a PNG."""
    found = {f"{name}.png": blob for name, blob in pictures.items()}
    return parts(rendered(template, x=Illustrated(text, found)))["word/document.xml"]


def test_a_picture_has_the_width_that_its_title_asks_for() -> None:
    """Made smaller, made larger, asked to be wider than the column, and a title that is one."""
    small, large = body_of('![Kurve](a.png "5 mm")', a=WIDE), body_of('![Kurve](a.png "20 mm")', a=CURVE)
    assert (sizes(small), sizes(large)) == ([(5, 1)], [(20, 10)])
    assert sizes(body_of('![Kurve](a.png "999 mm")', a=CURVE)) == [(COLUMN, round(COLUMN / 2))]
    assert "title=" not in small
    named = body_of('![Kurve](a.png "Figur 5 mm")', a=CURVE)
    assert (sizes(named), 'title="Figur 5 mm"' in named) == ([(10, 5)], True)


def test_a_picture_has_its_natural_size_and_never_more_than_the_text_has_room_for() -> None:
    """A small picture; one wider than the column; one higher than the page; one in a list, in a quotation, in a table."""
    assert sizes(body_of("![Kurve](a.png)", a=CURVE)) == [(10, 5)]
    assert sizes(body_of("![Kurve](a.png)", a=WIDE)) == [(COLUMN, round(COLUMN / 5))]
    assert sizes(body_of("![Kurve](a.png)", a=TALL)) == [(18, 181)]
    assert sizes(body_of("- ![Kurve](a.png)\n  - ![Kurve](a.png)\n\n> ![Kurve](a.png)", a=WIDE)) == [
        (138, 28),
        (132, 26),
        (120, 24),
    ]
    assert sizes(body_of("| A | B |\n|--|------|\n| ![Kurve](a.png) | ![Kurve](a.png) |", a=WIDE)) == [(33, 7), (105, 21)]
    assert sizes(body_of("| A |\n|--:|\n| ![Kurve](a.png) |", a=WIDE)) == [(141, 28)]


def test_a_picture_fits_the_cell_the_section_and_the_column_that_it_stands_in() -> None:
    """A template's cell with and without a width; a landscape section in two columns after an upright one; a header."""
    cell = table(row(p("{{p x|rigtekst }}"), p("y")))
    sized = body_of(
        "![Kurve](a.png)", house(cell + cell.replace('w:w="2000" w:type="dxa"', 'w:w="5000" w:type="pct"') + p("z")), a=WIDE
    )
    assert sizes(sized) == [(35, 7), (35, 7)]
    spanned = (
        '<w:tr><w:trPr><w:gridBefore w:val="1"/></w:trPr><w:tc>'
        + p("x")
        + '</w:tc><w:tc><w:tcPr><w:gridSpan w:val="2"/></w:tcPr>'
    )
    wide = table(f"{spanned}{p('{{p x|rigtekst }}')}</w:tc></w:tr>", columns=4)
    assert sizes(body_of("![Kurve](a.png)", house(wide + p("z")), a=WIDE)) == [(71, 14)]
    upright = (
        '<w:sectPr><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="567" w:left="567" w:right="567" w:bottom="567"/></w:sectPr>'
    )
    across = upright.replace("11906", "16839").replace('w:h="16838"', 'w:h="11906" w:orient="landscape"')
    across = across.replace("</w:sectPr>", '<w:cols w:num="2" w:space="567"/></w:sectPr>')
    sections = p("{{p x|rigtekst }}") + p("", "", upright) + p("{{p x|rigtekst }}", "", across) + p("{{p x|rigtekst }}")
    assert sizes(body_of("![Kurve](a.png)", house(sections), a=WIDE)) == [(190, 38), (134, 27), (COLUMN, 29)]
    inside = (
        p("", "", upright) + p("", "", across) + table(row(p("{{p x|rigtekst }}"), p("y"))).replace('w:w="2000"', 'w:w="12000"')
    )
    assert sizes(body_of("![Kurve](a.png)", house(inside + p("z")), a=WIDE)) == [(COLUMN, 29)]
    unsaid = f"<w:tbl><w:tr><w:tc>{p('{{p x|rigtekst }}')}</w:tc></w:tr></w:tbl>"
    assert sizes(body_of("![Kurve](a.png)", house(unsaid + p("z")), a=WIDE)) == [(10, 2)]


def test_an_indented_paragraph_has_less_room_for_a_picture() -> None:
    """A field whose paragraph is indented on both sides by the template."""
    template = house(p("{{p x|rigtekst }}", "", '<w:ind w:left="567" w:end="567"/>'))
    assert sizes(body_of("![Kurve](a.png)", template, a=WIDE)) == [(COLUMN - 20, 25)]


def test_the_same_picture_is_kept_once_and_every_drawing_has_a_number_of_its_own(tmp_path: Path) -> None:
    """Pictures in the body, a list, a table, a footnote, a header and a template's own cell; two texts with one name for two."""
    head = header("{{p x|rigtekst }}")
    template = house(
        p("Emne", "Heading1")
        + p("{{p x|rigtekst(2) }}")
        + p("{{p y|rigtekst(2) }}")
        + table(row(p("{{p x|rigtekst }}"), p("y")))
        + p("Slut"),
        {"word/header_first.xml": head},
    )
    x = Illustrated(
        "![Kurve](a.png 'Figur 1') og [![Logo](b.gif)](https://b.dk)\n\n- ![Kurve](a.png)[^1]\n\n[^1]: Se ![Foto](c.jpg)",
        {"a.png": CURVE, "b.gif": GIF, "c.jpg": JPEG},
    )
    y = Illustrated("| A |\n|---|\n| ![En anden](a.png) |", {"a.png": png(20, 20, shade=200)})
    document = rendered(template, x=x, y=y)
    package = Package.read(document)
    media = {name: package.content_type(name) for name in package.parts if "rigtekst" in name}
    assert sorted(media.values()) == ["image/gif", "image/jpeg", "image/png", "image/png"]
    assert {package.parts[name] for name in media} == {CURVE, GIF, JPEG, png(20, 20, shade=200)}
    drawn = "".join(part for name, part in parts(document).items() if name.endswith(".xml"))
    numbers = re.findall(r'<wp:docPr id="(\d+)"', drawn)
    assert len(set(numbers)) == len(numbers) == 13
    assert sorted(set(re.findall(r'descr="([^"]*)"', drawn))) == ["En anden", "Foto", "Kurve", "Logo"]
    assert '" title="Figur 1"/>' in drawn
    for owner, count in (("document", 3), ("footnotes", 1), ("header_first", 3)):
        assert parts(document)[f"word/_rels/{owner}.xml.rels"].count('Target="media/rigtekst-') == count
    assert re.search(r"<w:hyperlink [^>]*><w:r><w:drawing>", drawn)
    assert document == rendered(template, x=x, y=y)
    (tmp_path / "a.docx").write_bytes(document)
    assert validator_errors(tmp_path / "a.docx") == []
    assert pdfua_findings(pdf(tmp_path / "a.docx")) == []


def test_a_picture_of_the_template_keeps_its_number() -> None:
    """A drawing in the header, and a picture in the body: no two have one number in the whole document."""
    inline = f'<wp:inline xmlns:wp="{WP}"><wp:extent cx="1" cy="1"/><wp:docPr id="1" name="Logo"/></wp:inline>'
    drawing = f"<w:p><w:r><w:drawing>{inline}</w:drawing></w:r></w:p>"
    template = house(p("{{p x|rigtekst }}"), {"word/header_first.xml": header("x").replace("</w:hdr>", f"{drawing}</w:hdr>")})
    assert re.findall(r'<wp:docPr id="(\d+)"', body_of("![Kurve](a.png)", template, a=CURVE)) == ["2"]


@pytest.mark.parametrize(
    ("address", "problem"),
    [
        ("b.png", "”b.png” er ikke fulgt med. Der står kun en beskrivelse i stedet. Mente du ”h.png”?"),
        ("<mappe/en kurve.png>", "”mappe/en kurve.png” er ikke fulgt med. Der står kun en beskrivelse i stedet. Vedlæg billedet"),
        ("../../etc/passwd", "”../../etc/passwd” er ikke fulgt med."),
        ("/etc/passwd", "”/etc/passwd” er ikke fulgt med."),
        ("https://x.dk/a.png", "Billedet på https://x.dk/a.png bliver ikke hentet."),
        ("//x.dk/a.png", "Billedet på //x.dk/a.png bliver ikke hentet."),
        ("file:///etc/a.png", "Billedet på file:///etc/a.png bliver ikke hentet."),
        ("http://[x/a.png", "Billedet på http://%5Bx/a.png bliver ikke hentet."),
        ("data:image/png;base64,AAAA", "Et billede er skrevet ind i teksten som kode"),
        ("c.svg", "”c.svg” er ikke et billede, som Word kan vise."),
        ("d.png", "”d.png” er ikke et billede, som Word kan vise."),
        ("e.bmp", "”e.bmp” er ikke et billede, som Word kan vise."),
        ("f.png", "Billedet ”f.png” er for stort."),
        ("g.png", "Billedet ”g.png” er for stort."),
        ("h.png", "”h.png” er ikke et billede, som Word kan vise."),
    ],
)  # fmt: skip
def test_a_picture_that_cannot_be_shown_is_told_of_and_described(address: str, problem: str) -> None:
    """Pictures that did not come along, lie elsewhere, are of another kind, broken, or too large; nothing is fetched."""
    pictures = {
        "a.png": CURVE,
        "c.svg": b"<svg/>",
        "d.png": CURVE[:20],
        "e.bmp": b"BM" + struct.pack("<IHHIIiiHHIIiiII", 58, 0, 0, 54, 40, 1, 1, 1, 24, 0, 4, 2835, 2835, 0, 0) + b"\0" * 4,
        "f.png": CURVE + b"\0" * LARGEST_PICTURE,
        "g.png": huge(10_000, 5_001),
        "h.png": huge(0, 5),
    }
    text = f"![Kurve]({address})"
    assert words(rendered(FIELD, x=Illustrated(text, pictures)))[3] == "[billede: Kurve]"
    found = remarks(text, "sagsfremstilling", pictures=pictures)
    assert len(found) == 1
    assert found[0].printed().startswith("advarsel: sagsfremstilling: ")
    assert problem in found[0].printed()


def test_a_text_that_brings_no_pictures_prints_what_they_show() -> None:
    """A plain text; one whose pictures a template's filter has taken away; a picture without words, with a title only."""
    assert words(rendered(FIELD, x="![Kurve](a.png) ![](b.png) ![](data:x) ![](https://x.dk/c.png 'Titel')"))[3] == (
        "[billede: Kurve] [billede: b.png] [billede] [billede: https://x.dk/c.png, Titel]"
    )
    upper = house(p("{{p x|upper|rigtekst }}"))
    assert words(rendered(upper, x=Illustrated("![Kurve](a.png)", {"A.PNG": CURVE})))[2] == "[billede: KURVE]"


def test_an_address_that_is_none_names_no_file() -> None:
    """An address that no program can take apart."""
    assert picture_at("http://[x", {"http://[x": CURVE}) == Unshown(
        "Billedet på http://[x bliver ikke hentet.", "Gem billedet, og vedlæg det som bilag."
    )


def test_a_picture_is_found_by_its_name_however_that_is_written() -> None:
    """A name with a space and a Danish letter, in the other Unicode form, from the folder of the text."""
    for address in ("<./måling 1.png>", "m%C3%A5ling%201.png", "<ma\u030aling 1.png>"):
        assert body_of(f"![Kurve]({address})", **{"måling 1": CURVE}).count("<w:drawing>") == 1


def test_a_resolution_that_nobody_believes_is_the_usual_one() -> None:
    """Files that say one dot, and a million dots per inch."""
    found = [picture_at("a.png", {"a.png": png(96, 96, dpi)}) for dpi in (1, 1_000_000)]
    assert [(one.width, one.height) for one in found if isinstance(one, Picture)] == [(914_400, 914_400)] * 2


def test_a_picture_that_nobody_describes_is_told_of() -> None:
    """A picture without a description: the document calls it by its file's name."""
    assert 'descr="a.png"' in body_of("![](a.png)", a=CURVE)
    found = [one.printed() for one in remarks("![](a.png) ![](data:x)", "resumé", pictures={"a.png": CURVE})]
    hint = "Skriv i de firkantede klammer, hvad billedet viser; i Word: højreklik på det, og vælg Vis alternativ tekst."
    assert found[1:] == [f"advarsel: resumé: Et billede har ingen beskrivelse for dem, der ikke kan se det: a.png. {hint}"]
    assert f"ikke kan se det. {hint}" in remarks("![](data:x)")[1].printed()


def test_who_wrote_in_word_hears_nothing_of_square_brackets() -> None:
    """The same picture, pasted into the form."""
    (found,) = remarks("![](a.png)", "resumé", pictures={"a.png": CURVE}, in_word=True)
    assert found.hint == "Højreklik på billedet i Word, vælg Vis alternativ tekst, og skriv, hvad billedet viser."


def test_the_text_of_pictures_is_text_like_any_other() -> None:
    """A text with pictures printed without the filter; in a list of texts; with a character that no Word file can hold."""
    text = Illustrated("a & b\r\nc", {"a.png": CURVE})
    assert words(rendered(house(p("{{ x }} {{ y[0] }}")), x=text, y=[text]))[2] == "a & b\nc a & b\nc"
    with pytest.raises(UnprintableError, match="”x”"):
        rendered(house(p("{{ x }}")), x=Illustrated("a\x07", {}))


def test_a_drawing_is_what_word_itself_writes_for_a_picture() -> None:
    """The elements of a drawing in their order, its size said twice alike, its proportions locked."""
    root = etree.fromstring(body_of("![Kurve](a.png)", a=CURVE).encode())
    inline = next(root.iter("{*}inline"))
    assert [etree.QName(one).localname for one in inline.iter()] == [
        "inline", "extent", "docPr", "cNvGraphicFramePr", "graphicFrameLocks", "graphic", "graphicData", "pic", "nvPicPr",
        "cNvPr", "cNvPicPr", "blipFill", "blip", "stretch", "fillRect", "spPr", "xfrm", "off", "ext", "prstGeom", "avLst",
    ]  # fmt: skip
    ext, extent = (next(inline.iter(f"{{*}}{name}")) for name in ("ext", "extent"))
    assert [(one.get("cx"), one.get("cy")) for one in (ext, extent)] == [(str(10 * MM), str(5 * MM))] * 2


def test_what_follows_the_last_section_has_the_room_of_the_last() -> None:
    """A body whose last paragraphs belong to no section, after two that do."""
    section = (
        '<w:sectPr><w:pgSz w:w="{}" w:h="16838"/><w:pgMar w:top="567" w:left="567" w:right="567" w:bottom="567"/></w:sectPr>'
    )
    template = house(p("", "", section.format(11906)) + p("", "", section.format(8504)) + p("{{p x|rigtekst }}"))
    document = parts(template)["word/document.xml"]
    bare = repacked(template, {"word/document.xml": document[: document.rindex("<w:sectPr")] + "</w:body></w:document>"})
    assert sizes(body_of("![Kurve](a.png)", bare, a=WIDE)) == [(130, 26)]
