"""Judgements on a charter: its text against the frame, its sections and footnotes, who approved it and when (34–41)."""

import re
from collections.abc import Iterator, Mapping
from datetime import date

from workflow import danish
from workflow.domain.adapting import no_frame, unknown_facts
from workflow.domain.bodies import Body
from workflow.domain.charters import CharterFrame, CharterSettings
from workflow.domain.facts import approval_fact, approved_on, approvers, derived_facts, own_facts
from workflow.domain.findings import Finding, error, note, warning
from workflow.domain.register import BodyFile, Register

_REFERENCE = re.compile(r"\[\^([^\]]+)\](?!:)")
_DEFINITION = re.compile(r"^\[\^([^\]]+)\]:", re.MULTILINE)
FIRST_VERSION = ("", "1")


def judge_charter(entry: BodyFile, register: Register, on: date) -> tuple[Finding, ...]:
    """Everything that is wrong with the charter of a body, or worth knowing, as of a day.

    Args:
        entry: the body with its frame, its own additions and the frame's settings.
        register: where facts, committees and meetings stand.
        on: the day.
    """
    if entry.frame is None:
        return (no_frame(entry),)
    body, derived = entry.body, derived_facts(entry, register, on)
    settings = entry.charter or CharterSettings(title=body.name)
    local = (
        *_judge_own_facts(body, derived),
        *_judge_approvals(entry, register),
        *_judge_history(body),
        *_judge_age(entry, register, on),
    )
    return (
        *unknown_facts(entry, own_facts(body) | derived),
        *_judge_sections(entry.frame, settings),
        *_judge_text(entry.frame, settings),
        *_judge_additions(entry.frame, entry.addition, settings),
        *_judge_footnotes(entry.frame),
        *_judge_footnote_count(entry.frame, settings),
        *(_judge_footnotes(entry.addition) if entry.addition else ()),
        *(finding.located(entry.file) for finding in local),
    )


def _judge_sections(frame: CharterFrame, settings: CharterSettings) -> Iterator[Finding]:
    """The sections that the frame must have, and those it ought to have (rules 19 and 40)."""
    ids = [section.id for section in frame.sections]
    for wanted in settings.required:
        if wanted not in ids:
            yield _missing(wanted, ids, frame, required=True)
    for wanted in settings.ought:
        if wanted not in ids:
            yield _missing(wanted, ids, frame, required=False)


def _missing(wanted: str, ids: list[str], frame: CharterFrame, *, required: bool) -> Finding:
    """A section that is not there."""
    problem = f"Kommissoriet {'mangler' if required else 'har ikke'} afsnittet ”{wanted}”."
    hint = f"{danish.did_you_mean(wanted, ids)} Skriv det i rammen under ## Overskrift {{#{wanted}}}.".strip()
    found = (error if required else warning)(wanted, problem, hint, 40)
    return found.located(frame.file)


def _judge_text(frame: CharterFrame, settings: CharterSettings) -> Iterator[Finding]:
    """The frame's words are those that were approved (rule 34)."""
    if settings.approved_text and settings.approved_text != frame.checksum:
        problem = "Rammens tekst er ændret, siden den blev godkendt."
        hint = (
            "Skriv det lokale i tilføjelse.md, og sæt teksten tilbage. Er den nye tekst godkendt, så skriv "
            f"godkendt_tekst: {frame.checksum} og godkendelsen i rammens .yaml-fil."
        )
        yield error("godkendt_tekst", problem, hint, rule=34).located(frame.file)


def _judge_additions(frame: CharterFrame, addition: CharterFrame | None, settings: CharterSettings) -> Iterator[Finding]:
    """Local text stands under sections that exist and may be extended (rule 34)."""
    ids = [section.id for section in frame.sections]
    allowed = settings.additions or ids
    if addition is None:
        return
    file = addition.file
    for section in addition.sections:
        if section.id not in ids:
            hint = danish.did_you_mean(section.id, ids) or f"Rammens afsnit hedder {danish.join(ids)}."
            problem = f"Rammen har intet afsnit ”{section.id}” at føje noget til."
            yield error(section.id, problem, hint, rule=34).located(file, section.line)
        elif section.id not in allowed:
            hint = f"Disse afsnit må udbygges: {danish.join(list(allowed))}."
            problem = f"Afsnittet ”{section.id}” må ikke udbygges lokalt."
            yield error(section.id, problem, hint, rule=34).located(file, section.line)
        else:
            problem = f"Afsnittet ”{section.heading}” har en lokal tilføjelse."
            yield note(section.id, problem, "Den trykkes sidst i afsnittet.", rule=34).located(file, section.line)


def _judge_footnotes(text: CharterFrame) -> Iterator[Finding]:
    """Each footnote that is referred to is defined, and each that is defined is referred to (rule 37)."""
    used: set[str] = set()
    for section in text.sections:
        defined = set(_DEFINITION.findall(section.text))
        for label in dict.fromkeys(_REFERENCE.findall(section.text)):
            used.add(label)
            if label not in defined:
                problem = f"Teksten henviser til fodnoten [^{label}], men den findes ikke."
                hint = danish.did_you_mean(label, text.notes) or f"Skriv den nederst i filen: [^{label}]: Notens tekst."
                yield error(section.id, problem, hint, rule=37).located(text.file, section.line)
    for label in text.notes:
        if label not in used:
            problem = f"Intet sted i teksten henvises der til fodnoten [^{label}]."
            yield error("fodnoter", problem, f"Skriv [^{label}], hvor noten hører til, eller slet den.", rule=37).located(
                text.file
            )


