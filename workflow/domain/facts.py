"""The facts that a charter text may name in braces, as the register gives them on a day."""

from collections.abc import Mapping
from datetime import date
from functools import lru_cache

from workflow import danish
from workflow.domain.bodies import Body, MeetingRule, Seat
from workflow.domain.composition import approvals_table, bullet_list, composition_table, one_of, task_list
from workflow.domain.invited import in_sentence
from workflow.domain.records import Sourced
from workflow.domain.register import BodyFile, Register
from workflow.domain.shares import requirement, share_in_words
from workflow.formats import escape_markdown, slug

MARKDOWN_FACTS = frozenset({"klyngeliste", "kommuneliste", "opgaver", "tabel_sammensætning", "tabel_godkendelser"})
# Facts that a body has only when its register file has the key; the key is named when the fact is missing.
OPTIONAL_FACTS = {
    "antal_møder": "møder",
    "møderegel": "møder",
    "beslutningsform": "beslutninger",
    "andel": "beslutningsdygtighed",
    "fremmødekrav": "beslutningsdygtighed",
    "formandskab": "formandskab",
    "også_medlem_af": "formandskab: også_medlem_af",
    "samarbejdsudvalg": "samarbejdsudvalg",
    "patientudvalg": "patientudvalg",
    "sekretariat_kontakter": "sekretariat: kontakter",
    "forretningsorden": "forretningsorden",
    "retsgrundlag": "retsgrundlag",
    "funktionsperiode": "funktionsperiode",
    "gyldig_fra": "gyldig_fra",
    "gyldig_til": "gyldig_til",
    "efterfølger": "afløses_af",
    "forgænger": "afløser",
}
NOT_STATED = "ikke oplyst"


def facts(entry: BodyFile, register: Register, on: date) -> dict[str, str]:
    """Every fact of the body by its name, as of the day; for a body that has ended or not begun, as of its nearest day.

    The values are plain text, save those of ``MARKDOWN_FACTS``, which stand alone on their line.

    Args:
        entry: the body.
        register: where its region and its sister bodies stand.
        on: the day.
    """
    return own_facts(entry.body) | derived_facts(entry, register, on)


def derived_facts(entry: BodyFile, register: Register, on: date) -> dict[str, str]:
    """The facts that follow from the body's own records, without those that its ``fakta`` state."""
    body = entry.body
    day = within(body, on)
    found = {
        **_identity(body, register),
        **_membership(body, register, day),
        **_sisters(body, register, day),
        **_rules(body, day),
        **_marks(body, day),
        **_approvals(body, register),
        **{name: value for seat in body.seats for name, value in _seat(seat).items()},
        "opgaver": task_list(body.tasks),
        "antal_opgaver": _count(len(body.tasks), "opgave"),
        "tabel_sammensætning": composition_table(body),
        "tabel_godkendelser": approvals_table(body.approvals),
    }
    return {name: value for name, value in found.items() if value or name not in OPTIONAL_FACTS}


def own_facts(body: Body) -> dict[str, str]:
    """The facts that the body's file states: a date is printed in words, a whole number as a count."""
    return {name: _printed(value) for name, value in body.facts.items()}


def within(body: Body, on: date) -> date:
    """The day, moved into the time for which the body exists: what a dissolved body was on its last day."""
    day = max(on, body.valid_from) if body.valid_from else on
    return min(day, body.valid_to) if body.valid_to else day


def _printed(value: str) -> str:
    """A stated fact as it is printed."""
    if value.isdecimal():
        return danish.count_word(int(value))
    try:
        return danish.long_date(date.fromisoformat(value))
    except ValueError:
        return value


def _identity(body: Body, register: Register) -> dict[str, str]:
    """Names, law and time."""
    chairs = body.co_chairs
    committees = {"samarbejdsudvalg": body.cooperation_committee, "patientudvalg": body.patient_committee}
    return {
        "navn": body.name,
        "bestemt": body.definite,
        "niveau": body.level,
        "region": register.region(body.region).name,
        "retsgrundlag": body.legal_basis,
        "sekretariat": body.secretariat.name,
        "sekretariat_kontakter": danish.join(body.secretariat.contacts),
        "forretningsorden": body.rules_of_procedure,
        "funktionsperiode": body.term.text if body.term else "",
        "gyldig_fra": danish.long_date(body.valid_from) if body.valid_from else "",
        "gyldig_til": danish.long_date(body.valid_to) if body.valid_to else "",
        "efterfølger": danish.join(register.names(body.successor)),
        "forgænger": danish.join(register.names(body.predecessor)),
        "formandskab": danish.join([in_sentence(one) for one in chairs.members]) if chairs else "",
        "også_medlem_af": danish.join(register.names([chairs.also_in])) if chairs and chairs.also_in else "",
        **{name: danish.join(register.names([other])) if other else "" for name, other in committees.items()},
    }


def _membership(body: Body, register: Register, day: date) -> dict[str, str]:
    """Parties, municipalities and sectors."""
    full, sectors = _full_names(body, register, day), [sector.name.lower() for sector in body.sectors]
    short = danish.alphabetical(one.name for one in body.municipalities_on(day))
    doubtful = danish.alphabetical(f"{one.name} Kommune" for one in body.municipalities_on(day) if one.uncertain)
    return {
        "kommuner": danish.join(full),
        "kommunenavne": danish.join(short),
        "kommuneliste": bullet_list(escape_markdown(name) for name in full),
        "antal_kommuner": _count(len(full), "kommune"),
        "forbehold": " ".join(f"Det er ikke bekræftet, at {name} hører til {body.definite}." for name in doubtful),
        "parter": danish.join(_parties(body, register, day)),
        "almen_praksis": register.region(body.region).general_practice.name,
        "sektorer": danish.join(sectors),
        "antal_sektorer": _count(len(sectors), "sektor"),
    }


