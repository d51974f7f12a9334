"""The verdict on a sheet: each row judged as if it had come alone; sound proposals become files of their own."""

import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from pathlib import PurePath
from typing import NamedTuple

from workflow import danish
from workflow.archive.journal import Journal
from workflow.domain.findings import Finding, Severity, error, errors
from workflow.domain.receipts import ReceiptRow
from workflow.domain.register import BodyFile, Register
from workflow.domain.sameness import are_titled_alike, is_same_proposal
from workflow.domain.sheets import SheetKind, SheetRow
from workflow.intake.answers import PROPOSAL
from workflow.intake.bounds import MOST_FINDINGS
from workflow.intake.submissions import Submission
from workflow.rendering.illustrated import Pictures
from workflow.secretariat.deciding import answers_of
from workflow.secretariat.fates import said_number
from workflow.secretariat.judging import NO_PICTURES, Verdict, judge
from workflow.secretariat.registering import judge_members, judge_plan
from workflow.secretariat.sheeting import TO_MEND

MOST_CELLS = 12
"""How many cells are named where one thing is true of many; the rest are counted."""
_ALL = {"Celle": "Cellerne", "Række": "Rækkerne"}


def judge_all(
    submission: Submission, register: Register, journal: Journal, received: datetime, pictures: Pictures = NO_PICTURES
) -> Verdict:
    """Judge what somebody wrote: one case, or a sheet of many.

    Args:
        submission: what was read.
        register: the bodies and their rules.
        journal: what was accepted before.
        received: when the file was received, local time.
        pictures: those that came in the file.
    """
    if not submission.sheet:
        return judge(submission, register, journal, received, pictures)
    if errors(submission.findings):
        return Verdict(submission, submission.findings)
    if submission.sheet == SheetKind.MEMBERS:
        return judge_members(submission, register)
    if submission.sheet == SheetKind.MEETINGS:
        return judge_plan(submission, register, received.date())
    return _judge_proposals(submission, register, journal, received)


def _judge_proposals(submission: Submission, register: Register, journal: Journal, received: datetime) -> Verdict:
    """Judge every row as a proposal."""
    findings, rows, seen = [*submission.findings], list[ReceiptRow](), list[_Seen]()
    entries = dict[str, BodyFile]()
    for row in submission.rows:
        verdict = judge(_alone(submission, row), register, journal, received)
        this = _Seen(row, _line(row), verdict)
        found = (*verdict.findings, *_again(this, seen, register, received.date()))
        seen.append(this)
        findings += [one for one in found if one.severity is not Severity.NOTE]
        told = "" if errors(found) else _known_as(verdict, register, journal, received)
        rows.append(_outcome(submission.file, row, found, told))
        entries |= {entry.body.id: entry for entry in verdict.entries}
    return Verdict(submission, _worst_first(findings), entries=tuple(entries.values()), rows=tuple(rows))


def _worst_first(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Everything that stops, and of the rest as much as anybody reads."""
    found = tuple(findings)
    wrong = errors(found)
    rest = tuple(_gathered(one for one in found if one.severity is not Severity.ERROR))
    return (*wrong, *rest[: max(MOST_FINDINGS - len(wrong), 0)])


def _gathered(findings: Iterable[Finding]) -> Iterator[Finding]:
    """Each sentence once, with all the cells that it is true of."""
    same = dict[tuple[str, str, str], list[Finding]]()
    for one in findings:
        same.setdefault((one.field, one.problem, one.hint), []).append(one)
    for first, *others in same.values():
        kind, _, name = first.label.partition(", ")
        kind = kind.partition(" ")[0]
        places = [one.label.partition(", ")[0].removeprefix(f"{kind} ") for one in (first, *others)]
        if others and kind in _ALL:
            yield first.located(label=f"{_ALL[kind]} {_listed(places)}, {name}")
        else:
            yield from (first, *others)


def _listed(places: Iterable[str]) -> str:
    """Cells or rows as a list, each once; of very many the first."""
    named = list(dict.fromkeys(places))
    more = len(named) - MOST_CELLS
    return danish.join([*named[:MOST_CELLS], f"{more} til"] if more > 0 else named)


def _alone(submission: Submission, row: SheetRow) -> Submission:
    """A row as if it had come alone; what is found in it is found at its cells."""
    return Submission(
        file=submission.file,
        kind=submission.kind,
        schema_name=PROPOSAL,
        answers=row.answers,
        places=row.places,
        findings=tuple(one.located(submission.file) for one in row.findings),
    )


class _Seen(NamedTuple):
    """A row that was judged, its title and bodies as two people would compare them, and what was thought of it."""

    row: SheetRow
    line: tuple[str, ...]
    verdict: Verdict


def _again(this: _Seen, seen: Iterable[_Seen], register: Register, today: date) -> Iterator[Finding]:
    """That a row would become a new version of one above it, which would then be on no agenda."""
    label = this.row.places["titel"]
    for above in seen:
        if this.line == above.line:
            problem = f"Rækken har samme titel og klynge som række {above.row.number}."
            yield error("titel", problem, "Slet den ene, eller giv dem hver sin titel.").located(label=label)
            return
        if _are_one(this.verdict, above.verdict, register, today):
            problem = f"Rækken ville træde i stedet for række {above.row.number}: De ligner to udgaver af det samme forslag."
            hint = "Slet den ene, eller giv dem hver sin titel og hvert sit sagsnummer."
            yield error("titel", problem, hint).located(label=label)
            return


def _line(row: SheetRow) -> tuple[str, ...]:
    """The title and the bodies of a row, by which two rows are plainly the same whatever else is wrong with them."""
    bodies = sorted(danish.folded(str(one)) for one in row.answers.get("organer", ()))
    return (danish.folded(str(row.answers.get("titel", ""))), *bodies)


def _are_one(verdict: Verdict, other: Verdict, register: Register, today: date) -> bool:
    """Whether two rows would be versions of one proposal in a body that both are for."""
    if verdict.proposal is None or other.proposal is None or not are_titled_alike(verdict.proposal, other.proposal):
        return False
    theirs = {entry.body.id for entry in other.entries}
    shared = (entry.body for entry in verdict.entries if entry.body.id in theirs)
    return any(is_same_proposal(verdict.proposal, other.proposal, register.parties(body, today)) for body in shared)


def _known_as(verdict: Verdict, register: Register, journal: Journal, received: datetime) -> str:
    """Under which number the very same proposal was accepted before; empty where it was not."""
    if verdict.proposal is None:
        return ""
    number = journal.same_answers(answers_of(verdict, register, received.date()))
    return said_number(number) if number else ""


def _outcome(file: str, row: SheetRow, found: tuple[Finding, ...], known_as: str) -> ReceiptRow:
    """What becomes of a row."""
    title = str(row.answers.get("titel", ""))
    if errors(found):
        return ReceiptRow(number=row.number, title=title, told=TO_MEND)
    if known_as:
        return ReceiptRow(number=row.number, title=title, told=f"Uændret: er taget imod før som {known_as}")
    name = f"{PurePath(file).stem} række {row.number}.json"
    return ReceiptRow(number=row.number, title=title, told=f"Taget imod som ”{name}”", file=name, content=_as_json(row.answers))


def _as_json(answers: Mapping[str, object]) -> str:
    """A row's answers as a file that is read like any other; it cannot be cut without being seen to be."""
    return json.dumps({"skema": PROPOSAL, **answers}, ensure_ascii=False, indent=2)
