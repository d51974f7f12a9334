"""What a body goes by, as data with dates: decisions, quorum, substitutes, meetings, term, deadlines, standing items, tasks."""

from datetime import date
from enum import StrEnum
from fractions import Fraction
from math import ceil
from typing import Annotated, TypeVar

from pydantic import Field

from workflow.domain.records import Clock, Dated, Line, OneOrMore, Sourced, YesNo

RuleT = TypeVar("RuleT", bound=Dated)
Share = Annotated[str, Field(pattern=r"^[1-9]\d?/[1-9]\d?$", description="En brøk, for eksempel 1/2.", examples=["1/2"])]


class DecisionForm(StrEnum):
    """How a body decides."""

    CONSENSUS = "konsensus"
    MAJORITY = "flertal"


class DecisionRule(Sourced):
    """How a body decides: by consensus or majority (rule 1)."""

    form: DecisionForm = Field(alias="form", title="Beslutningsform")


class QuorumScope(StrEnum):
    """Of whom the share must be present."""

    EACH_SECTOR = "hver sektor"
    ALL_MEMBERS = "alle medlemmer"


class QuorumRule(Sourced):
    """What share of the members must be present for a decision (rule 2). Half of three is two."""

    share: Share = Field(alias="andel", title="Andel", examples=["1/2"])
    more_than: YesNo = Field(alias="mere_end", title="Mere end andelen", default=False)
    scope: QuorumScope = Field(alias="af", title="Af", default=QuorumScope.EACH_SECTOR)

    def required(self, members: int) -> int:
        """How many of so many members must be present."""
        share = Fraction(self.share) * members
        return int(share) + 1 if self.more_than else ceil(share)


class SubstituteRule(Sourced):
    """Whether members may send a substitute, and with what mandate (rule 16)."""

    allowed: YesNo = Field(alias="tilladt", title="Tilladt")
    mandate: YesNo = Field(alias="mandat", title="Mandat til at træffe beslutninger", default=False)


class HostRule(StrEnum):
    """Who hosts the meetings."""

    ROTATING = "på skift i formandskabet"
    ANY = "aftales"


class MeetingRule(Sourced):
    """How many meetings a year, and who hosts (rules 13–15)."""

    per_year: int = Field(alias="antal_om_året", title="Møder om året", ge=0)
    binding: YesNo = Field(
        alias="mindst", title="Mindst", default=False, description="Ja: mindst så mange møder; nej: som udgangspunkt så mange."
    )
    host: HostRule = Field(alias="vært", title="Vært", default=HostRule.ANY)


class TermRule(Sourced):
    """For how long members are appointed (rule 20)."""

    text: Line = Field(alias="tekst", title="Funktionsperiode")
    follows_election: YesNo = Field(alias="følger_valgperioden", title="Følger valgperioden", default=True)


class DeadlineUnit(StrEnum):
    """In what a deadline is counted."""

    DAYS = "dage"
    WORKING_DAYS = "hverdage"


class Deadline(Sourced):
    """So many days or Danish working days before the meeting (or after it), at a clock time."""

    count: int = Field(alias="antal", title="Antal", ge=0)
    unit: DeadlineUnit = Field(alias="enhed", title="Enhed")
    at: Clock | None = Field(alias="klokkeslæt", title="Klokkeslæt", default=None)


class Deadlines(Dated):
    """The deadlines of a body. The first three lie before the meeting, the last two after it."""

    proposals: Deadline = Field(alias="forslag", title="Forslag skal være modtaget")
    agenda: Deadline = Field(alias="udsendelse", title="Dagsordenen udsendes")
    apologies: Deadline = Field(alias="afbud", title="Afbud meldes")
    minutes: Deadline = Field(alias="referat", title="Referatet udsendes")
    comments: Deadline = Field(alias="bemærkninger", title="Bemærkninger til referatet")


class StandingItem(Sourced):
    """An item that stands on every agenda: its place is first or last."""

    id: str = Field(alias="id", title="Id", examples=["godkendelse-af-dagsorden"])
    title: Line = Field(alias="titel", title="Titel")
    type: Line = Field(alias="sagstype", title="Sagstype", pattern=r"^(orientering|drøftelse|beslutning)$")
    place: str = Field(alias="placering", title="Placering", pattern=r"^(først|sidst)$")
    minutes: int = Field(alias="minutter", title="Minutter", ge=0, default=5)
    recommendations: Annotated[tuple[Line, ...], OneOrMore] = Field(alias="indstilling", title="Indstilling", default=())
    case_presentation: str = Field(
        alias="sagsfremstilling", title="Sagsfremstilling", default="", json_schema_extra={"rig_tekst": True}
    )


class Task(Sourced):
    """One of the tasks of the charter, which an item can name (rules 25 and 26)."""

    id: str = Field(alias="id", title="Id", examples=["prioriterede-midler"])
    title: Line = Field(alias="titel", title="Kort titel")
    text: Line = Field(alias="tekst", title="Opgaven som led i en opregning")


class TaskRule(StrEnum):
    """How grave it is that an item names no task."""

    START_FROM = "skal tage udgangspunkt i opgaverne"
    FREE = "kan frit iværksætte andre tiltag"


class PatientRule(StrEnum):
    """When the patient committee is invited to working groups and projects (rule 12)."""

    MUST = "skal inviteres"
    WHEN_RELEVANT = "inddrages i relevant omfang"


def in_force(rules: tuple[RuleT, ...], on: date) -> RuleT | None:
    """The one of several dated rules that holds on the day; the first of them, should several hold."""
    return next((rule for rule in rules if rule.holds(on)), None)
