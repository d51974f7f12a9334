"""What must be unique in a part, made so again where a loop has repeated it: drawings, ranges, comments, controls, shapes."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from itertools import count

from lxml import etree

from workflow.rendering.wordml import W14, WP, w

_VML, _OFFICE = "urn:schemas-microsoft-com:vml", "urn:schemas-microsoft-com:office:office"
DRAWING = f"{{{WP}}}docPr"
PARAGRAPH = f"{{{W14}}}paraId"
_RANGES = (
    "bookmark", "perm", "moveFromRange", "moveToRange", "customXmlInsRange", "customXmlDelRange", "customXmlMoveFromRange",
    "customXmlMoveToRange",
)  # fmt: skip
"""Ranges that a start and an end with one id make."""
_REVISIONS = tuple(
    w(name)
    for name in (
        "ins", "del", "moveFrom", "moveTo", "rPrChange", "pPrChange", "sectPrChange", "tblPrChange", "tblPrExChange",
        "tblGridChange", "trPrChange", "tcPrChange", "cellIns", "cellDel", "cellMerge", "numberingChange",
    )
)  # fmt: skip
"""Tracked changes, each with a number."""
_MOVES = frozenset({"moveFromRange", "moveToRange"})
_COMMENT = tuple(w(name) for name in ("commentRangeStart", "commentRangeEnd", "commentReference"))
BOXES = (w("pict"), w("object"))
"""Older drawings and embedded objects, whose shapes have ids that no loop may repeat."""
_SHAPE_IDS = ("id", f"{{{_OFFICE}}}spid", "ObjectID")
NOTES = (w("footnoteReference"), w("endnoteReference"))
UNIQUE = (DRAWING, *(w(f"{kind}{end}") for kind in _RANGES for end in ("Start", "End")), *_COMMENT, *_REVISIONS, *NOTES)
"""Elements with an id that no other may have."""
_DRAWING_NUMBER = re.compile(rb":docPr\b[^>]*?\bid=[\"'](\d+)")
_SHAPE_NUMBER = re.compile(r"_x0000_([a-z])(\d+)")
_FIRST_SHAPE = 1026
"""The first number that Word itself gives a shape."""


def make_unique(root: etree._Element, drawings: set[int]) -> None:
    """Give what repeats an id one of its own, or take it away where only one can be.

    The first of those with an id keeps it. Of bookmarks with one name the first stays, and a comment stands at its first place.

    Args:
        root: a rendered part, which is changed.
        drawings: the numbers of drawings in the document's other parts, to which those of this part are added.
    """
    _number_drawings(root, drawings)
    free = _free_numbers(root)
    for kind in _RANGES:
        _single_ranges(root, kind, free)
    _number_revisions(root, free)
    _single_comments(root)
    _single_controls(root)
    _single_shapes(root)
    seen: set[str] = set()
    for paragraph in root.iter(w("p"), w("tr")):
        number = paragraph.get(PARAGRAPH)
        if number is not None and number in seen:
            del paragraph.attrib[PARAGRAPH]
        seen.add(str(number))


def drawings_elsewhere(parts: Mapping[str, bytes], roots: Mapping[str, etree._Element]) -> set[int]:
    """The numbers of drawings in the parts of a package that are no trees; none where the trees have no drawing.

    Args:
        parts: the package's parts.
        roots: those of them that are trees.
    """
    if all(next(root.iter(DRAWING), None) is None for root in roots.values()):
        return set()
    others = (part for name, part in parts.items() if name not in roots and b":docPr" in part)
    return {int(number) for part in others for number in _DRAWING_NUMBER.findall(part)}


def _number_drawings(root: etree._Element, taken: set[int]) -> None:
    """Give every drawing a number of its own in the document."""
    found = [(drawing, _number(drawing.get("id"))) for drawing in root.iter(DRAWING)]
    highest = max((*taken, *(number for _, number in found)), default=0)
    for drawing, number in found:
        if number in taken:
            highest += 1
            drawing.set("id", str(highest))
        taken.add(_number(drawing.get("id")))


def _free_numbers(root: etree._Element) -> Iterator[int]:
    """Numbers that no range, comment or tracked change of the part has."""
    # Asked only where there is a repeated one: most parts have none, and need not be looked through.
    marks = root.iter(*_COMMENT, *_REVISIONS, *(w(f"{kind}{end}") for kind in _RANGES for end in ("Start", "End")))
    yield from count(max((_number(mark.get(w("id"))) for mark in marks), default=0) + 1)


def _number(written: str | None) -> int:
    """An id as a number; 0 where it is none."""
    return int(written) if written and written.removeprefix("-").isdigit() else 0


def _single_ranges(root: etree._Element, kind: str, free: Iterator[int]) -> None:
    """Give each range of a kind its own number and, where it has one, name; take away a start or an end without the other."""
    start, end, name = w(f"{kind}Start"), w(f"{kind}End"), w("name")
    opened: dict[str, etree._Element] = {}
    seen, names, kept = set[str](), Counter[str](), set[etree._Element]()
    marks = list(root.iter(start, end))
    for mark in marks:
        number = str(mark.get(w("id")))
        if mark.tag == start:
            if kind != "bookmark" or str(mark.get(name)) not in names:
                opened[number] = mark
        elif number in opened:
            first = opened.pop(number)
            called = str(first.get(name))
            names[called] += 1
            if kind in _MOVES and names[called] > 1:
                first.set(name, f"{called}_{names[called]}")
            if number in seen:
                number = str(next(free))
            for one in (first, mark):
                one.set(w("id"), number)
            seen.add(number)
            kept |= {first, mark}
    for mark in marks:
        if mark not in kept:
            _take_away(mark)


def _number_revisions(root: etree._Element, free: Iterator[int]) -> None:
    """Give every tracked change a number of its own."""
    seen: set[str] = set()
    for change in root.iter(*_REVISIONS):
        if str(change.get(w("id"))) in seen:
            change.set(w("id"), str(next(free)))
        seen.add(str(change.get(w("id"))))


def _single_comments(root: etree._Element) -> None:
    """Keep the first place of each comment, and its range where that has a start and an end."""
    places: dict[str, list[etree._Element]] = {}
    for mark in list(root.iter(*_COMMENT)):
        known = places.setdefault(str(mark.get(w("id"))), [])
        if any(one.tag == mark.tag for one in known):
            _take_away(mark)
        else:
            known.append(mark)
    for known in places.values():
        if len(known) < len(_COMMENT):
            for mark in known:
                if mark.tag != _COMMENT[-1]:
                    _take_away(mark)


def _take_away(mark: etree._Element) -> None:
    """Take a mark away, and the run around it where it holds nothing else."""
    run = next(mark.iterancestors())
    run.remove(mark)
    if run.tag == w("r") and all(child.tag == w("rPr") for child in run):
        next(run.iterancestors()).remove(run)


def _single_controls(root: etree._Element) -> None:
    """Take the id from a content control that repeats another's; Word gives it a new one."""
    seen: set[str] = set()
    for identity in list(root.iterfind(f".//{w('sdtPr')}/{w('id')}")):
        number = str(identity.get(w("val")))
        if number in seen:
            next(identity.iterancestors()).remove(identity)
        seen.add(number)


