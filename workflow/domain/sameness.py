"""Whether two things that came in are the same: the same answers, or the same proposal corrected."""

import hashlib
import json
import re
from collections.abc import Sequence
from datetime import date
from difflib import SequenceMatcher

from workflow import danish
from workflow.domain.bodies import Party
from workflow.domain.enclosures import Enclosure
from workflow.domain.naming import party_name, task_named
from workflow.domain.placing import meeting_of
from workflow.domain.proposals import Placed, Proposal
from workflow.domain.records import Record
from workflow.domain.register import BodyFile, Register

SPELLED_ALIKE = 0.8
_SUBJECT_ONLY = re.compile(r"(?:kle\b\D*)?\d\d(?:[. -]\d\d){1,2}(?:[. -]*[a-zæøå]\d\d)?")
"""A number of KL's subject plan (KLE), also with its action facet: what kind of case it is, without saying which one."""
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

    A proposal whose meeting has been held is history: the next one with its title is a new proposal.

    Args:
        proposal: what has come in.
        entry: one of the bodies that it is for.
        register: where proposers are known by their variants.
        accepted: the body's accepted proposals, each in its latest version.
        today: meetings before this day have been held.
    """
    parties = register.parties(entry.body, today)
    same = (one for one in accepted if is_same_proposal(proposal, one.proposal, parties))
    return next((one for one in same if (day := meeting_of(one, entry)) is None or day >= today), None)


def is_same_proposal(one: Proposal, other: Proposal, parties: Sequence[Party]) -> bool:
    """Whether two proposals are one and the same, before and after it was corrected.

    They are when one party proposes both, and the titles are the same; or the case number is, and the titles differ only
    in spelling or in words added. What only says the subject of a case is no case number, since many cases share it.

    Args:
        one: a proposal.
        other: another one for the same body.
        parties: those of the body, known by their variants.
    """
    if not are_titled_alike(one, other):
        return False
    return danish.folded(party_name(one.proposer, parties)) == danish.folded(party_name(other.proposer, parties))


def are_titled_alike(one: Proposal, other: Proposal) -> bool:
    """Whether two proposals may be one and the same by their titles and case numbers, whoever proposes them."""
    title, other_title = danish.folded(one.title), danish.folded(other.title)
    if title == other_title:
        return True
    number = danish.folded(one.case_number)
    if not number or number != danish.folded(other.case_number) or _SUBJECT_ONLY.fullmatch(number):
        return False
    return _are_alike(title.split(), other_title.split())


def _are_alike(words: Sequence[str], others: Sequence[str]) -> bool:
    """Whether two titles are one but for spelling and words that were added to one of them; a number is never spelling."""
    shorter, longer = sorted((words, others), key=len)
    if len(shorter) * 2 < len(longer) or _figures(words) != _figures(others):
        return False
    for _, start, end, other_start, other_end in SequenceMatcher(None, shorter, longer, autojunk=False).get_opcodes():
        pairs = list(zip(shorter[start:end], longer[other_start:other_end], strict=False))
        if len(pairs) < end - start or not all(_are_spelled_alike(*pair) for pair in pairs):
            return False
    return True


def _figures(words: Sequence[str]) -> list[str]:
    """Those of the words that hold figures."""
    return [word for word in words if any(sign.isdigit() for sign in word)]


def _are_spelled_alike(word: str, other: str) -> bool:
    """Whether two words may be one that was misspelled or inflected; "Nordjylland" is none of "Sydjylland"."""
    return word[0] == other[0] and SequenceMatcher(None, word, other).ratio() >= SPELLED_ALIKE
