"""Excel files made part by part, as Excel and other programs write them."""

import io
import zipfile

from workflow.intake.cells import reference

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
STYLES = (
    f'<styleSheet xmlns="{MAIN}"><numFmts><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd"/>'
    '<numFmt numFmtId="165" formatCode="hh:mm"/><numFmt numFmtId="166" formatCode="#,##0&quot; dage&quot;"/></numFmts><cellXfs>'
    + "".join(f'<xf numFmtId="{number}"/>' for number in (0, 14, 164, 165, 20, 166, "x"))
    + "</cellXfs></styleSheet>"
)


def text(where: str, said: str) -> str:
    """A cell with a text of its own."""
    return f'<c r="{where}" t="inlineStr"><is><t>{said}</t></is></c>'


def row(number: int, *cells: str, more: str = "") -> str:
    """A row of texts; a cell that begins as XML stands as it is."""
    found = (one if one.startswith("<") else text(reference(place, number), one) for place, one in enumerate(cells))
    return f'<row r="{number}"{more}>{"".join(found)}</row>'


def sheet(*rows: str, before: str = "", after: str = "") -> str:
    """A worksheet."""
    return f'<worksheet xmlns="{MAIN}">{before}<sheetData>{"".join(rows)}</sheetData>{after}</worksheet>'


def workbook(
    *sheets: str,
    shared: str = "",
    styles: str = STYLES,
    book: str = "",
    states: tuple[str, ...] = (),
    names: tuple[str, ...] = (),
) -> bytes:
    """An Excel file with these sheets; their tabs are called Ark1, Ark2, unless they have names."""
    called = [*names, *(f"Ark{number}" for number in range(len(names) + 1, len(sheets) + 1))]
    tabs = "".join(
        f'<sheet name="{called[number - 1]}" sheetId="{number}" r:id="rId{number}"'
        + (f' state="{states[number - 1]}"' if number <= len(states) else "")
        + "/>"
        for number in range(1, len(sheets) + 1)
    )
    led = [(f"rId{number}", "worksheet", f"worksheets/sheet{number}.xml") for number in range(1, len(sheets) + 1)]
    led += [("s", "styles", "styles.xml")] * bool(styles) + [("t", "sharedStrings", "sharedStrings.xml")] * bool(shared)
    relations = "".join(f'<Relationship Id="{one}" Type="{OFFICE}/{kind}" Target="{target}"/>' for one, kind, target in led)
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types"><Override PartName="/xl/workbook.xml" ContentType='
        '"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="rId1" Type="{OFFICE}/officeDocument" '
        'Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}">{book}<sheets>{tabs}</sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{PACKAGE}/relationships">{relations}</Relationships>',
        "xl/styles.xml": styles,
        "xl/sharedStrings.xml": f'<sst xmlns="{MAIN}">{shared}</sst>',
    } | {f"xl/worksheets/sheet{number}.xml": one for number, one in enumerate(sheets, 1)}
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            if content:
                package.writestr(name, content)
    return made.getvalue()
