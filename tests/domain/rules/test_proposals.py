"""Stories about judging a proposal: what is said about a dropped form, all at once, and how grave it is."""

from datetime import date

import pytest

from tests.domain.factories import (
    DROPPED,
    body_file,
    committee,
    meeting,
    nordjylland,
    proposal,
    register,
    soenderjylland,
)
from workflow.danish import NBSP
from workflow.domain.bodies import TaskRule
from workflow.domain.findings import Finding, error, note, warning
from workflow.domain.proposals import Amount, ItemType, Openness, Proposal
from workflow.domain.rules.proposals import judge_proposal, resolve_bodies

REGISTER = register()
NORD, SOUTH = "nordjylland-nord", "syddanmark-soenderjylland"
PARTIES = (
    "Region Nordjylland, Hjørring Kommune, Brønderslev Kommune, Frederikshavn Kommune, Læsø Kommune, PLO-Nordjylland, "
    "Sundhedssamarbejdsudvalget, Formandskabet og Klyngesekretariatet"
)


def judge(case: Proposal) -> tuple[Finding, ...]:
    """What is said of the proposal, dropped on 5 November 2026."""
    return judge_proposal(case, REGISTER, DROPPED)


def southern(**changes: object) -> Proposal:
    """A faultless proposal from Tønder Kommune to Sundhedsklynge Sønderjylland."""
    plain: dict[str, object] = {"bodies": (SOUTH,), "proposer": "Tønder Kommune", "task": "populationsansvar"}
    return proposal(**plain | changes)


def test_a_faultless_proposal_is_met_with_silence() -> None:
    """In both regions."""
    assert judge(proposal()) == judge(southern()) == ()


def test_everything_wrong_is_said_at_once_in_the_order_of_the_form() -> None:
    """A form with a dozen faults, each said once."""
    found = judge(
        proposal(
            bodies=("Klynge Nrod", NORD),
            meeting=date(2026, 11, 25),
            proposer="Hjøring Kommune",
            openness=Openness.CLOSED,
            recommendations=("Godkendelse af planen",),
            finances="",
            amounts=(Amount(text="Løn", kroner=180000),),
            total=200000,
            patient_involvement="",
            sets_up_group=True,
            task="",
        )
    )
    assert [(one.severity.value, one.field, one.rule) for one in found] == [
        ("fejl", "organer", None),
        ("fejl", "mødedato", None),
        ("fejl", "forslagsstiller", 23),
        ("fejl", "lukket_begrundelse", None),
        ("fejl", "indstilling[1]", None),
        ("fejl", "økonomi", 27),
        ("advarsel", "patientinddragelse", 11),
        ("fejl", "beløb_i_alt", 27),
        ("fejl", "inviterer_patientudvalget", 12),
        ("oplysning", "særskilt_drøftelse", 22),
        ("advarsel", "opgave", 25),
    ]


# --- bodies -------------------------------------------------------------------------------------------------------


def test_a_misspelt_body_is_answered_with_the_nearest() -> None:
    """By its name."""
    assert judge(proposal(bodies=("Klynge Nrod",))) == (
        error("organer", "Intet organ hedder ”Klynge Nrod”.", "Mente du ”Klynge Nord”?"),
    )


def test_a_body_like_no_other_is_answered_with_where_the_names_stand() -> None:
    """No guess is made."""
    assert judge(proposal(bodies=("xyzzy",))) == (
        error("organer", "Intet organ hedder ”xyzzy”.", "Skriv organets navn, som det står på skemaet."),
    )


def test_a_name_that_means_several_bodies_is_answered_with_all_of_them() -> None:
    """Each region has an SSU."""
    assert judge(proposal(bodies=("SSU",))) == (
        error("organer", "”SSU” kan være flere organer.", "Skriv et af disse: nordjylland-ssu eller syddanmark-ssu."),
    )


def test_a_body_that_is_named_twice_is_meant_once() -> None:
    """By its id and by its name."""
    entries, found = resolve_bodies(proposal(bodies=(NORD, "Klynge Nord")), REGISTER)
    assert ([entry.body.id for entry in entries], found) == ([NORD], ())


