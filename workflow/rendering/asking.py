"""What a part of a template asks for, held against what a document offers: a walk as Jinja would walk, with shapes for values."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from jinja2 import nodes

from workflow import danish
from workflow.domain.findings import Finding, error
from workflow.domain.records import Record
from workflow.rendering.sandbox import environment
from workflow.rendering.shapes import Group, Leaf, Many, Shape, fields

_ENTRY_OF = frozenset({"first", "last", "min", "max"})
_SAME_AS = frozenset({"sort", "list", "reverse", "unique", "selectattr", "rejectattr", "select", "reject", "default", "d"})
_OF_LISTS = frozenset(
    {"join", "sort", "map", "select", "selectattr", "reject", "rejectattr", "groupby", "sum", "unique", "batch", "slice"}
)
_GUARDS = frozenset({"defined", "undefined"})


@dataclass(frozen=True)
class Wrong:
    """A placeholder that does not fit.

    Attributes:
        path: as the template writes it.
        clause: what is wrong with it.
        hint: the remedy.
        line: on which line of the source.
    """

    path: str
    clause: str
    hint: str
    line: int

    def finding(self, place: str) -> Finding:
        """The error, with its place in the template."""
        return error(self.path, f"Pladsholderen ”{self.path}” i {place} {self.clause}.", self.hint)


@dataclass(frozen=True)
class Asked:
    """What one part asks for.

    Attributes:
        wrong: the placeholders that do not fit the document.
        printed: the fields that it prints, by their paths from the document: "punkter.titel".
        used: those, and the fields that it only puts conditions on.
    """

    wrong: tuple[Wrong, ...]
    printed: frozenset[str]
    used: frozenset[str]


def asked(tree: nodes.Template, document: type[Record]) -> Asked:
    """What a part asks of a document.

    Args:
        tree: the part's codes, as Jinja reads them.
        document: the record that fills it.
    """
    walk = _Walk()
    walk.visit(tree, dict.fromkeys(environment().globals) | dict(fields(document)))
    return Asked(tuple(walk.wrong), frozenset(walk.printed), frozenset(walk.used))


@dataclass
class _Walk:
    """Goes through a template as Jinja would, with shapes in place of values."""

    wrong: list[Wrong] = field(default_factory=list)
    printed: set[str] = field(default_factory=set)
    used: set[str] = field(default_factory=set)
    printing: bool = False

    def visit(self, node: nodes.Node, scope: dict[str, Shape]) -> None:
        """Go through a node; what it sets is known in the scope afterwards."""
        statements: dict[type[nodes.Node], Callable[[Any, dict[str, Shape]], None]] = {
            nodes.For: self._loop,
            nodes.Assign: self._set,
            nodes.AssignBlock: self._set_block,
            nodes.With: self._with,
            nodes.Macro: self._macro,
            nodes.CallBlock: self._macro,
            nodes.Output: self._output,
        }
        if isinstance(node, nodes.Expr):
            self.shape(node, scope)
        elif statement := statements.get(type(node)):
            statement(node, scope)
        else:
            self._visit_all(node.iter_child_nodes(), scope)

    def _visit_all(self, found: Iterable[nodes.Node], scope: dict[str, Shape]) -> None:
        """Go through several nodes one after another."""
        for node in found:
            self.visit(node, scope)

    def _loop(self, node: nodes.For, scope: dict[str, Shape]) -> None:
        """A loop knows its own variable; what stands after its else does not."""
        entry = self.shape(node.iter, scope)
        if isinstance(entry, (Leaf, Group)):
            hint = "Skriv en liste efter in; se listerne med 'klynge skabelon felter'."
            self.wrong.append(Wrong(_path(node.iter), "er ingen liste og kan ikke gennemgås", hint, node.iter.lineno))
        inner = scope | {"loop": None} | _named(node.target, entry.entry if isinstance(entry, Many) else None)
        self._visit_all([*node.body, *([node.test] if node.test else [])], inner)
        self._visit_all(node.else_, dict(scope))

    def _set(self, node: nodes.Assign, scope: dict[str, Shape]) -> None:
        """A name that stands for a value from here on."""
        scope |= _named(node.target, self.shape(node.node, scope))

    def _set_block(self, node: nodes.AssignBlock, scope: dict[str, Shape]) -> None:
        """A name that stands for a text from here on."""
        self._visit_all(node.body, dict(scope))
        scope |= _named(node.target, Leaf(str))

    def _with(self, node: nodes.With, scope: dict[str, Shape]) -> None:
        """Names that stand for values inside it."""
        inner = dict(scope)
        for target, value in zip(node.targets, node.values, strict=True):
            inner |= _named(target, self.shape(value, scope))
        self._visit_all(node.body, inner)

    def _macro(self, node: nodes.Macro | nodes.CallBlock, scope: dict[str, Shape]) -> None:
        """A macro's own names are known inside it, its name afterwards."""
        own: dict[str, Shape] = dict.fromkeys([*(arg.name for arg in node.args), "caller", "varargs", "kwargs"])
        self._visit_all(node.body, scope | own)
        scope[getattr(node, "name", "")] = None

    def _output(self, node: nodes.Output, scope: dict[str, Shape]) -> None:
        """What is printed; a group of fields is no text."""
        for value in node.nodes:
            self.printing = True
            shape = self.shape(value, scope)
            self.printing = False
            if isinstance(shape, Group):
                choice = danish.quoted(shape.fields, "eller")
                self.wrong.append(
                    Wrong(_path(value), "er en gruppe af felter og ingen tekst", f"Skriv et af felterne: {choice}.", value.lineno)
                )

    def shape(self, node: nodes.Node, scope: dict[str, Shape]) -> Shape:
        """What an expression stands for; what it asks for in vain is noted."""
        expressions: dict[type[nodes.Node], Callable[[Any, dict[str, Shape]], Shape]] = {
            nodes.Name: self._name,
            nodes.Getattr: self._attribute,
            nodes.Getitem: self._item,
            nodes.Filter: self._filtered,
            nodes.Or: self._either,
            nodes.Test: self._test,
        }
        if expression := expressions.get(type(node)):
            return expression(node, scope)
        self._visit_all(node.iter_child_nodes(), scope)
        return None

    def _name(self, node: nodes.Name, scope: dict[str, Shape]) -> Shape:
        """What a name stands for here."""
        return self._known(scope, node.name, node)

    def _attribute(self, node: nodes.Getattr, scope: dict[str, Shape]) -> Shape:
        """What a field after a full stop stands for."""
        return self._field(self.shape(node.node, scope), node.attr, node)

    def _either(self, node: nodes.Or, scope: dict[str, Shape]) -> Shape:
        """The one or the other; the first tells what it stands for."""
        left = self.shape(node.left, scope)
        self.shape(node.right, scope)
        return left

    def _test(self, node: nodes.Test, scope: dict[str, Shape]) -> Shape:
        """A question about a value; whether it is there at all may be asked of any name."""
        if node.name not in _GUARDS:
            self._visit_all(node.iter_child_nodes(), scope)
        return None

    def _known(self, names: Mapping[str, Shape], name: str, node: nodes.Expr) -> Shape:
        """What a name stands for among these."""
        if name not in names:
            hint = danish.did_you_mean(name, names) or "Ret navnet, eller slet pladsholderen."
            self.wrong.append(Wrong(_path(node), "findes ikke", hint, node.lineno))
        shape = names.get(name)
        if shape is not None:
            self.used.add(shape.path)
            self.printed |= {shape.path} if self.printing else set()
        return shape

    def _field(self, owner: Shape, name: str, node: nodes.Expr) -> Shape:
        """What a field of something stands for."""
        if isinstance(owner, Group):
            return self._known(owner.fields, name, node)
        path, line = _path(node), node.lineno
        if isinstance(owner, Many):
            self.wrong.append(Wrong(path, "spørger en liste om et felt", "Gå gennem listen med {%p for … in … %}.", line))
        elif isinstance(owner, Leaf) and not hasattr(owner.type, name):
            self.wrong.append(Wrong(path, "findes ikke", f"”{path.rpartition('.')[0]}” er en tekst uden felter.", line))
        return None

    def _item(self, node: nodes.Getitem, scope: dict[str, Shape]) -> Shape:
        """What stands in square brackets after something."""
        owner = self.shape(node.node, scope)
        if isinstance(node.arg, nodes.Const) and isinstance(node.arg.value, str):
            return self._field(owner, node.arg.value, node)
        self.visit(node.arg, scope)
        return owner.entry if isinstance(owner, Many) and not isinstance(node.arg, nodes.Slice) else None

    def _filtered(self, node: nodes.Filter, scope: dict[str, Shape]) -> Shape:
        """What comes out of a filter."""
        before = list(self.wrong)
        owner = self.shape(node.node, scope) if node.node is not None else Leaf(str)
        if node.name in {"default", "d"}:  # it is there for names that may be missing
            self.wrong = before
        self._visit_all([*node.args, *(pair.value for pair in node.kwargs)], scope)
        if node.name in _OF_LISTS and isinstance(owner, (Leaf, Group)):
            clause = f"er ingen liste, og det skal den være for filteret {node.name}"
            self.wrong.append(Wrong(_path(node), clause, "Slet filteret, eller brug det på en liste.", node.lineno))
        if node.name in _ENTRY_OF:
            return owner.entry if isinstance(owner, Many) else None
        return owner if node.name in _SAME_AS else None


def _named(target: nodes.Node, shape: Shape) -> dict[str, Shape]:
    """The names that a loop or an assignment gives; of several at once nothing is known."""
    if isinstance(target, nodes.Name):
        return {target.name: shape}
    return {name.name: None for name in target.find_all(nodes.Name)}


def _path(node: nodes.Node) -> str:
    """A placeholder as the template writes it."""
    if isinstance(node, nodes.Name):
        return node.name
    if isinstance(node, nodes.Getattr):
        return f"{_path(node.node)}.{node.attr}"
    if isinstance(node, nodes.Getitem) and isinstance(node.arg, nodes.Const) and isinstance(node.arg.value, str):
        return f"{_path(node.node)}.{node.arg.value}"
    if isinstance(node, (nodes.Getitem, nodes.Filter)) and node.node is not None:
        return _path(node.node)
    return "…"