def _full_names(body: Body, register: Register, day: date) -> list[str]:
    """The municipalities as they sign, in alphabetical order."""
    region = register.region(body.region)
    found = ((one, region.municipality(one.code)) for one in body.municipalities_on(day))
    return danish.alphabetical(known.full_name if known else f"{one.name} Kommune" for one, known in found)


def _parties(body: Body, register: Register, day: date) -> list[str]:
    """Municipalities, region and, where the body has that sector, general practice."""
    region = register.region(body.region)
    practice = [region.general_practice.name] if any(sector.id == "almen-praksis" for sector in body.sectors) else []
    return [*_full_names(body, register, day), region.name, *practice]


def _sisters(body: Body, register: Register, day: date) -> dict[str, str]:
    """The region's bodies of the same kind on the day, this one among them."""
    sisters = [entry.body for entry in register.valid(day) if (entry.body.kind, entry.body.region) == (body.kind, body.region)]
    lines = (f"**{escape_markdown(one.name)}**: {escape_markdown(danish.join(_parties(one, register, day)))}" for one in sisters)
    return {
        "antal_klynger": _count(len(sisters), body.kind),
        "klyngenavne": danish.join([one.name for one in sisters]),
        "klyngeliste": bullet_list(lines),
    }


def _seat(seat: Seat) -> dict[str, str]:
    """How many sit on a kind of seat, and who appoints them."""
    name, counts = seat.id.replace("-", "_"), {"antal": seat.exactly, "mindste_antal": seat.at_least}
    numbers = {f"{key}_{name}": _count(number, seat.singular) for key, number in counts.items() if number is not None}
    local = {f"antal_lokale_{name}": _count(seat.local, seat.singular)} if seat.local else {}
    appointed = {f"udpeges_af_{name}": seat.appointed_by} if seat.appointed_by else {}
    return {**numbers, **local, **appointed, f"forudsat_{name}": seat.assumed_suffix}


def _count(number: int, noun: str) -> str:
    """A count before a noun, whose gender decides between én and ét."""
    return one_of(noun) if number == 1 else danish.count_word(number)


def _rules(body: Body, day: date) -> dict[str, str]:
    """What the rules in force say."""
    decision, quorum, meetings = body.decision_rule(day), body.quorum_rule(day), body.meeting_rule(day)
    return {
        "beslutningsform": decision.form.value if decision else "",
        "andel": share_in_words(quorum.share) if quorum else "",
        "fremmødekrav": requirement(quorum) if quorum else "",
        "antal_møder": _count(meetings.per_year, "møde") if meetings else "",
        "møderegel": _meeting_rule(meetings) if meetings else "",
    }


def _meeting_rule(rule: MeetingRule) -> str:
    """How many meetings a year: "mindst to møder om året", "som udgangspunkt ét møde om året"."""
    noun = "møde" if rule.per_year == 1 else "møder"
    return f"{'mindst' if rule.binding else 'som udgangspunkt'} {_count(rule.per_year, 'møde')} {noun} om året"


def _marks(body: Body, day: date) -> dict[str, str]:
    """What to print behind a rule that is assumed, with its leading space; empty where a source states the rule."""
    rules: Mapping[str, Sourced | None] = {
        "beslutninger": body.decision_rule(day),
        "beslutningsdygtighed": body.quorum_rule(day),
        "suppleanter": body.substitute_rule(day),
        "møder": body.meeting_rule(day),
        "funktionsperiode": body.term,
        "formandskab": body.co_chairs,
        "sekretariat": body.secretariat,
    }
    return {f"forudsat_{name}": _mark(rule) for name, rule in rules.items()}


def _mark(rule: Sourced | None) -> str:
    """The bracket behind an assumed rule."""
    return rule.assumed_suffix if rule else ""


def _approvals(body: Body, register: Register) -> dict[str, str]:
    """When each body approved the charter, in one breath and one by one; "ikke oplyst" for those that nothing is stated of."""
    said = [
        f"{one.body} den {danish.long_date(one.on)}" if one.on else f"{one.body} ({NOT_STATED} hvornår)" for one in body.approvals
    ]
    each = [(one.body, _approval_day(approved_on(one.body, body))) for one in approvers(body, register)]
    single = {approval_fact(name): day for approver, day in each for name in (approver.name, *approver.variants)}
    stated = {approval_fact(one.body): _approval_day(one.on) for one in body.approvals}
    return {"godkendelser": danish.join(said) or NOT_STATED, **single, **stated}


def _approval_day(day: date | None) -> str:
    """The day of an approval in words; "ikke oplyst" where it is not known."""
    return danish.long_date(day) if day else NOT_STATED


def approvers(body: Body, register: Register) -> tuple[BodyFile, ...]:
    """Every body that may have approved the charter: those of its region, and its cooperation committee."""
    return tuple(one for one in register.bodies if one.body.region == body.region or one.body.id == body.cooperation_committee)


@lru_cache(maxsize=512)
def approval_fact(name: str) -> str:
    """The fact that tells when the body with this name approved: "godkendt_klynge_nord"."""
    return f"godkendt_{slug(name).replace('-', '_')}"


def approved_on(approver: Body, body: Body) -> date | None:
    """When one body approved the charter of another, or its own; None where no source says it."""
    names = {danish.folded(name) for name in (approver.name, *approver.variants)}
    return next((one.on for one in body.approvals if danish.folded(one.body) in names), None)
