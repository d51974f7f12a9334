"""Word files that would harm whoever opens them: refused before anything is parsed, with a sentence that says what to do."""

import io
import struct
import warnings
import zipfile

import pytest

from tests.intake.filling import packed
from tests.intake.samples import FORM, relations, said, word_parts
from workflow.domain.findings import Severity
from workflow.errors import ReadingError
from workflow.intake import guards
from workflow.intake.guards import Package, open_package, parse

PARTS = word_parts(said("Hej"))
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def problems(raw: bytes) -> list[str]:
    """What is found, each with its remedy; a refused file is not opened."""
    package, findings = open_package(raw)
    assert (package is None) == any(finding.severity is Severity.ERROR for finding in findings)
    assert all(finding.hint for finding in findings)
    return [finding.problem for finding in findings]


def of(**parts: str) -> bytes:
    """The small Word file with parts of ``word/`` replaced or added."""
    return packed({**PARTS, **{f"word/{name}.xml": text.encode() for name, text in parts.items()}})


def outside(kind: str, mode: str = "External") -> bytes:
    """The small Word file with one relationship to the outside."""
    inner = f'<Relationship Id="r" Type="{_OFFICE}/{kind}" Target="file://server/x" TargetMode="{mode}"/>'
    return packed({**PARTS, "word/_rels/document.xml.rels": relations(inner).encode()})


def test_the_form_passes_every_guard() -> None:
    """dagsordensforslag.docx as it is shipped."""
    package, findings = open_package(FORM.read_bytes())
    assert findings == ()
    assert package is not None
    assert package.main == "word/document.xml"
    assert package.related(package.main, "/styles") == "word/styles.xml"
    assert package.related(package.main, "/findes-ikke") == ""
    assert package.tree("word/findes-ikke.xml") is None


@pytest.mark.parametrize(
    "declared", ["<!DOCTYPE x [<!ENTITY a 'b'>]>", "<!DOCTYPE x SYSTEM 'file:///etc/passwd'>", "<!ENTITY a 'b'>"]
)
@pytest.mark.parametrize("code", ["utf-8", "utf-16"])
def test_declarations_are_refused_in_every_part_and_encoding(declared: str, code: str) -> None:
    """Entity bombs and entities from outside, also in a part that nobody would read."""
    raw = packed({**PARTS, "customXml/item1.xml": f"{declared}<x/>".encode(code)})
    assert problems(raw) == ["Filen rummer erklæringer (DOCTYPE eller ENTITY), som ikke hører til i en Word-fil."]


def test_a_declaration_that_hides_in_an_odd_encoding_is_seen_when_the_part_is_parsed() -> None:
    """UTF-32 passes the look at the bytes, not the parser."""
    with pytest.raises(ReadingError, match="DOCTYPE"):
        parse("<!DOCTYPE x><x/>".encode("utf-32"))


def test_an_entity_that_grows_is_not_resolved() -> None:
    """The parser itself would not be fooled either."""
    with pytest.raises(ReadingError):
        parse(b"<!DOCTYPE x [<!ENTITY a SYSTEM 'file:///etc/hostname'>]><x>&a;</x>")


@pytest.mark.parametrize("xml", ["<w:p>", "<a>" * 300_000, "", "<a>\x00</a>"])
def test_xml_that_is_broken_or_too_deep_is_told_so(xml: str) -> None:
    """A part that ends too early, and one that is nested 300,000 deep."""
    with pytest.raises(ReadingError, match="beskadiget"):
        parse(xml.encode())


def test_broken_relationships_are_a_finding() -> None:
    """The relationships part cut in half."""
    raw = packed({**PARTS, "word/_rels/document.xml.rels": b"<Relationships"})
    assert problems(raw) == ["Filens indhold er beskadiget eller opbygget sådan, at det ikke kan læses."]


def test_macros_are_refused_whatever_the_file_is_called() -> None:
    """vbaProject.bin beside the text, or a type that says macros."""
    sentence = "Filen indeholder makroer, og dem åbner vi ikke."
    assert problems(packed({**PARTS, "word/vbaProject.bin": b"x"})) == [sentence]
    types = PARTS["[Content_Types].xml"].replace(b"wordprocessingml.document.main", b"ms-word.document.macroEnabled.main")
    assert problems(packed({**PARTS, "[Content_Types].xml": types})) == [sentence]


