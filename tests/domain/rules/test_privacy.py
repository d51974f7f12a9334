"""Stories about what must not be read by everybody: CPR numbers, private mail addresses and telephone numbers."""

from typing import Any

from tests.domain.rules.reading import found
from workflow.domain.findings import error, warning
from workflow.domain.proposals import Amount, Attachment, Openness
from workflow.domain.rules.privacy import judge_cpr, judge_mails, judge_phones

CLOSED: dict[str, Any] = {"openness": Openness.CLOSED, "closed_reason": "Forvaltningslovens § 27."}


def test_a_cpr_number_stops_an_open_and_a_closed_item_and_is_not_repeated() -> None:
    """The words before it say where it stands."""
    expected = [
        error(
            "sagsfremstilling",
            "Der står et CPR-nummer i teksten efter ”handler om en borger”.",
            "Slet nummeret, og omtal borgeren uden navn og nummer.",
        )
    ]
    text = "Sagen handler om en borger 070761-4285 og en til, 070761-4285."
    assert found(judge_cpr, case_presentation=text) == expected
    assert found(judge_cpr, case_presentation=text, **CLOSED) == expected


def test_ten_figures_that_can_be_a_cpr_number_are_asked_about() -> None:
    """They may be another number; at the very beginning nothing stands before them."""
    assert found(judge_cpr, title="0707614285 og akutte pladser") == [
        warning(
            "titel",
            "Ti cifre ligner et CPR-nummer.",
            "Slet dem, hvis det er et; skriv ellers, hvad nummeret er, for eksempel P-nr.",
        )
    ]


def test_a_sure_number_is_said_before_one_that_is_not() -> None:
    """One finding a field; the words before it repeat no other number."""
    (said,) = found(judge_cpr, case_presentation="Borgerne 0707614285 og cpr 070761-4285.")
    assert said.severity.value == "fejl"
    assert said.problem == "Der står et CPR-nummer i teksten efter ”Borgerne •••••••••• og cpr”."


def test_a_number_is_found_in_every_field_and_behind_any_formatting() -> None:
    """In the case number, in a post, in the name of an attachment, and half of it in bold."""
    said = found(
        judge_cpr,
        contact_details="070761-4285",
        case_number="070761-4285",
        recommendations=("at a", "at 070761-4285 b"),
        case_presentation="Borgeren **070761**\\-4285.",
        attachments=(Attachment(title="Notat.pdf"), Attachment(title="Ansøgning 070761-4285.pdf")),
        amounts=(Amount(text="Løn til 070761-4285", kroner=1),),
    )
    assert [one.field for one in said] == [
        "kontaktoplysninger",
        "sagsnummer",
        "indstilling[2]",
        "sagsfremstilling",
        "bilag[2]",
        "beløb[1]",
    ]


def test_private_addresses_in_an_open_item_are_pointed_out_without_the_name() -> None:
    """Each domain once; the contact's details are not published; a closed item may have them."""
    text = "Skriv til a@gmail.com, b@gmail.com, [c](mailto:c@mail.dk) eller sundhed@rn.dk."
    hint = "Skriv en arbejdsadresse, eller slet den."
    changes: dict[str, Any] = {"case_presentation": text, "contact_details": "d@hotmail.com"}
    assert found(judge_mails, **changes) == [
        warning("sagsfremstilling", "Her står en privat mailadresse (…@gmail.com), og punktet er åbent.", hint),
        warning("sagsfremstilling", "Her står en privat mailadresse (…@mail.dk), og punktet er åbent.", hint),
    ]
    assert found(judge_mails, **changes, **CLOSED) == []


def test_private_telephone_numbers_in_an_open_item_are_pointed_out_by_their_last_figures() -> None:
    """A ward's number is the authority's; a closed item may have them."""
    changes: dict[str, Any] = {
        "communication": "Ring til formanden på mobil 20 12 34 56, eller til afdelingen, tlf. 97 64 00 00."
    }
    assert found(judge_phones, **changes) == [
        warning(
            "kommunikation",
            "Her står et telefonnummer, der ser privat ud (det ender på 56), og punktet er åbent.",
            "Skriv afdelingens eller kontorets nummer, eller slet det.",
        )
    ]
    assert found(judge_phones, **changes, **CLOSED) == []
