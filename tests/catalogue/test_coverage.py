"""The register of the catalogue is whole, and what it names exists."""

import ast
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.hostile.test_hostile import FAMILIES

ROOT = Path(__file__).parents[2]
ROWS: dict[int, dict[str, Any]] = yaml.safe_load((Path(__file__).parent / "coverage.yaml").read_text(encoding="utf-8"))
ALL, ENOUGH = 160, 130


@cache
def stories_of(file: str) -> frozenset[str]:
    """The tests that a file holds."""
    tree = ast.parse((ROOT / file).read_text(encoding="utf-8"))
    return frozenset(one.name for one in tree.body if isinstance(one, ast.FunctionDef) and one.name.startswith("test_"))


def test_every_row_of_the_catalogue_stands_in_the_register() -> None:
    """Each with what it is, and either the stories that tell it or the reason why none does."""
    assert list(ROWS) == list(range(1, ALL + 1))
    for number, row in ROWS.items():
        assert set(row) in ({"case", "told by"}, {"case", "not told"}), number
        assert row["case"]
        assert row.get("told by") or row.get("not told")


@pytest.mark.parametrize("number", [number for number, row in ROWS.items() if "told by" in row])
def test_each_story_that_a_row_names_exists(number: int) -> None:
    """A file, a test in it, and where it is told of many files, the file that it is told of."""
    for named in ROWS[number]["told by"]:
        file, _, rest = named.partition("::")
        test, _, of_what = rest.partition("[")
        assert test in stories_of(file), f"{named}: correct the name in tests/catalogue/coverage.yaml, or tell the story"
        assert not of_what or of_what.removesuffix("]") in FAMILIES, named


def test_enough_of_the_catalogue_is_told() -> None:
    """At least a hundred and thirty of its hundred and sixty rows."""
    assert sum("told by" in row for row in ROWS.values()) >= ENOUGH
