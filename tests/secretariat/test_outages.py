"""The inbox is away, another one, or shared with others, or the disk is full: only what is ours is touched, nothing is lost."""

import contextlib
import errno
import json
import os
import shutil
import threading
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from tests.secretariat.reception_desk import Desk, ReaderHere, desk, proposal_yaml
from tests.secretariat.watches import page, watching
from workflow.archive import durable
from workflow.archive.disks import Room
from workflow.archive.entries import State
from workflow.archive.filing import Inbox
from workflow.archive.marker import see_mark
from workflow.archive.refusals import why
from workflow.archive.settings import FolderSettings
from workflow.archive.settling import Sighting
from workflow.archive.workspace import Workspace
from workflow.secretariat.receiving import receive
from workflow.secretariat.taking import Answered


@pytest.fixture
def office(tmp_path: Path) -> Desk:
    """A secretariat for Klynge Nord."""
    return desk(tmp_path)


def test_an_inbox_that_goes_away_is_complained_of_and_watched_again_when_it_is_back(office: Desk) -> None:
    """The share is gone for a while; what was dropped meanwhile on the server is taken when it is back."""
    office.drop("a.pdf", b"%PDF-1.7\n%%EOF\n")
    away = office.root / "væk"
    with watching(office) as watched:
        watched.until(lambda: len(watched.told) == 1)
        office.workspace.inbox.rename(away)
        watched.until(lambda: bool(watched.complaints))
        (away / "b.yaml").write_text(proposal_yaml())
        away.rename(office.workspace.inbox)
        watched.until(lambda: len(watched.told) == 2)
        office.drop("c.yaml", proposal_yaml(title="Et tredje"))
        watched.until(lambda: len(watched.told) == 3)
    (complaint,) = watched.complaints
    assert complaint.startswith("Vagten kan ikke læse indbakken siden kl.")
    assert "(filen eller mappen findes ikke)" in complaint


def test_an_empty_folder_in_the_place_of_the_share_is_not_touched(office: Desk) -> None:
    """The share is unmounted: below lies an empty folder, into which somebody drops a file all the same."""
    office.drop("a.pdf", b"%PDF-1.7\n%%EOF\n")
    share, below = office.root / "drev", office.workspace.inbox
    with watching(office) as watched:
        watched.until(lambda: len(watched.told) == 1)
        watched.until(lambda: "0001" in page(office))  # the page is written last; now the watch rests
        below.rename(share)
        office.drop("b.yaml", proposal_yaml())
        watched.until(lambda: any("Mærket .indbakke-id mangler" in one for one in watched.complaints))
        assert [path.name for path in below.iterdir()] == ["b.yaml"]
        shutil.rmtree(below)
        share.rename(below)
        office.drop("c.yaml", proposal_yaml(title="Et tredje"))
        watched.until(lambda: len(watched.told) == 2)
    assert [path.name for path in below.iterdir() if path.is_file() and path.name[0] != "."] == []


def test_a_share_that_was_swapped_for_another_is_not_touched(office: Desk) -> None:
    """Another secretariat's inbox is connected in the place of ours."""
    other = desk(office.root / "andre")
    file = other.drop("b.yaml", proposal_yaml())
    see_mark(other.workspace)
    office.drop("a.pdf", b"%PDF-1.7\n%%EOF\n")
    with watching(office) as watched:
        watched.until(lambda: len(watched.told) == 1)
        watched.until(lambda: "0001" in page(office))  # the page is written last; now the watch rests
        office.workspace.inbox.rename(office.root / "drev")
        other.workspace.inbox.rename(office.workspace.inbox)
        watched.until(lambda: any("er en anden indbakke" in one for one in watched.complaints))
    assert sorted(path.name for path in office.workspace.inbox.iterdir()) == [".indbakke-id", file.name]
    assert "er en anden indbakke" in page(office)


