"""Writes what is made from the models: ``docs/felter.md`` (every placeholder and field), and ``schemas/``.

Usage: ``python docs/reference.py fields`` or ``python docs/reference.py schemas``. Tests say when one is stale.
"""

import sys
from collections.abc import Iterator
from pathlib import Path

from workflow.domain.agendas import Agenda
from workflow.domain.charters import Charter
from workflow.domain.describing import Chapter, chapters
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


def page() -> str:
    """The whole page."""
    head = ["# Felter", "", "Lavet af koden med `make reference`. Ret ikke her.", ""]
    return "\n".join([*head, *(line for title, record, told in CHAPTERS for line in chapter(title, record, told))])


def chapter(title: str, record: type[Record], told: str) -> Iterator[str]:
    """One chapter: the record's own fields, then those of every record within it."""
    yield from (f"## {title}", "", told, "")
    for part in chapters(record):
        if part.paths:
            yield from (f"### {title}: {', '.join(part.paths)}", "")
        yield from table(part)


def table(part: Chapter) -> Iterator[str]:
    """A record's fields as a table."""
    yield from ("| Navn | Type | Betydning |", "|---|---|---|")
    for field in part.fields:
        yield f"| `{field.name}` | {field.kind} | {field.meaning} |"
    yield ""


def write_schemas() -> None:
    """Write every JSON Schema."""
    for name, schema in all_schemas().items():
        (PAGE.parent.parent / "schemas" / name).write_text(schema_text(schema), "utf-8")


if __name__ == "__main__":
    if sys.argv[1:] == ["schemas"]:
        write_schemas()
    else:
        PAGE.write_text(page(), "utf-8")
