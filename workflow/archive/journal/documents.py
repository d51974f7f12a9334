"""The journal's chapters of what goes out: the numbers of agendas that were sent, and the documents that are due."""

import json
from datetime import date
from pathlib import Path

from workflow.archive import durable
from workflow.archive.entries import Due, Failing
from workflow.archive.journal.chapters import Chapter
from workflow.archive.journal.rows import day_text, due_in, due_key, json_text
from workflow.domain.agendas import Publication

SENT_FOLDER = "udsendt"


class Publications(Chapter):
    """What was sent."""

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


class DueDocuments(Chapter):
    """What must be written because of what came."""

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
