"""The rich texts of a record: which of its fields are Markdown, and where each of them stands."""

from collections.abc import Iterator

from pydantic.fields import FieldInfo

from workflow.domain.records import Record


def is_rich(field: FieldInfo) -> bool:
    """Whether a field holds Markdown."""
    return isinstance(field.json_schema_extra, dict) and bool(field.json_schema_extra.get("rig_tekst"))


def rich_texts(record: Record, path: str = "") -> Iterator[tuple[str, str]]:
    """Every rich text of a record and of those in it, with its place: ("punkter[3].konklusion", "Godkendt.").

    Args:
        record: the record.
        path: where the record itself stands.
    """
    for name, field in type(record).model_fields.items():
        value, place = getattr(record, name), f"{path}.{field.alias or name}".lstrip(".")
        if isinstance(value, str) and value and is_rich(field):
            yield place, value
        elif isinstance(value, Record):
            yield from rich_texts(value, place)
        elif isinstance(value, tuple):
            for number, entry in enumerate(value, 1):
                if isinstance(entry, Record):
                    yield from rich_texts(entry, f"{place}[{number}]")
