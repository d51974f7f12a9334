"""Stories about register files that do not fit together, whatever day it is."""

from datetime import date
from typing import Any

import pytest

from tests.domain.factories import body_file, mayor, nord, nord_members, nordjylland, register
from workflow.domain.bodies import BodyMunicipality, CoChairs, Member, Municipality, Seat, Sector
from workflow.domain.findings import Finding, error
from workflow.domain.rules.consistency import judge_consistency, judge_region

NORD_FILE = "register/nordjylland/nordjylland-nord/organ.yaml"


def judged(**changes: Any) -> tuple[Finding, ...]:
    """What does not fit when Klynge Nord's file says something else."""
    return judge_consistency(register(body_file(nord(**changes))))


def test_the_register_fits_together() -> None:
    """Both regions as they should be."""
    assert judge_consistency(register()) == ()


@pytest.mark.parametrize(
    ("changes", "field", "wrong"),
    [
        ({"successor": ("nordjylland-sundhedsraad-vendsysel",)}, "afløses_af[1]", "nordjylland-sundhedsraad-vendsysel"),
        ({"cooperation_committee": "nordjylland-su"}, "samarbejdsudvalg", "nordjylland-su"),
        ({"patient_committee": "nordjylland-pi"}, "patientudvalg", "nordjylland-pi"),
        ({"co_chairs": CoChairs(also_in="nordjylland-uu")}, "formandskab.også_medlem_af", "nordjylland-uu"),
    ],
)
def test_another_body_that_nobody_is_called_is_an_error_with_the_nearest(changes: dict[str, Any], field: str, wrong: str) -> None:
    """The id is misspelt by a letter."""
    (found,) = judged(**changes)
    assert (found.field, found.problem, found.file) == (field, f"Intet organ har id’et ”{wrong}”.", NORD_FILE)
    assert found.hint.startswith("Mente du ”nordjylland-")


def test_a_predecessor_that_is_like_nothing_is_told_what_to_do() -> None:
    """No id is near."""
    (found,) = judged(predecessor=("qqq",))
    assert found == error("afløser[1]", "Intet organ har id’et ”qqq”.", "Ret id’et, eller opret organet i registeret.").located(
        NORD_FILE
    )


def test_a_body_whose_file_is_broken_may_still_be_named() -> None:
    """It exists, though it could not be read; its own findings say why."""
    one = register(body_file(nord(predecessor=("qqq",))))
    assert judge_consistency(one, frozenset({"qqq"})) == ()


def test_a_body_that_follows_itself_is_an_error() -> None:
    """Copied from the wrong line."""
    assert [one.problem for one in judged(successor=("nordjylland-nord",))] == ["Organet peger på sig selv."]


@pytest.mark.parametrize(
    ("code", "name", "field", "problem", "hint"),
    [
        (
            "860", "Læsø", "kommuner[1].navn",
            "Kommunekoden 860 er Hjørring, men her står ”Læsø”.",
            "Ret navnet til Hjørring – eller koden til 825, hvis Læsø er ment.",
        ),
        (
            "860", "Aalborg", "kommuner[1].navn",
            "Kommunekoden 860 er Hjørring, men her står ”Aalborg”.",
            "Ret navnet til Hjørring.",
        ),
        (
            "869", "Hjørring", "kommuner[1].kode",
            "Region Nordjylland har ingen kommune med koden 869.",
            "Hjørring har koden 860.",
        ),
        (
            "869", "Hjøring", "kommuner[1].kode",
            "Region Nordjylland har ingen kommune, der hedder ”Hjøring” eller har koden 869.",
            "Mente du ”Hjørring”?",
        ),
        (
            "580", "Qqq", "kommuner[1].kode",
            "Region Nordjylland har ingen kommune, der hedder ”Qqq” eller har koden 580.",
            "Ret koden, eller tilføj kommunen i region.yaml.",
        ),
    ],
)  # fmt: skip
def test_a_municipality_is_known_by_code_and_name(code: str, name: str, field: str, problem: str, hint: str) -> None:
    """Rule 31: the parties are named; a misspelt one is answered with a suggestion."""
    members = tuple(one for one in nord_members() if not one.municipality)
    wrong = BodyMunicipality(code=code, name=name)
    assert judged(municipalities=(wrong,), members=members) == (error(field, problem, hint, 31).located(NORD_FILE),)


def test_a_spelling_variant_is_the_municipality() -> None:
    """Vesthimmerland without its s, or with "Kommune"."""
    members = tuple(one for one in nord_members() if not one.municipality)
    for name in ("Vesthimmerland", "vesthimmerlands  kommune"):
        assert judged(municipalities=(BodyMunicipality(code="820", name=name),), members=members) == ()


def test_what_should_stand_once_stands_twice() -> None:
    """A municipality, a sector, a seat: copied and not changed."""
    body = nord()
    found = judged(
        municipalities=(*body.municipalities, body.municipalities[0]),
        sectors=(*body.sectors, body.sectors[0]),
        seats=(*body.seats, body.seats[0]),
        tasks=(*body.tasks, body.tasks[0]),
        standing_items=(*body.standing_items, body.standing_items[0]),
    )
    assert [(one.field, one.problem) for one in found] == [
        ("kommuner", "Kommunekoden 860 står to gange."),
        ("sektorer", "Id’et ”region” står to gange."),
        ("pladser", "Id’et ”regionsrådsmedlemmer” står to gange."),
        ("opgaver", "Id’et ”prioriterede-midler” står to gange."),
        ("faste_punkter", "Id’et ”godkendelse-af-dagsorden” står to gange."),
    ]


