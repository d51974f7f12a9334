"""What the styles and the numbering of a Word file say: headings, lists, and which runs are bold, italic or hidden."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from lxml import etree

from workflow.intake.guards import Package

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
DEEPEST_HEADING = 6
_LIST_NAME = re.compile(r"list (bullet|number)(?: (\d))?")
_HEADING_NAME = re.compile(r"heading (\d)")
_OFF = frozenset({"0", "false", "off", "none"})
_LONGEST_CHAIN = 20
_STEP = 360
_TOGGLES = {f"{W}{name}": name for name in ("b", "i", "vanish", "strike")}
_CHARACTER_STYLE = f"{W}rStyle"
_NONE_ON: frozenset[str] = frozenset()
Element = etree._Element
Properties = Mapping[str, Element]
_VALUE, _STYLE = f"{W}val", f"{W}pStyle"
_OUTLINE, _ALIGNMENT, _NUMBERING, _INDENT = f"{W}outlineLvl", f"{W}jc", f"{W}numPr", f"{W}ind"
_LOOKS = frozenset({_OUTLINE, _ALIGNMENT, _NUMBERING, _INDENT})
"""What a paragraph may say of its look beside its style."""


class ListMark(NamedTuple):
    """That a paragraph stands in a list.

    ``family`` counts through several lists of one kind; a list that ``restarts`` begins anew within it. ``indent`` says,
    in twentieths of a point, how far in the text stands, which is how deep it looks beside a list of another family.
    """

    list_id: str
    family: str
    level: int
    ordered: bool
    start: int = 1
    restarts: bool = False
    indent: int = 0


class _Own(NamedTuple):
    """What one style says of its own: its name in lower case, the id of the one it is based on, and its properties."""

    name: str
    base: str
    paragraph: Properties
    run: Properties


class _Style(NamedTuple):
    """What a style and those it is based on say of a paragraph or a run; None where they say nothing."""

    names: tuple[str, ...] = ()
    outline: str | None = None
    alignment: str | None = None
    list_id: str | None = None
    level: str = ""
    indent: str | None = None
    on: frozenset[str] = frozenset()


class Look(NamedTuple):
    """How a paragraph looks.

    Attributes:
        style: the name of its style in lower case; programs change the ids of styles, but not their names.
        heading: the level of a heading, 1–6; 0 for what is none.
        mark: the list that it stands in, by its own numbering or by its style; None for what stands in none.
        right: whether it is aligned to the right, as numbers in tables are.
        on: which of "b", "i", "vanish" and "strike" its style turns on; a heading is one, and not bold or italic besides.
    """

    style: str = ""
    heading: int = 0
    mark: ListMark | None = None
    right: bool = False
    on: frozenset[str] = _NONE_ON


_NO_LOOK = Look()


@dataclass(frozen=True)
class Looks:
    """The styles and list levels of one file, looked up by id."""

    styles: dict[str, Element] = field(default_factory=dict)
    numbers: dict[str, Element] = field(default_factory=dict)
    abstract: dict[str, Element] = field(default_factory=dict)
    _known: dict[str, _Style] = field(default_factory=dict)
    _read: dict[str, _Own] = field(default_factory=dict)
    _plain: dict[str, Look] = field(default_factory=dict)

    def toggles(self, own: Properties, around: frozenset[str]) -> frozenset[str]:
        """Which of "b", "i", "vanish" and "strike" are on in a run, of its own or by styles; two styles turn one off again.

        ISO/IEC 29500-1, 17.7.3, "Toggle Properties".

        Args:
            own: the run's properties.
            around: what the style of its paragraph turns on.
        """
        on = around ^ self._style(value(own[_CHARACTER_STYLE])).on if _CHARACTER_STYLE in own else around
        if own.keys().isdisjoint(_TOGGLES):
            return on
        said = own.keys() & _TOGGLES.keys()
        return on - {_TOGGLES[tag] for tag in said} | {_TOGGLES[tag] for tag in said if is_on(own[tag])}

    def paragraph(self, own: Properties) -> Look:
        """How a paragraph looks by its properties; most have a style and nothing of their own, and share one look."""
        if not own:
            return _NO_LOOK
        style_id = value(own.get(_STYLE))
        if not own.keys().isdisjoint(_LOOKS):
            return self._look(own, style_id)
        if style_id not in self._plain:
            self._plain[style_id] = self._look({}, style_id)
        return self._plain[style_id]

    def _look(self, own: Properties, style_id: str) -> Look:
        """How a paragraph with these properties of its own and this style looks."""
        style = self._style(style_id)
        alignment = value(own[_ALIGNMENT]) if _ALIGNMENT in own else style.alignment
        heading = _heading(own, style)
        return Look(
            style=next(iter(style.names), ""),
            heading=heading,
            mark=self._mark(own, style, style_id),
            right=alignment in {"right", "end"},
            on=style.on - {"b", "i"} if heading else style.on,
        )

    def _mark(self, own: Properties, style: _Style, style_id: str) -> ListMark | None:
        """The list that a paragraph with these properties of its own and this style stands in."""
        numbering = own.get(_NUMBERING)
        list_id = style.list_id if numbering is None else value(numbering.find(f"{W}numId"))
        if list_id == "0":
            return None
        if list_id in self.numbers:
            level = style.level if numbering is None else value(numbering.find(f"{W}ilvl"))
            level = level or self._level_of(list_id, style_id)
            return self._numbered(list_id, level, _indent(own) or (style.indent if numbering is None else None))
        matches = (_LIST_NAME.fullmatch(name) for name in style.names)
        found = next((match for match in matches if match), None)
        return _by_name(found) if found else None

    def _numbered(self, list_id: str, level: str, indent: str | None) -> ListMark | None:
        """The mark of a list level that numbering.xml describes, unless the paragraph or its style says how far in it stands."""
        number = self.numbers[list_id]
        override = number.find(f"{W}lvlOverride[@{W}ilvl='{_whole(level)}']")
        described = None if override is None else override.find(f"{W}lvl")
        if described is None:
            described = self._level(number, _whole(level))
        shape = "" if described is None else value(described.find(f"{W}numFmt"))
        if shape == "none":
            return None
        restart = None if override is None else override.find(f"{W}startOverride")
        starts = (restart, None if described is None else described.find(f"{W}start"))
        return ListMark(
            list_id=list_id,
            family=value(number.find(f"{W}abstractNumId")),
            level=_whole(level),
            ordered=shape != "bullet",
            start=next((_whole(value(one)) for one in starts if one is not None), 1),
            restarts=restart is not None,
            indent=_whole(indent or _indent(by_tag(None if described is None else described.find(f"{W}pPr"))) or ""),
        )

    def _level(self, number: Element, level: int) -> Element | None:
        """What the list that a number refers to says of one level."""
        abstract = self.abstract.get(value(number.find(f"{W}abstractNumId")))
        return None if abstract is None else abstract.find(f"{W}lvl[@{W}ilvl='{level}']")

    def _level_of(self, list_id: str, style_id: str) -> str:
        """The level of a style that names only its list: the one that names the style in return, else the outermost."""
        abstract = self.abstract.get(value(self.numbers[list_id].find(f"{W}abstractNumId")))
        for level in () if abstract is None else abstract.iterfind(f"{W}lvl"):
            if value(level.find(f"{W}pStyle")) == style_id:
                return level.get(f"{W}ilvl", "0")
        return "0"

    def _style(self, style_id: str) -> _Style:
        """What a style says, once looked up."""
        if style_id not in self._known:
            self._known[style_id] = _summed(self._chain(style_id))
        return self._known[style_id]

    def _chain(self, style_id: str) -> list[_Own]:
        """What a style and those it is based on say, nearest first; a circle ends after twenty."""
        found: list[_Own] = []
        while (style := self.styles.get(style_id)) is not None and len(found) < _LONGEST_CHAIN:
            if style_id not in self._read:
                self._read[style_id] = _own_of(style)
            found.append(self._read[style_id])
            style_id = found[-1].base
        return found


def _own_of(style: Element) -> _Own:
    """What one style says of its own."""
    own = by_tag(style)
    return _Own(
        name=value(own.get(f"{W}name")).casefold(),
        base=value(own.get(f"{W}basedOn")),
        paragraph=by_tag(own.get(f"{W}pPr")),
        run=by_tag(own.get(f"{W}rPr")),
    )


def _summed(styles: list[_Own]) -> _Style:
    """What a chain of styles says, the nearest first."""
    paragraph, run = dict[str, Element](), dict[str, Element]()
    for one in reversed(styles):
        paragraph.update(one.paragraph)
        run.update(one.run)
    numbering = paragraph.get(_NUMBERING)
    return _Style(
        names=tuple([one.name for one in styles]),
        outline=_said(paragraph.get(_OUTLINE)),
        alignment=_said(paragraph.get(_ALIGNMENT)),
        list_id=None if numbering is None else value(numbering.find(f"{W}numId")),
        level="" if numbering is None else value(numbering.find(f"{W}ilvl")),
        indent=next((found for one in styles if (found := _indent(one.paragraph))), None),
        on=frozenset([name for tag, name in _TOGGLES.items() if tag in run and is_on(run[tag])]),
    )


def _heading(own: Properties, style: _Style) -> int:
    """The level of a heading with these properties of its own and this style."""
    outline = value(own[_OUTLINE]) if _OUTLINE in own else style.outline
    if outline is not None:
        return _whole(outline) + 1 if _whole(outline) < DEEPEST_HEADING else 0
    matches = (_HEADING_NAME.fullmatch(name) for name in style.names)
    return next((min(int(match[1]), DEEPEST_HEADING) for match in matches if match), 0)


def _by_name(match: re.Match[str]) -> ListMark:
    """The mark that a style's name alone gives: "List Bullet 2"."""
    depth = int(match[2] or 1)
    return ListMark(match[1], match[1], depth - 1, match[1] == "number", indent=depth * _STEP)


