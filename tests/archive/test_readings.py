"""The cache of what the register's files say: the same register, the same findings on the same lines, read once."""

import subprocess
import sys
from datetime import date
from pathlib import Path
from shutil import copytree

import pytest

from workflow import keeping
from workflow.archive.loading import Loaded, load_register
from workflow.archive.readings import Readings
from workflow.domain.findings import errors
from workflow.formats import Reading, Section, markdown_sections
from workflow.formats.yaml_reader import read_yaml

SHIPPED = Path(__file__).parents[2] / "register"
AUTUMN = date(2026, 11, 5)
FILE = b"navn: Klynge Vest\nmedlemmer:\n  - titel: Borgmester\n  - titel: L\xe6ge\nnavn: Igen\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the register that klynge ships, for staff to spoil."""
    return Path(copytree(SHIPPED, tmp_path / "register"))


def remembered(cache: Path, raw: bytes) -> Reading:
    """What a file says, read in a second round from what the first one kept."""
    for _ in range(2):
        readings = Readings(cache)
        found = readings.of(raw)
        readings.keep()
    return found


def loaded(folder: Path, cache: Path) -> Loaded:
    """The register as it is read into an empty cache, and then twice the same from it."""
    first, second = (load_register(folder, AUTUMN, cache) for _ in range(2))
    assert first == second == load_register(folder, AUTUMN)
    return first


def test_a_file_says_the_same_from_the_cache_with_every_line_and_fault(tmp_path: Path) -> None:
    """A file in Windows-1252 with a key that stands twice; and one that is no YAML at all."""
    for raw in (FILE, b"navn: [", b"", b"- en\n- to\n"):
        assert remembered(tmp_path, raw) == read_yaml(raw)
    assert remembered(tmp_path, FILE).line(("medlemmer", 1, "titel")) == 4


def test_the_register_is_judged_alike_from_the_cache(folder: Path, tmp_path: Path) -> None:
    """The shipped register with its warnings; then one file with an error, which is named by file and line."""
    assert loaded(folder, tmp_path / "cache").register is not None
    body = folder / "nordjylland" / "nordjylland-vest" / "organ.yaml"
    body.write_text(body.read_text("utf-8").replace("navn:", "nafn:", 1), "utf-8")
    found = errors(loaded(folder, tmp_path / "cache").findings)
    line = next(count for count, text in enumerate(body.read_text("utf-8").splitlines(), 1) if text.startswith("nafn:"))
    assert ("register/nordjylland/nordjylland-vest/organ.yaml", line) in {(one.file, one.line) for one in found}


def test_only_what_the_register_holds_is_kept(folder: Path, tmp_path: Path) -> None:
    """A meeting's file is deleted: the cache shrinks with the register, and stays as it lies when nothing has changed."""
    cache = tmp_path / "cache"
    loaded(folder, cache)
    [entry] = cache.iterdir()
    before, written = entry.stat().st_size, entry.stat().st_mtime_ns
    loaded(folder, cache)
    assert entry.stat().st_mtime_ns == written
    next(folder.glob("*/*/moeder/*.yaml")).unlink()
    loaded(folder, cache)
    assert entry.stat().st_size < before


@pytest.mark.parametrize("forged", [[], {}, 7, {"alle": 7}, {"alle": []}])
def test_an_entry_of_another_shape_is_read_anew(tmp_path: Path, forged: object) -> None:
    """Somebody acts as ourselves and lays something else under a right checksum."""
    remembered(tmp_path, FILE)
    [entry] = tmp_path.iterdir()
    whole = keeping.kept(tmp_path, entry.stem)
    keeping.keep(tmp_path, entry.stem, forged if not isinstance(forged, dict) else dict.fromkeys(whole, forged.get("alle")))
    assert remembered(tmp_path, FILE) == read_yaml(FILE)
    assert keeping.kept(tmp_path, entry.stem) == whole


def test_a_register_in_the_cache_is_read_without_the_yaml_library(folder: Path, tmp_path: Path) -> None:
    """Two processes, one after the other; the second finds everything."""
    code = (
        "import sys, pathlib; from workflow.archive.loading import load_register\n"
        "load_register(pathlib.Path(sys.argv[1]), None, pathlib.Path(sys.argv[2]))\n"
        "print('yaml' in sys.modules)"
    )
    command = [sys.executable, "-c", code, str(folder), str(tmp_path / "cache")]
    said = [subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip() for _ in range(2)]
    assert said == ["True", "False"]


TEXT = "Før\n\n## Grundlag {#grundlag}\n\nEn tekst[^1].\n\n[^1]: En note.\n\n## Møder\n"


@pytest.mark.parametrize("forged", [[], 7, [7, []], ["Før", [[1, 2, 3, 4, 5]]], ["Før", [["a", "b"]]], ["Før", 7]])
def test_a_text_has_the_same_sections_from_the_cache_and_nothing_forged(tmp_path: Path, forged: object) -> None:
    """Read twice; then somebody acts as ourselves and lays something else under a right checksum."""
    for _ in range(2):
        readings = Readings(tmp_path)
        assert readings.sections(TEXT) == markdown_sections(TEXT)
        readings.keep()
    [entry] = tmp_path.iterdir()
    whole = keeping.kept(tmp_path, entry.stem)
    keeping.keep(tmp_path, entry.stem, dict.fromkeys(whole, forged))
    assert Readings(tmp_path).sections(TEXT) == markdown_sections(TEXT)


def test_sections_are_taken_from_the_cache(tmp_path: Path) -> None:
    """What lies there in the right shape is what the text says: it is not read a second time."""
    readings = Readings(tmp_path)
    readings.sections(TEXT)
    readings.keep()
    [entry] = tmp_path.iterdir()
    [name] = keeping.kept(tmp_path, entry.stem)
    keeping.keep(tmp_path, entry.stem, {name: ["", [["id", "Overskrift", "tekst", 1, 2]]]})
    assert Readings(tmp_path).sections(TEXT) == ("", [Section("id", "Overskrift", "tekst", 1, 2)])
