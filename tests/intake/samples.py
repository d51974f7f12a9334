"""A whole proposal as somebody would write it, and small Word files made of nothing but the XML that a story is about."""

import struct
import zlib
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from tests.intake.filling import fill_form, packed, read_parts, write_parts
from workflow.intake.forms import read_form
from workflow.intake.guards import Package, open_package
from workflow.intake.submissions import Submission, read_submission
from workflow.intake.walking import Document, walk

ROOT = Path(__file__).parent.parent.parent
FORM = ROOT / "templates" / "docx" / "dagsordensforslag.docx"
NAMESPACES = " ".join(
    f'xmlns:{prefix}="{uri}"'
    for prefix, uri in {
        "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
        "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
        "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
        "w14": "http://schemas.microsoft.com/office/word/2010/wordml",
    }.items()
)
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_CONTENT_TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="xml" ContentType="application/xml"/>'
    '<Override PartName="/word/document.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
)

PROPOSAL: Mapping[str, Any] = {
    "organer": ["Klynge Vest"],
    "mødedato": "2026-11-30",
    "forslagsstiller": "Morsø Kommune",
    "kontaktperson": "Sundhedschef, Morsø Kommune",
    "kontaktoplysninger": "sundhed@kommune.example",
    "titel": "Fælles akutteam fra 5. maj & frem",
    "sagstype": "beslutning",
    "offentlighed": "lukket",
    "lukket_begrundelse": "Personforhold, offentlighedslovens § 30",
    "tidsforbrug": "35",
    "sagsnummer": "29.00.00-P35-7-26",
    "resumé": "Klyngen tager stilling til et **fælles** akutteam.\nTeamet kører i hele Limfjordsområdet.",
    "indstilling": ["at klyngen godkender rammen", "at parterne orienterer deres udvalg"],
    "sagsfremstilling": (
        "5\\. maj og 2\\*3\\*4 står på \\\\\\\\server.\n\n"
        "### Baggrund\n\n"
        "Parterne er enige om *tre* ting:\n\n"
        "- teamet er fælles\n- teamet er åbent\n  - også i weekenden\n\n"
        "1. først aftales rammen\n2. så aftales bemandingen\n\n"
        "Se [aftalen](https://www.example.dk/aftale_2026).\n\n"
        "| Post | Kroner |\n| --- | ---: |\n| Løn & kørsel | 1.000 |\n| Øvrigt | 200 |"
    ),
    "økonomi": "Udgiften er 400.000 kr. og deles ligeligt.",
    "patientinddragelse": "Patientinddragelsesudvalget er hørt.",
    "sundhedsaftale": "Fælles indsats for ældre",
    "bilag": ["Kriterier.pdf", {"titel": "Økonomi.xlsx", "offentlighed": "lukket"}],
    "oplægsholder": "Akutlæge, Region Nordjylland",
    "beløb": [{"post": "Fælles uddannelse", "beløb": "350.000"}, {"post": "Biler", "beløb": "50.000"}],
    "beløb_i_alt": "400.000",
    "nedsætter_arbejdsgruppe": "ja",
    "inviterer_patientudvalget": "nej",
    "særskilt_drøftelse": "ja",
    "opgave": "prioriterede-midler",
    "kommunikation": "Formandskabet udsender en pressemeddelelse.",
    "tidsplan": "Teamet begynder i foråret 2027.",
}


def filled(folder: Path, **changes: Any) -> Path:
    """A filled form in the folder: the proposal above with changes; an empty text leaves a field as it was."""
    path = folder / "forslag.docx"
    fill_form(FORM, {**PROPOSAL, **changes}, path)
    return path


def edited(path: Path, change: Callable[[str], str], part: str = "word/document.xml") -> Path:
    """The same file with the XML of one part changed as a text; the change must change something."""
    parts = read_parts(path)
    before = parts[part].decode("utf-8")
    after = change(before)
    assert after != before
    write_parts({**parts, part: after.encode("utf-8")}, path)
    return path


def read(path: Path) -> Submission:
    """What is read from a file under its own name."""
    return read_submission(path, path.name)


def word_parts(body: str, *, more: Mapping[str, str] | None = None, links: Mapping[str, str] | None = None) -> dict[str, bytes]:
    """The parts of a Word file with this body.

    Args:
        body: the XML within ``w:body``.
        more: other parts of ``word/`` by their stem: styles, numbering, footnotes, comments.
        links: targets of links by relationship id.
    """
    more = more or {}
    inside = "".join(f'<Relationship Id="{stem}" Type="{_OFFICE}/{stem}" Target="{stem}.xml"/>' for stem in more)
    outside = "".join(
        f'<Relationship Id="{key}" Type="{_OFFICE}/hyperlink" Target="{target}" TargetMode="External"/>'
        for key, target in (links or {}).items()
    )
    parts = {
        "[Content_Types].xml": _CONTENT_TYPES,
        "_rels/.rels": relations(f'<Relationship Id="rId1" Type="{_OFFICE}/officeDocument" Target="word/document.xml"/>'),
        "word/document.xml": f"<w:document {NAMESPACES}><w:body>{body}</w:body></w:document>",
        "word/_rels/document.xml.rels": relations(inside + outside),
    }
    parts |= {f"word/{stem}.xml": f"<w:{stem} {NAMESPACES}>{content}</w:{stem}>" for stem, content in more.items()}
    return {name: text.encode("utf-8") for name, text in parts.items()}


