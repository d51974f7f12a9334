"""What a template carries along, and who cannot read it: tracked changes, comments, outside links, macros, tables and images."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from lxml import etree

from workflow.domain.findings import Finding, error, warning
from workflow.rendering.package import Package, relationship_type, wordml_type
from workflow.rendering.places import PartRead, Spot
from workflow.rendering.standing import Located
from workflow.rendering.wordml import WP, parse, shown_text, w

_CHANGES = "ins del moveFrom moveTo cellIns cellDel pPrChange rPrChange tblPrChange trPrChange tcPrChange sectPrChange"
_REVISIONS = tuple(map(w, _CHANGES.split()))
_LIVE = ("vbaproject", "vbadata", "activex", "embeddings/")
_FETCHES = re.compile(r"\s*(INCLUDEPICTURE|INCLUDETEXT|INCLUDE|IMPORT|DDEAUTO|DDE|LINK|DATABASE|RD)\b", re.IGNORECASE)
_FIELD = "\0"
"""What stands for a field's beginning and end, between the words of its code."""
_RELATIONSHIP = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_SHAPE = "{urn:schemas-microsoft-com:vml}shape"
_READ = frozenset(w(name) for name in ("document", "footnotes", "endnotes"))
"""Parts whose tables and images are read aloud; headers and footers are ornaments to a screen reader."""


def unsound(package: Package, parts: Iterable[PartRead]) -> Iterator[Located]:
    """Everything of the kind, part by part.

    Args:
        package: the template.
        parts: its parts, as read.
    """
    yield from _outside(package)
    for part in parts:
        yield from _revisions(part)
        yield from _fetching(part)
        if part.root.tag in _READ:
            for table in part.root.iter(w("tbl")):
                yield from _table(table, _within(part, table))
            yield from _images(part)


def _outside(package: Package) -> Iterator[Located]:
    """What the package holds beside text: macros, comments, and addresses that Word would fetch."""
    live = [name for name in package.parts if any(sign in name.casefold() for sign in _LIVE)]
    if live:
        problem = f"Skabelonen har makroer eller indlejrede filer: {', '.join(live)}."
        yield Spot(), error("", problem, "Fjern dem, og gem filen som .docx.")
    if any(_notes(package.parts[name]) for name in package.of_type(wordml_type("comments"))):
        yield Spot(), error("", "Skabelonen har kommentarer, som ville følge med ud.", "Slet alle kommentarer i Word.")
    for name in package.parts:
        if name.endswith(".rels"):
            for link in parse(package.parts[name]).iter(_RELATIONSHIP):
                if link.get("TargetMode") == "External" and link.get("Type") != relationship_type("hyperlink"):
                    problem = f"Skabelonen henter noget udefra: {link.get('Target')}."
                    yield Spot(), error("", problem, "Indsæt billedet i filen, eller fjern henvisningen til skabelonen.")


def _notes(comments: bytes) -> bool:
    """Whether a part of comments holds any."""
    return next(parse(comments).iter(w("comment")), None) is not None


def _revisions(part: PartRead) -> Iterator[Located]:
    """The first tracked change of a part."""
    change = next(part.root.iter(*_REVISIONS), None)
    if change is not None:
        spot = _within(part, change)
        yield spot, error("", f"I {spot.place} er der sporede ændringer.", "Acceptér eller afvis dem alle i Word.")


def _fetching(part: PartRead) -> Iterator[Located]:
    """The fields of a part by which Word would fetch something, and not only lead to it."""
    for paragraph in part.root.iter(w("p")):
        pieces = [piece.text or _FIELD for piece in paragraph.iter(w("instrText"), w("fldChar"))]
        codes = [*"".join(pieces).split(_FIELD), *(str(field.get(w("instr"))) for field in paragraph.iter(w("fldSimple")))]
        for match in filter(None, map(_FETCHES.match, codes)):
            spot = part.spots[paragraph]
            problem = f"I {spot.place}: feltkoden {match[1].upper()} henter noget udefra."
            yield spot, error("", problem, "Slet feltet, og indsæt teksten eller billedet i filen.")


def _within(part: PartRead, element: etree._Element) -> Spot:
    """The place of an element, with the paragraph in or around it."""
    paragraphs = [one for one in (*element.iter(w("p")), *element.iterancestors(w("p"))) if one in part.spots]
    spot = part.spots[element]
    return replace(part.spots[paragraphs[0]], place=spot.place) if paragraphs else spot


def _table(table: etree._Element, spot: Spot) -> Iterator[Located]:
    """What of a table a screen reader cannot tell."""
    name = f"Tabellen i {spot.place}"
    if table.find(f"{w('tr')}/{w('trPr')}/{w('tblHeader')}") is None:
        hint = "Markér øverste række, og vælg Gentag overskriftsrækker i Word."
        yield spot, error("", f"{name} har ingen overskriftsrække.", hint)
    said = [table.find(f"{w('tblPr')}/{w(kind)}") for kind in ("tblCaption", "tblDescription")]
    if not any(one is not None and one.get(w("val")) for one in said):
        hint = "Skriv en titel under Tabelegenskaber, Alternativ tekst."
        yield spot, warning("", f"{name} har hverken titel eller beskrivelse.", hint)
    if next(table.iterancestors(w("tbl")), None) is not None:
        yield spot, warning("", f"{name} ligger inde i en anden tabel.", "Flyt den ud, eller brug afsnit i stedet.")
    cells = list(table.iterfind(f"{w('tr')}/{w('tc')}"))
    if any(_merged(cell) for cell in cells):
        yield spot, warning("", f"{name} har flettede celler.", "Opdel cellerne, så hver række har lige mange.")
    if any(_empty(cell) for cell in cells):
        yield spot, warning("", f"{name} har tomme celler.", "Skriv en tekst, for eksempel ”Ingen”.")


def _merged(cell: etree._Element) -> bool:
    """Whether a cell covers several; rows that only hold a code are not printed."""
    span, down = (cell.find(f"{w('tcPr')}/{w(kind)}") for kind in ("gridSpan", "vMerge"))
    return (span is not None or down is not None) and not _of_a_code(cell)


def _empty(cell: etree._Element) -> bool:
    """Whether a cell says and shows nothing."""
    shows = next(cell.iter(w("drawing"), w("pict"), w("tbl")), None)
    return not shown_text(cell).strip() and shows is None and not _of_a_code(cell)


def _of_a_code(cell: etree._Element) -> bool:
    """Whether a cell stands in a row that a code takes away."""
    row = next(cell.iterancestors(w("tr")))
    return shown_text(row).strip().startswith(("{%tr", "{%-tr", "{#tr"))


def _images(part: PartRead) -> Iterator[Located]:
    """Images without a text for those who do not see them."""
    for image in part.root.iter(f"{{{WP}}}docPr", _SHAPE):
        if not (image.get("descr") or image.get("alt")):
            spot = _within(part, image)
            yield spot, _unseen(spot)


def _unseen(spot: Spot) -> Finding:
    """What is said of an image without alt text."""
    hint = "Højreklik på det i Word, og vælg Rediger alternativ tekst."
    return error("", f"Billedet i {spot.place} har ingen alternativ tekst.", hint)
