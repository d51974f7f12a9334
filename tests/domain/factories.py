"""Small builders of whole records for the stories of the domain: two regions whose rules differ, and what they need.

Every builder takes changes as English field names, so that a story says only what it is about::

    entry = body_file(nord(task_rule=TaskRule.FREE), meetings=(meeting(day=date(2026, 11, 24)),))

Nordjylland's quorum, deadlines and standing items are assumed; Syddanmark's quorum is stated. Both have one cluster,
a cooperation committee and a patient committee; Nordjylland's cluster is succeeded by a health council.
"""

from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from workflow.domain.bodies import (
    Approval,
    Body,
    BodyMunicipality,
    CoChairs,
    Deadline,
    Deadlines,
    DeadlineUnit,
    DecisionForm,
    DecisionRule,
    GeneralPractice,
    HostRule,
    MeetingRule,
    Member,
    Municipality,
    PatientRule,
    QuorumRule,
    QuorumScope,
    Region,
    Seat,
    SeatRole,
    Secretariat,
    Sector,
    StandingItem,
    SubstituteRule,
    Task,
    TaskRule,
    TermRule,
)
from workflow.domain.meetings import Meeting
from workflow.domain.proposals import ItemType, Openness, Placed, Proposal
from workflow.domain.register import BodyFile, Register

COPENHAGEN = ZoneInfo("Europe/Copenhagen")
LAST_DAY = date(2026, 12, 31)
FIRST_DAY = date(2022, 7, 1)
COUNCIL_DAY = date(2027, 1, 1)
MEETING_DAY = date(2026, 11, 24)
DROPPED = datetime(2026, 11, 5, 9, 30, tzinfo=COPENHAGEN)
NO_SOURCE = "Ingen kilde nævner reglen for Nordjylland."


def municipality(code: str, name: str, **changes: Any) -> Municipality:
    """A municipality of a region."""
    return Municipality(code=code, name=name, **changes)


def nordjylland(**changes: Any) -> Region:
    """Region Nordjylland with six of its municipalities."""
    plain: dict[str, Any] = {
        "id": "nordjylland",
        "name": "Region Nordjylland",
        "variants": ("Nordjylland",),
        "municipalities": (
            municipality("860", "Hjørring"),
            municipality("810", "Brønderslev"),
            municipality("813", "Frederikshavn"),
            municipality("825", "Læsø"),
            municipality("773", "Morsø"),
            municipality("820", "Vesthimmerlands", variants=("Vesthimmerland",)),
        ),
        "general_practice": GeneralPractice(id="plo-nordjylland", name="PLO-Nordjylland"),
        "election": date(2025, 11, 18),
    }
    return Region(**plain | changes)


def syddanmark(**changes: Any) -> Region:
    """Region Syddanmark with five of its municipalities."""
    plain: dict[str, Any] = {
        "id": "syddanmark",
        "name": "Region Syddanmark",
        "variants": ("Syddanmark",),
        "municipalities": (
            municipality("510", "Haderslev"),
            municipality("540", "Sønderborg"),
            municipality("550", "Tønder"),
            municipality("580", "Aabenraa", variants=("Åbenrå",)),
            municipality("561", "Esbjerg"),
        ),
        "general_practice": GeneralPractice(id="plo-syddanmark", name="PLO-Syddanmark"),
        "election": date(2025, 11, 18),
    }
    return Region(**plain | changes)


def deadline(count: int, unit: DeadlineUnit = DeadlineUnit.WORKING_DAYS, at: str | None = "12.00", assumed: str = "") -> Deadline:
    """A deadline so many (working) days from the meeting."""
    return Deadline.read({"antal": str(count), "enhed": unit.value, "klokkeslæt": at, "forudsat": assumed})


