"""What was found wrong or worth knowing: one value that every wing returns, in Danish for the reader."""

from collections.abc import Iterable
from enum import StrEnum

from pydantic import Field

from workflow.domain.cpr import Blotted
from workflow.domain.records import Record

COMMENTER = "klynge"
"""Who signs the comments that findings become in a Word file; when the file comes back, they are not the sender's words."""


class Severity(StrEnum):
    """How grave a finding is: an error stops, a warning goes along with a mark, a note is printed."""

    ERROR = "fejl"
    WARNING = "advarsel"
    NOTE = "oplysning"


class Finding(Record):
    """One mangel: where, what, and what to do about it. A CPR number that it would quote is blotted out."""

    severity: Severity = Field(alias="alvor", title="Alvor")
    field: str = Field(
        alias="felt",
        title="Felt",
        description="Feltets danske navn, for eksempel indstilling eller punkter[3].titel.",
        default="",
    )
    problem: Blotted = Field(alias="problem", title="Problem", description="Hvad der er galt, en hel sætning.")
    hint: Blotted = Field(alias="råd", title="Råd", description="Sådan rettes det, en hel sætning.", default="")
    rule: int | None = Field(alias="regel", title="Regel", default=None, description="Reglens nummer i domænenoten, 1–41.")
    label: str = Field(
        alias="etiket", title="Etiket", default="", description="Som feltet hedder på skemaet: Felt 13, Indstilling."
    )
    file: str = Field(alias="fil", title="Fil", default="")
    line: int | None = Field(alias="linje", title="Linje", default=None)
    paragraph: int | None = Field(
        alias="afsnit",
        title="Afsnit",
        default=None,
        description="Hvilket afsnit i Word-filen svaret begynder i, talt fra 0 i dokumentets rækkefølge.",
    )

    def located(self, file: str = "", line: int | None = None, label: str = "", paragraph: int | None = None) -> "Finding":
        """The same finding with the place where a person will look for it."""
        return self.model_copy(
            update={
                "file": file or self.file,
                "line": line or self.line,
                "label": label or self.label,
                "paragraph": self.paragraph if paragraph is None else paragraph,
            }
        )

    def printed(self) -> str:
        """The finding on one line: place, severity, field, problem, remedy."""
        place = ":".join(str(part) for part in (self.file, self.line) if part)
        name = self.label or self.field
        return " ".join(
            part
            for part in (f"{place}:" if place else "", f"{self.severity}:", f"{name}:" if name else "", self.problem, self.hint)
            if part
        )


def error(field: str, problem: str, hint: str = "", rule: int | None = None) -> Finding:
    """A finding that stops."""
    return Finding(severity=Severity.ERROR, field=field, problem=problem, hint=hint, rule=rule)


def warning(field: str, problem: str, hint: str = "", rule: int | None = None) -> Finding:
    """A finding that goes along with a mark."""
    return Finding(severity=Severity.WARNING, field=field, problem=problem, hint=hint, rule=rule)


def note(field: str, problem: str, hint: str = "", rule: int | None = None) -> Finding:
    """A finding that is worth knowing."""
    return Finding(severity=Severity.NOTE, field=field, problem=problem, hint=hint, rule=rule)


def broken(assumed: str, field: str, problem: str, hint: str = "", rule: int | None = None) -> Finding:
    """A broken rule: an error, or only a warning where the rule itself is assumed.

    Args:
        assumed: the reason for which the rule is assumed; empty when a source states it.
        field: the field's Danish name.
        problem: what is wrong.
        hint: the remedy.
        rule: the rule's number.
    """
    if not assumed:
        return error(field, problem, hint, rule)
    return warning(field, f"{problem} Reglen er forudsat.", f"{hint} Bekræft reglen i forretningsordenen.".strip(), rule)


def errors(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Only those that stop."""
    return tuple(finding for finding in findings if finding.severity is Severity.ERROR)
