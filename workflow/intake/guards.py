"""Opens a Word package only when it is safe to: limits before anything is parsed, and a parser that fetches nothing."""

import hashlib
import io
import struct
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from posixpath import dirname, normpath, split
from typing import NamedTuple

from lxml import etree

from workflow.domain.findings import Finding, error, errors, note, warning
from workflow.errors import ReadingError

MOST_PARTS = 2_000
LARGEST_PART = 20_000_000
LARGEST_WHOLE = 200_000_000
LARGEST_XML = 40_000_000
MOST_MARKS = 200_000
HIGHEST_RATIO = 100
RATIO_COUNTS_ABOVE = 1_000_000

RESAVE = "Åbn filen i Word, vælg Gem som og Word-dokument (*.docx), og læg den nye fil i indbakken."
COPY_ANEW = "Kopiér filen til indbakken igen."
START_AFRESH = "Kopiér svarene over i et nyt, tomt skema, og send det."

_RELATIONS = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_MAIN_TYPE = "/officeDocument"
_HARMLESS_OUTSIDE = ("/hyperlink",)
_XML_NAMES = (".xml", ".rels", ".vml")
_PICTURES = (".png", ".jpg", ".jpeg", ".gif")
"""The pictures that a document of ours can show."""
_MACRO_TYPES = (b"macroEnabled", b"ms-office.vbaProject")
_HONEST_PACKING = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})
_DECLARATIONS = tuple(word.encode(code) for word in ("<!DOCTYPE", "<!ENTITY") for code in ("ascii", "utf-16-le", "utf-16-be"))
_IN_A_DECLARATION = b"!"
"""What every declaration has in any of those encodings; most parts have none, so that one look at them is enough."""
_LOCAL_HEADER = struct.Struct("<4s5H3L2H")
_CHUNK = 65_536
EMBEDDED_FILES = warning(
    "", "Filen rummer indlejrede filer eller knapper, som ikke er læst.", "Læg indlejrede filer ved som bilag."
)
BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError, RuntimeError)


class Relation(NamedTuple):
    """One relationship of a part: what it is, what it leads to, and whether that lies outside the file."""

    type: str
    target: str
    external: bool


@dataclass(frozen=True)
class Package:
    """The XML parts of a Word file that passed every guard, by part name; of its pictures, by part name the SHA-256."""

    parts: Mapping[str, bytes]
    pictures: Mapping[str, str] = field(default_factory=dict)
    _relations: dict[str, dict[str, Relation]] = field(default_factory=dict)

    @property
    def main(self) -> str:
        """The name of the part that holds the document itself; empty when there is none."""
        found = (one.target for one in self.relations("").values() if one.type.endswith(_MAIN_TYPE))
        return next(found, "")

    def tree(self, name: str) -> etree._Element | None:
        """The part, parsed; None when the package has no such part.

        Raises:
            ReadingError: the part is no well-formed XML, or is nested or built so that parsing is not safe.
        """
        return parse(self.parts[name]) if name in self.parts else None

    def relations(self, name: str) -> dict[str, Relation]:
        """The relationships of a part by id; of the package itself for an empty name.

        Raises:
            ReadingError: the relationships are no well-formed XML.
        """
        if name not in self._relations:
            folder, leaf = split(name)
            tree = self.tree("/".join(part for part in (folder, "_rels", f"{leaf}.rels") if part))
            found = () if tree is None else tree.iter(_RELATIONS)
            self._relations[name] = {one.get("Id", ""): _relation(one, dirname(name)) for one in found}
        return self._relations[name]

    def related(self, name: str, kind: str) -> str:
        """The name of the part that a part is related to by this kind ("/styles"); empty when there is none."""
        return next((one.target for one in self.relations(name).values() if one.type.endswith(kind) and not one.external), "")


