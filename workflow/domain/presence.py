"""The attendance of a meeting as the minutes print it: one row for each sector, the quorum line, arrivals and departures."""

from collections.abc import Iterable
from datetime import time

from workflow import danish
from workflow.domain.bodies import Member, QuorumScope
from workflow.domain.minutes import Attendance, Conclusion, SeatRecord, SectorAttendance
from workflow.domain.quorum import Count, RollCall, filled, spans
from workflow.domain.shares import least, requirement

NOBODY = ("Ingen",)
NO_RULE = "Der er ikke registreret en regel om, hvornår mødet er beslutningsdygtigt."


def sector_rows(call: RollCall) -> tuple[SectorAttendance, ...]:
    """The rows of the attendance table, in the order of the body's sectors."""
    names = {sector.id: sector.name for sector in call.body.sectors}
    return tuple(_row(call, count, names[count.sector]) for count in call.sectors())


def _row(call: RollCall, count: Count, name: str) -> SectorAttendance:
    """One sector's row."""
    seats = [seat for seat, member in call.seats if _sits_in(call, member, count.sector)]
    return SectorAttendance(
        sector=name,
        present=tuple(_came(seat) for seat in seats if filled(seat)) or NOBODY,
        apologies=tuple(_stayed_away(seat) for seat in seats if seat.status is not Attendance.PRESENT) or NOBODY,
        share=f"{count.present} af {count.members}",
        required=f"Krav: mindst {count.required}" if count.required else "",
        enough=count.enough,
    )


def _sits_in(call: RollCall, member: Member, sector: str) -> bool:
    """Whether the member's seat belongs to the sector."""
    seat = call.body.seat(member.seat)
    return seat is not None and seat.sector == sector


def _came(seat: SeatRecord) -> str:
    """Who filled the seat."""
    if seat.status is Attendance.PRESENT:
        return seat.member
    return f"{seat.substitute} (suppleant for {seat.member})"


def _stayed_away(seat: SeatRecord) -> str:
    """Who did not come."""
    return seat.member if seat.status is Attendance.APOLOGIES else f"{seat.member} (udeblevet)"


def quorum_line(call: RollCall, conclusions: Iterable[Conclusion]) -> tuple[str, bool]:
    """Whether the meeting had a quorum, in one or two sentences, and whether it had one at every item.

    An assumed rule is marked as such.
    """
    rule = call.body.quorum_rule(call.record.meeting)
    if rule is None:
        return NO_RULE, True
    short = [(conclusion, call.lacking(conclusion)) for conclusion in conclusions]
    without = [conclusion.number for conclusion, lacking in short if lacking]
    if not without:
        whom = "fra hver sektor" if rule.scope is QuorumScope.EACH_SECTOR else "af medlemmerne"
        return f"Mødet var beslutningsdygtigt: {least(rule)} {whom} var til stede{rule.assumed_suffix}.", True
    why = danish.join([count.sentence() for count in _worst(short)])
    if len(without) == len(short):
        return f"Mødet var ikke beslutningsdygtigt: {why}{rule.assumed_suffix}.", False
    rest = f"Ved de øvrige punkter var {requirement(rule)} til stede{rule.assumed_suffix}."
    return f"Mødet var ikke beslutningsdygtigt ved punkt {spans(call.numbers, without)}: {why}. {rest}", False


def _worst(short: Iterable[tuple[Conclusion, tuple[Count, ...]]]) -> list[Count]:
    """Each group that fell short, at the item where it was smallest."""
    worst: dict[str, Count] = {}
    for _, lacking in short:
        for count in lacking:
            worst[count.sector] = min(count, worst.get(count.sector, count), key=lambda one: one.present)
    return list(worst.values())


def without_quorum(call: RollCall, conclusion: Conclusion) -> str:
    """The note at an item that was treated without a quorum, or an empty string."""
    lacking = call.lacking(conclusion)
    if not lacking:
        return ""
    return (
        f"Punktet blev behandlet, uden at mødet var beslutningsdygtigt: {danish.join([count.sentence() for count in lacking])}."
    )


def arrivals_and_departures(attendance: Iterable[SeatRecord]) -> str:
    """Who came late or left early, with item and clock time, one clause each."""
    return "; ".join(clause for seat in attendance for clause in _movements(seat))


def _movements(seat: SeatRecord) -> list[str]:
    """The arrival and the departure of whoever filled the seat."""
    who = seat.member if seat.status is Attendance.PRESENT else seat.substitute
    if not who:
        return []
    came = " ".join(filter(None, (f"til punkt {seat.from_item}" if seat.from_item else "", _at(seat.arrived))))
    went = " ".join(filter(None, (f"efter punkt {seat.to_item}" if seat.to_item else "", _at(seat.left))))
    return [f"{who} {verb} {when}" for verb, when in (("ankom", came), ("gik", went)) if when]


def _at(moment: time | None) -> str:
    """The clock time with its "kl.", or an empty string."""
    return f"kl.{danish.NBSP}{danish.clock(moment)}" if moment else ""
