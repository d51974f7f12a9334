"""What the styles and the numbering of a Word file say: headings, lists, and which runs are bold, italic or hidden."""

import re
from dataclasses import dataclass, field

from lxml import etree

from workflow.intake.guards import Package

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
DEEPEST_HEADING = 6
_LIST_NAME = re.compile(r"list (bullet|number)(?: (\d))?")
_HEADING_NAME = re.compile(r"heading (\d)")
_OFF = frozenset({"0", "false", "off", "none"})
_LONGEST_CHAIN = 20
_STEP = 360
Element = etree._Element


@dataclass(frozen=True)
class ListMark:
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


@dataclass(frozen=True)
class _Style:
    """What a style and those it is based on say of a paragraph or a run; None where they say nothing."""

    names: tuple[str, ...] = ()
    outline: str | None = None
    alignment: str | None = None
    list_id: str | None = None
    level: str = ""
    indent: str | None = None
    on: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Looks:
    """The styles and list levels of one file, looked up by id."""

    styles: dict[str, Element] = field(default_factory=dict)
    numbers: dict[str, Element] = field(default_factory=dict)
    abstract: dict[str, Element] = field(default_factory=dict)
    _known: dict[str, _Style] = field(default_factory=dict)
    _asked: list[tuple[Element, _Style]] = field(default_factory=list)

    def toggled(self, properties: Element | None, name: str) -> bool:
        """Whether a run has a property that is on or off, of its own or by its character style.

        Args:
            properties: the run's properties.
            name: "b", "i" or "vanish".
        """
        if properties is None:
            return False
        direct = properties.find(f"{W}{name}")
        if direct is not None:
            return is_on(direct)
        return name in self._style(value(properties.find(f"{W}rStyle"))).on

    def style_name(self, properties: Element | None) -> str:
        """The name of a paragraph's style in lower case; programs change the ids of styles, but not their names."""
        return next(iter(self._of(properties).names), "") if properties is not None else ""

    def heading(self, properties: Element | None) -> int:
        """The level of a heading, 1–6, from a paragraph's properties; 0 for what is none."""
        if properties is None:
            return 0
        own = properties.find(f"{W}outlineLvl")
        style = self._of(properties)
        outline = style.outline if own is None else value(own)
        if outline is not None:
            return _whole(outline) + 1 if _whole(outline) < DEEPEST_HEADING else 0
        matches = (_HEADING_NAME.fullmatch(name) for name in style.names)
        return next((min(int(match[1]), DEEPEST_HEADING) for match in matches if match), 0)

    def right(self, properties: Element | None) -> bool:
        """Whether a paragraph is aligned to the right, as numbers in tables are."""
        if properties is None:
            return False
        own = properties.find(f"{W}jc")
        return (self._of(properties).alignment if own is None else value(own)) in {"right", "end"}

    def mark(self, properties: Element | None) -> ListMark | None:
        """The list that a paragraph stands in, by its own numbering or by its style; None for what stands in none."""
        if properties is None:
            return None
        style = self._of(properties)
        own = properties.find(f"{W}numPr")
        list_id = style.list_id if own is None else value(own.find(f"{W}numId"))
        if list_id == "0":
            return None
        if list_id in self.numbers:
            level = style.level if own is None else value(own.find(f"{W}ilvl"))
            level = level or self._level_of(list_id, value(properties.find(f"{W}pStyle")))
            return self._numbered(list_id, level, _indent(properties) or (style.indent if own is None else None))
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
            indent=_whole(indent or _indent(None if described is None else described.find(f"{W}pPr")) or ""),
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

    def _of(self, properties: Element) -> _Style:
        """What the style of a paragraph says; a paragraph is asked several times over, one after the other."""
        if not self._asked or self._asked[0][0] is not properties:
            self._asked[:] = [(properties, self._style(value(properties.find(f"{W}pStyle"))))]
        return self._asked[0][1]

    def _style(self, style_id: str) -> _Style:
        """What a style says, once looked up."""
        if style_id not in self._known:
            self._known[style_id] = _summed(self._chain(style_id))
        return self._known[style_id]

    def _chain(self, style_id: str) -> list[Element]:
        """A style and those it is based on, nearest first; a circle ends after twenty."""
        found: list[Element] = []
        while (style := self.styles.get(style_id)) is not None and len(found) < _LONGEST_CHAIN:
            found.append(style)
            style_id = value(style.find(f"{W}basedOn"))
        return found


def _summed(chain: list[Element]) -> _Style:
    """What a chain of styles says, the nearest first."""
    numbering = _nearest(chain, "pPr", "numPr")
    return _Style(
        names=tuple(value(one.find(f"{W}name")).casefold() for one in chain),
        outline=_said(_nearest(chain, "pPr", "outlineLvl")),
        alignment=_said(_nearest(chain, "pPr", "jc")),
        list_id=None if numbering is None else value(numbering.find(f"{W}numId")),
        level="" if numbering is None else value(numbering.find(f"{W}ilvl")),
        indent=next((found for one in chain if (found := _indent(one.find(f"{W}pPr")))), None),
        on=frozenset(
            name for name in ("b", "i", "vanish") if (toggle := _nearest(chain, "rPr", name)) is not None and is_on(toggle)
        ),
    )


def _nearest(chain: list[Element], within: str, name: str) -> Element | None:
    """The first property of this name in a chain of styles."""
    found = (one.find(f"{W}{within}/{W}{name}") for one in chain)
    return next((one for one in found if one is not None), None)


def _by_name(match: re.Match[str]) -> ListMark:
    """The mark that a style's name alone gives: "List Bullet 2"."""
    depth = int(match[2] or 1)
    return ListMark(match[1], match[1], depth - 1, match[1] == "number", indent=depth * _STEP)


def _indent(properties: Element | None) -> str | None:
    """How far in a paragraph's properties say that it stands."""
    found = None if properties is None else properties.find(f"{W}ind")
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


def value(element: Element | None) -> str:
    """The element's w:val; an empty text for no element."""
    return "" if element is None else element.get(f"{W}val", "")


def is_on(element: Element) -> bool:
    """Whether a property that is there is on."""
    return value(element).casefold() not in _OFF


def _whole(text: str) -> int:
    """A whole number of a file that may hold anything; 0 for what is none."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0  # noqa: PLR2004 - nobody numbers so far