def illustrated(
    parts: Mapping[str, bytes], pictures: Mapping[str, tuple[str, bytes]], part: str = "document"
) -> dict[str, bytes]:
    """The parts with pictures beside them.

    Args:
        parts: those of a Word file.
        pictures: name in ``word/`` and bytes by relationship id.
        part: the stem of the part that shows them.
    """
    name = f"word/_rels/{part}.xml.rels"
    more = "".join(f'<Relationship Id="{key}" Type="{_OFFICE}/image" Target="{file}"/>' for key, (file, _) in pictures.items())
    before = parts.get(name, relations("").encode()).decode()
    written = before.replace("</Relationships>", "") + more + "</Relationships>"
    types = parts["[Content_Types].xml"].decode()
    png = "" if 'Extension="png"' in types else '<Default Extension="png" ContentType="image/png"/>'
    types = types.replace("<Default ", f"{png}<Default ", 1)
    files = {f"word/{file}": blob for file, blob in pictures.values()}
    return {**parts, **files, name: written.encode(), "[Content_Types].xml": types.encode()}


def picture(key: str, alt: str = "") -> str:
    """A picture in line as Word writes it, as XML of a run."""
    drawing, main = "http://schemas.openxmlformats.org/drawingml/2006", "http://schemas.openxmlformats.org/drawingml/2006/main"
    return (
        f'<w:r><w:drawing><wp:inline xmlns:wp="{drawing}/wordprocessingDrawing" distT="0" distB="0" distL="0" distR="0">'
        f'<wp:extent cx="360000" cy="360000"/><wp:docPr id="1" name="Billede 1" descr="{alt}"/>'
        f'<a:graphic xmlns:a="{main}"><a:graphicData uri="{drawing}/picture"><pic:pic xmlns:pic="{drawing}/picture"><pic:nvPicPr>'
        f'<pic:cNvPr id="1" name="kurve.png"/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip r:embed="{key}"/>'
        "<a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm>"
        '<a:off x="0" y="0"/><a:ext cx="360000" cy="360000"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr>'
        "</pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
    )


def png(width: int = 4, height: int = 3, grey: int = 120) -> bytes:
    """A small picture of one shade."""

    def chunk(kind: bytes, raw: bytes) -> bytes:
        return struct.pack(">I", len(raw)) + kind + raw + struct.pack(">I", zlib.crc32(kind + raw))

    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    rows = zlib.compress(b"".join(b"\0" + bytes([grey]) * width for _ in range(height)))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def relations(inner: str) -> str:
    """A part of relationships."""
    return f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{inner}</Relationships>'


def opened(raw: bytes) -> Package:
    """A package that passes every guard."""
    package, findings = open_package(raw)
    assert package is not None, findings
    return package


def walked(body: str, **parts: Any) -> Document:
    """The document of a Word file with this body."""
    return walk(opened(packed(word_parts(body, **parts))))


def row(number: int, label: str, answer: str, help_text: str = "") -> str:
    """One row of a form, its answer as XML."""
    beside = f"<w:p><w:r><w:t>{help_text}</w:t></w:r></w:p>" if help_text else ""
    left = f"<w:tc><w:p><w:r><w:t>{number}.</w:t></w:r><w:r><w:tab/><w:t>{label}</w:t></w:r></w:p>{beside}</w:tc>"
    return f"<w:tr>{left}<w:tc>{answer}</w:tc></w:tr>"


def said(text: str) -> str:
    """A paragraph with one run of text, as XML."""
    return f'<w:p><w:r><w:t xml:space="preserve">{text}</w:t></w:r></w:p>'


def answers_of(rows: str, version: str = "3", **parts: Any) -> Mapping[str, Any]:
    """The answers in a form made of these rows alone."""
    body = said(f"Skema: FORSLAG · version {version}") + f"<w:tbl>{rows}</w:tbl>"
    return read_form(opened(packed(word_parts(body, **parts)))).values


def control(text: str, properties: str) -> str:
    """A content control within a paragraph, as XML."""
    return (
        f"<w:sdt><w:sdtPr>{properties}</w:sdtPr><w:sdtContent>"
        f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r></w:sdtContent></w:sdt>'
    )
