"""A secretariat for the stories: a real workspace in a temporary folder, a small register, and files to drop."""

import contextlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from tests.domain import factories
from workflow.archive.entries import Due
from workflow.archive.journal import Journal
from workflow.archive.settings import FolderSettings, Settings, WatchSettings
from workflow.archive.workspace import Workspace
from workflow.domain.receipts import Outcome
from workflow.domain.register import Register
from workflow.intake.submissions import Submission, read_submission
from workflow.secretariat.laying import lay_text
from workflow.secretariat.receiving import Received, receive
from workflow.secretariat.reception import Reception
from workflow.secretariat.today import Today

DROPPED = date(2026, 11, 5)
AFTER_THE_MEETING = date(2026, 12, 10)


class ReaderHere:
    """Reads in this process what the standing child would read in its own, so that a story takes no start-up time."""

    def ready(self) -> None:
        """Always ready."""

    def read(self, path: Path, name: str) -> Submission:
        """What the file says."""
        return read_submission(path, name)


@contextlib.contextmanager
def reader_here() -> Iterator[ReaderHere]:
    """The reader for the length of a block."""
    yield ReaderHere()


@dataclass
class Desk:
    """What a story drops into and looks at afterwards."""

    root: Path
    register: Register
    issued: list[Due] = field(default_factory=list)
    refuses: Exception | None = None

    @property
    def workspace(self) -> Workspace:
        """The workspace; nothing has to lie still for long."""
        return Workspace(self.root, Settings(folders=FolderSettings(), watch=WatchSettings(stability=0, interval=1)))

    @contextlib.contextmanager
    def open(self, day: date = DROPPED) -> Iterator[Reception]:
        """The reception on a day."""
        self.workspace.inbox.mkdir(parents=True, exist_ok=True)
        with Journal.open(self.workspace) as journal:
            yield Reception(
                self.workspace, journal, lambda: self.register, Today(day), self.issue, reader_here, pause=lambda _seconds: None
            )

    def issue(self, due: Due) -> Sequence[Path]:
        """Note the document that is due, and lay a file in its place; or refuse."""
        if self.refuses:
            raise self.refuses
        self.issued.append(due)
        place = self.workspace.document_folder("nordjylland", due.body, due.meeting) / f"{due.kind}.docx"
        return (lay_text(place, "Dagsorden")[0],)

    def drop(self, name: str, content: str | bytes) -> Path:
        """Lay a file in the inbox."""
        self.workspace.inbox.mkdir(parents=True, exist_ok=True)
        file = self.workspace.inbox / name
        file.write_bytes(content.encode() if isinstance(content, str) else content)
        return file

    def receive(self, name: str, content: str | bytes) -> None:
        """Drop a file and take it in."""
        self.drop(name, content)
        with self.open() as reception:
            receive(reception)

    def receipts(self) -> list[str]:
        """The names of all receipts."""
        return sorted(path.name for path in self.workspace.receipts.glob("[0-9]*.html"))

    def archived(self) -> list[bytes]:
        """What lies in the archive of the inbox."""
        return sorted(path.read_bytes() for path in self.workspace.inbox.glob("_arkiv/*/*"))

    def left(self) -> list[str]:
        """What still lies in the inbox or is in hand; the mark, the archive and the heartbeat belong there."""
        ours = {".indbakke-id", "_arkiv", "_vagt"}
        return sorted(path.name for path in self.workspace.inbox.rglob("*") if path.is_file() and not ours & set(path.parts))


def outcomes(received: tuple[Received, ...]) -> list[Outcome | None]:
    """What became of each file."""
    return [one.arrival.outcome if one.arrival else None for one in received]


def desk(root: Path, *, meetings: Sequence[date] = (factories.MEETING_DAY,)) -> Desk:
    """A secretariat for Klynge Nord with its committees."""
    region = factories.nordjylland()
    entries = (
        factories.body_file(factories.nord(), *(factories.meeting(day) for day in meetings)),
        factories.body_file(factories.ssu(region)),
        factories.body_file(factories.piu(region)),
        factories.body_file(factories.vendsyssel()),
    )
    return Desk(root, factories.register(*entries))


def proposal_yaml(
    *,
    title: str = "Fælles uddannelse i hjemmebehandling",
    proposer: str = "Hjørring Kommune",
    recommendation: str = "at klyngen drøfter uddannelsen",
    meeting: str = "2026-11-24",
    case_number: str = "",
    summary: str = "Kommunerne foreslår en fælles uddannelse.",
) -> str:
    """A sound proposal for Klynge Nord as YAML; every part of it can be another."""
    return f"""\
skema: dagsordensforslag
organer: Klynge Nord
mødedato: {meeting}
forslagsstiller: {proposer}
kontaktperson: Konsulent, Hjørring Kommune
titel: {title}
sagstype: drøftelse
offentlighed: åbent
tidsforbrug: 20
sagsnummer: {case_number}
resumé: {summary}
indstilling:
  - {recommendation}
sagsfremstilling: |
  Sygeplejersker i **alle** kommuner lærer det samme.
økonomi: Ingen.
patientinddragelse: Patienterne er spurgt på et møde.
sundhedsaftale: Sammenhæng
opgave: prioriterede-midler
slut: ja
"""
