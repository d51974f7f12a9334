"""Pictures of a rich text: only those that travel with it by name; nothing is ever fetched, and no path is opened."""

import hashlib
import posixpath
import re
from types import MappingProxyType
from typing import NamedTuple, Self
from urllib.parse import unquote, urlsplit

from workflow import danish
from workflow.rendering.illustrated import Pictures

LARGEST_PICTURE = 5_000_000
"""No picture has more bytes."""
MOST_PIXELS = 50_000_000
"""No picture has more pixels: a small file can hold more than any reader's memory."""
EMU_PER_INCH, EMU_PER_MM = 914_400, 36_000
_LOWEST_DPI, _HIGHEST_DPI, _USUAL_DPI = 20, 2400, 96
"""What a file may believably say of its dots per inch, and what Word takes where it says nothing else."""
_WIDTH = re.compile(r"([1-9]\d{0,2}) mm")
_ENDINGS = MappingProxyType({"image/png": "png", "image/jpeg": "jpg", "image/gif": "gif"})


class Picture(NamedTuple):
    """A picture that can be shown; ``width`` and ``height`` in EMU, at its own dots per inch or as it was asked for."""

    blob: bytes
    content_type: str
    width: int
    height: int

    @property
    def file(self) -> str:
        """The file's name in a document: the same picture has the same one."""
        return f"rigtekst-{hashlib.sha256(self.blob).hexdigest()[:32]}.{_ENDINGS[self.content_type]}"

    def as_wide_as(self, width: int) -> Self:
        """The picture in another size, so many EMU wide; its natural one for 0."""
        return self._replace(width=width, height=max(self.height * width // self.width, 1)) if width else self


class Unshown(NamedTuple):
    """A picture that cannot be shown: what is wrong with it, and the remedy."""

    problem: str
    hint: str


def picture_at(address: str, pictures: Pictures) -> Picture | Unshown:
    """The picture that a text asks for, or why it cannot be shown.

    Args:
        address: what the text gives as the picture's address, as Markdown reads it.
        pictures: those that came with the text.
    """
    name = file_name(address)
    if not name and address.casefold().startswith("data:"):
        return Unshown("Et billede er skrevet ind i teksten som kode og kan ikke vises.", "Vedlæg billedet som bilag.")
    if not name:
        return Unshown(f"Billedet på {address} bliver ikke hentet.", "Gem billedet, og vedlæg det som bilag.")
    if name not in pictures:
        return Unshown(
            f"Billedet ”{name}” er ikke fulgt med.", danish.did_you_mean(name, pictures) or "Vedlæg billedet som bilag."
        )
    return _looked_at(pictures[name], name)


def asked_width(title: str) -> int:
    """The width in EMU that a picture's title asks for in millimetres, "60 mm"; 0 for a title that is one."""
    asked = _WIDTH.fullmatch(title)
    return int(asked[1]) * EMU_PER_MM if asked else 0


def file_name(address: str) -> str:
    """The name of the file that a picture's address gives; empty when it names something elsewhere."""
    try:
        elsewhere = urlsplit(address)
    except ValueError:
        return ""
    if elsewhere.scheme or elsewhere.netloc or not elsewhere.path:
        return ""
    return posixpath.normpath(danish.nfc(unquote(address)))


def _looked_at(blob: bytes, name: str) -> Picture | Unshown:
    """A picture, seen by its head."""
    from docx.image.image import Image  # noqa: PLC0415 - it costs a tenth of a second, and few texts have pictures

    if len(blob) > LARGEST_PICTURE:
        return _too_large(name)
    try:
        head = Image.from_blob(blob)
        size = head.px_width, head.px_height
        dpi = [one if _LOWEST_DPI <= one <= _HIGHEST_DPI else _USUAL_DPI for one in (head.horz_dpi, head.vert_dpi)]
        kind = head.content_type
    except Exception:  # noqa: BLE001 - a broken file makes the library raise anything
        kind, size = "", (0, 0)
    if kind not in _ENDINGS or min(size) < 1:
        return Unshown(f"”{name}” er ikke et billede, som Word kan vise.", "Gem det som PNG eller JPEG, og send det igen.")
    if size[0] * size[1] > MOST_PIXELS:
        return _too_large(name)
    width, height = (pixels * EMU_PER_INCH // dots for pixels, dots in zip(size, dpi, strict=True))
    return Picture(blob, kind, width, height)


def _too_large(name: str) -> Unshown:
    """What is said of a picture that is too large."""
    most = f"{LARGEST_PICTURE // 1_000_000} MB og {MOST_PIXELS // 1_000_000} millioner billedpunkter"
    return Unshown(f"Billedet ”{name}” er for stort.", f"Gør det mindre: højst {most}.")
