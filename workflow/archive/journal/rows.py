"""The journal's rows as records and back."""

import json
import os
import sqlite3
from datetime import date

from workflow.archive.entries import Arrival, DocumentKind, Due, State, Stored
from workflow.domain.enclosures import Enclosure
from workflow.domain.proposals import Attachment, Placed, Proposal
from workflow.domain.receipts import Outcome, Receipt
from workflow.domain.records import Record
from workflow.domain.succession import Brought


def due_key(due: Due) -> tuple[str, str, str]:
    """A document that is due, as the columns that name it."""
    return due.kind.value, due.body, due.meeting.isoformat()


def due_in(row: sqlite3.Row) -> Due:
    """The document that a row names."""
    return Due(DocumentKind(row["kind"]), row["body"], date.fromisoformat(row["meeting"]))


def json_text(record: Record) -> str:
    """A record as JSON."""
    return json.dumps(record.written(), ensure_ascii=False)


def day_text(day: date | None) -> str | None:
    """A day as a column."""
    return day.isoformat() if day else None


def arrival_in(row: sqlite3.Row) -> Arrival:
    """The arrival in a row."""
    return Arrival(
        number=row["number"],
        id=row["id"],
        name=os.fsdecode(row["name"]),
        stored=Stored(row["sha256"], row["size"], row["modified"]),
        received=row["received"],
        state=State(row["state"]),
        attempts=row["attempts"],
        deaths=row["deaths"],
        outcome=Outcome(row["outcome"]) if row["outcome"] else None,
        receipt=Receipt.read(json.loads(row["receipt"])) if row["receipt"] else None,
        receipt_name=row["receipt_name"],
        duplicate_of=row["duplicate_of"],
    )


def brought_in(row: sqlite3.Row) -> Brought:
    """What an arrival brought, each file with the arrival's number, and what the form in it names."""
    files = json.loads(row["receipt"]).get("vedlagt", ())
    numbered = (one if one.get("kvittering") else {**one, "kvittering": row["number"]} for one in files)
    named = tuple(Attachment.read(one) for one in json.loads(row["named"] or "[]"))
    return Brought(row["number"], row["outcome"] == Outcome.KEPT, tuple(Enclosure.read(one) for one in numbered), named)


def placed_in(row: sqlite3.Row) -> Placed:
    """The placed proposal in a row."""
    return Placed(
        number=row["number"],
        version=row["version"],
        body=row["body"],
        asked_for=date.fromisoformat(row["asked_for"]) if row["asked_for"] else None,
        received=row["received"],
        proposal=Proposal.read(json.loads(row["proposal"])),
    )
