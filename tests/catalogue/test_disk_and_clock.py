"""A disk that refuses or is slow, a share, a clock that jumps, and what an older klynge left behind."""

import errno
import os
import resource
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from tests.catalogue.inbox import PAPER, Desk, desk, outcomes, proposal_yaml, receipt, take, waits, watch
from tests.secretariat.watches import watching
from workflow.archive import durable
from workflow.archive.effects import Disk, on_disk
from workflow.archive.filing import READY
from workflow.archive.settings import FolderSettings, Settings, WatchSettings
from workflow.archive.workspace import Workspace, create_workspace
from workflow.domain.receipts import Outcome
from workflow.errors import KlyngeError
from workflow.secretariat.receiving import Reception


@pytest.fixture
def office(tmp_path: Path) -> Desk:
    """A secretariat for Klynge Nord, whose inbox was looked into before and has its mark."""
    office = desk(tmp_path)
    assert take(office) == ()
    return office


def refusing(begins: str, reason: OSError, moment: str = "before") -> Callable[[str, str], None]:
    """A witness that breaks every step whose name begins so."""

    def witness(now: str, step: str) -> None:
        if now == moment and step.startswith(begins):
            raise reason

    return witness


def test_a_claimed_file_that_somebody_takes_away_before_it_is_safe_is_told_and_forgotten(office: Desk) -> None:
    """Out of _igang, between the claim and the copy."""
    office.drop("forslag.yaml", proposal_yaml())

    def steal(moment: str, step: str) -> None:
        if moment == "before" and step.startswith("create"):
            for claimed in office.workspace.inbox.glob("_igang/*/*"):
                claimed.unlink()

    with durable.witnessed(steal):
        take(office)
    assert office.left() == []
    assert all(one.failed == () for one in take(office))


@pytest.mark.parametrize("number", [errno.EFBIG, errno.EDQUOT, errno.EMFILE])
@pytest.mark.parametrize("begins", ["create", "write"])
def test_a_disk_that_refuses_is_told_and_tried_again(office: Desk, number: int, begins: str) -> None:
    """Files may not be so large, the quota or the nodes are used up, too many files are open: all of it passes."""
    office.drop("forslag.yaml", proposal_yaml())
    with durable.witnessed(refusing(begins, OSError(number, os.strerror(number)))):
        try:
            told = " ".join(sentence for one in take(office) for sentence in one.failed)
        except KlyngeError as reason:
            told = str(reason)
    assert told
    assert outcomes(take(office)) in ([Outcome.ACCEPTED], [])
    assert (len(office.receipts()), office.left()) == (1, [])


@pytest.mark.skipif(sys.platform == "win32", reason="the limit is one of POSIX")
def test_a_real_limit_on_the_size_of_files_loses_nothing(tmp_path: Path) -> None:
    """The command may write no file above 64 kB; the paper is larger; without the limit it is received."""
    create_workspace(tmp_path)
    paper = tmp_path / "inbox" / "bilag.pdf"
    paper.write_bytes(PAPER.ljust(200_000, b" ") + b"%%EOF\n")
    whole = paper.read_bytes()
    klynge = [sys.executable, "-m", "workflow.cli", "--mappe", str(tmp_path), "modtag"]
    few = (65_536, resource.getrlimit(resource.RLIMIT_FSIZE)[1])

    def limited() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, few)

    first = subprocess.run(klynge, capture_output=True, preexec_fn=limited, check=False)
    assert first.returncode == 1
    assert b"Traceback" not in first.stderr
    assert subprocess.run(klynge, capture_output=True, check=False).returncode == 0
    assert [path.read_bytes() for path in (tmp_path / "inbox").glob("_arkiv/*/*")] == [whole]


class Slow(Disk):
    """A disk that takes one byte at a time."""

    def write(self, descriptor: int, piece: bytes) -> int:
        """Take one byte."""
        return super().write(descriptor, piece[:1])


def test_a_disk_that_takes_one_byte_at_a_time_gets_them_all(office: Desk) -> None:
    """Short writes, as many as there are bytes."""
    office.drop("forslag.yaml", proposal_yaml())
    with on_disk(Slow()):
        (received,) = take(office)
    assert received.arrival
    kept = office.workspace.local / "lager" / received.arrival.stored.sha256[:2] / received.arrival.stored.sha256
    assert kept.read_bytes() == proposal_yaml().encode()
    assert received.paths[0].read_text("utf-8").rstrip().endswith("</html>")


