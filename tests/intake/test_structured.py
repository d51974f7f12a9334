"""Proposals and records typed in YAML and JSON, with the slips that people make in them."""

import json
import re
from pathlib import Path

import pytest

from workflow.domain.findings import Severity, errors
from workflow.intake.answers import Answers
from workflow.intake.structured import read_structured

EXAMPLES = Path(__file__).parents[2] / "examples"
HEAD = "skema: dagsordensforslag\n"


def yaml(text: str) -> Answers:
    """What is read of a YAML file."""
    return read_structured(text.encode(), is_json=False)


def problems(answers: Answers) -> list[str]:
    """What was found, each with a remedy."""
    assert all(finding.hint for finding in answers.findings)
    return [finding.problem for finding in answers.findings]


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("12:30", "12:30"), ("0101", "0101"), ("no", "no"), ("ja", "ja"), ("1.10", "1.10"), ("1_000", "1_000"), ("=", "="),
        ("2026-11-30", "2026-11-30"), ("0101011234", "0101011234"), ('"5"', "5"), ("a\u0007b", "ab"),
    ],
)  # fmt: skip
def test_every_scalar_is_read_as_the_text_that_stands_there(written: str, read: str) -> None:
    """Times, numbers and dates that YAML would take for something else."""
    if "\u0007" in written:
        assert read_structured(json.dumps({"skema": "referat", "titel": written}).encode(), is_json=True).values["titel"] == read
    else:
        assert yaml(f"{HEAD}titel: {written}\nslut: ja\n").values["titel"] == read


def test_blanks_are_fields_that_were_left_out() -> None:
    """Keys with nothing after them, empty entries in lists, and the lines of what is left."""
    blank = "mødedato:\nresumé: ~\nbeløb: []\nbilag:\n  - titel:\n    x: ' '\n"
    answers = yaml(f"{HEAD}{blank}indstilling:\n  - at a\n  -\n  - at c\nslut: ja\n")
    assert answers.values == {"skema": "dagsordensforslag", "indstilling": ["at a", "at c"]}
    assert answers.lines["indstilling[2]"] == 11
    assert answers.findings == ()


def test_a_file_without_fields_says_so_whatever_its_letters() -> None:
    """Nothing but a remark, in an old alphabet."""
    found = read_structured("# Årsmøde\n".encode("cp1252"), is_json=False).findings
    assert [one.problem for one in found] == [
        "Filens tegnsæt er ikke UTF-8; det er læst som Windows-1252.",
        "Filen rummer ingen felter.",
    ]


def test_the_end_mark_does_its_duty_and_is_gone() -> None:
    """``slut: ja`` in the last line, ``slut: nej``, and none at all."""
    assert yaml(f"{HEAD}titel: A\nslut: Ja\n").values == {"skema": "dagsordensforslag", "titel": "A"}
    assert yaml(f"{HEAD}titel: A\nslut: måske\n").values["slut"] == "måske"
    (missing,) = yaml(f"{HEAD}titel: A\n").findings
    assert (missing.severity, missing.field) == (Severity.ERROR, "slut")
    assert missing.problem == "Filen slutter ikke med slut: ja, så vi kan ikke se, om den er hel."
    assert read_structured(b'{"skema": "dagsordensforslag", "titel": "A"}', is_json=True).findings == ()


@pytest.mark.parametrize("after", ["resumé: Kort\n", "resumé:\n"])
def test_an_end_mark_with_something_after_it_marks_no_end(after: str) -> None:
    """A field that was added below, and one whose text was cut off."""
    (found,) = yaml(f"{HEAD}titel: A\nslut: ja\n{after}").findings
    assert (found.severity, found.field, found.line) == (Severity.ERROR, "slut", 3)
    assert found.problem == "Der står noget efter linjen slut: ja, så vi kan ikke se, om filen er hel."
    assert yaml(f"{HEAD}titel: A\nslut: ja\n\n# Tak\n").findings == ()


@pytest.mark.parametrize("file", sorted(EXAMPLES.rglob("*.yaml")), ids=lambda file: file.name)
def test_an_example_cut_anywhere_is_never_without_a_fault(file: Path) -> None:
    """A proposal cut at each of its bytes, a record at each of its lines; ``slut: j`` is left for its shape to refuse."""
    whole = file.read_bytes().rstrip()
    assert "slut" not in {finding.field for finding in read_structured(whole, is_json=False).findings}
    ends = range(len(whole)) if file.parent.name == "forslag" else [spot.end() for spot in re.finditer(b"\n", whole)]
    for end in ends:
        answers = read_structured(whole[:end], is_json=False)
        assert errors(answers.findings) or answers.values["slut"] == "j", end


@pytest.mark.parametrize("name", ["dagsordensforslag", "Dagsordensforslag", " referat "])
def test_the_schema_is_what_the_file_says(name: str) -> None:
    """Also with a capital."""
    assert yaml(f"skema: '{name}'\nslut: ja\n").schema_name == name.strip().casefold()


def test_a_schema_that_was_left_out_is_guessed_from_the_fields() -> None:
    """A proposal and a record without their first line; a file that could be anything."""
    proposal = yaml("titel: A\nindstilling: at b\nslut: ja\n")
    assert proposal.schema_name == proposal.values["skema"] == "dagsordensforslag"
    assert problems(proposal) == ["Filen siger ikke, hvilket skema den følger. Den er læst som dagsordensforslag."]
    assert yaml("fremmøde: []\npunkter:\n  - nr: 1\nslut: ja\n").schema_name == "referat"
    neither = yaml("farve: blå\nslut: ja\n")
    assert neither.schema_name == ""
    assert problems(neither) == ["Filen siger ikke, hvilket skema den følger."]
    assert neither.findings[0].hint == "Skriv skema: dagsordensforslag eller skema: referat øverst i filen."


