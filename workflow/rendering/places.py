"""Where a template's codes stand, as its author finds them: part, table cell, text box and nearest heading."""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from lxml import etree

from workflow.rendering.compiler import PLACES, PROPERTIES
from workflow.rendering.package import CORE, CUSTOM, Package, relationship_type, wordml_type
from workflow.rendering.wordml import parse, shown_text, w

_NAMED: Mapping[str, str] = {"template.main": PLACES["document.main"], **PLACES}
"""The places of documents, and the body of a Word template (.dotx)."""
_QUOTED = "\"[^\"]*\"|'[^']*'"
CODE = re.compile(
    rf"\{{\{{(?:[^\"'{{}}]|{_QUOTED}|\{{(?!\{{)|\}}(?!\}}))*\}}\}}|\{{%(?:[^\"'%]|{_QUOTED}|%(?!\}}))*%\}}"
    r"|\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}",
    re.DOTALL,
)
"""A code; what stands in a literal in it ends it only where it would not end otherwise."""
_LOOSE = re.compile(r"\{\{|\{%|\{#|\}\}|%\}")
_PREFIX = re.compile(r"^(\{[{%#])-?(p|tr|tc|r)(?=\s)")
_LITERAL_OR_SPACE = re.compile("\"[^\"]*\"|'[^']*'|[“”„]([^“”]*)”|[‘’]([^‘’]*)’|[\N{NO-BREAK SPACE}\r\n]")
_SHOWN = 40
_BODY_LEVEL = "9"
_CELL_FIELD = re.compile(r"^\{%-?\s*(cellbg|colspan)\s+(.*?)-?%\}$")
_CELL_MARK = re.compile(r"^\{%-?\s*(hm|vm)\s*-?%\}$")


@dataclass(frozen=True)
class Spot:
    """A place in a template.

    Attributes:
        part: the part's name in the package, or "" for the whole file.
        place: what staff call the part, with table cell and nearest heading.
        rank: the part's place among all parts, and the paragraph's among all of the part; by this findings are sorted.
        paragraph: the paragraph's number in the part, from 0; None where the place is no paragraph.
    """

    part: str = ""
    place: str = ""
    rank: tuple[int, int] = (-1, 0)
    paragraph: int | None = None


@dataclass(frozen=True)
class Code:
    """One code of a template.

    Attributes:
        text: as Jinja reads it, on one line, without docxtpl's prefix.
        written: as the author wrote it.
        prefix: "p", "tr", "tc" or "r" where it stands for a whole paragraph, row, cell or run; else "".
        spot: where it stands.
        block: its paragraph, or the element whose attribute or text it stands in.
    """

    text: str
    written: str
    prefix: str
    spot: Spot
    block: etree._Element = field(compare=False, repr=False)

    @property
    def keyword(self) -> str:
        """The first word of a statement: "if", "endfor"; empty for a value."""
        match = re.match(r"\{%[-+]?\s*(\w+)", self.text)
        return match[1] if match else ""


@dataclass(frozen=True)
class PartRead:
    """A part with its codes in order, and the marks of codes that are not whole."""

    name: str
    place: str
    root: etree._Element = field(compare=False, repr=False)
    codes: tuple[Code, ...]
    loose: tuple[tuple[str, Spot], ...]
    spots: Mapping[etree._Element, Spot] = field(compare=False, repr=False)


def read_parts(package: Package) -> Iterator[PartRead]:
    """Every part that may hold codes, the properties last.

    Raises:
        etree.XMLSyntaxError: a part is broken.
    """
    headings = _heading_styles(package)
    named = [(name, place) for kind, place in _NAMED.items() for name in package.of_type(wordml_type(kind))]
    for rank, (name, place) in enumerate(named):
        root = parse(package.parts[name])
        spots = _Surveyor(name, place, rank, headings).survey(root)
        yield _read(name, place, root, spots)
    for name in (CORE, CUSTOM, package.related("", relationship_type("extended-properties")) or ""):
        if name in package.parts:
            root = parse(package.parts[name])
            spot = Spot(name, PROPERTIES, (len(named), 0))
            yield _read(name, PROPERTIES, root, dict.fromkeys(root.iter(etree.Element), spot))


def _read(name: str, place: str, root: etree._Element, spots: Mapping[etree._Element, Spot]) -> PartRead:
    """A part with its codes."""
    codes: list[Code] = []
    loose: list[tuple[str, Spot]] = []
    for block, words in _texts(root, properties=place == PROPERTIES):
        codes += [_code(match[0], block, spots[block]) for match in CODE.finditer(words)]
        rest = CODE.sub("", words)
        if _LOOSE.search(rest):
            loose.append((" ".join(rest.split())[:_SHOWN], spots[block]))
    return PartRead(name, place, root, tuple(codes), tuple(loose), spots)


