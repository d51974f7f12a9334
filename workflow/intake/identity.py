"""Tells whether a Word file is our form, and of which version, by any one of the three marks that it carries."""

import re
from collections.abc import Iterable

from workflow.domain.proposals import FORM_NAME
from workflow.intake.guards import Package

_LINE = re.compile(rf"skema\W*{FORM_NAME}\W+version\W*(\d+)", re.IGNORECASE)
_PROPERTY = "{http://schemas.openxmlformats.org/officeDocument/2006/custom-properties}property"
_SUBJECT = "{http://purl.org/dc/elements/1.1/}subject"


def form_version(package: Package, lines: Iterable[str]) -> str:
    """The version of the form; empty when nothing says that the file is the form.

    Args:
        package: the Word file.
        lines: its text outside tables.

    Raises:
        ReadingError: the file's properties are no well-formed XML.
    """
    marks = (*lines, _subject(package), _property(package))
    return next((match[1] for mark in marks if (match := _LINE.search(mark))), "")


def _subject(package: Package) -> str:
    """The subject among the core properties."""
    tree = package.tree(package.related("", "/core-properties"))
    return "" if tree is None else tree.findtext(_SUBJECT, "")


def _property(package: Package) -> str:
    """The custom properties, written as the form's own line is."""
    tree = package.tree(package.related("", "/custom-properties"))
    if tree is None:
        return ""
    said = {one.get("name", ""): "".join(str(text) for text in one.itertext()).strip() for one in tree.iter(_PROPERTY)}
    return f"Skema: {said.get('Skema', '')} version {said.get('Skemaversion', '')}"


def is_line(text: str) -> bool:
    """Whether a line is the form's visible mark, and says nothing besides."""
    return bool(_LINE.fullmatch(text.strip().rstrip(".")))
