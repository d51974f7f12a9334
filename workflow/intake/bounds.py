"""How much one file may say: more than anybody could read is sent back here, so that whoever works on with it never chokes."""

from collections.abc import Iterator, Mapping
from typing import Any

from workflow import danish, formats
from workflow.domain.findings import Finding, error

MOST_WRITTEN = 400_000
MOST_FINDINGS = 100
MOST_MARKS = 6_000
MOST_PIECES = 20_000
_SIMPLER = "Skriv teksten enklere, eller læg den ved som bilag."
_COST = 100
_MARKS = "[]*_`<>&!|\\\n"
_LONG = 500


def fewer(findings: tuple[Finding, ...]) -> tuple[Finding, ...]:
    """The first hundred findings, and one that says how many there were more."""
    left = len(findings) - MOST_FINDINGS
    if left <= 0:
        return findings
    problem = f"Der er {danish.thousands(left)} mangler mere, som ikke er nævnt."
    return (*findings[:MOST_FINDINGS], error("", problem, "Ret dem, der står her, og send filen igen."))


def excesses(answers: Mapping[str, Any], unread: tuple[str, ...]) -> tuple[Finding, ...]:
    """What is too much in what somebody wrote; nothing when it is all of a human size.

    Args:
        answers: the answers by field, as texts, lists and fields within fields.
        unread: what stood in the file and belongs to no field.
    """
    if _length(answers) + _length(unread) > MOST_WRITTEN:
        hint = "Kort teksten ned, og læg det lange ved som bilag."
        return (error("", "Filen rummer langt mere, end et skema kan rumme.", hint),)
    return tuple(
        error("", f"Teksten i {name} er for indviklet: den har alt for mange tegn til tabeller, links og fremhævning.", _SIMPLER)
        for name, value in answers.items()
        if any(_is_intricate(text) for text in _texts(value))
    )


def _length(value: Any) -> int:
    """How many characters are written, keys included; a list entry or a field costs as much as a line."""
    if isinstance(value, str):
        return len(value)
    keys = sum(len(key) for key in value) if isinstance(value, Mapping) else 0
    return keys + sum(_length(entry) + _COST for entry in (value.values() if isinstance(value, Mapping) else value))


def _texts(value: Any) -> Iterator[str]:
    """Every text in a value, however deep."""
    if isinstance(value, str):
        yield value
    else:
        for entry in value.values() if isinstance(value, Mapping) else value:
            yield from _texts(entry)


def _is_intricate(text: str) -> bool:
    """Whether a text read as Markdown takes far more pieces than any that somebody wrote.

    Readers of Markdown need time that grows with the square of some marks, so those are counted first.
    """
    if len(text) <= _LONG:
        return False
    return sum(text.count(mark) for mark in _MARKS) > MOST_MARKS or len(formats.markdown_tokens(text)) > MOST_PIECES
