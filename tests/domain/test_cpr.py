"""Stories about CPR numbers in running text: what is one, what only looks like one, and that none is ever repeated."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workflow.danish import EN_DASH, NBSP
from workflow.domain.cpr import blotted, blotted_name, find_cpr_numbers
from workflow.domain.findings import error
from workflow.domain.receipts import Outcome, ReadField, Receipt

WEIGHTS = (4, 3, 2, 7, 6, 5, 4, 3, 2, 1)


def numbers(text: str) -> list[tuple[str, bool]]:
    """The numbers found, as they stand, and whether each is sure."""
    return [(text[one.start : one.end], one.sure) for one in find_cpr_numbers(text)]


@pytest.mark.parametrize(
    "written",
    ["070761-4285", f"070761{EN_DASH}4285", "070761 - 4285", "070761\N{NON-BREAKING HYPHEN}4285", "070761\N{MINUS SIGN}4285"],
)
@pytest.mark.parametrize("around", ["{}", "Borgeren ({}) er udskrevet.", "Født:{}.", "Det er {}, ikke et andet.", "”{}”"])
def test_a_number_with_a_dash_is_sure(written: str, around: str) -> None:
    """However the dash is typed, and whatever stands around it."""
    assert numbers(around.format(written)) == [(written, True)]


@pytest.mark.parametrize("before", ["Det er altid", "Borgeren med nummer", "mobil", "Se", "nr.", "I journalen står", "Journal"])
def test_a_number_with_a_dash_is_sure_after_words_that_only_may_say_something_else(before: str) -> None:
    """Ten figures alone after the same words are left alone, or asked about."""
    assert numbers(f"{before} 070761-4285") == [("070761-4285", True)]
    assert all(not sure for _, sure in numbers(f"{before} 0707614285"))


@pytest.mark.parametrize("written", ["0707614285", "070761 4285", f"070761{NBSP}4285"])
def test_ten_figures_that_can_be_one_are_not_sure(written: str) -> None:
    """They may be another number."""
    assert numbers(f"Borgeren {written} er udskrevet.") == [(written, False)]


@pytest.mark.parametrize("label", ["CPR", "cpr-nr.", "CPR-nummer:", "Cpr.nr ", "personnummer", "Personnr.", "pers.nr."])
def test_ten_figures_that_are_said_to_be_one_are_sure(label: str) -> None:
    """Even where the control figure does not fit: a slip of the finger tells as much of the person."""
    assert numbers(f"{label} 0707614285") == [("0707614285", True)]
    assert numbers(f"{label} 020165-1234") == [("020165-1234", True)]


def test_the_control_figure_is_not_asked_on_days_that_have_run_out_of_it() -> None:
    """The first of January of the years from 1960; with a dash only, since ten figures alone need it."""
    assert numbers("010165-1234") == [("010165-1234", True)]
    assert numbers("010195-1234") == [("010195-1234", True)]
    assert numbers("0101651234") == numbers("010159-1234") == numbers("010101-4234") == []
    assert numbers("020165-1234") == numbers("010265-1234") == []


@pytest.mark.parametrize(
    ("digits", "is_born"),
    [
        ("2902001234", False),  # 1900 was no leap year
        ("2902004234", True),  # 2000 was
        ("2902364234", True),
        ("2902374234", False),  # 1937
        ("2902964234", True),  # 1996
        ("2902568234", True),  # 2056
        ("2902605234", False),  # 1860: nobody is that old
        ("3113991234", False),
        ("0000001234", False),
        ("6101651234", True),  # a number that stands in for a real one has 60 added to its day
        ("9201651234", False),
    ],
)
def test_the_seventh_figure_says_which_century(digits: str, is_born: bool) -> None:
    """By the table of CPR-kontoret; the control figure is not asked, since the text says what it is."""
    assert bool(numbers(f"CPR {digits[:6]}-{digits[6:]}")) is is_born


@pytest.mark.parametrize(
    "text",
    [
        "EAN 5798001234567",
        "EAN-nr. 0707614285",
        "CVR-nr. 29190941",
        "P-nr. 0707614285",
        "p-nummer: 0707614285",
        "SE-nr. 0707614285",
        "Sagsnr. 070761-4285",
        "Sags nr.: 070761-4285",
        "dokument-id: 070761-4285",
        "Sag 070761-4285",
        "journalnummer: 070761-4285",
        "J.nr. 070761-4285",
        "Sag 29.09.00-P35-3-26",
        "330-2020-164",
        "Sagnr.: 1-01-81-18-17",
        "Brevid: 0707614285",
        "24077452",
        "tlf. 0707614285",
        "Ring på +4507076142",
        "Telefon 97 64 00 00",
        "070",
        "Konto 1234-0707614285",
        "kontonr. 0707614285",
        "Faktura nr. 0707614285",
        "ISBN 0707614285",
        "nr. 0707614285",
        "id: 0707614285",
        "#0707614285",
        "https://example.dk/sag/0707614285",
        "https://example.dk/?id=0707614285",
        "070761-4285-3",
        "12-070761-4285",
        "07076142851",
        "A0707614285",
        "1.070761-4285",
        "070761-4285,5",
        "350.000 kr. i 2026",
        "24-11-2026",
        "070761-xxxx",
        "070761-428",
        "0707614286",
        "070761-4286",
        "121212 1234",
        "CPR-registeret og EAN 5798001234567",
        "Ydernr. 070761-4285",
    ],
)
def test_what_only_looks_like_one_is_left_alone(text: str) -> None:
    """A false alarm is worse than a miss."""
    assert numbers(text) == []
    assert blotted(text) == text


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=20), st.dates(), st.integers(0, 9999), st.sampled_from(["-", "", " ", EN_DASH]), st.text(max_size=20))
def test_nothing_found_is_left_after_blotting(before: str, born: object, serial: int, gap: str, after: str) -> None:
    """Whatever stands around it; and the text keeps its length, so that places in it stay where they are."""
    text = f"{before}{born:%d%m%y}{gap}{serial:04}{after}"
    clean = blotted(text)
    assert numbers(clean) == []
    assert len(clean) == len(text)


def test_a_blotted_number_shows_where_it_stood() -> None:
    """And nothing of it."""
    assert blotted("Borgeren, CPR-nr. 070761-4285, og 0707614285") == "Borgeren, CPR-nr. ••••••-••••, og ••••••••••"


def test_no_finding_and_no_receipt_repeats_a_number() -> None:
    """Wherever it came from: the title, an answer, what was not read, the name of the file, another finding's quotation."""
    said = error("forslagsstiller", "”CPR 070761-4285” kan ikke stille forslag.", "Ikke 070761-4285.")
    receipt = Receipt(
        number="2026-0001",
        outcome=Outcome.REJECTED,
        sender="Klynge Nord",
        state="Én ting skal rettes",
        title="Klage fra 070761-4285",
        state_text="Om 070761-4285.",
        details=(("Fil", "klage 070761-4285.docx"),),
        findings=(said,),
        understood=(ReadField(label="6. Titel", answer=("Klage fra 070761-4285",)),),
        unread=("070761-4285",),
        next_steps=("Ret klage 070761-4285.docx.",),
    )
    told = receipt.model_dump_json()
    assert "4285" not in told
    assert "070761" not in told
    assert told.count("••••••-••••") == 8


