"""What a compiled part can become, seen from its skeleton: its XML with an element for every value, loop and condition.

A skeleton that is well formed proves that every document is: each branch opens and closes the same elements. What else can
be seen there decides whether a rendered part must be read as a tree and mended, or can be written as it comes.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import takewhile
from typing import NamedTuple

from jinja2 import nodes
from lxml import etree

from workflow.rendering.emitting import ATTRIBUTE, put_at, put_words
from workflow.rendering.filling import words_of
from workflow.rendering.filters import FILTERS
from workflow.rendering.wordml import W, parse

VALUE, LOOP, CHOICE, BRANCH, LAST = "klynge-value", "klynge-loop", "klynge-choice", "klynge-branch", "klynge-last"
"""A value; a loop, which may run no times; a choice, of whose branches one or none is taken; a branch; the one for all else."""
CONTROLS = frozenset({LOOP, CHOICE, BRANCH, LAST})
OURS = CONTROLS | {VALUE}
IN_ATTRIBUTE = "\ue000"
_AS_THE_DATA = frozenset({*FILTERS, "default", "d", "upper", "lower", "first", "last", "length", "count", "trim"})
"""Filters that make no character which the data have not."""
_MARKING = frozenset({"e", "escape", "forceescape", "rigtekst"})
"""Filters whose outcome is XML already; only ``rigtekst`` may be the last one."""


class NotProvenError(Exception):
    """A template does what the skeleton cannot show."""


class Skeleton(NamedTuple):
    """A part's skeleton, with the values in it and its loops, each under its number."""

    root: etree._Element
    values: tuple[nodes.Expr, ...]
    loops: tuple[nodes.For, ...]


def skeleton(tree: nodes.Template) -> Skeleton:
    """A part's skeleton; notes for each static text what words it has.

    Args:
        tree: the part as Jinja has read it.

    Raises:
        NotProvenError: the codes and the elements of the part do not nest, or it has codes of rarer kinds.
    """
    drawing = _Drawing()
    drawing.draw(tree.body)
    try:
        return Skeleton(parse("".join(drawing.pieces)), tuple(drawing.values), tuple(drawing.loops))
    except etree.XMLSyntaxError as reason:
        raise NotProvenError from reason


class _Drawing:
    """Draws a skeleton, piece by piece."""

    def __init__(self) -> None:
        self.pieces: list[str] = []
        self.values: list[nodes.Expr] = []
        self.loops: list[nodes.For] = []
        self._inside_tag = False

    def draw(self, body: Iterable[nodes.Node]) -> None:
        """Draw these nodes.

        Raises:
            NotProvenError: one of them cannot be shown.
        """
        for node in body:
            if isinstance(node, nodes.Output):
                for child in node.nodes:
                    self._value(child)
            elif isinstance(node, nodes.For) and not node.recursive:
                self._loop(node)
            elif isinstance(node, nodes.If):
                self._choice(node)
            elif not isinstance(node, nodes.Assign):
                raise NotProvenError

    def _value(self, child: nodes.Expr) -> None:
        """Static text, or the place of a value."""
        if isinstance(child, nodes.TemplateData):
            self.pieces.append(child.data)
            put_words(child, words_of(child.data, inside_tag=self._inside_tag))
            if "<" in child.data or ">" in child.data:
                self._inside_tag = child.data.rfind("<") > child.data.rfind(">")
            return
        if _marks(child):
            raise NotProvenError
        number = len(self.values)
        self.values.append(child)
        if self._inside_tag:
            put_at(child, ATTRIBUTE)
        self.pieces.append(f"{IN_ATTRIBUTE}{number}{IN_ATTRIBUTE}" if self._inside_tag else f'<{VALUE} n="{number}"/>')

    def _choice(self, node: nodes.If) -> None:
        """A condition with its branches."""
        self._tag(f"<{CHOICE}>")
        for branch in (node, *node.elif_):
            self._open_and_close(BRANCH, branch.body)
        if node.else_:
            self._open_and_close(LAST, node.else_)
        self._tag(f"</{CHOICE}>")

    def _loop(self, node: nodes.For) -> None:
        """A loop; with what stands in place of one that has nothing to repeat, a choice."""
        if node.else_:
            self._tag(f"<{CHOICE}>")
        self.loops.append(node)
        self._open_and_close(LOOP, node.body, f' n="{len(self.loops) - 1}"')
        if node.else_:
            self._open_and_close(LAST, node.else_)
            self._tag(f"</{CHOICE}>")

    def _open_and_close(self, name: str, body: Sequence[nodes.Node], number: str = "") -> None:
        """A control with what it holds."""
        self._tag(f"<{name}{number}>")
        self.draw(body)
        self._tag(f"</{name}>")

    def _tag(self, tag: str) -> None:
        """A tag of the skeleton's own.

        Raises:
            NotProvenError: the template has a control inside a tag.
        """
        if self._inside_tag:
            raise NotProvenError
        self.pieces.append(tag)


def _marks(expression: nodes.Expr) -> bool:
    """Whether an expression makes XML of its own in the midst of it, which could be cut apart there."""
    if isinstance(expression, nodes.CondExpr):
        return any(_marks(part) for part in (expression.expr1, expression.expr2) if part is not None)
    inner = (
        expression.iter_child_nodes() if isinstance(expression, nodes.Filter) and expression.name == "rigtekst" else (expression,)
    )
    filters = (found for part in inner for found in _self_and_below(part))
    return any(isinstance(found, nodes.Filter) and found.name in _MARKING for found in filters)


def comes_from_data(expression: nodes.Expr) -> bool:
    """Whether a value has no character but those of the data and of the Danish language."""
    return all(
        isinstance(found, (nodes.Name, nodes.Getattr, nodes.Getitem, nodes.Slice, nodes.CondExpr, nodes.Test, nodes.Not))
        or (isinstance(found, nodes.Filter) and found.name in _AS_THE_DATA)
        or (isinstance(found, nodes.Const) and str(found.value).isprintable())
        for found in _self_and_below(expression)
    )


def _self_and_below(node: nodes.Node) -> Iterator[nodes.Node]:
    """A node and all below it."""
    yield node
    yield from node.find_all(nodes.Node)


def container(element: etree._Element) -> etree._Element | None:
    """The element of the document in which something of the skeleton stands."""
    return next((one for one in element.iterancestors() if one.tag not in OURS), None)


def below(element: etree._Element) -> Iterator[etree._Element]:
    """The elements of the document that stand directly in one, in any branch."""
    for child in element:
        if child.tag in CONTROLS:
            yield from below(child)
        else:
            yield child


def is_certain(element: etree._Element, within: etree._Element) -> bool:
    """Whether an element stands exactly once in every document that has what it stands in.

    Args:
        element: the element.
        within: one above it.
    """
    between = takewhile(lambda one: one is not within, element.iterancestors())
    return not any(one.tag in CONTROLS for one in between)


def is_word(element: etree._Element, name: str) -> bool:
    """Whether an element has this name in Word's main namespace."""
    return element.tag == f"{{{W}}}{name}"