def deadlines(assumed: str = NO_SOURCE) -> Deadlines:
    """The usual deadlines: proposals 10, agenda 6, apologies 2 working days before; minutes 5 and comments 10 after."""
    return Deadlines(
        proposals=deadline(10, assumed=assumed),
        agenda=deadline(6, at=None, assumed=assumed),
        apologies=deadline(2, assumed=assumed),
        minutes=deadline(5, at=None, assumed=assumed),
        comments=deadline(10, at=None, assumed=assumed),
    )


def standing(item_id: str, title: str, place: str, **changes: Any) -> StandingItem:
    """A standing item of five minutes, for decision unless changed."""
    return StandingItem(**{"id": item_id, "title": title, "place": place, "type": "beslutning", "assumed": NO_SOURCE} | changes)


STANDING_ITEMS = (
    standing(
        "godkendelse-af-dagsorden",
        "Godkendelse af dagsorden",
        "først",
        recommendations=("at dagsordenen godkendes",),
    ),
    standing("eventuelt", "Eventuelt", "sidst", type="drøftelse"),
)
SECTORS = (
    Sector(id="region", name="Region"),
    Sector(id="kommuner", name="Kommuner"),
    Sector(id="almen-praksis", name="Almen praksis"),
)


def _cluster_seats(practice: str) -> tuple[Seat, ...]:
    """The seats that both regions' clusters have; how many regional members differs."""
    return (
        Seat(
            id="borgmestre",
            sector="kommuner",
            singular="borgmester eller rådmand",
            plural="borgmestre eller rådmænd",
            exactly=1,
            per="kommune",
            titles=("borgmester", "rådmand"),
        ),
        Seat(
            id="læger",
            sector="almen-praksis",
            singular="praktiserende læge",
            plural="praktiserende læger",
            exactly=2,
            appointed_by=practice,
        ),
    )


def nord_seats() -> tuple[Seat, ...]:
    """Klynge Nord: at least two regional members, a mayor for each municipality, two GPs; observers and administration."""
    return (
        Seat(
            id="regionsrådsmedlemmer",
            sector="region",
            singular="regionsrådsmedlem",
            plural="regionsrådsmedlemmer",
            at_least=2,
            including="Regionsrådsformand",
        ),
        *_cluster_seats("PLO-Nordjylland"),
        Seat(
            id="udvalgsformænd",
            role=SeatRole.OBSERVER,
            singular="formand for et sundhedsudvalg",
            plural="formænd for sundhedsudvalgene",
        ),
        Seat(
            id="administration",
            role=SeatRole.ADMINISTRATION,
            singular="administrativ repræsentant",
            plural="administrative repræsentanter",
        ),
    )


def mayor(code: str, name: str, **changes: Any) -> Member:
    """The mayor of a municipality."""
    return Member(**{"seat": "borgmestre", "title": f"Borgmester, {name} Kommune", "municipality": code} | changes)


def nord_members() -> tuple[Member, ...]:
    """Four regional members, four mayors, two GPs; one observer and one from the administration."""
    return (
        Member(seat="regionsrådsmedlemmer", title="Regionsrådsformand"),
        *(Member(seat="regionsrådsmedlemmer", title=f"Regionsrådsmedlem {number}") for number in (2, 3, 4)),
        mayor("860", "Hjørring"),
        mayor("810", "Brønderslev"),
        mayor("813", "Frederikshavn"),
        mayor("825", "Læsø"),
        Member(seat="læger", title="Praktiserende læge 1", local=True, appointed_by="PLO-Nordjylland"),
        Member(seat="læger", title="Praktiserende læge 2", local=True, appointed_by="PLO-Nordjylland"),
        Member(seat="udvalgsformænd", title="Formand for Hjørring Kommunes sundhedsudvalg", municipality="860"),
        Member(seat="administration", title="Sundhedsdirektør, Hjørring Kommune", municipality="860"),
    )


def _body_municipalities(region: Region, codes: tuple[str, ...]) -> tuple[BodyMunicipality, ...]:
    """Some of a region's municipalities as parts of a body."""
    return tuple(BodyMunicipality(code=one.code, name=one.name) for one in region.municipalities if one.code in codes)