def _texts(root: etree._Element, *, properties: bool) -> Iterator[tuple[etree._Element, str]]:
    """The texts in which codes may stand, in order: of whole paragraphs and of attributes; of properties the elements'."""
    for part in root.iter(etree.Element):
        for value in part.attrib.values():
            if "{" in str(value):
                yield part, str(value)
        if part.tag == w("p"):
            yield part, _words(part)
        elif properties and part.text:
            yield part, part.text


def _words(paragraph: etree._Element) -> str:
    """A paragraph's own text and field codes, without those of a text box in it."""
    parts = (part for part in paragraph.iter(w("t"), w("instrText")) if next(part.iterancestors(w("p"))) is paragraph)
    return "".join(part.text or "" for part in parts)


def _code(written: str, block: etree._Element, spot: Spot) -> Code:
    """A code as Jinja reads it."""
    text = _LITERAL_OR_SPACE.sub(_plain, unicodedata.normalize("NFC", written))
    match = _PREFIX.match(text)
    text = _PREFIX.sub(r"\1", text)
    text = _CELL_FIELD.sub(r"{{ \2 }}", text)
    text = _CELL_MARK.sub("", text)
    return Code(text, " ".join(written.split()), match[2] if match else "", spot, block)


def _plain(match: re.Match[str]) -> str:
    """A literal between the quotation marks that Jinja knows, or a plain space."""
    if match[0][0] in "\"'":
        return match[0]
    double, single = match[1], match[2]
    return f'"{double}"' if double is not None else f"'{single}'" if single is not None else " "


def _heading_styles(package: Package) -> frozenset[str]:
    """The ids of the styles that stand in the outline: "Heading 2", those based on it, and those of the author's own."""
    name = package.related(package.document, relationship_type("styles"))
    styles = list(parse(package.parts[name]).iter(w("style"))) if name else []
    levels = {str(style.get(w("styleId"))): style.find(f"{w('pPr')}/{w('outlineLvl')}") for style in styles}
    found = {named for named, level in levels.items() if level is not None and level.get(w("val")) != _BODY_LEVEL}
    based = {str(style.get(w("styleId"))): style.find(w("basedOn")) for style in styles}
    bases = {named: base.get(w("val")) for named, base in based.items() if base is not None and levels[named] is None}
    while more := {named for named, base in bases.items() if base in found} - found:
        found |= more
    return frozenset(found)


@dataclass
class _Surveyor:
    """Goes through a part once and names the place of every element."""

    part: str
    place: str
    rank: int
    headings: frozenset[str]
    heading: str = ""
    paragraphs: int = -1

    def survey(self, root: etree._Element) -> dict[etree._Element, Spot]:
        """The place of every element of a part."""
        tables = {table: number for number, table in enumerate(_outer_tables(root), 1)}
        spots: dict[etree._Element, Spot] = {}
        for part in root.iter(etree.Element):
            if part.tag == w("p"):
                self.paragraphs += 1
                self._note_heading(part)
            paragraph = self.paragraphs if part.tag == w("p") else None
            spots[part] = Spot(self.part, self._told(part, tables), (self.rank, max(self.paragraphs, 0)), paragraph)
        return spots

    def _note_heading(self, paragraph: etree._Element) -> None:
        """Remember a heading for what stands below it."""
        style = paragraph.find(f"{w('pPr')}/{w('pStyle')}")
        if style is not None and style.get(w("val")) in self.headings:
            words = " ".join(shown_text(paragraph).split())
            self.heading = words if len(words) <= _SHOWN else f"{words[:_SHOWN]}…"

    def _told(self, part: etree._Element, tables: Mapping[etree._Element, int]) -> str:
        """The place in words."""
        told = [self.place, *_cell(part, tables)]
        if next(part.iterancestors(w("txbxContent")), None) is not None:
            told.append("tekstfelt")
        if self.heading:
            told.append(f"under ”{self.heading}”")
        return ", ".join(told)


def _outer_tables(root: etree._Element) -> Iterator[etree._Element]:
    """The tables that stand in no other."""
    return (table for table in root.iter(w("tbl")) if next(table.iterancestors(w("tbl")), None) is None)


def _cell(part: etree._Element, tables: Mapping[etree._Element, int]) -> Iterator[str]:
    """The table, row and column of an element, counted as Word shows them; of a table in a table, those of the outer one."""
    lineage = [part, *part.iterancestors()]
    table = next((one for one in lineage if one in tables), None)
    if table is None:
        return
    yield f"tabel {tables[table]}"
    inside = lineage[: lineage.index(table)]
    for name, told in (("tr", "række"), ("tc", "kolonne")):
        found = [one for one in inside if one.tag == w(name)]
        if found:
            yield f"{told} {sum(1 for _ in found[-1].itersiblings(w(name), preceding=True)) + 1}"
