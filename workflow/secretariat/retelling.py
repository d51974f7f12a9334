"""What was read, told back to the sender: field by field, in plain text, as it was understood."""

from collections.abc import Iterable, Mapping
from datetime import date
from enum import StrEnum
from typing import Any

from pydantic.fields import FieldInfo

from workflow import danish
from workflow.domain.minutes import Attendance, MinutesRecord
from workflow.domain.proposals import Amount, Attachment, Openness, Proposal
from workflow.domain.receipts import ReadField
from workflow.domain.records import form_number
from workflow.domain.richtexts import is_rich
from workflow.formats import markdown_tokens

_UNTOLD = {"skema", "slut"}
_BREAKS = {"softbreak", "hardbreak"}


def retell_proposal(proposal: Proposal, tasks: Mapping[str, str]) -> tuple[ReadField, ...]:
    """The answers of a proposal that hold anything, in the form's order.

    Args:
        proposal: what was understood.
        tasks: what the tasks of its bodies are called on the form, by id.
    """
    said = proposal.model_copy(update={"task": tasks.get(proposal.task, proposal.task)})
    return tuple(
        ReadField(label=label, answer=answer)
        for name, label, field in _numbered_fields()
        if (answer := _told(getattr(said, name), field))
    )


def retell_answers(answers: Mapping[str, Any]) -> tuple[ReadField, ...]:
    """The answers of a form that did not become a proposal, as they were written, in the form's order."""
    labels = {field.alias or name: label for name, label, field in _numbered_fields()}
    known = [name for name in labels if name in answers]
    others = [name for name in answers if name not in labels and name not in _UNTOLD]
    return tuple(
        ReadField(label=labels.get(name) or danish.capital(name), answer=answer)
        for name in (*known, *others)
        if (answer := tuple(_lines(answers[name])))
    )


def retell_record(record: MinutesRecord) -> tuple[ReadField, ...]:
    """Who took part according to a minutes record, and what was concluded on each item."""
    present = [seat for seat in record.attendance if seat.status is Attendance.PRESENT]
    missing = [
        f"{seat.member}: {seat.status.value}{f', suppleant {seat.substitute}' if seat.substitute else ''}"
        for seat in record.attendance
        if seat.status is not Attendance.PRESENT
    ]
    items = (
        ReadField(label=f"{one.number}. {one.title}", answer=tuple(plain_lines(one.conclusion)) or ("Ingen konklusion",))
        for one in record.conclusions
    )
    attendance = ReadField(label="Fremmøde", answer=(f"{len(present)} af {len(record.attendance)} til stede", *missing))
    return (attendance, *items)


def field_label(name: str) -> str:
    """What a field of the proposal form is called in a finding: "Felt 13, Indstilling"; empty for other names."""
    labels = {field.alias: f"Felt {form_number(field)}, {field.title}" for _, _, field in _numbered_fields()}
    return labels.get(name.partition("[")[0].partition(".")[0], "")


def plain_lines(markdown: str) -> Iterable[str]:
    """The paragraphs, list entries and table rows of a CommonMark text, without its marks."""
    row: list[str] | None = None
    for token in markdown_tokens(markdown):
        if token.type in {"fence", "code_block"}:
            yield from token.content.splitlines()
        elif token.type == "tr_open":
            row = []
        elif token.type == "tr_close":
            yield " · ".join(row or ())
            row = None
        elif token.type == "inline":
            text = "".join(" " if child.type in _BREAKS else child.content for child in token.children or ()).strip()
            if row is not None:
                row.append(text)
            elif text:
                yield text


def _numbered_fields() -> list[tuple[str, str, FieldInfo]]:
    """The form's fields in the order of their numbers: name, label, field."""
    fields = [(name, field) for name, field in Proposal.model_fields.items() if form_number(field)]
    fields.sort(key=lambda pair: form_number(pair[1]))
    return [(name, f"{form_number(field)}. {field.title}", field) for name, field in fields]


def _told(value: Any, field: FieldInfo) -> tuple[str, ...]:
    """A value as a person would say it; empty when there is nothing to say."""
    if is_rich(field):
        return tuple(plain_lines(str(value)))
    entries = value if isinstance(value, tuple) else (value,)
    return tuple(text for entry in entries if (text := _said(entry, field)))


def _said(value: Any, field: FieldInfo) -> str:
    """One value in words; empty when there is none."""
    if isinstance(value, bool):
        return danish.capital(danish.yes_no(value))
    if isinstance(value, int):
        return f"{danish.thousands(value)} {'minutter' if field.alias == 'tidsforbrug' else 'kr.'}"
    if isinstance(value, Amount):
        return f"{value.text}: {danish.thousands(value.kroner)} kr."
    if isinstance(value, Attachment):
        return value.title if value.openness is Openness.OPEN else f"{value.title} ({value.openness})"
    if isinstance(value, date):
        return danish.capital(danish.weekday_date(value))
    text = str(value or "")
    return danish.capital(text) if isinstance(value, StrEnum) else text


def _lines(value: Any) -> Iterable[str]:
    """An unjudged answer as lines of text."""
    if isinstance(value, Mapping):
        yield from (f"{name}: {', '.join(_lines(entry))}" for name, entry in value.items())
    elif isinstance(value, list):
        for entry in value:
            yield from _lines(entry)
    else:
        yield from (line for line in str(value).splitlines() if line.strip())
