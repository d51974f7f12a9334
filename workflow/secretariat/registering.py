"""The verdict on a member list and a meeting plan: what is wrong, cell by cell, and the text for those who edit the register."""

import json
import re
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Generic, TypeVar

from pydantic import ValidationError

from workflow import danish
from workflow.domain.bodies import Member
from workflow.domain.cpr import find_cpr_numbers
from workflow.domain.findings import Finding, error, errors, note, warning
from workflow.domain.meetings import Meeting
from workflow.domain.receipts import ReceiptRow
from workflow.domain.records import Record
from workflow.domain.register import BodyFile, Register
from workflow.domain.rules.consistency import judge_consistency
from workflow.domain.rules.meetings import judge_meeting, meeting_file
from workflow.domain.shape import shape_findings
from workflow.domain.sheets import SheetRow
from workflow.errors import AmbiguousBodyError, UnknownBodyError
from workflow.intake.submissions import Submission
from workflow.secretariat.judging import Verdict
from workflow.secretariat.sheeting import TO_MEND

RecordT = TypeVar("RecordT", bound=Record)
_OF_A_BODY = frozenset({"plads", "kommune"})
"""What can only be read when it is known whose it is."""
_OF_A_MEMBER = re.compile(r"medlemmer\[(\d+)\]\.(\w+)")
_MEMBERS_HEAD = "# Medlemmer, skrevet ud fra {file}. Kopiér linjerne under medlemmer: i hvert organs organ.yaml.\n"
_PLAN_HEAD = "# Møder, skrevet ud fra {file}. Hvert møde er en fil for sig; navnet står over det.\n"


@dataclass(frozen=True, eq=False)
class _Line(Generic[RecordT]):
    """A row with what was found in it, whose it is, and the record that it makes where nothing stops it."""

    row: SheetRow
    found: tuple[Finding, ...]
    entry: BodyFile | None = None
    record: RecordT | None = None


@dataclass(frozen=True)
class _Kind(Generic[RecordT]):
    """What the rows of a sheet become: how answers are brought into shape, records examined and compared, and all written."""

    model: type[RecordT]
    prepare: Callable[[dict[str, Any], BodyFile, Register], Iterable[Finding]]
    examine: Callable[[RecordT, BodyFile, Register], Iterable[Finding]]
    compare: Callable[["Sequence[_Line[RecordT]]", Register], "Iterable[tuple[_Line[RecordT], Finding]]"]
    write: Callable[[str, Mapping[str, BodyFile], Mapping[str, list[RecordT]]], str]


def judge_members(submission: Submission, register: Register) -> Verdict:
    """Judge a member list: each row a member of a body, on a seat that the body has.

    Args:
        submission: the list.
        register: the bodies.
    """
    return _judged(submission, register, _Kind(Member, _prepare_member, lambda *_: (), _members_together, _members_text))


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

    return _judged(submission, register, _Kind(Meeting, lambda *_: (), examine, _meetings_together, _plan_text))


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


def _members_together(lines: "Sequence[_Line[Member]]", register: Register) -> Iterator[tuple["_Line[Member]", Finding]]:
    """What is wrong with the members of each body when they stand in its file in the register, each at its row."""
    known = frozenset(entry.body.id for entry in register.bodies)
    for entry, mine in _by_body(lines):
        body = entry.body.model_copy(update={"members": tuple(line.record for line in mine)})
        alone = register.model_copy(update={"bodies": (entry.model_copy(update={"body": body}),)})
        for finding in judge_consistency(alone, known):
            if found := _OF_A_MEMBER.fullmatch(finding.field):
                yield mine[int(found[1]) - 1], finding.model_copy(update={"field": found[2]})


def _meetings_together(lines: "Sequence[_Line[Meeting]]", _register: Register) -> Iterator[tuple["_Line[Meeting]", Finding]]:
    """That a body has two meetings on one day, which would be one file in the register."""
    for entry, mine in _by_body(lines):
        first = dict[date, int]()
        for line in mine:
            day = line.record.date if line.record else date.min
            above = first.setdefault(day, line.row.number)
            if above != line.row.number:
                problem = f"{entry.body.name} har også mødet i række {above} den {danish.long_date(day)}."
                yield line, error("dato", problem, "Slet den ene række, eller ret datoen.")


def _by_body(lines: "Iterable[_Line[RecordT]]") -> "Iterable[tuple[BodyFile, list[_Line[RecordT]]]]":
    """The rows of each body, in their order."""
    found = dict[str, tuple[BodyFile, list[_Line[RecordT]]]]()
    for line in lines:
        if line.entry and line.record:
            found.setdefault(line.entry.body.id, (line.entry, []))[1].append(line)
    return found.values()


def _judged(submission: Submission, register: Register, kind: "_Kind[RecordT]") -> Verdict:
    """Judge every row as a record of a body, and write them all where nothing stops them."""
    lines = [_read(row, register, kind) for row in submission.rows]
    compared = list(kind.compare(lines, register))
    findings, rows = [*submission.findings], list[ReceiptRow]()
    for line in lines:
        found = (*line.found, *(one for other, one in compared if other is line))
        findings += [one.located(submission.file, label=line.row.places.get(one.field, "")) for one in found]
        told = "Klar til registeret" if line.record and not errors(found) else TO_MEND
        rows.append(ReceiptRow(number=line.row.number, title=_title(line.row), told=told))
    mine = _by_body(lines)
    entries = {entry.body.id: entry for entry, _ in mine}
    records = {entry.body.id: [line.record for line in own if line.record] for entry, own in mine}
    text = "" if errors(findings) else kind.write(submission.file, entries, records)
    return Verdict(submission, tuple(findings), entries=tuple(entries.values()), rows=tuple(rows), register_text=text)


def _read(row: SheetRow, register: Register, kind: "_Kind[RecordT]") -> "_Line[RecordT]":
    """One row, read by itself."""
    answers = dict(row.answers)
    found = (*row.findings, *_private(answers))
    try:
        entry = register.resolve(str(answers.pop("organ", "")))
    except (UnknownBodyError, AmbiguousBodyError) as reason:
        unknown = error("organ", str(reason), "Skriv organets id eller navn.")
        return _Line(row, (*found, unknown, *_misshapen(answers, kind.model, _OF_A_BODY)))
    found = (*found, *kind.prepare(answers, entry, register))
    try:
        record = kind.model.read(answers)
    except ValidationError:
        return _Line(row, (*found, *_misshapen(answers, kind.model, {one.field for one in found})), entry)
    found = (*found, *kind.examine(record, entry, register))
    return _Line(row, found, entry, None if errors(found) else record)


def _private(answers: Mapping[str, Any]) -> Iterator[Finding]:
    """That an answer holds a CPR number, which the register never does."""
    for name, said in answers.items():
        if any(find_cpr_numbers(str(said))):
            yield error(name, "Der står et CPR-nummer i cellen.", "Slet nummeret; registeret rummer kun titler og roller.")


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
