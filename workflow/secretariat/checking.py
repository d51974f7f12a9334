"""The check: everything that is wrong in the register, the templates, what waits and what is kept; none of it is touched."""

from collections.abc import Iterator

from workflow import danish
from workflow.archive.filing import waiting_in
from workflow.domain.composing import judge_times
from workflow.domain.findings import Finding, error, warning
from workflow.domain.placing import items_for
from workflow.domain.register import BodyFile, Register
from workflow.domain.rules.meetings import meeting_file
from workflow.domain.rules.references import judge_references
from workflow.errors import JournalError
from workflow.rendering.remarking import remarks
from workflow.secretariat.agendas import agenda_of
from workflow.secretariat.office import Office
from workflow.secretariat.storage import judge_storage
from workflow.secretariat.templating import check_templates
from workflow.secretariat.today import Today


def check(office: Office) -> tuple[Finding, ...]:
    """All findings: register, charters, meetings, templates, waiting files and documents, journal, originals and disk.

    A register with errors is reported whole, and so is a journal; what depends on a sound one is then left out.
    """
    found = [*office.loaded.findings, *_in_templates(office)]
    try:
        journal = office.journal
        found += [*judge_storage(office.workspace, journal, Today().now()), *_waiting(office)]
    except JournalError as reason:
        return tuple(dict.fromkeys([*found, error("journal", str(reason))]))
    if office.loaded.register is not None:
        found += _in_charters(office.loaded.register)
        found += [
            finding for entry in office.loaded.register.bodies for finding in _meetings(office, office.loaded.register, entry)
        ]
    return tuple(dict.fromkeys(found))


def _meetings(office: Office, register: Register, entry: BodyFile) -> Iterator[Finding]:
    """Coming meetings that name what nobody finds or last too short a time, and proposals that stand on no meeting."""
    accepted, placed = office.journal.accepted(entry.body.id), set[int]()
    for meeting in entry.meetings:
        here = items_for(entry, meeting, accepted)
        placed |= {one.number for one in here}
        if meeting.date >= office.today.today():
            agenda = agenda_of(entry, meeting, register, office.journal)
            for finding in (*judge_references(meeting, entry, accepted), *judge_times(agenda, meeting)):
                yield finding.located(meeting_file(entry, meeting))
    for one in accepted:
        if one.number not in placed:
            problem = f"Forslag nr. {one.number} (”{one.proposal.title}”) er ikke sat på noget møde."
            hint = "Opret en mødefil, eller skriv nummeret under flyttet_hertil i den, der findes."
            yield warning("møder", problem, hint).located(entry.file)


def _in_charters(register: Register) -> Iterator[Finding]:
    """What the texts of charters say that no document shows as it was meant; each text once, however many bodies have it.

    Of footnotes that are missing the rules of charters have told by then: with such a fault there is no register.
    """
    texts = (text for entry in register.bodies for text in (entry.frame, entry.addition) if text is not None)
    for text in {one.file: one for one in texts}.values():
        for section in text.sections:
            for finding in remarks(section.text, section.id):
                yield finding.located(text.file, section.line)


def _in_templates(office: Office) -> Iterator[Finding]:
    """What is wrong with the Word templates, the overriding ones included."""
    for template in check_templates(office):
        yield from template.findings


def _waiting(office: Office) -> Iterator[Finding]:
    """The files that wait in the inbox, and the documents that could not be written."""
    try:
        waiting = waiting_in(office.workspace)
    except OSError:
        waiting = ()  # the inbox is away, which is told already
    for one in waiting:
        yield warning("indbakke", f"{danish.nfc(one.name)} venter. {one.reason}")
    for failing in office.journal.pending_documents():
        due = failing.due
        what = f"{danish.capital(due.kind)} for {due.body} den {danish.long_date(due.meeting)}"
        yield warning("udbakke", f"{what} er ikke skrevet. {failing.reason}".strip(), "Kør 'klynge modtag' igen.")
