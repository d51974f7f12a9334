"""Zips that lie, swell, overlap or end too early."""

import io
import struct
import warnings
import zipfile
import zlib
from collections.abc import Callable, Iterable, Mapping

MEGABYTE = 1_000_000
_LOCAL = struct.Struct("<4s5H3L2H")
_ENTRY = struct.Struct("<4s4B4H3L5H2L")
_END = struct.Struct("<4s4H2LH")


def plain(parts: Iterable[tuple[str, bytes]], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """An honest zip, in which names may repeat."""
    buffer = io.BytesIO()
    with warnings.catch_warnings(), zipfile.ZipFile(buffer, "w", method) as package:
        warnings.simplefilter("ignore")
        for name, raw in parts:
            package.writestr(name, raw)
    return buffer.getvalue()


def swollen(unit: bytes, times: int, first: bytes = b"") -> tuple[bytes, int, int]:
    """A deflated stream that repeats a unit so often, made without ever holding what it becomes.

    Returns:
        The stream, the size of what it becomes, and the checksum of that (of a small one; a large one ends too late).
    """
    deflate = zlib.compressobj(9, wbits=-15)
    head = deflate.compress(first) + deflate.flush(zlib.Z_FULL_FLUSH)
    block = deflate.compress(unit) + deflate.flush(zlib.Z_FULL_FLUSH)
    whole = len(first) + len(unit) * times
    checksum = zlib.crc32(first + unit * times) if whole <= 50 * MEGABYTE else 0
    return head + block * times + deflate.flush(), whole, checksum


def raw_zip(entries: Iterable[tuple[bytes, bytes, int, int]], *, method: int = 8) -> bytes:
    """A zip made of streams that are already packed.

    Args:
        entries: name, stream, size and checksum of each.
        method: how the streams are packed.
    """
    body, table, count = b"", b"", 0
    for name, stream, size, checksum in entries:
        sizes = (checksum, len(stream), min(size, 0xFFFFFFFE))
        table += _ENTRY.pack(b"PK\x01\x02", 20, 3, 20, 0, 0, method, 0, 33, *sizes, len(name), 0, 0, 0, 0, 0, len(body)) + name
        body += _LOCAL.pack(b"PK\x03\x04", 20, 0, method, 0, 33, *sizes, len(name), 0) + name + stream
        count += 1
    return body + table + _END.pack(b"PK\x05\x06", 0, 0, count, count, len(table), len(body), 0)


def word(document: bytes, **more: bytes) -> list[tuple[str, bytes]]:
    """The parts of a Word file with this document; others by their name in ``word/``."""
    types = (
        b'<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" '
        b'ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="application/'
        b'vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
    )
    office = b"http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    rels = (
        b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r" '
        b'Type="' + office + b'/officeDocument" Target="word/document.xml"/></Relationships>'
    )
    parts = [("[Content_Types].xml", types), ("_rels/.rels", rels), ("word/document.xml", document)]
    return [*parts, *((f"word/{name}", raw) for name, raw in more.items())]


def packed_word(stream: tuple[bytes, int, int], name: str = "word/document.xml") -> bytes:
    """A Word file one part of which is a stream that was packed elsewhere."""
    others = [one for one in word(b"<x/>") if one[0] != name]
    entries = [(part.encode(), *swollen(raw, 1)) for part, raw in others]
    return raw_zip([*entries, (name.encode(), *stream)])


def nested(depth: int, width: int, inner: bytes) -> bytes:
    """Zips within zips."""
    for _ in range(depth):
        inner = plain([(f"{number}.zip", inner) for number in range(width)])
    return inner


def patched(raw: bytes, mark: bytes, offset: int, value: bytes, *, last: bool = False) -> bytes:
    """The zip with some bytes after a mark replaced."""
    place = (raw.rindex(mark) if last else raw.index(mark)) + offset
    return raw[:place] + value + raw[place + len(value) :]