def _judge_footnote_count(frame: CharterFrame, settings: CharterSettings) -> Iterator[Finding]:
    """The footnotes that belong to the text stand there (rule 37)."""
    count = len(frame.notes)
    if count < settings.footnotes:
        has = "ingen fodnoter" if count == 0 else "kun én fodnote" if count == 1 else f"kun {danish.count_word(count)} fodnoter"
        wanted = "én" if settings.footnotes == 1 else danish.count_word(settings.footnotes)
        problem = f"Rammens tekst har {has}, men der skal være mindst {wanted}."
        hint = "Sæt dem ind igen med henvisning; er en note udgået, så ret fodnoter under kommissorium i rammens .yaml-fil."
        yield error("fodnoter", problem, hint, rule=37).located(frame.file)


def _judge_own_facts(body: Body, derived: Mapping[str, str]) -> Iterator[Finding]:
    """A fact is written once: what follows from the register is not stated again."""
    for name in body.facts:
        if name in derived:
            yield error(
                f"fakta.{name}", f"{{{name}}} kommer fra registeret selv og kan ikke også stå under fakta.", "Slet linjen."
            )


def _judge_approvals(entry: BodyFile, register: Register) -> Iterator[Finding]:
    """The committee approved the frame, then the body its charter, each on a day when it met (rules 35 and 38)."""
    body = entry.body
    committee = register.find(body.cooperation_committee) if body.cooperation_committee else None
    framed = approved_on(committee.body, body) if committee else None
    own = approved_on(body, body)
    concerned = {one.body.id: one for one in (committee, entry, *_named_approvers(entry, register)) if one}
    for one in concerned.values():
        yield from _judge_approval(one, approved_on(one.body, body))
    if framed and own and own < framed:
        problem = f"{body.name} kan ikke godkende kommissoriet den {danish.long_date(own)}, før rammen er godkendt."
        hint = f"Rammen blev godkendt den {danish.long_date(framed)}; ret en af datoerne."
        yield error("godkendelser", problem, hint, rule=35)


def _named_approvers(entry: BodyFile, register: Register) -> Iterator[BodyFile]:
    """The bodies whose approval the charter's text names: ``{godkendt_klynge_nord}``."""
    texts = (section.text for part in (entry.frame, entry.addition) if part for section in part.sections)
    said = " ".join(texts).casefold()
    for one in approvers(entry.body, register):
        if any(f"{{{approval_fact(name)}}}" in said for name in (one.body.name, *one.body.variants)):
            yield one


def _judge_approval(approver: BodyFile, day: date | None) -> Iterator[Finding]:
    """The day is known, and is a meeting's where the year's meetings are registered."""
    name = approver.body.name
    if day is None:
        hint = "Skriv organ og dato under godkendelser, når datoen kendes; indtil da trykkes ”Ikke oplyst”."
        yield warning("godkendelser", f"Det er ikke oplyst, hvornår {name} godkendte kommissoriet.", hint, rule=35)
    elif any(one.date.year == day.year for one in approver.meetings) and approver.meeting_on(day) is None:
        problem = f"{name} har intet møde den {danish.long_date(day)}, hvor kommissoriet skal være godkendt."
        yield warning("godkendelser", problem, "Ret datoen, eller læg mødet i registeret.", rule=35)


def _judge_history(body: Body) -> Iterator[Finding]:
    """A later version says what was changed, and a charter says from when it holds (rules 36 and 38)."""
    if body.charter_version not in FIRST_VERSION and not any(one.remark for one in body.approvals):
        problem = f"Kommissoriet er version {body.charter_version}, men det fremgår ikke, hvad der er ændret."
        hint = "Skriv en bemærkning ved den godkendelse, som ændringen hører til."
        yield warning("kommissorium_version", problem, hint, rule=36)
    if body.charter_from is None and not body.charter_version:
        problem = "Kommissoriet har hverken version eller dato for ikrafttræden."
        hint = "Skriv kommissorium_fra og kommissorium_version, når de kendes."
        yield warning("kommissorium_fra", problem, hint, rule=38)


def _judge_age(entry: BodyFile, register: Register, on: date) -> Iterator[Finding]:
    """The body still exists, and its charter is not older than the last election (rules 20 and 30)."""
    body, election = entry.body, register.region(entry.body.region).election
    names = danish.join(register.names(body.successor))
    if body.valid_to and on > body.valid_to:
        problem = f"{body.name} ophørte den {danish.long_date(body.valid_to)}; kommissoriet siger det."
        hint = f"Brug kommissoriet for {names}." if names else ""
        yield warning("gyldig_til", problem, hint, rule=30)
    elif body.valid_to:
        problem = f"{body.name} ophører den {danish.long_date(body.valid_to)}."
        yield note("gyldig_til", problem, f"Opgaverne går videre til {names}." if names else "", rule=30)
    days = [day for day in (body.charter_from, *(one.on for one in body.approvals)) if day]
    if days and election and max(days) < election <= on:
        problem = f"Kommissoriet er ældre end valget den {danish.long_date(election)}."
        hint = f"Bekræft det på {body.definite}s næste møde, og skriv godkendelsen i registeret."
        yield warning("kommissorium_fra", problem, hint, rule=20)
