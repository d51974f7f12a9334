"""What the words of a proposal give away: money, goals, working groups, a summary that is too long."""

import re
from collections.abc import Iterable, Iterator

from workflow import danish
from workflow.domain.bodies import Task
from workflow.domain.conclusions import plain
from workflow.domain.findings import Finding, warning
from workflow.domain.proposals import Proposal
from workflow.domain.rules.drafts import Draft

LONGEST_SUMMARY, MOST_LINES = 600, 5
_LARGE = r"(?:mio\b|mia\b|million(?:er)?\b|milliard(?:er)?\b)"
_MONEY = re.compile(
    r"\d[\d.\s]{0,20}(?:,(?:\d{1,6}|-))?\s{0,3}(?:mio\.?|millioner|million|mia\.?|milliarder|milliard|t\.?)?\s{0,3}(?:kr\b|kroner\b|dkk\b)"
    r"|\bkr\.?\s*\d|\d,-|\b\w{1,20}\s+(?:million(?:er)?|milliard(?:er)?|tusinde?|mio\.?|mia\.?)\s+(?:kr\b|kroner\b)"
    # Millions of something else, "1,2 mio. borgere", are none; where something costs them, they are kroner.
    rf"|\b(?:koste[rd]?\w*|udgift\w*|afsæt\w*|afsat|bevilg\w*|beløb\w*|budget\w*|tilskud\w*|finansier\w*)\b[^.;!?\n\d]{{0,50}}"
    rf"\b(?:\d[\d.]{{0,12}}(?:,\d{{1,3}})?|{'|'.join(danish.SMALL_NUMBERS[1:])}|halvanden)\s{{0,3}}{_LARGE}"
    r"(?=\.?\s*(?:$|[,;:!?)\n]|\(?(?:i|om|pr|per|til|og|fra|over|årligt|hvert|ekstra|for|fordelt|inkl|ekskl|samt)\b|(?-i:[A-ZÆØÅ])))",
    re.IGNORECASE,
)
_NO_MONEY = re.compile(r"(?:ingen|intet|nej|0(?:\s*kr\.?)?|-|–)?\.?", re.IGNORECASE)
_GOALS = re.compile(r"\b(?:del)?mål(?:et|ene|sætning\w*|tal\w*)?\b", re.IGNORECASE)
_SETS_UP = re.compile(
    r"(?:nedsæt|opret|etabler|igangsæt)\w*(?:\s+\S+){0,5}?\s+\S*(?:arbejdsgruppe|projekt|styregruppe|udviklingsgruppe)"
    r"|(?:arbejdsgruppe|projekt|styregruppe)\w*(?:\s+\S+){0,5}?\s+(?:nedsættes|oprettes|etableres|igangsættes)",
    re.IGNORECASE,
)
# In running text what was set up long ago and "projektet" that everybody knows set up nothing.
_SETS_UP_NOW = re.compile(
    r"\b(?:nedsætte[rs]?|oprette[rs]?|etablere[rs]?|igangsætte[rs]?)\b(?:\s+\S+){0,5}?\s+\S*(?:arbejdsgruppe|projekt|styregruppe|"
    r"udviklingsgruppe)r?\b|(?:arbejdsgruppe|projekt|styregruppe)r?\b(?:\s+\S+){0,5}?\s+"
    r"(?:nedsættes|oprettes|etableres|igangsættes)\b",
    re.IGNORECASE,
)
_NOT = re.compile(r"\b(?:ikke(?! kun| blot| alene)|ingen|hverken|uden at|i stedet for at|frem for at)\b", re.IGNORECASE)
_PART = re.compile(r"(?<=[.!?;:,])\s+|\n+|\s+men\s+")
_ADOPT = re.compile(
    r"\b(?:godkend|vedtag|tiltræd|indgå)\w*\s+(?:(?!(?:af|for|til|i|om|under|med|inden|på)\b)\w+\s+){0,3}sundhedsaftale(?:n|ns)?\b"
    r"|\bat\s+(?:\w+\s+)?sundhedsaftale\w*(?:\s+\S+){0,4}?\s+(?:godkendes|vedtages|tiltrædes|indgås)\b",
    re.IGNORECASE,
)


def find_money(text: str) -> re.Match[str] | None:
    """Where a text first names kroner."""
    return _MONEY.search(text)


def names_money(proposal: Proposal) -> bool:
    """Whether kroner are named in the title, summary, case presentation or recommendations."""
    texts = (proposal.title, proposal.summary, proposal.case_presentation, *proposal.recommendations)
    return any(_MONEY.search(text) for text in texts)


def says_no_money(finances: str) -> bool:
    """Whether the finances say that there are none: "Ingen."."""
    return bool(_NO_MONEY.fullmatch(finances.strip()))


def is_about_goals(proposal: Proposal, task: Task | None) -> bool:
    """Whether the item sets goals: by its title, its recommendations or its task in the charter."""
    texts = (proposal.title, *proposal.recommendations, task.title if task else "")
    return any(_GOALS.search(text) for text in texts)


def sets_up_something(proposal: Proposal) -> bool:
    """Whether the title, a recommendation, the summary or the case presentation sets up a working group or a project."""
    asked, told = (proposal.title, *proposal.recommendations), (proposal.summary, proposal.case_presentation)
    return _is_said(_SETS_UP, asked) or _is_said(_SETS_UP_NOW, (plain(text) for text in told))


def _is_said(pattern: re.Pattern[str], texts: Iterable[str]) -> bool:
    """Whether part of a sentence says it and does not deny it: "nedsætter ikke", "uden at nedsætte"."""
    return any(pattern.search(part) and not _NOT.search(part) for text in texts for part in _PART.split(text))


def adopts_health_agreement(proposal: Proposal) -> bool:
    """Whether the title or a recommendation asks to adopt the health agreement itself, not something under it."""
    return any(_ADOPT.search(text) for text in (proposal.title, *proposal.recommendations))


def judge_summary(draft: Draft) -> Iterator[Finding]:
    """At most five lines and 600 characters."""
    summary = draft.proposal.summary
    lines = [line for line in summary.splitlines() if line.strip()]
    if len(summary) <= LONGEST_SUMMARY and len(lines) <= MOST_LINES:
        return
    size = f"{len(summary)} tegn på {danish.count_word(len(lines))} {'linje' if len(lines) == 1 else 'linjer'}"
    hint = f"Kort det ned til højst {danish.count_word(MOST_LINES)} linjer; resten hører til i sagsfremstillingen."
    yield warning("resumé", f"Resuméet er langt: {size}.", hint)
