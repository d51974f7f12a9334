"""JSON Schemas (2020-12) of every file that may be dropped and of the register's own files: a mirror of the models, in Danish."""

import json
from collections.abc import Iterator, Mapping
from enum import Enum
from typing import Any, get_args, get_origin

from pydantic import BeforeValidator
from pydantic.fields import FieldInfo

from workflow import danish
from workflow.domain.bodies import Body, Region
from workflow.domain.charters import CharterSettings
from workflow.domain.meetings import Meeting
from workflow.domain.minutes import MinutesRecord
from workflow.domain.proposals import Proposal
from workflow.domain.records import OneOrMore, Record
from workflow.intake.answers import RECEIPT_KEY
from workflow.intake.schema_words import WORDS

Schema = dict[str, Any]
_DIALECT = "https://json-schema.org/draft/2020-12/schema"
# Editors see an unquoted 860, 1.10 or 15.00 as a number; we read it as the text that stands there.
_SCALAR = ["string", "number"]
# As editors check it: 2026-11-26, 26. november 2026, 26.11.2026, 26/11-26.
_DATE = r"^\s*(\d{4}-\d{1,2}-\d{1,2}|\D*\d{1,2}\s*[. /-].*\d{2})\s*$"
_OWN_KEYS = ("title", "description", "felt", "rig_tekst", "examples")


def all_schemas() -> dict[str, Schema]:
    """Every schema by its file name in ``schemas/``."""
    charter = _record(CharterSettings)
    return {
        "dagsordensforslag.schema.json": _whole(Proposal, _editors_key() | _receipts_key()),
        "referat.schema.json": _whole(MinutesRecord, _editors_key()),
        "region.schema.json": _whole(Region),
        "organ.schema.json": _partial("Organ", "Det, der er særligt for organet; resten kommer fra dets ramme.", charter),
        "ramme.schema.json": _partial("Ramme", "Det, som flere organer har til fælles; organets egen fil går forud.", charter),
        "moede.schema.json": _whole(Meeting),
    }


def schema_text(schema: Schema) -> str:
    """The schema as it stands in its file."""
    return json.dumps(schema, ensure_ascii=False, indent=2) + "\n"


def _editors_key() -> Schema:
    """The key by which editors find the schema of a JSON file."""
    return {"$schema": {"type": "string", "title": "Skemafil", "description": "Hvor programmet finder skemaet; læses ikke."}}


def _receipts_key() -> Schema:
    """The key by which a draft that was read from a mail keeps the mail's files."""
    said = "Står i en kladde, der er læst ud af en mail; så følger mailens bilag med."
    return {RECEIPT_KEY: {"type": "string", "title": "Kvittering", "description": said, "examples": ["2026-0147"]}}


def _whole(model: type[Record], more: Mapping[str, Any] | None = None) -> Schema:
    """The schema of a file that is one record."""
    schema = _record(model)
    return {"$schema": _DIALECT, **schema, "properties": {**(more or {}), **schema["properties"]}, "$defs": _parts(model)}


def _partial(title: str, description: str, charter: Schema) -> Schema:
    """The schema of a file that holds some of a body's keys, and may hold those of its charter."""
    body = _record(Body)
    return {
        "$schema": _DIALECT,
        "title": title,
        "description": description,
        "type": "object",
        "properties": {**body["properties"], "kommissorium": charter},
        "additionalProperties": False,
        "$defs": {**_parts(Body), **_parts(CharterSettings)},
    }


def _record(model: type[Record]) -> Schema:
    """The schema of one record, without the parts that it refers to."""
    found = model.model_json_schema(by_alias=True)
    fields = {field.alias or name: field for name, field in model.model_fields.items()}
    required = [name for name, field in fields.items() if field.is_required()]
    schema: Schema = {
        **_said(model),
        "type": "object",
        "properties": {name: _property(found["properties"][name], field) for name, field in fields.items()},
        "additionalProperties": False,
    }
    return {**schema, "required": required} if required else schema


def _said(model: type[Record] | type[Enum]) -> Schema:
    """A part's Danish title and description."""
    title, description = WORDS[model.__name__]
    return {"title": title, "description": description}


