"""Stories about dates: a wrong year, a wrong weekday, a deadline copied from last year, a body that will be gone."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from tests.domain.factories import body_file, meeting, nord, register, vendsyssel
from tests.domain.rules.reading import draft, found, problems
from workflow.danish import NBSP
from workflow.domain.findings import warning
from workflow.domain.proposals import ItemType
from workflow.domain.rules.years import judge_deadlines, judge_dissolved, judge_years


def day(text: str) -> str:
    """The date as findings print it."""
    return text.replace(". ", f".{NBSP}").replace("r 2", f"r{NBSP}2").replace("s 2", f"s{NBSP}2").replace("i 2", f"i{NBSP}2")


# --- the wrong year -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "problem", "hint"),
    [
        (
            "Klyngen mødes tirsdag den 24. november 2025 kl. 15.",
            f"Den {day('24. november 2025')} er en mandag, men der står ”Klyngen mødes tirsdag den 24. november 2025 kl. 15”.",
            f"Mente du den {day('24. november 2026')}?",
        ),
        (
            "Der er workshop onsdag den 3. februar 2026.",
            f"Den {day('3. februar 2026')} er en tirsdag, men der står ”Der er workshop onsdag den 3. februar 2026”.",
            f"Mente du den {day('3. februar 2027')}?",
        ),
        (
            "Der er workshop søndag den 3. februar 2026.",
            f"Den {day('3. februar 2026')} er en tirsdag, men der står ”Der er workshop søndag den 3. februar 2026”.",
            "Ret ugedagen eller datoen.",
        ),
    ],
)
def test_a_weekday_that_does_not_fit_gives_the_wrong_year_away(text: str, problem: str, hint: str) -> None:
    """With the year in which it fits, where one is near."""
    assert found(judge_years, case_presentation=text) == [warning("sagsfremstilling", problem, hint)]


def test_the_meetings_own_day_in_another_year_is_a_slip() -> None:
    """Where the text speaks of the meeting."""
    assert found(judge_years, communication="Parterne orienteres efter mødet den 24. november 2025.") == [
        warning(
            "kommunikation",
            f"Mødet er den {day('24. november 2026')}, men der står ”Parterne orienteres efter mødet den 24. november 2025”.",
            "Ret årstallet.",
        )
    ]


def test_a_meetings_day_whose_weekday_gives_it_away_is_said_once() -> None:
    """The weekday says it best."""
    (said,) = found(judge_years, communication="Pressen inviteres til mødet tirsdag den 24. november 2025.")
    assert said.hint == f"Mente du den {day('24. november 2026')}?"


def test_a_meeting_that_the_body_really_held_that_day_is_none() -> None:
    """The register knows it."""
    books = register(body_file(nord(), meeting(), meeting(date(2025, 11, 24))))
    case = draft(known=books, communication="Sagen var på mødet den 24. november 2025.")
    assert list(judge_years(case)) == []


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        (
            {"schedule": "Evaluering foreligger den 1. maj 2062."},
            "tidsplan: Årstallet ligger langt ude i fremtiden: ”Evaluering foreligger den 1. maj 2062”.",
        ),
        (
            {"finances": "Midlerne dækker perioden 2028-2026."},
            "økonomi: Perioden slutter, før den begynder: ”Midlerne dækker perioden 2028-2026”.",
        ),
        (
            {"recommendations": ("at den træder i kraft 1. januar 2026",)},
            "indstilling[1]: Indstillingen gælder en dag, der ligger længe før mødet: ”at den træder i kraft 1. januar 2026”.",
        ),
        (
            {"recommendations": ("at der afsættes 300.000 kr. i 2025",)},
            "indstilling[1]: Indstillingen afsætter midler i et år, der er gået: ”at der afsættes 300.000 kr. i 2025”.",
        ),
        (
            {"title": "Mødeplan for 2025"},
            "titel: Her står et år, der er gået, når mødet holdes: ”Mødeplan for 2025”.",
        ),
        (
            {"recommendations": ("at klyngen godkender budget 2025",)},
            "indstilling[1]: Her står et år, der er gået, når mødet holdes: ”at klyngen godkender budget 2025”.",
        ),
        (
            {"schedule": "Januar 2025: høring\nMarts 2025: beslutning\n15. april 2025: start"},
            f"tidsplan: Alle datoer i tidsplanen ligger længe før mødet den {day('24. november 2026')}.",
        ),
    ],
)
def test_a_year_that_does_not_fit_the_meeting_is_pointed_out(changes: dict[str, Any], problem: str) -> None:
    """Far ahead, backwards, long gone."""
    assert problems(judge_years, **changes) == [problem]


def test_the_remedy_for_a_day_long_gone_is_when_it_comes_next() -> None:
    """This year, if it is still to come."""
    (said,) = found(judge_years, recommendations=("at ordningen begynder den 1. december 2025",))
    assert said.hint == f"Mente du den {day('1. december 2026')}?"


@pytest.mark.parametrize(
    "changes",
    [
        {"case_presentation": "Aftalen blev indgået den 25. oktober 2022, og siden november 2019 er der sket meget."},
        {"case_presentation": "Sundhedsaftalen 2019-2023 løber videre; tallene er fra 2024-2026."},
        {"case_presentation": "Klyngen mødes tirsdag den 24. november 2026 og igen onsdag den 3. februar 2027."},
        {"case_presentation": "Den 24. november 2025 åbnede afdelingen."},
        {"case_presentation": "På mødet den 24. november 2022 blev planen vedtaget."},
        {"case_presentation": "På mødet den 16. juni 2026 bad klyngen om tal."},
        {"case_presentation": "Befolkningen vokser frem mod 2050 med sag 330-2026-2020 og 2027-2026.1."},
        {"case_presentation": "Se 29.09.00-P35-3-26 og sagsnr. 2026-2025-1234."},
        {"recommendations": ("at ordningen træder i kraft den 1. januar 2027",)},
        {"recommendations": ("at aftalen gælder med virkning fra 1. oktober 2026",)},
        {"recommendations": ("at regnskabet for 2025 godkendes", "at status for budget 2025 godkendes")},
        {"recommendations": ("at evalueringen af handleplan 2024 godkendes",)},
        {"recommendations": ("at der afsættes 300.000 kr. i 2027", "at budget 2027 godkendes")},
        {"recommendations": ("at uforbrugte midler, der blev afsat i 2025, overføres",)},
        {"recommendations": ("at handleplan 2025-2028 godkendes",)},
        {"title": "Opfølgning på budget 2025"},
        {"title": "Budget 2025", "type": ItemType.INFORMATION},
        {"case_presentation": "Ordningen begyndte, da den trådte i kraft den 1. januar 2020."},
        {"schedule": "Høringen sluttede i maj 2025. Evaluering i maj 2027."},
        {"schedule": "Planen følges op på næste møde."},
        {"schedule": "August 2026: høring"},
        {"case_presentation": "Pladsen bygges færdig den 1. juni 2040."},
    ],
)
def test_years_that_belong_there_are_left_alone(changes: dict[str, Any]) -> None:
    """History, plans, case numbers, and what looks back on purpose."""
    assert found(judge_years, **changes) == []


def test_a_beginning_is_not_suggested_for_a_day_when_the_body_is_gone() -> None:
    """The clusters' last day is 31 December 2026."""
    (said,) = found(judge_years, recommendations=("at ordningen begynder den 1. februar 2026",))
    assert said.hint == "Ret datoen."


