"""What stands in the field for attachments, as one entry a line: paragraphs, links, and tables with columns of their own."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from workflow import danish
from workflow.intake.texts import Block, Paragraph, Table, cleaned

_NUMBER, _NAME, _MARK, _OPEN, _CLOSED, _PAGES = "number", "name", "mark", "open", "closed", "pages"
_HEADS = {
    **dict.fromkeys(("nr", "nummer", "#", "bilag nr", "bilagsnr", "bilagsnummer"), _NUMBER),
    **dict.fromkeys(("titel", "navn", "bilag", "bilagets navn", "bilagets titel", "filnavn", "fil", "dokument"), _NAME),
    **dict.fromkeys(("åben/lukket", "åbent/lukket", "åben eller lukket", "åbent eller lukket", "offentlighed"), _MARK),
    **dict.fromkeys(("åben", "åbent", "offentlig", "offentligt", "må offentliggøres", "kan offentliggøres"), _OPEN),
    **dict.fromkeys(("lukket", "fortrolig", "fortroligt", "må ikke offentliggøres"), _CLOSED),
    **dict.fromkeys(("sider", "antal sider"), _PAGES),
}
_MARKS = frozenset(("åben", "åbent", "åbne", "lukket", "lukkede", "fortrolig", "fortroligt", "må ikke offentliggøres"))
_COUNTING = re.compile(r"(?:bilag\s*)?(?:nr\.?\s*)?(?P<number>\d{1,2}(?:\.\d{1,2})?)[.):]?", re.IGNORECASE)
_YES, _NO = frozenset(("ja", "x", "☒", "☑", "✓")), frozenset(("nej", "☐", "-", "–"))


def listed(blocks: Iterable[Block]) -> list[str]:
    """One entry a line, with its number, with "(lukket)" or "(åben)" where a table says so, and with what it links to."""
    return [line for block in blocks for line in (_of_table(block) if isinstance(block, Table) else _lines(block)) if line]


def _lines(paragraph: Paragraph) -> Iterator[str]:
    """The lines of a paragraph, each with the address that words in it link to, unless that is what it says."""
    lines = [("", "")]
    for span in paragraph.spans:
        for place, part in enumerate(cleaned(span.text).split("\n")):
            text, link = ("", "") if place else lines.pop()
            lines.append((text + part, link or (span.link if part.strip() else "")))
    for text, link in lines:
        said = danish.nfc(text).strip()
        leads = re.fullmatch(r"https?://[^\s<>]+", link, re.IGNORECASE) and link not in said
        yield f"{said} <{link}>" if said and leads else said


def _of_table(table: Table) -> Iterator[str]:
    """One entry a row; of a table with one column, one entry a line."""
    heads: Mapping[int, str] = {}
    first: list[str] = []
    for row in table.rows:
        cells = [" ".join(filter(None, listed(cell.blocks))) for cell in row]
        kinds = {place: _HEADS.get(danish.folded(text).strip(" .:"), "") for place, text in enumerate(cells) if text}
        if not first and kinds and all(kinds.values()):
            heads = kinds
        elif cells != first or not heads:
            yield from listed(row[0].blocks) if len(row) == 1 else (_entry(cells, heads),)
        first = first or cells


def _entry(cells: Sequence[str], heads: Mapping[int, str]) -> str:
    """The row of a table as the line that somebody would have written: "Bilag 2: Tidsplan.pdf (lukket)"; "" for an empty one."""
    number, names, marks = "", list[str](), list[str]()
    for place, text in enumerate(cells):
        kind = heads.get(place, "")
        counting = _COUNTING.fullmatch(text)
        if counting and (kind == _NUMBER or not (kind or place)):
            number = counting["number"]
        elif mark := _mark(text, kind, alone=_CLOSED not in heads.values()):
            marks.append(f" ({mark})")
        elif text and kind != _PAGES:
            names.append(text)
    title = " – ".join(names)
    return f"{f'Bilag {number}: ' if number else ''}{title}{''.join(marks)}" if title else ""


def _mark(text: str, kind: str, *, alone: bool) -> str:
    """What a cell says of being open or closed; "" where it says nothing of it.

    Args:
        text: what stands in it.
        kind: what its column is for; in one for what may be published, a cell without a tick is one for what may not.
        alone: whether no column is for what may not.
    """
    said = danish.folded(text)
    if said in _MARKS:
        return said
    if kind in {_OPEN, _CLOSED} and said in _YES | _NO:
        return "lukket" if (said in _YES) == (kind == _CLOSED) else "åben"
    return "lukket" if kind == _OPEN and alone and not said else ""
