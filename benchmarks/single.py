"""One document at a time, warm, in standing processes: against docxtpl and peers, with many items, with many styles.

Usage: ``python -m benchmarks.single [ROUNDS]``. A round times some documents of each engine in turn; a figure is the median of
the rounds' medians. The engines' texts are compared first: one that writes something else is not timed.
"""

import sys
import tempfile
import zipfile
from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from pathlib import Path

from benchmarks.bars import Bar, milliseconds, tell
from benchmarks.racing import DOCXTPL, FAST, OURS, PEER_DIALECTS, CannotRunError, Racer, field, race, racer, write_data
from benchmarks.template import write_template

SMALL, LARGE = (12, 14), (240, 240)
SAME = "a 14-page agenda"
ZLIB, FASTEST = f"{SAME}, zlib 6: docxtpl ÷ klynge", f"{SAME}, fastest deflate: docxtpl ÷ klynge"
PEERS = f"{SAME}, fastest deflate: best peer ÷ klynge"
MANY, EVEN = "240 items, fastest deflate: best peer ÷ klynge", "klynge's time per byte, {}: 240 items ÷ 12"
HEAVY = "790 KB of styles ÷ 39 KB: klynge"


def measured(rounds: int) -> Iterator[Bar]:
    """Every bar of this module."""
    few, few_missing = _raced(SMALL, rounds, 12)
    many, many_missing = _raced(LARGE, max(rounds // 2, 1), 2)
    yield _over(ZLIB, few, (DOCXTPL,), OURS, least=16, missing=few_missing)
    yield _over(FASTEST, few, (DOCXTPL,), FAST, least=30, missing=few_missing)
    yield _over(PEERS, few, tuple(PEER_DIALECTS), FAST, least=12, missing=few_missing)
    yield _over(MANY, many, tuple(PEER_DIALECTS), FAST, least=2, missing=many_missing)
    yield _even(OURS, EVEN.format("zlib 6"), rounds)
    yield _even(FAST, EVEN.format("fastest deflate"), rounds)
    yield _heavy(rounds)


def _raced(size: tuple[int, int], rounds: int, count: int) -> tuple[dict[str, float], tuple[str, ...]]:
    """The seconds of each engine, and who could not run."""
    with tempfile.TemporaryDirectory() as folder, field([DOCXTPL, OURS, FAST, *PEER_DIALECTS], Path(folder), *size) as line:
        slow = any(one.name == FAST and one.deflate == "zlib" for one in line.racers)
        missing = (*line.missing, f"{FAST}: no faster deflate than zlib is installed here") if slow else line.missing
        return race(line.racers, rounds, count), missing


def _over(
    what: str, times: Mapping[str, float], above: tuple[str, ...], below: str, *, least: float, missing: tuple[str, ...]
) -> Bar:
    """The best of some engines over ours; one that could not run is named."""
    there = {name: times[name] for name in above if name in times}
    about = [one for one in missing if one.startswith((*above, below))]
    if not there or below not in times:
        return Bar(what, least=least, note="; ".join(about))
    note = milliseconds({**there, below: times[below]})
    return Bar(what, least=least, measured=min(there.values()) / times[below], note=note, absent=about)


def _even(engine: str, what: str, rounds: int) -> Bar:
    """Our engine on few items and on many, in turn, for every byte that it writes.

    Small documents are timed twenty in a row: whatever else the machine does then falls on both alike.
    """
    with tempfile.TemporaryDirectory() as folder, ExitStack() as stack:
        place, racers, sizes = Path(folder), list[Racer](), dict[str, int]()
        write_template(place / "agenda.docx", "jinja")
        try:
            for name, size, row in (("12 items", SMALL, LARGE[0] // SMALL[0]), ("240 items", LARGE, 1)):
                write_data(place / f"{name}.json", *size, 4)
                racers.append(stack.enter_context(racer(engine, place / "agenda.docx", place / f"{name}.json", name, row)))
                racers[-1].ask(do="save", path=str(place / f"{name}.docx"))
                with zipfile.ZipFile(place / f"{name}.docx") as package:
                    sizes[name] = package.getinfo("word/document.xml").file_size
        except CannotRunError as reason:
            return Bar(what, most=1.5, note=str(reason))
        times = race(racers, rounds, 8)
    each = {name: times[name] / sizes[name] for name in times}
    note = f"{milliseconds(times)} for {' and '.join(str(size // 1000) for size in sizes.values())} KB; {racers[0].deflate}"
    return Bar(what, most=1.5, measured=each["240 items"] / each["12 items"], note=note)


def _heavy(rounds: int) -> Bar:
    """Our engine on the same template with all of python-docx' styles."""
    with tempfile.TemporaryDirectory() as folder, ExitStack() as stack:
        place, racers = Path(folder), list[Racer]()
        write_data(place / "data.json", *SMALL, 8)
        try:
            for name in ("light", "heavy"):
                write_template(place / f"{name}.docx", "jinja", heavy=name == "heavy")
                racers.append(stack.enter_context(racer(OURS, place / f"{name}.docx", place / "data.json", called=name)))
        except CannotRunError as reason:
            return Bar(HEAVY, most=1.1, note=str(reason))
        times = race(racers, rounds, 48)
    return Bar(HEAVY, most=1.1, measured=times["heavy"] / times["light"], note=milliseconds(times))


if __name__ == "__main__":
    given = [word for word in sys.argv[1:] if word.isdigit()]
    tell(measured(int(given[0]) if given else 7))
