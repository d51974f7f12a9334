"""Mails, old Office files, PDFs, pictures and things that are two kinds at once."""

from collections.abc import Callable, Mapping

from tests.hostile.zips import SMALL, WORD_IN, plain

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_HEAD = b"From: a@kommune.example\r\nTo: b@region.example\r\nSubject: Forslag\r\n"


def _wide(text: str) -> bytes:
    """A name as OLE writes it."""
    return text.encode("utf-16-le")


def ole(stream: str, *, loop: bool = False) -> bytes:
    """The shell of an OLE file with a stream of this name; its table may lead back to itself."""
    table = (b"\0\0\0\0" if loop else b"\xff\xff\xff\xff") * 128
    head = _OLE + bytes(16) + b"\x3e\0\3\0\xfe\xff\x09\0\6\0" + bytes(34) + b"\0\0\0\0" * 109
    return head.ljust(512, b"\0") + table + _wide(stream).ljust(512, b"\0")


def _multipart(depth: int) -> bytes:
    """Mails whose parts hold parts, so deep."""
    opened = b"".join(b'Content-Type: multipart/mixed; boundary="%d"\r\n\r\n--%d\r\n' % (n, n) for n in range(depth))
    return _HEAD + opened + b"Content-Type: text/plain\r\n\r\nhej"


def sheet(cell: str) -> bytes:
    """An Excel file with one cell."""
    types = b'<Override ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>'
    content = f"<worksheet><sheetData><row r='1'>{cell}</row></sheetData></worksheet>"
    return plain([("[Content_Types].xml", types), ("xl/worksheets/sheet1.xml", content.encode())])


def mail(*names: str) -> bytes:
    """A mail with attachments of these names."""
    parts = "".join(
        f'--x\r\nContent-Disposition: attachment; filename="{name}"\r\nContent-Transfer-Encoding: base64\r\n\r\nSGVq\r\n'
        for name in names
    )
    return _HEAD + f'Content-Type: multipart/mixed; boundary="x"\r\n\r\n{parts}--x--\r\n'.encode()


