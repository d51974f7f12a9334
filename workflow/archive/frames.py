"""Charter frames and local additions: the YAML and Markdown that the bodies of one frame share, and what one body adds."""

from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from workflow import formats
from workflow.archive.sources import Shelf, Source
from workflow.domain.bodies import Body
from workflow.domain.charters import CharterFrame, FrameSection
from workflow.domain.findings import error, warning
from workflow.formats import Section

CHARTER = "kommissorium"


class Frame(NamedTuple):
    """A frame: its facts (``klynge.yaml``) and its charter text (``klynge.md``), None where it has no text."""

    source: Source
    text_file: str
    text: CharterFrame | None

    def note_text(self, shelf: Shelf) -> None:
        """Note that the charter text is missing although the frame has settings for one (rule 40)."""
        if self.text is None and CHARTER in self.source.keys:
            problem = f"Rammen har indstillinger for et kommissorium, men teksten {self.text_file} findes ikke."
            hint = f"Læg teksten der, eller slet nøglen {CHARTER}, hvis rammens organer ikke har et kommissorium."
            shelf.note(error(CHARTER, problem, hint, rule=40).located(*self.source.place((CHARTER,))))

    def note_shape(self, shelf: Shelf) -> None:
        """Note what is wrong with a frame that no body names; what is missing, a body might have supplied."""
        keys = {key: value for key, value in self.source.keys.items() if key != CHARTER}
        shelf.record(Body, self.source, keys=keys, partial=True)


def read_frames(shelf: Shelf, region: str, folder: Path) -> dict[str, Frame]:
    """Every frame in the folder by its name; a text without facts, or a file of another kind, is noted.

    Args:
        shelf: where findings are noted.
        region: the region's id.
        folder: ``register/<region>/rammer``.
    """
    listing = shelf.listing(folder)
    frames = {}
    for name, path in listing.items():
        stem, _, suffix = name.rpartition(".")
        if suffix == "yaml":
            text_path = listing.get(f"{stem}.md")
            text = _read_text(shelf, stem, region, text_path) if text_path else None
            frames[stem] = Frame(shelf.yaml(path), shelf.name(folder / f"{stem}.md"), text)
        elif suffix != "md" or f"{stem}.yaml" not in listing:
            hint = f"En ramme er to filer med samme navn: {stem or name}.yaml og {stem or name}.md."
            shelf.note(warning("", f"”{name}” bliver ikke læst.", hint).located(shelf.name(path)))
    return frames


def read_addition(shelf: Shelf, path: Path | None, frame: Frame | None, region: str) -> CharterFrame | None:
    """A body's own additions; ``rules.judge_charter`` says whether each stands under a section that may be extended."""
    if path is None:
        return None
    addition = _read_text(shelf, "tilføjelse", region, path)
    if frame is None or frame.text is None:
        hint = "Skriv ramme: i organ.yaml, eller slet tilføjelsen."
        shelf.note(error("", "Organet har ingen ramme at føje noget til.", hint).located(addition.file))
        return addition
    return addition


def _read_text(shelf: Shelf, frame: str, region: str, path: Path) -> CharterFrame:
    """A Markdown file as sections in order."""
    file = shelf.name(path)
    text = shelf.text(path)
    before, sections = shelf.readings.sections(text)
    if before:
        hint = "Begynd hvert afsnit med en overskrift: ## Grundlag {#grundlag}"
        shelf.note(error("", "Teksten før den første overskrift kommer ikke med.", hint).located(file, 1))
    _note_twins(shelf, file, sections)
    lines = text.split("\n")
    read = (
        FrameSection(id=one.id, heading=one.heading, text=one.text, line=one.line, text_line=_first_line(lines, one.line))
        for one in sections
    )
    return CharterFrame(id=frame, region=region, file=file, sections=tuple(read), notes=formats.footnote_labels(text))


def _first_line(lines: list[str], heading: int) -> int:
    """The line on which a section's text begins, after its heading and blank lines; all counted from 1."""
    return next((number for number, line in enumerate(lines, 1) if number > heading and line.strip()), heading)


def _note_twins(shelf: Shelf, file: str, sections: Iterable[Section]) -> None:
    """Two sections with one id, and ids that are none."""
    seen = set()
    for section in sections:
        if "{#" in section.heading:
            hint = "Skriv id’et sidst, med små bogstaver, tal og bindestreger: ## Møder {#møder}"
            shelf.note(error("", "Overskriftens id kan ikke læses.", hint).located(file, section.line))
        if section.id in seen:
            problem = f"To afsnit har id’et ”{section.id}”."
            shelf.note(error(section.id, problem, "Giv det ene et andet id i klammen efter #.").located(file, section.line))
        seen.add(section.id)
