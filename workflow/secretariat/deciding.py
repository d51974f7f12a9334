"""The decision on one file: accepted, sent back, kept, or a duplicate of something that came before."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date, datetime

from workflow.archive.entries import AcceptedProposal, AcceptedRecord, Arrival, Decision, DocumentKind, Due
from workflow.archive.journal import Journal
from workflow.domain.findings import errors
from workflow.domain.minutes import MinutesRecord
from workflow.domain.placing import meeting_of
from workflow.domain.proposals import Placed, Proposal
from workflow.domain.receipts import Outcome, Receipt
from workflow.domain.register import BodyFile, Register
from workflow.domain.sameness import fingerprint, normalised, with_files
from workflow.secretariat.fates import Fate, receipt_name
from workflow.secretariat.judging import Verdict
from workflow.secretariat.receipting import compose_receipt, repeat_receipt


def known_duplicate(arrival: Arrival, journal: Journal) -> Arrival | None:
    """The earlier arrival that settles the matter before the file is read: the same bytes, accepted or deadly to the parser."""
    twin = journal.same_bytes(arrival)
    if twin and (twin.outcome is Outcome.ACCEPTED or twin.given_up):
        return twin
    return None


def repeat(arrival: Arrival, original: Arrival, journal: Journal) -> None:
    """Enter that a file is a duplicate of one that came before, without reading it.

    Args:
        arrival: the file.
        original: what ``known_duplicate`` found.
        journal: where it is entered.
    """
    with journal.transaction():
        fate = _duplicate(arrival, original, journal, same_bytes=True)
        journal.decide(arrival.number, _decision(arrival, fate, repeat_receipt(arrival, fate)))


def decide(arrival: Arrival, verdict: Verdict, journal: Journal, register: Register) -> None:
    """Decide on a file and enter the decision, with all that follows from it, in one transaction.

    Args:
        arrival: the file.
        verdict: what was thought of it.
        journal: what was decided before, and where this is entered.
        register: the bodies whose agendas it touches.
    """
    with journal.transaction():
        answers = answers_of(verdict, register, datetime.fromisoformat(arrival.received).date())
        fate = _fate(arrival, verdict, journal, answers)
        decision = _decision(arrival, fate, compose_receipt(arrival, verdict, fate))
        if fate.outcome is Outcome.ACCEPTED and verdict.proposal:
            accepted = _accepted(arrival, verdict, verdict.proposal, fate, answers)
            due = _due_agendas(accepted, verdict.entries, journal, register)
            decision = replace(decision, proposal=accepted, due=due)
        elif fate.outcome is Outcome.KEPT and verdict.case:
            decision = replace(decision, due=tuple(_agendas(_places(verdict.case.number, journal, register))))
        elif fate.outcome is Outcome.ACCEPTED and verdict.record:
            decision = _with_record(decision, verdict.record, fate, answers)
        journal.decide(arrival.number, decision)


def _decision(arrival: Arrival, fate: Fate, receipt: Receipt) -> Decision:
    """The decision as far as it is the same for every file."""
    original = fate.original.number if fate.original else None
    return Decision(fate.outcome, receipt, receipt_name(arrival, fate.outcome), duplicate_of=original)


def _fate(arrival: Arrival, verdict: Verdict, journal: Journal, answers: str) -> Fate:
    """What becomes of the file, by what came before it."""
    twin = journal.same_bytes(arrival)
    if twin and (twin.outcome is Outcome.ACCEPTED or not verdict.accepted):
        return _duplicate(arrival, twin, journal, same_bytes=True)
    if not verdict.accepted:
        return Fate(_refusal(verdict), arrival.number)
    same = journal.same_answers(answers)
    if same is not None:
        return _duplicate(arrival, journal.arrival(same), journal, same_bytes=False)
    if verdict.record:
        version, first = journal.record_version(verdict.record.body, verdict.record.meeting)
        return Fate(Outcome.ACCEPTED, first or arrival.number, version + 1)
    sent = {one.body for one in verdict.placements if one.meeting and journal.publication(one.body, one.meeting)}
    number, version = next(((one.number, one.version) for one in verdict.earlier), (arrival.number, 0))
    return Fate(Outcome.ACCEPTED, number, version + 1, published=frozenset(sent))


def _duplicate(arrival: Arrival, original: Arrival, journal: Journal, *, same_bytes: bool) -> Fate:
    """The fate of a duplicate."""
    newer = journal.superseded_by(original.number)
    return Fate(Outcome.DUPLICATE, arrival.number, original=original, same_bytes=same_bytes, newer=newer)


def _refusal(verdict: Verdict) -> Outcome:
    """What to call a file that is neither a sound proposal nor a sound record."""
    if verdict.case:
        return Outcome.KEPT
    if verdict.submission.answers or verdict.submission.schema_name:
        return Outcome.REJECTED
    return Outcome.UNREADABLE if errors(verdict.findings) else Outcome.KEPT


def answers_of(verdict: Verdict, register: Register, today: date) -> str:
    """The checksum over the answers, with bodies, proposer and task under their own names, however the sender spelled them.

    Args:
        verdict: what was found.
        register: the bodies and their own names.
        today: the day on which it was received.
    """
    if verdict.proposal:
        answers = fingerprint(normalised(verdict.proposal, verdict.entries, register, today))
        return with_files(answers, verdict.submission.enclosures)
    return fingerprint(verdict.record) if verdict.record else ""


def _with_record(decision: Decision, record: MinutesRecord, fate: Fate, answers: str) -> Decision:
    """The decision with the accepted minutes record, and the minutes that are due."""
    accepted = AcceptedRecord(record, answers, fate.version)
    return replace(decision, record=accepted, due=(Due(DocumentKind.MINUTES, record.body, record.meeting),))


def _accepted(arrival: Arrival, verdict: Verdict, proposal: Proposal, fate: Fate, answers: str) -> AcceptedProposal:
    """The proposal as it is entered; a new version counts as received when the first one was."""
    placed = Placed(
        number=fate.number,
        version=fate.version,
        body=verdict.placements[0].body,
        asked_for=proposal.meeting,
        received=min((one.received for one in verdict.earlier), default=arrival.received),
        proposal=proposal,
    )
    return AcceptedProposal(placed, answers, verdict.placements, tuple(one.number for one in verdict.earlier))


def _due_agendas(
    accepted: AcceptedProposal, entries: tuple[BodyFile, ...], journal: Journal, register: Register
) -> tuple[Due, ...]:
    """The agendas that an accepted proposal touches: where it stands now, and where all that it replaces stood."""
    now = [(entry, accepted.placed.model_copy(update={"body": entry.body.id})) for entry in entries]
    before = [place for number in accepted.replaces for place in _places(number, journal, register)]
    return tuple(dict.fromkeys(_agendas((*before, *now))))


def _places(number: int, journal: Journal, register: Register) -> Iterator[tuple[BodyFile, Placed]]:
    """The bodies in which an accepted proposal stands now."""
    for one in journal.places(number):
        entry = register.find(one.body)
        if entry:
            yield entry, one


def _agendas(places: Iterable[tuple[BodyFile, Placed]]) -> Iterator[Due]:
    """The agendas on which a proposal stands."""
    for entry, placed in places:
        day = meeting_of(placed, entry)
        if day:
            yield Due(DocumentKind.AGENDA, entry.body.id, day)
