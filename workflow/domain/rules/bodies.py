"""What a sender is told who wrote a name that no body goes by: several names in one, all of a region's, a slip of the pen."""

import re
from collections.abc import Iterable, Iterator

from workflow import danish
from workflow.domain.bodies import Region
from workflow.domain.register import BodyFile, Register
from workflow.errors import AmbiguousBodyError, UnknownBodyError

_BETWEEN = re.compile(r"\s*[,;/&+]\s*(?:og\s+)?|\s+(?:og|samt)\s+", re.IGNORECASE)
_PLURAL = re.compile(r"(?<=klynge)r(?:ne)?$|(?<=råd)ene$", re.IGNORECASE)
_ALL = re.compile(
    r"(?:alle|samtlige)\s+(?:(?:sundheds)?(?P<cluster>klynger)(?:ne)?|sundhedsråd(?:ene)?)(?:\s+(?P<where>.+))?", re.IGNORECASE
)
_ANY_REGION = re.compile(r"\bregion\s+\w+", re.IGNORECASE)
_AS_ON_THE_FORM = "Skriv organets navn, som det står på skemaet."
_EACH_AS_ON_THE_FORM = "Skriv hvert organs navn, som det står på skemaet, med semikolon imellem."


def right_name(asked: str, proposer: str, register: Register) -> str:
    """The remedy for a name that no body goes by; never a body of another region than the one that is named.

    Args:
        asked: what was written.
        proposer: who proposes; "alle klynger" are those of that region.
        register: the bodies.
    """
    if match := _ALL.fullmatch(asked.strip()):
        kind = "sundhedsklynge" if match["cluster"] else "sundhedsråd"
        region = _region_in(match["where"] or "", register) if match["where"] else _region_of(proposer, register)
        return _between([one for one in register.bodies if one.body.kind == kind and region and one.body.region == region.id])
    pieces = [piece for piece in _BETWEEN.split(asked) if piece]
    if len(pieces) > 1:
        entries = list(_several(pieces, register))
        return _between(entries if len(entries) == len(pieces) else [])
    return _nearest(asked, register)


def _between(entries: Iterable[BodyFile]) -> str:
    """The remedy where several bodies are meant: their names, ready to be copied."""
    names = list(dict.fromkeys(entry.body.name for entry in entries))
    return f"Skriv semikolon imellem: {'; '.join(names)}." if names else _EACH_AS_ON_THE_FORM


def _several(pieces: list[str], register: Register) -> Iterator[BodyFile]:
    """The bodies that the pieces of a name mean: "Klynge Vest", "Nord"; those that mean none, or several, are left out."""
    first, _, tail = pieces[0].rpartition(" ")
    kind = _PLURAL.sub("", first)
    for piece in (tail, *pieces[1:]):
        entry = _resolved(f"{kind} {piece}", register) or _resolved(piece, register)
        if entry:
            yield entry


def _resolved(name: str, register: Register) -> BodyFile | None:
    """The body that a name means; None where it means none or several."""
    try:
        return register.resolve(name)
    except (UnknownBodyError, AmbiguousBodyError):
        return None


def _nearest(asked: str, register: Register) -> str:
    """The body whose name looks most like the one that was written, in the region that is named, if any."""
    region = _region_in(asked, register)
    if not region and _ANY_REGION.search(asked):
        return _AS_ON_THE_FORM
    bodies = [one.body for one in register.bodies if not region or one.body.region == region.id]
    return danish.did_you_mean(asked, [name for body in bodies for name in (body.name, body.id)]) or _AS_ON_THE_FORM


def _region_in(text: str, register: Register) -> Region | None:
    """The region that a text names."""
    return next((region for region in register.regions if _names(text, (region.name, *region.variants))), None)


def _region_of(proposer: str, register: Register) -> Region | None:
    """The region that a proposer is, or whose municipality he is."""
    own = {
        region.id: (name for one in region.municipalities for name in (one.name, *one.variants)) for region in register.regions
    }
    by_municipality = (region for region in register.regions if _names(proposer, own[region.id]))
    return _region_in(proposer, register) or next(by_municipality, None)


def _names(text: str, names: Iterable[str]) -> bool:
    """Whether a text has one of the names as words of their own."""
    said = danish.folded(text)
    return any(re.search(rf"\b{re.escape(danish.folded(name))}\b", said) for name in names)
