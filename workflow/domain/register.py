"""The register: all that the secretariat knows, as one frozen value, with the questions that the duties ask of it."""

from collections.abc import Iterable, Iterator
from datetime import date

from pydantic import Field

from workflow import danish
from workflow.domain.bodies import Body, Party, PartyKind, Region
from workflow.domain.charters import CharterFrame, CharterSettings
from workflow.domain.meetings import Meeting
from workflow.domain.records import Record
from workflow.errors import AmbiguousBodyError, UnknownBodyError

REGION, MUNICIPALITIES, GENERAL_PRACTICE = "region", "kommuner", "almen-praksis"


class BodyFile(Record):
    """A body with what lies in its folder."""

    body: Body = Field(alias="organ", title="Organ")
    file: str = Field(alias="fil", title="Fil", description="organ.yaml, set fra arbejdsmappen.")
    meetings: tuple[Meeting, ...] = Field(alias="møder", title="Møder", default=(), description="Efter dato.")
    frame: CharterFrame | None = Field(alias="ramme", title="Ramme", default=None)
    charter: CharterSettings | None = Field(alias="kommissorium", title="Kommissorium", default=None)
    addition: CharterFrame | None = Field(alias="tilføjelse", title="Lokal tilføjelse", default=None)

    def meeting_on(self, day: date) -> Meeting | None:
        """The meeting held on exactly this day."""
        return next((meeting for meeting in self.meetings if meeting.date == day), None)

    def next_meeting(self, on: date) -> Meeting | None:
        """The first meeting on or after the day."""
        return next((meeting for meeting in self.meetings if meeting.date >= on), None)


class Register(Record):
    """Regions and bodies. Ids are unique; the loader has judged the files."""

    regions: tuple[Region, ...] = Field(alias="regioner", title="Regioner")
    bodies: tuple[BodyFile, ...] = Field(alias="organer", title="Organer", description="Efter id.")

    def region(self, region_id: str) -> Region:
        """The region with this id.

        Raises:
            KeyError: the register has none; the loader makes sure that every body's region exists.
        """
        for region in self.regions:
            if region.id == region_id:
                return region
        raise KeyError(region_id)

    def find(self, body_id: str) -> BodyFile | None:
        """The body with exactly this id."""
        return next((entry for entry in self.bodies if entry.body.id == body_id), None)

    def names(self, body_ids: Iterable[str]) -> list[str]:
        """The names of these bodies; an id that nobody has stands for itself."""
        found = ((body_id, self.find(body_id)) for body_id in body_ids)
        return [entry.body.name if entry else body_id for body_id, entry in found]

    def resolve(self, asked: str) -> BodyFile:
        """The body that staff or a partner means by an id, a unique tail of one ("vest"), or a name ("Klynge Vest").

        Raises:
            UnknownBodyError: nothing is called so; names the nearest ids.
            AmbiguousBodyError: several bodies may be meant.
        """
        wanted = danish.folded(asked)
        exact = [entry for entry in self.bodies if danish.folded(entry.body.id) == wanted]
        named = [
            entry for entry in self.bodies if wanted in {danish.folded(name) for name in (entry.body.name, *entry.body.variants)}
        ]
        # "fyn" means syddanmark-fyn rather than syddanmark-sundhedsraad-fyn.
        own = [entry for entry in self.bodies if danish.folded(entry.body.id) == f"{danish.folded(entry.body.region)}-{wanted}"]
        tail = [entry for entry in self.bodies if danish.folded(entry.body.id).endswith(f"-{wanted}")]
        matches = exact or named or own or tail
        if len(matches) == 1:
            return matches[0]
        if matches:
            raise AmbiguousBodyError(asked, (entry.body.id for entry in matches))
        raise UnknownBodyError(asked, self._near(asked))

    def _near(self, asked: str) -> list[str]:
        """The ids that look most like what was asked for, by id, by tail or by name."""
        words = {
            name: entry.body.id
            for entry in self.bodies
            for name in (entry.body.id, entry.body.id.split("-", 1)[-1], entry.body.id.rsplit("-", 1)[-1], entry.body.name)
        }
        return list(dict.fromkeys(words[name] for name in danish.nearest(asked, words, count=3)))

    def valid(self, on: date) -> tuple[BodyFile, ...]:
        """The bodies that exist on the day."""
        return tuple(entry for entry in self.bodies if entry.body.holds(on))

    def parties(self, body: Body, on: date) -> tuple[Party, ...]:
        """Everybody who may be named as a proposer to the body, its own parties first.

        The order is region, municipalities, general practice, cooperation committee, patient committee, chairs, secretariat.
        """
        sectors = {sector.id for sector in body.sectors}
        found = [*self._own_parties(body, sectors, on)]
        for other, kind in ((body.cooperation_committee, PartyKind.COMMITTEE), (body.patient_committee, PartyKind.PATIENTS)):
            entry = self.find(other) if other else None
            if entry:
                found.append(Party(id=entry.body.id, name=entry.body.name, kind=kind, variants=entry.body.variants))
        found.append(Party(id="formandskabet", name="Formandskabet", kind=PartyKind.CHAIR, variants=("Formandskab",)))
        names = ("Sekretariatet", "Klyngesekretariatet")
        found.append(Party(id="sekretariatet", name=body.secretariat.name, kind=PartyKind.SECRETARIAT, variants=names))
        return tuple(found)

    def _own_parties(self, body: Body, sectors: set[str], on: date) -> Iterator[Party]:
        """The parties that the body joins: the region, its municipalities, and general practice where that is a sector."""
        region = self.region(body.region)
        place = _sector(sectors, REGION)
        yield Party(id=region.id, name=region.name, kind=PartyKind.REGION, sector=place, variants=region.variants)
        for one in body.municipalities_on(on):
            if known := region.municipality(one.code):
                yield Party(
                    id=known.code,
                    name=known.full_name,
                    kind=PartyKind.MUNICIPALITY,
                    sector=_sector(sectors, MUNICIPALITIES),
                    variants=(known.name, *known.variants),
                    certainty=one.certainty,
                    source=one.source,
                )
        if GENERAL_PRACTICE in sectors:
            practice = region.general_practice
            names = (*practice.variants, "PLO", "Almen praksis")
            kind = PartyKind.GENERAL_PRACTICE
            yield Party(id=practice.id, name=practice.name, kind=kind, sector=GENERAL_PRACTICE, variants=names)


def _sector(sectors: set[str], wanted: str) -> str:
    """The wanted sector's id where the body has it, else an empty string."""
    return wanted if wanted in sectors else ""
