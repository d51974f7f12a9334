"""What LibreOffice leaves wrong in a PDF, mended: notes get ids, links get tags, and nothing tells when it was made.

LibreOffice 7.4 writes footnotes without ids, their links back to the text without tags, and the tab order as a string
(PDF/UA-1: NOTE-ID-001, LINK-LINK-TAG-001, PAGE-TABS-001); a newer one may not, and what is right is left as it is.
"""

import hashlib
import logging
from collections.abc import Iterator
from io import BytesIO
from typing import Any
from xml.sax.saxutils import escape

from pypdf import PageObject, PdfReader, PdfWriter
from pypdf.errors import PyPdfError
from pypdf.generic import (
    ArrayObject,
    BooleanObject,
    ByteStringObject,
    DictionaryObject,
    NameObject,
    NumberObject,
    TextStringObject,
)

from workflow.errors import KlyngeError

logging.getLogger("pypdf").addHandler(logging.NullHandler())  # without it, pypdf's warnings go where staff see them

LANGUAGE = "da-DK"
_TOLD = ("/Title", "/Author", "/Subject", "/Keywords", "/Producer")
_XMP = """<?xpacket begin="\N{ZERO WIDTH NO-BREAK SPACE}" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/"
 xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<dc:creator><rdf:Seq><rdf:li>{author}</rdf:li></rdf:Seq></dc:creator>
<dc:description><rdf:Alt><rdf:li xml:lang="x-default">{subject}</rdf:li></rdf:Alt></dc:description>
<dc:language><rdf:Bag><rdf:li>{language}</rdf:li></rdf:Bag></dc:language>
<pdf:Producer>{producer}</pdf:Producer><pdfuaid:part>1</pdfuaid:part>
</rdf:Description>
{more}
</rdf:RDF></x:xmpmeta>
<?xpacket end="r"?>"""


class UntaggedPdfError(KlyngeError):
    """LibreOffice gave a PDF without tags, as those older than 7.4 do."""

    def __init__(self) -> None:
        super().__init__(
            "LibreOffice på denne maskine kan ikke lave tilgængelig PDF. Installér version 7.4 eller nyere fra https://da.libreoffice.org."
        )


class BrokenPdfError(KlyngeError):
    """LibreOffice gave a PDF that cannot be read."""

    def __init__(self) -> None:
        super().__init__("LibreOffice har lavet en PDF, der ikke kan læses. Åbn dokumentet i Word, og gem det som PDF derfra.")


def mend(pdf: bytes, title: str, more: str = "") -> bytes:
    """The PDF as PDF/UA-1 asks for it; the same PDF gives the same bytes, whenever it was made.

    Args:
        pdf: what LibreOffice exported, tagged.
        title: what the document is called where it has no title of its own.
        more: further descriptions for its metadata, as RDF.

    Raises:
        UntaggedPdfError: the PDF has no tags.
        BrokenPdfError: the bytes are no PDF.
    """
    try:
        writer = _copy(pdf)
    except PyPdfError as reason:
        raise BrokenPdfError from reason
    root = writer.root_object
    if "/StructTreeRoot" not in root:
        raise UntaggedPdfError
    tree = root["/StructTreeRoot"].get_object()
    notes = [one for one in _elements(tree) if one.get("/S") == "/Note"]
    _name_notes(tree, notes)
    for page in writer.pages:
        if "/Annots" in page:
            page[NameObject("/Tabs")] = NameObject("/S")
            _tag_links(writer, page, tree, notes)
    root.setdefault(NameObject("/Lang"), TextStringObject(LANGUAGE))
    root[NameObject("/ViewerPreferences")] = DictionaryObject({NameObject("/DisplayDocTitle"): BooleanObject(True)})
    _describe(writer, title, more)
    return _written(writer)


def _copy(pdf: bytes) -> PdfWriter:
    """The PDF, to be changed.

    Raises:
        PyPdfError: the bytes are no PDF.
    """
    reader = PdfReader(BytesIO(pdf))
    writer = PdfWriter(clone_from=reader)
    writer.pdf_header = reader.pdf_header
    return writer


def _elements(element: Any) -> Iterator[Any]:
    """An element of the structure and all below it, in reading order."""
    yield element
    for kid in _kids(element):
        if isinstance(kid.get_object(), DictionaryObject):
            yield from _elements(kid.get_object())


