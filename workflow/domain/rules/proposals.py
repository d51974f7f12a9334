"""Judgements on a proposal, once its shape is right: does it make sense to the bodies that it is for?"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from workflow import danish
from workflow.domain.bodies import Body, Party, PartyKind, PatientRule, TaskRule
from workflow.domain.findings import Finding, Severity, error, note, warning
from workflow.domain.naming import parties_named, task_named
from workflow.domain.placing import Placement, place
from workflow.domain.proposals import ItemType, Proposal
from workflow.domain.register import BodyFile, Register
from workflow.domain.rules.bodies import right_name
from workflow.domain.rules.drafts import Draft
from workflow.domain.rules.money import judge_amounts
from workflow.domain.rules.scrutiny import scrutinise
from workflow.domain.rules.wording import adopts_health_agreement, is_about_goals, names_money, sets_up_something
from workflow.errors import AmbiguousBodyError, UnknownBodyError


@dataclass(frozen=True)
class _Case:
    """A proposal as one body meets it on the day of the meeting."""

    proposal: Proposal
    body: Body
    register: Register
    on: date


def judge_proposal(proposal: Proposal, register: Register, received: datetime) -> tuple[Finding, ...]:
    """Everything worth saying about a proposal, for every body that it is for; several bodies are named in the problem.

    Rules 11, 12, 22, 23, 25–28 and 32 of the domain note, what the form itself asks for, and what a good secretary would
    see (``scrutiny``). The findings of ``place`` (no such meeting, after the deadline, the body is dissolved) are among them.

    Args:
        proposal: of the right shape.
        register: the bodies, their parties and rules.
        received: when it was received, local time.
    """
    entries, found = resolve_bodies(proposal, register)
    placements = [place(proposal, entry, received, register) for entry in entries]
    days = tuple(one.meeting or proposal.meeting or received.date() for one in placements)
    judged = [*found, *_judge_openness(proposal), *judge_amounts(proposal)]
    judged += scrutinise(Draft(proposal, entries, days, received.date(), register.bodies))
    judged += _judge_places(proposal, entries, placements)
    for entry, on in zip(entries, days, strict=True):
        judged += _judge_for(_Case(proposal, entry.body, register, on))
    return in_order(judged)


def _judge_places(proposal: Proposal, entries: Sequence[BodyFile], placements: Sequence[Placement]) -> list[Finding]:
    """What was found on placing it; a day on which only some of the bodies meet has a remedy for all of them."""
    found: list[Finding] = []
    some_meet = any(one.meeting for one in placements)
    for entry, placement in zip(entries, placements, strict=True):
        is_off = some_meet and not placement.meeting and proposal.meeting and entry.body.holds(proposal.meeting)
        changes = {"hint": "Lad datoen stå tom; så kommer forslaget på hvert organs næste møde."} if is_off else {}
        found += [one.model_copy(update=changes) for one in placement.findings]
    return found


def resolve_bodies(proposal: Proposal, register: Register) -> tuple[tuple[BodyFile, ...], tuple[Finding, ...]]:
    """The bodies that a proposal is for, each once, and an error for every name that means none or several."""
    entries: list[BodyFile] = []
    found: list[Finding] = []
    for asked in proposal.bodies:
        try:
            entry = register.resolve(asked)
        except UnknownBodyError:
            found.append(error("organer", f"Intet organ hedder ”{asked}”.", right_name(asked, proposal.proposer, register)))
        except AmbiguousBodyError:
            hint = f"Skriv et af disse: {danish.join(_ids(asked, register), 'eller')}."
            found.append(error("organer", f"”{asked}” kan være flere organer.", hint))
        else:
            entries += [entry] if entry not in entries else []
    return tuple(entries), tuple(found)


def _ids(asked: str, register: Register) -> list[str]:
    """The ids of the bodies that an ambiguous name may mean."""
    wanted = danish.folded(asked)
    return [
        one.body.id
        for one in register.bodies
        if wanted in {danish.folded(name) for name in (one.body.name, *one.body.variants)}
        or danish.folded(one.body.id).endswith(f"-{wanted}")
    ]


def in_order(found: Iterable[Finding]) -> tuple[Finding, ...]:
    """The findings as the form has its fields, each once; those of one field by severity."""
    places = {field.alias or name: place for place, (name, field) in enumerate(Proposal.model_fields.items())}
    grave = list(Severity)
    unique = dict.fromkeys(found)
    return tuple(
        sorted(unique, key=lambda one: (places.get(one.field.partition("[")[0], len(places)), grave.index(one.severity)))
    )


def _judge_openness(proposal: Proposal) -> list[Finding]:
    """A closed item says why; an open one has no reason to."""
    if proposal.closed and not proposal.closed_reason:
        problem = "Punktet er lukket, men det fremgår ikke hvorfor."
        return [error("lukket_begrundelse", problem, "Skriv grunden med henvisning til loven, eller gør punktet åbent.")]
    if proposal.closed_reason and not proposal.closed:
        problem = "Der er en begrundelse for at lukke punktet, men punktet er ikke sat til lukket."
        return [warning("lukket_begrundelse", problem, "Gør punktet lukket, eller slet begrundelsen.")]
    return []


def _judge_for(case: _Case) -> list[Finding]:
    """What depends on the body: who proposes, patients, tasks, goals, and what is not the body's to decide."""
    judgements: tuple[Callable[[_Case], list[Finding]], ...] = (
        _judge_proposer,
        _judge_patients,
        _judge_group,
        _judge_separate_discussion,
        _judge_task,
        _judge_goals,
        _judge_adoption,
    )
    return [finding for judge in judgements for finding in judge(case)]


