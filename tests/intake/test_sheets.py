"""Our sheets as people and programs leave them: what is read, what is told, and at which cell."""

from pathlib import Path
from typing import Any

import pytest

from tests.intake.excel import row, sheet, text, workbook
from workflow.domain.sheets import SheetKind, column_of
from workflow.intake.cells import place_of, reference
from workflow.intake.submissions import Submission, read_submission

HEADS = ("Organ", "Dato", "Starttidspunkt", "Sluttidspunkt", "Mødested")
CASES = ("Sundhedsklynge", "Forslagsstiller", "Kontaktperson", "6. Titel", "Sagstype", "Åbent eller lukket", "Tidsforbrug",
         "Resumé", "Sagsfremstilling", "Indstilling")  # fmt: skip
FIRST = ("Klynge Nord", "2026-11-24", "15.00", "17.00", "Hjørring")


def read(tmp_path: Path, raw: bytes | str, name: str = "ark.xlsx") -> Submission:
    """What a sheet says."""
    file = tmp_path / name
    file.write_bytes(raw.encode() if isinstance(raw, str) else raw)
    return read_submission(file, name)


def answers(submission: Submission) -> list[dict[str, Any]]:
    """The answers of each row."""
    return [one.answers for one in submission.rows]


def told(submission: Submission) -> list[str]:
    """Every problem, those of rows with their places."""
    found = [one for each in submission.rows for one in each.findings]
    return [*(one.problem for one in submission.findings), *(f"{one.label}: {one.problem}".lstrip(": ") for one in found)]


def test_cells_have_the_names_that_excel_gives_them() -> None:
    """Both ways; what is no cell has no place."""
    assert [reference(place, 7) for place in (0, 25, 26, 701, 702)] == ["A7", "Z7", "AA7", "ZZ7", "AAA7"]
    assert (place_of("$AA$7"), place_of("7A")) == ((26, 7), None)


def test_a_head_is_known_by_label_key_and_number() -> None:
    """As the form, the schema and last year's sheet have it."""
    heads = ("6. Titel", "titel", "TITEL:", "Åbent eller lukket *")
    found = [column_of(SheetKind.PROPOSALS, head) for head in heads]
    assert [one.name if one else "" for one in found] == ["titel", "titel", "titel", "offentlighed"]
    assert column_of(SheetKind.PROPOSALS, "Farve") is None


def test_what_excel_keeps_as_numbers_is_read_as_it_is_shown(tmp_path: Path) -> None:
    """Days, clock times, a formula with its value, a shared text, a truth value; rows and cells without a name."""
    one = (
        '<row><c t="s"><v>0</v></c><c s="1"><v>46350</v></c><c s="3"><v>0.625</v></c><c s="4"><f>C2+1/12</f><v>0.70833333</v></c>'
        '<c t="str"><f>A9</f><v>Hjørring</v></c></row>'
    )
    shared = "<si><r><t>Klynge </t></r><r><t>Nord</t></r><rPh><t>x</t></rPh></si>"
    read_now = read(tmp_path, workbook(sheet(row(1, *HEADS), one), shared=shared))
    assert told(read_now) == []
    assert answers(read_now) == [
        {"organ": "Klynge Nord", "dato": "2026-11-24", "start": "15.00", "slut": "17.00", "sted": "Hjørring"}
    ]
    assert read_now.rows[0].places["dato"] == "Celle B2, Dato"


