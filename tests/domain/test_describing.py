"""The fields of every record in Danish, and samples that fill them."""

from datetime import date, time
from typing import Any

import pytest
from pydantic import Field

from workflow.domain.describing import chapters
from workflow.domain.documents import DOCUMENTS, Kind
from workflow.domain.minutes import Minutes, MinutesRecord
from workflow.domain.records import Record
from workflow.domain.sampling import sample


def test_a_placeholder_is_written_as_the_template_must_write_it() -> None:
    """A text, a date, a rich text, a truth value, a list of texts, a list and a group, at two depths of minutes."""
    written = {field.written: field.kind for chapter in chapters(Minutes) for field in chapter.fields}
    for code, kind in {
        "{{ dokumentart }}": "tekst",
        "{{ mødedato|dato }}": "dato",
        "{%p for sag in punkter %}": "liste",
        "{{ sag.punkt.… }}": "gruppe",
        "{{p sag.konklusion|rigtekst }}": "rig tekst",
        "{%p if sag.punkt.lukket %}": "ja/nej",
        "{{ sag.punkt.gæster|liste }}": "liste af tekster",
        "{{ sag.punkt.minutter }}": "tal",
        "{{ bilag.nummer }}": "tekst",
    }.items():
        assert written[code] == kind


def test_a_record_that_stands_in_two_places_is_told_of_once_under_both() -> None:
    """The lines of the first page."""
    (lines,) = [chapter for chapter in chapters(Minutes) if "øvrige" in chapter.paths]
    assert lines.paths == ("oplysninger", "øvrige")
    assert lines.loops == ("{%p for linje in oplysninger %}", "{%p for linje in øvrige %}")


def test_what_may_be_left_out_or_is_one_of_a_few_words_is_said() -> None:
    """The record that the secretariat fills."""
    kinds = {field.name: field.kind for chapter in chapters(MinutesRecord) for field in chapter.fields}
    assert kinds["skema"] == "referat"
    assert kinds["status"] == "til stede / afbud / udeblevet"
    assert kinds["start"] == "klokkeslæt (valgfri)"
    assert kinds["konsensus"] == "ja/nej (valgfri)"


def leaves(value: Any) -> list[Any]:
    """Every plain value within a value."""
    if isinstance(value, dict):
        return [leaf for entry in value.values() for leaf in leaves(entry)]
    if isinstance(value, (tuple, list)):
        return [leaf for entry in value for leaf in leaves(entry)] or [None]
    return [value]


@pytest.mark.parametrize("kind", DOCUMENTS.values(), ids=lambda kind: kind.name)
def test_an_example_leaves_nothing_empty_and_says_that_it_is_one(kind: Kind) -> None:
    """No empty text or list at any depth; the kind, the edition and the title all say so."""
    spoken = kind.example().spoken()
    assert [leaf for leaf in leaves(spoken) if leaf in {None, ""}] == []
    for said in (spoken["dokumentart"], spoken["brevhoved"]["udgave"], spoken["dokumenttitel"]):
        assert said.startswith("Eksempel")


def test_an_example_shows_every_branch_of_an_item() -> None:
    """One item as most are, one closed, one withdrawn, one late, one standing."""
    items = DOCUMENTS["dagsorden"].example().spoken()["punkter"]
    turned = [[name for name in ("lukket", "udgået", "for_sent", "fast") if item[name]] for item in items]
    assert turned == [[], ["lukket"], ["udgået"], ["for_sent"], ["fast"]]
    assert [item["nummer"] for item in items] == ["1", "2", "3", "4", "5"]


class Slot(Record):
    """A field of the kinds that no document has yet."""

    starts: time | None = Field(alias="start", title="Start", default=None)
    held: date | None = Field(alias="holdt", title="Holdt", default=None)


def test_what_may_be_left_out_is_filled_too() -> None:
    """An optional clock time and an optional day."""
    filled = sample(Slot)
    assert filled.starts is not None
    assert filled.held is not None
