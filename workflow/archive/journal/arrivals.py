"""The journal's chapter of arrivals: every file that came, and how far it is on its way."""

import os
from collections.abc import Mapping

from workflow.archive.entries import Arrival, State, Stored
from workflow.archive.journal.chapters import Chapter
from workflow.archive.journal.rows import arrival_in
from workflow.archive.names import shown
from workflow.domain.receipts import Outcome


class Arrivals(Chapter):
    """What came."""

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

    def restore(self, arrival: Arrival) -> None:
        """Enter, as stored, an arrival that is known from its original or its receipt only, under the number that it had."""
        self._pages.write(
            "INSERT INTO arrivals (number, id, name, shown, sha256, size, modified, received, state)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            *(arrival.number, arrival.id, os.fsencode(arrival.name), arrival.shown),
            *(arrival.stored.sha256, arrival.stored.size, arrival.stored.modified, arrival.received, State.STORED),
        )