def overlapping(count: int) -> bytes:
    """Many entries of the table that all lead to the same bytes."""
    stream, size, checksum = swollen(bytes(MEGABYTE), 20)
    one = raw_zip([(b"a", stream, size, checksum)])
    entry = one[one.index(b"PK\x01\x02") : one.index(b"PK\x05\x06")]
    table = b"".join(entry[:-1] + bytes([65 + number % 60]) for number in range(count))
    start = one.index(b"PK\x01\x02")
    return one[:start] + table + _END.pack(b"PK\x05\x06", 0, 0, count, count, len(table), start, 0)


def _zip64(raw: bytes, count: int) -> bytes:
    """The zip with an end record that claims the large form, and a count that is a lie."""
    place = raw.rindex(b"PK\x05\x06")
    record = struct.pack("<4sQ2H2L4Q", b"PK\x06\x06", 44, 45, 45, 0, 0, count, count, 1 << 60, 1 << 60)
    locator = struct.pack("<4sLQL", b"PK\x06\x07", 0, place, 1)
    end = _END.pack(b"PK\x05\x06", 0xFFFF, 0xFFFF, 0xFFFF, 0xFFFF, 0xFFFFFFFF, 0xFFFFFFFF, 0)
    return raw[:place] + record + locator + end


def crowded(count: int) -> bytes:
    """A table of so many entries and nothing else: one that is listed takes hundreds of bytes for each."""
    entry = _ENTRY.pack(b"PK\x01\x02", 20, 3, 20, 0, 0, 0, 0, 33, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0) + b"a"
    end = _END.pack(b"PK\x05\x06", 0, 0, count & 0xFFFF, count & 0xFFFF, len(entry) * count, 4, 0)
    return b"PK\x03\x04" + entry * count + end


