"""What programs and people do to a filled form: each habit changes the parts of the file as they would."""

import copy
import re
from collections.abc import Callable, Mapping
from typing import Any

from lxml import etree

from tests.intake.filling import W, parse
from tests.intake.samples import NAMESPACES, illustrated, picture, png

DOCUMENT = "word/document.xml"
Parts = dict[str, bytes]
Habit = Callable[[etree._Element, Any], None]


def practised(parts: Mapping[str, bytes], habits: Mapping[str, Any]) -> Parts:
    """The parts of a form after these habits, in their order.

    Args:
        parts: those of a filled form.
        habits: the name of each habit, with what it is told; ``part`` and ``pictures`` change other parts.
    """
    changed = dict(parts)
    tree = parse(changed[DOCUMENT])
    for name, told in habits.items():
        if name == "part":
            for part, (old, new) in told.items():
                assert old in changed[part].decode(), (part, old)
                changed[part] = changed[part].replace(old.encode(), new.encode())
        elif name == "picture":
            changed = illustrated(changed, {"rIdBillede": ("media/billede.png", png())})
            _answer(tree, {told: f"<w:p>{picture('rIdBillede', 'Kort over området')}</w:p>"})
        else:
            HABITS[name](tree, told)
    changed[DOCUMENT] = etree.tostring(tree, xml_declaration=True, encoding="UTF-8", standalone=True)
    return changed


def made(xml: str) -> list[etree._Element]:
    """The elements that a piece of XML makes."""
    return list(etree.fromstring(f"<w:body {NAMESPACES}>{xml}</w:body>"))


def rows(tree: etree._Element) -> dict[int, etree._Element]:
    """The rows of the form by the number in front of their label."""
    found = {}
    for row in tree.iter(f"{W}tr"):
        words = "".join(one.text or "" for one in row[-2].iter(f"{W}t"))
        if match := re.match(r"(\d+)\.", words):
            found[int(match[1])] = row
    return found


def _answer(tree: etree._Element, told: Mapping[int, str]) -> None:
    """The answer cell is emptied, and this stands in it."""
    for number, xml in told.items():
        cell = rows(tree)[number][-1]
        for block in [one for one in cell if one.tag != f"{W}tcPr"]:
            cell.remove(block)
        cell.extend(made(xml))


def _label(tree: etree._Element, told: Mapping[int, str]) -> None:
    """The label says something else; number, tab and tag are gone with it."""
    for number, words in told.items():
        row = rows(tree)[number]
        first = row[-2].find(f"{W}p")
        assert first is not None
        for run in list(first.iter(f"{W}r")):
            first.remove(run)
        first.extend(made(f"<w:r><w:t>{words}</w:t></w:r>"))


def _delete(tree: etree._Element, told: list[int]) -> None:
    """Rows are deleted."""
    for number in told:
        row = rows(tree)[number]
        _parent(row).remove(row)


def _insert(tree: etree._Element, told: Mapping[int, str]) -> None:
    """Something stands after a row: another row."""
    for number, xml in told.items():
        row = rows(tree)[number]
        for one in reversed(made(xml)):
            row.addnext(one)


def _before(tree: etree._Element, xml: str) -> None:
    """Something stands before everything else in the document."""
    body = tree[0]
    body[:] = [*made(xml), *body]


def _after(tree: etree._Element, xml: str) -> None:
    """Something stands after everything else in the document."""
    for one in made(xml):
        tree[0].insert(len(tree[0]) - 1, one)


def _controls(tree: etree._Element, told: str) -> None:
    """Content controls lose something: their ``tag``, their ``name`` and tag, or are gone and leave what stood in them."""
    for control in list(tree.iter(f"{W}sdt")):
        properties, content = control.find(f"{W}sdtPr"), control.find(f"{W}sdtContent")
        assert properties is not None
        assert content is not None
        if told == "gone":
            for one in list(content):
                control.addprevious(one)
            _parent(control).remove(control)
        for name in {"tag": ("tag",), "name": ("tag", "alias")}.get(told, ()):
            for one in properties.findall(f"{W}{name}"):
                properties.remove(one)


def _replace(tree: etree._Element, told: Mapping[str, str]) -> None:
    """Words are replaced wherever they stand in a text of their own."""
    for one in tree.iter(f"{W}t"):
        one.text = told.get(one.text or "", one.text)


