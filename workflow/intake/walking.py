"""Walks through the XML of a Word document as Word really writes it, and gives its text as plain paragraphs and tables.

Libraries for Word files pass silently over content controls, tracked insertions, smart tags, simple fields and symbols.
Here what a reader would see on paper is read: insertions as accepted, deletions and hidden text never; what is no text
is noted.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import chain

from lxml import etree

from workflow.intake.guards import Package
from workflow.intake.looks import Looks, W, read_looks, value
from workflow.intake.symbols import symbol
from workflow.intake.texts import Block, Cell, Control, Paragraph, Span, Table, plain_text

_M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_HYPERLINK = re.compile(r'^\s*HYPERLINK\s+(?:\\[a-z]\s+)*"([^"]+)"', re.IGNORECASE)
_NOT_TEXT = frozenset(
    f"{W}{name}"
    for name in (
        "pPr", "rPr", "tblPr", "tblGrid", "tblPrEx", "trPr", "tcPr", "sdtPr", "sdtEndPr", "smartTagPr", "customXmlPr", "sectPr",
        "del", "moveFrom", "delText", "delInstrText", "instrText", "rt", "rubyPr", "fldData", "ffData",
    )
)  # fmt: skip
_DELETED_MARKS = tuple(f"{W}pPr/{W}rPr/{W}{name}" for name in ("del", "moveFrom"))
_CONTROL_KINDS = {f"{W}date": "date", f"{W}dropDownList": "choice", f"{W}comboBox": "choice", f"{_W14}checkbox": "checkbox"}
_TICKED, _UNTICKED = "\N{BALLOT BOX WITH X}", "\N{BALLOT BOX}"
TRACKED, HIDDEN, PICTURE, SYMBOL = "tracked", "hidden", "picture", "symbol"


@dataclass
class _Notes:
    """What the walk came across in one cell, or in the body outside the tables."""

    controls: list[Control] = field(default_factory=list)
    seen: set[str] = field(default_factory=set)
    aside: list[str] = field(default_factory=list)


@dataclass
class _Field:
    """A complex field that is open: its instruction until ``separate``, then its result."""

    instruction: str = ""
    in_result: bool = False


@dataclass(frozen=True)
class Document:
    """The blocks of a document, and what was seen and set aside outside its tables."""

    blocks: tuple[Block, ...]
    seen: frozenset[str]
    aside: tuple[str, ...]


def walk(package: Package) -> Document:
    """The document of a package.

    Raises:
        ReadingError: a part that the text needs is no well-formed XML.
    """
    tree = package.tree(package.main)
    body = None if tree is None else tree.find(f"{W}body")
    links = {key: one.target for key, one in package.relations(package.main).items() if one.external}
    walker = _Walker(read_looks(package), links, _set_aside(package))
    blocks = () if body is None else tuple(walker.blocks(body))
    return Document(blocks, frozenset(walker.notes.seen), tuple(walker.notes.aside))


def _set_aside(package: Package) -> dict[tuple[str, str], str]:
    """The texts of footnotes, endnotes and comments, by the name of their reference and their id."""
    found = {}
    for part, kind in (("footnotes", "footnote"), ("endnotes", "endnote"), ("comments", "comment")):
        tree = package.tree(package.related(package.main, f"/{part}"))
        for one in () if tree is None else tree.iter(f"{W}{kind}"):
            paragraphs = ("".join(text.text or "" for text in p.iter(f"{W}t")) for p in one.iter(f"{W}p"))
            found[kind, one.get(f"{W}id", "")] = " ".join(filter(None, paragraphs)).strip()
    return found


class _Walker:
    """One walk through one document; gathers what is no text as it goes."""

    def __init__(self, looks: Looks, links: Mapping[str, str], set_aside: Mapping[tuple[str, str], str]) -> None:
        self._looks, self._links, self._set_aside = looks, links, set_aside
        self.notes = _Notes()
        self._fields: list[_Field] = []
        self._turns: dict[str, Callable[[etree._Element, Span], list[Span]]] = {
            f"{W}t": lambda element, look: self._say(element.text or "", look),
            f"{_M}t": lambda element, look: self._say(element.text or "", look),
            f"{W}tab": lambda _, look: self._say("\t", look),
            f"{W}ptab": lambda _, look: self._say("\t", look),
            f"{W}br": lambda _, look: self._say("\n", look),
            f"{W}cr": lambda _, look: self._say("\n", look),
            f"{W}noBreakHyphen": lambda _, look: self._say("-", look),
            f"{W}sym": self._symbol,
            f"{W}r": self._run,
            f"{W}ins": self._inserted,
            f"{W}moveTo": self._inserted,
            f"{W}del": self._deleted,
            f"{W}moveFrom": self._deleted,
            f"{W}hyperlink": self._hyperlink,
            f"{W}fldSimple": self._simple_field,
            f"{W}fldChar": self._field_mark,
            f"{W}instrText": self._instruction,
            f"{W}sdt": self._control,
            f"{W}footnoteReference": self._reference,
            f"{W}endnoteReference": self._reference,
            f"{W}commentReference": self._reference,
            f"{W}drawing": self._drawing,
            f"{W}pict": self._drawing,
            f"{W}object": self._drawing,
            f"{_MC}AlternateContent": self._alternate,
        }

    def blocks(self, parent: etree._Element) -> list[Block]:
        """The paragraphs and tables within an element, however they are wrapped."""
        found: list[Block] = []
        for child in parent:
            if child.tag == f"{W}p":
                found.append(self._paragraph(child))
            elif child.tag == f"{W}tbl":
                found.append(self._table(child))
            elif child.tag == f"{W}sdt":
                found += self._boxed(child)
            elif child.tag == f"{_MC}AlternateContent":
                found += self.blocks(_chosen(child))
            elif child.tag == f"{W}altChunk":
                self.notes.seen.add(PICTURE)
            elif child.tag not in _NOT_TEXT:
                found += self.blocks(child)
        return _rejoined(found)

    def _paragraph(self, element: etree._Element) -> Paragraph:
        """One paragraph."""
        before = len(self.notes.controls)
        spans = self._inline(element, Span(""))
        joined = any(element.find(path) is not None for path in _DELETED_MARKS)
        if joined or element.find(f"{W}pPr/{W}rPr/{W}ins") is not None:
            self.notes.seen.add(TRACKED)
        return Paragraph(
            spans=tuple(spans),
            style=value(element.find(f"{W}pPr/{W}pStyle")),
            heading=self._looks.heading(element),
            mark=self._looks.mark(element),
            joined=joined,
            controls=tuple(self.notes.controls[before:]),
        )

    def _table(self, element: etree._Element) -> Table:
        """One table; rows that are marked as deleted are none."""
        rows = []
        for row in _through(element, f"{W}tr"):
            changed = row.find(f"{W}trPr")
            if changed is not None and changed.find(f"{W}del") is not None:
                self.notes.seen.add(TRACKED)
                continue
            rows.append(tuple(self._cell(cell) for cell in _through(row, f"{W}tc")))
        return Table(tuple(rows))

    def _cell(self, element: etree._Element) -> Cell:
        """One cell with what was come across within it; a field that was left open ends with it."""
        outer, fields = self.notes, self._fields
        self.notes, self._fields = _Notes(), []
        blocks = () if element.find(f"{W}tcPr/{W}cellDel") is not None else tuple(self.blocks(element))
        for wrapped in element.iterancestors(f"{W}sdt", f"{W}tr"):
            if wrapped.tag == f"{W}tr":
                break
            self.notes.controls.append(_described(wrapped, plain_text(blocks)))
        notes, self.notes, self._fields = self.notes, outer, fields
        outer.controls += notes.controls
        outer.aside += notes.aside
        outer.seen |= notes.seen
        span, merge = value(element.find(f"{W}tcPr/{W}gridSpan")), element.find(f"{W}tcPr/{W}vMerge")
        return Cell(
            blocks=blocks,
            controls=tuple(notes.controls),
            seen=frozenset(notes.seen),
            columns=int(span) if span.isascii() and span.isdigit() and int(span) < 64 else 1,  # noqa: PLR2004 - Word's own limit
            continued=merge is not None and value(merge) != "restart",
        )

    def _boxed(self, element: etree._Element) -> list[Block]:
        """The blocks within a control that wraps whole paragraphs."""
        content = element.find(f"{W}sdtContent")
        if content is None:
            return []
        blocks = self.blocks(content)
        control = _described(element, plain_text(blocks))
        self.notes.controls.append(control)
        if control.prompt:
            return []
        return [replace(one, controls=(*one.controls, control)) if isinstance(one, Paragraph) else one for one in blocks]

    def _inline(self, parent: etree._Element, look: Span) -> list[Span]:
        """The spans within an element."""
        return list(chain.from_iterable(self._node(child, look) for child in parent))

    def _node(self, element: etree._Element, look: Span) -> list[Span]:
        """The spans of one element: its own turn, or those of what it wraps."""
        turn = self._turns.get(str(element.tag))
        if turn:
            return turn(element, look)
        return [] if element.tag in _NOT_TEXT else self._inline(element, look)

    def _say(self, text: str, look: Span) -> list[Span]:
        """A piece of text, unless it belongs to a field's instruction."""
        if any(not one.in_result for one in self._fields):
            return []
        link = next((match[1] for one in self._fields if (match := _HYPERLINK.match(one.instruction))), look.link)
        return [replace(look, text=text, link=link)] if text else []

    def _run(self, element: etree._Element, look: Span) -> list[Span]:
        """A run with its own bold and italic; a hidden one is walked for its field marks only."""
        bold, italic = self._looks.toggled(element, "b"), self._looks.toggled(element, "i")
        spans = self._inline(element, replace(look, bold=bold, italic=italic))
        if not self._looks.toggled(element, "vanish"):
            return spans
        if any(span.text.strip() for span in spans):
            self.notes.seen.add(HIDDEN)
        return []

    def _inserted(self, element: etree._Element, look: Span) -> list[Span]:
        """A tracked insertion, read as if it were accepted."""
        self.notes.seen.add(TRACKED)
        return self._inline(element, look)

    def _deleted(self, _element: etree._Element, _look: Span) -> list[Span]:
        """A tracked deletion, which is not there any more."""
        self.notes.seen.add(TRACKED)
        return []

    def _hyperlink(self, element: etree._Element, look: Span) -> list[Span]:
        """A link; one that leads within the file is only its text."""
        return self._inline(element, replace(look, link=self._links.get(element.get(f"{_R}id", ""), "")))

    def _simple_field(self, element: etree._Element, look: Span) -> list[Span]:
        """A simple field's result, with the link that its instruction may hold."""
        match = _HYPERLINK.match(element.get(f"{W}instr", ""))
        return self._inline(element, replace(look, link=match[1]) if match else look)

    def _field_mark(self, element: etree._Element, _look: Span) -> list[Span]:
        """The beginning, middle or end of a complex field."""
        kind = element.get(f"{W}fldCharType")
        if kind == "begin":
            self._fields.append(_Field())
        elif self._fields and kind == "separate":
            self._fields[-1].in_result = True
        elif self._fields and kind == "end":
            self._fields.pop()
        return []

    def _instruction(self, element: etree._Element, _look: Span) -> list[Span]:
        """A piece of a complex field's instruction."""
        if self._fields:
            self._fields[-1].instruction += element.text or ""
        return []

    def _control(self, element: etree._Element, look: Span) -> list[Span]:
        """A content control within a paragraph: its text, unless that is only the prompt."""
        content = element.find(f"{W}sdtContent")
        spans = [] if content is None else self._inline(content, look)
        control = _described(element, "".join(span.text for span in spans))
        self.notes.controls.append(control)
        if control.prompt:
            return []
        if control.kind == "checkbox":
            return self._say(_TICKED if control.ticked else _UNTICKED, look)
        return spans

    def _symbol(self, element: etree._Element, look: Span) -> list[Span]:
        """A character of a symbol font, as the character that it looks like."""
        found = symbol(element.get(f"{W}font", ""), element.get(f"{W}char", ""))
        if not found:
            self.notes.seen.add(SYMBOL)
        return self._say(found or "\N{REPLACEMENT CHARACTER}", look)

    def _reference(self, element: etree._Element, _look: Span) -> list[Span]:
        """A reference to a footnote or a comment, whose text is set aside."""
        kind = etree.QName(element).localname.removesuffix("Reference")
        text = self._set_aside.get((kind, element.get(f"{W}id", "")), "")
        name = {"comment": "Kommentar"}.get(kind, "Fodnote")
        self.notes.aside += [f"{name}: {text}"] if text else []
        return []

    def _drawing(self, element: etree._Element, _look: Span) -> list[Span]:
        """A picture, a shape or an embedded thing; text in a text box is set aside."""
        boxes = list(element.iter(f"{W}txbxContent"))
        texts = [plain_text(_Walker(self._looks, self._links, {}).blocks(box)) for box in boxes]
        self.notes.aside += [f"Tekstboks: {text}" for text in texts if text]
        if not any(texts):
            self.notes.seen.add(PICTURE)
        return []

    def _alternate(self, element: etree._Element, look: Span) -> list[Span]:
        """The one of several versions of the same thing that any reader understands."""
        return self._inline(_chosen(element), look)


