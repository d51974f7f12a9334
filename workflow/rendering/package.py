"""The .docx file as a package: parts, content types, relationships; the same parts are written as the same bytes."""

import hashlib
import posixpath
import zipfile
import zlib
from collections.abc import Iterable, Mapping
from functools import lru_cache
from io import BytesIO
from typing import NamedTuple, Self

from lxml import etree

from workflow.errors import ReadingError
from workflow.rendering.wordml import parse, written
from workflow.rendering.zipping import ZLIB, Press, archive

CONTENT_TYPES = "[Content_Types].xml"
ROOT_RELATIONSHIPS = "_rels/.rels"
CORE, CUSTOM = "docProps/core.xml", "docProps/custom.xml"
STAMP = "klynge-indhold"
LARGEST_PACKAGE = 200_000_000

_CT = "http://schemas.openxmlformats.org/package/2006/content-types"
_REL = "http://schemas.openxmlformats.org/package/2006/relationships"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_CUSTOM = "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"
_VT = "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"
_NO_RELATIONSHIPS = f'<Relationships xmlns="{_REL}"/>'.encode()
_CUSTOM_FORMAT = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"
_CUSTOM_TYPE = "application/vnd.openxmlformats-officedocument.custom-properties+xml"
_WORDML = "application/vnd.openxmlformats-officedocument.wordprocessingml"
CORE_TYPE = "application/vnd.openxmlformats-package.core-properties+xml"
CORE_RELATIONSHIP = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"


def wordml_type(kind: str) -> str:
    """The content type of a kind of Word part: "header", "footnotes", "document.main"."""
    return f"{_WORDML}.{kind}+xml"


def relationship_type(kind: str) -> str:
    """The relationship type of a kind of part: "header", "footnotes", "hyperlink"."""
    return f"{_OFFICE}/{kind}"


