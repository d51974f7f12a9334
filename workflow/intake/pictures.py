"""The pictures of a Word form: by what name a text asks for one, and its bytes, taken from the form when a document shows it."""

import io
import re
import zipfile
from collections.abc import Iterable
from posixpath import splitext

from workflow.intake.guards import open_package

_NAME = re.compile(r"\]\((billede-[0-9a-f]{16}\.(?:png|jpg|gif))")
_LETTERS = 16


def picture_name(part: str, checksum: str) -> str:
    """The name by which a text asks for a picture: the same picture has the same one in any file.

    Args:
        part: the part's name in the Word file.
        checksum: its SHA-256 as hexadecimal.
    """
    ending = splitext(part)[1].casefold().replace(".jpeg", ".jpg")
    return f"billede-{checksum[:_LETTERS]}{ending}"


def pictures_named(texts: Iterable[str]) -> frozenset[str]:
    """The names of all pictures from forms for which these texts ask."""
    return frozenset(name for text in texts for name in _NAME.findall(text))


def pictures_of(raw: bytes, wanted: frozenset[str]) -> dict[str, bytes]:
    """The bytes of pictures in a Word file, by name; nothing from what is no Word file that passes every guard.

    Args:
        raw: the file's bytes.
        wanted: the names of those to take.
    """
    package, _ = open_package(raw) if wanted else (None, ())
    if package is None:
        return {}
    parts = {picture_name(part, checksum): part for part, checksum in package.pictures.items()}
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        return {name: archive.read(parts[name]) for name in sorted(wanted & parts.keys())}
