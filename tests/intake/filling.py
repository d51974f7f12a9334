"""Fills the form as Word would: into the content controls, and into the free cells with paragraphs, lists, links and tables.

Also used to make the filled forms in ``examples/``.
"""

import copy
import io
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from lxml import etree
from markdown_it.token import Token

from workflow import danish, formats
from workflow.intake.fields import FIELDS, FormField

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships"
_HYPERLINK = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink"
_DOCUMENT, _NUMBERING, _LINKS = "word/document.xml", "word/numbering.xml", "word/_rels/document.xml.rels"
_FIXED_DAY = (1980, 1, 1, 0, 0, 0)


def fill_form(template: Path, answers: Mapping[str, Any], target: Path) -> None:
    """Write a filled form; the same answers give the same bytes.

    Args:
        template: the blank form.
        answers: the schema's keys. A text for a control; Markdown for rich text; for lists a list of texts, or of the
            mappings that the schema knows for ``bilag`` and ``beløb``.
        target: where the filled form is written.

    Raises:
        KeyError: a key that is no field of the form.
        ValueError: an answer that the field's drop-down does not offer.
    """
    parts = read_parts(template)
    form = _Form(parse(parts[_DOCUMENT]), parse(parts[_NUMBERING]), parse(parts[_LINKS]))
    known = {one.name: one for one in FIELDS}
    for name, answer in answers.items():
        if name not in {"skema", "slut"} and answer not in ("", None, [], ()):
            form.fill(known[name], answer)
    for part, tree in ((_DOCUMENT, form.document), (_NUMBERING, form.numbering), (_LINKS, form.links)):
        parts[part] = etree.tostring(tree, xml_declaration=True, encoding="UTF-8", standalone=True)
    write_parts(parts, target)


def read_parts(path: Path) -> dict[str, bytes]:
    """The parts of a Word file by name, in their order."""
    with zipfile.ZipFile(path) as package:
        return {name: package.read(name) for name in package.namelist()}


def write_parts(parts: Mapping[str, bytes], target: Path) -> None:
    """Write a Word file from its parts."""
    target.write_bytes(packed(parts))


def packed(parts: Mapping[str, bytes]) -> bytes:
    """The bytes of a Word file with these parts, without any clock in them."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as package:
        for name, raw in parts.items():
            entry = zipfile.ZipInfo(name, _FIXED_DAY)
            entry.compress_type = zipfile.ZIP_DEFLATED
            package.writestr(entry, raw)
    return buffer.getvalue()


def parse(raw: bytes) -> etree._Element:
    """The root of a part of our own."""
    return etree.fromstring(raw)


@dataclass
class _Form:
    """The form while it is filled in."""

    document: etree._Element
    numbering: etree._Element
    links: etree._Element
    written: int = field(default=0)

    def fill(self, one: FormField, answer: Any) -> None:
        """Fill one field: its control where it has one, else its cell."""
        cell = self._cell(one)
        control = cell.find(f".//{W}sdt")
        if control is not None:
            _into_control(control, answer)
        else:
            self._into_cell(cell, one, answer)

    def _cell(self, one: FormField) -> etree._Element:
        """The right cell of the row with the field's number."""
        for row in self.document.iter(f"{W}tr"):
            left, *right = row.iter(f"{W}tc")
            label = "".join(text.text or "" for text in left.iter(f"{W}t"))
            if right and label.startswith(f"{one.number}.{one.label}"):
                return right[0]
        raise KeyError(one.name)

    def _into_cell(self, cell: etree._Element, one: FormField, answer: Any) -> None:
        """Fill a free cell, whose empty paragraph lends its style to what is written."""
        blank = cell.find(f"{W}p")
        assert blank is not None
        writer = _CellWriter(self, blank)
        blocks = (
            list(writer.blocks(formats.markdown_tokens(answer))) if one.rich else [writer.plain(line) for line in _lines(answer)]
        )
        cell.remove(blank)
        cell.extend(blocks)
        if not blocks or blocks[-1].tag == f"{W}tbl":
            cell.append(blank)

    def number(self, start: int, level: str) -> str:
        """A new list like the form's own, that starts where it is told.

        Returns:
            The id of the list.
        """
        own = self.numbering.findall(f"{W}num")
        lists = self.numbering.iter(f"{W}abstractNum")
        abstract = next(one for one in lists if one.find(f"{W}lvl/{W}pStyle[@{W}val='ListNumber']") is not None)
        added = etree.SubElement(self.numbering, f"{W}num", {f"{W}numId": str(len(own) + 1)})
        etree.SubElement(added, f"{W}abstractNumId", {f"{W}val": abstract.get(f"{W}abstractNumId", "")})
        override = etree.SubElement(added, f"{W}lvlOverride", {f"{W}ilvl": level})
        etree.SubElement(override, f"{W}startOverride", {f"{W}val": str(start)})
        return str(len(own) + 1)

    def level(self, style: str) -> str:
        """The level of the form's own lists that belongs to a list style."""
        found = next(one for one in self.numbering.iter(f"{W}lvl") if one.find(f"{W}pStyle[@{W}val='{style}']") is not None)
        return found.get(f"{W}ilvl", "0")

    def link(self, target: str) -> str:
        """A relationship to an address outside the file.

        Returns:
            Its id.
        """
        self.written += 1
        name = f"rIdLink{self.written}"
        attributes = {"Id": name, "Type": _HYPERLINK, "Target": target, "TargetMode": "External"}
        etree.SubElement(self.links, f"{{{_RELATIONSHIPS}}}Relationship", attributes)
        return name


