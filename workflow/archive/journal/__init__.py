"""The book of decisions: one SQLite file on a local disk, where everything about an arrival changes together or not at all."""

import json
import os
from contextlib import AbstractContextManager
from datetime import date
from typing import Self

from workflow.archive.disks import mounts, share_kind
from workflow.archive.entries import Arrival, Decision, Due, Failing, State, Stored
from workflow.archive.journal.pages import Pages
from workflow.archive.journal.rows import arrival_in, day_text, due_in, due_key, json_text, placed_in
from workflow.archive.names import shown
from workflow.archive.workspace import Workspace
from workflow.domain.agendas import Publication
from workflow.domain.minutes import MinutesRecord
from workflow.domain.proposals import Placed
from workflow.domain.receipts import Outcome
from workflow.errors import JournalError

FILE = "journal.db"


class Journal:
    """The journal of one workspace. Open it with ``Journal.open``; every method raises ``JournalError`` where SQLite fails."""

    def __init__(self, pages: Pages) -> None:
        self._pages = pages

    @classmethod
    def open(cls, workspace: Workspace) -> Self:
        """The workspace's journal, made when it is missing.

        Raises:
            JournalError: it lies on a share, is damaged or locked, or was made by a newer klynge.
        """
        folder = workspace.local.resolve()
        if kind := share_kind(folder, mounts()):
            raise JournalError(
                f"Journalen må ikke ligge på et netværksdrev ({folder}, {kind}), for dér kan den blive beskadiget. "
                'Skriv en mappe på maskinens egen disk i klynge.toml: under [klynge] linjen data = "C:/klynge-data".'
            )
        return cls(Pages.open(folder / FILE))

    def close(self) -> None:
        """Close the book; it may be opened again."""
        self._pages.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_reason: object) -> None:
        self.close()

    def transaction(self) -> AbstractContextManager[None]:
        """A block in which all that is entered is entered together, or not at all."""
        return self._pages.transaction()

    @property
    def instance(self) -> str:
        """The name of this journal among others that may take from the same inbox."""
        row = self._pages.first("SELECT value FROM settings WHERE name = 'instance'")
        return str(row["value"]) if row else ""

    # Arrivals

    def store(self, arrival_id: str, name: str, stored: Stored, received: str) -> Arrival:
        """Enter a file whose bytes are safe; entering the same id again changes nothing.

        Args:
            arrival_id: what its claimed name begins with.
            name: the sender's file name.
            stored: where its bytes are.
            received: ISO 8601, local time.
        """
        with self.transaction():
            if not self.has(arrival_id):  # an INSERT OR IGNORE that is ignored would still use up a number
                self._pages.write(
                    "INSERT INTO arrivals (id, name, shown, sha256, size, modified, received, state)"
                    " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                    *(arrival_id, os.fsencode(name), shown(name)),
                    *(stored.sha256, stored.size, stored.modified, received, State.STORED),
                )
            return arrival_in(self._pages.all("SELECT * FROM arrivals WHERE id = ?", arrival_id)[0])

    def arrival(self, number: int) -> Arrival:
        """The arrival with this receipt number; there must be one."""
        return arrival_in(self._pages.all("SELECT * FROM arrivals WHERE number = ?", number)[0])

    def arrivals(self) -> tuple[Arrival, ...]:
        """Every arrival, the oldest first."""
        return tuple(arrival_in(row) for row in self._pages.all("SELECT * FROM arrivals ORDER BY number"))

    def unfinished(self) -> tuple[Arrival, ...]:
        """The arrivals that a stopped run left on their way, the oldest first."""
        rows = self._pages.all("SELECT * FROM arrivals WHERE state <> ? ORDER BY number", State.DONE)
        return tuple(arrival_in(row) for row in rows)

    def has(self, arrival_id: str) -> bool:
        """Whether a file whose claimed name begins with this id was entered."""
        return self._pages.first("SELECT 1 FROM arrivals WHERE id = ?", arrival_id) is not None

    def same_bytes(self, arrival: Arrival) -> Arrival | None:
        """The first decided arrival with the same bytes that is no duplicate itself."""
        row = self._pages.first(
            "SELECT * FROM arrivals WHERE sha256 = ? AND sha256 <> '' AND number < ? AND outcome <> ? ORDER BY number",
            arrival.stored.sha256,
            arrival.number,
            Outcome.DUPLICATE,
        )
        return arrival_in(row) if row else None

    def attempt(self, number: int) -> None:
        """Count one more attempt to read the file, before it is made."""
        self._pages.write("UPDATE arrivals SET attempts = attempts + 1 WHERE number = ?", number)

    def parser_died(self, number: int) -> None:
        """Count that a parser did not survive the file."""
        self._pages.write("UPDATE arrivals SET deaths = deaths + 1 WHERE number = ?", number)

    def finish(self, number: int) -> None:
        """Note that the receipt lies in its place and the original in the archive."""
        self._pages.write("UPDATE arrivals SET state = ? WHERE number = ?", State.DONE, number)

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
        self._pages.write(
            "UPDATE proposals SET superseded_by = ? WHERE number = ? AND superseded_by IS NULL", arrival, placed.number
        )
        self._pages.write(
            "INSERT INTO proposals (number, version, arrival, received, fingerprint, proposal) VALUES (?, ?, ?, ?, ?, ?)",
            *(placed.number, placed.version, arrival, placed.received, decision.proposal.fingerprint, json_text(placed.proposal)),
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

    # Proposals, records and publications

    def accepted(self, body: str) -> tuple[Placed, ...]:
        """The body's accepted proposals, each in its latest version, by number."""
        rows = self._pages.all(
            "SELECT number, version, received, proposal, body, asked_for FROM proposals JOIN placements USING (number, version)"
            " WHERE superseded_by IS NULL AND body = ? ORDER BY number",
            body,
        )
        return tuple(placed_in(row) for row in rows)

    def same_answers(self, fingerprint: str) -> int | None:
        """The first accepted arrival, a proposal or a minutes record, with these answers."""
        row = self._pages.first(
            "SELECT arrival FROM proposals WHERE fingerprint = ? UNION SELECT arrival FROM records WHERE fingerprint = ?"
            " ORDER BY arrival",
            *(fingerprint, fingerprint),
        )
        return int(row["arrival"]) if row else None

    def superseded_by(self, arrival: int) -> int | None:
        """The arrival that brought the latest version of what this one brought; None where this one is the latest."""
        row = self._pages.first(
            "SELECT superseded_by FROM proposals WHERE arrival = ? UNION ALL SELECT superseded_by FROM records WHERE arrival = ?",
            *(arrival, arrival),
        )
        following: int | None = row["superseded_by"] if row else None
        return (self.superseded_by(following) or following) if following else None

    def record(self, body: str, day: date | None) -> MinutesRecord | None:
        """The accepted minutes record of the body's meeting on the day (None: of its latest meeting that has one)."""
        row = self._pages.first(
            "SELECT record FROM records WHERE superseded_by IS NULL AND body = ? AND meeting = coalesce(?, meeting)"
            " ORDER BY meeting DESC",
            *(body, day_text(day)),
        )
        return MinutesRecord.read(json.loads(row["record"])) if row else None

    def record_version(self, body: str, day: date) -> tuple[int, int]:
        """The version of the meeting's accepted record and the arrival that brought it; (0, 0) when there is none."""
        row = self._pages.first(
            "SELECT version, arrival FROM records WHERE body = ? AND meeting = ? ORDER BY version DESC", body, day_text(day)
        )
        return (int(row["version"]), int(row["arrival"])) if row else (0, 0)

    def publish(self, body: str, day: date, publication: Publication) -> None:
        """Keep the numbers that stand from now on for the body's meeting on the day."""
        self._pages.write(
            "INSERT OR REPLACE INTO publications (body, meeting, publication) VALUES (?, ?, ?)",
            *(body, day_text(day), json_text(publication)),
        )

    def publication(self, body: str, day: date) -> Publication | None:
        """The numbers that stand for the body's meeting on the day, once its agenda was sent."""
        row = self._pages.first("SELECT publication FROM publications WHERE body = ? AND meeting = ?", body, day_text(day))
        return Publication.read(json.loads(row["publication"])) if row else None

    def sent_on(self, body: str, day: date) -> date | None:
        """The day on which the agenda of the body's meeting was sent."""
        publication = self.publication(body, day)
        return publication.sent if publication else None

    # Documents that are due

    def pending_documents(self) -> tuple[Failing, ...]:
        """The documents that must be written because of what came in, each once, in the order they became due."""
        rows = self._pages.all(
            "SELECT kind, body, meeting, max(error) AS error FROM documents WHERE done = 0"
            " GROUP BY kind, body, meeting ORDER BY min(arrival), body, meeting"
        )
        return tuple(Failing(due_in(row), row["error"]) for row in rows)

    def arrivals_behind(self, due: Due) -> tuple[int, ...]:
        """The numbers of the arrivals for whose sake a document is still due."""
        rows = self._pages.all(
            "SELECT arrival FROM documents WHERE done = 0 AND kind = ? AND body = ? AND meeting = ? ORDER BY arrival",
            *due_key(due),
        )
        return tuple(int(row["arrival"]) for row in rows)

    def document_settled(self, due: Due) -> None:
        """Note that a document lies in its place, or is no longer wanted."""
        self._pages.write(
            "UPDATE documents SET done = 1, error = '' WHERE done = 0 AND kind = ? AND body = ? AND meeting = ?", *due_key(due)
        )

    def document_failed(self, due: Due, reason: str) -> None:
        """Note in a Danish sentence why a document could not be written; it stays due."""
        self._pages.write(
            "UPDATE documents SET error = ? WHERE done = 0 AND kind = ? AND body = ? AND meeting = ?", reason, *due_key(due)
        )
