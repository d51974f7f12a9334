"""Judgements on the register that hold on every day: what one file names by id, code or title is there, and only once."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from itertools import chain

from workflow import danish
from workflow.domain.bodies import Body, Region, SeatRole
from workflow.domain.findings import Finding, error
from workflow.domain.records import Dated
from workflow.domain.register import BodyFile, Register

Judgement = Callable[[Body, Region], Iterator[Finding]]


def judge_consistency(register: Register, known: frozenset[str] = frozenset()) -> tuple[Finding, ...]:
    """Everything in the register's files that does not fit together. Each finding names the body's file.

    Args:
        register: what could be read.
        known: ids of bodies that exist but could not be read, so that naming them is no mistake.
    """
    ids = known | {entry.body.id for entry in register.bodies}
    return tuple(chain.from_iterable(_judge_body(entry, register, ids) for entry in register.bodies))


def judge_region(region: Region) -> tuple[Finding, ...]:
    """A region's municipalities stand once each, by code and by name."""
    codes = _repeated(one.code for one in region.municipalities)
    names = _repeated(
        name for one in region.municipalities for name in {danish.folded(name) for name in (one.name, *one.variants)}
    )
    return (
        *(error("kommuner", f"Kommunekoden {code} står to gange.", "Slet den ene, eller ret koden.", 31) for code in codes),
        *(error("kommuner", f"To kommuner kan hedde ”{name}”.", "Ret det ene navn eller varianterne.", 31) for name in names),
    )


def _judge_body(entry: BodyFile, register: Register, ids: frozenset[str]) -> Iterator[Finding]:
    """One body's file."""
    region = register.region(entry.body.region)
    found = chain(_judge_names(entry.body, ids), *(judge(entry.body, region) for judge in _JUDGEMENTS))
    return (finding.located(entry.file) for finding in found)


def _judge_names(body: Body, ids: frozenset[str]) -> Iterator[Finding]:
    """Other bodies are named by ids that exist."""
    named = [("samarbejdsudvalg", body.cooperation_committee), ("patientudvalg", body.patient_committee)]
    named += [(f"afløses_af[{count}]", other) for count, other in enumerate(body.successor, 1)]
    named += [(f"afløser[{count}]", other) for count, other in enumerate(body.predecessor, 1)]
    if body.co_chairs:
        named.append(("formandskab.også_medlem_af", body.co_chairs.also_in))
    for field, other in named:
        if other and other not in ids:
            hint = danish.did_you_mean(other, ids) or "Ret id’et, eller opret organet i registeret."
            yield error(field, f"Intet organ har id’et ”{other}”.", hint)
    for field, other in named:
        if other == body.id:
            yield error(field, "Organet peger på sig selv.", "Skriv det andet organs id.")


def _judge_municipalities(body: Body, region: Region) -> Iterator[Finding]:
    """Municipalities are the region's own, by code and name (rule 31)."""
    by_name = {danish.folded(name): one for one in region.municipalities for name in (one.name, one.full_name, *one.variants)}
    for count, one in enumerate(body.municipalities, 1):
        known = region.municipality(one.code)
        meant = by_name.get(danish.folded(one.name))
        if known and meant == known:
            continue
        if known:
            problem = f"Kommunekoden {one.code} er {known.name}, men her står ”{one.name}”."
            other = f" – eller koden til {meant.code}, hvis {meant.name} er ment" if meant else ""
            yield error(f"kommuner[{count}].navn", problem, f"Ret navnet til {known.name}{other}.", 31)
        elif meant:
            problem = f"{region.name} har ingen kommune med koden {one.code}."
            yield error(f"kommuner[{count}].kode", problem, f"{meant.name} har koden {meant.code}.", 31)
        else:
            hint = danish.did_you_mean(one.name, (each.name for each in region.municipalities))
            problem = f"{region.name} har ingen kommune, der hedder ”{one.name}” eller har koden {one.code}."
            yield error(f"kommuner[{count}].kode", problem, hint or "Ret koden, eller tilføj kommunen i region.yaml.", 31)
    for code in _repeated(one.code for one in body.municipalities):
        yield error("kommuner", f"Kommunekoden {code} står to gange.", "Slet den ene.", 31)


