"""The styles of a template, found by the names that Word stores; one that is missing is added in a plain form."""

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import NamedTuple

from lxml import etree

from workflow.rendering.package import Package, relationship_type, wordml_type
from workflow.rendering.wordml import element, parse, w, written


class Plain(NamedTuple):
    """What a style looks like in a template that lacks it: Word's own style of that name, in short.

    ``paragraph``, ``run`` and ``table`` are the inner XML of its properties, in the order that the schema asks for.
    """

    kind: str = "paragraph"
    paragraph: str = ""
    run: str = ""
    table: str = ""


def _heading(level: int) -> Plain:
    """A heading of a level from 1 to 9."""
    return Plain(
        paragraph=f'<w:keepNext/><w:keepLines/><w:spacing w:before="200" w:after="40"/><w:outlineLvl w:val="{level - 1}"/>',
        run="<w:b/><w:bCs/>",
    )


_INDENT = '<w:ind w:left="{}" w:hanging="340"/><w:contextualSpacing/>'
_RULES = '<w:{} w:val="single" w:sz="4" w:space="0" w:color="auto"/>'
_GRID = "".join(_RULES.format(side) for side in ("top", "left", "bottom", "right", "insideH", "insideV"))

MISSING: Mapping[str, Plain] = MappingProxyType(
    {
        **{f"heading {level}": _heading(level) for level in range(1, 7)},
        "List Bullet": Plain(paragraph=_INDENT.format(340)),
        "List Bullet 2": Plain(paragraph=_INDENT.format(680)),
        "List Number": Plain(paragraph=_INDENT.format(340)),
        "List Number 2": Plain(paragraph=_INDENT.format(680)),
        "List Continue": Plain(paragraph='<w:ind w:left="340"/>'),
        "List Continue 2": Plain(paragraph='<w:ind w:left="680"/>'),
        "Block Text": Plain(paragraph='<w:ind w:left="680" w:right="680"/>'),
        "caption": Plain(paragraph="<w:keepNext/>", run="<w:b/><w:bCs/>"),
        "Listeindledning": Plain(paragraph="<w:keepNext/>"),
        "Tekst efter tabel": Plain(paragraph='<w:spacing w:before="200"/>'),
        "Tabeltekst": Plain(paragraph='<w:spacing w:before="0" w:after="0"/>'),
        "Tabelhoved": Plain(paragraph='<w:keepNext/><w:spacing w:before="0" w:after="0"/>', run="<w:b/><w:bCs/>"),
        "Tabeltal": Plain(paragraph='<w:spacing w:before="0" w:after="0"/><w:jc w:val="right"/>'),
        "footnote text": Plain(paragraph='<w:spacing w:before="0" w:after="60"/>', run='<w:sz w:val="18"/><w:szCs w:val="18"/>'),
        "footnote reference": Plain("character", run='<w:vertAlign w:val="superscript"/>'),
        "Strong": Plain("character", run="<w:b/><w:bCs/>"),
        "Emphasis": Plain("character", run="<w:i/><w:iCs/>"),
        "Hyperlink": Plain("character", run='<w:color w:val="0B6470"/><w:u w:val="single"/>'),
        "Table Grid": Plain("table", table=f"<w:tblBorders>{_GRID}</w:tblBorders>"),
    }
)  # fmt: skip


_NUMBER, _LEVEL = (f"{w('pPr')}/{w('numPr')}/{w(name)}" for name in ("numId", "ilvl"))
_MARGINS = {side: f"{w('tblPr')}/{w('tblCellMar')}/{w(side)}" for side in ("left", "right")}
_INDENTS = {side: f"{w('pPr')}/{w('ind')}[@{w(side)}]" for side in ("left", "right")}
_NUMBERS = {
    **dict.fromkeys((_NUMBER, _LEVEL), w("val")),
    **dict.fromkeys(_MARGINS.values(), w("w")),
    **{path: w(side) for side, path in _INDENTS.items()},
}
"""Where a style says a number, and in which attribute."""


class Style(NamedTuple):
    """A style: its kind, id, name, and the id of the one it is based on; ``said`` are its numbers, under where they stand."""

    kind: str
    id: str
    name: str
    base: str
    is_default: bool
    said: Mapping[str, str]


