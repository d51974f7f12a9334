"""How many pages a file has, where its kind tells that without laying it out."""

import io
import logging
import re
import zipfile

from workflow.intake.guards import BROKEN
from workflow.intake.pdfs import is_whole
from workflow.intake.sniffing import Kind

logger = logging.getLogger("klynge.intake")
_LARGEST_PROPERTIES = 1_000_000
_LARGEST_PDF = 30_000_000
_PAGES = re.compile(rb"<(?:\w+:)?(?:Pages|Slides)>\s*(\d{1,5})\s*</")


def pages_of(kind: Kind, raw: bytes) -> int:
    """The pages of a PDF, and those that Word or PowerPoint last counted; 0 where nothing tells."""
    if kind is Kind.PDF:
        return _pdf_pages(raw) if len(raw) <= _LARGEST_PDF and is_whole(raw) else 0
    return _counted_by_office(raw) if kind in {Kind.DOCX, Kind.PPTX} else 0


def _pdf_pages(raw: bytes) -> int:
    """The pages of a whole PDF; 0 for one that is locked or damaged."""
    from pypdf import PdfReader  # noqa: PLC0415 - most arrivals have no PDF, and the library takes a while to load

    try:
        return PdfReader(io.BytesIO(raw)).get_num_pages()
    except Exception as reason:  # noqa: BLE001 - a faulty PDF makes the library fail in every way; it is kept all the same
        logger.info("cannot count the pages of a PDF: %s", reason)
        return 0


def _counted_by_office(raw: bytes) -> int:
    """The pages that the program counted when it saved the file; it counts one until it has laid it out."""
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as package, package.open("docProps/app.xml") as part:
            found = _PAGES.search(part.read(_LARGEST_PROPERTIES))
    except (KeyError, *BROKEN):
        return 0
    return int(found[1]) if found else 0
