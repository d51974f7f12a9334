"""Bodies as data with dates: region, municipalities, sectors, seats, members and the rules that each body goes by."""

from datetime import date
from enum import StrEnum
from typing import Annotated

from pydantic import Field

from workflow.domain.concerns import Concern
from workflow.domain.provisions import (
    Deadline,
    Deadlines,
    DeadlineUnit,
    DecisionForm,
    DecisionRule,
    HostRule,
    MeetingRule,
    PatientRule,
    QuorumRule,
    QuorumScope,
    StandingItem,
    SubstituteRule,
    Task,
    TaskRule,
    TermRule,
    in_force,
)
from workflow.domain.records import Dated, Day, Line, OneOrMore, Record, Sourced, YesNo

__all__ = [  # a body and its provisions are asked for in one place
    "Approval",
    "Body",
    "BodyMunicipality",
    "CoChairs",
    "Deadline",
    "DeadlineUnit",
    "Deadlines",
    "DecisionForm",
    "DecisionRule",
    "GeneralPractice",
    "HostRule",
    "MeetingRule",
    "Member",
    "Municipality",
    "Party",
    "PartyKind",
    "PatientRule",
    "QuorumRule",
    "QuorumScope",
    "Region",
    "Seat",
    "SeatRole",
    "Secretariat",
    "Sector",
    "StandingItem",
    "SubstituteRule",
    "Task",
    "TaskRule",
    "TermRule",
    "in_force",
]


class Municipality(Sourced):
    """A municipality: its official code (kommunekode, three figures) and its name without "Kommune"."""

    code: str = Field(alias="kode", title="Kommunekode", pattern=r"^\d{3}$", examples=["860"])
    name: Line = Field(alias="navn", title="Navn", examples=["Hjørring"])
    variants: Annotated[tuple[Line, ...], OneOrMore] = Field(alias="varianter", title="Stavemåder", default=())

    @property
    def full_name(self) -> str:
        """The name as the party signs: "Hjørring Kommune"."""
        return self.name if self.name.endswith("kommune") else f"{self.name} Kommune"

    @property
    def place(self) -> str:
        """The place that it governs: "Vesthimmerlands" is Vesthimmerland, where a variant says so."""
        place = self.name.removesuffix("s")
        return place if place in self.variants else self.name


class PartyKind(StrEnum):
    """What a party is, which decides whether it may propose (rule 23)."""

    REGION = "region"
    MUNICIPALITY = "kommune"
    GENERAL_PRACTICE = "almen praksis"
    COMMITTEE = "samarbejdsudvalg"
    PATIENTS = "patientinddragelse"
    CHAIR = "formandskab"
    SECRETARIAT = "sekretariat"


class Party(Record):
    """Someone who can propose, host or be invited."""

    id: str = Field(alias="id", title="Id", examples=["860", "nordjylland", "plo-nordjylland"])
    name: Line = Field(alias="navn", title="Navn", examples=["Hjørring Kommune"])
    kind: PartyKind = Field(alias="art", title="Art")
    sector: str = Field(alias="sektor", title="Sektor", default="")
    variants: tuple[str, ...] = Field(alias="varianter", title="Stavemåder", default=())
    certainty: str = Field(alias="sikkerhed", title="Sikkerhed", default="")
    source: str = Field(alias="kilde", title="Kilde", default="")


class GeneralPractice(Record):
    """The organisation of the general practitioners in a region."""

    id: str = Field(alias="id", title="Id", examples=["plo-nordjylland"])
    name: Line = Field(alias="navn", title="Navn", examples=["PLO-Nordjylland"])
    variants: Annotated[tuple[Line, ...], OneOrMore] = Field(alias="varianter", title="Stavemåder", default=())