def test_a_proposal_for_several_bodies_is_judged_for_each() -> None:
    """Hjørring is a party in the north only; the task is known there only; what is the same everywhere is said once."""
    found = judge(proposal(bodies=(NORD, SOUTH), task="maal", patient_involvement="", sets_up_group=True))
    assert [(one.severity.value, one.field, one.problem) for one in found] == [
        ("fejl", "forslagsstiller", "”Hjørring Kommune” kan ikke stille forslag til Sundhedsklynge Sønderjylland."),
        ("advarsel", "patientinddragelse", "Det fremgår ikke, hvordan patienter og pårørende er inddraget."),
        (
            "fejl",
            "inviterer_patientudvalget",
            "Sagen nedsætter en arbejdsgruppe eller et projekt, men Patientinddragelsesudvalget er ikke inviteret.",
        ),
        (
            "advarsel",
            "inviterer_patientudvalget",
            "Sagen nedsætter en arbejdsgruppe eller et projekt, men Patientinddragelsesudvalget er ikke inviteret.",
        ),
        ("advarsel", "opgave", "”maal” er ikke en opgave i kommissoriet for Sundhedsklynge Sønderjylland."),
    ]


def test_a_day_on_which_only_one_of_two_bodies_meets_is_left_empty() -> None:
    """Then each takes the proposal at its own next meeting."""
    case = proposal(bodies=(NORD, SOUTH), proposer="SSU", meeting=date(2026, 11, 24))
    told = judge(case)
    assert [(one.severity.value, one.field, one.problem, one.hint) for one in told if one.field == "mødedato"] == [
        (
            "fejl",
            "mødedato",
            f"Sundhedsklynge Sønderjylland har intet møde den 24.{NBSP}november{NBSP}2026.",
            "Lad datoen stå tom; så kommer forslaget på hvert organs næste møde.",
        )
    ]
    assert all(one.field != "mødedato" for one in judge(case.model_copy(update={"meeting": None})))
    (alone,) = (one for one in judge(southern(meeting=date(2026, 11, 24))) if one.field == "mødedato")
    assert alone.hint.startswith("Mente du den 3.")


def test_where_one_of_two_bodies_is_gone_by_that_day_its_successor_is_named_all_the_same() -> None:
    """The council meets in January; the cluster is no more."""
    case = proposal(bodies=("nordjylland-nord", "Sundhedsråd Vendsyssel"), meeting=date(2027, 1, 19))
    (said,) = [one for one in judge(case) if one.field == "mødedato"]
    assert said.hint == "Klyngen afløses af Sundhedsråd Vendsyssel; send forslaget dertil."


def test_a_cluster_meeting_in_2027_is_an_error_that_names_the_council() -> None:
    """The reform is six weeks away."""
    assert judge(proposal(meeting=date(2027, 1, 19))) == (
        error(
            "mødedato",
            f"Klynge Nord findes kun til og med den 31.{NBSP}december{NBSP}2026.",
            "Klyngen afløses af Sundhedsråd Vendsyssel; send forslaget dertil.",
        ),
    )


# --- rule 23: who proposes ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "proposer",
    [
        "Region Nordjylland",
        "Læsø",
        "PLO",
        "SSU",
        "Sundhedssamarbejdsudvalget",
        "Formandskabet",
        "Sekretariatet",
        "Hjørring og Læsø kommuner",
        "Hjørring Kommune og Patientinddragelsesudvalget",
    ],
)
def test_parties_committee_chairs_and_secretariat_may_propose(proposer: str) -> None:
    """Alone or together."""
    assert judge(proposal(proposer=proposer)) == ()


def test_a_misspelt_proposer_is_answered_with_the_nearest_party() -> None:
    """And with everybody who may propose."""
    assert judge(proposal(proposer="Brønnerslev Kommune")) == (
        error(
            "forslagsstiller",
            "”Brønnerslev Kommune” kan ikke stille forslag til Klynge Nord.",
            f"Mente du ”Brønderslev Kommune”? Forslag kan stilles af {PARTIES}.",
            23,
        ),
    )


def test_a_municipality_from_another_cluster_is_told_so_without_a_guess() -> None:
    """Sønderborg Kommune is no misspelling of anything in the north."""
    (found,) = judge(proposal(proposer="Sønderborg Kommune"))
    assert found.hint == f"Forslag kan stilles af {PARTIES}."


def test_the_patient_committee_proposes_with_a_warning() -> None:
    """No source gives it the right, none denies it."""
    assert judge(proposal(proposer="PIU")) == (
        warning(
            "forslagsstiller",
            "Det fremgår ikke af kilderne, at Patientinddragelsesudvalget selv kan stille forslag.",
            "Aftal med formandskabet eller en part, at de stiller forslaget.",
            23,
        ),
    )


# --- openness -------------------------------------------------------------------------------------------------------


