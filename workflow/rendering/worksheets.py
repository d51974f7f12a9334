"""Sheets to fill as Excel files: heads in the house's colours, lists to choose from, the closing row. Same data, same bytes."""

from collections.abc import Iterator, Sequence
from html import escape

from workflow.domain.blank_sheets import BlankColumn, BlankSheet
from workflow.domain.sheets import END_ROW
from workflow.rendering.zipping import archive, best_press

ROWS = 200
LONGEST_NOTE, LONGEST_HEAD = 255, 32
_LISTS = "Lister"
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_STYLES = {"tekst": 3, "dato": 4, "klokkeslæt": 5}
_DECLARED = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


def worksheet_file(sheet: BlankSheet) -> bytes:
    """The sheet as an Excel file (.xlsx).

    Args:
        sheet: its columns and lists.
    """
    parts = {
        "[Content_Types].xml": _content_types(),
        "_rels/.rels": _relations(("officeDocument", "xl/workbook.xml")),
        "xl/workbook.xml": _workbook(sheet),
        "xl/_rels/workbook.xml.rels": _relations(
            ("worksheet", "worksheets/sheet1.xml"), ("worksheet", "worksheets/sheet2.xml"), ("styles", "styles.xml")
        ),
        "xl/styles.xml": _styles(),
        "xl/worksheets/sheet1.xml": _filled_sheet(sheet.columns),
        "xl/worksheets/sheet2.xml": _lists_sheet(sheet.columns),
    }
    press = best_press()
    return archive([press.pressed(name, (_DECLARED + text).encode()) for name, text in parts.items()])


def _content_types() -> str:
    """What each part is."""
    sheets = "".join(
        f'<Override PartName="/xl/worksheets/sheet{number}.xml" ContentType="{_TYPE}.worksheet+xml"/>' for number in (1, 2)
    )
    return (
        f'<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{_TYPE}.sheet.main+xml"/>{sheets}'
        f'<Override PartName="/xl/styles.xml" ContentType="{_TYPE}.styles+xml"/></Types>'
    )


def _relations(*targets: tuple[str, str]) -> str:
    """The parts that a part leads to, as rId1, rId2 and so on."""
    found = "".join(
        f'<Relationship Id="rId{number}" Type="{_OFFICE}/{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(targets, 1)
    )
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{found}</Relationships>'


def _workbook(sheet: BlankSheet) -> str:
    """The two sheets, the one with the lists hidden; the heads are printed on every page."""
    return (
        f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheets><sheet name="{escape(sheet.name)}" sheetId="1" r:id="rId1"/>'
        f'<sheet name="{_LISTS}" sheetId="2" state="hidden" r:id="rId2"/></sheets><definedNames>'
        f'<definedName name="_xlnm.Print_Titles" localSheetId="0">\'{escape(sheet.name, quote=False)}\'!$1:$1</definedName>'
        "</definedNames></workbook>"
    )


def _styles() -> str:
    """The looks: plain, a head, the head of a column that must be answered, text, date, clock time, the closing row."""
    wrap = '<alignment vertical="top" wrapText="1"/>'
    looks = (
        '<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>',
        *(
            f'<xf numFmtId="49" fontId="1" fillId="{fill}" borderId="0" xfId="0" applyFont="1" applyFill="1" '
            f'applyAlignment="1">{wrap}</xf>'
            for fill in (3, 2)
        ),
        *(
            f'<xf numFmtId="{number}" fontId="0" fillId="0" borderId="1" xfId="0" applyNumberFormat="1" applyBorder="1" '
            f'applyAlignment="1">{wrap}</xf>'
            for number in (49, 164, 165)
        ),
        '<xf numFmtId="49" fontId="2" fillId="0" borderId="0" xfId="0" applyFont="1"/>',
    )
    line = '<{0} style="thin"><color rgb="FFC6C8C9"/></{0}>'
    font = '<font>{}<sz val="10"/><color rgb="FF{}"/><name val="Arial"/></font>'
    solid = '<fill><patternFill patternType="solid"><fgColor rgb="FF{}"/></patternFill></fill>'
    return (
        f'<styleSheet xmlns="{_MAIN}"><numFmts count="2"><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd"/>'
        '<numFmt numFmtId="165" formatCode="hh&quot;.&quot;mm"/></numFmts>'
        f'<fonts count="3">{font.format("", "1B2528")}{font.format("<b/>", "FFFFFF")}{font.format("<i/>", "545C5E")}</fonts>'
        '<fills count="4"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>'
        f"{solid.format('0E3B43')}{solid.format('0B6470')}</fills>"
        '<borders count="2"><border><left/><right/><top/><bottom/><diagonal/></border>'
        f"<border><left/>{line.format('right')}<top/>{line.format('bottom')}<diagonal/></border></borders>"
        '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
        f'<cellXfs count="{len(looks)}">{"".join(looks)}</cellXfs>'
        '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
    )


