"""Stories of those who write templates: what is wrong with one, which fields there are, how a document will look."""

from pathlib import Path

import pytest
from docx import Document

from tests.rendering.paper import SHIPPED, parts, repacked
from tests.rendering.words import words
from tests.support.desk import Desk
from tests.support.ooxml import validator_errors
from tests.support.pdfua import pdfs, pdfua_findings

AGENDA = "templates/docx/dagsorden.docx"
OWN = "templates/docx/nordjylland-vest/referat.docx"


def edit(desk: Desk, path: str, old: str, new: str, part: str = "word/document.xml") -> Path:
    """Change some words in a template, as in Word; a template that is missing begins as a copy of the shared one."""
    target = desk.root / path
    shared = desk.root / "templates/docx" / target.name
    xml = parts(shared.read_bytes() if not target.exists() else target.read_bytes())[part]
    assert old in xml
    target.parent.mkdir(exist_ok=True)
    target.write_bytes(repacked((target if target.exists() else shared).read_bytes(), {part: xml.replace(old, new)}))
    return target


@pytest.fixture
def hostile(desk: Desk) -> Desk:
    """A workspace whose agenda template and one cluster's minutes template have been edited badly."""
    edit(desk, AGENDA, "{{ punkt.titel }}", "{{ punkt.tittel }}")
    edit(desk, AGENDA, "{{ brevhoved.udgave }}", "Intern", "word/footer_first.xml")
    edit(desk, AGENDA, "{{ brevhoved.udgave }}", "Intern", "word/footer_default.xml")
    edit(desk, OWN, "{{p sag.konklusion|rigtekst }}", "Se beslutningsarket")
    edit(desk, OWN, "{%tr for række in fremmøde %}", "{%tr for række in fremmøde %} Sektorer")
    return desk


def test_the_shipped_templates_are_in_order(desk: Desk) -> None:
    """``klynge skabelon tjek`` in a new workspace."""
    said = desk.run("skabelon", "tjek")
    assert (said.status, said.out, said.err) == (0, ["3 skabeloner: alt er i orden."], "")


def test_everything_wrong_is_said_at_once_by_file_and_place(hostile: Desk) -> None:
    """A misspelt field in two places, an edition that is gone, a decision that is gone, a row's words that would vanish."""
    said = hostile.run("skabelon", "tjek")
    assert said.status == 1
    gone = "Sæt pladsholderen ind; se den med 'klynge skabelon felter'."
    heading = "{{ punkt.nummer }}{{ punkt.tittel }}"
    assert said.out == [
        f"{AGENDA}: fejl: brevhoved.udgave: Skabelonen viser ikke ”brevhoved.udgave”, som dokumentet skal have. {gone}",
        f"{AGENDA}: fejl: punkter.titel: Skabelonen viser ikke ”punkter.titel”, som dokumentet skal have. {gone}",
        *(
            f"{AGENDA}: fejl: punkt.tittel: Pladsholderen ”punkt.tittel” i brødteksten, {place} findes ikke. Mente du ”titel”?"
            for place in ("tabel 1, række 3, kolonne 2, under ”Punkter på mødet”", f"under ”{heading}”")
        ),
        f"{OWN}: fejl: punkter.konklusion: Skabelonen viser ikke ”punkter.konklusion”, som dokumentet skal have. {gone}",
        (
            f"{OWN}: fejl: I brødteksten, tabel 2, række 2, kolonne 1, under ”Fremmøde”: koden ”{{%tr for række in fremmøde %}}” "
            "tager hele rækken med sig, også ”Sektorer”. Sæt koden for sig selv."
        ),
        "4 skabeloner: 6 fejl, 0 advarsler.",
    ]


def test_the_check_of_everything_says_the_same_of_the_templates(hostile: Desk) -> None:
    """``klynge tjek``."""
    said = hostile.run("tjek")
    assert said.status == 1
    assert any("punkt.tittel" in line for line in said.out)
    assert any("Sektorer" in line for line in said.out)


def test_the_findings_stand_as_comments_in_a_copy_and_the_template_is_not_touched(hostile: Desk) -> None:
    """``--kommenter`` twice, and the copies in the validator."""
    before = (hostile.root / AGENDA).read_bytes()
    said = hostile.run("skabelon", "tjek", "--kommenter")
    copies = [
        hostile.root / "outbox/skabeloner/dagsorden (kommenteret).docx",
        hostile.root / "outbox/skabeloner/nordjylland-vest/referat (kommenteret).docx",
    ]
    assert (said.status, said.paths[-2:]) == (1, copies)
    assert (hostile.root / AGENDA).read_bytes() == before
    comments = parts(copies[0].read_bytes())["word/comments.xml"]
    assert comments.count("<w:comment ") == 4
    assert "Mente du ”titel”?" in comments
    assert 'w:date="2026-11-05T00:00:00Z"' in comments
    assert [validator_errors(copy) for copy in copies] == [[], []]
    first = copies[0].read_bytes()
    hostile.run("skabelon", "tjek", "--kommenter")
    assert copies[0].read_bytes() == first


