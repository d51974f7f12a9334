"""What receipts and the archive tell of the journal."""

from pathlib import Path

import pytest

from tests.secretariat.reception_desk import Desk, desk, proposal_yaml
from workflow.archive.journal import Journal
from workflow.archive.traces import archived, see_no_gap, traces
from workflow.domain.receipts import Outcome
from workflow.errors import JournalError
from workflow.secretariat.receiving import receive

NAME = 'Bilag "nr. 1" <b>&.pdf'


@pytest.fixture
def office(tmp_path: Path) -> Desk:
    """A secretariat that has answered two files."""
    office = desk(tmp_path)
    office.receive("a.yaml", proposal_yaml().encode())
    office.receive(NAME, b"%PDF-1.7\n%%EOF\n")
    return office


def test_a_receipt_tells_all_that_the_journal_must_know_of_its_arrival(office: Desk) -> None:
    """The second file has a name with signs that mean something in HTML."""
    with office.open() as reception:
        arrivals, instance = reception.journal.arrivals(), reception.journal.instance
    told = tuple(traces(office.workspace))
    assert [(one.number, one.id, one.file, one.received, one.sha256, one.journal) for one in told] == [
        (one.number, one.id, one.name, one.received, one.stored.sha256, instance) for one in arrivals
    ]
    assert [one.outcome for one in told] == [Outcome.ACCEPTED, Outcome.KEPT]
    assert [one.number for one in traces(office.workspace, above=1)] == [2]
    assert list(archived(office.workspace)) == [one.id for one in arrivals]


def test_what_is_no_receipt_of_ours_tells_nothing(office: Desk) -> None:
    """The status page, a page of somebody else's, one that was cut off, one that was spoilt, and a folder that is not there."""
    whole = next(office.workspace.receipts.glob("0001*")).read_text("utf-8")
    for name, text in {
        "STATUS.html": whole,
        "0007 – fremmed.html": "<html><p>Hej",
        "0008 – klippet.html": whole[:60],
        "0009 – ødelagt.html": whole.replace('data-nummer="2026-0001"', 'data-nummer="nul"'),
    }.items():
        (office.workspace.receipts / name).write_text(text, "utf-8")
    assert [one.number for one in traces(office.workspace)] == [1, 2]
    assert list(traces(desk(office.root / "ny").workspace)) == []


def test_a_journal_that_knows_its_receipts_has_no_gap_and_an_old_one_has(office: Desk, tmp_path: Path) -> None:
    """A copy from before the second and third file is put back: numbers must not be used twice."""
    with Journal.open(office.workspace) as journal:
        see_no_gap(office.workspace, journal)
    copy = tmp_path / "kopi.db"
    copy.write_bytes((office.workspace.local / "journal.db").read_bytes())
    for number in (3, 4):
        office.receive(f"{number}.pdf", b"%PDF-1.7\n" + b"%d" % number + b"\n%%EOF\n")
    (office.workspace.local / "journal.db").write_bytes(copy.read_bytes())
    office.drop("ny.yaml", proposal_yaml(title="Et nyt"))
    with office.open() as reception, pytest.raises(JournalError, match=r"mangler? nr\. 3–4, .*'klynge genopbyg'"):
        receive(reception)
    assert (office.workspace.inbox / "ny.yaml").exists()


def test_receipts_of_another_machine_are_no_gap(office: Desk, tmp_path: Path) -> None:
    """Two machines lay their receipts into one folder."""
    other = desk(tmp_path / "anden")
    other.workspace.receipts.mkdir(parents=True)
    for receipt in office.workspace.receipts.glob("0*.html"):
        (other.workspace.receipts / receipt.name).write_bytes(receipt.read_bytes())
    with Journal.open(other.workspace) as journal:
        see_no_gap(other.workspace, journal)
