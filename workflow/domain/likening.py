"""Whether a file's name and an attachment's name mean the same: surely, or so nearly that a person must look."""

import re
from difflib import SequenceMatcher
from functools import lru_cache
from typing import NamedTuple

from workflow import danish
from workflow.domain.markings import spaced, unmarked

LEAST_LIKENESS = 0.85
_SHORTEST_GUESSED = 4
_SUFFIX = re.compile(r"\.[A-Za-z][A-Za-z0-9]{1,4}$")
_NUMBER = re.compile(
    r"^\s*(?:bilag(?:\s*(?:nr\.?\s*)?(?P<bilag>[\d.]+))?(?:\s*[:.)–-]+\s*|\s+)|(?P<bare>\d{1,2})(?:\s*[:.)–-]+\s*|\s+))"
    rf"(?=[^\W\d])(?!(?:{'|'.join(danish.MONTHS)}|kvartal|halvår)\b)",
    re.IGNORECASE,
)
_ONLY_NUMBER = re.compile(r"(?:bilag\s*)?(?:nr\.?\s*)?(?P<number>\d{1,3}(?:\.\d{1,3})?)", re.IGNORECASE)
_SAYS_NOTHING = re.compile(
    r"(?:bilag|scan|scanning|dokument|document|img|image|billede|fil|untitled|unavngivet|kopi|nyt dokument)?[\s\d.()-]*"
)


class Name(NamedTuple):
    """A name as two people would compare it.

    Attributes:
        number: the one that it is counted by, "2" of "Bilag 2 - Tidsplan.pdf"; empty where there is none.
        words: all else, folded and without extension and marks; empty for "Bilag 2.pdf".
    """

    number: str
    words: str

    def fits(self, other: "Name") -> bool:
        """Whether nothing in their numbers says that they are two."""
        return not (self.number and other.number) or self.number == other.number


def read_name(name: str, number: str = "") -> Name:
    """A file's or an attachment's name, taken apart.

    Args:
        name: as it is written.
        number: the number that it is known by, where it was taken off the name.
    """
    return _read_name(name, number) if len(name) <= danish.LONGEST_NAME else _read_name.__wrapped__(name, number)


@lru_cache(maxsize=2048)
def _read_name(name: str, number: str) -> Name:
    """The name, taken apart; those of one case are compared many times over."""
    plain = _plain(name)
    if only := _ONLY_NUMBER.fullmatch(plain):
        return Name(_trimmed(only["number"]), "")
    found = _NUMBER.match(plain)
    own = (found["bilag"] or found["bare"] or "") if found else ""
    return Name(_trimmed(number or own), danish.folded(plain[found.end() :] if found else plain))


def stem(name: str) -> str:
    """A name without its extension, its number and its marks, folded; "bilag 2" where it is nothing else."""
    return read_name(name).words or danish.folded(_plain(name))


def shown_stem(name: str) -> str:
    """A file's name as a title: without its extension, and with blanks for underscores."""
    return _SUFFIX.sub("", name).replace("_", " ").strip() or name


def says_something(name: str) -> bool:
    """Whether a name tells one file from others; "bilag 1.pdf" and "scan0003.pdf" do not."""
    return not _SAYS_NOTHING.fullmatch(re.sub(r"[_-]+", " ", danish.folded(_SUFFIX.sub("", name))))


def same(one: Name, other: Name) -> bool:
    """Whether two names are the same but for what people leave out: an extension, a number, a mark."""
    return one.words == other.words and one.fits(other)


def by_number(one: Name, other: Name) -> bool:
    """Whether one name is only a number, and the other is counted by it: "Bilag 3" and "Bilag 3 - Budget.pdf"."""
    return bool(one.number) and one.number == other.number and not (one.words and other.words)


def likeness(one: Name, other: Name) -> float:
    """How like two names are, from 0 to 1; 0 as soon as a figure, a month, a place or any other word is another one.

    "Kriterie for akutteam" is like "Kriterier for akutteam"; "Klynge Nord" is not like "Klynge Syd", nor 2025 like 2026.
    """
    words, others = one.words.split(), other.words.split()
    if not one.fits(other) or len(words) != len(others) or not all(map(_spelled_alike, words, others)):
        return 0.0
    near = SequenceMatcher(None, one.words, other.words, autojunk=False).ratio()
    return near if near >= LEAST_LIKENESS else 0.0


def _spelled_alike(word: str, other: str) -> bool:
    """Whether two words are one word, perhaps misspelt or with another ending."""
    if word == other:
        return True
    if min(len(word), len(other)) < _SHORTEST_GUESSED or word[0] != other[0] or not (word + other).isalpha():
        return False
    return SequenceMatcher(None, word, other, autojunk=False).ratio() >= LEAST_LIKENESS


def _plain(name: str) -> str:
    """A name without extension and marks, and with blanks for dashes."""
    bare = _SUFFIX.sub("", unmarked(name).strip()).strip(" ,;")
    return " ".join(re.sub(r"[\s–-]+", " ", bare or _SUFFIX.sub("", spaced(name))).split())


def _trimmed(number: str) -> str:
    """A number as it is compared: "2" for "02."."""
    return number.strip(".").lstrip("0")
