"""Judgements on the attendance in a minutes record: every member once, within the term, substitutes as allowed (16, 20)."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from workflow import danish
from workflow.domain.bodies import Body, Member, SeatRole, SubstituteRule
from workflow.domain.findings import Finding, broken, error, warning
from workflow.domain.minutes import Attendance, Conclusion, MinutesRecord, SeatRecord


def judge_attendance(record: MinutesRecord, body: Body, numbers: tuple[str, ...]) -> tuple[Finding, ...]:
    """Everything that is wrong with the attendance of a record.

    Args:
        record: the filled record.
        body: the body, whose members of the meeting's day count.
        numbers: the numbers of the agenda's items, in order.
    """
    return (
        *_judge_names(record, body),
        *_judge_substitutes(record, body),
        *(finding for place, seat in _placed(record) for finding in _judge_movements(place, seat, numbers)),
        *(finding for place, one in enumerate(record.conclusions, 1) for finding in _judge_absent_at(place, one, record)),
    )


def _placed(record: MinutesRecord) -> Iterator[tuple[str, SeatRecord]]:
    """Each line of the attendance with its field, counted as people count."""
    return ((f"fremmøde[{place}]", seat) for place, seat in enumerate(record.attendance, 1))


def _judge_names(record: MinutesRecord, body: Body) -> Iterator[Finding]:
    """Every voting member of the meeting's day stands there once, and nobody else."""
    members = body.with_role(SeatRole.MEMBER, record.meeting)
    waiting = Counter(danish.folded(member.title) for member in members)
    known = set(waiting)
    strangers = []
    for place, seat in _placed(record):
        name = danish.folded(seat.member)
        if waiting[name]:
            waiting[name] -= 1
        elif name in known:
            yield error(f"{place}.medlem", f"{seat.member} står for mange gange i fremmødet.", "Slet den ene af linjerne.")
        else:
            strangers.append((place, seat))
    missing = [member.title for member in _unaccounted(members, waiting)]
    meant = [_meant(seat, body, missing) for _, seat in strangers]
    for (place, seat), title in zip(strangers, meant, strict=True):
        yield _stranger(f"{place}.medlem", seat, record.meeting, body, title)
    for title in (title for title in missing if title not in meant):
        yield error("fremmøde", f"{title} mangler i fremmødet.", f"Tilføj en linje med medlem: {title} og en status.")


def _unaccounted(members: Iterable[Member], waiting: Counter[str]) -> Iterator[Member]:
    """The members whom no line of the record names."""
    left = Counter(waiting)
    for member in members:
        if left[danish.folded(member.title)]:
            left[danish.folded(member.title)] -= 1
            yield member


def _titled(seat: SeatRecord, body: Body) -> list[Member]:
    """All who ever had this title in the body, of whatever role."""
    return [member for member in body.members if danish.folded(member.title) == danish.folded(seat.member)]


def _meant(seat: SeatRecord, body: Body, missing: Sequence[str]) -> str:
    """The missing member whom a misspelt title means, or an empty string."""
    near = [] if _titled(seat, body) else danish.nearest(seat.member, missing)
    return next(iter(near), "")


def _stranger(field: str, seat: SeatRecord, day: date, body: Body, meant: str) -> Finding:
    """The finding on a line whose title no voting member of the day bears."""
    titled = _titled(seat, body)
    if any(member.holds(day) for member in titled):
        key = "observatører" if titled[0] in body.with_role(SeatRole.OBSERVER, day) else "administration"
        problem = f"{seat.member} er ikke medlem med stemmeret og tæller ikke med i fremmødet."
        return error(field, problem, f"Flyt titlen til {key}.")
    if titled:
        problem = f"{seat.member} sidder ikke i {body.name} den {danish.long_date(day)}: perioden dækker ikke mødet."
        return error(field, problem, "Skriv det medlem, der havde pladsen den dag, eller ret perioden i registeret.", rule=20)
    titles = "; ".join(member.title for member in body.with_role(SeatRole.MEMBER, day))
    hint = f"Mente du ”{meant}”?" if meant else f"Medlemmerne er: {titles}."
    return error(field, f"{seat.member} er ikke medlem af {body.name}.", hint)


def _judge_substitutes(record: MinutesRecord, body: Body) -> Iterator[Finding]:
    """Each substitute comes for one absent member, as the body's rule allows (rule 16)."""
    rule = body.substitute_rule(record.meeting)
    there = {danish.folded(seat.member) for seat in record.attendance if seat.status is Attendance.PRESENT}
    seen: set[str] = set()
    for place, seat in _placed(record):
        if not seat.substitute:
            continue
        name = danish.folded(seat.substitute)
        yield from _judge_one_substitute(f"{place}.suppleant", seat, body, taken=name in there or name in seen)
        yield from _judge_mandate(place, seat, body, rule)
        seen.add(name)


