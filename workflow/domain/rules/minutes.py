"""Judgements on a minutes record: the meeting, its items, and whether each decision had quorum and consensus (1–3, 16, 20)."""

from collections.abc import Iterator
from datetime import date

from workflow import danish
from workflow.domain.agendas import Agenda, AgendaItem
from workflow.domain.bodies import Body, DecisionForm
from workflow.domain.conclusions import MOST_WORDS, Ruling, ruling
from workflow.domain.findings import Finding, broken, error, note, warning
from workflow.domain.minutes import Conclusion, MinutesRecord
from workflow.domain.proposals import ItemType
from workflow.domain.quorum import RollCall, roll_call
from workflow.domain.register import BodyFile, Register
from workflow.domain.rules.attendance import judge_attendance

Matched = tuple[str, Conclusion, AgendaItem]


def judge_minutes(
    record: MinutesRecord, agenda: Agenda, entry: BodyFile, on: date, register: Register | None = None
) -> tuple[Finding, ...]:
    """Everything that is wrong with a filled record, or worth knowing.

    Args:
        record: the record as it was sent.
        agenda: the agenda of the meeting that it names.
        entry: the body.
        on: today.
        register: where successors are looked up, so that findings name them; without it they are named by id.
    """
    body, numbers = entry.body, tuple(item.number for item in agenda.items)
    matched, unmatched = _match(record, agenda)
    call = roll_call(record, body, numbers)
    return (
        *_judge_meeting(record, body, on, register),
        *judge_attendance(record, body, numbers),
        *unmatched,
        *_judge_missing(matched, agenda),
        *(finding for field, conclusion, item in matched for finding in _judge_item(field, conclusion, item, record)),
        *(finding for field, conclusion, item in matched for finding in _judge_decision(field, conclusion, item, call)),
        *_notes(body, record.meeting),
    )


def _judge_meeting(record: MinutesRecord, body: Body, on: date, register: Register | None) -> Iterator[Finding]:
    """The body exists on the meeting's day, the day has come, and the hours and dates follow each other."""
    day = record.meeting
    yield from judge_existence(body, day, register)
    if day > on:
        problem = f"Mødet den {danish.long_date(day)} er ikke holdt endnu."
        yield warning("mødedato", problem, "Se efter, om datoen er rigtig.")
    if record.start and record.end_time and record.end_time <= record.start:
        problem = f"Mødet kan ikke slutte kl.{danish.NBSP}{danish.clock(record.end_time)}, før det er begyndt."
        yield error("sluttede", problem, "Ret et af klokkeslættene.")
    if record.approved and record.approved < day:
        problem = f"Referatet kan ikke være godkendt den {danish.long_date(record.approved)}, før mødet er holdt."
        yield error("godkendt", problem, "Ret datoen, eller lad feltet være tomt, så længe referatet er et udkast.")


def judge_existence(body: Body, day: date, register: Register | None = None) -> tuple[Finding, ...]:
    """An error when the body does not exist on the day of its meeting, with its successor as the remedy (rule 20).

    Args:
        body: the body.
        day: the day of the meeting.
        register: where successors are looked up, so that they are named; without it their ids stand.
    """
    if body.holds(day):
        return ()
    if body.valid_to is None or day <= body.valid_to:
        return (error("mødedato", f"{body.name} fandtes ikke den {danish.long_date(day)}.", "Ret mødedatoen.", rule=20),)
    names = register.names(body.successor) if register else list(body.successor)
    problem = f"{body.name} ophørte den {danish.long_date(body.valid_to)} og kan ikke holde møde den {danish.long_date(day)}."
    hint = f"{danish.capital(body.definite)} er afløst af {danish.join(names)}; skriv referatet dér." if names else ""
    return (error("mødedato", problem, hint or "Ret mødedatoen.", rule=20),)


def _match(record: MinutesRecord, agenda: Agenda) -> tuple[list[Matched], list[Finding]]:
    """Each conclusion with the item it belongs to, by key or else by title; and a finding for each that belongs nowhere."""
    matched: list[Matched] = []
    findings: list[Finding] = []
    for place, conclusion in enumerate(record.conclusions, 1):
        item, field = _item_of(conclusion, agenda), f"punkter[{place}]"
        if item is None:
            findings.append(_extra(field, conclusion, agenda))
        elif any(item.key == other.key for _, _, other in matched):
            problem = f"Punkt {item.number}, {item.title}, står to gange."
            findings.append(error(field, problem, "Saml konklusionen ét sted, og slet det andet."))
        else:
            matched.append((field, conclusion, item))
    return matched, findings


def _item_of(conclusion: Conclusion, agenda: Agenda) -> AgendaItem | None:
    """The item with the conclusion's key; where it names no key, the item with its title."""
    if conclusion.key:
        return next((item for item in agenda.items if danish.folded(item.key) == danish.folded(conclusion.key)), None)
    return next((item for item in agenda.items if danish.folded(item.title) == danish.folded(conclusion.title)), None)


def _extra(field: str, conclusion: Conclusion, agenda: Agenda) -> Finding:
    """A conclusion on something that the agenda does not have."""
    by_name = {name: item for item in agenda.items for name in (item.title, item.key)}
    near = danish.nearest(conclusion.title, by_name) or danish.nearest(conclusion.key, by_name)
    guess = by_name[near[0]] if near else None
    hint = f"Mente du punkt {guess.number}, ”{guess.title}” (nøgle: {guess.key})?" if guess else ""
    problem = f"Punkt {conclusion.number}, {conclusion.title}, står ikke på dagsordenen."
    return error(field, problem, hint or "Slet punktet, eller skriv konklusionen under det punkt, hvor sagen blev behandlet.")


