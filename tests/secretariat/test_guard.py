"""The watch: takes in whatever comes, until it is told to stop."""

import shutil
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest

from tests.domain import factories
from tests.secretariat.reception_desk import Desk, desk, proposal_yaml
from workflow.archive.lock import only_one
from workflow.domain.register import Register
from workflow.errors import JournalError, RegisterError, TemplateError
from workflow.secretariat.receiving import Received, Reception, watch

PATIENCE = 20.0


@dataclass
class Watched:
    """What a running watch has told."""

    stop: threading.Event = field(default_factory=threading.Event)
    told: list[Received] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)
    failed: list[Exception] = field(default_factory=list)

    def until(self, happened: Callable[[], bool]) -> None:
        """Look until something has happened, or patience is at its end."""
        end = time.monotonic() + PATIENCE
        while not happened():
            assert time.monotonic() < end, (self.told, self.complaints, self.failed)
            assert not self.failed
            self.stop.wait(0.02)

    def states(self) -> list[str]:
        """The name and state of every file that was told."""
        return [one.arrival.receipt.state for one in self.told if one.arrival and one.arrival.receipt]


@contextmanager
def watching(office: Desk, change: Callable[[Reception], Reception] = lambda reception: reception) -> Iterator[Watched]:
    """A watch that runs for the length of a block, in a thread with a journal of its own."""
    watched = Watched()

    def run() -> None:
        try:
            with office.open() as reception:
                watch(change(reception), watched.stop, watched.told.append, watched.complaints.append)
        except Exception as reason:  # noqa: BLE001 - whatever ended the watch is shown by the story
            watched.failed.append(reason)

    office.workspace.inbox.mkdir(exist_ok=True)
    thread = threading.Thread(target=run)
    thread.start()
    try:
        yield watched
    finally:
        watched.stop.set()
        thread.join(PATIENCE)
    assert not thread.is_alive()


@pytest.fixture
def office(tmp_path: Path) -> Desk:
    """A secretariat for Klynge Nord."""
    return desk(tmp_path)


def test_what_lies_there_and_what_comes_is_taken_until_the_watch_is_stopped(office: Desk) -> None:
    """One file lies there at the start, one comes by copy, one by rename."""
    office.drop("a.yaml", proposal_yaml())
    with watching(office) as watched:
        watched.until(lambda: len(watched.told) == 1)
        office.drop("b.yaml", proposal_yaml(title="Et andet"))
        outside = office.root / "c.yaml"
        outside.write_text(proposal_yaml(title="Et tredje"))
        outside.rename(office.workspace.inbox / "c.yaml")
        watched.until(lambda: len(watched.told) == 3)
    assert (watched.failed, watched.complaints) == ([], [])
    assert watched.states() == ["Modtaget og klar"] * 3
    assert (office.left(), len(office.receipts())) == ([], 3)


def test_a_broken_register_is_complained_of_once_and_the_files_wait(office: Desk) -> None:
    """Somebody edits the register while files come in."""
    sound = office.register
    broken = threading.Event()
    broken.set()

    def load() -> Register:
        if broken.is_set():
            raise RegisterError(["organ.yaml:3: fejl"])
        return sound

    office.drop("a.yaml", proposal_yaml())
    with watching(office, lambda reception: replace(reception, load=load)) as watched:
        watched.until(lambda: bool(watched.complaints))
        office.drop("b.yaml", proposal_yaml(title="Et andet"))
        broken.clear()
        watched.until(lambda: len(watched.told) == 2)
    assert watched.complaints == ["Registeret har 1 fejl:\norgan.yaml:3: fejl"]


def test_an_inbox_that_goes_away_is_complained_of_and_watched_again_when_it_is_back(office: Desk) -> None:
    """The share is gone for a while."""
    office.drop("a.pdf", b"%PDF-1.7\n%%EOF\n")
    with watching(office) as watched:
        watched.until(lambda: len(watched.told) == 1)
        shutil.rmtree(office.workspace.inbox)
        watched.until(lambda: bool(watched.complaints))
        office.drop("b.yaml", proposal_yaml())
        watched.until(lambda: len(watched.told) == 2)
    assert watched.complaints[0].startswith("Indbakken kan ikke læses eller skrives lige nu (filen eller mappen findes ikke).")


def test_a_document_that_keeps_failing_is_told_once(office: Desk) -> None:
    """The template is broken, and then mended."""
    office.refuses = TemplateError("dagsorden.docx", "", "den er tom")
    office.drop("a.yaml", proposal_yaml())
    with watching(office) as watched:
        watched.until(lambda: len(watched.told) == 1)
        office.drop("b.pdf", b"%PDF-1.7\n%%EOF\n")
        watched.until(lambda: len(watched.told) == 2)
        office.refuses = None
        watched.until(lambda: len(watched.told) == 3)
    assert [bool(one.failed) for one in watched.told] == [True, False, False]
    assert [path.name for path in watched.told[2].paths] == ["dagsorden.docx"]


def test_a_second_watch_says_so_and_stops(office: Desk) -> None:
    """The service runs already."""
    second = pytest.raises(JournalError, match="Programmet klynge arbejder allerede")
    with only_one(office.workspace), office.open() as reception, second:
        watch(reception, threading.Event(), lambda _received: None)


def test_a_file_that_a_program_still_writes_waits(office: Desk) -> None:
    """The copy pauses in the middle; nobody answers half a file."""
    with watching(office) as watched:
        with (office.workspace.inbox / "a.yaml").open("w") as writer:
            writer.write(proposal_yaml()[:100])
            writer.flush()
            office.drop("b.pdf", b"%PDF-1.7\n%%EOF\n")
            watched.until(lambda: len(watched.told) == 1)
            writer.write(proposal_yaml()[100:])
        watched.until(lambda: len(watched.told) == 2)
    assert watched.states() == ["Gemt", "Modtaget og klar"]


def test_the_meeting_day_of_the_factories_is_the_one_of_the_form() -> None:
    """The proposals of these stories ask for the meeting that the register has."""
    assert factories.MEETING_DAY.isoformat() in proposal_yaml()
