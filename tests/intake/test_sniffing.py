"""What people lay in the inbox, told by its bytes whatever it is called."""

import io
import zipfile
from collections.abc import Mapping

import pytest

from tests.intake.filling import packed
from tests.intake.samples import relations, said, word_parts
from workflow.intake.sniffing import Kind, sniff

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512)
_STRICT = "http://purl.oclc.org/ooxml/officeDocument/relationships/officeDocument"


def office(content_type: str, more: Mapping[str, bytes] | None = None) -> bytes:
    """A zip with Office's table of contents."""
    types = f'<Types><Override PartName="/x" ContentType="application/vnd.{content_type}"/></Types>'
    return packed({"[Content_Types].xml": types.encode(), **(more or {})})


def opendocument(kind: str) -> bytes:
    """A zip whose first entry says which OpenDocument it is."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as package:
        package.writestr("mimetype", f"application/vnd.oasis.opendocument.{kind}")
    return buffer.getvalue()


WORD = packed(word_parts(said("Hej")))
STRICT = {"_rels/.rels": relations(f'<Relationship Type="{_STRICT}"/>').encode()}


@pytest.mark.parametrize(
    ("raw", "name", "kind"),
    [
        (WORD, "forslag.docx", Kind.DOCX),
        (WORD, "forslag.doc", Kind.DOCX),
        (WORD, "forslag", Kind.DOCX),
        (office("openxmlformats-officedocument.wordprocessingml.template.main+xml"), "x.dotx", Kind.DOCX),
        (office("ms-word.document.macroEnabled.main+xml"), "makro.docx", Kind.DOCM),
        (office("openxmlformats-officedocument.wordprocessingml.document.main+xml", STRICT), "x.docx", Kind.STRICT),
        (office("openxmlformats-officedocument.spreadsheetml.sheet.main+xml"), "x.xlsx", Kind.XLSX),
        (office("openxmlformats-officedocument.presentationml.presentation.main+xml"), "x.pptx", Kind.PPTX),
        (office("noget.andet"), "x.docx", Kind.BROKEN_ZIP),
        (WORD[:-30], "halv.docx", Kind.BROKEN_ZIP),
        (WORD[: len(WORD) // 2], "halv.docx", Kind.BROKEN_ZIP),
        (opendocument("text"), "brev.docx", Kind.ODT),
        (opendocument("spreadsheet"), "ark.ods", Kind.ODS),
        (opendocument("presentation"), "oplæg.odp", Kind.OPEN_DOCUMENT),
        (packed({"Index/Document.iwa": b"x"}), "brev.pages", Kind.PAGES),
        (packed({"Index/Document.iwa": b"x"}), "ark.Numbers", Kind.NUMBERS),
        (packed({"Index/Document.iwa": b"x"}), "oplæg.key", Kind.KEYNOTE),
        (packed({"bilag.pdf": b"%PDF-1.7"}), "bilag.zip", Kind.ZIP),
        (packed({"[Content_Types].xml": b"wordprocessingml.document.main+xml"}), "x.docx", Kind.DOCX),
        (_OLE + "EncryptedPackage".encode("utf-16-le"), "låst.docx", Kind.ENCRYPTED),
        (_OLE + "WordDocument".encode("utf-16-le"), "gammel.docx", Kind.DOC),
        (_OLE + "Workbook".encode("utf-16-le"), "gammel.xls", Kind.XLS),
        (_OLE + "Workbook_VBA_PROJECT".encode("utf-16-le"), "makroer.xls", Kind.MACROS),
        (_OLE + "WordDocument_VBA_PROJECT".encode("utf-16-le"), "makroer.doc", Kind.DOC),
        (_OLE + "PowerPoint Document".encode("utf-16-le"), "gammel.ppt", Kind.PPT),
        (_OLE + "__properties_version1.0".encode("utf-16-le"), "mail.msg", Kind.MSG),
        (_OLE, "noget.xyz", Kind.OLE),
        (b"%PDF-1.7\n", "bilag.docx", Kind.PDF),
        (b"\n\n%PDF-1.4", "bilag.pdf", Kind.PDF),
        (rb"{\rtf1\ansi Hej}", "forslag.docx", Kind.RTF),
        (b"\xff\xd8\xff\xe0", "scan.docx", Kind.PICTURE),
        (b"\x89PNG\r\n\x1a\n", "skærm.png", Kind.PICTURE),
        (b"BM" + bytes(12), "foto.bmp", Kind.PICTURE),
        (bytes(4) + b"ftypheic", "foto.heic", Kind.PICTURE),
        (bytes(4) + b"ftypisom", "møde.mp4", Kind.MEDIA),
        (b"RIFF\0\0\0\0WEBP", "foto.webp", Kind.PICTURE),
        (b"RIFF\0\0\0\0WAVE", "møde.wav", Kind.MEDIA),
        (b'<svg xmlns="http://www.w3.org/2000/svg"/>', "logo.svg", Kind.PICTURE),
        (b"7z\xbc\xaf\x27\x1c", "bilag.7z", Kind.ARCHIVE),
        (b"PK\x03\x04" + b"PK\x01\x02" * 100_001, "million.zip", Kind.ZIP),
        (office("ms-excel.sheet.macroEnabled.main+xml"), "ark.xlsm", Kind.MACROS),
        (office("ms-powerpoint.presentation.macroEnabled.main+xml"), "oplæg.pptx", Kind.MACROS),
        (b"\x78\x9f\x3e\x22" + bytes(20), "winmail.dat", Kind.TNEF),
        (b"<!---->" * 550 + b"x", "kommentarer.html", Kind.TEXT),
        (b"<!-- a - b -- c --><?xml version='1.0'?>\n<BODY>", "side.txt", Kind.HTML),
        (b"MZ\x90\0", "forslag.docx.exe", Kind.PROGRAM),
        (b"echo hej", "forslag.bat", Kind.PROGRAM),
        (b"\x4c\x00\x00\x00\x01\x14\x02\x00" + bytes(8), "forslag.docx.lnk", Kind.SHORTCUT),
        (b"[InternetShortcut]\r\nURL=https://a.dk", "forslag.txt", Kind.SHORTCUT),
        (b"<plist/>", "forslag.webloc", Kind.SHORTCUT),
        (b"\xef\xbb\xbf<!-- x --><!DOCTYPE HTML><html>", "forslag.docx", Kind.HTML),
        (b"<?xml version='1.0'?><w:wordDocument/>", "forslag.xml", Kind.XML),
        (b"BEGIN:VCALENDAR\r\n", "mode.ics", Kind.CALENDAR),
        ("From: a@b.dk\r\nTo: c@d.dk\r\nSubject: Møde\r\n\r\nHej".encode(), "forslag.txt", Kind.EML),
        (b"skema: dagsordensforslag\n", "forslag.txt", Kind.YAML),
        ("# Vores forslag\n---\nmødedato: 2026-11-30\n".encode(), "forslag", Kind.YAML),
        ("titel: Møde".encode("utf-16"), "forslag.txt", Kind.YAML),
        (b"hvad som helst", "forslag.yaml", Kind.YAML),
        (b"Kun en linje", "forslag.YML", Kind.YAML),
        (b'{"skema": "referat"}', "referat.txt", Kind.JSON),
        (b"afbrudt", "referat.json", Kind.JSON),
        (b"a;b\n1;2\n", "tal.txt", Kind.CSV),
        (b"a,b", "tal.csv", Kind.CSV),
        ("Kære sekretariat\n".encode(), "hej.txt", Kind.TEXT),
        (b"", "forslag.docx", Kind.EMPTY),
        (b" \r\n", "forslag.yaml", Kind.EMPTY),
        (bytes(1000), "forslag.docx", Kind.ZEROS),
        (b"\x01\x02\x00\x03", "x.dat", Kind.UNKNOWN),
    ],
)
def test_a_file_is_what_its_bytes_say(raw: bytes, name: str, kind: Kind) -> None:
    """The sender's name decides only where the bytes do not."""
    assert sniff(raw, name) is kind
