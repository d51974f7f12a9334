"""A person fills the shipped form in a real LibreOffice and drops it: the agenda shows what was typed, looks and all."""

import json
import shutil
import subprocess
import sys
from functools import lru_cache
from pathlib import Path
from typing import Any

from tests.intake.filling import read_parts
from tests.intake.samples import FORM, png
from tests.support.desk import new_desk
from tests.support.missing import missing
from tests.support.ooxml import validator_errors
from tests.templates.reading import Document

HAND = Path(__file__).parents[1] / "support" / "office_hand.py"
KURVE = png(60, 45)


@lru_cache(maxsize=1)
def python_of_libreoffice() -> str:
    """A Python that can speak to LibreOffice."""
    office = shutil.which("soffice")
    beside = Path(office).resolve().with_name("python") if office else Path()
    for program in (str(beside), "/usr/bin/python3", sys.executable):
        speaks = [program, "-c", "import uno"]
        if office and shutil.which(program) and not subprocess.run(speaks, capture_output=True, check=False).returncode:
            return program
    return missing("LibreOffice's Python", "install libreoffice-writer and python3-uno.")


def typed(folder: Path, answers: dict[int, Any]) -> Path:
    """The shipped form, filled and saved in LibreOffice."""
    form = folder / "forslag.docx"
    command = [python_of_libreoffice(), str(HAND), str(folder / "profil"), str(FORM), str(form)]
    run = subprocess.run(command, input=json.dumps(answers), capture_output=True, text=True, check=False, timeout=180)
    assert run.returncode == 0, run.stdout + run.stderr
    return form


def test_what_was_typed_in_libreoffice_stands_in_the_agenda(tmp_path: Path) -> None:
    """Choices from lists, dates, one-line answers, and a case with every kind of look that the house has a style for."""
    (tmp_path / "kurve.png").write_bytes(KURVE)
    case = [
        {"text": "Parterne er "},
        {"text": "helt", "bold": True},
        {"text": " og "},
        {"text": "gerne", "italic": True},
        {"text": " enige", "note": "Se referatet fra juni."},
        {"text": "; læs "},
        {"text": "aftalen", "link": "https://www.example.dk/aftale"},
        {"paragraph": "Heading 3"},
        {"text": "Baggrund"},
        {"paragraph": "List Bullet"},
        {"text": "fælles vagt"},
        {"paragraph": "List Bullet"},
        {"text": "fælles bil"},
        {"paragraph": "Skemasvar"},
        {"picture": str(tmp_path / "kurve.png"), "alt": "Antal ture"},
        {"paragraph": "Skemasvar"},
        {"table": [["Post", "Kroner"], ["Løn", "400.000"]]},
    ]
    answers = {1: "Klynge Vest", 2: "30. november 2026", 3: "Morsø Kommune", 4: "Sundhedschef, Morsø Kommune", 10: "20"}
    answers |= {6: "Fælles akutteam i Limfjorden", 7: "Drøftelse", 8: "Åbent punkt", 12: "Klyngen drøfter et akutteam."}
    form = typed(tmp_path, {**answers, 14: case, 15: "Ingen.", 25: "Fælles populationsansvar"})
    office = new_desk(tmp_path / "klynger")
    office.drop(form)
    assert office.run("modtag").status == 0
    [agenda] = (office.root / "outbox" / "nordjylland" / "nordjylland-vest").rglob("Dagsorden*.docx")
    lines = Document(agenda).lines()
    begins = lines.index("heading 2: 3⇥Fælles akutteam i Limfjorden")
    assert lines[begins + 2 : begins + 14] == [
        "Faktalinje | Drøftelse | Åbent punkt | 15.15–15.35 / 20 minutter | Morsø Kommune | Ikke oplyst",
        "Punktoplysning: Opgave⇥Fælles populationsansvar",
        "Resumé: Klyngen drøfter et akutteam.",
        "heading 3: Sagsfremstilling",
        "Normal: Parterne er helt og gerne enige[*]; læs aftalen",
        "heading 4: Baggrund",
        "List Bullet: fælles vagt",
        "List Bullet: fælles bil",
        "Normal: ",
        "Table Grid | Post | Kroner",
        "Table Grid | Løn | 400.000",
        "heading 3: Økonomi",
    ]
    parts = read_parts(agenda)
    document, notes = parts["word/document.xml"].decode(), parts["word/footnotes.xml"].decode()
    assert ("Se referatet fra juni." in notes, 'descr="Antal ture"' in document, KURVE in parts.values()) == (True, True, True)
    assert 'w:val="Strong"' in document
    assert 'w:val="Emphasis"' in document
    assert validator_errors(agenda) == []
