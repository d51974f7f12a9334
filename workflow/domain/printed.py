"""What agendas, minutes and charters have in common as their templates receive them: the masthead, and lines with a label."""

from pydantic import Field

from workflow.domain.records import Record


class Letterhead(Record):
    """What stands in the masthead and in the headers of later pages."""

    sender: str = Field(alias="afsender", title="Afsender", examples=["Klynge Nord"])
    level: str = Field(alias="niveau", title="Niveau", examples=["Sundhedsklynge, politisk niveau"])
    parties: tuple[str, ...] = Field(
        alias="parter",
        title="Parter",
        description="To linjer: region og almen praksis; kommunerne.",
        examples=[["Region Nordjylland og PLO-Nordjylland"]],
    )
    running: str = Field(alias="løbende", title="Løbende sidehoved, venstre", examples=["Klynge Nord, politisk niveau"])
    running_right: str = Field(alias="løbende_højre", title="Løbende sidehoved, højre", examples=["Dagsorden, 16. juni 2026"])
    edition: str = Field(alias="udgave", title="Udgave", examples=["Offentlig udgave"])
    edition_warns: bool = Field(alias="udgave_advarer", title="Udgaven rummer lukkede punkter", default=False)


class Labelled(Record):
    """One label–value line (Oplysning)."""

    label: str = Field(alias="etiket", title="Etiket", examples=["Mødested"])
    value: str = Field(alias="værdi", title="Værdi")
    strong: str = Field(alias="fremhævet", title="Fremhævet begyndelse", default="", examples=["Udkast."])
    assumed: str = Field(alias="forudsat", title="Forudsat", default="", examples=["forudsat, bekræft i forretningsordenen"])
