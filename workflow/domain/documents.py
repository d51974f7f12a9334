"""The kinds of document that a Word template makes, and the fields that each must show to be one."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from workflow.domain.agendas import Agenda
from workflow.domain.charters import Charter
from workflow.domain.minutes import Minutes
from workflow.domain.records import Record
from workflow.domain.sampling import sample


@dataclass(frozen=True)
class Kind:
    """A kind of document.

    Attributes:
        name: what staff and files call it: "dagsorden".
        record: what fills its template.
        shown: the fields that it must print, by their paths; of several in one entry one is enough.
    """

    name: str
    record: type[Record]
    shown: tuple[tuple[str, ...], ...]

    def example(self) -> Record:
        """A record with every field filled, marked as an example wherever it says what it is; names no person."""
        filled = sample(self.record)
        said = filled.model_dump()
        kind, letterhead = said["kind"], said["letterhead"]
        letterhead |= {"edition": EXAMPLE, "running_right": f"Eksempel på {self.name}"}
        marked = {"kind": f"Eksempel: {kind}", "letterhead": letterhead, "core_title": f"Eksempel på {self.name}"}
        return self.record.model_validate(said | marked)


EXAMPLE = "Eksempel, ikke et rigtigt dokument"
_HEAD = (("dokumentart",), ("undertitel",), ("brevhoved.afsender",), ("brevhoved.udgave",))
_DETAILS = (("oplysninger.etiket",), ("oplysninger.værdi",), ("oplysninger.fremhævet",))

DOCUMENTS: Mapping[str, Kind] = MappingProxyType(
    {
        kind.name: kind
        for kind in (
            Kind(
                "dagsorden",
                Agenda,
                (
                    *_HEAD,
                    *_DETAILS,
                    ("tidspunkt", "mødedato"),
                    ("indkaldte.værdi",),
                    ("punkter.nummer",),
                    ("punkter.titel",),
                    ("punkter.sagstype", "punkter.sagstype_vist"),
                    ("punkter.lukket_begrundelse",),
                    ("punkter.bemærkninger",),
                    ("punkter.indstilling",),
                    ("punkter.sagsfremstilling",),
                    ("punkter.økonomi",),
                    ("punkter.bilag.titel",),
                ),
            ),
            Kind(
                "referat",
                Minutes,
                (
                    *_HEAD,
                    *_DETAILS,
                    ("tidspunkt", "mødedato"),
                    ("fremmøde.sektor",),
                    ("fremmøde.til_stede",),
                    ("fremmøde.afbud",),
                    ("fremmøde.andel",),
                    ("beslutningsdygtighed",),
                    ("øvrige.værdi",),
                    ("punkter.punkt.nummer",),
                    ("punkter.punkt.titel",),
                    ("punkter.konklusion",),
                    ("punkter.noter",),
                    ("punkter.opfølgning.handling", "opfølgning.handling"),
                    ("punkter.opfølgning.ansvarlig", "opfølgning.ansvarlig"),
                    ("punkter.opfølgning.frist", "opfølgning.frist"),
                ),
            ),
            Kind(
                "kommissorium",
                Charter,
                (
                    *_HEAD,
                    *_DETAILS,
                    ("gælder",),
                    ("afsnit.nummer",),
                    ("afsnit.overskrift",),
                    ("afsnit.tekst",),
                    ("afsnit.tilføjelse",),
                ),
            ),
        )
    }
)
"""The kinds under their names."""
