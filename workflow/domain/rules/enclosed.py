"""What the sender should know of the files that came along, of those that did not, and of what must not be published."""

from collections.abc import Iterator, Sequence

from workflow import danish
from workflow.domain.enclosures import Bilag, Enclosure, Why, bilag_of
from workflow.domain.findings import Finding, note, warning
from workflow.domain.markings import address_in, says_closed
from workflow.domain.proposals import Attachment

_MOST_NAMED = 3
_LONGEST_ADDRESS = 60


def judge_enclosed(
    named: Sequence[Attachment],
    enclosed: Sequence[Enclosure],
    *,
    alone: bool,
    closed: bool = False,
    gone: Sequence[Enclosure] = (),
) -> Iterator[Finding]:
    """What the sender should know of the files that came, and of those that did not.

    Args:
        named: the attachments on the form.
        enclosed: the files that came along.
        alone: whether the form came alone, so that its files may still be on their way.
        closed: whether the whole case is closed.
        gone: the files that stood with the version before, and that stand with this one no more.
    """
    found = bilag_of(named, enclosed, closed=closed)
    links = {place: link for place, one in enumerate(named) if found[place].enclosure is None and (link := _link(one))}
    doubted = [one for one in found if one.why is Why.DOUBT]
    missing = [one for place, one in enumerate(found) if one.enclosure is None and place not in links]
    yield from _missing([one for one in missing if not (doubted and one.closed)], alone=alone)
    for place, link in links.items():
        told = "" if link in found[place].title else f" ({_shortened(link)})"
        yield warning("bilag", f"Bilaget ”{found[place].title}” er et link{told}.", "Hent filen, og læg den ved.")
    yield from _doubted([one for one in found if one.closed and one.enclosure is None], doubted)
    yield from _extra([one.enclosure.told for one in found if one.enclosure and not one.named and one not in doubted])
    for one in found:
        if one.guessed and one.enclosure:
            problem = f"”{one.enclosure.told}” er taget som bilaget ”{one.title}”."
            yield note("bilag", problem, "Se efter, at det er det rigtige.")
    yield from _closed(found)
    for file in gone:
        problem = f"Filen ”{file.told}” fra den forrige udgave er ikke nævnt i den nye og er taget af listen over bilag."
        yield warning("bilag", problem, "Skriv dens navn i felt 18, hvis den stadig skal med.")


def _link(one: Attachment) -> str:
    """Where an attachment lies that is a link."""
    return one.link or address_in(one.title)


def _shortened(link: str) -> str:
    """An address as it can stand in a sentence."""
    return link if len(link) <= _LONGEST_ADDRESS else f"{link[: _LONGEST_ADDRESS - 1]}…"


def _missing(missing: Sequence[Bilag], *, alone: bool) -> Iterator[Finding]:
    """What is named and has not come."""
    if missing:
        many = len(missing) > 1
        noun, lay = ("Bilagene", "filerne") if many else ("Bilaget", "filen")
        verb = "er nævnt, men ikke kommet med" if not alone else "er ikke kommet endnu"
        they = "de navne, de har i feltet Bilag; så kommer de" if many else "det navn, den har i feltet Bilag; så kommer den"
        hint = f"Læg {lay} i indbakken under {they} på dagsordenen."
        say = note if alone else warning
        yield say("bilag", f"{noun} {danish.quoted(one.title for one in missing)} {verb}.", hint)


def _doubted(missing: Sequence[Bilag], files: Sequence[Bilag]) -> Iterator[Finding]:
    """That files are kept from the public, since one of them may be the closed one that has not come."""
    if files:
        titles = danish.quoted(one.title for one in missing)
        names = danish.quoted(one.enclosure.told for one in files if one.enclosure)
        many, whose = len(missing) > 1, "filernes navne" if len(files) > 1 else "filens navn"
        lack = f"Bilagene {titles} er lukkede, men de" if many else f"Bilaget {titles} er lukket, men det"
        laid = "er ikke nævnt og derfor lagt som lukkede" if len(files) > 1 else "er ikke nævnt og derfor lagt som lukket"
        hint = f"Skriv {whose} i felt 18 med ”(lukket)” eller ”(åben)” efter, og send det, der mangler."
        yield warning("bilag", f"{lack} er ikke fundet blandt filerne. {names} {laid}.", hint)


def _extra(names: Sequence[str]) -> Iterator[Finding]:
    """What came and is not named."""
    if names:
        many = len(names) > 1
        quoted = [f"”{one}”" for one in names]
        listed = danish.join(quoted) if len(names) <= _MOST_NAMED else f"{', '.join(quoted[:_MOST_NAMED])} m.fl."
        problem = f"{'Filerne' if many else 'Filen'} {listed} er sendt med, men ikke nævnt under Bilag."
        taken = "De er taget med sidst" if many else "Den er taget med sidst"
        yield note("bilag", f"{problem} {taken} på listen.", "Skriv navnet i felt 18, hvis titlen skal være en anden.")


def _closed(found: Sequence[Bilag]) -> Iterator[Finding]:
    """What is laid as closed though nobody marked it so, or only with a word that may mean something else."""
    by_name = [one for one in found if one.why is Why.NAME or (one.why is Why.MARK and says_closed(one.title))]
    before = [one for one in found if one.why is Why.BEFORE]
    for files, laid, why, more in (
        (by_name, "lagt som lukket", "fordi navnet siger det", ", eller giv filen et andet navn"),
        (before, "stadig lukket", "fordi det var det i en tidligere udgave", ""),
    ):
        for one in files:
            hint = f"Må det offentliggøres, så skriv ”(åben)” efter navnet i felt 18{more}."
            yield note("bilag", f"Bilaget ”{one.title}” er {laid}, {why}.", hint)
