"""Stories about what is found wrong with the attendance in a minutes record."""

from datetime import date, time
from typing import Any

from tests.domain.factories import MEETING_DAY, NO_SOURCE, mayor, nord, nord_members, soenderjylland, soenderjylland_members
from workflow import danish
from workflow.domain.bodies import Body, Member, SubstituteRule
from workflow.domain.findings import Finding, error, warning
from workflow.domain.minutes import Attendance, Conclusion, MinutesRecord, SeatRecord
from workflow.domain.rules.attendance import judge_attendance

NBSP = danish.NBSP
NUMBERS = ("1", "2", "3")
TITLES = tuple(member.title for member in soenderjylland_members())
SENT = "Viceborgmester, Tønder Kommune"
TOENDER = "Borgmester, Tønder Kommune"


def line(member: str, **changes: Any) -> SeatRecord:
    """One line of the attendance: there, unless changed."""
    return SeatRecord(**{"member": member, "status": Attendance.PRESENT} | changes)


def judged(*lines: SeatRecord, body: Body | None = None, without: tuple[str, ...] = (), **changes: Any) -> tuple[Finding, ...]:
    """What is found when all of Sønderjylland came; ``lines`` replace or are added, ``without`` are left out."""
    special = {one.member: one for one in lines}
    whole = [special.pop(title, line(title)) for title in TITLES if title not in without]
    conclusion = Conclusion(**{"number": "2", "title": "Sag"} | changes)
    record = MinutesRecord(
        body="syddanmark-soenderjylland",
        meeting=MEETING_DAY,
        attendance=(*whole, *special.values()),
        conclusions=(conclusion,),
    )
    return judge_attendance(record, body or soenderjylland(), NUMBERS)


def replaced(**changes: Any) -> SeatRecord:
    """The mayor of Tønder sent apologies and a substitute with mandate."""
    return line(TOENDER, **{"status": Attendance.APOLOGIES, "substitute": SENT, "mandate": True} | changes)


def test_everybody_is_accounted_for() -> None:
    """Present, apologies and absent alike."""
    assert judged(line(TITLES[0], status=Attendance.ABSENT), line(TITLES[4], status=Attendance.APOLOGIES)) == ()


def test_a_member_left_out_and_a_member_twice_are_errors() -> None:
    """The mayor of Aabenraa is missing, the chair of the region stands there twice."""
    titles = [title for title in TITLES if title != "Borgmester, Aabenraa Kommune"]
    record = MinutesRecord(
        body="x",
        meeting=MEETING_DAY,
        attendance=tuple(line(title) for title in (*titles, "regionsrådsformand")),
        conclusions=(Conclusion(number="1", title="Sag"),),
    )
    assert judge_attendance(record, soenderjylland(), NUMBERS) == (
        error("fremmøde[10].medlem", "regionsrådsformand står for mange gange i fremmødet.", "Slet den ene af linjerne."),
        error(
            "fremmøde",
            "Borgmester, Aabenraa Kommune mangler i fremmødet.",
            "Tilføj en linje med medlem: Borgmester, Aabenraa Kommune og en status.",
        ),
    )


def test_members_with_one_title_are_missed_one_by_one() -> None:
    """Two doctors bear the same title, and one stands in the record."""
    members = (*soenderjylland_members()[:8], *(Member(seat="læger", title="Praktiserende læge") for _ in range(2)))
    found = judged(
        line("Praktiserende læge"),
        body=soenderjylland(members=members),
        without=("Praktiserende læge 1", "Praktiserende læge 2"),
    )
    assert [finding.problem for finding in found] == ["Praktiserende læge mangler i fremmødet."]


def test_a_misspelt_title_is_answered_with_the_member_who_is_missing() -> None:
    """One finding, not two."""
    assert judged(line("Borgmester, Tøndr Kommune"), without=(TOENDER,)) == (
        error(
            "fremmøde[10].medlem",
            "Borgmester, Tøndr Kommune er ikke medlem af Sundhedsklynge Sønderjylland.",
            "Mente du ”Borgmester, Tønder Kommune”?",
        ),
    )


