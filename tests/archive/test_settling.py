"""Which files lie still, told from two listings."""

from workflow.archive.settling import (
    FOLDER,
    LARGEST_FOLDER,
    LINK,
    NO_FILE,
    OPEN_ELSEWHERE,
    OPEN_FOR_AN_HOUR,
    STILL_COPYING,
    TEMPORARY_FILE,
    TOO_LARGE,
    Kind,
    Settled,
    Sighting,
    Waiting,
    examined,
    settle,
)

IN_WORD = OPEN_ELSEWHERE.format(where="Word")
IN_LIBREOFFICE = OPEN_ELSEWHERE.format(where="LibreOffice")


def _file(
    name: str, *, size: int = 10, modified: int = 1, changed: int = 1, inode: int = 7, since: float = 0, owner: str = ""
) -> Sighting:
    return Sighting(name, Kind.FILE, inode, size, modified, changed, since, owner)


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
    assert {one for one in settled.waiting if one.reason != TEMPORARY_FILE} == {
        Waiting("forslag.docx", IN_WORD),
        Waiting("kort.odt", IN_LIBREOFFICE),
    }


def test_folders_links_and_pipes_are_named_with_what_to_do() -> None:
    """A folder, a link and a pipe were dropped."""
    found = [Sighting("sag", Kind.FOLDER), Sighting("til", Kind.LINK), Sighting("rør", Kind.OTHER)]
    assert settle(found, found).waiting == (Waiting("rør", NO_FILE), Waiting("sag", FOLDER), Waiting("til", LINK))


def test_a_folder_is_taken_when_it_holds_something_and_not_too_much() -> None:
    """A folder with a file, and one that somebody keeps films in."""
    found = [Sighting("sag", Kind.FOLDER, size=12), Sighting("film", Kind.FOLDER, size=LARGEST_FOLDER + 1)]
    settled = settle(found, found)
    assert [one.name for one in settled.ready] == ["sag"]
    assert settled.waiting == (Waiting("film", TOO_LARGE),)


def test_our_own_folders_and_what_systems_leave_behind_are_not_mentioned() -> None:
    """The read-me file too, however the disk writes its name; a file that only begins with _ is a file."""
    silent = [Sighting("_igang", Kind.FOLDER), Sighting("_arkiv", Kind.FOLDER)]
    silent += [_file(name) for name in ("LÆS MIG.txt", "læs mig.TXT", ".DS_Store", "Thumbs.db", "._a.docx", ".klynge-1.tmp")]
    assert settle(silent, [*silent, _file("_forslag.yaml")]).waiting == (Waiting("_forslag.yaml", STILL_COPYING),)


def test_who_has_a_file_open_is_said() -> None:
    """Word's lock file names its owner."""
    found = [_file("forslag.docx"), _file("~$rslag.docx", owner="Sekretæren")]
    assert settle(found, found).waiting[0].reason.startswith("Filen er åben i Word hos Sekretæren; luk den, så tages den.")


def test_a_lock_file_is_taken_for_forgotten_after_an_hour_in_which_nothing_changed() -> None:
    """Word went down and left its lock file; the form was saved an hour ago, then once more."""
    before = [_file("forslag.docx", since=5), _file("~$rslag.docx", since=5)]
    now = [_file("forslag.docx", since=5 + OPEN_FOR_AN_HOUR), _file("~$rslag.docx", since=5 + OPEN_FOR_AN_HOUR)]
    assert [one.name for one in settle(before, now).ready] == ["forslag.docx"]
    saved = [_file("forslag.docx", size=11, since=5 + OPEN_FOR_AN_HOUR), now[1]]
    assert settle(before, saved).ready == ()


def test_what_has_not_changed_keeps_the_moment_when_it_was_first_seen() -> None:
    """Three listings; the second file changes in the last."""
    first = settle([], [_file("a", since=1), _file("b", since=1)]).seen
    second = settle(first, [_file("a", since=2), _file("b", since=2)]).seen
    third = settle(second, [_file("a", since=3), _file("b", since=3, size=11)]).seen
    assert [[one.since for one in seen] for seen in (first, second, third)] == [[1, 1], [1, 1], [1, 3]]


def test_what_stands_in_the_way_of_one_file_holds_up_no_other() -> None:
    """The first two are broken off; two are wanted; the last is not looked into any more."""
    files = [_file(name, modified=number) for number, name in enumerate("abcde")]
    looked: list[str] = []

    def obstacle(one: Sighting) -> str:
        looked.append(one.name)
        return "halv" if one.name in "ab" else ""

    settled = examined(settle(files, files), obstacle, most=2)
    assert ([one.name for one in settled.ready], looked) == (["c", "d", "e"], ["a", "b", "c", "d"])
    assert settled.waiting == (Waiting("a", "halv"), Waiting("b", "halv"))