def nord(**changes: Any) -> Body:
    """Klynge Nord: quorum assumed, nine tasks to start from (two here), the patient committee must be invited."""
    plain: dict[str, Any] = {
        "id": "nordjylland-nord",
        "kind": "sundhedsklynge",
        "region": "nordjylland",
        "frame": "klynge",
        "name": "Klynge Nord",
        "definite": "klyngen",
        "level": "Sundhedsklynge, politisk niveau",
        "variants": ("Sundhedsklynge Nord",),
        "valid_from": FIRST_DAY,
        "valid_to": LAST_DAY,
        "successor": ("nordjylland-sundhedsraad-vendsyssel",),
        "municipalities": _body_municipalities(nordjylland(), ("860", "810", "813", "825")),
        "sectors": SECTORS,
        "seats": nord_seats(),
        "members": nord_members(),
        "co_chairs": CoChairs(
            members=("Regionsrådsformanden", "borgmesteren i Frederikshavn Kommune"), also_in="nordjylland-ssu"
        ),
        "decision_rules": (DecisionRule(form=DecisionForm.CONSENSUS, assumed=NO_SOURCE),),
        "quorum_rules": (QuorumRule(share="1/2", assumed=NO_SOURCE),),
        "substitute_rules": (SubstituteRule(allowed=False, assumed=NO_SOURCE),),
        "meeting_rules": (MeetingRule(per_year=2, host=HostRule.ROTATING),),
        "term": TermRule(text="Følger valgperioden.", assumed=NO_SOURCE),
        "deadlines": (deadlines(),),
        "standing_items": STANDING_ITEMS,
        "tasks": (
            Task(id="prioriterede-midler", title="Prioriterede midler", text="at beslutte, hvordan prioriterede midler bruges"),
            Task(id="maal", title="Egne mål", text="at sætte mål for klyngens indsats"),
        ),
        "task_rule": TaskRule.START_FROM,
        "patient_rule": PatientRule.MUST,
        "secretariat": Secretariat(
            name="Klyngesekretariatet", contacts=("Konsulent, Region Nordjylland", "Konsulent, Hjørring Kommune")
        ),
        "cooperation_committee": "nordjylland-ssu",
        "patient_committee": "nordjylland-piu",
    }
    return Body(**plain | changes)


def soenderjylland_seats() -> tuple[Seat, ...]:
    """Sundhedsklynge Sønderjylland: exactly four regional members, and one of the two GPs at least from the area."""
    mayors, doctors = _cluster_seats("PLO-Syddanmark")
    return (
        Seat(
            id="regionsrådsmedlemmer",
            sector="region",
            singular="regionsrådsmedlem",
            plural="regionsrådsmedlemmer",
            exactly=4,
            including="Regionsrådsformand",
        ),
        mayors,
        doctors.model_copy(update={"local": 1}),
    )


def soenderjylland_members() -> tuple[Member, ...]:
    """Four regional members, four mayors, two GPs of whom one is local; nobody else."""
    return (
        Member(seat="regionsrådsmedlemmer", title="Regionsrådsformand"),
        *(Member(seat="regionsrådsmedlemmer", title=f"Regionsrådsmedlem {number}") for number in (2, 3, 4)),
        mayor("510", "Haderslev"),
        mayor("540", "Sønderborg"),
        mayor("550", "Tønder"),
        mayor("580", "Aabenraa"),
        Member(seat="læger", title="Praktiserende læge 1", local=True, appointed_by="PLO-Syddanmark"),
        Member(seat="læger", title="Praktiserende læge 2", local=False, appointed_by="PLO-Syddanmark"),
    )


