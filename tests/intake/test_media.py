"""One proposal in three dresses: the Word form, YAML and JSON."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.intake.samples import PROPOSAL, filled, read
from tests.support.ooxml import validator_errors
from workflow.domain.proposals import Proposal
from workflow.intake.admission import admit


def _yaml(value: Any, indent: str = "") -> str:
    """Answers as a person writes them in YAML: bare texts, blocks for several lines, dashes for lists."""
    lines = []
    for key, entry in value.items():
        if isinstance(entry, list):
            lines.append(f"{indent}{key}:")
            lines += [f"{indent}  - " + _entry(one, f"{indent}    ") for one in entry]
        elif "\n" in entry:
            block = "\n".join(f"{indent}  {line}" if line else "" for line in entry.split("\n"))
            lines.append(f"{indent}{key}: |\n{block}")
        else:
            lines.append(f"{indent}{key}: {entry}")
    return "\n".join(lines)


def _entry(entry: Any, indent: str) -> str:
    """One entry of a list in YAML."""
    return _yaml(entry, indent).lstrip() if isinstance(entry, dict) else entry


def _proposals(folder: Path) -> list[Proposal | None]:
    """The proposal as it comes out of Word, YAML and JSON; nothing at all is found in any of them."""
    yaml = folder / "forslag.yaml"
    yaml.write_text("skema: dagsordensforslag\n" + _yaml(PROPOSAL) + "\nslut: ja\n", "utf-8")
    typed = folder / "forslag.json"
    typed.write_text(json.dumps({"skema": "dagsordensforslag", **PROPOSAL}, ensure_ascii=False), "utf-8")
    admissions = [admit(read(path)) for path in (filled(folder), yaml, typed)]
    assert [admission.findings for admission in admissions] == [(), (), ()]
    return [admission.proposal for admission in admissions]


def test_the_form_yaml_and_json_make_the_same_proposal(tmp_path: Path) -> None:
    """Three files, one content; also what Markdown would take for something else arrives as it was written."""
    word, yaml, typed = _proposals(tmp_path)
    assert word is not None
    assert word == yaml == typed
    assert word.title == "Fælles akutteam fra 5. maj & frem"
    assert word.case_presentation == PROPOSAL["sagsfremstilling"]
    assert [(one.text, one.kroner) for one in word.amounts] == [("Fælles uddannelse", 350_000), ("Biler", 50_000)]
    assert [(one.title, one.openness.value) for one in word.attachments] == [
        ("Kriterier.pdf", "åbent"),
        ("Økonomi.xlsx", "lukket"),
    ]


def test_the_filled_form_is_one_that_word_opens(tmp_path: Path) -> None:
    """forslag.docx, filled by our own stand-in for Word, is valid."""
    assert validator_errors(filled(tmp_path)) == []


def test_the_same_answers_fill_the_same_bytes(tmp_path: Path) -> None:
    """The examples can be made again without a change."""
    assert filled(tmp_path).read_bytes() == filled(tmp_path).read_bytes()


@pytest.mark.parametrize("field", [name for name in PROPOSAL if name not in {"sagstype", "offentlighed", "organer"}])
def test_each_field_can_be_left_empty_on_the_form(tmp_path: Path, field: str) -> None:
    """forslag.docx without one answer: it is missing, or the proposal is the same without it."""
    admission = admit(read(filled(tmp_path, **{field: ""})))
    proposal = Proposal.model_fields
    required = {one.alias: one.title for one in proposal.values() if one.is_required()}
    if field in required:
        assert [finding.problem for finding in admission.findings] == ["Feltet er ikke udfyldt."]
        assert str(required[field]) in admission.findings[0].label
    else:
        assert admission.findings == ()
