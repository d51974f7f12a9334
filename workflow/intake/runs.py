"""Reads the runs of a paragraph as Word really writes them: what a reader would see on paper, as spans.

Libraries for Word files pass silently over content controls, tracked insertions, smart tags, simple fields and symbols.
Here insertions are read as accepted, deletions and hidden text never; what is no text is noted.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from lxml import etree

from workflow.intake.drawings import R, is_cropped, ole_object, picture_marks, preview_marks
from workflow.intake.formulas import M, as_text, is_shaped
from workflow.intake.looks import Look, Looks, Properties, W, by_tag, first, is_on, parted, value
from workflow.intake.losses import NOTHING, levelled, lost_in_paragraph, lost_in_run
from workflow.intake.symbols import symbol
from workflow.intake.texts import Control, Span

MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_NONE: Mapping[str, str] = MappingProxyType({})
W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
_HYPERLINK = re.compile(r'\s*HYPERLINK\s+(?:\\[mnhv]\s+|\\[ot]\s+"[^"]*"\s+)*"([^"]+)"', re.IGNORECASE)
"""A link by a field. Where only a place within the file is named (\\l), there is none."""
NOT_TEXT = frozenset(
    f"{W}{name}"
    for name in (
        "pPr", "rPr", "tblPr", "tblGrid", "tblPrEx", "trPr", "tcPr", "sdtPr", "sdtEndPr", "smartTagPr", "customXmlPr", "sectPr",
        "del", "moveFrom", "delText", "delInstrText", "instrText", "rt", "rubyPr", "fldData", "ffData",
    )
)  # fmt: skip
_FIXED = {f"{W}tab": "\t", f"{W}ptab": "\t", f"{W}br": "\n", f"{W}cr": "\n", f"{W}noBreakHyphen": "-"}
_CONTROL_KINDS = {f"{W}date": "date", f"{W}dropDownList": "choice", f"{W}comboBox": "choice", f"{W14}checkbox": "checkbox"}
_MOST_FIELDS = 100
_NO_LOOK = Span("")
_PROPERTIES = f"{W}rPr"
_BOX = f"{W}txbxContent"
_CHANGES = (f"{W}ins", f"{W}del", f"{W}moveFrom", f"{W}moveTo")
_TEXT_PATH = "{urn:schemas-microsoft-com:vml}textpath"
"""The words of a watermark, and of WordArt of the old kind."""
_TICKED, _UNTICKED = "\N{BALLOT BOX WITH X}", "\N{BALLOT BOX}"
TRACKED, HIDDEN, PICTURE, CROPPED, SYMBOL, EMBEDDED = "tracked", "hidden", "picture", "cropped", "symbol", "embedded"
FORMULA = "formula"


@dataclass
class Notes:
    """What the walk came across in one cell, or in the body outside the tables."""

    controls: list[Control] = field(default_factory=list)
    seen: set[str] = field(default_factory=set)
    aside: list[str] = field(default_factory=list)

    def add(self, other: "Notes") -> None:
        """Take over the controls and what was set aside within; what was seen there stays there."""
        self.controls += other.controls
        self.aside += other.aside


@dataclass
class _Field:
    """A complex field that is open: its instruction until ``separate``, then its result.

    ``held`` is what fields within the instruction say, which nobody sees; unless the field turns out to be none.
    """

    instruction: str = ""
    in_result: bool = False
    held: str = ""


class Runs:
    """Reads runs; notes what is no text, and keeps the complex fields that are open from one paragraph to the next.

    Args:
        looks: the file's styles.
        links: the targets of links by relationship id.
        set_aside: footnotes and comments, their text as a note, by the name of their reference and their id.
        pictures: the names of pictures by relationship id.
    """

    def __init__(
        self,
        looks: Looks,
        links: Mapping[str, str],
        set_aside: Mapping[tuple[str, str], Span],
        pictures: Mapping[str, str] = _NONE,
    ) -> None:
        self._looks, self._links, self._set_aside, self._pictures = looks, links, set_aside, pictures
        self.notes = Notes()
        self._around: frozenset[str] = NOTHING
        self._fields: list[_Field] = []

    def spans(self, content: Iterable[etree._Element], own: Properties, look: Look) -> tuple[Span, ...]:
        """The spans of a paragraph with this content, these properties and this look."""
        lost, self._around = lost_in_paragraph(own), look.on
        for one in self._fields:  # a link ends with its paragraph, whether its field says so or not
            one.instruction = "" if one.in_result else one.instruction
        return tuple(self._inline(content, Span("", lost=lost) if lost else _NO_LOOK))

    def begin_cell(self) -> "Runs":
        """A reader for a table cell: with notes of its own, and no field open."""
        return Runs(self._looks, self._links, self._set_aside, self._pictures)

    def _inline(self, content: Iterable[etree._Element], look: Span) -> list[Span]:
        """The spans of what stands within an element."""
        found: list[Span] = []
        for child in content:
            found += self._node(child, look)
        return found

    def _node(self, element: etree._Element, look: Span) -> list[Span]:
        """The spans of one element: its own turn, or those of what it wraps."""
        turn = _TURNS.get(element.tag)
        if turn:
            return turn(self, element, look)
        return [] if element.tag in NOT_TEXT else self._inline(element, look)

    def _fixed(self, element: etree._Element, look: Span) -> list[Span]:
        """A tab, a line break or a hyphen."""
        return self._say(_FIXED[element.tag], look)

    def _text(self, element: etree._Element, look: Span) -> list[Span]:
        """The text of a run."""
        return self._say(element.text or "", look)

    def _say(self, text: str, look: Span) -> list[Span]:
        """A piece of text, unless it is the result of a field within the instruction of another.

        An instruction has elements of its own: text where one should stand means that the middle of the field is missing.
        """
        if not text:
            return []
        link = look.link
        if self._fields:
            instructed = next((one for one in self._fields[:-1] if not one.in_result), None)
            if instructed:
                instructed.held += text
                return []
            links = (_HYPERLINK.match(one.instruction) for one in self._fields if one.in_result)
            link = next((match[1] for match in links if match), link)
        return [Span(text, look.bold, look.italic, link, lost=look.lost)]

    def close(self) -> None:
        """Set aside what was held back by fields that never came to their result."""
        self.notes.aside += [f"Feltkode: {one.held.strip()}" for one in self._fields if one.held.strip() and not one.in_result]
        self._fields.clear()

    def _run(self, element: etree._Element, look: Span) -> list[Span]:
        """A run with its own bold and italic; a hidden one is walked for its field marks only."""
        own, content = parted(element, _PROPERTIES)
        on = self._looks.toggles(own, self._around)
        lost = lost_in_run(own, struck="strike" in on)
        if on or lost or look.bold or look.italic:
            look = Span("", "b" in on, "i" in on, look.link, lost=look.lost | lost)
        spans = self._inline(content, look)
        spans = levelled(spans) if lost else spans
        if "vanish" not in on:
            return spans
        if any(span.text.strip() for span in spans):
            self.notes.seen.add(HIDDEN)
        return []

    def _inserted(self, element: etree._Element, look: Span) -> list[Span]:
        """A tracked insertion, read as if it were accepted."""
        self.notes.seen.add(TRACKED)
        return self._inline(element, look)

    def _deleted(self, element: etree._Element, look: Span) -> list[Span]:
        """A tracked deletion, which is not there any more; a field's mark in it counts, for the others may still stand."""
        self.notes.seen.add(TRACKED)
        for mark in element.iter(f"{W}fldChar"):
            self._field_mark(mark, look)
        return []

    def _hyperlink(self, element: etree._Element, look: Span) -> list[Span]:
        """A link; one that leads within the file is only its text."""
        return self._inline(element, look._replace(link=self._links.get(element.get(f"{R}id", ""), "")))

    def _simple_field(self, element: etree._Element, look: Span) -> list[Span]:
        """A simple field's result, with the link that its instruction may hold."""
        match = _HYPERLINK.match(element.get(f"{W}instr", ""))
        return self._inline(element, look._replace(link=match[1]) if match else look)

    def _field_mark(self, element: etree._Element, look: Span) -> list[Span]:
        """The beginning, middle or end of a complex field; a form field of the old kind says itself what was chosen."""
        kind = element.get(f"{W}fldCharType")
        if kind == "begin" and len(self._fields) < _MOST_FIELDS:
            self._fields.append(_Field())
            return self._say(_old_choice(element.find(f"{W}ffData")), look)
        if self._fields and kind == "separate":
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
        content = first(element, f"{W}sdtContent")
        spans = [] if content is None else self._inline(content, look)
        control = described(element, "".join(span.text for span in spans))
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
        """A reference to a footnote, with the note's text; a comment is set aside."""
        kind, number = etree.QName(element).localname.removesuffix("Reference"), element.get(f"{W}id", "")
        said = self._set_aside.get((kind, number), _NO_LOOK)
        if not said.note or kind == "comment":
            self.notes.aside += [f"Kommentar: {said.note}"] if said.note else []
            return []
        return [said._replace(mark=f"[^{number if kind == 'footnote' else f's{number}'}]")]

    def _drawing(self, element: etree._Element, _look: Span) -> list[Span]:
        """A picture, a shape or an embedded thing; text in a text box is set aside."""
        boxes = (box for box in element.iter(_BOX) if next(box.iterancestors(_BOX), None) is None)
        texts = [f"Tekstboks: {text}" for box in boxes if (text := words(box))]
        texts += [f"WordArt: {text}" for one in element.iter(_TEXT_PATH) if (text := one.get("string", "").strip())]
        self.notes.aside += texts
        marks = picture_marks(element, self._pictures)
        if not texts and not marks:
            self.notes.seen.add(PICTURE)
        if marks and is_cropped(element):
            self.notes.seen.add(CROPPED)
        return [Span("", mark=mark) for mark in marks]

    def _object(self, element: etree._Element, look: Span) -> list[Span]:
        """An embedded document: a picture of the text shows what can be seen of it; its icon says nothing."""
        embedded = ole_object(element)
        if embedded is None:
            return self._drawing(element, look)
        self.notes.seen.add(EMBEDDED)
        return [Span("", mark=mark) for mark in preview_marks(embedded, element, self._pictures)]

    def _formula(self, element: etree._Element, look: Span) -> list[Span]:
        """An equation as plain text; one that is no more than signs on a line needs no rewriting."""
        if not is_shaped(element):
            return self._inline(element, look)
        self.notes.seen |= {FORMULA, *([TRACKED] if next(element.iter(*_CHANGES), None) is not None else [])}
        text = as_text(element)
        before = " " if text[:1].isalnum() and _is_tight(element, before=True) else ""
        after = " " if text[-1:].isalnum() and _is_tight(element, before=False) else ""
        return self._say(f"{before}{text}{after}", look)

    def _alternate(self, element: etree._Element, look: Span) -> list[Span]:
        """The one of several versions of the same thing that any reader understands."""
        return self._inline(chosen(element), look)