def parse(raw: bytes) -> etree._Element:
    """The root of an XML text, read by a parser that resolves no entities and fetches nothing.

    Raises:
        ReadingError: the text is no well-formed XML, or is nested or built so that parsing is not safe.
    """
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        huge_tree=False,
        load_dtd=False,
        remove_comments=True,
        remove_pis=True,
        collect_ids=False,
    )
    try:
        root = etree.fromstring(raw, parser)
    except (etree.XMLSyntaxError, ValueError) as reason:
        raise ReadingError("Filens indhold er beskadiget eller opbygget sådan, at det ikke kan læses.", RESAVE) from reason
    if root.getroottree().docinfo.doctype:  # type: ignore[union-attr]  # missing in lxml-stubs
        raise ReadingError(*_DECLARED)
    return root


def open_package(raw: bytes) -> tuple[Package | None, tuple[Finding, ...]]:
    """The Word package, or why it is not opened; never raises.

    Args:
        raw: the file's bytes.

    Returns:
        The package, None when it is refused; and every finding, warnings of what is let through included.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as package:
            refused = tuple(_of_entries(package, raw))
            if refused:
                return None, refused
            parts, pictures = _read(package)
        opened = Package(parts, pictures)
        found = (*_of_parts(parts, package.namelist()), *_of_relations(opened))
        found = found if opened.main in parts else (*found, error("", "Filen rummer intet Word-dokument.", RESAVE))
    except ReadingError as reason:
        return None, (error("", reason.problem, reason.hint),)
    except BROKEN:
        return None, (error("", "Filen er beskadiget eller ikke kopieret helt færdig.", COPY_ANEW),)
    return (None if errors(found) else opened), found


def _of_entries(package: zipfile.ZipFile, raw: bytes) -> Iterator[Finding]:
    """What the zip's table of contents alone forbids."""
    entries = package.infolist()
    if len(entries) > MOST_PARTS:
        yield error("", f"Filen rummer {len(entries)} dele; en Word-fil har langt færre.", START_AFRESH)
        return
    names = Counter(entry.filename.casefold() for entry in entries)
    twice = sorted(name for name, count in names.items() if count > 1)
    if twice:
        yield error("", f"Filen rummer den samme del to gange ({twice[0]}).", RESAVE)
    if any(entry.flag_bits & 1 for entry in entries):
        yield error("", "Filen er beskyttet med adgangskode.", "Fjern adgangskoden, og send filen igen.")
    if not {entry.compress_type for entry in entries} <= _HONEST_PACKING:
        yield error("", "Filen er pakket på en måde, som Word ikke bruger.", RESAVE)
    if any(".." in entry.filename.split("/") or entry.filename.startswith("/") or "\\" in entry.filename for entry in entries):
        yield error("", "Filen rummer dele med ulovlige navne.", START_AFRESH)
    if overlap(entries, raw):
        yield error("", "Filens dele ligger oven i hinanden, så den ikke kan læses sikkert.", START_AFRESH)


def overlap(entries: list[zipfile.ZipInfo], raw: bytes) -> bool:
    """Whether two entries share bytes, which honest zips never do."""
    end = 0
    for entry in sorted(entries, key=lambda one: one.header_offset):
        if entry.header_offset < end:
            return True
        header = _LOCAL_HEADER.unpack(
            raw[entry.header_offset : entry.header_offset + _LOCAL_HEADER.size].ljust(_LOCAL_HEADER.size, b"\0")
        )
        end = entry.header_offset + _LOCAL_HEADER.size + header[9] + header[10] + entry.compress_size
    return False


def _read(package: zipfile.ZipFile) -> tuple[dict[str, bytes], dict[str, str]]:
    """The XML parts, and the checksums of pictures; every part is read through, to see that it is whole and not too large.

    Raises:
        ReadingError: a part or the whole is larger than we open, or has more marks than we parse.
        zipfile.BadZipFile: a part is damaged.
    """
    parts, pictures = dict[str, bytes](), dict[str, str]()
    whole, kept = 0, 0
    for entry in package.infolist():
        pieces, size, checksum = [], 0, hashlib.sha256()
        is_picture = entry.filename.casefold().endswith(_PICTURES)
        with package.open(entry) as part:
            while chunk := part.read(_CHUNK):
                size += len(chunk)
                _refuse_size(entry, size, whole + size)
                if entry.filename.endswith(_XML_NAMES):
                    pieces.append(chunk)
                elif is_picture:
                    checksum.update(chunk)
        whole += size
        if is_picture:
            pictures[entry.filename] = checksum.hexdigest()
        if pieces:
            kept += size
            parts[entry.filename] = b"".join(pieces)
            _refuse_marks(parts[entry.filename], kept)
    return parts, pictures


