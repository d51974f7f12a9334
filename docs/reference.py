"""Writes what is made from the models: ``docs/felter.md``, ``schemas/``, and the proposal form that we ship.

Usage: ``python docs/reference.py fields``, ``schemas`` or ``form``. Tests say when one is stale.
"""

import sys
from collections.abc import Iterator
from pathlib import Path

from workflow.archive.loading import load_register
from workflow.domain.agendas import Agenda
from workflow.domain.blank_forms import form_for_all
from workflow.domain.charters import Charter
from workflow.domain.concerns import Concern
from workflow.domain.describing import Chapter, chapters
from workflow.domain.minutes import Minutes, MinutesRecord
from workflow.domain.proposals import Proposal
from workflow.domain.records import Record
from workflow.intake.schemas import all_schemas, schema_text
from workflow.rendering.forming import formed

FORM = Path(__file__).parent.parent / "templates" / "docx" / "dagsordensforslag.docx"
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
    fields = (line for title, record, told in CHAPTERS for line in chapter(title, record, told))
    return "\n".join([*head, *fields, *concerns()])


def concerns() -> Iterator[str]:
    """What is pointed out in proposals, with the code that turns each off."""
    yield from ("## Det, der påpeges i forslag", "")
    yield "Hvert punkt kan slås fra med sin kode under `påpeges_ikke` i organets `organ.yaml`, eller for alle organer af samme"
    yield "slags i rammens `.yaml`. Et forslag til flere organer bliver set efter, så længe ét af dem ikke har slået det fra."
    yield from ("", "| Kode | Hvad der påpeges |", "|---|---|")
    yield from (f"| `{concern.value}` | {concern.meaning} |" for concern in Concern)
    yield ""


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


def write_form() -> None:
    """Write the form for all bodies of the register that we ship, in its own look."""
    register = load_register(PAGE.parent.parent / "register").register
    if register is None:
        raise SystemExit("The register that we ship is not sound; run 'klynge tjek'.")
    FORM.write_bytes(formed(FORM.read_bytes(), form_for_all(register)))


if __name__ == "__main__":
    if sys.argv[1:] == ["schemas"]:
        write_schemas()
    elif sys.argv[1:] == ["form"]:
        write_form()
    else:
        PAGE.write_text(page(), "utf-8")
