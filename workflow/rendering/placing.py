"""Rich texts put where a template's codes asked for them: the mark that the filter left gives way to paragraphs."""

from collections.abc import Mapping

from lxml import etree

from workflow.rendering.filters import RICH_MARK
from workflow.rendering.illustrated import Pictures
from workflow.rendering.richtext import read_rich_text
from workflow.rendering.settling import HOUSE_HEIGHT, text_area
from workflow.rendering.styles import Styles
from workflow.rendering.typesetting import NARROWEST, Setting, Typesetter
from workflow.rendering.wordml import element, shown_text, w

_NO_NOTES = frozenset(w(name) for name in ("hdr", "ftr", "footnotes", "endnotes", "comments"))


def place_rich_texts(
    root: etree._Element, part: str, typesetter: Typesetter, width: int, albums: Mapping[str, Pictures]
) -> tuple[str, str] | None:
    """Set every rich text of a part in place of the paragraph that asked for it; an empty text leaves none.

    Args:
        root: the rendered part, which is changed.
        part: its name.
        typesetter: what sets the texts of this document.
        width: the text column's width in twips.
        albums: the pictures of rich texts, under what the texts' marks call them.

    Returns:
        What is wrong with the place of a rich text, as clause and remedy; None when all are placed.
    """
    areas = list(dict.fromkeys(area for section in root.iter(w("sectPr")) if (area := text_area(section))))
    usual = areas[-1] if areas else (width, HOUSE_HEIGHT)
    for mark in list(root.iter(RICH_MARK)):
        paragraph = next(mark.iterancestors(w("p")), None)
        if paragraph is None or _has_more(paragraph):
            return (
                "en rig tekst (filteret rigtekst) deler afsnit med anden tekst",
                "Skriv koden med {{p … }} i et afsnit for sig selv.",
            )
        column, height = (len(areas) > 1 and _area(paragraph)) or usual
        room = _width(paragraph, column, typesetter.styles.known)
        setting = Setting(part, _properties(paragraph), room, height, root.tag not in _NO_NOTES)
        blocks = read_rich_text(mark.text or "", int(mark.get("niveau") or 0), albums.get(str(mark.get("billeder")), {}))
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


def _area(paragraph: etree._Element) -> tuple[int, int] | None:
    """Width and height in twips of the text column where a paragraph of the body stands; None where no section says it."""
    above = (paragraph, *paragraph.iterancestors())
    top = above[[one.tag for one in above].index(w("body")) - 1]
    blocks = (top, *top.itersiblings())
    sections = (one if one.tag == w("sectPr") else one.find(f"{w('pPr')}/{w('sectPr')}") for one in blocks)
    return next((text_area(section) for section in sections if section is not None), None)


def _width(paragraph: etree._Element, column: int, styles: Styles) -> int:
    """The width in twips that a table has here: what the cell leaves between its margins, or the column's."""
    cell = next(paragraph.iterancestors(w("tc")), None)
    if cell is None:
        return column
    size = cell.find(f"{w('tcPr')}/{w('tcW')}")
    said = int(float(size.get(w("w")) or 0)) if size is not None and size.get(w("type")) == "dxa" else _drawn_width(cell)
    margins = _margin(cell, ("left", "start"), styles) + _margin(cell, ("right", "end"), styles)
    return min(max(said - margins, NARROWEST), column)


def _drawn_width(cell: etree._Element) -> int:
    """The width in twips that the table's grid gives a cell which does not say its own."""
    row = next(cell.iterancestors(w("tr")))
    before = sum(_span(one) for one in cell.itersiblings(w("tc"), preceding=True))
    skipped = row.find(f"{w('trPr')}/{w('gridBefore')}")
    first = before + (int(skipped.get(w("val")) or 0) if skipped is not None else 0)
    columns = list(next(row.iterancestors(w("tbl"))).iterfind(f"{w('tblGrid')}/{w('gridCol')}"))
    return sum(int(float(column.get(w("w")) or 0)) for column in columns[first : first + _span(cell)])


def _span(cell: etree._Element) -> int:
    """How many columns of the grid a cell takes."""
    span = cell.find(f"{w('tcPr')}/{w('gridSpan')}")
    return int(span.get(w("val")) or 1) if span is not None else 1


def _margin(cell: etree._Element, sides: tuple[str, str], styles: Styles) -> int:
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
