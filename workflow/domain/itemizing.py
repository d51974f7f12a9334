"""One item of an agenda, ready to print: from a standing item, an accepted proposal, or what is left of a withdrawn one."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from workflow import danish
from workflow.domain.agendas import AgendaAttachment, AgendaItem, Post
from workflow.domain.bodies import StandingItem
from workflow.domain.enclosures import Enclosure, bilag_of
from workflow.domain.meetings import Meeting
from workflow.domain.naming import means, party_name, task_named
from workflow.domain.ordering import Numbered
from workflow.domain.placing import comes_late
from workflow.domain.proposals import Placed, Proposal
from workflow.domain.recommendations import printed
from workflow.domain.register import BodyFile, Register

UNKNOWN = "Ikke oplyst"
WITHDRAWN = "Udgået"
LATE = "Forslaget er modtaget efter fristen."
ADDED = "Punktet er kommet til, efter at dagsordenen blev sendt ud."
RETITLED = "Punktets titel er ændret, efter at dagsordenen blev sendt ud."
SEPARATE = "Region og kommuner drøfter også sagen hver for sig."


@dataclass(frozen=True)
class Setting:
    """What every item of an agenda is printed against: the body, the register, the meeting, and the files of each case."""

    entry: BodyFile
    register: Register
    meeting: Meeting
    enclosed: Mapping[int, tuple[Enclosure, ...]] = field(default_factory=dict)


def agenda_item(one: Numbered, time: str, setting: Setting) -> AgendaItem:
    """The item as it is printed.

    Args:
        one: the numbered candidate.
        time: from when to when, or empty.
        setting: the body, the register and the meeting.
    """
    source = one.candidate.source
    if one.withdrawn or source is None:
        return _withdrawn_item(one, setting.meeting)
    if isinstance(source, StandingItem):
        return _standing_item(one, source, time, setting)
    return _proposal_item(one, source, time, setting)


def minutes_of(one: Numbered) -> int:
    """How many minutes an item is given; none for a withdrawn one."""
    source = one.candidate.source
    if one.withdrawn or source is None:
        return 0
    return source.minutes if isinstance(source, StandingItem) else source.proposal.duration


def _withdrawn_item(one: Numbered, meeting: Meeting) -> AgendaItem:
    """An item that keeps its number and nothing else."""
    return AgendaItem(
        key=one.candidate.key,
        number=one.number,
        title=one.candidate.title,
        type="",
        type_label=WITHDRAWN,
        withdrawn=True,
        standing=one.candidate.key.startswith("fast:"),
        remarks=(_why_gone(one, meeting),),
    )


def _why_gone(one: Numbered, meeting: Meeting) -> str:
    """Why a published item is not dealt with."""
    postponed = [entry for entry in meeting.postponed if means(entry.item, one.candidate.key, one.candidate.title)]
    if not postponed:
        return "Punktet behandles ikke på mødet."
    day = postponed[0].to
    return f"Punktet er udskudt til mødet den {danish.long_date(day)}." if day else "Punktet er udskudt til et senere møde."


def _standing_item(one: Numbered, item: StandingItem, time: str, setting: Setting) -> AgendaItem:
    """A standing item, which the secretariat puts there."""
    return AgendaItem(
        key=one.candidate.key,
        number=one.number,
        title=item.title,
        type=item.type,
        type_label=danish.capital(item.type),
        standing=True,
        time=time,
        duration=item.minutes,
        proposer=setting.entry.body.secretariat.name,
        case_number=UNKNOWN,
        guests=_guests(one, setting.meeting),
        recommendations=printed(item.recommendations),
        case_presentation=item.case_presentation,
        remarks=(ADDED,) if one.added else (),
    )


def _proposal_item(one: Numbered, placed: Placed, time: str, setting: Setting) -> AgendaItem:
    """An accepted proposal."""
    proposal, body = placed.proposal, setting.entry.body
    task = task_named(proposal.task, body)
    closed = ", lukket" if proposal.closed else ""
    return AgendaItem(
        key=one.candidate.key,
        number=one.number,
        title=proposal.title,
        type=proposal.type.value,
        type_label=f"{danish.capital(proposal.type.value)}{closed}",
        closed=proposal.closed,
        closed_reason=proposal.closed_reason,
        late=_late(placed, setting),
        time=time,
        duration=proposal.duration,
        proposer=danish.breakable(party_name(proposal.proposer, setting.register.parties(body, setting.meeting.date))),
        case_number=proposal.case_number or UNKNOWN,
        presenter=proposal.presenter,
        task=task.title if task else proposal.task,
        guests=_guests(one, setting.meeting),
        summary=proposal.summary,
        recommendations=printed(proposal.recommendations),
        case_presentation=proposal.case_presentation,
        finances=proposal.finances,
        amounts=tuple(Post(text=post.text, kroner=danish.thousands(post.kroner)) for post in proposal.amounts),
        total=danish.thousands(sum(post.kroner for post in proposal.amounts)) if proposal.amounts else "",
        patient_involvement=proposal.patient_involvement,
        health_agreement=proposal.health_agreement,
        communication=proposal.communication,
        schedule=proposal.schedule,
        attachments=_attachments(proposal, one.number, setting.enclosed.get(placed.number, ())),
        remarks=_remarks(one, placed, setting),
    )


def _late(placed: Placed, setting: Setting) -> bool:
    """Whether the proposal came after this meeting's deadline."""
    return comes_late(setting.entry.body, setting.meeting.date, datetime.fromisoformat(placed.received))


def _guests(one: Numbered, meeting: Meeting) -> tuple[str, ...]:
    """The guests who are there for this item."""
    candidate = one.candidate
    return tuple(
        guest.title for guest in meeting.guests if any(means(item, candidate.key, candidate.title) for item in guest.items)
    )


def _attachments(proposal: Proposal, number: str, enclosed: tuple[Enclosure, ...]) -> tuple[AgendaAttachment, ...]:
    """The attachments, numbered within the item: "3.1"; all those of a closed item are closed."""
    found = bilag_of(proposal.attachments, enclosed, closed=proposal.closed)
    return tuple(
        AgendaAttachment(number=f"{number}.{place}", title=one.title, closed=one.closed, extent=one.extent)
        for place, one in enumerate(found, 1)
    )


def _remarks(one: Numbered, placed: Placed, setting: Setting) -> tuple[str, ...]:
    """What is worth knowing of the item, as sentences."""
    proposal = placed.proposal
    said = {
        LATE: _late(placed, setting),
        ADDED: one.added,
        RETITLED: bool(one.published_title) and one.published_title != proposal.title,
        SEPARATE: bool(proposal.separate_discussion),
        _group_remark(proposal, setting): bool(proposal.sets_up_group or proposal.invites_patient_committee),
    }
    return tuple(sentence for sentence, true in said.items() if true)


def _group_remark(proposal: Proposal, setting: Setting) -> str:
    """Whether the case sets up a group or project, and whether the patient committee is invited (rule 12)."""
    committee = setting.register.find(setting.entry.body.patient_committee)
    name = committee.body.name if committee else "Patientinddragelsesudvalget"
    group = "Sagen nedsætter en arbejdsgruppe eller et udviklingsprojekt"
    if not proposal.sets_up_group:
        return f"{name} inviteres med."
    return f"{group}, og {name} inviteres med." if proposal.invites_patient_committee else f"{group}."
