"""In which order the items of an agenda stand, and which numbers they have, before and after it was sent out."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum

from workflow.domain.agendas import Publication
from workflow.domain.bodies import StandingItem
from workflow.domain.meetings import Meeting
from workflow.domain.naming import is_named, means, proposal_key, standing_key
from workflow.domain.proposals import Placed
from workflow.domain.register import BodyFile


class Rank(IntEnum):
    """Where an item stands unless the meeting file orders otherwise; closed items are last of all."""

    FIRST = 0
    OPEN = 1
    LAST = 2
    CLOSED = 3


@dataclass(frozen=True)
class Candidate:
    """Something that may stand on an agenda. ``source`` is None for an item that was published and is no longer there."""

    key: str
    title: str
    rank: Rank
    source: StandingItem | Placed | None


@dataclass(frozen=True)
class Numbered:
    """A candidate with its number.

    Attributes:
        number: as it is printed.
        candidate: the item.
        withdrawn: it keeps its number, but is not dealt with ("udgået").
        added: it came after the agenda was sent out.
        published_title: the title under which it was sent out; empty when it was not.
    """

    number: str
    candidate: Candidate
    withdrawn: bool = False
    added: bool = False
    published_title: str = ""


def candidates(entry: BodyFile, meeting: Meeting, placed: Sequence[Placed]) -> tuple[Candidate, ...]:
    """Every standing item that holds on the day, and every proposal at the meeting, withdrawn ones too."""
    standing = (one for one in entry.body.standing_items if one.holds(meeting.date))
    proposals = sorted(placed, key=lambda one: one.number)
    return (
        *(Candidate(standing_key(one), one.title, Rank.FIRST if one.place == "først" else Rank.LAST, one) for one in standing),
        *(
            Candidate(proposal_key(one), one.proposal.title, Rank.CLOSED if one.proposal.closed else Rank.OPEN, one)
            for one in proposals
        ),
    )


def ordered(found: Sequence[Candidate], meeting: Meeting) -> tuple[Candidate, ...]:
    """The candidates in the meeting's order.

    What the meeting file names stands in the order it is named. Everything else is put in by rank: the first standing
    items, open proposals by receipt number, the last standing items, closed proposals.
    """
    line = _in_named_order(found, meeting.order)
    for candidate in sorted((one for one in found if one not in line), key=lambda one: one.rank):
        spot = max((place for place, other in enumerate(line, 1) if other.rank <= candidate.rank), default=0)
        line.insert(spot, candidate)
    return tuple(line)


def _in_named_order(found: Sequence[Candidate], references: Sequence[str]) -> list[Candidate]:
    """Those candidates that are named, each once, in the order of their names."""
    named = [one for reference in references for one in found if means(reference, one.key, one.title)]
    return list(dict.fromkeys(named))


def numbered(found: Sequence[Candidate], meeting: Meeting, publication: Publication | None) -> tuple[Numbered, ...]:
    """The candidates with their numbers.

    Before publication they are counted in the meeting's order, and withdrawn ones are gone. From publication on, numbers
    stand: withdrawn and vanished items keep theirs, later items come after, and a new order changes nothing.
    """
    gone = {one.key for one in found if is_named(meeting.withdrawn, one.key, one.title)}
    live = [one for one in ordered(found, meeting) if one.key not in gone]
    if publication is None:
        return tuple(Numbered(str(number), one) for number, one in enumerate(live, 1))
    by_key = {one.key: one for one in live}
    kept = tuple(_published(by_key.get(key), key, number, title) for key, number, title in publication.numbers)
    keys = {one.candidate.key for one in kept}
    highest = max((int(one.number) for one in kept if one.number.isdecimal()), default=0)
    later = [one for one in live if one.key not in keys]
    return (*kept, *(Numbered(str(number), one, added=True) for number, one in enumerate(later, highest + 1)))


def _published(live: Candidate | None, key: str, number: str, title: str) -> Numbered:
    """An item that was sent out under a number: as it stands now, or withdrawn."""
    if live is None:
        return Numbered(number, Candidate(key, title, Rank.OPEN, None), withdrawn=True, published_title=title)
    return Numbered(number, live, published_title=title)
