"""Reads the answers in YAML and JSON: which schema they follow, every fault with its line, and nothing but texts and lists."""

from collections.abc import Iterable, Mapping
from typing import Any

from workflow import danish, formats
from workflow.domain.findings import Finding, Severity, error, note
from workflow.domain.records import Record
from workflow.domain.shape import field_path
from workflow.formats.yaml_reader import read_yaml
from workflow.intake.answers import PROPOSAL, RECEIPT_KEY, SCHEMAS, Answers, several_bodies
from workflow.intake.texts import cleaned

_SAY_WHICH = f"Skriv {danish.join([f'skema: {name}' for name in SCHEMAS], 'eller')} øverst i filen."
_SCHEMA_KEY, _END_KEY = "skema", "slut"
_EDITORS_KEY = "$schema"
_POST_KEYS = frozenset({"post", "beløb"})


def read_structured(raw: bytes, *, is_json: bool) -> Answers:
    """The answers in a YAML or JSON file; never raises.

    Args:
        raw: the file's bytes.
        is_json: whether it is JSON; else it is read as YAML.
    """
    reading = formats.read_json(raw) if is_json else read_yaml(raw)
    faults = tuple(_finding(fault) for fault in reading.faults)
    if not isinstance(reading.value, dict):
        unread = any(fault.grave for fault in reading.faults)
        return Answers(findings=faults if unread else (*faults, _no_fields(reading.value)))
    tidying = _Tidying(reading)
    values = tidying.tidy(reading.value, (), ())
    values.pop(_EDITORS_KEY, None)
    schema_name, found = _schema(values)
    receipt = values.pop(RECEIPT_KEY, "") if schema_name == PROPOSAL else ""
    if not is_json:
        found += _end(reading.value, values)
    if schema_name:
        values[_SCHEMA_KEY] = schema_name
    if str(values.get(_END_KEY, "")).casefold() == "ja":
        # The end mark has done its duty here; the same answers make the same proposal with and without it.
        del values[_END_KEY]
    return Answers(
        schema_name=schema_name,
        values=_natural(values) if schema_name == PROPOSAL else values,
        findings=(*faults, *(one.located(line=tidying.lines.get(one.field)) for one in found)),
        lines=tidying.lines,
        receipt=str(receipt),
    )


def _finding(fault: formats.Fault) -> Finding:
    """A fault of the format as a finding; one that is not grave is only a warning."""
    severity = Severity.ERROR if fault.grave else Severity.WARNING
    return Finding(severity=severity, problem=fault.problem, hint=fault.hint, line=fault.line)


def _no_fields(value: Any) -> Finding:
    """The finding on a file that has a text, a list or nothing where fields belong."""
    problem = "Filen rummer ingen felter." if value is None else "Filen skal bestå af felter med navn og værdi."
    return error("", problem, "Skriv hvert felt som navn: værdi, eller brug Word-skemaet.")


class _Tidying:
    """Takes blanks and control characters out of what was read, and keeps the line of what is left."""

    def __init__(self, reading: formats.Reading) -> None:
        self._reading = reading
        self.lines: dict[str, int] = {}

    def tidy(self, value: Any, was: formats.Path, path: formats.Path) -> Any:
        """The value without blanks.

        Args:
            value: a text, a list or a dict.
            was: its path in the file.
            path: its path without the blanks before it.
        """
        line = self._reading.lines.get(was)
        if line is not None and path:
            self.lines[field_path(path)] = line
        if isinstance(value, dict):
            return {key: self.tidy(entry, (*was, key), (*path, key)) for key, entry in value.items() if not _is_blank(entry)}
        if isinstance(value, list):
            entries = [(number, entry) for number, entry in enumerate(value) if not _is_blank(entry)]
            return [self.tidy(entry, (*was, number), (*path, new)) for new, (number, entry) in enumerate(entries)]
        return cleaned(value)


def _is_blank(value: Any) -> bool:
    """Whether nothing was written, however deep."""
    if isinstance(value, str):
        return not cleaned(value).strip()
    return all(_is_blank(entry) for entry in (value.values() if isinstance(value, dict) else value))


def _schema(values: Mapping[str, Any]) -> tuple[str, tuple[Finding, ...]]:
    """The schema that the file follows, as it says itself, else the one that its keys look like."""
    said = values.get(_SCHEMA_KEY)
    if isinstance(said, str) and danish.folded(said) in SCHEMAS:
        return danish.folded(said), ()
    guess = _guessed(values)
    if said is None:
        problem = "Filen siger ikke, hvilket skema den følger."
        if guess:
            return guess, (note(_SCHEMA_KEY, f"{problem} Den er læst som {guess}.", f"Skriv skema: {guess} øverst i filen."),)
        return "", (error(_SCHEMA_KEY, problem, _SAY_WHICH),)
    hint = danish.did_you_mean(str(said), SCHEMAS)
    return guess, (error(_SCHEMA_KEY, f"Skemaet ”{said}” kendes ikke.", f"{hint} {_SAY_WHICH}".strip()),)


def _guessed(keys: Iterable[str]) -> str:
    """The schema that most of the keys belong to; empty when none does."""
    own = set(keys) - {_SCHEMA_KEY, _END_KEY}
    matches = {name: len(own & _aliases(model)) for name, model in SCHEMAS.items()}
    best = max(matches, key=lambda name: matches[name])
    return best if matches[best] else ""


def _aliases(model: type[Record]) -> set[str]:
    """The Danish keys of a record."""
    return {field.alias or name for name, field in model.model_fields.items()}


def _end(written: Mapping[str, Any], values: Mapping[str, Any]) -> tuple[Finding, ...]:
    """YAML that breaks off is still YAML; only its last line tells that it is whole, so a file without it is never accepted.

    Args:
        written: the fields in the order of the file, also those that were left blank.
        values: those that were filled.
    """
    if _END_KEY not in values:
        problem = "Filen slutter ikke med slut: ja, så vi kan ikke se, om den er hel."
        return (error(_END_KEY, problem, "Se efter, at alt er med, og skriv slut: ja i sidste linje."),)
    if list(written)[-1] == _END_KEY:
        return ()
    problem = "Der står noget efter linjen slut: ja, så vi kan ikke se, om filen er hel."
    return (error(_END_KEY, problem, "Flyt linjen slut: ja ned, så den står sidst i filen."),)


def _natural(values: dict[str, Any]) -> dict[str, Any]:
    """A proposal's answers with what people write naturally in YAML brought into the schema's shape."""
    shaped = dict(values)
    if isinstance(shaped.get("organer"), str):
        shaped["organer"] = several_bodies(shaped["organer"])
    amounts = shaped.get("beløb")
    if isinstance(amounts, dict) and not _POST_KEYS & set(amounts):
        shaped["beløb"] = [{"post": post, "beløb": kroner} for post, kroner in amounts.items()]
    elif isinstance(amounts, list):
        shaped["beløb"] = [_post(entry) for entry in amounts]
    return shaped


def _post(entry: Any) -> Any:
    """``- Fælles uddannelse: 350.000`` is one post; anything else is left as it is."""
    if isinstance(entry, dict) and len(entry) == 1 and not _POST_KEYS & set(entry):
        ((post, kroner),) = entry.items()
        return {"post": post, "beløb": kroner}
    return entry
