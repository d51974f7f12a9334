"""Files as they really arrive: copied, moved, slowly, half, twice, in folders, open elsewhere."""

import os
import re
import shutil
import subprocess
import threading
import time
from pathlib import Path

import pytest

from tests.catalogue.inbox import PAPER, Desk, desk, form, outcomes, patient, problems, proposal_yaml, receipt, take, waits, watch
from tests.hostile.zips import SMALL
from tests.secretariat.reception_desk import ReaderHere
from tests.support.missing import missing
from workflow.archive.settling import (
    BEING_WRITTEN,
    BROKEN_OFF,
    FOLDER,
    OPEN_ELSEWHERE,
    OPEN_FOR_AN_HOUR,
    STILL_COPYING,
    TAKEN_OPEN,
    TEMPORARY_FILE,
    Kind,
    Sighting,
    settle,
)
from workflow.domain.findings import Severity
from workflow.domain.receipts import Outcome
from workflow.secretariat.reception import received
from workflow.secretariat.taking import Answered

NOT_WHOLE = "Filen er beskadiget eller ikke kopieret helt færdig."


@pytest.fixture
def office(tmp_path: Path) -> Desk:
    """A secretariat for Klynge Nord."""
    return desk(tmp_path)


def test_a_copied_file_is_answered_once(office: Desk, tmp_path: Path) -> None:
    """Copied from the desktop, with its old time."""
    (tmp_path / "forslag.docx").write_bytes(form(tmp_path))
    office.workspace.inbox.mkdir()
    shutil.copy2(tmp_path / "forslag.docx", office.workspace.inbox / "forslag.docx")
    assert outcomes(take(office)) == [Outcome.ACCEPTED]
    assert (take(office), len(office.receipts())) == ((), 1)


def test_a_file_that_was_moved_in_with_an_old_time_is_answered(office: Desk) -> None:
    """Moved on the same disk: nothing is ever closed, and it was last changed in 2001."""
    outside = office.root / "forslag.yaml"
    outside.write_text(proposal_yaml())
    os.utime(outside, (1_000_000_000, 1_000_000_000))
    with watch(office) as watched:
        outside.rename(office.workspace.inbox / "forslag.yaml")
        watched.until(lambda: len(watched.told) == 1)
    assert watched.states() == ["Modtaget og klar"]


def test_a_slow_writer_is_waited_for(office: Desk) -> None:
    """A piece comes each time that we look, until it is all there."""
    whole = form(office.root)
    file = office.drop("forslag.docx", whole[:1_000])
    pieces = [whole[start : start + 20_000] for start in range(1_000, len(whole), 20_000)]

    def more(_seconds: float) -> None:
        with file.open("ab") as writer:
            writer.write(pieces.pop(0) if pieces else b"")

    assert outcomes(take(office, more)) == [Outcome.ACCEPTED]
    assert (pieces, office.archived()) == ([], [whole])


