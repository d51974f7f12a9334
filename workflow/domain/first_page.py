"""Whether all that stands before an agenda's items fits on its first page, so that item 1 may begin the second.

An estimate in points, measured on the house templates; it only decides whether a page begins there.
"""

from collections.abc import Sequence
from math import ceil

from workflow.domain.agendas import AgendaItem
from workflow.domain.printed import Labelled

MOST_ITEMS = 10
ROOM = 590.0
"""The height below the date line; a little is left over."""
LINE, LINE_SPACE, LINE_LETTERS = 15.1, 1.6, 61
ROW, ROW_LINE, ROW_LETTERS = 20.3, 12.3, 50
ITEMS_HEADING, INVITED_HEADING = 79.0, 48.0


def fits_on_first_page(details: Sequence[Labelled], invited: Sequence[Labelled], items: Sequence[AgendaItem]) -> bool:
    """Whether the meeting's facts, the overview of its items and those invited stand on one page.

    Never with more than ten items: a long agenda flows on.

    Args:
        details: the lines under the date.
        invited: the lines under "Indkaldte".
        items: the items of the overview.
    """
    overview = ITEMS_HEADING + sum(ROW + ROW_LINE * (_lines(item.title, ROW_LETTERS) - 1) for item in items)
    warning = LINE + LINE_SPACE if any(item.closed for item in items) else 0.0
    people = INVITED_HEADING + _height(invited) if invited else 0.0
    return len(items) <= MOST_ITEMS and warning + _height(details) + overview + people <= ROOM


def _height(labelled: Sequence[Labelled]) -> float:
    """The height of label–value lines."""
    return sum(LINE * _lines(_printed(one), LINE_LETTERS) + LINE_SPACE for one in labelled)


def _printed(one: Labelled) -> str:
    """A value as it is printed, with its mark."""
    return " ".join(part for part in (one.strong, one.value, f"({one.assumed})" if one.assumed else "") if part)


def _lines(text: str, letters: int) -> int:
    """How many lines a text takes, at least one."""
    return max(1, ceil(len(text) / letters))
