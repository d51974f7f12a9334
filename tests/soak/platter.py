"""What a power cut may leave: of all that was not seen to the disk, any part, in any order.

The model is strict. A name is certain only when every folder that it changed was synced after it, a byte only when its file
was; a rename is one effect that is there or not. Whatever is not certain may be there, be gone, or (bytes) be zero or torn,
each by itself. One kindness is taken from every journalling file system: a rename never loses the name on both sides.
"""

import os
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from tests.soak.recorder import Cut, Effect, Moved, Named, Number, Start, Synced, Unnamed, Written


@dataclass(frozen=True)
class Fashion:
    """How a cut treats what is not certain: the chance that a name stays, that bytes stay, and the seed of all chances."""

    names: float
    content: float
    seed: int = 0


FASHIONS = (
    *(Fashion(0, 0), Fashion(1, 0), Fashion(0, 1)),
    *(Fashion(0.5, 0.5, 1), Fashion(0.5, 1, 2), Fashion(0.8, 0.3, 3)),
    Fashion(1, 1),  # all is kept, as when the process is killed
)


@dataclass(frozen=True)
class Record:
    """A run or several: what lay there before, every effect in order, and the number of what lies where at the end."""

    start: Start
    effects: tuple[Effect, ...]
    things: dict[Path, Number]

    def without(self, step: str) -> "Record":
        """The same run as a program would have made it that forgets one kind of sync."""
        return replace(self, effects=tuple(one for one in self.effects if getattr(one, "step", "") != step))

    def late(self, step: str) -> "Record":
        """The same run as a program would have made it that syncs a file only when it has its name."""
        effects = list(self.effects)
        for sync in [one for one in effects if getattr(one, "step", "") == step]:
            at = next(number for number, one in enumerate(effects) if one is sync)
            moved = next(number for number in range(at, len(effects)) if getattr(effects[number], "new_name", ""))
            effects.insert(moved + 1, sync)
            del effects[at]
        return replace(self, effects=tuple(effects))

    @property
    def syncs(self) -> tuple[str, ...]:
        """Every kind of sync, each once, in the order they were first made."""
        return tuple(dict.fromkeys(one.step for one in self.effects if isinstance(one, Synced)))

    def lay_out(self, folder: Path, at: int, fashion: Fashion) -> None:
        """Make the folder what the disk holds when the power fails after so many effects."""
        happened = self.effects[:at]
        synced = {one.thing: one.modified for one in happened if isinstance(one, Synced) and one.modified}
        start = replace(self.start, times=self.start.times | synced)
        _Platter(start).after(_surviving(happened, fashion)).lay_out(folder)


def _surviving(happened: Sequence[Effect], fashion: Fashion) -> Iterator[Effect]:
    """The effects that are on the disk after the cut, in order."""
    chance = random.Random(fashion.seed * 100_003 + len(happened))  # noqa: S311 - the same story every time
    for effect, certain in zip(happened, _certain(happened), strict=True):
        if isinstance(effect, Synced):
            continue
        if certain:
            yield effect
        elif isinstance(effect, Written):
            yield from _torn(effect, chance, fashion.content)
        elif chance.random() < (fashion.content if isinstance(effect, Cut) else fashion.names):
            yield effect


def _certain(happened: Sequence[Effect]) -> list[bool]:
    """For each effect, whether all that it changed was synced after it."""
    synced: set[Number] = set()
    answers = []
    for effect in reversed(happened):
        if isinstance(effect, Synced):
            synced.add(effect.thing)
        answers.append(_changed(effect) <= synced)
    return answers[::-1]


def _changed(effect: Effect) -> set[Number]:
    """The folders or the file that an effect changed."""
    if isinstance(effect, Moved):
        return {effect.folder, effect.new_folder}
    return {effect.folder} if isinstance(effect, Named | Unnamed) else {effect.thing}


def _torn(effect: Written, chance: random.Random, kept: float) -> Iterator[Effect]:
    """What is left of bytes that were not synced: all, nothing, zeros in their place, or their beginning."""
    if chance.random() < kept:
        yield effect
        return
    left = chance.choice((b"", bytes(len(effect.content)), effect.content[: len(effect.content) // 2]))
    if left:
        yield Written(effect.thing, effect.offset, left)


class _Platter:
    """Folders and files by number, as they are after some effects."""

    def __init__(self, start: Start) -> None:
        self._folders = {number: dict(names) for number, names in start.folders.items()}
        self._files = {number: bytearray(content) for number, content in start.files.items()}
        self._times = start.times

    def after(self, effects: Iterator[Effect]) -> "_Platter":
        """The same platter after the effects."""
        for effect in effects:
            self._apply(effect)
        return self

    def _apply(self, effect: Effect) -> None:
        """Carry out one effect; what it needs may have been lost."""
        if isinstance(effect, Named):
            self._names(effect.folder)[effect.name] = effect.thing
            if effect.is_folder:
                self._names(effect.thing)
        elif isinstance(effect, Moved):
            if self._names(effect.folder).get(effect.name) == effect.thing:
                del self._names(effect.folder)[effect.name]
            self._names(effect.new_folder)[effect.new_name] = effect.thing
        elif isinstance(effect, Unnamed):
            self._names(effect.folder).pop(effect.name, None)
        elif isinstance(effect, Written):
            content = self._files.setdefault(effect.thing, bytearray())
            content.extend(bytes(max(0, effect.offset - len(content))))
            content[effect.offset : effect.offset + len(effect.content)] = effect.content
        elif isinstance(effect, Cut):
            content = self._files.setdefault(effect.thing, bytearray())
            del content[effect.size :]
            content.extend(bytes(effect.size - len(content)))

    def _names(self, folder: Number) -> dict[str, Number]:
        """The names in a folder."""
        return self._folders.setdefault(folder, {})

    def lay_out(self, folder: Path, number: Number = 0) -> None:
        """Make a real folder of it."""
        folder.mkdir(parents=True)
        for name, thing in self._folders.get(number, {}).items():
            if thing in self._folders:
                self.lay_out(folder / name, thing)
            else:
                (folder / name).write_bytes(self._files.get(thing, b""))
                if thing in self._times:
                    os.utime(folder / name, ns=(self._times[thing], self._times[thing]))
