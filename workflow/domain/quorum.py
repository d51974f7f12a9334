"""Who was there, item by item, and whether that is enough for a decision (rules 2, 3, 9, 10 and 16)."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from workflow import danish
from workflow.domain.bodies import Body, Member, QuorumScope, SeatRole
from workflow.domain.minutes import Attendance, Conclusion, MinutesRecord, SeatRecord


@dataclass(frozen=True)
class Count:
    """How many of a group took part. ``required`` is 0 where nothing is required of the group.

    ``sector`` is the sector's id, or "" for all members; ``name`` is the group as it is named within a sentence.
    """

    sector: str
    name: str
    present: int
    members: int
    required: int

    @property
    def enough(self) -> bool:
        """Whether the group is large enough for a decision."""
        return self.present >= self.required

    def sentence(self) -> str:
        """The count as a clause: "almen praksis deltog med 0 af 2 (krav: mindst 1)"."""
        return f"{self.name} deltog med {self.present} af {self.members} (krav: mindst {self.required})"


@dataclass(frozen=True)
class RollCall:
    """The attendance of one meeting.

    ``numbers`` are the numbers of the agenda's items in their order; ``seats`` pairs each line of the record that names a
    voting member with that member, and leaves out observers, administration, strangers and repetitions.
    """

    body: Body
    record: MinutesRecord
    numbers: tuple[str, ...]
    seats: tuple[tuple[SeatRecord, Member], ...]

    def present(self, conclusion: Conclusion | None = None) -> tuple[tuple[SeatRecord, Member], ...]:
        """The seats that somebody filled: at this item, or at any time of the meeting."""
        there = [(seat, member) for seat, member in self.seats if filled(seat)]
        if conclusion is None:
            return tuple(there)
        excused = Counter(danish.folded(name) for name in conclusion.not_taking_part)
        there = [(seat, member) for seat, member in there if self._covers(seat, conclusion.number)]
        return tuple((seat, member) for seat, member in there if not _excused(seat, excused))

    def sectors(self, conclusion: Conclusion | None = None) -> tuple[Count, ...]:
        """One count for each sector of the body, in its order."""
        rule = self.body.quorum_rule(self.record.meeting)
        each = rule if rule and rule.scope is QuorumScope.EACH_SECTOR else None
        there = [self._sector(member) for _, member in self.present(conclusion)]
        counts = []
        for sector in self.body.sectors:
            members = len(self.body.voting(sector.id, self.record.meeting))
            required = each.required(members) if each else 0
            counts.append(Count(sector.id, sector.spoken_name, there.count(sector.id), members, required))
        return tuple(counts)

    def required(self, conclusion: Conclusion | None = None) -> tuple[Count, ...]:
        """The counts that a decision depends on: each sector, all members together, or none where there is no rule."""
        rule = self.body.quorum_rule(self.record.meeting)
        if rule is None:
            return ()
        counts = self.sectors(conclusion)
        if rule.scope is QuorumScope.EACH_SECTOR:
            return counts
        members = len(self.body.with_role(SeatRole.MEMBER, self.record.meeting))
        return (Count("", "medlemmerne", len(self.present(conclusion)), members, rule.required(members)),)

    def lacking(self, conclusion: Conclusion | None = None) -> tuple[Count, ...]:
        """The counts that fall short."""
        return tuple(count for count in self.required(conclusion) if not count.enough)

    def _sector(self, member: Member) -> str:
        """The sector's id of the member's seat."""
        seat = self.body.seat(member.seat)
        return seat.sector if seat else ""

    def _covers(self, seat: SeatRecord, number: str) -> bool:
        """Whether the seat was filled from its first item to its last; an unknown number does not limit."""
        if number not in self.numbers:
            return True
        here = self.numbers.index(number)
        first = self.numbers.index(seat.from_item) if seat.from_item in self.numbers else 0
        last = self.numbers.index(seat.to_item) if seat.to_item in self.numbers else len(self.numbers)
        return first <= here <= last


def roll_call(record: MinutesRecord, body: Body, numbers: Iterable[str]) -> RollCall:
    """The attendance of a meeting, ready to be counted.

    Args:
        record: the filled record.
        body: the body as the register knows it; its members of the meeting's day count.
        numbers: the numbers of the agenda's items, in order.
    """
    waiting = list(body.with_role(SeatRole.MEMBER, record.meeting))
    seats = []
    for seat in record.attendance:
        member = next((one for one in waiting if danish.folded(one.title) == danish.folded(seat.member)), None)
        if member:
            waiting.remove(member)
            seats.append((seat, member))
    return RollCall(body, record, tuple(numbers), tuple(seats))


def filled(seat: SeatRecord) -> bool:
    """Whether the member or a substitute was there; a substitute without mandate fills no seat."""
    return seat.status is Attendance.PRESENT or (bool(seat.substitute) and seat.mandate is not False)


def _excused(seat: SeatRecord, excused: Counter[str]) -> bool:
    """Whether the seat is among those that did not take part in the item; each name there excuses one seat."""
    for name in (danish.folded(seat.member), danish.folded(seat.substitute)):
        if excused[name]:
            excused[name] -= 1
            return True
    return False


def spans(numbers: Sequence[str], chosen: Iterable[str]) -> str:
    """Item numbers as a reader says them: "1–4 og 6", neighbours joined by an en dash."""
    wanted = set(chosen)
    runs: list[list[str]] = []
    previous = False
    for number in numbers:
        if number in wanted and previous:
            runs[-1].append(number)
        elif number in wanted:
            runs.append([number])
        previous = number in wanted
    return danish.join([run[0] if len(run) == 1 else f"{run[0]}{danish.EN_DASH}{run[-1]}" for run in runs])
