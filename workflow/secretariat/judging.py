"""The verdict on one file: what was read, first shape, then sense against the register, each finding where a person will look."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from types import MappingProxyType

from workflow import danish
from workflow.archive.journal import Journal
from workflow.domain.enclosures import Enclosure
from workflow.domain.findings import Finding, error, errors
from workflow.domain.minutes import MinutesRecord
from workflow.domain.placing import Placement, place, place_at
from workflow.domain.proposals import Placed, Proposal
from workflow.domain.receipts import ReceiptRow
from workflow.domain.records import Record
from workflow.domain.register import BodyFile, Register
from workflow.domain.richtexts import rich_texts
from workflow.domain.rules.minutes import judge_existence, judge_minutes
from workflow.domain.rules.proposals import in_order, judge_proposal, resolve_bodies
from workflow.domain.sameness import earlier_version
from workflow.errors import AmbiguousBodyError, UnknownBodyError
from workflow.intake.admission import Admission, admit
from workflow.intake.submissions import Medium, Submission
from workflow.rendering.illustrated import Pictures
from workflow.rendering.remarking import remarks
from workflow.secretariat.agendas import agenda_of
from workflow.secretariat.belonging import belongs, case_of, missed, with_loose
from workflow.secretariat.following import came_with
from workflow.secretariat.retelling import field_label

NO_PICTURES: Pictures = MappingProxyType({})
_SINGULAR = {"punkter": "punkt"}


@dataclass(frozen=True)
class Verdict:
    """What is thought of one file.

    Attributes:
        submission: what somebody wrote.
        findings: all that was found, labelled as on the form and with the line in the file.
        proposal: the proposal, when the shape is right.
        record: the minutes record, when the shape is right, with the body's own id.
        entries: the bodies that it is for, as far as they are known.
        placements: where the proposal is placed in each of them.
        earlier: the accepted proposals that it corrects, several where its bodies got one each; it takes the first one's number.
        pictures: those that came in the file.
        enclosed: the files that came with it, and those that had come before it and that it names.
        rows: what becomes of each row of a sheet.
        register_text: what a sheet says, written for the register.
        case: the accepted proposal that a file without a form is an attachment to.
    """

    submission: Submission
    findings: tuple[Finding, ...] = ()
    proposal: Proposal | None = None
    record: MinutesRecord | None = None
    entries: tuple[BodyFile, ...] = ()
    placements: tuple[Placement, ...] = ()
    earlier: tuple[Placed, ...] = ()
    enclosed: tuple[Enclosure, ...] = ()
    case: Placed | None = None
    rows: tuple[ReceiptRow, ...] = ()
    register_text: str = ""
    pictures: Pictures = field(default_factory=dict)

    @property
    def accepted(self) -> bool:
        """Whether it is a proposal or a record that nothing stops."""
        return (self.proposal is not None or self.record is not None or bool(self.rows)) and not errors(self.findings)


def judge(
    submission: Submission, register: Register, journal: Journal, received: datetime, pictures: Pictures = NO_PICTURES
) -> Verdict:
    """Judge what somebody wrote.

    Args:
        submission: what was read.
        register: the bodies and their rules.
        journal: what was accepted before.
        received: when the file was received, local time.
        pictures: those that came in the file.
    """
    admission = admit(submission)
    verdict = Verdict(submission, admission.findings, enclosed=came_with(submission, journal), pictures=pictures)
    if admission.proposal:
        verdict = _judge_proposal(replace(verdict, proposal=admission.proposal), admission.proposal, register, journal, received)
    elif admission.record:
        verdict = _judge_record(replace(verdict, record=admission.record), admission.record, register, journal, received.date())
    elif not submission.schema_name and (case := case_of(submission.enclosures, register, journal, received.date())):
        verdict = replace(verdict, findings=(belongs(case),), case=case)
    else:
        entries = _bodies_meant(submission, register)
        findings = (*admission.findings, *_guessed(admission, register, received, verdict))
        placements = _measured(submission, entries, register, received)
        verdict = replace(verdict, findings=findings, entries=entries, placements=placements)
    return replace(verdict, findings=tuple(_located(finding, submission) for finding in verdict.findings))


def _guessed(admission: Admission, register: Register, received: datetime, verdict: Verdict) -> tuple[Finding, ...]:
    """What is wrong with the sense of the answers that could be read, so that the sender hears of everything at once."""
    if admission.guess is None:
        return ()
    found = in_order((*judge_proposal(admission.guess, register, received), *_on_rich_texts(admission.guess, verdict)))
    return tuple(finding for finding in found if finding.field.partition("[")[0] not in admission.doubtful)


def _on_rich_texts(record: Record, verdict: Verdict) -> Iterator[Finding]:
    """What the rich texts of a proposal or a minutes record say that no document shows as it was meant."""
    for place_of, text in rich_texts(record):
        yield from remarks(text, place_of, pictures=verdict.pictures, in_word=verdict.submission.medium is Medium.WORD)


def _judge_proposal(verdict: Verdict, proposal: Proposal, register: Register, journal: Journal, received: datetime) -> Verdict:
    """Judge a proposal for every body that it is for, and see whether it corrects an earlier one."""
    entries, _ = resolve_bodies(proposal, register)
    found = in_order((*judge_proposal(proposal, register, received), *_on_rich_texts(proposal, verdict)))
    earlier = _corrected(proposal, entries, register, journal, received.date())
    placements = tuple(place(proposal, entry, received, register) for entry in entries)
    if earlier:
        first = datetime.fromisoformat(min(one.received for one in earlier))
        late = {finding for one in placements if one.late for finding in one.findings}
        found = tuple(finding for finding in found if finding not in late)
        placements = tuple(place(proposal, entry, first, register) for entry in entries)
    enclosed = with_loose(proposal, verdict.enclosed, earlier, journal, received)
    findings = (*verdict.findings, *found, *missed(proposal, verdict.submission, enclosed, earlier, journal))
    return replace(verdict, findings=findings, entries=entries, placements=placements, earlier=earlier, enclosed=enclosed)


def _corrected(
    proposal: Proposal, entries: tuple[BodyFile, ...], register: Register, journal: Journal, today: date
) -> tuple[Placed, ...]:
    """The accepted proposals that a new one corrects, each once, in the order of the bodies."""
    found = (
        earlier_version(proposal, entry, register, journal.accepted_like(entry.body.id, proposal), today) for entry in entries
    )
    return tuple({one.number: one for one in found if one}.values())


def _judge_record(verdict: Verdict, record: MinutesRecord, register: Register, journal: Journal, today: date) -> Verdict:
    """Judge a minutes record against the agenda that the journal's proposals make."""
    try:
        entry = register.resolve(record.body)
    except (UnknownBodyError, AmbiguousBodyError) as reason:
        return replace(verdict, findings=(*verdict.findings, error("organ", str(reason), "Skriv organets id.")))
    record = record.model_copy(update={"body": entry.body.id})
    verdict = replace(verdict, record=record, entries=(entry,), findings=(*verdict.findings, *_on_rich_texts(record, verdict)))
    meeting = entry.meeting_on(record.meeting)
    if meeting is None:
        gone = judge_existence(entry.body, record.meeting, register)
        return replace(verdict, findings=(*verdict.findings, *(gone or (_no_meeting(entry, record.meeting),))))
    agenda = agenda_of(entry, meeting, register, journal)
    found = judge_minutes(record, agenda, entry, today, register)
    return replace(verdict, findings=(*verdict.findings, *found))


