"""The Danish filters of templates: ``{{ mødedato|dato }}``, ``{{ parter|liste }}``, ``{{p punkt.tekst|rigtekst }}``."""

from collections.abc import Callable, Mapping, Sequence, Sized
from datetime import date, time
from types import MappingProxyType
from typing import Any

from markupsafe import Markup, escape

from workflow import danish
from workflow.rendering.illustrated import Illustrated

RICH = "urn:klynge:rigtekst"
"""The namespace of the mark that the filter ``rigtekst`` leaves in a part, and that rendering replaces with paragraphs."""
RICH_MARK = f"{{{RICH}}}rigtekst"
FIELD_HEADING = 4
HEADINGS = range(1, 7)
"""The levels of headings that a Markdown text can have."""


def date_in_words(value: date | str | None) -> str:
    """The date in words: "16. juni 2026"; nothing stays nothing.

    Raises:
        ValueError: the value is no date.
    """
    return danish.long_date(_as_date(value)) if value else ""


def weekday_in_words(value: date | str | None) -> str:
    """The date with its weekday: "tirsdag den 16. juni 2026"; nothing stays nothing.

    Raises:
        ValueError: the value is no date.
    """
    return danish.weekday_date(_as_date(value)) if value else ""


def clock_time(value: time | str | None) -> str:
    """The clock time with a full stop: "15.00"; nothing stays nothing.

    Raises:
        ValueError: the value is no clock time.
    """
    if value is None or value == "":
        return ""
    return danish.clock(danish.read_clock(value) if isinstance(value, str) else value)


def with_capital(value: object) -> str:
    """The text with a capital first letter."""
    return danish.capital(shown(value))


def as_list(value: Sequence[object], last: str = "og") -> str:
    """The entries as a Danish list: "a, b og c".

    Args:
        value: the entries, or one text.
        last: the word before the last one.
    """
    return value if isinstance(value, str) else danish.join([shown(entry) for entry in value], last)


def number_in_words(value: int | Sized) -> str:
    """A number in running text, words up to twelve; of a list, how many it has."""
    return danish.count_word(value if isinstance(value, int) else len(value))


def rich_text(value: object, level: int = FIELD_HEADING) -> Markup:
    """A mark that carries a Markdown text to the place where its paragraphs shall stand.

    Args:
        value: the text.
        level: the level of the text's highest heading, from 1 to 6.

    Raises:
        ValueError: there is no heading of that level.
    """
    if int(level) not in HEADINGS:
        raise ValueError(level)
    album = f' billeder="{escape(value.album)}"' if isinstance(value, Illustrated) else ""
    return Markup(f'<k:rigtekst xmlns:k="{RICH}" niveau="{int(level)}"{album}>{escape(shown(value))}</k:rigtekst>')  # noqa: S704 - escaped


def _as_date(value: date | str) -> date:
    """A date, read as a Dane writes it where it is a text."""
    return danish.read_date(value) if isinstance(value, str) else value


def shown(value: Any) -> str:
    """A value as it is printed where no filter says otherwise: dates in words, ja or nej, lists with "og".

    Raises:
        TypeError: the value is a group of fields, or something of Jinja's or Python's own, and no text.
    """
    if isinstance(value, (date, time)):
        return danish.long_date(value) if isinstance(value, date) else danish.clock(value)
    if isinstance(value, (tuple, list)):
        return danish.join([str(shown(entry)) for entry in value])
    if isinstance(value, Mapping):
        raise TypeError(danish.quoted(value))
    if isinstance(value, bool):
        return danish.yes_no(value)
    if callable(value):
        raise TypeError
    return "" if value is None else str(value)


FILTERS: Mapping[str, Callable[..., str]] = MappingProxyType(
    {
        "dato": date_in_words,
        "ugedag": weekday_in_words,
        "klokkeslæt": clock_time,
        "stort": with_capital,
        "liste": as_list,
        "antal": number_in_words,
        "rigtekst": rich_text,
    }
)
"""The filters under the names that template authors write."""
