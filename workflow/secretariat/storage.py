"""The check of what is kept: the journal, the originals, the receipts and the disk. Nothing is written."""

from collections.abc import Iterator
from datetime import datetime

from workflow import danish
from workflow.archive.entries import Arrival, State
from workflow.archive.journal import Journal
from workflow.archive.originals import STORE, Originals
from workflow.archive.traces import archived, see_no_gap
from workflow.archive.workspace import Workspace
from workflow.domain.findings import Finding, error, warning
from workflow.errors import JournalError
from workflow.secretariat.fates import said_number
from workflow.secretariat.scenes import look_around
from workflow.secretariat.status import operation

REBUILD = "Kør 'klynge genopbyg'."


def judge_storage(workspace: Workspace, journal: Journal, now: datetime) -> Iterator[Finding]:
    """Everything that is wrong with what is kept.

    Args:
        workspace: the folders.
        journal: the book of decisions, open.
        now: this moment in Denmark.

    Raises:
        JournalError: the journal cannot be read at all.
    """
    yield from operation(look_around(workspace, now, lambda: journal))
    for complaint in journal.complaints()[:1]:
        problem = f"Journalen er beskadiget; SQLite siger: {complaint}."
        yield error("journal", problem, f"{REBUILD} Den beskadigede bliver lagt til side.")
    try:
        see_no_gap(workspace, journal)
    except JournalError as reason:
        yield error("journal", str(reason))
    yield from _originals(workspace, journal)


def _originals(workspace: Workspace, journal: Journal) -> Iterator[Finding]:
    """Originals that are gone or have changed, in the store and in the archive."""
    store = Originals(workspace.local)
    try:
        places = archived(workspace) if workspace.inbox.is_dir() else None
    except OSError:
        places = None  # the inbox is away, which is told already
    for arrival in journal.arrivals():
        in_archive = places is None or arrival.id in places
        if arrival.stored.sha256 and not store.holds(arrival.stored.sha256):
            yield _lost(arrival, store, in_archive=in_archive)
        elif not in_archive and arrival.state is State.DONE:
            problem = f"Originalen til {_named(arrival)} mangler i indbakkens _arkiv."
            yield warning("originaler", problem, f"Den er gemt i {store.path(arrival.stored.sha256)}; intet er gået tabt.")


def _lost(arrival: Arrival, store: Originals, *, in_archive: bool) -> Finding:
    """An original that the store has lost or holds damaged."""
    what = "er beskadiget" if store.path(arrival.stored.sha256).exists() else "mangler"
    hint = (
        f"{REBUILD} Så hentes den fra indbakkens _arkiv."
        if in_archive
        else "Den mangler også i indbakkens _arkiv. Hent begge mapper fra sikkerhedskopien."
    )
    return error("originaler", f"Originalen til {_named(arrival)} {what} i {store.local / STORE}.", hint)


def _named(arrival: Arrival) -> str:
    """An arrival in running text."""
    return f"{said_number(arrival.number)} ({danish.nfc(arrival.shown)})"