def _wrap_runs(tree: etree._Element, wrapping: str) -> None:
    """Every run of an answer is wrapped in this, in the place of ``w:here``."""
    for row in rows(tree).values():
        for run in [one for one in row[-1].iter(f"{W}r") if _parent(one).tag in {f"{W}p", f"{W}sdtContent"}]:
            (around,) = made(wrapping)
            run.addprevious(around)
            place = next(around.iter(f"{W}here"))
            place.addprevious(run)
            _parent(place).remove(place)


def _wrap_rows(tree: etree._Element, properties: str) -> None:
    """Every numbered row stands in a control of its own, as repeating sections do."""
    for row in rows(tree).values():
        (control,) = made(f"<w:sdt><w:sdtPr>{properties}</w:sdtPr><w:sdtContent/></w:sdt>")
        row.addprevious(control)
        control[1].append(row)


def _split_runs(tree: etree._Element, mark: str) -> None:
    """Every text is cut after its first letter, with this between the halves."""
    for text in list(tree.iter(f"{W}t")):
        run, words = _parent(text), text.text or ""
        if len(words) < 2 or len(run.findall(f"{W}t")) > 1:
            continue
        second = copy.deepcopy(run)
        text.text, second.find(f"{W}t").text = words[:1], words[1:]  # type: ignore[union-attr]
        for one in second.findall(f"{W}tab"):
            second.remove(one)
        for one in reversed([*made(mark), second]):
            run.addnext(one)


def _one_table(tree: etree._Element, _told: object) -> None:
    """All tables were merged into one, without their headings."""
    first, *others = tree[0].findall(f"{W}tbl")
    for table in others:
        first.extend(table.findall(f"{W}tr"))
        tree[0].remove(table)


def _no_tables(tree: etree._Element, _told: object) -> None:
    """The tables were converted to text: label, help and answer are paragraphs."""
    for table in tree[0].findall(f"{W}tbl"):
        for cell in table.iterfind(f"{W}tr/{W}tc"):
            for block in [one for one in cell if one.tag != f"{W}tcPr"]:
                table.addprevious(block)
        tree[0].remove(table)


def _one_column(tree: etree._Element, _told: object) -> None:
    """The two cells of every row were merged into one."""
    for row in rows(tree).values():
        left, right = row[-2], row[-1]
        left.extend([one for one in right if one.tag != f"{W}tcPr"])
        row.remove(right)


def _no_label(tree: etree._Element, told: list[int]) -> None:
    """The cell of the label was deleted (Word: Slet celler); the answer moved to the left."""
    found = rows(tree)
    for number in told:
        found[number].remove(found[number][-2])


def _three_columns(tree: etree._Element, _told: object) -> None:
    """Somebody added an empty column to the left."""
    for row in tree[0].iterfind(f"{W}tbl/{W}tr"):
        cells = row.findall(f"{W}tc")
        cells[0].addprevious(made("<w:tc><w:p/></w:tc>")[0])


def _framed(tree: etree._Element, _told: object) -> None:
    """Everything was put into the only cell of a table."""
    body = tree[0]
    everything = [one for one in body if one.tag != f"{W}sectPr"]
    (table,) = made("<w:tbl><w:tr><w:tc/></w:tr></w:tbl>")
    body.insert(0, table)
    next(table.iter(f"{W}tc")).extend(everything)


def _backwards(tree: etree._Element, _told: object) -> None:
    """The rows of every table were sorted the wrong way."""
    for table in tree[0].iterchildren(f"{W}tbl"):
        head, *others = table.findall(f"{W}tr")
        for row in others:
            head.addnext(row)


def _tracked(tree: etree._Element, author: str) -> None:
    """Track changes was on from the first word: every answer is an insertion."""
    _wrap_runs(tree, f'<w:ins w:id="1" w:author="{author}"><w:here/></w:ins>')


def _parent(one: etree._Element) -> etree._Element:
    """What an element stands in."""
    parent = one.getparent()
    assert parent is not None
    return parent


HABITS: dict[str, Habit] = {
    "answer": _answer,
    "label": _label,
    "delete": _delete,
    "insert": _insert,
    "before": _before,
    "after": _after,
    "controls": _controls,
    "replace": _replace,
    "wrap_runs": _wrap_runs,
    "wrap_rows": _wrap_rows,
    "split_runs": _split_runs,
    "one_table": _one_table,
    "no_tables": _no_tables,
    "one_column": _one_column,
    "no_label": _no_label,
    "three_columns": _three_columns,
    "framed": _framed,
    "backwards": _backwards,
    "tracked": _tracked,
}
