"""How partners and staff name parties, tasks and items, and whom or what the register knows by that name."""

import re
from collections.abc import Iterable, Sequence

from workflow import danish
from workflow.domain.bodies import Body, Party, StandingItem, Task
from workflow.domain.proposals import Placed

PROPOSAL_KEY = "forslag:"
"""What the key of an accepted proposal begins with."""
_BETWEEN = re.compile(r"\s*[,;/&]\s*(?:og\s+)?|\s+og\s+|\s+samt\s+")
_NUMBER = re.compile(r"(?:forslag|kvittering)?[\s:]*(?:nr\.?|nummer)?\s*(?:\d{4}-)?0*(\d+)")


def parties_named(text: str, parties: Iterable[Party]) -> tuple[tuple[Party, ...], tuple[str, ...]]:
    """The parties that a proposer line names: "Hjørring Kommune", "Hjørring og Læsø kommuner", "PLO".

    Args:
        text: what was written.
        parties: everybody who may be meant.

    Returns:
        The parties, in the order they were named, and the names that nobody goes by.
    """
    known = {_plain(name): party for party in parties for name in (party.id, party.name, *party.variants)}
    whole = known.get(_plain(text))
    if whole:
        return (whole,), ()
    words = [word for word in _BETWEEN.split(text) if word]
    found = [party for word in words if (party := known.get(_plain(word)))]
    if not found:
        return (), (text,)
    return tuple(dict.fromkeys(found)), tuple(word for word in words if _plain(word) not in known)


def _plain(name: str) -> str:
    """A party's name as it is compared: "Læsø kommuner" at the end of a list is Læsø."""
    return danish.folded(name).removesuffix(".").removesuffix(" kommuner").removesuffix(" kommune")


def party_name(text: str, parties: Iterable[Party]) -> str:
    """The proposer line in the parties' own names: "Hjørring og PLO" → "Hjørring Kommune og PLO-Nordjylland".

    What names nobody known stays as it was written.
    """
    found, unknown = parties_named(text, parties)
    return text if unknown else danish.join([party.name for party in found])


def task_named(text: str, body: Body) -> Task | None:
    """The task of the body's charter that is meant by an id or a short title."""
    wanted = danish.folded(text).removesuffix(".")
    return next((task for task in body.tasks if wanted in {danish.folded(task.id), danish.folded(task.title)}), None)


def proposal_key(placed: Placed) -> str:
    """The key of an accepted proposal on every agenda and in every minutes record."""
    return f"{PROPOSAL_KEY}{placed.number}"


def standing_key(item: StandingItem) -> str:
    """The key of a standing item on every agenda and in every minutes record."""
    return f"fast:{item.id}"


def means(reference: str, key: str, title: str) -> bool:
    """Whether a reference in a meeting file means the item with this key and title.

    Args:
        reference: a receipt number ("17", "nr. 17", "2026-0017"), a title, a standing item's id, or a whole key.
        key: the item's key.
        title: the item's title.
    """
    wanted = danish.folded(reference)
    kind, _, name = danish.folded(key).partition(":")
    if wanted in {danish.folded(title), danish.folded(key)}:
        return True
    if kind == "fast":
        return wanted == name
    match = _NUMBER.fullmatch(wanted)
    return bool(match and match[1] == name)


def is_named(references: Sequence[str], key: str, title: str) -> bool:
    """Whether any of several references means the item."""
    return any(means(reference, key, title) for reference in references)
