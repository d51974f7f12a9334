"""Word files that are zips all right, and whose parts would break a reader."""

from collections.abc import Callable, Mapping

from tests.hostile.zips import MEGABYTE, packed_word, plain, swollen, word
from tests.intake.samples import NAMESPACES, relations, said, word_parts

_NAMES = NAMESPACES.encode()
_OPEN, _CLOSE = b"<w:document " + _NAMES + b"><w:body>", b"</w:body></w:document>"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def document(body: bytes, **more: bytes) -> bytes:
    """A Word file with this body."""
    return plain(word(_OPEN + body + _CLOSE, **more))


def declared(text: str, code: str = "utf-8") -> bytes:
    """A Word file whose document is this XML in an encoding."""
    return plain(word(text.encode(code)))


def deep(tag: bytes, times: int, inner: bytes = b"") -> bytes:
    """An element within itself, so many times."""
    return document(b"<" + tag + b">" * 1 * 1 + (b"<" + tag + b">") * (times - 1) + inner + (b"</" + tag + b">") * times)


def related(links: str, part: str = "word/_rels/document.xml.rels", **more: str) -> bytes:
    """A Word file with these relationships, and other parts of ``word/`` by their stem."""
    parts = {**word_parts(said("Hej"), more=more), part: relations(links).encode()}
    return plain(parts.items())


def _styles(inner: str) -> bytes:
    """A Word file with these styles, used by its paragraphs."""
    body = '<w:p><w:pPr><w:pStyle w:val="A"/></w:pPr><w:r><w:rPr><w:rStyle w:val="A"/></w:rPr><w:t>Hej</w:t></w:r></w:p>' * 50
    return plain(word_parts(body, more={"styles": inner}).items())


def _style(name: str, based_on: str, kind: str = "paragraph") -> str:
    """One style that rests on another."""
    return f'<w:style w:type="{kind}" w:styleId="{name}"><w:name w:val="{name}"/><w:basedOn w:val="{based_on}"/></w:style>'


