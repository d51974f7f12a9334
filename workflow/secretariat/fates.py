"""What becomes of a file, before it is told: the outcome, its number and version, and of what it is a duplicate."""

import re
from dataclasses import dataclass

from workflow import danish
from workflow.archive.entries import Arrival
from workflow.archive.names import safe
from workflow.domain.receipts import Outcome

_WORDS = {
    Outcome.ACCEPTED: "MODTAGET",
    Outcome.REJECTED: "AFVIST",
    Outcome.UNREADABLE: "ULÆSELIG",
    Outcome.DUPLICATE: "DUBLET",
    Outcome.KEPT: "GEMT",
}
_ANSWERED = re.compile(r"^(?:\d{4}-(\d{4,9})$|(\d{4,9}) – .+ – (?:RET OG SEND IGEN|UDFYLD)\b)", re.ASCII)
_RETURNED = re.compile(r"^\d{4,} – (.+) – RET OG SEND IGEN(?: \(\d+\))?(\.\w+|)$")


@dataclass(frozen=True)
class Fate:
    """What becomes of a file, before it is told.

    Attributes:
        outcome: the one word for it.
        number: the number that the proposal keeps through all its versions.
        version: which version it is.
        original: the arrival of which it is a duplicate.
        same_bytes: whether the duplicate has the same bytes, and not only the same answers.
        newer: the number of the arrival that brought the version of the original that is in force, where it is a newer one.
        published: the bodies whose agenda has already been sent.
    """

    outcome: Outcome
    number: int
    version: int = 1
    original: Arrival | None = None
    same_bytes: bool = True
    newer: int | None = None
    published: frozenset[str] = frozenset()

    @property
    def repeats_rejection(self) -> bool:
        """Whether it is a duplicate of something that was not accepted."""
        return self.original is not None and self.original.outcome in {Outcome.REJECTED, Outcome.UNREADABLE}


def receipt_number(arrival: Arrival) -> str:
    """The number as it is printed, with the year: "2026-0017"."""
    return f"{arrival.received[:4]}-{arrival.number:04}"


def receipt_name(arrival: Arrival, outcome: Outcome) -> str:
    """The receipt's file name: "0017 – forslag.docx – MODTAGET.html"."""
    return f"{arrival.number:04} – {safe(_sent_as(arrival))} – {_WORDS[outcome]}.html"


def returned_name(arrival: Arrival) -> str:
    """The name of the form that goes back: "0017 – forslag – RET OG SEND IGEN.docx"."""
    return _named(arrival, "RET OG SEND IGEN.docx")


def reply_name(arrival: Arrival) -> str:
    """The name of the reply: "0017 – forslag.docx – SVAR.eml"."""
    return f"{arrival.number:04} – {safe(_sent_as(arrival))} – SVAR.eml"


def draft_name(arrival: Arrival) -> str:
    """The name of the draft that a mail without a form makes: "0017 – Nyt punkt – UDFYLD.yaml"."""
    return _named(arrival, "UDFYLD.yaml")


def register_name(arrival: Arrival) -> str:
    """The name of what a sheet says, written for the register: "0017 – medlemmer – TIL REGISTERET.yaml"."""
    return _named(arrival, "TIL REGISTERET.yaml")


def _named(arrival: Arrival, ending: str) -> str:
    """A name that begins as the sender's file is called, without its extension."""
    name = _sent_as(arrival)
    return f"{arrival.number:04} – {safe(name.rpartition('.')[0] or name)} – {ending}"


def answered_number(said: str) -> int:
    """The number of the arrival that a receipt's number names, or the name of a file that we laid to be filled; 0 for others.

    Args:
        said: "2026-0017", or "0017 – forslag – RET OG SEND IGEN.docx".
    """
    found = _ANSWERED.match(said)
    return int(found[1] or found[2]) if found else 0


def _sent_as(arrival: Arrival) -> str:
    """The name that the sender gave the file, without what we added to it when it went back."""
    return _RETURNED.sub(r"\1\2", arrival.shown)


def said_number(number: int) -> str:
    """A receipt number in running text: "nr. 17"."""
    return f"nr.{danish.NBSP}{number}"
