"""The power fails after any step, the process is killed several times in a row, the disk refuses: nothing is lost or doubled.

A basic form of the harness: every durable effect is announced, and the story is told again with an end at each of them.
"""

import contextlib
import errno
import os
import random
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.secretariat.reception_desk import Desk, desk, proposal_yaml
from workflow.archive import durable
from workflow.archive.entries import State
from workflow.archive.originals import Originals
from workflow.domain.receipts import Outcome
from workflow.errors import KlyngeError
from workflow.secretariat.receiving import receive

pytestmark = [
    pytest.mark.skipif(sys.platform == "win32", reason="Windows cannot fork"),
    pytest.mark.filterwarnings("ignore:This process .* is multi-threaded:DeprecationWarning"),
]
KILLED = 9
DROPPED = {
    "a.yaml": proposal_yaml().encode(),
    "b.pdf": b"%PDF-1.7\n%%EOF\n",
    "c.yaml": proposal_yaml().encode(),
}
BECOMES = (Outcome.ACCEPTED, Outcome.KEPT, Outcome.DUPLICATE)
Witness = Callable[[str, str], None]


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    """A folder in memory where the machine has one: these stories write ten thousand times."""
    memory = Path("/dev/shm")  # noqa: S108 - a folder of our own in it
    if not os.access(memory, os.W_OK):
        yield tmp_path
        return
    with tempfile.TemporaryDirectory(prefix="klynge-", dir=memory) as folder:
        yield Path(folder)


def _laid_out(root: Path) -> Desk:
    """An office whose inbox holds the three files."""
    office = desk(root)
    for number, (name, content) in enumerate(DROPPED.items()):
        os.utime(office.drop(name, content), ns=(number, number))
    return office


def _run(office: Desk) -> None:
    """Run klynge modtag once."""
    with office.open() as reception:
        receive(reception)


def _killed(office: Desk, at: int) -> bool:
    """Run klynge modtag in a process of its own that ends, without a word, after so many steps.

    Returns:
        Whether it came that far.
    """
    if sys.platform != "win32":
        process = os.fork()
        if process:
            return os.waitstatus_to_exitcode(os.waitpid(process, 0)[1]) == KILLED
        try:
            with durable.witnessed(_ending(at)):
                _run(office)
        finally:
            os._exit(0)
    raise NotImplementedError


def _ending(at: int) -> Witness:
    """A witness that ends the process, without a word, after so many steps."""
    steps = iter(range(1, 10_000))

    def end(moment: str, _step: str) -> None:
        if moment == "after" and next(steps) == at:
            os._exit(KILLED)

    return end


def _see_that_all_is_well(office: Desk) -> None:
    """Every file has one decision, one receipt and its bytes in two places; nothing is left over; another run does nothing."""
    _run(office)
    with office.open() as reception:
        arrivals = reception.journal.arrivals()
        assert sorted(one.name for one in arrivals) == sorted(DROPPED)
        assert Counter(one.outcome for one in arrivals) == Counter(BECOMES)
        assert [one.state for one in arrivals] == [State.DONE] * len(DROPPED)
        assert [one.number for one in arrivals] == [1, 2, 3]
        assert all(Originals(office.workspace.local).holds(one.stored.sha256) for one in arrivals)
        assert sorted(one.receipt_name for one in arrivals) == office.receipts()
        assert reception.journal.pending_documents() == ()
        assert len(reception.journal.accepted("nordjylland-nord")) == 1
    assert office.archived() == sorted(DROPPED.values())
    assert (office.left(), list((office.workspace.local / "tmp").iterdir())) == ([], [])
    assert (office.root / "outbox/nordjylland/nordjylland-nord/2026-11-24/dagsorden.docx").exists()
    before = _everything(office)
    _run(office)
    assert _everything(office) == before


def _everything(office: Desk) -> dict[str, bytes]:
    """Every file of the workspace but the journal, whose log moves."""
    files = (path for path in office.root.rglob("*") if path.is_file() and "journal.db" not in path.name)
    return {str(path.relative_to(office.root)): path.read_bytes() for path in files}


def test_a_kill_after_any_step_loses_and_doubles_nothing(disk: Path) -> None:
    """Three files, one of them twice the same; killed after the first step, the second, and so on to the last."""
    at = 1
    while _killed(office := _laid_out(disk / str(at)), at):
        _see_that_all_is_well(office)
        at += 1
    assert at > 40, "the steps are not announced any more"


def test_several_kills_in_a_row_lose_and_double_nothing(disk: Path) -> None:
    """Two to five kills, those in the recovery included."""
    chance = random.Random(2026)  # noqa: S311 - the same story every time
    for story in range(12):
        office = _laid_out(disk / str(story))
        for _ in range(chance.randint(2, 5)):
            _killed(office, chance.randint(1, 60))
        _see_that_all_is_well(office)


def _refusing_once(at: int, moment_of_trouble: str, reached: list[bool]) -> Witness:
    """A witness that refuses one step, before it is done or after."""
    steps = iter(range(1, 10_000))

    def refuse(moment: str, _step: str) -> None:
        if moment == moment_of_trouble and next(steps) == at:
            reached.append(True)
            raise OSError(errno.EIO, os.strerror(errno.EIO))

    return refuse


def test_a_disk_that_refuses_any_step_loses_and_doubles_nothing(disk: Path) -> None:
    """The disk reports a fault before or after each step, once; the next run has a sound disk again."""
    for moment in ("before", "after"):
        at, reached = 1, [True]
        while reached:
            reached = []
            office = _laid_out(disk / f"{moment}{at}")
            with durable.witnessed(_refusing_once(at, moment, reached)), contextlib.suppress(KlyngeError):
                _run(office)  # whatever happens, staff get a sentence of ours
            _see_that_all_is_well(office)
            at += 1
