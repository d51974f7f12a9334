"""Word's own XML that a program brings: docxtpl's RichText, RichTextParagraph and Listing, set where a template asks for them.

Only these three may bring any: they escape what they are given. What else has XML of its own is printed as the text it is.
"""

import re
import sys
from copy import deepcopy
from typing import Any

from lxml import etree
from markupsafe import Markup

from workflow.rendering.filters import RICH
from workflow.rendering.wordml import element, w

DRAWN_MARK = "<k:tegnet "
"""How every mark of this room begins in what Jinja writes."""
_DRAWN = f"{{{RICH}}}tegnet"
_OPENING = f'{DRAWN_MARK}xmlns:k="{RICH}" slags='
_RUNS, _BLOCKS, _PARAGRAPH, _PAGE = "stykker", "afsnit", "nyt afsnit", "ny side"
_LINK = re.compile(r'<w:hyperlink r:id="([^"]*)" w:tgtFrame="_blank">')
_BREAKS = re.compile("\r\n|[\r\x0b\x85\u2028\u2029]")
_SIGNS = {
    "\n": '</w:t><w:br/><w:t xml:space="preserve">',
    "\t": '</w:t><w:tab/><w:t xml:space="preserve">',
    "\a": f'</w:t>{_OPENING}"{_PARAGRAPH}"/><w:t xml:space="preserve">',
    "\f": f'</w:t>{_OPENING}"{_PAGE}"/><w:t xml:space="preserve">',
}
"""What the signs mean that docxtpl knows in such values: a new line, a tab, a new paragraph, a new page."""


def is_drawn(value: object) -> bool:
    """Whether a value is one of the three; docxtpl is not loaded for the question."""
    docxtpl = sys.modules.get("docxtpl")
    return docxtpl is not None and type(value) in {docxtpl.RichText, docxtpl.RichTextParagraph, docxtpl.Listing}


def drawn(value: Any) -> Markup:
    """The XML of one of the three; runs, paragraphs and signs that are no text are marked, for ``unfold`` to find them.

    Args:
        value: what ``is_drawn`` is true of.
    """
    xml = _BREAKS.sub("\n", value.xml)
    for sign, meant in _SIGNS.items():
        xml = xml.replace(sign, meant)
    kind = {"RichText": _RUNS, "RichTextParagraph": _BLOCKS}.get(type(value).__name__)
    return Markup(f'{_OPENING}"{kind}">{xml}</k:tegnet>' if kind else xml)  # noqa: S704 - docxtpl has escaped it


def unfold(root: etree._Element) -> None:
    """Put what is marked in its place: runs among runs, paragraphs among paragraphs, new paragraphs and pages where they begin.

    Args:
        root: a rendered part, which is changed.
    """
    for mark in list(root.iter(_DRAWN)):
        kind, room = mark.get("slags"), _room(mark)
        if kind in {_PARAGRAPH, _PAGE} or (kind == _BLOCKS and room is not None):
            _between(mark, next(mark.iterancestors(w("p"))), [*mark] if kind == _BLOCKS else _page(str(kind)))
        elif kind == _RUNS and room is not None and room.tag == w("r"):
            _between(mark, room, [*mark])
        else:
            _replace(mark, [*mark])


def _room(mark: etree._Element) -> etree._Element | None:
    """The run in which something stands, else its paragraph."""
    return next(mark.iterancestors(w("r"), w("p")), None)


def _page(kind: str) -> list[etree._Element]:
    """What stands between the two paragraphs: for a new page, the page's end."""
    return [element("p", element("r", element("br", type="page")))] if kind == _PAGE else []


def _between(mark: etree._Element, room: etree._Element, made: list[etree._Element]) -> None:
    """Cut a run or paragraph in two where the mark stands, and put elements between its halves."""
    second = _cut(mark, room)
    room.addnext(second)
    for one in made:
        second.addprevious(one)
    for half in (room, second) if mark.get("slags") in {_RUNS, _BLOCKS} else ():
        if _is_bare(half):
            _replace(half, [])


def _cut(mark: etree._Element, room: etree._Element) -> etree._Element:
    """Take away a mark, and all that stands after it in a room.

    Returns:
        A second room of the same look, which holds that.
    """
    node, after = mark, list[etree._Element]()
    while node is not room:
        after += node.itersiblings()
        above = next(node.iterancestors())
        kept = () if above.tag in {w("p"), w("r")} else above.attrib.items()
        twin = etree.Element(above.tag, {str(name): str(value) for name, value in kept})
        twin.extend(deepcopy(look) for look in above.iterchildren(w("pPr"), w("rPr")))
        twin.text, node.tail = (node.tail, None) if node is mark else (None, node.tail)
        twin.extend(after)
        node, after = above, [twin]
    section = room.find(f"{w('pPr')}/{w('sectPr')}")
    _replace(mark, [])
    if section is not None:
        _replace(section, [])
    return after[0]


def _is_bare(half: etree._Element) -> bool:
    """Whether a run or paragraph shows nothing and ends no section."""
    if half.find(f"{w('pPr')}/{w('sectPr')}") is not None:
        return False
    shown = deepcopy(half)
    etree.strip_elements(shown, w("pPr"), w("rPr"))
    return all(one.tag in {w("p"), w("r"), w("t")} and not one.text for one in shown.iter(etree.Element))


def _replace(old: etree._Element, made: list[etree._Element]) -> None:
    """Put elements in place of one; words that stand after it stay there."""
    parent = next(old.iterancestors())
    for one in made:
        old.addprevious(one)
    before = old.getprevious()
    if before is not None:
        before.tail = (before.tail or "") + (old.tail or "")
    else:
        parent.text = (parent.text or "") + (old.tail or "")
    parent.remove(old)


def lost_links(xml: str, known: frozenset[str]) -> bool:
    """Whether a link that a program drew points to an address that its document does not hold.

    Args:
        xml: a part as Jinja has written it.
        known: the ids of its relationships.
    """
    return not known.issuperset(_LINK.findall(xml))
