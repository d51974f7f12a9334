"""An attachment as somebody writes it on a line: its name, its number, and the mark that says whether it may be published."""

import re
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from workflow import danish

_NOT_FOR_ALL = r"(?:må|skal|bør|kan)\s+ikke\s+offentlig\w*|ikke[\s-]+(?:til\s+)?offentlig\w*"
_CLOSED = rf"(?:lukke(?:t|de)|fortrolig[te]?|{_NOT_FOR_ALL})"
_OPEN = r"(?:åb(?:ent?|ne)|(?:må|kan)\s+(?:gerne\s+|godt\s+)?offentliggøres)"
_OF_WHAT = r"(?:\s+(?:bilag|punkt|sag|del|dokument|fil|møde))?"
_WORD = re.compile(rf"(?<![^\W\d_])(?:lukke(?:t|de)(?![^\W\d_])|fortrolig\w*|{_NOT_FOR_ALL})", re.IGNORECASE)
"""What says "closed": figures may stand right beside it, letters may not, as in "lukketid"."""


def _marks(words: str) -> re.Pattern[str]:
    """Where such words clearly are a mark: in brackets, at the front before a colon or a dash, last after a comma or a dash."""
    return re.compile(
        rf"\s*[(\[]\s*(?:bilaget\s+)?(?:er\s+)?{words}{_OF_WHAT}(?:\s*[,;:.–-][^()\[\]]*|\s+jf\b[^()\[\]]*)?\s*(?:[)\]]|$)(?:\s*\.$)?"
        rf"|^{words}{_OF_WHAT}(?:\s\d{{1,2}})?(?:\s*:\s*|\s+[–—-]+\s+)"
        rf"|(?:\s*[,;]|\s+[–—-]+)\s*{words}{_OF_WHAT}\s*\.?$",
        re.IGNORECASE,
    )


_CLOSED_MARK, _OPEN_MARK = _marks(_CLOSED), _marks(_OPEN)
_ALONE = re.compile(
    rf"(?P<bracket>[(\[])?\s*(?:(?P<closed>{_CLOSED})|{_OPEN})(?P<noun>\s+bilag)?\s*[)\]]?\s*(?P<colon>:)?\.?", re.IGNORECASE
)
_NONE = re.compile(
    r"[\s.\-–—/]*|(?:der\s+er\s+|vi\s+har\s+)?(?:nej,?\s+)?(?:ingen|intet|nej|ikke\s+relevant)"
    r"(?:\s+(?:åbne|lukkede|andre|flere|yderligere))?(?:\s+bilag)?[\s.!]*",
    re.IGNORECASE,
)
_BULLET = re.compile(r"^[•·●▪◦*\uf0b7–—-]\s+(?=\S)")
_CAPITAL = "(?-i:(?=[A-ZÆØÅ]))"
_COUNTED = re.compile(
    r"^bilag[\s_]*(?:nr\.?\s*)?(?P<number>\d{1,3}(?:\.\d{1,3})?)"
    rf"(?:\s*[:)]\s*(?=\S)|\s+[–—-]+\s+(?=\S)|[\s_]*[–—-]+[\s_]*(?=[^\W\d_])|\.\s+(?=\S)|[\s_]+{_CAPITAL})"
    r"|^(?P<bare>\d{1,2})"
    rf"(?:\)\s*(?=\S)|\s*:\s+(?=\S)|\s+[–—-]+\s+(?=[^\W\d_])|\.\s+{_CAPITAL}(?!(?:{'|'.join(danish.MONTHS)})\b))",
    re.IGNORECASE,
)
_LINK = re.compile(r"\s*<(?P<link>https?://[^\s<>]+)>", re.IGNORECASE)
_ADDRESS = re.compile(r"https?://[^\s<>]+", re.IGNORECASE)


class Marked(NamedTuple):
    """What a line says of an attachment.

    Attributes:
        title: its name, without what clearly is no part of it; never empty where the line is not.
        closed: whether it says that the attachment must not be published.
        released: whether it says in so many words that it may be.
        number: the number typed in front of it, as in "Bilag 2: Tidsplan"; empty where there is none.
        link: where it lies, as in "Tidsplan <https://…>"; empty where nothing is said.
    """

    title: str
    closed: bool = False
    released: bool = False
    number: str = ""
    link: str = ""


def says_closed(text: str) -> bool:
    """Whether a title or the name of a file says anywhere that it is not for everybody."""
    return bool(_WORD.search(spaced(text)))


def read_marks(line: str) -> Marked:
    """An attachment from its line; to read its title once more changes nothing.

    Words that say "closed" and are not clearly a mark stay in the title, and mean closed all the same: who is wrongly told
    that an attachment is closed can say so, and one that was wrongly published cannot be called back.
    """
    text = " ".join(danish.nfc(line).split())
    link = _LINK.search(text)
    title, number, before = _LINK.sub("", text) or text, "", ""
    closed, opened = False, False
    while title != before:
        before = title
        title, typed = _uncounted(title)
        number = number or typed
        closed = closed or bool(_CLOSED_MARK.search(title)) or any(says_closed(one[0]) for one in _OPEN_MARK.finditer(title))
        opened = opened or bool(_OPEN_MARK.search(title))
        title = _without_marks(title)
    closed = closed or (says_closed(title) and not opened)
    return Marked(title, closed, opened and not closed, number, link["link"] if link else "")


def unmarked(name: str) -> str:
    """A name without its marks and without every word that says "closed", as names are compared."""
    return _WORD.sub(" ", _without_marks(spaced(name)))


def spaced(name: str) -> str:
    """A name as it is meant: in NFC, with single blanks, also for underscores."""
    return " ".join(danish.nfc(name).replace("_", " ").split())


def address_in(title: str) -> str:
    """The web address that stands in a title; empty where there is none."""
    found = _ADDRESS.search(title)
    return found[0] if found else ""


def marked_entries(entries: Iterable[object]) -> tuple[object, ...]:
    """The entries of a list of attachments, without those that only say that there are none.

    A line that is nothing but a mark belongs to the entry before it, "(lukket)", or to those that follow, "Lukkede bilag:".
    """
    found, closes = list[object](), False
    for entry in entries:
        text = " ".join(danish.nfc(entry).split()) if isinstance(entry, str) else "?"
        if alone := _ALONE.fullmatch(text):
            ahead = bool(alone["colon"] or alone["noun"])
            if alone["closed"] and found and (alone["bracket"] or not ahead):
                found[-1] = _closed(found[-1])
            if not (alone["bracket"] and found):
                closes = bool(alone["closed"])
        elif not _NONE.fullmatch(text):
            found.append(_closed(entry) if closes else entry)
    return tuple(found)


def _closed(entry: object) -> object:
    """An entry as one that is closed."""
    known = entry if isinstance(entry, Mapping) else {"titel": entry}
    return {**known, "offentlighed": "lukket"}


def _uncounted(text: str) -> tuple[str, str]:
    """A title without the dot or the number typed in front of it, since the agenda has its own; and that number."""
    number = ""
    while found := _BULLET.search(text) or _COUNTED.search(text):
        said = found.groupdict()
        number = number or said.get("number") or said.get("bare") or ""
        text = text[found.end() :]
    return text, number


def _without_marks(text: str) -> str:
    """The text without its marks; as it was, where it is nothing else."""
    bare = _OPEN_MARK.sub("", _CLOSED_MARK.sub("", text)).strip()
    if bare == text:
        return text
    return bare.strip(" ,;–—-") or text