class Region(Dated):
    """A region with all its municipalities: ``register/<region>/region.yaml``."""

    id: str = Field(alias="id", title="Id", pattern=r"^[a-z0-9-]+$", examples=["nordjylland"])
    name: Line = Field(alias="navn", title="Navn", examples=["Region Nordjylland"])
    variants: Annotated[tuple[Line, ...], OneOrMore] = Field(alias="varianter", title="Stavemåder", default=())
    municipalities: tuple[Municipality, ...] = Field(alias="kommuner", title="Kommuner", min_length=1)
    general_practice: GeneralPractice = Field(alias="almen_praksis", title="Almen praksis")
    successor: str = Field(alias="afløses_af", title="Afløses af", default="")
    election: Day | None = Field(
        alias="seneste_valg",
        title="Seneste valg",
        default=None,
        description="Datoen for det seneste regions- og kommunalvalg (regel 20).",
    )
    source: str = Field(alias="kilde", title="Kilde", default="")

    def municipality(self, code: str) -> Municipality | None:
        """The municipality with this code, if the region has it."""
        return next((one for one in self.municipalities if one.code == code), None)


class Sector(Record):
    """One of the groups that a body joins: region, municipalities, general practice."""

    id: str = Field(alias="id", title="Id", examples=["region"])
    name: Line = Field(alias="navn", title="Navn", examples=["Kommuner"])
    definite: Line = Field(
        alias="bestemt", title="Bestemt form", default="", description="Som i en sætning; tomt: navnet.", examples=["kommunerne"]
    )

    @property
    def spoken_name(self) -> str:
        """The sector as it is named within a sentence: "kommunerne", "almen praksis"."""
        return self.definite or f"{self.name[:1].lower()}{self.name[1:]}"


class SeatRole(StrEnum):
    """Whether a seat counts for decisions."""

    MEMBER = "medlem"
    OBSERVER = "observatør"
    ADMINISTRATION = "administration"


class Seat(Sourced):
    """A kind of place in a body: how many, who appoints, with vote or as observer (rules 4–10)."""

    id: str = Field(alias="id", title="Id", examples=["regionsrådsmedlemmer"])
    sector: str = Field(
        alias="sektor", title="Sektor", default="", description="Sektorens id; tomt for pladser uden for sektorerne."
    )
    role: SeatRole = Field(alias="rolle", title="Rolle", default=SeatRole.MEMBER)
    singular: Line = Field(alias="ental", title="Betegnelse i ental", examples=["regionsrådsmedlem"])
    plural: Line = Field(alias="flertal", title="Betegnelse i flertal", examples=["regionsrådsmedlemmer"])
    exactly: int | None = Field(alias="antal", title="Antal", default=None, ge=0, description="Det nøjagtige antal.")
    at_least: int | None = Field(alias="mindst", title="Mindst", default=None, ge=0, description="Det mindste antal.")
    per: str = Field(
        alias="pr", title="Pr.", default="", pattern=r"^(|kommune)$", description="kommune, når antallet gælder for hver kommune."
    )
    including: Line = Field(
        alias="herunder", title="Herunder", default="", description="En titel, der skal være blandt medlemmerne."
    )
    titles: Annotated[tuple[Line, ...], OneOrMore] = Field(
        alias="titler",
        title="Tilladte titler",
        default=(),
        description="Ord, hvoraf ét skal stå i titlen, for eksempel borgmester eller rådmand.",
    )
    local: int = Field(
        alias="lokale", title="Heraf lokale", default=0, ge=0, description="Så mange skal komme fra klyngens område."
    )
    appointed_by: Line = Field(alias="udpeges_af", title="Udpeges af", default="")


class Member(Dated):
    """Who sits on a seat: a role title, never an invented person."""

    seat: str = Field(alias="plads", title="Plads", description="Pladsens id.")
    title: Line = Field(alias="titel", title="Titel", examples=["Borgmester, Hjørring Kommune"])
    municipality: str = Field(alias="kommune", title="Kommunekode", default="")
    local: YesNo | None = Field(alias="lokal", title="Fra klyngens område", default=None)
    appointed_by: Line = Field(alias="udpeget_af", title="Udpeget af", default="")


class CoChairs(Sourced):
    """The chairs of a body (formandskab): equal, never ranked (rules 17–19)."""

    members: Annotated[tuple[Line, ...], OneOrMore] = Field(
        alias="medlemmer", title="Medlemmer", default=(), description="Medlemmernes titler."
    )
    equal: YesNo = Field(alias="ligeværdige", title="Ligeværdige", default=True)
    also_in: str = Field(alias="også_medlem_af", title="Også medlem af", default="", description="Et organs id.")


