"""The duties that write one document: compose the record, fill the template, lay the file where staff look."""

from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path

from workflow import danish
from workflow.archive.names import safe
from workflow.domain import rules
from workflow.domain.adapting import adapt_charter
from workflow.domain.agendas import Agenda
from workflow.domain.bodies import Body
from workflow.domain.composing import publish
from workflow.domain.drafting import draft_minutes, draft_record
from workflow.domain.findings import Finding, errors
from workflow.domain.meetings import Meeting
from workflow.domain.register import BodyFile
from workflow.errors import KlyngeError, NoMeetingError
from workflow.rendering.compiler import Template, compile_template
from workflow.rendering.records import record_yaml
from workflow.secretariat.agendas import agenda_of
from workflow.secretariat.laying import Laid, lay, lay_text
from workflow.secretariat.office import Office


class NoRecordError(KlyngeError):
    """No minutes record has been accepted for the body's meeting.

    Args:
        body: the body's name.
        day: the meeting's date, or None when no meeting was named.
    """

    def __init__(self, body: str, day: date | None) -> None:
        when = f" for mødet den {danish.long_date(day)}" if day else ""
        super().__init__(
            f"Der er ikke modtaget noget referatark, som kan bruges, for {body}{when}. "
            "Skriv kladden med 'klynge referat ORGAN --kladde', og læg den i indbakken."
        )


class NoCharterTextError(KlyngeError):
    """The body's frame has no charter text.

    Args:
        body: the body's name.
        file: where the text belongs.
    """

    def __init__(self, body: str, file: str) -> None:
        super().__init__(f"{body} har ingen tekst til kommissoriet. Skriv den i {file}.")


class NotAllowedError(KlyngeError):
    """The rules forbid the document; the sentence lists the errors.

    Args:
        what: the document, as the start of a sentence.
        findings: the errors found.
    """

    def __init__(self, what: str, findings: tuple[Finding, ...]) -> None:
        super().__init__(f"{what} kan ikke skrives:\n" + "\n".join(finding.printed() for finding in findings))


@dataclass(frozen=True)
class Issued:
    """A document that lies where staff look: its path, its kind, its body, what became of it, and what is worth knowing."""

    path: Path
    kind: str
    body: str
    laid: Laid
    remarks: tuple[str, ...] = ()


def issue_charter(office: Office, entry: BodyFile, on: date) -> Issued:
    """Write the body's charter as of the day.

    Raises:
        KlyngeError: the charter breaks a rule that stops it, or its template cannot be used.
        OSError: the disk refuses.
    """
    body = entry.body
    if entry.frame is None:
        raise NoCharterTextError(body.name, f"register/{body.region}/rammer/{body.frame or body.kind}.md")
    _see_allowed(f"Kommissoriet for {body.name}", (*office.trouble(entry), *rules.judge_charter(entry, office.register, on)))
    charter = adapt_charter(entry, office.register, on)
    content = _template(office, "kommissorium", body).render(charter.spoken())
    path, laid = lay(office.workspace.document_folder(body.region, body.id) / safe(f"Kommissorium {body.name}.docx"), content)
    return Issued(path, "kommissorium", body.id, laid)


def issue_agenda(office: Office, entry: BodyFile, day: date | None, *, send: bool = False) -> Issued:
    """Write the agenda of the body's meeting on the day (None: the next one).

    Args:
        office: where the work is done.
        entry: the body.
        day: the meeting's date.
        send: mark the agenda as sent, which freezes its numbers.

    Raises:
        NoMeetingError: the body has no such meeting.
        KlyngeError: the meeting breaks a rule that stops it, or the template cannot be used.
        OSError: the disk refuses.
    """
    meeting, journal = _meeting(office, entry, day), office.journal
    named = rules.judge_references(meeting, entry, journal.accepted(entry.body.id))
    found = (*office.trouble(entry), *rules.judge_meeting(entry, meeting, office.register), *named)
    _see_allowed(f"Dagsordenen for {entry.body.name} den {danish.long_date(meeting.date)}", found)
    if send:
        sent = journal.sent_on(entry.body.id, meeting.date) or office.today.today()
        journal.publish(entry.body.id, meeting.date, publish(_agenda(office, entry, meeting), sent))
    agenda = _agenda(office, entry, meeting)
    content = _template(office, "dagsorden", entry.body).render(agenda.spoken())
    path, laid = lay(agenda_path(office, entry.body, meeting), content)
    return Issued(path, "dagsorden", entry.body.id, laid)