def test_a_copy_that_is_no_longer_true_is_taken_away_unless_a_person_has_edited_it(hostile: Desk) -> None:
    """Both templates are mended; one copy was edited in Word meanwhile, and a lock file of Word's lies beside."""
    old, edited = hostile.run("skabelon", "tjek", "--kommenter").paths[-2:]
    document = Document(str(edited))
    document.paragraphs[0].add_run(" Set.")
    document.save(str(edited))
    kept = edited.read_bytes()
    lock = old.with_name(f"~${old.name}")
    lock.write_bytes(b"Word")
    for path in (AGENDA, OWN):
        (hostile.root / path).write_bytes(SHIPPED.with_name(Path(path).name).read_bytes())
    said = hostile.run("skabelon", "tjek", "--kommenter")
    assert (said.status, said.out) == (0, ["4 skabeloner: alt er i orden."])
    assert said.err.splitlines() == [
        f"{old} er fjernet, fordi den ikke passer til skabelonen længere.",
        f"{edited} er åben eller rettet i hånden og bliver liggende. Den passer ikke til skabelonen længere.",
    ]
    assert (old.exists(), edited.read_bytes(), lock.exists()) == (False, kept, True)


def test_a_template_in_a_folder_that_nobody_is_called_by_is_told_of(desk: Desk) -> None:
    """A misspelt folder, a missing template, and a file that is no Word file."""
    edit(desk, "templates/docx/nordjylland-vst/kommissorium.docx", "{{ undertitel }}", "{{ undertitel }}")
    (desk.root / "templates/docx/referat.docx").unlink()
    (desk.root / AGENDA).write_bytes(b"intet")
    said = desk.run("skabelon", "tjek", "--kommenter")
    assert said.status == 1
    assert said.out[0].startswith(f"{AGENDA}: fejl: Skabelonen dagsorden.docx kan ikke bruges: filen er ikke en Word-fil.")
    assert said.out[1:4] == [
        (
            "templates/docx/nordjylland-vst/kommissorium.docx: advarsel: Skabelonen bliver ikke brugt: "
            "ingen region og intet organ hedder ”nordjylland-vst”. Mente du ”nordjylland-vest”?"
        ),
        (
            "templates/docx/referat.docx: fejl: referat: Skabelonen referat.docx mangler. "
            "Kør 'klynge nyt' på mappen; det lægger den tilbage."
        ),
        "4 skabeloner: 2 fejl, 1 advarsel.",
    ]
    assert [path.name for path in said.paths[4:]] == ["kommissorium (kommenteret).docx"]


def test_all_fields_are_listed_and_laid_in_a_word_document_that_everybody_can_read(desk: Desk, tmp_path: Path) -> None:
    """``klynge skabelon felter``: as text, and as documents in the validators for Word and PDF/UA."""
    said = desk.run("skabelon", "felter")
    assert said.status == 0
    paths = [desk.root / f"outbox/skabeloner/Felter i {kind}.docx" for kind in ("dagsorden", "referat", "kommissorium")]
    assert said.paths[-3:] == paths
    text = "\n".join(said.out)
    for written in (
        "{{ mødedato|dato }}",
        "{%p for punkt in punkter %} … {%p endfor %}",
        "{{p sag.konklusion|rigtekst }}",
        "Indkaldte. Én linje pr. sektor, så observatører, administration, gæster.",
    ):
        assert written in text
    assert "{{p sag.konklusion|rigtekst }}" in words(paths[1])
    assert "Alle pladsholdere i referat.docx" in words(paths[1])
    assert [validator_errors(path) for path in paths] == [[], [], []]
    assert [pdfua_findings(pdf) for pdf in pdfs(paths, tmp_path)] == [[], [], []]


def test_the_fields_of_one_document_can_be_asked_for(desk: Desk) -> None:
    """And a name that is nearly right is corrected."""
    said = desk.run("skabelon", "felter", "kommissorium")
    assert said.paths[-1].name == "Felter i kommissorium.docx"
    assert not any("punkter %}" in line for line in said.out)
    wrong = desk.run("skabelon", "felter", "komissorium")
    assert (wrong.status, wrong.err) == (2, "Fejl: Ingen dokumentart hedder ”komissorium”. Mente du ”kommissorium”?\n")


@pytest.mark.parametrize("kind", ["dagsorden", "referat", "kommissorium"])
def test_an_example_has_every_field_filled_and_says_what_it_is(desk: Desk, kind: str) -> None:
    """``klynge skabelon vis``, in the validator."""
    said = desk.run("skabelon", "vis", kind)
    assert (said.status, said.paths) == (0, [desk.root / f"outbox/skabeloner/Eksempel på {kind}.docx"])
    shown = words(said.paths[0])
    assert f"Eksempel: {kind.capitalize()}" in shown
    assert "Eksempel på en fodnote" in "".join(parts(said.paths[0].read_bytes()).values())
    assert "Eksempel, ikke et rigtigt dokument" in "".join(parts(said.paths[0].read_bytes()).values())
    assert validator_errors(said.paths[0]) == []


def test_an_example_can_be_made_from_a_template_of_ones_own(hostile: Desk) -> None:
    """The cluster's minutes; a cluster without its own; a way out of the folder; a template that cannot be used."""
    edit(hostile, OWN, "{%tr for række in fremmøde %} Sektorer", "{%tr for række in fremmøde %}")
    said = hostile.run("skabelon", "vis", "nordjylland-vest/referat")
    assert said.paths == [hostile.root / "outbox/skabeloner/nordjylland-vest/Eksempel på referat.docx"]
    assert "Se beslutningsarket" in words(said.paths[0])
    for folder in ("nordjylland-nord", ".."):
        assert hostile.run("skabelon", "vis", f"{folder}/referat").status == 2
    refused = hostile.run("skabelon", "vis", "dagsorden")
    assert refused.status == 1
    assert "tittel" in refused.err
