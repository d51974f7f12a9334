"""Stories about the proposal's shape: what partners write in a form, in YAML or in JSON, and what it is read as."""

from typing import Any

import pytest
from pydantic import ValidationError

from tests.domain.factories import DROPPED, placed, proposal
from workflow.danish import NBSP
from workflow.domain.proposals import Amount, Attachment, ItemType, Openness, Placed, Proposal

LEAST: dict[str, Any] = {
    "organer": "Klynge Nord",
    "forslagsstiller": "Hjørring Kommune",
    "kontaktperson": "Sundhedschef, Hjørring Kommune",
    "titel": "Fælles indgang",
    "sagstype": "drøftelse",
    "offentlighed": "åbent",
    "tidsforbrug": "20",
    "resumé": "Kort sagt.",
    "sagsfremstilling": "Sagen.",
}


def read(**answers: Any) -> Proposal:
    """A proposal with the least answers and some more, by their Danish names."""
    return Proposal.read(LEAST | answers)


def test_the_least_a_proposal_needs_is_read() -> None:
    """Nine answers; the rest is empty."""
    found = read()
    assert (found.bodies, found.type, found.openness, found.duration) == (
        ("Klynge Nord",),
        ItemType.DISCUSSION,
        Openness.OPEN,
        20,
    )
    assert (found.meeting, found.recommendations, found.attachments, found.amounts, found.closed) == (None, (), (), (), False)


@pytest.mark.parametrize("written", ["Beslutning", "til beslutning", "Beslutningssag", "beslutning."])
def test_an_item_type_is_read_in_every_form(written: str) -> None:
    """As different secretariats name it."""
    assert read(sagstype=written).type is ItemType.DECISION


@pytest.mark.parametrize("written", ["lukket", "Lukket punkt", "LUKKET"])
def test_a_closed_item_is_read_in_every_form(written: str) -> None:
    """And known as closed."""
    assert read(offentlighed=written).closed


@pytest.mark.parametrize("written", ["20", "20 min.", "20 minutter", " 20 MIN "])
def test_a_duration_is_read_in_every_form(written: str) -> None:
    """In minutes."""
    assert read(tidsforbrug=written).duration == 20


@pytest.mark.parametrize(("field", "value"), [("sagstype", 3), ("offentlighed", 3), ("tidsforbrug", [])])
def test_what_is_no_text_is_left_for_the_schema_to_refuse(field: str, value: Any) -> None:
    """A number or a list where a word belongs."""
    with pytest.raises(ValidationError):
        read(**{field: value})


def test_plain_fields_have_no_line_breaks_and_rich_ones_keep_theirs() -> None:
    """A title that was pasted over two lines is one line; a presentation keeps its paragraphs."""
    found = read(titel="Fælles\n indgang", sagsfremstilling="Et.\r\n\r\nTo.")
    assert (found.title, found.case_presentation) == ("Fælles indgang", "Et.\n\nTo.")


def test_recommendations_may_be_a_list_or_a_text_with_a_sentence_a_line() -> None:
    """The Word form gives a text; YAML and JSON may give either."""
    several = ("at klyngen afsætter 350.000 kr.", "at de fordeles")
    assert read(indstilling=list(several)).recommendations == several
    assert read(indstilling="at klyngen afsætter\n350.000 kr.\nat de fordeles").recommendations == several
    assert read(indstilling="").recommendations == ()


def test_attachments_may_be_names_or_mappings() -> None:
    """A name that ends with "(lukket)" is a closed attachment."""
    kriterier, notat = Attachment(title="Fælles kriterier"), Attachment(title="Notat", openness=Openness.CLOSED)
    assert read(bilag="Fælles kriterier\n\nNotat (lukket)").attachments == (kriterier, notat)
    assert read(bilag=["Fælles kriterier", {"titel": "Notat", "offentlighed": "lukket"}]).attachments == (kriterier, notat)
    assert read(bilag={"titel": "Fælles kriterier"}).attachments == (kriterier,)
    assert read(bilag=("Notat, fortroligt bilag",)).attachments == (notat,)
    assert read(bilag="").attachments == read(bilag=None).attachments == ()
    for wrong in (5, {"titel": 5}):
        with pytest.raises(ValidationError):
            read(bilag=[wrong])


