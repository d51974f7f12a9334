"""klynge.toml, read strictly."""

from pathlib import Path

import pytest

from workflow.archive.settings import FolderSettings, Settings, WatchSettings, read_settings
from workflow.errors import SettingsError


def _read(tmp_path: Path, text: str | bytes) -> Settings:
    file = tmp_path / "klynge.toml"
    file.write_bytes(text.encode() if isinstance(text, str) else text)
    return read_settings(file)


def test_an_empty_file_means_the_usual_settings(tmp_path: Path) -> None:
    """Nothing is set."""
    settings = _read(tmp_path, "")
    assert settings == Settings(folders=FolderSettings(local="data", inbox="inbox", outbox="outbox"), watch=WatchSettings())
    assert (settings.watch.pause, settings.watch.stillness) == (30, 2)


def test_a_share_is_polled_at_a_slower_pace(tmp_path: Path) -> None:
    """The inbox lies on a share, and Notepad wrote the file."""
    settings = _read(tmp_path, b"\xef\xbb\xbf[klynge]\ndata = 'C:/klynge-data'\n[vagt]\npolling = 'ja'\n")
    assert settings.folders.local == "C:/klynge-data"
    assert (settings.watch.polling, settings.watch.pause, settings.watch.stillness) == (True, 15, 10)
    assert settings.watch.patience == 600


def test_times_can_be_set(tmp_path: Path) -> None:
    """A quick disk."""
    settings = _read(tmp_path, "[vagt]\ninterval = 5\nstilhed = 0\n")
    assert (settings.watch.pause, settings.watch.stillness, settings.watch.patience) == (5, 0, 0)
    assert _read(tmp_path, "").watch.patience == 20
    assert _read(tmp_path, "[vagt]\nhalve = 90\n").watch.patience == 90


def test_pdf_needs_no_settings_but_takes_a_program_and_a_limit(tmp_path: Path) -> None:
    """LibreOffice lies in a place of its own, on a slow machine."""
    assert (Settings().pdf.program, Settings().pdf.patience) == ("", 60)
    settings = _read(tmp_path, "[pdf]\nprogram = 'D:/Kontor/program/soffice.exe'\nsekunder = 200\n")
    assert (settings.pdf.program, settings.pdf.patience) == ("D:/Kontor/program/soffice.exe", 200)
    with pytest.raises(SettingsError):
        _read(tmp_path, "[pdf]\nsekunder = 0\n")


def test_everything_wrong_is_named_at_once(tmp_path: Path) -> None:
    """A misspelt key and a word that is neither ja nor nej."""
    with pytest.raises(SettingsError) as caught:
        _read(tmp_path, "[vagt]\npoling = 'ja'\npolling = 'måske'\n")
    assert "Mente du ”polling”?" in str(caught.value)
    assert "”måske” er ikke ja eller nej." in str(caught.value)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[vagt\npolling = 'ja'", "klynge.toml er ikke gyldig TOML i linje 1."),
        ('[klynge]\ndata = "C:\\klynge"', "klynge.toml er ikke gyldig TOML i linje 2."),
        (b"[klynge]\ndata = '\xe6\xf8\xe5'", "klynge.toml kan ikke læses som UTF-8."),
    ],
)
def test_a_file_that_is_no_toml_is_named_with_its_line(tmp_path: Path, text: str | bytes, said: str) -> None:
    """A bracket is missing, a Windows path has backslashes, the encoding is old."""
    with pytest.raises(SettingsError, match=said.replace(".", r"\.")):
        _read(tmp_path, text)


def test_a_file_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    """A folder lies where the settings belong."""
    with pytest.raises(SettingsError, match=r"kan ikke læses \(det er en mappe\)"):
        read_settings(tmp_path)