@pytest.mark.parametrize("digits", ["0707614285", "1111111118"])
def test_the_numbers_of_these_stories_have_their_control_figure(digits: str) -> None:
    """So that the stories above tell what they say they tell."""
    assert sum(weight * int(digit) for weight, digit in zip(WEIGHTS, digits, strict=True)) % 11 == 0


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("070761-4285.docx", "••••••-••••.docx"),
        ("Borger 0707614285.pdf", "Borger ••••••••••.pdf"),
        ("forslag_070761-4285_bilag.pdf", "forslag_••••••-••••_bilag.pdf"),
        ("forslag-070761-4285-bilag.pdf", "forslag-••••••-••••-bilag.pdf"),
        ("forslag - 070761 - 4285 - bilag.pdf", "forslag - •••••• - •••• - bilag.pdf"),
        ("0707614285-2026-11.docx", "••••••••••-2026-11.docx"),
        ("1.070761-4285.7z", "1.••••••-••••.7z"),
        ("070761-4285,070761-4285.pdf", "••••••-••••,••••••-••••.pdf"),
        ("2026-11-24 dagsorden.docx", "2026-11-24 dagsorden.docx"),
        ("EAN_0707614285.pdf", "EAN_0707614285.pdf"),
        ("sagsnr. 26-0707614.pdf", "sagsnr. 26-0707614.pdf"),
    ],
)
def test_in_a_file_name_a_number_is_blotted_whatever_parts_the_words(name: str, told: str) -> None:
    """Underscores, dashes and full stops stand where a text has blanks."""
    assert blotted_name(name) == told
    assert blotted_name(told) == told
