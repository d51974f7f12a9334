"""A template's package made ready once, so that no document has to: what never changes mended, fields to be refreshed."""

import re
from collections.abc import Iterable

from workflow.rendering.mending import mend
from workflow.rendering.package import Package, relationship_type
from workflow.rendering.parts import Part
from workflow.rendering.wordml import parse, put_setting, w, written

HOUSE_WIDTH = 8164
"""The text column of the house's own templates, in twips."""
_CONTENTS = re.compile(rb"instrText[^>]*>\s*TOC\b|w:instr=\"\s*TOC\b")


def settle(package: Package, parts: Iterable[Part], template: str) -> None:
    """Mend the parts that every document has as they are; have Word refresh a table of contents when it opens one.

    Args:
        package: the template, which is changed.
        parts: its compiled parts.
        template: what messages call it.

    Raises:
        TemplateError: a part has words where Word would drop them.
    """
    for part in parts:
        if part.still:
            root = part.tree(part.said({}), template)
            mend(root)
            package.parts[part.name] = written(root)
    settings = package.related(package.document, relationship_type("settings"))
    if settings and any(_CONTENTS.search(package.parts[part.name]) for part in parts):
        root = parse(package.parts[settings])
        put_setting(root, "updateFields", val="true")
        package.parts[settings] = written(root)


def text_width(package: Package) -> int:
    """The width of the text column in twips, from the last section of the body; A4 with the house's margins when it is unsaid."""
    for section in reversed(list(parse(package.parts[package.document]).iter(w("sectPr")))):
        size, margins = section.find(w("pgSz")), section.find(w("pgMar"))
        if size is not None and margins is not None:
            sides = (int(float(margins.get(w(side)) or 0)) for side in ("left", "right", "gutter"))
            return int(size.get(w("w")) or 0) - sum(sides)
    return HOUSE_WIDTH
