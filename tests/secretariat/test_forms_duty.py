"""``klynge formular``: fresh forms with a body's own choices, meetings and deadlines, which read back as blank forms of ours."""

import re
from datetime import date
from pathlib import Path

import pytest

from tests.intake.filling import fill_form, read_parts, write_parts
from tests.support.ooxml import validator_errors
from tests.support.pdfua import pdf, pdfua_findings
from tests.templates.reading import Document, W
from workflow import danish
from workflow.archive.workspace import create_workspace, find_workspace
from workflow.errors import UnknownBodyError
from workflow.intake.admission import admit
from workflow.intake.submissions import read_submission
from workflow.secretariat.batches import Batch
from workflow.secretariat.forms_duty import blank_forms
from workflow.secretariat.laying import Laid
from workflow.secretariat.office import Office
from workflow.secretariat.today import Today

VEST = "nordjylland-vest"
ROUNDS = ("nordjylland", VEST, "Dagsordensforslag Klynge Vest.docx")


@pytest.fixture
def office(tmp_path: Path) -> Office:
    """A fresh workspace on an October day."""
    create_workspace(tmp_path)
    return Office(find_workspace(tmp_path), Today(date(2026, 10, 1)))


def written(office: Office, *asked: str) -> Batch:
    """What ``klynge formular`` writes."""
    return blank_forms(office, asked).carry_out()


def choices(path: Path) -> dict[str, list[tuple[str, str]]]:
    """What each list of a form offers, by the tag of its control: what is shown, and what it stands for."""
    return {
        str(control.find(f"{W}sdtPr/{W}tag").get(f"{W}val")): [  # type: ignore[union-attr]
            (str(item.get(f"{W}displayText")), str(item.get(f"{W}value"))) for item in control.iter(f"{W}listItem")
        ]
        for control in Document(path).body.iter(f"{W}sdt")
    }


def test_a_body_gets_a_form_with_its_own_choices_meetings_and_deadlines(office: Office) -> None:
    """Klynge Vest in October: one meeting is planned, and the deadline is two weeks before it."""
    [issued] = written(office, "vest").issued
    assert issued.path == office.workspace.outbox.joinpath(*ROUNDS)
    lines = Document(issued.path).lines()
    assert "Subtitle: Forslag til et punkt på dagsordenen i Klynge Vest" in lines
    assert f"Oplysning: Møde 30.11.⇥Frist mandag den {danish.long_date(date(2026, 11, 16))} kl.{danish.NBSP}12.00" in lines
    offered = choices(issued.path)
    assert offered["mødedato"] == [("30. november 2026", "2026-11-30")]
    assert offered["organer"][0] == ("Klynge Vest", "Klynge Vest")
    assert ("Morsø Kommune", "Morsø Kommune") in offered["forslagsstiller"]
    assert ("Fælles populationsansvar", "populationsansvar") in offered["opgave"]


def test_the_form_of_a_body_is_blank_until_somebody_writes_in_it(office: Office) -> None:
    """Nothing that the form says itself is taken for an answer or for something unread."""
    [issued] = written(office, VEST).issued
    submission = read_submission(issued.path, issued.path.name)
    assert (submission.answers, submission.unread) == ({}, ())
    assert [finding.problem for finding in submission.findings] == ["Skemaet er ikke udfyldt."]


def test_the_form_of_a_body_is_filled_from_its_lists_and_read(office: Office, tmp_path: Path) -> None:
    """The meeting, the party and the task are chosen, and read as what they stand for."""
    [issued] = written(office, VEST).issued
    task = choices(issued.path)["opgave"][0]
    answers = {"titel": "Fælles akutteam", "mødedato": "30. november 2026", "forslagsstiller": "Morsø Kommune"}
    answers |= {"kontaktperson": "Sundhedschef, Morsø Kommune", "sagstype": "Drøftelse", "offentlighed": "åbent"}
    answers |= {"tidsforbrug": "20", "resumé": "Kort.", "sagsfremstilling": "Sagen.", "opgave": task[0]}
    fill_form(issued.path, answers, tmp_path / "forslag.docx")
    proposal = admit(read_submission(tmp_path / "forslag.docx", "forslag.docx")).proposal
    assert proposal is not None
    assert (proposal.bodies, proposal.meeting, proposal.proposer, proposal.task) == (
        ("Klynge Vest",),
        date(2026, 11, 30),
        "Morsø Kommune",
        task[1],
    )


def test_without_a_body_everybody_gets_a_form(office: Office) -> None:
    """One for all where partners are told to find it, and one for each body that is not gone; the same again changes nothing."""
    batch = written(office)
    assert (batch.failed, batch.skipped, batch.issued[0].path) == ((), (), office.workspace.root / "Dagsordensforslag.docx")
    assert batch.issued[0].laid in {Laid.UNCHANGED, Laid.REPLACED}
    assert len(batch.issued) == 17
    assert {one.laid for one in written(office).issued} == {Laid.UNCHANGED}


def test_no_table_of_a_body_s_own_form_begins_a_page_of_its_own(office: Office) -> None:
    """A long name pushes the first table onto page 2, where one row would else stand alone; here no meeting is planned."""
    [issued] = written(office, "nordjylland-ssu").issued
    assert not list(Document(issued.path).body.iter(f"{W}pageBreakBefore"))