@pytest.mark.parametrize(
    ("text", "weekday"),
    [
        ("Vi mødes mandag den 24. november 2026.", "tirsdag"),  # the meeting's own day
        ("Vi mødes onsdag den 24. november 2026.", "tirsdag"),  # which is a Wednesday next year
        ("Der er workshop torsdag den 4. december 2026.", "fredag"),  # which was a Thursday last year
        ("Der er workshop fredag d. 3/2-27.", "onsdag"),
    ],
)
def test_a_wrong_weekday_of_a_day_at_hand_is_corrected_itself(text: str, weekday: str) -> None:
    """Another year is suggested only where it is nearer at hand."""
    (said,) = found(judge_years, case_presentation=text)
    assert said.hint == f"Ret ugedagen til {weekday}."


def test_the_meetings_day_with_last_years_short_year_is_a_slip() -> None:
    """24/11-25."""
    assert problems(judge_years, case_presentation="Mødet den 24/11-25 beslutter modellen.") == [
        f"sagsfremstilling: Mødet er den {day('24. november 2026')}, men der står ”Mødet den 24/11-25 beslutter modellen”."
    ]


# --- last year's deadline -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ("Fristen for høringssvar er den 1. februar 2026.", "”Fristen for høringssvar er den 1. februar 2026”"),
        ("Svarfrist: 1. februar 2026", "”Svarfrist: 1. februar 2026”"),
        ("Deadline for tilmelding er 01.02.2026.", "”Deadline for tilmelding er 01.02.2026”"),
        ("Bemærkninger sendes senest den 1. februar 2026.", "”Bemærkninger sendes senest den 1. februar 2026”"),
        ("Kommunerne skal svare inden 1. februar 2026.", "”Kommunerne skal svare inden 1. februar 2026”"),
    ],
)
def test_a_deadline_that_had_passed_when_the_proposal_came_is_last_years(text: str, quoted: str) -> None:
    """With the day when it comes next."""
    assert found(judge_deadlines, schedule=text) == [
        warning(
            "tidsplan",
            f"Fristen var overskredet, allerede da forslaget kom: {quoted}.",
            "Skriv en frist, der stadig kan nås.",
        )
    ]


