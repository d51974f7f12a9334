"""The HTML pages that klynge answers with, each one file without script or outside resource: the receipt, the status."""

from collections.abc import Iterable, Mapping
from functools import lru_cache
from importlib import resources
from typing import Any
from urllib.parse import quote

from jinja2 import Environment, FunctionLoader, StrictUndefined, Template

from workflow import danish
from workflow.domain.findings import Finding, Severity
from workflow.domain.proposals import FORM_NAME
from workflow.domain.receipts import Outcome, ReadField, Receipt
from workflow.domain.standings import Latest, Standing

LONGEST_ANSWER = 60
SHOWN_WORDS = 25
CHECKSUM_GROUP = 8
_RECEIPT, _STATUS = "kvittering.html", "status.html"

_PANELS: Mapping[Outcome, str] = {
    Outcome.ACCEPTED: "status",
    Outcome.REJECTED: "status ret",
    Outcome.UNREADABLE: "status ret",
    Outcome.DUPLICATE: "status rolig",
    Outcome.KEPT: "status rolig",
}


def receipt_page(receipt: Receipt, journal: str = "") -> str:
    """The receipt as a whole HTML document.

    Blocks that hold nothing vanish, answers of more than 60 words are cut with their word count, and everything that
    came from outside is escaped.

    Args:
        receipt: what the sender is told.
        journal: the name of the journal that the arrival stands in. With it, the page carries the traces from which the
            journal can be made again.

    Returns:
        The page, to be written as UTF-8. The same receipt always gives the same page.
    """
    traces = _traces(receipt, journal) if journal else ()
    return _template(_RECEIPT).render(receipt.spoken() | _prepared(receipt) | {"spor": traces})


def status_page(standing: Standing) -> str:
    """How things stand as a whole HTML document, to lie beside the receipts that it links to.

    Args:
        standing: what is told.

    Returns:
        The page, to be written as UTF-8. The same standing always gives the same page.
    """
    prepared = {
        "panel": "status ret" if standing.needs_a_person else "status",
        "flere": f"Og {danish.counted(standing.more, 'fil', 'filer')} mere." if standing.more else "",
        "kræver": _printed(standing.needs),
        "seneste": [one.spoken() | {"adresse": _address(one)} for one in standing.latest],
    }
    return _template(_STATUS).render(standing.spoken() | prepared)


def _address(one: Latest) -> str:
    """The receipt's address as seen from the page."""
    return quote(one.receipt)


@lru_cache(maxsize=2)
def _template(name: str) -> Template:
    """A page's template, which lies beside this module."""
    loader = FunctionLoader(lambda file: resources.files(__package__).joinpath(file).read_text(encoding="utf-8"))
    environment = Environment(loader=loader, autoescape=True, undefined=StrictUndefined, keep_trailing_newline=True)
    return environment.get_template(name)


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
        "ikke_læst_råd": receipt.unread_hint,
        "kontrolsum": _grouped(receipt.checksum),
        "skema": f"{FORM_NAME}, version {receipt.form_version}" if receipt.form_version else "",
    }


def _traces(receipt: Receipt, journal: str) -> tuple[tuple[str, str], ...]:
    """What the journal can be made again from, as attributes of the page."""
    return (
        ("journal", journal),
        ("indgang", receipt.arrival),
        ("nummer", receipt.number),
        ("modtaget", receipt.received),
        ("fil", receipt.file),
        ("udfald", receipt.outcome.value),
        ("kontrolsum", receipt.checksum),
    )


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
    """A checksum in groups of eight figures, as a person compares them."""
    return " ".join(checksum[start : start + CHECKSUM_GROUP] for start in range(0, len(checksum), CHECKSUM_GROUP))