def test_a_body_that_is_gone_is_offered_no_more(office: Office) -> None:
    """In 2027 the clusters are dissolved, and the health councils have taken over."""
    later = Office(office.workspace, Today(date(2027, 2, 1)))
    names = {one.body for one in written(later).issued}
    assert VEST not in names
    assert "nordjylland-sundhedsraad-limfjorden" in names


def words(path: Path) -> str:
    """All that a form says, its page headers too."""
    parts = read_parts(path)
    named = [name for name in sorted(parts) if name.startswith(("word/document", "word/header"))]
    return " ".join(" ".join(re.sub(rb"<[^>]+>", b" ", parts[name]).decode().split()) for name in named)


@pytest.mark.parametrize(
    ("body", "label"),
    [(VEST, "Sundhedsklynge"), ("nordjylland-ssu", "Samarbejdsudvalg"), ("syddanmark-sundhedsraad-fyn", "Sundhedsråd")],
)
def test_the_first_field_is_called_what_the_body_is(office: Office, tmp_path: Path, body: str, label: str) -> None:
    """A cluster, a regional committee and a council; the answer is read by the label alone, where the controls are gone."""
    [issued] = written(office, body).issued
    assert f" 1. {label} " in words(issued.path)
    form = tmp_path / "form.docx"
    fill_form(issued.path, {"titel": "Fælles akutteam"}, form)
    parts = read_parts(form)
    bare = re.sub(rb"<w:(?:tag|alias) [^>]+>", b"", parts["word/document.xml"])
    parts["word/document.xml"] = re.sub(rb">\d{1,2}\.<", b"><", bare)
    write_parts(parts, form)
    read = read_submission(form, "x")
    assert (len(read.answers["organer"]), read.answers["titel"], read.unread) == (1, "Fælles akutteam", ())


def test_where_all_bodies_are_councils_the_form_for_all_speaks_of_councils(office: Office, tmp_path: Path) -> None:
    """As from 2027: the first field, the lines at the top and the page headers; nothing of it is taken for an answer."""
    later = Office(office.workspace, Today(date(2027, 2, 1)))
    shared = next(one.path for one in written(later).issued if one.body == "alle")
    said = words(shared)
    assert ("klynge" in said.casefold(), "1. Sundhedsråd" in said, "Sundhedsrådene" in said) == (False, True, True)
    assert "Forslag til et punkt på dagsordenen Skema:" in said
    fill_form(shared, {"titel": "Fælles akutteam"}, tmp_path / "filled.docx")
    read = read_submission(tmp_path / "filled.docx", "x")
    assert (read.answers["titel"], read.unread) == ("Fælles akutteam", ())


def test_a_form_that_somebody_edited_is_never_overwritten(office: Office) -> None:
    """A secretary wrote a line of her own into it; another day brings other meetings."""
    [issued] = written(office, VEST).issued
    parts = read_parts(issued.path)
    parts["word/document.xml"] = parts["word/document.xml"].replace(b"Du f\xc3\xa5r en kvittering", b"I f\xc3\xa5r en kvittering")
    write_parts(parts, issued.path)
    edited = issued.path.read_bytes()
    [again] = written(Office(office.workspace, Today(date(2026, 12, 24))), VEST).issued
    assert again.laid is Laid.BESIDE
    assert issued.path.read_bytes() == edited


def test_the_look_is_the_workspaces_own_and_ours_where_it_has_none(office: Office) -> None:
    """The template of the form is gone from the workspace; another has a page header of its own and no title."""
    own = office.workspace.templates / "dagsordensforslag.docx"
    parts = read_parts(own)
    own.unlink()
    [issued] = written(office, VEST).issued
    assert b"Klynge Vest" in read_parts(issued.path)["word/header_first.xml"]
    del parts["docProps/core.xml"]
    parts["word/header_first.xml"] = parts["word/header_first.xml"].replace(b"Sundhedsklyngerne", b"Vores sundhed")
    write_parts(parts, own)
    [issued] = written(office, VEST).issued
    assert b"Vores sundhed" in read_parts(issued.path)["word/header_first.xml"]
    assert issued.laid is Laid.REPLACED


def test_a_template_that_is_no_form_is_told(office: Office) -> None:
    """Somebody laid an empty document there; and nobody knows of a Klynge Atlantis."""
    own = office.workspace.templates / "dagsordensforslag.docx"
    parts = read_parts(own)
    parts["word/document.xml"] = b'<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"/>'
    write_parts(parts, own)
    [failed] = written(office, VEST).failed
    assert failed.sentence.startswith("Skemaet har ingen tekst.")
    with pytest.raises(UnknownBodyError):
        blank_forms(office, ("atlantis",))


@pytest.mark.parametrize("body", [VEST, "syddanmark-ssu", "syddanmark-sundhedsraad-fyn"])
def test_the_form_of_a_body_is_valid_and_accessible(office: Office, body: str) -> None:
    """0 findings in the Open XML SDK, and 0 failures of PDF/UA-1 in its PDF."""
    [issued] = written(office, body).issued
    assert validator_errors(issued.path) == []
    assert pdfua_findings(pdf(issued.path)) == []
