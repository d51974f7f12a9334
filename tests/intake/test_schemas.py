"""The JSON Schemas: a mirror of the models that editors can check files against."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from tests.intake.samples import ROOT
from workflow import formats
from workflow.domain.shape import without_blanks
from workflow.formats.yaml_reader import read_yaml
from workflow.intake.schemas import all_schemas, schema_text

SCHEMAS = all_schemas()
_NUMBER = re.compile(r"-?\d+(\.\d+)?")
_FILES = {
    "dagsordensforslag": ["examples/forslag/*.yaml", "examples/forslag/*.json"],
    "referat": ["examples/referater/*.yaml", "examples/referater/*.json"],
    "region": ["register/*/region.yaml"],
    "ramme": ["register/*/rammer/*.yaml"],
    "organ": ["register/*/*/organ.yaml"],
    "moede": ["register/*/*/moeder/*.yaml"],
}
FILES = [
    (path, f"{name}.schema.json") for name, patterns in _FILES.items() for one in patterns for path in sorted(ROOT.glob(one))
]


@pytest.mark.parametrize("name", SCHEMAS)
def test_the_schemas_in_the_folder_are_fresh(name: str) -> None:
    """``klynge skemaer`` has been run since a model was changed."""
    stale = f"schemas/{name} er forældet: kør 'make schemas'."
    assert (ROOT / "schemas" / name).read_text("utf-8") == schema_text(SCHEMAS[name]), stale


def test_no_schema_is_left_over() -> None:
    """Every file in the folder mirrors a model."""
    assert {path.name for path in (ROOT / "schemas").glob("*.json")} == set(SCHEMAS)


@pytest.mark.parametrize("name", SCHEMAS)
def test_every_schema_is_one_of_2020_12(name: str) -> None:
    """Editors and validators know how to read it."""
    assert SCHEMAS[name]["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    Draft202012Validator.check_schema(SCHEMAS[name])


def properties(schema: Any) -> Iterator[tuple[str, dict[str, Any]]]:
    """Every property in a schema, however deep."""
    if isinstance(schema, dict):
        for name, one in schema.get("properties", {}).items():
            yield name, one
        for one in schema.values():
            yield from properties(one)
    elif isinstance(schema, list):
        for one in schema:
            yield from properties(one)


@pytest.mark.parametrize("name", SCHEMAS)
def test_every_property_and_part_has_a_danish_title_and_description(name: str) -> None:
    """No docstring of a developer is shown to a secretary."""
    described = [*properties(SCHEMAS[name]), *SCHEMAS[name]["$defs"].items(), (name, SCHEMAS[name])]
    missing = [key for key, one in described if not one.get("title") or not one.get("description", "").strip(".")]
    assert missing == []
    english = re.compile(r"\b(the|of|and|which|that|is|are|with)\b")
    assert [one["description"] for _, one in described if english.search(one["description"])] == []


@pytest.mark.parametrize("name", SCHEMAS)
def test_unknown_keys_are_refused_everywhere(name: str) -> None:
    """A misspelt key is underlined while it is typed."""
    objects = [SCHEMAS[name], *[one for one in SCHEMAS[name]["$defs"].values() if one["type"] == "object"]]
    assert [one["title"] for one in objects if one["additionalProperties"] is not False] == []


def as_an_editor_sees(value: Any) -> Any:
    """What was read as text, with unquoted-looking numbers as numbers, as an editor's YAML has them."""
    if isinstance(value, dict):
        return {key: as_an_editor_sees(one) for key, one in value.items()}
    if isinstance(value, list):
        return [as_an_editor_sees(one) for one in value]
    if value == "":
        return None
    return float(value) if _NUMBER.fullmatch(value) else value


@pytest.mark.parametrize(("path", "name"), FILES, ids=lambda one: one.name if isinstance(one, Path) else one)
def test_every_shipped_file_fits_its_schema(path: Path, name: str) -> None:
    """Examples and register, as we read them and as an editor sees them; those that are wrong on purpose are not asked."""
    if "20" <= path.name[:2] <= "39" and "examples" in path.parts:
        return
    reading = (formats.read_json if path.suffix == ".json" else read_yaml)(path.read_bytes())
    assert reading.faults == ()
    validator = Draft202012Validator(SCHEMAS[name])
    assert [error.message for error in validator.iter_errors(without_blanks(reading.value))] == []
    assert [error.message for error in validator.iter_errors(as_an_editor_sees(reading.value))] == []


def test_there_are_files_to_check() -> None:
    """The patterns above still find the register and the examples."""
    assert {name for _, name in FILES} == set(SCHEMAS)


@pytest.mark.parametrize(
    ("name", "wrong"),
    [
        ("dagsordensforslag", {"skema": "dagsordensforslag"}),
        ("dagsordensforslag", {"skema": "andet"}),
        ("moede", {"dato": "i morgen", "start": "15.00", "slut": "17.00", "sted": "Rådhuset"}),
        ("moede", {"dato": "2026-11-30", "start": "kl. tre", "slut": "17.00", "sted": "Rådhuset"}),
        ("organ", {"navn": "Klynge Vest", "naven": "x"}),
        ("organ", {"sekretariat": {"navn": "S", "fælles": "måske"}}),
        ("ramme", {"kommissorium": {"afsnit": []}}),
    ],
)
def test_what_we_would_refuse_is_underlined(name: str, wrong: dict[str, Any]) -> None:
    """Missing fields, unknown keys, words that are no choice."""
    assert list(Draft202012Validator(SCHEMAS[f"{name}.schema.json"]).iter_errors(wrong))


def test_a_part_of_a_body_is_enough_for_its_file() -> None:
    """The rest comes from the frame; a frame may hold the charter's settings and nothing else."""
    assert list(Draft202012Validator(SCHEMAS["organ.schema.json"]).iter_errors({"id": "nordjylland-vest", "kilde": None})) == []
    charter = {"kommissorium": {"undertitel": "Det politiske niveau"}}
    assert list(Draft202012Validator(SCHEMAS["ramme.schema.json"]).iter_errors(charter)) == []


def test_the_schema_says_which_fields_are_rich_text() -> None:
    """Summary, case presentation and finances; everything else is plain."""
    fields = SCHEMAS["dagsordensforslag.schema.json"]["properties"]
    assert [name for name, one in fields.items() if one.get("rig_tekst")] == ["resumé", "sagsfremstilling", "økonomi"]
    assert fields["indstilling"]["felt"] == 13
    assert fields["nedsætter_arbejdsgruppe"]["enum"] == ["ja", "nej", None]