_TURNS: dict[str, Callable[[Runs, etree._Element, Span], list[Span]]] = {
    **dict.fromkeys(_FIXED, Runs._fixed),
    f"{W}t": Runs._text,
    f"{M}t": Runs._text,
    f"{M}oMath": Runs._formula,
    f"{W}sym": Runs._symbol,
    f"{W}r": Runs._run,
    f"{W}ins": Runs._inserted,
    f"{W}moveTo": Runs._inserted,
    f"{W}del": Runs._deleted,
    f"{W}moveFrom": Runs._deleted,
    f"{W}hyperlink": Runs._hyperlink,
    f"{W}fldSimple": Runs._simple_field,
    f"{W}fldChar": Runs._field_mark,
    f"{W}instrText": Runs._instruction,
    f"{W}sdt": Runs._control,
    f"{W}footnoteReference": Runs._reference,
    f"{W}endnoteReference": Runs._reference,
    f"{W}commentReference": Runs._reference,
    f"{W}drawing": Runs._drawing,
    f"{W}pict": Runs._drawing,
    f"{W}object": Runs._object,
    f"{MC}AlternateContent": Runs._alternate,
}


def _is_tight(formula: etree._Element, *, before: bool) -> bool:
    """Whether a letter or a digit stands right before or after a formula: read together they would say something else."""
    found = (one.text for beside in formula.itersiblings(preceding=before) for one in _words_in(beside, backwards=before))
    said = next(filter(None, found), " ")
    return (said[-1] if before else said[0]).isalnum()


