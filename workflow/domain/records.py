"""The frozen base of every record, and the small types that read Danish: English names within, Danish aliases at the doors."""

from collections.abc import Mapping
from datetime import date, time
from typing import Annotated, Any, Self

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, PlainSerializer, WithJsonSchema
from pydantic.fields import FieldInfo

from workflow import danish


def _as_date(value: object) -> object:
    """A date read as a Dane writes it; what is no text is left to pydantic."""
    return danish.read_date(value) if isinstance(value, str) else value


def _as_clock(value: object) -> object:
    """A clock time read as a Dane writes it; what is no text is left to pydantic."""
    return danish.read_clock(value) if isinstance(value, str) else value


def _as_yes_no(value: object) -> object:
    """A truth value read from ja or nej; what is no text is left to pydantic."""
    return danish.read_yes_no(value) if isinstance(value, str) else value


def _as_amount(value: object) -> object:
    """Whole kroner read as a Dane writes them; what is no text is left to pydantic."""
    return danish.read_amount(value) if isinstance(value, str) else value


def _as_tuple(value: object) -> object:
    """One value is a list of one; nothing is an empty list."""
    if value is None or value == "":
        return ()
    return (value,) if isinstance(value, (str, Mapping)) else value


def _unbroken(value: object) -> object:
    """A text in NFC with single spaces instead of line breaks; what is no text is left to pydantic."""
    return " ".join(danish.printable(value).split()) if isinstance(value, str) else value


def _nfc(value: object) -> object:
    """A text in NFC with plain line ends; what is no text is left to pydantic."""
    return danish.printable(value).replace("\r\n", "\n").replace("\r", "\n") if isinstance(value, str) else value


_DATE = {"type": "string", "format": "date", "examples": ["2026-11-26"]}
_CLOCK = {"type": "string", "pattern": r"^\d{1,2}[.:]\d{2}$", "examples": ["15.00"]}
_YES_NO = {"type": "string", "enum": ["ja", "nej"]}

Day = Annotated[date, BeforeValidator(_as_date), WithJsonSchema(_DATE)]
Clock = Annotated[
    time, BeforeValidator(_as_clock), PlainSerializer(danish.clock, return_type=str, when_used="json"), WithJsonSchema(_CLOCK)
]
YesNo = Annotated[
    bool, BeforeValidator(_as_yes_no), PlainSerializer(danish.yes_no, return_type=str, when_used="json"), WithJsonSchema(_YES_NO)
]
Kroner = Annotated[int, BeforeValidator(_as_amount), Field(ge=0)]
Line = Annotated[str, BeforeValidator(_unbroken)]
Text = Annotated[str, BeforeValidator(_nfc)]
RichText = Annotated[str, BeforeValidator(_nfc), Field(json_schema_extra={"rig_tekst": True})]
EndMark = Annotated[
    str,
    Field(
        alias="slut",
        title="Slutmærke",
        pattern="^(|ja)$",
        description="Skriv slut: ja i sidste linje; uden den kan vi ikke se, om en YAML-fil er hel.",
    ),
]
OneOrMore = BeforeValidator(_as_tuple)


ASSUMED = "forudsat, bekræft i forretningsordenen"


class Record(BaseModel):
    """A frozen value whose fields have English names and Danish aliases.

    The alias is schema key and template placeholder at once; the field's ``title`` is its label on the form.
    """

    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        validate_by_name=True,
        validate_by_alias=True,
        str_strip_whitespace=True,
        cache_strings="keys",  # a watch reads other words every day, and would keep thousands of them
        protected_namespaces=(),
        defer_build=True,
    )

    @classmethod
    def read(cls, answers: Mapping[str, Any]) -> Self:
        """The record from what stands in a file: Danish keys only.

        Raises:
            pydantic.ValidationError: keys or values that do not fit, all of them at once.
        """
        return cls.model_validate(answers, by_alias=True, by_name=False)

    def spoken(self) -> dict[str, Any]:
        """The record as plain values under Danish keys: what a template may ask for."""
        return self.model_dump(by_alias=True)

    def written(self) -> dict[str, Any]:
        """The record as JSON values under Danish keys: what a file or the journal keeps."""
        return self.model_dump(by_alias=True, mode="json")


def form_number(field: FieldInfo) -> int:
    """The number of a record's field on the proposal form; 0 where it has none."""
    extra = field.json_schema_extra
    number = extra.get("felt", 0) if isinstance(extra, dict) else 0
    return number if isinstance(number, int) else 0


class Dated(Record):
    """What holds for a time only.

    ``valid_from`` and ``valid_to`` are both included; None is open.
    """

    valid_from: Day | None = Field(alias="gyldig_fra", title="Gyldig fra", default=None)
    valid_to: Day | None = Field(alias="gyldig_til", title="Gyldig til", default=None)

    def holds(self, on: date) -> bool:
        """Whether it holds on the day."""
        return (self.valid_from is None or self.valid_from <= on) and self.lasts(on)

    def lasts(self, on: date) -> bool:
        """Whether it is not over by the day; it may not have begun either."""
        return self.valid_to is None or on <= self.valid_to


class Sourced(Dated):
    """What holds for a time, and how well we know it."""

    assumed: str = Field(
        alias="forudsat",
        title="Forudsat",
        default="",
        description="Begrundelsen, når ingen kilde siger det: udskrives som forudsat, og et brud er kun en advarsel.",
    )
    certainty: str = Field(
        alias="sikkerhed",
        title="Sikkerhed",
        default="",
        pattern=r"^(|usikker|bekræftet)$",
        description="Skriv usikker eller bekræftet; tomt betyder bekræftet.",
    )
    source: str = Field(alias="kilde", title="Kilde", default="", description="Hvor oplysningen står.")

    @property
    def uncertain(self) -> bool:
        """Whether we are not sure of it."""
        return self.certainty == "usikker"

    @property
    def assumed_mark(self) -> str:
        """What is printed at a rule that no source states; empty where one does."""
        return ASSUMED if self.assumed else ""

    @property
    def assumed_suffix(self) -> str:
        """The same mark in brackets, with a space before it, to stand right behind what the rule says."""
        return f" ({ASSUMED})" if self.assumed else ""
