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
Element = etree._Element


@dataclass(frozen=True)
class ListMark:
    """That a paragraph stands in a list: which one, how deep, numbered or not, and the number it starts at."""

    list_id: str
    level: int
    ordered: bool
    start: int = 1


@dataclass(frozen=True)
class _Style:
    """What a style and those it is based on say of a paragraph or a run; None where they say nothing."""

    names: tuple[str, ...] = ()
    outline: str | None = None
    alignment: str | None = None
    list_id: str | None = None
    level: str = ""
    on: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Looks:
    """The styles and list levels of one file, looked up by id."""

    styles: dict[str, Element] = field(default_factory=dict)
    numbers: dict[str, Element] = field(default_factory=dict)
    abstract: dict[str, Element] = field(default_factory=dict)
    _known: dict[str, _Style] = field(default_factory=dict)

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
            return _is_on(direct)
        return name in self._style(value(properties.find(f"{W}rStyle"))).on

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
            return self._numbered(list_id, level or self._level_of(list_id, value(properties.find(f"{W}pStyle"))))
        matches = (_LIST_NAME.fullmatch(name) for name in style.names)
        found = next((match for match in matches if match), None)
        return ListMark(found[1], int(found[2] or 1) - 1, found[1] == "number") if found else None

    def _numbered(self, list_id: str, level: str) -> ListMark | None:
        """The mark of a list level that numbering.xml describes."""
        number = self.numbers[list_id]
        override = number.find(f"{W}lvlOverride[@{W}ilvl='{_whole(level)}']")
        described = None if override is None else override.find(f"{W}lvl")
        if described is None:
            abstract = self.abstract.get(value(number.find(f"{W}abstractNumId")))
            described = None if abstract is None else abstract.find(f"{W}lvl[@{W}ilvl='{_whole(level)}']")
        shape = "" if described is None else value(described.find(f"{W}numFmt"))
        if shape == "none":
            return None
        starts = [None if override is None else override.find(f"{W}startOverride")]
        starts.append(None if described is None else described.find(f"{W}start"))
        start = next((_whole(value(one)) for one in starts if one is not None), 1)
        return ListMark(list_id, _whole(level), shape != "bullet", start)

    def _level_of(self, list_id: str, style_id: str) -> str:
        """The level of a style that names only its list: the one that names the style in return, else the outermost."""
        abstract = self.abstract.get(value(self.numbers[list_id].find(f"{W}abstractNumId")))
        for level in () if abstract is None else abstract.iterfind(f"{W}lvl"):
            if value(level.find(f"{W}pStyle")) == style_id:
                return level.get(f"{W}ilvl", "0")
        return "0"

    def _of(self, properties: Element) -> _Style:
        """What the style of a paragraph says."""
        return self._style(value(properties.find(f"{W}pStyle")))

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
        on=frozenset(
            name for name in ("b", "i", "vanish") if (toggle := _nearest(chain, "rPr", name)) is not None and _is_on(toggle)
        ),
    )


def _nearest(chain: list[Element], within: str, name: str) -> Element | None:
    """The first property of this name in a chain of styles."""
    found = (one.find(f"{W}{within}/{W}{name}") for one in chain)
    return next((one for one in found if one is not None), None)


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


def _is_on(element: Element) -> bool:
    """Whether a property that is there is on."""
    return value(element).casefold() not in _OFF


def _whole(text: str) -> int:
    """A whole number of a file that may hold anything; 0 for what is none."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0  # noqa: PLR2004 - nobody numbers so far
