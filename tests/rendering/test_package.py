"""The .docx file as a package, and the stamp that tells whether a person has changed a document."""

import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document

from tests.rendering.paper import core, house, p, parts, rendered, repacked
from tests.support.ooxml import validator_errors
from tests.support.pdfua import convert
from workflow.errors import ReadingError
from workflow.rendering.package import CONTENT_TYPES, Package, content_hash, is_untouched, stamp, stamp_of

CUSTOM = (
    '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties" '
    'xmlns:vt="http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes">'
    '<property fmtid="{D5CDD505-2E9C-101B-9397-08002B2CF9AE}" pid="2" name="Skema"><vt:lpwstr>3</vt:lpwstr></property>'
    "</Properties>"
)
TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"


def zipped(*entries: tuple[str, str]) -> bytes:
    """A zip file of these entries, repeated names and all."""
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, text in entries:
            if name in archive.namelist():
                with pytest.warns(UserWarning, match="Duplicate name"):
                    archive.writestr(name, text)
            else:
                archive.writestr(name, text)
    return stream.getvalue()


def test_the_same_parts_are_the_same_bytes_in_an_order_that_word_expects() -> None:
    """A package, read and written twice."""
    package = Package.read(house(p("Tekst")))
    first = package.written()
    assert first == Package.read(first).copy().written()
    with zipfile.ZipFile(BytesIO(first)) as archive:
        names = archive.namelist()
        assert names[:2] == [CONTENT_TYPES, "_rels/.rels"]
        assert names[2:] == sorted(names[2:])
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_a_part_that_stands_twice_is_read_once() -> None:
    """A package with docProps/core.xml three times, once in capitals, as some programs write it."""
    rels = ("_rels/.rels", "<r/>")
    package = Package.read(
        zipped((CONTENT_TYPES, "<t/>"), rels, ("docProps/core.xml", "1"), ("docProps/core.xml", "2"), ("DOCPROPS/core.xml", "3"))
    )
    assert {name: part for name, part in package.parts.items() if "core" in name} == {"docProps/core.xml": b"1"}


@pytest.mark.parametrize("raw", [b"", b"%PDF-1.7", b"PK\x03\x04 cut", zipped(("a.txt", "x")), zipped((CONTENT_TYPES, "<t/>"))])
def test_what_is_no_word_file_is_refused_with_a_remedy(raw: bytes) -> None:
    """Other files under the name of a document."""
    with pytest.raises(ReadingError, match=r"Filen er ikke en Word-fil\. Gem den i Word som \.docx uden adgangskode\."):
        Package.read(raw)


def test_a_file_that_unpacks_to_more_than_anybody_needs_is_refused() -> None:
    """A document larger than allowed."""
    with pytest.raises(ReadingError, match=r"Filen er for stor\."):
        Package.read(house(p("Tekst")), largest=1000)


def test_content_types_are_found_by_name_and_by_ending() -> None:
    """A package with an override, a default, and a part of which nothing is said."""
    default, override = '<Default Extension="PNG" ContentType="image/png"/>', '<Override PartName="/a.xml" ContentType="x/a"/>'
    listed = f'<Types xmlns="{TYPES}">{default}{override}</Types>'
    package = Package({CONTENT_TYPES: listed.encode(), "a.xml": b""})
    assert [package.content_type(name) for name in ("A.xml", "media/b.png", "c.bin")] == ["x/a", "image/png", ""]
    assert package.of_type("x/a") == ["a.xml"]
    package.add("a.xml", b"new", "x/b")
    assert (package.of_type("x/a"), package.of_type("x/b"), package.document) == ([], ["a.xml"], "")


def test_a_relationship_is_made_once_for_each_target() -> None:
    """Two links to one address, and one to another."""
    package = Package({})
    ids = [
        package.relate("word/document.xml", "link", target, external=True) for target in ("https://a", "https://b", "https://a")
    ]
    assert ids == ["rId1", "rId2", "rId1"]
    assert package.relate("word/document.xml", "link", "https://a") == "rId3"
    package.unrelate("word/document.xml", "link")
    assert package.relate("word/document.xml", "link", "https://c") == "rId1"