def _no_meeting(entry: BodyFile, day: date) -> Finding:
    """The error that the body has no meeting on the record's day."""
    days = sorted((meeting.date for meeting in entry.meetings), key=lambda one: abs(one - day))
    nearest = f"Mente du den {danish.long_date(days[0])}?" if days else "Læg mødet i registeret først."
    return error("mødedato", f"{entry.body.name} har intet møde den {danish.long_date(day)}.", nearest)


def _bodies_meant(submission: Submission, register: Register) -> tuple[BodyFile, ...]:
    """The bodies that a file of the wrong shape names, so that its receipt can say whom it came to."""
    asked = submission.answers.get("organer") or submission.answers.get("organ") or ()
    entries = []
    for name in [asked] if isinstance(asked, str) else asked:
        try:
            entries.append(register.resolve(str(name)))
        except (UnknownBodyError, AmbiguousBodyError):
            continue
    return tuple({entry.body.id: entry for entry in entries}.values())


def _measured(
    submission: Submission, entries: tuple[BodyFile, ...], register: Register, received: datetime
) -> tuple[Placement, ...]:
    """Where a proposal of the wrong shape would be placed, so that its receipt can name the deadline for a corrected one."""
    if submission.schema_name != "dagsordensforslag":
        return ()
    wanted = submission.answers.get("mødedato") or ""
    try:
        day = danish.read_date(str(wanted)) if wanted else None
    except ValueError:
        return ()
    return tuple(place_at(day, entry, received, register) for entry in entries)


def _located(finding: Finding, submission: Submission) -> Finding:
    """The finding with the label of the form, where the file is one, and the line where it stands."""
    if not finding.field:
        return finding
    around = list(_around(finding.field))
    line = finding.line or next((submission.lines[name] for name in around if name in submission.lines), None)
    label = finding.label or submission.places.get(around[-1], "")
    if not label:
        label = field_label(finding.field) if submission.schema_name == "dagsordensforslag" else _plain_label(finding.field)
    if label and line and line > 1:
        label = f"{label} (linje {line})"
    return finding.located(submission.file, line, label, submission.paragraphs.get(around[-1]))


def _plain_label(field: str) -> str:
    """A field's path as a person would say it: "punkter[3].konklusion" is "Punkt 3, konklusion"."""
    said = re.sub(r"(\w+)\[(\d+)\]", lambda part: f"{_SINGULAR.get(part[1], part[1])} {part[2]}", field)
    return danish.capital(said.replace(".", ", ").replace("_", " "))


def _around(field: str) -> Iterator[str]:
    """A field's path and those of all that enclose it: "punkter[3].titel", "punkter[3]", "punkter"."""
    yield field
    while cut := max(field.rfind("."), field.rfind("[")):
        if cut < 0:
            return
        field = field[:cut]
        yield field