def _words_in(element: etree._Element, *, backwards: bool) -> list[etree._Element]:
    """The texts in an element, from the front or from the back."""
    return list(element.iter(f"{W}t", f"{M}t"))[:: -1 if backwards else 1]


def chosen(element: etree._Element) -> etree._Element:
    """The fallback of alternate content, else its first choice, else the empty element itself."""
    found = element.find(f"{MC}Fallback")
    if found is None or not len(found):
        found = element.find(f"{MC}Choice")
    return element if found is None else found


def described(element: etree._Element, text: str) -> Control:
    """What a content control says of itself."""
    properties = first(element, f"{W}sdtPr")
    if properties is None:
        return Control(text=text)
    own = by_tag(properties)
    kind = next((_CONTROL_KINDS[tag] for tag in own if tag in _CONTROL_KINDS), "text")
    day, box = own.get(f"{W}date"), own.get(f"{W14}checkbox")
    ticked = None if box is None else box.find(f"{W14}checked")
    return Control(
        tag=value(own.get(f"{W}tag")),
        alias=value(own.get(f"{W}alias")),
        kind=kind,
        text=text.strip(),
        prompt=f"{W}showingPlcHdr" in own,
        day="" if day is None else day.get(f"{W}fullDate", "")[:10],
        value=_value(properties, text.strip()),
        ticked=ticked is not None and ticked.get(f"{W14}val", "") in {"1", "true"},
    )


