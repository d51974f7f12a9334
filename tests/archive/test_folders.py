"""A dropped folder as one file."""

import io
import os
import zipfile
from pathlib import Path

import pytest

from workflow.archive import folders
from workflow.archive.folders import files_in, numbers, packed


def names(raw: bytes) -> list[str]:
    """What a zip holds."""
    with zipfile.ZipFile(io.BytesIO(raw)) as package:
        return package.namelist()


def test_the_same_files_make_the_same_zip_whenever_they_are_packed(tmp_path: Path) -> None:
    """Files and a folder with one in it, and another name that is no UTF-8; a link is never followed."""
    for place in ("a", "b"):
        (tmp_path / place / "under").mkdir(parents=True)
        (tmp_path / place / "under" / "æble.pdf").write_bytes(b"x" * 1000)
        (tmp_path / place / os.fsdecode(b"m\xf8de.txt")).write_bytes(b"hej")
        (tmp_path / place / "hemmeligt").symlink_to("/etc/passwd")
        os.utime(tmp_path / place / "under" / "æble.pdf", (1, 1 if place == "a" else 2))
    assert packed(tmp_path / "a") == packed(tmp_path / "b")
    assert names(packed(tmp_path / "a")) == ["m�de.txt", "under/æble.pdf"]


def test_the_numbers_of_a_folder_change_with_anything_in_it(tmp_path: Path) -> None:
    """Empty, with an empty file, with more in that file, and with the same size at another time."""
    seen = [numbers(tmp_path)]
    file = tmp_path / "a.txt"
    for content in (b"", b"a", b"b"):
        file.write_bytes(content)
        os.utime(file, ns=(0, 10**18 * (2 + len(seen))))
        seen.append(numbers(tmp_path))
    assert seen[0][0] == 0
    assert len(set(seen)) == 4


def test_only_so_many_files_are_packed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A whole disk, dropped by mistake."""
    monkeypatch.setattr(folders, "_MOST_FILES", 2)
    for number in range(4):
        (tmp_path / f"{number}").touch()
    assert [file.name for file, _ in files_in(tmp_path)] == ["0", "1"]


def test_a_folder_that_is_gone_is_an_error_and_no_empty_one(tmp_path: Path) -> None:
    """Somebody moved it away."""
    with pytest.raises(FileNotFoundError):
        packed(tmp_path / "væk")