def test_a_misspelt_schema_is_answered_with_the_nearest_and_read_all_the_same() -> None:
    """``dagsordenforslag``: the other findings come at once."""
    answers = yaml("# Mit forslag\nskema: dagsordenforslag\ntitel: A\nslut: ja\n")
    assert answers.schema_name == "dagsordensforslag"
    (finding,) = answers.findings
    assert (finding.line, finding.problem) == (2, "Skemaet ”dagsordenforslag” kendes ikke.")
    assert finding.hint.startswith("Mente du ”dagsordensforslag”?")
    assert yaml("skema: [a]\nx: y\nslut: ja\n").schema_name == ""


@pytest.mark.parametrize(
    ("amounts", "expected"),
    [
        ("beløb:\n  Løn: 1.000\n  Bil: 200\n", [{"post": "Løn", "beløb": "1.000"}, {"post": "Bil", "beløb": "200"}]),
        (
            "beløb:\n  - Løn: 1.000\n  - post: Bil\n    beløb: 200\n",
            [{"post": "Løn", "beløb": "1.000"}, {"post": "Bil", "beløb": "200"}],
        ),
        ("beløb:\n  - Løn 1.000\n", ["Løn 1.000"]),
        ("beløb:\n  post: Løn\n", {"post": "Løn"}),
        ("beløb: Løn 1.000\n", "Løn 1.000"),
    ],
)
def test_amounts_may_be_written_as_people_write_them(amounts: str, expected: object) -> None:
    """Post and amount as key and value, in a list or not; everything else is the schema's business."""
    assert yaml(f"{HEAD}{amounts}slut: ja\n").values["beløb"] == expected


def test_several_bodies_may_stand_in_one_text() -> None:
    """With semicolons, or as the list that the schema asks for."""
    assert yaml(f"{HEAD}organer: vest; midt\nslut: ja\n").values["organer"] == ["vest", "midt"]
    assert yaml(f"{HEAD}organer: [vest, midt]\nslut: ja\n").values["organer"] == ["vest", "midt"]


def test_the_key_that_editors_need_is_not_ours() -> None:
    """A JSON file that names its schema for the editor."""
    answers = read_structured(b'{"$schema": "x.json", "skema": "referat", "organ": "vest"}', is_json=True)
    assert answers.values == {"skema": "referat", "organ": "vest"}


@pytest.mark.parametrize(
    ("raw", "line", "problem"),
    [
        ("# kun en bemærkning\n", None, "Filen rummer ingen felter."),
        ("- a\n- b\n", None, "Filen skal bestå af felter med navn og værdi."),
        ('{"a": 1', 1, "Herfra er filen ikke gyldig JSON."),
        ("a: b\n\tc: d\n", 2, "Linjen er rykket ind med tabulator."),
        ("titel: Status: ny\n", 1, "Der står to koloner på linjen, så det er uklart, hvad der er feltets navn."),
    ],
)
def test_a_file_that_cannot_be_read_says_where(raw: str, line: int | None, problem: str) -> None:
    """Only a comment, a list, half a file, a tab, two colons."""
    answers = read_structured(raw.encode(), is_json=raw.startswith("{"))
    assert [(one.line, one.problem) for one in answers.findings] == [(line, problem)]
    assert answers.values == {}


def test_faults_do_not_hide_what_could_be_read() -> None:
    """A key twice and an alias: both found, and the answers are there for the judgement of the rest."""
    answers = yaml(f"{HEAD}titel: A\ntitel: B\nresumé: &x kort\nslut: ja\n")
    assert answers.values["titel"] == "A"
    assert [(finding.line, finding.severity.value) for finding in answers.findings] == [(3, "fejl"), (4, "fejl")]


def test_another_character_set_is_a_warning() -> None:
    """YAML from an old editor in Windows-1252."""
    answers = read_structured(f"{HEAD}titel: Årsmøde\nslut: ja\n".encode("cp1252"), is_json=False)
    assert answers.values["titel"] == "Årsmøde"
    assert [finding.severity.value for finding in answers.findings] == ["advarsel"]
    assert problems(answers) == ["Filens tegnsæt er ikke UTF-8; det er læst som Windows-1252."]


@pytest.mark.parametrize(
    "text",
    [
        "a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n",
        "a: !!python/object:os.system x\n",
        "[" * 5000,
        "{" * 5000,
        "a: b\n---\nc: d\n",
        "\u00a0\u00a0titel: x\n",
        "? [a]\n: b\n",
        "<<: {a: b}\n",
    ],
)
def test_hostile_yaml_is_answered_and_never_raises(text: str) -> None:
    """Alias bombs, tags, depth, several documents."""
    assert yaml(text).findings


@pytest.mark.parametrize(
    "raw", [b'{"a": 1, "a": 2}', b"[" * 100_000, b'{"a": "\\ud800"}', b'{"a": NaN}', b"9" * 5000, b"null", b'"x"']
)
def test_hostile_json_is_answered_and_never_raises(raw: bytes) -> None:
    """Keys twice, depth, lone surrogates, numbers without end."""
    assert read_structured(raw, is_json=True).findings
