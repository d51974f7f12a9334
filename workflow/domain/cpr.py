"""CPR numbers in running text: found with as few mistakes as possible, and blotted out wherever something is told back."""

import re
from collections.abc import Iterator
from datetime import date
from typing import Annotated, NamedTuple

from pydantic import AfterValidator

BLOT = "•"
_WEIGHTS = (4, 3, 2, 7, 6, 5, 4, 3, 2, 1)
_NUMBER = re.compile(
    r"(?<![\w/=#&@+-])(?<!\d[.,])(?P<birth>\d{6})(?P<gap>\s?[-\u2010-\u2015\u2212]\s?|[ \u00a0\u202f]?)(?P<serial>\d{4})"
    r"(?![\w/@])(?![.,-]\d)",
    re.ASCII,
)
_LABEL = re.compile(r"(?:\bcpr|\bpersonn(?:ummer|r\b)|\bpers\.\s?nr)[^\d\n]{0,20}$", re.IGNORECASE)
# What parts the words of a file name; the dash within a CPR number does not.
_PARTING = re.compile(
    r"[_.,+&=#@]|(?<!\d{6})(?<!\d{6} )[-\u2010-\u2015\u2212]|(?<=\d{7})[-\u2010-\u2015\u2212]"
    r"|[-\u2010-\u2015\u2212](?! ?\d{4}(?!\d))",
    re.ASCII,
)
# A number that is said to be something else; ten figures without a dash also by a word that only may say so.
_OTHER = re.compile(
    r"\b(?:ean|gln|cvr|isbn|issn|sag|brevid|(?:ean|gln|cvr|j|p|se|sags?|journal|dok)[-. ]{1,2}(?:nr|nummer)"
    r"|\w+[-.]?(?:nr|nummer\w*)|\w+-id)"
    r"[.:# ]*$",
    re.IGNORECASE,
)
_PERHAPS_OTHER = re.compile(
    r"(?:\b(?:tlf|telefon|mobil|fax|lokal|konto|faktura|ordre|brev|journal|sagen"
    r"|dok(?:ument)?|ref|licens|no|kode|nr|nummer|id)|#)[.:# ]*$",
    re.IGNORECASE,
)


class CprNumber(NamedTuple):
    """Where a CPR number stands in a text.

    Attributes:
        start: of its first figure.
        end: after its last one.
        sure: whether it is written as one (with a dash, or said to be one) rather than as ten figures that may be another number.
    """

    start: int
    end: int
    sure: bool


def find_cpr_numbers(text: str) -> Iterator[CprNumber]:
    """The CPR numbers in a text.

    A number is one when its first six figures are a date of birth since 1900 and its control figure fits. The control
    figure is not asked where the text says that it is a CPR number, nor with a dash on dates of birth that have run out of
    numbers with one. Ten figures that are said to be another number are none.
    """
    for match in _NUMBER.finditer(text):
        digits = match["birth"] + match["serial"]
        before = text[max(match.start() - 40, 0) : match.start()]
        labelled = bool(_LABEL.search(before))
        if _OTHER.search(before) and not labelled:
            continue
        dashed = bool(match["gap"].strip())
        if not (labelled or dashed) and _PERHAPS_OTHER.search(before):
            continue
        if _is_one(digits, labelled=labelled, dashed=dashed):
            yield CprNumber(match.start(), match.end(), labelled or dashed)


def blotted(text: str) -> str:
    """The text with every figure of its CPR numbers blotted out; it keeps its length."""
    return _without(text, text)


def _without(text: str, read_as: str) -> str:
    """The text without the figures of the CPR numbers that stand in it when it is read as another of the same length."""
    kept = list(text)
    for number in find_cpr_numbers(read_as):
        kept[number.start : number.end] = [BLOT if one.isdigit() else one for one in kept[number.start : number.end]]
    return "".join(kept)


def blotted_name(name: str) -> str:
    """A file name with the figures of its CPR numbers blotted out, whatever signs part its words; it keeps its length."""
    return _without(name, _PARTING.sub(" ", name))


Blotted = Annotated[str, AfterValidator(blotted)]


def _is_one(digits: str, *, labelled: bool, dashed: bool) -> bool:
    """Whether ten figures can be a CPR number, written as they are."""
    born = _born(digits, replaced=labelled)
    if born is None:
        return False
    return labelled or _has_control_figure(digits) or (dashed and _may_lack_control_figure(born))


def _has_control_figure(digits: str) -> bool:
    """Whether the weighted sum of all ten figures is divisible by 11 (CPR-kontoret: "Personnummeret i CPR-systemet")."""
    return sum(weight * int(digit) for weight, digit in zip(_WEIGHTS, digits, strict=True)) % 11 == 0


def _may_lack_control_figure(born: date) -> bool:
    """Whether numbers without a control figure are given to those born on the day.

    CPR-kontoret has given them since 1 October 2007; its page "Personnumre uden kontrolciffer" (2023) lists only the first
    of January of years from 1960 to 1995, and says that the list need not be complete.
    """
    return (born.day, born.month) == (1, 1) and 1960 <= born.year < 2000  # noqa: PLR2004 - the decades of that list


def _born(digits: str, *, replaced: bool) -> date | None:
    """The date of birth, by the seventh figure's century; None for what is no date or lies before 1900.

    CPR-kontoret, "Opbygning af CPR-nummeret": 0–3 is 1900–1999; 4 and 9 are 2000–2036, else 1937–1999; 5–8 is 2000–2057,
    else the nineteenth century.

    Args:
        digits: all ten.
        replaced: whether 60 may have been added to the day, as in a number that stands in for a real one.
    """
    day, month, year, seventh = int(digits[:2]), int(digits[2:4]), int(digits[4:6]), digits[6]
    last = {"4": 36, "9": 36, "5": 57, "6": 57, "7": 57, "8": 57}.get(seventh, -1)
    if year > last and seventh in "5678":
        return None
    try:
        return date((2000 if year <= last else 1900) + year, month, day - 60 if replaced and day > 60 else day)  # noqa: PLR2004
    except ValueError:
        return None
