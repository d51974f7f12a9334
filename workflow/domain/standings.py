"""How things stand (status): what the watch does, what waits and why, what needs a person, and what came in last."""

from pydantic import Field

from workflow.domain.findings import Finding
from workflow.domain.records import Record


class StillThere(Record):
    """Something that stays in the inbox for now."""

    name: str = Field(alias="navn", title="Fil")
    reason: str = Field(alias="årsag", title="Hvorfor")
    since: str = Field(alias="siden", title="Siden", default="")


class Latest(Record):
    """A file that came in lately, and what became of it."""

    number: int = Field(alias="nummer", title="Nr.")
    name: str = Field(alias="navn", title="Fil")
    received: str = Field(alias="modtaget", title="Modtaget")
    verdict: str = Field(alias="udfald", title="Udfald")
    title: str = Field(alias="titel", title="Sag", default="")
    receipt: str = Field(alias="kvittering", title="Kvittering", default="", description="Kvitteringens filnavn.")


class Standing(Record):
    """Everything that stands on the status page; empty blocks vanish."""

    at: str = Field(alias="skrevet", title="Skrevet", examples=["lørdag den 21. november 2026 kl. 14.05"])
    state: str = Field(alias="tilstand", title="Tilstand", examples=["Alt er i orden"])
    state_text: str = Field(alias="tilstand_tekst", title="Tilstand, forklaret", default="")
    details: tuple[tuple[str, str], ...] = Field(alias="oplysninger", title="Oplysninger", default=())
    needs: tuple[Finding, ...] = Field(alias="kræver", title="Det kræver en person", default=())
    waiting: tuple[StillThere, ...] = Field(alias="venter", title="I indbakken", default=())
    more: int = Field(alias="flere", title="Flere i indbakken", default=0, description="Hvor mange der ikke er nævnt ved navn.")
    latest: tuple[Latest, ...] = Field(alias="seneste", title="Kommet ind", default=())
    troubles: tuple[tuple[str, str], ...] = Field(alias="fejl", title="De seneste fejl", default=())
    keeps_itself: bool = Field(alias="holdes_ved_lige", title="Skrives igen af sig selv", default=False)

    @property
    def needs_a_person(self) -> bool:
        """Whether anything waits for somebody to do something."""
        return bool(self.needs)