FAMILIES: Mapping[str, Callable[[], bytes]] = {
    "1200 dele i hinanden.eml": lambda: _multipart(1_200),
    "1200 mails i hinanden.eml": lambda: (_HEAD + b"Content-Type: message/rfc822\r\n\r\n") * 1_200 + b"hej",
    "100000 hoveder.eml": lambda: _HEAD + b"".join(b"X-A%d: x\r\n" % n for n in range(100_000)) + b"\r\nhej",
    "langt hoved.eml": lambda: _HEAD + b"X-A: " + b"x" * 10_000_000 + b"\r\n\r\nhej",
    "foldet hoved.eml": lambda: _HEAD + b"X-A: a" + b"\r\n\ta" * 500_000 + b"\r\n\r\nhej",
    "underligt id.eml": lambda: b"Message-ID: <[abc]>\r\n" + _HEAD + b"Content-Type: text/plain; name*\r\n\r\nhej",
    "ukendt tegnsaet.eml": lambda: _HEAD + b"Content-Type: text/plain; charset=unicorn\r\n\r\n\xff\xfe",
    "emne med linjeskift.eml": lambda: b"From: a\r\nTo: b\r\nSubject: =?utf-8?q?a=0D=0ABcc:_c?=\r\n\r\nhej",
    "vedhaeftet udad.eml": lambda: _HEAD + b'Content-Disposition: attachment; filename="../../../etc/x.pdf"\r\n\r\nhej',
    "afbrudt.eml": lambda: (
        _HEAD + b'Content-Type: multipart/mixed; boundary="x"\r\n\r\n--x\r\nContent-Transfer-Encoding: base64\r\n\r\nAAA'
    ),
    "smime.eml": lambda: _HEAD + b"Content-Type: application/pkcs7-mime; name=smime.p7m\r\n\r\nMIIB",
    "uden skema.eml": lambda: mail("logo.png"),
    "to skemaer.eml": lambda: mail("forslag 1.docx", "forslag 2.docx"),
    "winmail.dat": lambda: b"\x78\x9f\x3e\x22" + bytes(range(256)) * 10,
    "mail.msg": lambda: ole("__properties_version1.0"),
    "ring.msg": lambda: ole("__properties_version1.0", loop=True),
    "ring.doc": lambda: ole("WordDocument", loop=True),
    "kun hoved.doc": lambda: _OLE,
    "50 MB.doc": lambda: ole("WordDocument") + bytes(49_000_000),
    "laast.docx": lambda: ole("EncryptedPackage"),
    "makroer.xls": lambda: ole("Workbook") + _wide("_VBA_PROJECT"),
    "ren ole.docx": lambda: _OLE + b"\xff" * 100_000,
    "makroer.xlsm": lambda: plain(
        [
            (
                "[Content_Types].xml",
                b'<Types><Override ContentType="application/vnd.ms-excel.sheet.macroEnabled.main+xml"/></Types>',
            ),
            ("xl/vbaProject.bin", b"x"),
        ]
    ),
    "makroer.pptm": lambda: plain(
        [
            (
                "[Content_Types].xml",
                b'<Types><Override ContentType="application/vnd.ms-powerpoint.presentation.macroEnabled"/></Types>',
            ),
        ]
    ),
    "kaempe ark.xlsx": lambda: plain(
        [
            (
                "[Content_Types].xml",
                b'<Override ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>',
            ),
            (
                "xl/worksheets/sheet1.xml",
                b'<worksheet><dimension ref="A1:XFD1048576"/><c r="A1"/><c r="XFD1048576"/></worksheet>',
            ),
        ]
    ),
    "formel.xlsx": lambda: sheet("<c r='B1'><f>A1*2</f></c>"),
    "tal som tekst.xlsx": lambda: sheet("<c r='A1' t='inlineStr'><is><t>0101011234</t></is></c>"),
    "klammer.rtf": lambda: rb"{\rtf1" + b"{" * 1_000_000,
    "ole.rtf": lambda: rb"{\rtf1{\object\objautlink\objupdate{\*\objdata 0105000002}}}",
    "forslag.docx.rtf": lambda: rb"{\rtf1\bin9999999999 x}",
    "afbrudt.pdf": lambda: b"%PDF-1.7\n1 0 obj\n<<",
    "skjult.docx": lambda: b"%PDF-1.7\n%%EOF\n",
    "script.pdf": lambda: b"%PDF-1.7\n<</OpenAction<</S/JavaScript/JS(app.alert(1))>>>>\n<</Launch<</F(cmd.exe)>>>>\n%%EOF\n",
    "laast.pdf": lambda: b"%PDF-1.7\ntrailer<</Encrypt 1 0 R>>\n%%EOF\n",
    "pdf og zip.pdf": lambda: b"%PDF-1.7\n%%EOF\n" + SMALL,
    "zip og pdf.docx": lambda: SMALL + b"\n%PDF-1.7\n%%EOF\n",
    "billede og zip.png": lambda: b"\x89PNG\r\n\x1a\n" + SMALL,
    "program og zip.docx": lambda: b"MZ" + bytes(100) + SMALL,
    "jar og word.docx": lambda: plain([*WORD_IN, ("META-INF/MANIFEST.MF", b"Main-Class: X")]),
    "html og script.hta": lambda: b"<html><script>new ActiveXObject('WScript.Shell')</script></html>",
    "genvej.lnk": lambda: b"\x4c\x00\x00\x00\x01\x14\x02\x00" + bytes(60),
    "genvej.url": lambda: b"[InternetShortcut]\r\nURL=file://127.0.0.1/x\r\n",
    "genvej.desktop": lambda: b"[Desktop Entry]\nType=Link\nExec=sh -c id\n",
    "bib.scf": lambda: b"[Shell]\r\nCommand=2\r\nIconFile=\\\\127.0.0.1\\x\\y.ico\r\n",
    "forslag.docx.exe": lambda: b"MZ\x90\0" + bytes(1_000),
    "forslag.pdf.js": lambda: b"WScript.Echo(1)",
    "kun nuller.docx": lambda: bytes(40_000_000),
    "tom.docx": lambda: b"",
    "et bogstav.docx": lambda: b"P",
    "to bogstaver.docx": lambda: b"PK",
    "45 MB stoej.docx": lambda: b"PK\x03\x04" + bytes(range(256)) * 175_000,
    "45 MB tekst.txt": lambda: "Kære sekretariat. ".encode() * 2_500_000,
}
