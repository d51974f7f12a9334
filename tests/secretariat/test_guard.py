"""The watch: takes in whatever comes, until it is told to stop."""

import contextlib
import threading
from dataclasses import replace
from pathlib import Path

import pytest

from tests.domain import factories
from tests.secretariat.reception_desk import Desk, ReaderHere, desk, proposal_yaml
from tests.secretariat.watches import Watched, page, watching
from workflow.archive.lock import only_one
from workflow.domain.register import Register
from workflow.errors import JournalError, RegisterError, TemplateError
from workflow.intake.submissions import Submission
from workflow.secretariat.receiving import watch


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


def test_a_backlog_of_any_size_is_taken_in_rounds_and_the_page_follows(office: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """Thirty-five files lay there when the watch was started; ten are taken at once."""
    monkeypatch.setattr("workflow.secretariat.guard.AT_ONCE", 10)
    for number in range(35):
        office.drop(f"{number:03}.pdf", b"%PDF-1.7\n" + b"%d" % number + b"\n%%EOF\n")
    with watching(office) as watched:
        watched.until(lambda: len(watched.told) == 35)
    assert (office.left(), len(office.receipts()), watched.complaints) == ([], 35, [])
    assert "35 filer (35 gemte)" in page(office)


class _Stopping(ReaderHere):
    """Reads, and asks the watch to stop while it does so."""

    def __init__(self, watched: list[Watched]) -> None:
        self._watched = watched

    def read(self, path: Path, name: str) -> Submission:
        """What the file says."""
        self._watched[0].stop.set()
        return super().read(path, name)


def test_a_watch_that_is_asked_to_stop_finishes_the_file_in_hand_and_takes_no_other(office: Desk) -> None:
    """Twenty files lie there, and somebody presses Ctrl-C at the first."""
    for number in range(20):
        office.drop(f"{number:02}.pdf", b"%PDF-1.7\n" + b"%d" % number + b"\n%%EOF\n")
    watches: list[Watched] = []
    with watching(
        office, lambda one: replace(one, reader=lambda: contextlib.nullcontext(_Stopping(watches))), watches
    ) as watched:
        watched.until(lambda: watched.stop.is_set() and bool(watched.told))
    assert (office.receipts(), len(office.left())) == (["0001 – 00.pdf – GEMT.html"], 19)


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


def test_a_watch_whose_journal_is_older_than_the_receipts_says_so_and_stops(office: Desk) -> None:
    """A copy from yesterday was put back, and the service starts by itself: no number may be used twice."""
    journal = office.workspace.local / "journal.db"
    with office.open():
        copy = journal.read_bytes(), journal.with_name("journal.db-wal").read_bytes()
    office.drop("a.pdf", b"%PDF-1.7\n%%EOF\n")
    with watching(office) as watched:
        watched.until(lambda: len(watched.told) == 1)
    journal.write_bytes(copy[0])
    journal.with_name("journal.db-wal").write_bytes(copy[1])
    old = pytest.raises(JournalError, match=r"den mangler nr\. 1, .*'klynge genopbyg'")
    stop = threading.Event()
    stop.set()
    with office.open() as reception, old:
        watch(reception, stop, lambda _received: None)


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
