"""Notes and addresses that a Markdown text defines: those that nothing refers to are printed, where Markdown would drop them."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from workflow.formats import markdown_tokens
from workflow.rendering.trees import Node, grown, walk

_DEFINITION = re.compile(r"^([ ]{0,3})\[(\^?[^\]\n]+)\]:", re.MULTILINE)
_BRACKETS = re.compile(r"\[([^\[\]\n]+)\]")


def parsed(text: str) -> tuple[str, tuple[Node, ...], list[str]]:
    """The text as it was read in the end, Markdown's tree of it, and the labels of definitions that stand there as text.

    Markdown drops a definition that nothing refers to, or that repeats another; such a one is escaped, so that it is printed.
    """
    if not _DEFINITION.search(text):
        return text, grown(markdown_tokens(text)), []
    orphans: list[str] = []
    tree = grown(markdown_tokens(text))
    lost = _unasked((_label(match[2]) for match in _DEFINITION.finditer(text)), text)
    while True:
        escaped = _with_escaped(text, tree, lost, orphans)
        if escaped != text:
            text, tree = escaped, grown(markdown_tokens(escaped))
        written = {match[2] for match in _definitions(text, tree) if match[2].startswith("^")}
        if not (lost := _unreached(tree, written)):
            return text, tree, orphans


def _unreached(tree: Sequence[Node], written: set[str]) -> set[str]:
    """The labels of notes to which nothing leads from the text: those that begin a chain of notes, else all of them."""
    notes = {f"^{note.token.meta.get('label', '')}": _asked_for([note]) for note in footnotes(tree)}
    waiting = _asked_for([node for node in tree if node.type != "footnote_block"])
    reached: set[str] = set()
    while waiting:
        reached |= waiting
        waiting = {label for one in waiting for label in notes.get(one, ())} - reached
    lost = written - reached
    led_to = {label for one in lost for label in notes.get(one, ()) if label != one}
    return lost - notes.keys() or lost - led_to or lost


def footnotes(tree: Sequence[Node]) -> Iterator[Node]:
    """The notes of a text; Markdown lays them behind it."""
    return (note for node in tree if node.type == "footnote_block" for note in node.children)


def _asked_for(nodes: Sequence[Node]) -> set[str]:
    """The labels of the notes to which these nodes refer."""
    return {f"^{one.token.meta.get('label', '')}" for one in walk(nodes) if one.type == "footnote_ref"}


def _label(label: str) -> str:
    """A label as Markdown compares labels: capitals tell notes apart, and addresses not."""
    return label if label.startswith("^") else label.casefold()


def _unasked(labels: Iterable[str], text: str) -> set[str]:
    """The labels that stand nowhere but in their definitions."""
    written, named = Counter(labels), Counter(_label(label) for label in _BRACKETS.findall(text))
    return {label for label, count in written.items() if named[label] <= count}


def _definitions(text: str, tree: Sequence[Node]) -> Iterator[re.Match[str]]:
    """The definitions of a text, without what only looks like one in code."""
    code = {
        line for node in walk(tree) if node.type in {"fence", "code_block"} and node.token.map for line in range(*node.token.map)
    }
    line, end = 0, 0
    for match in _DEFINITION.finditer(text):
        line, end = line + text.count("\n", end, match.start()), match.start()
        if line not in code:
            yield match


def _with_escaped(text: str, tree: Sequence[Node], lost: set[str], orphans: list[str]) -> str:
    """The text with these definitions escaped, and those that repeat one.

    Each is parted from words right above it, which would else take it along or hide it.
    """
    pieces, end, seen = list[str](), 0, set(lost)
    for match in _definitions(text, tree):
        label, above = _label(match[2]), text[max(text.rfind("\n", 0, max(match.start() - 1, 0)), 0) : match.start()].strip()
        sign = "\\" if label in seen else ""
        orphans += [match[2]] if sign else []
        seen.add(label)
        parted = "\n" if above and not (above.startswith("[^") and label.startswith("^") and not sign) else ""
        pieces += [text[end : match.start()], f"{parted}{match[1]}{sign}[{match[2]}]:"]
        end = match.end()
    return "".join([*pieces, text[end:]])
