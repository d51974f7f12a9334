"""Stories about the days that follow from a meeting's date: the file is ``moeder/2026-11-24.yaml``."""

from datetime import date, datetime, time

import pytest

from tests.domain.factories import COPENHAGEN, deadline
from workflow.domain.bodies import DeadlineUnit
from workflow.domain.meetings import Guest, Meeting, Postponed, deadline_day, is_late


def test_a_meeting_file_is_read_as_staff_write_it() -> None:
    """One name needs no list; clock times and dates in any Danish form."""
    meeting = Meeting.read(
        {
            "dato": "24. november 2026",
            "start": "kl. 15",
            "slut": "17.00",
            "sted": "Hjørring Rådhus",
            "trukket": "nr. 17",
            "gæster": [{"titel": "Sundhedsdirektør, Morsø Kommune", "punkter": "Fælles indgang"}],
            "udskudt": [{"forslag": "21", "til": "2026-12-15"}],
        }
    )
    assert (meeting.date, meeting.start, meeting.end) == (date(2026, 11, 24), time(15), time(17))
    assert meeting.withdrawn == ("nr. 17",)
    assert meeting.guests == (Guest(title="Sundhedsdirektør, Morsø Kommune", items=("Fælles indgang",)),)
    assert meeting.postponed == (Postponed(item="21", to=date(2026, 12, 15)),)


@pytest.mark.parametrize(
    ("count", "unit", "falls_on"),
    [
        (14, DeadlineUnit.DAYS, date(2026, 11, 10)),
        (10, DeadlineUnit.WORKING_DAYS, date(2026, 11, 10)),
        (2, DeadlineUnit.WORKING_DAYS, date(2026, 11, 20)),
        (0, DeadlineUnit.DAYS, date(2026, 11, 24)),
    ],
)
def test_a_deadline_before_the_meeting_is_a_date(count: int, unit: DeadlineUnit, falls_on: date) -> None:
    """The meeting is on Tuesday 24 November 2026."""
    assert deadline_day(deadline(count, unit), date(2026, 11, 24)) == falls_on


def test_a_deadline_after_the_meeting_skips_christmas() -> None:
    """Minutes are due five working days after a meeting on 21 December."""
    assert deadline_day(deadline(5), date(2026, 12, 21), after=True) == date(2026, 12, 30)
    assert deadline_day(deadline(5, DeadlineUnit.DAYS), date(2026, 12, 21), after=True) == date(2026, 12, 26)


@pytest.mark.parametrize(
    ("clock", "late"),
    [("11:59:59", False), ("12:00:00", False), ("12:00:59", False), ("12:01:00", True)],
)
def test_the_deadlines_own_minute_is_in_time(clock: str, late: bool) -> None:
    """Whoever sees 12.00 on the clock is in time."""
    received = datetime.fromisoformat(f"2026-11-10T{clock}").replace(tzinfo=COPENHAGEN)
    assert is_late(deadline(10, at="12.00"), date(2026, 11, 24), received) is late


def test_a_deadline_without_a_clock_time_lasts_the_whole_day() -> None:
    """Until midnight."""
    day, limit = date(2026, 11, 24), deadline(10, at=None)
    assert not is_late(limit, day, datetime(2026, 11, 10, 23, 59, 59, tzinfo=COPENHAGEN))
    assert is_late(limit, day, datetime(2026, 11, 11, 0, 0, tzinfo=COPENHAGEN))


def test_a_deadline_is_a_local_clock_time_across_the_change_to_winter_time() -> None:
    """The clock goes back on 25 October 2026, between the deadline and the meeting; 12.00 stays 12.00."""
    limit, day = deadline(3, DeadlineUnit.DAYS), date(2026, 10, 26)
    assert not is_late(limit, day, datetime(2026, 10, 23, 12, 0, tzinfo=COPENHAGEN))
    assert is_late(limit, day, datetime(2026, 10, 23, 12, 1, tzinfo=COPENHAGEN))
