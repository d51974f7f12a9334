"""The sheets that we ship and read: which columns each has, drawn from the records that its rows become, so none can drift."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from pydantic import Field

from workflow import danish
from workflow.domain.bodies import Member
from workflow.domain.findings import Finding
from workflow.domain.meetings import Meeting
from workflow.domain.proposals import Proposal
from workflow.domain.records import Record, form_number

END_ROW = "slut"
"""What stands in the first cell of the last row: what comes before it is whole."""
_NUMBER = re.compile(r"^\s*\d{1,2}[.)]?\s+")
_BODY = "Organ"


class SheetKind(StrEnum):
    """What a sheet brings."""

    PROPOSALS = "forslag"
    MEMBERS = "medlemmer"
    MEETINGS = "mødeplan"


SHEET_NAMES = {SheetKind.PROPOSALS: "Forslag", SheetKind.MEMBERS: "Medlemsliste", SheetKind.MEETINGS: "Mødeplan"}
"""What the file and the tab of each is called as we ship it."""


@dataclass(frozen=True)
class Column:
    """One column: the key of what stands in it, and the label at its head.

    Attributes:
        name: the key in the record that a row becomes.
        label: what stands in the head row.
        is_needed: whether every row must answer it.
        note: what a person is told about it.
    """

    name: str
    label: str
    is_needed: bool = False
    note: str = ""


def _columns(model: type[Record], *names: str) -> tuple[Column, ...]:
    """The columns of these fields of a record, all by their Danish keys."""
    found = {one.alias: one for one in model.model_fields.values()}
    return tuple(
        Column(name, found[name].title or name, found[name].is_required(), found[name].description or "") for name in names
    )


def _proposal_columns() -> tuple[Column, ...]:
    """Every numbered field of the form, in the order of the numbers."""
    numbered = [(number, str(one.alias)) for one in Proposal.model_fields.values() if (number := form_number(one))]
    return _columns(Proposal, *(name for _, name in sorted(numbered)))


_WHOSE = Column("organ", _BODY, is_needed=True, note="Organets id eller navn, for eksempel nordjylland-vest eller Klynge Vest.")
COLUMNS: Mapping[SheetKind, tuple[Column, ...]] = {
    SheetKind.PROPOSALS: _proposal_columns(),
    SheetKind.MEMBERS: (
        _WHOSE,
        *_columns(Member, "plads", "titel", "kommune", "lokal", "udpeget_af", "gyldig_fra", "gyldig_til"),
    ),
    SheetKind.MEETINGS: (_WHOSE, *_columns(Meeting, "dato", "start", "slut", "sted", "vært", "mødeledere", "afbud_til")),
}


_BY_HEAD: Mapping[SheetKind, Mapping[str, Column]] = {
    kind: {danish.folded(said): one for one in reversed(columns) for said in (one.name, one.label)}
    for kind, columns in COLUMNS.items()
}
"""The columns by what their heads may say; of two that say the same the first."""


def column_of(kind: SheetKind, head: str) -> Column | None:
    """The column that a head means: by its label or its key, with or without the form's number before it."""
    return _BY_HEAD[kind].get(danish.folded(_NUMBER.sub("", head).rstrip(" :*")))


class SheetRow(Record):
    """One row of a sheet, unjudged: its answers under Danish keys, and where on the sheet each of them stands."""

    number: int = Field(alias="række", title="Række", ge=1)
    answers: dict[str, Any] = Field(alias="svar", title="Svar", default_factory=dict)
    places: dict[str, str] = Field(alias="steder", title="Steder", default_factory=dict, description="Celle B7, Titel.")
    findings: tuple[Finding, ...] = Field(alias="mangler", title="Mangler", default=())
