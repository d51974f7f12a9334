"""Who has a file open, told from the lock file beside it."""

from pathlib import Path

import pytest

from workflow.archive.owners import named_in_libreoffice, named_in_word, open_in, owner

NAME = "Sekretær Ås"
OLD = NAME.encode("cp1252")
WORD = bytes([len(OLD)]) + OLD.ljust(54, b" ") + bytes([len(NAME), 0]) + NAME.encode("utf-16-le").ljust(108, b" ")


@pytest.mark.parametrize(
    ("raw", "name"),
    [
        (WORD, NAME),
        (WORD[:55], NAME),
        (WORD[:60], NAME),
        (bytes([3]) + b"abc\0\0\0", "abc"),
        (b"", ""),
        (b"\xff" * 162, ""),
        (bytes(162), ""),
    ],
)
def test_words_lock_file_names_its_owner(raw: bytes, name: str) -> None:
    """Whole, without its second half, cut off, empty, nonsense, nothing."""
    assert named_in_word(raw) == name


@pytest.mark.parametrize(
    ("raw", "name"),
    [
        (b"Sekret\xc3\xa6ren,konto,maskine,01.11.2026 10:00,file:///x;", "Sekretæren"),
        (b",konto,maskine,,;", "konto"),
        (b",,maskine", "maskine"),
        (b"", ""),
        (b"\x1b[31m\xff,", "\N{REPLACEMENT CHARACTER}[31m\N{REPLACEMENT CHARACTER}"),
    ],
)
def test_libreoffices_lock_file_names_its_owner(raw: bytes, name: str) -> None:
    """With a name, with the account only, with the machine only, empty, with what commands a screen."""
    assert named_in_libreoffice(raw) == name


def test_a_lock_file_is_read_without_following_or_waiting(tmp_path: Path) -> None:
    """Word's, LibreOffice's, a link in its place, and one that is gone."""
    (tmp_path / "~$rslag.docx").write_bytes(WORD)
    (tmp_path / ".~lock.a.odt#").write_bytes(b"Sekretaer,,")
    (tmp_path / "~$link.docx").symlink_to("/etc/passwd")
    names = ("~$rslag.docx", ".~lock.a.odt#", "~$link.docx", "~$gone.docx")
    assert [owner(tmp_path / name) for name in names] == [NAME, "Sekretaer", "", ""]


def test_a_lock_file_tells_where_a_file_seems_to_be_open(tmp_path: Path) -> None:
    """Word's short name for it, LibreOffice's, one of another file, and none."""
    (tmp_path / "~$rslag.docx").write_bytes(WORD)
    (tmp_path / ".~lock.a.odt#").write_bytes(b"")
    names = ("forslag.docx", "a.odt", "b.odt", "nyt forslag.docx")
    assert [open_in(tmp_path, name) for name in names] == [f"Word hos {NAME}", "LibreOffice", "", ""]
