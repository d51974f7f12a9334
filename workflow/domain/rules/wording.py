"""What the words of a proposal give away: money, goals, working groups, left-over help, texts that are too long."""

import re
from collections.abc import Iterable, Iterator

from workflow import danish
from workflow.domain.bodies import Task
from workflow.domain.conclusions import plain
from workflow.domain.findings import Finding, warning
from workflow.domain.proposals import Proposal

LONGEST_SUMMARY, MOST_LINES = 600, 5
_MONEY = re.compile(
    r"\d[\d.\s]*(?:,(?:\d+|-))?\s*(?:mio\.?|millioner|million|mia\.?|t\.?)?\s*(?:kr\b|kroner\b|dkk\b)|\bkr\.?\s*\d|\d,-",
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
_HELP = re.compile(r"(?<!!)\[(?!\^)(?=[^\]]*[^\W\d_]{3})[^\]\n]{4,}\](?![(\[:])")


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


def judge_wording(proposal: Proposal) -> list[Finding]:
    """A summary that is too long, and help texts in brackets that nobody deleted."""
    return [*_judge_summary(proposal.summary), *_judge_help(proposal)]


def _judge_summary(summary: str) -> list[Finding]:
    """At most five lines and 600 characters."""
    lines = [line for line in summary.splitlines() if line.strip()]
    if len(summary) <= LONGEST_SUMMARY and len(lines) <= MOST_LINES:
        return []
    size = f"{len(summary)} tegn på {danish.count_word(len(lines))} {'linje' if len(lines) == 1 else 'linjer'}"
    hint = f"Kort det ned til højst {danish.count_word(MOST_LINES)} linjer; resten hører til i sagsfremstillingen."
    return [warning("resumé", f"Resuméet er langt: {size}.", hint)]


def _judge_help(proposal: Proposal) -> list[Finding]:
    """Texts in square brackets, which are help from a form; links and footnotes are none."""
    return [
        warning(field, f"Teksten ”{found[0]}” ligner en hjælpetekst fra skemaet.", "Slet den, eller skriv den uden klammer.")
        for field, text in _texts(proposal)
        if (found := _HELP.search(text.replace("\\[", "[").replace("\\]", "]")))
    ]


def _texts(proposal: Proposal) -> Iterator[tuple[str, str]]:
    """Every text of the proposal with its field's Danish name."""
    for name, field in Proposal.model_fields.items():
        value = getattr(proposal, name)
        texts = value if isinstance(value, tuple) else (value,)
        yield from ((field.alias or name, text) for text in texts if isinstance(text, str))
