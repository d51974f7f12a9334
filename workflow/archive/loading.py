"""The register's folder read into one ``Register``; all that is wrong with it at once, with file, line, field and remedy."""

from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import NamedTuple

from workflow import danish
from workflow.archive.frames import CHARTER, Frame, read_addition, read_frames
from workflow.archive.readings import Readings
from workflow.archive.sources import Layered, Shelf, Source
from workflow.domain.bodies import Body, Region
from workflow.domain.charters import CharterSettings
from workflow.domain.findings import Finding, error, errors, warning
from workflow.domain.meetings import Meeting
from workflow.domain.register import BodyFile, Register
from workflow.domain.rules.charters import judge_charter
from workflow.domain.rules.consistency import judge_consistency, judge_region
from workflow.domain.rules.registers import judge_bodies, judge_coverage

REGION_FILE, BODY_FILE, ADDITION_FILE = "region.yaml", "organ.yaml", "tilføjelse.md"
FRAMES, MEETINGS = "rammer", "moeder"
_KNOWN_IN_BODY = (BODY_FILE, ADDITION_FILE, MEETINGS)


class Loaded(NamedTuple):
    """What the folder held. ``register`` is None as soon as one finding is an error: from half a register nothing is written.

    ``on`` is the day as of which it was judged; None where only what holds on every day was.
    """

    register: Register | None
    findings: tuple[Finding, ...]
    on: date | None = None


class _FoundRegion(NamedTuple):
    """A region with the file that says it."""

    region: Region
    source: Source


class _Found(NamedTuple):
    """A body's folder as it was read; ``entry`` is None where its file does not fit the schema."""

    id: str
    source: Layered
    entry: BodyFile | None


def load_register(folder: Path, on: date | None = None, cache: Path | None = None) -> Loaded:
    """Read the register's folder.

    Args:
        folder: the folder ``register``, with one folder per region.
        on: the day as of which the rules are judged too; without it only what holds on every day is judged.
        cache: a folder in which what the files say is kept; it may be deleted at any time.

    Returns:
        The register and all findings, in the order of the files.
    """
    shelf = Shelf(folder, Readings(cache))
    regions: list[_FoundRegion] = []
    found: list[_Found] = []
    for name, path in shelf.listing(folder).items():
        if path.is_dir():
            regions.extend(_region(shelf, name, path))
            found.extend(_bodies(shelf, name, path))
    shelf.readings.keep()
    if not regions and not shelf.findings:
        hint = "Læg en mappe pr. region med en region.yaml i den, eller hent registeret igen med 'klynge nyt'."
        shelf.note(error("", "Der er ingen regioner i registeret.", hint).located(folder.name))
    _note_repeated(shelf, found)
    register = _assembled([one.region for one in regions], found)
    shelf.note(*_judged(register, found, on), *_covered(register, regions, found, on))
    findings = _in_order(shelf.findings)
    return Loaded(None if errors(findings) else register, findings, on)


def _region(shelf: Shelf, name: str, folder: Path) -> Iterator[_FoundRegion]:
    """The region in the folder, if its file says one."""
    path = shelf.listing(folder).get(REGION_FILE)
    if path is None:
        where = shelf.name(folder / REGION_FILE)
        shelf.note(error("", "Regionens fil mangler.", f"Læg en {REGION_FILE} i mappen {name}.").located(where))
        return
    source = shelf.yaml(path)
    region = shelf.record(Region, source) if source.keys else None
    if region:
        _note_other_name(shelf, source, region.id, name)
        shelf.note(*(source.located(finding) for finding in judge_region(region)))
        yield _FoundRegion(region, source)


def _bodies(shelf: Shelf, region: str, folder: Path) -> Iterator[_Found]:
    """Every body of the region, with its frame, meetings and additions."""
    listing = shelf.listing(folder)
    frames = read_frames(shelf, region, listing[FRAMES]) if FRAMES in listing else {}
    used = set()
    for name, path in listing.items():
        if name == FRAMES or not path.is_dir():
            continue
        inside = shelf.listing(path)
        if BODY_FILE in inside:
            found = _body(shelf, region, path, inside, frames)
            used.add(str(found.source.over.keys.get("ramme", "")))
            yield found
        else:
            where = shelf.name(path / BODY_FILE)
            shelf.note(error("", "Organets fil mangler.", f"Læg en {BODY_FILE} i mappen {name}.").located(where))
    for unused in frames.keys() - used:
        frames[unused].note_shape(shelf)


def _body(shelf: Shelf, region: str, folder: Path, inside: dict[str, Path], frames: dict[str, Frame]) -> _Found:
    """One body's folder."""
    over = shelf.yaml(inside[BODY_FILE])
    frame = _frame_of(shelf, over, frames)
    source = Layered(over, frame.source if frame else None)
    _note_strangers(shelf, inside, frame)
    if frame:
        frame.note_text(shelf)
    meetings = sorted(_meetings(shelf, inside[MEETINGS]), key=lambda one: one.date) if MEETINGS in inside else []
    charter = shelf.record(CharterSettings, source, within=CHARTER) if CHARTER in source.keys else None
    keys = {key: value for key, value in source.keys.items() if key != CHARTER}
    # What a frame that cannot be read would have supplied is not called missing.
    lost = bool(over.keys.get("ramme")) and not (frame and frame.source.keys)
    body = shelf.record(Body, source, keys=keys, partial=lost) if over.keys else None
    addition = read_addition(shelf, inside.get(ADDITION_FILE), frame, region)
    if body is None:
        return _Found(folder.name, source, None)
    _note_other_name(shelf, over, body.id, folder.name)
    _note_other_region(shelf, source, body, region)
    text = frame.text if frame else None
    entry = BodyFile(body=body, file=over.file, meetings=tuple(meetings), frame=text, charter=charter, addition=addition)
    return _Found(body.id, source, entry)


