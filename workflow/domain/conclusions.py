"""What the words of a conclusion do: approve, leave the matter open, or decide otherwise; and how to say them briefly."""

import re
from enum import Enum

from workflow.formats import markdown_tokens

MOST_WORDS = 8

_TELLING = re.compile(
    r"\b(?:(?P<approves>godkend(?:t|te|es|er|tes)|tiltr(?:ådt|ådte|ådtes|æder|ædes)|vedt(?:aget|ages|ager|og|oges)|"
    r"beslutte(?:t|de|r|s|des)|bevilge(?:t|de|r|s|des)|tilslutte(?:t|de|r|s|des)|tilslutning|følges|fulgt)|"
    r"(?P<opens>uds(?:at|ættes|kudt|kydes)|udgå(?:r|et)|udgik|drøfte(?:t|s|des|de)|genoptages|taget af dagsordenen|"
    r"ikke behandlet)|(?P<dissents>(?:ikke|ingen) (?:konsensus|enighed)))\b"
)
_DENIAL = re.compile(r"\b(?:ikke|ingen|hverken|uden)(?:\s+\w+){0,2}\s*$")
_SENTENCE = re.compile(r"(?<=[.!?;])\s+|\n+")
_FULL_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-ZÆØÅ])|\n+")


class Ruling(Enum):
    """What a conclusion does with a matter."""

    APPROVES = "approves"
    LEAVES_OPEN = "leaves open"
    OTHER = "other"


def ruling(conclusion: str) -> Ruling:
    """What the conclusion does, read from its words.

    In each sentence the first telling word decides: "Godkendt, idet punkt 3 udsættes." approves, "Udsat, indtil budgettet
    er godkendt." leaves open. "Forslaget afvises." is neither: a decision all the same.

    Args:
        conclusion: Markdown.
    """
    found = {_sentence_ruling(sentence.casefold()) for sentence in _SENTENCE.split(plain(conclusion))}
    return next((one for one in (Ruling.APPROVES, Ruling.LEAVES_OPEN) if one in found), Ruling.OTHER)


def _sentence_ruling(sentence: str) -> Ruling:
    """What one sentence does; an approval that is denied leaves the matter open."""
    telling = list(_TELLING.finditer(sentence))
    if not telling:
        return Ruling.OTHER
    approvals = [match.start() for match in telling if match["approves"]]
    if telling[0]["opens"] or all(_DENIAL.search(sentence[:start]) for start in approvals):
        return Ruling.LEAVES_OPEN
    return Ruling.APPROVES


def admits_dissent(conclusion: str) -> bool:
    """Whether the conclusion says that there was no consensus."""
    return any(match["dissents"] for match in _TELLING.finditer(plain(conclusion).casefold()))


def plain(text: str) -> str:
    """The words of a Markdown text without its marks; each paragraph, heading and list entry on its own line."""
    blocks = (token.children or () for token in markdown_tokens(text) if token.type == "inline")
    return "\n".join("".join(" " if part.type.endswith("break") else part.content for part in block) for block in blocks)


def brief(conclusion: str) -> str:
    """The first sentence of a Markdown text in at most eight words: for the overview of the decisions."""
    sentences = (part.strip() for part in _FULL_SENTENCE.split(plain(conclusion)))
    return shortened(next((sentence for sentence in sentences if sentence), ""))


def shortened(words: str) -> str:
    """Plain words without their full stop and cut after the eighth."""
    kept = words.rstrip(" .").split(" ")
    return " ".join(kept) if len(kept) <= MOST_WORDS else f"{' '.join(kept[:MOST_WORDS]).rstrip(',;:')} …"
