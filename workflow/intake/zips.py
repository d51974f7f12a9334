"""Opens a zip that somebody packed: names that lead nowhere, sizes counted as they come, and nothing written anywhere."""

import io
import stat
import zipfile
from collections.abc import Iterator

from workflow.domain.findings import Finding, warning
from workflow.errors import ReadingError
from workflow.intake.guards import BROKEN, COPY_ANEW, overlap
from workflow.intake.parcels import LARGEST_INNER, LARGEST_PARCEL, MOST_FILES, Inner, Parcel, leaf

_UTF8_NAME, _LOCKED = 0x800, 0x1
_CHUNK = 65_536
_ONE_BY_ONE = "Læg filerne i indbakken hver for sig."
_SYSTEM_FOLDERS = ("__MACOSX/",)


def open_zip(raw: bytes) -> Parcel:
    """What is packed in a zip.

    Args:
        raw: all of its bytes.

    Raises:
        ReadingError: it is damaged, locked, or built as no honest program builds one.
    """
    try:
        package = zipfile.ZipFile(io.BytesIO(raw))
        entries = [one for one in package.infolist() if not one.is_dir() and not one.filename.startswith(_SYSTEM_FOLDERS)]
    except BROKEN as reason:
        raise ReadingError("Zip-filen er beskadiget eller ikke kopieret helt færdig.", COPY_ANEW) from reason
    if len(entries) > MOST_FILES:
        raise ReadingError(f"Zip-filen rummer {len(entries)} filer; vi åbner højst {MOST_FILES}.", "Del den i flere.")
    if any(one.flag_bits & _LOCKED for one in entries):
        raise ReadingError("Zip-filen er beskyttet med adgangskode.", "Pak den uden adgangskode, og send den igen.")
    if overlap(entries, raw):
        raise ReadingError("Zip-filens dele ligger oven i hinanden, så den ikke kan læses sikkert.", _ONE_BY_ONE)
    if sum(one.file_size for one in entries) > LARGEST_PARCEL:
        raise ReadingError("Zip-filen fylder for meget, når den pakkes ud.", "Del den i flere.")
    return Parcel(tuple(_inner(package, one) for one in entries if not _is_link(one)), findings=tuple(_of_links(entries)))


def _inner(package: zipfile.ZipFile, entry: zipfile.ZipInfo) -> Inner:
    """One packed file."""
    return Inner(leaf(_name(entry)), lambda: _unpacked(package, entry))


def _unpacked(package: zipfile.ZipFile, entry: zipfile.ZipInfo) -> bytes:
    """The bytes of a packed file, as many as really come.

    Raises:
        ReadingError: it is damaged, or larger than we open.
    """
    pieces, size = [], 0
    try:
        with package.open(entry) as packed:
            while piece := packed.read(_CHUNK):
                size += len(piece)
                if size > LARGEST_INNER:
                    raise ReadingError("Den er for stor til at blive pakket ud.", _ONE_BY_ONE)
                pieces.append(piece)
    except BROKEN as reason:
        raise ReadingError("Den er beskadiget.", COPY_ANEW) from reason
    return b"".join(pieces)


def _name(entry: zipfile.ZipInfo) -> str:
    """The name of a packed file; one without the mark for UTF-8 is that all the same, or what Danish DOS and Windows write."""
    if entry.flag_bits & _UTF8_NAME:
        return entry.filename
    raw = entry.filename.encode("cp437", "replace")
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return raw.decode("cp850", "replace")


def _is_link(entry: zipfile.ZipInfo) -> bool:
    """Whether a packed file is only a pointer to another one."""
    return stat.S_ISLNK(entry.external_attr >> 16)


def _of_links(entries: list[zipfile.ZipInfo]) -> Iterator[Finding]:
    """What to say of pointers to other files."""
    for one in entries:
        if _is_link(one):
            yield warning("", f"”{leaf(_name(one))}” er en genvej og ikke en fil.", "Læg selve filen i indbakken.")