def test_a_writer_that_pauses_longer_than_we_look_is_waited_for_and_seen_to_wait(tmp_path: Path) -> None:
    """Half a Word file lies still and nobody has it open; the rest comes later, under the same name."""
    office = patient(tmp_path, patience=60)
    whole = form(tmp_path)
    with watch(office) as watched:
        office.drop("forslag.docx", whole[: len(whole) // 2])
        watched.until(lambda: waits(office).get("forslag.docx") == BROKEN_OFF)
        office.drop("b.pdf", PAPER)
        watched.until(lambda: len(watched.told) == 1)
        office.drop("forslag.docx", whole)
        watched.until(lambda: len(watched.told) == 2)
    assert watched.states() == ["Gemt", "Modtaget og klar"]


def test_yaml_that_comes_in_pieces_is_one_arrival(tmp_path: Path) -> None:
    """A program appends to it, closes it and rests longer than we look; its last line tells when it is whole."""
    office = patient(tmp_path, patience=60)
    whole = proposal_yaml().encode()
    with watch(office) as watched:
        file = office.drop("forslag.yaml", whole[:200])
        watched.until(lambda: waits(office).get("forslag.yaml") == BROKEN_OFF)
        with file.open("ab") as writer:
            writer.write(whole[200:])
        watched.until(lambda: len(watched.told) == 1)
    assert (watched.states(), office.archived()) == (["Modtaget og klar"], [whole])


def test_a_place_taken_beforehand_and_an_old_time_deceive_nobody(tmp_path: Path) -> None:
    """The whole size at once, zeros at the end, the time set back: as some programs copy to a share."""
    office = patient(tmp_path, patience=60)
    whole = form(tmp_path)
    file = office.drop("forslag.docx", whole[:5_000].ljust(len(whole), b"\0"))
    os.utime(file, (1_000_000_000, 1_000_000_000))
    with watch(office) as watched:
        watched.until(lambda: waits(office).get("forslag.docx") == BROKEN_OFF)
        with file.open("r+b") as writer:
            writer.write(whole)
        os.utime(file, (1_000_000_000, 1_000_000_000))
        watched.until(lambda: len(watched.told) == 1)
    assert watched.states() == ["Modtaget og klar"]


def test_a_change_that_shows_in_nothing_but_the_time_of_change_starts_the_wait_anew() -> None:
    """Same size, same time of writing, as a copying program sets it back; only the disk's own time tells."""
    before = Sighting("a.docx", Kind.FILE, inode=1, size=10, modified=5, changed=6)
    now = Sighting("a.docx", Kind.FILE, inode=1, size=10, modified=5, changed=7)
    assert [one.reason for one in settle([before], [now]).waiting] == [STILL_COPYING]


def test_a_copy_that_was_broken_off_for_good_is_answered_after_a_while_and_kept(tmp_path: Path) -> None:
    """The network went away in the middle and nobody comes back; the next copy is received like any other."""
    office = patient(tmp_path, patience=1)
    whole = form(tmp_path)
    with watch(office) as watched:
        office.drop("forslag.docx", whole[:9_000])
        watched.until(lambda: len(watched.told) == 1)
        office.drop("forslag.docx", whole)
        watched.until(lambda: len(watched.told) == 2)
    assert problems(watched.told[0])[0] == NOT_WHOLE
    assert receipt(watched.told[0]).findings[0].hint == "Kopiér filen til indbakken igen."
    assert watched.states() == ["Kan ikke læses", "Modtaget og klar"]
    assert office.archived() == sorted([whole[:9_000], whole])


def test_yaml_cut_anywhere_is_never_accepted(office: Desk) -> None:
    """Cut at every tenth byte and at every line: sent back, for nobody can see whether it is whole."""
    whole = proposal_yaml().encode()
    ends = {*range(10, len(whole) - 1, 10), *(spot.end() for spot in re.finditer(b"\n", whole[:-1]))}
    for end in sorted(ends):
        office.drop(f"{end:04}.yaml", whole[:end])
    assert {one.rejected for one in take(office)} == {True}


def test_a_table_cut_at_a_line_is_never_taken_for_a_proposal(office: Desk) -> None:
    """A table as text is kept with a question, whole or not."""
    lines = b"post;kr\nuddannelse;350\nbiler;50\n".splitlines(keepends=True)
    for count in range(1, 4):
        office.drop(f"{count}.csv", b"".join(lines[:count]))
    received = take(office)
    assert outcomes(received) == [Outcome.KEPT] * 3
    assert {problems(one)[0] for one in received} == {"En tabel er ikke et forslag: Hvilket forslag hører den til?"}


@pytest.mark.parametrize("name", ["forslag.docx", "ark.xlsx", "bilag.zip"])
def test_a_zip_of_any_kind_cut_anywhere_says_that_it_is_not_whole(office: Desk, name: str) -> None:
    """Word, Excel and zip, cut at every kilobyte."""
    whole = form(office.root)
    for number, end in enumerate(range(1_000, len(whole), 4_000)):
        office.drop(f"{number} {name}", whole[:end])
    assert {problems(one)[0] for one in take(office)} == {NOT_WHOLE}


def test_json_cut_anywhere_is_sent_back(office: Desk) -> None:
    """Half of a proposal from a partner's system."""
    whole = b'{"skema": "dagsordensforslag", "titel": "M\\u00f8de", "organer": ["Klynge Nord"]}'
    for end in range(2, len(whole), 3):
        office.drop(f"{end}.json", whole[:end])
    assert all(one.rejected for one in take(office))


def test_a_mail_that_was_broken_off_waits_and_is_told_what_to_do(tmp_path: Path) -> None:
    """The boundary between its parts never closes the last one."""
    office = patient(tmp_path, patience=1)
    with watch(office) as watched:
        half = b'From: a\r\nTo: b\r\nContent-Type: multipart/mixed; boundary="x"\r\n\r\n--x\r\n\r\nhej'
        office.drop("mail.eml", half)
        watched.until(lambda: waits(office).get("mail.eml") == BROKEN_OFF)
        watched.until(lambda: len(watched.told) == 1)
    assert problems(watched.told[0]) == ["Mailen mangler sin slutning, så måske er den ikke kopieret helt færdig."]


def test_an_empty_file_waits_for_its_content_and_is_sent_back_when_none_comes(tmp_path: Path) -> None:
    """Some programs make the file first and write it later; this one never does."""
    office = patient(tmp_path, patience=2)
    with watch(office) as watched:
        office.drop("forslag.docx", b"")
        watched.until(lambda: waits(office).get("forslag.docx") == BROKEN_OFF)
        watched.until(lambda: len(watched.told) == 1)
    assert problems(watched.told[0]) == ["Filen er tom."]


def test_what_programs_leave_while_they_work_is_never_taken(office: Desk) -> None:
    """Told as leftovers, or not at all where the system made them; nothing is answered and nothing is deleted."""
    told = ("~$rslag.docx", "~WRD0001.tmp", "~WRL0002.tmp", ".~lock.a.odt#", "lu1234abc.tmp", "x.crdownload", "x.part")
    silent = ("._forslag.docx", ".DS_Store", "Thumbs.db", "desktop.ini")
    for name in (*told, *silent):
        office.drop(name, b"x")
    (office.workspace.inbox / "@eaDir").mkdir()
    assert take(office) == ()
    assert waits(office) == dict.fromkeys(told, TEMPORARY_FILE)
    assert office.left() == sorted((*told, *silent))


def test_a_form_that_is_open_in_word_waits_and_tells_with_whom(office: Desk) -> None:
    """Word's lock file lies beside it, then it is closed."""
    office.drop("forslag.yaml", proposal_yaml())
    name = "Sekretær Ås"
    lock = office.drop("~$rslag.yaml", bytes([len(name)]) + name.encode("cp1252").ljust(54))
    assert take(office) == ()
    assert waits(office)["forslag.yaml"] == OPEN_ELSEWHERE.format(where=f"Word hos {name}")
    lock.unlink()
    assert outcomes(take(office)) == [Outcome.ACCEPTED]


def test_a_lock_file_that_was_forgotten_holds_nothing_up_for_ever() -> None:
    """Nothing has changed for an hour."""
    before = [Sighting("a.docx", Kind.FILE, since=0), Sighting("~$a.docx", Kind.FILE, since=0)]
    now = [Sighting("a.docx", Kind.FILE, since=OPEN_FOR_AN_HOUR), Sighting("~$a.docx", Kind.FILE, since=OPEN_FOR_AN_HOUR)]
    assert [one.name for one in settle(before, now).ready] == ["a.docx"]


def test_the_receipt_of_a_file_that_was_taken_while_it_was_locked_says_so(office: Desk) -> None:
    """After an hour the lock file holds nothing up any more; whoever still has the form open hears that it was taken."""
    office.drop("forslag.yaml", proposal_yaml())
    name = "Sekretær Ås"
    office.drop("~$rslag.yaml", bytes([len(name)]) + name.encode("cp1252").ljust(54))
    with office.open() as reception:
        (answered,) = reception.line(ReaderHere(), office.register).take(["forslag.yaml"])
    assert isinstance(answered, Answered)
    told = receipt(received(answered))
    (found,) = told.findings
    assert (found.severity, found.problem) == (Severity.NOTE, TAKEN_OPEN.format(where=f"Word hos {name}"))
    assert found.hint == "Er der rettet i den siden, så gem den, luk den, og læg den i indbakken igen."
    assert told.state == "Modtaget og klar"
    assert found.problem in next(office.workspace.receipts.glob("0001*")).read_text("utf-8")


def test_a_save_that_replaces_the_file_starts_the_wait_anew(office: Desk) -> None:
    """A temporary file is renamed over the form while it waits: the same size, the same time, another file."""
    file = office.drop("forslag.yaml", proposal_yaml(summary="Udgave A."))
    saved = [proposal_yaml(summary="Udgave B."), proposal_yaml(summary="Udgave C.")]

    def save(_seconds: float) -> None:
        if saved:
            beside = file.with_name("x.tmp")
            beside.write_text(saved.pop(0))
            beside.rename(file)

    (received,) = take(office, save)
    assert received.arrival
    assert office.archived() == [proposal_yaml(summary="Udgave C.").encode()]


def test_words_way_of_saving_makes_one_arrival(office: Desk) -> None:
    """The old one is renamed to ~WRL, ~WRD becomes the form, ~WRL is deleted."""
    inbox = office.workspace.inbox
    office.drop("forslag.docx", form(office.root))
    new = form(office.root, titel="Rettet titel")
    (inbox / "~WRD0001.tmp").write_bytes(new)
    (inbox / "forslag.docx").rename(inbox / "~WRL0001.tmp")
    (inbox / "~WRD0001.tmp").rename(inbox / "forslag.docx")
    (inbox / "~WRL0001.tmp").unlink()
    assert outcomes(take(office)) == [Outcome.ACCEPTED]
    assert (office.archived(), office.left()) == ([new], [])


def test_what_libreoffice_saves_straight_into_the_inbox_is_one_arrival(office: Desk, tmp_path: Path) -> None:
    """It writes the file where it belongs, closes it twice, and leaves nothing else that anybody must see."""
    form(tmp_path)
    soffice = shutil.which("soffice") or missing("LibreOffice", "install libreoffice-writer.")
    profile = (tmp_path / "profil").as_uri()
    command = [soffice, f"-env:UserInstallation={profile}", "--headless", "--convert-to", "docx", "--outdir"]
    with watch(office) as watched:
        source = tmp_path / "skrivebord" / "forslag.docx"
        subprocess.run([*command, str(office.workspace.inbox), str(source)], capture_output=True, check=True, timeout=180)
        watched.until(lambda: len(watched.told) == 1)
    assert (watched.states(), len(office.archived())) == (["Modtaget og klar"], 1)
    assert [name for name in office.receipts() if name[0].isdigit()] == ["0001 – forslag.docx – MODTAGET.html"]


def test_a_file_that_is_deleted_before_we_take_it_is_forgotten(office: Desk) -> None:
    """The sender thought better of it while we waited."""
    file = office.drop("forslag.yaml", proposal_yaml())
    assert take(office, lambda _seconds: file.unlink(missing_ok=True)) == ()
    assert office.receipts() == []


def test_every_version_that_lay_still_under_one_name_is_an_arrival(office: Desk) -> None:
    """The same name is overwritten again and again: versions of one proposal."""
    states = []
    for number in (1, 2, 3):
        office.drop("forslag.yaml", proposal_yaml(summary=f"Udgave {number}."))
        (received,) = take(office)
        states.append(receipt(received).state)
    assert states == ["Modtaget og klar", "Ny version modtaget", "Ny version modtaget"]
    assert len(office.archived()) == 3


def test_a_folder_is_one_case_and_an_empty_one_says_what_to_do(office: Desk) -> None:
    """A case with folders in it, and a folder that nothing was laid in yet."""
    (office.workspace.inbox / "ny mappe").mkdir(parents=True)
    (office.workspace.inbox / "sag" / "bilag").mkdir(parents=True)
    (office.workspace.inbox / "sag" / "forslag.yaml").write_text(proposal_yaml())
    (received,) = take(office)
    assert receipt(received).state == "Modtaget og klar"
    assert waits(office) == {"ny mappe": FOLDER}
    assert office.left() == []


@pytest.mark.parametrize("first", ["form", "paper"])
def test_a_form_and_its_paper_come_in_either_order(office: Desk, first: str) -> None:
    """The paper alone is kept with the question which proposal it is for; the form is received like any other."""
    drops = {"form": ("forslag.yaml", proposal_yaml().encode()), "paper": ("bilag.pdf", PAPER)}
    states = {}
    for name in sorted(drops, key=lambda name: name != first):
        office.drop(*drops[name])
        (received,) = take(office)
        states[name] = (receipt(received).state, [finding.hint for finding in receipt(received).findings])
    hint = (
        "Er filen et bilag, så skriv dens navn i skemaets felt 18, Bilag; er den selve forslaget, så læg Word-filen (.docx), "
        "som den er lavet af, i indbakken."
    )
    assert states == {"form": ("Modtaget og klar", []), "paper": ("Gemt", [hint])}


def test_a_file_that_is_being_written_is_told_to_wait(office: Desk) -> None:
    """Its program has it open; the whole of it is there already."""
    with office.drop("forslag.docx", b"").open("wb") as writer:
        writer.write(SMALL)
        writer.flush()
        assert waits(office) == {"forslag.docx": BEING_WRITTEN}


def test_a_writer_that_opens_the_file_while_we_look_loses_nothing(office: Desk) -> None:
    """Opened for writing again and again by another program while the watch looks at it."""
    file = office.drop("forslag.yaml", proposal_yaml())
    done = threading.Event()

    def touch() -> None:
        while not done.is_set():
            try:
                with file.open("r+b"):
                    time.sleep(0.001)
            except FileNotFoundError:
                return

    toucher = threading.Thread(target=touch)
    toucher.start()
    with watch(office) as watched:
        office.drop("b.pdf", PAPER)
        watched.until(lambda: len(watched.told) >= 1)
        done.set()
        toucher.join()
        watched.until(lambda: len(watched.told) == 2)
    assert sorted(watched.states()) == ["Gemt", "Modtaget og klar"]