def _refuse_marks(part: bytes, kept: int) -> None:
    """Stop at what would take the memory of hundreds of honest forms when it is parsed.

    Raises:
        ReadingError: a part has more marks, or all XML parts are larger, than we parse.
    """
    too_many = len(part) > MOST_MARKS and (part.count(b"<") > MOST_MARKS or part.count(b"=") > MOST_MARKS)
    if too_many or kept > LARGEST_XML:
        raise ReadingError("Filen rummer langt mere, end et skema kan rumme.", START_AFRESH)


def _refuse_size(entry: zipfile.ZipInfo, size: int, whole: int) -> None:
    """Stop at what swells, counted in bytes that really came and not in what the header claims.

    Raises:
        ReadingError: a part or the whole is larger than we open.
    """
    if size > LARGEST_PART or whole > LARGEST_WHOLE:
        raise ReadingError(
            "Filen fylder for meget, når den pakkes ud.", "Tag store billeder ud af skemaet, og læg dem ved som bilag."
        )
    swells = size > RATIO_COUNTS_ABOVE and size > HIGHEST_RATIO * max(entry.compress_size, 1)
    if swells and entry.filename.endswith(_XML_NAMES):
        raise ReadingError("Filen er pakket, så den svulmer langt mere op, end en Word-fil gør.", START_AFRESH)


_DECLARED = ("Filen rummer erklæringer (DOCTYPE eller ENTITY), som ikke hører til i en Word-fil.", START_AFRESH)


def _of_parts(parts: Mapping[str, bytes], names: list[str]) -> Iterator[Finding]:
    """What the parts' names and bytes tell before they are parsed."""
    suspect = [raw for raw in parts.values() if _IN_A_DECLARATION in raw]
    if any(mark in raw for raw in suspect for mark in _DECLARATIONS):
        yield error("", *_DECLARED)
    lower = [name.casefold() for name in names]
    types = parts.get("[Content_Types].xml", b"")
    if any(name.endswith("vbaproject.bin") for name in lower) or any(mark in types for mark in _MACRO_TYPES):
        yield error("", "Filen indeholder makroer, og dem åbner vi ikke.", RESAVE)
    if any("/embeddings/" in name or "/activex/" in name for name in lower):
        yield EMBEDDED_FILES


def _of_relations(package: Package) -> Iterator[Finding]:
    """What the file reaches for outside itself; only links are let through in silence.

    Raises:
        ReadingError: a relationships part is no well-formed XML.
    """
    outside = set()
    for name in package.parts:
        if name.endswith(".rels"):
            tree = parse(package.parts[name])
            outside |= {one.type for one in (_relation(found, "") for found in tree.iter(_RELATIONS)) if one.external}
    yield from dict.fromkeys(_outside(kind) for kind in sorted(outside) if not kind.endswith(_HARMLESS_OUTSIDE))


def _outside(kind: str) -> Finding:
    """What to say of a kind of relationship that leads out of the file; none of them is ever followed."""
    if kind.endswith("/attachedTemplate"):
        return note("", "Filen henviser til en skabelon et andet sted; den er ikke hentet.", "Du behøver ikke gøre noget.")
    if kind.endswith("/image"):
        return warning("", "Filen henter et billede et andet sted fra; det er ikke læst.", "Læg billedet ved som bilag.")
    return error(
        "", "Filen henter indhold et andet sted fra, og det åbner vi ikke.", "Indsæt indholdet i selve filen, eller slet det."
    )


def _relation(element: etree._Element, folder: str) -> Relation:
    """One relationship, its target as a part name where it lies within the file."""
    target, external = element.get("Target", ""), element.get("TargetMode", "") == "External"
    if not external:
        target = target.lstrip("/") if target.startswith("/") else normpath(f"{folder}/{target}").lstrip("/")
    return Relation(element.get("Type", ""), target, external)
