"""Every field of a record in Danish, with what a template author writes to print it: the one walk behind all lists of fields."""

import types
import typing
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, time
from enum import StrEnum
from typing import Any

from pydantic.fields import FieldInfo

from workflow.domain.records import Record
from workflow.domain.richtexts import is_rich

_WORDS: dict[type, str] = {str: "tekst", int: "tal", bool: "ja/nej", date: "dato", time: "klokkeslæt"}
_FILTERS: dict[type, str] = {date: "|dato", time: "|klokkeslæt"}
_ENTRIES = {
    "AgendaItem": "punkt",
    "MinutesItem": "sag",
    "SectorAttendance": "række",
    "AgendaAttachment": "bilag",
    "Post": "post",
    "CharterSection": "del",
}
"""What our own templates call one entry of a list."""
_ENTRY = "linje"
_UNIONS = (typing.Union, types.UnionType)


@dataclass(frozen=True)
class Described:
    """One field: its name, what a template author writes for it, its type and its meaning."""

    name: str
    written: str
    kind: str
    meaning: str


@dataclass(frozen=True)
class Chapter:
    """The fields of a document or of the records within it.

    Attributes:
        paths: where the record stands: "punkter", "punkter.bilag"; empty for the document itself.
        loops: the code that goes through each list of it: ``{%p for punkt in punkter %}``.
        fields: its fields.
    """

    paths: tuple[str, ...]
    loops: tuple[str, ...]
    fields: tuple[Described, ...]


@dataclass(frozen=True)
class _Place:
    """A record within another: its path, the name that an entry goes by, and the code that gives it that name."""

    record: type[Record]
    path: str
    owner: str
    loop: str


def chapters(record: type[Record]) -> tuple[Chapter, ...]:
    """A document's own fields, then those of every record within it, each once under all its places."""
    gathered: dict[tuple[type[Record], str], list[_Place]] = {}
    for place in _places(_Place(record, "", "", "")):
        gathered.setdefault((place.record, place.owner), []).append(place)
    return tuple(
        Chapter(
            tuple(place.path for place in places if place.path),
            tuple(place.loop for place in places if place.loop),
            tuple(_described(one, owner) for one in inner.model_fields.values()),
        )
        for (inner, owner), places in gathered.items()
    )


def _places(place: _Place) -> Iterator[_Place]:
    """A record, and all records within it."""
    yield place
    for field in place.record.model_fields.values():
        inner, many = _held(field.annotation)
        if inner is not None:
            path, asked = _joined(place.path, field), _joined(place.owner, field)
            entry = _ENTRIES.get(inner.__name__, _ENTRY)
            loop = f"{{%p for {entry} in {asked} %}}" if many else ""
            yield from _places(_Place(inner, path, entry if many else asked, loop))


def _joined(owner: str, field: FieldInfo) -> str:
    """A field's name after its owner's."""
    return f"{owner}.{field.alias}".lstrip(".")


def _held(annotation: Any) -> tuple[type[Record] | None, bool]:
    """The record that a type holds, if any, and whether it is a list of them."""
    plain, many = _bare(annotation)
    return (plain if isinstance(plain, type) and issubclass(plain, Record) else None), many


def _bare(annotation: Any) -> tuple[Any, bool]:
    """A type without what makes it optional or a list, and whether it is a list."""
    inner = [arg for arg in typing.get_args(annotation) if arg is not type(None)]
    if typing.get_origin(annotation) is tuple:
        return _bare(inner[0])[0], True
    if typing.get_origin(annotation) in {typing.Annotated, *_UNIONS}:
        return _bare(inner[0])
    return annotation, False


def _described(field: FieldInfo, owner: str) -> Described:
    """One field in Danish."""
    title = (field.title or "").rstrip(".")
    meaning = " ".join(part for part in (f"{title}.", field.description or "") if part)
    return Described(str(field.alias), _written(field, _joined(owner, field)), _kind(field), meaning)


def _kind(field: FieldInfo) -> str:
    """A field's type in Danish: "liste af tekster", "dato (valgfri)"."""
    plain, many = _bare(field.annotation)
    optional = " (valgfri)" if typing.get_origin(field.annotation) in _UNIONS else ""
    if isinstance(plain, type) and issubclass(plain, Record):
        return "liste" if many else "gruppe"
    if typing.get_origin(plain) is typing.Literal:
        return " eller ".join(map(str, typing.get_args(plain)))
    if isinstance(plain, type) and issubclass(plain, StrEnum):
        return " / ".join(plain)
    if many:
        return "liste af tekster"
    return f"{'rig tekst' if is_rich(field) else _WORDS[plain]}{optional}"


def _written(field: FieldInfo, name: str) -> str:
    """What a template author writes for a field."""
    plain, many = _bare(field.annotation)
    if isinstance(plain, type) and issubclass(plain, Record):
        return f"{{%p for {_ENTRIES.get(plain.__name__, _ENTRY)} in {name} %}}" if many else f"{{{{ {name}.… }}}}"
    if plain is bool:
        return f"{{%p if {name} %}}"
    if is_rich(field):
        return f"{{{{p {name}|rigtekst }}}}"
    return f"{{{{ {name}{'|liste' if many else _FILTERS.get(plain, '')} }}}}"