def _judge_missing(matched: list[Matched], agenda: Agenda) -> Iterator[Finding]:
    """Every item of the agenda that was not withdrawn has its conclusion."""
    keys = {item.key for _, _, item in matched}
    for item in agenda.items:
        if item.key not in keys and not item.withdrawn:
            problem = f"Punkt {item.number}, {item.title}, mangler i referatet."
            yield error("punkter", problem, f"Tilføj punktet med nr: {item.number} og nøgle: {item.key}.")


def _judge_item(field: str, conclusion: Conclusion, item: AgendaItem, record: MinutesRecord) -> Iterator[Finding]:
    """Number and title are the agenda's, the conclusion is there, and what follows lies after the meeting."""
    if danish.folded(conclusion.title) != danish.folded(item.title):
        problem = f"Punkt {item.number} hedder ”{item.title}” på dagsordenen, men ”{conclusion.title}” i referatet."
        yield error(f"{field}.titel", problem, f"Mente du ”{item.title}”? Hører konklusionen til et andet punkt, så flyt den.")
    if conclusion.number != item.number:
        problem = f"”{item.title}” er nr.{danish.NBSP}{item.number} på dagsordenen, men nr.{danish.NBSP}{conclusion.number} her."
        yield error(f"{field}.nr", problem, f"Skriv nr: {item.number}.")
    if not conclusion.conclusion and not item.withdrawn:
        problem = f"Konklusionen mangler ved punkt {item.number}, {item.title}."
        yield error(f"{field}.konklusion", problem, "Skriv, hvad mødet besluttede, for eksempel: Godkendt. eller: Drøftet.")
    if len(conclusion.brief.split()) > MOST_WORDS:
        problem = f"Den korte konklusion ved punkt {item.number} har mere end otte ord og bliver forkortet."
        yield warning(f"{field}.kort", problem, "Skriv den med højst otte ord.")
    for place, one in enumerate(conclusion.follow_up, 1):
        if one.deadline and one.deadline < record.meeting:
            problem = f"Fristen for ”{one.action}” ligger før mødet."
            yield warning(f"{field}.opfølgning[{place}].frist", problem, "Ret datoen.")


def _judge_decision(field: str, conclusion: Conclusion, item: AgendaItem, call: RollCall) -> Iterator[Finding]:
    """A decision had consensus and a quorum in every sector; discussion and information are never stopped (rules 1 and 2)."""
    said = ruling(conclusion.conclusion)
    if item.withdrawn or not conclusion.conclusion:
        return
    if item.type == ItemType.DECISION:
        yield from _judge_consensus(field, conclusion, item, call, said)
        yield from () if said is Ruling.LEAVES_OPEN else _judge_quorum(field, conclusion, item, call)
    elif call.lacking(conclusion):
        groups = danish.join([count.sentence() for count in call.lacking(conclusion)])
        problem = f"Punkt {item.number}, {item.title}, blev behandlet, uden at mødet var beslutningsdygtigt: {groups}."
        yield note(f"{field}.konklusion", problem, f"Det er i orden, fordi punktet er til {item.type}.", rule=2)


def _judge_quorum(field: str, conclusion: Conclusion, item: AgendaItem, call: RollCall) -> Iterator[Finding]:
    """One finding for each sector that was too few for the decision."""
    rule = call.body.quorum_rule(call.record.meeting)
    name = f"punkt {item.number}, {item.title}"
    for count in call.lacking(conclusion):
        problem = f"Der er truffet beslutning om {name}, uden at mødet var beslutningsdygtigt: {count.sentence()}."
        hint = "Ret fremmødet, eller skriv, at punktet er drøftet eller udsat."
        yield broken(rule.assumed if rule else "", f"{field}.konklusion", problem, hint, rule=2)


def _judge_consensus(field: str, conclusion: Conclusion, item: AgendaItem, call: RollCall, said: Ruling) -> Iterator[Finding]:
    """Whether there was consensus is said, and nothing is approved without it, where the body decides so."""
    rule = call.body.decision_rule(call.record.meeting)
    if rule is None or rule.form is not DecisionForm.CONSENSUS:
        return
    name = f"Punkt {item.number}, {item.title},"
    if conclusion.consensus is None and said is not Ruling.LEAVES_OPEN:
        problem = f"{name} er til beslutning, men det fremgår ikke, om der var konsensus."
        yield error(f"{field}.konsensus", problem, "Skriv konsensus: ja eller konsensus: nej.", rule=1)
    if conclusion.consensus is False and said is Ruling.APPROVES:
        problem = f"{name} er godkendt, men der var ikke konsensus."
        hint = "Ret konsensus til ja, eller skriv, at punktet er drøftet eller udsat."
        yield broken(rule.assumed, f"{field}.konklusion", problem, hint, rule=1)
    elif conclusion.consensus is False:
        problem = f"Der var ikke konsensus om punkt {item.number}, {item.title}."
        yield warning(f"{field}.konsensus", problem, "Referatet skriver: Der var ikke konsensus.", rule=1)


def _notes(body: Body, day: date) -> Iterator[Finding]:
    """Which rules that the record was judged by no source states (rule 3)."""
    rules = (("beslutningsdygtighed", body.quorum_rule(day)), ("konsensus", body.decision_rule(day)))
    for field, rule in rules:
        if rule and rule.assumed:
            yield note(field, f"Reglen om {field} er forudsat: {rule.assumed}", "Bekræft den i forretningsordenen.", rule=3)
