"""A proposal for the agenda (dagsordensforslag): the one schema behind the Word form, YAML and JSON."""

import operator
from collections.abc import Mapping
from enum import StrEnum
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, model_validator

from workflow import danish
from workflow.domain.markings import marked_entries, read_marks, says_closed
from workflow.domain.posts import post_of, total_said, without_heads
from workflow.domain.recommendations import sentences
from workflow.domain.records import Day, EndMark, Kroner, Line, OneOrMore, Record, RichText, Text, YesNo

FORM_NAME = "FORSLAG"
FORM_VERSION = "3"
LONGEST_TITLE = 100


class ItemType(StrEnum):
    """What a meeting is asked to do with an item (sagstype)."""

    INFORMATION = "orientering"
    DISCUSSION = "drøftelse"
    DECISION = "beslutning"


class Openness(StrEnum):
    """Whether an item's text may be published."""

    OPEN = "åbent"
    CLOSED = "lukket"


def _as_item_type(value: object) -> object:
    """Read "Beslutning", "til beslutning", "Beslutningssag": one of the three types; anything else is left to pydantic."""
    if not isinstance(value, str):
        return value
    word = danish.folded(value).removeprefix("til ").removesuffix("ssag").removesuffix("s sag")
    return word.rstrip(".")


def _as_openness(value: object) -> object:
    """Read "Åbent punkt", "lukket": one of the two; anything else is left to pydantic."""
    return danish.nfc(value).casefold().strip().removesuffix("punkt").strip() if isinstance(value, str) else value


def _as_minutes(value: object) -> object:
    """Read "35", "35 minutter", "35 min.": the figure; anything else is left to pydantic."""
    return (
        danish.nfc(value).casefold().replace("minutter", "").replace("min.", "").replace("min", "").strip()
        if isinstance(value, str)
        else value
    )


class Amount(Record):
    """One post of a sum of money."""

    text: Line = Field(alias="post", title="Post", min_length=1, examples=["Fælles uddannelse"])
    kroner: Kroner = Field(alias="beløb", title="Beløb i kroner", examples=["350000"])


class Attachment(Record):
    """An attachment (bilag) by name."""

    title: Line = Field(alias="titel", title="Titel", min_length=1, examples=["Fælles kriterier"])
    openness: Annotated[Openness, BeforeValidator(_as_openness)] = Field(
        alias="offentlighed", title="Åbent eller lukket", default=Openness.OPEN
    )
    released: YesNo = Field(
        alias="frigivet",
        title="Frigivet",
        default=False,
        exclude_if=operator.not_,
        description="Ja, når et bilag, der før var lukket, nu må offentliggøres; ”(åben)” efter titlen siger det samme.",
    )
    number: Line = Field(
        alias="nummer",
        title="Nummer",
        default="",
        exclude_if=operator.not_,
        description="Afsenderens eget nummer på bilaget, når der står et foran titlen.",
    )
    link: Line = Field(
        alias="link",
        title="Link",
        default="",
        exclude_if=operator.not_,
        description="Hvor bilaget ligger, når titlen er et link.",
    )

    @model_validator(mode="before")
    @classmethod
    def _read_marks(cls, answers: Any) -> Any:
        """Take the marks and the number that stand with the title for what they say; a title read before is as it was."""
        key = next((name for name in ("titel", "title") if isinstance(answers, Mapping) and name in answers), "")
        if not key or not isinstance(answers[key], str):
            return answers
        marked = read_marks(answers[key])
        freed = danish.folded(str(answers.get("frigivet", answers.get("released", "")))) in {"ja", "true"}
        said = {
            "offentlighed": Openness.CLOSED.value if marked.closed and not (freed and says_closed(marked.title)) else "",
            "frigivet": danish.yes_no(True) if marked.released else "",
            "nummer": marked.number,
            "link": marked.link,
        }
        return {**answers, key: marked.title, **{name: value for name, value in said.items() if value}}


def _entries(value: object) -> tuple[object, ...]:
    """Several entries: a list as it is, a text line by line, nothing as an empty list."""
    if value is None or value == "":
        return ()
    if isinstance(value, str):
        return tuple(line.strip() for line in value.splitlines() if line.strip())
    return tuple(value) if isinstance(value, (list, tuple)) else (value,)


def _as_attachments(value: object) -> object:
    """Attachments as mappings, or as bare names, each with what stands there of its being open or closed."""
    return tuple({"titel": one} if isinstance(one, str) else one for one in marked_entries(_entries(value)))


