"""A meeting as a file: ``register/<region>/<organ>/moeder/<date>.yaml``, and the days that follow from its date."""

from datetime import date, datetime, time, timedelta
from typing import Annotated

from pydantic import Field

from workflow import danish
from workflow.domain.bodies import Deadline, DeadlineUnit
from workflow.domain.records import Clock, Day, Line, OneOrMore, Record

END_OF_DAY = time(23, 59)


class Guest(Record):
    """Somebody invited, to the whole meeting or to some items."""

    title: Line = Field(alias="titel", title="Titel", examples=["Sundhedsdirektør, Morsø Kommune"])
    items: Annotated[tuple[Line, ...], OneOrMore] = Field(
        alias="punkter", title="Punkter", default=(), description="Titler; tomt for hele mødet."
    )


class Postponed(Record):
    """An item that is moved to a later meeting."""

    item: Line = Field(alias="forslag", title="Forslag", description="Kvitteringsnummer eller titel.")
    to: Day | None = Field(alias="til", title="Til mødet den", default=None, description="Tomt: organets næste møde.")


class Meeting(Record):
    """One meeting of one body.

    ``order``, ``withdrawn`` and ``postponed`` name items by receipt number, title or standing item id.
    """

    date: Day = Field(alias="dato", title="Dato")
    start: Clock = Field(alias="start", title="Starttidspunkt")
    end: Clock = Field(alias="slut", title="Sluttidspunkt")
    place: Line = Field(alias="sted", title="Mødested")
    host: Line = Field(alias="vært", title="Vært", default="", description="Partens navn.")
    leading: Annotated[tuple[Line, ...], OneOrMore] = Field(
        alias="mødeledere",
        title="Mødeledere",
        default=(),
        description="De af formandskabet, der leder mødet.",
    )
    guests: tuple[Guest, ...] = Field(alias="gæster", title="Gæster", default=())
    assumed: str = Field(
        alias="forudsat",
        title="Forudsat",
        default="",
        description="Begrundelsen, når mødet er antaget og endnu ikke fastlagt af formandskabet.",
    )
    apologies_to: Line = Field(alias="afbud_til", title="Afbud til", default="")
    order: Annotated[tuple[Line, ...], OneOrMore] = Field(alias="rækkefølge", title="Rækkefølge", default=())
    moved_here: Annotated[tuple[Line, ...], OneOrMore] = Field(
        alias="flyttet_hertil", title="Flyttet hertil", default=(), description="Forslag, der ellers stod på et andet møde."
    )
    withdrawn: Annotated[tuple[Line, ...], OneOrMore] = Field(alias="trukket", title="Trukket", default=())
    postponed: tuple[Postponed, ...] = Field(alias="udskudt", title="Udskudt", default=())


def deadline_day(deadline: Deadline, meeting: date, *, after: bool = False) -> date:
    """The date on which a deadline falls.

    Args:
        deadline: so many days or working days.
        meeting: the meeting's date.
        after: count forward from the meeting instead of back.
    """
    count = -deadline.count if after else deadline.count
    if deadline.unit is DeadlineUnit.WORKING_DAYS:
        return danish.working_days_before(meeting, count)
    return meeting - timedelta(days=count)


def last_moment(deadline: Deadline, meeting: date, *, after: bool = False) -> str:
    """The last moment of a deadline in words: "tirsdag den 26. maj 2026 kl. 12.00".

    Args:
        deadline: so many days or working days, and perhaps a clock time.
        meeting: the meeting's date.
        after: count forward from the meeting instead of back.
    """
    clock = f" kl.{danish.NBSP}{danish.clock(deadline.at)}" if deadline.at else ""
    return f"{danish.weekday_date(deadline_day(deadline, meeting, after=after))}{clock}"


def is_late(deadline: Deadline, meeting: date, received: datetime) -> bool:
    """Whether something received at this local time comes after the deadline; the deadline's own minute is in time."""
    last = datetime.combine(deadline_day(deadline, meeting), deadline.at or END_OF_DAY, tzinfo=received.tzinfo)
    return received.replace(second=0, microsecond=0) > last
