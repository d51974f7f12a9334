"""Stories about what is pointed out and what the register has turned off, and about proposals that nobody need complain of."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from tests.domain.factories import DROPPED, body_file, meeting, nord, proposal, register, soenderjylland
from tests.domain.rules.reading import draft
from workflow.danish import NBSP
from workflow.domain.bodies import Body
from workflow.domain.concerns import Concern
from workflow.domain.findings import Finding
from workflow.domain.proposals import Amount, Attachment, ItemType
from workflow.domain.register import Register
from workflow.domain.rules.proposals import judge_proposal
from workflow.domain.rules.scrutiny import JUDGEMENTS, scrutinise
from workflow.domain.shape import shape_findings

SOUTH = "syddanmark-soenderjylland"
# A faulty proposal for every code. Money is marked as discussed apart, so that nothing else is said of it.
FAULTS: dict[Concern, dict[str, object]] = {
    Concern.LEFTOVER: {"case_presentation": "Mødet er xx. marts."},
    Concern.LONG_SUMMARY: {"summary": "a" * 601},
    Concern.NO_RECOMMENDATION: {"recommendations": ()},
    Concern.WITHOUT_AT: {"recommendations": ("Godkendelse af planen",)},
    Concern.NOT_PARALLEL: {"recommendations": ("at klyngen godkender planen", "at drøfte status")},
    Concern.FOREIGN_NAME: {"recommendations": ("at Klynge Sønderjylland godkender planen",)},
    Concern.NO_FINANCES: {"case_presentation": "Det koster 75 kr.", "finances": "", "type": ItemType.INFORMATION},
    Concern.WRONG_SUM: {
        "amounts": (Amount(text="Løn", kroner=1),),
        "total": 2,
        "finances": "Egne.",
        "separate_discussion": False,
    },
    Concern.NO_ATTACHMENT: {"case_presentation": "Se bilag 1."},
    Concern.CPR_NUMBER: {"case_presentation": "Det er 070761-4285."},
    Concern.PRIVATE_MAIL: {"case_presentation": "Skriv til a@gmail.com."},
    Concern.PRIVATE_PHONE: {"case_presentation": "Mobil 20 12 34 56."},
    Concern.WRONG_YEAR: {"title": "Mødeplan for 2025"},
    Concern.OLD_DEADLINE: {"schedule": "Fristen er 1. februar 2026."},
    Concern.DISSOLVED: {"schedule": "Klyngen har møde den 19. januar 2027."},
}


def judged(books: Register, **changes: object) -> list[Finding]:
    """What is said of the proposal, except the note on money that is not discussed apart."""
    found = judge_proposal(proposal(**changes), books, DROPPED)
    return [one for one in found if one.field != "særskilt_drøftelse"]


def with_silent(*codes: str, body: Body | None = None) -> Register:
    """A register in which Klynge Nord has turned some judgements off."""
    silent = nord().written() | {"påpeges_ikke": list(codes)}
    return register(body_file(Body.read(silent), meeting()), *([body_file(body, meeting())] if body else []))


@pytest.mark.parametrize("concern", list(Concern))
def test_every_judgement_can_be_turned_off_in_the_register(concern: Concern) -> None:
    """By its Danish code, and nothing else goes with it."""
    assert judged(register(), **FAULTS[concern]) != []
    assert judged(with_silent(concern.value), **FAULTS[concern]) == []
    others = [one.value for one in Concern if one is not concern]
    assert judged(with_silent(*others), **FAULTS[concern]) == judged(register(), **FAULTS[concern])


def test_every_code_has_its_judgement_and_every_meaning_is_a_sentence() -> None:
    """One line of the table each."""
    assert list(JUDGEMENTS) == list(Concern)
    assert all(one.meaning.endswith(".") for one in Concern)


def test_a_code_that_does_not_exist_is_answered_with_the_nearest() -> None:
    """One code may stand without a list; every wrong one is told with its place."""
    written = nord().written() | {"påpeges_ikke": ["sum", "lange-resumé", "xyzzy"]}
    with pytest.raises(ValidationError) as reason:
        Body.read(written)
    first, second = shape_findings(reason.value, Body)
    assert first.field == "påpeges_ikke[2]"
    assert first.hint.startswith("Mente du ”langt-resumé”? Skriv hjælpetekst, langt-resumé, ")
    assert second.field == "påpeges_ikke[3]"
    assert second.hint.startswith("Skriv hjælpetekst, langt-resumé, ")
    assert Body.read(written | {"påpeges_ikke": "sum"}).left_unsaid == (Concern.WRONG_SUM,)


def test_a_proposal_to_two_bodies_is_judged_while_one_of_them_wants_it() -> None:
    """Klynge Nord has turned it off, Sønderjylland has not; when both have, nothing is said."""
    two, off = ("nordjylland-nord", SOUTH), Concern.LONG_SUMMARY
    text = "a" * 601
    one_off = draft(known=with_silent(off.value), bodies=two, summary=text)
    both_off = draft(known=with_silent(off.value, body=soenderjylland(left_unsaid=(off,))), bodies=two, summary=text)
    assert [finding.field for finding in scrutinise(one_off)] == ["resumé"]
    assert list(scrutinise(both_off)) == []


def test_a_proposal_to_nobody_that_we_know_is_judged_all_the_same() -> None:
    """So that the sender hears of everything at once."""
    found = judge_proposal(proposal(bodies=("xyzzy",), summary="a" * 601), register(), DROPPED)
    assert [one.field for one in found] == ["organer", "resumé"]


def test_a_meeting_after_the_end_is_only_unknown_where_the_judgement_is_turned_off() -> None:
    """The law was postponed, and the register not yet put right: a meeting that is planned is accepted."""
    changes = {"meeting": date(2027, 1, 19)}
    (said,) = judged(with_silent("nedlagt-organ"), **changes)
    assert said.problem.startswith("Klynge Nord har intet møde den 19.")
    silent = nord(left_unsaid=(Concern.DISSOLVED,))
    assert judged(register(body_file(silent, meeting(), meeting(date(2027, 1, 19)))), **changes) == []


STRANGE = (
    "bilag 1-3 [ ] ( ) | - – : . , |---| 24. november 2025 tirsdag den 2028-2026 kr. mio. 1.234,50 300 I alt heraf at xx CPR "
    "070761-4285 0707614285 mobil 20 12 34 56 a@gmail.com frist senest møde Klyngen indsæt Løn: ** _ \\ ¤ 𝄞 …"
)
WORDS = st.sampled_from(["\n", "\n\n", NBSP, *STRANGE.split(" ")]) | st.text(max_size=3)


@settings(max_examples=100, deadline=None)
@given(st.lists(WORDS, max_size=40))
def test_no_text_whatever_stops_the_secretary(words: list[str]) -> None:
    """In every field, joined in every way; and no finding repeats a CPR number that stands as a word of its own."""
    for glue in (" ", ""):
        text = glue.join(words)
        case = draft(
            case_presentation=f"a {text}", finances=text, recommendations=tuple(words), schedule=text, communication=text
        )
        told = "".join(one.printed() for one in scrutinise(case))
        assert not glue or "070761-4285" not in told


TABLE = "| Post | Beløb |\n|---|---:|\n| Løn | 1.050.000 kr. |\n| Evaluering | 200.000 kr. |\n| **I alt** | **1.250.000 kr.** |"
REAL_LIFE: tuple[dict[str, object], ...] = (
    {
        "title": "Status på hurtigere hjemtagning 2025",
        "type": ItemType.INFORMATION,
        "recommendations": ("at orienteringen tages til efterretning",),
        "case_presentation": "Aalborg og Jammerbugt har siden november 2025 modtaget borgere alle ugens dage. Sagen blev senest "
        "drøftet den 16. juni 2026, jf. referatets punkt 4. Sagsnr. 27.35.00-P35-11-26, Brevid: 4225075.",
    },
    {
        "recommendations": (
            "at klyngen igangsætter forsøget den 1. februar 2027",
            "at der afsættes 1.250.000 kr. af de prioriterede midler i 2027",
            "at det fagligt strategiske niveau vurderer forsøget efter et år",
        ),
        "finances": f"Udgiften holdes inden for klyngens ramme for 2026-2028.\n\n{TABLE}\n\nBeløbene er i 2026-priser.",
        "separate_discussion": True,
    },
    {
        "case_presentation": "Bestillinger sendes til EAN 5798001234567 (CVR 29190941, P-nr. 1003297055). Afdelingen træffes "
        "på tlf. 97 64 00 00 eller sundhed@rn.dk; uden for åbningstid ringes 1813. Lokal 070.",
        "communication": "Hver part informerer egne medarbejdere. Pressekontakt: pressevagten, tlf. 70 15 03 00.",
    },
    {
        "case_presentation": "Høringsfristen var den 1. oktober 2026, og 14 parter har svaret (bilag 1-2). Efter bilag 3 i "
        "sundhedsaftalen skal parterne mødes to gange om året. Se også [bilag 4](https://eksempel.example).",
        "attachments": (Attachment(title="Høringsnotat.pdf"), Attachment(title="Høringssvar.pdf")),
        "schedule": "December 2026: parterne orienteres\n1. marts 2027: drift\nEfteråret 2027: evaluering i sundhedsrådet",
    },
    {
        "case_presentation": "I »Aftale om sundhedsreform 2024« af 15. november 2024 står, at »[klyngerne] nedlægges«. Loven "
        "blev stadfæstet den 20. juni 2025 og træder i kraft den 1. januar 2027 (LOV nr. 699 af 20/06/2025).",
        "schedule": "Sundhedsråd Vendsyssel holder sit første møde den 19. januar 2027.",
    },
    {
        "case_presentation": "Godt 6.400 borgere (2,3 pct.) har KOL, 0,5-1 mio. har det i hele landet. Indsatsen for 18-25-årige "
        "kører kl. 8.00-16.00 på 3 x 2 pladser; se punkt 2.1.3 og §§ 203-204. Version 2.0 er fra 2024.",
        "recommendations": ("Det indstilles, at:", "1. klyngen drøfter status", "2. klyngen godkender den videre proces"),
    },
)


@pytest.mark.parametrize("changes", REAL_LIFE)
def test_proposals_as_they_are_in_real_life_are_met_with_silence(changes: dict[str, object]) -> None:
    """Case numbers, EAN, CVR and P numbers, wards' telephones, laws, history, years to come: no false alarm."""
    assert [one for one in judged(register(), **changes) if one.rule != 22] == []
