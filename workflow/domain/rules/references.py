"""Judgements on what a meeting file points at: every item that it orders, withdraws, moves or postpones must exist."""

from collections.abc import Sequence
from dataclasses import dataclass

from workflow import danish
from workflow.domain.findings import Finding, Severity
from workflow.domain.meetings import Meeting
from workflow.domain.naming import means, proposal_key, standing_key
from workflow.domain.placing import items_for, meeting_of
from workflow.domain.proposals import Placed
from workflow.domain.register import BodyFile


@dataclass(frozen=True)
class _Named:
    """Something that a reference may mean."""

    key: str
    title: str


def judge_references(meeting: Meeting, entry: BodyFile, placed: Sequence[Placed]) -> tuple[Finding, ...]:
    """What in a meeting file points at nothing, or at several things.

    A withdrawal, move or postponement that points at nothing is an error, because the agenda would silently keep or
    lack an item; an order or a guest that points at nothing is a warning.

    Args:
        meeting: the meeting file.
        entry: the body with all its meetings.
        placed: all of the body's accepted proposals, each in its latest version.
    """
    standing = [_Named(standing_key(one), one.title) for one in entry.body.standing_items if one.holds(meeting.date)]
    here = [*standing, *_named(items_for(entry, meeting, placed))]
    everything = _named(placed)
    postponed = [one.item for one in meeting.postponed]
    guests = [[(f"gæster[{number}].punkter", item) for item in guest.items] for number, guest in enumerate(meeting.guests, 1)]
    elsewhere = _Elsewhere(entry, tuple(placed))
    found = [
        *_each("rækkefølge", meeting.order, here, Severity.WARNING, elsewhere),
        *_each("flyttet_hertil", meeting.moved_here, everything, Severity.ERROR, elsewhere),
        *_each("trukket", meeting.withdrawn, here, Severity.ERROR, elsewhere),
        *_each("udskudt", postponed, everything, Severity.ERROR, elsewhere),
        *(one for items in guests for field, item in items for one in _judge(field, item, here, Severity.WARNING, elsewhere)),
    ]
    return (*found, *_judge_days(meeting, entry))


@dataclass(frozen=True)
class _Elsewhere:
    """Where an item stands that a meeting file looked for in vain."""

    entry: BodyFile
    placed: tuple[Placed, ...]

    def says(self, reference: str) -> str:
        """The sentence that names the item's own meeting; empty when no accepted proposal is meant."""
        for one in self.placed:
            if means(reference, proposal_key(one), one.proposal.title):
                day = meeting_of(one, self.entry)
                where = f"står på mødet den {danish.long_date(day)}" if day else "venter på et møde"
                return f"Nr.{danish.NBSP}{one.number} {where}; skriv det under flyttet_hertil, hvis det skal med her."
        return ""


def _named(placed: Sequence[Placed]) -> list[_Named]:
    """The proposals as something that may be meant."""
    return [_Named(proposal_key(one), one.proposal.title) for one in placed]


def _each(
    field: str, references: Sequence[str], known: Sequence[_Named], severity: Severity, elsewhere: _Elsewhere
) -> list[Finding]:
    """The findings on every reference of a list."""
    return [
        finding
        for number, reference in enumerate(references, 1)
        for finding in _judge(f"{field}[{number}]", reference, known, severity, elsewhere)
    ]


def _judge(field: str, reference: str, known: Sequence[_Named], severity: Severity, elsewhere: _Elsewhere) -> list[Finding]:
    """One reference: it ought to mean exactly one item."""
    meant = [one for one in known if means(reference, one.key, one.title)]
    if len(meant) == 1:
        return []
    if meant:
        keys = danish.join([one.key for one in meant])
        return [_finding(severity, field, f"”{reference}” er titlen på flere punkter: {keys}.", "Skriv nummeret i stedet.")]
    names = [name for one in known for name in (one.title, one.key.partition(":")[2])]
    hint = elsewhere.says(reference) or danish.did_you_mean(reference, names)
    usual = "Skriv kvitteringens nummer, punktets titel eller det faste punkts id."
    return [_finding(severity, field, f"Intet punkt hedder ”{reference}”.", hint or usual)]


def _judge_days(meeting: Meeting, entry: BodyFile) -> list[Finding]:
    """The days to which items are postponed: later meetings of the body."""
    days = [one.date for one in entry.meetings if one.date > meeting.date]
    planned = f"Senere møder: {danish.join([danish.long_date(day) for day in days])}." if days else "Opret det møde først."
    return [
        _finding(
            Severity.ERROR,
            f"udskudt[{number}].til",
            f"{entry.body.name} har intet senere møde den {danish.long_date(one.to)}.",
            planned,
        )
        for number, one in enumerate(meeting.postponed, 1)
        if one.to and one.to not in days
    ]


def _finding(severity: Severity, field: str, problem: str, hint: str) -> Finding:
    """A finding of any severity."""
    return Finding(severity=severity, field=field, problem=problem, hint=hint)