def _kids(element: Any) -> list[Any]:
    """What an element holds: elements, numbers of marked content, references to annotations."""
    held = element.get("/K", ArrayObject()).get_object()
    return list(held) if isinstance(held, ArrayObject) else [element.raw_get("/K")]


def _name_notes(tree: Any, notes: list[Any]) -> None:
    """Give each note an id, and list the ids in the root of the structure."""
    names = ArrayObject()
    for number, note in enumerate(notes, start=1):
        name = note.setdefault(NameObject("/ID"), ByteStringObject(f"note-{number:05}".encode()))
        names += [name, note.indirect_reference]
    if notes:
        tree.setdefault(NameObject("/IDTree"), DictionaryObject({NameObject("/Names"): names}))


def _tag_links(writer: PdfWriter, page: PageObject, tree: Any, notes: list[Any]) -> None:
    """Put each untagged link of a page in a tag of its own: a note's link back around the note's number."""
    links = [one for one in page["/Annots"] if one.get_object().get("/Subtype") == "/Link"]  # type: ignore[attr-defined]
    loose = [one for one in links if "/StructParent" not in one.get_object()]
    labels = [place for note in notes for place in _label(note, page)]
    places = labels if len(labels) == len(loose) else []
    for place, link in enumerate(loose):
        parent, mark = places[place] if places else (_kids(tree)[0].get_object(), None)
        _tag(writer, page, link, parent, mark)


def _label(note: Any, page: PageObject) -> Iterator[tuple[Any, int]]:
    """Where a note that begins on the page has its number: the element, and the number of the marked content."""
    for element in _elements(note):
        kids = _kids(element)
        if kids and isinstance(kids[0], NumberObject):
            if element.raw_get("/Pg") == page.indirect_reference:
                yield element, int(kids[0])
            return


def _tag(writer: PdfWriter, page: PageObject, link: Any, parent: Any, mark: int | None) -> None:
    """Make the tag of a link within an element, around a piece of marked content if one is meant."""
    numbers = writer.root_object["/StructTreeRoot"]["/ParentTree"]["/Nums"]  # type: ignore[index]
    own = DictionaryObject({NameObject("/Type"): NameObject("/OBJR"), NameObject("/Obj"): link})
    held = ArrayObject([own] if mark is None else [NumberObject(mark), own])
    made = DictionaryObject({NameObject("/Type"): NameObject("/StructElem"), NameObject("/S"): NameObject("/Link")})
    made.update({NameObject("/P"): parent.indirect_reference, NameObject("/Pg"): page.indirect_reference, NameObject("/K"): held})
    tag = writer._add_object(made)
    if mark is None:
        parent[NameObject("/K")] = ArrayObject([*_kids(parent), tag])
    else:
        parent[NameObject("/K")] = ArrayObject([tag, *_kids(parent)[1:]])
        marks = next(numbers[place + 1] for place in range(0, len(numbers), 2) if numbers[place] == page["/StructParents"])
        marks.get_object()[mark] = tag
    key = NumberObject(max(int(numbers[place]) for place in range(0, len(numbers), 2)) + 1)
    link.get_object()[NameObject("/StructParent")] = key
    numbers += [key, tag]
    writer.root_object["/StructTreeRoot"][NameObject("/ParentTreeNextKey")] = NumberObject(key + 1)  # type: ignore[index]


def _describe(writer: PdfWriter, title: str, more: str) -> None:
    """Say title, author, subject and language, and nothing of when."""
    known = {key: str(value) for key, value in (writer.metadata or {}).items() if key in _TOLD and str(value).strip()}
    writer.metadata = {"/Title": title} | known
    told = {"title": title, "author": "", "subject": "", "producer": ""} | {key[1:].lower(): known[key] for key in known}
    told["language"] = str(writer.root_object["/Lang"])
    xmp = _XMP.format(more=more, **{key: escape(value) for key, value in told.items()})
    writer.xmp_metadata = xmp.encode()


def _written(writer: PdfWriter) -> bytes:
    """The bytes, with an id that follows from them: LibreOffice's own holds the time."""
    writer._ID = None
    plain = BytesIO()
    writer.write(plain)
    name = ByteStringObject(hashlib.sha256(plain.getvalue()).digest()[:16])
    writer._ID = ArrayObject([name, name])
    stream = BytesIO()
    writer.write(stream)
    return stream.getvalue()