def soenderjylland(**changes: Any) -> Body:
    """Sundhedsklynge Sønderjylland: quorum stated, substitutes with mandate, free to start other efforts."""
    plain: dict[str, Any] = {
        "id": "syddanmark-soenderjylland",
        "kind": "sundhedsklynge",
        "region": "syddanmark",
        "frame": "klynge",
        "name": "Sundhedsklynge Sønderjylland",
        "definite": "sundhedsklyngen",
        "level": "Sundhedsklynge, politisk niveau",
        "variants": ("Klynge Sønderjylland",),
        "valid_from": FIRST_DAY,
        "valid_to": LAST_DAY,
        "municipalities": _body_municipalities(syddanmark(), ("510", "540", "550", "580")),
        "sectors": SECTORS,
        "seats": soenderjylland_seats(),
        "members": soenderjylland_members(),
        "co_chairs": CoChairs(members=("Regionsrådsformanden", "borgmesteren i Aabenraa Kommune"), also_in="syddanmark-ssu"),
        "decision_rules": (DecisionRule(form=DecisionForm.CONSENSUS),),
        "quorum_rules": (QuorumRule(share="1/2"),),
        "substitute_rules": (SubstituteRule(allowed=True, mandate=True),),
        "meeting_rules": (MeetingRule(per_year=2, binding=True),),
        "term": TermRule(text="Følger valgperioden."),
        "deadlines": (deadlines(),),
        "standing_items": STANDING_ITEMS,
        "tasks": (
            Task(id="populationsansvar", title="Populationsansvar", text="at tage ansvar for den fælles population"),
            Task(id="prioriterede-midler", title="Prioriterede midler", text="at beslutte, hvordan prioriterede midler bruges"),
        ),
        "task_rule": TaskRule.FREE,
        "patient_rule": PatientRule.WHEN_RELEVANT,
        "separate_discussion": True,
        "secretariat": Secretariat(
            name="Klyngesekretariatet",
            contacts=("Konsulent, Region Syddanmark", "Konsulent, Aabenraa Kommune"),
            assumed="Ingen kilde nævner sekretariatet.",
        ),
        "approvals": (
            Approval(body="Sundhedssamarbejdsudvalget", on=date(2022, 8, 16)),
            Approval(body="Sundhedsklynge Sønderjylland", on=date(2022, 10, 25)),
        ),
        "charter_from": date(2022, 10, 25),
        "cooperation_committee": "syddanmark-ssu",
        "patient_committee": "syddanmark-piu",
    }
    return Body(**plain | changes)


def committee(region: Region, tail: str, name: str, kind: str, **changes: Any) -> Body:
    """A committee of a whole region: its cooperation committee (ssu) or its patient committee (piu)."""
    plain: dict[str, Any] = {
        "id": f"{region.id}-{tail}",
        "kind": kind,
        "region": region.id,
        "name": name,
        "definite": "udvalget",
        "level": f"{name} i {region.name}",
        "variants": (tail.upper(),),
        "valid_from": FIRST_DAY,
        "valid_to": LAST_DAY,
        "sectors": SECTORS,
        "seats": nord_seats(),
        "secretariat": Secretariat(name=f"Sekretariatet for {name}"),
    }
    return Body(**plain | changes)


def ssu(region: Region, **changes: Any) -> Body:
    """The region's cooperation committee."""
    return committee(region, "ssu", "Sundhedssamarbejdsudvalget", "samarbejdsudvalg", **changes)


def piu(region: Region, **changes: Any) -> Body:
    """The region's patient committee."""
    return committee(region, "piu", "Patientinddragelsesudvalget", "patientinddragelsesudvalg", **changes)


def vendsyssel(**changes: Any) -> Body:
    """Sundhedsråd Vendsyssel: no general practice, a regional majority, valid from 2027."""
    plain: dict[str, Any] = {
        "id": "nordjylland-sundhedsraad-vendsyssel",
        "kind": "sundhedsråd",
        "region": "nordjylland",
        "name": "Sundhedsråd Vendsyssel",
        "definite": "sundhedsrådet",
        "level": "Sundhedsråd",
        "valid_from": COUNCIL_DAY,
        "predecessor": ("nordjylland-nord",),
        "municipalities": _body_municipalities(nordjylland(), ("860", "810", "813", "825")),
        "sectors": SECTORS[:2],
        "seats": (
            Seat(id="regionale", sector="region", singular="regionsrådsmedlem", plural="regionsrådsmedlemmer", at_least=5),
            Seat(
                id="kommunale",
                sector="kommuner",
                singular="kommunalbestyrelsesmedlem",
                plural="kommunalbestyrelsesmedlemmer",
                exactly=1,
                per="kommune",
            ),
        ),
        "decision_rules": (DecisionRule(form=DecisionForm.MAJORITY),),
        "quorum_rules": (QuorumRule(share="1/2", more_than=True, scope=QuorumScope.ALL_MEMBERS),),
        "secretariat": Secretariat(name="Rådssekretariatet", joint=False),
    }
    return Body(**plain | changes)


