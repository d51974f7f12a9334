"""What the stories of the catalogue share: an office, what is dropped into it, and what its receipts say."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from tests.intake.samples import filled
from tests.secretariat.reception_desk import DROPPED, Desk, desk, outcomes, proposal_yaml
from tests.secretariat.watches import Watched, watching
from workflow.archive.filing import waiting_in
from workflow.archive.settings import FolderSettings, Settings, WatchSettings
from workflow.archive.workspace import Workspace
from workflow.domain.receipts import Receipt
from workflow.secretariat.receiving import Received, receive

PAPER = b"%PDF-1.7\n%%EOF\n"


@dataclass
class Patient(Desk):
    """A secretariat that waits some seconds for the rest of a file that lacks its end."""

    patience: int = 2

    @property
    def workspace(self) -> Workspace:
        """The workspace."""
        watch = WatchSettings(stability=0, interval=1, unfinished=self.patience)
        return Workspace(self.root, Settings(folders=FolderSettings(), watch=watch))


def patient(root: Path, patience: int = 2) -> Patient:
    """A secretariat for Klynge Nord that waits for what was broken off."""
    office = desk(root)
    return Patient(office.root, office.register, patience=patience)


def take(office: Desk, pause: Callable[[float], object] = lambda _seconds: None, day: date = DROPPED) -> tuple[Received, ...]:
    """Run klynge modtag; whatever happens while it waits is done by ``pause``."""
    with office.open(day) as reception:
        return receive(replace(reception, pause=pause))


def receipt(one: Received) -> Receipt:
    """The receipt of a file."""
    assert one.arrival
    assert one.arrival.receipt
    return one.arrival.receipt


def problems(one: Received) -> list[str]:
    """What its receipt says is wrong or worth knowing; each has its remedy."""
    found = receipt(one).findings
    assert all(finding.hint for finding in found)
    return [finding.problem for finding in found]


def waits(office: Desk) -> dict[str, str]:
    """What lies in the inbox, and why, as staff are told."""
    return {one.name: one.reason for one in waiting_in(office.workspace)}


def form(root: Path, **changes: object) -> bytes:
    """A filled form for Klynge Nord's meeting in November."""
    folder = root / "skrivebord"
    folder.mkdir(exist_ok=True)
    answers: dict[str, object] = {
        "organer": ["Klynge Nord"],
        "mødedato": "2026-11-24",
        "forslagsstiller": "Hjørring Kommune",
        "sagstype": "drøftelse",
        "offentlighed": "åbent",
        "lukket_begrundelse": "",
        "indstilling": ["at klyngen drøfter rammen"],
        "beløb": [],
        "beløb_i_alt": "",
        "nedsætter_arbejdsgruppe": "nej",
        "særskilt_drøftelse": "nej",
    }
    return filled(folder, **(answers | changes)).read_bytes()


@contextmanager
def watch(office: Desk) -> Iterator[Watched]:
    """A watch for the length of a block, which nothing may end."""
    with watching(office) as watched:
        yield watched
    assert watched.failed == []


__all__ = [
    "PAPER",
    "Desk",
    "desk",
    "form",
    "outcomes",
    "patient",
    "problems",
    "proposal_yaml",
    "receipt",
    "take",
    "waits",
    "watch",
]
