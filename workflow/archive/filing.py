"""Moves that never lose a file: seeing what lies in the inbox, claiming it by a rename, and archiving it last of all."""

import os
import stat
import sys
import time
from dataclasses import dataclass
from pathlib import Path

from workflow.archive import durable
from workflow.archive.folders import numbers as folder_numbers
from workflow.archive.folders import packed
from workflow.archive.names import fitted, free, new_id, safe, told
from workflow.archive.owners import owner
from workflow.archive.readiness import obstacle
from workflow.archive.settling import LOCK_FILE, Kind, Sighting, Waiting, settle
from workflow.archive.workspace import Workspace

IN_HAND, ARCHIVE, FOLDERS = "_igang", "_arkiv", "mapper"
_MARK = "~"
READY = "Den tages næste gang, vagten eller 'klynge modtag' ser efter."
CLAIMED = "Den er taget, men ikke gjort færdig; 'klynge modtag' gør den færdig."


@dataclass(frozen=True)
class Claimed:
    """A file that is ours: its id, the sender's name, and where it lies now."""

    id: str
    name: str
    path: Path


@dataclass(frozen=True)
class Inbox:
    """The folder that people drop into, and the two in it that are ours.

    Attributes:
        folder: the inbox.
        instance: the journal's own name, so that two machines never take each other's claims.
    """

    folder: Path
    instance: str

    @property
    def in_hand(self) -> Path:
        """Where claimed files lie until they are archived."""
        return self.folder / IN_HAND / self.instance

    @property
    def folders(self) -> tuple[Path, ...]:
        """Every folder in which a name changes when a file is claimed or archived."""
        archive = self.folder / ARCHIVE
        years = sorted(archive.iterdir()) if archive.is_dir() else ()
        return (self.folder, self.in_hand.parent, self.in_hand, archive, *years)

    def listing(self) -> tuple[Sighting, ...]:
        """Everything that lies in the inbox now; links are seen as links.

        Raises:
            OSError: the folder cannot be read.
        """
        with os.scandir(self.folder) as entries:
            return tuple(sighting for entry in entries if (sighting := _sighting(entry)))

    def claim(self, name: str) -> Claimed:
        """Take a file out of everybody else's reach by renaming it within the inbox's disk.

        Raises:
            OSError: it is gone, open (Windows), or may not be moved.
        """
        if (self.folder / name).is_dir():
            name = self._packed(name)
        arrival_id = new_id()
        target = self.in_hand / fitted(f"{arrival_id}{_MARK}{name}")
        durable.make_folder(self.in_hand)
        durable.rename_new(self.folder / name, target)
        return Claimed(arrival_id, name, target)

    def hand_over(self, arrival_id: str, name: str, content: bytes) -> None:
        """Lay a file of our own making among the claimed ones, to be taken like them; one that lies there already is left.

        Args:
            arrival_id: its id, the same however often it is handed over.
            name: what it is called.
            content: its bytes.

        Raises:
            OSError: the disk refuses.
        """
        target = self.in_hand / fitted(f"{arrival_id}{_MARK}{name}")
        if not target.exists():
            durable.write_new(target, content)

    def _packed(self, name: str) -> str:
        """Take a folder out of everybody else's reach, and lay a zip of it in its place.

        Returns:
            The zip's name.
        """
        taken = self.folder / IN_HAND / FOLDERS / fitted(f"{new_id()} {safe(name)}")
        durable.make_folder(taken.parent)
        durable.rename_new(self.folder / name, taken)
        return self._as_zip(taken)

    def _as_zip(self, taken: Path) -> str:
        """Lay a zip of a folder that was taken, and archive the folder itself, which is never deleted."""
        target = free(self.folder / fitted(f"{taken.name.partition(' ')[2]}.zip"))
        durable.write_new(target, packed(taken))
        kept = self.folder / ARCHIVE / FOLDERS / taken.name
        durable.make_folder(kept.parent)
        durable.rename_new(taken, kept)
        return target.name

    def pack_leftovers(self) -> None:
        """Lay a zip of every folder that a stopped run had taken; one that it had packed already comes again as a duplicate.

        Raises:
            OSError: the disk refuses.
        """
        for taken in sorted((self.folder / IN_HAND / FOLDERS).glob("*")):
            self._as_zip(taken)

    def claims(self) -> tuple[Claimed, ...]:
        """What is claimed and not yet archived, the oldest first."""
        if not self.in_hand.is_dir():
            return ()
        parted = ((path, *path.name.partition(_MARK)) for path in sorted(self.in_hand.iterdir()))
        return tuple(Claimed(arrival_id, name, path) for path, arrival_id, mark, name in parted if mark)

    def claimed(self, arrival_id: str) -> Claimed | None:
        """The claimed file with this id, unless it is archived or somebody took it away."""
        return next((claim for claim in self.claims() if claim.id == arrival_id), None)

    def reclaim(self, claim: Claimed) -> Claimed:
        """Give a claimed file that was changed in the meantime an id of its own: it is a new arrival.

        Raises:
            OSError: the disk refuses.
        """
        arrival_id = new_id()
        target = self.in_hand / fitted(f"{arrival_id}{_MARK}{claim.name}")
        durable.rename_new(claim.path, target)
        return Claimed(arrival_id, claim.name, target)

    def archive(self, claim: Claimed, year: int) -> Path:
        """Move a claimed file to the archive, over nothing; the last thing that is done to it.

        Returns:
            Where it lies from now on.

        Raises:
            OSError: the disk refuses; the file is still claimed.
        """
        target = self.folder / ARCHIVE / str(year) / f"{claim.id}{_MARK}{safe(claim.name)}"
        durable.make_folder(target.parent)
        durable.move_new(claim.path, target)
        return target

    def drop(self, file: Path) -> str:
        """Copy a file from elsewhere into the inbox, whole before it can be seen there.

        Returns:
            Its name in the inbox: its own, or "name (2)" where that is taken.

        Raises:
            OSError: it cannot be read, or the disk refuses.
        """
        durable.make_folder(self.folder)
        half = durable.copy_beside(file.resolve(strict=True), self.folder / file.name)
        target = free(self.folder / file.name)
        durable.put_new(half, target)
        return target.name


