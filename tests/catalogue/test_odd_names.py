"""Whatever a file may be called, and whatever may lie there instead of a file."""

import json
import os
import shutil
import socket
import sys
import tempfile
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.catalogue.inbox import PAPER, Desk, desk, form, outcomes, problems, proposal_yaml, receipt, take, waits
from tests.hostile.zips import SMALL
from workflow.archive.filing import Inbox
from workflow.archive.journal import Journal
from workflow.archive.names import safe
from workflow.archive.readiness import obstacle
from workflow.archive.settling import LINK, NO_ACCESS, NO_FILE
from workflow.domain.receipts import Outcome
from workflow.errors import InboxError
from workflow.rendering.pages import receipt_page

NOBODY = 65_534
SHORTCUT = "Du har lagt en genvej i indbakken, ikke selve filen."


@pytest.fixture
def office(tmp_path: Path) -> Desk:
    """A secretariat for Klynge Nord."""
    return desk(tmp_path)


def test_a_name_that_is_no_utf8_is_kept_as_it_is_and_shown_as_well_as_can_be(office: Desk) -> None:
    """Windows-1252 bytes, as an old zip program leaves them."""
    raw = b"forslag m\xf8de.yaml"
    office.drop(os.fsdecode(raw), proposal_yaml())
    (received,) = take(office)
    assert received.arrival
    assert (os.fsencode(received.arrival.name), received.arrival.shown) == (raw, "forslag m\N{REPLACEMENT CHARACTER}de.yaml")
    assert office.receipts() == ["0001 – forslag m_de.yaml – MODTAGET.html"]
    json.dumps(receipt(received).written()).encode("utf-8")
    with Journal.open(office.workspace) as journal:
        assert journal.arrival(1).name == os.fsdecode(raw)


def test_two_forms_of_one_letter_are_two_files_and_shown_alike(office: Desk) -> None:
    """å as one character and as a with a ring, side by side."""
    office.drop(unicodedata.normalize("NFC", "årsmøde.yaml"), proposal_yaml(title="Et"))
    office.drop(unicodedata.normalize("NFD", "årsmøde.yaml"), proposal_yaml(title="Noget helt andet"))
    received = take(office)
    assert outcomes(received) == [Outcome.ACCEPTED] * 2
    assert {one.arrival.shown for one in received if one.arrival} == {"årsmøde.yaml"}
    assert len(office.archived()) == 2


def test_a_name_that_commands_a_screen_or_a_browser_reaches_neither(office: Desk) -> None:
    """A line break, an escape sequence, reversed writing, quotes and tags."""
    names = ("a\nb.yaml", "a\x1b[31mb.yaml", "a\u202exeb.yaml", "a'\"<script>alert(1)<!--b.yaml")
    for number, name in enumerate(names):
        office.drop(name, proposal_yaml(title=f"Titel {number}"))
    for one in take(office):
        page = receipt_page(receipt(one))
        assert not any(sign in page.split("<body")[1] for sign in ("\x1b", "\u202e", "<script>alert"))
        assert one.sentence.replace("\N{NO-BREAK SPACE}", " ").isprintable()
        assert all(path.name.isprintable() for path in one.paths)


def test_the_longest_name_a_disk_can_hold_is_taken_and_kept(office: Desk) -> None:
    """255 bytes, to which nothing can be added."""
    name = "å" * 125 + ".yaml"
    office.drop(name, proposal_yaml())
    (received,) = take(office)
    assert received.arrival
    assert (received.arrival.name, office.left(), len(office.archived())) == (name, [], 1)


@pytest.mark.parametrize(
    "name", ["NUL", "con.docx", "aux", "forslag.docx.", "forslag ", "a:b.yaml", "COM1.yaml", "a" * 200 + ".yaml"]
)
def test_what_we_lay_has_a_name_that_windows_can_store(office: Desk, name: str) -> None:
    """Reserved words, a full stop or a blank at the end, a colon, a long path."""
    office.drop(name, proposal_yaml())
    (received,) = take(office)
    (laid,) = office.receipts()
    (kept,) = (path.name for path in office.workspace.inbox.glob("_arkiv/*/*"))
    assert received.arrival
    for made in (laid, kept):
        assert made == made.rstrip(" .")
        assert not set(made) & set('<>:"/\\|?*')
        assert len(made) < 200
    assert safe(name).split(".")[0].casefold() not in {"nul", "con", "aux", "com1"}


def test_names_that_differ_in_case_only_are_two_files(office: Desk) -> None:
    """On a disk that can tell them apart; what we lay does not rely on it."""
    office.drop("Forslag.yaml", proposal_yaml(title="Et"))
    office.drop("forslag.yaml", proposal_yaml(title="Noget andet"))
    assert outcomes(take(office)) == [Outcome.ACCEPTED] * 2
    laid = [*office.receipts(), *(path.name for path in office.workspace.inbox.glob("_arkiv/*/*"))]
    assert len({name.casefold() for name in laid}) == 4


