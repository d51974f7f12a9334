"""A frame adapted to one body: its charter, with every named fact filled from the register and the body's own additions."""

import re
from collections.abc import Iterator, Mapping
from datetime import date

from workflow import danish
from workflow.domain.bodies import Body
from workflow.domain.charters import Charter, CharterFrame, CharterSection, CharterSettings
from workflow.domain.facts import MARKDOWN_FACTS, OPTIONAL_FACTS, facts, within
from workflow.domain.findings import Finding, error
from workflow.domain.letterheads import letterhead, name_and_level
from workflow.domain.printed import Labelled
from workflow.domain.register import BodyFile, Register
from workflow.errors import RegisterError
from workflow.formats import escape_markdown, joined_lines

__all__ = ["adapt_charter", "charter_status", "facts", "fill", "unknown_facts"]

_FACT = re.compile(r"\{([^{}\n]*)\}")
_NOTE = re.compile(r"^\[\^[^\]]+\]:", re.MULTILINE)
STATUS = "Status"


def adapt_charter(entry: BodyFile, register: Register, on: date) -> Charter:
    """The charter of a body as of a day.

    Args:
        entry: the body with its frame; ``rules.judge_charter`` has found no error in it.
        register: where its facts come from.
        on: the day; a dissolved body's charter says that it has ended.

    Raises:
        RegisterError: the body has no frame to adapt.
    """
    if entry.frame is None:
        raise RegisterError([no_frame(entry).printed()])
    body, secretariat, known = entry.body, entry.body.secretariat, facts(entry, register, on)
    subtitle = fill(entry.charter.title, known) if entry.charter else name_and_level(body)
    version = f", version {body.charter_version}" if body.charter_version else ""
    edition = _ended(body, on) or _applies(body)
    return Charter(
        body=body.id,
        region=body.region,
        as_of=on,
        letterhead=letterhead(entry, register, within(body, on), f"Kommissorium{version}", edition),
        subtitle=subtitle,
        applies=_applies(body),
        details=tuple(_details(entry.charter, body, register, known, on)),
        sections=tuple(_sections(entry.frame, entry.addition, known)),
        final_line=f"Spørgsmål til kommissoriet besvares af {secretariat.within_sentence}{secretariat.assumed_suffix}.",
        core_title=f"Kommissorium for {body.name}",
        core_subject=subtitle,
    )


def no_frame(entry: BodyFile) -> Finding:
    """The error that a body has no charter text."""
    problem = f"{entry.body.name} har ingen ramme med en kommissorietekst."
    hint = "Skriv ramme: i organ.yaml, og læg rammens tekst som en .md-fil i mappen rammer."
    return error("ramme", problem, hint).located(entry.file)


def fill(text: str, known: Mapping[str, str], *, markdown: bool = False) -> str:
    """The text with every known fact in braces replaced; a name with a capital gives a value with a capital.

    Args:
        text: what stands in the register; names that are no facts stay as they are.
        known: the facts.
        markdown: whether the text is Markdown, into which plain values are escaped.
    """

    def said(match: re.Match[str]) -> str:
        """One fact's value."""
        value = _value(match[1], known)
        if value is None:
            return match[0]
        return value if not markdown or match[1].lower() in MARKDOWN_FACTS else escape_markdown(value)

    return _FACT.sub(said, text)


def _value(name: str, known: Mapping[str, str]) -> str | None:
    """The fact with this name, with a capital where the name is written with one; None where there is none."""
    if name in known:
        return known[name]
    small = known.get(f"{name[:1].lower()}{name[1:]}")
    return None if small is None else danish.capital(small)


def _sections(frame: CharterFrame, addition: CharterFrame | None, known: Mapping[str, str]) -> Iterator[CharterSection]:
    """The frame's sections in order with literal numbers, each with the body's own addition."""
    for number, section in enumerate(frame.sections, 1):
        own = addition.section(section.id) if addition else None
        yield CharterSection(
            number=str(number),
            heading=fill(section.heading, known),
            text=fill(joined_lines(section.text), known, markdown=True),
            addition=fill(joined_lines(own.text), known, markdown=True) if own else "",
        )


