"""Which files follow a form that answers a receipt: those that came with what was sent back, or with the mail of a draft."""

import contextlib

from workflow import danish
from workflow.archive.entries import Arrival
from workflow.archive.journal import Journal
from workflow.domain.enclosures import Enclosure
from workflow.domain.receipts import Outcome, Receipt
from workflow.intake.submissions import Submission
from workflow.secretariat.fates import answered_number, draft_name, receipt_number, returned_name


def came_with(submission: Submission, journal: Journal) -> tuple[Enclosure, ...]:
    """The files that came with a form, and those of the arrival that it answers, whatever they are called.

    A form says what it answers by our comments in it or by the name under which we sent it back, a draft by its receipt's
    number. A file that comes anew takes the place of one of the same name.

    Args:
        submission: what was read.
        journal: what came before.
    """
    own = submission.enclosures
    known = {danish.folded(one.name) for one in own} | {one.sha256 for one in own}
    return (*own, *(one for one in _answered(submission, journal) if not known & {danish.folded(one.name), one.sha256}))


def _answered(submission: Submission, journal: Journal) -> tuple[Enclosure, ...]:
    """The files of the arrival that a submission answers; none where it answers none of ours."""
    name = submission.form or submission.file
    number = answered_number(submission.answers_to or name)
    with contextlib.suppress(IndexError):  # a number that was never given
        arrival = journal.arrival(number) if number else None
        receipt: Receipt | None = arrival.receipt if arrival else None
        if arrival and receipt and arrival.outcome is Outcome.REJECTED and _is_ours(arrival, submission.answers_to, name):
            files = receipt.enclosures
            return tuple(one if one.arrival else one.model_copy(update={"arrival": arrival.number}) for one in files)
    return ()


def _is_ours(arrival: Arrival, answers_to: str, name: str) -> bool:
    """Whether the number is that of the arrival, and not of one that another machine gave it to."""
    if answers_to:
        return answers_to == receipt_number(arrival)
    return any(name.startswith(own.rpartition(".")[0]) for own in (returned_name(arrival), draft_name(arrival)))