def _lines(answer: Any) -> Iterator[str]:
    """The answer to a plain field, a line a paragraph."""
    for entry in [answer] if isinstance(answer, (str, Mapping)) else answer:
        if isinstance(entry, Mapping):
            yield _entry(entry)
        else:
            yield from str(entry).split("\n")


def _entry(entry: Mapping[str, str]) -> str:
    """An attachment or an amount as people write it on one line."""
    if "post" in entry:
        return f"{entry['post']}: {entry['beløb']}"
    return f"{entry['titel']} (lukket)" if entry.get("offentlighed") == "lukket" else entry["titel"]


def _into_control(control: etree._Element, answer: Any) -> None:
    """Fill a control as Word does: the mark of the prompt goes, and the text with it."""
    properties, content = control.find(f"{W}sdtPr"), control.find(f"{W}sdtContent")
    assert properties is not None
    assert content is not None
    text = "; ".join(answer) if isinstance(answer, (list, tuple)) else str(answer)
    for prompt in properties.findall(f"{W}showingPlcHdr"):
        properties.remove(prompt)
    choices = properties.find(f"{W}dropDownList")  # a combo box takes any text
    day = properties.find(f"{W}date")
    if choices is not None:
        text = _chosen(choices, text)
    if day is not None:
        date = danish.read_date(text)
        day.set(f"{W}fullDate", f"{date.isoformat()}T00:00:00Z")
        text = danish.long_date(date).replace(danish.NBSP, " ")
    for child in list(content):
        content.remove(child)
    content.append(_run(text))


def _chosen(choices: etree._Element, text: str) -> str:
    """What a drop-down shows for a choice.

    Raises:
        ValueError: the drop-down does not offer it.
    """
    for one in choices.iter(f"{W}listItem"):
        offered = (one.get(f"{W}displayText", ""), one.get(f"{W}value", ""))
        if danish.folded(text) in {danish.folded(word) for word in offered}:
            return offered[0]
    raise ValueError(text)


def _run(text: str, *, bold: bool = False, italic: bool = False, style: str = "") -> etree._Element:
    """A run with line breaks where the text has them."""
    run = etree.Element(f"{W}r")
    if bold or italic or style:
        look = etree.SubElement(run, f"{W}rPr")
        if style:
            etree.SubElement(look, f"{W}rStyle", {f"{W}val": style})
        for on, name in ((bold, "b"), (italic, "i")):
            if on:
                etree.SubElement(look, f"{W}{name}")
    for number, line in enumerate(text.split("\n")):
        if number:
            etree.SubElement(run, f"{W}br")
        if line:
            etree.SubElement(run, f"{W}t", {XML_SPACE: "preserve"}).text = line
    return run


