"""Blocks of a rich text set in Word: paragraphs, lists, tables, links and notes in the template's own styles."""

import copy
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from lxml import etree

from workflow import danish
from workflow.rendering.blocks import Block, Figure, Inline, Kind, Note, Paragraph, Table, Words, weight, without_notes
from workflow.rendering.drawing import Drawings
from workflow.rendering.footnotes import Footnotes
from workflow.rendering.numbering import Lists
from workflow.rendering.package import Package, relationship_type
from workflow.rendering.styles import Styles, Stylesheet
from workflow.rendering.wordml import R, element, keep_next, put, text, w

KEPT_TOGETHER = 10
"""A table of so many rows at most is kept on one page."""
NUMBER_MARGIN = 170
NARROWEST = 567
"""No room for a table or a picture is taken for narrower than this, in twips: one centimetre."""
_LOOK, _LOOK_WITH_SUM = "0620", "0660"
_NAMED = {
    Kind.QUOTE: "Block Text",
    Kind.CAPTION: "caption",
    Kind.LIST_LEAD: "Listeindledning",
    Kind.AFTER_TABLE: "Tekst efter tabel",
}
_CONTINUED = ("List Continue", "List Continue 2")


class Setting(NamedTuple):
    """Where a rich text is set: the part, the properties of the paragraph that asked for it, the room there in twips."""

    part: str
    properties: etree._Element | None
    width: int
    height: int
    notes_allowed: bool


class Typesetter:
    """Sets the rich texts of one document; what they add to the package is laid in it by ``finish``."""

    def __init__(self, package: Package, footnotes: etree._Element | None, known: Styles) -> None:
        self._package = package
        self.styles = Stylesheet(package, known)
        self.lists = Lists(package, self.styles)
        self._notes = Footnotes(package, self.styles, footnotes)
        self._drawings = Drawings(package)
        self.weight = 0
        """How many signs, spaces not counted, the texts have that were set."""

    @property
    def notes(self) -> etree._Element:
        """The document's footnotes."""
        return self._notes.root

    def set(self, blocks: Iterable[Block], setting: Setting) -> list[etree._Element]:
        """The paragraphs and tables of a rich text.

        Args:
            blocks: what it says.
            setting: where it stands. Plain paragraphs take the style of the paragraph that asked for them.
        """
        series: dict[int, tuple[str, etree._Element]] = {}
        made = []
        for block in blocks:
            self.weight += weight(block)
            if isinstance(block, Table):
                made.append(self._table(block, setting))
            else:
                made.append(self._paragraph(block, setting, series))
        if made and setting.properties is not None and setting.properties.find(w("keepNext")) is not None:
            for paragraph in (one for one in made if one.tag == w("p")):
                keep_next(paragraph)
        return made

    def blank(self) -> etree._Element:
        """An empty paragraph that parts a table from what follows."""
        return element("p", self._styled("Tekst efter tabel"))

    def finish(self) -> None:
        """Lay lists and notes in the package."""
        self.lists.finish()
        self._notes.finish()

    def _paragraph(self, block: Paragraph, setting: Setting, series: dict[int, tuple[str, etree._Element]]) -> etree._Element:
        """One paragraph."""
        properties = self._properties(block, setting, series)
        paragraph = element("p", properties)
        if any(isinstance(inline, Figure) for inline in block.inlines):
            setting = setting._replace(width=max(setting.width - self._indented(properties), NARROWEST))
        paragraph.extend(self._runs(block.inlines, setting))
        if block.keep_next:
            keep_next(paragraph)
        return paragraph

    def _properties(
        self, block: Paragraph, setting: Setting, series: dict[int, tuple[str, etree._Element]]
    ) -> etree._Element | None:
        """The style and numbering of a paragraph; the entries of one numbered list share a list."""
        if block.kind is Kind.HEADING:
            return self._styled(f"heading {block.level}")
        if block.kind is Kind.CONTINUED:
            return self._styled(_CONTINUED[block.level])
        if block.kind is Kind.BULLET:
            return _listed(*self.lists.bullets(block.level))
        if block.kind is Kind.NUMBER:
            if block.series not in series:
                series[block.series] = self.lists.numbers(block.level, block.start)
            return _listed(*series[block.series])
        if block.kind in _NAMED and not (block.kind is Kind.LIST_LEAD and self._has_own_style(setting)):
            return self._styled(_NAMED[block.kind])
        properties = copy.deepcopy(setting.properties)
        if block.kind is Kind.LIST_LEAD and properties is not None:
            put(properties, element("keepNext"))
        return properties

    def _has_own_style(self, setting: Setting) -> bool:
        """Whether the paragraph that asked for the text has a style of its own, which its plain paragraphs keep."""
        style = setting.properties.find(w("pStyle")) if setting.properties is not None else None
        return style is not None and style.get(w("val")) != self.styles.known.default()

    def _styled(self, name: str) -> etree._Element:
        """The properties of a paragraph in a named style."""
        return element("pPr", element("pStyle", val=self.styles.id(name)))

    def _indented(self, properties: etree._Element | None) -> int:
        """How much of the width a paragraph leaves free at its sides, in twips."""
        named = properties.find(w("pStyle")) if properties is not None else None
        style = str(named.get(w("val"))) if named is not None else self.styles.known.default()
        left, right = self.styles.known.indents(style, properties.find(w("ind")) if properties is not None else None)
        return (self.lists.indent(style) if left is None else left) + (right or 0)

    def _runs(self, inlines: Iterable[Inline], setting: Setting) -> Iterator[etree._Element]:
        """The runs, links, pictures and notes of a paragraph."""
        for inline in inlines if setting.notes_allowed else without_notes(inlines):
            if isinstance(inline, Note):
                yield self._notes.add([self._piece(one, setting._replace(part=self._notes.part)) for one in inline.words])
            else:
                yield self._piece(inline, setting)

    def _piece(self, inline: Words | Figure, setting: Setting) -> etree._Element:
        """The run of a stretch of text or a picture; a live link is one in the style of links."""
        if isinstance(inline, Figure):
            run = self._drawings.drawn(inline, setting.part, setting.width, setting.height)
        else:
            run = self._run(inline)
        return self._link(run, inline, setting.part) if inline.href else run

    def _link(self, run: etree._Element, inline: Words | Figure, part: str) -> etree._Element:
        """A run as a live link."""
        identity = self._package.relate(part, relationship_type("hyperlink"), inline.href, external=True)
        tip = {"tooltip": inline.tip} if isinstance(inline, Words) and inline.tip else {}
        link = element("hyperlink", run, history=1, **tip)
        link.set(f"{{{R}}}id", identity)
        return link

    def _run(self, words: Words) -> etree._Element:
        """A stretch of text; one character style carries one look, a second one is written beside it."""
        name = "Hyperlink" if words.href else "Strong" if words.strong else "Emphasis" if words.emphasis else ""
        look = element("rPr", element("rStyle", val=self.styles.id(name))) if name else None
        if look is not None and words.strong and name != "Strong":
            look.extend((element("b"), element("bCs")))
        if look is not None and words.emphasis and name != "Emphasis":
            look.extend((element("i"), element("iCs")))
        return element("r", look, text(words.text))

    def _table(self, table: Table, setting: Setting) -> etree._Element:
        """A table of the house: fixed widths, a head that is repeated, rows that do not break."""
        widths = _shares(table.weights, setting.width)
        head = [danish.nfc(" ".join(_plain(cell).split())) for cell in table.rows[0]]
        has_sum = len(table.rows) > 1 and _plain(table.rows[-1][0]).casefold().startswith("i alt")
        properties = element(
            "tblPr",
            element("tblStyle", val=self.styles.id("Table Grid")),
            element("tblW", w=sum(widths), type="dxa"),
            element("tblLayout", type="fixed"),
            _look(has_sum=has_sum),
            element("tblCaption", val=table.caption or "Tabel"),
            element("tblDescription", val=f"Kolonner: {danish.join([name or 'uden navn' for name in head])}"),
        )
        made = element("tbl", properties, element("tblGrid", *[element("gridCol", w=width) for width in widths]))
        flush = [column == len(widths) - 1 and right for column, right in enumerate(table.right)]
        rooms = [max(width - self._margins(flush=last), NARROWEST) for width, last in zip(widths, flush, strict=True)]
        settings = [setting._replace(width=room) for room in rooms]
        for place in range(len(table.rows)):
            made.append(self._row(table, place, widths, settings))
        return made

    def _row(self, table: Table, place: int, widths: Sequence[int], settings: Sequence[Setting]) -> etree._Element:
        """One row; the first is the head, and rows of a short table stay together."""
        header = element("tblHeader") if place == 0 else None
        row = element("tr", element("trPr", element("cantSplit"), header))
        kept = len(table.rows) <= KEPT_TOGETHER and place < len(table.rows) - 1
        for column, cell in enumerate(table.rows[place]):
            paragraph = element("p", self._cell_style(header is not None, table.right[column]))
            last = column == len(widths) - 1 and table.right[column]
            paragraph.extend(self._runs(_weightless(cell) if place == 0 else cell, settings[column]))
            if kept or place == 0:
                keep_next(paragraph)
            row.append(element("tc", _cell_properties(widths[column], flush=last), paragraph))
        return row

    def _margins(self, *, flush: bool) -> int:
        """The margins of a cell in twips, both sides together."""
        if flush:
            return NUMBER_MARGIN
        return sum(self.styles.known.cell_margin(self.styles.id("Table Grid"), side) for side in ("left", "right"))

    def _cell_style(self, head: bool, right: bool) -> etree._Element:
        """The properties of a cell's paragraph."""
        properties = self._styled("Tabelhoved" if head else "Tabeltal" if right else "Tabeltekst")
        if head and right:
            put(properties, element("jc", val="right"))
        return properties