def _judge_lists(body: Body, _region: Region) -> Iterator[Finding]:
    """Ids stand once each, and seats name the body's own sectors."""
    lists: dict[str, Iterable[str]] = {
        "sektorer": (one.id for one in body.sectors),
        "pladser": (one.id for one in body.seats),
        "opgaver": (one.id for one in body.tasks),
        "faste_punkter": (one.id for one in body.standing_items),
    }
    for field, ids in lists.items():
        for twin in _repeated(ids):
            yield error(field, f"Id’et ”{twin}” står to gange.", "Giv det ene et andet id.")
    sectors = [sector.id for sector in body.sectors]
    for count, seat in enumerate(body.seats, 1):
        if seat.sector and seat.sector not in sectors:
            hint = danish.did_you_mean(seat.sector, sectors) or f"Sektorerne er {danish.join(sectors)}."
            yield error(f"pladser[{count}].sektor", f"Sektoren ”{seat.sector}” findes ikke.", hint)
        if seat.role is SeatRole.MEMBER and not seat.sector:
            hint = f"Skriv sektor: {danish.join(sectors, 'eller')}."
            yield error(f"pladser[{count}].sektor", f"Pladsen ”{seat.id}” tæller med, men hører ikke til en sektor.", hint)


def _judge_members(body: Body, _region: Region) -> Iterator[Finding]:
    """Members sit on the body's own seats and come from its own municipalities (rule 6)."""
    seats = [seat.id for seat in body.seats]
    codes = {one.code: one.name for one in body.municipalities}
    for count, member in enumerate(body.members, 1):
        if member.seat not in seats:
            hint = danish.did_you_mean(member.seat, seats) or f"Pladserne er {danish.join(seats)}."
            yield error(f"medlemmer[{count}].plads", f"Pladsen ”{member.seat}” findes ikke.", hint)
        if member.municipality and member.municipality not in codes:
            known = danish.join([f"{name} ({code})" for code, name in codes.items()])
            problem = f"”{member.title}” kommer fra kommune {member.municipality}, som ikke hører til {body.name}."
            yield error(f"medlemmer[{count}].kommune", problem, f"Kommunerne er {known}." if known else "", 6)


def _judge_twins(body: Body, _region: Region) -> Iterator[Finding]:
    """Nobody has two seats that hold on the same day, and a municipality has no two mayors (rule 6)."""
    for count, member in enumerate(body.members, 1):
        for earlier in body.members[: count - 1]:
            if not _overlap(earlier, member):
                continue
            if danish.folded(earlier.title) == danish.folded(member.title):
                hint = "Slet den ene, eller skil dem ad med et tal i titlen."
                yield error(f"medlemmer[{count}].titel", f"”{member.title}” har to pladser.", hint, 6)
            elif member.municipality and _per_municipality(body, member.seat) and _same_place(earlier, member):
                problem = f"Kommune {member.municipality} har to på pladsen ”{member.seat}”: {earlier.title} og {member.title}."
                yield error(f"medlemmer[{count}].kommune", problem, "Slet den ene, eller ret kommunekoden.", 6)


def _per_municipality(body: Body, seat_id: str) -> bool:
    """Whether each municipality has just one of this seat."""
    seat = body.seat(seat_id)
    return seat is not None and seat.per == "kommune" and seat.exactly == 1


def _same_place(one: object, other: object) -> bool:
    """Whether two members have the same seat for the same municipality."""
    return all(getattr(one, name) == getattr(other, name) for name in ("seat", "municipality"))


def _judge_spans(body: Body, _region: Region) -> Iterator[Finding]:
    """What begins does not end before."""
    spans: list[tuple[str, Dated]] = [("gyldig_til", body)]
    spans += [(f"medlemmer[{count}].gyldig_til", one) for count, one in enumerate(body.members, 1)]
    spans += [(f"kommuner[{count}].gyldig_til", one) for count, one in enumerate(body.municipalities, 1)]
    for field, one in spans:
        if one.valid_from and one.valid_to and one.valid_to < one.valid_from:
            problem = f"Perioden slutter den {danish.long_date(one.valid_to)}, før den begynder."
            yield error(field, problem, "Ret gyldig_fra eller gyldig_til.")


def _overlap(one: Dated, other: Dated) -> bool:
    """Whether two things hold on a common day."""
    return not (
        (one.valid_to and other.valid_from and one.valid_to < other.valid_from)
        or (other.valid_to and one.valid_from and other.valid_to < one.valid_from)
    )


def _repeated(ids: Iterable[str]) -> list[str]:
    """The ids that stand more than once."""
    return [one for one, count in Counter(ids).items() if count > 1]


_JUDGEMENTS: tuple[Judgement, ...] = (
    _judge_municipalities,
    _judge_lists,
    _judge_members,
    _judge_twins,
    _judge_spans,
)