def _old_choice(field: etree._Element | None) -> str:
    """What was ticked or chosen in a form field of the kind before content controls; empty for one to type in."""
    if field is None:
        return ""
    box, choices = field.find(f"{W}checkBox"), field.find(f"{W}ddList")
    if box is not None:
        marks = (box.find(f"{W}{name}") for name in ("checked", "default"))
        decided = next((mark for mark in marks if mark is not None), None)
        return _TICKED if decided is not None and is_on(decided) else _UNTICKED
    if choices is None:
        return ""
    offered = [value(one) for one in choices.iter(f"{W}listEntry")]
    number = value(choices.find(f"{W}result")) or value(choices.find(f"{W}default")) or "0"
    return next((entry for place, entry in enumerate(offered) if str(place) == number), "")


def _value(properties: etree._Element, text: str) -> str:
    """What the choice that a list shows stands for; empty where it stands for its own words."""
    for one in properties.iter(f"{W}listItem"):
        if one.get(f"{W}displayText", "").strip() == text:
            stands_for = one.get(f"{W}value", "").strip()
            return "" if stands_for.casefold() == text.casefold() else stands_for
    return ""


def words(element: etree._Element) -> str:
    """All the words within an element, paragraph by paragraph, whatever their look."""
    paragraphs: list[list[str]] = [[]]
    for one in element.iter(f"{W}p", f"{W}t"):
        if one.tag == f"{W}p":
            paragraphs.append([])
        else:
            paragraphs[-1].append(one.text or "")
    return " ".join(filter(None, ("".join(pieces).strip() for pieces in paragraphs)))
