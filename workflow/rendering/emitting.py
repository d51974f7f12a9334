"""What Jinja's compiled code says of a part: pieces in threes, static XML, the words in it, and a value as the words it is.

So that the values of a whole part are written as XML at once, and that what was written can be read back; see ``filling``.
"""

from typing import Any

from jinja2 import Undefined, nodes
from jinja2.compiler import CodeGenerator, Frame
from markupsafe import Markup, escape

from workflow.rendering.filters import shown
from workflow.rendering.values import ILLEGAL

TEXT, MADE, ATTRIBUTE, OTHER = "text", "made", "attribute", "other"
"""The places: inside a run's text, where line breaks and tabs are elements, a value of the data or one that the template
has computed; inside a tag; and everywhere else."""
KEPT = {"&": "\x01", "<": "\x02", ">": "\x03", "\n": "\x04", "\t": "\x05"}
"""What stands for these signs in XML that a value brings, which is to be written as it is: signs that no text may have."""
MARKED = "\x06"
"""What stands before such XML."""
_KEEPING = str.maketrans(KEPT)

Three = tuple[bytes, str, str]
"""XML, the words in it, and a value of a run's text as the words it is."""


def say(value: Any) -> str:
    """A value in a run's text, as its words; XML that it brings is kept apart from words.

    Raises:
        PlaceholderError: the template asked for what is not there.
    """
    if isinstance(value, Markup):
        return MARKED + str(value).translate(_KEEPING)
    return str(value) if isinstance(value, Undefined) else shown(value)


def say_made(value: Any) -> str:
    """A value in a run's text that a template has computed, and not only taken from the data.

    Raises:
        PlaceholderError: the template asked for what is not there.
        ValueError: the value holds what XML forbids.
    """
    return say(value) if isinstance(value, Markup) else _legal(say(value))


def put_in_tag(value: Any) -> Three:
    """A value inside a tag.

    Raises:
        PlaceholderError: the template asked for what is not there.
        ValueError: the value holds what XML forbids.
    """
    return escaped(value).encode(), "", ""


def put(value: Any) -> Three:
    """A value anywhere else.

    Raises:
        PlaceholderError: the template asked for what is not there.
        ValueError: the value holds what XML forbids.
    """
    if isinstance(value, Markup):
        return b"", "", say(value)
    return escaped(value).encode(), say(value), ""


def escaped(value: Any) -> str:
    """A value as XML.

    Raises:
        PlaceholderError: the template asked for what is not there.
        ValueError: the value holds what XML forbids.
    """
    return str(value if isinstance(value, Markup) else escape(_legal(say(value))))


def _legal(text: str) -> str:
    """The text, which holds nothing that XML forbids.

    Raises:
        ValueError: it does.
    """
    if not text.isprintable() and ILLEGAL.search(text):
        raise ValueError(text)
    return text


class Emitter(CodeGenerator):
    """Jinja's code generator, where it writes into a part; a property, and what a template keeps in a name, are plain texts."""

    def visit_Output(self, node: nodes.Output, frame: Frame) -> None:  # noqa: N802 - Jinja calls it so
        """Static text and values, as pieces in threes: one tuple for all that stand together."""
        if not self._is_part(frame):
            super().visit_Output(node, frame)
            return
        self.writeline("yield (", node)
        half = False
        for child in node.nodes:
            if half and (isinstance(child, nodes.TemplateData) or place_of(child) in {ATTRIBUTE, OTHER}):
                self.write("'', ")
            if isinstance(child, nodes.TemplateData):
                self.write(f"{child.data.encode()!r}, {known_words(child)!r}, ")
            else:
                self._value(child, frame, half=half)
            half = isinstance(child, nodes.TemplateData)
        self.write("'')" if half else ")")

    def _value(self, node: nodes.Expr, frame: Frame, *, half: bool) -> None:
        """A value; one in a run's text fills up the three that static text began."""
        self.newline(node)
        place = place_of(node)
        if place in {TEXT, MADE} and not half:
            self.write("b'', '', ")
        before, after = {
            TEXT: ("(said if type(said := ", ") is str else environment.say(said)), "),
            MADE: ("environment.say_made(", "), "),
            ATTRIBUTE: ("*environment.put_in_tag(", "), "),
            OTHER: ("*environment.put(", "), "),
        }[place]
        self.write(before)
        self.visit(node, frame)
        self.write(after)

    def visit_Getattr(self, node: nodes.Getattr, frame: Frame) -> None:  # noqa: N802 - Jinja calls it so
        """A field of a group of fields, without asking the environment."""
        self.write(f"(said[{node.attr!r}] if type(said := ")
        self.visit(node.node, frame)
        self.write(f") is dict and {node.attr!r} in said else environment.getattr(said, {node.attr!r}))")

    def start_write(self, frame: Frame, node: nodes.Node | None = None) -> None:
        """Begin what a block has made, which is XML."""
        if self._is_part(frame):
            self.writeline("yield (str(", node)
        else:
            super().start_write(frame, node)

    def end_write(self, frame: Frame) -> None:
        """End it."""
        if self._is_part(frame):
            self.write(").encode(), '', '')")
        else:
            super().end_write(frame)

    def _is_part(self, frame: Frame) -> bool:
        """Whether code writes into a part, and not into a property or into what a template keeps in a name."""
        return self.environment.autoescape is True and frame.buffer is None

    def _output_child_to_const(self, node: nodes.Expr, frame: Frame, finalize: Any) -> str:
        """What needs no data: static text as it stands; a template's own value is printed like any other."""
        if self.environment.autoescape and not isinstance(node, nodes.TemplateData):
            raise nodes.Impossible
        return super()._output_child_to_const(node, frame, finalize)

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:
        """Call ours around a value that a template keeps in a name; a property is a plain text."""
        if self.environment.autoescape:
            self.write("environment.escaped(")
        else:
            super()._output_child_pre(node, frame, finalize)

    def _output_child_post(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:
        """Close what was opened."""
        if self.environment.autoescape:
            self.write(")")
        else:
            super()._output_child_post(node, frame, finalize)


def put_words(text: nodes.TemplateData, words: str) -> nodes.TemplateData:
    """A static text, with the note what words it has."""
    vars(text)["words"] = words
    return text


def known_words(text: nodes.TemplateData) -> str:
    """What words a static text has; none, when nothing was noted."""
    return str(vars(text).get("words", ""))


def put_at(node: nodes.Expr, place: str) -> None:
    """Note where a value stands."""
    vars(node)["place"] = place


def place_of(node: nodes.Expr) -> str:
    """Where a value stands; anywhere, when nothing was noted."""
    return str(vars(node).get("place", OTHER))
