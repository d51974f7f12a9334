"""The blank sheets: valid Excel files that people fill, and that are read back as they were filled."""

import io
import zipfile
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.domain import factories
from tests.intake.excel import row
from tests.support.ooxml import validator_errors
from workflow.domain.blank_sheets import BlankSheet, blank_sheet
from workflow.domain.sheets import COLUMNS, SheetKind
from workflow.intake.submissions import read_submission
from workflow.rendering.worksheets import worksheet_file
from workflow.rendering.zipping import archive, best_press

TODAY = date(2026, 11, 5)
ROWS = {
    SheetKind.PROPOSALS: ("Klynge Nord", '<c r="B2" s="4"><v>46350</v></c>', "Hjørring Kommune", "Konsulent", "", "Fælles data"),
    SheetKind.MEMBERS: ("Klynge Nord", "borgmestre", "Borgmester", "Hjørring", "ja", "", '<c r="G2" s="4"><v>46023</v></c>'),
    SheetKind.MEETINGS: (
        "Klynge Nord",
        '<c r="B2" s="4"><v>46350</v></c>',
        '<c r="C2" s="5"><v>0.625</v></c>',
        "17.00",
        "Rådhuset",
    ),
}
SAID: dict[SheetKind, dict[str, Any]] = {
    SheetKind.PROPOSALS: {
        "organer": ["Klynge Nord"],
        "mødedato": "2026-11-24",
        "forslagsstiller": "Hjørring Kommune",
        "kontaktperson": "Konsulent",
        "titel": "Fælles data",
    },
    SheetKind.MEMBERS: {
        "organ": "Klynge Nord",
        "plads": "borgmestre",
        "titel": "Borgmester",
        "kommune": "Hjørring",
        "lokal": "ja",
        "gyldig_fra": "2026-01-01",
    },
    SheetKind.MEETINGS: {
        "organ": "Klynge Nord",
        "dato": "2026-11-24",
        "start": "15.00",
        "slut": "17.00",
        "sted": "Rådhuset",
    },
}


def blank(kind: SheetKind) -> BlankSheet:
    """A fresh sheet from a small register: one cluster there is, one is gone."""
    gone = factories.vendsyssel().model_copy(update={"id": "nordjylland-gammel", "name": "Gammel", "valid_to": date(2025, 1, 1)})
    register = factories.register(factories.body_file(factories.nord()), factories.body_file(gone))
    return blank_sheet(kind, register, TODAY)


def filled(kind: SheetKind, folder: Path) -> Path:
    """A sheet with one row filled in."""
    path, name = folder / f"{kind}.xlsx", "xl/worksheets/sheet1.xml"
    with zipfile.ZipFile(io.BytesIO(worksheet_file(blank(kind)))) as package:
        found = {part: package.read(part) for part in package.namelist()}
    found[name] = found[name].replace(b'<row r="202">', row(2, *ROWS[kind]).encode() + b'<row r="202">')
    path.write_bytes(archive([best_press().pressed(one, content) for one, content in found.items()]))
    return path


@pytest.mark.parametrize("kind", SheetKind)
def test_a_sheet_is_valid_and_the_same_every_time(tmp_path: Path, kind: SheetKind) -> None:
    """Blank as it is shipped, and filled."""
    path = tmp_path / "ark.xlsx"
    path.write_bytes(worksheet_file(blank(kind)))
    assert path.read_bytes() == worksheet_file(blank(kind))
    assert validator_errors(path) == []
    assert validator_errors(filled(kind, tmp_path)) == []


@pytest.mark.parametrize("kind", SheetKind)
def test_what_was_filled_in_is_read_as_it_stands_there(tmp_path: Path, kind: SheetKind) -> None:
    """Days and clock times come as Excel keeps them, as numbers."""
    found = read_submission(filled(kind, tmp_path), "ark.xlsx")
    assert [one.answers for one in found.rows] == [SAID[kind]]
    assert (found.sheet, found.findings[1:], found.unread) == (kind, (), ())


def test_every_column_that_is_read_is_asked_for_and_the_lists_come_from_the_register() -> None:
    """A body that is gone is not offered."""
    for kind in SheetKind:
        assert [one.label for one in blank(kind).columns] == [one.label for one in COLUMNS[kind]]
    lists = {one.label: one.choices for one in blank(SheetKind.MEMBERS).columns}
    assert "Klynge Nord" in lists["Organ"]
    assert "Gammel" not in lists["Organ"]
    assert "Hjørring" in lists["Kommunekode"]
    assert "borgmestre" in lists["Plads"]
    asked = {one.label: one for one in blank(SheetKind.PROPOSALS).columns}
    assert asked["Sagstype"].choices == ("Orientering", "Drøftelse", "Beslutning")
    assert (asked["Mødedato"].holds, asked["Titel"].is_needed, asked["Økonomi"].is_needed) == ("dato", True, False)
