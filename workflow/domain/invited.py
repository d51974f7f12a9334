"""Who is invited to a meeting ("Indkaldte"): members by sector, then observers, administration and guests, each a list."""

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from workflow import danish
from workflow.domain.bodies import Body, Member, Region, Seat, SeatRole
from workflow.domain.meetings import Meeting
from workflow.domain.printed import Labelled
from workflow.domain.records import ASSUMED, Sourced

UNCERTAIN = "usikkert, skal bekræftes"
MOST_NAMED = 2
"""Administrative participants from more organisations than this are told by the seat's own words."""
_NUMBER = re.compile(r"[\s,]*(?:\b(?:nr\.?|plads)\s*)?\d+$")
_OR = re.compile(r"\s*(?:/|,|\beller\b)\s*")


class _Invited(NamedTuple):
    """A member as the invitation sees it: "Borgmester" of "Læsø Kommune", whose place is Læsø."""

    title: str
    head: str
    organisation: str
    place: str


def invited_lines(body: Body, region: Region, meeting: Meeting, numbers: Mapping[str, str]) -> tuple[Labelled, ...]:
    """One line for each sector, then observers, administration and guests; a line without anybody vanishes.

    Args:
        body: the body, whose seats and members are asked for as of the meeting's date.
        region: its region, which knows the municipalities.
        meeting: the meeting with its guests.
        numbers: the agenda's number for each reference to an item that a guest is there for.
    """
    seats = [seat for seat in body.seats if seat.holds(meeting.date)]
    members = [seat for seat in seats if seat.role is SeatRole.MEMBER]
    sectors = {one.id for one in body.sectors}
    groups = [
        *((one.name, [seat for seat in members if seat.sector == one.id]) for one in body.sectors),
        ("Medlemmer", [seat for seat in members if seat.sector not in sectors]),
        ("Observatører", [seat for seat in seats if seat.role is SeatRole.OBSERVER]),
        ("Administration", [seat for seat in seats if seat.role is SeatRole.ADMINISTRATION]),
    ]
    lines = [_line(label, one, body, region, meeting) for label, one in groups if one]
    guests = "; ".join(_guest(one.title, one.items, numbers) for one in meeting.guests)
    return (*lines, *([Labelled(label="Gæster", value=guests)] if guests else []))


def mark(fact: Sourced) -> str:
    """How a fact is marked in print: assumed, uncertain, or not at all."""
    if fact.assumed:
        return ASSUMED
    return UNCERTAIN if fact.certainty == "usikker" else ""


def listed(parts: Sequence[str]) -> str:
    """The parts as a Danish list with a capital; with semicolons where a part has a comma of its own."""
    joined = "; ".join(parts) if any("," in part for part in parts) else danish.join(parts)
    return danish.capital(joined)


def in_sentence(title: str) -> str:
    """A role title inside a sentence: "Borgmester, Odense Kommune" → "borgmester i Odense Kommune"."""
    head, comma, organisation = title.partition(", ")
    return f"{_lower(head)} i {organisation}" if comma else _lower(head)


def _lower(head: str) -> str:
    """The words with a small first letter, unless they begin with an abbreviation."""
    return head if head[1:2].isupper() else head[:1].lower() + head[1:]


def _line(label: str, seats: Sequence[Seat], body: Body, region: Region, meeting: Meeting) -> Labelled:
    """One group as a line: its members, or its seats where no members are known."""
    parts = [part for seat in seats for part in _sitting(seat, body, region, meeting)]
    organisations = {part.rpartition(" fra ")[2] for part in parts}
    if len(organisations) == 1 and all(" fra " in part for part in parts):
        parts = [*(part.rpartition(" fra ")[0] for part in parts[:-1]), parts[-1]]
    marks = [found for seat in seats if (found := mark(seat))]
    return Labelled(label=label, value=listed(parts), assumed=marks[0] if marks else "")


def _sitting(seat: Seat, body: Body, region: Region, meeting: Meeting) -> list[str]:
    """Those on a seat: alike ones summarised, the others one by one."""
    members = [_invited(member, region) for member in body.sitting(meeting.date) if member.seat == seat.id]
    alike: dict[str, list[_Invited]] = {}
    for member in members:
        alike.setdefault(member.head, []).append(member)
    return [_summarised(group, len(members), seat) for group in alike.values()] or [_vacant(seat, body, region, meeting)]


def _invited(member: Member, region: Region) -> _Invited:
    """The member's title taken apart."""
    head, _, organisation = member.title.partition(", ")
    known = region.municipality(member.municipality)
    return _Invited(member.title, _lower(_NUMBER.sub("", head)), organisation, known.place if known else "")


def _summarised(group: Sequence[_Invited], seated: int, seat: Seat) -> str:
    """Members of the same title as one part: "borgmestrene i X og Y", "tre regionsrådsmedlemmer fra Region Z".

    Args:
        group: those of the same title.
        seated: how many sit on the seat in all.
        seat: the seat.
    """
    if len(group) == 1:
        return _alone(group[0])
    plural = _plural(group[0].head, len(group) == seated, seat)
    if all(one.place for one in group):
        office = danish.folded(group[0].head) in {danish.folded(title) for title in seat.titles}
        name = danish.definite_plural(plural) if office else plural
        return f"{name or group[0].head} i {danish.join(danish.alphabetical(one.place for one in group))}"
    organisations = list(dict.fromkeys(one.organisation for one in group if one.organisation))
    if len(organisations) > MOST_NAMED and seat.role is SeatRole.ADMINISTRATION and len(group) == seated:
        return seat.plural
    if len(organisations) > 1:
        return f"{plural or group[0].head} fra {danish.join(organisations)}"
    if not plural:
        return danish.join([_lower(one.title) for one in group])
    appointed = f" udpeget af {seat.appointed_by}" if seat.appointed_by else ""
    return f"{danish.count_word(len(group))} {plural}" + (f" fra {organisations[0]}" if organisations else appointed)


def _alone(member: _Invited) -> str:
    """The only one of that title: "rådmand i Aalborg", "regionsrådsformand fra Region Z"."""
    if not member.organisation:
        return _lower(member.title)
    return f"{member.head} i {member.place}" if member.place else f"{member.head} fra {member.organisation}"


def _plural(head: str, whole_seat: bool, seat: Seat) -> str:
    """The plural of a title; empty when nobody knows it.

    The seat's own plural ("borgmestre eller rådmænd") where it names the title; else what the language makes of it; else
    the seat's plural for everybody who sits on it.
    """
    pairs = zip(_OR.split(seat.singular), _OR.split(seat.plural), strict=False)
    named = {danish.folded(one): many for one, many in pairs}.get(danish.folded(head), "")
    return named or danish.plural_title(head) or (seat.plural if whole_seat else "")


def _vacant(seat: Seat, body: Body, region: Region, meeting: Meeting) -> str:
    """A seat whose members nobody has named: how many there are to be."""
    if seat.per:
        known = [region.municipality(one.code) for one in body.municipalities_on(meeting.date)]
        return f"{seat.plural} i {danish.join(danish.alphabetical(one.place for one in known if one))}"
    if seat.exactly is not None:
        return f"{danish.count_word(seat.exactly)} {seat.singular if seat.exactly == 1 else seat.plural}"
    return f"mindst {danish.count_word(seat.at_least)} {seat.plural}" if seat.at_least else seat.plural


def _guest(title: str, items: Sequence[str], numbers: Mapping[str, str]) -> str:
    """A guest, with the numbers of the items for which the guest is there."""
    known = [numbers[item] for item in items if item in numbers]
    return f"{title} (punkt{danish.NBSP}{danish.join(known)})" if known else title
