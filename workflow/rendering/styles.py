"""The styles of a template, found by the names that Word stores; one that is missing is added in a plain form."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from lxml import etree

from workflow.rendering.package import Package, relationship_type, wordml_type
from workflow.rendering.wordml import element, parse, w, written


@dataclass(frozen=True)
class Plain:
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


class Stylesheet:
    """The styles of one package; those that are asked for and missing are added to it."""

    def __init__(self, package: Package) -> None:
        self._package = package
        self._part = package.related(package.document, relationship_type("styles")) or ""
        self._root = parse(package.parts[self._part]) if self._part else element("styles")
        self._ids: dict[tuple[str, str], str] = {}
        self._by_id: dict[str, etree._Element] = {}
        for style in self._root.iter(w("style")):
            self._register(style)

    def _register(self, style: etree._Element) -> None:
        """Remember a style under its id, and its name as it is written and without regard to capitals."""
        self._by_id[str(style.get(w("styleId")))] = style
        name = style.find(w("name"))
        if name is not None:
            kind, called = str(style.get(w("type"))), str(name.get(w("val")))
            self._ids[kind, called] = str(style.get(w("styleId")))
            self._ids.setdefault((kind, called.casefold()), str(style.get(w("styleId"))))

    def id(self, name: str) -> str:
        """The id of the style with this name, which is added when the template lacks it.

        Args:
            name: one of the names in ``MISSING``.
        """
        kind = MISSING[name].kind
        return self._ids.get((kind, name)) or self._ids.get((kind, name.casefold())) or self._add(name)

    def default(self, kind: str = "paragraph") -> str:
        """The id of the default style of a kind, or an empty string."""
        named = (
            one for one in self._root.iter(w("style")) if one.get(w("type")) == kind and one.get(w("default")) in {"1", "true"}
        )
        return next((str(one.get(w("styleId"))) for one in named), "")

    def paragraphs(self) -> list[str]:
        """The ids of the paragraph styles that are no headings."""
        named = ((one, one.find(w("name"))) for one in self._root.iter(w("style")) if one.get(w("type")) == "paragraph")
        kept = (one for one, name in named if name is not None and not str(name.get(w("val"))).casefold().startswith("heading"))
        return [str(one.get(w("styleId"))) for one in kept]

    def numbering(self, style_id: str) -> tuple[int, int] | None:
        """The number of the list that a paragraph style belongs to, and its level from 0; None when it has none.

        Args:
            style_id: the style's id; what it does not say itself is looked up in the styles it is based on.
        """
        number, level = (self._said(style_id, f"{w('pPr')}/{w('numPr')}/{w(name)}", "val") for name in ("numId", "ilvl"))
        return (number, level or 0) if number else None

    def cell_margin(self, style_id: str, side: str) -> int:
        """The margin of a table's cells in twips, as its style has it.

        Args:
            style_id: the table style's id; the default one's when it is empty.
            side: "left" or "right".
        """
        return self._said(style_id or self.default("table"), f"{w('tblPr')}/{w('tblCellMar')}/{w(side)}", "w") or 0

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
        said = int(float(str(mine[0]))) if mine else self._said(style_id, f"{w('pPr')}/{w('ind')}[@{w(names[0])}]", names[0])
        return max(said, 0) if said is not None else None

    def _said(self, style_id: str, path: str, attribute: str) -> int | None:
        """The number that a style, or else the first of those it is based on, gives at a path; None where none does."""
        passed = set[str]()
        while (style := self._by_id.get(style_id)) is not None and style_id not in passed:  # each once: a ring would never end
            passed.add(style_id)
            found, base = style.find(path), style.find(w("basedOn"))
            if found is not None:
                return int(float(found.get(w(attribute)) or 0))
            style_id = str(base.get(w("val"))) if base is not None else ""
        return None

    def _add(self, name: str) -> str:
        """Add a missing style in its plain form, and lay the changed part in the package."""
        plain = MISSING[name]
        taken = {str(style.get(w("styleId"))) for style in self._root.iter(w("style"))}
        new = name.title().replace(" ", "") + "K" * (name.title().replace(" ", "") in taken)
        base = element("basedOn", val=self.default()) if plain.kind == "paragraph" and self.default() else None
        style = element("style", element("name", val=name), base, type=plain.kind, styleId=new)
        for tag, inner in (("pPr", plain.paragraph), ("rPr", plain.run), ("tblPr", plain.table)):
            if inner:
                style.append(parse(f'<w:{tag} xmlns:w="{style.nsmap["w"]}">{inner}</w:{tag}>'))
        self._root.append(style)
        self._register(style)
        if not self._part:
            self._part = self._package.add_beside("styles", wordml_type("styles"))
        self._package.parts[self._part] = written(self._root)
        return new
