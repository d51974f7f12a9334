"""Recommendations ("at …") as partners write them, and as they are printed after "Det indstilles,"."""

import re
from collections.abc import Sequence

_MARK = re.compile(r"^(?:[-–•*·]|\d{1,2}[.)]|[a-z][.)])\s+")
_LEAD_IN = re.compile(
    r"^(?:(?:det|[a-zæøå]+)\s+)?(?:indstilles|indstiller|foreslås|foreslår|anbefales|anbefaler)\b[^,:]{0,60}?[,:]?\s*(?=at\b|$)",
    re.IGNORECASE,
)
_AND_AT = re.compile(r"^(?:og|samt)\s+(?=at\b)", re.IGNORECASE)
_AT = re.compile(r"^at\b[\s:]*", re.IGNORECASE)
_BEGINS = re.compile(r"(?:og\s+|samt\s+)?at\b|(?:[-–•*·]|\d{1,2}[.)]|[a-z][.)])\s", re.IGNORECASE)
_HANGING = re.compile(r"(?:\s*[,;]\s*|\s+)(?:og|samt)\s*$|\s*[,;:]\s*$")
_ABBREVIATION = re.compile(r"\b(?:kr|pct|mio|mia|nr|stk|mv|m\.v|m\.m|m\.fl|o\.l|osv|etc|pkt|inkl|ekskl|ca|kl)\.$", re.IGNORECASE)


def sentences(text: str) -> tuple[str, ...]:
    """One text with a recommendation a line; a line that begins neither with "at" nor with a list mark goes on the one before."""
    found: list[str] = []
    for line in (line.strip() for line in text.splitlines()):
        if found and line and not _BEGINS.match(line):
            found[-1] = f"{found[-1]} {line}"
        elif line:
            found.append(line)
    return tuple(found)


def bare(recommendations: Sequence[str]) -> tuple[str, ...]:
    """The recommendations without list marks, lead-in ("Det indstilles,"), a capital "At" and what hangs on at the end.

    A line that was only a lead-in is left out; one that ends with "at" ("Det indstilles, at:") lends it to those below.
    """
    found: list[str] = []
    lent = ""
    for sentence in (_bare(written) for written in recommendations):
        if sentence.casefold() == "at":
            lent = "at "
        elif sentence:
            found.append(sentence if _AT.match(sentence) else f"{lent}{sentence}")
    return tuple(found)


def _bare(written: str) -> str:
    """One recommendation on its own."""
    sentence = _LEAD_IN.sub("", _MARK.sub("", written.strip()))
    sentence = _AND_AT.sub("", _MARK.sub("", sentence))
    sentence = _HANGING.sub("", _AT.sub("at ", sentence)).strip()
    return sentence if _ABBREVIATION.search(sentence) else sentence.removesuffix(".").rstrip()


def begins_with_at(sentence: str) -> bool:
    """Whether a bare recommendation can follow "Det indstilles,"."""
    return bool(_AT.match(sentence)) and sentence.casefold() != "at"


def printed(recommendations: Sequence[str]) -> tuple[str, ...]:
    """The recommendations as they are printed: one ends with a full stop; several with a comma, ", og" and a full stop."""
    sentences = bare(recommendations)
    last = len(sentences) - 1
    return tuple(sentence + _ending(sentence, last - number) for number, sentence in enumerate(sentences))


def _ending(sentence: str, left: int) -> str:
    """What stands after a recommendation that is followed by so many others."""
    if left:
        return ", og" if left == 1 else ","
    return "" if sentence.endswith((".", "?", "!")) else "."
