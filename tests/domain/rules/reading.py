"""How the stories of the judgements read a proposal: the draft that a secretary would have on the table on 5 November 2026."""

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

from tests.domain.factories import DROPPED, MEETING_DAY, proposal, register
from workflow.domain.findings import Finding
from workflow.domain.register import Register
from workflow.domain.rules.drafts import Draft

Judgement = Callable[[Draft], Iterable[Finding]]


def draft(meeting: date = MEETING_DAY, *, known: Register | None = None, **changes: Any) -> Draft:
    """The faultless proposal with changes, for the meeting of every body that it is for."""
    case, books = proposal(**changes), known or register()
    entries = tuple(books.resolve(name) for name in case.bodies)
    return Draft(case, entries, tuple(meeting for _ in entries), DROPPED.date(), books.bodies)


def found(judge: Judgement, meeting: date = MEETING_DAY, **changes: Any) -> list[Finding]:
    """Everything that the judgement finds in the faultless proposal with changes."""
    return list(judge(draft(meeting, **changes)))


def problems(judge: Judgement, meeting: date = MEETING_DAY, **changes: Any) -> list[str]:
    """What the judgement says is wrong, each with its field."""
    return [f"{one.field}: {one.problem}" for one in found(judge, meeting, **changes)]
