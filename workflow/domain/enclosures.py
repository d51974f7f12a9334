"""The files that came along with a case, and which of the attachments that its form names each of them is."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from pydantic import Field

from workflow import danish
from workflow.domain.cpr import blotted_name
from workflow.domain.findings import Finding, note, warning
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

    @property
    def told(self) -> str:
        """Its name with CPR numbers blotted out, as it may be told to anybody."""
        return blotted_name(self.name)


@dataclass(frozen=True)
class Bilag:
    """One attachment of a case: the name that it goes by, and the file that it is.

    Attributes:
        title: as the form names it, or as the file is called.
        closed: whether it must not be published.
        named: whether the form names it.
        enclosure: the file; None where none has come.
    """

    title: str
    closed: bool
    named: bool = True
    enclosure: Enclosure | None = None

    @property
    def extent(self) -> str:
        """How many pages it has, "4 sider"; empty where that is not known."""
        pages = self.enclosure.pages if self.enclosure else 0
        return danish.counted(pages, "side", "sider") if pages else ""


@dataclass(frozen=True)
class Brought:
    """What one arrival brought for a case.

    Attributes:
        arrival: its receipt number.
        alone: whether it came without a form.
        files: what was in it.
    """

    arrival: int
    alone: bool
    files: tuple[Enclosure, ...]


_NUMBER = re.compile(r"^\s*bilag(?:\s*(?:nr\.?\s*)?[\d.]+)?\s*(?:[:.)–-]+\s*|\s+)(?=[^\W\d])", re.IGNORECASE)
_SUFFIX = re.compile(r"\.[A-Za-z][A-Za-z0-9]{1,4}$")
_CLOSED = re.compile(r"\b(?:lukket|fortrolig\w*)\b", re.IGNORECASE)
_SAYS_NOTHING = re.compile(
    r"(?:bilag|scan|scanning|dokument|document|img|image|billede|fil|untitled|unavngivet|kopi|nyt dokument)?[\s\d.()-]*"
)
_MOST_NAMED = 3


def stem(name: str) -> str:
    """A file's or an attachment's name as two people would compare it: without its extension and "Bilag 2:", folded."""
    plain = re.sub(r"[\s_–-]+", " ", _SUFFIX.sub("", danish.nfc(name).strip()))
    return danish.folded(_NUMBER.sub("", plain))


def shown_stem(name: str) -> str:
    """A file's name as a title: without its extension, and with blanks for underscores."""
    return _SUFFIX.sub("", name).replace("_", " ").strip() or name


def says_something(name: str) -> bool:
    """Whether a name tells one file from others; "bilag 1.pdf" and "scan0003.pdf" do not."""
    return not _SAYS_NOTHING.fullmatch(re.sub(r"[_-]+", " ", danish.folded(_SUFFIX.sub("", name))))


_LIKENESSES: tuple[Callable[[str], str], ...] = (str, lambda name: danish.nfc(name).casefold().strip(), stem)


def bilag_of(named: Sequence[Attachment], enclosed: Iterable[Enclosure], *, closed: bool = False) -> tuple[Bilag, ...]:
    """The attachments of a case: those that its form names, each with its file, then the files that it does not name.

    A file is matched by its exact name, then whatever its case, then by its stem, then by the name that is nearest.

    Args:
        named: the attachments on the form, in its order.
        enclosed: the files that came along; where two fit equally well, the first is taken.
        closed: whether the whole case is closed.
    """
    found = [Bilag(one.title, closed or one.openness is Openness.CLOSED) for one in named]
    left = list(enclosed)
    for likeness in _LIKENESSES:
        for place, one in enumerate(found):
            if one.enclosure is None and (fits := _alike(one.title, left, likeness)):
                left.remove(fits)
                found[place] = replace(one, enclosure=fits)
    for place, one in enumerate(found):
        if one.enclosure is not None:
            continue
        near = danish.nearest(stem(one.title), [stem(file.name) for file in left if not file.inline])
        if near:
            fits = next(file for file in left if stem(file.name) == near[0])
            left.remove(fits)
            found[place] = replace(one, enclosure=fits)
    unnamed = (one for one in left if not one.inline)
    return (*found, *(Bilag(shown_stem(one.told), closed or _says_closed(one.name), False, one) for one in unnamed))


