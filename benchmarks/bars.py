"""The bars, and how a measured ratio is told against them."""

import json
import sys
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass


@dataclass(frozen=True)
class Bar:
    """One line of the table: what is compared, what must be reached, what was measured.

    Attributes:
        what: the two things whose ratio is taken.
        least: the ratio must not be below this; None when ``most`` is the bar.
        most: the ratio must not be above this; None when ``least`` is the bar.
        measured: the ratio, or None when it could not be measured.
        note: the figures behind the ratio, or why there is none.
        absent: who should have run and could not, and why.
    """

    what: str
    least: float | None = None
    most: float | None = None
    measured: float | None = None
    note: str = ""
    absent: Sequence[str] = ()

    @property
    def verdict(self) -> str:
        """Whether the bar is reached."""
        if self.measured is None:
            return "not run"
        low, high = self.least is None or self.measured >= self.least, self.most is None or self.measured <= self.most
        return "reached" if low and high else "NOT REACHED"

    @property
    def wanted(self) -> str:
        """The bar as a sign and a number."""
        return f"≥ {self.least:g}" if self.least is not None else f"≤ {self.most:g}"


def tell(bars: Iterable[Bar]) -> None:
    """Print the table; with ``--json`` on the command line one JSON object a line, for ``python -m benchmarks``."""
    found = list(bars)
    if "--json" in sys.argv:
        for bar in found:
            print(json.dumps(asdict(bar)))
        return
    print(table(found))


def table(bars: Sequence[Bar]) -> str:
    """The table, and below it what could not be run."""
    rows = [("what", "bar", "measured", "", "behind it")]
    rows += [
        (bar.what, bar.wanted, "–" if bar.measured is None else f"{bar.measured:.2f}", bar.verdict, bar.note)
        for bar in bars
        if bar.measured is not None
    ]
    widths = [max(len(row[column]) for row in rows) for column in range(4)]
    lines = ["  ".join([*(cell.ljust(width) for cell, width in zip(row, widths, strict=False)), row[4]]) for row in rows]
    silent = [f"not run: {bar.what} ({bar.wanted}): {bar.note}" for bar in bars if bar.measured is None]
    absent = [f"could not run: {sentence}" for sentence in dict.fromkeys(one for bar in bars for one in bar.absent)]
    return "\n".join((*lines, *silent, *absent))


def milliseconds(times: dict[str, float]) -> str:
    """The times behind a ratio: ``docxtpl 24.6, klynge 1.2 ms``."""
    return ", ".join(f"{name} {seconds * 1000:.2f}" for name, seconds in times.items()) + " ms"
