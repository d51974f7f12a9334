"""Whether a part can be written as it comes: nothing that loops and conditions leave behind can ever need mending."""

from collections.abc import Iterator
from itertools import chain
from typing import NamedTuple

from jinja2 import nodes
from lxml import etree

from workflow.rendering.emitting import MADE, TEXT, put_at
from workflow.rendering.identities import BOXES, PARAGRAPH, UNIQUE
from workflow.rendering.mending import BLOCKS, ROOMS, STRUCTURE, row_width
from workflow.rendering.skeleton import (
    CHOICE,
    CONTROLS,
    LAST,
    LOOP,
    OURS,
    VALUE,
    NotProvenError,
    below,
    comes_from_data,
    container,
    is_certain,
    is_word,
    skeleton,
)
from workflow.rendering.wordml import w


class Proof(NamedTuple):
    """What is known of every document that a part becomes.

    Args:
        words: what words it has, static text and values, in which order.
        valid: that it is valid as it comes.
    """

    words: bool
    valid: bool


def prove(tree: nodes.Template) -> Proof:
    """What is known of every document that a part becomes; notes for each value where it stands.

    Args:
        tree: the part as Jinja has read it, whose values are marked.
    """
    try:
        root, values, loops = skeleton(tree)
        if _keep_rooms(root, loops):
            root, values, _ = skeleton(tree)
    except NotProvenError:
        return Proof(words=False, valid=False)
    valid = _place_values(root, values) and not _has_loose_text(root) and _has_sound_tables(root)
    return Proof(words=True, valid=valid and _has_full_rooms(root) and _has_single_ids(root))


def _keep_rooms(root: etree._Element, loops: tuple[nodes.For, ...]) -> bool:
    """Give each loop that alone fills a cell, a header or a note a paragraph for when it has nothing to repeat; whether any is.

    It is the one with which mending would fill the empty room.
    """
    empty = False
    for room in root.iter(*ROOMS):
        blocks = [child for child in room if child.tag in BLOCKS | CONTROLS]
        if [one.tag for one in blocks] == [LOOP] and _ends_with_block(blocks[0], paragraph=room.tag == w("tc")):
            loops[int(blocks[0].get("n") or 0)].else_ = [nodes.Output([nodes.TemplateData("<w:p/>")])]
            empty = True
    return empty


def _place_values(root: etree._Element, values: tuple[nodes.Expr, ...]) -> bool:
    """Mark the values that stand in a run's text; whether none stands where Word would drop it."""
    kept = True
    for mark in root.iter(VALUE):
        room = container(mark)
        if room is not None and is_word(room, "t") and is_word(next(room.iterancestors()), "r"):
            value = values[int(mark.get("n") or 0)]
            put_at(value, TEXT if comes_from_data(value) else MADE)
        elif room is None or room.tag in STRUCTURE:
            kept = False
    return kept


def _has_loose_text(root: etree._Element) -> bool:
    """Whether text stands outside any text element, or a tab inside one."""
    for one in root.iter(etree.Element):
        room = container(one) if one.tag in OURS else one
        tail_room = container(one) if one.tag in OURS else None
        said = (one.text or "").strip(" \n\r")
        if said and (room is None or room.tag in STRUCTURE or "\t" in said):
            return True
        tail = (one.tail or "").strip(" \n\r")
        if tail and (tail_room is None or tail_room.tag in STRUCTURE or "\t" in tail):
            return True
    return False


def _has_sound_tables(root: etree._Element) -> bool:
    """Whether every table keeps a row and fits its grid."""
    return all(_is_sound(table) for table in root.iter(w("tbl")))


def _is_sound(table: etree._Element) -> bool:
    """Whether a table keeps a row, and one that always stands is as wide as its grid while none is wider."""
    rows = [row for row in table.iter(w("tr")) if next(row.iterancestors(w("tbl"))) is table]
    grid = table.find(w("tblGrid"))
    columns = len(grid.findall(w("gridCol"))) if grid is not None else 0
    certain = [row for row in rows if is_certain(row, table)]
    if not certain or not all(is_certain(cell, row) for row in rows for cell in _cells(row)):
        return False
    try:
        widest, sure = (max(row_width(row) for row in some) for some in (rows, certain))
    except ValueError:  # a span that a template computes
        return False
    return not columns or widest == sure == columns


def _cells(row: etree._Element) -> Iterator[etree._Element]:
    """The cells of a row, without those of tables inside them."""
    return (cell for cell in row.iter(w("tc")) if next(cell.iterancestors(w("tr"))) is row)


def _has_full_rooms(root: etree._Element) -> bool:
    """Whether every cell, header, note and the body keeps a block, and a cell ends with a paragraph."""
    return all(_ends_with_block(room, paragraph=room.tag == w("tc")) for room in root.iter(*ROOMS))


def _ends_with_block(room: etree._Element, *, paragraph: bool) -> bool:
    """Whether a block is sure to stand here (and the last one, in whatever branch, is no table)."""
    for child in reversed(room):
        if child.tag in BLOCKS:
            return not paragraph or child.tag != w("tbl")
        if child.tag in CONTROLS and paragraph and any(one.tag == w("tbl") for one in below(child)):
            return False
        if child.tag == CHOICE and child[-1].tag == LAST and all(_ends_with_block(one, paragraph=paragraph) for one in child):
            return True
    return False


def _has_single_ids(root: etree._Element) -> bool:
    """Whether no id that must be unique stands twice, or in a loop or a condition."""
    if any(one.get(PARAGRAPH) or one.tag in BOXES for loop in root.iter(LOOP) for one in loop.iter(etree.Element)):
        return False
    seen: set[tuple[object, object]] = set()
    for one in chain(root.iter(*UNIQUE), root.iterfind(f".//{w('sdtPr')}/{w('id')}")):
        keys = {(one.tag, one.get("id") or one.get(w("id")) or one.get(w("val"))), (one.tag, one.get(w("name")) or one)}
        if keys & seen or any(above.tag in CONTROLS for above in one.iterancestors()):
            return False
        seen |= keys
    return True