def test_a_stranger_is_answered_with_the_members_titles() -> None:
    """Nobody near is missing."""
    (finding,) = judged(line("Kommunaldirektør"))
    assert finding.problem == "Kommunaldirektør er ikke medlem af Sundhedsklynge Sønderjylland."
    assert finding.hint == f"Medlemmerne er: {'; '.join(TITLES)}."


def test_observers_and_administration_belong_in_lists_of_their_own() -> None:
    """Rules 9 and 10: they never count."""
    members = (*soenderjylland_members(), *nord_members()[-2:])
    body = soenderjylland(members=members, seats=nord().seats)
    found = judged(line("Formand for Hjørring Kommunes sundhedsudvalg"), line("Sundhedsdirektør, Hjørring Kommune"), body=body)
    assert [(finding.problem, finding.hint) for finding in found] == [
        (
            "Formand for Hjørring Kommunes sundhedsudvalg er ikke medlem med stemmeret og tæller ikke med i fremmødet.",
            "Flyt titlen til observatører.",
        ),
        (
            "Sundhedsdirektør, Hjørring Kommune er ikke medlem med stemmeret og tæller ikke med i fremmødet.",
            "Flyt titlen til administration.",
        ),
    ]


def test_a_member_whose_term_does_not_cover_the_meeting_is_an_error() -> None:
    """Rule 20: the mayor's term ended in October; his successor is missing."""
    members = tuple(
        member.model_copy(update={"valid_to": date(2026, 10, 31)}) if member.title == TOENDER else member
        for member in soenderjylland_members()
    )
    body = soenderjylland(members=(*members, mayor("550", "Ny Tønder", valid_from=date(2026, 11, 1))))
    assert judged(body=body) == (
        error(
            "fremmøde[7].medlem",
            f"Borgmester, Tønder Kommune sidder ikke i Sundhedsklynge Sønderjylland den 24.{NBSP}november{NBSP}2026: "
            "perioden dækker ikke mødet.",
            "Skriv det medlem, der havde pladsen den dag, eller ret perioden i registeret.",
            20,
        ),
        error(
            "fremmøde",
            "Borgmester, Ny Tønder Kommune mangler i fremmødet.",
            "Tilføj en linje med medlem: Borgmester, Ny Tønder Kommune og en status.",
        ),
    )


# --- substitutes ----------------------------------------------------------------------------------------------------


def test_a_substitute_with_mandate_for_an_absent_member_is_welcome() -> None:
    """Sønderjylland's rule."""
    assert judged(replaced()) == ()


def test_a_substitute_without_mandate_is_an_error_where_the_rule_demands_one() -> None:
    """Rule 16; whether it was denied or not said."""
    expected = error(
        "fremmøde[7].mandat",
        f"{SENT} deltog for {TOENDER}, men det fremgår ikke, at suppleanten havde mandat.",
        "Skriv mandat: ja, eller slet suppleanten, hvis vedkommende ikke måtte træffe beslutninger.",
        16,
    )
    assert judged(replaced(mandate=None)) == (expected,)
    assert judged(replaced(mandate=False)) == (expected,)
    free = soenderjylland(substitute_rules=(SubstituteRule(allowed=True),))
    assert judged(replaced(mandate=None), body=free) == ()


def test_where_the_charter_is_silent_a_substitute_is_a_warning() -> None:
    """Rule 16 in Nordjylland: silent, or assumed to allow none; where a source forbids it, an error."""
    silent = judged(replaced(), body=soenderjylland(substitute_rules=()))
    assert silent == (
        warning(
            "fremmøde[7].suppleant",
            f"{SENT} deltog for {TOENDER}, men kommissoriet siger intet om suppleanter.",
            "Bekræft i forretningsordenen, at medlemmer kan sende en suppleant.",
            16,
        ),
    )
    assumed = judged(replaced(), body=soenderjylland(substitute_rules=(SubstituteRule(allowed=False, assumed=NO_SOURCE),)))
    stated = judged(replaced(), body=soenderjylland(substitute_rules=(SubstituteRule(allowed=False),)))
    assert [finding.severity for finding in (*assumed, *stated)] == ["advarsel", "fejl"]
    assert stated[0].problem == f"{SENT} deltog for {TOENDER}, men Sundhedsklynge Sønderjylland har ikke suppleanter."