def issue_minutes(office: Office, entry: BodyFile, day: date | None) -> Issued:
    """Write the minutes of the body's meeting on the day (None: the latest that has an accepted record).

    Raises:
        NoRecordError: no record of such a meeting has been accepted.
        KlyngeError: the template cannot be used.
        OSError: the disk refuses.
    """
    record = office.journal.record(entry.body.id, day)
    if record is None:
        raise NoRecordError(entry.body.name, day)
    meeting = _meeting(office, entry, record.meeting)
    written = draft_minutes(record, _agenda(office, entry, meeting), entry, office.register)
    content = _template(office, "referat", entry.body).render(written.spoken())
    path, laid = lay(_meeting_folder(office, entry.body, meeting) / _name("Referat", entry.body, meeting), content)
    return Issued(path, "referat", entry.body.id, laid)


def issue_draft_record(office: Office, entry: BodyFile, day: date | None) -> Issued:
    """Write the minutes record to fill, of the meeting on the day (None: the latest held, else the next one).

    Raises:
        NoMeetingError: the body has no such meeting.
        OSError: the disk refuses.
    """
    today = office.today.today()
    held = [meeting.date for meeting in entry.meetings if meeting.date <= today]
    meeting = _meeting(office, entry, day or (held[-1] if held else None))
    agenda = _agenda(office, entry, meeting)
    text = record_yaml(draft_record(agenda, entry, meeting))
    target = _meeting_folder(office, entry.body, meeting) / _name("Referatkladde", entry.body, meeting, ".yaml")
    path, laid = lay_text(target, text)
    return Issued(path, "referatkladde", entry.body.id, laid)


def _see_allowed(what: str, findings: tuple[Finding, ...]) -> None:
    """See that nothing forbids a document.

    Raises:
        NotAllowedError: at least one finding is an error.
    """
    if wrong := errors(findings):
        raise NotAllowedError(what, wrong)


def _agenda(office: Office, entry: BodyFile, meeting: Meeting) -> Agenda:
    """The meeting's agenda as it stands."""
    return agenda_of(entry, meeting, office.register, office.journal)


def _meeting(office: Office, entry: BodyFile, day: date | None) -> Meeting:
    """The meeting on the day, or the next one.

    Raises:
        NoMeetingError: there is none.
    """
    meeting = entry.meeting_on(day) if day else entry.next_meeting(office.today.today())
    if meeting is None:
        raise _no_meeting(entry, day, office.today.today())
    return meeting


def _no_meeting(entry: BodyFile, day: date | None, today: date) -> NoMeetingError:
    """That the body has no meeting on the day, or none from today on, with the nearest one or where to plan one."""
    if day and entry.meetings:
        nearest = min((meeting.date for meeting in entry.meetings), key=lambda one: abs(one - day))
        return NoMeetingError(entry.body.name, f"den {danish.long_date(day)}", f"Mente du den {danish.long_date(nearest)}?")
    folder, example = f"register/{entry.body.region}/{entry.body.id}/moeder", day or today
    when = f"den {danish.long_date(day)}" if day else f"den {danish.long_date(today)} eller senere"
    return NoMeetingError(entry.body.name, when, f"Læg en mødefil i {folder}, for eksempel {example.isoformat()}.yaml.")


def agenda_path(office: Office, body: Body, meeting: Meeting) -> Path:
    """Where the agenda of a meeting belongs."""
    return _meeting_folder(office, body, meeting) / _name("Dagsorden", body, meeting)


def _meeting_folder(office: Office, body: Body, meeting: Meeting) -> Path:
    """Where the documents of a meeting lie."""
    return office.workspace.document_folder(body.region, body.id, meeting.date)


def _name(kind: str, body: Body, meeting: Meeting, suffix: str = ".docx") -> str:
    """A document's file name."""
    return safe(f"{kind} {body.name} {meeting.date.isoformat()}{suffix}")


def _template(office: Office, kind: str, body: Body) -> Template:
    """The Word template of this kind for the body, compiled once as long as its file stays the same."""
    path = office.workspace.template(kind, body.region, body.id)
    stat = path.stat() if path.exists() else None
    return _compiled(path, stat.st_mtime_ns if stat else 0, stat.st_size if stat else 0)


@lru_cache(maxsize=32)
def _compiled(path: Path, changed: int, size: int) -> Template:
    """The compiled template."""
    return compile_template(path, path.name)
