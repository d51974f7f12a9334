"""The journal's chapter of cases: accepted proposals with the files that came for them, and minutes records."""

import json
from datetime import date

from workflow.archive.entries import Arrival
from workflow.archive.journal.arrivals import Arrivals
from workflow.archive.journal.rows import brought_in, day_text, placed_in
from workflow.domain.minutes import MinutesRecord
from workflow.domain.proposals import Placed, Proposal
from workflow.domain.receipts import Outcome
from workflow.domain.succession import Brought

_PLACED = """
SELECT number, version, received, proposal, body, asked_for FROM proposals JOIN placements USING (number, version)
WHERE superseded_by IS NULL AND {} ORDER BY number
"""


class Cases(Arrivals):
    """What was accepted."""

    def accepted(self, body: str) -> tuple[Placed, ...]:
        """The body's accepted proposals, each in its latest version, by number."""
        return self._placed("body = ?", body)

    def accepted_like(self, body: str, proposal: Proposal) -> tuple[Placed, ...]:
        """Those of the body's accepted proposals that have the title of the new one or its case number, by number.

        Only these can be what it corrects; a body has thousands after some years.
        """
        alike = "body = ? AND (title = folded(?) OR (case_number <> '' AND case_number = folded(?)))"
        return self._placed(alike, body, proposal.title, proposal.case_number)

    def places(self, number: int) -> tuple[Placed, ...]:
        """The accepted proposal with this number, in its latest version, as it stands in each of its bodies."""
        return self._placed("number = ?", number)

    def _placed(self, where: str, *values: object) -> tuple[Placed, ...]:
        """The accepted proposals in their latest versions for which a condition holds, by number."""
        return tuple(placed_in(row) for row in self._pages.all(_PLACED.format(where), *values))

    def brought(self, number: int) -> tuple[Brought, ...]:
        """The files that came for a case, the latest arrival first: with a version of its form, or by themselves.

        Every version is among them, with what it names, and what one that was merged into the case had brought.
        """
        rows = self._pages.all(
            "WITH RECURSIVE versions (arrival, number) AS (SELECT arrival, number FROM proposals WHERE number = ?"
            " UNION SELECT older.arrival, older.number FROM proposals AS older JOIN versions ON superseded_by = versions.arrival)"
            " SELECT number, outcome, receipt, (SELECT json_extract(proposal, '$.bilag') FROM proposals WHERE arrival ="
            " arrivals.number) AS named FROM arrivals WHERE number IN (SELECT arrival FROM versions) OR (outcome = ?"
            " AND json_extract(receipt, '$.sag') IN (SELECT number FROM versions)) ORDER BY number DESC",
            *(number, Outcome.KEPT),
        )
        return tuple(one for one in map(brought_in, rows) if one.files or not one.alone)

    def loose(self, since: str) -> tuple[Brought, ...]:
        """The files that came by themselves, or with a mail without a form, and that no case knows yet, the latest first.

        Args:
            since: no older than this, ISO 8601.
        """
        rows = self._pages.all(
            "SELECT number, outcome, receipt, NULL AS named FROM arrivals WHERE outcome IN (?, ?) AND received >= ?"
            " AND json_extract(receipt, '$.sag') IS NULL AND (outcome = ? OR json_extract(receipt, '$.kladde') <> '')"
            " ORDER BY number DESC",
            *(Outcome.KEPT, Outcome.REJECTED, since, Outcome.KEPT),
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
        latest = arrival
        while following := self._followed_by(latest):
            latest = following
        return latest if latest != arrival else None

    def _followed_by(self, arrival: int) -> int | None:
        """The arrival that brought the next version of what this one brought; None where there is no next one."""
        row = self._pages.first(
            "SELECT superseded_by FROM proposals WHERE arrival = ? UNION ALL SELECT superseded_by FROM records WHERE arrival = ?",
            *(arrival, arrival),
        )
        return row["superseded_by"] if row else None

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