LAUGHS = "<!DOCTYPE x [<!ENTITY a0 'ha'>" + "".join(
    f"<!ENTITY a{number} '{f'&a{number - 1};' * 10}'>" for number in range(1, 12)
) + "]><x>&a11;</x>"  # fmt: skip
QUADRATIC = "<!DOCTYPE x [<!ENTITY a '" + "a" * 100_000 + "'>]><x>" + "&a;" * 100_000 + "</x>"
OUTSIDE = "<!DOCTYPE x [<!ENTITY a SYSTEM 'file:///etc/passwd'>]><x>&a;</x>"
PARAMETER = "<!DOCTYPE x [<!ENTITY % a SYSTEM 'http://127.0.0.1:9/x'> %a;]><x/>"
UTF7 = "<?xml version='1.0' encoding='UTF-7'?>" + OUTSIDE.replace("<", "+ADw-").replace("&", "+ACY-")
_TABLE, _TABLE_END = b"<w:tbl><w:tr><w:tc>", b"</w:tc></w:tr></w:tbl>"
_BOX, _BOX_END = b"<w:sdt><w:sdtPr/><w:sdtContent>", b"</w:sdtContent></w:sdt>"
_SAY = b"<w:p><w:r><w:t>x</w:t></w:r></w:p>"
FAMILIES: Mapping[str, Callable[[], bytes]] = {
    "latterkrampe.docx": lambda: declared(LAUGHS),
    "latterkrampe utf16.docx": lambda: declared(LAUGHS, "utf-16"),
    "latterkrampe utf32.docx": lambda: declared(LAUGHS, "utf-32"),
    "latterkrampe ebcdic.docx": lambda: declared("<?xml version='1.0' encoding='IBM037'?>" + LAUGHS, "cp037"),
    "kvadratisk.docx": lambda: declared(QUADRATIC),
    "ekstern entitet.docx": lambda: declared(OUTSIDE),
    "ekstern parameter.docx": lambda: declared(PARAMETER),
    "ekstern entitet utf7.docx": lambda: declared(UTF7),
    "xinclude.docx": lambda: declared(
        "<x xmlns:xi='http://www.w3.org/2001/XInclude'><xi:include href='file:///etc/passwd' parse='text'/></x>"
    ),
    "million afsnit.docx": lambda: packed_word(swollen(_SAY * 10_000, 50, _OPEN + b" " * 100_000)),
    "million afsnit paent pakket.docx": lambda: document(
        b"".join(b"<w:p><w:r><w:t>%d</w:t></w:r></w:p>" % number for number in range(450_000))
    ),
    "million tomme afsnit.docx": lambda: document(
        b"".join(b"<w:p a='%x'/>" % (number * 2654435761 % 2**32) for number in range(900_000))
    ),
    "million stumper i et afsnit.docx": lambda: document(
        b"<w:p>" + b"".join(b"<w:r><w:t>%d</w:t></w:r>" % number for number in range(500_000)) + b"</w:p>"
    ),
    "million kontroller.docx": lambda: document(
        b"<w:p>" + b"".join(b"<w:sdt><w:sdtPr><w:tag w:val='%d'/></w:sdtPr></w:sdt>" % n for n in range(250_000)) + b"</w:p>"
    ),
    "million raekker.docx": lambda: document(
        b"<w:tbl>" + b"".join(b"<w:tr><w:tc><w:p/></w:tc><w:tc>%d</w:tc></w:tr>" % n for n in range(300_000)) + b"</w:tbl>"
    ),
    "lang linje.docx": lambda: document(
        b"<w:p><w:r><w:t>" + b"".join(b"%d " % n for n in range(2_500_000)) + b"</w:t></w:r></w:p>"
    ),
    "million attributter.docx": lambda: document(b"<w:p " + b" ".join(b"a%d='1'" % n for n in range(500_000)) + b"/>"),
    "lang attribut.docx": lambda: document(b"<w:p a='" + b"".join(b"%d " % n for n in range(2_400_000)) + b"'/>"),
    "million navnerum.docx": lambda: document(b"".join(b"<w:p xmlns:a%d='b%d'/>" % (n, n) for n in range(400_000))),
    "100000 dybt.docx": lambda: deep(b"w:p", 100_000),
    "250 tabeller i hinanden.docx": lambda: document(_TABLE * 80 + _SAY + _TABLE_END * 80),
    "tabeller der deler sig.docx": lambda: document((_TABLE + _SAY * 10) * 80 + _TABLE_END * 80),
    "250 kontroller i hinanden.docx": lambda: document(_BOX * 120 + _SAY * 1_000 + _BOX_END * 120),
    "kontroller om lang tekst.docx": lambda: document(
        _BOX * 120 + b"<w:p><w:r><w:t>" + b"".join(b"%d " % n for n in range(1_000_000)) + b"</w:t></w:r></w:p>" + _BOX_END * 120
    ),
    "250 stumper i hinanden.docx": lambda: document(b"<w:p>" + b"<w:r>" * 240 + b"<w:t>x</w:t>" + b"</w:r>" * 240 + b"</w:p>"),
    "en milliard kolonner.docx": lambda: document(
        b"<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val='1000000000'/></w:tcPr></w:tc></w:tr></w:tbl>"
    ),
    "felter uden ende.docx": lambda: document(
        b"<w:p>" + b"<w:r><w:fldChar w:fldCharType='begin'/><w:instrText>HYPERLINK</w:instrText></w:r>" * 20_000 + b"</w:p>"
    ),
    "felter og tekst.docx": lambda: document(
        b"<w:p>" + b"<w:r><w:fldChar w:fldCharType='begin'/><w:instrText>x</w:instrText><w:fldChar w:fldCharType='separate'/>"
        b"<w:t>x</w:t></w:r>" * 10_000 + b"</w:p>"
    ),
    "felter i felter.docx": lambda: document(
        b"<w:p>"
        + b"".join(
            b"<w:r><w:fldChar w:fldCharType='begin'/><w:instrText>%d</w:instrText><w:fldChar w:fldCharType='separate'/>"
            b"<w:t>%d</w:t></w:r>" % (n * 2654435761, n)
            for n in range(15_000)
        )
        + b"</w:p>"
    ),
    "ider.docx": lambda: document(b"".join(b"<w:p xml:id='a%d'/>" % (n * 2654435761) for n in range(190_000))),
    "typografier i ring.docx": lambda: _styles(_style("A", "B") + _style("B", "C") + _style("C", "A")),
    "typografi paa sig selv.docx": lambda: _styles(_style("A", "A") + _style("A", "A", "character")),
    "100000 typografier i kaede.docx": lambda: _styles("".join(_style(f"A{n or ''}", f"A{n + 1}") for n in range(100_000))),
    "relation i ring.docx": lambda: related(
        f'<Relationship Id="a" Type="{_OFFICE}/officeDocument" Target="document.xml"/>'
        f'<Relationship Id="b" Type="{_OFFICE}/styles" Target="document.xml"/>'
        f'<Relationship Id="c" Type="{_OFFICE}/footnotes" Target="_rels/document.xml.rels"/>'
    ),
    "100000 relationer.docx": lambda: related(
        "".join(
            f'<Relationship Id="a{n}" Type="x{n}" Target="http://a{n}.example/" TargetMode="External"/>' for n in range(100_000)
        )
    ),
    "relation til ingenting.docx": lambda: related(
        '<Relationship Id="a" Type="" Target=""/><Relationship/><Relationship Id="a" Target="../../../../x"/>'
    ),
    "100000 indholdstyper.docx": lambda: plain(
        [
            (
                "[Content_Types].xml",
                b"<Types>"
                + b"<Default Extension='x' ContentType='y'/>" * 100_000
                + b"wordprocessingml.document.main+xml</Types>",
            ),
            *word(b"<x/>")[1:],
        ]
    ),
    "indholdstyper uden xml.docx": lambda: plain(
        [("[Content_Types].xml", b"wordprocessingml.document.main+xml \0\xff"), *word(b"<x/>")[1:]]
    ),
    "uden indholdstyper.docx": lambda: plain(word(b"<x/>")[1:]),
    "uden relationer.docx": lambda: plain(one for one in word(b"<x/>") if one[0] != "_rels/.rels"),
    "uden dokument.docx": lambda: plain(word(b"<x/>")[:2]),
    "to dokumenter.docx": lambda: plain([*word(b"<x/>"), ("word/document.xml", b"<y/>"), ("WORD/document.xml", b"<z/>")]),
    "tomt dokument.docx": lambda: plain(word(b"")),
    "dokument af nuller.docx": lambda: plain(word(bytes(100_000))),
    "dokument af stoej.docx": lambda: plain(word(bytes(range(256)) * 100)),
    "dokument i cp1252.docx": lambda: plain(word(_OPEN + "<w:p>æøå</w:p>".encode("cp1252") + _CLOSE)),
    "dokument med nul.docx": lambda: document(b"<w:p><w:r><w:t>a\0b</w:t></w:r></w:p>"),
    "dokument med halve tegn.docx": lambda: document(b"<w:p><w:r><w:t>&#xD800;&#0;&#xFFFE;</w:t></w:r></w:p>"),
    "dokument med tre bom.docx": lambda: plain(word(b"\xef\xbb\xbf" * 3 + _OPEN + _CLOSE)),
    "andet rodelement.docx": lambda: plain(word(b"<html><body>hej</body></html>")),
    "makro.docx": lambda: document(_SAY, **{"vbaProject.bin": b"x"}),
    "makro under andet navn.docx": lambda: plain(
        [
            (
                name,
                raw.replace(
                    b"</Types>", b"<Override PartName='/word/a.bin' ContentType='application/vnd.ms-office.vbaProject'/></Types>"
                ),
            )
            for name, raw in word(_OPEN + _SAY + _CLOSE, **{"a.bin": b"x"})
        ]
    ),
    "skabelon udefra.docx": lambda: related(
        f'<Relationship Id="a" Type="{_OFFICE}/attachedTemplate" Target="http://127.0.0.1:9/a.dotm" TargetMode="External"/>'
    ),
    "billede udefra.docx": lambda: related(
        f'<Relationship Id="a" Type="{_OFFICE}/image" Target="file://127.0.0.1/a.png" TargetMode="External"/>'
    ),
    "ole udefra.docx": lambda: related(
        f'<Relationship Id="a" Type="{_OFFICE}/oleObject" Target="http://127.0.0.1:9/a.hta" TargetMode="External"/>'
    ),
    "ramme udefra.docx": lambda: related(
        f'<Relationship Id="a" Type="{_OFFICE}/frame" Target="//127.0.0.1/a.html" TargetMode="External"/>'
    ),
    "dde.docx": lambda: document(
        b"<w:p><w:fldSimple w:instr='DDEAUTO c:\\\\windows\\\\system32\\\\cmd.exe'><w:r><w:t>x</w:t></w:r></w:fldSimple></w:p>"
    ),
    "kommentarer uden ende.docx": lambda: plain(
        word_parts(
            '<w:p><w:r><w:commentReference w:id="1"/></w:r></w:p>' * 100_000,
            more={"comments": f'<w:comment w:id="1">{said("x" * 500)}</w:comment>'},
        ).items()
    ),
    "tekstbokse i hinanden.docx": lambda: document(
        b"<w:p>"
        + b"<w:r><w:pict><w:txbxContent><w:p>" * 50
        + b"<w:r><w:t>x</w:t></w:r>" * 20_000
        + b"</w:p></w:txbxContent></w:pict></w:r>" * 50
        + b"</w:p>"
    ),
    "en halv gigabyte xml.docx": lambda: plain(
        [
            *word(b"<x/>"),
            *((f"word/{n}.xml", b"<x>" + bytes([65 + n % 20]) * (19 * MEGABYTE // 20) + b"</x>") for n in range(200)),
        ]
    ),
}
