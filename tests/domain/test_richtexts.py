"""Which texts of a record are Markdown, and where each stands."""

from datetime import date

from tests.domain import factories
from workflow.domain.minutes import Attendance, Conclusion, MinutesRecord, SeatRecord
from workflow.domain.richtexts import rich_texts


def test_the_rich_texts_of_a_proposal_have_the_names_of_its_fields() -> None:
    """A proposal whose finances are empty, and whose title is no Markdown."""
    proposal = factories.proposal(title="*Titel*", summary="**Kort**", case_presentation="# Langt", finances="")
    assert list(rich_texts(proposal)) == [("resumé", "**Kort**"), ("sagsfremstilling", "# Langt")]


def test_the_rich_texts_of_a_minutes_record_stand_at_their_items() -> None:
    """A record with two conclusions, the second of which is empty, and a third."""
    said = enumerate(("Godkendt.", "", "Drøftet."), 1)
    record = MinutesRecord(
        body="nordjylland-nord",
        meeting=date(2026, 11, 24),
        attendance=(SeatRecord(member="Formand", status=Attendance.PRESENT),),
        conclusions=tuple(Conclusion(number=str(number), title="Sag", conclusion=text) for number, text in said),
    )
    assert list(rich_texts(record)) == [("punkter[1].konklusion", "Godkendt."), ("punkter[3].konklusion", "Drøftet.")]


def test_a_record_inside_a_record_is_looked_at_too() -> None:
    """A proposal as the journal keeps it."""
    places = [place for place, _ in rich_texts(factories.placed())]
    assert places == ["forslag.resumé", "forslag.sagsfremstilling", "forslag.økonomi"]
