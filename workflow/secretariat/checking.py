"""The check: everything that is wrong in the register, the templates and what waits; nothing is written."""

from collections.abc import Iterable, Iterator

from workflow import danish
from workflow.archive.filing import waiting_in
from workflow.archive.loading import load_register
from workflow.domain import rules
from workflow.domain.agendas import Agenda
from workflow.domain.charters import Charter
from workflow.domain.findings import Finding, error, errors, warning
from workflow.domain.minutes import Minutes
from workflow.domain.placing import items_for
from workflow.domain.records import Record
from workflow.domain.register import BodyFile, Register
from workflow.rendering.inspection import inspect_template
from workflow.secretariat.office import Office

DOCUMENTS: dict[str, type[Record]] = {"dagsorden": Agenda, "referat": Minutes, "kommissorium": Charter}


def check(office: Office) -> tuple[Finding, ...]:
    """All findings: register, charters, meetings, templates, waiting files and documents.

    A register with errors is reported whole; what depends on a sound one is then left out.

    Raises:
        JournalError: the journal cannot be read.
    """
    loaded = load_register(office.workspace.register)
    found = [*loaded.findings, *_templates(office), *_waiting(office)]
    if loaded.register is not None and not errors(loaded.findings):
        found += _judged(office, loaded.register)
    return tuple(dict.fromkeys(found))


def _judged(office: Office, register: Register) -> Iterator[Finding]:
    """What the rules say of a sound register: the register itself, each charter, each coming meeting."""
    today = office.today.today()
    yield from rules.judge_register(register, today)
    for entry in register.valid(today):
        if entry.frame is not None:
            yield from _of(entry, rules.judge_charter(entry, register, today))
        yield from _of(entry, _meetings(office, register, entry))


def _meetings(office: Office, register: Register, entry: BodyFile) -> Iterator[Finding]:
    """What is wrong with the body's meetings from today on, and the proposals that have none."""
    accepted = office.journal.accepted(entry.body.id)
    for meeting in entry.meetings:
        if meeting.date >= office.today.today():
            yield from rules.judge_meeting(entry, meeting, register)
            yield from rules.judge_references(meeting, entry, items_for(entry, meeting, accepted))
    placed = {one.number for meeting in entry.meetings for one in items_for(entry, meeting, accepted)}
    for one in accepted:
        if one.number not in placed:
            problem = f"Forslag nr. {one.number} (”{one.proposal.title}”) står ikke på noget møde."
            yield warning("møder", problem, "Læg en mødefil, eller skriv nummeret under flyttet_hertil i den, der findes.")


def _of(entry: BodyFile, findings: Iterable[Finding]) -> Iterator[Finding]:
    """The findings with the body's file as their place, where they have none."""
    for finding in findings:
        yield finding if finding.file else finding.located(entry.file)


def _templates(office: Office) -> Iterator[Finding]:
    """What is wrong with the Word templates, the overriding ones included."""
    folder = office.workspace.templates
    for kind, document in DOCUMENTS.items():
        paths = sorted(folder.rglob(f"{kind}.docx"))
        if not any(path.parent == folder for path in paths):
            yield error(kind, f"Skabelonen {kind}.docx mangler.", "Kør 'klynge nyt' på mappen; det lægger den tilbage.")
        for path in paths:
            for finding in inspect_template(path, document):
                yield finding.located(path.relative_to(office.workspace.root).as_posix())


def _waiting(office: Office) -> Iterator[Finding]:
    """The files that wait in the inbox, and the documents that could not be written."""
    for one in waiting_in(office.workspace):
        yield warning("indbakke", f"{danish.nfc(one.name)} venter. {one.reason}")
    for failing in office.journal.pending_documents():
        due = failing.due
        what = f"{danish.capital(due.kind)} for {due.body} den {danish.long_date(due.meeting)}"
        yield warning("udbakke", f"{what} er ikke skrevet. {failing.reason}".strip(), "Kør 'klynge modtag' igen.")
