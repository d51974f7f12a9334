"""Charters (kommissorier): a region's frame with the cluster's own additions; every fact in the text comes from the register."""

from hashlib import sha256
from typing import Annotated

from pydantic import Field

from workflow.domain.printed import Labelled, Letterhead
from workflow.domain.records import Day, Line, OneOrMore, Record, RichText


class FrameSection(Record):
    """One section of a frame's text, in Markdown with ``{named_facts}``."""

    id: str = Field(alias="id", title="Id", examples=["grundlag"])
    heading: str = Field(alias="overskrift", title="Overskrift")
    text: RichText = Field(alias="tekst", title="Tekst")
    line: int = Field(alias="linje", title="Linje i filen", default=0)
    text_line: int = Field(alias="tekstlinje", title="Tekstens første linje i filen", default=0)


class CharterFrame(Record):
    """The text that every body of a frame shares: ``register/<region>/rammer/<ramme>.md``, in the order it is printed."""

    id: str = Field(alias="id", title="Id")
    region: str = Field(alias="region", title="Region")
    file: str = Field(alias="fil", title="Fil")
    sections: tuple[FrameSection, ...] = Field(alias="afsnit", title="Afsnit")
    notes: tuple[str, ...] = Field(
        alias="noter", title="Fodnoter", default=(), description="Mærkerne på alle fodnoter, som filen definerer."
    )

    def section(self, section_id: str) -> FrameSection | None:
        """The section with this id, if the frame has it."""
        return next((section for section in self.sections if section.id == section_id), None)

    @property
    def checksum(self) -> str:
        """What tells this text from any other: 16 hexadecimal figures over its ids, headings and words, not its white space."""
        words = (" ".join(part.split()) for section in self.sections for part in (section.id, section.heading, section.text))
        return sha256("\n".join(words).encode()).hexdigest()[:16]


class CharterSettings(Record):
    """What the register says of a frame's charter: the key ``kommissorium`` of ``register/<region>/rammer/<ramme>.yaml``."""

    title: Line = Field(
        alias="undertitel", title="Undertitel", description="Med fakta i klammer, for eksempel: Det politiske niveau i {navn}."
    )
    details: tuple[Labelled, ...] = Field(
        alias="oplysninger", title="Oplysninger", default=(), description="Etiket og værdi, med fakta i klammer."
    )
    required: Annotated[tuple[str, ...], OneOrMore] = Field(
        alias="skal_have", title="Skal have", default=(), description="Afsnit, der skal findes (id)."
    )
    ought: Annotated[tuple[str, ...], OneOrMore] = Field(
        alias="bør_have", title="Bør have", default=(), description="Afsnit, hvis mangel er en advarsel (id)."
    )
    additions: Annotated[tuple[str, ...], OneOrMore] = Field(
        alias="må_udbygges",
        title="Må udbygges",
        default=(),
        description="Afsnit, der må få en lokal tilføjelse (id); tomt for alle.",
    )
    footnotes: int = Field(
        alias="fodnoter", title="Fodnoter", default=0, ge=0, description="Så mange fodnoter skal teksten mindst have."
    )
    approved_text: str = Field(
        alias="godkendt_tekst",
        title="Godkendt tekst",
        default="",
        description="Kontrolsum af den ramme, der er godkendt; tomt, når ingen er registreret.",
    )


class CharterSection(Record):
    """One section, ready to print."""

    number: str = Field(alias="nummer", title="Nummer")
    heading: str = Field(alias="overskrift", title="Overskrift")
    text: RichText = Field(alias="tekst", title="Tekst")
    addition: RichText = Field(alias="tilføjelse", title="Lokal tilføjelse", default="")


class Charter(Record):
    """A whole charter, ready to print."""

    kind: str = Field(alias="dokumentart", title="Dokumentart", default="Kommissorium")
    body: str = Field(alias="organ", title="Organets id")
    region: str = Field(alias="region", title="Regionens id")
    as_of: Day = Field(alias="pr_dato", title="Som det er den")
    letterhead: Letterhead = Field(alias="brevhoved", title="Brevhoved")
    subtitle: str = Field(alias="undertitel", title="Undertitel")
    applies: str = Field(alias="gælder", title="Gælder fra", examples=["Gælder fra den 25. oktober 2022"])
    details: tuple[Labelled, ...] = Field(alias="oplysninger", title="Oplysninger")
    sections: tuple[CharterSection, ...] = Field(alias="afsnit", title="Afsnit")
    final_line: str = Field(alias="slutlinje", title="Slutlinje", default="")
    core_title: str = Field(alias="dokumenttitel", title="Dokumentets titel")
    core_subject: str = Field(alias="dokumentemne", title="Dokumentets emne")