def _indent(own: Properties) -> str | None:
    """How far in a paragraph's properties say that it stands."""
    found = own.get(_INDENT)
    return None if found is None else found.get(f"{W}left", found.get(f"{W}start"))


def _said(element: Element | None) -> str | None:
    """An element's value; None for no element."""
    return None if element is None else value(element)


def read_looks(package: Package) -> Looks:
    """The looks of a package; empty ones where it has no styles or numbering.

    Raises:
        ReadingError: the styles or the numbering are no well-formed XML.
    """
    styles = package.tree(package.related(package.main, "/styles"))
    numbering = package.tree(package.related(package.main, "/numbering"))
    return Looks(
        _by_id(styles, "style", "styleId"),
        _by_id(numbering, "num", "numId"),
        _by_id(numbering, "abstractNum", "abstractNumId"),
    )


def _by_id(tree: Element | None, name: str, key: str) -> dict[str, Element]:
    """The elements of this name by the attribute that identifies them."""
    return {} if tree is None else {one.get(f"{W}{key}", ""): one for one in tree.iter(f"{W}{name}")}


def first(parent: Element, tag: str) -> Element | None:
    """The first child with this tag; the way there on foot takes half the time of ``find``, which reads a path."""
    for child in parent:
        if child.tag == tag:
            return child
    return None


def by_tag(properties: Element | None) -> Properties:
    """Properties by their tags, the first of each; none for no element."""
    return {} if properties is None else {one.tag: one for one in properties.iterchildren(reversed=True)}


def parted(parent: Element, tag: str) -> tuple[Properties, list[Element]]:
    """The properties of a paragraph, a run or a cell, which are its first child, and what stands beside them."""
    children = list(parent)
    if children and children[0].tag == tag:
        return by_tag(children[0]), children[1:]
    return by_tag(first(parent, tag)), children


def value(element: Element | None) -> str:
    """The element's w:val; an empty text for no element."""
    return "" if element is None else element.get(_VALUE, "")


def is_on(element: Element) -> bool:
    """Whether a property that is there is on."""
    return value(element).casefold() not in _OFF


def _whole(text: str) -> int:
    """A whole number of a file that may hold anything; 0 for what is none."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0  # noqa: PLR2004 - nobody numbers so far