def test_a_seat_belongs_to_a_sector_of_the_body() -> None:
    """A misspelt sector, one that is like nothing, and a member's seat without any."""
    seats = (
        Seat(id="a", sector="kommunen", singular="a", plural="a"),
        Seat(id="b", sector="xyz", singular="b", plural="b"),
        Seat(id="c", singular="c", plural="c"),
    )
    found = judged(seats=seats, members=(), co_chairs=None)
    assert [(one.field, one.problem, one.hint) for one in found] == [
        ("pladser[1].sektor", "Sektoren ”kommunen” findes ikke.", "Mente du ”kommuner”?"),
        ("pladser[2].sektor", "Sektoren ”xyz” findes ikke.", "Sektorerne er region, kommuner og almen-praksis."),
        (
            "pladser[3].sektor",
            "Pladsen ”c” tæller med, men hører ikke til en sektor.",
            "Skriv sektor: region, kommuner eller almen-praksis.",
        ),
    ]


def test_a_member_sits_on_a_seat_and_comes_from_a_municipality_of_the_body() -> None:
    """Rule 6: a mayor from outside is an error."""
    strangers = (
        Member(seat="borgmester", title="Borgmester, Hjørring Kommune", municipality="860"),
        Member(seat="xyz", title="Gæst"),
        mayor("773", "Morsø"),
    )
    found = judged(members=strangers)
    assert [(one.field, one.problem, one.rule) for one in found] == [
        ("medlemmer[1].plads", "Pladsen ”borgmester” findes ikke.", None),
        ("medlemmer[2].plads", "Pladsen ”xyz” findes ikke.", None),
        ("medlemmer[3].kommune", "”Borgmester, Morsø Kommune” kommer fra kommune 773, som ikke hører til Klynge Nord.", 6),
    ]
    assert [one.hint for one in found] == [
        "Mente du ”borgmestre”?",
        "Pladserne er regionsrådsmedlemmer, borgmestre, læger, udvalgsformænd og administration.",
        "Kommunerne er Hjørring (860), Brønderslev (810), Frederikshavn (813) og Læsø (825).",
    ]


def test_a_body_without_municipalities_has_none_to_name() -> None:
    """A patient committee with a mayor."""
    (found,) = judged(municipalities=(), members=(mayor("773", "Morsø"),))
    assert found.hint == ""


def test_two_seats_for_one_mayor_is_an_error() -> None:
    """Rule 6: the same title twice, and two titles for one municipality."""
    again = (*nord_members(), mayor("860", "Hjørring"))
    assert judged(members=again) == (
        error(
            "medlemmer[13].titel",
            "”Borgmester, Hjørring Kommune” har to pladser.",
            "Slet den ene, eller skil dem ad med et tal i titlen.",
            6,
        ).located(NORD_FILE),
    )
    two = (*nord_members(), mayor("860", "Hjørring", title="Rådmand, Hjørring Kommune"))
    assert judged(members=two) == (
        error(
            "medlemmer[13].kommune",
            "Kommune 860 har to på pladsen ”borgmestre”: Borgmester, Hjørring Kommune og Rådmand, Hjørring Kommune.",
            "Slet den ene, eller ret kommunekoden.",
            6,
        ).located(NORD_FILE),
    )


def test_one_mayor_after_the_other_is_no_mistake() -> None:
    """Whoever ends before the other begins has the seat alone, in whatever order they stand."""
    old = mayor("860", "Hjørring", valid_to=date(2026, 6, 30))
    new = mayor("860", "Hjørring", valid_from=date(2026, 7, 1))
    rest = tuple(one for one in nord_members() if one.title != "Borgmester, Hjørring Kommune")
    assert judged(members=(*rest, old, new)) == ()
    assert judged(members=(*rest, new, old)) == ()


def test_what_ends_before_it_begins_is_an_error() -> None:
    """The years were swapped."""
    wrong = mayor("860", "Hjørring", valid_from=date(2027, 1, 1), valid_to=date(2026, 1, 1))
    (found,) = judged(members=(wrong,))
    assert found.field == "medlemmer[1].gyldig_til"
    assert found.problem == "Perioden slutter den 1.\N{NO-BREAK SPACE}januar\N{NO-BREAK SPACE}2026, før den begynder."


def test_a_region_names_its_municipalities_once() -> None:
    """Two with one code, two with one name; the register of Region Nordjylland itself is sound."""
    assert judge_region(nordjylland()) == ()
    doubled = (*nordjylland().municipalities, Municipality(code="860", name="Hjørring Syd", variants=("Morsø",)))
    assert [one.problem for one in judge_region(nordjylland(municipalities=doubled))] == [
        "Kommunekoden 860 står to gange.",
        "To kommuner kan hedde ”morsø”.",
    ]


def test_a_sector_of_ones_own_is_no_mistake() -> None:
    """Another kind of body has other sectors; nothing in the rules knows their names."""
    sectors = (Sector(id="patienter", name="Patienter"),)
    seats = (Seat(id="medlemmer", sector="patienter", singular="medlem", plural="medlemmer"),)
    assert judged(sectors=sectors, seats=seats, members=(), co_chairs=None) == ()