def _as_amounts(value: object) -> object:
    """Posts as mappings, or as lines: "Fælles uddannelse: 350.000"."""
    return without_heads(_entries(value))


def _as_recommendations(value: object) -> object:
    """Recommendations as a list, or as one text with a sentence a line."""
    return sentences(value) if isinstance(value, str) else value


class Proposal(Record):
    """One case for one or several bodies, with the fields that real agendas and proposal forms have.

    ``felt`` in a field's schema is its number on the form; ``rig_tekst`` marks CommonMark. Nothing else is read as Markdown.
    """

    schema_name: Literal["dagsordensforslag"] = Field(alias="skema", title="Skema", default="dagsordensforslag")
    bodies: Annotated[tuple[Line, ...], OneOrMore] = Field(
        alias="organer",
        title="Sundhedsklynge",
        min_length=1,
        json_schema_extra={"felt": 1},
        description="Organets id eller navn, for eksempel nordjylland-vest eller Klynge Vest. Flere skrives som en liste, "
        "på skemaet med semikolon imellem.",
    )
    meeting: Day | None = Field(
        alias="mødedato",
        title="Mødedato",
        default=None,
        json_schema_extra={"felt": 2},
        description="Det ønskede møde, for eksempel 2026-11-26. Tomt betyder organets næste møde.",
    )
    proposer: Line = Field(
        alias="forslagsstiller",
        title="Forslagsstiller",
        min_length=1,
        json_schema_extra={"felt": 3},
        description="Den part, der stiller forslaget, for eksempel Morsø Kommune.",
    )
    contact: Line = Field(
        alias="kontaktperson",
        title="Kontaktperson",
        min_length=1,
        json_schema_extra={"felt": 4},
        description="Titel og organisation.",
    )
    contact_details: Line = Field(
        alias="kontaktoplysninger",
        title="E-mail og telefon",
        default="",
        json_schema_extra={"felt": 5},
        description="Offentliggøres ikke.",
    )
    title: Line = Field(
        alias="titel",
        title="Titel",
        min_length=1,
        max_length=LONGEST_TITLE,
        json_schema_extra={"felt": 6},
        description="Sig, hvad der skal besluttes eller drøftes. Højst 100 tegn.",
    )
    type: Annotated[ItemType, BeforeValidator(_as_item_type)] = Field(
        alias="sagstype",
        title="Sagstype",
        json_schema_extra={"felt": 7},
        description="Orientering, drøftelse eller beslutning.",
    )
    openness: Annotated[Openness, BeforeValidator(_as_openness)] = Field(
        alias="offentlighed",
        title="Åbent eller lukket",
        json_schema_extra={"felt": 8},
        description="Åbent eller lukket.",
    )
    closed_reason: Line = Field(
        alias="lukket_begrundelse",
        title="Begrundelse for lukket",
        default="",
        json_schema_extra={"felt": 9},
        description="Kun ved lukket punkt: hvorfor, med henvisning til loven.",
    )
    duration: Annotated[int, BeforeValidator(_as_minutes)] = Field(
        alias="tidsforbrug",
        title="Tidsforbrug",
        ge=1,
        le=480,
        json_schema_extra={"felt": 10},
        description="Antal minutter.",
    )
    case_number: Line = Field(
        alias="sagsnummer",
        title="Sagsnummer",
        default="",
        json_schema_extra={"felt": 11},
        description="Jeres eget journalnummer.",
    )
    summary: RichText = Field(
        alias="resumé",
        title="Resumé",
        min_length=1,
        json_schema_extra={"felt": 12, "rig_tekst": True},
        description="Højst fem linjer.",
    )
    recommendations: Annotated[tuple[Line, ...], OneOrMore, BeforeValidator(_as_recommendations)] = Field(
        alias="indstilling",
        title="Indstilling",
        default=(),
        json_schema_extra={"felt": 13},
        description="Én sætning pr. linje, hver begynder med ”at”.",
    )
    case_presentation: RichText = Field(
        alias="sagsfremstilling",
        title="Sagsfremstilling",
        min_length=1,
        json_schema_extra={"felt": 14, "rig_tekst": True},
        description="Sagen i hovedtræk, konklusionen først.",
    )
    finances: RichText = Field(
        alias="økonomi",
        title="Økonomi",
        default="",
        json_schema_extra={"felt": 15, "rig_tekst": True},
        description="Beløb, periode og kilde. Skriv Ingen., hvis sagen ikke koster noget.",
    )
    patient_involvement: Text = Field(
        alias="patientinddragelse",
        title="Patienter og pårørende",
        default="",
        json_schema_extra={"felt": 16},
        description="Hvordan patienter og pårørende er eller bliver inddraget.",
    )
    health_agreement: Text = Field(
        alias="sundhedsaftale",
        title="Sundhedsaftale",
        default="",
        json_schema_extra={"felt": 17},
        description="Hvilken del af sundhedsaftalen sagen hører til.",
    )
    attachments: Annotated[tuple[Attachment, ...], BeforeValidator(_as_attachments)] = Field(
        alias="bilag",
        title="Bilag",
        default=(),
        json_schema_extra={"felt": 18},
        description="Ét bilag pr. linje, med filens navn.",
    )
    presenter: Line = Field(
        alias="oplægsholder",
        title="Oplægsholder",
        default="",
        json_schema_extra={"felt": 19},
        description="Titel og organisation.",
    )
    amounts: Annotated[tuple[Annotated[Amount, BeforeValidator(post_of)], ...], BeforeValidator(_as_amounts)] = Field(
        alias="beløb",
        title="Beløb",
        default=(),
        json_schema_extra={"felt": 20},
        description="Én post pr. linje: Fælles uddannelse: 350.000",
    )
    total: Kroner | None = Field(
        alias="beløb_i_alt",
        title="Beløb i alt",
        default=None,
        json_schema_extra={"felt": 21},
        description="Summen af posterne, i kroner.",
    )
    sets_up_group: YesNo | None = Field(
        alias="nedsætter_arbejdsgruppe",
        title="Arbejdsgruppe eller projekt",
        default=None,
        json_schema_extra={"felt": 22},
        description="Ja, hvis sagen nedsætter en arbejdsgruppe eller et udviklingsprojekt.",
    )
    invites_patient_committee: YesNo | None = Field(
        alias="inviterer_patientudvalget",
        title="Patientinddragelsesudvalget inviteres",
        default=None,
        json_schema_extra={"felt": 23},
        description="Ja, hvis Patientinddragelsesudvalget inviteres med.",
    )
    separate_discussion: YesNo | None = Field(
        alias="særskilt_drøftelse",
        title="Særskilt myndighedsdrøftelse",
        default=None,
        json_schema_extra={"felt": 24},
        description="Ja, hvis region og kommuner også drøfter sagen hver for sig.",
    )
    task: Line = Field(
        alias="opgave",
        title="Opgave i kommissoriet",
        default="",
        json_schema_extra={"felt": 25},
        description="Den opgave i kommissoriet, som sagen hører til: opgavens id eller korte titel.",
    )
    communication: Text = Field(
        alias="kommunikation",
        title="Kommunikation",
        default="",
        json_schema_extra={"felt": 26},
        description="Hvem fortæller hvad til hvem efter mødet.",
    )
    schedule: Text = Field(
        alias="tidsplan",
        title="Tidsplan",
        default="",
        json_schema_extra={"felt": 27},
        description="Den videre proces med datoer.",
    )
    end: EndMark = ""

    @model_validator(mode="before")
    @classmethod
    def _with_total(cls, answers: Any) -> Any:
        """The answers with the total of the line "I alt: 400.000" among the posts, where its own field is empty."""
        if not isinstance(answers, Mapping) or answers.get("beløb_i_alt") or not answers.get("beløb"):
            return answers
        said = next(filter(None, map(total_said, reversed(_entries(answers["beløb"])))), None)
        return {**answers, "beløb_i_alt": said} if said else answers

    @property
    def closed(self) -> bool:
        """Whether the item's text must not be published."""
        return self.openness is Openness.CLOSED


class Placed(Record):
    """An accepted proposal with its number and the meeting it was placed at: what the journal hands over for an agenda."""

    number: int = Field(alias="nummer", title="Kvitteringsnummer", ge=1)
    version: int = Field(alias="version", title="Version", ge=1, default=1)
    body: str = Field(alias="organ", title="Organ", description="Organets id.")
    asked_for: Day | None = Field(alias="ønsket_møde", title="Ønsket møde", default=None)
    received: str = Field(alias="modtaget", title="Modtaget", description="ISO 8601, lokal tid.")
    proposal: Proposal = Field(alias="forslag", title="Forslag")
