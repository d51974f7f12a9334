"""First shape: what pydantic found wrong with a record, said in Danish with field, problem and remedy."""

import re
import types
from collections.abc import Callable, Mapping
from datetime import date, time
from enum import StrEnum
from typing import Annotated, Any, Literal, NamedTuple, Union, get_args, get_origin

from pydantic import BaseModel, Field, ValidationError
from pydantic.fields import FieldInfo

from workflow import danish
from workflow.domain.findings import Finding, error
from workflow.domain.posts import WITHOUT_AMOUNT, WRONG_TOTAL
from workflow.domain.records import form_number

Path = tuple[str | int, ...]
Sentences = tuple[str, str]
LONGEST_QUOTE = 40
FEW_FIELDS = 12

_KINDS = {
    str: "en tekst",
    int: "et helt tal",
    date: "en dato",
    time: "et klokkeslæt",
    bool: "ja eller nej",
}
_ALTERNATIVES = re.compile(r"\^\(([^()\\\[\]]*)\)\$")
_STEP = re.compile(r"([^.\[\]]+)|\[(\d+)\]")
_FALLBACK = ("Feltet kan ikke læses, som det står.", "Se skemaets beskrivelse af feltet.")


class _Unanswered(Finding):
    """A question of the form that has no answer: a key that is missing, until it is known that it stands on a form.

    Attributes:
        asked: the remedy for one who has the question before him, and never saw its key.
    """

    asked: str = Field(alias="bedt_om", default="", exclude=True)

    def located(self, file: str = "", line: int | None = None, label: str = "", paragraph: int | None = None) -> Finding:
        """The finding at its place; without the key where the form's label stands."""
        sentences = ("Feltet er ikke udfyldt.", self.asked) if label else (self.problem, self.hint)
        return error(self.field, *sentences).located(file, line, label, paragraph)


class _Misfit(NamedTuple):
    """One of pydantic's errors, with what we know of the field. ``field`` is None where the key is unknown."""

    path: Path
    type: str
    given: Any
    limits: Mapping[str, Any]
    field: FieldInfo | None
    known: tuple[str, ...]

    @property
    def name(self) -> str:
        """The name of the field that a person would look for."""
        return next((part for part in reversed(self.path) if isinstance(part, str)), "")


def shape_findings(reason: ValidationError, model: type[BaseModel]) -> tuple[Finding, ...]:
    """Everything pydantic found wrong, in Danish; ``field`` is the Danish path, ``pladser[2].antal``.

    Args:
        reason: what reading the record raised.
        model: the record that was read.
    """
    return tuple(finding for _, finding in placed_findings(reason, model))


def placed_findings(reason: ValidationError, model: type[BaseModel]) -> tuple[tuple[Path, Finding], ...]:
    """The findings of ``shape_findings``, each with its path as ``formats.Reading.line`` takes it (entries counted from 0)."""
    misfits = [_misfit(entry, model) for entry in reason.errors(include_url=False)]
    # A list whose entries are all wrong is also reported as too short; the entries' own findings say more.
    enclosing = {one.path[:length] for one in misfits for length in range(len(one.path))}
    return tuple((one.path, _finding(one)) for one in misfits if not (one.type == "too_short" and one.path in enclosing))


def _finding(misfit: _Misfit) -> Finding:
    """What is said of one error."""
    problem, hint = _SENTENCES.get(misfit.type, _other)(misfit)
    found = error(field_path(misfit.path), problem, hint)
    if misfit.type not in _NO_ANSWER or not _is_on_form(misfit.field):
        return found
    return _Unanswered(**dict(found), asked=_asked(misfit))


def field_path(path: Path) -> str:
    """A path as people count: the second seat's number is ``pladser[2].antal``."""
    said = "".join(f"[{part + 1}]" if isinstance(part, int) else f".{part}" for part in path)
    return said.removeprefix(".")


def path_of(field: str) -> Path:
    """The path that ``field_path`` wrote: ``pladser[2].antal`` is ``("pladser", 1, "antal")``."""
    return tuple(int(number) - 1 if number else name for name, number in _STEP.findall(field))


def without_blanks(value: Any) -> Any:
    """The value without keys that have nothing after the colon: an empty field is a field that was left out."""
    if isinstance(value, (dict, Mapping)):  # nearly all are dicts, which are seen at once
        return {key: without_blanks(entry) for key, entry in value.items() if entry not in ("", None)}
    return [without_blanks(entry) for entry in value] if isinstance(value, list) else value


def _misfit(entry: Any, model: type[BaseModel]) -> _Misfit:
    """One of pydantic's errors with the field that it stands at."""
    path: Path = tuple(entry["loc"])
    inside: type[BaseModel] | None = model
    field: FieldInfo | None = None
    known: tuple[str, ...] = ()
    for part in path:
        if not isinstance(part, str):
            continue
        fields = _fields(inside)
        known, field = tuple(fields), fields.get(part)
        inside = _record_in(field.annotation) if field else None
    return _Misfit(path, entry["type"], entry["input"], entry.get("ctx", {}), field, known)


