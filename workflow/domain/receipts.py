"""A receipt (kvittering): what the sender of a file is told."""

from enum import StrEnum

from pydantic import Field

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
    answer: tuple[str, ...] = Field(alias="svar", title="Svar", description="Ét afsnit pr. led, i ren tekst.")


class Receipt(Record):
    """Everything that stands on a receipt; empty blocks vanish."""

    number: str = Field(alias="nummer", title="Kvittering", examples=["2026-0147"])
    outcome: Outcome = Field(alias="udfald", title="Udfald")
    sender: str = Field(alias="afsender", title="Afsenderlinje", examples=["Klynge Nord"])
    sender_level: str = Field(alias="niveau", title="Niveau", default="")
    title: str = Field(alias="titel", title="Sagens titel", default="")
    state: str = Field(alias="tilstand", title="Tilstand", examples=["Mangler 2 oplysninger"])
    state_text: str = Field(alias="tilstand_tekst", title="Tilstand, forklaret", default="")
    state_strong: str = Field(alias="tilstand_fremhævet", title="Fremhævet dato i forklaringen", default="")
    details: tuple[tuple[str, str], ...] = Field(alias="oplysninger", title="Oplysninger", default=())
    findings: tuple[Finding, ...] = Field(alias="mangler", title="Mangler", default=())
    understood: tuple[ReadField, ...] = Field(alias="læst", title="Det har vi læst", default=())
    unread: tuple[str, ...] = Field(alias="ikke_læst", title="Ikke læst", default=())
    next_steps: tuple[str, ...] = Field(alias="hvad_nu", title="Hvad sker der nu?", default=())
    contact: str = Field(alias="kontakt", title="Kontakt", default="klyngesekretariatet")
    checksum: str = Field(alias="kontrolsum", title="Kontrolsum", default="", description="SHA-256 som hexadecimal.")
    form_version: str = Field(alias="skemaversion", title="Skemaversion", default="")
    arrival: str = Field(alias="indgang", title="Indgang", default="", description="Det id, som filen fik, da den blev taget.")
    received: str = Field(alias="modtaget", title="Modtaget", default="", description="ISO 8601, dansk tid.")
    file: str = Field(alias="fil", title="Fil", default="", description="Filens navn, som det kan vises.")
