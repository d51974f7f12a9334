"""How a value is written into a part: what Jinja's compiled code calls for every ``{{ … }}``, by the place where it stands."""

from typing import Any

from jinja2 import Undefined, nodes
from jinja2.compiler import CodeGenerator, Frame
from markupsafe import Markup, escape

from workflow.rendering.filters import shown
from workflow.rendering.values import ILLEGAL

TEXT, MADE, OTHER = "text", "made", "other"
"""The places: inside a run's text, where line breaks and tabs are elements, a value of the data or one that the template
has computed; and everywhere else."""
BREAK = '</w:t><w:br/><w:t xml:space="preserve">'
TAB = '</w:t><w:tab/><w:t xml:space="preserve">'


def emit_text(value: Any) -> str:
    """A value in a run's text.

    Raises:
        PlaceholderError: the template asked for what is not there.
    """
    if type(value) is not str and isinstance(value, (Undefined, Markup)):
        return str(value)
    text: str = value if type(value) is str else shown(value)
    text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    if "\n" in text or "\t" in text:
        text = text.replace("\n", BREAK).replace("\t", TAB)
    return text


def emit_made(value: Any) -> str:
    """A value in a run's text that a template has computed, and not only taken from the data.

    Raises:
        PlaceholderError: the template asked for what is not there.
        ValueError: the value holds what XML forbids.
    """
    if not isinstance(value, (Undefined, Markup)):
        value = _legal(shown(value))
    return emit_text(value)


def emit_other(value: Any) -> str:
    """A value anywhere.

    Raises:
        PlaceholderError: the template asked for what is not there.
        ValueError: the value holds what XML forbids.
    """
    if isinstance(value, (Undefined, Markup)):
        return str(value)
    return str(escape(_legal(shown(value))))


def _legal(text: str) -> str:
    """The text, which holds nothing that XML forbids.

    Raises:
        ValueError: it does.
    """
    if not text.isprintable() and ILLEGAL.search(text):
        raise ValueError(text)
    return text


class Emitter(CodeGenerator):
    """Jinja's code generator, with our functions where it would call its own for escaping and printing."""

    def _output_child_to_const(self, node: nodes.Expr, frame: Frame, finalize: Any) -> str:
        """What needs no data: static text as it stands; a template's own value is printed like any other."""
        if self.environment.autoescape and not isinstance(node, nodes.TemplateData):
            raise nodes.Impossible
        return super()._output_child_to_const(node, frame, finalize)

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:
        """Call ours around a value in a part; a property is a plain text."""
        if self.environment.autoescape:
            self.write(f"environment.emit_{place_of(node)}(")
        else:
            super()._output_child_pre(node, frame, finalize)

    def _output_child_post(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:
        """Close what was opened."""
        if self.environment.autoescape:
            self.write(")")
        else:
            super()._output_child_post(node, frame, finalize)


def put_at(node: nodes.Expr, place: str) -> None:
    """Note where a value stands."""
    vars(node)["place"] = place


def place_of(node: nodes.Expr) -> str:
    """Where a value stands; anywhere, when nothing was noted."""
    return str(vars(node).get("place", OTHER))
