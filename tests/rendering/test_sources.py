"""The cache of what docxtpl makes of a template: a gain in time, never a danger and never a need."""

import ast
import multiprocessing
import shutil
import subprocess
import sys
from collections.abc import Callable
from multiprocessing.synchronize import Barrier
from pathlib import Path

import pytest

from tests.rendering.paper import W, house, p, rendered
from workflow import keeping
from workflow.errors import TemplateError
from workflow.rendering.compiler import compile_template
from workflow.rendering.sources import MAKERS, Sources

TEMPLATE = house(p("Kære {{ navn }}"))


def test_a_template_is_taken_from_the_cache_and_makes_the_same_document(tmp_path: Path) -> None:
    """Compiled into an empty cache, from it, and after it was deleted."""
    cache = tmp_path / "cache"
    for _ in range(2):
        assert compile_template(TEMPLATE, "prøve.docx", cache=cache).render({"navn": "Bo"}) == rendered(TEMPLATE, navn="Bo")
    [kept] = cache.iterdir()
    kept.unlink()
    assert compile_template(TEMPLATE, "prøve.docx", cache=cache).render({"navn": "Bo"}) == rendered(TEMPLATE, navn="Bo")


def test_a_cached_template_needs_no_docxtpl(tmp_path: Path) -> None:
    """A process of its own, which finds the template in the cache and never loads the slow library."""
    (tmp_path / "a.docx").write_bytes(TEMPLATE)
    code = (
        "import sys, pathlib; from workflow.rendering import compile_template\n"
        "place = pathlib.Path(sys.argv[1])\n"
        "compile_template(place / 'a.docx', cache=place / 'cache').render({'navn': 'Bo'})\n"
        "print('docxtpl' in sys.modules)"
    )
    said = [
        subprocess.run([sys.executable, "-c", code, str(tmp_path)], capture_output=True, text=True, check=True).stdout.strip()
        for _ in range(2)
    ]
    assert said == ["True", "False"]


def _cut(entry: Path) -> None:
    """Lose the end of an entry."""
    entry.write_bytes(entry.read_bytes()[:-100])


def _turned(entry: Path) -> None:
    """Turn a bit in the middle of an entry."""
    raw = bytearray(entry.read_bytes())
    raw[len(raw) // 2] ^= 1
    entry.write_bytes(raw)


def _forged(value: object) -> Callable[[Path], None]:
    """Lay something else under a right checksum."""
    return lambda entry: keeping.keep(entry.parent, entry.stem, value)


@pytest.mark.parametrize("spoil", [_cut, _turned, Path.unlink, _forged([]), _forged({"word/document.xml": 7}), _forged({})])
def test_a_cache_that_was_spoilt_is_no_cache(tmp_path: Path, spoil: Callable[[Path], None]) -> None:
    """An entry that was cut, turned, deleted, or made of something else; the next run finds it whole again."""
    compile_template(TEMPLATE, cache=tmp_path)
    [kept] = tmp_path.iterdir()
    whole = kept.read_bytes()
    spoil(kept)
    assert compile_template(TEMPLATE, "prøve.docx", cache=tmp_path).render({"navn": "Bo"}) == rendered(TEMPLATE, navn="Bo")
    assert kept.read_bytes() == whole


def test_a_cache_that_somebody_wrote_runs_nothing(tmp_path: Path) -> None:
    """A source that was exchanged, checksum and all, for one that reaches out of the sandbox."""
    compile_template(TEMPLATE, cache=tmp_path)
    [kept] = tmp_path.iterdir()
    sources = keeping.kept(tmp_path, kept.stem)
    keeping.keep(tmp_path, kept.stem, {name: text.replace("navn", "navn.__class__") for name, text in sources.items()})
    with pytest.raises(TemplateError, match="”__class__” må ikke bruges"):
        compile_template(TEMPLATE, cache=tmp_path)


def test_a_cache_that_is_deleted_while_a_template_is_compiled_is_made_again(tmp_path: Path) -> None:
    """Somebody tidies up between two parts."""
    cache = tmp_path / "cache"
    compile_template(TEMPLATE, cache=cache)
    with Sources(TEMPLATE + b" ", "prøve.docx", cache) as sources:
        shutil.rmtree(cache)
        assert sources.of("word/document.xml", f"<w:document {W}>{p('Hej')}</w:document>".encode(), "brødteksten")
    assert len(list(cache.iterdir())) == 1


ROUNDS = 20


def _race(place: Path, start: Barrier, template: bytes) -> None:
    """Compile and fill the same template from the same empty cache as the other process, at the same moment, time and again."""
    right = rendered(template, navn="Bo")
    for count in range(ROUNDS):
        start.wait()
        for _ in range(2):
            assert compile_template(template, "prøve.docx", cache=place / str(count)).render({"navn": "Bo"}) == right


def test_two_processes_share_an_empty_cache(tmp_path: Path) -> None:
    """Twenty rounds; after each one whole entry lies there, and nothing half done."""
    spawn = multiprocessing.get_context("spawn")
    start = spawn.Barrier(2, timeout=60)
    racers = [spawn.Process(target=_race, args=(tmp_path, start, TEMPLATE)) for _ in range(2)]
    for racer in racers:
        racer.start()
    for racer in racers:
        racer.join()
    assert [racer.exitcode for racer in racers] == [0, 0]
    entries = [list((tmp_path / str(count)).iterdir()) for count in range(ROUNDS)]
    assert all(len(found) == 1 and keeping.kept(found[0].parent, found[0].stem) for found in entries)


def test_a_cache_that_cannot_be_written_is_done_without(tmp_path: Path) -> None:
    """A file where the folder should be; and a wrong template, of which nothing is kept."""
    (tmp_path / "cache").write_text("i vejen")
    assert compile_template(TEMPLATE, "prøve.docx", cache=tmp_path / "cache").render({"navn": "Bo"}) == rendered(
        TEMPLATE, navn="Bo"
    )
    with pytest.raises(TemplateError):
        compile_template(house(p("{% if x %}")), cache=tmp_path / "ny")
    assert not (tmp_path / "ny").exists()


def _imported(module: Path) -> set[Path]:
    """The modules of this wing that one of them imports, and those that these import."""
    found = {node.module or "" for node in ast.walk(ast.parse(module.read_text("utf-8"))) if isinstance(node, ast.ImportFrom)}
    named = (name.partition("workflow.rendering.")[2] for name in found)
    direct = {module.with_name(f"{name}.py") for name in named if name}
    return direct.union(*map(_imported, direct))


def test_every_module_that_makes_a_source_decides_its_key() -> None:
    """What ``preparing`` imports, and what that imports; one more must be named among the makers, one less may go."""
    preparing = Path(keeping.__file__).with_name("rendering") / "preparing.py"
    assert {"preparing", "sources", *(module.stem for module in _imported(preparing))} == set(MAKERS)
