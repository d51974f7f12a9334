"""Stories about asking the register: which body is meant, who its parties are, when it meets."""

from datetime import date

import pytest

from tests.domain.factories import (
    MEETING_DAY,
    body_file,
    meeting,
    nord,
    nordjylland,
    piu,
    register,
    soenderjylland,
    ssu,
    syddanmark,
    vendsyssel,
)  # fmt: skip
from workflow.domain.bodies import BodyMunicipality, PartyKind
from workflow.errors import AmbiguousBodyError, UnknownBodyError


@pytest.mark.parametrize(
    ("asked", "meant"),
    [
        ("nordjylland-nord", "nordjylland-nord"),
        ("nord", "nordjylland-nord"),
        ("Klynge  NORD", "nordjylland-nord"),
        ("Sundhedsklynge Nord", "nordjylland-nord"),
        ("soenderjylland", "syddanmark-soenderjylland"),
        ("vendsyssel", "nordjylland-sundhedsraad-vendsyssel"),
        ("Sundhedsråd Vendsyssel", "nordjylland-sundhedsraad-vendsyssel"),
        ("nordjylland-ssu", "nordjylland-ssu"),
    ],
)
def test_a_body_is_meant_by_its_id_its_tail_or_its_name(asked: str, meant: str) -> None:
    """Staff write what is shortest, partners what they call it."""
    assert register().resolve(asked).body.id == meant


def test_a_tail_means_the_body_that_is_called_just_that() -> None:
    """A cluster and the council that follows it may end alike; the one right below the region is meant."""
    twin = vendsyssel(id="nordjylland-sundhedsraad-nord", name="Sundhedsråd Nord")
    assert register(body_file(twin)).resolve("nord").body.id == "nordjylland-nord"


def test_a_tail_of_several_bodies_is_answered_with_all() -> None:
    """Both regions have a cooperation committee."""
    with pytest.raises(AmbiguousBodyError) as reason:
        register().resolve("ssu")
    assert str(reason.value) == "”ssu” kan være flere organer: nordjylland-ssu, syddanmark-ssu. Skriv hele navnet."


def test_a_misspelt_body_is_answered_with_the_nearest() -> None:
    """The second is so far off that nothing is near."""
    with pytest.raises(UnknownBodyError) as near:
        register().resolve("vendsysel")
    with pytest.raises(UnknownBodyError) as far:
        register().resolve("qqqqq")
    assert str(near.value) == "Intet organ hedder ”vendsysel”. Mente du nordjylland-sundhedsraad-vendsyssel?"
    assert str(far.value) == "Intet organ hedder ”qqqqq”. Se organerne med 'klynge status'."


def test_a_body_has_its_region() -> None:
    """A region that is not there is a mistake of the loader's."""
    assert register().region("syddanmark").name == "Region Syddanmark"
    with pytest.raises(KeyError):
        register().region("midtjylland")


def test_bodies_are_those_of_the_day() -> None:
    """The clusters end with 2026; the council begins with 2027."""
    known = register()
    assert [entry.body.id for entry in known.valid(date(2026, 12, 31))] == [
        "nordjylland-nord", "nordjylland-piu", "nordjylland-ssu", "syddanmark-piu", "syddanmark-soenderjylland", "syddanmark-ssu",
    ]  # fmt: skip
    assert [entry.body.id for entry in known.valid(date(2027, 1, 1))] == ["nordjylland-sundhedsraad-vendsyssel"]


def test_a_body_meets_next_on_or_after_the_day() -> None:
    """Two meetings; the day of one of them counts."""
    later = meeting(date(2026, 12, 15))
    entry = body_file(nord(), meeting(), later)
    assert entry.next_meeting(MEETING_DAY) == meeting()
    assert entry.next_meeting(date(2026, 11, 25)) == later
    assert entry.next_meeting(date(2026, 12, 16)) is None
    assert entry.meeting_on(date(2026, 12, 15)) == later
    assert entry.meeting_on(date(2026, 12, 14)) is None


def test_bodies_are_named_and_unknown_ids_stand_for_themselves() -> None:
    """Successors may be missing from a workspace."""
    assert register().names(["nordjylland-nord", "x"]) == ["Klynge Nord", "x"]


def test_the_parties_of_a_cluster_come_first_then_those_who_may_also_propose() -> None:
    """Each with its kind and sector."""
    parties = register().parties(nord(), MEETING_DAY)
    assert [(party.id, party.kind, party.sector) for party in parties] == [
        ("nordjylland", PartyKind.REGION, "region"),
        ("860", PartyKind.MUNICIPALITY, "kommuner"),
        ("810", PartyKind.MUNICIPALITY, "kommuner"),
        ("813", PartyKind.MUNICIPALITY, "kommuner"),
        ("825", PartyKind.MUNICIPALITY, "kommuner"),
        ("plo-nordjylland", PartyKind.GENERAL_PRACTICE, "almen-praksis"),
        ("nordjylland-ssu", PartyKind.COMMITTEE, ""),
        ("nordjylland-piu", PartyKind.PATIENTS, ""),
        ("formandskabet", PartyKind.CHAIR, ""),
        ("sekretariatet", PartyKind.SECRETARIAT, ""),
    ]
    assert parties[1].name == "Hjørring Kommune"


def test_a_health_council_has_no_general_practice() -> None:
    """Its sectors decide, not its kind; committees that it does not name, or that are not there, are no parties."""
    parties = register().parties(vendsyssel(cooperation_committee="nordjylland-kontaktudvalg"), date(2027, 1, 19))
    assert {party.kind for party in parties} == {
        PartyKind.REGION, PartyKind.MUNICIPALITY, PartyKind.CHAIR, PartyKind.SECRETARIAT,
    }  # fmt: skip


def test_a_body_without_our_sectors_still_has_its_region_as_party() -> None:
    """A patient committee has one sector of its own; a municipality that the region lacks is no party."""
    sectors = soenderjylland().sectors[2:]
    body = piu(syddanmark(), sectors=sectors, municipalities=(BodyMunicipality(code="999", name="Ukendt"),))
    parties = register().parties(body, MEETING_DAY)
    assert [(party.id, party.sector) for party in parties[:2]] == [("syddanmark", ""), ("plo-syddanmark", "almen-praksis")]


def test_a_committee_is_a_body_like_any_other() -> None:
    """It can be asked for as one."""
    assert register().find("nordjylland-ssu") == body_file(ssu(nordjylland()))
    assert register().find("nordjylland-xyz") is None