SMALL = plain(word(b"<x/>"))
WORD_IN = [("word.docx", SMALL)]
FAMILIES: Mapping[str, Callable[[], bytes]] = {
    "bombe 10 GB.zip": lambda: raw_zip([(b"nul", *swollen(bytes(MEGABYTE), 10_000))]),
    "bombe 10 GB.docx": lambda: packed_word(swollen(bytes(MEGABYTE), 10_000)),
    "bombe af afsnit 1 GB.docx": lambda: packed_word(swollen(b"<w:p/>" * 100_000, 2_000)),
    "bombe i indholdsfortegnelsen.docx": lambda: packed_word(swollen(b" " * MEGABYTE, 4_000), "[Content_Types].xml"),
    "bombe i billede.docx": lambda: raw_zip(
        [
            *((name.encode(), *swollen(raw, 1)) for name, raw in word(b"<x/>")),
            (b"word/media/billede.bmp", *swollen(bytes(MEGABYTE), 3_000)),
        ]
    ),
    "mange dele lige under graensen.docx": lambda: raw_zip(
        [
            *((name.encode(), *swollen(raw, 1)) for name, raw in word(b"<x/>")),
            *((b"word/media/%d.bmp" % number, *swollen(bytes(MEGABYTE), 19)) for number in range(100)),
        ]
    ),
    "zip i zip i zip.zip": lambda: nested(6, 8, bytes(MEGABYTE)),
    "oven i hinanden.zip": lambda: overlapping(30_000),
    "oven i hinanden.docx": lambda: patched(SMALL, b"PK\x01\x02", 42, struct.pack("<L", 0), last=True),
    "65535 filer.zip": lambda: plain(((f"{number}", b"") for number in range(65_535)), zipfile.ZIP_STORED),
    "70000 filer.zip": lambda: plain(((f"{number}", b"") for number in range(70_000)), zipfile.ZIP_STORED),
    "million poster.zip": lambda: crowded(900_000),
    "5000 dele.docx": lambda: plain([*word(b"<x/>"), *((f"word/{number}.xml", b"<x/>") for number in range(5_000))]),
    "fortegnelse skaaret over.zip": lambda: plain(WORD_IN)[:-40],
    "kun slutning.zip": lambda: _END.pack(b"PK\x05\x06", 0, 0, 0, 0, 0, 0, 0),
    "uden slutning.zip": lambda: plain(WORD_IN)[:-22],
    "slutning lyver om antal.zip": lambda: patched(plain(WORD_IN), b"PK\x05\x06", 8, b"\xff\xff\xff\xff"),
    "slutning lyver om sted.zip": lambda: patched(plain(WORD_IN), b"PK\x05\x06", 16, b"\xf0\xff\xff\xff"),
    "to slutninger.zip": lambda: plain(WORD_IN) + plain(WORD_IN)[-22:],
    "kommentar med falsk slutning.zip": lambda: patched(plain(WORD_IN), b"PK\x05\x06", 20, b"\x2a\0") + SMALL[-22:] + bytes(20),
    "zip64 lyver.zip": lambda: _zip64(plain(WORD_IN), 1 << 62),
    "zip64 lyver.docx": lambda: _zip64(SMALL, 3),
    "hoved med andet navn.docx": lambda: patched(SMALL, b"word/document.xml", 0, b"word/dokument.xml"),
    "stoerrelse lyver lille.docx": lambda: patched(SMALL, b"PK\x01\x02", 24, b"\1\0\0\0", last=True),
    "stoerrelse lyver stor.docx": lambda: patched(SMALL, b"PK\x01\x02", 24, b"\xf0\xff\xff\x7f", last=True),
    "tjeksum forkert.docx": lambda: patched(SMALL, b"PK\x01\x02", 16, b"\1\2\3\4", last=True),
    "ukendt pakning.docx": lambda: patched(SMALL, b"PK\x01\x02", 10, b"\x63\0", last=True),
    "bzip2.docx": lambda: plain(word(b"<x/>"), zipfile.ZIP_BZIP2),
    "lzma.docx": lambda: plain(word(b"<x/>"), zipfile.ZIP_LZMA),
    "lzma ordbog paa 4 GB.docx": lambda: patched(
        plain(word(b"<x/>"), zipfile.ZIP_LZMA), b"word/document.xml", 22, b"\xff\xff\xff\xff"
    ),
    "adgangskode.zip": lambda: patched(plain(WORD_IN), b"PK\x01\x02", 8, b"\1\0"),
    "adgangskode.docx": lambda: patched(SMALL, b"PK\x01\x02", 8, b"\1\0", last=True),
    "staerk kryptering.docx": lambda: patched(SMALL, b"PK\x01\x02", 8, b"\x41\x20", last=True),
    "dato der ikke findes.zip": lambda: patched(plain(WORD_IN), b"PK\x01\x02", 12, b"\0\0\0\0"),
    "navn med nul.zip": lambda: raw_zip([(b"a\0b.docx", *swollen(b"x", 1))]),
    "navn uden ende.zip": lambda: raw_zip([(b"a" * 65_535, *swollen(b"x", 1))]),
    "navn der ikke er utf8.zip": lambda: patched(raw_zip([(b"\xff\xfe.docx", *swollen(b"x", 1))]), b"PK\x01\x02", 8, b"\0\x08"),
    "cp850.zip": lambda: raw_zip([("Kæmpe årsmøde.docx".encode("cp850"), *swollen(b"x", 1))]),
    "navne ud af mappen.zip": lambda: plain(
        (name, b"x") for name in ("../../etc/passwd", "/etc/passwd", "C:\\x.docx", "..\\x", "nul.txt", "a ", "a.", "A.")
    ),
    "navne ud af mappen.docx": lambda: plain([*word(b"<x/>"), ("../../../x.xml", b"<x/>")]),
    "genvej i zip.zip": lambda: patched(
        plain([("passwd", b"/etc/passwd")]), b"PK\x01\x02", 38, struct.pack("<L", 0o120777 << 16)
    ),
    "samme navn to gange.zip": lambda: plain([("a.docx", b"1"), ("a.docx", b"2"), ("A.docx", b"3")]),
    "skidt foran.zip": lambda: b"x" * 5_000 + plain(WORD_IN),
    "skidt bagefter.docx": lambda: SMALL + bytes(100_000),
    "alt er hoveder.zip": lambda: b"PK\x03\x04" * 100_000,
    "alt er fortegnelse.zip": lambda: b"PK\x03\x04" + b"PK\x01\x02" * 100_000 + SMALL[-22:],
    "alt er slutninger.zip": lambda: b"PK\x05\x06" * 100_000,
}
