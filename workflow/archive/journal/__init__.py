"""The book of decisions: one SQLite file on a local disk, where everything about an arrival changes together or not at all."""

import contextlib
import json
import os
from collections.abc import Mapping
from contextlib import AbstractContextManager
from datetime import date
from pathlib import Path
from typing import Self

from workflow.archive import durable
from workflow.archive.disks import mounts, share_kind
from workflow.archive.entries import Arrival, Decision, Due, Failing, State, Stored
from workflow.archive.journal.pages import Pages, translated
from workflow.archive.journal.rows import arrival_in, brought_in, day_text, due_in, due_key, json_text, placed_in
from workflow.archive.names import shown
from workflow.archive.workspace import Workspace
from workflow.domain.agendas import Publication
from workflow.domain.enclosures import Brought
from workflow.domain.minutes import MinutesRecord
from workflow.domain.proposals import Placed
from workflow.domain.receipts import Outcome
from workflow.errors import JournalError

FILE, SENT_FOLDER = "journal.db", "udsendt"
INSTANCE_FILE = "instans"
"""Beside the journal: its name among others, kept so that a new journal in its place finds what it had in hand."""


class Journal:
    """The journal of one workspace. Open it with ``Journal.open``; every method raises ``JournalError`` where SQLite fails."""

    def __init__(self, pages: Pages) -> None:
        self._pages = pages

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

    def latest(self, count: int) -> tuple[Arrival, ...]:
        """The latest arrivals, at most so many, the oldest of them first."""
        rows = self._pages.all("SELECT * FROM arrivals ORDER BY number DESC LIMIT ?", count)
        return tuple(arrival_in(row) for row in reversed(rows))

    def tally(self) -> Mapping[Outcome | None, int]:
        """How many arrivals there are of each outcome; None for those that are not decided yet."""
        rows = self._pages.all("SELECT outcome, count(*) AS count FROM arrivals GROUP BY outcome")
        return {Outcome(row["outcome"]) if row["outcome"] else None: int(row["count"]) for row in rows}

    def last_decided(self) -> int:
        """The highest number that a receipt may have; 0 where nothing is decided."""
        row = self._pages.first("SELECT max(number) AS number FROM arrivals WHERE outcome IS NOT NULL")
        return int(row["number"] or 0) if row else 0

    def has_decided(self, arrival_id: str) -> bool:
        """Whether it is decided what became of the file whose claimed name begins with this id."""
        return self._pages.first("SELECT 1 FROM arrivals WHERE id = ? AND outcome IS NOT NULL", arrival_id) is not None

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

    def restore(self, arrival: Arrival) -> None:
        """Enter, as stored, an arrival that is known from its original or its receipt only, under the number that it had."""
        self._pages.write(
            "INSERT INTO arrivals (number, id, name, shown, sha256, size, modified, received, state)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            *(arrival.number, arrival.id, os.fsencode(arrival.name), arrival.shown),
            *(arrival.stored.sha256, arrival.stored.size, arrival.stored.modified, arrival.received, State.STORED),
        )

    def complaints(self) -> tuple[str, ...]:
        """What SQLite finds wrong with the whole book, in its own words; nothing when it is sound."""
        found = [str(row[0]) for row in self._pages.all("PRAGMA integrity_check")]
        broken = [f"{row['table']}: row {row['rowid']}" for row in self._pages.all("PRAGMA foreign_key_check")]
        return (*(line for line in found if line != "ok"), *broken)

    # Proposals, records and publications

    def accepted(self, body: str) -> tuple[Placed, ...]:
        """The body's accepted proposals, each in its latest version, by number."""
        rows = self._pages.all(
            "SELECT number, version, received, proposal, body, asked_for FROM proposals JOIN placements USING (number, version)"
            " WHERE superseded_by IS NULL AND body = ? ORDER BY number",
            body,
        )
        return tuple(placed_in(row) for row in rows)

    def brought(self, number: int) -> tuple[Brought, ...]:
        """The files that came for a case, the latest arrival first: with a version of its form, or by themselves."""
        rows = self._pages.all(
            "SELECT arrivals.number, outcome, receipt FROM arrivals LEFT JOIN proposals ON arrival = arrivals.number"
            " WHERE proposals.number = ? OR (outcome = ? AND json_extract(receipt, '$.sag') = ?) ORDER BY arrivals.number DESC",
            *(number, Outcome.KEPT, number),
        )
        return tuple(brought_in(row) for row in rows)

    def loose(self, since: str) -> tuple[Brought, ...]:
        """The files that came by themselves, or with a mail without a form, and that no case knows yet, the latest first.

        Args:
            since: no older than this, ISO 8601.
        """
        rows = self._pages.all(
            "SELECT number, outcome, receipt FROM arrivals WHERE received >= ? AND json_extract(receipt, '$.sag') IS NULL"
            " AND (outcome = ? OR (outcome = ? AND json_extract(receipt, '$.kladde') <> '')) ORDER BY number DESC",
            *(since, Outcome.KEPT, Outcome.REJECTED),
        )
        return tuple(brought_in(row) for row in rows)

    def bringing(self, number: int) -> Arrival | None:
        """The arrival that brought the latest version of the accepted proposal with this number."""
        row = self._pages.first("SELECT arrival FROM proposals WHERE number = ? AND superseded_by IS NULL", number)
        return self.arrival(row["arrival"]) if row else None

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
        """Keep the numbers that stand from now on for the body's meeting on the day.

        Raises:
            OSError: they are entered, but the disk refuses to keep them a second time.
        """
        self._pages.write(
            "INSERT OR REPLACE INTO publications (body, meeting, publication) VALUES (?, ?, ?)",
            *(body, day_text(day), json_text(publication)),
        )
        durable.write_file(self._sent / f"{body} {day.isoformat()}.json", json_text(publication).encode())

    @property
    def _sent(self) -> Path:
        """The folder in which publications are kept a second time: unlike all else, they stand on no receipt."""
        return self._pages.file.parent / SENT_FOLDER

    def restore_publications(self) -> int:
        """Enter the publications that are kept beside the journal and that it does not know.

        Returns:
            How many there were.
        """
        count = 0
        for file in sorted(self._sent.glob("* *.json")):
            body, day = file.stem.split(" ")
            if self.publication(body, date.fromisoformat(day)) is None:
                self.publish(body, date.fromisoformat(day), Publication.read(json.loads(file.read_bytes())))
                count += 1
        return count

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

    def documents_past(self, today: date) -> None:
        """Note that no document is due any more for a meeting before this day."""
        self._pages.write("UPDATE documents SET done = 1 WHERE done = 0 AND meeting < ?", today.isoformat())

    def document_failed(self, due: Due, reason: str) -> None:
        """Note in a Danish sentence why a document could not be written; it stays due."""
        self._pages.write(
            "UPDATE documents SET error = ? WHERE done = 0 AND kind = ? AND body = ? AND meeting = ?", reason, *due_key(due)
        )
