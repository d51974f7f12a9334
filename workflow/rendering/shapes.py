"""The shapes of a document's fields, read from its record: what a template can ask of each."""

import types
import typing
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from workflow.domain.records import Record


@dataclass(frozen=True)
class Group:
    """Fields under names."""

    fields: Mapping[str, "Shape"]
    path: str = ""


@dataclass(frozen=True)
class Many:
    """A list of things of one shape."""

    entry: "Shape"
    path: str = ""


@dataclass(frozen=True)
class Leaf:
    """A plain value of a type."""

    type: type
    path: str = ""


Shape = Group | Many | Leaf | None
"""What a name stands for, with its path from the document ("punkter.titel"); None where nothing is known or said of it."""


def fields(model: type[Record], path: str = "") -> Iterator[tuple[str, Shape]]:
    """The fields of a record under the names that templates use.

    Args:
        model: the record.
        path: where it stands in the document; an entry of a list has the path of the list.
    """
    for name, declared in model.model_fields.items():
        alias = declared.alias or name
        yield alias, _shape_of(declared.annotation, f"{path}.{alias}".lstrip("."))


def _shape_of(annotation: Any, path: str) -> Shape:
    """The shape behind a type annotation."""
    origin, args = typing.get_origin(annotation), typing.get_args(annotation)
    if origin is typing.Annotated:
        return _shape_of(args[0], path)
    if origin in {typing.Union, types.UnionType}:
        some = [arg for arg in args if arg is not type(None)]
        return _shape_of(some[0], path) if len(some) == 1 else None
    if origin in {tuple, list}:
        return Many(_shape_of(args[0], path) if len(args) == 1 or args[1:] == (Ellipsis,) else None, path)
    if isinstance(annotation, type) and issubclass(annotation, Record):
        return Group(dict(fields(annotation, path)), path)
    return Leaf(annotation, path) if isinstance(annotation, type) and annotation is not Any and origin is None else None