@pytest.mark.parametrize(
    ("cell", "said"),
    [
        ('<c r="E2"><v>1234.5</v></c>', "1234,5"),
        ('<c r="E2"><v>0.30000000000000004</v></c>', "0,3"),
        ('<c r="E2" s="5"><v>12</v></c>', "12"),
        ('<c r="E2" s="6"><v>12</v></c>', "12"),
        ('<c r="E2" s="x"><v>12</v></c>', "12"),
        ('<c r="E2"><v>tolv</v></c>', "tolv"),
        ('<c r="E2" t="b"><v>1</v></c>', "ja"),
        ('<c r="E2" t="b"><v>0</v></c>', "nej"),
        ('<c r="E2" t="d"><v>2026-11-24</v></c>', "2026-11-24"),
        ('<c r="E2" s="2"><v>46350.5</v></c>', "2026-11-24 kl. 12.00"),
        ('<c r="E2" s="1"><v>59</v></c>', "1900-02-28"),
        ('<c r="E2" s="1"><v>1E+20</v></c>', "1e+20"),
        ('<c r="E2" s="1"><v>1E+7</v></c>', "10000000"),
        ('<c r="E2" t="s"><v>9</v></c>', None),
        ('<c r="E2" t="s"><v>x</v></c>', None),
        ('<c r="E2" t="str"><f>""</f><v></v></c>', None),
    ],
)
def test_every_kind_of_cell_is_read(tmp_path: Path, cell: str, said: str | None) -> None:
    """In the last column of an otherwise plain row."""
    assert answers(read(tmp_path, workbook(sheet(row(1, *HEADS), row(2, *FIRST[:4], cell)))))[0].get("sted") == said


def test_days_are_counted_from_1904_where_the_file_says_so(tmp_path: Path) -> None:
    """As Excel for Mac did; and a file without styles has none."""
    cell = '<c r="B2" s="1"><v>44888</v></c>'
    raw = workbook(sheet(row(1, *HEADS), row(2, "x", cell)), book='<workbookPr date1904="1"/>')
    assert answers(read(tmp_path, raw))[0]["dato"] == "2026-11-24"
    assert answers(read(tmp_path, workbook(sheet(row(1, *HEADS), row(2, "x", cell)), styles="")))[0]["dato"] == "44888"
    bare = '<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"/>'
    assert answers(read(tmp_path, workbook(sheet(row(1, *HEADS), row(2, "x", cell)), styles=bare)))[0]["dato"] == "44888"


def test_a_formula_without_a_value_and_an_error_are_told_at_their_cells(tmp_path: Path) -> None:
    """A program wrote the file that never reckons."""
    cells = ('<c r="B2"><f>I1</f></c>', '<c r="C2" t="e"><v>#REF!</v></c>', '<c r="D2" t="e"/>')
    found = read(tmp_path, workbook(sheet(row(1, *HEADS), row(2, "Klynge Nord", *cells))))
    assert told(found) == [
        "Celle B2, Dato: Cellen er en formel, der ikke er regnet ud.",
        "Celle C2, Starttidspunkt: Cellen viser en fejl (#REF!).",
        "Celle D2, Sluttidspunkt: Cellen viser en fejl (#?).",
    ]


def test_merged_and_hidden_cells_are_read_and_told(tmp_path: Path) -> None:
    """The body stands once for two rows, a row is filtered away, a column is folded; ranges that make no sense are left."""
    merged = ("A2:A3", "A1:E1", "B9:B4", "x", "D2:D3", "C2:ZZZZ3")
    after = f"<mergeCells>{''.join(f'<mergeCell ref={one!r}/>' for one in merged)}</mergeCells>".replace("'", '"')
    columns = '<cols><col min="5" max="5" hidden="1"/><col min="1" max="1"/><col min="x" max="2" hidden="1"/></cols>'
    rows = (row(1, *HEADS), row(2, *FIRST[:3], "", "Hjørring"), row(3, "", "2026-12-24", more=' hidden="1"'))
    found = read(tmp_path, workbook(sheet(*rows, before=columns, after=after)))
    assert [one["organ"] for one in answers(found)] == ["Klynge Nord", "Klynge Nord"]
    assert told(found) == [
        "Cellerne A2:A3 er flettet; vi har læst det samme i hver af dem.",
        "Cellerne D2:D3 er flettet; vi har læst det samme i hver af dem.",
        "Kolonnen ”Mødested” er skjult i arket, men er læst med.",
        "Række 3 er skjult i arket, men er læst med.",
    ]


