"""What a file really is, told by its bytes first and its name second: our own table of signatures."""

import io
import re
import zipfile
import zlib
from collections.abc import Callable
from enum import StrEnum
from pathlib import PurePath

from workflow import formats


class Kind(StrEnum):
    """What a file is, in the words of the receipt."""

    DOCX = "Word-fil"
    DOCM = "Word-fil med makroer"
    STRICT = "Word-fil i formatet Strict Open XML"
    DOC = "gammel Word-fil (.doc)"
    ENCRYPTED = "Office-fil med adgangskode"
    MACROS = "Office-fil med makroer"
    XLSX = "Excel-fil"
    XLS = "gammel Excel-fil (.xls)"
    PPTX = "PowerPoint-fil"
    PPT = "gammel PowerPoint-fil (.ppt)"
    OLE = "gammel Office-fil"
    ODT = "OpenDocument-tekst (.odt)"
    ODS = "OpenDocument-regneark (.ods)"
    OPEN_DOCUMENT = "OpenDocument-fil"
    RTF = "RTF-fil"
    HTML = "webside (HTML)"
    PDF = "PDF-fil"
    ZIP = "zip-fil"
    BROKEN_ZIP = "afbrudt eller beskadiget Office- eller zip-fil"
    ARCHIVE = "pakket fil"
    PAGES = "Pages-fil"
    NUMBERS = "Numbers-fil"
    KEYNOTE = "Keynote-fil"
    PICTURE = "billedfil"
    MEDIA = "lyd- eller videofil"
    EML = "e-mail (.eml)"
    MSG = "Outlook-mail (.msg)"
    TNEF = "pakke fra Outlook (winmail.dat)"
    CALENDAR = "kalender- eller kontaktfil"
    PROGRAM = "program"
    SHORTCUT = "genvej"
    XML = "XML-fil"
    YAML = "YAML-fil"
    JSON = "JSON-fil"
    CSV = "CSV-fil"
    TEXT = "tekstfil"
    EMPTY = "tom fil"
    ZEROS = "fil, der kun rummer nuller"
    UNKNOWN = "ukendt filtype"