def test_embedded_files_are_let_through_with_a_warning() -> None:
    """A spreadsheet inside the form."""
    raw = packed({**PARTS, "word/embeddings/ark.xlsx": b"x"})
    assert problems(raw) == ["Filen rummer indlejrede filer eller knapper, som ikke er læst."]


@pytest.mark.parametrize(
    ("kind", "found"),
    [
        ("hyperlink", []),
        ("attachedTemplate", ["Filen henviser til en skabelon et andet sted; den er ikke hentet."]),
        ("image", ["Filen henter et billede et andet sted fra; det er ikke læst."]),
        ("oleObject", ["Filen henter indhold et andet sted fra, og det åbner vi ikke."]),
        ("subDocument", ["Filen henter indhold et andet sted fra, og det åbner vi ikke."]),
    ],
)
def test_what_lies_outside_the_file_is_never_fetched(kind: str, found: list[str]) -> None:
    """A link is a link; a picture from elsewhere is not read; anything that would be content is refused."""
    assert problems(outside(kind)) == found


def test_relationships_within_the_file_are_nobodys_business() -> None:
    """The same kinds, inside."""
    assert problems(outside("oleObject", mode="Internal")) == []


def test_targets_are_part_names_from_the_root_or_from_beside_the_part() -> None:
    """Absolute, relative and upward targets."""
    inner = "".join(
        f'<Relationship Id="{number}" Type="{_OFFICE}/x" Target="{target}"/>'
        for number, target in enumerate(["/word/styles.xml", "styles.xml", "../customXml/item1.xml"])
    )
    package = Package({**PARTS, "word/_rels/document.xml.rels": relations(inner).encode()})
    targets = [one.target for one in package.relations("word/document.xml").values()]
    assert targets == ["word/styles.xml", "word/styles.xml", "customXml/item1.xml"]


def test_a_package_without_a_document_is_refused() -> None:
    """Only relationships that lead nowhere."""
    without = {name: raw for name, raw in PARTS.items() if name != "word/document.xml"}
    assert problems(packed(without)) == ["Filen rummer intet Word-dokument."]
    assert problems(packed({"[Content_Types].xml": b"<Types/>"})) == ["Filen rummer intet Word-dokument."]


def test_a_part_that_swells_is_refused_by_the_bytes_that_come(monkeypatch: pytest.MonkeyPatch) -> None:
    """A decompression bomb, a part over the limit, and a whole over the limit."""
    bomb = of(document=f"<w:document>{'<w:p/>' * 500_000}</w:document>")
    assert problems(bomb) == ["Filen er pakket, så den svulmer langt mere op, end en Word-fil gør."]
    monkeypatch.setattr(guards, "LARGEST_PART", 100_000)
    assert problems(packed({**PARTS, "word/media/foto.emf": bytes(200_000)})) == ["Filen fylder for meget, når den pakkes ud."]
    monkeypatch.setattr(guards, "LARGEST_PART", 10_000_000)
    monkeypatch.setattr(guards, "LARGEST_WHOLE", 150_000)
    assert problems(packed({**PARTS, "a.bin": bytes(100_000), "b.bin": bytes(100_000)})) == [
        "Filen fylder for meget, når den pakkes ud."
    ]


def test_an_honest_picture_that_packs_well_is_let_through() -> None:
    """A white picture of 5 MB packs a thousand to one, and harms nobody."""
    assert problems(packed({**PARTS, "word/media/hvid.emf": bytes(5_000_000)})) == []


def test_more_parts_than_any_word_file_has_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """Thousands of small parts."""
    monkeypatch.setattr(guards, "MOST_PARTS", 10)
    raw = packed({**PARTS, **{f"word/{number}.xml": b"<x/>" for number in range(20)}})
    assert problems(raw) == [f"Filen rummer {len(PARTS) + 20} dele; en Word-fil har langt færre."]


def zipped(parts: list[tuple[str, bytes]]) -> bytes:
    """A zip in which names may repeat."""
    buffer = io.BytesIO()
    with warnings.catch_warnings(), zipfile.ZipFile(buffer, "w") as package:
        warnings.simplefilter("ignore")
        for name, raw in parts:
            package.writestr(name, raw)
    return buffer.getvalue()


