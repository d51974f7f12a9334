"""Judgements on who sits in a body: how many on each seat, from where, appointed by whom (rules 4–10)."""

import re
from collections.abc import Iterator
from datetime import date

from workflow import danish
from workflow.domain.bodies import Body, Member, Seat, SeatRole
from workflow.domain.findings import Finding, broken, error, warning
from workflow.domain.records import Sourced

SHORTEST_STEM = 4
_ENDINGS = ("n", "en", "et", "ne", "ene", "erne", "rne")
_SMALL_WORDS = {"af", "en", "et", "for", "fra", "i", "og", "på", "ved"}
_LETTERS = re.compile(r"\w+")


def judge_seats(body: Body, on: date) -> Iterator[Finding]:
    """Every seat of the body as of the day.

    A number that a source states must fit (error); one that is assumed or uncertain ought to (warning).
    """
    for count, seat in enumerate(body.seats, 1):
        if not seat.holds(on):
            continue
        sitting = [member for member in body.sitting(on) if member.seat == seat.id]
        field = f"pladser[{count}]"
        if seat.per:
            yield from _judge_each(body, seat, sitting, field, on)
        else:
            yield from _judge_number(seat, sitting, field, f"På pladsen ”{seat.id}”")
        yield from _judge_including(seat, sitting, field)
        yield from _judge_local(seat, sitting, field)
        yield from _judge_each_member(body, seat, on)


def breach(stated: Sourced, field: str, problem: str, hint: str = "", rule: int | None = None) -> Finding:
    """A broken fact: an error where a source states it, a warning where it is assumed or uncertain."""
    if stated.uncertain and not stated.assumed:
        return warning(field, f"{problem} Oplysningen er usikker.", hint, rule)
    return broken(stated.assumed, field, problem, hint, rule)


def _count(number: int) -> str:
    """A count with a stressed one."""
    return "én" if number == 1 else danish.count_word(number)


def means_title(said: str, title: str) -> bool:
    """Whether a title is meant, said in running text: "borgmesteren i Thisted Kommune" is "Borgmester, Thisted Kommune"."""
    words = _LETTERS.findall(danish.folded(title))
    wanted = [word for word in _LETTERS.findall(danish.folded(said)) if word not in _SMALL_WORDS]
    return bool(wanted) and all(any(_is_form(word, stem) for stem in words) for word in wanted)


def _is_form(word: str, stem: str) -> bool:
    """Whether a word is another with, at most, the definite article as its ending."""
    return word == stem or (len(stem) >= SHORTEST_STEM and word in {stem + ending for ending in _ENDINGS})


def rule_of(seat: Seat) -> int:
    """The number of the rule on a seat of this kind."""
    if seat.role is not SeatRole.MEMBER:
        return 9 if seat.role is SeatRole.OBSERVER else 10
    if seat.per:
        return 6
    if seat.local:
        return 7
    if seat.appointed_by:
        return 8
    return 5 if seat.exactly is None else 4


def _judge_number(seat: Seat, sitting: list[Member], field: str, where: str) -> Iterator[Finding]:
    """As many sit there as should."""
    names = f": {'; '.join(member.title for member in sitting)}" if sitting else ""
    hint = f"Ret listen medlemmer{names}."
    if seat.exactly is not None and len(sitting) != seat.exactly:
        problem = f"{where} skal der være {_count(seat.exactly)}, men der er {_count(len(sitting))}."
        yield breach(seat, f"{field}.antal", problem, hint, rule_of(seat))
    if seat.at_least is not None and len(sitting) < seat.at_least:
        problem = f"{where} skal der være mindst {_count(seat.at_least)}, men der er {_count(len(sitting))}."
        yield breach(seat, f"{field}.mindst", problem, hint, rule_of(seat))
    if seat.role is SeatRole.OBSERVER and not sitting:
        yield warning(field, f"Der er ingen observatører på pladsen ”{seat.id}”.", "Skriv dem i listen medlemmer.", 9)


def _judge_each(body: Body, seat: Seat, sitting: list[Member], field: str, on: date) -> Iterator[Finding]:
    """As many sit there as should, for each of the body's municipalities (rule 6).

    That one municipality has two where it should have one is judged in ``consistency``, which names the member.
    """
    for one in body.municipalities_on(on):
        own = [member for member in sitting if member.municipality == one.code]
        if seat.exactly == 1 and own:
            continue
        yield from _judge_number(seat, own, field, f"For {one.name} Kommune på pladsen ”{seat.id}”")
    for count, member in enumerate(body.members, 1):
        if member in sitting and not member.municipality:
            problem = f"Det er ikke til at se, hvilken kommune ”{member.title}” kommer fra."
            yield error(f"medlemmer[{count}].kommune", problem, "Skriv kommunekoden i feltet kommune.", 6)


def _judge_including(seat: Seat, sitting: list[Member], field: str) -> Iterator[Finding]:
    """The one who must be among them is (rules 4 and 5)."""
    if seat.including and sitting and not any(means_title(seat.including, member.title) for member in sitting):
        problem = f"På pladsen ”{seat.id}” mangler {seat.including}."
        yield breach(seat, f"{field}.herunder", problem, "Tilføj titlen i listen medlemmer.", rule_of(seat))


def _judge_local(seat: Seat, sitting: list[Member], field: str) -> Iterator[Finding]:
    """Enough of them come from the cluster's own area (rule 7)."""
    local = sum(member.local is True for member in sitting)
    perhaps = sum(member.local is None for member in sitting)
    if not sitting or local >= seat.local:
        return
    problem = f"På pladsen ”{seat.id}” skal mindst {_count(seat.local)} komme fra klyngens område."
    hint = "Skriv lokal: ja ved dem, der gør."
    if local + perhaps >= seat.local:
        yield warning(f"{field}.lokale", f"{problem} Det er ikke oplyst, om nogen gør.", hint, 7)
    else:
        yield breach(seat, f"{field}.lokale", problem, hint, 7)


def _judge_each_member(body: Body, seat: Seat, on: date) -> Iterator[Finding]:
    """Titles and appointments are the seat's (rules 6 and 8)."""
    for count, member in enumerate(body.members, 1):
        if member.seat != seat.id or not member.holds(on):
            continue
        words = danish.folded(member.title)
        if seat.titles and not any(danish.folded(title) in words for title in seat.titles):
            problem = f"”{member.title}” er hverken {danish.join(seat.titles, 'eller')}."
            yield warning(f"medlemmer[{count}].titel", problem, "Ret titlen, hvis den er forkert.", 6)
        if seat.appointed_by and member.appointed_by and danish.folded(member.appointed_by) != danish.folded(seat.appointed_by):
            problem = f"”{member.title}” er udpeget af {member.appointed_by}, men pladsen udpeges af {seat.appointed_by}."
            yield warning(f"medlemmer[{count}].udpeget_af", problem, "Ret den af dem, der er forkert.", 8)
