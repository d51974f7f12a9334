"""Whether two things that came in are the same: the same answers, or the same proposal corrected."""

import hashlib
import json
from collections.abc import Sequence
from datetime import date
from difflib import SequenceMatcher

from workflow import danish
from workflow.domain.enclosures import Enclosure
from workflow.domain.naming import party_name, task_named
from workflow.domain.placing import meeting_of
from workflow.domain.proposals import Placed, Proposal
from workflow.domain.records import Record
from workflow.domain.register import BodyFile, Register

SIMILAR = 0.6
_WRAPPING = {"skema", "slut"}
_EMPTY: tuple[object, ...] = ("", None, [])


def fingerprint(record: Record) -> str:
    """A checksum over the answers alone: Word, YAML and JSON with the same answers have the same one.

    What was left empty does not count, so that a field which a later version adds changes no old checksum.

    Returns:
        SHA-256 as hexadecimal.
    """
    answers = {name: value for name, value in record.written().items() if name not in _WRAPPING and value not in _EMPTY}
    text = json.dumps(answers, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def with_files(answers: str, files: Sequence[Enclosure]) -> str:
    """The checksum over the answers and the files that came along: the same answers with another attachment are not the same.

    Returns:
        SHA-256 as hexadecimal; that of the answers alone where no file came along.
    """
    sums = sorted(one.sha256 for one in files if not one.inline)
    return hashlib.sha256(" ".join((answers, *sums)).encode()).hexdigest() if sums else answers


def normalised(proposal: Proposal, entries: Sequence[BodyFile], register: Register, today: date) -> Proposal:
    """The proposal with its bodies, proposer and task under the register's own names, so that spelling makes no other answers.

    What the register does not know stays as it was written.

    Args:
        proposal: what has come in.
        entries: the bodies that it is for.
        register: where proposers are known by their variants.
        today: the day as of which the parties are looked up.
    """
    parties = tuple(dict.fromkeys(party for entry in entries for party in register.parties(entry.body, today)))
    tasks = (task for entry in entries if (task := task_named(proposal.task, entry.body)))
    task = next(tasks, None)
    own = {
        "bodies": tuple(entry.body.id for entry in entries),
        "proposer": party_name(proposal.proposer, parties),
        "task": task.id if task else proposal.task,
    }
    return proposal.model_copy(update=own)


def earlier_version(
    proposal: Proposal, entry: BodyFile, register: Register, accepted: Sequence[Placed], today: date
) -> Placed | None:
    """The accepted proposal of the body that a new one corrects, if any.

    It is the same proposal when the proposer and the title are the same, or the case number with a similar title. A
    proposal whose meeting has been held is history: the next one with its title is a new proposal.

    Args:
        proposal: what has come in.
        entry: one of the bodies that it is for.
        register: where proposers are known by their variants.
        accepted: the body's accepted proposals, each in its latest version.
        today: meetings before this day have been held.
    """
    parties = register.parties(entry.body, today)
    title, number = danish.folded(proposal.title), danish.folded(proposal.case_number)

    def proposer(one: Proposal) -> str:
        """The proposer by its own name."""
        return danish.folded(party_name(one.proposer, parties))

    def is_same(other: Proposal) -> bool:
        """Whether the other one is this proposal before it was corrected."""
        other_title = danish.folded(other.title)
        if title == other_title and proposer(proposal) == proposer(other):
            return True
        if not number or number != danish.folded(other.case_number):
            return False
        return SequenceMatcher(None, title, other_title).ratio() >= SIMILAR

    same = (one for one in accepted if is_same(one.proposal))
    return next((one for one in same if (day := meeting_of(one, entry)) is None or day >= today), None)
