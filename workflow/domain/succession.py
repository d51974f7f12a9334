"""Which files stand with a case after all its versions, and which of them were closed in one and stay so in the next."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise, zip_longest

from workflow.domain.enclosures import Enclosure, bilag_of, name_of
from workflow.domain.likening import Name, read_name, same
from workflow.domain.proposals import Attachment


@dataclass(frozen=True)
class Brought:
    """What one arrival brought for a case.

    Attributes:
        arrival: its receipt number.
        alone: whether it came without a form.
        files: what was in it.
        named: the attachments on its form.
    """

    arrival: int
    alone: bool
    files: tuple[Enclosure, ...]
    named: tuple[Attachment, ...] = ()


def in_force(named: Sequence[Attachment], brought: Sequence[Brought]) -> tuple[Enclosure, ...]:
    """The files that stand with a case now.

    The latest version that brought any files decides; an older one's stay where the form names them and nothing newer has
    their name. A file that came alone replaces an older one of its name. What an older version named and the latest one does
    not is no part of the case any more. What was closed once is closed until a form says that it is open.

    Args:
        named: the attachments on the form's latest version.
        brought: what came for the case, the latest arrival first.
    """
    known = _closed_before(brought)
    return tuple(known.sealed(one) for one in _standing(named, brought))


@dataclass(frozen=True)
class _Known:
    """What is known to be closed: the names that it goes by, and the checksums of its files."""

    names: frozenset[Name] = frozenset()
    sums: frozenset[str] = frozenset()

    def sealed(self, file: Enclosure) -> Enclosure:
        """The file, as a closed one where it is known."""
        name = read_name(file.name)
        known = file.sha256 in self.sums or any(same(one, name) for one in self.names)
        return file.model_copy(update={"closed": True}) if known else file

    def more(self, name: Name, file: Enclosure | None) -> "_Known":
        """With one more attachment."""
        names, sums = ({name, read_name(file.name)}, {file.sha256}) if file else ({name}, set())
        return _Known(self.names | names, self.sums | sums)

    def less(self, name: Name, file: Enclosure | None) -> "_Known":
        """Without an attachment that may be published now."""
        gone = (name, read_name(file.name)) if file else (name,)
        names = frozenset(one for one in self.names if not any(same(one, other) for other in gone))
        return _Known(names, self.sums - {file.sha256 if file else ""})


def _standing(named: Sequence[Attachment], brought: Sequence[Brought]) -> tuple[Enclosure, ...]:
    """The files that stand with a case, whether they are closed or not."""
    kept: tuple[Enclosure, ...] = ()
    for one in brought:
        if not one.alone:
            more = tuple(file for file in one.files if not any(_replaces(newer, file) for newer in kept))
            wanted = {bilag.enclosure for bilag in bilag_of(named, (*kept, *more)) if bilag.named or not kept}
            kept = (*kept, *(file for file in more if file in wanted or not kept))
    for file in (file for one in reversed(brought) if one.alone for file in one.files):
        older = tuple(other for other in kept if _replaces(file, other))
        if all(other.arrival < file.arrival for other in older):
            kept = (*(other for other in kept if other not in older), file)
    dropped = _dropped(named, brought, kept)
    return tuple(one for one in kept if one not in dropped)


def _replaces(file: Enclosure, other: Enclosure) -> bool:
    """Whether two files are the same attachment by their names."""
    return same(read_name(file.name), read_name(other.name))


def _dropped(named: Sequence[Attachment], brought: Sequence[Brought], kept: Sequence[Enclosure]) -> set[Enclosure | None]:
    """The files that an older version named, that the latest one does not, and that have not come again with it or since."""
    versions = [one for one in brought if not one.alone]
    if not versions:
        return set()
    fresh = {file for one in brought if one.arrival >= versions[0].arrival for file in one.files}
    wanted = {bilag.enclosure for bilag in bilag_of(named, kept) if bilag.named}
    once = {bilag.enclosure for one in versions[1:] for bilag in bilag_of(one.named, kept) if bilag.named}
    return once - wanted - fresh


def _closed_before(brought: Sequence[Brought]) -> _Known:
    """What was closed in the versions before the latest one, by what each said and by the files that stood with it."""
    known = _Known()
    places = [place for place, one in enumerate(brought) if not one.alone]
    for newer, place in reversed([*pairwise(places)]):
        version = brought[place]
        files = [known.sealed(one) for one in _standing(version.named, brought[newer + 1 :])]
        for one, said in zip_longest(bilag_of(version.named, files), version.named):
            name = name_of(said) if said else read_name(one.title)
            if one.closed:
                known = known.more(name, one.enclosure)
            elif said and said.released:
                known = known.less(name, one.enclosure)
    return known


def left_behind(before: Sequence[Attachment], brought: Sequence[Brought]) -> tuple[Enclosure, ...]:
    """The files that stood with the case before the latest version, and that stand with it no more.

    One that gave way to a newer file of its name is not among them.

    Args:
        before: the attachments on the version before the latest one, or on those of all cases that it takes the place of.
        brought: what came for the case, the latest version first.
    """
    now = _standing(brought[0].named, brought)
    gone = (one for one in _standing(before, brought[1:]) if one not in now and not one.inline)
    return tuple(one for one in gone if not any(_replaces(other, one) for other in now))