def _chosen(element: etree._Element) -> etree._Element:
    """The fallback of alternate content, else its first choice, else the empty element itself."""
    found = element.find(f"{_MC}Fallback")
    if found is None or not len(found):
        found = element.find(f"{_MC}Choice")
    return element if found is None else found


def _through(parent: etree._Element, tag: str) -> Iterator[etree._Element]:
    """The rows of a table or the cells of a row, also those wrapped in controls; never those of a table within."""
    for child in parent:
        if child.tag == tag:
            yield child
        elif child.tag not in _NOT_TEXT and child.tag != f"{W}tbl":
            yield from _through(child, tag)


def _described(element: etree._Element, text: str) -> Control:
    """What a content control says of itself."""
    properties = element.find(f"{W}sdtPr")
    if properties is None:
        return Control(text=text)
    kind = next((_CONTROL_KINDS[str(one.tag)] for one in properties if one.tag in _CONTROL_KINDS), "text")
    day = properties.find(f"{W}date")
    ticked = properties.find(f"{_W14}checkbox/{_W14}checked")
    return Control(
        tag=value(properties.find(f"{W}tag")),
        alias=value(properties.find(f"{W}alias")),
        kind=kind,
        text=text.strip(),
        prompt=properties.find(f"{W}showingPlcHdr") is not None,
        day="" if day is None else day.get(f"{W}fullDate", "")[:10],
        ticked=ticked is not None and ticked.get(f"{_W14}val", "") in {"1", "true"},
    )


def _rejoined(blocks: list[Block]) -> list[Block]:
    """The blocks with paragraphs joined whose mark is deleted: the joined one looks like its last."""
    found: list[Block] = []
    for block in blocks:
        last = found[-1] if found else None
        if isinstance(last, Paragraph) and last.joined and isinstance(block, Paragraph):
            spans, controls = (*last.spans, *block.spans), (*last.controls, *block.controls)
            found[-1] = replace(block, spans=spans, controls=controls)
        else:
            found.append(block)
    return found
