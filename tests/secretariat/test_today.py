"""Today is a value."""

from datetime import UTC, date, datetime

from workflow.secretariat.today import Today


def test_a_named_day_stands_for_today_at_nine_in_the_morning() -> None:
    """The demo lives on a fixed day."""
    today = Today(date(2026, 11, 5))
    assert (today.now().isoformat(), today.today()) == ("2026-11-05T09:00:00", date(2026, 11, 5))


def test_without_a_named_day_the_clock_is_asked() -> None:
    """The clock in Denmark, one or two hours ahead of Greenwich, to the second."""
    now = Today().now()
    ahead = (now - datetime.now(UTC).replace(tzinfo=None)).total_seconds() / 3600
    assert (now.microsecond, now.tzinfo, round(ahead) in {1, 2}) == (0, None, True)
