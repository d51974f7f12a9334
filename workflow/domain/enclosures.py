"""The files that came along with a case, and which of the attachments that its form names each of them is."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum, auto

from pydantic import Field

from workflow import danish
from workflow.domain.cpr import blotted_name
from workflow.domain.likening import Name, by_number, likeness, read_name, same, says_something, shown_stem
from workflow.domain.markings import says_closed
from workflow.domain.proposals import Attachment, Openness
from workflow.domain.records import Record


class Enclosure(Record):
    """One file that came along, and where its bytes are: in which arrival, and under which checksum within it."""

    name: str = Field(alias="navn", title="Navn", description="Filens navn, som det må vises.")
    kind: str = Field(alias="art", title="Art", default="", examples=["PDF-fil"])
    size: int = Field(alias="størrelse", title="Størrelse i byte", default=0, ge=0)
    sha256: str = Field(alias="kontrolsum", title="Kontrolsum", description="SHA-256 som hexadecimal.")
    pages: int = Field(alias="sider", title="Sider", default=0, ge=0, description="0, når det ikke vides.")
    inline: bool = Field(
        alias="i_teksten", title="I mailens tekst", default=False, description="Et billede i mailens tekst, som et logo."
    )
    arrival: int = Field(
        alias="kvittering", title="Kvittering", default=0, description="Nummeret på den indgang, den kom med; 0 er dens egen."
    )

    closed: bool = Field(
        alias="lukket",
        title="Lukket",
        default=False,
        exclude=True,
        description="Om den før er lagt som lukket; skrives ikke ned.",
    )

    @property
    def told(self) -> str:
        """Its name with CPR numbers blotted out, as it may be told to anybody."""
        return blotted_name(self.name)


class Why(StrEnum):
    """Why an attachment must not be published."""

    CASE = auto()
    """The whole case is closed."""
    MARK = auto()
    """The form says so."""
    NAME = auto()
    """The file's own name says so."""
    BEFORE = auto()
    """It was closed in an earlier version, and no version since has said that it may be published."""
    DOUBT = auto()
    """Nobody named it, and the file of an attachment that is closed has not come: it may be that one."""


@dataclass(frozen=True)
class Bilag:
    """One attachment of a case: the name that it goes by, and the file that it is.

    Attributes:
        title: as the form names it, or as the file is called.
        why: why it must not be published; None where it may be.
        named: whether the form names it.
        enclosure: the file; None where none has come.
        guessed: whether the file's name is only nearly the one on the form.
    """

    title: str
    why: Why | None = None
    named: bool = True
    enclosure: Enclosure | None = None
    guessed: bool = False

    @property
    def closed(self) -> bool:
        """Whether it must not be published."""
        return self.why is not None

    @property
    def extent(self) -> str:
        """How many pages it has, "4 sider"; empty where that is not known."""
        pages = self.enclosure.pages if self.enclosure else 0
        return danish.counted(pages, "side", "sider") if pages else ""


_Test = Callable[[Attachment, Enclosure], float]
_NAME_OF_FILE = re.compile(r"(?:[:(,;]\s*|\s[–—-]\s+)(?P<name>[^:(,;]+\.[a-z0-9]{2,5})\)?$")
"""The name of a file at the end of a title: "Kriterier for visitation: kriterier.pdf"."""


def _exactly(one: Attachment, file: Enclosure) -> float:
    """Whether the whole name is the same."""
    return float(danish.folded(one.title) == danish.folded(file.name))


def _surely(one: Attachment, file: Enclosure) -> float:
    """Whether the name is the same but for what people leave out; of two the one that is counted alike."""
    title, name = name_of(one), read_name(file.name)
    return not file.inline and same(title, name) and 1 + (title.number == name.number) + (says_closed(file.name) == _closed(one))


def _within(one: Attachment, file: Enclosure) -> float:
    """Whether the title ends with the whole name of the file."""
    found = _NAME_OF_FILE.search(danish.folded(one.title))
    return float(found is not None and found["name"] == danish.folded(file.name))


