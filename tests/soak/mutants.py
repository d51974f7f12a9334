"""Ways to do the work wrong that a power cut must bring to light: each changes one thing, in a process that ends after it."""

import functools
import sqlite3
from collections.abc import Callable, Iterable
from contextlib import nullcontext
from pathlib import Path
from typing import Any

from tests.secretariat.reception_desk import Desk
from tests.soak.recorder import role
from tests.soak.stories import run
from workflow.archive import durable
from workflow.archive.entries import Arrival, Decision, Stored
from workflow.archive.filing import Claimed
from workflow.archive.journal import Journal
from workflow.archive.names import new_id
from workflow.archive.originals import Originals
from workflow.archive.workspace import Workspace
from workflow.domain.receipts import Receipt
from workflow.rendering.pages import receipt_page
from workflow.secretariat import due
from workflow.secretariat.taking import Line

Mutant = Callable[[Desk], None]


def _with(room: Any, name: str, other: Callable[[Any], Any]) -> Mutant:
    """A run in which something in a room is another, made from what it was."""

    def wrong(office: Desk) -> None:
        setattr(room, name, other(getattr(room, name)))
        run(office)

    return wrong


class _Hasty(sqlite3.Connection):
    """A connection whose commits return before they are on the disk."""

    def execute(self, sql: str, *values: Any) -> sqlite3.Cursor:
        """Carry out a statement."""
        return super().execute(sql.replace("= FULL", "= NORMAL"), *values)


def _moved_before_entered(_was: Any) -> Any:
    def enter(line: Line, claim: Claimed) -> Any:
        stored = line.originals.keep(claim.path, claim.id)
        received = line.now().isoformat(timespec="seconds")
        line.inbox.archive(claim, int(received[:4]))
        return line.journal.store(claim.id, claim.name, stored, received)

    return enter


def _entered_before_kept(_was: Any) -> Any:
    def enter(line: Line, claim: Claimed) -> Any:
        stored = Originals(line.workspace.root.with_name("elsewhere")).keep(claim.path, claim.id)
        arrival = line.journal.store(claim.id, claim.name, stored, line.now().isoformat(timespec="seconds"))
        line.originals.keep(claim.path, claim.id)
        return arrival

    return enter


def _finished_before(was: Any) -> Any:
    def early(line: Line, arrival: Arrival) -> Any:
        line.journal.finish(arrival.number)
        return was(line, arrival)

    return early


def _settled_before_written(was: Any) -> Any:
    def early(reception: Any, what: Any) -> Any:
        reception.journal.document_settled(what)
        return was(reception, what)

    return early


def _receipt_before_the_rest(was: Any) -> Any:
    def early(line: Line, arrival: Arrival) -> Any:
        if arrival.receipt:
            _lay_page(line.workspace, arrival.receipt_name, arrival.receipt, line.journal)
        return was(line, arrival)

    return early


def _archived_before_answered(was: Any) -> Any:
    def early(line: Line, arrival: Arrival) -> Any:
        line._archive(arrival)
        return was(line, arrival)

    return early


def _published_before_decided(office: Desk) -> None:
    """A run in which the receipt lies there before it is decided what it says."""
    was = Journal.decide

    def early(journal: Journal, number: int, decision: Decision) -> None:
        _lay_page(office.workspace, decision.receipt_name, decision.receipt, journal)
        was(journal, number, decision)

    setattr(Journal, "decide", early)  # noqa: B010 - mypy minds the plain way
    run(office)


def _lay_page(workspace: Workspace, name: str, receipt: Receipt, journal: Journal) -> None:
    """Lay a receipt where it belongs."""
    if not (workspace.receipts / name).exists():
        durable.write_new(workspace.receipts / name, receipt_page(receipt, journal.instance).encode())


def kept_before_claimed(office: Desk) -> None:
    """A run in which a file's bytes are kept while it still lies where people may change it."""
    was, kept = Line._claim, dict[str, Stored]()

    def claim(line: Line, name: str) -> Claimed | None:
        stored = line.originals.keep(line.inbox.folder / name, new_id())
        claimed = was(line, name)
        if claimed:
            kept[claimed.id] = stored
        return claimed

    setattr(Line, "_claim", claim)  # noqa: B010 - mypy minds the plain way
    setattr(Line, "_kept", lambda _line, claimed: kept[claimed.id])  # noqa: B010
    run(office)


class _Trusting(sqlite3.Connection):
    """A connection that takes what a killed run entered for certain."""

    def execute(self, sql: str, *values: Any) -> sqlite3.Cursor:
        """Carry out a statement."""
        return super().execute("SELECT 1" if "wal_checkpoint" in sql else sql, *values)


not_checkpointing = _with(sqlite3, "connect", lambda was: functools.partial(was, factory=_Trusting))
"""A run that does not see to the disk what a killed run had entered."""


MUTANTS: dict[str, Mutant] = {
    "a commit returns before it is on the disk (NORMAL for FULL)": _with(
        sqlite3, "connect", lambda was: functools.partial(was, factory=_Hasty)
    ),
    "the original is moved before its arrival is entered": _with(Line, "_enter", _moved_before_entered),
    "the arrival is entered before its bytes are kept": _with(Line, "_enter", _entered_before_kept),
    "the arrival is finished before its receipt is laid": _with(Line, "_lay_receipt", _finished_before),
    "the arrival is finished before its original is moved": _with(Line, "_archive", _finished_before),
    "the original is moved before its receipt is laid": _with(Line, "_lay_receipt", _archived_before_answered),
    "the receipt is laid before the reply beside it": _with(Line, "_lay_receipt", _receipt_before_the_rest),
    "the receipt is laid before the decision is entered": _published_before_decided,
    "what is decided is entered bit by bit": _with(Journal, "transaction", lambda _was: lambda _journal: nullcontext()),
    "a document is noted as written before it is": _with(due, "_issue", _settled_before_written),
}


def not_settling(step: str) -> Mutant:
    """A run that leaves out one folder of those that it sees to the disk because a killed run may not have."""

    def some(was: Callable[[Iterable[Path]], None], root: Path) -> Callable[[Iterable[Path]], None]:
        return lambda folders: was(folder for folder in folders if role(folder, root) != step)

    def wrong(office: Desk) -> None:
        setattr(durable, "settle", some(durable.settle, office.root))  # noqa: B010 - mypy minds the plain way
        run(office)

    return wrong
