"""Ways to do the work wrong that a power cut must bring to light: each changes one thing, in a process that ends after it."""

import functools
import sqlite3
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from tests.secretariat.reception_desk import Desk
from tests.soak.recorder import role
from tests.soak.stories import run
from workflow.archive import durable
from workflow.archive.entries import Arrival
from workflow.archive.filing import Claimed
from workflow.archive.originals import Originals
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


MUTANTS: dict[str, Mutant] = {
    "a commit returns before it is on the disk (NORMAL for FULL)": _with(
        sqlite3, "connect", lambda was: functools.partial(was, factory=_Hasty)
    ),
    "the original is moved before its arrival is entered": _with(Line, "_enter", _moved_before_entered),
    "the arrival is entered before its bytes are kept": _with(Line, "_enter", _entered_before_kept),
    "the arrival is finished before its receipt is laid": _with(Line, "_lay_receipt", _finished_before),
    "the arrival is finished before its original is moved": _with(Line, "_archive", _finished_before),
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