def _fields(model: type[BaseModel] | None) -> dict[str, FieldInfo]:
    """The record's fields by their Danish names."""
    return {field.alias or name: field for name, field in model.model_fields.items()} if model else {}


def _record_in(annotation: Any) -> type[BaseModel] | None:
    """The record that an annotation is of: ``tuple[Seat, ...]`` is of Seat."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next((found for part in get_args(annotation) if (found := _record_in(part))), None)


def _leaf(annotation: Any) -> Any:
    """The plain type or Literal within Annotated, Optional and tuple."""
    origin = get_origin(annotation)
    if origin in (Annotated, Union, types.UnionType, tuple):
        return _leaf(next(part for part in get_args(annotation) if part is not types.NoneType))
    return annotation


def _quoted(value: Any) -> str:
    """What was written, cut where it gets long, in Danish quotation marks."""
    return f"”{_cut(value)}”"


def _cut(value: Any) -> str:
    """What was written on one line, cut where it gets long."""
    text = " ".join(str(value).split())
    return text if len(text) <= LONGEST_QUOTE else text[: LONGEST_QUOTE - 1].rstrip() + "…"


def _shape_of(value: Any) -> str:
    """What kind of value was written."""
    if isinstance(value, Mapping):
        return "et sæt felter"
    if isinstance(value, (list, tuple)):
        return "en liste"
    return "tomt" if value in ("", None) else "teksten " + _quoted(value)


def _described(field: FieldInfo | None) -> str:
    """What the schema says of the field: its description, else its first example."""
    if field and field.description:
        return field.description
    return f"Skriv for eksempel {field.examples[0]}." if field and field.examples else ""


def _is_on_form(field: FieldInfo | None) -> bool:
    """Whether the field has a number on the proposal form."""
    return field is not None and form_number(field) > 0


def _asked(misfit: _Misfit) -> str:
    """What to write in a field of the form, as an order: "Skriv antal minutter."."""
    said = f"{danish.join(_choices(misfit), 'eller')}." if _choices(misfit) else _described(misfit.field)
    return said if said.startswith("Sig,") else f"Skriv {said[:1].lower()}{said[1:]}"


def _missing(misfit: _Misfit) -> Sentences:
    """A required field was left out."""
    return f"Feltet ”{misfit.name}” mangler.", f"Tilføj det. {_described(misfit.field)}".strip()


def _unknown(misfit: _Misfit) -> Sentences:
    """A field that no schema has."""
    guess = danish.did_you_mean(misfit.name, misfit.known)
    fields = f"Felterne hedder {danish.join(misfit.known)}." if 0 < len(misfit.known) <= FEW_FIELDS else ""
    return f"Feltet {_quoted(misfit.name)} kendes ikke.", guess or f"Slet det, eller ret navnet. {fields}".strip()


def _wrong_kind(misfit: _Misfit) -> Sentences:
    """A list where one value belongs, or fields where a text belongs."""
    kind = _KINDS.get(_leaf(misfit.field.annotation) if misfit.field else str, "en tekst")
    return f"Feltet skal være {kind}, men er {_shape_of(misfit.given)}.", _described(misfit.field) or f"Skriv {kind}."


def _no_list(misfit: _Misfit) -> Sentences:
    """One value where a list belongs."""
    return f"Feltet skal være en liste, men er {_shape_of(misfit.given)}.", "Skriv én linje pr. post med bindestreg foran."


def _no_fields(misfit: _Misfit) -> Sentences:
    """A text or a list where named fields belong."""
    hint = "Skriv felterne på hver sin linje som navn: værdi."
    if not misfit.path:
        return "Filen skal bestå af felter med navn og værdi.", hint
    fields = _fields(_record_in(misfit.field.annotation)) if misfit.field else {}
    names = f" Felterne hedder {danish.join(tuple(fields))}." if 0 < len(fields) <= FEW_FIELDS else ""
    return f"Her skal stå felter med navn og værdi, men der står {_shape_of(misfit.given)}.", hint + names


def _no_number(misfit: _Misfit) -> Sentences:
    """Something that is no whole number."""
    if misfit.given in ("", None):
        return "Tallet mangler.", "Skriv et helt tal med cifre."
    return f"{_quoted(misfit.given)} er ikke et helt tal.", "Skriv tallet med cifre."


def _too_small(misfit: _Misfit) -> Sentences:
    """A number below the least."""
    least = misfit.limits["ge"]
    return f"Tallet {_cut(misfit.given)} er for lille.", f"Det skal være mindst {least}."


def _too_large(misfit: _Misfit) -> Sentences:
    """A number above the largest."""
    most = misfit.limits["le"]
    return f"Tallet {_cut(misfit.given)} er for stort.", f"Det må højst være {most}."


def _empty(misfit: _Misfit) -> Sentences:
    """A text or a list with nothing in it."""
    return f"Feltet ”{misfit.name}” er tomt.", f"Udfyld det. {_described(misfit.field)}".strip()


def _too_long(misfit: _Misfit) -> Sentences:
    """A text longer than its place."""
    most, length = misfit.limits["max_length"], len(misfit.given)
    return f"Teksten er på {length} tegn; der er plads til {most}.", f"Forkort den med mindst {length - most} tegn."


def _allowed(misfit: _Misfit) -> Sentences:
    """A word that is not one of the few allowed."""
    words = _choices(misfit)
    if not isinstance(misfit.given, str):
        return f"Feltet er {_shape_of(misfit.given)} og er ikke en af mulighederne.", f"Skriv {danish.join(words, 'eller')}."
    said, guess = _quoted(misfit.given), danish.did_you_mean(misfit.given, words)
    return f"{said} er ikke en af mulighederne.", f"{guess} Skriv {danish.join(words, 'eller')}.".strip()


def _choices(misfit: _Misfit) -> tuple[str, ...]:
    """The words that the field allows: of an enum, a Literal, or a pattern such as ``^(|kommune)$``."""
    leaf = _leaf(misfit.field.annotation) if misfit.field else str
    if get_origin(leaf) is Literal:
        return tuple(str(value) for value in get_args(leaf))
    if isinstance(leaf, type) and issubclass(leaf, StrEnum):
        return tuple(word.value for word in leaf)
    match = _ALTERNATIVES.fullmatch(str(misfit.limits.get("pattern", "")))
    return tuple(word for word in match[1].split("|") if word) if match else ()


def _wrong_pattern(misfit: _Misfit) -> Sentences:
    """A text of another form than the field's."""
    if _choices(misfit):
        return _allowed(misfit)
    return f"{_quoted(misfit.given)} har ikke den form, feltet skal have.", _described(misfit.field) or _FALLBACK[1]


