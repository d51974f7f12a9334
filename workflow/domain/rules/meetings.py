"""Judgements on a meeting file: whether the body exists on that day, who hosts, who leads, and whether the seats are filled."""

from collections.abc import Iterator
from datetime import date
from itertools import pairwise

from workflow import danish
from workflow.domain.bodies import Body, CoChairs, HostRule, Party, PartyKind, SeatRole
from workflow.domain.findings import Finding, Severity, error, warning
from workflow.domain.meetings import Meeting
from workflow.domain.register import BodyFile, Register
from workflow.domain.rules.seats import judge_seats, means_title


def judge_meeting(entry: BodyFile, meeting: Meeting, register: Register) -> tuple[Finding, ...]:
    """Everything that is wrong with one meeting of the body, judged as of the meeting's own day.

    Args:
        entry: the body with its meetings.
        meeting: one of them.
        register: where successors and parties are looked up.
    """
    body = entry.body
    if not body.holds(meeting.date):
        return (_outside(body, meeting, register),)
    return (
        *_judge_hours(meeting),
        *_judge_host(entry, meeting, register),
        *_judge_leading(body, meeting),
        *_judge_terms(body, meeting),
        *_judge_numbers(body, meeting),
    )


def meeting_file(entry: BodyFile, meeting: Meeting) -> str:
    """Where the meeting's file lies, seen from the workspace."""
    return f"{entry.file.rpartition('/')[0]}/moeder/{meeting.date.isoformat()}.yaml"


def _outside(body: Body, meeting: Meeting, register: Register) -> Finding:
    """The body does not exist on the day; the finding names who does."""
    day = danish.long_date(meeting.date)
    if body.valid_to and body.valid_to < meeting.date:
        names = danish.join(register.names(body.successor))
        follows = f" og afløses af {names}" if names else ""
        problem = f"{body.name} findes ikke den {day}: organet ophører den {danish.long_date(body.valid_to)}{follows}."
        hint = f"Flyt mødet til {names}, eller ret datoen." if names else "Ret datoen."
        return error("dato", problem, hint, 30)
    begins = danish.long_date(body.valid_from) if body.valid_from else ""
    names = danish.join(register.names(body.predecessor))
    hint = f"Flyt mødet til {names}, eller ret datoen." if names else "Ret datoen."
    return error("dato", f"{body.name} findes ikke den {day}: organet begynder først den {begins}.", hint, 30)


def _judge_hours(meeting: Meeting) -> Iterator[Finding]:
    """A meeting ends after it begins."""
    if meeting.end <= meeting.start:
        problem = f"Mødet slutter kl.{danish.NBSP}{danish.clock(meeting.end)}, før det begynder."
        yield error("slut", problem, "Ret start eller slut.")


def _judge_host(entry: BodyFile, meeting: Meeting, register: Register) -> Iterator[Finding]:
    """The host is a party; where hosting rotates, it is one of the chairs' and not the same twice running (rule 15)."""
    body = entry.body
    if not meeting.host:
        return
    parties = register.parties(body, meeting.date)
    names = {danish.folded(name): party for party in parties for name in (party.name, *party.variants)}
    host = names.get(danish.folded(meeting.host))
    if host is None:
        hint = danish.did_you_mean(meeting.host, (party.name for party in parties)) or "Skriv partens navn."
        yield warning("vært", f"”{meeting.host}” er ikke en part i {body.name}.", hint, 15)
        return
    rule = body.meeting_rule(meeting.date)
    if rule is None or rule.host is not HostRule.ROTATING:
        return
    if body.co_chairs and not _has_chair(body, body.co_chairs, host, meeting.date):
        hint = f"Formandskabet er {danish.join(body.co_chairs.members)}."
        yield warning(
            "vært", f"{host.name} er vært, men er ikke med i formandskabet, hvis medlemmer skiftes til at være vært.", hint, 15
        )
    before = next((earlier for earlier, later in pairwise(entry.meetings) if later.date == meeting.date), None)
    if before and names.get(danish.folded(before.host)) == host:
        hint = "Skift vært, eller aftal afvigelsen i formandskabet."
        yield warning("vært", f"{host.name} var også vært på mødet den {danish.long_date(before.date)}.", hint, 15)


def _has_chair(body: Body, chairs: CoChairs, party: Party, on: date) -> bool:
    """Whether one of the chairs sits for the party."""
    return any(
        means_title(title, member.title)
        for title in chairs.members
        for member in body.voting(party.sector, on)
        if party.kind is not PartyKind.MUNICIPALITY or member.municipality == party.id
    )


def _judge_leading(body: Body, meeting: Meeting) -> Iterator[Finding]:
    """Whoever leads the meeting is one of the chairs."""
    chairs = body.co_chairs.members if body.co_chairs else ()
    for count, title in enumerate(meeting.leading, 1):
        if chairs and not any(means_title(title, chair) or means_title(chair, title) for chair in chairs):
            hint = danish.did_you_mean(title, chairs) or f"Formandskabet er {danish.join(chairs)}."
            yield warning(f"mødeledere[{count}]", f"”{title}” leder mødet, men er ikke med i formandskabet.", hint, 17)


def _judge_terms(body: Body, meeting: Meeting) -> Iterator[Finding]:
    """Whoever has left by the meeting's day has somebody on the seat after them (rule 20)."""
    there = {(member.seat, member.municipality) for member in body.sitting(meeting.date)}
    for member in body.members:
        seat = body.seat(member.seat)
        gone = member.valid_to is not None and member.valid_to < meeting.date
        if gone and seat and seat.role is SeatRole.MEMBER and (member.seat, member.municipality) not in there:
            problem = f"”{member.title}” er ikke længere medlem den {danish.long_date(meeting.date)}, og pladsen er tom."
            yield error("dato", problem, "Tilføj det nye medlem i listen medlemmer, eller ret gyldig_til.", 20)


def _judge_numbers(body: Body, meeting: Meeting) -> Iterator[Finding]:
    """The seats are filled on the meeting's day: a wrong number stops a charter, but not a meeting (rule 4)."""
    for finding in judge_seats(body, meeting.date):
        if finding.severity is Severity.ERROR:
            problem = f"Den {danish.long_date(meeting.date)}: {finding.problem}"
            yield warning("dato", problem, finding.hint, finding.rule)
