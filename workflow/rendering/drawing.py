"""Pictures of a rich text laid in a document: the file once, a drawing wherever it is shown, in its own size."""

import posixpath

from lxml import etree

from workflow.rendering.blocks import Figure
from workflow.rendering.package import Package, relationship_type
from workflow.rendering.wordml import WP, R, element

EMU_PER_TWIP = 635
HIGHEST = 0.75
"""What of a page's height a picture takes at most: its line is higher than itself, and what belongs to it stands beside it."""
_A = "http://schemas.openxmlformats.org/drawingml/2006/main"
_PIC = "http://schemas.openxmlformats.org/drawingml/2006/picture"


class Drawings:
    """The drawings of one package."""

    def __init__(self, package: Package) -> None:
        self._package = package
        self._count = 0

    def drawn(self, figure: Figure, part: str, width: int, height: int) -> etree._Element:
        """The run that shows a picture, in its own size or, where that is too large, as large as it may be.

        Args:
            figure: the picture.
            part: the part in which it is shown.
            width: how wide it may be, in twips.
            height: how high the page's text is, in twips.
        """
        self._count += 1
        picture = figure.picture
        scale = min(1, width * EMU_PER_TWIP / picture.width, HIGHEST * height * EMU_PER_TWIP / picture.height)
        extent = {"cx": str(max(int(picture.width * scale), 1)), "cy": str(max(int(picture.height * scale), 1))}
        inline = etree.Element(f"{{{WP}}}inline", dict.fromkeys(("distT", "distB", "distL", "distR"), "0"), nsmap={"wp": WP})
        etree.SubElement(inline, f"{{{WP}}}extent", extent)
        said = {"id": str(self._count), "name": f"Billede {self._count}", "descr": figure.alt}
        etree.SubElement(inline, f"{{{WP}}}docPr", said | ({"title": figure.title} if figure.title else {}))
        frame = etree.SubElement(inline, f"{{{WP}}}cNvGraphicFramePr")
        etree.SubElement(frame, f"{{{_A}}}graphicFrameLocks", {"noChangeAspect": "1"}, nsmap={"a": _A})
        inline.append(_graphic(self._file(figure, part), picture.file, extent))
        return element("r", element("drawing", inline))

    def _file(self, figure: Figure, part: str) -> str:
        """The id of the relationship of a part to a picture's file, which is laid in the package once."""
        folder = posixpath.dirname(self._package.document)
        name = posixpath.join(folder, "media", figure.picture.file)
        if name not in self._package.parts:
            self._package.add(name, figure.picture.blob, figure.picture.content_type)
        target = posixpath.relpath(name, posixpath.dirname(part) or ".")
        return self._package.relate(part, relationship_type("image"), target)


def _graphic(relationship: str, file: str, extent: dict[str, str]) -> etree._Element:
    """The picture itself, which fills its drawing."""
    graphic = etree.Element(f"{{{_A}}}graphic", nsmap={"a": _A})
    data = etree.SubElement(graphic, f"{{{_A}}}graphicData", {"uri": _PIC})
    picture = etree.SubElement(data, f"{{{_PIC}}}pic", nsmap={"pic": _PIC})
    about = etree.SubElement(picture, f"{{{_PIC}}}nvPicPr")
    etree.SubElement(about, f"{{{_PIC}}}cNvPr", {"id": "0", "name": file})
    etree.SubElement(about, f"{{{_PIC}}}cNvPicPr")
    fill = etree.SubElement(picture, f"{{{_PIC}}}blipFill")
    etree.SubElement(fill, f"{{{_A}}}blip", {f"{{{R}}}embed": relationship}, nsmap={"r": R})
    etree.SubElement(etree.SubElement(fill, f"{{{_A}}}stretch"), f"{{{_A}}}fillRect")
    shape = etree.SubElement(picture, f"{{{_PIC}}}spPr")
    frame = etree.SubElement(shape, f"{{{_A}}}xfrm")
    etree.SubElement(frame, f"{{{_A}}}off", {"x": "0", "y": "0"})
    etree.SubElement(frame, f"{{{_A}}}ext", extent)
    outline = etree.SubElement(shape, f"{{{_A}}}prstGeom", {"prst": "rect"})
    etree.SubElement(outline, f"{{{_A}}}avLst")
    return graphic