def _judge_one_substitute(field: str, seat: SeatRecord, body: Body, *, taken: bool) -> Iterator[Finding]:
    """The member is away, and the substitute fills no other seat: never more substitutes than absent members."""
    if seat.status is Attendance.PRESENT:
        problem = f"{seat.substitute} står som suppleant for {seat.member}, der selv var til stede{_sector(seat, body)}."
        yield error(field, problem, "Ret medlemmets status til afbud, eller slet suppleanten.", rule=16)
    if taken:
        problem = f"{seat.substitute} fylder allerede en anden plads og kan ikke også møde for {seat.member}."
        yield error(
            field, problem, "Hver deltager tæller én gang. Er det to personer, så skriv deres titler forskelligt.", rule=16
        )


def _sector(seat: SeatRecord, body: Body) -> str:
    """The member's sector as a clause, where it is known."""
    place = body.seat(next((member.seat for member in _titled(seat, body)), ""))
    names = {sector.id: sector.name for sector in body.sectors}
    return f" (sektoren {names[place.sector]})" if place and place.sector in names else ""


def _judge_mandate(place: str, seat: SeatRecord, body: Body, rule: SubstituteRule | None) -> Iterator[Finding]:
    """The body lets members send a substitute, with mandate where its rule says so."""
    if rule is None:
        problem = f"{seat.substitute} deltog for {seat.member}, men kommissoriet siger intet om suppleanter."
        yield warning(
            f"{place}.suppleant", problem, "Bekræft i forretningsordenen, at medlemmer kan sende en suppleant.", rule=16
        )
    elif not rule.allowed:
        problem = f"{seat.substitute} deltog for {seat.member}, men {body.name} har ikke suppleanter."
        hint = "Slet suppleanten, og skriv vedkommende som gæst."
        yield broken(rule.assumed, f"{place}.suppleant", problem, hint, rule=16)
    elif rule.mandate and not seat.mandate:
        problem = f"{seat.substitute} deltog for {seat.member}, men det fremgår ikke, at suppleanten havde mandat."
        hint = "Skriv mandat: ja, eller slet suppleanten, hvis vedkommende ikke måtte træffe beslutninger."
        yield broken(rule.assumed, f"{place}.mandat", problem, hint, rule=16)


def _judge_movements(place: str, seat: SeatRecord, numbers: tuple[str, ...]) -> Iterator[Finding]:
    """Arrivals and departures name items of the agenda, in order, of somebody who was there."""
    moves = (("fra_punkt", seat.from_item, "ankom", seat.arrived), ("til_punkt", seat.to_item, "gik", seat.left))
    who = seat.member if seat.status is Attendance.PRESENT else seat.substitute
    for field, item, verb, moment in moves:
        if item and item not in numbers:
            problem = f"Dagsordenen har ikke noget punkt {item}."
            yield error(f"{place}.{field}", problem, f"Punkterne er {danish.join(numbers)}.")
        if moment and not item:
            problem = f"{seat.member} {verb} kl.{danish.NBSP}{danish.clock(moment)}, men det fremgår ikke ved hvilket punkt."
            yield warning(
                f"{place}.{field}", problem, f"Skriv punktets nummer ved {field}, så fremmødet kan tælles punkt for punkt."
            )
        if item and not who:
            problem = f"{seat.member} var ikke til stede, men har et nummer ved {field}."
            yield warning(f"{place}.{field}", problem, "Ret medlemmets status, eller slet nummeret.")
    if {seat.from_item, seat.to_item} <= set(numbers) and numbers.index(seat.from_item) > numbers.index(seat.to_item):
        problem = f"{seat.member} kan ikke ankomme til punkt {seat.from_item} og gå efter punkt {seat.to_item}."
        yield error(f"{place}.til_punkt", problem, "Byt om på numrene, eller ret det ene.")


def _judge_absent_at(place: int, conclusion: Conclusion, record: MinutesRecord) -> Iterator[Finding]:
    """Those who took no part in an item are among those who attended."""
    names = [name for seat in record.attendance for name in (seat.member, seat.substitute) if name]
    known = {danish.folded(name) for name in names}
    for name in conclusion.not_taking_part:
        if danish.folded(name) not in known:
            problem = f"{name} står ved punkt {conclusion.number} som en, der ikke deltog, men er ikke i fremmødet."
            hint = danish.did_you_mean(name, names) or "Skriv titlen, som den står i fremmødet."
            yield error(f"punkter[{place}].deltog_ikke", problem, hint)