def test_links_and_loops_are_left_and_told(office: Desk) -> None:
    """A link to a secret, one to itself, one to a folder, one to nothing."""
    office.drop("forslag.yaml", proposal_yaml())
    links = {"hemmeligt.docx": "/etc/passwd", "ring.docx": "ring.docx", "mappe": "/etc", "væk": "findes-ikke"}
    for name, target in links.items():
        (office.workspace.inbox / name).symlink_to(target)
    assert outcomes(take(office)) == [Outcome.ACCEPTED]
    assert waits(office) == dict.fromkeys(links, LINK)


@pytest.mark.parametrize(
    ("name", "raw"),
    [
        ("forslag.docx.lnk", b"\x4c\x00\x00\x00\x01\x14\x02\x00" + bytes(60)),
        ("forslag.url", b"[InternetShortcut]\r\nURL=https://a.example\r\n"),
        ("forslag.desktop", b"[Desktop Entry]\nType=Link\nURL=x\n"),
        ("forslag.webloc", b"<plist/>"),
    ],
)
def test_a_shortcut_instead_of_the_file_is_answered_with_what_to_do(office: Desk, name: str, raw: bytes) -> None:
    """Dragged with the wrong key held down."""
    office.drop(name, raw)
    (received,) = take(office)
    assert problems(received) == [SHORTCUT]
    assert receipt(received).findings[0].hint == "Find filen, som genvejen peger på, og læg den i indbakken."


@pytest.mark.skipif(sys.platform == "win32", reason="there are no such things on Windows")
def test_pipes_and_sockets_hold_nothing_up(office: Desk) -> None:
    """To open a pipe would be to wait for ever."""
    office.drop("forslag.yaml", proposal_yaml())
    os.mkfifo(office.workspace.inbox / "rør.yaml")
    with socket.socket(socket.AF_UNIX) as plug:
        here = Path.cwd()
        os.chdir(office.workspace.inbox)  # the path of a socket must be short
        try:
            plug.bind("stik.yaml")
        finally:
            os.chdir(here)
        assert outcomes(take(office)) == [Outcome.ACCEPTED]
        assert waits(office) == {"rør.yaml": NO_FILE, "stik.yaml": NO_FILE}


def test_a_hard_link_is_a_file_whose_other_name_stays(office: Desk) -> None:
    """The same file under a second name on the desktop."""
    elsewhere = office.root / "skrivebord.yaml"
    elsewhere.write_text(proposal_yaml())
    office.workspace.inbox.mkdir()
    os.link(elsewhere, office.workspace.inbox / "forslag.yaml")
    assert outcomes(take(office)) == [Outcome.ACCEPTED]
    assert elsewhere.read_text() == proposal_yaml()


def test_an_inbox_out_of_which_nothing_can_be_moved_says_so_and_loses_nothing(office: Desk) -> None:
    """The folder of claimed files is a file, so that no rename can succeed: a disk that was made read-only looks like it."""
    office.drop("forslag.yaml", proposal_yaml())
    (office.workspace.inbox / "_igang").write_bytes(b"")
    with pytest.raises(InboxError):
        take(office)
    assert (office.workspace.inbox / "forslag.yaml").read_text() == proposal_yaml()
    (office.workspace.inbox / "_igang").unlink()
    assert outcomes(take(office)) == [Outcome.ACCEPTED]


@pytest.mark.parametrize(
    ("name", "raw", "said"),
    [
        ("forslag.docx", PAPER, "En PDF-fil alene er ikke et forslag: Hvilket forslag hører den til?"),
        ("skema.jpg", b"", "Modtaget og klar"),
        ("forslag.doc", b"", "Modtaget og klar"),
        ("forslag", b"", "Modtaget og klar"),
        ("scan.docx", b"\xff\xd8\xff\xe0" + bytes(20), "Et billede alene er ikke et forslag: Hvilket forslag hører det til?"),
        ("forslag.docx.exe", b"MZ\x90\0", "Filen er et program, og det åbner vi ikke."),
        ("faktura.pdf.js", b"WScript.Echo(1)", "Filen er et program, og det åbner vi ikke."),
        ("forslag.pdf", SMALL, "Word-filen er ikke skemaet til dagsordensforslag."),
    ],
)
def test_a_wrong_extension_deceives_nobody(office: Desk, name: str, raw: bytes, said: str) -> None:
    """A file is what its bytes say; with no bytes given here it is the filled form."""
    office.drop(name, raw or form(office.root))
    (received,) = take(office)
    assert said in (receipt(received).state, *problems(received))


@pytest.fixture
def nobody() -> Iterator[Path]:
    """A folder that everybody may look into, and a story that is not told by the administrator, who may read everything."""
    folder = Path(tempfile.mkdtemp())
    folder.chmod(0o755)
    (folder / "forslag.yaml").write_text(proposal_yaml())
    (folder / "forslag.yaml").chmod(0)
    was = os.geteuid()
    os.seteuid(NOBODY if was == 0 else was)
    yield folder
    os.seteuid(was)
    shutil.rmtree(folder)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows asks otherwise who may read what")
def test_a_file_that_we_may_not_read_waits_and_says_so(nobody: Path) -> None:
    """Laid there by somebody else, who keeps it to himself; the folder's other files do not suffer."""
    (one,) = Inbox(nobody, "").listing()
    assert obstacle(nobody, one, patience=0) == NO_ACCESS
