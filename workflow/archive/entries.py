"""What the journal's pages say, as frozen values: arrivals, decisions, and the documents that are due."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from workflow.archive.names import shown, told
from workflow.domain.minutes import MinutesRecord
from workflow.domain.placing import Placement
from workflow.domain.proposals import Placed
from workflow.domain.receipts import Outcome, Receipt

MOST_DEATHS = 3
MOST_ATTEMPTS = 10


class State(StrEnum):
    """How far an arrival has come. The words stand in the journal: never change them."""

    STORED = "gemt"
    DECIDED = "afgjort"
    DONE = "færdig"


class DocumentKind(StrEnum):
    """What kind of document is due."""

    AGENDA = "dagsorden"
    MINUTES = "referat"


@dataclass(frozen=True)
class Stored:
    """The bytes of a file, safe in the store.

    Attributes:
        sha256: their checksum as hexadecimal; empty for a file too large to be stored.
        size: in bytes.
        modified: when the claimed file was last changed, in nanoseconds, to see whether it changes later.
    """

    sha256: str
    size: int
    modified: int


@dataclass(frozen=True)
class Arrival:
    """One file that came in, under its receipt number.

    Attributes:
        number: the receipt number.
        id: what its claimed name begins with.
        name: the sender's file name, with surrogates for bytes that are no UTF-8.
        stored: where its bytes are.
        received: ISO 8601, local time.
        state: how far it has come.
        attempts: how often a parser was set to it.
        deaths: how many parsers did not survive it.
        outcome: what became of it; None until it is decided.
        receipt: what the sender is told; None until it is decided.
        receipt_name: the receipt's file name.
        duplicate_of: the number of which it is a duplicate.
    """

    number: int
    id: str
    name: str
    stored: Stored
    received: str
    state: State = State.STORED
    attempts: int = 0
    deaths: int = 0
    outcome: Outcome | None = None
    receipt: Receipt | None = None
    receipt_name: str = ""
    duplicate_of: int | None = None

    @property
    def shown(self) -> str:
        """The sender's file name as a person may be told it."""
        return told(self.name)

    @property
    def called(self) -> str:
        """The sender's file name as it is compared with others: as it was, but in NFC and printable. It is told to nobody."""
        return shown(self.name)

    @property
    def given_up(self) -> bool:
        """Whether it is never to be parsed again: it killed its parsers, or our own process over and over."""
        return self.deaths >= MOST_DEATHS or self.attempts >= MOST_ATTEMPTS


@dataclass(frozen=True)
class Due:
    """A document that must be written because of what came in."""

    kind: DocumentKind
    body: str
    meeting: date


@dataclass(frozen=True)
class Failing:
    """A document that is due and could not be written: why, in a Danish sentence ("" when it was not tried yet)."""

    due: Due
    reason: str


@dataclass(frozen=True)
class AcceptedProposal:
    """A proposal as it is entered.

    Attributes:
        placed: its number and version; ``placed.body`` is of no account here.
        fingerprint: the checksum over its answers.
        placements: where it is placed.
        replaces: the numbers of the accepted proposals that it replaces, its own among them from version 2 on.
    """

    placed: Placed
    fingerprint: str
    placements: tuple[Placement, ...]
    replaces: tuple[int, ...] = ()


@dataclass(frozen=True)
class AcceptedRecord:
    """A minutes record as it is entered."""

    record: MinutesRecord
    fingerprint: str
    version: int


@dataclass(frozen=True)
class Decision:
    """All that is decided about an arrival, entered in one transaction."""

    outcome: Outcome
    receipt: Receipt
    receipt_name: str
    duplicate_of: int | None = None
    proposal: AcceptedProposal | None = None
    record: AcceptedRecord | None = None
    due: tuple[Due, ...] = ()
