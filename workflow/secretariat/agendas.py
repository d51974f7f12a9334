"""The agenda of a meeting as it stands: from the register and from what the journal keeps."""

from workflow.archive.journal import Journal
from workflow.domain.agendas import Agenda
from workflow.domain.composing import compose_agenda
from workflow.domain.enclosures import Enclosure
from workflow.domain.meetings import Meeting
from workflow.domain.placing import items_for
from workflow.domain.proposals import Placed
from workflow.domain.register import BodyFile, Register
from workflow.domain.succession import in_force


def agenda_of(entry: BodyFile, meeting: Meeting, register: Register, journal: Journal) -> Agenda:
    """The agenda of a body's meeting.

    Args:
        entry: the body.
        meeting: its meeting.
        register: where parties and committees stand.
        journal: where accepted proposals and sent numbers stand.
    """
    body = entry.body.id
    placed = items_for(entry, meeting, journal.accepted(body))
    enclosed = {one.number: enclosed_with(one, journal) for one in placed}
    return compose_agenda(entry, register, meeting, placed, journal.publication(body, meeting.date), enclosed=enclosed)


def enclosed_with(one: Placed, journal: Journal) -> tuple[Enclosure, ...]:
    """The files that stand with a case now: those of its newest version, and those that came by themselves.

    Args:
        one: the case.
        journal: where it stands what came with which arrival.
    """
    return in_force(one.proposal.attachments, journal.brought(one.number))
