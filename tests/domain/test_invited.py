"""Stories about who is invited: members by sector, in words a reader takes in at once, then everybody else."""

from datetime import date

from tests.domain.factories import MEETING_DAY, mayor, meeting, nord, nord_members, nord_seats, nordjylland
from workflow.danish import NBSP
from workflow.domain.bodies import Body, BodyMunicipality, Member, Seat, SeatRole
from workflow.domain.invited import invited_lines
from workflow.domain.meetings import Guest, Meeting
from workflow.domain.printed import Labelled

REGIONAL, MAYORS, DOCTORS, OBSERVERS, ADMINISTRATION = (seat.id for seat in nord_seats())


def invited(body: Body, on: Meeting | None = None) -> dict[str, str]:
    """What the invitation says of each group."""
    return {line.label: line.value for line in invited_lines(body, nordjylland(), on or meeting(), {})}


def members(*these: Member) -> Body:
    """Klynge Nord with these members only."""
    return nord(members=these)


def test_mayors_are_named_by_their_places_in_danish_order() -> None:
    """Vesthimmerlands Kommune governs Vesthimmerland."""
    places = (BodyMunicipality(code="820", name="Vesthimmerlands"), BodyMunicipality(code="773", name="Morsø"))
    body = nord(municipalities=places, members=(mayor("820", "Vesthimmerlands"), mayor("773", "Morsø")))
    assert invited(body)["Kommuner"] == "Borgmestrene i Morsø og Vesthimmerland"


def test_a_mayor_and_an_alderman_are_named_apart() -> None:
    """One of each."""
    body = members(mayor("860", "Hjørring"), Member(seat=MAYORS, title="Rådmand, Læsø Kommune", municipality="825"))
    assert invited(body)["Kommuner"] == "Borgmester i Hjørring og rådmand i Læsø"


def test_those_from_one_organisation_are_counted_and_it_is_named_once() -> None:
    """The register writes "Regionsrådsmedlem 1, Region Nordjylland"."""
    body = members(
        Member(seat=REGIONAL, title="Regionsrådsformand, Region Nordjylland"),
        Member(seat=REGIONAL, title="Regionsrådsmedlem 1, Region Nordjylland"),
        Member(seat=REGIONAL, title="Regionsrådsmedlem 2, Region Nordjylland"),
        Member(seat=DOCTORS, title="Praktiserende læge 1, PLO-Nordjylland"),
        Member(seat=DOCTORS, title="Praktiserende læge 2, PLO-Nordjylland"),
    )
    found = invited(body)
    assert found["Region"] == "Regionsrådsformand og to regionsrådsmedlemmer fra Region Nordjylland"
    assert found["Almen praksis"] == "To praktiserende læger fra PLO-Nordjylland"


def test_those_from_several_organisations_are_listed_with_them() -> None:
    """Observers and administration, with and without a municipality; a plural of several words stays indefinite."""
    seats = tuple(
        seat.model_copy(update={"singular": "formand for sundhedsudvalget", "plural": "formænd for sundhedsudvalget"})
        if seat.id == OBSERVERS
        else seat
        for seat in nord_seats()
    )
    people = (
        Member(seat=OBSERVERS, title="Formand for det regionale sundhedsudvalg, Region Nordjylland"),
        Member(seat=OBSERVERS, title="Formand for sundhedsudvalget, Læsø Kommune", municipality="825"),
        Member(seat=OBSERVERS, title="Formand for sundhedsudvalget, Hjørring Kommune", municipality="860"),
        Member(seat=ADMINISTRATION, title="Administrativ repræsentant, Region Nordjylland"),
        Member(seat=ADMINISTRATION, title="Administrativ repræsentant, Læsø Kommune", municipality="825"),
    )
    found = invited(nord(seats=seats, members=people))
    assert found["Observatører"] == (
        "Formand for det regionale sundhedsudvalg fra Region Nordjylland og formænd for sundhedsudvalget i Hjørring og Læsø"
    )
    assert found["Administration"] == "Administrative repræsentanter fra Region Nordjylland og Læsø Kommune"
    third = Member(seat=ADMINISTRATION, title="Administrativ repræsentant, Hjørring Kommune", municipality="860")
    assert invited(nord(seats=seats, members=(*people, third)))["Administration"] == "Administrative repræsentanter"


def test_the_plural_of_a_title_is_found_in_the_language_or_in_the_seat() -> None:
    """The seat's own plural stands for everybody who sits on it, whatever their titles are."""
    people = (
        Member(seat=OBSERVERS, title="Formand for sundhedsudvalget, Læsø Kommune", municipality="825"),
        Member(seat=OBSERVERS, title="Formand for sundhedsudvalget, Hjørring Kommune", municipality="860"),
        Member(seat=DOCTORS, title="Speciallæge i almen medicin 1, PLO-Nordjylland"),
        Member(seat=DOCTORS, title="Speciallæge i almen medicin 2, PLO-Nordjylland"),
        Member(seat=ADMINISTRATION, title="Tovholder 1, Region Nordjylland"),
        Member(seat=ADMINISTRATION, title="Tovholder 2, Region Nordjylland"),
    )
    found = invited(members(*people))
    assert found["Observatører"] == "Formænd for sundhedsudvalget i Hjørring og Læsø"
    assert found["Almen praksis"] == "To speciallæger i almen medicin fra PLO-Nordjylland"
    assert found["Administration"] == "To administrative repræsentanter fra Region Nordjylland"


