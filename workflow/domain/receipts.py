"""A receipt (kvittering): what the sender of a file is told."""

from enum import StrEnum

from pydantic import Field

from workflow.domain.cpr import Blotted
from workflow.domain.enclosures import Enclosure
from workflow.domain.findings import Finding
from workflow.domain.records import Record


class Outcome(StrEnum):
    """What became of a file."""

    ACCEPTED = "modtaget"
    REJECTED = "afvist"
    UNREADABLE = "ulæselig"
    DUPLICATE = "dublet"
    KEPT = "gemt"


class ReadField(Record):
    """One answer as it was understood."""

    label: str = Field(alias="felt", title="Felt", examples=["6. Titel"])
    answer: tuple[Blotted, ...] = Field(alias="svar", title="Svar", description="Ét afsnit pr. led, i ren tekst.")


class ReceiptRow(Record):
    """One row of a sheet, and what becomes of it: some become a file of their own, with a number and a receipt of its own."""

    number: int = Field(alias="række", title="Række", ge=1)
    title: Blotted = Field(alias="titel", title="Sag", default="")
    told: Blotted = Field(alias="udfald", title="Hvad der sker", default="")
    file: str = Field(alias="fil", title="Fil", default="", description="Navnet på den fil, som rækken bliver til.")
    content: str = Field(alias="indhold", title="Filens indhold", default="")


class Receipt(Record):
    """Everything that stands on a receipt; empty blocks vanish, and CPR numbers are blotted out wherever they came from."""

    number: str = Field(alias="nummer", title="Kvittering", examples=["2026-0147"])
    outcome: Outcome = Field(alias="udfald", title="Udfald")
    sender: str = Field(alias="afsender", title="Afsenderlinje", examples=["Klynge Nord"])
    sender_level: str = Field(alias="niveau", title="Niveau", default="")
    title: Blotted = Field(alias="titel", title="Sagens titel", default="")
    state: str = Field(alias="tilstand", title="Tilstand", examples=["Mangler to oplysninger"])
    state_text: Blotted = Field(alias="tilstand_tekst", title="Tilstand, forklaret", default="")
    state_strong: str = Field(alias="tilstand_fremhævet", title="Fremhævet dato i forklaringen", default="")
    details: tuple[tuple[str, Blotted], ...] = Field(alias="oplysninger", title="Oplysninger", default=())
    findings: tuple[Finding, ...] = Field(alias="mangler", title="Mangler", default=())
    understood: tuple[ReadField, ...] = Field(alias="læst", title="Det har vi læst", default=())
    unread: tuple[Blotted, ...] = Field(alias="ikke_læst", title="Ikke læst", default=())
    next_steps: tuple[Blotted, ...] = Field(alias="hvad_nu", title="Hvad sker der nu?", default=())
    contact: str = Field(alias="kontakt", title="Kontakt", default="klyngesekretariatet")
    checksum: str = Field(alias="kontrolsum", title="Kontrolsum", default="", description="SHA-256 som hexadecimal.")
    form_version: str = Field(alias="skemaversion", title="Skemaversion", default="")
    arrival: str = Field(alias="indgang", title="Indgang", default="", description="Det id, som filen fik, da den blev taget.")
    received: str = Field(alias="modtaget", title="Modtaget", default="", description="ISO 8601, dansk tid.")
    file: str = Field(alias="fil", title="Fil", default="", description="Filens navn, som det kan vises.")
    goes_back: bool = Field(
        alias="går_retur", title="Skemaet går retur", default=False, description="Om filen er et Word-skema, der skal rettes."
    )
    form_sha256: str = Field(
        alias="skemakontrolsum",
        title="Skemaets kontrolsum",
        default="",
        description="SHA-256 af skemaets fil, når den kom i en mail, en zip-fil eller en mappe.",
    )
    rows: tuple[ReceiptRow, ...] = Field(alias="rækker", title="Rækker", default=(), description="Et arks rækker.")
    register_text: str = Field(
        alias="registertekst", title="Tekst til registeret", default="", description="Hvad et ark siger, skrevet til registeret."
    )
    is_answered: bool = Field(
        alias="besvares", title="Besvares", default=False, description="Om afsenderen får et svar, som lægges klar som en mail."
    )
    case: int | None = Field(
        alias="sag", title="Sag", default=None, description="Nummeret på det forslag, som en fil, der kom alene, er bilag til."
    )
    enclosures: tuple[Enclosure, ...] = Field(alias="vedlagt", title="Vedlagt", default=())
    draft: str = Field(
        alias="kladde", title="Kladde", default="", description="Skemaet som YAML, hvor en mail uden skema er skrevet ind."
    )
    reply_to: str = Field(alias="svar_til", title="Svar til", default="", description="Afsenderens e-mail, hvis den er oplyst.")

    @property
    def unread_hint(self) -> str:
        """What a sender can do about what was not read."""
        if self.rows:
            return "Flyt det til en kolonne, som arket kender, og læg arket i indbakken igen, hvis det skal med."
        return "Flyt teksten ind i et felt, og læg skemaet i indbakken igen, hvis den skal med."
