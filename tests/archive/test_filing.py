"""Moves in the inbox that never lose a file."""

import os
import sys
from pathlib import Path

import pytest

from workflow.archive.filing import CLAIMED, READY, Inbox, waiting_in
from workflow.archive.readiness import is_being_written
from workflow.archive.settling import FOLDER, Kind, Waiting
from workflow.archive.workspace import Workspace


@pytest.fixture
def inbox(tmp_path: Path) -> Inbox:
    """An empty inbox."""
    folder = tmp_path / "inbox"
    folder.mkdir()
    return Inbox(folder, "her")


def test_a_listing_tells_files_folders_links_and_pipes_apart(inbox: Inbox) -> None:
    """One of each was dropped; nothing is followed or opened."""
    (inbox.folder / "fil").write_bytes(b"12345")
    (inbox.folder / "mappe").mkdir()
    (inbox.folder / "genvej").symlink_to("/etc/passwd")
    if sys.platform != "win32":
        os.mkfifo(inbox.folder / "rør")
    found = {one.name: (one.kind, one.size) for one in inbox.listing() if one.kind in {Kind.FILE, Kind.OTHER}}
    assert found == {"fil": (Kind.FILE, 5), "rør": (Kind.OTHER, 0)}
    assert {one.name: one.kind for one in inbox.listing()} == {
        "fil": Kind.FILE,
        "mappe": Kind.FOLDER,
        "genvej": Kind.LINK,
        "rør": Kind.OTHER,
    }


def test_a_claimed_file_is_out_of_reach_and_keeps_its_name(inbox: Inbox) -> None:
    """A file with a ~ in its name is claimed."""
    (inbox.folder / "for~slag.yaml").write_bytes(b"x")
    claim = inbox.claim("for~slag.yaml")
    assert claim.path == inbox.folder / "_igang" / "her" / f"{claim.id}~for~slag.yaml"
    assert inbox.claims() == (claim,)
    assert inbox.claimed(claim.id) == claim
    assert inbox.claimed("andet") is None
    assert [one.name for one in inbox.listing()] == ["_igang"]


def test_a_file_that_is_gone_cannot_be_claimed(inbox: Inbox) -> None:
    """The sender took it back."""
    with pytest.raises(FileNotFoundError):
        inbox.claim("væk.yaml")
    assert inbox.claims() == ()


@pytest.mark.parametrize("name", [b"m\xf8de.docx", b"ny\nlinje.yaml", ("å" * 125 + ".docx").encode(), b"NUL.", b" "])
def test_any_name_can_be_claimed_and_archived(inbox: Inbox, name: bytes) -> None:
    """Names that are no UTF-8, too long, or forbidden elsewhere."""
    (inbox.folder / os.fsdecode(name)).write_bytes(b"indhold")
    claim = inbox.claim(os.fsdecode(name))
    place = inbox.archive(claim, 2026)
    assert (place.parent, place.read_bytes()) == (inbox.folder / "_arkiv" / "2026", b"indhold")
    assert place.name.startswith(f"{claim.id}~")
    assert inbox.claims() == ()


def test_the_archive_overwrites_nothing(inbox: Inbox) -> None:
    """Something lies where the original belongs."""
    (inbox.folder / "a.yaml").write_bytes(b"ny")
    claim = inbox.claim("a.yaml")
    place = inbox.folder / "_arkiv" / "2026" / f"{claim.id}~a.yaml"
    place.parent.mkdir(parents=True)
    place.write_bytes(b"gammel")
    with pytest.raises(FileExistsError):
        inbox.archive(claim, 2026)
    assert (claim.path.read_bytes(), place.read_bytes()) == (b"ny", b"gammel")


def test_a_changed_claim_becomes_an_arrival_of_its_own(inbox: Inbox) -> None:
    """The sender's program wrote on into the claimed file."""
    (inbox.folder / "a.yaml").write_bytes(b"x")
    claim = inbox.claim("a.yaml")
    anew = inbox.reclaim(claim)
    assert (anew.name, anew.id != claim.id) == ("a.yaml", True)
    assert inbox.claims() == (anew,)


def test_a_file_from_elsewhere_is_copied_under_a_free_name(inbox: Inbox, tmp_path: Path) -> None:
    """A file of that name already waits in the inbox."""
    source = tmp_path / "a.yaml"
    source.write_bytes(b"ny")
    (inbox.folder / "a.yaml").write_bytes(b"venter")
    assert inbox.drop(source) == "a (2).yaml"
    assert (inbox.folder / "a (2).yaml").read_bytes() == b"ny"
    assert source.read_bytes() == b"ny"
    assert sorted(one.name for one in inbox.listing()) == ["a (2).yaml", "a.yaml"]


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells who writes")
def test_a_file_that_a_program_still_writes_is_known(inbox: Inbox) -> None:
    """The copying program pauses in the middle; then it is done."""
    file = inbox.folder / "stor.docx"
    with file.open("wb") as writer:
        writer.write(b"halv")
        assert is_being_written(file)
    assert not is_being_written(file)


def test_what_waits_is_told_with_its_reason(inbox: Inbox, tmp_path: Path) -> None:
    """A file that lies ready, a folder, and a file that a stopped run had in hand."""
    (inbox.folder / "klar.yaml").write_text("titel: Klar\nslut: ja\n")
    (inbox.folder / "mappe").mkdir()
    (inbox.folder / "halv.yaml").touch()
    inbox.claim("halv.yaml")
    waiting = waiting_in(Workspace(tmp_path))
    assert waiting == (Waiting("mappe", FOLDER), Waiting("klar.yaml", READY), Waiting("halv.yaml", CLAIMED))