def _alike(title: str, files: Iterable[Enclosure], likeness: Callable[[str], str]) -> Enclosure | None:
    """The first file whose name is like the title; pictures within a mail's text only by their whole name."""
    by_stem = likeness is stem
    return next((one for one in files if not (by_stem and one.inline) and likeness(one.name) == likeness(title)), None)


def _says_closed(name: str) -> bool:
    """Whether a file's own name says that it is not for everybody."""
    return bool(_CLOSED.search(name.replace("_", " ")))


def in_force(named: Sequence[Attachment], brought: Sequence[Brought]) -> tuple[Enclosure, ...]:
    """The files that stand with a case now.

    The latest version that brought any files decides; an older one's stay where the form names them and nothing newer has
    their name. A file that came alone replaces an older one of its name.

    Args:
        named: the attachments on the form's latest version.
        brought: what came for the case, the latest arrival first.
    """
    kept: tuple[Enclosure, ...] = ()
    for one in brought:
        if not one.alone:
            known = {stem(file.name) for file in kept}
            more = tuple(file for file in one.files if stem(file.name) not in known)
            wanted = {bilag.enclosure for bilag in bilag_of(named, (*kept, *more)) if bilag.named or not kept}
            kept = (*kept, *(file for file in more if file in wanted or not kept))
    for file in (file for one in reversed(brought) if one.alone for file in one.files):
        same = tuple(other for other in kept if stem(other.name) == stem(file.name))
        if all(other.arrival < file.arrival for other in same):
            kept = (*(other for other in kept if other not in same), file)
    return kept


def lacking(named: Sequence[Attachment], enclosed: Iterable[Enclosure]) -> tuple[Attachment, ...]:
    """The attachments that the form names and that have not come."""
    found = bilag_of(named, enclosed)
    return tuple(one for one, bilag in zip(named, found, strict=False) if bilag.enclosure is None)


def fitting(named: Sequence[Attachment], loose: Sequence[Enclosure]) -> tuple[Enclosure, ...]:
    """The files, come on their own, that are among the named attachments: by a stem that says something, and never by guess."""
    stems = {stem(one.title) for one in named}
    return tuple(one for one in loose if says_something(one.name) and stem(one.name) in stems)


def judge_enclosed(
    named: Sequence[Attachment], enclosed: Sequence[Enclosure], *, alone: bool, closed: bool = False
) -> Iterator[Finding]:
    """What the sender should know of the files that came, and of those that did not.

    Args:
        named: the attachments on the form.
        enclosed: the files that came along.
        alone: whether the form came alone, so that its files may still be on their way.
        closed: whether the whole case is closed.
    """
    found = bilag_of(named, enclosed, closed=closed)
    missing = [f"”{one.title}”" for one in found if one.enclosure is None]
    if missing:
        many = len(missing) > 1
        noun, lay = ("Bilagene", "filerne") if many else ("Bilaget", "filen")
        verb = "er nævnt, men ikke kommet med" if not alone else "er ikke kommet endnu"
        they = "de navne, de har i feltet Bilag; så kommer de" if many else "det navn, den har i feltet Bilag; så kommer den"
        hint = f"Læg {lay} i indbakken under {they} på dagsordenen."
        say = note if alone else warning
        yield say("bilag", f"{noun} {danish.join(missing)} {verb}.", hint)
    extra = [f"”{one.enclosure.told}”" for one in found if one.enclosure and not one.named]
    if extra:
        many = len(extra) > 1
        listed = danish.join(extra[:_MOST_NAMED]) if len(extra) <= _MOST_NAMED else f"{', '.join(extra[:_MOST_NAMED])} m.fl."
        problem = f"{'Filerne' if many else 'Filen'} {listed} er sendt med, men ikke nævnt under Bilag."
        taken = "De er taget med sidst" if many else "Den er taget med sidst"
        yield note("bilag", f"{problem} {taken} på listen.", "Skriv navnet i felt 18, hvis titlen skal være en anden.")
