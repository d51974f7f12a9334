"""Markdown's tokens as a tree: what each of them holds, in the order of the text."""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from markdown_it.token import Token


class Node(NamedTuple):
    """An element of a Markdown text: its type, the token that says the rest of it, and what it holds."""

    type: str
    token: Token
    children: tuple["Node", ...]


def grown(tokens: Iterable[Token]) -> tuple[Node, ...]:
    """The tree of these tokens: the elements that none of the others holds.

    The library has a tree of its own, which takes half as long again as reading the text.
    """
    above: list[tuple[Token, list[Node]]] = []
    here: list[Node] = []
    for token in tokens:
        if token.nesting > 0:
            above.append((token, here))
            here = []
        elif token.nesting < 0:
            opening, outer = above.pop()
            outer.append(Node(opening.type.removesuffix("_open"), opening, tuple(here)))
            here = outer
        else:
            here.append(Node(token.type, token, grown(token.children or ())))
    return tuple(here)


def walk(nodes: Sequence[Node]) -> Iterator[Node]:
    """These nodes and all below them, in the order of the text."""
    waiting = [*reversed(nodes)]
    while waiting:
        node = waiting.pop()
        yield node
        waiting += reversed(node.children)
