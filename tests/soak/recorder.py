"""A disk that keeps a record of every effect, so that a power cut can be told from it afterwards at any moment."""

import itertools
import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from workflow.archive.effects import Disk

Number = int


@dataclass(frozen=True)
class Named:
    """A name was given to something in a folder."""

    folder: Number
    name: str
    thing: Number
    is_folder: bool


@dataclass(frozen=True)
class Moved:
    """A name was moved: both folders change at once, and what lay at the target is gone."""

    folder: Number
    name: str
    new_folder: Number
    new_name: str
    thing: Number


@dataclass(frozen=True)
class Unnamed:
    """A name was taken away."""

    folder: Number
    name: str


@dataclass(frozen=True)
class Written:
    """Bytes were written into a file."""

    thing: Number
    offset: int
    content: bytes


@dataclass(frozen=True)
class Cut:
    """A file was cut, or grew a hole."""

    thing: Number
    size: int


@dataclass(frozen=True)
class Synced:
    """A file's bytes or a folder's names were seen to the disk.

    Attributes:
        thing: what was synced.
        step: says whose, for stories that leave it out.
        modified: when a file was last changed, in nanoseconds; it is certain with its bytes.
    """

    thing: Number
    step: str
    modified: int = 0


Effect = Named | Moved | Unnamed | Written | Cut | Synced


@dataclass(frozen=True)
class Start:
    """What lay on the disk at the beginning, all of it safe; 0 is the root.

    Attributes:
        folders: each folder's names.
        files: each file's bytes.
        times: when each file was last changed, in nanoseconds.
    """

    folders: dict[Number, dict[str, Number]] = field(default_factory=dict)
    files: dict[Number, bytes] = field(default_factory=dict)
    times: dict[Number, int] = field(default_factory=dict)


class Recorder(Disk):
    """Does what the real disk does, and notes it. Everything is known by numbers of our own: a system gives its out again.

    Args:
        root: the folder that the record is about.
        notes: is given every effect as it happens.
        things: the numbers at the end of an earlier record, where this one goes on; else everything is looked up.
    """

    def __init__(self, root: Path, notes: Callable[[Effect], object], things: Mapping[Path, Number] | None = None) -> None:
        self._root, self._notes = root, notes
        self._open: dict[int, tuple[Number, int]] = {}
        self.things = dict(things or {})
        self._next = itertools.count(max(self.things.values(), default=-1) + 1)
        self.start = Start() if things else self._first_look()

    def _first_look(self) -> Start:
        """Everything below the root."""
        start = Start()
        self.things[self._root] = next(self._next)
        for folder, folders, files in os.walk(self._root):
            here = start.folders.setdefault(self.things[Path(folder)], {})
            for name in (*folders, *files):
                path = Path(folder, name)
                here[name] = self.things[path] = next(self._next)
                if name in files:
                    start.files[here[name]], start.times[here[name]] = path.read_bytes(), path.stat().st_mtime_ns
                else:
                    start.folders[here[name]] = {}
        return start

    def create(self, path: Path) -> int:
        """Make a file."""
        descriptor = super().create(path)
        self.note_created(path)
        self._open[descriptor] = (self.things[path], 0)
        return descriptor

    def write(self, descriptor: int, piece: bytes) -> int:
        """Write on."""
        taken = super().write(descriptor, piece)
        thing, offset = self._open[descriptor]
        self._notes(Written(thing, offset, piece[:taken]))
        self._open[descriptor] = (thing, offset + taken)
        return taken

    def sync(self, descriptor: int) -> None:
        """Sync a file."""
        super().sync(descriptor)
        thing = self._open[descriptor][0]
        path = next(path for path, number in self.things.items() if number == thing)
        changed = os.fstat(descriptor).st_mtime_ns
        self._notes(Synced(thing, f"file in {role(path.parent, self._root)}", changed))

    def sync_folder(self, folder: Path) -> None:
        """Sync a folder."""
        super().sync_folder(folder)
        self._notes(Synced(self._number(folder), f"folder {role(folder, self._root)}"))

    def rename(self, source: Path, target: Path) -> None:
        """Rename, never over anything."""
        super().rename(source, target)
        self._note_moved(source, target)

    def replace(self, source: Path, target: Path) -> None:
        """Rename over anything."""
        super().replace(source, target)
        self._note_moved(source, target)

    def unlink(self, path: Path) -> None:
        """Take a name away."""
        super().unlink(path)
        self.note_removed(path)

    def make_folder(self, folder: Path) -> None:
        """Make a folder."""
        there = folder.is_dir()
        super().make_folder(folder)
        if not there:
            self.note_created(folder)

    def remove_folder(self, folder: Path) -> None:
        """Take an empty folder away."""
        super().remove_folder(folder)
        self.note_removed(folder)

    def note_created(self, path: Path) -> None:
        """Note that something new lies at a path."""
        self.things[path] = next(self._next)
        self._notes(Named(self._number(path.parent), path.name, self.things[path], path.is_dir()))

    def note_removed(self, path: Path) -> None:
        """Note that a name was taken away."""
        self._notes(Unnamed(self._number(path.parent), path.name))
        self.things.pop(path)

    def note_written(self, path: Path, offset: int, content: bytes) -> None:
        """Note what SQLite wrote."""
        self._notes(Written(self._number(path), offset, content))

    def note_cut(self, path: Path, size: int) -> None:
        """Note that SQLite cut a file."""
        self._notes(Cut(self._number(path), size))

    def note_synced(self, path: Path) -> None:
        """Note that SQLite synced a file or a folder."""
        self._notes(Synced(self._number(path), f"sqlite {path.name}"))

    def _note_moved(self, source: Path, target: Path) -> None:
        """Note that a name was moved."""
        thing = self.things.pop(source)
        self.things[target] = thing
        self._notes(Moved(self._number(source.parent), source.name, self._number(target.parent), target.name, thing))

    def _number(self, path: Path) -> Number:
        """The number of what lies at a path; folders above the root are none of ours."""
        return self.things.get(path, -1)


def role(folder: Path, root: Path) -> str:
    """A folder by its place from the root, the same in every run: names that differ become a star."""
    parts = folder.relative_to(root).parts if folder.is_relative_to(root) else ("above",)
    pairs = zip(("", *parts), parts, strict=False)
    return "/".join("*" if before in {"_igang", "lager"} and part != "mapper" else part for before, part in pairs) or "."