def test_a_closed_item_without_a_reason_goes_back() -> None:
    """With the remedy."""
    assert judge(proposal(openness=Openness.CLOSED)) == (
        error(
            "lukket_begrundelse",
            "Punktet er lukket, men det fremgår ikke hvorfor.",
            "Skriv grunden med henvisning til loven, eller gør punktet åbent.",
        ),
    )
    assert judge(proposal(openness=Openness.CLOSED, closed_reason="Forvaltningslovens § 27.")) == ()


def test_a_reason_on_an_open_item_is_a_warning() -> None:
    """One of the two is a slip."""
    assert judge(proposal(closed_reason="Forvaltningslovens § 27.")) == (
        warning(
            "lukket_begrundelse",
            "Der er en begrundelse for at lukke punktet, men punktet er ikke sat til lukket.",
            "Gør punktet lukket, eller slet begrundelsen.",
        ),
    )


# --- recommendations --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("recommendations", [(), ("Det indstilles,",)])
def test_a_decision_without_anything_to_decide_goes_back(recommendations: tuple[str, ...]) -> None:
    """A lead-in is nothing."""
    assert judge(proposal(recommendations=recommendations)) == (
        error(
            "indstilling",
            "Punktet er til beslutning, men der er ingen indstilling.",
            "Skriv, hvad mødet skal beslutte: ”at …”. Vælg ellers drøftelse eller orientering.",
        ),
    )


@pytest.mark.parametrize("kind", [ItemType.DISCUSSION, ItemType.INFORMATION])
def test_discussions_and_information_need_no_recommendation(kind: ItemType) -> None:
    """Nothing is decided."""
    assert judge(proposal(type=kind, recommendations=())) == ()


def test_a_recommendation_that_does_not_begin_with_at_goes_back_whatever_the_type() -> None:
    """It cannot be printed after "Det indstilles,"; a long one is quoted by its first words."""
    long = "Godkendelse af en plan for de kommende to års fælles indsats i hele området"
    assert judge(proposal(type=ItemType.INFORMATION, recommendations=("at planen drøftes", "Til orientering.", long))) == (
        error(
            "indstilling[2]",
            "Indstillingen ”Til orientering” begynder ikke med ”at”.",
            "Skriv den, så den kan stå efter ”Det indstilles,” – for eksempel ”at orienteringen tages til efterretning”.",
        ),
        error(
            "indstilling[3]",
            "Indstillingen ”Godkendelse af en plan for de kommende to …” begynder ikke med ”at”.",
            "Skriv den, så den kan stå efter ”Det indstilles,” – for eksempel ”at orienteringen tages til efterretning”.",
        ),
    )


# --- rules 11 and 12: patients ------------------------------------------------------------------------------------------


def test_an_item_that_does_not_say_how_patients_are_involved_gets_a_warning() -> None:
    """Rule 11, of both regions."""
    expected = warning(
        "patientinddragelse",
        "Det fremgår ikke, hvordan patienter og pårørende er inddraget.",
        "Skriv hvordan, eller skriv, hvorfor det ikke er relevant.",
        11,
    )
    assert judge(proposal(patient_involvement="")) == judge(southern(patient_involvement="")) == (expected,)


@pytest.mark.parametrize("invites", [None, False])
def test_a_working_group_without_the_patient_committee_is_an_error_in_the_north(invites: bool | None) -> None:
    """There the committee must be invited (rule 12)."""
    assert judge(proposal(sets_up_group=True, invites_patient_committee=invites)) == (
        error(
            "inviterer_patientudvalget",
            "Sagen nedsætter en arbejdsgruppe eller et projekt, men Patientinddragelsesudvalget er ikke inviteret.",
            "Klynge Nord skal invitere udvalget: skriv ja, og tag det med i sagsfremstillingen.",
            12,
        ),
    )


def test_a_working_group_without_the_patient_committee_is_a_warning_in_the_south() -> None:
    """There it is involved where relevant; so it is where the register names no committee."""
    expected = warning(
        "inviterer_patientudvalget",
        "Sagen nedsætter en arbejdsgruppe eller et projekt, men Patientinddragelsesudvalget er ikke inviteret.",
        "Sundhedsklynge Sønderjylland inddrager udvalget, hvor det er relevant: overvej, om det skal med.",
        12,
    )
    assert judge(southern(sets_up_group=True)) == (expected,)
    none_named = register(body_file(soenderjylland(patient_committee=""), meeting(date(2026, 12, 3))))
    assert judge_proposal(southern(sets_up_group=True), none_named, DROPPED) == (expected,)


def test_a_working_group_with_the_patient_committee_is_right() -> None:
    """Everywhere."""
    assert judge(proposal(sets_up_group=True, invites_patient_committee=True)) == ()


