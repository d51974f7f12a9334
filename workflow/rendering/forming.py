"""Writes the blank proposal form as a Word file: the look is a form's own, everything it asks and offers is the record's."""

from collections.abc import Iterator

from lxml import etree

from workflow.domain.blank_forms import MASTHEAD, AnswerKind, BlankForm, FormRow, FormTable
from workflow.errors import ReadingError
from workflow.rendering.package import CORE_RELATIONSHIP, Package, stamp
from workflow.rendering.wordml import element, parse, put, text, w, written

_GRID = (3460, 5384)
_TWIPS_PER_MM = 1440 / 25.4
_FIRST_ID = 2100
_TITLE = "{http://purl.org/dc/elements/1.1/}title"
_CHOSEN = {AnswerKind.ONE_OF: "dropDownList", AnswerKind.SUGGESTED: "comboBox"}


def formed(shipped: bytes, form: BlankForm) -> bytes:
    """The form as a Word file with our stamp; what the shipped form says already comes out as the same bytes.

    Args:
        shipped: a form whose styles, page and page headers are kept.
        form: what it asks.

    Raises:
        ReadingError: the bytes are no Word document.
    """
    package = Package.read(shipped)
    tree = parse(package.parts[package.document])
    body = tree.find(w("body"))
    if body is None:
        raise ReadingError("Skemaet har ingen tekst.", "Læg den oprindelige dagsordensforslag.docx tilbage i skabelonerne.")
    page = body.find(w("sectPr"))
    body[:] = [*_blocks(form), *([] if page is None else [page])]
    package.parts[package.document] = written(tree)
    _mark_headers(package, form)
    _mark_title(package, form.core_title)
    stamp(package)
    return package.written()


def _blocks(form: BlankForm) -> Iterator[etree._Element]:
    """The paragraphs and tables of the form."""
    yield from (_paragraph("Heading1", form.title), _paragraph("Subtitle", form.subtitle), _paragraph("Date", form.mark))
    yield from (_paragraph("ListNumber", step) for step in form.steps)
    yield from (_paragraph("Oplysning", f"{label}\t{sentence}") for label, sentence in form.meetings)
    for table in form.tables:
        yield _heading(table)
        yield _table(table)
    yield _paragraph("Slutlinje", form.final_line)


def _paragraph(style: str, words: str = "") -> etree._Element:
    """A paragraph; a tab in its words is a real one."""
    runs = []
    for place, piece in enumerate(words.split("\t")):
        runs += [element("r", element("tab") if place else None, text(piece))] if words else []
    return element("p", element("pPr", element("pStyle", val=style)), *runs)


def _heading(table: FormTable) -> etree._Element:
    """The heading of a table."""
    made = _paragraph("Overskrift2udennummer", table.heading)
    if table.new_page:
        properties = made[0]
        put(properties, element("pageBreakBefore"))
        put(properties, element("spacing", before=0, after=120, line=252, lineRule="auto"))
    return made


def _table(table: FormTable) -> etree._Element:
    """One table: its head, and a row for each field."""
    look: dict[str, str | int] = {
        "val": "06A0",
        "firstRow": 1,
        "lastRow": 0,
        "firstColumn": 1,
        "lastColumn": 0,
        "noHBand": 1,
        "noVBand": 1,
    }
    properties = element(
        "tblPr",
        element("tblStyle", val="Skematabel"),
        element("tblW", w=sum(_GRID), type="dxa"),
        element("tblInd", w=-680, type="dxa"),
        element("tblLayout", type="fixed"),
        element("tblLook", **look),
        element("tblCaption", val=table.heading),
        element("tblDescription", val="Skriv svaret i højre kolonne"),
    )
    grid = element("tblGrid", *(element("gridCol", w=width) for width in _GRID))
    return element("tbl", properties, grid, _head(), *(_row(row) for row in table.rows))


def _head() -> etree._Element:
    """The head row, which repeats on every page."""
    field, answer = _paragraph("Tabelhoved", "Felt"), _paragraph("Tabelhoved", "Svar")
    put(field[0], element("ind", left=680))
    return element("tr", element("trPr", element("cantSplit"), element("tblHeader")), _left(field), _right(answer, tinted=False))


