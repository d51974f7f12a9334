"""The Jinja environment in which every template runs: escaped, strict, without reach outside its data, and speaking Danish."""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from datetime import date, time
from functools import lru_cache, partial
from typing import Any, cast

from jinja2 import StrictUndefined, Template, Undefined, UndefinedError, nodes
from jinja2.exceptions import SecurityError, TemplateRuntimeError
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.utils import missing
from markupsafe import Markup

from workflow.domain.records import Record
from workflow.rendering.filters import FILTERS, shown

UNSAFE_FILTERS = ("safe", "random", "urlize", "xmlattr", "tojson", "pprint")
"""Filters that would let data write XML, or that give other bytes each time."""
UNSAFE_GLOBALS = ("lipsum",)

_BREAKS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_ILLEGAL = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


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

    def getattr(self, obj: Any, attribute: str) -> Any:
        """The field of that name, else what the sandbox allows."""
        if isinstance(obj, Mapping) and attribute in obj:
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
    tree = environment(escaped=escaped).parse(source)
    for name in _unsafe_names(tree):
        raise PlaceholderError("unsafe", name=name, known=(), unsafe=True)
    return environment(escaped=escaped).from_string(tree)


def _unsafe_names(tree: nodes.Template) -> list[str]:
    """What a template must not do, by name: reach behind the data, fetch other templates, switch escaping off."""
    hidden = [node.attr for node in tree.find_all(nodes.Getattr) if node.attr.startswith("_")]
    hidden += [node.name for node in tree.find_all(nodes.Name) if node.name.startswith("_")]
    for node in tree.find_all(nodes.Getitem):
        if isinstance(node.arg, nodes.Const) and str(node.arg.value).startswith("_"):
            hidden.append(str(node.arg.value))
    fetching = tree.find_all((nodes.Include, nodes.Import, nodes.FromImport, nodes.Extends))
    hidden += [type(node).__name__.casefold().replace("fromimport", "import") for node in fetching]
    return hidden + ["autoescape" for _ in tree.find_all(nodes.ScopedEvalContextModifier)]


def plain(value: Any) -> Any:
    """Data as a template receives them: names in NFC, texts without what XML forbids, only plain values.

    Line ends of every kind become one; other control characters and lone surrogates are left out, and nothing beside them.
    """
    if isinstance(value, str):
        return _ILLEGAL.sub("", _BREAKS.sub("\n", str.__str__(value)))
    if isinstance(value, Record):
        return plain(value.spoken())
    if isinstance(value, Mapping):
        return {unicodedata.normalize("NFC", str(key)): plain(entry) for key, entry in value.items()}
    if isinstance(value, (list, tuple)):
        return tuple(plain(entry) for entry in value)
    return value if value is None or isinstance(value, (bool, int, float, date, time)) else plain(str(value))
