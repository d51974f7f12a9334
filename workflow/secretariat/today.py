"""What day and time it is: the system's clock in Denmark, or the day that a person named."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

MORNING = time(9, 0)


@dataclass(frozen=True)
class Today:
    """The clock of every duty.

    Attributes:
        fixed: the day that stands for today, at nine in the morning; None for the system's clock.
    """

    fixed: date | None = None

    def now(self) -> datetime:
        """This moment as clocks in Denmark show it, to the second and without time zone."""
        if self.fixed:
            return datetime.combine(self.fixed, MORNING)
        return _in_denmark(datetime.now(UTC)).replace(tzinfo=None, microsecond=0)

    def today(self) -> date:
        """This day in Denmark."""
        return self.now().date()


def _in_denmark(moment: datetime) -> datetime:
    """The moment in Danish time; in the machine's own time where it knows no time zones."""
    try:
        return moment.astimezone(ZoneInfo("Europe/Copenhagen"))
    except ZoneInfoNotFoundError:
        return moment.astimezone()
