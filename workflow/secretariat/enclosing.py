"""The attachments beside an agenda: a folder for each item, every file as it came, and nothing of anybody else's touched."""

import hashlib
import logging
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from workflow import danish
from workflow.archive import durable
from workflow.archive.journal import Journal
from workflow.archive.names import safe
from workflow.archive.originals import Originals
from workflow.domain.agendas import Agenda, AgendaItem
from workflow.domain.enclosures import Bilag, Enclosure, bilag_of
from workflow.domain.proposals import Placed
from workflow.secretariat.agendas import enclosed_with
from workflow.secretariat.laying import Laid, lay_copy
from workflow.secretariat.parsing import Parser, ParserDiedError

logger = logging.getLogger("klynge.enclosing")
OPEN, CLOSED = "Bilag", "Bilag (lukket)"
"""The folders beside an agenda; whoever publishes the first one publishes nothing that is closed, names included."""
LONGEST_NAME = 70
_OUR_FOLDER, _OUR_FILE = re.compile(r"Punkt [\w.]+( - .*)?"), re.compile(r"[\w]+\.\d+ .*")


@dataclass(frozen=True)
class _Wanted:
    """One file that belongs beside an agenda: its place below the meeting's folder, and where its bytes are."""

    place: Path
    file: Enclosure


@dataclass
class Enclosing:
    """Lays the attachments of one agenda.

    Attributes:
        journal: where it stands what came with which arrival.
        originals: the store.
        folder: where the agenda lies.
    """

    journal: Journal
    originals: Originals
    folder: Path
    remarks: list[str] = field(default_factory=list)

    def lay(self, agenda: Agenda, cases: tuple[Placed, ...]) -> tuple[str, ...]:
        """Lay every attachment where it belongs, and take away our own copies that belong there no more.

        Args:
            agenda: as it was written.
            cases: all accepted proposals of its body.

        Returns:
            What is worth knowing, as Danish sentences.

        Raises:
            OSError: the disk refuses.
        """
        wanted = tuple(_wanted(agenda, {one.number: one for one in cases}, self.journal))
        if not wanted and not any(root.exists() for root in self._roots):
            return ()
        ours = {file.sha256 for one in cases for brought in self.journal.brought(one.number) for file in brought.files}
        with Parser() as parser:
            laid = {path for one in wanted if (path := self._lay(one, ours, parser))}
        self._clear(laid, ours)
        durable.settle(folder for root in self._roots for folder in (root, *root.glob("Punkt *")))
        return tuple(self.remarks)

    @property
    def _roots(self) -> tuple[Path, ...]:
        """The folders in which the attachments lie."""
        return self.folder / OPEN, self.folder / CLOSED

    def _lay(self, one: _Wanted, ours: set[str], parser: Parser) -> Path | None:
        """Lay one file; None where its bytes cannot be had."""
        target = self.folder / one.place
        if target.exists() and _checksum(target) == one.file.sha256:
            return target
        content = self._bytes(one.file, parser)
        if content is None:
            self.remarks.append(f"Bilaget {one.file.told} kunne ikke hentes frem; originalen ligger i indbakkens _arkiv.")
            return None
        path, laid = lay_copy(target, content, ours)
        if laid is Laid.BESIDE:
            self.remarks.append(f"{target.name} er rettet i hånden; det modtagne bilag er lagt ved siden af som {path.name}.")
        return path

    def _bytes(self, file: Enclosure, parser: Parser) -> bytes | None:
        """The bytes of a file: the original itself, or what the child unpacks from it."""
        arrival = self.journal.arrival(file.arrival)
        original = self.originals.path(arrival.stored.sha256)
        if arrival.stored.sha256 == file.sha256:
            return original.read_bytes() if original.is_file() else None
        try:
            return parser.extract(original, arrival.called, file.sha256)
        except ParserDiedError:
            logger.warning("cannot unpack an enclosure of arrival %d", file.arrival)
            return None

    def _clear(self, laid: set[Path], ours: set[str]) -> None:
        """Take away copies of ours that no item has any more, half ones too, and the folders that they leave empty."""
        for folder in (one for root in self._roots for one in sorted(root.glob("Punkt *"))):
            if not _OUR_FOLDER.fullmatch(folder.name):
                continue
            durable.clear_temporaries(folder)
            for file in sorted(folder.iterdir()):
                if file not in laid and _OUR_FILE.fullmatch(file.name) and file.is_file() and _checksum(file) in ours:
                    durable.remove(file)
            durable.remove_empty(folder)
        for root in self._roots:
            durable.remove_empty(root)


def _wanted(agenda: Agenda, cases: Mapping[int, Placed], journal: Journal) -> Iterator[_Wanted]:
    """Every file of an agenda, in its order."""
    for item in agenda.items:
        kind, _, number = item.key.partition(":")
        case = cases.get(int(number)) if kind == "forslag" and number.isdecimal() and not item.withdrawn else None
        if case is None:
            continue
        found = bilag_of(case.proposal.attachments, enclosed_with(case, journal), closed=case.proposal.closed)
        for place, one in enumerate(found, 1):
            if one.enclosure:
                yield _Wanted(_place(item, place, one, one.enclosure), one.enclosure)


def _place(item: AgendaItem, place: int, one: Bilag, file: Enclosure) -> Path:
    """Where a file belongs: "Bilag/Punkt 5 - Titel/5.1 navn.pdf"; a closed item's folder does not tell its title."""
    title = "" if item.closed else f" - {item.title}"
    folder = safe(danish.nfc(f"Punkt {item.number}{title}"), LONGEST_NAME)
    return Path(CLOSED if one.closed else OPEN, folder, safe(f"{item.number}.{place} {file.told}", LONGEST_NAME))


def _checksum(path: Path) -> str:
    """The checksum of a file that lies there."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
