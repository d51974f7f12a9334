"""Judgements on what nobody deleted from the form: its guidance, prompts, and marks for something still to be written."""

import re
from collections.abc import Iterator

from workflow import danish
from workflow.domain.findings import Finding, error, warning
from workflow.domain.proposals import Proposal
from workflow.domain.rules.drafts import Draft, Passage

_TO_DO = (
    r"indsæt\w*|skriv(?: her)?|udfyld\w*|angiv|vælg|slet\w*|husk|beskriv|tilføj|klik|erstat\w*|hjælpetekst|vejledning|navn|dato"
    r"|titel|tekst|beløb|antal|måned|år|sted|kommune(?:ns navn)?|organisation|afdeling|x{2,}|\.{2,}|…"
)
# In square brackets whatever begins with such a word; in others only what asks for writing, since "(dato)" may be meant.
_HELP = re.compile(
    rf"(?<!!)\[\s*(?:{_TO_DO})(?![\w-])[^\[\]\n]{{0,200}}\](?![(\[:])"
    r"|\[[^\[\]\n]{0,200}(?:skal slettes|…|\.\.\.)\s*\](?![(\[:])"
    r"|<\s*(?:indsæt|skriv|udfyld|angiv|navn|dato|titel|beløb|antal)\b[^<>\n]{0,200}>"
    r"|[({«]\s*(?:indsæt|udfyld|skriv her|slettes|hjælpetekst)\b[^(){}«»\n]{0,200}[)}»]"
    r"|\bklik(?: eller tryk)? (?:her )?for at (?:angive|skrive|indtaste|tilføje)\b[^.\n]{0,200}|\bvælg et element\b"
    r"|\b(?:click|click or tap) here to enter\b[^.\n]{0,200}|\bchoose an item\b"
    r"|\b(?:denne )?hjælpetekst(?:en)? (?:skal )?slettes\b|\bhusk,? (?:at )?slette? denne\b[^.\n]{0,200}",
    re.IGNORECASE,
)
_MARKS = re.compile(
    r"\b(?i:lorem ipsum)\b[^.\n]{0,30}"
    r"|(?<![\w-])(?:x{2,}|X{2,})(?!-?kromosom|/|L|\w)(?:[.-][xX]{2,})*"
    r"|(?<!\w)(?:TBD|TODO)(?!\w)|\?{3,}|_{4,}|\.{6,}(?![.\s]*\d)|…{3,}"
)
_ROMAN = re.compile(r"\b(?:kapitel|bilag|del|afsnit|bind|type|fase|grad|kong|pave|nr\.?)\s*$", re.IGNORECASE)
_LEAST_GUIDANCE = 15


def judge_leftovers(draft: Draft) -> Iterator[Finding]:
    """Every text of the form that is still there; an answer that is nothing else is no answer."""
    guidance = {field.alias: (field.description or "").strip() for field in Proposal.model_fields.values()}
    for passage in draft.passages:
        helped = guidance.get(passage.field.partition("[")[0]) or ""
        if _is_only(passage.text, helped):
            problem = f"I feltet står der kun hjælpetekst fra skemaet: ”{danish.unstopped(passage.text.strip())}”."
            yield error(passage.field, problem, "Slet den, og skriv jeres eget svar i feltet.")
            continue
        if len(helped) >= _LEAST_GUIDANCE and helped.casefold() in passage.text.casefold():
            problem = f"Teksten ”{helped}” er skemaets egen vejledning."
            yield warning(passage.field, problem, "Slet den, og lad jeres eget svar stå.")
        yield from _marks(passage)


def _is_only(text: str, helped: str) -> bool:
    """Whether an answer is the field's guidance, or a prompt, and nothing more."""
    answer = text.strip().rstrip(".")
    return bool(answer) and (answer.casefold() == helped.rstrip(".").casefold() or bool(_HELP.fullmatch(answer)))


def _marks(passage: Passage) -> Iterator[Finding]:
    """The brackets, prompts and marks within an answer, each wording once."""
    for words in dict.fromkeys(match.group() for match in _HELP.finditer(passage.text)):
        hint = "Slet den, eller skriv den uden klammer." if words[0] in "[<({«" else "Slet den, og skriv jeres egen tekst."
        yield warning(passage.field, f"Teksten ”{words}” ligner en hjælpetekst fra skemaet.", hint)
    rest = _HELP.sub(lambda match: " " * len(match.group()), passage.text)
    for match in {match.group(): match for match in reversed(list(_MARKS.finditer(rest)))}.values():
        if not _is_roman(match, rest):
            problem = f"Her mangler vist noget: {passage.quote(match.start(), match.end())}."
            yield warning(passage.field, problem, f"Skriv det rigtige i stedet for ”{match.group()[:12]}”.")


def _is_roman(match: re.Match[str], text: str) -> bool:
    """Whether XX or XXX counts something: "bilag XX"."""
    return match.group() in {"XX", "XXX"} and bool(_ROMAN.search(text[: match.start()]))