@pytest.mark.parametrize("number", [errno.EIO, errno.ESTALE, errno.EACCES, errno.EHOSTDOWN])
def test_an_inbox_that_cannot_be_listed_is_waited_for_and_what_was_seen_is_kept(
    office: Desk, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    """No disk of ours can be made to answer so; while it does, nothing counts as gone, and the page says since when."""
    (office.workspace.inbox / "Mappe").mkdir(parents=True)
    away, listing = threading.Event(), Inbox.listing

    def refused(inbox: Inbox) -> tuple[Sighting, ...]:
        if away.is_set():
            raise OSError(number, os.strerror(number))
        return listing(inbox)

    monkeypatch.setattr(Inbox, "listing", refused)
    with watching(office) as watched:
        watched.until(lambda: (office.workspace.receipts / "STATUS.html").exists() and '<th scope="row">Mappe' in page(office))
        away.set()
        watched.until(lambda: bool(watched.complaints))
        watched.until(lambda: "Vagten kan ikke læse indbakken siden kl. " in page(office))
        assert '<th scope="row">Mappe' in page(office)
        office.drop("a.yaml", proposal_yaml())
        away.clear()
        watched.until(lambda: len(watched.told) == 1)
        watched.until(lambda: "Én ting kræver en person" in page(office))
    assert [why(OSError(number, "")) in one for one in watched.complaints] == [True]
    assert "De seneste fejl" in page(office)


def test_a_watch_that_is_started_while_the_share_is_away_waits_for_it(office: Desk) -> None:
    """The server is restarted after the machine."""
    see_mark(_with_inbox(office))
    office.drop("a.yaml", proposal_yaml())
    office.workspace.inbox.rename(office.root / "drev")
    with watching(office, make=False) as watched:
        watched.until(lambda: bool(watched.complaints))
        (office.root / "drev").rename(office.workspace.inbox)
        watched.until(lambda: len(watched.told) == 1)
    assert watched.failed == []


def test_a_share_that_goes_away_between_receipt_and_archive_leaves_nothing_behind(office: Desk) -> None:
    """The original cannot be moved, then the share is away for a look, then it is back: only now the file is done."""
    office.drop("a.yaml", proposal_yaml())
    moved = threading.Event()

    def refuse(moment: str, step: str) -> None:
        if moment == "before" and step.startswith("rename") and step.endswith("~a.yaml") and moved.is_set():
            raise OSError(errno.ESTALE, os.strerror(errno.ESTALE))
        if moment == "after" and step.startswith("rename") and step.endswith("~a.yaml"):
            moved.set()

    with office.open() as reception:
        with durable.witnessed(refuse):
            assert [one.failed != () for one in receive(reception)] == [True]
        office.workspace.inbox.rename(office.root / "drev")
        line = reception.line(ReaderHere(), office.register)
        with contextlib.suppress(OSError):
            assert [isinstance(one, Answered) and one.trouble != "" for one in line.unfinished()] == [True]
        assert [one.state for one in reception.journal.arrivals()] == [State.DECIDED]
        (office.root / "drev").rename(office.workspace.inbox)
        receive(reception)
        assert [one.state for one in reception.journal.arrivals()] == [State.DONE]
    assert (office.left(), len(office.archived()), len(office.receipts())) == ([], 1, 1)


def test_a_full_disk_leaves_new_files_in_the_inbox_and_gives_up_the_reserve(
    office: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Somebody fills the disk, and makes room again; the watch goes on by itself."""
    left = Room(80_000_000_000, 100_000_000_000)
    monkeypatch.setattr("workflow.secretariat.guard.room", lambda _folder: left)
    reserve = office.workspace.local / "reserve.bin"
    with watching(office) as watched:
        watched.until(reserve.exists)
        left = Room(1_000_000, 100_000_000_000)
        office.drop("a.yaml", proposal_yaml())
        watched.until(lambda: bool(watched.complaints))
        assert (reserve.exists(), (office.workspace.inbox / "a.yaml").exists()) == (False, True)
        left = Room(80_000_000_000, 100_000_000_000)
        watched.until(lambda: len(watched.told) == 1)
        watched.until(reserve.exists)
    assert [one.partition(",")[0] for one in watched.complaints] == ["Disken er fuld"]


def _with_inbox(office: Desk) -> Workspace:
    """The workspace, its inbox made."""
    office.workspace.inbox.mkdir(parents=True, exist_ok=True)
    return office.workspace


@dataclass
class Machine(Desk):
    """A machine with data and receipts of its own, and the inbox on a share."""

    share: Path = Path()

    @property
    def workspace(self) -> Workspace:
        """The workspace of this machine."""
        mine = super().workspace
        return replace(
            mine, settings=mine.settings.model_copy(update={"folders": FolderSettings(inbox=str(self.share), local="data")})
        )


def test_two_machines_at_one_inbox_take_every_file_once_and_tell_of_each_other(office: Desk, tmp_path: Path) -> None:
    """A hundred files; each machine has its own journal, and renaming decides who takes what."""
    machines = [Machine(tmp_path / name, office.register, share=tmp_path / "drev") for name in ("en", "to")]
    dropped = [b"%PDF-1.7\n" + b"%d" % number + b"\n%%EOF\n" for number in range(100)]
    with watching(machines[0]) as one, watching(machines[1]) as other:
        for number, content in enumerate(dropped):
            machines[0].drop(f"{number:03}.pdf", content)
        one.until(lambda: len(one.told) + len(other.told) == len(dropped))
        one.until(lambda: all("En anden vagt kører på" in page(machine) for machine in machines))
    assert (one.complaints, other.complaints, machines[0].left()) == ([], [], [])
    assert machines[0].archived() == sorted(dropped)
    assert sum(len(machine.receipts()) for machine in machines) == len(dropped)


def test_what_another_machine_has_claimed_is_never_touched_and_is_told_when_it_is_old(office: Desk) -> None:
    """A machine died with a file in hand, an hour and more ago."""
    theirs = office.workspace.inbox / "_igang" / "enanden" / "0000000000000000aaaaaa~deres.yaml"
    theirs.parent.mkdir(parents=True)
    theirs.write_text(proposal_yaml())
    office.drop("vores.yaml", proposal_yaml(title="Et andet"))
    with watching(office) as watched:
        watched.until(lambda: len(watched.told) == 1)
        watched.until(lambda: "1 fil er taget af klynge på en anden maskine og ikke gjort færdig" in page(office))
    assert theirs.read_text() == proposal_yaml()
    assert len(office.receipts()) == 1


def test_the_page_is_written_when_something_changes_and_not_at_every_look(office: Desk) -> None:
    """Nothing happens for three looks; then a folder is dropped. At the end the page says that the watch was stopped."""
    with watching(office) as watched:
        watched.until((office.workspace.receipts / "STATUS.html").exists)
        watched.until(lambda: "Sidst læst" in page(office))
        written = (office.workspace.receipts / "STATUS.html").stat().st_mtime_ns
        read = json.loads((office.workspace.local / "vagt.json").read_text("utf-8"))["read"]
        watched.stop.wait(3.2)
        assert (office.workspace.receipts / "STATUS.html").stat().st_mtime_ns == written
        (office.workspace.inbox / "Mappe").mkdir()
        watched.until(lambda: "Mappe" in page(office))
        assert json.loads((office.workspace.local / "vagt.json").read_text("utf-8"))["read"] >= read
    assert "Stoppet kl. " in page(office)
