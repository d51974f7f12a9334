"""The duty behind alt: every document of every body."""

from collections.abc import Iterator
from functools import partial

from workflow.domain.register import BodyFile
from workflow.secretariat.batches import Job, Plan
from workflow.secretariat.charters import issue_charter
from workflow.secretariat.office import Office
from workflow.secretariat.papers import agenda_path, issue_agenda, issue_minutes


def everything(office: Office) -> Plan:
    """Every document of every body: its charter, the agendas of its meetings, the minutes of those that have a record.

    An agenda of a meeting that has been held is only written when it is missing.
    """
    return Plan(office, tuple(job for entry in office.register.bodies for job in _all_of(office, entry)))


def _all_of(office: Office, entry: BodyFile) -> Iterator[Job]:
    """Every document of one body."""
    body, today = entry.body, office.today.today()
    if entry.frame:
        yield Job(body.id, "kommissorium", lambda: issue_charter(office, entry, today), skippable=True)
    for meeting in entry.meetings:
        day = meeting.date
        if day >= today or not agenda_path(office, body, meeting).exists():
            yield Job(body.id, "dagsorden", partial(issue_agenda, office, entry, day), skippable=True)
        if office.journal.record(body.id, day):
            yield Job(body.id, "referat", partial(issue_minutes, office, entry, day), skippable=True)
