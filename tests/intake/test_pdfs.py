"""What the bytes of a PDF tell; it is kept in any case."""

from pathlib import Path

import pytest

from tests.intake.samples import read
from workflow.domain.findings import Severity


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        (b"%PDF-1.7\n%%EOF\n", ""),
        (b"%PDF-1.7\n%%EOF\n" + bytes(1_000), ""),
        (b"%PDF-1.7\nindhold", "PDF-filen mangler sin slutning, så måske er den ikke kopieret helt færdig."),
        (b"%PDF-1.7\n/Encrypt 1 0 R\n%%EOF", "PDF-filen er låst eller beskyttet med adgangskode."),
        (b"%PDF-1.7\n/S/JavaScript\n%%EOF", "PDF-filen rummer noget, der kan køre, når den åbnes."),
        (b"%PDF-1.7\n/S/Launch\n%%EOF", "PDF-filen rummer noget, der kan køre, når den åbnes."),
    ],
)
def test_a_pdf_that_is_not_as_it_should_be_is_kept_with_a_warning(tmp_path: Path, raw: bytes, said: str) -> None:
    """Whole, whole with something after it, cut off, locked, with a script, with something that starts a program."""
    path = tmp_path / "bilag.pdf"
    path.write_bytes(raw)
    first, *others = read(path).findings
    assert first.problem == "En PDF-fil alene er ikke et forslag: Hvilket forslag hører den til?"
    assert [one.problem for one in others] == [said] * bool(said)
    assert {one.severity for one in (first, *others)} == {Severity.WARNING}
