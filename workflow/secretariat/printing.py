"""A PDF beside each Word document of a batch: one that shows the document as it stands is not made again."""

import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import NoReturn

from workflow.errors import KlyngeError
from workflow.rendering.package import content_hash
from workflow.rendering.pdf import ConversionError, export, find_office
from workflow.rendering.pdf_mending import mend
from workflow.rendering.pdf_seal import seal, unsealed
from workflow.secretariat.issuing import Issued
from workflow.secretariat.laying import lay_pdf, place_of_pdf
from workflow.secretariat.office import Office

WORD, PDF = ".docx", ".pdf"
EVERYBODY = "alle"
Count = Callable[[int, int], object]
"""Is told how many PDFs there are, and of how many."""


@dataclass(frozen=True)
class Printing:
    """One PDF: whose it is, of what kind, and what lays it beside its document or raises the reason why not."""

    body: str
    kind: str
    write: Callable[[], Issued]


@dataclass(frozen=True)
class _Sheet:
    """A Word document as it lies there, with the hash of its content."""

    issued: Issued
    content: bytes
    source: str

    @property
    def target(self) -> Path:
        """Where its PDF belongs."""
        return self.issued.path.with_suffix(PDF)

    def lay(self, exported: bytes | ConversionError) -> Issued:
        """Lay its PDF, mended and sealed.

        Raises:
            ConversionError: LibreOffice gave none.
            OSError: the disk refuses.
        """
        if isinstance(exported, ConversionError):
            raise exported
        pdf = seal(mend(exported, self.issued.path.stem, unsealed(self.source)))
        path, laid = lay_pdf(self.target, self.source, pdf)
        return replace(self.issued, path=path, laid=laid)


def printings(office: Office, issued: Sequence[Issued], count: Count) -> Iterator[Printing]:
    """The PDF of each Word document that was issued; LibreOffice is called once, and only if any is to be made.

    Args:
        office: whose settings say where LibreOffice is and how long it may take.
        issued: the documents; what is not Word has no PDF.
        count: is told, while they are made, how many there are, and of how many.
    """
    sheets = []
    for one in (replace(word, kind=f"{word.kind} (pdf)") for word in issued if word.path.suffix == WORD):
        sheet = _sheet(one)
        if isinstance(sheet, _Sheet):
            sheets.append(sheet)
        else:
            yield Printing(one.body, one.kind, sheet)
    if sheets:
        yield from _printed(office, sheets, count)


def _sheet(one: Issued) -> _Sheet | Callable[[], Issued]:
    """A document whose PDF is to be made; else what says that it stands already, or that the document cannot be read."""
    try:
        content = one.path.read_bytes()
        sheet = _Sheet(one, content, content_hash(content))
        place = place_of_pdf(sheet.target, sheet.source)
    except (KlyngeError, OSError) as reason:
        return partial(_fail, reason)
    if place.standing is None:
        return sheet
    return partial(replace, one, path=place.path, laid=place.standing)


def _printed(office: Office, sheets: Sequence[_Sheet], count: Count) -> Iterator[Printing]:
    """The PDFs that are to be made, in one call of LibreOffice; what stops them all, as when it is missing, is said once."""
    settings = office.workspace.settings.pdf
    try:
        program = find_office(os.environ, settings.program)
        count(0, len(sheets))
        contents = [sheet.content for sheet in sheets]
        exported = export(contents, program, settings.patience, lambda made: count(made, len(sheets)))
        for sheet, pdf in zip(sheets, exported, strict=True):
            yield Printing(sheet.issued.body, sheet.issued.kind, partial(sheet.lay, pdf))
        count(len(sheets), len(sheets))
    except (KlyngeError, OSError) as reason:
        yield Printing(EVERYBODY, "pdf", partial(_fail, reason))


def _fail(reason: Exception) -> NoReturn:
    """Raise the reason.

    Raises:
        Exception: always.
    """
    raise reason