def _listed(style: str, numbering: etree._Element | None) -> etree._Element:
    """The properties of a list's entry."""
    return element("pPr", element("pStyle", val=style), copy.deepcopy(numbering))


def _look(*, has_sum: bool) -> etree._Element:
    """Which of a table style's special rows are used: the first, and the last where it is a sum."""
    bands = {"firstRow": 1, "lastRow": int(has_sum), "firstColumn": 0, "lastColumn": 0, "noHBand": 1, "noVBand": 1}
    return element("tblLook", val=_LOOK_WITH_SUM if has_sum else _LOOK, **bands)


def _cell_properties(width: int, *, flush: bool) -> etree._Element:
    """The width of a cell; numbers in the last column stand flush with the rule."""
    margins = element("tcMar", element("left", w=NUMBER_MARGIN, type="dxa"), element("right", w=0, type="dxa")) if flush else None
    return element("tcPr", element("tcW", w=width, type="dxa"), margins)


def _weightless(cell: Iterable[Inline]) -> Iterator[Inline]:
    """A head's text without bold: its style is bold, and bold in bold is not."""
    for inline in cell:
        yield inline._replace(strong=False) if isinstance(inline, Words) else inline


def _plain(cell: Iterable[Inline]) -> str:
    """A cell's text."""
    return "".join(inline.text for inline in cell if isinstance(inline, Words))


def _shares(weights: Sequence[int], total: int) -> list[int]:
    """The total shared out by weight, to the last twip."""
    bounds = [total * sum(weights[:place]) // sum(weights) for place in range(len(weights) + 1)]
    return [end - start for start, end in pairwise(bounds)]