def test_a_group_that_the_words_set_up_but_the_form_does_not_mention_is_asked_about() -> None:
    """The field was left empty; where it says nej, that is believed."""
    words = ("at der nedsættes en tværgående arbejdsgruppe",)
    assert judge(proposal(recommendations=words)) == (
        warning(
            "nedsætter_arbejdsgruppe",
            "Sagen ser ud til at nedsætte en arbejdsgruppe eller et projekt, men feltet er ikke besvaret.",
            "Skriv ja eller nej.",
            12,
        ),
    )
    assert judge(proposal(recommendations=words, sets_up_group=False)) == ()


# --- rules 22 and 27: money ---------------------------------------------------------------------------------------------

MONEY = {"finances": "Af de prioriterede midler.", "amounts": (Amount(text="Løn", kroner=300000),), "separate_discussion": True}
SEPARATE = note(
    "særskilt_drøftelse",
    "Sagen drøftes også særskilt i regionen og i kommunerne.",
    "Hold øje med, at drøftelserne når at blive holdt før mødet.",
    22,
)


@pytest.mark.parametrize("total", [None, 300000])
def test_a_decision_on_money_that_adds_up_is_right(total: int | None) -> None:
    """With or without a total of its own."""
    assert judge(proposal(**MONEY, total=total)) == (SEPARATE,)


def test_amounts_that_do_not_add_up_go_back_with_the_difference() -> None:
    """Posts of 300.000 kr. and a total of 350.000 kr."""
    assert judge(proposal(**MONEY, total=350000)) == (
        error(
            "beløb_i_alt",
            f"Posterne giver 300.000{NBSP}kr., men der står 350.000{NBSP}kr. i alt.",
            f"Forskellen er 50.000{NBSP}kr.; ret en post eller summen.",
            27,
        ),
        SEPARATE,
    )


def test_a_total_without_posts_goes_back() -> None:
    """Of what is it the sum?"""
    assert judge(proposal(finances="Af egne midler.", total=350000, separate_discussion=True)) == (
        error(
            "beløb",
            f"Der står 350.000{NBSP}kr. i alt, men ingen poster.",
            "Skriv, hvad beløbet består af, én post pr. linje.",
            27,
        ),
        SEPARATE,
    )


@pytest.mark.parametrize("kind", [ItemType.INFORMATION, ItemType.DISCUSSION])
def test_amounts_on_an_item_that_decides_nothing_go_back(kind: ItemType) -> None:
    """Priority funds are decided upon."""
    assert judge(proposal(**MONEY, type=kind)) == (
        error(
            "sagstype",
            f"Punktet indeholder beløb, men er til {kind.value}.",
            "Brug af midler skal besluttes: vælg beslutning, eller slet beløbene.",
            27,
        ),
        SEPARATE,
    )


@pytest.mark.parametrize("finances", ["", "Ingen.", "ingen", "0 kr.", "-"])
def test_amounts_without_a_word_on_the_finances_go_back(finances: str) -> None:
    """Empty, or said to be none."""
    assert judge(proposal(**MONEY | {"finances": finances})) == (
        error(
            "økonomi",
            "Punktet indeholder beløb, men økonomien er ikke beskrevet.",
            "Skriv, hvad beløbet går til, hvor længe, og hvor pengene kommer fra.",
            27,
        ),
        SEPARATE,
    )


def test_money_in_the_text_with_empty_finances_goes_back() -> None:
    """Typical: the sum stands in the recommendation only."""
    words = ("at klyngen afsætter 300.000 kr.",)
    found = judge(proposal(finances="", recommendations=words, separate_discussion=True))
    assert found == (
        error(
            "økonomi",
            "Feltet Økonomi er tomt, men indstillingen nævner kroner: ”at klyngen afsætter 300.000 kr.”.",
            "Skriv beløb, periode og kilde i feltet, eller skriv ”Ingen.”, hvis sagen ikke koster noget.",
            27,
        ),
        SEPARATE,
    )
    assert judge(proposal(type=ItemType.DISCUSSION, finances="")) == ()


@pytest.mark.parametrize("said", [None, False])
def test_a_decision_on_money_that_the_authorities_do_not_discuss_apart_is_a_warning_in_the_south(said: bool | None) -> None:
    """Sønderjylland's source says that they may (rule 22)."""
    words = ("særskilt_drøftelse", "Sagen handler om penge, men det er ikke sagt, at myndighederne drøfter den særskilt.")
    hint = "Skriv ja, hvis region og kommuner også skal drøfte sagen hver for sig."
    assert judge(southern(**MONEY | {"separate_discussion": said})) == (warning(*words, hint, 22),)
    assert judge(proposal(**MONEY | {"separate_discussion": said})) == (note(*words, hint, 22),)


