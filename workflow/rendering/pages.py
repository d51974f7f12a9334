"""The HTML pages that klynge answers with: the receipt, one file without script or outside resource."""

from collections.abc import Iterable, Mapping
from functools import lru_cache
from importlib import resources
from typing import Any

from jinja2 import Environment, StrictUndefined, Template

from workflow import danish
from workflow.domain.findings import Finding, Severity
from workflow.domain.proposals import FORM_NAME
from workflow.domain.receipts import Outcome, ReadField, Receipt

LONGEST_ANSWER = 60
SHOWN_WORDS = 25
CHECKSUM_FIGURES, CHECKSUM_GROUP = 12, 4

_PANELS: Mapping[Outcome, str] = {
    Outcome.ACCEPTED: "status",
    Outcome.REJECTED: "status ret",
    Outcome.UNREADABLE: "status ret",
    Outcome.DUPLICATE: "status rolig",
    Outcome.KEPT: "status rolig",
}


def receipt_page(receipt: Receipt) -> str:
    """The receipt as a whole HTML document.

    Blocks that hold nothing vanish, answers of more than 60 words are cut with their word count, and everything that
    came from outside is escaped.

    Args:
        receipt: what the sender is told.

    Returns:
        The page, to be written as UTF-8. The same receipt always gives the same page.
    """
    return _template().render(receipt.spoken() | _prepared(receipt))


@lru_cache(maxsize=1)
def _template() -> Template:
    """The page's template, which lies beside this module."""
    environment = Environment(autoescape=True, undefined=StrictUndefined, keep_trailing_newline=True)
    return environment.from_string(resources.files(__package__).joinpath("kvittering.html").read_text(encoding="utf-8"))


def _prepared(receipt: Receipt) -> dict[str, Any]:
    """What the page needs besides the receipt's own fields."""
    before, strong, after = _emphasised(receipt.state_text, receipt.state_strong)
    return {
        "sidetitel": f"Kvittering {receipt.number}: {receipt.state[:1].lower()}{receipt.state[1:]}",
        "panel": _PANELS[receipt.outcome],
        "tilstand_før": before,
        "tilstand_fremhævet": strong,
        "tilstand_efter": after,
        "skal_rettes": _printed(finding for finding in receipt.findings if finding.severity is Severity.ERROR),
        "bør_overvejes": _printed(finding for finding in receipt.findings if finding.severity is not Severity.ERROR),
        "læst": [(field.label, _shortened(field)) for field in receipt.understood],
        "kontrolsum": _grouped(receipt.checksum),
        "skema": f"{FORM_NAME}, version {receipt.form_version}" if receipt.form_version else "",
    }


def _emphasised(text: str, strong: str) -> tuple[str, str, str]:
    """The text before, within and after its emphasis; an emphasis that the text does not hold comes after it."""
    before, found, after = text.partition(strong) if strong else (text, "", "")
    return (before, found, after) if found or not strong else (f"{text} ".lstrip(), strong, "")


def _printed(findings: Iterable[Finding]) -> list[dict[str, str]]:
    """The findings as the page lists them: place, problem, remedy."""
    return [{"sted": _place(finding), "problem": finding.problem, "råd": finding.hint} for finding in findings]


def _place(finding: Finding) -> str:
    """Where the sender will look: the label on the form, else the field's name and its line in the file."""
    if finding.label:
        return finding.label
    line = f"linje {finding.line}" if finding.line else ""
    return danish.capital(", ".join(part for part in (finding.field, line) if part))


def _shortened(field: ReadField) -> tuple[str, ...]:
    """The answer's paragraphs; a long one is cut and says how many words were read."""
    count = sum(len(paragraph.split()) for paragraph in field.answer)
    if count <= LONGEST_ANSWER:
        return field.answer
    shown: list[str] = []
    paragraphs, left = iter(field.answer), SHOWN_WORDS
    while left > 0:
        words = next(paragraphs).split()
        shown.append(" ".join(words[:left]))
        left -= len(words)
    return (*shown[:-1], f"{shown[-1]} … ({danish.thousands(count)} ord i alt)")


def _grouped(checksum: str) -> str:
    """The first twelve figures of a checksum in groups of four, as a person reads them aloud."""
    figures = checksum[:CHECKSUM_FIGURES]
    return " ".join(figures[start : start + CHECKSUM_GROUP] for start in range(0, len(figures), CHECKSUM_GROUP))