def _judge_proposer(case: _Case) -> list[Finding]:
    """Rule 23: the parties, the cooperation committee, the chairs and the secretariat may propose."""
    parties = case.register.parties(case.body, case.on)
    found, unknown = parties_named(case.proposal.proposer, parties)
    errors = [_unknown_proposer(name, case, parties) for name in unknown]
    if not unknown and all(party.kind is PartyKind.PATIENTS for party in found):
        names = danish.join([party.name for party in found])
        problem = f"Det fremgår ikke af kilderne, at {names} selv kan stille forslag."
        return [warning("forslagsstiller", problem, "Aftal med formandskabet eller en part, at de stiller forslaget.", 23)]
    return errors


def _unknown_proposer(name: str, case: _Case, parties: Sequence[Party]) -> Finding:
    """The error that a proposer is no party of the body, with the nearest party or all of them."""
    allowed = danish.join([party.name for party in parties if party.kind is not PartyKind.PATIENTS])
    problem = f"”{name}” kan ikke stille forslag til {case.body.name}."
    return error("forslagsstiller", problem, f"{_guess(name, case, parties)}Forslag kan stilles af {allowed}.", 23)


def _guess(name: str, case: _Case, parties: Sequence[Party]) -> str:
    """The sentence that suggests a party; empty for a municipality that is known, but is no party of the body."""
    bare_name = danish.folded(name).removesuffix(" kommune")
    known = {variant.removesuffix(" Kommune"): party.name for party in parties for variant in (party.name, *party.variants)}
    others = {danish.folded(one.name) for region in case.register.regions for one in region.municipalities}
    near = [] if bare_name in others else danish.nearest(bare_name, known)
    return f"Mente du ”{known[near[0]]}”? " if near else ""


def _judge_patients(case: _Case) -> list[Finding]:
    """Rule 11: patients and relatives are involved where relevant, so the item says how."""
    if case.proposal.patient_involvement:
        return []
    problem = "Det fremgår ikke, hvordan patienter og pårørende er inddraget."
    return [warning("patientinddragelse", problem, "Skriv hvordan, eller skriv, hvorfor det ikke er relevant.", 11)]


