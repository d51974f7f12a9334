"""The cache of what docxtpl makes of a template: a gain in time, never a danger and never a need."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.rendering.paper import house, p, rendered
from workflow.errors import TemplateError
from workflow.rendering.compiler import compile_template

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


@pytest.mark.parametrize("tampered", ["", "no JSON", "[]", '{"word/document.xml": 7}', b"\x80\x04K\x07."])
def test_a_cache_that_was_spoilt_is_no_cache(tmp_path: Path, tampered: str | bytes) -> None:
    """A file that was emptied, cut, made of something else, or is a pickle."""
    compile_template(TEMPLATE, cache=tmp_path)
    [kept] = tmp_path.iterdir()
    kept.write_bytes(tampered if isinstance(tampered, bytes) else tampered.encode())
    assert compile_template(TEMPLATE, "prøve.docx", cache=tmp_path).render({"navn": "Bo"}) == rendered(TEMPLATE, navn="Bo")


def test_a_cache_that_somebody_wrote_runs_nothing(tmp_path: Path) -> None:
    """A source that was exchanged for one that reaches out of the sandbox."""
    compile_template(TEMPLATE, cache=tmp_path)
    [kept] = tmp_path.iterdir()
    sources = json.loads(kept.read_text("utf-8"))
    kept.write_text(json.dumps({name: source.replace("navn", "navn.__class__") for name, source in sources.items()}), "utf-8")
    with pytest.raises(TemplateError, match="”__class__” må ikke bruges"):
        compile_template(TEMPLATE, cache=tmp_path)


def test_a_cache_that_cannot_be_written_is_done_without(tmp_path: Path) -> None:
    """A file where the folder should be; and a wrong template, of which nothing is kept."""
    (tmp_path / "cache").write_text("i vejen")
    assert compile_template(TEMPLATE, "prøve.docx", cache=tmp_path / "cache").render({"navn": "Bo"}) == rendered(
        TEMPLATE, navn="Bo"
    )
    with pytest.raises(TemplateError):
        compile_template(house(p("{% if x %}")), cache=tmp_path / "ny")
    assert not (tmp_path / "ny").exists()