def _parts(model: type[Record]) -> Schema:
    """The records and choices that a record refers to, directly or through others."""
    found: Schema = {}
    for part in _inside(model):
        if part.__name__ not in found:
            found[part.__name__] = {**_said(part), **(_choice(part) if issubclass(part, Enum) else _record(part))}
            found |= _parts(part) if not issubclass(part, Enum) else {}
    return dict(sorted(found.items()))


def _choice(words: type[Enum]) -> Schema:
    """A choice between words."""
    return {"type": "string", "enum": [word.value for word in words]}


def _inside(model: type[Record]) -> Iterator[Any]:
    """The records and choices in a record's fields."""
    for field in model.model_fields.values():
        yield from _named(field.annotation)


def _named(annotation: Any) -> Iterator[Any]:
    """The records and choices within an annotation."""
    if isinstance(annotation, type) and issubclass(annotation, (Record, Enum)):
        yield annotation
    for part in get_args(annotation):
        yield from _named(part)


def _property(found: Schema, field: FieldInfo) -> Schema:
    """The schema of one field: what pydantic says of its type, loosened to what we read, and described in Danish."""
    said = {key: found[key] for key in _OWN_KEYS if key in found}
    said["description"] = _description(field)
    kind = _loosened({key: value for key, value in found.items() if key not in {*_OWN_KEYS, "default"}})
    kind = _one_or_more(kind, field)
    if not field.is_required():
        kind = _or_nothing(kind)
    default = _default(field)
    return {**said, **kind, **({"default": default} if default is not None else {})}


def _description(field: FieldInfo) -> str:
    """What an editor shows of a field: its description, else its label with an example."""
    if field.description:
        return field.description
    example = f", for eksempel {_example(field)}" if field.examples else ""
    return f"{field.title}{example}."


def _example(field: FieldInfo) -> str:
    """A field's first example in words."""
    first = (field.examples or [""])[0]
    return danish.join([str(word) for word in first]) if isinstance(first, list) else str(first)


def _default(field: FieldInfo) -> Any:
    """What holds where the field is left out; None where that is nothing."""
    value = field.default
    if field.is_required() or field.default_factory or value in (None, "", ()):
        return None
    if isinstance(value, bool):
        return danish.yes_no(value)
    return value.value if isinstance(value, Enum) else value


def _loosened(kind: Schema) -> Schema:
    """A type as the file may write it."""
    kind = {{"ge": "minimum"}.get(key, key): value for key, value in kind.items()}
    if "anyOf" in kind:
        (only,) = [_loosened(one) for one in kind["anyOf"] if one.get("type") != "null"]
        return only
    if isinstance(kind.get("additionalProperties"), dict):
        return {**kind, "additionalProperties": _loosened(kind["additionalProperties"])}
    if "items" in kind:
        return {**kind, "items": _loosened(kind["items"])}
    if kind.get("format") == "date":
        return {"type": "string", "pattern": _DATE}
    if kind.get("type") in {"string", "integer"} and not {"enum", "const"} & set(kind):
        return {**kind, "type": _SCALAR}
    return kind


def _one_or_more(kind: Schema, field: FieldInfo) -> Schema:
    """A list that may be written as its only entry, and whose entries may be lines where the record reads lines."""
    readers = [one.func for one in field.metadata if isinstance(one, BeforeValidator)]
    if get_origin(field.annotation) is not tuple or not readers:
        return kind
    if OneOrMore.func in readers:
        return {"anyOf": [kind, kind["items"]]}
    line = {"type": "string"}
    return {"anyOf": [{**kind, "items": {"anyOf": [kind["items"], line]}}, line]}


def _or_nothing(kind: Schema) -> Schema:
    """A type that may be left blank after its key."""
    if "const" in kind:
        return kind
    if "anyOf" in kind:
        return {"anyOf": [*kind["anyOf"], {"type": "null"}]}
    if "$ref" in kind:
        return {"anyOf": [kind, {"type": "null"}]}
    types = kind.get("type", [])
    loose = {**kind, "type": [*(types if isinstance(types, list) else [types]), "null"]}
    return {**loose, "enum": [*kind["enum"], None]} if "enum" in kind else loose
