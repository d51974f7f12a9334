"""Which files belong to which case: those that came with its form, before it, after it, or all alone."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from workflow import danish
from workflow.archive.journal import Journal
from workflow.domain.enclosures import Enclosure, fitting, lacking
from workflow.domain.findings import Finding, note
from workflow.domain.placing import meeting_of
from workflow.domain.proposals import Placed, Proposal
from workflow.domain.register import Register
from workflow.domain.rules.enclosed import judge_enclosed
from workflow.domain.succession import Brought, in_force, left_behind
from workflow.intake.submissions import Submission
from workflow.secretariat.fates import said_number

WAITS = timedelta(days=90)
"""For so long a file that came alone may wait for the form that names it."""
_NOW = 2**62


def with_loose(
    proposal: Proposal, own: tuple[Enclosure, ...], earlier: tuple[Placed, ...], journal: Journal, received: datetime
) -> tuple[Enclosure, ...]:
    """The files that came with a form, and those that had come alone before it and that it names.

    Args:
        proposal: what the form says.
        own: the files that came with it.
        earlier: the accepted proposals that it corrects.
        journal: what came before.
        received: when it came, local time.
    """
    standing = in_force(proposal.attachments, _brought(proposal, own, earlier, journal))
    missing = lacking(proposal.attachments, standing)
    since = (received - WAITS).isoformat(timespec="seconds")
    loose = [file for one in (journal.loose(since) if missing else ()) for file in one.files]
    return (*own, *fitting(missing, loose))


def missed(
    proposal: Proposal, submission: Submission, enclosed: tuple[Enclosure, ...], earlier: tuple[Placed, ...], journal: Journal
) -> Iterator[Finding]:
    """What its sender should know of the files that came, and of those that did not."""
    brought = _brought(proposal, enclosed, earlier, journal)
    files, alone = in_force(proposal.attachments, brought), not submission.form
    gone = left_behind([named for one in earlier for named in one.proposal.attachments], brought)
    return judge_enclosed(proposal.attachments, files, alone=alone, closed=proposal.closed, gone=gone)


def _brought(
    proposal: Proposal, own: tuple[Enclosure, ...], earlier: tuple[Placed, ...], journal: Journal
) -> tuple[Brought, ...]:
    """What would have come for the case if the proposal were accepted, the latest first."""
    before = sorted((came for one in earlier for came in journal.brought(one.number)), key=lambda came: -came.arrival)
    return (Brought(_NOW, False, own, proposal.attachments), *before)


def case_of(enclosures: tuple[Enclosure, ...], register: Register, journal: Journal, today: date) -> Placed | None:
    """The one accepted proposal, for a meeting that is not held yet, that names a file which came alone; None for several.

    Args:
        enclosures: the file, or the files of a zip without a form.
        register: the bodies.
        journal: what was accepted.
        today: meetings before this day have been held.
    """
    named: dict[int, Placed] = {}
    for entry in register.bodies if enclosures else ():
        for one in journal.accepted(entry.body.id):
            day = meeting_of(one, entry)
            if (day is None or day >= today) and fitting(one.proposal.attachments, enclosures):
                named.setdefault(one.number, one)
    return next(iter(named.values())) if len(named) == 1 else None


def belongs(case: Placed) -> Finding:
    """That a file which came alone is an attachment to a case."""
    return note("", f"Filen er bilag til {said_number(case.number)}, ”{case.proposal.title}”.", "Du behøver ikke gøre noget.")


def told(enclosed: tuple[Enclosure, ...]) -> str:
    """The files as a receipt lists them: "Kriterier.pdf (4 sider), Tal.xlsx"."""
    seen = (one for one in enclosed if not one.inline)
    return danish.join([one.told + (f" ({danish.counted(one.pages, 'side', 'sider')})" if one.pages else "") for one in seen])
