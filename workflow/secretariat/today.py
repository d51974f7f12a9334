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
        return in_denmark(datetime.now(UTC))

    def today(self) -> date:
        """This day in Denmark."""
        return self.now().date()


def in_denmark(moment: datetime) -> datetime:
    """A moment as clocks in Denmark show it, to the second and without time zone; the machine's own where it knows no zones.

    Args:
        moment: with its time zone.
    """
    try:
        there = moment.astimezone(ZoneInfo("Europe/Copenhagen"))
    except ZoneInfoNotFoundError:
        there = moment.astimezone()
    return there.replace(tzinfo=None, microsecond=0)
