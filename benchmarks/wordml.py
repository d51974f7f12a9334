"""WordprocessingML as Word writes it: revision numbers and a language on every run, spelling marks in the middle of tags."""

import re
import struct
import zlib
from collections.abc import Iterator, Sequence
from itertools import count
from random import Random

TAG = re.compile(r"(\{\{.*?\}\}|\{%.*?%\}|\{[^{}]*\})")
SPELLING = ('<w:proofErr w:type="spellStart"/>', '<w:proofErr w:type="spellEnd"/>')
EVERY = 3
LATENT = ("Normal", "Subtle Emphasis", "Intense Emphasis", "Book Title", "Bibliography", "Table Grid", "Hyperlink", "Strong")
SHEET = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    '<w:styles xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:docDefaults><w:rPrDefault><w:rPr>'
    '<w:rFonts w:ascii="Calibri" w:hAnsi="Calibri" w:cs="Calibri"/><w:sz w:val="22"/><w:lang w:val="da-DK"/></w:rPr>'
    '</w:rPrDefault><w:pPrDefault><w:pPr><w:spacing w:after="200" w:line="276" w:lineRule="auto"/></w:pPr></w:pPrDefault>'
    "</w:docDefaults>"
)


class Runs:
    """Writes paragraphs and rows; of the tags that it meets, every third is split over three runs."""

    def __init__(self) -> None:
        self._tags = count(1)

    def paragraph(self, text: str, style: str = "") -> str:
        """A paragraph; the text may hold tags."""
        named = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
        return f'<w:p w:rsidR="00B51C20" w:rsidRDefault="00B51C20" w:rsidP="004A77D1">{named}{self.text(text)}</w:p>'

    def row(self, cells: Sequence[str]) -> str:
        """A table row with one paragraph in each cell."""
        width = 9000 // len(cells)
        properties = f'<w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>'
        made = "".join(f"<w:tc>{properties}{self.paragraph(cell)}</w:tc>" for cell in cells)
        return f'<w:tr w:rsidR="00B51C20" w:rsidTr="00E14A93">{made}</w:tr>'

    def table(self, columns: int, rows: str) -> str:
        """A table with its rows."""
        grid = f'<w:gridCol w:w="{9000 // columns}"/>' * columns
        properties = '<w:tblPr><w:tblStyle w:val="TableGrid"/><w:tblW w:w="0" w:type="auto"/><w:tblLook w:val="04A0"/></w:tblPr>'
        return f"<w:tbl>{properties}<w:tblGrid>{grid}</w:tblGrid>{rows}</w:tbl>"

    def text(self, text: str) -> str:
        """The runs of a text."""
        pieces = [piece for piece in TAG.split(text) if piece]
        return "".join(run for piece in pieces for run in self._split(piece))

    def _split(self, piece: str) -> Iterator[str]:
        """A piece of text in one run, or a tag in three."""
        if not TAG.fullmatch(piece) or next(self._tags) % EVERY:
            yield _run(piece, "00C40D77")
            return
        third = len(piece) // 3 + 1
        yield _run(piece[:third], "00C40D77")
        yield SPELLING[0] + _run(piece[third : 2 * third], "006E19F2") + SPELLING[1]
        yield _run(piece[2 * third :], "00C40D77")


def _run(text: str, revision: str) -> str:
    """A run with its revision number and language."""
    written = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    text = f'<w:t xml:space="preserve">{written}</w:t>'
    return f'<w:r w:rsidR="{revision}" w:rsidRPr="00D92B64"><w:rPr><w:lang w:val="da-DK"/></w:rPr>{text}</w:r>'


def field(code: str) -> str:
    """A field that Word fills: PAGE, NUMPAGES."""
    ends = [f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end")]
    return (
        f'{ends[0]}<w:r><w:instrText xml:space="preserve"> {code} </w:instrText></w:r>{ends[1]}{_run("1", "00C40D77")}{ends[2]}'
    )


def styles() -> str:
    """A style sheet of 39 KB: a dozen styles, and Word's long list of latent ones."""
    latent = [
        *LATENT,
        *(f"{name} {nr}" for name in ("index", "toc", "heading", "List Bullet", "List Number") for nr in range(1, 10)),
    ]
    kinds = ("List Table", "Grid Table", "Medium Shading", "Colorful Grid", "Light List", "Dark List", "Medium List")
    latent += [f"{kind} {nr} Accent {accent}" for kind in kinds for nr in range(1, 8) for accent in range(1, 7)]
    rules = "".join(
        f'<w:lsdException w:name="{name}" w:semiHidden="1" w:uiPriority="{nr % 99}" w:unhideWhenUsed="1"/>'
        for nr, name in enumerate(latent)
    )
    used = [_style("Title", "Title", 56), *(_style(f"Heading{nr}", f"heading {nr}", 36 - 4 * nr) for nr in (1, 2, 3))]
    used += [_style("ListBullet", "List Bullet", 22), _style("Header", "header", 18), _style("Footer", "footer", 18)]
    normal = '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/></w:style>'
    return f'{SHEET}<w:latentStyles w:count="{len(latent)}">{rules}</w:latentStyles>{normal}{"".join(used)}{_grid()}</w:styles>'


def _style(identity: str, name: str, size: int) -> str:
    """A paragraph style."""
    return (
        f'<w:style w:type="paragraph" w:styleId="{identity}"><w:name w:val="{name}"/><w:basedOn w:val="Normal"/><w:qFormat/>'
        f'<w:pPr><w:spacing w:before="240" w:after="80"/></w:pPr><w:rPr><w:sz w:val="{size}"/></w:rPr></w:style>'
    )


def _grid() -> str:
    """The table style with lines."""
    sides = "".join(f'<w:{side} w:val="single" w:sz="4"/>' for side in ("top", "left", "bottom", "right", "insideH", "insideV"))
    return (
        '<w:style w:type="table" w:styleId="TableGrid"><w:name w:val="Table Grid"/>'
        f"<w:tblPr><w:tblBorders>{sides}</w:tblBorders></w:tblPr></w:style>"
    )


def logo(side: int = 80) -> bytes:
    """A picture of about 19 KB that does not compress, as a PNG file."""
    chance = Random(7)  # noqa: S311 - the same picture every time
    rows = b"".join(b"\0" + chance.randbytes(3 * side) for _ in range(side))
    chunks = [(b"IHDR", struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0)), (b"IDAT", zlib.compress(rows)), (b"IEND", b"")]
    made = (struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body)) for kind, body in chunks)
    return b"\x89PNG\r\n\x1a\n" + b"".join(made)
