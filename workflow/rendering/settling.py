"""A template's package made ready once, so that no document has to: what never changes mended, fields to be refreshed."""

import re
from collections.abc import Iterable

from lxml import etree

from workflow.rendering.mending import mend
from workflow.rendering.package import Package, relationship_type
from workflow.rendering.parts import Part
from workflow.rendering.wordml import parse, put_setting, w, written

HOUSE_WIDTH = 8164
"""The text column of the house's own templates, in twips."""
HOUSE_HEIGHT = 13719
"""The height of their text, in twips."""
_CONTENTS = re.compile(r"^\s*TOC\b", re.IGNORECASE | re.MULTILINE)


def settle(package: Package, parts: Iterable[Part], template: str) -> None:
    """Mend the parts that every document has as they are; have Word refresh a table of contents when it opens one.

    Args:
        package: the template, which is changed.
        parts: its compiled parts.
        template: what messages call it.

    Raises:
        TemplateError: a part has words where Word would drop them.
        etree.XMLSyntaxError: the settings are broken.
    """
    for part in parts:
        if part.still:
            root = part.tree(part.filled({}).xml, template)
            mend(root)
            package.parts[part.name] = written(root)
    settings = package.related(package.document, relationship_type("settings"))
    if settings:
        root = parse(package.parts[settings])
        if any(_has_contents(package.parts[part.name]) for part in parts):
            put_setting(root, "updateFields", val="true")
            package.parts[settings] = written(root)


def _has_contents(xml: bytes) -> bool:
    """Whether a part has a table of contents; Word writes what a field is told in as many runs as it likes."""
    fields = parse(xml).iter(w("fldChar"), w("fldSimple"), w("instrText")) if b"instr" in xml else ()
    told = ((one.text or "") if one.tag == w("instrText") else f"\n{one.get(w('instr'), '')}" for one in fields)
    return _CONTENTS.search("".join(told)) is not None


def text_width(package: Package) -> int:
    """The width of the text column in twips, from the last section of the body; A4 with the house's margins when it is unsaid."""
    sections = reversed(list(parse(package.parts[package.document]).iter(w("sectPr"))))
    return next((area[0] for section in sections if (area := text_area(section))), HOUSE_WIDTH)


def text_area(section: etree._Element) -> tuple[int, int] | None:
    """The width and height in twips of a section's text column; None when the section does not say it."""
    size, margins, columns = (section.find(w(name)) for name in ("pgSz", "pgMar", "cols"))
    if size is None or margins is None:
        return None
    left, right, gutter, top, bottom = (
        int(float(margins.get(w(side)) or 0)) for side in ("left", "right", "gutter", "top", "bottom")
    )
    width, height = (int(float(size.get(w(side)) or 0)) for side in ("w", "h"))
    count, space = (int(float(columns.get(w(name)) or 0)) if columns is not None else 0 for name in ("num", "space"))
    column = (width - left - right - gutter - max(count - 1, 0) * space) // max(count, 1)
    return column, height - abs(top) - abs(bottom)
