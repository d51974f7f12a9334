"""Stories about names that no body goes by: what the sender is told to write instead."""

import pytest

from tests.domain.factories import body_file, nord, nordjylland, register, soenderjylland, syddanmark
from workflow.domain.rules.bodies import right_name

EACH = "Skriv hvert organs navn, som det står på skemaet, med semikolon imellem."
FORM = "Skriv organets navn, som det står på skemaet."
REGISTER = register(
    body_file(nord()),
    body_file(nord(id="nordjylland-vest", name="Klynge Vest", variants=())),
    body_file(nord(id="nordjylland-sundhedsraad-nord", name="Sundhedsråd Nord", kind="sundhedsråd", variants=())),
    body_file(nord(id="nordjylland-sundhedsraad-limfjorden", name="Sundhedsråd Limfjorden", kind="sundhedsråd", variants=())),
    body_file(soenderjylland()),
    regions=(nordjylland(), syddanmark()),
)


@pytest.mark.parametrize(
    ("asked", "names"),
    [
        ("Klynge Nord og Klynge Vest", "Klynge Nord; Klynge Vest"),
        ("Klynge Vest, Nord", "Klynge Vest; Klynge Nord"),
        ("Vest/Nord", "Klynge Vest; Klynge Nord"),
        ("Klyngerne Vest & Nord", "Klynge Vest; Klynge Nord"),
        ("Klynge Vest samt Sundhedsklynge Sønderjylland", "Klynge Vest; Sundhedsklynge Sønderjylland"),
        ("Sundhedsrådene Limfjorden og Nord", "Sundhedsråd Limfjorden; Sundhedsråd Nord"),
        ("Klynge Vest og Vest", "Klynge Vest"),
    ],
)
def test_several_names_in_one_are_told_apart_with_a_semicolon(asked: str, names: str) -> None:
    """With their full names, ready to be copied; a single one would drop the others."""
    assert right_name(asked, "", REGISTER) == f"Skriv semikolon imellem: {names}."


@pytest.mark.parametrize("asked", ["Klynge Vets og Klynge Nord", "Klynge Nord, Midt og Syd"])
def test_where_one_of_several_is_unknown_none_is_suggested(asked: str) -> None:
    """Whoever followed it would lose the others."""
    assert right_name(asked, "", REGISTER) == EACH


@pytest.mark.parametrize(
    ("asked", "proposer", "remedy"),
    [
        ("Alle klynger i Nordjylland", "", "Skriv semikolon imellem: Klynge Nord; Klynge Vest."),
        ("alle sundhedsklyngerne i Region Syddanmark", "", "Skriv semikolon imellem: Sundhedsklynge Sønderjylland."),
        (
            "Samtlige sundhedsråd i Nordjylland",
            "",
            "Skriv semikolon imellem: Sundhedsråd Limfjorden; Sundhedsråd Nord; Sundhedsråd Vendsyssel.",
        ),
        ("Alle klynger", "Region Nordjylland", "Skriv semikolon imellem: Klynge Nord; Klynge Vest."),
        ("Alle klynger", "Tønder Kommune", "Skriv semikolon imellem: Sundhedsklynge Sønderjylland."),
        ("Alle klynger", "Formandskabet", EACH),
        ("Alle klynger i Midtjylland", "Region Nordjylland", EACH),
    ],
)
def test_all_the_clusters_of_a_region_are_listed(asked: str, proposer: str, remedy: str) -> None:
    """Of the region that is named; where none is, of the proposer's."""
    assert right_name(asked, proposer, REGISTER) == remedy


@pytest.mark.parametrize(
    ("asked", "remedy"),
    [
        ("Klynge Nrod", "Mente du ”Klynge Nord”?"),
        ("Klynge Sønderjyland", "Mente du ”Sundhedsklynge Sønderjylland”?"),
        ("Klynge Sønderjyland i Nordjylland", FORM),
        ("Klynge Nrod i Nordjylland", "Mente du ”Klynge Nord”?"),
        ("Klynge Nrod i Region Midtjylland", FORM),
        ("Klynge Nord Region Midt", FORM),
        ("xyzzy", FORM),
    ],
)
def test_a_slip_of_the_pen_is_answered_with_a_body_of_the_region_that_is_named(asked: str, remedy: str) -> None:
    """Never with one of another region."""
    assert right_name(asked, "", REGISTER) == remedy
