"""Judgements on the register as of a day: seats, chairs, meetings, term, secretariat, and whether every municipality belongs."""

from collections.abc import Iterator
from datetime import date
from fractions import Fraction
from itertools import chain

from workflow import danish
from workflow.domain.bodies import Body, BodyMunicipality, Region
from workflow.domain.findings import Finding, broken, error, note, warning
from workflow.domain.records import Sourced
from workflow.domain.register import BodyFile, Register
from workflow.domain.rules.consistency import judge_consistency, judge_region
from workflow.domain.rules.meetings import judge_meeting, meeting_file
from workflow.domain.rules.seats import breach, judge_seats, means_title

CHAIRS = 2
CONTACTS = 2


def judge_register(register: Register, on: date) -> tuple[Finding, ...]:
    """Everything that is wrong with the register as of the day, or worth knowing (rules 4–9, 13–15, 17–21, 24, 30, 31).

    Args:
        register: the whole register.
        on: the day; a body that does not exist yet is judged as of its first day, one that is dissolved is left in peace.
    """
    regions = (
        finding.located(f"register/{region.id}/region.yaml")
        for region in register.regions
        for finding in (*judge_region(region), *judge_coverage(region, register, on))
    )
    return (*regions, *judge_consistency(register), *judge_bodies(register, on))


def judge_bodies(register: Register, on: date) -> tuple[Finding, ...]:
    """Every body's rules and meetings as of the day; each finding names the file where the fact stands."""
    return tuple(chain.from_iterable(_judge_entry(entry, register, on) for entry in register.bodies))


def judge_coverage(region: Region, register: Register, on: date) -> tuple[Finding, ...]:
    """Every municipality of the region belongs to a body on the day (rule 31).

    Bodies that hold the whole region, as a cooperation committee does, prove nothing unless there are no others.
    """
    bodies = [entry.body for entry in register.valid(on) if entry.body.region == region.id]
    sets = [codes for body in bodies if (codes := {one.code for one in body.municipalities_on(on)})]
    whole = {one.code for one in region.municipalities if one.holds(on)}
    partial = [codes for codes in sets if codes < whole] or sets
    covered = set().union(*partial)
    return tuple(
        error(
            f"kommuner[{count}]",
            f"{one.full_name} hører ikke til noget organ i {region.name}.",
            "Skriv kommunen under kommuner i organets organ.yaml, eller slet den her.",
            31,
        )
        for count, one in enumerate(region.municipalities, 1)
        if partial and one.code in whole - covered
    )


def _judge_entry(entry: BodyFile, register: Register, on: date) -> Iterator[Finding]:
    """One body and its meetings."""
    for meeting in entry.meetings:
        file = meeting_file(entry, meeting)
        yield from (finding.located(file) for finding in judge_meeting(entry, meeting, register))
    body = entry.body
    if body.valid_to and body.valid_to < on:
        return
    day = max(on, body.valid_from) if body.valid_from else on
    found = chain(
        judge_seats(body, day),
        _judge_chairs(body, register, day),
        _judge_plan(entry, on),
        _judge_term(body, register, on),
        _judge_end(body, register),
        _judge_secretariat(body, on),
        _judge_share(body),
        _notes(body),
    )
    yield from (finding.located(entry.file) for finding in found)


def _judge_chairs(body: Body, register: Register, on: date) -> Iterator[Finding]:
    """The chairs are members; equal ones are two, from two sectors, and sit where the charter says (rules 17–19).

    Where it is uncertain who they are, they are still two members: only an assumed chair makes a breach a warning.
    """
    chairs = body.co_chairs
    if chairs is None:
        if body.decision_rule(on):
            yield warning("formandskab", "Formandskabet er ikke beskrevet.", "Skriv formandskabets titler.", 19)
        return
    sectors = set()
    for count, title in enumerate(chairs.members, 1):
        sector = _sector_of(body, title, on)
        sectors.add(sector)
        if sector is None:
            known = danish.did_you_mean(title, (member.title for member in body.sitting(on)))
            problem = f"”{title}” er i formandskabet, men er ikke medlem af {body.name}."
            yield broken(chairs.assumed, f"formandskab.medlemmer[{count}]", problem, known or "Ret titlen.", 17)
    if chairs.equal and (len(chairs.members) != CHAIRS or len(sectors) != CHAIRS):
        problem = "Et ligeværdigt formandskab består af to: én fra regionen og én fra kommunerne."
        yield broken(chairs.assumed, "formandskab.medlemmer", problem, "Skriv præcis to titler.", 17)
    yield from _judge_elsewhere(body, register, on)


def _sector_of(body: Body, title: str, on: date) -> str | None:
    """The sector of the member with this title; None where nobody who counts has it."""
    for sector in body.sectors:
        if any(means_title(title, member.title) for member in body.voting(sector.id, on)):
            return sector.id
    return None


def _judge_elsewhere(body: Body, register: Register, on: date) -> Iterator[Finding]:
    """Chairs who also sit in the cooperation committee stand on its list (rule 18)."""
    chairs = body.co_chairs
    other = register.find(chairs.also_in) if chairs and chairs.also_in else None
    if not chairs or not other:
        return
    sitting = other.body.sitting(on)
    for count, title in enumerate(chairs.members, 1):
        if not any(means_title(title, member.title) for member in sitting):
            problem = f"”{title}” skal også være medlem af {other.body.name}, men står ikke på listen."
            yield warning(f"formandskab.medlemmer[{count}]", problem, f"Tilføj titlen i {other.file}.", 18)


