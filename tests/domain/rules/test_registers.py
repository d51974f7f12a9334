"""Stories about the register as of a day: chairs, year plan, term, secretariat, municipalities that belong nowhere."""

from datetime import date
from typing import Any

import pytest

from tests.domain.factories import (
    LAST_DAY,
    MEETING_DAY,
    NO_SOURCE,
    body_file,
    meeting,
    municipality,
    nord,
    nord_members,
    nordjylland,
    register,
    soenderjylland,
    ssu,
    syddanmark,
    vendsyssel,
)
from workflow import danish
from workflow.domain.bodies import Body, BodyMunicipality, CoChairs, DecisionForm, DecisionRule, QuorumRule, Secretariat
from workflow.domain.findings import Finding, Severity, error, note, warning
from workflow.domain.rules.registers import judge_bodies, judge_coverage, judge_register

AUTUMN = date(2026, 11, 5)
NORD_FILE = "register/nordjylland/nordjylland-nord/organ.yaml"
REGION_FILE = "register/nordjylland/region.yaml"
TITLES = ("Regionsrådsformand", "Borgmester, Frederikshavn Kommune")
MEMBERS_OF_SSU = tuple(one for one in nord_members() if one.title in TITLES)


def judged(body: Body, *meetings: Any, on: date = AUTUMN, rule: int | None = None) -> list[Finding]:
    """What the rules say of one body, alone in the register with its region's committee; of one rule only, if given."""
    region = nordjylland() if body.region == "nordjylland" else syddanmark()
    committee = body_file(ssu(region, members=MEMBERS_OF_SSU))
    entry = body_file(body, *meetings)
    found = judge_bodies(register(committee, entry), on)
    return [one for one in found if one.file == entry.file and one.rule == rule]


def test_a_municipality_outside_every_body_is_an_error() -> None:
    """Rule 31: Morsø and Vesthimmerlands are in the region, but in no body; the whole register says so too."""
    region = nordjylland()
    found = judge_coverage(region, register(), AUTUMN)
    assert found == tuple(
        error(
            f"kommuner[{count}]",
            f"{name} Kommune hører ikke til noget organ i Region Nordjylland.",
            "Skriv kommunen under kommuner i organets organ.yaml, eller slet den her.",
            31,
        )
        for count, name in ((5, "Morsø"), (6, "Vesthimmerlands"))
    )
    assert found[0].located(REGION_FILE) in judge_register(register(), AUTUMN)


def test_a_committee_of_the_whole_region_is_no_proof_that_a_municipality_has_a_cluster() -> None:
    """The cooperation committee holds all six; Morsø still has no cluster."""
    everybody = tuple(BodyMunicipality(code=one.code, name=one.name) for one in nordjylland().municipalities)
    whole = body_file(ssu(nordjylland(), municipalities=everybody))
    assert [one.field for one in judge_coverage(nordjylland(), register(whole), AUTUMN)] == ["kommuner[5]", "kommuner[6]"]


def test_one_body_for_a_whole_region_is_enough() -> None:
    """Bornholm: one municipality, one cluster."""
    region = nordjylland(municipalities=(municipality("860", "Hjørring"),))
    one = body_file(nord(municipalities=(BodyMunicipality(code="860", name="Hjørring"),)))
    assert judge_coverage(region, register(one), AUTUMN) == ()


def test_before_any_body_exists_no_municipality_is_outside() -> None:
    """In 2020 there were no clusters."""
    assert judge_coverage(nordjylland(), register(), date(2020, 1, 1)) == ()


def test_a_municipality_that_is_gone_needs_no_body() -> None:
    """Merged at the end of 2025."""
    region = nordjylland(
        municipalities=(*nordjylland().municipalities[:4], municipality("773", "Morsø", valid_to=date(2025, 12, 31)))
    )
    assert judge_coverage(region, register(), AUTUMN) == ()


def test_equal_chairs_are_two_from_two_sectors() -> None:
    """Rule 17: one from the region, one mayor of the cluster."""
    assert judged(soenderjylland(), rule=17) == []
    alone = judged(soenderjylland(co_chairs=CoChairs(members=("Regionsrådsformanden",))), rule=17)
    both = ("Regionsrådsformanden", "Regionsrådsmedlem 2")
    same = judged(soenderjylland(co_chairs=CoChairs(members=both)), rule=17)
    expected = error(
        "formandskab.medlemmer",
        "Et ligeværdigt formandskab består af to: én fra regionen og én fra kommunerne.",
        "Skriv præcis to titler.",
        17,
    ).located("register/syddanmark/syddanmark-soenderjylland/organ.yaml")
    assert (alone, same) == ([expected], [expected])