class _CellWriter:
    """Writes Markdown into one cell as Word paragraphs and tables."""

    def __init__(self, form: _Form, blank: etree._Element) -> None:
        self._form, self._blank = form, blank

    def plain(self, text: str) -> etree._Element:
        """A paragraph in the cell's own style."""
        paragraph = copy.deepcopy(self._blank)
        if text:
            paragraph.append(_run(text))
        return paragraph

    def blocks(self, tokens: Sequence[Token]) -> Iterator[etree._Element]:
        """The paragraphs and tables of a Markdown text."""
        lists: list[tuple[str, str]] = []
        heading, place = "", 0
        while place < len(tokens):
            token = tokens[place]
            if token.type == "table_open":
                end = next(number for number in range(place, len(tokens)) if tokens[number].type == "table_close")
                yield self._table(tokens[place:end])
                place = end
            elif token.type in {"bullet_list_open", "ordered_list_open"}:
                lists.append(self._begin(token, len(lists)))
            elif token.type in {"bullet_list_close", "ordered_list_close"}:
                lists.pop()
            elif token.type == "heading_open":
                heading = f"Heading{token.tag[1:]}"
            elif token.type == "heading_close":
                heading = ""
            elif token.type == "inline":
                style, list_id = lists[-1] if lists else (heading, "")
                yield self._paragraph(token, style, list_id)
            place += 1

    def _begin(self, token: Token, depth: int) -> tuple[str, str]:
        """A list that begins: its style, and for a numbered one the id of a list that starts where it should."""
        suffix = "" if depth == 0 else str(depth + 1)
        if token.type == "bullet_list_open":
            return f"ListBullet{suffix}", ""
        style = f"ListNumber{suffix}"
        return style, self._form.number(int(token.attrGet("start") or 1), self._form.level(style))

    def _paragraph(self, token: Token, style: str, list_id: str = "") -> etree._Element:
        """A paragraph with its runs."""
        paragraph = copy.deepcopy(self._blank)
        properties = paragraph.find(f"{W}pPr")
        if style and properties is not None:
            named = properties.find(f"{W}pStyle")
            assert named is not None
            named.set(f"{W}val", style)
            if list_id:
                numbered = etree.Element(f"{W}numPr")
                etree.SubElement(numbered, f"{W}ilvl", {f"{W}val": self._form.level(style)})
                etree.SubElement(numbered, f"{W}numId", {f"{W}val": list_id})
                named.addnext(numbered)
        paragraph.extend(self._runs(token.children or []))
        return paragraph

    def _runs(self, tokens: Sequence[Token]) -> Iterator[etree._Element]:
        """The runs and links of a paragraph."""
        bold = italic = False
        link: etree._Element | None = None
        for token in tokens:
            if token.type in {"strong_open", "strong_close"}:
                bold = token.nesting > 0
            elif token.type in {"em_open", "em_close"}:
                italic = token.nesting > 0
            elif token.type == "link_open":
                link = etree.Element(f"{W}hyperlink", {f"{R}id": self._form.link(str(token.attrGet("href")))})
            elif token.type == "link_close":
                assert link is not None
                yield link
                link = None
            elif text := "\n" if token.type in {"softbreak", "hardbreak"} else token.content:
                run = _run(text, bold=bold, italic=italic, style="Hyperlink" if link is not None else "")
                if link is None:
                    yield run
                else:
                    link.append(run)

    def _table(self, tokens: Sequence[Token]) -> etree._Element:
        """A table with a grid, its head row bold as a person would make it."""
        table = etree.Element(f"{W}tbl")
        properties = etree.SubElement(table, f"{W}tblPr")
        etree.SubElement(properties, f"{W}tblStyle", {f"{W}val": "TableGrid"})
        etree.SubElement(properties, f"{W}tblW", {f"{W}w": "0", f"{W}type": "auto"})
        columns = sum(token.type == "th_open" for token in tokens)
        grid = etree.SubElement(table, f"{W}tblGrid")
        for _ in range(columns):
            etree.SubElement(grid, f"{W}gridCol", {f"{W}w": str(5000 // columns)})
        for number, token in enumerate(tokens):
            if token.type == "tr_open":
                row = etree.SubElement(table, f"{W}tr")
            elif token.type in {"th_open", "td_open"}:
                row.append(self._table_cell(token, tokens[number + 1], 5000 // columns))
        return table

    def _table_cell(self, opening: Token, inline: Token, width: int) -> etree._Element:
        """One cell of a table."""
        cell = etree.Element(f"{W}tc")
        properties = etree.SubElement(cell, f"{W}tcPr")
        etree.SubElement(properties, f"{W}tcW", {f"{W}w": str(width), f"{W}type": "dxa"})
        paragraph = self._paragraph(inline, "")
        if "right" in str(opening.attrGet("style") or ""):
            own = paragraph.find(f"{W}pPr")
            assert own is not None
            etree.SubElement(own, f"{W}jc", {f"{W}val": "right"})
        if opening.type == "th_open":
            for run in paragraph.iter(f"{W}r"):
                look = run.find(f"{W}rPr")
                if look is None:
                    look = etree.Element(f"{W}rPr")
                    run.insert(0, look)
                if look.find(f"{W}b") is None:
                    look.insert(1 if look.find(f"{W}rStyle") is not None else 0, etree.Element(f"{W}b"))
        cell.append(paragraph)
        return cell