_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_SIGNATURES: tuple[tuple[bytes, Kind], ...] = (
    (b"{\\rtf", Kind.RTF),
    (b"\x4c\x00\x00\x00\x01\x14\x02\x00", Kind.SHORTCUT),
    (b"\x78\x9f\x3e\x22", Kind.TNEF),
    (b"MZ", Kind.PROGRAM),
    (b"\x7fELF", Kind.PROGRAM),
    (b"\xcf\xfa\xed\xfe", Kind.PROGRAM),
    (b"\xca\xfe\xba\xbe", Kind.PROGRAM),
    (b"#!", Kind.PROGRAM),
    (b"\xff\xd8\xff", Kind.PICTURE),
    (b"\x89PNG\r\n\x1a\n", Kind.PICTURE),
    (b"GIF8", Kind.PICTURE),
    (b"II*\x00", Kind.PICTURE),
    (b"MM\x00*", Kind.PICTURE),
    (b"7z\xbc\xaf\x27\x1c", Kind.ARCHIVE),
    (b"Rar!", Kind.ARCHIVE),
    (b"\x1f\x8b", Kind.ARCHIVE),
    (b"ID3", Kind.MEDIA),
    (b"OggS", Kind.MEDIA),
    (b"BEGIN:VCALENDAR", Kind.CALENDAR),
    (b"BEGIN:VCARD", Kind.CALENDAR),
    (b"[InternetShortcut]", Kind.SHORTCUT),
    (b"[Desktop Entry]", Kind.SHORTCUT),
)
_PICTURE_BRANDS = frozenset({b"heic", b"heix", b"mif1", b"avif", b"WEBP"})
_OLE_STREAMS: tuple[tuple[str, Kind], ...] = (
    ("EncryptedPackage", Kind.ENCRYPTED),
    ("__properties_version1.0", Kind.MSG),
    ("WordDocument", Kind.DOC),
    ("_VBA_PROJECT", Kind.MACROS),
    ("PowerPoint Document", Kind.PPT),
    ("Workbook", Kind.XLS),
)
_CONTENT_TYPES: tuple[tuple[bytes, Kind], ...] = (
    (b"ms-word.document.macroEnabled", Kind.DOCM),
    (b"ms-word.template.macroEnabled", Kind.DOCM),
    (b"wordprocessingml.document.main+xml", Kind.DOCX),
    (b"wordprocessingml.template.main+xml", Kind.DOCX),
    (b"macroEnabled", Kind.MACROS),
    (b"ms-office.vbaProject", Kind.MACROS),
    (b"ms-excel.", Kind.XLSX),
    (b"spreadsheetml.", Kind.XLSX),
    (b"ms-powerpoint.", Kind.PPTX),
    (b"presentationml.", Kind.PPTX),
)
_STRICT = b"http://purl.oclc.org/ooxml/officeDocument/relationships/officeDocument"
_PROGRAM_NAMES = frozenset({".exe", ".com", ".scr", ".bat", ".cmd", ".ps1", ".vbs", ".js", ".jar", ".msi", ".hta", ".sh", ".dll"})
_OFFICE_NAMES = frozenset({".docx", ".dotx", ".xlsx", ".pptx", ".odt", ".ods"})
_APPLE_NAMES = {".numbers": Kind.NUMBERS, ".key": Kind.KEYNOTE}
_SHORTCUT_NAMES = frozenset({".lnk", ".url", ".webloc", ".desktop"})
_MAIL_HEADER = re.compile(
    r"^(received|from|to|subject|date|mime-version|message-id|return-path|content-type|x-[a-z-]+|delivered-to): ?", re.IGNORECASE
)
_YAML_KEY = re.compile(r"^[^\W\d_][\w æøåÆØÅ-]*:(\s|$)")
_TABLE_ROW = re.compile(r"^[^;\n]*(;[^;\n]*)+$")
_WEB_PAGE = re.compile(r"(?:<\?xml[^>]*+>|<!--(?:[^-]|-(?!->))*+-->|\s)*+<(?:!doctype html|html|head|body)\b", re.IGNORECASE)
_LONGEST_CONTENT_TYPES = 1_000_000
_ZIP_ENTRY, _MOST_ENTRIES = b"PK\x01\x02", 100_000
_LARGEST_LOOK = 4_000
_ENOUGH_HEADERS = 2


def sniff(raw: bytes, name: str) -> Kind:
    """What the file is.

    Args:
        raw: all of its bytes.
        name: the sender's file name, which decides only where the bytes do not.
    """
    if not raw.strip():
        return Kind.EMPTY
    if not raw.strip(b"\0"):
        return Kind.ZEROS
    suffix = PurePath(name.strip().casefold()).suffix
    kind = _binary(raw) or _by_name(suffix) or _text(raw, suffix)
    if kind is Kind.PAGES:  # the three programs pack alike
        return _APPLE_NAMES.get(suffix, kind)
    return Kind.BROKEN_ZIP if kind is Kind.ZIP and suffix in _OFFICE_NAMES else kind


def _binary(raw: bytes) -> Kind | None:
    """The kind that the first bytes give away."""
    if raw.startswith(b"PK"):
        return _zip(raw)
    if raw.startswith(_OLE):
        return next((kind for stream, kind in _OLE_STREAMS if stream.encode("utf-16-le") in raw), Kind.OLE)
    if b"%PDF-" in raw[:1024]:
        return Kind.PDF
    if raw[4:8] == b"ftyp" or raw.startswith(b"RIFF"):
        return Kind.PICTURE if raw[8:12] in _PICTURE_BRANDS else Kind.MEDIA
    if raw.startswith(b"BM") and raw[6:10] == bytes(4):
        return Kind.PICTURE
    bare = raw.removeprefix(b"\xef\xbb\xbf")
    return next((kind for signature, kind in _SIGNATURES if bare.startswith(signature)), None)