def test_a_deadlines_day_is_suggested_again_where_it_comes_before_the_meeting() -> None:
    """Not after it, and not after the body's last day: nobody would be there to hear the answers."""
    (said,) = found(judge_deadlines, schedule="Svar sendes senest den 16. november 2025.")
    assert said.hint == f"Mente du den {day('16. november 2026')}?"
    (said,) = found(judge_deadlines, schedule="Svar sendes senest den 1. december 2025.")
    assert said.hint == "Skriv en frist, der stadig kan nås."


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ("Svar sendes senest 15/10-25.", "Svar sendes senest 15/10-25"),
        ("Tilmelding senest d. 15/10/25", "Tilmelding senest d. 15/10/25"),
        ("Svar sendes senest den 15.10.25.", "Svar sendes senest den 15.10.25"),
    ],
)
def test_a_deadline_with_a_year_of_two_figures_is_read_too(text: str, quoted: str) -> None:
    """As the most of us write it."""
    assert problems(judge_deadlines, case_presentation=text) == [
        f"sagsfremstilling: Fristen var overskredet, allerede da forslaget kom: ”{quoted}”."
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Høringssvar skal sendes senest den 1. oktober.",
        "Høringssvar skal sendes senest torsdag den 1. oktober kl. 12.",
        "Kommunerne bedes svare inden 1/10.",
        "Fristen for høringssvar er den 1. okt.",
    ],
)
def test_a_deadline_without_a_year_that_has_just_passed_is_seen(text: str) -> None:
    """Of this year, since it lies nearest to the meeting; its day next year comes after the meeting."""
    (said,) = found(judge_deadlines, schedule=text)
    assert said.problem.startswith("Fristen var overskredet, allerede da forslaget kom: ”")
    assert said.hint == "Skriv en frist, der stadig kan nås."


@pytest.mark.parametrize(
    "text",
    [
        "Høringssvar skal sendes senest den 20. november.",
        "Høringssvar skal sendes senest den 1. februar.",
        "Høringssvar skal sendes senest den 1. juni.",
        "Svar skal sendes senest den 31. februar eller inden 1/3 af perioden.",
        "Budgettet skal sendes senest den 1. oktober i 2027.",
        "Tal skal sendes senest den 1. oktober hvert år.",
        "Sådan bliver 2027:\nHøringssvar skal sendes senest den 1. oktober.",
        "Høringssvar skulle sendes senest den 1. oktober.",
        "Senest den 1. oktober drøftede klyngen, hvad der skal ske.",
        "Klyngen drøftede senest den 1. oktober, hvad der skal ske.",
        "Siden 1. oktober skal alle svare. Den 1. oktober trådte reglen i kraft, og den skal følges.",
    ],
)
def test_days_without_a_year_that_may_be_to_come_or_happened_are_left_alone(text: str) -> None:
    """A false alarm is worse than a miss."""
    assert found(judge_deadlines, schedule=text) == []


