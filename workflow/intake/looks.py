"""What the styles and the numbering of a Word file say: headings, lists, and which runs are bold, italic or hidden."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from workflow.intake.guards import Package

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
DEEPEST_HEADING = 6
_LIST_NAME = re.compile(r"list (bullet|number)(?: (\d))?")
_HEADING_NAME = re.compile(r"heading (\d)")
_OFF = frozenset({"0", "false", "off", "none"})
_LONGEST_CHAIN = 20


@dataclass(frozen=True)
class ListMark:
    """That a paragraph stands in a list: which one, how deep, numbered or not, and the number it starts at."""

    list_id: str
    level: int
    ordered: bool
    start: int = 1


@dataclass(frozen=True)
class Looks:
    """The styles and list levels of one file, looked up by id."""

    styles: dict[str, etree._Element] = field(default_factory=dict)
    numbers: dict[str, etree._Element] = field(default_factory=dict)
    abstract: dict[str, etree._Element] = field(default_factory=dict)
    _chains: dict[str, tuple[etree._Element, ...]] = field(default_factory=dict)

    def toggled(self, run: etree._Element, name: str) -> bool:
        """Whether a run has a property that is on or off ("b", "i", "vanish"), of its own or by its character style."""
        direct = run.find(f"{W}rPr/{W}{name}")
        if direct is not None:
            return _is_on(direct)
        style = run.find(f"{W}rPr/{W}rStyle")
        for one in self._chain(value(style)):
            found = one.find(f"{W}rPr/{W}{name}")
            if found is not None:
                return _is_on(found)
        return False

    def heading(self, paragraph: etree._Element) -> int:
        """The level of a heading, 1–6; 0 for what is none."""
        for level in self._outlines(paragraph):
            return min(level, DEEPEST_HEADING)
        return 0

    def _outlines(self, paragraph: etree._Element) -> Iterator[int]:
        """The levels that the paragraph and its styles state, nearest first; body text states none."""
        own = paragraph.find(f"{W}pPr/{W}outlineLvl")
        for stated in (own, *(one.find(f"{W}pPr/{W}outlineLvl") for one in self._of(paragraph))):
            if stated is not None:
                yield _whole(value(stated)) + 1 if _whole(value(stated)) < DEEPEST_HEADING else 0
        for one in self._of(paragraph):
            if match := _HEADING_NAME.fullmatch(_named(one)):
                yield int(match[1])

    def right(self, paragraph: etree._Element) -> bool:
        """Whether a paragraph is aligned to the right, as numbers in tables are."""
        stated = (paragraph.find(f"{W}pPr/{W}jc"), *(one.find(f"{W}pPr/{W}jc") for one in self._of(paragraph)))
        return next((value(one) in {"right", "end"} for one in stated if one is not None), False)

    def mark(self, paragraph: etree._Element) -> ListMark | None:
        """The list that a paragraph stands in, by its own numbering or by its style; None for what stands in none."""
        stated = [paragraph.find(f"{W}pPr/{W}numPr"), *(one.find(f"{W}pPr/{W}numPr") for one in self._of(paragraph))]
        for numbering in (one for one in stated if one is not None):
            list_id = value(numbering.find(f"{W}numId"))
            if list_id == "0":
                return None
            if list_id in self.numbers:
                return self._numbered(list_id, value(numbering.find(f"{W}ilvl")) or self._style_level(paragraph, list_id))
        return self._by_name(paragraph)

    def _numbered(self, list_id: str, level: str) -> ListMark | None:
        """The mark of a list level that numbering.xml describes."""
        number = self.numbers[list_id]
        override = number.find(f"{W}lvlOverride[@{W}ilvl='{level}']")
        described = None if override is None else override.find(f"{W}lvl")
        if described is None:
            described = self._level(value(number.find(f"{W}abstractNumId")), level)
        shape = "" if described is None else value(described.find(f"{W}numFmt"))
        if shape == "none":
            return None
        starts = [None if override is None else override.find(f"{W}startOverride")]
        starts.append(None if described is None else described.find(f"{W}start"))
        start = next((_whole(value(one)) for one in starts if one is not None), 1)
        return ListMark(list_id, _whole(level), shape != "bullet", start)

    def _level(self, abstract_id: str, level: str) -> etree._Element | None:
        """The description of one level of an abstract list."""
        abstract = self.abstract.get(abstract_id)
        return None if abstract is None else abstract.find(f"{W}lvl[@{W}ilvl='{level}']")

    def _style_level(self, paragraph: etree._Element, list_id: str) -> str:
        """The level of a style that names only its list: the one that names the style in return, else the outermost."""
        abstract = self.abstract.get(value(self.numbers[list_id].find(f"{W}abstractNumId")))
        style = value(paragraph.find(f"{W}pPr/{W}pStyle"))
        found = None if abstract is None else abstract.find(f"{W}lvl/{W}pStyle[@{W}val='{style}']")
        parent = None if found is None else found.getparent()
        return "0" if parent is None else parent.get(f"{W}ilvl", "0")

    def _by_name(self, paragraph: etree._Element) -> ListMark | None:
        """The mark that a style's name alone gives: "List Bullet 2"."""
        for one in self._of(paragraph):
            if match := _LIST_NAME.fullmatch(_named(one)):
                return ListMark(match[1], int(match[2] or 1) - 1, match[1] == "number")
        return None

    def _of(self, paragraph: etree._Element) -> tuple[etree._Element, ...]:
        """The paragraph's style and those it is based on."""
        return self._chain(value(paragraph.find(f"{W}pPr/{W}pStyle")))

    def _chain(self, style_id: str) -> tuple[etree._Element, ...]:
        """A style and those it is based on; a circle ends after twenty."""
        if style_id not in self._chains:
            found: list[etree._Element] = []
            name = style_id
            while (style := self.styles.get(name)) is not None and len(found) < _LONGEST_CHAIN:
                found.append(style)
                name = value(style.find(f"{W}basedOn"))
            self._chains[style_id] = tuple(found)
        return self._chains[style_id]


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


def _by_id(tree: etree._Element | None, name: str, key: str) -> dict[str, etree._Element]:
    """The elements of this name by the attribute that identifies them."""
    return {} if tree is None else {one.get(f"{W}{key}", ""): one for one in tree.iter(f"{W}{name}")}


def value(element: etree._Element | None) -> str:
    """The element's w:val; an empty text for no element."""
    return "" if element is None else element.get(f"{W}val", "")


def _named(style: etree._Element) -> str:
    """A style's name in lower case."""
    return value(style.find(f"{W}name")).casefold()


def _is_on(element: etree._Element) -> bool:
    """Whether a property that is there is on."""
    return value(element).casefold() not in _OFF


def _whole(text: str) -> int:
    """A whole number of a file that may hold anything; 0 for what is none."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0  # noqa: PLR2004 - nobody numbers so far