def _details(
    settings: CharterSettings | None, body: Body, register: Register, known: Mapping[str, str], on: date
) -> Iterator[Labelled]:
    """The label–value lines of the frame that have something to say, and the status where the frame does not give one."""
    lines = settings.details if settings else ()
    filled = (line.model_copy(update={"value": fill(line.value, known), "strong": fill(line.strong, known)}) for line in lines)
    yield from (line for line in filled if line.value or line.strong)
    if all(line.label != STATUS for line in lines):
        yield Labelled(label=STATUS, value=charter_status(body, register, on))


def charter_status(body: Body, register: Register, on: date) -> str:
    """Whether the charter holds on the day: in force with its version, not yet in force, or ended with the successor."""
    names = danish.join(register.names(body.successor))
    if ended := _ended(body, on):
        return f"{ended}. Afløst af {names}" if names else ended
    first = max((day for day in (body.valid_from, body.charter_from) if day), default=on)
    if on < first:
        return f"Træder i kraft den {danish.long_date(first)}"
    version = f", version {body.charter_version}" if body.charter_version else ""
    approved = _approved(body)
    if body.valid_to is None:
        return f"Gældende{version}{approved}"
    successor = f" og afløses af {names}" if names else ""
    return f"Gældende{version}{approved}. Ophører den {danish.long_date(body.valid_to)}{successor}"


def _approved(body: Body) -> str:
    """Which approval is not known: all of them, or those of the bodies named; empty when every date is known."""
    if not any(one.on for one in body.approvals):
        return ". Godkendelse ikke oplyst"
    unknown = [one.body for one in body.approvals if one.on is None]
    return f". Godkendelse i {danish.join(unknown)} ikke oplyst" if unknown else ""


def _ended(body: Body, on: date) -> str:
    """That the body has ended, or an empty string."""
    return f"Ophørt den {danish.long_date(body.valid_to)}" if body.valid_to and on > body.valid_to else ""


def _applies(body: Body) -> str:
    """From when the charter holds; never guessed."""
    return f"Gælder fra den {danish.long_date(body.charter_from)}" if body.charter_from else "Ikrafttræden ikke oplyst"


def unknown_facts(entry: BodyFile, known: Mapping[str, str]) -> tuple[Finding, ...]:
    """One error for each name in braces that the register cannot fill, with file and line.

    Args:
        entry: the body with its frame, addition and settings.
        known: the facts of the body by name, as ``facts`` gives them.
    """
    places = (*_named_in_settings(entry), *_named_in_text(entry.frame), *_named_in_text(entry.addition))
    return tuple(_unknown(name, known, entry).located(file, line) for file, line, name in places if _value(name, known) is None)


def _named_in_settings(entry: BodyFile) -> Iterator[tuple[str, int, str]]:
    """The names in the frame's settings, which stand in the YAML file beside its text; the line is not known."""
    settings = entry.charter
    file = f"{entry.frame.file.removesuffix('.md')}.yaml" if entry.frame else entry.file
    texts = (settings.title, *(part for line in settings.details for part in (line.value, line.strong))) if settings else ()
    return ((file, 0, match[1]) for text in texts for match in _FACT.finditer(text))


def _named_in_text(frame: CharterFrame | None) -> Iterator[tuple[str, int, str]]:
    """The names in a charter text with their lines; footnotes may stand anywhere, so theirs is the heading's."""
    if frame is None:
        return
    for section in frame.sections:
        notes = _NOTE.search(section.text)
        end = notes.start() if notes else len(section.text)
        for match in _FACT.finditer(section.heading):
            yield frame.file, section.line, match[1]
        for match in _FACT.finditer(section.text):
            line = section.text_line + section.text.count("\n", 0, match.start())
            yield frame.file, line if section.text_line and match.start() < end else section.line, match[1]


def _unknown(name: str, known: Mapping[str, str], entry: BodyFile) -> Finding:
    """The error on one name: a fact whose key the body lacks, or no fact at all."""
    plain = name.lower()
    if plain in OPTIONAL_FACTS:
        problem = f"Teksten nævner {{{name}}}, men registeret siger intet om det for {entry.body.name}."
        return error(name, problem, f"Udfyld {OPTIONAL_FACTS[plain]} i {entry.file} eller i rammen.")
    hint = danish.did_you_mean(plain, (*known, *OPTIONAL_FACTS)) or "Skriv værdien under fakta i rammen eller i organ.yaml."
    return error(name, f"Teksten nævner {{{name}}}, som registeret ikke kender.", hint)