def test_a_deadline_in_december_is_last_years_in_january_or_next_years() -> None:
    """Nobody can tell, so nothing is said."""
    case = replace(draft(date(2026, 1, 20), schedule="Svar skal sendes senest den 20. december."), received=date(2026, 1, 5))
    assert list(judge_deadlines(case)) == []


def test_a_recommendation_with_a_day_long_gone_needs_no_other_word() -> None:
    """What is recommended is still to come."""
    assert len(found(judge_deadlines, recommendations=("at forsøget er i drift senest den 1. februar 2026",))) == 1


@pytest.mark.parametrize(
    "text",
    [
        "Sagen blev senest drøftet den 3. marts 2026.",
        "Senest den 3. marts 2026 kendte alle spørgsmålet.",
        "Klyngen behandlede senest den 3. marts 2026 spørgsmålet.",
        "Fristen for høringssvar var den 1. februar 2026.",
        "Fristen udløb den 1. februar 2026, og alle har svaret.",
        "Kommunerne har svaret inden 1. februar 2026.",
        "Bemærkninger sendes senest den 20. november 2026.",
        "Fristen er 1. februar 2027.",
        "Bemærkninger sendes senest fredag i uge 6.",
        "Aftalen er fra den 1. februar 2026 og skal følges op.",
        "Alle skulle være inde den 1. februar 2026.",
        "Svar skulle sendes senest den 1. marts 2025.",
        "Kommunerne svarede senest den 1. marts 2025.",
    ],
)
def test_deadlines_to_come_and_what_happened_are_left_alone(text: str) -> None:
    """Senest means most recently, too."""
    assert found(judge_deadlines, case_presentation=text) == []


# --- a body that will be gone -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "Klyngen følger op på sit møde den 19. januar 2027.",
        "Evalueringen er på Klynge Nords møde i marts 2027.",
        "På klyngens møde i juni 2027.",
        "Klynge Nord mødes den 15. januar 2027.",
        "Klyngen mødes igen i februar 2027.",
    ],
)
def test_a_meeting_after_the_bodys_last_day_is_its_successors(text: str) -> None:
    """The clusters are dissolved on 1 January 2027; the register says who follows."""
    (said,) = found(judge_dissolved, schedule=text)
    assert said == warning(
        "tidsplan",
        f"Klynge Nord findes kun til og med den {day('31. december 2026')}, men der står ”{text.rstrip('.')}”.",
        "Skriv Sundhedsråd Vendsyssel i stedet, eller ret datoen.",
    )


def test_where_the_register_names_no_successor_the_remedy_asks_who_takes_over() -> None:
    """And each passage is told once."""
    text = "Klyngen har møde den 19. januar 2027.\nKlyngen har møde den 19. februar 2027."
    (said,) = found(judge_dissolved, bodies=("syddanmark-soenderjylland",), schedule=text.replace("Klyngen", "Sundhedsklyngen"))
    assert said.hint == "Ret datoen, eller skriv, hvem der tager over."


@pytest.mark.parametrize(
    "text",
    [
        "Klyngen følger op på sit møde den 15. december 2026.",
        "Forsøget begynder den 1. februar 2027.",
        "Klyngens aftaler overdrages, og sundhedsrådets møde er den 19. januar 2027.",
        "Det organ, der afløser klyngen, har møde den 19. januar 2027.",
        "Klyngen igangsætter forsøget den 1. februar 2027.",
        "Klyngen mødes. Ungerådet har møde den 19. januar 2027.",
        "Ungerådet mødes den 19. januar 2027, når klyngen er nedlagt.",
    ],
)
def test_other_days_in_the_new_year_are_left_alone(text: str) -> None:
    """What is decided now may happen then."""
    assert found(judge_dissolved, schedule=text) == []


def test_a_body_without_a_last_day_meets_for_ever() -> None:
    """The health council."""
    books = register(body_file(vendsyssel(), meeting(date(2027, 1, 19))))
    case = draft(
        date(2027, 1, 19), known=books, bodies=("nordjylland-sundhedsraad-vendsyssel",), schedule="Rådets møde i maj 2031."
    )
    assert list(judge_dissolved(case)) == []
