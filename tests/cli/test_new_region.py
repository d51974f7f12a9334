"""A region that klynge never saw, in register files only: charters, agendas and minutes come out, and no code knows its name."""

import re
import shutil
from pathlib import Path

from tests.rendering.words import words
from tests.support.desk import Desk
from tests.support.invented import invented, lay
from tests.support.ooxml import validator_errors

DAY, MEETING_DAY = "2031-02-01", "2031-03-04"

PROPOSAL = """
skema: dagsordensforslag
organer: oesund-0
forslagsstiller: Ravnsø Kommune
kontaktperson: Sundhedschef, Ravnsø Kommune
titel: En fælles bus til klinikken
sagstype: beslutning
offentlighed: åbent
tidsforbrug: 30
resumé: Bussen kører to gange om dagen.
indstilling: at egnsklyngen godkender køreplanen
sagsfremstilling: |
  Køreplanen er:

  1. formiddag
  2. eftermiddag
økonomi: Ingen.
patientinddragelse: Patientrepræsentanten har været med.
opgave: samtale
slut: ja
"""


def test_charters_agendas_and_minutes_of_a_region_in_register_files_only(desk: Desk) -> None:
    """Five clusters with majority, another quorum, other sectors and other sections; one proposal and its minutes."""
    shutil.rmtree(desk.root / "register")
    invented(desk.root / "register")
    charters = desk.run("kommissorium", "--alle", day=DAY)
    assert (charters.status, len(charters.paths)) == (0, 5), charters.err
    assert "1\tIdéen" in words(charters.paths[0])
    assert any(
        "Egnsklynge Ravnsø blev stiftet den 1. marts 2025" in line.replace("\xa0", " ") for line in words(charters.paths[0])
    )
    lay(desk.root / "inbox/forslag.yaml", PROPOSAL)
    taken = desk.run("modtag", day=DAY)
    assert taken.status == 0, taken.err
    agendas = desk.run("dagsorden", "--alle", "--udsend", day=DAY)
    assert (agendas.status, len(agendas.paths)) == (0, 5), agendas.err
    assert "1\tEn fælles bus til klinikken" in words(agendas.paths[0])
    (draft,) = desk.run("referat", "oesund-0", "--kladde", day=MEETING_DAY).paths
    (desk.root / "inbox/referat.yaml").write_text(_filled(draft), "utf-8")
    done = desk.run("modtag", day=MEETING_DAY)
    assert done.status == 0, done.err
    minutes = done.paths[-1]
    assert any("Mødet var beslutningsdygtigt" in line for line in words(minutes))
    assert [validator_errors(path) for path in (charters.paths[0], agendas.paths[0], minutes)] == [[], [], []]


def _filled(draft: Path) -> str:
    """The draft record with everybody present and the one item approved."""
    text = re.sub(r"(?m)^    status:.*$", "    status: til stede", draft.read_text("utf-8"))
    text = text.replace("    konklusion: |\n", "    konklusion: |\n      Godkendt.\n")
    return re.sub(r"(?m)^    konsensus:.*$", "    konsensus: ja", text)


def test_no_code_and_no_template_names_a_region() -> None:
    """Facts live in the register alone."""
    root = Path(__file__).parents[2]
    named = re.compile(r"nordjylland|syddanmark|vendsyssel|sønderjylland", re.IGNORECASE)
    for module in (root / "workflow").rglob("*.py"):
        code = re.sub(r'"""[\s\S]*?"""|examples=\[[^\]]*\]|#.*', "", module.read_text("utf-8"))
        code = re.sub(r"for eksempel[^\"]*", "", code)
        assert not named.search(code), module
    for template in ("dagsorden", "referat", "kommissorium"):
        assert not named.search("\n".join(words(root / "templates/docx" / f"{template}.docx"))), template
