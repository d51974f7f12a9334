"""One part of a compiled template: what Jinja made of it, and what is known of every document that it becomes."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import jinja2
from jinja2 import nodes
from lxml import etree

from workflow.errors import TemplateError
from workflow.rendering.complaints import syntax_complaint, unsafe_complaint
from workflow.rendering.drawn import DRAWN_MARK, unfold
from workflow.rendering.emitting import put_words
from workflow.rendering.filling import Filled, fill
from workflow.rendering.mending import stray_words
from workflow.rendering.proving import prove
from workflow.rendering.restarting import Numbered, mark_turns
from workflow.rendering.sandbox import PlaceholderError, environment, parsed
from workflow.rendering.wordml import parse

DECLARATION = "<?xml version='1.0' encoding='UTF-8' standalone='yes'?>\n"
LOST = ("et ord af teksten ville gå tabt", "Meld det til dem, der passer klynge; dokumentet er ikke skrevet.")
"""The clause and remedy for a document that would not say what it should."""
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
        worded: whether it is known what words it has.
        proven: whether it is valid as it comes, unless values bring XML of their own.
    """

    name: str
    place: str
    source: str
    compiled: jinja2.Template
    still: bool
    worded: bool
    proven: bool

    def filled(self, values: Mapping[str, Any]) -> Filled:
        """The part with the data in it.

        Args:
            values: plain data.

        Raises:
            Exception: whatever a template's own code raises.
        """
        return fill(self.compiled, values)

    def check(self, filled: Filled, template: str) -> None:
        """See that every word of template and data stands in the part, and nothing else.

        Args:
            filled: the part with the data in it.
            template: what messages call the template.

        Raises:
            TemplateError: it does not.
        """
        if self.worded and not filled.says_all():
            raise TemplateError(template, self.place, *LOST)

    def tree(self, xml: bytes, template: str) -> etree._Element:
        """A rendered part as a tree, read strictly.

        Args:
            xml: the part.
            template: what messages call the template.

        Raises:
            TemplateError: the codes do not nest, or left words where Word would drop them.
        """
        try:
            root = parse(xml)
        except etree.XMLSyntaxError as reason:
            raise TemplateError(template, self.place, *_BROKEN) from reason
        if DRAWN_MARK.encode() in xml:
            unfold(root)
        if loose := stray_words(root):
            raise TemplateError(template, self.place, f"”{loose[:60]}” ville stå uden for afsnittene og gå tabt", _BROKEN[1])
        return root

    def needs_tree(self, filled: Filled) -> bool:
        """Whether a rendered part must be read as a tree before it is written.

        Args:
            filled: the part with the data in it.
        """
        return filled.marked or not self.proven


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
        proof = prove(tree)
        counted_anew = mark_turns(tree, lists)
        tree.body.insert(0, nodes.Output([put_words(nodes.TemplateData(DECLARATION), "\n")], lineno=1))
        return Part(name, place, source, environment().from_string(tree), still, proof.words, proof.valid and not counted_anew)
    except jinja2.TemplateSyntaxError as reason:
        raise TemplateError(template, place, *syntax_complaint(reason, source)) from reason
    except PlaceholderError as reason:
        raise TemplateError(template, place, *unsafe_complaint(reason.name)) from reason


def _children(node: nodes.Node) -> list[nodes.Node]:
    """What an output writes; any other node itself."""
    return list(node.nodes) if isinstance(node, nodes.Output) else [node]
