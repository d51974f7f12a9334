"""The folders of a workspace, and how a new one is made."""

from datetime import date
from pathlib import Path

import pytest

from workflow.archive.settings import FolderSettings, Settings
from workflow.archive.workspace import Workspace, create_workspace, find_workspace, shipped_root
from workflow.errors import SettingsError, UsageError, WorkspaceNotFoundError


@pytest.fixture
def shipped(tmp_path: Path) -> Path:
    """A small set of what klynge ships."""
    source = tmp_path / "shipped"
    for name, content in {
        "register/nordjylland/region.yaml": "id: nordjylland\n",
        "templates/docx/dagsorden.docx": "dagsorden",
        "templates/docx/dagsordensforslag.docx": "skema",
        "templates/docx/~$gsorden.docx": "lås",
        "schemas/referat.schema.json": "{}",
    }.items():
        file = source / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(content)
    return source


def _tree(root: Path) -> set[str]:
    return {path.relative_to(root).as_posix() for path in root.rglob("*") if path.is_file()}


def test_a_new_workspace_has_all_that_the_secretariat_needs(tmp_path: Path, shipped: Path) -> None:
    """The command was: klynge nyt sekretariat."""
    target = tmp_path / "sekretariat"
    added = create_workspace(target, shipped)
    assert _tree(target) == {
        "klynge.toml",
        "Dagsordensforslag.docx",
        "register/nordjylland/region.yaml",
        "templates/docx/dagsorden.docx",
        "templates/docx/dagsordensforslag.docx",
        "schemas/referat.schema.json",
        "inbox/LÆS MIG.txt",
        "inbox/.indbakke-id",
    }
    assert {path for path in added if path.is_file()} == {target / name for name in _tree(target)}
    assert [path.name for path in added if path.is_dir()] == ["inbox", "kvitteringer", "data"]
    assert (target / "Dagsordensforslag.docx").read_text() == "skema"
    assert find_workspace(target) == Workspace(target)


def test_an_old_workspace_gets_what_is_missing_and_keeps_what_it_has(tmp_path: Path, shipped: Path) -> None:
    """The template was edited, a schema was deleted, and the inbox was placed elsewhere."""
    target = tmp_path / "sekretariat"
    create_workspace(target, shipped)
    (target / "templates/docx/dagsorden.docx").write_text("rettet i Word")
    (target / "schemas/referat.schema.json").unlink()
    (target / "klynge.toml").write_text('[klynge]\nindbakke = "Indbakke"\n')
    added = create_workspace(target, shipped)
    assert {path.relative_to(target).as_posix() for path in added} == {
        "schemas/referat.schema.json",
        "Indbakke",
        "Indbakke/LÆS MIG.txt",
        "Indbakke/.indbakke-id",
    }
    assert (target / "templates/docx/dagsorden.docx").read_text() == "rettet i Word"
    assert create_workspace(target, shipped) == ()


def test_a_file_cannot_become_a_workspace(tmp_path: Path, shipped: Path) -> None:
    """The command was: klynge nyt notat.txt."""
    file = tmp_path / "notat.txt"
    file.touch()
    with pytest.raises(UsageError, match=r"notat\.txt er en fil"):
        create_workspace(file, shipped)


def test_what_is_shipped_is_found_in_the_checkout() -> None:
    """The tests run from a checkout, or from an installed wheel."""
    assert (shipped_root() / "register" / "nordjylland").is_dir()


def test_the_nearest_workspace_upward_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, shipped: Path) -> None:
    """The command is started in a folder of the register."""
    target = tmp_path / "sekretariat"
    create_workspace(target, shipped)
    monkeypatch.chdir(target / "register" / "nordjylland")
    assert find_workspace() == Workspace(target)


def test_a_named_folder_must_be_the_workspace_itself(tmp_path: Path, shipped: Path) -> None:
    """--mappe with a folder within, and with one that does not exist."""
    create_workspace(tmp_path / "sekretariat", shipped)
    for folder in (tmp_path / "sekretariat" / "register", tmp_path / "sekretarat"):
        with pytest.raises(WorkspaceNotFoundError):
            find_workspace(folder)


def test_outside_every_workspace_the_command_says_what_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Started in the wrong place."""
    monkeypatch.chdir(tmp_path)
    with pytest.raises(WorkspaceNotFoundError, match="klynge nyt"):
        find_workspace()


@pytest.mark.parametrize(
    ("setting", "said"),
    [
        ('indbakke = "outbox"', "indbakken og udbakken i hinanden"),
        ('indbakke = "outbox/nye"', "indbakken og udbakken i hinanden"),
        ('data = "inbox/data"', "indbakken og data i hinanden"),
        ('udbakke = "register"', "udbakken og registeret i hinanden"),
        ('indbakke = "."', "i hinanden"),
    ],
)
def test_folders_within_each_other_are_refused(tmp_path: Path, setting: str, said: str) -> None:
    """One duty would take the other's files for its own."""
    (tmp_path / "klynge.toml").write_text(f"[klynge]\n{setting}\n")
    with pytest.raises(SettingsError, match=said):
        find_workspace(tmp_path)


def test_the_journal_may_lie_on_another_disk(tmp_path: Path) -> None:
    """The workspace lies on a share."""
    workspace = Workspace(tmp_path, Settings(folders=FolderSettings(local="/srv/klynge")))
    assert workspace.local == Path("/srv/klynge")


def test_documents_lie_by_region_body_and_meeting(tmp_path: Path) -> None:
    """The charter above, the papers of each meeting in a folder of their own."""
    workspace = Workspace(tmp_path)
    folder = tmp_path / "outbox" / "nordjylland" / "nordjylland-vest"
    assert workspace.document_folder("nordjylland", "nordjylland-vest") == folder
    assert workspace.document_folder("nordjylland", "nordjylland-vest", date(2026, 11, 30)) == folder / "2026-11-30"


def test_the_nearest_template_wins(tmp_path: Path) -> None:
    """A template for all, then one for the region, one for the body, and one for the body within its region."""
    workspace = Workspace(tmp_path)
    places = ("", "nordjylland", "nordjylland-vest", "nordjylland/nordjylland-vest")
    for place in places:
        template = workspace.templates / place / "dagsorden.docx"
        template.parent.mkdir(parents=True, exist_ok=True)
        template.touch()
        assert workspace.template("dagsorden", "nordjylland", "nordjylland-vest") == template
    assert workspace.template("dagsorden", "syddanmark", "syddanmark-fyn") == workspace.templates / "dagsorden.docx"
    assert workspace.template("referat", "syddanmark", "syddanmark-fyn") == workspace.templates / "referat.docx"