def test_what_is_no_case_is_left_and_told(tmp_path: Path) -> None:
    """A headline, blank rows, the heads again, a sum, something beside the table, something below the closing row."""
    rows = (
        row(1, "Mødeplan 2026"),
        row(3, *HEADS, "Organ"),
        row(5, *FIRST, "", "husk kage"),
        row(6, "", *FIRST[1:], "og kaffe"),
        row(7, *HEADS, "Organ"),
        row(8, "I alt:", "2"),
        row(9, "SLUT"),
        row(10, "rest"),
    )
    found = read(tmp_path, workbook(sheet(*rows)))
    assert [one.number for one in found.rows] == [5, 6]
    assert found.unread == ("G5: husk kage", "F6: og kaffe", "A8: I alt:", "B8: 2", "A10: rest")
    assert told(found) == [
        "Der står noget uden for arkets egne kolonner; det er ikke læst.",
        "Række 8 ligner en sum og er ikke læst som en sag.",
        "Række 10 står under rækken slut og er ikke læst.",
    ]


def test_all_sheets_of_our_kind_are_read_and_others_are_told(tmp_path: Path) -> None:
    """A tab for each half year, notes on a third, hidden lists, an empty one, and a diagram."""
    ours = sheet(row(1, *HEADS), row(2, *FIRST))
    chart = '<chartsheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"/>'
    states = ("visible", "visible", "visible", "hidden", "visible", "visible")
    raw = workbook(ours, ours, sheet(row(1, "noter")), sheet(row(1, "liste")), sheet(), chart, states=states)
    found = read(tmp_path, raw)
    assert [one.places["dato"] for one in found.rows] == ["Ark1, celle B2, Dato", "Ark2, celle B2, Dato"]
    assert told(found) == ["Fanebladet ”Ark3” er ikke læst."]


def test_a_sheet_without_rows_or_without_needed_columns_is_told(tmp_path: Path) -> None:
    """Only the heads; and too few of them."""
    assert told(read(tmp_path, workbook(sheet(row(1, *HEADS))))) == ["Der står ingen svar i arket."]
    assert told(read(tmp_path, workbook(sheet(row(1, *HEADS[:4]), row(2, *FIRST[:4]))))) == [
        "Arket mangler ”Mødested” blandt overskrifterne."
    ]


@pytest.mark.parametrize(
    "heads",
    [
        ("Titel", "Økonomi", "Tidsplan", "Kommentar"),
        ("Navn", "Titel", "Organ", "Plads"),
        ("Dato", "Start", "Slut", "Emne"),
        ("Sundhedsklynge", "Titel", "Økonomi", "Tidsplan"),
    ],
)
def test_somebody_s_own_sheet_with_some_of_our_heads_is_an_attachment(tmp_path: Path, heads: tuple[str, ...]) -> None:
    """A budget, a list of participants, a programme, and an overview of the clusters; in Excel and as text."""
    cells = ("a", "b", "c", "d")
    for raw, name in (
        (workbook(sheet(row(1, *heads), row(2, *cells))), "bilag.xlsx"),
        (";".join(heads) + "\na;b;c;d\n", "bilag.csv"),
    ):
        found = read(tmp_path, raw, name)
        assert (found.sheet, [one.name for one in found.enclosures]) == ("", [name])
        assert "er ikke et forslag" in found.findings[0].problem


def test_a_sheet_with_our_tab_or_our_closing_row_is_told_what_it_lacks(tmp_path: Path) -> None:
    """The first column was deleted; or all but three were."""
    lacking = "Arket mangler ”Organ” blandt overskrifterne."
    tab = workbook(sheet(row(1, *HEADS[1:]), row(2, *FIRST[1:])), names=("Mødeplan",))
    assert told(read(tmp_path, tab)) == [lacking]
    assert told(read(tmp_path, ";".join(HEADS[1:]) + "\n" + ";".join(FIRST[1:]) + "\nslut\n", "plan.csv")) == [lacking]
    few = workbook(sheet(row(1, "Titel", "Sundhedsklynge", "Økonomi"), row(2, "a", "b", "c"), row(3, "slut")))
    assert told(read(tmp_path, few))[0].startswith("Arket mangler ”Forslagsstiller”, ”Kontaktperson”, ”Sagstype”,")