def test_a_chair_from_outside_is_an_error_with_the_nearest() -> None:
    """Rule 17: Esbjerg is in another cluster; where the chairs are assumed, it is a warning."""
    chairs = CoChairs(members=("Regionsrådsformanden", "Borgmester, Aabenra Kommune"))
    (found,) = judged(soenderjylland(co_chairs=chairs), rule=17)
    assert (found.severity, found.field) == (Severity.ERROR, "formandskab.medlemmer[2]")
    assert (
        found.problem == "”Borgmester, Aabenra Kommune” er i formandskabet, men er ikke medlem af Sundhedsklynge Sønderjylland."
    )
    assert found.hint == "Mente du ”Borgmester, Aabenraa Kommune”?"
    far = chairs.model_copy(update={"members": ("Regionsrådsformanden", "Q"), "assumed": NO_SOURCE})
    (assumed,) = judged(soenderjylland(co_chairs=far), rule=17)
    assert (assumed.severity, assumed.hint) == (Severity.WARNING, "Ret titlen. Bekræft reglen i forretningsordenen.")


def test_two_chairs_who_are_members_are_asked_for_though_it_is_uncertain_which() -> None:
    """Rule 17: the source says that they are two of the body's own; only an assumed chair is softened."""
    outside = CoChairs(members=("Regionsrådsformanden", "Borgmester, Esbjerg Kommune"), certainty="usikker", source="Rammen.")
    three = outside.model_copy(
        update={"members": ("Regionsrådsformanden", "Borgmester, Aabenraa Kommune", "Praktiserende læge 1")}
    )
    for chairs, severity in ((outside, Severity.ERROR), (three, Severity.ERROR)):
        assert [one.severity for one in judged(soenderjylland(co_chairs=chairs), rule=17)] == [severity]
        assumed = chairs.model_copy(update={"assumed": NO_SOURCE})
        assert [one.severity for one in judged(soenderjylland(co_chairs=assumed), rule=17)] == [Severity.WARNING]


def test_a_single_chair_who_ranks_is_no_mistake() -> None:
    """A health council has one chair, from the region."""
    chairs = CoChairs(members=("Regionsrådsformanden",), equal=False)
    assert judged(soenderjylland(co_chairs=chairs), rule=17) == []


def test_chairs_sit_in_the_committee_that_the_charter_names() -> None:
    """Rule 18: Aabenraa's mayor is not on its list."""
    chairs = CoChairs(members=("Regionsrådsformanden", "borgmesteren i Aabenraa Kommune"), also_in="syddanmark-ssu")
    assert judged(soenderjylland(co_chairs=chairs), rule=18) == [
        warning(
            "formandskab.medlemmer[2]",
            "”borgmesteren i Aabenraa Kommune” skal også være medlem af Sundhedssamarbejdsudvalget, men står ikke på listen.",
            "Tilføj titlen i register/syddanmark/syddanmark-ssu/organ.yaml.",
            18,
        ).located("register/syddanmark/syddanmark-soenderjylland/organ.yaml")
    ]
    assert judged(soenderjylland(co_chairs=chairs.model_copy(update={"also_in": ""})), rule=18) == []


def test_a_body_that_decides_without_chairs_is_a_warning() -> None:
    """Rule 19: presupposed, but not described; a body that decides nothing needs none."""
    (found,) = [one for one in judged(nord(co_chairs=None), rule=19) if one.severity is Severity.WARNING]
    assert found.problem == "Formandskabet er ikke beskrevet."
    assert judged(nord(co_chairs=None, decision_rules=()), rule=19) == []


@pytest.mark.parametrize(
    ("body", "on", "said"),
    [
        (nord(), AUTUMN, [("advarsel", 13, "Klynge Nord har ét møde i 2026; reglen er som udgangspunkt to om året.")]),
        (
            soenderjylland(),
            AUTUMN,
            [("advarsel", 14, "Sundhedsklynge Sønderjylland har ét møde i 2026; reglen er mindst to om året.")],
        ),
        (
            soenderjylland(valid_to=None),
            date(2027, 1, 2),
            [("fejl", 14, "Sundhedsklynge Sønderjylland har ét møde i 2026; reglen er mindst to om året.")],
        ),
        (soenderjylland(meeting_rules=()), AUTUMN, []),
        (soenderjylland(), date(2025, 6, 1), []),
    ],
)
def test_a_year_with_too_few_meetings_is_a_warning_until_it_is_over(body: Body, on: date, said: list[Any]) -> None:
    """Rules 13 and 14: as a rule two, or at least two; a year that has not begun is not judged."""
    found = [*judged(body, meeting(host=""), on=on, rule=13), *judged(body, meeting(host=""), on=on, rule=14)]
    assert [(one.severity.value, one.rule, one.problem) for one in found] == said


def test_two_meetings_are_enough_and_so_are_many_small_words() -> None:
    """A council with a meeting a month has held two so far."""
    spring = meeting(date(2026, 5, 19), host="")
    assert judged(nord(), spring, meeting(host=""), rule=13) == []
    rule = nord().meeting_rules[0].model_copy(update={"per_year": 12})
    (found,) = judged(nord(meeting_rules=(rule,)), spring, meeting(host=""), rule=13)
    assert found.problem == "Klynge Nord har to møder i 2026; reglen er som udgangspunkt tolv om året."


