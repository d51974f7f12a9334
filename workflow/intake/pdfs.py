"""What the bytes of a PDF tell without opening it: broken off, locked, or with something in it that would run."""

from collections.abc import Iterator

from workflow.domain.findings import Finding, warning
from workflow.intake.guards import COPY_ANEW

_LOOKS_BACK = 2_048
_RUNS = (b"/JavaScript", b"/Launch")


def is_whole(raw: bytes) -> bool:
    """Whether a PDF has its end, as far as its last bytes tell."""
    return b"%%EOF" in raw[-_LOOKS_BACK:]


def pdf_findings(raw: bytes) -> Iterator[Finding]:
    """What the sender of a PDF should know; it is kept as it is all the same, and nothing of ours opens it.

    Args:
        raw: all of its bytes.
    """
    if not is_whole(raw):
        yield warning("", "PDF-filen mangler sin slutning, så måske er den ikke kopieret helt færdig.", COPY_ANEW)
    if b"/Encrypt" in raw:
        yield warning("", "PDF-filen er låst eller beskyttet med adgangskode.", "Send den uden, hvis andre skal læse den.")
    if any(mark in raw for mark in _RUNS):
        yield warning(
            "",
            "PDF-filen rummer noget, der kan køre, når den åbnes.",
            "Gem den som en ny PDF uden, for eksempel ved at printe den til PDF.",
        )
