"""Minutes (referat): the record that the secretariat fills and drops, and the document it becomes."""

from enum import StrEnum
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field

from workflow import danish
from workflow.domain.agendas import AgendaItem
from workflow.domain.printed import Labelled, Letterhead
from workflow.domain.records import Clock, Day, EndMark, Line, OneOrMore, Record, RichText, YesNo


class Attendance(StrEnum):
    """Whether somebody took part."""

    PRESENT = "til stede"
    APOLOGIES = "afbud"
    ABSENT = "udeblevet"


def _as_attendance(value: object) -> object:
    """Read "Til stede", "AFBUD": one of the three; anything else is left to pydantic."""
    return danish.nfc(value).casefold().strip() if isinstance(value, str) else value


class SeatRecord(Record):
    """One seat in the record: who, whether there, who came instead, and from and to which item."""

    member: Line = Field(alias="medlem", title="Medlem", min_length=1, description="Titlen, som den står i registeret.")
    status: Annotated[Attendance, BeforeValidator(_as_attendance)] = Field(
        alias="status", title="Status", description="Skriv til stede, afbud eller udeblevet."
    )
    substitute: Line = Field(
        alias="suppleant", title="Suppleant", default="", description="Suppleantens titel, når en suppleant deltog for medlemmet."
    )
    mandate: YesNo | None = Field(
        alias="mandat", title="Mandat", default=None, description="Ja, når suppleanten havde mandat til at træffe beslutninger."
    )
    from_item: Line = Field(
        alias="fra_punkt",
        title="Ankom til punkt",
        default="",
        description="Nummeret på det første punkt, som medlemmet deltog i.",
    )
    to_item: Line = Field(
        alias="til_punkt",
        title="Gik efter punkt",
        default="",
        description="Nummeret på det sidste punkt, som medlemmet deltog i.",
    )
    arrived: Clock | None = Field(alias="ankom", title="Ankom kl.", default=None)
    left: Clock | None = Field(alias="gik", title="Gik kl.", default=None)


class FollowUp(Record):
    """What is to be done after the meeting: by whom and when."""

    action: Line = Field(alias="handling", title="Handling", min_length=1)
    responsible: Line = Field(alias="ansvarlig", title="Ansvarlig", min_length=1)
    deadline: Day | None = Field(alias="frist", title="Frist", default=None)


class Conclusion(Record):
    """What the meeting decided on one item."""

    number: Line = Field(alias="nr", title="Nr.", min_length=1)
    key: Line = Field(alias="nøgle", title="Nøgle", default="", description="Ret ikke: den binder punktet til forslaget.")
    title: Line = Field(alias="titel", title="Titel", min_length=1)
    conclusion: RichText = Field(
        alias="konklusion",
        title="Konklusion",
        default="",
        json_schema_extra={"rig_tekst": True},
        description="Hvad mødet besluttede, ordet først: Godkendt. / Drøftet. / Taget til efterretning.",
    )
    brief: Line = Field(
        alias="kort",
        title="Kort",
        default="",
        description="Konklusionen med højst otte ord til overblikket; tomt: de første ord.",
    )
    consensus: YesNo | None = Field(
        alias="konsensus", title="Konsensus", default=None, description="Ja eller nej; skal udfyldes ved beslutninger."
    )
    not_taking_part: Annotated[tuple[Line, ...], OneOrMore] = Field(
        alias="deltog_ikke",
        title="Deltog ikke i behandlingen",
        default=(),
        description="Titler på medlemmer, der ikke deltog i punktet.",
    )
    follow_up: tuple[FollowUp, ...] = Field(alias="opfølgning", title="Opfølgning", default=())