def waiting_in(workspace: Workspace) -> tuple[Waiting, ...]:
    """What lies in the inbox and is not taken yet, and why: for a report, without waiting and without touching anything.

    Raises:
        OSError: the inbox cannot be read.
    """
    inbox = Inbox(workspace.inbox, "")
    found = inbox.listing()
    settled, patience = settle(found, found), workspace.settings.watch.patience
    ready = tuple(Waiting(one.name, obstacle(inbox.folder, one, patience) or READY) for one in settled.ready)
    return tuple(Waiting(told(one.name), one.reason) for one in (*settled.waiting, *ready, *claimed_in(workspace)))


def claimed_in(workspace: Workspace) -> tuple[Waiting, ...]:
    """What is taken from the inbox and not done with, by whatever klynge takes from it."""
    in_hand = sorted((workspace.inbox / IN_HAND).glob(f"*/*{_MARK}*"))
    return tuple(Waiting(told(path.name.partition(_MARK)[2]), CLAIMED) for path in in_hand)


def _sighting(entry: os.DirEntry[str]) -> Sighting | None:
    """What a name stands for; None when it vanished in the meantime."""
    try:
        found = entry.stat(follow_symlinks=False)
    except FileNotFoundError:
        return None
    kind = _kind(found.st_mode)
    # On Windows the entry's own numbers may lag behind and have no inode; lstat asks the file itself.
    if sys.platform == "win32" and kind is Kind.FILE:
        found = Path(entry.path).lstat()
    who = owner(Path(entry.path)) if kind is Kind.FILE and LOCK_FILE.match(entry.name) else ""
    numbers = (found.st_ino, found.st_size, found.st_mtime_ns, found.st_ctime_ns)
    if kind is Kind.FOLDER and not entry.name.startswith(("_", "@", ".")):
        numbers = (found.st_ino, *_within(Path(entry.path)))
    return Sighting(entry.name, kind, *numbers, since=time.monotonic(), owner=who)


def _within(folder: Path) -> tuple[int, int, int]:
    """The numbers of a folder; one that changes while it is looked at is not still anyhow."""
    try:
        return folder_numbers(folder)
    except OSError:
        return 0, 0, 0


def _kind(mode: int) -> Kind:
    """The kind of thing that a file mode stands for."""
    if stat.S_ISREG(mode):
        return Kind.FILE
    if stat.S_ISLNK(mode):
        return Kind.LINK
    return Kind.FOLDER if stat.S_ISDIR(mode) else Kind.OTHER
