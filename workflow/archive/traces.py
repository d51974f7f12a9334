"""What receipts and the archive tell of the journal: by them one sees that it is too old, and from them it can be made again."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path

from workflow.archive.filing import ARCHIVE
from workflow.archive.journal import Journal
from workflow.archive.workspace import Workspace
from workflow.domain.receipts import Outcome
from workflow.errors import JournalError

_NUMBERED = re.compile(r"(\d+) – .*\.html")
_HEAD = 4000
_MARK = "~"
_NEEDED = {"journal", "indgang", "nummer", "modtaget", "fil", "udfald", "kontrolsum"}


@dataclass(frozen=True)
class Trace:
    """What a receipt tells of its arrival.

    Attributes:
        journal: the name of the journal in which it stood.
        id: what its archived name begins with.
        number: the receipt number, without the year.
        received: ISO 8601, local time.
        file: the sender's file name as it was shown.
        outcome: what became of it.
        sha256: the checksum of its bytes; "" for a file too large to be stored.
        receipt: where the receipt lies.
    """

    journal: str
    id: str
    number: int
    received: str
    file: str
    outcome: Outcome
    sha256: str
    receipt: Path


def see_no_gap(workspace: Workspace, journal: Journal) -> None:
    """See that the journal knows every receipt that was written from it; one that was put back from a copy does not.

    Raises:
        JournalError: names the receipts that it lacks, and the remedy.
    """
    ours = (one for one in traces(workspace, journal.last_decided()) if one.journal == journal.instance)
    missing = sorted({one.number for one in ours if not journal.has_decided(one.id)})
    if missing:
        raise JournalError(
            f"Journalen er ældre end kvitteringerne: den mangler nr. {_span(missing)}, måske fordi en sikkerhedskopi er lagt "
            "tilbage. Kør 'klynge genopbyg'; så husker den igen, hvad der er sket, og numrene går ikke igen."
        )


def traces(workspace: Workspace, above: int = 0) -> Iterator[Trace]:
    """What every receipt with a higher number tells, by number; a receipt that tells nothing is left out."""
    if not workspace.receipts.is_dir():
        return
    named = ((found, path) for path in workspace.receipts.iterdir() if (found := _NUMBERED.fullmatch(path.name)))
    for _, path in sorted((int(found[1]), path) for found, path in named if int(found[1]) > above):
        trace = _trace(path)
        if trace:
            yield trace


def archived(workspace: Workspace) -> dict[str, Path]:
    """Where each archived file lies, by its id, the oldest first."""
    found = sorted((workspace.inbox / ARCHIVE).glob(f"*/*{_MARK}*"), key=lambda path: path.name)
    return {path.name.partition(_MARK)[0]: path for path in found}


def _trace(receipt: Path) -> Trace | None:
    """What a receipt tells; None where it was not written by klynge, or is cut off."""
    head = _Head()
    with receipt.open(encoding="utf-8", errors="replace") as file:
        head.feed(file.read(_HEAD))
    told = head.told
    if not told.keys() >= _NEEDED:
        return None
    try:
        number, outcome = int(told["nummer"].rpartition("-")[2]), Outcome(told["udfald"])
    except ValueError:
        return None
    return Trace(told["journal"], told["indgang"], number, told["modtaget"], told["fil"], outcome, told["kontrolsum"], receipt)


class _Head(HTMLParser):
    """The attributes of a page's first element."""

    def __init__(self) -> None:
        super().__init__()
        self.told: dict[str, str] = {}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take them down."""
        if tag == "html":
            self.told = {name.removeprefix("data-"): value or "" for name, value in attrs if name.startswith("data-")}


def _span(numbers: list[int]) -> str:
    """Numbers in words: "17", or "17–23" for the first and the last of them."""
    return str(numbers[0]) if len(numbers) == 1 else f"{numbers[0]}–{numbers[-1]}"
