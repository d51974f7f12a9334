"""Stories about mail addresses and telephone numbers: a person's own, and an authority's."""

import pytest

from workflow.domain.contacts import private_mails, private_phones


@pytest.mark.parametrize(
    "address",
    [
        "jordbaer@gmail.com",
        "For.Efternavn+sundhed@hotmail.dk",
        "x@mail.dk",
        "a-b@live.dk",
        "n@post.tele.dk",
        "N@OUTLOOK.COM",
        "q@yahoo.co.uk",
    ],
)
@pytest.mark.parametrize("around", ["{}", "Skriv til {}.", "<{}>", "[skriv til mig](mailto:{})", "({})"])
def test_an_address_that_anybody_may_have_is_private(address: str, around: str) -> None:
    """Wherever it stands."""
    assert [match.group() for match in private_mails(around.format(address))] == [address]


@pytest.mark.parametrize(
    "address",
    [
        "sundhed@rn.dk",
        "post@hjoerring.dk",
        "sekretariat@plo.dk",
        "formand@diabetesforeningen.dk",
        "a@gmail.example",
        "b@mitgmail.com",
        "gmail.com",
    ],
)
def test_an_authority_or_an_association_has_its_own_domain(address: str) -> None:
    """And may be read by everybody."""
    assert list(private_mails(f"Skriv til {address}.")) == []


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("Kontakt formanden på mobil 20 12 34 56.", "20 12 34 56"),
        ("Mob.: 20123456", "20123456"),
        ("Min private telefon er 98 12 34 56", "98 12 34 56"),
        ("Privat: 98123456", "98123456"),
        ("Send en sms til 4012 3456", "4012 3456"),
        ("Tlf. 22 33 44 55", "22 33 44 55"),
        ("Telefonnummer +45 61 23 45 67.", "+45 61 23 45 67"),
        ("Ring til næstformanden på 0045 30 12 34 56", "0045 30 12 34 56"),
        ("Formanden fra Hjørring Kommune har privat mobil 20 12 34 56.", "20 12 34 56"),
        ("Afdelingen holder lukket. Skriv i stedet til min private telefon 20 12 34 56.", "20 12 34 56"),
    ],
)
def test_a_number_that_is_said_to_be_a_persons_is_private(text: str, number: str) -> None:
    """By the word before it, or by its mobile series."""
    assert [match.group() for match in private_phones(text)] == [number]


@pytest.mark.parametrize(
    "text",
    [
        "Afdeling M1, tlf. 97 64 00 00",
        "Akutafdelingens mobil er 20 12 34 56.",
        "Ring til lægevagten på 70 15 03 00.",
        "Hotlinen har telefon 20 20 20 20",
        "Sundhedssekretariatet, mobil 40 12 34 56",
        "Tlf. 20 12 34 56 (visitationen i Hjørring Kommune)",
        "Tlf. 98 12 34 56",
        "Ring 1813 eller 112",
        "CVR 29190941",
        "CVR-nr. 20 12 34 56",
        "350.000 kr. og 20 12 34 56",
        "Sagen har nr. 24077452.",
        "Brevid: 20123456",
        "Mobil 20 12 34 56-1",
        "EAN 5798001234567",
        "I 2023 var der 2012 3456 besøg",
        "sms 12345",
        "Mobilt team, kontor 20123456",
    ],
)
def test_an_authoritys_number_and_other_figures_are_left_alone(text: str) -> None:
    """A false alarm is worse than a miss."""
    assert list(private_phones(text)) == []
