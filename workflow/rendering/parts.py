"""One part of a compiled template: what Jinja made of it, and what is known of every document that it becomes."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import jinja2
from jinja2 import nodes
from lxml import etree

from workflow.errors import TemplateError
from workflow.rendering.complaints import syntax_complaint, unsafe_complaint
from workflow.rendering.mending import stray_words
from workflow.rendering.proving import is_proven
from workflow.rendering.restarting import Numbered, mark_turns
from workflow.rendering.sandbox import PlaceholderError, environment, parsed
from workflow.rendering.wordml import parse

DECLARATION = "<?xml version='1.0' encoding='UTF-8' standalone='yes'?>\n"
_MARK = "<k:rigtekst "
_BROKEN = (
    "koderne åbner og lukker ikke på hele afsnit",
    "Skriv {%p if … %} og {%p endif %} i hvert sit afsnit, og {%tr … %} i hver sin tabelrække.",
)


@dataclass(frozen=True, eq=False)
class Part:
    """One compiled part.

    Args:
        name: its name in the package.
        place: what staff call it.
        source: what Jinja read, one paragraph a line.
        compiled: what Jinja made of it.
        still: whether every document has it as it is.
        proven: whether what Jinja writes is valid as it comes, unless it has rich text.
        rich: whether it may have rich text.
    """

    name: str
    place: str
    source: str
    compiled: jinja2.Template
    still: bool
    proven: bool
    rich: bool

    def said(self, values: Mapping[str, Any]) -> str:
        """The part with the data in it, as Jinja writes it."""
        return self.compiled.render(values)

    def tree(self, said: str, template: str) -> etree._Element:
        """A rendered part as a tree, read strictly.

        Args:
            said: what Jinja wrote.
            template: what messages call the template.

        Raises:
            TemplateError: the codes do not nest, or left words where Word would drop them.
        """
        try:
            root = parse(said.encode())
        except etree.XMLSyntaxError as reason:
            raise TemplateError(template, self.place, *_BROKEN) from reason
        if loose := stray_words(root):
            raise TemplateError(template, self.place, f"”{loose[:60]}” ville stå uden for afsnittene og gå tabt", _BROKEN[1])
        return root

    def needs_tree(self, said: str) -> bool:
        """Whether a rendered part must be read as a tree before it is written."""
        return not self.proven or (self.rich and _MARK in said)


def compile_part(name: str, place: str, source: str, template: str, lists: Numbered) -> Part:
    """A part, compiled.

    Args:
        name: its name in the package.
        place: what staff call it.
        source: what Jinja reads.
        template: what messages call the template.
        lists: the template's numbered lists.

    Raises:
        TemplateError: its codes are wrong or unsafe.
    """
    try:
        tree = parsed(source)
        still = all(isinstance(child, nodes.TemplateData) for node in tree.body for child in _children(node))
        for text in tree.find_all(nodes.TemplateData):
            text.data = text.data.replace("\n<w:p", "<w:p")
        proven = is_proven(tree)
        counted_anew = mark_turns(tree, lists)
        tree.body.insert(0, nodes.Output([nodes.TemplateData(DECLARATION)], lineno=1))
        return Part(
            name, place, source, environment().from_string(tree), still, proven and not counted_anew, "rigtekst" in source
        )
    except jinja2.TemplateSyntaxError as reason:
        raise TemplateError(template, place, *syntax_complaint(reason, source)) from reason
    except PlaceholderError as reason:
        raise TemplateError(template, place, *unsafe_complaint(reason.name)) from reason


def _children(node: nodes.Node) -> list[nodes.Node]:
    """What an output writes; any other node itself."""
    return list(node.nodes) if isinstance(node, nodes.Output) else [node]
