"""The journal's pages: one SQLite file, opened so that it loses nothing, its complaints said in Danish."""

import contextlib
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Self

from workflow import danish
from workflow.archive import durable
from workflow.archive.journal.tables import STEPS
from workflow.archive.names import new_id
from workflow.archive.refusals import why
from workflow.errors import BrokenJournalError, JournalError

PATIENCE = 30.0
CACHED = 500
"""So many kilobytes of the book are kept in memory."""


class Pages:
    """An open SQLite file. Open it with ``Pages.open``; every method raises ``JournalError`` where SQLite fails."""

    def __init__(self, file: Path, connection: sqlite3.Connection) -> None:
        self.file = file
        self._connection = connection
        self._writing = False

    @classmethod
    def open(cls, file: Path, instance: str = "", *, anew: bool = True) -> Self:
        """The pages in a file, made when it is missing.

        Args:
            file: where they lie.
            instance: the name that new pages get; "" for one that no other has.
            anew: whether new pages may be laid out; else they must be there.

        Raises:
            JournalError: the file is damaged or locked, cannot be made, was lost, or was made by a newer klynge.
        """
        if not anew and not file.exists():
            raise _lost(file)
        with translated(file):
            durable.make_folder(file.parent)
            pages = cls(file, sqlite3.connect(file, timeout=PATIENCE, isolation_level=None))
            try:
                pages._prepare(instance or new_id(), anew=anew)
            except BaseException:
                pages.close()
                raise
        return pages

    def _prepare(self, instance: str, *, anew: bool) -> None:
        """Set SQLite to lose nothing, see that the book is whole, and lay out its tables the first time.

        Raises:
            JournalError: it was made by a newer klynge, is damaged, or is empty where it must not be.
        """
        self._connection.row_factory = sqlite3.Row
        self._connection.create_function("folded", 1, danish.folded, deterministic=True)
        for setting in ("journal_mode = WAL", "synchronous = FULL", "foreign_keys = ON", f"cache_size = -{CACHED}"):
            self._connection.execute(f"PRAGMA {setting}")
        if self._connection.execute("PRAGMA quick_check(1)").fetchone()[0] != "ok":
            raise _damaged(self.file)
        self._connection.execute("PRAGMA wal_checkpoint(PASSIVE)")  # to the disk, what a killed run entered
        version = self._version()
        if version > len(STEPS):
            raise JournalError(f"Journalen {self.file} er lavet af en nyere udgave af klynge. Installér den nyeste udgave.")
        if not version and not anew:
            raise _lost(self.file)
        if version < len(STEPS):
            self._lay_out(instance)

    def _version(self) -> int:
        """The version of the tables; 0 when there are none."""
        return int(self._connection.execute("PRAGMA user_version").fetchone()[0])

    def _lay_out(self, instance: str) -> None:
        """Make the tables, or bring them on from an older version, unless another program has just done so."""
        with self.transaction():
            version = self._version()
            for statement in ";".join(STEPS[version:]).split(";"):
                self._connection.execute(statement)
            if not version:
                self._connection.execute("INSERT INTO settings VALUES ('instance', ?)", (instance,))
            self._connection.execute(f"PRAGMA user_version = {len(STEPS)}")

    def close(self) -> None:
        """Close the file."""
        self._connection.close()

    @contextlib.contextmanager
    def transaction(self) -> Iterator[None]:
        """Write all that is written within the block together, or nothing of it. A block within a block is part of it.

        Raises:
            JournalError: SQLite fails, or another program keeps the journal locked.
        """
        if self._writing:
            yield
            return
        with translated(self.file):
            self._connection.execute("BEGIN IMMEDIATE")
            self._writing = True
            try:
                yield
                with durable.step("commit"):
                    self._connection.execute("COMMIT")
            finally:
                self._writing = False
                if self._connection.in_transaction:
                    self._connection.execute("ROLLBACK")

    def write(self, statement: str, *values: Any) -> None:
        """Carry out one statement that writes, in the transaction that is open or in one of its own."""
        with self.transaction():
            self._connection.execute(statement, values)

    def all(self, query: str, *values: Any) -> list[sqlite3.Row]:
        """Every row that a query finds."""
        with translated(self.file):
            return self._connection.execute(query, values).fetchall()

    def first(self, query: str, *values: Any) -> sqlite3.Row | None:
        """The first row that a query finds."""
        return next(iter(self.all(query, *values)), None)


@contextlib.contextmanager
def translated(file: Path) -> Iterator[None]:
    """Say in Danish what SQLite or the disk refuses.

    Raises:
        JournalError: with the remedy.
    """
    try:
        yield
    except OSError as reason:
        raise JournalError(
            f"Mappen {file.parent} kan ikke bruges til journalen ({why(reason)}). Ret data i klynge.toml."
        ) from reason
    except sqlite3.OperationalError as reason:
        if "locked" in str(reason) or "busy" in str(reason):
            raise JournalError(
                f"Et andet program holder journalen {file} låst. Vent, til det er færdigt, og prøv igen."
            ) from reason
        raise JournalError(
            f"Journalen {file} kan ikke læses eller skrives ({reason}). Se, om disken er fuld eller mappen skrivebeskyttet."
        ) from reason
    except sqlite3.DatabaseError as reason:
        raise _damaged(file) from reason


def _damaged(file: Path) -> BrokenJournalError:
    """The error that the book is damaged."""
    return BrokenJournalError(
        f"Journalen {file} er beskadiget. Kør 'klynge genopbyg', der laver den igen ud fra originaler og kvitteringer, eller læg "
        "den nyeste sikkerhedskopi i dens sted. Originalerne ligger uændret i mappen lager ved siden af og i indbakkens _arkiv."
    )


def _lost(file: Path) -> BrokenJournalError:
    """The error that the book is gone, or empty."""
    return BrokenJournalError(
        f"Journalen {file} mangler eller er tom, men her er taget imod filer før. Kør 'klynge genopbyg', der laver den igen ud "
        "fra originaler og kvitteringer, eller læg den nyeste sikkerhedskopi i dens sted."
    )
