"""The book of decisions: one SQLite file on a local disk, where everything about an arrival changes together or not at all."""

import contextlib
from typing import Self

from workflow.archive import durable
from workflow.archive.disks import mounts, share_kind
from workflow.archive.entries import Decision, State
from workflow.archive.journal.cases import Cases
from workflow.archive.journal.documents import DueDocuments, Publications
from workflow.archive.journal.pages import Pages, translated
from workflow.archive.journal.rows import day_text, due_key, json_text
from workflow.archive.workspace import Workspace
from workflow.errors import JournalError

FILE = "journal.db"
INSTANCE_FILE = "instans"
"""Beside the journal: its name among others, kept so that a new journal in its place finds what it had in hand."""


class Journal(Cases, Publications, DueDocuments):
    """The journal of one workspace. Open it with ``Journal.open``; every method raises ``JournalError`` where SQLite fails."""

    @classmethod
    def open(cls, workspace: Workspace, *, anew: bool = False) -> Self:
        """The workspace's journal, made the first time.

        Args:
            workspace: the folders.
            anew: whether it may be made again in the place of one that was lost.

        Raises:
            JournalError: it lies on a share, is damaged, locked or lost, or was made by a newer klynge.
        """
        folder = workspace.local.resolve()
        if kind := share_kind(folder, mounts()):
            raise JournalError(
                f"Journalen må ikke ligge på et netværksdrev ({folder}, {kind}), for dér kan den blive beskadiget. "
                'Skriv en mappe på maskinens egen disk i klynge.toml: under [klynge] linjen data = "C:/klynge-data".'
            )
        with translated(folder / FILE), contextlib.ExitStack() as on_failure:
            known = (folder / INSTANCE_FILE).read_text("ascii") if (folder / INSTANCE_FILE).exists() else ""
            journal = cls(Pages.open(folder / FILE, known, anew=anew or not known))
            on_failure.callback(journal.close)
            if not known:
                durable.write_file(folder / INSTANCE_FILE, journal.instance.encode())
            on_failure.pop_all()
        return journal

    def close(self) -> None:
        """Close the book; it may be opened again."""
        self._pages.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_reason: object) -> None:
        self.close()

    @property
    def instance(self) -> str:
        """The name of this journal among others that may take from the same inbox."""
        row = self._pages.first("SELECT value FROM settings WHERE name = 'instance'")
        return str(row["value"]) if row else ""

    def decide(self, number: int, decision: Decision) -> None:
        """Enter what was decided about an arrival: all of it in one transaction."""
        with self.transaction():
            self._pages.write(
                "UPDATE arrivals SET state = ?, outcome = ?, receipt = ?, receipt_name = ?, duplicate_of = ? WHERE number = ?",
                *(State.DECIDED, decision.outcome, json_text(decision.receipt), decision.receipt_name),
                *(decision.duplicate_of, number),
            )
            self._enter_proposal(number, decision)
            self._enter_record(number, decision)
            for due in decision.due:
                self._pages.write(
                    "INSERT INTO documents (arrival, kind, body, meeting) VALUES (?, ?, ?, ?)", number, *due_key(due)
                )

    def _enter_proposal(self, arrival: int, decision: Decision) -> None:
        """Enter an accepted proposal and its places; an earlier version is superseded."""
        if decision.proposal is None:
            return
        placed = decision.proposal.placed
        for number in decision.proposal.replaces:
            self._pages.write(
                "UPDATE proposals SET superseded_by = ? WHERE number = ? AND superseded_by IS NULL", arrival, number
            )
        self._pages.write(
            "INSERT INTO proposals (number, version, arrival, received, fingerprint, proposal, title, case_number)"
            " VALUES (?, ?, ?, ?, ?, ?, folded(?), folded(?))",
            *(placed.number, placed.version, arrival, placed.received, decision.proposal.fingerprint, json_text(placed.proposal)),
            *(placed.proposal.title, placed.proposal.case_number),
        )
        for place in decision.proposal.placements:
            self._pages.write(
                "INSERT INTO placements (number, version, body, asked_for, meeting, deadline, late) VALUES (?, ?, ?, ?, ?, ?, ?)",
                *(placed.number, placed.version, place.body, day_text(placed.asked_for)),
                *(day_text(place.meeting), day_text(place.deadline), place.late),
            )

    def _enter_record(self, arrival: int, decision: Decision) -> None:
        """Enter an accepted minutes record; an earlier version is superseded."""
        if decision.record is None:
            return
        record, day = decision.record.record, day_text(decision.record.record.meeting)
        self._pages.write(
            "UPDATE records SET superseded_by = ? WHERE body = ? AND meeting = ? AND superseded_by IS NULL",
            *(arrival, record.body, day),
        )
        self._pages.write(
            "INSERT INTO records (arrival, body, meeting, version, fingerprint, record) VALUES (?, ?, ?, ?, ?, ?)",
            *(arrival, record.body, day, decision.record.version, decision.record.fingerprint, json_text(record)),
        )

    def complaints(self) -> tuple[str, ...]:
        """What SQLite finds wrong with the whole book, in its own words; nothing when it is sound."""
        found = [str(row[0]) for row in self._pages.all("PRAGMA integrity_check")]
        broken = [f"{row['table']}: row {row['rowid']}" for row in self._pages.all("PRAGMA foreign_key_check")]
        return (*(line for line in found if line != "ok"), *broken)