def test_a_document_is_untouched_until_its_content_changes() -> None:
    """A document as klynge wrote it, packed anew by a mail gateway, and with one word changed."""
    document = rendered(house(p("{{ ord }}")), ord="Godkendt")
    stored = repacked(document, {}, zipfile.ZIP_STORED)
    changed = repacked(document, {"word/document.xml": parts(document)["word/document.xml"].replace("Godkendt", "Afvist")})
    assert stored != document
    assert content_hash(stored) == content_hash(document) != content_hash(changed)
    assert [is_untouched(one) for one in (document, stored, changed)] == [True, True, False]


def test_a_document_that_somebody_saved_is_touched(tmp_path: Path) -> None:
    """The document saved by python-docx and by LibreOffice, which both keep our stamp."""
    document = rendered(house(p("Tekst")))
    (tmp_path / "a.docx").write_bytes(document)
    Document(str(tmp_path / "a.docx")).save(str(tmp_path / "b.docx"))
    (tmp_path / "ud").mkdir()
    saved = convert([tmp_path / "a.docx"], "docx:MS Word 2007 XML", tmp_path / "ud")[0]
    assert [is_untouched((tmp_path / name).read_bytes()) for name in ("a.docx", "b.docx")] == [True, False]
    assert "klynge-indhold" in parts(saved.read_bytes())["docProps/custom.xml"]
    assert not is_untouched(saved.read_bytes())


def test_what_was_never_stamped_counts_as_touched() -> None:
    """A staff-made document, a document with broken custom properties, and no document at all."""
    document = rendered(house(p("Tekst")))
    assert not is_untouched(house(p("Tekst")))
    assert not is_untouched(repacked(document, {"docProps/custom.xml": "<broken"}))
    assert not is_untouched(b"no document")
    assert [stamp_of(one) for one in (house(p("Tekst")), b"no document")] == ["", ""]
    assert stamp_of(document) == content_hash(document)


def test_the_stamp_stands_beside_the_template_s_own_properties(tmp_path: Path) -> None:
    """A form with its version in a custom property that lies in an unusual place; stamped twice."""
    template = house(p("Tekst"))
    package = Package.read(template)
    package.add("props/mine.xml", CUSTOM.encode(), "application/vnd.openxmlformats-officedocument.custom-properties+xml")
    package.relate("", "http://schemas.openxmlformats.org/officeDocument/2006/relationships/custom-properties", "props/mine.xml")
    for _ in range(2):
        stamp(package)
    properties = parts(package.written())["docProps/custom.xml"]
    assert properties.count('name="Skema"') == properties.count('name="klynge-indhold"') == 1
    assert "props/mine.xml" not in package.parts
    assert is_untouched(package.written())
    (tmp_path / "a.docx").write_bytes(rendered(package.written()))
    assert validator_errors(tmp_path / "a.docx") == []


def test_core_properties_lie_once_where_everybody_looks(tmp_path: Path) -> None:
    """A template whose core properties lie under another name."""
    package = Package.read(house(p("Tekst"), {"docProps/core.xml": None}))
    package.unrelate("", "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties")
    package.remove("docProps/core.xml")
    package.add("package/core.psmdcp", core("Titel").encode(), "application/vnd.openxmlformats-package.core-properties+xml")
    package.relate(
        "", "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties", "package/core.psmdcp"
    )
    document = rendered(package.written())
    assert "<dc:title>Titel</dc:title>" in parts(document)["docProps/core.xml"]
    assert "psmdcp" not in "".join(parts(document).values())
    (tmp_path / "a.docx").write_bytes(document)
    assert validator_errors(tmp_path / "a.docx") == []
