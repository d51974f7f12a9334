"""Stories about the masthead: who sends a document, and which parties stand behind it."""

from datetime import date

import pytest

from tests.domain.factories import MEETING_DAY, body_file, nord, register, soenderjylland, vendsyssel
from workflow.domain.bodies import BodyMunicipality
from workflow.domain.letterheads import letterhead, municipalities_line, name_and_level
from workflow.domain.printed import Letterhead


def test_a_cluster_writes_in_its_own_name_above_the_names_of_its_parties() -> None:
    """The agenda of Klynge Nord, with a closed item."""
    head = letterhead(
        body_file(nord()),
        register(),
        MEETING_DAY,
        "Dagsorden, 24. november 2026",
        "Intern udgave med lukkede punkter",
        warns=True,
    )
    assert head == Letterhead(
        sender="Klynge Nord",
        level="Sundhedsklynge, politisk niveau",
        parties=("Region Nordjylland og PLO-Nordjylland", "Kommunerne Brønderslev, Frederikshavn, Hjørring og Læsø"),
        running="Klynge Nord, politisk niveau",
        running_right="Dagsorden, 24. november 2026",
        edition="Intern udgave med lukkede punkter",
        edition_warns=True,
    )


def test_municipalities_stand_in_danish_order_and_aabenraa_last() -> None:
    """Aa is å."""
    line = municipalities_line(soenderjylland(), MEETING_DAY)
    assert line == "Kommunerne Haderslev, Sønderborg, Tønder og Aabenraa"


def test_a_council_without_general_practice_names_the_region_alone() -> None:
    """Sundhedsråd Vendsyssel from 2027; its level says no more than its name."""
    head = letterhead(body_file(vendsyssel()), register(), date(2027, 1, 19), "Kommissorium", "Gælder fra den 1. januar 2027")
    assert head.parties == ("Region Nordjylland", "Kommunerne Brønderslev, Frederikshavn, Hjørring og Læsø")
    assert head.running == "Sundhedsråd Vendsyssel"


def test_the_level_follows_the_name_with_a_small_letter() -> None:
    """Sundhedsklynge Sønderjylland calls its level only "Politisk niveau"."""
    body = soenderjylland(level="Politisk niveau")
    assert name_and_level(body) == "Sundhedsklynge Sønderjylland, politisk niveau"


@pytest.mark.parametrize(
    ("names", "line"),
    [
        ((), ""),
        (("Læsø",), "Læsø Kommune"),
        (("Bornholms Regionskommune",), "Bornholms Regionskommune"),
        (tuple(f"By {number}" for number in range(14)), "14 kommuner"),
    ],
)
def test_none_one_and_very_many_municipalities(names: tuple[str, ...], line: str) -> None:
    """A committee of a whole region would fill the masthead."""
    body = nord(municipalities=tuple(BodyMunicipality(code="860", name=name) for name in names))
    assert municipalities_line(body, MEETING_DAY) == line
