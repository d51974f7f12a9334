"""Laying a document where staff look for it: never over what a person has changed."""

import hashlib
from collections.abc import Callable, Container, Iterator
from enum import Enum, StrEnum
from pathlib import Path
from typing import NamedTuple

from workflow.archive import durable
from workflow.rendering.package import is_untouched, stamp_of
from workflow.rendering.pdf_seal import is_sealed, source_of


class Laid(StrEnum):
    """What became of a document."""

    NEW = "ny"
    REPLACED = "opdateret"
    UNCHANGED = "uændret"
    EDITED = "rettet i hånden, og intet nyt"
    BESIDE = "lagt ved siden af, fordi filen er rettet i hånden"


class Whose(Enum):
    """Whose a file is that lies where ours belongs: ours, ours with a person's changes to what we would write, or somebody's."""

    OURS, EDITED, STRANGE = range(3)


def lay(target: Path, content: bytes) -> tuple[Path, Laid]:
    """Lay a Word document at its path, or beside it when a person has changed the one that lies there.

    Args:
        target: where the document belongs.
        content: the rendered .docx, with its stamp.

    Returns:
        Where it lies now, and what became of it.

    Raises:
        OSError: the disk refuses.
    """

    def whose(there: bytes) -> Whose:
        if is_untouched(there):
            return Whose.OURS
        return Whose.EDITED if stamp_of(there) == stamp_of(content) else Whose.STRANGE

    return _lay(target, content, whose)


def _lay(target: Path, content: bytes, whose: Callable[[bytes], Whose]) -> tuple[Path, Laid]:
    """Lay bytes at their path, over what is ours, or at the first name beside it where nothing of a person's lies."""
    durable.clear_temporaries(target.parent)
    for place, first in _places(target):
        if not place.exists():
            durable.write_new(place, content)
            return place, Laid.NEW if first else Laid.BESIDE
        there = place.read_bytes()
        if there == content:
            return place, Laid.UNCHANGED if first else Laid.BESIDE
        owner = whose(there)
        if owner is Whose.EDITED:
            return place, Laid.EDITED
        if owner is Whose.OURS:
            return _replace(place, content, first=first)
    raise AssertionError  # _places never ends


def _replace(place: Path, content: bytes, *, first: bool) -> tuple[Path, Laid]:
    """Replace an older document of ours; where it is open in Word, lay the new one beside it."""
    try:
        durable.write_file(place, content)
    except PermissionError:
        beside = next(other for other, _ in _places(place) if not other.exists())
        durable.write_file(beside, content)
        return beside, Laid.BESIDE
    return place, Laid.REPLACED if first else Laid.BESIDE


def _places(target: Path) -> Iterator[tuple[Path, bool]]:
    """The document's own path, then the names beside it."""
    yield target, True
    yield target.with_stem(f"{target.stem} (ny udgave)"), False
    count = 2
    while True:
        yield target.with_stem(f"{target.stem} (ny udgave {count})"), False
        count += 1


class PdfPlace(NamedTuple):
    """Where a PDF belongs: its own path if ``first``; ``standing`` says what lies there when no new one is to be made."""

    path: Path
    first: bool
    standing: Laid | None = None


def place_of_pdf(target: Path, source: str) -> PdfPlace:
    """Where the PDF of a document belongs: at its path, or beside it when what lies there is not of our making any more.

    Args:
        target: the path with the document's own stem.
        source: the content hash of the document.

    Raises:
        OSError: the disk refuses.
    """
    for place, first in _places(target):
        there = place.read_bytes() if place.exists() else b""
        ours = is_sealed(there)
        if there and source_of(there) == source:
            return PdfPlace(place, first, Laid.EDITED if not ours else Laid.UNCHANGED if first else Laid.BESIDE)
        if ours or not place.exists():
            return PdfPlace(place, first)
    raise AssertionError  # _places never ends


def lay_pdf(target: Path, source: str, content: bytes) -> tuple[Path, Laid]:
    """Lay a sealed PDF at its path, or beside it when a person has changed or replaced the one that lies there.

    Args:
        target: the path with the document's own stem.
        source: the content hash of the document.
        content: the PDF.

    Returns:
        Where it lies now, and what became of it.

    Raises:
        OSError: the disk refuses.
    """
    place = place_of_pdf(target, source)
    if place.standing is not None:
        return place.path, place.standing
    if place.path.exists():
        return _replace(place.path, content, first=place.first)
    durable.clear_temporaries(target.parent)
    durable.write_new(place.path, content)
    return place.path, Laid.NEW if place.first else Laid.BESIDE


def lay_copy(target: Path, content: bytes, ours: Container[str]) -> tuple[Path, Laid]:
    """Lay a file as it came at its path, or beside it when a person has put something else there.

    Args:
        target: where the file belongs.
        content: its bytes.
        ours: the checksums of whatever we may have laid there before.

    Returns:
        Where it lies now, and what became of it.

    Raises:
        OSError: the disk refuses.
    """
    return _lay(target, content, lambda there: Whose.OURS if hashlib.sha256(there).hexdigest() in ours else Whose.STRANGE)


_MARK = "# klynge-indhold: "


def lay_text(target: Path, text: str) -> tuple[Path, Laid]:
    """Lay a text file at its path, with a last line by which a change of a person's is known.

    A file that a person has begun to fill in is never touched; the new one is laid beside it.

    Raises:
        OSError: the disk refuses.
    """
    digest = _digest(text)

    def whose(there: bytes) -> Whose:
        body, _, mark = there.decode("utf-8", "replace").rpartition(_MARK)
        if mark.strip() == digest:
            return Whose.EDITED
        return Whose.OURS if mark.strip() == _digest(body) else Whose.STRANGE

    return _lay(target, f"{text.rstrip()}\n{_MARK}{digest}\n".encode(), whose)


def _digest(text: str) -> str:
    """A short checksum of a text, blind to the kind of line ends and to blanks at its end."""
    return hashlib.sha256("\n".join(text.rstrip().splitlines()).encode()).hexdigest()[:16]