def test_two_parts_of_one_name_are_refused() -> None:
    """Two texts in one file: which of them did the sender see?"""
    raw = zipped([*PARTS.items(), ("Word/Document.xml", b"<x/>")])
    assert problems(raw) == ["Filen rummer den samme del to gange (word/document.xml)."]


@pytest.mark.parametrize("name", ["../../etc/passwd", "/etc/passwd", "word/../../x"])
def test_names_that_lead_out_of_the_package_are_refused(name: str) -> None:
    """Parts that would like to be written elsewhere."""
    assert problems(zipped([*PARTS.items(), (name, b"x")])) == ["Filen rummer dele med ulovlige navne."]


def test_parts_that_share_bytes_are_refused() -> None:
    """The second entry of the table of contents made to point at the first."""
    raw = bytearray(zipped(list(PARTS.items())))
    entry = struct.pack("<4s", b"PK\x01\x02")
    second = raw.index(entry, raw.index(entry) + 1)
    raw[second + 42 : second + 46] = struct.pack("<L", 0)
    assert "Filens dele ligger oven i hinanden, så den ikke kan læses sikkert." in problems(bytes(raw))


def test_a_zip_with_a_password_is_refused() -> None:
    """The mark of encryption on the first part."""
    raw = bytearray(zipped(list(PARTS.items())))
    raw[raw.index(b"PK\x01\x02") + 8] |= 1
    assert problems(bytes(raw)) == ["Filen er beskyttet med adgangskode."]


def _flipped(raw: bytes) -> bytes:
    """The file with one bit wrong in the middle of its text."""
    spoilt = bytearray(raw)
    spoilt[raw.index(b"Hej")] ^= 1
    return bytes(spoilt)


@pytest.mark.parametrize("raw", [b"PK", packed(PARTS)[:-40], packed(PARTS)[:300], _flipped(zipped(list(PARTS.items())))])
def test_a_file_that_is_not_whole_is_told_to_be_copied_again(raw: bytes) -> None:
    """Cut off while it was copied, or with one bit wrong."""
    assert problems(raw) == ["Filen er beskadiget eller ikke kopieret helt færdig."]


def test_cut_anywhere_the_file_is_refused_and_nothing_is_raised() -> None:
    """The form cut at every kilobyte."""
    whole = FORM.read_bytes()
    for end in range(1, len(whole), 1000):
        assert open_package(whole[:end])[0] is None


def test_a_part_with_more_marks_than_any_form_is_refused_before_it_is_parsed(monkeypatch: pytest.MonkeyPatch) -> None:
    """Hundreds of thousands of elements or attributes, and many parts that together are too much XML."""
    sentence = ["Filen rummer langt mere, end et skema kan rumme."]
    monkeypatch.setattr(guards, "HIGHEST_RATIO", 1_000_000)
    assert problems(of(document="<a/>" * (guards.MOST_MARKS + 1))) == sentence
    assert problems(of(document="<a " + "b='1' " * (guards.MOST_MARKS + 1))) == sentence
    monkeypatch.setattr(guards, "LARGEST_XML", 10_000)
    assert problems(of(a=" " * 6_000, b=" " * 6_000)) == sentence


def test_a_part_that_word_would_never_pack_so_is_refused() -> None:
    """LZMA, whose dictionary may ask for gigabytes."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_LZMA) as package:
        for name, raw in PARTS.items():
            package.writestr(name, raw)
    assert problems(buffer.getvalue()) == ["Filen er pakket på en måde, som Word ikke bruger."]


def test_a_macro_project_under_another_name_is_known_by_its_type() -> None:
    """The table of contents gives it away."""
    types = PARTS["[Content_Types].xml"].replace(
        b"</Types>", b'<Override PartName="/word/a.bin" ContentType="application/vnd.ms-office.vbaProject"/></Types>'
    )
    raw = packed({**PARTS, "[Content_Types].xml": types, "word/a.bin": b"x"})
    assert problems(raw) == ["Filen indeholder makroer, og dem åbner vi ikke."]


def test_thousands_of_ways_out_are_one_finding() -> None:
    """Each of another kind."""
    inner = "".join(
        f'<Relationship Id="r{n}" Type="{_OFFICE}/kind{n}" Target="file://server/x" TargetMode="External"/>' for n in range(500)
    )
    raw = packed({**PARTS, "word/_rels/document.xml.rels": relations(inner).encode()})
    assert problems(raw) == ["Filen henter indhold et andet sted fra, og det åbner vi ikke."]
