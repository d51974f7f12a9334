"""The verdict on a member list and a meeting plan: what is wrong, cell by cell, and the text for those who edit the register."""

import json
from collections import defaultdict
from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Generic, TypeVar

from pydantic import ValidationError

from workflow import danish
from workflow.domain.bodies import Member
from workflow.domain.findings import Finding, error, errors, note, warning
from workflow.domain.meetings import Meeting
from workflow.domain.receipts import ReceiptRow
from workflow.domain.records import Record
from workflow.domain.register import BodyFile, Register
from workflow.domain.rules.meetings import judge_meeting, meeting_file
from workflow.domain.shape import shape_findings
from workflow.domain.sheets import SheetRow
from workflow.errors import AmbiguousBodyError, UnknownBodyError
from workflow.intake.submissions import Submission
from workflow.secretariat.judging import Verdict

RecordT = TypeVar("RecordT", bound=Record)
_OF_A_BODY = frozenset({"plads", "kommune"})
"""What can only be read when it is known whose it is."""
_MEMBERS_HEAD = "# Medlemmer, skrevet ud fra {file}. Kopiér linjerne under medlemmer: i hvert organs organ.yaml.\n"
_PLAN_HEAD = "# Møder, skrevet ud fra {file}. Hvert møde er en fil for sig; navnet står over det.\n"


@dataclass(frozen=True)
class _Kind(Generic[RecordT]):
    """What the rows of a sheet become: how answers are brought into shape, records examined, and all of them written."""

    model: type[RecordT]
    prepare: Callable[[dict[str, Any], BodyFile, Register], Iterable[Finding]]
    examine: Callable[[RecordT, BodyFile, Register], Iterable[Finding]]
    write: Callable[[str, Mapping[str, BodyFile], Mapping[str, list[RecordT]]], str]


def judge_members(submission: Submission, register: Register) -> Verdict:
    """Judge a member list: each row a member of a body, on a seat that the body has.

    Args:
        submission: the list.
        register: the bodies.
    """
    return _judged(submission, register, _Kind(Member, _prepare_member, lambda *_: (), _members_text))


def judge_plan(submission: Submission, register: Register, today: date) -> Verdict:
    """Judge a year's plan: each row a meeting of a body.

    Args:
        submission: the plan.
        register: the bodies and the meetings that are known.
        today: the day on which it came.
    """

    def examine(meeting: Meeting, entry: BodyFile, register: Register) -> Iterator[Finding]:
        yield from judge_meeting(entry, meeting, register)
        yield from _on_its_day(meeting.date, entry, today)

    return _judged(submission, register, _Kind(Meeting, lambda *_: (), examine, _plan_text))


def _prepare_member(answers: dict[str, Any], entry: BodyFile, register: Register) -> Iterator[Finding]:
    """Bring the seat and the municipality of a member to their ids; what is called otherwise is told."""
    seats = {danish.folded(name): seat.id for seat in entry.body.seats for name in (seat.plural, seat.singular, seat.id)}
    said = str(answers.get("plads", ""))
    if said and danish.folded(said) not in seats:
        near = danish.did_you_mean(said, [seat.id for seat in entry.body.seats])
        known = f"Pladserne er {danish.join([seat.id for seat in entry.body.seats], 'og')}."
        yield error("plads", f"{entry.body.name} har ingen plads, der hedder ”{said}”.", f"{near} {known}".strip())
    elif said:
        answers["plads"] = seats[danish.folded(said)]
    region = register.region(entry.body.region)
    codes = {danish.folded(name): one.code for one in region.municipalities for name in (one.code, one.name, one.full_name)}
    said = str(answers.get("kommune", ""))
    if said and danish.folded(said) not in codes:
        near = danish.did_you_mean(said, [one.name for one in region.municipalities])
        yield error(
            "kommune", f"{region.name} har ingen kommune, der hedder ”{said}”.", near or "Skriv kommunens navn eller kode."
        )
    elif said:
        answers["kommune"] = codes[danish.folded(said)]