class Secretariat(Sourced):
    """Who serves the body, and where to write (rule 24)."""

    name: Line = Field(alias="navn", title="Navn", examples=["Klyngesekretariatet"])
    joint: YesNo = Field(alias="fælles", title="Fælles for kommuner og region", default=True)
    contacts: Annotated[tuple[Line, ...], OneOrMore] = Field(
        alias="kontakter", title="Kontakter", default=(), description="Rolletitler, ikke personer."
    )
    email: Line = Field(alias="e_mail", title="E-mail", default="")

    @property
    def within_sentence(self) -> str:
        """The name inside a sentence: "Klyngesekretariatet" → "klyngesekretariatet"; a proper name stays as it is."""
        first = self.name.partition(" ")[0]
        return (
            self.name[:1].lower() + self.name[1:]
            if first.casefold().endswith(("sekretariatet", "rådets", "udvalgets"))
            else self.name
        )


class Approval(Record):
    """That a charter was approved: by whom and when. No date means not stated (rules 35 and 38)."""

    body: Line = Field(alias="organ", title="Organ", examples=["Sundhedssamarbejdsudvalget"])
    on: Day | None = Field(alias="dato", title="Dato", default=None)
    remark: Line = Field(alias="bemærkning", title="Bemærkning", default="")


class BodyMunicipality(Sourced):
    """A municipality as part of a body, by code and name."""

    code: str = Field(alias="kode", title="Kommunekode", pattern=r"^\d{3}$", examples=["860"])
    name: Line = Field(alias="navn", title="Navn")


