"""Which files lie still, told from two listings."""

from workflow.archive.settling import (
    FOLDER,
    LINK,
    NO_FILE,
    OPEN_ELSEWHERE,
    STILL_COPYING,
    TEMPORARY_FILE,
    Kind,
    Settled,
    Sighting,
    Waiting,
    settle,
)


def _file(name: str, *, size: int = 10, modified: int = 1, changed: int = 1, inode: int = 7) -> Sighting:
    return Sighting(name, Kind.FILE, inode, size, modified, changed)


def test_a_file_that_lies_still_is_ready() -> None:
    """The same numbers in both listings."""
    assert settle([_file("a.docx")], [_file("a.docx")]) == Settled((_file("a.docx"),), (), unsettled=False)


def test_a_file_that_grows_or_is_new_must_wait() -> None:
    """One grew, one was saved anew in place, one has its old time but a new change, one has just come."""
    before = [_file("grows"), _file("saved"), _file("touched")]
    now = [_file("grows", size=11), _file("saved", inode=8), _file("touched", changed=2), _file("new")]
    settled = settle(before, now)
    assert settled.ready == ()
    assert settled.unsettled
    assert set(settled.waiting) == {Waiting(name, STILL_COPYING) for name in ("grows", "saved", "touched", "new")}


def test_the_oldest_file_goes_first() -> None:
    """A corrected form lies beside the first one."""
    found = [_file("forslag (2).docx", modified=2), _file("forslag.docx", modified=1), _file("a.docx", modified=3)]
    assert [one.name for one in settle(found, found).ready] == ["forslag.docx", "forslag (2).docx", "a.docx"]


def test_temporary_and_lock_files_are_left_alone() -> None:
    """What Word, LibreOffice and browsers leave while they work."""
    names = ("~$rslag.docx", ".~lock.referat.docx#", "lu12345.tmp", "~WRD0001.tmp", "hent.crdownload", "x.part")
    found = [_file(name) for name in names]
    assert settle(found, found) == Settled((), tuple(Waiting(name, TEMPORARY_FILE) for name in sorted(names)), unsettled=False)


def test_a_file_that_is_open_in_word_or_libreoffice_must_wait() -> None:
    """A lock file lies beside it; Word cuts the first two letters of a long name."""
    found = [_file(name) for name in ("forslag.docx", "~$rslag.docx", "kort.odt", ".~lock.kort.odt#", "andet.docx")]
    settled = settle(found, found)
    assert [one.name for one in settled.ready] == ["andet.docx"]
    assert {one for one in settled.waiting if one.reason == OPEN_ELSEWHERE} == {
        Waiting("forslag.docx", OPEN_ELSEWHERE),
        Waiting("kort.odt", OPEN_ELSEWHERE),
    }


def test_folders_links_and_pipes_are_named_with_what_to_do() -> None:
    """A folder, a link and a pipe were dropped."""
    found = [Sighting("sag", Kind.FOLDER), Sighting("til", Kind.LINK), Sighting("rør", Kind.OTHER)]
    assert settle(found, found).waiting == (Waiting("rør", NO_FILE), Waiting("sag", FOLDER), Waiting("til", LINK))


def test_our_own_folders_and_what_systems_leave_behind_are_not_mentioned() -> None:
    """The read-me file too, however the disk writes its name; a file that only begins with _ is a file."""
    silent = [Sighting("_igang", Kind.FOLDER), Sighting("_arkiv", Kind.FOLDER)]
    silent += [_file(name) for name in ("LÆS MIG.txt", "læs mig.TXT", ".DS_Store", "Thumbs.db", "._a.docx", ".klynge-1.tmp")]
    assert settle(silent, [*silent, _file("_forslag.yaml")]).waiting == (Waiting("_forslag.yaml", STILL_COPYING),)