class Package:
    """The parts of one .docx file under their names, without a leading slash. A render works on a copy of its own."""

    def __init__(self, parts: Mapping[str, bytes]) -> None:
        self.parts = dict(parts)

    @classmethod
    def read(cls, raw: bytes, largest: int = LARGEST_PACKAGE) -> Self:
        """The package in the bytes; of parts with one name, only the first.

        Args:
            raw: a .docx file.
            largest: how many bytes its parts may have in all, unpacked.

        Raises:
            ReadingError: the bytes are no zip file, or no Word document.
        """
        parts: dict[str, bytes] = {}
        seen: set[str] = set()
        try:
            with zipfile.ZipFile(BytesIO(raw)) as archive:
                entries = [entry for entry in archive.infolist() if not entry.is_dir()]
                if sum(entry.file_size for entry in entries) > largest:
                    raise ReadingError("Filen er for stor.", "Gør billederne i den mindre.")
                for entry in entries:
                    name = entry.filename.lstrip("/")
                    if name.casefold() not in seen:  # names that differ only in case are one part
                        parts[name] = archive.read(entry)
                    seen.add(name.casefold())
        except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError, ValueError) as reason:
            raise ReadingError("Filen er ikke en Word-fil.", "Gem den i Word som .docx uden adgangskode.") from reason
        if CONTENT_TYPES not in parts or ROOT_RELATIONSHIPS not in parts:
            raise ReadingError("Filen er ikke en Word-fil.", "Gem den i Word som .docx uden adgangskode.")
        return cls(parts)

    @property
    def document(self) -> str:
        """The name of the main part, or an empty string when there is none."""
        return self.related("", relationship_type("officeDocument")) or ""

    def copy(self) -> "Package":
        """A package of its own with the same parts."""
        return Package(self.parts)

    def written(self, press: Press = ZLIB) -> bytes:
        """The package as a zip file: content types first, the rest by name, no date but the first that zip knows.

        Args:
            press: what deflates its parts.
        """
        return archive([press.pressed(name, self.parts[name]) for name in self.ordered()])

    def ordered(self) -> list[str]:
        """The names of the parts as they stand in the file."""
        first = (CONTENT_TYPES, ROOT_RELATIONSHIPS)
        return [*first, *sorted(self.parts.keys() - set(first))]

    def content_type(self, name: str) -> str:
        """The content type of a part, or an empty string when none is given."""
        types = parse(self.parts[CONTENT_TYPES])
        for override in types.iter(f"{{{_CT}}}Override"):
            if str(override.get("PartName")).lstrip("/").casefold() == name.casefold():
                return str(override.get("ContentType"))
        ending = name.rpartition(".")[2].casefold()
        defaults = (entry for entry in types.iter(f"{{{_CT}}}Default") if str(entry.get("Extension")).casefold() == ending)
        return next((str(entry.get("ContentType")) for entry in defaults), "")

    def of_type(self, content_type: str) -> list[str]:
        """The names of the parts with a content type, in the order of the package's list."""
        overrides = parse(self.parts[CONTENT_TYPES]).iter(f"{{{_CT}}}Override")
        named = (str(entry.get("PartName")).lstrip("/") for entry in overrides if entry.get("ContentType") == content_type)
        return [name for name in named if name in self.parts]

    def add(self, name: str, part: bytes, content_type: str) -> None:
        """Lay a part in the package, in place of one with its name.

        Args:
            name: the part's name.
            part: its bytes.
            content_type: what it is.
        """
        self.remove(name)
        self.parts[name] = part
        types = parse(self.parts[CONTENT_TYPES])
        etree.SubElement(types, f"{{{_CT}}}Override", PartName=f"/{name}", ContentType=content_type)
        self.parts[CONTENT_TYPES] = written(types)

    def add_beside(self, kind: str, content_type: str) -> str:
        """Lay an empty part beside the main part, which gets a relationship to it.

        Args:
            kind: the kind of part, as its relationship says: "footnotes".
            content_type: what it is.

        Returns:
            The new part's name.
        """
        name = posixpath.join(posixpath.dirname(self.document), f"{kind}.xml")
        self.add(name, b"", content_type)
        self.relate(self.document, relationship_type(kind), f"{kind}.xml")
        return name

    def remove(self, name: str) -> None:
        """Take a part out of the package and out of its list; relationships to it are the caller's."""
        self.parts.pop(name, None)
        types = parse(self.parts[CONTENT_TYPES])
        for override in list(types.iter(f"{{{_CT}}}Override")):
            if str(override.get("PartName")).lstrip("/").casefold() == name.casefold():
                types.remove(override)
        self.parts[CONTENT_TYPES] = written(types)

    def related(self, source: str, kind: str) -> str | None:
        """The name of the part to which a part has a relationship of this type.

        Args:
            source: the part's name, or "" for the whole package.
            kind: the relationship's type.
        """
        inside = (one.target for one in self._relationships(source) if one.kind == kind and not one.external)
        names = (posixpath.normpath(posixpath.join("/", posixpath.dirname(source), target)).lstrip("/") for target in inside)
        return next((name for name in names if name in self.parts), None)

    def relationship_ids(self, source: str) -> frozenset[str]:
        """The ids of a part's relationships."""
        return frozenset(one.id for one in self._relationships(source))

    def relate(self, source: str, kind: str, target: str, *, external: bool = False) -> str:
        """The id of a part's relationship to a target, made when there is none.

        Args:
            source: the part's name, or "" for the whole package.
            kind: the relationship's type.
            target: an address, or a path relative to the part.
            external: whether the target lies outside the package.
        """
        for known in self._relationships(source):
            if (known.kind, known.target, known.external) == (kind, target, external):
                return known.id
        taken = self.relationship_ids(source)
        new = next(f"rId{number}" for number in range(1, len(taken) + 2) if f"rId{number}" not in taken)
        relationships = parse(self._relationships_part(source))
        made = etree.SubElement(relationships, f"{{{_REL}}}Relationship", Id=new, Type=kind, Target=target)
        if external:
            made.set("TargetMode", "External")
        self.parts[_relationships_of(source)] = written(relationships)
        return new

    def unrelate(self, source: str, kind: str) -> None:
        """Take away every relationship of a type."""
        relationships = parse(self._relationships_part(source))
        for known in [one for one in relationships if one.get("Type") == kind]:
            relationships.remove(known)
        self.parts[_relationships_of(source)] = written(relationships)

    def _relationships(self, source: str) -> tuple["_Relationship", ...]:
        """The relationships of a part."""
        return _read_relationships(self._relationships_part(source))

    def _relationships_part(self, source: str) -> bytes:
        """The part with the relationships of a part, or an empty one."""
        return self.parts.get(_relationships_of(source)) or _NO_RELATIONSHIPS