def test_a_charter_from_before_the_election_is_a_warning() -> None:
    """Rule 20: from October 2022, and elected again in November 2025."""
    (found,) = judged(soenderjylland(), rule=20)
    assert (found.severity, found.field) == (Severity.WARNING, "kommissorium_fra")
    begun, voted = danish.long_date(date(2022, 10, 25)), danish.long_date(date(2025, 11, 18))
    assert found.problem == f"Kommissoriet gælder fra den {begun}, før det seneste valg den {voted}."
    assert judged(soenderjylland(), on=date(2025, 1, 1), rule=20) == []
    assert judged(soenderjylland(charter_from=date(2026, 1, 20)), rule=20) == []


def test_a_body_that_ends_says_who_follows() -> None:
    """Rule 30: from the day it is known; once it is over, the body is left in peace."""
    (found,) = judged(nord(), rule=30)
    day = danish.long_date(LAST_DAY)
    assert found.problem == f"Klynge Nord ophører den {day} og afløses af Sundhedsråd Vendsyssel."
    (alone,) = judged(nord(successor=()), rule=30)
    assert alone.problem == f"Klynge Nord ophører den {day}, og ingen efterfølger er oplyst."
    assert judged(nord(), on=date(2027, 1, 1), rule=30) == []
    assert judged(vendsyssel(), on=date(2027, 1, 1), rule=30) == []


def test_a_dissolved_body_s_meetings_are_still_judged() -> None:
    """Rule 30: the meeting of 12 January names the successor, whatever day it is."""
    (found,) = judge_bodies(register(body_file(nord(), meeting(date(2027, 1, 12)))), date(2030, 1, 1))[:1]
    assert found.file == "register/nordjylland/nordjylland-nord/moeder/2027-01-12.yaml"
    assert (found.severity, found.rule) == (Severity.ERROR, 30)


def test_a_joint_secretariat_has_a_contact_on_both_sides() -> None:
    """Rule 24: one contact only; a regional secretariat needs no more."""
    one = Secretariat(name="Klyngesekretariatet", contacts=("Konsulent, Region Nordjylland",))
    (found,) = judged(nord(secretariat=one), rule=24)
    assert (found.severity, found.field) == (Severity.WARNING, "sekretariat.kontakter")
    assert judged(nord(secretariat=one.model_copy(update={"joint": False})), rule=24) == []


def test_a_body_without_rules_of_procedure_is_a_warning() -> None:
    """Rule 21: its deadlines come from there; a body that does not exist yet has time."""
    found = [one for one in judged(nord(), rule=21) if one.severity is Severity.WARNING]
    assert [one.problem for one in found] == [
        "Klynge Nord har ingen forretningsorden i registeret; fristerne er derfor forudsat."
    ]
    for sound in (
        nord(rules_of_procedure="Sagsnummer 22/1234"),
        nord(deadlines=()),
        nord(valid_from=date(2027, 1, 1), valid_to=None),
    ):
        assert [one for one in judged(sound, rule=21) if one.severity is Severity.WARNING] == []


def test_no_quorum_asks_for_more_than_everybody() -> None:
    """Three halves, and more than all."""
    rules = (QuorumRule(share="3/2"), QuorumRule(share="1/1", more_than=True), QuorumRule(share="1/1"))
    assert [(one.field, one.problem) for one in judged(nord(quorum_rules=rules), rule=2)] == [
        ("beslutningsdygtighed[1].andel", "Andelen 3/2 er større end 1 eller kræver flere end alle."),
        ("beslutningsdygtighed[2].andel", "Andelen 1/1 er større end 1 eller kræver flere end alle."),
    ]


def test_what_no_source_states_is_told_as_a_note() -> None:
    """Rule 3: consensus and quorum are assumed in Nordjylland, stated in Syddanmark."""
    rules = judged(nord(), rule=3)
    assert rules == [
        note(
            field,
            "Det er forudsat: Ingen kilde nævner reglen for Nordjylland.",
            "Bekræft det i forretningsordenen, og slet derefter linjen forudsat.",
            3,
        ).located(NORD_FILE)
        for field in ("beslutninger", "beslutningsdygtighed")
    ]
    assert judged(soenderjylland(), rule=3) == []


def test_what_is_uncertain_is_told_as_a_note_with_its_source() -> None:
    """Middelfart may belong elsewhere; a majority rule has no source at all."""
    doubtful = BodyMunicipality(code="860", name="Hjørring", certainty="usikker", source="Et datasæt fra 2026.")
    rule = DecisionRule(form=DecisionForm.MAJORITY, certainty="usikker")
    body = nord(municipalities=(doubtful, *nord().municipalities[1:]), decision_rules=(rule,), quorum_rules=(), term=None)
    (place,) = judged(body, rule=31)
    assert place == note(
        "kommuner[1]",
        "Det er usikkert, om Hjørring Kommune hører til: Et datasæt fra 2026.",
        "Skriv sikkerhed: bekræftet, når det er afklaret.",
        31,
    ).located(NORD_FILE)
    assert [one.problem for one in judged(body, rule=3)] == ["Oplysningen er usikker."]


def test_a_body_is_judged_as_of_its_first_day_while_it_is_still_to_come() -> None:
    """The council has no members yet."""
    found = judged(vendsyssel(), on=MEETING_DAY, rule=5)
    assert [one.problem for one in found] == ["På pladsen ”regionale” skal der være mindst fem, men der er nul."]