def _on_its_day(day: date, entry: BodyFile, today: date) -> Iterator[Finding]:
    """What is odd about a meeting's day: that it has gone by, is a holiday, or is in the register already."""
    if day < today:
        yield warning("dato", f"Den {danish.long_date(day)} er passeret.", "Se efter, om årstallet er rigtigt.")
    if not danish.is_working_day(day):
        yield warning("dato", f"Den {danish.long_date(day)} er ikke en hverdag.", "Se efter, om datoen er rigtig.")
    if entry.meeting_on(day):
        yield note("dato", f"{entry.body.name} har allerede mødet den {danish.long_date(day)} i registeret.")


def _judged(submission: Submission, register: Register, kind: "_Kind[RecordT]") -> Verdict:
    """Judge every row as a record of a body, and write them all where nothing stops them."""
    findings, rows = [*submission.findings], list[ReceiptRow]()
    records = defaultdict[str, list[RecordT]](list)
    entries = dict[str, BodyFile]()
    for row in submission.rows:
        found, entry, record = _read(row, register, kind)
        findings += [one.located(submission.file, label=row.places.get(one.field, "")) for one in found]
        told = "Klar til registeret" if record else "Skal rettes"
        rows.append(ReceiptRow(number=row.number, title=_title(row), told=told))
        if entry and record:
            entries[entry.body.id] = entry
            records[entry.body.id].append(record)
    text = "" if errors(findings) else kind.write(submission.file, entries, records)
    return Verdict(submission, tuple(findings), entries=tuple(entries.values()), rows=tuple(rows), register_text=text)


def _read(
    row: SheetRow, register: Register, kind: "_Kind[RecordT]"
) -> tuple[tuple[Finding, ...], BodyFile | None, RecordT | None]:
    """One row: what was found in it, whose it is, and the record that it makes where nothing stops it."""
    answers = dict(row.answers)
    try:
        entry = register.resolve(str(answers.pop("organ", "")))
    except (UnknownBodyError, AmbiguousBodyError) as reason:
        unknown = error("organ", str(reason), "Skriv organets id eller navn.")
        return (*row.findings, unknown, *_misshapen(answers, kind.model, _OF_A_BODY)), None, None
    found = (*row.findings, *kind.prepare(answers, entry, register))
    try:
        record = kind.model.read(answers)
    except ValidationError:
        return (*found, *_misshapen(answers, kind.model, {one.field for one in found})), entry, None
    found = (*found, *kind.examine(record, entry, register))
    return found, entry, None if errors(found) else record


def _misshapen(answers: Mapping[str, Any], model: type[Record], told: Container[str]) -> Iterator[Finding]:
    """What has not the shape of a record, but for fields that are told already or cannot be judged."""
    try:
        model.read(answers)
    except ValidationError as reason:
        yield from (one for one in shape_findings(reason, model) if one.field not in told)


def _title(row: SheetRow) -> str:
    """What a row is about: whose it is, and the day or the title."""
    return ": ".join(str(row.answers[name]) for name in ("organ", "dato", "titel") if row.answers.get(name))


def _members_text(file: str, entries: Mapping[str, BodyFile], members: Mapping[str, list[Member]]) -> str:
    """The members of each body, as its file in the register has them."""
    parts = [_MEMBERS_HEAD.format(file=file)]
    for body, entry in entries.items():
        parts.append(f"\n# {entry.body.name}: {entry.file}\nmedlemmer:\n")
        for one in members[body]:
            first, *others = _lines(one)
            parts += [f"  - {first}\n", *(f"    {line}\n" for line in others)]
    return "".join(parts)


def _plan_text(file: str, entries: Mapping[str, BodyFile], meetings: Mapping[str, list[Meeting]]) -> str:
    """The meetings of each body, each as the file in the register that it becomes."""
    parts = [_PLAN_HEAD.format(file=file)]
    for body, entry in entries.items():
        parts += (
            f"\n---\n# {entry.body.name}: {meeting_file(entry, one)}\n" + "".join(f"{line}\n" for line in _lines(one))
            for one in sorted(meetings[body], key=lambda meeting: meeting.date)
        )
    return "".join(parts)


def _lines(record: Record) -> Iterator[str]:
    """A record's own answers as lines of YAML; a date and a bare word stand as they are, all else in quotation marks."""
    for key, value in record.model_dump(by_alias=True, mode="json", exclude_defaults=True).items():
        said = [json.dumps(one, ensure_ascii=False) for one in (value if isinstance(value, list) else [value])]
        yield f"{key}: [{', '.join(said)}]" if isinstance(value, list) else f"{key}: {said[0]}"