def _single_shapes(root: etree._Element) -> None:
    """Give the shapes of older drawings (VML) ids of their own, and let what refers to them within the drawing follow."""
    boxes = [[one for one in box.iter(etree.Element) if next(one.iterancestors(*BOXES), box) is box] for box in root.iter(*BOXES)]
    numbers = (_SHAPE_NUMBER.fullmatch(called) for box in boxes for called in _called(box))
    free = count(max((int(match[2]) for match in numbers if match), default=_FIRST_SHAPE - 1) + 1)
    seen: set[str] = set()
    for box in boxes:
        for one in box:
            if one.tag == f"{{{_VML}}}shapetype" and one.get("id") in seen:
                next(one.iterancestors()).remove(one)
                one.attrib.clear()
        _rename(box, {called: _renamed(called, free) for called in _called(box) if called in seen})
        seen |= set(_called(box))


def _called(box: Iterable[etree._Element]) -> Iterator[str]:
    """The ids in an older drawing, of shapes and of embedded objects."""
    for one in box:
        if str(one.tag).startswith((f"{{{_VML}}}", f"{{{_OFFICE}}}")):
            yield from (str(one.get(name)) for name in _SHAPE_IDS if one.get(name))


def _renamed(called: str, free: Iterator[int]) -> str:
    """A new id of the form that Word gives, of the same sort."""
    match = _SHAPE_NUMBER.fullmatch(called)
    return f"_x0000_{match[1] if match else 's'}{next(free)}"


def _rename(box: Iterable[etree._Element], new: Mapping[str, str]) -> None:
    """Change ids in an older drawing wherever they stand, references to them included."""
    for one in box:
        for name, value in one.attrib.items():
            sign = "#" if str(value).startswith("#") else ""
            bare = str(value)[len(sign) :]
            if bare in new and (sign or name in (*_SHAPE_IDS, "ShapeID", "idref")):
                one.set(name, sign + new[bare])
