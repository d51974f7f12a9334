"""The Jinja environment in which every template runs: escaped, strict, without reach outside its data, and speaking Danish."""

from collections.abc import Iterable, Mapping
from functools import lru_cache, partial
from typing import Any, cast

from jinja2 import StrictUndefined, Template, Undefined, UndefinedError, nodes
from jinja2.exceptions import SecurityError, TemplateRuntimeError
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.utils import missing
from markupsafe import Markup

from workflow.rendering import emitting, filling
from workflow.rendering.filters import FILTERS, shown

UNSAFE_FILTERS = ("safe", "random", "urlize", "xmlattr", "tojson", "pprint")
"""Filters that would let data write XML, or that give other bytes each time."""
UNSAFE_GLOBALS = ("lipsum",)
_FETCHING = (nodes.Include, nodes.Import, nodes.FromImport, nodes.Extends)


class PlaceholderError(TemplateRuntimeError):
    """A template asked for what is not there, or for what it may not have.

    Args:
        message: Jinja's own sentence, for the log.
        name: the name that was asked for.
        known: the names that are there.
        unsafe: whether the name is forbidden rather than unknown.
    """

    def __init__(self, message: str, *, name: str, known: Iterable[str], unsafe: bool) -> None:
        super().__init__(message)
        self.name, self.known, self.unsafe = name, tuple(known), unsafe


class Missing(StrictUndefined):
    """What a template gets for an unknown name: any use of it raises ``PlaceholderError``."""

    __slots__ = ()

    def __init__(
        self,
        hint: str | None = None,
        obj: Any = missing,
        name: str | None = None,
        exc: type[TemplateRuntimeError] = UndefinedError,
    ) -> None:
        known = [str(key) for key in obj] if isinstance(obj, Mapping) else []
        told = partial(PlaceholderError, name=str(name or ""), known=known, unsafe=exc is SecurityError)
        super().__init__(hint, obj, name, cast(type[TemplateRuntimeError], told))


class Sandbox(ImmutableSandboxedEnvironment):
    """An immutable sandbox in which ``punkt.items`` means the field of that name, never a method of dict."""

    code_generator_class = emitting.Emitter
    say, say_made, escaped = staticmethod(emitting.say), staticmethod(emitting.say_made), staticmethod(emitting.escaped)
    put, put_in_tag = staticmethod(emitting.put), staticmethod(emitting.put_in_tag)
    concat = staticmethod(filling.concat)

    def getattr(self, obj: Any, attribute: str) -> Any:
        """The field of that name, else what the sandbox allows."""
        if type(obj) is dict and attribute in obj:
            return obj[attribute]
        return super().getattr(obj, attribute)


def _printed(value: Any) -> Any:
    """A value as ``{{ … }}`` prints it; an undefined one is left to complain, a rich text to be found later."""
    return value if isinstance(value, (Undefined, Markup)) else shown(value)


@lru_cache(maxsize=2)
def environment(*, escaped: bool = True) -> Sandbox:
    """The environment of all templates.

    Args:
        escaped: whether values are written into XML (parts), or set as text by a library (properties).
    """
    made = Sandbox(autoescape=escaped, undefined=Missing, finalize=_printed)
    made.filters.update(FILTERS)
    for name in UNSAFE_FILTERS:
        made.filters.pop(name, None)
    for name in UNSAFE_GLOBALS:
        made.globals.pop(name, None)
    return made


def compiled(source: str, *, escaped: bool = True) -> Template:
    """A text compiled as a template.

    Args:
        source: what Jinja reads.
        escaped: whether values are written into XML.

    Raises:
        jinja2.TemplateSyntaxError: the text is no template.
        PlaceholderError: it does what no template may do.
    """
    return environment(escaped=escaped).from_string(parsed(source, escaped=escaped))


def parsed(source: str, *, escaped: bool = True) -> nodes.Template:
    """A text as Jinja's tree, seen to be safe.

    Args:
        source: what Jinja reads.
        escaped: whether values are written into XML.

    Raises:
        jinja2.TemplateSyntaxError: the text is no template.
        PlaceholderError: it does what no template may do.
    """
    tree = environment(escaped=escaped).parse(source)
    for name in _unsafe_names(tree):
        raise PlaceholderError("unsafe", name=name, known=(), unsafe=True)
    return tree


def _unsafe_names(tree: nodes.Template) -> list[str]:
    """What a template must not do, by name: reach behind the data, fetch other templates, switch escaping off."""
    watched = (*_FETCHING, nodes.ScopedEvalContextModifier, nodes.Getattr, nodes.Name, nodes.Getitem)
    return [name for node in tree.find_all(watched) if (name := _unsafe_name(node))]


def _unsafe_name(node: nodes.Node) -> str:
    """What a node does that no template may; an empty string where it does nothing of the kind."""
    if isinstance(node, _FETCHING):
        return type(node).__name__.casefold().replace("fromimport", "import")
    if isinstance(node, nodes.ScopedEvalContextModifier):
        return "autoescape"
    arg = node.arg if isinstance(node, nodes.Getitem) else None
    asked = node.attr if isinstance(node, nodes.Getattr) else node.name if isinstance(node, nodes.Name) else ""
    asked = str(arg.value) if isinstance(arg, nodes.Const) else asked
    return asked if asked.startswith("_") else ""