def _judge_group(case: _Case) -> list[Finding]:
    """Rule 12: the patient committee is invited when a working group or project is set up."""
    proposal = case.proposal
    if proposal.invites_patient_committee:
        return []
    if proposal.sets_up_group is None and sets_up_something(proposal):
        problem = "Sagen ser ud til at nedsætte en arbejdsgruppe eller et projekt, men feltet er ikke besvaret."
        return [warning("nedsætter_arbejdsgruppe", problem, "Skriv ja eller nej.", 12)]
    if not proposal.sets_up_group:
        return []
    committee = case.register.find(case.body.patient_committee)
    name = committee.body.name if committee else "Patientinddragelsesudvalget"
    problem = f"Sagen nedsætter en arbejdsgruppe eller et projekt, men {name} er ikke inviteret."
    if case.body.patient_rule is PatientRule.MUST:
        hint = f"{case.body.name} skal invitere udvalget: skriv ja, og tag det med i sagsfremstillingen."
        return [error("inviterer_patientudvalget", problem, hint, 12)]
    hint = f"{case.body.name} inddrager udvalget, hvor det er relevant: overvej, om det skal med."
    return [warning("inviterer_patientudvalget", problem, hint, 12)]


def _judge_separate_discussion(case: _Case) -> list[Finding]:
    """Rule 22: strategic and economic topics may be discussed by the authorities each on their own.

    A note only, where no source says so of the body.
    """
    proposal, hint = case.proposal, "Skriv ja, hvis region og kommuner også skal drøfte sagen hver for sig."
    if proposal.separate_discussion:
        problem = "Sagen drøftes også særskilt i regionen og i kommunerne."
        return [note("særskilt_drøftelse", problem, "Hold øje med, at drøftelserne når at blive holdt før mødet.", 22)]
    if proposal.type is not ItemType.DECISION or not (proposal.amounts or proposal.total or names_money(proposal)):
        return []
    problem = "Sagen handler om penge, men det er ikke sagt, at myndighederne drøfter den særskilt."
    tell = warning if case.body.separate_discussion else note
    return [tell("særskilt_drøftelse", problem, hint, 22)]


def _judge_task(case: _Case) -> list[Finding]:
    """Rules 25 and 26: an item names the task of the charter that it belongs to; it is never an error that it does not."""
    body, task = case.body, case.proposal.task
    if not body.tasks or task_named(task, body):
        return []
    names = [one.title for one in body.tasks]
    if task:
        guess = danish.did_you_mean(task, [*names, *(one.id for one in body.tasks)])
        problem = f"”{task}” er ikke en opgave i kommissoriet for {body.name}."
        return [warning("opgave", problem, guess or f"Opgaverne er: {'; '.join(names)}.", _task_rule(body))]
    problem = f"Sagen er ikke knyttet til en opgave i kommissoriet for {body.name}."
    if body.task_rule is TaskRule.START_FROM:
        return [warning("opgave", problem, f"Vælg en af opgaverne: {'; '.join(names)}.", 25)]
    return [note("opgave", problem, f"{danish.capital(body.definite)} kan frit tage andre emner op.", 26)]


def _task_rule(body: Body) -> int:
    """The number of the rule on tasks that holds for the body."""
    return 25 if body.task_rule is TaskRule.START_FROM else 26


def _judge_goals(case: _Case) -> list[Finding]:
    """Rule 28: goals are set within the health agreement."""
    task = task_named(case.proposal.task, case.body)
    if case.proposal.health_agreement or not is_about_goals(case.proposal, task):
        return []
    problem = "Sagen sætter mål, men henviser ikke til sundhedsaftalen."
    return [warning("sundhedsaftale", problem, "Skriv, hvilken del af sundhedsaftalen målet hører under.", 28)]


def _judge_adoption(case: _Case) -> list[Finding]:
    """Rule 32: the health agreement is drafted by the cooperation committee and concluded by region and municipalities."""
    if not adopts_health_agreement(case.proposal):
        return []
    problem = f"Sagen lægger op til, at {case.body.name} godkender sundhedsaftalen."
    hint = "Den indgås af regionsrådet og kommunalbestyrelserne; indstil for eksempel, at organet kommer med input til den."
    return [warning("indstilling", problem, hint, 32)]
