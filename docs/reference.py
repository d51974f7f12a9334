"""Writes what is made from the models: ``docs/felter.md`` (every placeholder and field), and ``schemas/``.

Usage: ``python docs/reference.py fields`` or ``python docs/reference.py schemas``. Tests say when one is stale.
"""

import sys
import types
import typing
from collections.abc import Iterator
from datetime import date, time
from enum import StrEnum
from pathlib import Path
from typing import Any

from workflow.domain.agendas import Agenda
from workflow.domain.charters import Charter
from workflow.domain.minutes import Minutes, MinutesRecord
from workflow.domain.proposals import Proposal
from workflow.domain.records import Record
from workflow.intake.schemas import all_schemas, schema_text

PAGE = Path(__file__).parent / "felter.md"
CHAPTERS: tuple[tuple[str, type[Record], str], ...] = (
    ("Dagsorden", Agenda, "Pladsholdere i `dagsorden.docx`."),
    ("Referat", Minutes, "Pladsholdere i `referat.docx`."),
    ("Kommissorium", Charter, "Pladsholdere i `kommissorium.docx`."),
    ("Dagsordensforslag", Proposal, "Felter i skemaet og i YAML og JSON."),
    ("Referatark", MinutesRecord, "Felter i det ark, der udfyldes efter mødet."),
)
WORDS: dict[type, str] = {str: "tekst", int: "tal", bool: "ja/nej", date: "dato", time: "klokkeslæt"}


def page() -> str:
    """The whole page."""
    head = ["# Felter", "", "Lavet af koden med `make reference`. Ret ikke her.", ""]
    return "\n".join([*head, *(line for title, record, told in CHAPTERS for line in chapter(title, record, told))])


def chapter(title: str, record: type[Record], told: str) -> Iterator[str]:
    """One chapter: the record's own fields, then those of every record within it."""
    yield from (f"## {title}", "", told, "", *table(record))
    for inner in dict.fromkeys(within(record)):
        yield from (f"### {title}: {inner.__name__}", "", *table(inner))


def table(record: type[Record]) -> Iterator[str]:
    """A record's fields as a table."""
    yield from ("| Navn | Type | Betydning |", "|---|---|---|")
    for field in record.model_fields.values():
        meaning = " ".join(part for part in (f"{field.title}.", field.description or "") if part)
        yield f"| `{field.alias}` | {kind(field.annotation)} | {meaning} |"
    yield ""


def kind(annotation: Any) -> str:
    """A type in Danish: "liste af AgendaItem", "tekst (valgfri)"."""
    inner = typing.get_args(annotation)
    if typing.get_origin(annotation) is typing.Annotated:
        return kind(inner[0])
    if typing.get_origin(annotation) in {types.UnionType, typing.Union}:
        return f"{kind(next(one for one in inner if one is not type(None)))} (valgfri)"
    if typing.get_origin(annotation) is tuple:
        return f"liste af {kind(inner[0])}"
    if typing.get_origin(annotation) is typing.Literal:
        return " eller ".join(map(str, inner))
    if isinstance(annotation, type) and issubclass(annotation, StrEnum):
        return " / ".join(annotation)
    return WORDS.get(annotation, annotation.__name__)


def within(record: type[Record]) -> Iterator[type[Record]]:
    """The records that a record holds, the nearest first."""
    found = [one for field in record.model_fields.values() for one in records_in(field.annotation)]
    yield from found
    for one in found:
        yield from within(one)


def records_in(annotation: Any) -> Iterator[type[Record]]:
    """The records that a type names."""
    if isinstance(annotation, type) and issubclass(annotation, Record):
        yield annotation
    for inner in typing.get_args(annotation):
        if isinstance(inner, type) or typing.get_args(inner):
            yield from records_in(inner)


def write_schemas() -> None:
    """Write every JSON Schema."""
    for name, schema in all_schemas().items():
        (PAGE.parent.parent / "schemas" / name).write_text(schema_text(schema), "utf-8")


if __name__ == "__main__":
    if sys.argv[1:] == ["schemas"]:
        write_schemas()
    else:
        PAGE.write_text(page(), "utf-8")