def meeting(day: date = MEETING_DAY, **changes: Any) -> Meeting:
    """A meeting from 15.00 to 17.00 in Hjørring."""
    plain: dict[str, Any] = {
        "dato": day,
        "start": "15.00",
        "slut": "17.00",
        "sted": "Hjørring Rådhus, mødelokale 2",
        "vært": "Hjørring Kommune",
    }
    return Meeting.read(plain).model_copy(update=changes)


def body_file(body: Body, *meetings: Meeting, **changes: Any) -> BodyFile:
    """A body with its meetings in order of date."""
    plain: dict[str, Any] = {
        "body": body,
        "file": f"register/{body.region}/{body.id}/organ.yaml",
        "meetings": tuple(sorted(meetings, key=lambda one: one.date)),
    }
    return BodyFile(**plain | changes)


def register(*entries: BodyFile, regions: tuple[Region, ...] | None = None) -> Register:
    """Both regions with every body; a given entry takes the place of the body with its id."""
    north, south = regions or (nordjylland(), syddanmark())
    shipped = (
        body_file(nord(), meeting()),
        body_file(soenderjylland(), meeting(date(2026, 12, 3), place="Aabenraa Rådhus", host="Aabenraa Kommune")),
        body_file(vendsyssel(), meeting(date(2027, 1, 19))),
        *(body_file(one(region)) for region in (north, south) for one in (ssu, piu)),
    )
    by_id = {entry.body.id: entry for entry in (*shipped, *entries)}
    return Register(regions=(north, south), bodies=tuple(by_id[body_id] for body_id in sorted(by_id)))


def proposal(**changes: Any) -> Proposal:
    """A whole, faultless proposal from Hjørring Kommune to Klynge Nord, for decision and without money."""
    plain: dict[str, Any] = {
        "bodies": ("nordjylland-nord",),
        "proposer": "Hjørring Kommune",
        "contact": "Sundhedschef, Hjørring Kommune",
        "contact_details": "sundhed@example.dk",
        "title": "Fælles indgang til akutte pladser",
        "type": ItemType.DECISION,
        "openness": Openness.OPEN,
        "duration": 20,
        "case_number": "29.09.00-P20-1-26",
        "summary": "Kommunerne foreslår én indgang til de akutte pladser.",
        "recommendations": ("at klyngen godkender den fælles indgang",),
        "case_presentation": "I dag er der fire indgange. Forslaget samler dem.",
        "finances": "Ingen.",
        "patient_involvement": "Pårørende har læst med.",
        "health_agreement": "Sundhedsaftalen, afsnittet om akutte forløb.",
        "presenter": "Sundhedsdirektør, Hjørring Kommune",
        "task": "prioriterede-midler",
    }
    return Proposal(**plain | changes)


def placed(number: int = 17, received: datetime = DROPPED, **changes: Any) -> Placed:
    """An accepted proposal to Klynge Nord under its receipt number; changes that Placed does not know go to the proposal."""
    own: dict[str, Any] = {name: changes.pop(name) for name in ("body", "asked_for", "version") if name in changes}
    given = changes.pop("proposal", None) or proposal(**changes)
    plain: dict[str, Any] = {"number": number, "body": "nordjylland-nord", "received": received.isoformat(), "proposal": given}
    return Placed(**plain | own)