def test_there_are_never_more_substitutes_than_absent_members() -> None:
    """The mayor was there himself; the sector is named. A stranger's sector is not known."""
    found = judged(
        replaced(status=Attendance.PRESENT), line("Ukendt", substitute="Også ukendt", mandate=True), without=(TITLES[1],)
    )
    assert [finding.problem for finding in found if finding.rule == 16] == [
        f"{SENT} står som suppleant for {TOENDER}, der selv var til stede (sektoren Kommuner).",
        "Også ukendt står som suppleant for Ukendt, der selv var til stede.",
    ]


def test_one_person_fills_one_seat() -> None:
    """A substitute for two mayors, and a member who is also somebody's substitute."""
    twice = judged(replaced(), line(TITLES[4], status=Attendance.APOLOGIES, substitute=SENT, mandate=True))
    assert [(finding.field, finding.problem) for finding in twice] == [
        ("fremmøde[7].suppleant", f"{SENT} fylder allerede en anden plads og kan ikke også møde for {TOENDER}."),
    ]
    (own,) = judged(replaced(substitute="Regionsrådsformand"))
    assert own.problem == f"Regionsrådsformand fylder allerede en anden plads og kan ikke også møde for {TOENDER}."
    assert own.hint == "Hver deltager tæller én gang. Er det to personer, så skriv deres titler forskelligt."


# --- arrivals and departures ------------------------------------------------------------------------------------------


def test_a_clock_time_needs_its_item() -> None:
    """The count goes by items, so the time alone says too little."""
    found = judged(line(TITLES[0], arrived=time(15, 20), left=time(16, 40)))
    assert [(finding.severity, finding.field, finding.problem.replace(NBSP, " ")) for finding in found] == [
        ("advarsel", "fremmøde[1].fra_punkt", "Regionsrådsformand ankom kl. 15.20, men det fremgår ikke ved hvilket punkt."),
        ("advarsel", "fremmøde[1].til_punkt", "Regionsrådsformand gik kl. 16.40, men det fremgår ikke ved hvilket punkt."),
    ]
    assert found[0].hint == "Skriv punktets nummer ved fra_punkt, så fremmødet kan tælles punkt for punkt."


def test_arrivals_and_departures_name_items_of_the_agenda_in_order() -> None:
    """Item 9 does not exist; nobody leaves before coming; an absent member neither comes nor goes, a substitute may."""
    found = judged(
        line(TITLES[0], from_item="9", arrived=time(15, 20)),
        line(TITLES[1], from_item="3", to_item="1"),
        line(TITLES[2], from_item="1", to_item="3"),
        line(TITLES[3], status=Attendance.ABSENT, to_item="2"),
        replaced(from_item="2"),
    )
    assert found == (
        error("fremmøde[1].fra_punkt", "Dagsordenen har ikke noget punkt 9.", "Punkterne er 1, 2 og 3."),
        error(
            "fremmøde[2].til_punkt",
            "Regionsrådsmedlem 2 kan ikke ankomme til punkt 3 og gå efter punkt 1.",
            "Byt om på numrene, eller ret det ene.",
        ),
        warning(
            "fremmøde[4].til_punkt",
            "Regionsrådsmedlem 4 var ikke til stede, men har et nummer ved til_punkt.",
            "Ret medlemmets status, eller slet nummeret.",
        ),
    )


def test_only_those_who_attended_can_leave_an_item_aside() -> None:
    """A member, a substitute, and a name that nobody bears."""
    found = judged(replaced(), not_taking_part=("regionsrådsformand", SENT, "Praktiserende lege 1", "Ingen af dem"))
    assert found == (
        error(
            "punkter[1].deltog_ikke",
            "Praktiserende lege 1 står ved punkt 2 som en, der ikke deltog, men er ikke i fremmødet.",
            "Mente du ”Praktiserende læge 1”?",
        ),
        error(
            "punkter[1].deltog_ikke",
            "Ingen af dem står ved punkt 2 som en, der ikke deltog, men er ikke i fremmødet.",
            "Skriv titlen, som den står i fremmødet.",
        ),
    )