def test_a_workbook_that_is_none_of_ours_is_an_attachment(tmp_path: Path) -> None:
    """A budget; one that no guard lets through; one whose sheet is missing."""
    refused = workbook(sheet(row(1, *HEADS))).replace(b"xl/styles.xml", b"../tyles.xml ")
    nothing = workbook(sheet(row(1, *HEADS))).replace(b"worksheets/sheet1.xml", b"worksheets/sheet9.xml", 1)
    for raw in (workbook(sheet(row(1, "Post", "2026"), row(2, "Løn", "100"))), refused, nothing):
        found = read(tmp_path, raw)
        assert (found.sheet, found.kind) == ("", "Excel-fil")
        assert "Et regneark er ikke et forslag" in found.findings[0].problem


def test_a_sheet_of_thousands_of_rows_is_sent_back_and_one_far_away_cell_is_no_trouble(tmp_path: Path) -> None:
    """Excel's last cell ended another reader's process."""
    assert "flere end 2000 rækker" in told(read(tmp_path, workbook(sheet(*(row(n, "x") for n in range(1, 2003))))))[0]
    far = f'<row r="1048576">{text("XFD1048576", "x")}</row>'
    assert len(read(tmp_path, workbook(sheet(row(1, *HEADS), row(2, *FIRST), far))).rows) == 1
    assert "flere end 2000 rækker" in told(read(tmp_path, "a;b\n" * 2002, "ark.csv"))[0]


@pytest.mark.parametrize("delimiter", [";", ",", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_a_table_of_text_is_read_whatever_stands_between_and_however_it_was_saved(
    tmp_path: Path, delimiter: str, encoding: str
) -> None:
    """As Excel, LibreOffice and Google save it."""
    lines = (HEADS, FIRST, ("slut", "", "", "", ""))
    raw = "\r\n".join(delimiter.join(f'"{cell}"' for cell in line) for line in lines).encode(encoding)
    found = read(tmp_path, raw, "plan.csv")
    assert answers(found) == [dict(zip(("organ", "dato", "start", "slut", "sted"), FIRST, strict=True))]
    assert [one.severity.value for one in found.findings] == ["advarsel"] * (encoding == "cp1252")


def test_a_table_that_names_its_delimiter_is_taken_at_its_word(tmp_path: Path) -> None:
    """Excel's own first line; the rows keep their numbers."""
    found = read(tmp_path, "sep=;\r\n" + ";".join(HEADS) + "\r\n;;\r\n" + ";".join(FIRST) + "\r\nslut\r\n", "plan.csv")
    assert found.rows[0].places["dato"] == "Celle B4, Dato"


def test_a_table_that_is_cut_is_seen_to_be(tmp_path: Path) -> None:
    """Between rows, and in the middle of a text."""
    whole = ";".join(HEADS) + "\r\n" + ";".join(FIRST) + "\r\n"
    assert "slutter ikke med en række, hvor der står slut" in told(read(tmp_path, whole, "plan.csv"))[0]
    assert "en tekst i anførselstegn slutter ikke" in told(read(tmp_path, whole + '"Klynge', "plan.csv"))[0]


def test_no_more_cases_come_in_one_sheet_than_anybody_could_read(tmp_path: Path) -> None:
    """A list of two hundred and one."""
    rows = (row(number, "Klynge Nord", "H", "K", "T") for number in range(2, 203))
    assert "Arket har 201 forslag; vi tager højst 200 ad gangen." in told(read(tmp_path, workbook(sheet(row(1, *CASES), *rows))))


def test_the_answers_of_a_case_take_the_shape_of_the_schema(tmp_path: Path) -> None:
    """Several bodies, lines as paragraphs, a list that stays a list."""
    said = (
        "Klynge Nord; Klynge Vest",
        "Hjørring Kommune",
        "K",
        "T",
        "drøftelse",
        "åbent",
        "20",
        "Et\nTo",
        "- a\n- b\nC\n\nD",
        "at x",
    )
    found = read(tmp_path, workbook(sheet(row(1, *CASES), row(2, *said))))
    (case,) = answers(found)
    assert case["organer"] == ["Klynge Nord", "Klynge Vest"]
    assert (case["resumé"], case["sagsfremstilling"]) == ("Et\n\nTo", "- a\n- b\n\nC\n\nD")
    assert found.rows[0].places["mødedato"] == "Række 2, Mødedato"
