"""Lists of a rendered document: each numbered one starts anew, in the template's own list where it has one."""

from functools import cached_property

from lxml import etree

from workflow.rendering.package import Package, relationship_type, wordml_type
from workflow.rendering.styles import Stylesheet
from workflow.rendering.wordml import element, parse, w, written

BULLETS, NUMBERS = ("List Bullet", "List Bullet 2"), ("List Number", "List Number 2")
INDENT = 340
"""How far each level of a list of our own is indented, in twentieths of a point."""


class Lists:
    """The lists of one package; what is added to them is laid in it by ``finish``."""

    def __init__(self, package: Package, styles: Stylesheet) -> None:
        self._package, self._styles = package, styles
        self._part = package.related(package.document, relationship_type("numbering")) or ""
        self._own: dict[bool, int] = {}
        self._bullets = 0
        self._changed = False

    @cached_property
    def _root(self) -> etree._Element:
        """The lists of the template, to which those of the document are added."""
        return parse(self._package.parts[self._part]) if self._part else element("numbering")

    def bullets(self, level: int) -> tuple[str, etree._Element | None]:
        """The style of a bulleted paragraph, and the numbering it needs beside its style's own.

        Args:
            level: 0 or 1.
        """
        style = self._styles.id(BULLETS[level])
        if self._styles.known.numbering(style):
            return style, None
        self._bullets = self._bullets or self._instance(self._own_list(bullets=True))
        return style, _numbering(self._bullets, level)

    def numbers(self, level: int, start: int = 1) -> tuple[str, etree._Element]:
        """The style of the paragraphs of a new numbered list, and the numbering that starts it.

        Args:
            level: 0 or 1.
            start: the number of its first entry.
        """
        style = self._styles.id(NUMBERS[level])
        number, depth = self._styles.known.numbering(style) or (0, level)
        abstract = self._abstract(number)
        if abstract is None:
            abstract, depth = self._own_list(bullets=False), level
        return style, _numbering(self._instance(abstract, depth, start), depth)

    def indent(self, style: str) -> int:
        """How far the list that a style belongs to indents its entries, in twips; 0 where it says nothing.

        Args:
            style: the style's id.
        """
        number, level = self._styles.known.numbering(style) or (0, 0)
        abstract = f"{w('abstractNum')}[@{w('abstractNumId')}='{self._abstract(number)}']"
        found = self._root.find(f"{abstract}/{w('lvl')}[@{w('ilvl')}='{level}']/{w('pPr')}/{w('ind')}")
        return max(int(float(found.get(w("left")) or 0)), 0) if found is not None else 0

    def ordered(self) -> frozenset[int]:
        """The lists that the template numbers, and does not only mark."""
        found = {}
        for one in self._root.findall(w("abstractNum")):
            form = one.find(f"{w('lvl')}/{w('numFmt')}")
            found[str(one.get(w("abstractNumId")))] = form is None or form.get(w("val")) != "bullet"
        nums = ((one, one.find(w("abstractNumId"))) for one in self._root.findall(w("num")))
        return frozenset(int(str(one.get(w("numId")))) for one, of in nums if of is not None and found.get(str(of.get(w("val")))))

    def again(self, number: int, level: int) -> int:
        """A new list that looks like this one, and begins at its first number.

        Args:
            number: a list of the template.
            level: the level that begins anew, from 0.
        """
        abstract = self._abstract(number)
        return number if abstract is None else self._instance(abstract, level)

    def finish(self) -> None:
        """Lay the lists in the package, if any was added."""
        if self._changed:
            self._part = self._part or self._package.add_beside("numbering", wordml_type("numbering"))
            self._package.parts[self._part] = written(self._root)

    def _abstract(self, number: int) -> int | None:
        """The number of the list definition behind a list, or None."""
        found = self._root.find(f"{w('num')}[@{w('numId')}='{number}']/{w('abstractNumId')}")
        return int(str(found.get(w("val")))) if found is not None else None

    def _instance(self, abstract: int, level: int | None = None, start: int = 1) -> int:
        """Add a list of this definition that starts anew on a level."""
        nums = self._root.findall(w("num"))
        new = max((int(str(num.get(w("numId")))) for num in nums), default=0) + 1
        restart = element("lvlOverride", element("startOverride", val=start), ilvl=level) if level is not None else None
        made = element("num", element("abstractNumId", val=abstract), restart, numId=new)
        last = (nums or self._root.findall(w("abstractNum")))[-1]
        last.addnext(made)
        self._changed = True
        return new

    def _own_list(self, *, bullets: bool) -> int:
        """The number of a list definition of our own, made once: the template has none for this kind."""
        if bullets not in self._own:
            old = self._root.findall(w("abstractNum"))
            new = max((int(str(one.get(w("abstractNumId")))) for one in old), default=-1) + 1
            forms = (("bullet", "–"), ("bullet", "–")) if bullets else (("decimal", "%1."), ("lowerLetter", "%2."))
            levels = [_level(depth, form, shown) for depth, (form, shown) in enumerate(forms)]
            made = element("abstractNum", element("multiLevelType", val="multilevel"), *levels, abstractNumId=new)
            self._root.insert(self._root.index(old[-1]) + 1 if old else 0, made)
            self._own[bullets] = new
        return self._own[bullets]


def _level(depth: int, form: str, shown: str) -> etree._Element:
    """One level of a list of our own."""
    indent = element("pPr", element("ind", left=INDENT * (depth + 1), hanging=INDENT))
    kind = (element("start", val=1), element("numFmt", val=form), element("lvlText", val=shown), element("lvlJc", val="left"))
    return element("lvl", *kind, indent, ilvl=depth)


def _numbering(number: int, level: int) -> etree._Element:
    """The paragraph property that puts it into a list."""
    return element("numPr", element("ilvl", val=level), element("numId", val=number))