@pytest.mark.parametrize("number", [errno.EIO, errno.ESTALE])
def test_a_reading_that_breaks_off_in_the_middle_is_begun_again(
    office: Desk, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    """The disk or the share fails in the middle of a file, once."""
    office.drop("forslag.yaml", proposal_yaml())
    honest, failing = os.read, [True]

    def read(descriptor: int, length: int) -> bytes:
        if length == durable.CHUNK and failing:
            failing.clear()
            honest(descriptor, 10)
            raise OSError(number, os.strerror(number))
        return honest(descriptor, length)

    monkeypatch.setattr(os, "read", read)
    (first,) = take(office)
    assert first.failed[0].startswith("forslag.yaml kunne ikke gemmes (")
    assert outcomes(take(office)) == [Outcome.ACCEPTED]
    assert office.archived() == [proposal_yaml().encode()]


def test_a_clock_that_jumps_back_upsets_no_number(office: Desk) -> None:
    """Taken on New Year's Day, then the clock is set back a day, then a year."""
    for number, day in enumerate((date(2027, 1, 1), date(2026, 12, 31), date(2025, 12, 31)), 1):
        office.drop("forslag.yaml", proposal_yaml(summary=f"Udgave {number}."))
        (received,) = take(office, day=day)
        assert received.arrival
        assert received.arrival.number == number
    assert [name[:4] for name in office.receipts()] == ["0001", "0002", "0003"]
    with office.open() as reception:
        (placed,) = reception.journal.accepted("nordjylland-nord")
    assert placed.proposal.summary == "Udgave 3."


@pytest.mark.parametrize("when", [0, 315_532_800, 4_102_444_800, 1_000_000_000])
def test_an_absurd_time_of_writing_is_of_no_account(office: Desk, when: int) -> None:
    """1970, 1980, the year 2100."""
    os.utime(office.drop("forslag.yaml", proposal_yaml()), (when, when))
    with watch(office) as watched:
        watched.until(lambda: len(watched.told) == 1)
    assert watched.states() == ["Modtaget og klar"]


def test_receipt_numbers_go_on_over_new_year(office: Desk) -> None:
    """The number is a sequence; only the year before it changes."""
    numbers = []
    for day in (date(2026, 12, 31), date(2027, 1, 1)):
        office.drop("bilag.pdf", PAPER + day.isoformat().encode() + b"\n%%EOF")
        numbers += [receipt(one).number for one in take(office, day=day)]
    assert numbers == ["2026-0001", "2027-0002"]


def test_a_document_that_is_open_elsewhere_follows_later(office: Desk) -> None:
    """Somebody has the agenda open in Word on Windows."""
    office.refuses = PermissionError(errno.EACCES, "in use")
    office.drop("forslag.yaml", proposal_yaml())
    (received,) = take(office)
    assert (outcomes((received,)), "der er ikke adgang" in received.failed[0]) == ([Outcome.ACCEPTED], True)
    office.refuses = None
    (late,) = take(office)
    assert [path.name for path in late.paths] == ["dagsorden.docx"]


def test_a_share_that_sends_no_word_is_looked_at_on_time(office: Desk) -> None:
    """Polling: nobody rings, and the file is taken all the same."""
    place = Workspace(office.root, Settings(folders=FolderSettings(), watch=WatchSettings(polling=True, stability=0, interval=1)))

    def on_a_share(reception: Reception) -> Reception:
        return replace(reception, workspace=place)

    with watching(office, on_a_share) as watched:
        office.drop("a.yaml", proposal_yaml())
        watched.until(lambda: len(watched.told) == 1)
    assert watched.failed == []


def test_numbers_of_a_share_that_lag_behind_are_seen_through_by_the_copy(office: Desk) -> None:
    """Two listings agree, since the share remembers old numbers; while it is copied the file turns out to be another."""
    file = office.drop("forslag.yaml", proposal_yaml()[:200])

    def catch_up(moment: str, step: str) -> None:
        if moment == "before" and step.startswith("write"):
            for claimed in office.workspace.inbox.glob("_igang/*/*"):
                if claimed.read_text() != proposal_yaml():
                    claimed.write_text(proposal_yaml())

    with durable.witnessed(catch_up):
        (received,) = take(office)
    assert (outcomes((received,)), file.exists()) == ([Outcome.ACCEPTED], False)
    assert office.archived() == [proposal_yaml().encode()]


@pytest.mark.parametrize("windows", [5, 32, 33])
def test_a_rename_that_windows_refuses_leaves_the_file_and_is_tried_again(office: Desk, windows: int) -> None:
    """Word, a virus guard or an index has the file open."""
    office.drop("forslag.yaml", proposal_yaml())
    reason = PermissionError(errno.EACCES, "in use")
    reason.winerror = windows  # type: ignore[attr-defined]  # as Windows has it
    with durable.witnessed(refusing("rename", reason)):
        assert take(office) == ()
    assert waits(office) == {"forslag.yaml": READY}
    assert outcomes(take(office)) == [Outcome.ACCEPTED]


def test_nothing_of_ours_that_locks_or_journals_lies_on_the_share(office: Desk) -> None:
    """The journal, its locks and the store stand in the local folder; the inbox holds files, folders and the mark."""
    office.drop("forslag.yaml", proposal_yaml())
    with watch(office) as watched:
        watched.until(lambda: len(watched.told) == 1)
    shared = [path.name for folder in (office.workspace.inbox, office.workspace.outbox) for path in folder.rglob("*")]
    assert shared
    assert not [name for name in shared if any(mark in name for mark in (".db", "-wal", "-shm", "lock", "laas", "lås"))]


def test_what_we_add_to_a_path_stays_short(office: Desk) -> None:
    """A name of 255 bytes; the paths of Windows end at 260 characters."""
    office.drop("a" * 250 + ".yaml", proposal_yaml())
    take(office)
    laid = [path for folder in (office.workspace.inbox, office.workspace.outbox) for path in folder.rglob("*") if path.is_file()]
    assert max(len(str(path.relative_to(office.root))) for path in laid) < 180


def test_a_file_that_an_older_klynge_had_in_hand_is_finished(office: Desk) -> None:
    """An id of any age before the ~, and no page in the journal."""
    with office.open() as reception:
        folder = office.workspace.inbox / "_igang" / reception.journal.instance
    folder.mkdir(parents=True)
    (folder / "0017e5f0c0ffee~forslag.yaml").write_text(proposal_yaml())
    (received,) = take(office)
    assert received.arrival
    assert (received.arrival.name, outcomes((received,)), office.left()) == ("forslag.yaml", [Outcome.ACCEPTED], [])