def _by_number(one: Attachment, file: Enclosure) -> float:
    """Whether one of the names is only the number of the other."""
    return float(not file.inline and by_number(name_of(one), read_name(file.name)))


def _nearly(one: Attachment, file: Enclosure) -> float:
    """How near the name is."""
    return 0 if file.inline else likeness(name_of(one), read_name(file.name))


_SURE: tuple[_Test, ...] = (_exactly, _surely, _within)
_GUESSES: tuple[_Test, ...] = (_by_number, _nearly)


def bilag_of(named: Sequence[Attachment], enclosed: Iterable[Enclosure], *, closed: bool = False) -> tuple[Bilag, ...]:
    """The attachments of a case: those that its form names, each with its file, then the files that it does not name.

    A file is matched by its whole name, then by its stem, then by its number, then by the name that is nearest; never where
    a figure or a number in the names differs.

    Args:
        named: the attachments on the form, in its order.
        enclosed: the files that came along; where two fit equally well, the first is taken.
        closed: whether the whole case is closed.
    """
    found: list[tuple[Enclosure, bool] | None] = [None for _ in named]
    left = list(enclosed)
    closed_first = sorted(range(len(named)), key=lambda place: not _closed(named[place]))
    for test in (*_SURE, *_GUESSES):
        for place in closed_first:
            if found[place] is None and (best := _best(named[place], left, test)):
                left.remove(best)
                found[place] = best, test in _GUESSES
    listed = [_named(one, match) for one, match in zip(named, found, strict=True)]
    doubt = any(one.closed and one.enclosure is None for one in listed)
    unnamed = [_unnamed(file, doubt=doubt) for file in left if not file.inline]
    return tuple(replace(one, why=Why.CASE) if closed else one for one in (*listed, *unnamed))


def _best(one: Attachment, files: Iterable[Enclosure], test: _Test) -> Enclosure | None:
    """The file that fits an attachment best by a test, the first of several; None where none does."""
    weighed = [(test(one, file), file) for file in files]
    weight, best = max(weighed, key=lambda pair: pair[0], default=(0, None))
    return best if weight else None


def _named(one: Attachment, match: tuple[Enclosure, bool] | None) -> Bilag:
    """An attachment that the form names, with its file and whether that was guessed."""
    file, guessed = match or (None, False)
    why = Why.MARK if _closed(one) else None
    if file and not why and says_closed(file.name) and not (one.released and says_closed(one.title)):
        why = Why.NAME
    elif file and not why and file.closed and not one.released:
        why = Why.BEFORE
    return Bilag(one.title, why, True, file, guessed)


def _unnamed(file: Enclosure, *, doubt: bool) -> Bilag:
    """A file that the form does not name."""
    why = Why.NAME if says_closed(file.name) else Why.BEFORE if file.closed else Why.DOUBT if doubt else None
    return Bilag(shown_stem(file.told), why, False, file)


def _closed(one: Attachment) -> bool:
    """Whether the form says that an attachment must not be published."""
    return one.openness is Openness.CLOSED


def name_of(one: Attachment) -> Name:
    """The name of an attachment as it is compared."""
    return read_name(one.title, one.number)


def lacking(named: Sequence[Attachment], enclosed: Iterable[Enclosure]) -> tuple[Attachment, ...]:
    """The attachments that the form names and that have not come."""
    found = bilag_of(named, enclosed)
    return tuple(one for one, bilag in zip(named, found, strict=False) if bilag.enclosure is None)


def fitting(named: Sequence[Attachment], loose: Sequence[Enclosure]) -> tuple[Enclosure, ...]:
    """The files, come on their own, that are among the named attachments: by a stem that says something, and never by guess."""
    return tuple(
        file for file in loose if says_something(file.name) and any(same(name_of(one), read_name(file.name)) for one in named)
    )
