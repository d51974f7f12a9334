"""A rendered part made valid: what loops and conditions leave behind, mended element by element."""

from lxml import etree

from workflow.rendering.filters import RICH_MARK
from workflow.rendering.identities import make_unique
from workflow.rendering.wordml import XML_SPACE, element, order, w

ROOMS = tuple(w(name) for name in ("tc", "hdr", "ftr", "footnote", "endnote", "comment", "txbxContent", "body"))
"""Elements that must hold at least one block; a cell must also end with a paragraph."""
_SWITCHES = {"true": "on", "1": "on", "false": "off", "0": "off"}
STRUCTURE = frozenset(
    w(name)
    for name in (
        "body",
        "p",
        "r",
        "tbl",
        "tr",
        "tc",
        "hdr",
        "ftr",
        "footnotes",
        "footnote",
        "sdtContent",
        "txbxContent",
        "hyperlink",
    )
)
BLOCKS = frozenset(w(name) for name in ("p", "tbl", "sdt", "customXml", "altChunk"))


def tidy(root: etree._Element) -> None:
    """Take out of a template's part what LibreOffice writes against the schema, so that no document inherits it.

    Args:
        root: the part, which is changed: truth values of rows that Word spells otherwise, a look said twice, a section before
            its paragraph's style, a comment from before all days.
    """
    for properties in root.iter(w("pPr")):
        order(properties)
    for comment in root.iter(w("comment")):
        if str(comment.get(w("date"))).startswith("0-"):
            del comment.attrib[w("date")]
    for switch in root.iter(w("cantSplit"), w("tblHeader")):
        value = str(switch.get(w("val")))
        if value in _SWITCHES:
            switch.set(w("val"), _SWITCHES[value])
    for look in root.iter(w("rPr")):
        seen: set[str] = set()
        for child in list(look):
            if child.tag in seen:
                look.remove(child)
            seen.add(child.tag)


def stray_words(root: etree._Element) -> str:
    """The first words that a template's codes left outside any text, where Word would drop them; else an empty string."""
    for part in root.iter(etree.Element):
        loose = f"{part.text or ''} " * (part.tag in STRUCTURE) + (part.tail or "") * (part.tag != RICH_MARK)
        if loose.strip():
            return " ".join(loose.split())
    return ""


def mend(root: etree._Element, drawings: set[int] | None = None) -> None:
    """Make a rendered part valid.

    Line breaks and tabs in texts become elements; tables without rows go; grids fit their rows; cells, headers and notes
    keep a paragraph; ids that a loop has repeated are unique again.

    Args:
        root: the part, which is changed.
        drawings: the numbers of drawings in the document's other parts, to which those of this part are added.
    """
    for part in list(root.iter(w("t"))):
        _break_lines(part)
    for table in list(root.iter(w("tbl"))):
        _mend_table(table)
    for room in root.iter(*ROOMS):
        _keep_paragraph(room)
    make_unique(root, set() if drawings is None else drawings)


def _break_lines(part: etree._Element) -> None:
    """Make the line breaks and tabs of one text into elements beside it."""
    words, run = part.text or "", part.getparent()
    if run is None or not ("\n" in words or "\t" in words):
        return
    place = run.index(part)
    for piece in _pieces(words):
        if piece in {"\n", "\t"}:
            made = element("br" if piece == "\n" else "tab")
        else:
            made = element("t")
            made.text = piece
            made.set(XML_SPACE, "preserve")
        run.insert(place, made)
        place += 1
    run.remove(part)


def _pieces(words: str) -> list[str]:
    """The text cut at line breaks and tabs, which stand as pieces of their own."""
    pieces = [""]
    for letter in words:
        if letter in {"\n", "\t"}:
            pieces += [letter, ""]
        else:
            pieces[-1] += letter
    return [piece for piece in pieces if piece]


def _mend_table(table: etree._Element) -> None:
    """Take away a table without rows; make the grid of any other as wide as its widest row."""
    rows = [row for row in table.iter(w("tr")) if next(row.iterancestors(w("tbl"))) is table]
    parent, grid = table.getparent(), table.find(w("tblGrid"))
    if not rows and parent is not None:
        parent.remove(table)
    if not rows or grid is None:
        return
    columns, wanted = list(grid.findall(w("gridCol"))), max(row_width(row) for row in rows)
    if 0 < wanted != len(columns) > 0:
        _fit(grid, columns, wanted)


def _fit(grid: etree._Element, columns: list[etree._Element], wanted: int) -> None:
    """Give a grid so many columns and keep its width; the columns that stay keep their proportions, as docxtpl keeps them."""
    widths = [int(float(column.get(w("w")) or 0)) for column in columns]
    total = sum(widths)
    if wanted > len(columns):
        fitted = [width * len(columns) // wanted for width in widths]
        fitted += [total // wanted] * (wanted - len(columns))
    else:
        fitted = [width + sum(widths[wanted:]) // wanted for width in widths[:wanted]]
    for column in columns[wanted:]:
        grid.remove(column)
    columns = [*columns[:wanted], *(etree.SubElement(grid, w("gridCol")) for _ in range(wanted - len(columns)))]
    for column, width in zip(columns, fitted, strict=True):
        column.set(w("w"), str(width))


def row_width(row: etree._Element) -> int:
    """How many columns of the grid a row takes."""
    count = 0
    for cell in row.iter(w("tc")):
        if next(cell.iterancestors(w("tr"))) is row:
            span = cell.find(f"{w('tcPr')}/{w('gridSpan')}")
            count += int(span.get(w("val")) or 1) if span is not None else 1
    for name in ("gridBefore", "gridAfter"):
        skipped = row.find(f"{w('trPr')}/{w(name)}")
        count += int(skipped.get(w("val")) or 0) if skipped is not None else 0
    return count


def _keep_paragraph(room: etree._Element) -> None:
    """Give a room a paragraph where it needs one: when it holds no block, and after a cell's last table."""
    blocks = [child for child in room if child.tag in BLOCKS]
    if not blocks or (room.tag == w("tc") and blocks[-1].tag == w("tbl")):
        last = room[-1] if len(room) else None
        place = len(room) - 1 if last is not None and last.tag == w("sectPr") else len(room)
        room.insert(place, element("p"))