def _judge_plan(entry: BodyFile, on: date) -> Iterator[Finding]:
    """As many meetings a year as the rule says, in the years that have any on file (rules 13 and 14)."""
    rule = entry.body.meeting_rule(on)
    years = {meeting.date.year for meeting in entry.meetings if meeting.date.year <= on.year}
    for year in sorted(years) if rule else ():
        held = sum(meeting.date.year == year for meeting in entry.meetings)
        if rule is None or held >= rule.per_year:
            continue
        least = "mindst" if rule.binding else "som udgangspunkt"
        count = "ét møde" if held == 1 else f"{danish.count_word(held)} møder"
        problem = f"{entry.body.name} har {count} i {year}; reglen er {least} {danish.count_word(rule.per_year)} om året."
        hint = "Læg de manglende mødefiler i mappen moeder."
        number = 14 if rule.binding else 13
        if rule.binding and year < on.year:
            yield breach(rule, "møder.antal_om_året", problem, hint, number)
        else:
            yield warning("møder.antal_om_året", problem, hint, number)


def _judge_term(body: Body, register: Register, on: date) -> Iterator[Finding]:
    """A charter from before the last election should be looked at again (rule 20)."""
    election = register.region(body.region).election
    follows = body.term and body.term.follows_election
    if follows and election and body.charter_from and body.charter_from < election <= on:
        begun, voted = danish.long_date(body.charter_from), danish.long_date(election)
        problem = f"Kommissoriet gælder fra den {begun}, før det seneste valg den {voted}."
        yield warning("kommissorium_fra", problem, "Se efter, om det stadig passer, og om udpegningerne er fornyet.", 20)


def _judge_end(body: Body, register: Register) -> Iterator[Finding]:
    """A body that ends says who follows (rule 30)."""
    if body.valid_to is None:
        return
    when = danish.long_date(body.valid_to)
    names = danish.join(register.names(body.successor))
    if names:
        hint = "Planlæg ingen møder efter den dato."
        yield warning("gyldig_til", f"{body.name} ophører den {when} og afløses af {names}.", hint, 30)
    else:
        hint = "Skriv efterfølgeren i feltet afløses_af."
        yield warning("gyldig_til", f"{body.name} ophører den {when}, og ingen efterfølger er oplyst.", hint, 30)


def _judge_secretariat(body: Body, on: date) -> Iterator[Finding]:
    """A joint secretariat has a contact on both sides (rule 24); deadlines come from the rules of procedure (rule 21)."""
    if body.secretariat.joint and len(body.secretariat.contacts) < CONTACTS:
        problem = "Sekretariatet er fælles, men der er ikke en kontakt hos både kommuner og region."
        yield warning("sekretariat.kontakter", problem, "Skriv begge kontakter.", 24)
    if body.holds(on) and body.deadlines_on(on) and not body.rules_of_procedure:
        problem = f"{body.name} har ingen forretningsorden i registeret; fristerne er derfor forudsat."
        yield warning("forretningsorden", problem, "Skriv, hvor forretningsordenen ligger, når den er vedtaget.", 21)


def _judge_share(body: Body) -> Iterator[Finding]:
    """No quorum asks for more than everybody (rule 2)."""
    for count, rule in enumerate(body.quorum_rules, 1):
        share = Fraction(rule.share)
        if share > 1 or (share == 1 and rule.more_than):
            problem = f"Andelen {rule.share} er større end 1 eller kræver flere end alle."
            yield error(f"beslutningsdygtighed[{count}].andel", problem, "Skriv for eksempel 1/2.", 2)


def _notes(body: Body) -> Iterator[Finding]:
    """What no source states, and what is uncertain: worth knowing, once per fact."""
    for field, fact, rule in _facts(body):
        if fact.assumed:
            hint = "Bekræft det i forretningsordenen, og slet derefter linjen forudsat."
            yield note(field, f"Det er forudsat: {_clause(fact.assumed)}", hint, rule)
        elif fact.uncertain:
            what = (
                f"Det er usikkert, om {fact.name} Kommune hører til"
                if isinstance(fact, BodyMunicipality)
                else "Oplysningen er usikker"
            )
            source = f": {_clause(fact.source)}" if fact.source else "."
            yield note(field, f"{what}{source}", "Skriv sikkerhed: bekræftet, når det er afklaret.", rule)


def _facts(body: Body) -> Iterator[tuple[str, Sourced, int | None]]:
    """Every fact of the body that may be assumed or uncertain, with its field and rule."""
    yield "sikkerhed", body, None
    yield from ((f"kommuner[{count}]", one, 31) for count, one in enumerate(body.municipalities, 1))
    yield from ((f"pladser[{count}]", one, None) for count, one in enumerate(body.seats, 1))
    if body.co_chairs:
        yield "formandskab", body.co_chairs, 19
    yield from (("beslutninger", one, 3) for one in body.decision_rules)
    yield from (("beslutningsdygtighed", one, 3) for one in body.quorum_rules)
    yield from (("suppleanter", one, 16) for one in body.substitute_rules)
    yield from (("møder", one, 13) for one in body.meeting_rules)
    if body.term:
        yield "funktionsperiode", body.term, 20
    yield from (("frister", one.proposals, 21) for one in body.deadlines)
    yield from (("faste_punkter", one, 21) for one in body.standing_items[:1])
    yield "sekretariat", body.secretariat, 24


def _clause(text: str) -> str:
    """The text as the end of a sentence, with just one full stop."""
    return " ".join(text.split()).rstrip(".") + "."
