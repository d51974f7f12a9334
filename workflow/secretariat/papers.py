"""The duties behind dagsorden and referat: the documents of the meetings asked for, written and laid where staff look."""

from datetime import date
from pathlib import Path
from typing import Any

from workflow import danish
from workflow.archive.names import safe
from workflow.archive.originals import Originals
from workflow.domain.agendas import Agenda
from workflow.domain.bodies import Body
from workflow.domain.composing import publish
from workflow.domain.drafting import draft_minutes, draft_record
from workflow.domain.meetings import Meeting
from workflow.domain.minutes import Minutes
from workflow.domain.register import BodyFile
from workflow.domain.rules.meetings import judge_meeting
from workflow.domain.rules.references import judge_references
from workflow.errors import NoMeetingError
from workflow.rendering.records import record_yaml
from workflow.secretariat.agendas import agenda_of
from workflow.secretariat.batches import Plan, plan
from workflow.secretariat.enclosing import Enclosing
from workflow.secretariat.issuing import Issued, NoRecordError, see_allowed, template_of
from workflow.secretariat.laying import lay, lay_text
from workflow.secretariat.office import Office
from workflow.secretariat.picturing import illustrated


def agendas(office: Office, asked: tuple[str, ...] | None, day: date | None, *, send: bool = False) -> Plan:
    """The agendas of the bodies asked for, of the meeting on the day (None: the next one); ``send`` freezes their numbers."""
    on = day or office.today.today()
    return plan(office, asked, on, "dagsorden", lambda entry: issue_agenda(office, entry, day, send=send))


def minutes(office: Office, asked: tuple[str, ...] | None, day: date | None) -> Plan:
    """The minutes of the bodies asked for, of the meeting on the day (None: the latest that has a record)."""
    on = day or office.today.today()
    return plan(office, asked, on, "referat", lambda entry: issue_minutes(office, entry, day))


def draft_records(office: Office, asked: tuple[str, ...] | None, day: date | None) -> Plan:
    """The records to fill, of the meeting on the day (None: today's, else the latest held, else the next one)."""
    on = day or office.today.today()
    return plan(office, asked, on, "referatkladde", lambda entry: issue_draft_record(office, entry, day))


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
    named = judge_references(meeting, entry, journal.accepted(entry.body.id))
    found = (*office.trouble(entry), *judge_meeting(entry, meeting, office.register), *named)
    see_allowed(f"Dagsordenen for {entry.body.name} den {danish.long_date(meeting.date)}", found)
    if send:
        sent = journal.sent_on(entry.body.id, meeting.date) or office.today.today()
        journal.publish(entry.body.id, meeting.date, publish(_agenda(office, entry, meeting), sent))
    agenda = _agenda(office, entry, meeting)
    content = template_of(office, "dagsorden", entry.body).render(_spoken(office, agenda))
    path, laid = lay(agenda_path(office, entry.body, meeting), content)
    enclosing = Enclosing(journal, Originals(office.workspace.local), path.parent)
    remarks = enclosing.lay(agenda, journal.accepted(entry.body.id))
    return Issued(path, "dagsorden", entry.body.id, laid, remarks)


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
    content = template_of(office, "referat", entry.body).render(_spoken(office, written))
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


def _agenda(office: Office, entry: BodyFile, meeting: Meeting) -> Agenda:
    """The meeting's agenda as it stands."""
    return agenda_of(entry, meeting, office.register, office.journal)


def _spoken(office: Office, document: Agenda | Minutes) -> dict[str, Any]:
    """A document as its template receives it, with the pictures that came with its proposals."""
    return illustrated(document, office.journal, Originals(office.workspace.local))


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