def _row(row: FormRow) -> etree._Element:
    """One row: number, label and help to the left, the answer to the right."""
    number = element("r", element("rPr", element("rStyle", val="Punktnummer")), text(f"{row.number}."))
    label = element("p", element("pPr", element("pStyle", val="Skemaetiket")), number)
    label.append(element("r", element("tab"), text(row.label)))
    asked = [label, *([_paragraph("Skemahjaelp", row.help)] if row.help else [])]
    height = element("trHeight", val=round(row.height * _TWIPS_PER_MM), hRule="atLeast") if row.height else element("cantSplit")
    return element("tr", element("trPr", height), _left(*asked), _right(_answer(row)))


def _left(*paragraphs: etree._Element) -> etree._Element:
    """The left cell."""
    return element("tc", element("tcPr", element("tcW", w=_GRID[0], type="dxa")), *paragraphs)


def _right(paragraph: etree._Element, *, tinted: bool = True) -> etree._Element:
    """The right cell."""
    tint = element("shd", val="clear", color="auto", fill="EEF3F2", themeFill="background2") if tinted else None
    margin = element("tcMar", element("left", w=170, type="dxa"))
    return element("tc", element("tcPr", element("tcW", w=_GRID[1], type="dxa"), tint, margin), paragraph)


def _answer(row: FormRow) -> etree._Element:
    """Where the answer goes: an empty paragraph, or one with a control that says what it is for."""
    if row.kind is AnswerKind.FREE:
        return _paragraph("Skemasvar")
    typed = row.kind in {AnswerKind.TEXT, AnswerKind.LINES}
    shown = text(row.answer or row.prompt)
    look = None if row.answer else element("rPr", element("rStyle", val="PlaceholderText"))
    properties = element(
        "sdtPr",
        element("rPr", element("rStyle", val="Svar")) if typed else None,
        element("alias", val=row.label),
        element("tag", val=row.name),
        element("id", val=_FIRST_ID + row.number),
        element("lock", val="sdtLocked"),
        None if row.answer else element("showingPlcHdr"),
        _control(row),
    )
    paragraph = _paragraph("Skemafelt" if typed else "Skemasvar")
    paragraph.append(element("sdt", properties, element("sdtContent", element("r", look, shown))))
    return paragraph


def _control(row: FormRow) -> etree._Element:
    """What kind of control it is, with its choices."""
    if row.kind is AnswerKind.DAY:
        return element(
            "date",
            element("dateFormat", val="d. MMMM yyyy"),
            element("lid", val="da-DK"),
            element("storeMappedDataAs", val="dateTime"),
            element("calendar", val="gregorian"),
        )
    if row.kind in _CHOSEN:
        return element(_CHOSEN[row.kind], *(element("listItem", displayText=one.shown, value=one.value) for one in row.choices))
    return element("text", multiLine=1) if row.kind is AnswerKind.LINES else element("text")


def _mark_headers(package: Package, form: BlankForm) -> None:
    """Put the body's own masthead where the form for all has its words; what somebody rewrote in Word stays."""
    said = dict(zip(_lines(MASTHEAD), _lines(form.masthead), strict=True))
    for name in [one for one in package.parts if one.startswith("word/header")]:
        tree = parse(package.parts[name])
        for one in list(tree.iter(w("t"))):
            _say(one, said.get(one.text or "", one.text or ""))
        package.parts[name] = written(tree)


def _say(one: etree._Element, words: str) -> None:
    """Put words into a text element, each line on one of its own."""
    one.text, *more = words.split("\n")
    for line in reversed(more):
        following = text(line)
        one.addnext(following)
        one.addnext(element("br"))


def _lines(masthead: tuple[str, str, tuple[str, ...], str]) -> tuple[str, ...]:
    """The words of a masthead, its parties a line each."""
    sender, level, parties, running = masthead
    return (sender, level, "\n".join(parties), running)


def _mark_title(package: Package, title: str) -> None:
    """Write the document's title into its properties."""
    name = package.related("", CORE_RELATIONSHIP)
    if name is None:
        return
    tree = parse(package.parts[name])
    for one in tree.iter(_TITLE):
        one.text = title
    package.parts[name] = written(tree)