class MinutesRecord(Record):
    """The filled record of one meeting, as it comes in through the inbox."""

    schema_name: Literal["referat"] = Field(alias="skema", title="Skema", default="referat")
    body: Line = Field(alias="organ", title="Organ", min_length=1, description="Organets id.")
    meeting: Day = Field(alias="mødedato", title="Mødedato")
    start: Clock | None = Field(alias="start", title="Mødet begyndte", default=None)
    end_time: Clock | None = Field(alias="sluttede", title="Mødet sluttede", default=None)
    minute_taker: Line = Field(alias="referent", title="Referent", default="")
    approved: Day | None = Field(
        alias="godkendt", title="Godkendt den", default=None, description="Tomt, så længe referatet er et udkast."
    )
    attendance: tuple[SeatRecord, ...] = Field(alias="fremmøde", title="Fremmøde", min_length=1)
    observers: Annotated[tuple[Line, ...], OneOrMore] = Field(alias="observatører", title="Observatører", default=())
    administration: Annotated[tuple[Line, ...], OneOrMore] = Field(alias="administration", title="Administration", default=())
    guests: Annotated[tuple[Line, ...], OneOrMore] = Field(alias="gæster", title="Gæster", default=())
    conclusions: tuple[Conclusion, ...] = Field(alias="punkter", title="Punkter", min_length=1)
    end: EndMark = ""


class SectorAttendance(Record):
    """One row of the attendance table."""

    sector: str = Field(alias="sektor", title="Sektor")
    present: tuple[str, ...] = Field(alias="til_stede", title="Til stede", description="”Ingen”, når ingen var der.")
    apologies: tuple[str, ...] = Field(alias="afbud", title="Afbud")
    share: str = Field(alias="andel", title="Fremmøde", examples=["3 af 4"])
    required: str = Field(alias="krav", title="Krav", default="", examples=["Krav: mindst 2"])
    enough: bool = Field(alias="nok", title="Nok", default=True)


class FollowUpLine(Record):
    """One row of the follow-up table, and of a decision box."""

    number: str = Field(alias="nummer", title="Nr.", default="")
    action: str = Field(alias="handling", title="Handling")
    responsible: str = Field(alias="ansvarlig", title="Ansvarlig")
    deadline: str = Field(alias="frist", title="Frist", default="", examples=["tirsdag den 8. december 2026"])


class MinutesItem(Record):
    """One item with what was decided."""

    item: AgendaItem = Field(alias="punkt", title="Punkt")
    conclusion: RichText = Field(alias="konklusion", title="Konklusion", default="")
    brief: str = Field(alias="kort", title="Kort", default="")
    notes: tuple[str, ...] = Field(
        alias="noter", title="Noter", default=(), description="Hvem der ikke deltog, og om punktet var uden beslutningsdygtighed."
    )
    follow_up: tuple[FollowUpLine, ...] = Field(alias="opfølgning", title="Opfølgning", default=())


class Minutes(Record):
    """Whole minutes, ready to print."""

    kind: str = Field(alias="dokumentart", title="Dokumentart", default="Referat")
    body: str = Field(alias="organ", title="Organets id")
    region: str = Field(alias="region", title="Regionens id")
    date: Day = Field(alias="mødedato", title="Mødedato")
    letterhead: Letterhead = Field(alias="brevhoved", title="Brevhoved")
    subtitle: str = Field(alias="undertitel", title="Undertitel")
    when: str = Field(alias="tidspunkt", title="Tidspunkt")
    details: tuple[Labelled, ...] = Field(alias="oplysninger", title="Oplysninger")
    sectors: tuple[SectorAttendance, ...] = Field(alias="fremmøde", title="Fremmøde")
    quorum_line: str = Field(alias="beslutningsdygtighed", title="Beslutningsdygtighed")
    quorate: bool = Field(alias="beslutningsdygtigt", title="Beslutningsdygtigt", default=True)
    others: tuple[Labelled, ...] = Field(alias="øvrige", title="Øvrige deltagere", default=())
    items: tuple[MinutesItem, ...] = Field(alias="punkter", title="Punkter")
    follow_up: tuple[FollowUpLine, ...] = Field(alias="opfølgning", title="Opfølgning", default=())
    holds_closed: bool = Field(alias="rummer_lukkede", title="Rummer lukkede punkter", default=False)
    final_line: str = Field(alias="slutlinje", title="Slutlinje", default="")
    core_title: str = Field(alias="dokumenttitel", title="Dokumentets titel")
    core_subject: str = Field(alias="dokumentemne", title="Dokumentets emne")
