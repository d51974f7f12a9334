"""An agenda (dagsorden) as the Word template receives it; ``composing`` makes it from a meeting and its proposals."""

from pydantic import Field

from workflow.domain.printed import Labelled, Letterhead
from workflow.domain.records import Day, Record, RichText


class AgendaAttachment(Record):
    """One attachment in the list of an item: "Bilag 3.1: title"."""

    number: str = Field(alias="nummer", title="Nummer", examples=["3.1"])
    title: str = Field(alias="titel", title="Titel")
    closed: bool = Field(alias="lukket", title="Lukket", default=False)
    extent: str = Field(alias="omfang", title="Omfang", default="", examples=["4 sider"])


class Post(Record):
    """One row of the table of amounts."""

    text: str = Field(alias="post", title="Post")
    kroner: str = Field(alias="beløb", title="Beløb, skrevet", examples=["350.000"])


class AgendaItem(Record):
    """One item (punkt) of an agenda, ready to print; empty fields vanish with their heading."""

    key: str = Field(
        alias="nøgle", title="Nøgle", description="fast:<id> eller forslag:<nummer>; fast gennem møde, dagsorden og referat."
    )
    number: str = Field(alias="nummer", title="Nummer", examples=["3"])
    title: str = Field(alias="titel", title="Titel")
    type: str = Field(alias="sagstype", title="Sagstype", examples=["beslutning"])
    type_label: str = Field(alias="sagstype_vist", title="Sagstype, skrevet", examples=["Beslutning, lukket"])
    closed: bool = Field(alias="lukket", title="Lukket", default=False)
    closed_reason: str = Field(alias="lukket_begrundelse", title="Begrundelse for lukket", default="")
    withdrawn: bool = Field(alias="udgået", title="Udgået", default=False)
    late: bool = Field(alias="for_sent", title="Modtaget efter fristen", default=False)
    standing: bool = Field(alias="fast", title="Fast punkt", default=False)
    time: str = Field(alias="tid", title="Tid", default="", examples=["15.15–15.50"])
    duration: int = Field(alias="minutter", title="Minutter", default=0)
    proposer: str = Field(alias="forslagsstiller", title="Forslagsstiller", default="")
    case_number: str = Field(alias="sagsnummer", title="Sagsnummer", default="")
    presenter: str = Field(alias="oplægsholder", title="Oplægsholder", default="")
    task: str = Field(alias="opgave", title="Opgave i kommissoriet", default="")
    guests: tuple[str, ...] = Field(alias="gæster", title="Gæster", default=())
    summary: RichText = Field(alias="resumé", title="Resumé", default="")
    recommendations: tuple[str, ...] = Field(
        alias="indstilling", title="Indstilling", default=(), description="Hver begynder med ”at” og slutter, som den trykkes."
    )
    case_presentation: RichText = Field(alias="sagsfremstilling", title="Sagsfremstilling", default="")
    finances: RichText = Field(alias="økonomi", title="Økonomi", default="")
    amounts: tuple[Post, ...] = Field(alias="beløb", title="Beløb", default=())
    total: str = Field(alias="beløb_i_alt", title="Beløb i alt", default="")
    patient_involvement: str = Field(alias="patientinddragelse", title="Inddragelse af patienter og pårørende", default="")
    health_agreement: str = Field(alias="sundhedsaftale", title="Sundhedsaftale", default="")
    communication: str = Field(alias="kommunikation", title="Kommunikation", default="")
    schedule: str = Field(alias="tidsplan", title="Tidsplan", default="")
    attachments: tuple[AgendaAttachment, ...] = Field(alias="bilag", title="Bilag", default=())
    remarks: tuple[str, ...] = Field(
        alias="bemærkninger", title="Bemærkninger", default=(), description="Sætninger, fx at punktet kom efter fristen."
    )


class Agenda(Record):
    """A whole agenda, ready to print."""

    kind: str = Field(alias="dokumentart", title="Dokumentart", examples=["Dagsorden"])
    body: str = Field(alias="organ", title="Organets id")
    region: str = Field(alias="region", title="Regionens id")
    date: Day = Field(alias="mødedato", title="Mødedato")
    letterhead: Letterhead = Field(alias="brevhoved", title="Brevhoved")
    subtitle: str = Field(alias="undertitel", title="Undertitel", examples=["Møde i Klynge Nord, politisk niveau"])
    when: str = Field(alias="tidspunkt", title="Tidspunkt", examples=["Tirsdag den 16. juni 2026 kl. 15.00–17.00"])
    details: tuple[Labelled, ...] = Field(alias="oplysninger", title="Oplysninger")
    invited: tuple[Labelled, ...] = Field(
        alias="indkaldte", title="Indkaldte", description="Én linje pr. sektor, så observatører, administration, gæster."
    )
    items: tuple[AgendaItem, ...] = Field(alias="punkter", title="Punkter")
    holds_closed: bool = Field(alias="rummer_lukkede", title="Rummer lukkede punkter", default=False)
    break_before_items: bool = Field(alias="ny_side_før_punkter", title="Ny side før punkterne", default=True)
    final_line: str = Field(alias="slutlinje", title="Slutlinje", default="")
    core_title: str = Field(alias="dokumenttitel", title="Dokumentets titel")
    core_subject: str = Field(alias="dokumentemne", title="Dokumentets emne")


class Publication(Record):
    """What was sent out: the numbers that stand from then on."""

    sent: Day = Field(alias="udsendt", title="Udsendt")
    numbers: tuple[tuple[str, str, str], ...] = Field(
        alias="numre", title="Numre", description="Nøgle, nummer og titel for hvert punkt, i rækkefølge."
    )