def _unreadable(misfit: _Misfit) -> Sentences:
    """A text that is no date, clock time, ja or nej, or amount."""
    leaf = _leaf(misfit.field.annotation) if misfit.field else str
    what, hint = {
        date: ("en dato, der findes", "Skriv datoen som 2026-11-26 eller 26. november 2026."),
        time: ("et klokkeslæt", "Skriv klokkeslættet som 15.00."),
        bool: ("ja eller nej", "Skriv ja eller nej."),
        int: ("et beløb i hele kroner", "Skriv beløbet som 350.000."),
    }.get(leaf, ("noget, feltet kan rumme", _FALLBACK[1]))
    if misfit.given in ("", None):
        return f"Feltet ”{misfit.name}” er tomt.", hint
    return f"{_quoted(misfit.given)} er ikke {what}.", hint


def _no_amount(misfit: _Misfit) -> Sentences:
    """A line among the posts of a sum that does not end with its amount."""
    return (
        f"Linjen {_quoted(misfit.given)} slutter ikke med et beløb i kroner.",
        f"Skriv for eksempel ”{_cut(misfit.limits['example'])}”.",
    )


def _wrong_total(misfit: _Misfit) -> Sentences:
    """A line that says another sum than the posts above it have."""
    said, counted = (f"{danish.thousands(misfit.limits[name])}{danish.NBSP}kr." for name in ("said", "counted"))
    return f"Posterne giver {counted}, men der står {said} i alt under dem.", "Ret en post eller summen."


def _other(_misfit: _Misfit) -> Sentences:
    """What no sentence was written for: never pydantic's own English."""
    return _FALLBACK


_NO_ANSWER = frozenset({"missing", "too_short", "string_too_short"})
_SENTENCES: dict[str, Callable[[_Misfit], Sentences]] = {
    "missing": _missing,
    "extra_forbidden": _unknown,
    "string_type": _wrong_kind,
    "int_type": _wrong_kind,
    "date_type": _wrong_kind,
    "time_type": _wrong_kind,
    "bool_type": _wrong_kind,
    "tuple_type": _no_list,
    "model_type": _no_fields,
    "model_attributes_type": _no_fields,
    "dict_type": _no_fields,
    "int_parsing": _no_number,
    "int_parsing_size": _no_number,
    "int_from_float": _no_number,
    "greater_than_equal": _too_small,
    "less_than_equal": _too_large,
    "string_too_short": _empty,
    "too_short": _empty,
    "string_too_long": _too_long,
    "enum": _allowed,
    "literal_error": _allowed,
    "string_pattern_mismatch": _wrong_pattern,
    "value_error": _unreadable,
    WITHOUT_AMOUNT: _no_amount,
    WRONG_TOTAL: _wrong_total,
}
