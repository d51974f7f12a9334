"""What somebody answered, as a form or a file says it: Danish keys, texts and lists, not yet judged."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from workflow.domain.findings import Finding
from workflow.domain.minutes import MinutesRecord
from workflow.domain.proposals import Proposal
from workflow.domain.records import Record

PROPOSAL, MINUTES = "dagsordensforslag", "referat"
SCHEMAS: Mapping[str, type[Record]] = {PROPOSAL: Proposal, MINUTES: MinutesRecord}
BODIES_APART = ";"
RECEIPT_KEY = "kvittering"
"""By which a draft names the receipt of the mail that it was read from."""


@dataclass(frozen=True)
class Answers:
    """The answers in one file.

    ``values`` are under the schema's keys; ``lines`` give the line of a field's path in a text file; ``unread`` is what
    stands in the file and belongs to no field, word for word; ``paragraphs`` give the paragraph of a Word file where the
    answer to a field begins, or would; ``receipt`` is the number of the receipt that they answer, "2026-0017".
    """

    schema_name: str = ""
    values: Mapping[str, Any] = field(default_factory=dict)
    findings: tuple[Finding, ...] = ()
    unread: tuple[str, ...] = ()
    lines: Mapping[str, int] = field(default_factory=dict)
    version: str = ""
    paragraphs: Mapping[str, int] = field(default_factory=dict)
    receipt: str = ""


def several_bodies(text: str) -> list[str]:
    """The bodies that one text names: a line each, or with semicolons between."""
    return [name.strip() for line in text.splitlines() for name in line.split(BODIES_APART) if name.strip()]