def _zip(raw: bytes) -> Kind:
    """What the zip is the shell of; one with more entries than anybody packs is not even listed."""
    if raw.count(_ZIP_ENTRY) > _MOST_ENTRIES:
        return Kind.ZIP
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as package:
            return _packed(package, raw)
    except (zipfile.BadZipFile, zlib.error, EOFError, ValueError, NotImplementedError, OSError, RuntimeError):
        return Kind.BROKEN_ZIP


def _packed(package: zipfile.ZipFile, raw: bytes) -> Kind:
    """The kind that a zip's table of contents gives away.

    Raises:
        zipfile.BadZipFile: the table and the contents disagree.
    """
    names = set(package.namelist())
    if "[Content_Types].xml" in names:
        with package.open("[Content_Types].xml") as part:
            types = part.read(_LONGEST_CONTENT_TYPES)
        kind = next((kind for mark, kind in _CONTENT_TYPES if mark in types), Kind.ZIP)
        return Kind.STRICT if kind is Kind.DOCX and _is_strict(package, names) else kind
    if "mimetype" in names and b"application/vnd.oasis.opendocument" in raw[:200]:
        kinds = ((b"opendocument.text", Kind.ODT), (b"opendocument.spreadsheet", Kind.ODS))
        return next((kind for mark, kind in kinds if mark in raw[:200]), Kind.OPEN_DOCUMENT)
    return Kind.PAGES if "Index/Document.iwa" in names else Kind.ZIP


def _is_strict(package: zipfile.ZipFile, names: set[str]) -> bool:
    """Whether a Word file is kept in Strict Open XML, whose names are others."""
    if "_rels/.rels" not in names:
        return False
    with package.open("_rels/.rels") as part:
        return _STRICT in part.read(_LONGEST_CONTENT_TYPES)


def _by_name(suffix: str) -> Kind | None:
    """The kinds that only a name gives away, since they are plain text within."""
    if suffix in _PROGRAM_NAMES:
        return Kind.PROGRAM
    return Kind.SHORTCUT if suffix in _SHORTCUT_NAMES else None


def _text(raw: bytes, suffix: str) -> Kind:
    """The kind of a file that has no signature: some text, or something we do not know."""
    if b"\0" in raw[:_LARGEST_LOOK] and not raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        return Kind.UNKNOWN
    named = {".eml": Kind.EML, ".json": Kind.JSON, ".yaml": Kind.YAML, ".yml": Kind.YAML}.get(suffix)
    if named:
        return named
    text = formats.decode(raw[:_LARGEST_LOOK])[0].lstrip()
    return next((kind for kind, looks_so in _LOOKS if looks_so(text)), Kind.CSV if suffix == ".csv" else Kind.TEXT)


def _is_html(text: str) -> bool:
    """A web page, also one that begins with comments or an XML declaration."""
    return bool(_WEB_PAGE.match(text))


def _is_mail(text: str) -> bool:
    """A mail: its first lines are headers."""
    lines = [line for line in text.split("\n", 20)[:20] if line[:1].strip()]
    return sum(bool(_MAIL_HEADER.match(line)) for line in lines[:6]) >= _ENOUGH_HEADERS


def _is_yaml(text: str) -> bool:
    """YAML: the first line that is no comment is a key with its colon."""
    first = next((line for line in text.split("\n") if line.strip() and not line.startswith(("#", "---", "%"))), "")
    return bool(_YAML_KEY.match(first))


def _is_table(text: str) -> bool:
    """A table of text: two lines with semicolons."""
    lines = [line for line in text.split("\n") if line.strip()][:2]
    return len(lines) > 1 and all(_TABLE_ROW.match(line) for line in lines)


_LOOKS: tuple[tuple[Kind, Callable[[str], bool]], ...] = (
    (Kind.HTML, _is_html),
    (Kind.PICTURE, lambda text: "<svg" in text[:500]),
    (Kind.XML, lambda text: text.startswith("<?xml")),
    (Kind.JSON, lambda text: text.startswith(("{", "["))),
    (Kind.EML, _is_mail),
    (Kind.CSV, _is_table),
    (Kind.YAML, _is_yaml),
)
