"""Which files in the inbox lie still, and why the others must wait: pure, from two listings."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
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
    """One name in the inbox as a scan saw it; the numbers together tell whether the file has changed."""

    name: str
    kind: Kind
    inode: int = 0
    size: int = 0
    modified: int = 0
    changed: int = 0


@dataclass(frozen=True)
class Waiting:
    """Something that stays in the inbox for now, and why, in a Danish sentence."""

    name: str
    reason: str


@dataclass(frozen=True)
class Settled:
    """What two listings say: which files may be taken, oldest first, which must wait, and whether waiting will help."""

    ready: tuple[Sighting, ...]
    waiting: tuple[Waiting, ...]
    unsettled: bool


STILL_COPYING = "Filen er ved at blive kopieret; den tages, når den ligger stille."
OPEN_ELSEWHERE = "Filen er åben i et andet program; luk den, så tages den. Er den lukket, så slet låsefilen ved siden af."
TEMPORARY_FILE = "Det er en midlertidig fil fra et andet program; slet den, hvis ingen bruger den længere."
FOLDER = "Det er en mappe; læg filerne direkte i indbakken."
LINK = "Det er en genvej og ikke en fil; læg selve filen i indbakken."
NO_FILE = "Det er ikke en almindelig fil; læg selve filen i indbakken."

_SYSTEM_FILE = re.compile(r"\.klynge-.*|\.indbakke-id|\.DS_Store|\._.*|Thumbs\.db|desktop\.ini", re.IGNORECASE)
_TEMPORARY = re.compile(r"~\$.*|\.~lock\..*|lu\w+\.tmp|.*\.(tmp|part|partial|crdownload|download|swp)", re.IGNORECASE)
_WHY_NO_FILE = {Kind.FOLDER: FOLDER, Kind.LINK: LINK, Kind.OTHER: NO_FILE}
_WORD_DROPS = 2  # Word replaces up to two letters of a long name when it makes its lock file


def settle(before: Iterable[Sighting], now: Iterable[Sighting]) -> Settled:
    """Sort what lies in the inbox.

    Args:
        before: an earlier listing, from at least the stability time ago.
        now: the listing just taken.

    Returns:
        A file is ready when both listings show it unchanged and no lock file says that a program has it open. Our own
        folders, the read-me file and what systems leave behind are not mentioned at all.
    """
    earlier, listed = set(before), [one for one in now if not _is_silent(one)]
    locks = [one.name for one in listed if _TEMPORARY.fullmatch(one.name)]
    ready, waiting, unsettled = [], [], False
    for one in sorted(listed, key=lambda one: (one.modified, one.name)):
        reason = _why_not(one, locks)
        if not reason and one not in earlier:
            reason, unsettled = STILL_COPYING, True
        if reason:
            waiting.append(Waiting(one.name, reason))
        else:
            ready.append(one)
    return Settled(tuple(ready), tuple(waiting), unsettled)


def _is_silent(one: Sighting) -> bool:
    """Whether nobody needs to hear of it: a folder of ours, the read-me file, what a system leaves behind."""
    if one.kind is Kind.FOLDER:
        return one.name.startswith(("_", "@", "."))
    return nfc(one.name).casefold() == READ_ME.casefold() or bool(_SYSTEM_FILE.fullmatch(one.name))


def _why_not(one: Sighting, locks: list[str]) -> str:
    """Why it must wait whether it lies still or not; empty when nothing is in the way."""
    if one.kind is not Kind.FILE:
        return _WHY_NO_FILE[one.kind]
    if _TEMPORARY.fullmatch(one.name):
        return TEMPORARY_FILE
    return OPEN_ELSEWHERE if any(_locks(lock, one.name) for lock in locks) else ""


def _locks(lock: str, name: str) -> bool:
    """Whether a lock file says that the named file is open: "~$rslag.docx" or ".~lock.forslag.docx#"."""
    if lock.startswith(".~lock."):
        return lock == f".~lock.{name}#"
    kept = lock.removeprefix("~$")
    return kept != lock and name.endswith(kept) and len(name) - len(kept) <= _WORD_DROPS