class _Relationship(NamedTuple):
    """A part's relationship: its id, its type, its target, and whether that lies outside the package."""

    id: str
    kind: str
    target: str
    external: bool


@lru_cache(maxsize=64)
def _read_relationships(part: bytes) -> tuple[_Relationship, ...]:
    """What such a part says: a document asks for it often, and all of a template's documents for the same."""
    return tuple(
        _Relationship(str(one.get("Id")), str(one.get("Type")), str(one.get("Target")), one.get("TargetMode") == "External")
        for one in parse(part).iter(f"{{{_REL}}}Relationship")
    )


def _relationships_of(source: str) -> str:
    """The name of the part that holds a part's relationships."""
    folder, name = posixpath.split(source)
    return posixpath.join(folder, "_rels", f"{name}.rels")


def content_hash(docx: bytes) -> str:
    """The SHA-256 of everything in a document but its custom properties, whatever order and compression the zip file has.

    Args:
        docx: a .docx file.

    Raises:
        ReadingError: the bytes are no Word document.
    """
    return _hash(Package.read(docx))


def is_untouched(docx: bytes) -> bool:
    """Whether a document is as klynge wrote it: it carries our stamp, and the stamp fits.

    Args:
        docx: a file's bytes; what is no Word document was touched.
    """
    try:
        package = Package.read(docx)
        return _stamp(package) == _hash(package)
    except (ReadingError, etree.XMLSyntaxError):
        return False


def stamp_of(docx: bytes) -> str:
    """The hash that klynge wrote into a document, whatever was changed since; empty where there is none.

    Args:
        docx: a file's bytes; what is no Word document carries none.
    """
    try:
        return _stamp(Package.read(docx))
    except (ReadingError, etree.XMLSyntaxError):
        return ""


def stamp(package: Package, hashed: str = "") -> None:
    """Write the hash of the package's other content into the custom property "klynge-indhold".

    Args:
        package: the package.
        hashed: what is written in place of the hash.
    """
    properties = _custom_properties(package)
    for old in [one for one in properties if one.get("name") == STAMP]:
        properties.remove(old)
    taken = [int(str(one.get("pid"))) for one in properties]
    made = etree.SubElement(
        properties, f"{{{_CUSTOM}}}property", fmtid=_CUSTOM_FORMAT, pid=str(max(taken, default=1) + 1), name=STAMP
    )
    value = etree.SubElement(made, f"{{{_VT}}}lpwstr")
    package.add(CUSTOM, b"", _CUSTOM_TYPE)
    package.relate("", relationship_type("custom-properties"), CUSTOM)
    value.text = hashed or _hash(package)
    package.parts[CUSTOM] = written(properties)


def _custom_properties(package: Package) -> etree._Element:
    """The package's custom properties, laid where we keep them."""
    name = package.related("", relationship_type("custom-properties"))
    root = parse(package.parts[name]) if name else parse(f'<Properties xmlns="{_CUSTOM}" xmlns:vt="{_VT}"/>')
    if name and name != CUSTOM:
        package.remove(name)
        package.unrelate("", relationship_type("custom-properties"))
    return root


def _hash(package: Package) -> str:
    """The hash over name and content of every part but the custom properties."""
    return hash_of_lines(hash_line(name, package.parts[name]) for name in sorted(package.parts.keys() - {CUSTOM}))


def hash_line(name: str, part: bytes) -> str:
    """What a part gives to the hash of its package."""
    return f"{name}\n{hashlib.sha256(part).hexdigest()}\n"


def hash_of_lines(lines: Iterable[str]) -> str:
    """The hash of a package.

    Args:
        lines: what each part but the custom properties gives to it, in the order of their names.
    """
    return hashlib.sha256("".join(lines).encode()).hexdigest()


def _stamp(package: Package) -> str:
    """The hash that the document carries, or an empty string."""
    if CUSTOM not in package.parts:
        return ""
    stamps = (one for one in parse(package.parts[CUSTOM]) if one.get("name") == STAMP)
    return "".join("".join(str(piece) for piece in one.itertext()) for one in stamps)
