"""``klynge modtag --prøv``: what would happen is told, and nothing is touched."""

import hashlib
import re
from pathlib import Path

from tests.support.desk import EXAMPLES, Desk
from workflow.archive.lock import only_one
from workflow.archive.workspace import find_workspace

PROPOSALS = EXAMPLES / "forslag"
NORD = PROPOSALS / "02 lægedækning nord.yaml"


def everything(desk: Desk) -> dict[str, tuple[int, str]]:
    """Every file and folder of the workspace, data included, with when it was changed and what it holds."""
    paths = sorted([desk.root, *desk.root.rglob("*")])
    return {str(path): (path.stat().st_mtime_ns, _checksum(path)) for path in paths}


def _checksum(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else ""


def becomes(lines: list[str]) -> dict[str, str]:
    """What would become of each file, from the table."""
    head = lines[0]
    end = lines.index("") if "" in lines else len(lines)
    start, stop = head.index("Bliver"), head.index("Møde")
    return {line[:start].strip(): line[start:stop].strip() for line in lines[1:end]}


def test_a_trial_tells_what_would_become_of_each_file_and_touches_nothing(desk: Desk) -> None:
    """Something of each kind lies in the inbox, after one proposal was taken in."""
    desk.drop(NORD, "a.yaml")
    desk.run("modtag")
    text = NORD.read_text("utf-8")
    desk.drop(NORD, "b.yaml")
    desk.write("inbox/c.yaml", "# det samme\n" + text)
    desk.write("inbox/d.yaml", text.replace("resumé: ", "resumé: Nyt. "))
    desk.drop(PROPOSALS / "24 mangler indstilling.docx", "e.docx")
    desk.drop(PROPOSALS / "01 hjemmebehandling nord.docx", "f.docx")
    desk.write("inbox/g.pdf", "%PDF-1.7\n%%EOF\n")
    desk.write("inbox/h.url", "[InternetShortcut]\nURL=x\n")
    desk.write("inbox/i.tmp", "x")
    before = everything(desk)
    said = desk.run("modtag", "--prøv")
    assert everything(desk) == before
    assert becomes(said.out) == {
        "b.yaml": "dublet",
        "c.yaml": "uændret",
        "d.yaml": "ændret",
        "e.docx": "afvist",
        "f.docx": "ny",
        "g.pdf": "gemmes som bilag",
        "h.url": "kan ikke læses",
        "i.tmp": "venter",
    }
    assert "  fejl: Felt 13, Indstilling: Punktet er til beslutning, men der er ingen indstilling." in "\n".join(said.out)
    assert (said.status, said.err) == (1, "Intet er taget eller skrevet.\n")


def test_a_trial_is_no_hindrance_to_a_watch_and_none_to_it(desk: Desk) -> None:
    """The right to take from the inbox is held by another; a late proposal is named from elsewhere."""
    workspace = find_workspace(desk.root)
    with only_one(workspace):
        before = everything(desk)
        said = desk.run("modtag", "--prøv", str(NORD), str(NORD), day="2026-11-23")
        assert everything(desk) == before
    assert becomes(said.out) == {NORD.name: "for sent", NORD.name.replace(".yaml", " (2).yaml"): "dublet"}


def test_a_trial_on_an_empty_inbox_says_so_and_a_missing_file_is_told(desk: Desk) -> None:
    """Nothing lies there but the read-me file."""
    before = everything(desk)
    said = desk.run("modtag", "--prøv")
    assert (said.status, said.out, said.err) == (0, [], "Indbakken er tom.\n")
    said = desk.run("modtag", "--prøv", "findes ikke.docx")
    assert (said.status, said.err) == (2, "Fejl: Filen findes ikke.docx findes ikke.\n")
    assert everything(desk) == before


def test_what_a_trial_foretells_is_what_happens(desk: Desk) -> None:
    """The trial of all examples, and then the real thing."""
    for file in sorted(PROPOSALS.glob("[0-2]*")):
        desk.drop(file)
    foretold = becomes(desk.run("modtag", "--prøv").out)
    words = {"ny": "MODTAGET", "ændret": "MODTAGET", "for sent": "MODTAGET", "afvist": "AFVIST", "kan ikke læses": "ULÆSELIG"}
    desk.run("modtag")
    laid = [path.stem.split(" – ")[1:] for path in (desk.root / "outbox/kvitteringer").glob("0*.html")]
    assert {name: words[word] for name, word in foretold.items()} == dict(laid)


def test_a_very_long_title_is_cut_in_the_table_of_a_trial(desk: Desk) -> None:
    """It is told whole in what is wrong with it; the table must stay readable."""
    desk.write("inbox/lang.yaml", re.sub("titel: .*", f"titel: {'Lang ' * 30}", NORD.read_text("utf-8")))
    out = desk.run("modtag", "--prøv").out
    assert out[1].endswith("Lang Lang Lang Lang Lang …")
    assert len(out[1]) < 140
