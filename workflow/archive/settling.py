"""Which files in the inbox lie still, and why the others must wait: pure, from two listings."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from enum import StrEnum

from workflow.archive.names import READ_ME
from workflow.danish import nfc


class Kind(StrEnum):
    """What a name in the inbox stands for, seen without following links."""

    FILE = "fil"
    FOLDER = "mappe"
    LINK = "genvej"
    OTHER = "andet"


@dataclass(frozen=True)
class Sighting:
    """One name in the inbox as a scan saw it; the numbers together tell whether the file has changed.

    ``since`` is when a scan first saw it so, in seconds that only ever grow; ``owner`` is who has it open, for a lock file.
    """

    name: str
    kind: Kind
    inode: int = 0
    size: int = 0
    modified: int = 0
    changed: int = 0
    since: float = field(default=0.0, compare=False)
    owner: str = field(default="", compare=False)


@dataclass(frozen=True)
class Waiting:
    """Something that stays in the inbox for now, and why, in a Danish sentence."""

    name: str
    reason: str


@dataclass(frozen=True)
class Settled:
    """What two listings say: which files may be taken, oldest first, which must wait, and whether waiting will help.

    ``seen`` is the later listing, for the next comparison: what has not changed keeps the moment when it was first seen so.
    """

    ready: tuple[Sighting, ...]
    waiting: tuple[Waiting, ...]
    unsettled: bool
    seen: tuple[Sighting, ...] = field(default=(), compare=False)


STILL_COPYING = "Filen er ved at blive kopieret; den tages, når den ligger stille."
OPEN_ELSEWHERE = "Filen er åben i {where}; luk den, så tages den. Er den lukket, så slet låsefilen ved siden af."
TAKEN_OPEN = "Filen så ud til at være åben i {where}, da den blev taget."
BEING_WRITTEN = "Et program er ved at skrive filen; den tages, når programmet er færdigt."
BROKEN_OFF = "Filen er ikke hel endnu; den tages, når resten er kommet. Kommer der ikke mere, så kopiér den igen."
CANNOT_BE_READ = "Filen kan ikke læses lige nu ({}); det prøves igen."
NO_ACCESS = "Der er ikke adgang til filen; giv klynge lov til at læse og flytte den."
TEMPORARY_FILE = "Det er en midlertidig fil fra et andet program; slet den, hvis ingen bruger den længere."
FOLDER = "Mappen er tom; læg skemaet og dets bilag i den, så tages den som én sag."
LARGEST_FOLDER = 250_000_000
TOO_LARGE = "Mappen fylder mere end 250 MB; læg skemaet i indbakken, og del bilagene i flere mapper eller zip-filer."
LINK = "Det er en genvej og ikke en fil; læg selve filen i indbakken."
NO_FILE = "Det er ikke en almindelig fil; læg selve filen i indbakken."
FOR_A_PERSON = frozenset({NO_ACCESS, FOLDER, TOO_LARGE, LINK, NO_FILE})
"""The reasons that no waiting will mend."""

_SYSTEM_FILE = re.compile(r"\.klynge-.*|\.indbakke-id|\.DS_Store|\._.*|Thumbs\.db|desktop\.ini", re.IGNORECASE)
LOCK_FILE = re.compile(r"~\$|\.~lock\.")
OPEN_FOR_AN_HOUR = 3600.0
_TEMPORARY = re.compile(r"~\$.*|\.~lock\..*|lu\w+\.tmp|.*\.(tmp|part|partial|crdownload|download|swp)", re.IGNORECASE)
_WHY_NO_FILE = {Kind.LINK: LINK, Kind.OTHER: NO_FILE}
_WORD_DROPS = 2  # Word replaces up to two letters of a long name when it makes its lock file


def settle(before: Iterable[Sighting], now: Iterable[Sighting]) -> Settled:
    """Sort what lies in the inbox.

    Args:
        before: an earlier listing, from at least the stability time ago.
        now: the listing just taken.

    Returns:
        A file is ready when both listings show it unchanged and no lock file says that a program has it open; after an
        hour the lock file is taken for forgotten. Our own folders, the read-me file and what systems leave behind are not
        mentioned at all.
    """
    taken = tuple(now)
    moment = max((one.since for one in taken), default=0.0)
    earlier = {one: one for one in before}
    seen = tuple(replace(one, since=earlier[one].since) if one in earlier else one for one in taken)
    listed = sorted((one for one in seen if not _is_silent(one)), key=lambda one: (one.modified, one.name))
    locks = [one for one in listed if LOCK_FILE.match(one.name)]
    ready, waiting, unsettled = [], [], False
    for one in listed:
        reason = _why_not(one, locks if moment - one.since < OPEN_FOR_AN_HOUR else [])
        if not reason and one not in earlier:
            reason, unsettled = STILL_COPYING, True
        if reason:
            waiting.append(Waiting(one.name, reason))
        else:
            ready.append(one)
    return Settled(tuple(ready), tuple(waiting), unsettled, seen)


def examined(settled: Settled, obstacle: Callable[[Sighting], str], most: int) -> Settled:
    """The same, when the files that lie still have been looked into: what something stands in the way of must wait.

    Args:
        settled: what two listings say.
        obstacle: why a file cannot be taken yet, a Danish sentence, or "".
        most: no more are looked into than it takes to find so many that can be taken; the rest stay as they are.
    """
    passed: list[Sighting] = []
    waiting: list[Waiting] = []
    for place, one in enumerate(settled.ready):
        if len(passed) == most:
            passed += settled.ready[place:]
            break
        if reason := obstacle(one):
            waiting.append(Waiting(one.name, reason))
        else:
            passed.append(one)
    return replace(settled, ready=tuple(passed), waiting=(*settled.waiting, *waiting))


def _is_silent(one: Sighting) -> bool:
    """Whether nobody needs to hear of it: a folder of ours, the read-me file, what a system leaves behind."""
    if one.kind is Kind.FOLDER:
        return one.name.startswith(("_", "@", "."))
    return nfc(one.name).casefold() == READ_ME.casefold() or bool(_SYSTEM_FILE.fullmatch(one.name))


def _why_not(one: Sighting, locks: Iterable[Sighting]) -> str:
    """Why it must wait whether it lies still or not; empty when nothing is in the way."""
    if one.kind is Kind.FOLDER:
        return TOO_LARGE if one.size > LARGEST_FOLDER else "" if one.size else FOLDER
    if one.kind is not Kind.FILE:
        return _WHY_NO_FILE[one.kind]
    if _TEMPORARY.fullmatch(one.name):
        return TEMPORARY_FILE
    return next((_open_elsewhere(lock) for lock in locks if lock.name in lock_names(one.name)), "")


def _open_elsewhere(lock: Sighting) -> str:
    """That a program has a file open, and with whom, where its lock file tells."""
    return OPEN_ELSEWHERE.format(where=program_of(lock.name, lock.owner))


def program_of(lock: str, owner: str) -> str:
    """Where a file with this lock file is open: "Word hos Sekretariatet".

    Args:
        lock: the lock file's name.
        owner: who made it; "" where nobody can tell.
    """
    program = "Word" if lock.startswith("~$") else "LibreOffice"
    return f"{program} hos {owner}" if owner else program


def lock_names(name: str) -> tuple[str, ...]:
    """Every name that a lock file of the named file may have: "~$rslag.docx" and the like, ".~lock.forslag.docx#"."""
    return (f".~lock.{name}#", *(f"~${name[drops:]}" for drops in range(_WORD_DROPS + 1)))
