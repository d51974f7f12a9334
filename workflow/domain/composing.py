"""An agenda composed from a meeting, its proposals, and the numbers that were already sent out."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from types import MappingProxyType

from workflow import danish
from workflow.domain.agendas import Agenda, AgendaItem, Publication
from workflow.domain.bodies import Body, Deadline, HostRule
from workflow.domain.enclosures import Enclosure
from workflow.domain.findings import Finding, warning
from workflow.domain.first_page import fits_on_first_page
from workflow.domain.invited import in_sentence, invited_lines, mark
from workflow.domain.itemizing import UNKNOWN, Setting, agenda_item, minutes_of
from workflow.domain.letterheads import letterhead, name_and_level
from workflow.domain.meetings import Meeting, last_moment
from workflow.domain.naming import means
from workflow.domain.ordering import Numbered, candidates, numbered
from workflow.domain.placing import proposal_deadline
from workflow.domain.printed import Labelled
from workflow.domain.proposals import Placed
from workflow.domain.records import ASSUMED
from workflow.domain.register import BodyFile, Register

KIND = "Dagsorden"
PUBLIC = "Offentlig udgave"
INTERNAL_CLOSED = "Intern udgave med lukkede punkter"
SETTLED_BY_CHAIRS = ("Mødetid", "Mødested", "Vært")
DEADLINES = ("Forslag", "Udsendes", "Afbud")


def compose_agenda(
    entry: BodyFile,
    register: Register,
    meeting: Meeting,
    placed: Sequence[Placed],
    publication: Publication | None,
    *,
    enclosed: Mapping[int, tuple[Enclosure, ...]] = MappingProxyType({}),
) -> Agenda:
    """The agenda of a meeting: a draft until it has been sent out.

    Args:
        entry: the body.
        register: where its region, parties and committees stand.
        meeting: the meeting.
        placed: the proposals at the meeting, as ``items_for`` gives them.
        publication: the numbers that were sent out; None for a draft.
        enclosed: the files that came with each proposal, by its number.
    """
    body = entry.body
    lines = numbered(candidates(entry, meeting, placed), meeting, publication)
    items = _timed(lines, Setting(entry, register, meeting, enclosed))
    closed = any(item.closed for item in items)
    details = _gathered((*_details(body, meeting, publication), *_notes(items, meeting, body)))
    invited = invited_lines(body, register.region(body.region), meeting, _guest_numbers(lines, meeting))
    draft = "" if publication else ", udkast"
    day = danish.long_date(meeting.date)
    edition = INTERNAL_CLOSED if closed else PUBLIC
    return Agenda(
        kind=KIND,
        body=body.id,
        region=body.region,
        date=meeting.date,
        letterhead=letterhead(entry, register, meeting.date, f"{KIND}, {day}{draft}", edition, warns=closed),
        subtitle=f"Møde i {name_and_level(body)}",
        when=_when(meeting),
        details=details,
        invited=invited,
        items=items,
        holds_closed=closed,
        break_before_items=fits_on_first_page(details, invited, items),
        final_line=_final_line(body, publication),
        core_title=_plain(f"{KIND} for {body.name}, {day}"),
        core_subject=_plain(f"Møde i {name_and_level(body)}, {danish.weekday_date(meeting.date)}"),
    )


def publish(agenda: Agenda, sent: date) -> Publication:
    """The numbers that stand once the agenda has been sent out on that day."""
    return Publication(sent=sent, numbers=tuple((item.key, item.number, item.title) for item in agenda.items))


def judge_times(agenda: Agenda, meeting: Meeting) -> tuple[Finding, ...]:
    """A warning when the items take longer than the meeting."""
    taken, lasts = _minutes_taken(agenda.items), _minutes_of(meeting)
    if taken <= lasts:
        return ()
    problem = f"Punkterne tager {taken} minutter, men mødet varer {lasts}."
    return (warning("slut", problem, "Giv punkterne kortere tid, udskyd et af dem, eller forlæng mødet."),)


def _timed(lines: Sequence[Numbered], setting: Setting) -> tuple[AgendaItem, ...]:
    """The items one after the other, each from when to when."""
    moment = datetime.combine(setting.meeting.date, setting.meeting.start)
    items = []
    for line in lines:
        end = moment + timedelta(minutes=minutes_of(line))
        items.append(agenda_item(line, danish.span(moment.time(), end.time()) if end > moment else "", setting))
        moment = end
    return tuple(items)


def _when(meeting: Meeting) -> str:
    """The date line: "Tirsdag den 16. juni 2026 kl. 15.00–17.00"."""
    day = danish.capital(danish.weekday_date(meeting.date))
    return f"{day} kl.{danish.NBSP}{danish.span(meeting.start, meeting.end)}"


def _details(body: Body, meeting: Meeting, publication: Publication | None) -> tuple[Labelled, ...]:
    """Place, chairs, host, state and deadlines."""
    lines = (
        Labelled(label="Mødested", value=meeting.place or UNKNOWN),
        *(Labelled(label=label, value="", assumed=ASSUMED) for label in SETTLED_BY_CHAIRS if meeting.assumed),
        _chairs(body),
        _leading(body, meeting),
        _host(body, meeting),
        _status(publication),
        _proposals_line(body, meeting) if publication is None else None,
        _sent(body, meeting, publication),
        _apologies(body, meeting),
    )
    return tuple(line for line in lines if line)


def _gathered(lines: Sequence[Labelled]) -> tuple[Labelled, ...]:
    """The lines with all that is assumed told in one line of its own, so that the mark is not printed six times."""
    assumed = [line for line in lines if line.assumed == ASSUMED]
    kept = [line.model_copy(update={"assumed": ""}) if line in assumed else line for line in lines]
    names = dict.fromkeys("frister" if line.label in DEADLINES else line.label.lower() for line in assumed)
    told = [Labelled(label="Forbehold", value=danish.capital(danish.join(list(names))), assumed=ASSUMED)] if names else []
    return (*(line for line in kept if line.value or line.strong), *told)


def _chairs(body: Body) -> Labelled | None:
    """The co-chairs in one breath, unranked."""
    chairs = body.co_chairs
    if chairs is None or not chairs.members:
        return None
    return Labelled(label="Formandskab", value=_people(chairs.members), assumed=mark(chairs))


def _leading(body: Body, meeting: Meeting) -> Labelled | None:
    """Who leads the meeting, where it is not simply the co-chairs."""
    chairs = body.co_chairs.members if body.co_chairs else ()
    if not meeting.leading or set(meeting.leading) == set(chairs):
        return None
    return Labelled(label="Mødeledelse", value=_people(meeting.leading))


def _people(titles: Sequence[str]) -> str:
    """Role titles in one sentence, with a capital."""
    return danish.capital(danish.join([in_sentence(title) for title in titles]))


def _host(body: Body, meeting: Meeting) -> Labelled | None:
    """The host; said to be unknown only where hosting goes in turn."""
    rule = body.meeting_rule(meeting.date)
    if not meeting.host and (rule is None or rule.host is not HostRule.ROTATING):
        return None
    return Labelled(label="Vært", value=meeting.host or UNKNOWN)


def _status(publication: Publication | None) -> Labelled:
    """Draft or sent."""
    if publication:
        return Labelled(label="Status", strong="Udsendt.", value="Punkternes numre ligger fast.")
    return Labelled(label="Status", strong="Udkast.", value="Punkter og numre kan endnu ændre sig.")


def _proposals_line(body: Body, meeting: Meeting) -> Labelled | None:
    """Until when proposals are received."""
    deadline = proposal_deadline(body, meeting.date)
    return _deadline_line("Forslag", "Senest ", deadline, meeting) if deadline else None


def _sent(body: Body, meeting: Meeting, publication: Publication | None) -> Labelled | None:
    """When the agenda was sent out, or is to be."""
    if publication:
        return Labelled(label="Udsendt", value=danish.capital(danish.weekday_date(publication.sent)))
    rules = body.deadlines_on(meeting.date)
    return _deadline_line("Udsendes", "Senest ", rules.agenda, meeting) if rules else None


def _apologies(body: Body, meeting: Meeting) -> Labelled | None:
    """To whom and until when apologies are sent."""
    rules = body.deadlines_on(meeting.date)
    named = meeting.apologies_to not in {"", body.secretariat.name}
    to = meeting.apologies_to if named else body.secretariat.within_sentence
    return _deadline_line("Afbud", f"Til {to} senest ", rules.apologies, meeting) if rules else None


def _deadline_line(label: str, before: str, deadline: Deadline, meeting: Meeting) -> Labelled:
    """A deadline as a computed date, with its clock time and its mark."""
    return Labelled(label=label, value=f"{before}{last_moment(deadline, meeting.date)}", assumed=mark(deadline))


def _notes(items: Sequence[AgendaItem], meeting: Meeting, body: Body) -> tuple[Labelled, ...]:
    """Which standing items are assumed, and that the items take too long."""
    assumed = {f"fast:{one.id}" for one in body.standing_items if one.assumed}
    numbers = [item.number for item in items if item.key in assumed and not item.withdrawn]
    taken, lasts = _minutes_taken(items), _minutes_of(meeting)
    found = []
    if numbers:
        found.append(Labelled(label="Faste punkter", value="", assumed=ASSUMED))
    if taken > lasts:
        found.append(Labelled(label="Tid", strong="Bemærk.", value=f"Punkterne tager {taken} minutter; mødet varer {lasts}."))
    return tuple(found)


def _minutes_taken(items: Sequence[AgendaItem]) -> int:
    """How many minutes all items take."""
    return sum(item.duration for item in items)


def _minutes_of(meeting: Meeting) -> int:
    """How many minutes the meeting lasts."""
    start, end = (datetime.combine(meeting.date, moment) for moment in (meeting.start, meeting.end))
    return int((end - start) / timedelta(minutes=1))


def _guest_numbers(lines: Sequence[Numbered], meeting: Meeting) -> dict[str, str]:
    """The number that each of the guests' references means."""
    return {
        reference: line.number
        for guest in meeting.guests
        for reference in guest.items
        for line in lines
        if means(reference, line.candidate.key, line.candidate.title)
    }


def _final_line(body: Body, publication: Publication | None) -> str:
    """By whom the agenda is made and sent."""
    secretariat = body.secretariat.within_sentence
    made = "fastlægges af formandskabet og sendes ud" if body.co_chairs else "sendes ud"
    if publication is None:
        return f"Udkast. Dagsordenen {made} af {secretariat}."
    made = "er fastlagt af formandskabet og udsendt" if body.co_chairs else "er udsendt"
    return f"Dagsordenen {made} af {secretariat}."


def _plain(text: str) -> str:
    """The text with ordinary spaces, for a document's properties."""
    return text.replace(danish.NBSP, " ")