def test_titles_whose_plural_nobody_knows_are_named_as_they_stand() -> None:
    """One after the other; with semicolons where a title has a comma."""
    body = members(
        Member(seat=DOCTORS, title="Tovholder 1"),
        Member(seat=DOCTORS, title="Tovholder 2"),
        Member(seat=DOCTORS, title="Læge"),
        Member(seat=ADMINISTRATION, title="Tovholder, Region Nordjylland"),
        Member(seat=ADMINISTRATION, title="Tovholder, Læsø Kommune"),
        Member(seat=ADMINISTRATION, title="Referent"),
        Member(seat=OBSERVERS, title="Tilforordnet 1, Region Nordjylland"),
        Member(seat=OBSERVERS, title="Tilforordnet 2, Region Nordjylland"),
        Member(seat=OBSERVERS, title="Referent"),
        Member(seat=MAYORS, title="Konstitueret, Læsø Kommune", municipality="825"),
        Member(seat=MAYORS, title="Konstitueret, Hjørring Kommune", municipality="860"),
        Member(seat=MAYORS, title="Borgmester, Brønderslev Kommune", municipality="810"),
    )
    found = invited(body)
    assert found["Almen praksis"] == "Tovholder 1 og tovholder 2 og læge"
    assert found["Administration"] == "Tovholder fra Region Nordjylland og Læsø Kommune og referent"
    assert found["Observatører"] == "Tilforordnet 1, Region Nordjylland og tilforordnet 2, Region Nordjylland; referent"
    assert found["Kommuner"] == "Konstitueret i Hjørring og Læsø og borgmester i Brønderslev"


def test_an_abbreviation_keeps_its_capitals() -> None:
    """PLO-formand."""
    assert invited(members(Member(seat=DOCTORS, title="PLO-formand")))["Almen praksis"] == "PLO-formand"


def test_doctors_without_an_appointing_body_are_only_counted() -> None:
    """Nobody has said who appoints them."""
    seats = tuple(seat.model_copy(update={"appointed_by": ""}) for seat in nord_seats())
    assert invited(nord(seats=seats))["Almen praksis"] == "To praktiserende læger"


def test_seats_whose_members_nobody_named_are_described() -> None:
    """A new region that has only filled in the rules."""
    found = invited(members())
    assert found == {
        "Region": "Mindst to regionsrådsmedlemmer",
        "Kommuner": "Borgmestre eller rådmænd i Brønderslev, Frederikshavn, Hjørring og Læsø",
        "Almen praksis": "To praktiserende læger",
        "Observatører": "Formænd for sundhedsudvalgene",
        "Administration": "Administrative repræsentanter",
    }


def test_a_single_vacant_seat_is_described_in_the_singular() -> None:
    """One GP."""
    seats = (Seat(id="læge", sector="almen-praksis", singular="praktiserende læge", plural="praktiserende læger", exactly=1),)
    assert invited(nord(seats=seats, members=())) == {"Almen praksis": "En praktiserende læge"}


def test_only_those_who_sit_on_the_meetings_day_are_invited() -> None:
    """A mayor whose term is over, and a seat that has been abolished."""
    old = Seat(id="gammel", sector="region", singular="gæst", plural="gæster", valid_to=date(2025, 1, 1))
    body = nord(
        seats=(*nord_seats(), old),
        members=(*nord_members(), mayor("773", "Morsø", valid_to=date(2025, 12, 31))),
    )
    assert invited(body) == invited(nord())


def test_members_outside_every_sector_have_a_line_of_their_own() -> None:
    """A committee whose members belong to no sector."""
    seats = (Seat(id="patienter", singular="patientrepræsentant", plural="patientrepræsentanter", exactly=3),)
    assert invited(nord(seats=seats, members=())) == {"Medlemmer": "Tre patientrepræsentanter"}


def test_guests_are_listed_with_the_items_they_come_for() -> None:
    """One for the whole meeting; one for an item; one for an item that is not there."""
    guests = (
        Guest(title="Direktør, Region Nordjylland"),
        Guest(title="Kvalitetschef", items=("nr. 17", "C")),
        Guest(title="Jurist", items=("findes ikke",)),
    )
    line = invited_lines(nord(), nordjylland(), meeting(guests=guests), {"nr. 17": "2", "C": "4"})[-1]
    assert line == Labelled(label="Gæster", value=f"Direktør, Region Nordjylland; Kvalitetschef (punkt{NBSP}2 og 4); Jurist")


def test_a_seat_that_is_assumed_is_marked() -> None:
    """No source says how many."""
    seats = tuple(seat.model_copy(update={"assumed": "Ingen kilde."}) for seat in nord_seats() if seat.role is SeatRole.MEMBER)
    found = invited_lines(nord(seats=seats), nordjylland(), meeting(MEETING_DAY), {})
    assert {line.assumed for line in found} == {"forudsat, bekræft i forretningsordenen"}