def test_a_decision_on_money_in_words_only_is_asked_about_too() -> None:
    """The finances are filled, the amounts are not."""
    found = judge(southern(recommendations=("at klyngen afsætter 3 mio. kr.",), finances="Af egne midler."))
    assert [(one.severity.value, one.field) for one in found] == [("advarsel", "særskilt_drøftelse")]


def test_information_about_money_is_no_decision_on_it() -> None:
    """It is not asked about."""
    assert judge(southern(type=ItemType.INFORMATION, case_presentation="Det kostede 3 mio. kr.")) == ()


# --- rules 25 and 26: tasks -----------------------------------------------------------------------------------------------


def test_an_item_without_a_task_is_a_warning_in_the_north_and_a_note_in_the_south() -> None:
    """There the meetings start from the tasks; here the cluster is free."""
    assert judge(proposal(task="")) == (
        warning(
            "opgave",
            "Sagen er ikke knyttet til en opgave i kommissoriet for Klynge Nord.",
            "Vælg en af opgaverne: Prioriterede midler; Egne mål.",
            25,
        ),
    )
    assert judge(southern(task="")) == (
        note(
            "opgave",
            "Sagen er ikke knyttet til en opgave i kommissoriet for Sundhedsklynge Sønderjylland.",
            "Sundhedsklyngen kan frit tage andre emner op.",
            26,
        ),
    )


def test_a_misspelt_task_is_a_warning_with_the_nearest_and_never_an_error() -> None:
    """Or with all of them, where none is near."""
    assert judge(proposal(task="prioriterede milder")) == (
        warning(
            "opgave",
            "”prioriterede milder” er ikke en opgave i kommissoriet for Klynge Nord.",
            "Mente du ”Prioriterede midler”?",
            25,
        ),
    )
    (found,) = judge(southern(task="xyzzy"))
    assert (found.hint, found.rule) == ("Opgaverne er: Populationsansvar; Prioriterede midler.", 26)


def test_a_body_without_listed_tasks_asks_for_none() -> None:
    """The cooperation committee."""
    ssu = body_file(committee(nordjylland(), "ssu", "Sundhedssamarbejdsudvalget", "udvalg"), meeting())
    case = proposal(bodies=("nordjylland-ssu",), proposer="Region Nordjylland", task="")
    assert judge_proposal(case, register(ssu), DROPPED) == ()


def test_the_rule_on_tasks_is_the_bodys_own() -> None:
    """A southern cluster that is made to start from its tasks warns as the northern one does."""
    entry = body_file(soenderjylland(task_rule=TaskRule.START_FROM), meeting(date(2026, 12, 3)))
    (found,) = judge_proposal(southern(task=""), register(entry), DROPPED)
    assert (found.severity.value, found.rule) == ("advarsel", 25)


# --- rules 28 and 32: the health agreement ----------------------------------------------------------------------------------


@pytest.mark.parametrize("changes", [{"task": "maal"}, {"title": "Nye mål for indsatsen"}])
def test_an_item_that_sets_goals_refers_to_the_health_agreement(changes: dict[str, str]) -> None:
    """Goals are set within it; the task or the title gives them away."""
    assert judge(proposal(**changes, health_agreement="")) == (
        warning(
            "sundhedsaftale",
            "Sagen sætter mål, men henviser ikke til sundhedsaftalen.",
            "Skriv, hvilken del af sundhedsaftalen målet hører under.",
            28,
        ),
    )
    assert judge(proposal(**changes)) == ()


def test_an_item_that_adopts_the_health_agreement_gets_a_warning() -> None:
    """That is for the regional council and the municipal councils."""
    assert judge(proposal(recommendations=("at klyngen godkender den nye sundhedsaftale",))) == (
        warning(
            "indstilling",
            "Sagen lægger op til, at Klynge Nord godkender sundhedsaftalen.",
            "Den indgås af regionsrådet og kommunalbestyrelserne; indstil for eksempel, at organet kommer med input til den.",
            32,
        ),
    )


def test_a_body_that_ended_before_the_proposal_came_is_an_error_without_a_meeting() -> None:
    """Dropped in January 2027 without a wanted day."""
    found = judge_proposal(proposal(), REGISTER, DROPPED.replace(year=2027, month=1))
    assert [one.field for one in found] == ["mødedato"]
