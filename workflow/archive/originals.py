"""The originals, kept by content: every file that came in, unchanged, under its checksum."""

import hashlib
import os
from dataclasses import dataclass
from pathlib import Path

from workflow.archive import durable
from workflow.archive.entries import Stored

STORE, HALF_COPIES = "lager", "tmp"
LARGEST = 250_000_000


class ChangingError(OSError):
    """The file was changed while it was copied; it must lie still first.

    Args:
        name: the file's name.
    """

    def __init__(self, name: str) -> None:
        super().__init__(f"{name} changed while it was read")


@dataclass(frozen=True)
class Originals:
    """The store in a workspace's local folder."""

    local: Path

    def path(self, sha256: str) -> Path:
        """Where the bytes with this checksum lie, if they are kept."""
        return self.local / STORE / sha256[:2] / sha256

    @property
    def folders(self) -> tuple[Path, ...]:
        """The folders in which a name changes when a file is kept, but for the local one, which SQLite syncs for its log."""
        return (self.local.parent, self.local / HALF_COPIES, self.local / STORE)

    def clear_half_copies(self) -> None:
        """Take away what a stopped run left half copied; the sender's file is still in the inbox."""
        durable.make_folder(self.local / HALF_COPIES)
        for leftover in (self.local / HALF_COPIES).iterdir():
            durable.remove(leftover)

    def keep(self, file: Path, arrival_id: str) -> Stored:
        """Copy a claimed file into the store, to the disk; a file above ``LARGEST`` bytes is only measured.

        Args:
            file: the claimed file.
            arrival_id: names the half copy.

        Raises:
            ChangingError: somebody is still writing the file.
            OSError: it cannot be read, or the disk refuses.
        """
        with durable.open_regular(file) as source:
            before = os.fstat(source)
            if before.st_size > LARGEST:
                return Stored("", before.st_size, before.st_mtime_ns)
            checksum = hashlib.sha256()
            half = self.local / HALF_COPIES / arrival_id
            durable.make_folder(half.parent)
            durable.remove(half)
            durable.copy_file(source, half, checksum.update)
            after = os.fstat(source)
        if half.stat().st_size != after.st_size or _signature(before) != _signature(after):
            durable.remove(half)
            raise ChangingError(file.name)
        self._shelve(half, checksum.hexdigest())
        return Stored(checksum.hexdigest(), after.st_size, after.st_mtime_ns)

    def holds(self, sha256: str) -> bool:
        """Whether the bytes are kept and are still what they were."""
        place = self.path(sha256)
        if not place.is_file():
            return False
        with place.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest() == sha256

    def _shelve(self, half: Path, sha256: str) -> None:
        """Move a whole copy to its place, unless the same bytes lie there; damaged ones are set aside."""
        place = self.path(sha256)
        durable.make_folder(place.parent)
        if self.holds(sha256):
            durable.remove(half)
            durable.settle((place.parent, half.parent))  # a killed run may have shelved it and not seen it to the disk
            return
        if place.exists():
            durable.rename_new(place, place.with_name(f"{sha256}.beskadiget-{half.name}"))
        durable.shelve(half, place)


def _signature(found: os.stat_result) -> tuple[int, int, int]:
    """What changes when a file's content does."""
    return found.st_size, found.st_mtime_ns, found.st_ctime_ns