def _filled_sheet(columns: Sequence[BlankColumn]) -> str:
    """The sheet that is filled: heads, room for the rows, and the closing row."""
    widths = "".join(
        f'<col min="{place}" max="{place}" width="{one.width}" style="{_STYLES[one.holds]}" customWidth="1"/>'
        for place, one in enumerate(columns, 1)
    )
    heads = "".join(_cell(f"{_letters(place)}1", one.label, 2 if one.is_needed else 1) for place, one in enumerate(columns))
    end = _cell(f"A{ROWS + 2}", END_ROW, 6)
    rules = [rule for place, one in enumerate(columns) for rule in _rules(place, one)]
    return (
        f'<worksheet xmlns="{_MAIN}"><sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>'
        '<sheetViews><sheetView showGridLines="0" workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" '
        f'state="frozen"/></sheetView></sheetViews><cols>{widths}</cols><sheetData>'
        f'<row r="1" ht="32" customHeight="1">{heads}</row>'
        f'<row r="{ROWS + 2}">{end}</row></sheetData><dataValidations count="{len(rules)}">{"".join(rules)}</dataValidations>'
        '<pageSetup paperSize="9" orientation="landscape" fitToHeight="0"/></worksheet>'
    )


def _rules(place: int, column: BlankColumn) -> Iterator[str]:
    """What is offered and told while a column is filled; another answer is let through after a question."""
    told = (
        f'promptTitle="{escape(column.label[:LONGEST_HEAD])}" prompt="{escape(column.note[:LONGEST_NOTE])}" showInputMessage="1" '
        if column.note
        else ""
    )
    cells = f'sqref="{_letters(place)}2:{_letters(place)}{ROWS + 1}"'
    if column.choices:
        letters = _letters(place)
        yield (
            f'<dataValidation type="list" allowBlank="1" errorStyle="warning" showErrorMessage="1" {told}'
            f'errorTitle="Ikke på listen" error="Svaret står ikke på listen. Vil du bruge det alligevel?" {cells}>'
            f"<formula1>{_LISTS}!${letters}$1:${letters}${len(column.choices)}</formula1></dataValidation>"
        )
    elif told:
        yield f'<dataValidation allowBlank="1" {told}{cells}/>'


def _lists_sheet(columns: Sequence[BlankColumn]) -> str:
    """The hidden sheet with the lists, each in the column that it is for."""
    longest = max((len(one.choices) for one in columns), default=0)
    rows = "".join(
        f'<row r="{number + 1}">'
        + "".join(
            _cell(f"{_letters(place)}{number + 1}", one.choices[number], 0)
            for place, one in enumerate(columns)
            if number < len(one.choices)
        )
        + "</row>"
        for number in range(longest)
    )
    return f'<worksheet xmlns="{_MAIN}"><sheetData>{rows}</sheetData></worksheet>'


def _cell(where: str, text: str, style: int) -> str:
    """A cell with a text."""
    return f'<c r="{where}" s="{style}" t="inlineStr"><is><t>{escape(text, quote=False)}</t></is></c>'


def _letters(place: int) -> str:
    """A column's name, counted from 0."""
    first, second = divmod(place, 26)
    return (chr(ord("A") + first - 1) if first else "") + chr(ord("A") + second)
