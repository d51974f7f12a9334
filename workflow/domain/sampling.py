"""A record with every field filled, made from the record's own description: to see what a template does with it."""

import types
import typing
from collections.abc import Iterator
from datetime import date, time
from typing import Any, TypeVar

from pydantic.fields import FieldInfo

from workflow.domain.records import Record

RecordT = TypeVar("RecordT", bound=Record)

RICH_SAMPLE = """Eksempel på en tekst med **fed** skrift og et [link](https://example.org/).

- første led
- andet led

| Kolonne | Værdi |
|:--------|------:|
| Række   |   120 |

Teksten slutter her.[^1]

[^1]: Eksempel på en fodnote.
"""
_DAY, _CLOCK, _NUMBER = date(2026, 11, 24), time(15, 0), 15


def sample(record: type[RecordT]) -> RecordT:
    """A record with every field filled.

    Truth values are true; a list of records has one entry as it is by default, and one more for every truth value that
    an entry has, with that value turned: so each branch of a template is seen.

    Args:
        record: the kind of record.
    """
    return record.model_validate(_filled(record, 1, frozenset(_switches(record, default=False))), by_name=True)


def _filled(record: type[Record], number: int, turned: frozenset[str]) -> dict[str, Any]:
    """The values of a record's fields under their English names.

    Args:
        record: the kind of record.
        number: which entry of a list it is, from 1.
        turned: the truth values that are not as they are by default.
    """
    return {
        name: bool(field.default) != (name in turned)
        if field.annotation is bool
        else _value(field.annotation, field, number, turned)
        for name, field in record.model_fields.items()
    }


def _switches(record: type[Record], *, default: bool | None = None) -> Iterator[str]:
    """The truth values of a record and of the records that it holds, by their English names.

    Args:
        record: the kind of record.
        default: only those that are so by default.
    """
    for name, field in record.model_fields.items():
        if field.annotation is bool and default in {None, bool(field.default)}:
            yield name
        elif isinstance(field.annotation, type) and issubclass(field.annotation, Record):
            yield from _switches(field.annotation, default=default)


def _value(annotation: Any, field: FieldInfo, number: int, turned: frozenset[str]) -> Any:
    """A value of a type."""
    args = typing.get_args(annotation)
    if typing.get_origin(annotation) in {typing.Union, types.UnionType}:
        return _value(next(arg for arg in args if arg is not type(None)), field, number, turned)
    if typing.get_origin(annotation) is tuple:
        return _entries(args[0], field)
    if issubclass(annotation, Record):
        return _filled(annotation, number, turned)
    plain = {date: _DAY, time: _CLOCK, int: _NUMBER}
    return plain[annotation] if annotation in plain else _text(field, number)


def _entries(inner: Any, field: FieldInfo) -> tuple[Any, ...]:
    """The entries of a list: of records as many as they have branches, of texts two."""
    if issubclass(inner, Record):
        branches = [frozenset[str](), *(frozenset({name}) for name in _switches(inner))]
        return tuple(_filled(inner, number, turned) for number, turned in enumerate(branches, 1))
    title = (field.title or "").lower()
    return tuple(f"{number}. eksempel på {title}" for number in (1, 2))


def _text(field: FieldInfo, number: int) -> str:
    """A text: rich where the field is, else the field's own example, its default, or its title."""
    if isinstance(field.json_schema_extra, dict) and field.json_schema_extra.get("rig_tekst"):
        return RICH_SAMPLE
    if field.alias == "nummer":
        return str(number)
    title = field.title or ""
    known = [*(field.examples or ()), field.default if isinstance(field.default, str) else "", f"Eksempel på {title.lower()}"]
    return next(str(text) for text in known if text)
