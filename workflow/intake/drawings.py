"""The pictures in a drawing as Markdown: each with its description, and as wide as it stands in Word."""

from collections.abc import Mapping

from lxml import etree

from workflow.formats import escape_markdown
from workflow.intake.texts import cleaned

_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_V = "{urn:schemas-microsoft-com:vml}"
_OLE = "{urn:schemas-microsoft-com:office:office}OLEObject"
PREVIEW = "Billede af et indsat dokument"
"""What the picture of an embedded document is called where nobody described it."""
_WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_DESCRIBED = (f"{_WP}docPr", "{http://schemas.openxmlformats.org/drawingml/2006/picture}cNvPr", f"{_V}shape")
_CROPPED = {f"{_A}srcRect": ("l", "t", "r", "b"), f"{_V}imagedata": ("cropleft", "croptop", "cropright", "cropbottom")}
_EMU_PER_MM = 36_000
_LONGEST_NUMBER, _WIDEST = 9, 999


def ole_object(element: etree._Element) -> etree._Element | None:
    """What says which document is embedded in ``w:object``; None where none is."""
    return next(element.iter(_OLE), None)


def preview_marks(embedded: etree._Element, element: etree._Element, pictures: Mapping[str, str]) -> list[str]:
    """The picture of an embedded document in ``w:object`` as Markdown; none where only its icon is shown."""
    return [] if embedded.get("DrawAspect") == "Icon" else picture_marks(element, pictures, PREVIEW)


def picture_marks(drawing: etree._Element, pictures: Mapping[str, str], otherwise: str = "") -> list[str]:
    """The pictures in a drawing that a document of ours can show, as Markdown; a single one has its width as its title, "60 mm".

    Args:
        drawing: ``w:drawing``, ``w:pict`` or ``w:object``.
        pictures: the names of pictures by relationship id.
        otherwise: their description where nobody wrote one.
    """
    told = (one.get(name, "").strip() for one in drawing.iter(*_DESCRIBED) for name in ("descr", "alt", "title"))
    alt = escape_markdown(" ".join(cleaned(next(filter(None, told), otherwise)).split()))
    keys = (one.get(f"{R}embed") or one.get(f"{R}id") or "" for one in drawing.iter(f"{_A}blip", f"{_V}imagedata"))
    names = [pictures[key] for key in keys if key in pictures]
    width = _width(drawing) if len(names) == 1 else 0
    title = f' "{width} mm"' if width else ""
    return [f"![{alt}]({name}{title})" for name in names]


def is_cropped(drawing: etree._Element) -> bool:
    """Whether a picture in a drawing shows only a part of itself; its file holds all of it."""
    cuts = (one.get(side, "").strip("0f%.") for one in drawing.iter(*_CROPPED) for side in _CROPPED[one.tag])
    return any(cut and not cut.startswith("-") for cut in cuts)


def _width(drawing: etree._Element) -> int:
    """How many millimetres wide a drawing stands; 0 where it does not say so in a believable way."""
    said = next((one.get("cx", "") for one in drawing.iter(f"{_WP}extent")), "")
    width = round(int(said) / _EMU_PER_MM) if said.isascii() and said.isdigit() and len(said) <= _LONGEST_NUMBER else 0
    return width if width <= _WIDEST else 0
