"""Templates for the tests: on the design that we ship, as staff make them in a word processor, and as Word splits them."""

import zipfile
from io import BytesIO
from pathlib import Path
from typing import Any

from docx import Document

from workflow.rendering.compiler import compile_template

SHIPPED = Path(__file__).parents[2] / "templates" / "docx" / "kommissorium.docx"
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def parts(docx: bytes) -> dict[str, str]:
    """Every XML part of a document as text."""
    with zipfile.ZipFile(BytesIO(docx)) as archive:
        return {name: archive.read(name).decode() for name in archive.namelist() if name.endswith((".xml", ".rels"))}


def repacked(docx: bytes, changes: dict[str, str | None], compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    """The document with some parts changed, added, or taken away (None)."""
    stream = BytesIO()
    with zipfile.ZipFile(BytesIO(docx)) as old, zipfile.ZipFile(stream, "w", compression) as new:
        for name in old.namelist():
            if name not in changes:
                new.writestr(name, old.read(name))
        for name, text in changes.items():
            if text is not None:
                new.writestr(name, text)
    return stream.getvalue()


def house(body: str, changes: dict[str, str | None] | None = None) -> bytes:
    """A template in the shipped design with this body; further parts may be changed."""
    shipped = SHIPPED.read_bytes()
    document = parts(shipped)["word/document.xml"]
    start, end = document.index("<w:body>") + len("<w:body>"), document.rindex("<w:sectPr")
    ours: dict[str, str | None] = {
        "word/document.xml": document[:start] + body + document[end:],
        "word/header_default.xml": header("Løbende"),
        "word/header_first.xml": header("Første"),
        "word/footer_default.xml": f"<w:ftr {W}>{p('Fod')}</w:ftr>",
        "word/footer_first.xml": f"<w:ftr {W}>{p('Fod')}</w:ftr>",
        "docProps/core.xml": core("{{ titel|default('Uden titel') }}"),
    }
    return repacked(shipped, ours | (changes or {}))


def header(text: str) -> str:
    """A header part."""
    return f"<w:hdr {W}>{p(text)}</w:hdr>"


def core(title: str, more: str = "") -> str:
    """The part of core properties."""
    return (
        '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
        f'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><dc:title>{title}</dc:title>{more}</cp:coreProperties>'
    )


def staff(*paragraphs: str) -> bytes:
    """A template that somebody made from an empty document, without any of the house's styles."""
    document = Document()
    for text in paragraphs:
        document.add_paragraph(text)
    stream = BytesIO()
    document.save(stream)
    return stream.getvalue()


def p(text: str, style: str = "", properties: str = "") -> str:
    """A paragraph; the text is XML."""
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    return f'<w:p><w:pPr>{named}{properties}</w:pPr><w:r><w:t xml:space="preserve">{text}</w:t></w:r></w:p>'


def split(*runs: str) -> str:
    """A paragraph whose text Word has split over runs, with its spelling marks and revision numbers between."""
    between = '<w:proofErr w:type="spellStart"/>'
    made = between.join(
        f'<w:r w:rsidR="00AB12{place:02}"><w:rPr><w:lang w:val="da-DK"/></w:rPr><w:t xml:space="preserve">{run}</w:t></w:r>'
        for place, run in enumerate(runs)
    )
    return f'<w:p w:rsidR="00CD34EF">{made}</w:p>'


def row(*cells: str) -> str:
    """A table row; each cell is XML of its blocks."""
    made = "".join(f'<w:tc><w:tcPr><w:tcW w:w="2000" w:type="dxa"/></w:tcPr>{cell}</w:tc>' for cell in cells)
    return f"<w:tr>{made}</w:tr>"


def table(*rows: str, columns: int = 2) -> str:
    """A table of rows."""
    grid = '<w:gridCol w:w="2000"/>' * columns
    return f'<w:tbl><w:tblPr><w:tblW w:w="0" w:type="auto"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>{"".join(rows)}</w:tbl>'


def rendered(template: bytes, **context: Any) -> bytes:
    """The document that a template makes of these data."""
    return compile_template(template, "prøve.docx").render(context)
