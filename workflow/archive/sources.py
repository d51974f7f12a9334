"""The files of the register as they lie in their folder: every value with its line, every fault as a finding."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

from pydantic import ValidationError

from workflow import danish, formats
from workflow.archive.readings import Readings
from workflow.domain.findings import Finding, error
from workflow.domain.records import Record
from workflow.domain.shape import Path as Steps
from workflow.domain.shape import field_path, path_of, placed_findings, without_blanks
from workflow.formats import Reading

RecordT = TypeVar("RecordT", bound=Record)
_TEMPORARY = (".", "~$", "~")
_LEFTOVERS = ("~", ".tmp", ".bak", ".swp", ".orig", "Thumbs.db", "desktop.ini")


class Source(NamedTuple):
    """One YAML file of the register, or what lies in place of one that could not be read.

    Attributes:
        file: where a person will look for it, seen from the workspace: ``register/nordjylland/region.yaml``.
        reading: its value and lines.
        findings: what is wrong with the file itself.
    """

    file: str
    reading: Reading
    findings: tuple[Finding, ...] = ()

    @property
    def keys(self) -> Mapping[str, Any]:
        """The file's outermost keys with their values."""
        return self.reading.value if isinstance(self.reading.value, dict) else {}

    def place(self, steps: Steps) -> tuple[str, int | None]:
        """The file and line of the value at this path."""
        return self.file, self.reading.line(steps)

    def located(self, finding: Finding) -> Finding:
        """The finding with the file and line of the value that its field names."""
        return finding.located(*self.place(path_of(finding.field)))


def _in_groups(under: object, over: object) -> bool:
    """Whether both are groups that hold nothing but groups."""
    return all(
        isinstance(one, Mapping) and one and all(isinstance(part, Mapping) for part in one.values()) for one in (under, over)
    )


class Layered(NamedTuple):
    """A body's file laid over the frame that it names: each outermost key comes whole from one of the two.

    Only a group of groups, such as the deadlines, is laid over group by group.
    """

    over: Source
    under: Source | None = None

    @property
    def keys(self) -> Mapping[str, Any]:
        """The keys of both, the body's own first."""
        under = self.under.keys if self.under else {}
        groups = {key: {**under[key], **value} for key, value in self.over.keys.items() if _in_groups(under.get(key), value)}
        return {**under, **self.over.keys, **groups}

    def place(self, steps: Steps) -> tuple[str, int | None]:
        """The file and line of the value at this path."""
        return self.under.place(steps) if self.under and self._is_inherited(steps) else self.over.place(steps)

    def _is_inherited(self, steps: Steps) -> bool:
        """Whether the value at this path stands in the frame."""
        key, under = str(steps[0]) if steps else "", self.under.keys if self.under else {}
        if key not in under or key not in self.over.keys:
            return key in under
        group, over = under[key], self.over.keys[key]
        return _in_groups(group, over) and len(steps) > 1 and steps[1] in group and steps[1] not in over

    def located(self, finding: Finding) -> Finding:
        """The finding with the file and line of the value that its field names."""
        return finding.located(*self.place(path_of(finding.field)))


def _as_written(steps: Steps, value: Any) -> Steps:
    """The path without the entry numbers of lists that the file writes as a single entry."""
    written: list[str | int] = []
    for step in steps:
        if isinstance(step, int) and not isinstance(value, list):
            continue
        written.append(step)
        value = (
            value.get(step)
            if isinstance(value, Mapping)
            else value[step]
            if isinstance(step, int) and step < len(value)
            else None
        )
    return tuple(written)


@dataclass(frozen=True, eq=False)
class Shelf:
    """The register's folder, with the names by which its files are spoken of."""

    root: Path
    readings: Readings = field(default_factory=Readings)
    findings: list[Finding] = field(default_factory=list)

    def name(self, path: Path) -> str:
        """The file as it is spoken of, seen from the workspace."""
        return danish.nfc((Path(self.root.name) / path.relative_to(self.root)).as_posix())

    def listing(self, folder: Path) -> dict[str, Path]:
        """What lies in the folder by name, in order; without hidden files and what editors leave behind."""
        try:
            found = sorted(folder.iterdir(), key=lambda path: danish.nfc(path.name))
        except OSError:
            return {}
        named = {danish.nfc(path.name): path for path in found}
        return {name: path for name, path in named.items() if not name.startswith(_TEMPORARY) and not name.endswith(_LEFTOVERS)}

    def note(self, *findings: Finding) -> None:
        """Add findings to those of the register."""
        self.findings.extend(findings)

    def yaml(self, path: Path) -> Source:
        """The YAML file, with whatever is wrong with it noted."""
        name = self.name(path)
        raw = self._raw(path)
        if raw is None:
            return Source(name, Reading(None))
        reading = self.readings.of(raw)
        self._note_faults(name, reading.faults)
        if not isinstance(reading.value, dict) and not reading.faults:
            problem = "Filen skal bestå af felter med navn og værdi." if reading.value else "Filen er tom."
            self.note(error("", problem, "Skriv felterne på hver sin linje som navn: værdi.").located(name, 1))
        return Source(name, reading)

    def text(self, path: Path) -> str:
        """The Markdown file's text, with whatever is wrong with it noted; empty where it cannot be read."""
        raw = self._raw(path)
        if raw is None:
            return ""
        text, faults = formats.decode(raw)
        self._note_faults(self.name(path), faults)
        return text.replace("\r\n", "\n")

    def _raw(self, path: Path) -> bytes | None:
        """The file's bytes; None, with a finding noted, where it cannot be read."""
        try:
            return path.read_bytes()
        except OSError:
            hint = "Se, om den findes, og om du har lov til at læse den."
            self.note(error("", "Filen kan ikke læses.", hint).located(self.name(path)))
            return None

    def _note_faults(self, name: str, faults: tuple[formats.Fault, ...]) -> None:
        """Note what the format's reader found."""
        self.note(*(error("", fault.problem, fault.hint).located(name, fault.line) for fault in faults))

    def record(
        self,
        model: type[RecordT],
        source: Source | Layered,
        *,
        keys: Mapping[str, Any] | None = None,
        within: str = "",
        partial: bool = False,
    ) -> RecordT | None:
        """The record that the file's keys make; None, with the findings noted, where they make none.

        Args:
            model: what the keys should make.
            source: the file, or a body's file over its frame.
            keys: only these of its keys.
            within: the key below which the record stands.
            partial: whether keys may be missing.
        """
        value = source.keys[within] if within else source.keys if keys is None else keys
        try:
            return model.read(without_blanks(value))
        except ValidationError as reason:
            missing = {entry["loc"] for entry in reason.errors() if partial and entry["type"] == "missing"}
            for steps, finding in placed_findings(reason, model):
                whole = _as_written((within, *steps) if within else steps, source.keys)
                named = finding.model_copy(update={"field": field_path(whole)})
                if steps not in missing:
                    self.note(named.located(*source.place(whole)))
            return None