def _frame_of(shelf: Shelf, over: Source, frames: dict[str, Frame]) -> Frame | None:
    """The frame that the body names."""
    name = over.keys.get("ramme", "")
    if not name or not isinstance(name, str):
        return None
    if name not in frames:
        hint = danish.did_you_mean(name, frames) or f"Læg {name}.yaml i mappen {FRAMES}, eller ret navnet."
        shelf.note(error("ramme", f"Rammen ”{name}” findes ikke.", hint).located(*over.place(("ramme",))))
    return frames.get(name)


def _note_strangers(shelf: Shelf, inside: dict[str, Path], frame: Frame | None) -> None:
    """What lies in a body's folder and will not be read; a charter text there would override the frame (rule 34)."""
    for name, path in inside.items():
        if name in _KNOWN_IN_BODY or name.casefold().startswith("læs"):
            continue
        where = shelf.name(path)
        if frame and name.endswith(".md"):
            problem = "Et organ kan ikke ændre rammens tekst."
            hint = f"Skriv det lokale i {ADDITION_FILE}, eller ret rammen for alle i {frame.text_file}."
            shelf.note(error("", problem, hint, rule=34).located(where))
            continue
        hint = danish.did_you_mean(name, _KNOWN_IN_BODY) or f"Her læses {danish.join(_KNOWN_IN_BODY)}."
        shelf.note(warning("", f"”{name}” bliver ikke læst.", hint).located(where))


def _meetings(shelf: Shelf, folder: Path) -> Iterator[Meeting]:
    """The meetings in the folder, by date."""
    for name, path in shelf.listing(folder).items():
        if not name.endswith(".yaml"):
            hint = "Giv mødefilen navn efter mødets dato, for eksempel 2026-11-26.yaml."
            shelf.note(warning("", f"”{name}” bliver ikke læst.", hint).located(shelf.name(path)))
            continue
        source = shelf.yaml(path)
        meeting = shelf.record(Meeting, source) if source.keys else None
        if meeting is None:
            continue
        if name != f"{meeting.date.isoformat()}.yaml":
            problem = f"Filen hedder {name}, men mødet er den {danish.long_date(meeting.date)}."
            hint = f"Kald filen {meeting.date.isoformat()}.yaml, eller ret datoen."
            shelf.note(error("dato", problem, hint).located(*source.place(("dato",))))
        yield meeting


def _note_other_name(shelf: Shelf, source: Source, said: str, folder: str) -> None:
    """An id must be its folder's name, so that a person finds the one by the other."""
    if said != danish.nfc(folder):
        problem = f"Id’et er ”{said}”, men mappen hedder ”{folder}”."
        shelf.note(error("id", problem, "Giv dem samme navn.").located(*source.place(("id",))))


def _note_other_region(shelf: Shelf, source: Layered, body: Body, region: str) -> None:
    """A body lies in its region's folder."""
    if body.region != region:
        problem = f"Organet hører til ”{body.region}”, men ligger i mappen ”{region}”."
        hint = f"Skriv region: {region}, eller flyt mappen."
        shelf.note(error("region", problem, hint).located(*source.place(("region",))))


def _note_repeated(shelf: Shelf, found: Iterable[_Found]) -> None:
    """Two bodies with one id: both files are named."""
    first: dict[str, _Found] = {}
    for one in found:
        twin = first.setdefault(one.id, one)
        if twin is not one:
            problem = f"To organer har id’et ”{one.id}”; det andet står i {twin.source.over.file}."
            shelf.note(error("id", problem, "Giv det ene et andet id.").located(*one.source.over.place(("id",))))


def _assembled(regions: Iterable[Region], found: Iterable[_Found]) -> Register:
    """The register of all that could be read, each id once, by id."""
    by_region = {region.id: region for region in reversed(list(regions))}
    entries = {one.entry.body.id: one.entry for one in reversed(list(found)) if one.entry and one.entry.body.region in by_region}
    ordered = sorted(entries.values(), key=lambda entry: entry.body.id)
    return Register(regions=tuple(sorted(by_region.values(), key=lambda region: region.id)), bodies=tuple(ordered))


def _judged(register: Register, found: list[_Found], on: date | None) -> Iterator[Finding]:
    """What the rules say of the register, each finding with the file and line where it stands."""
    sources = {one.source.over.file: one.source for one in found}
    known = frozenset(one.id for one in found)
    findings = (*judge_consistency(register, known), *_charters(register, on), *(judge_bodies(register, on) if on else ()))
    for finding in findings:
        source = sources.get(finding.file)
        yield source.located(finding) if source else finding


def _charters(register: Register, on: date | None) -> Iterator[Finding]:
    """What must be put right in the charter texts before anything is written; warnings wait until a charter is asked for."""
    for entry in register.bodies:
        day = on or (entry.meetings[-1].date if entry.meetings else entry.body.valid_from or date.max)
        yield from errors(judge_charter(entry, register, day)) if entry.frame else ()


def _covered(register: Register, regions: list[_FoundRegion], found: list[_Found], on: date | None) -> Iterator[Finding]:
    """Whether every municipality belongs to a body; not asked while a body could not be read, because it may hold some."""
    if on is None or not all(one.entry for one in found):
        return
    for one in regions:
        yield from (one.source.located(finding) for finding in judge_coverage(one.region, register, on))


def _in_order(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Each finding once (what a frame says wrong, every body of it inherits), by file and line."""
    return tuple(sorted(dict.fromkeys(findings), key=lambda finding: (finding.file, finding.line or 0)))