class Styles(NamedTuple):
    """The styles of a template, read once for all of its documents. ``part`` is empty where it has none.

    ``by_id`` has of those with one id the last; ``ids`` are their ids under kind and name, as it is written and without
    regard to capitals.
    """

    part: str
    each: tuple[Style, ...]
    by_id: Mapping[str, Style]
    ids: Mapping[tuple[str, str], str]

    def default(self, kind: str = "paragraph") -> str:
        """The id of the default style of a kind, or an empty string."""
        return next((one.id for one in self.each if one.kind == kind and one.is_default), "")

    def paragraphs(self) -> list[str]:
        """The ids of the paragraph styles that are no headings."""
        named = (one for one in self.each if one.kind == "paragraph" and one.name)
        return [one.id for one in named if not one.name.casefold().startswith("heading")]

    def numbering(self, style_id: str) -> tuple[int, int] | None:
        """The number of the list that a paragraph style belongs to, and its level from 0; None when it has none.

        Args:
            style_id: the style's id; what it does not say itself is looked up in the styles it is based on.
        """
        number = self._said(style_id, _NUMBER)
        return (number, self._said(style_id, _LEVEL) or 0) if number else None

    def cell_margin(self, style_id: str, side: str) -> int:
        """The margin of a table's cells in twips, as its style has it.

        Args:
            style_id: the table style's id; the default one's when it is empty.
            side: "left" or "right".
        """
        return self._said(style_id or self.default("table"), _MARGINS[side]) or 0

    def indents(self, style_id: str, own: etree._Element | None) -> tuple[int | None, int | None]:
        """How much a paragraph leaves free at its left and at its right, in twips; None where nothing says it.

        Args:
            style_id: its style's id.
            own: its own indents, which go before those of the style.
        """
        return self._indent(style_id, own, ("left", "start")), self._indent(style_id, own, ("right", "end"))

    def _indent(self, style_id: str, own: etree._Element | None, names: tuple[str, str]) -> int | None:
        """The indent on one side, which has two names."""
        mine = [own.get(w(name)) for name in names if own.get(w(name))] if own is not None else []
        said = int(float(str(mine[0]))) if mine else self._said(style_id, _INDENTS[names[0]])
        return max(said, 0) if said is not None else None

    def _said(self, style_id: str, path: str) -> int | None:
        """The number that a style, or else the first of those it is based on, gives at a path; None where none does."""
        passed = set[str]()
        while (style := self.by_id.get(style_id)) is not None and style_id not in passed:  # each once: a ring would never end
            if path in style.said:
                return int(float(style.said[path] or 0))
            passed.add(style_id)
            style_id = style.base
        return None


def read_styles(package: Package) -> Styles:
    """The styles of a template.

    Args:
        package: the template.
    """
    part = package.related(package.document, relationship_type("styles")) or ""
    return _known(part, map(_style, parse(package.parts[part]).iter(w("style")) if part else ()))


def _known(part: str, styles: Iterable[Style]) -> Styles:
    """These styles, ready to be looked up."""
    each = tuple(styles)
    ids: dict[tuple[str, str], str] = {}
    for one in (one for one in each if one.name):
        ids[one.kind, one.name] = one.id
        ids.setdefault((one.kind, one.name.casefold()), one.id)
    return Styles(part, each, {one.id: one for one in each}, ids)


def _style(style: etree._Element) -> Style:
    """A style, as its element has it."""
    kind, called = str(style.get(w("type"))), str(style.get(w("styleId")))
    name, base = (found.get(w("val"), "") if (found := style.find(w(one))) is not None else "" for one in ("name", "basedOn"))
    stand = ((path, attribute, style.find(path)) for path, attribute in _NUMBERS.items())
    said = {path: found.get(attribute, "") for path, attribute, found in stand if found is not None}
    return Style(kind, called, name, base, style.get(w("default")) in {"1", "true"}, said)


class Stylesheet:
    """The styles of one document: its template's, and those that are asked for and missing, which are added.

    Args:
        package: the document's package, in which a part with more styles is laid.
        known: the styles of its template.
    """

    def __init__(self, package: Package, known: Styles) -> None:
        self._package, self.known = package, known

    def id(self, name: str) -> str:
        """The id of the style with this name, which is added when the template lacks it.

        Args:
            name: one of the names in ``MISSING``.
        """
        kind, ids = MISSING[name].kind, self.known.ids
        return ids.get((kind, name)) or ids.get((kind, name.casefold())) or self._add(name)

    def _add(self, name: str) -> str:
        """Add a missing style in its plain form, and lay the changed part in the package."""
        plain, known, part = MISSING[name], self.known, self.known.part
        new = name.title().replace(" ", "") + "K" * (name.title().replace(" ", "") in known.by_id)
        base = element("basedOn", val=known.default()) if plain.kind == "paragraph" and known.default() else None
        style = element("style", element("name", val=name), base, type=plain.kind, styleId=new)
        for tag, inner in (("pPr", plain.paragraph), ("rPr", plain.run), ("tblPr", plain.table)):
            if inner:
                style.append(parse(f'<w:{tag} xmlns:w="{style.nsmap["w"]}">{inner}</w:{tag}>'))
        root = parse(self._package.parts[part]) if part else element("styles")
        root.append(style)
        part = part or self._package.add_beside("styles", wordml_type("styles"))
        self._package.parts[part] = written(root)
        self.known = _known(part, (*known.each, _style(style)))
        return new
