"""YAML read strictly: every scalar as text, every fault at once, each with its line."""

from collections.abc import Iterator
from typing import Any

import yaml

from workflow import danish
from workflow.formats import DEEPEST, LARGEST_TEXT, MOST_FAULTS, MOST_VALUES, TOO_LARGE, TOO_MANY, Fault, Path, Reading, decode

_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""libyaml where the wheel brings it: the register is read at every start."""


class _YamlReader:
    """Builds plain values from YAML events and refuses what would change or multiply them."""

    def __init__(self, text: str) -> None:
        self._events: Iterator[Any] = iter(yaml.parse(text, Loader=_Loader))
        self.lines: dict[Path, int] = {}
        self.faults: list[Fault] = []
        self._values = 0

    def documents(self) -> list[Any]:
        """The value of every document in the stream."""
        return [self._placed(next(self._events), (), 0) for event in self._events if isinstance(event, yaml.DocumentStartEvent)]

    def _placed(self, event: Any, path: Path, depth: int) -> Any:
        """The value that begins with this event, and where it stands; that of a key stands where the key does."""
        self.lines.setdefault(path, event.start_mark.line + 1)
        return self._value(event, path, depth)

    def _value(self, event: Any, path: Path, depth: int) -> Any:
        """The value that begins with this event."""
        self._refuse(event)
        self._values += 1
        if depth > DEEPEST:
            raise yaml.MarkedYAMLError(problem="too deep", problem_mark=event.start_mark)
        if self._values > MOST_VALUES or len(self.faults) > MOST_FAULTS:
            raise yaml.MarkedYAMLError(problem="too many", problem_mark=event.start_mark)
        if isinstance(event, yaml.MappingStartEvent):
            return self._mapping(path, depth)
        if isinstance(event, yaml.SequenceStartEvent):
            return self._sequence(path, depth)
        if isinstance(event, yaml.AliasEvent):
            return ""
        return self._scalar(event)

    @staticmethod
    def _scalar(event: Any) -> str:
        """The scalar as text; a bare ~ or null is nothing."""
        return "" if event.implicit[0] and event.value in {"~", "null"} else str(event.value)

    def _refuse(self, event: Any) -> None:
        """Note anchors, aliases and tags, which no form needs."""
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            self._fault(event, "Filen bruger ankre (& eller *), som ikke kan læses her.", "Skriv teksten ud i stedet.")
        elif getattr(event, "tag", None):
            self._fault(
                event,
                f"Filen bruger et mærke ({event.tag}), som ikke kan læses her.",
                "Slet mærket, eller sæt teksten i anførselstegn.",
            )

    def _mapping(self, path: Path, depth: int) -> dict[str, Any]:
        """The pairs up to the mapping's end."""
        found: dict[str, Any] = {}
        while not isinstance(key_event := next(self._events), yaml.MappingEndEvent):
            key = self._value(key_event, (*path, f"?{key_event.start_mark.line}"), depth + 1)
            name = danish.nfc(key).strip() if isinstance(key, str) else ""
            if not isinstance(key, str):
                self._fault(key_event, "En nøgle er ikke en tekst.", "Skriv nøglen som ét ord før kolon.")
            elif name in found:
                self._fault(key_event, f"Nøglen ”{name}” står to gange.", "Slet den ene.")
            self.lines[(*path, name)] = key_event.start_mark.line + 1
            value = self._value(next(self._events), (*path, name), depth + 1)
            found.setdefault(name, value)
        return found

    def _sequence(self, path: Path, depth: int) -> list[Any]:
        """The entries up to the sequence's end."""
        found: list[Any] = []
        while not isinstance(event := next(self._events), yaml.SequenceEndEvent):
            found.append(self._placed(event, (*path, len(found)), depth + 1))
        return found

    def _fault(self, event: Any, problem: str, hint: str) -> None:
        """Note a fault at an event's line."""
        self.faults.append(Fault(event.start_mark.line + 1, problem, hint))


def read_yaml(raw: bytes) -> Reading:
    """The one YAML document in the bytes, every scalar as text.

    Anchors, tags, repeated keys, several documents and more than 20 levels or 20,000 values are faults. Never raises.
    """
    if len(raw) > LARGEST_TEXT:
        return Reading(None, faults=(TOO_LARGE,))
    text, faults = decode(raw)
    reader = _YamlReader(text)
    try:
        documents = reader.documents()
    except (yaml.YAMLError, RecursionError, ValueError) as reason:
        return Reading(None, faults=(*faults, *reader.faults, _yaml_fault(reason)))
    found = (*faults, *reader.faults)
    if len(documents) > 1:
        found = (*found, Fault(None, "Filen rummer flere dokumenter (adskilt af ---).", "Læg hvert forslag i sin egen fil."))
    return Reading(documents[0] if documents else None, reader.lines, found)


def _yaml_fault(reason: Exception) -> Fault:
    """PyYAML's complaint in Danish, with its line."""
    mark = getattr(reason, "problem_mark", None)
    line = mark.line + 1 if mark else None
    problem = str(getattr(reason, "problem", "") or "")
    if "tab" in problem or "\\t" in problem:
        return Fault(line, "Linjen er rykket ind med tabulator.", "Ryk ind med mellemrum.")
    if "too deep" in problem or isinstance(reason, RecursionError):
        return Fault(line, "Filen har for mange niveauer af indrykning.", "Brug skemaets egne felter.")
    if "too many" in problem:
        return Fault(line, *TOO_MANY)
    if "mapping values" in problem:
        return Fault(
            line,
            "Der står to koloner på linjen, så det er uklart, hvad der er feltets navn.",
            "Sæt teksten efter det første kolon i anførselstegn.",
        )
    return Fault(
        line,
        "Herfra er filen ikke gyldig YAML.",
        "Se efter manglende kolon, indrykning eller anførselstegn på linjen og linjen før.",
    )
