"""Rich texts put where a template's codes asked for them: the mark that the filter left gives way to paragraphs."""

from lxml import etree

from workflow.rendering.filters import RICH_MARK
from workflow.rendering.richtext import read_rich_text
from workflow.rendering.styles import Stylesheet
from workflow.rendering.typesetting import Setting, Typesetter
from workflow.rendering.wordml import element, shown_text, w

_NO_NOTES = frozenset(w(name) for name in ("hdr", "ftr", "footnotes", "endnotes", "comments"))
NARROWEST = 567
"""A column of a table in a cell is never narrower than this, in twips: one centimetre."""


def place_rich_texts(root: etree._Element, part: str, typesetter: Typesetter, width: int) -> tuple[str, str] | None:
    """Set every rich text of a part in place of the paragraph that asked for it; an empty text leaves none.

    Args:
        root: the rendered part, which is changed.
        part: its name.
        typesetter: what sets the texts of this document.
        width: the text column's width in twips.

    Returns:
        What is wrong with the place of a rich text, as clause and remedy; None when all are placed.
    """
    for mark in list(root.iter(RICH_MARK)):
        paragraph = next(mark.iterancestors(w("p")), None)
        if paragraph is None or _has_more(paragraph):
            return (
                "en rig tekst (filteret rigtekst) deler afsnit med anden tekst",
                "Skriv koden med {{p … }} i et afsnit for sig selv.",
            )
        setting = Setting(part, _properties(paragraph), _width(paragraph, width, typesetter.styles), root.tag not in _NO_NOTES)
        blocks = read_rich_text(mark.text or "", int(mark.get("niveau") or 0))
        _replace(paragraph, typesetter.set(blocks, setting), typesetter)
    return None


def _has_more(paragraph: etree._Element) -> bool:
    """Whether a paragraph holds more than one rich text."""
    marks = list(paragraph.iter(RICH_MARK))
    return len(marks) > 1 or bool((shown_text(paragraph) + (marks[0].tail or "")).strip())


def _properties(paragraph: etree._Element) -> etree._Element | None:
    """The properties that the paragraphs of the text inherit: those of the paragraph, without its mark and section."""
    properties = paragraph.find(w("pPr"))
    if properties is None:
        return None
    kept = element("pPr", *[child for child in properties if child.tag not in {w("rPr"), w("sectPr"), w("pPrChange")}])
    section = properties.find(w("sectPr"))
    if section is not None:
        paragraph.addnext(element("p", element("pPr", section)))
    return kept


def _width(paragraph: etree._Element, column: int, styles: Stylesheet) -> int:
    """The width in twips that a table has here: what the cell leaves between its margins, or the column's."""
    cell = next(paragraph.iterancestors(w("tc")), None)
    size = cell.find(f"{w('tcPr')}/{w('tcW')}") if cell is not None else None
    if cell is None or size is None or size.get(w("type")) != "dxa":
        return column
    margins = _margin(cell, ("left", "start"), styles) + _margin(cell, ("right", "end"), styles)
    return max(int(float(size.get(w("w")) or 0)) - margins, NARROWEST)


def _margin(cell: etree._Element, sides: tuple[str, str], styles: Stylesheet) -> int:
    """A cell's margin in twips: its own, else its table's, else that of the table's style."""
    table = next(cell.iterancestors(w("tbl")))
    for owner, path in ((cell, ("tcPr", "tcMar")), (table, ("tblPr", "tblCellMar"))):
        for side in sides:
            own = owner.find("/".join(w(name) for name in (*path, side)))
            if own is not None:
                return int(float(own.get(w("w")) or 0))
    style = table.find(f"{w('tblPr')}/{w('tblStyle')}")
    return styles.cell_margin(str(style.get(w("val"))) if style is not None else "", sides[0])


def _replace(paragraph: etree._Element, made: list[etree._Element], typesetter: Typesetter) -> None:
    """Put the text's blocks in place of a paragraph; tables never meet."""
    parent = next(paragraph.iterancestors())
    before, after = paragraph.getprevious(), paragraph.getnext()
    if made and before is not None and before.tag == made[0].tag == w("tbl"):
        made.insert(0, typesetter.blank())
    if made and after is not None and after.tag == made[-1].tag == w("tbl"):
        made.append(typesetter.blank())
    place = parent.index(paragraph)
    parent[place : place + 1] = made