class Body(Sourced):
    """A body as of any day: ``register/<region>/<organ>/organ.yaml`` laid over the frame that it names.

    Keys that the file leaves out come from the frame ``register/<region>/rammer/<ramme>.yaml``.
    """

    id: str = Field(alias="id", title="Id", pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", examples=["nordjylland-vest"])
    kind: str = Field(
        alias="art",
        title="Art",
        examples=["sundhedsklynge"],
        description="En art er data: også sundhedsråd og nye slags organer.",
    )
    region: str = Field(alias="region", title="Region", examples=["nordjylland"])
    frame: str = Field(alias="ramme", title="Ramme", default="", examples=["klynge"])
    name: Line = Field(alias="navn", title="Navn", examples=["Klynge Vest"])
    definite: Line = Field(alias="bestemt", title="Bestemt form", examples=["klyngen"])
    level: Line = Field(alias="niveau", title="Niveau", examples=["Sundhedsklynge, politisk niveau"])
    variants: Annotated[tuple[Line, ...], OneOrMore] = Field(alias="varianter", title="Stavemåder", default=())
    successor: Annotated[tuple[str, ...], OneOrMore] = Field(
        alias="afløses_af", title="Afløses af", default=(), description="Organers id."
    )
    predecessor: Annotated[tuple[str, ...], OneOrMore] = Field(
        alias="afløser", title="Afløser", default=(), description="Organers id."
    )
    municipalities: tuple[BodyMunicipality, ...] = Field(alias="kommuner", title="Kommuner", default=())
    sectors: tuple[Sector, ...] = Field(alias="sektorer", title="Sektorer", min_length=1)
    seats: tuple[Seat, ...] = Field(alias="pladser", title="Pladser", min_length=1)
    members: tuple[Member, ...] = Field(alias="medlemmer", title="Medlemmer", default=())
    co_chairs: CoChairs | None = Field(alias="formandskab", title="Formandskab", default=None)
    decision_rules: Annotated[tuple[DecisionRule, ...], OneOrMore] = Field(alias="beslutninger", title="Beslutninger", default=())
    quorum_rules: Annotated[tuple[QuorumRule, ...], OneOrMore] = Field(
        alias="beslutningsdygtighed", title="Beslutningsdygtighed", default=()
    )
    substitute_rules: Annotated[tuple[SubstituteRule, ...], OneOrMore] = Field(
        alias="suppleanter", title="Suppleanter", default=()
    )
    meeting_rules: Annotated[tuple[MeetingRule, ...], OneOrMore] = Field(alias="møder", title="Møder", default=())
    term: TermRule | None = Field(alias="funktionsperiode", title="Funktionsperiode", default=None)
    deadlines: Annotated[tuple[Deadlines, ...], OneOrMore] = Field(alias="frister", title="Frister", default=())
    standing_items: tuple[StandingItem, ...] = Field(alias="faste_punkter", title="Faste punkter", default=())
    tasks: tuple[Task, ...] = Field(alias="opgaver", title="Opgaver", default=())
    task_rule: TaskRule = Field(alias="opgaveregel", title="Opgaveregel", default=TaskRule.FREE)
    patient_rule: PatientRule = Field(
        alias="patientregel", title="Patientinddragelsesudvalget", default=PatientRule.WHEN_RELEVANT
    )
    separate_discussion: YesNo | None = Field(
        alias="særskilt_drøftelse",
        title="Særskilt myndighedsdrøftelse",
        default=None,
        description="Ja, når region og kommuner efter kommissoriet kan drøfte strategiske og økonomiske emner hver for sig.",
    )
    secretariat: Secretariat = Field(alias="sekretariat", title="Sekretariat")
    rules_of_procedure: Line = Field(
        alias="forretningsorden", title="Forretningsorden", default="", description="Hvor den ligger; tomt betyder ingen kendt."
    )
    legal_basis: Line = Field(alias="retsgrundlag", title="Retsgrundlag", default="")
    approvals: tuple[Approval, ...] = Field(alias="godkendelser", title="Godkendelser", default=())
    charter_from: Day | None = Field(alias="kommissorium_fra", title="Kommissoriet gælder fra", default=None)
    charter_version: str = Field(alias="kommissorium_version", title="Kommissoriets version", default="")
    cooperation_committee: str = Field(alias="samarbejdsudvalg", title="Samarbejdsudvalg", default="", description="Organets id.")
    patient_committee: str = Field(
        alias="patientudvalg", title="Patientinddragelsesudvalg", default="", description="Organets id."
    )
    left_unsaid: Annotated[tuple[Concern, ...], OneOrMore] = Field(
        alias="påpeges_ikke",
        title="Påpeges ikke",
        default=(),
        description="Koder for det, der ikke skal påpeges i forslag, for eksempel langt-resumé. De står sidst i docs/felter.md.",
    )
    facts: dict[str, str] = Field(alias="fakta", title="Fakta til kommissoriet", default_factory=dict)

    def seat(self, seat_id: str) -> Seat | None:
        """The seat with this id, if the body has it."""
        return next((seat for seat in self.seats if seat.id == seat_id), None)

    def sitting(self, on: date) -> tuple[Member, ...]:
        """Everybody who has a seat on the day, of whatever role."""
        return tuple(member for member in self.members if member.holds(on))

    def with_role(self, role: SeatRole, on: date) -> tuple[Member, ...]:
        """Those who sit on a seat of this role on the day."""
        return tuple(member for member in self.sitting(on) if (seat := self.seat(member.seat)) and seat.role is role)

    def voting(self, sector: str, on: date) -> tuple[Member, ...]:
        """The members of a sector that count for quorum on the day."""
        return tuple(
            member for member in self.with_role(SeatRole.MEMBER, on) if (seat := self.seat(member.seat)) and seat.sector == sector
        )

    def municipalities_on(self, on: date) -> tuple[BodyMunicipality, ...]:
        """The municipalities that belong to the body on the day."""
        return tuple(one for one in self.municipalities if one.holds(on))

    def decision_rule(self, on: date) -> DecisionRule | None:
        """How the body decides on the day."""
        return in_force(self.decision_rules, on)

    def quorum_rule(self, on: date) -> QuorumRule | None:
        """The quorum on the day."""
        return in_force(self.quorum_rules, on)

    def substitute_rule(self, on: date) -> SubstituteRule | None:
        """The rule on substitutes on the day."""
        return in_force(self.substitute_rules, on)

    def meeting_rule(self, on: date) -> MeetingRule | None:
        """The rule on meetings on the day."""
        return in_force(self.meeting_rules, on)

    def deadlines_on(self, on: date) -> Deadlines | None:
        """The deadlines on the day."""
        return in_force(self.deadlines, on)