def test_amounts_may_be_lines_or_mappings() -> None:
    """The Word form gives a line for each post."""
    posts = (Amount(text="Løn 2027", kroner=1050000), Amount(text="Lokaler", kroner=80000))
    assert read(beløb=f"Løn 2027: 1.050.000{NBSP}kr.\nLokaler\t80 000").amounts == posts
    assert read(beløb=["Løn 2027 – 1.050.000 kroner", "Lokaler 80.000,-"]).amounts == posts
    assert read(beløb=[{"post": "Løn 2027", "beløb": "1.050.000"}, {"post": "Lokaler", "beløb": "80000"}]).amounts == posts


@pytest.mark.parametrize(
    ("line", "kroner"),
    [
        ("Løn: 350 t.kr.", 350000),
        ("Løn 350 tkr.", 350000),
        ("Løn: 0,5 mio. kr.", 500000),
        ("Løn\t1,2 Mio.", 1200000),
        ("Løn – 2 millioner kroner", 2000000),
    ],
)
def test_thousands_and_millions_are_the_kroner_that_they_are(line: str, kroner: int) -> None:
    """As treasurers write them."""
    assert read(beløb=line).amounts == (Amount(text="Løn", kroner=kroner),)


@pytest.mark.parametrize("head", ["Post\tKr.", "Post Kr.", "Post | Beløb i kr.", "Beløb", "Udgift (kroner)"])
def test_the_head_of_a_table_of_posts_is_passed_over(head: str) -> None:
    """A table was pasted into the cell."""
    assert read(beløb=[head, "Løn\t350.000"]).amounts == (Amount(text="Løn", kroner=350000),)


@pytest.mark.parametrize("line", ["I alt: 400.000 kr.", "I alt\t400.000", "Total 400.000", "Sum: 0,4 mio. kr."])
def test_a_total_among_the_posts_is_the_total(line: str) -> None:
    """It is no post; where the field for it is filled in, that one counts."""
    found = read(beløb=["Løn: 350.000", "Biler: 50.000", line])
    assert ([post.text for post in found.amounts], found.total) == (["Løn", "Biler"], 400000)
    assert read(beløb=["Løn: 350.000", "Biler: 50.000", line], beløb_i_alt="500.000").total == 500000
    assert read(beløb=line).total == 400000
    assert read(beløb=[{"post": "Løn", "beløb": "5"}, line]).total == 400000


def test_a_total_among_the_posts_that_they_do_not_come_to_is_refused() -> None:
    """It is told with both sums."""
    with pytest.raises(ValidationError) as caught:
        read(beløb=["Løn: 350.000", "Biler: 50.000", "I alt: 500.000"])
    assert [(entry["loc"], entry["type"], entry["ctx"]) for entry in caught.value.errors()] == [
        (("beløb",), "posts_with_wrong_total", {"said": 500000, "counted": 400000})
    ]


@pytest.mark.parametrize("lines", [["Løn: 12,50", "I alt: 20"], ["Løn: 20", "I alt: 12,50"], ["Løn", "I alt: 20"]])
def test_a_total_is_held_against_posts_that_can_be_read(lines: list[str]) -> None:
    """The line that cannot be read is what is told."""
    with pytest.raises(ValidationError) as caught:
        read(beløb=lines)
    assert "posts_with_wrong_total" not in {entry["type"] for entry in caught.value.errors()}


@pytest.mark.parametrize("line", ["Løn", "Fase 1 250.000", "Fase 1 2 mio. kr.", "Løn: 1,2345678 mio. kr."])
def test_a_post_without_a_clear_amount_is_refused(line: str) -> None:
    """Is it 250.000 for phase 1, or 1.250.000? Only the sender knows."""
    with pytest.raises(ValidationError) as caught:
        read(beløb=line)
    assert [(entry["loc"], entry["type"]) for entry in caught.value.errors()] == [(("beløb", 0), "post_without_amount")]


def test_an_accepted_proposal_survives_the_journal() -> None:
    """Written as JSON under Danish keys and read back."""
    accepted = placed(17, DROPPED, title="Fælles indgang", sets_up_group=True, amounts=(Amount(text="Løn", kroner=5),))
    assert Placed.read(accepted.written()) == accepted
    assert accepted.written()["forslag"]["nedsætter_arbejdsgruppe"] == "ja"


def test_two_proposals_with_the_same_answers_are_equal() -> None:
    """Frozen values."""
    assert proposal() == proposal()
    assert hash(proposal()) == hash(proposal())


def test_what_each_field_is_for_begins_with_a_capital() -> None:
    """It stands alone in receipts, in Excel's prompts and in drafts."""
    said = [field.description for field in Proposal.model_fields.values() if field.description]
    assert [one for one in said if not one[0].isupper()] == []
