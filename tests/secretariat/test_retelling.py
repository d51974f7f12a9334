"""What was read, told back to the sender."""

from tests.domain import factories
from workflow.domain.proposals import Amount, Attachment, Openness
from workflow.secretariat.retelling import field_label, plain_lines, retell_answers, retell_proposal

NBSP = "\N{NO-BREAK SPACE}"


def test_a_proposal_is_told_field_by_field_in_the_forms_order() -> None:
    """Dates, amounts, attachments, ja and nej, and Markdown without its marks."""
    proposal = factories.proposal(
        meeting=factories.MEETING_DAY,
        case_presentation="# Baggrund\n\nTo *lange*\nlinjer.\n\n- et\n- to\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n```\nkode\n```",
        amounts=(Amount(text="Uddannelse", kroner=350000),),
        total=350000,
        attachments=(Attachment(title="Kriterier"), Attachment(title="Aftale", openness=Openness.CLOSED)),
        sets_up_group=False,
    )
    told = {field.label: field.answer for field in retell_proposal(proposal, {"prioriterede-midler": "Prioriterede midler"})}
    assert list(told)[:4] == ["1. Sundhedsklynge", "2. Mødedato", "3. Forslagsstiller", "4. Kontaktperson"]
    assert told["2. Mødedato"] == (f"Tirsdag den 24.{NBSP}november{NBSP}2026",)
    assert told["7. Sagstype"] == ("Beslutning",)
    assert told["10. Tidsforbrug"] == ("20 minutter",)
    assert told["14. Sagsfremstilling"] == ("Baggrund", "To lange linjer.", "et", "to", "a · b", "1 · 2", "kode")
    assert told["18. Bilag"] == ("Kriterier", "Aftale (lukket)")
    assert told["20. Beløb"] == ("Uddannelse: 350.000 kr.",)
    assert told["21. Beløb i alt"] == ("350.000 kr.",)
    assert told["22. Arbejdsgruppe eller projekt"] == ("Nej",)
    assert told["25. Opgave i kommissoriet"] == ("Prioriterede midler",)
    assert "9. Begrundelse for lukket" not in told


def test_answers_that_became_no_proposal_are_told_as_they_were_written() -> None:
    """A wrong type, a list, posts, an unknown field; what is empty is not told."""
    answers = {
        "titel": "Noget",
        "organer": ["Klynge Nord", "Klynge Midt"],
        "skema": "dagsordensforslag",
        "resumé": "",
        "beløb": [{"post": "Kurser", "beløb": "12"}],
        "prisen": "høj",
    }
    assert [(field.label, field.answer) for field in retell_answers(answers)] == [
        ("1. Sundhedsklynge", ("Klynge Nord", "Klynge Midt")),
        ("6. Titel", ("Noget",)),
        ("20. Beløb", ("post: Kurser", "beløb: 12")),
        ("Prisen", ("høj",)),
    ]


def test_fields_are_called_as_on_the_form() -> None:
    """A field, an entry of a list, and something that is no field of the form."""
    assert [field_label(name) for name in ("indstilling", "bilag[2].titel", "punkter[1]", "")] == [
        "Felt 13, Indstilling",
        "Felt 18, Bilag",
        "",
        "",
    ]


def test_an_image_and_a_link_are_told_by_their_words() -> None:
    """Markdown with a link, a code word and escaped signs."""
    assert list(plain_lines("Se [planen](https://example.dk) og `felt`, 5\\. maj & 2\\*3.")) == [
        "Se planen og felt, 5. maj & 2*3."
    ]
