"""Numbered lists of a template that stand inside a loop begin at their first number in each of its turns."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from functools import reduce
from operator import or_
from typing import NamedTuple

from jinja2 import nodes
from lxml import etree

from workflow.rendering.numbering import Lists
from workflow.rendering.package import Package
from workflow.rendering.styles import Styles, Stylesheet
from workflow.rendering.wordml import element, put, w

_TURN = "klynge-liste"
"""The processing instruction that a turn of a loop begins with; its text names the lists that begin anew there."""
_PARAGRAPH = re.compile(r'<w:pStyle w:val="([^"]+)"|<w:numId w:val="(\d+)"|</w:pPr>')


class Numbered(NamedTuple):
    """The numbered lists of a template, and the list and level of each paragraph style with numbers, headings left out."""

    lists: frozenset[int]
    styles: Mapping[str, int]
    levels: Mapping[str, int]

    def first_level(self, number: int) -> int:
        """The highest level on which a style writes this list; 0 where no style does."""
        return min((self.levels[style] for style, one in self.styles.items() if one == number), default=0)


def numbered(package: Package, styles: Styles) -> Numbered:
    """The numbered lists of a template.

    Args:
        package: the template.
        styles: its styles.
    """
    ordered = Lists(package, Stylesheet(package, styles)).ordered()
    found = {style: styles.numbering(style) for style in styles.paragraphs()} if ordered else {}
    places = {style: place for style, place in found.items() if place and place[0] in ordered}
    lists, levels = ({style: place[part] for style, place in places.items()} for part in (0, 1))
    return Numbered(ordered, lists, levels)


def mark_turns(tree: nodes.Template, lists: Numbered) -> bool:
    """Let each turn of a loop say which lists begin anew in it; whether any does.

    A list belongs to the loop around the loop of its entries; entries that a loop writes several of in each turn, to that
    loop itself; what a loop numbers once in each turn is counted through.

    Args:
        tree: a part as Jinja has read it, which is changed.
        lists: the template's numbered lists.
    """
    marked = False
    for loop in list(tree.find_all(nodes.For)):
        own = _written(loop.body, lists.styles)
        below = {number for inner in loop.find_all(nodes.For) for number in _written(inner.body, lists.styles)}
        anew = {number for number in (own.keys() | below) & lists.lists if own[number] != 1}
        if anew:
            said = " ".join(str(number) for number in sorted(anew))
            loop.body.insert(0, nodes.Output([nodes.TemplateData(f"<?{_TURN} {said}?>")], lineno=loop.lineno))
            marked = True
    return marked


def _written(body: Iterable[nodes.Node], styles: Mapping[str, int]) -> Counter[int]:
    """How many paragraphs of each list these nodes write at most, without those of loops among them."""
    count = Counter[int]()
    for node in body:
        if isinstance(node, nodes.TemplateData):
            count.update(_lists(node.data, styles))
        elif isinstance(node, nodes.If):
            branches = (_written(branch, styles) for branch in (node.body, *(one.body for one in node.elif_), node.else_))
            count += reduce(or_, branches)
        elif not isinstance(node, nodes.For):
            count += _written(node.iter_child_nodes(), styles)
    return count


def _lists(text: str, styles: Mapping[str, int]) -> Iterator[int]:
    """The list of each numbered paragraph: its own, or that of its style."""
    number: int | None = None
    for match in _PARAGRAPH.finditer(text):
        if match[1]:
            number = styles.get(match[1])
        elif match[2]:
            number = int(match[2])
        elif number is not None:
            yield number
            number = None


def begin_anew(root: etree._Element, lists: Lists, known: Numbered) -> None:
    """Give the numbered paragraphs of each turn of a loop a list of their own.

    Args:
        root: the rendered part, which is changed.
        lists: the document's lists.
        known: the template's numbered lists and the styles that write them.
    """
    current: dict[int, int] = {}
    turns = set[int]()
    for one in list(root.iter(w("pPr"), etree.ProcessingInstruction)):
        if isinstance(one, etree._ProcessingInstruction):
            for number in (int(word) for word in str(one.text).split()):
                current[number] = lists.again(number, known.first_level(number)) if number in turns else number
                turns.add(number)
            next(one.iterancestors()).remove(one)
            continue
        style, own = one.find(w("pStyle")), one.find(f"{w('numPr')}/{w('numId')}")
        said = (
            int(str(own.get(w("val"))))
            if own is not None
            else known.styles.get(str(style.get(w("val"))) if style is not None else "")
        )
        if said is None or current.get(said, said) == said:
            continue
        if own is not None:
            own.set(w("val"), str(current[said]))
        else:
            level = known.levels[str(style.get(w("val")))] if style is not None else 0
            put(one, element("numPr", element("ilvl", val=level), element("numId", val=current[said])))
