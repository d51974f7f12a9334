"""The wider story: a sheet with a row, a folder, and an attachment that takes another's place beside the agenda."""

import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.domain import factories
from tests.secretariat.reception_desk import Desk, desk, proposal_yaml
from tests.secretariat.test_rows import sheet
from tests.soak.sqlite_disk import announced
from tests.soak.stories import everything, run, see_that_nothing_ran_ahead
from workflow.archive import durable
from workflow.archive.entries import Arrival, Due, State
from workflow.archive.originals import Originals
from workflow.domain.receipts import Outcome
from workflow.rendering.pages import receipt_page
from workflow.secretariat.agendas import agenda_of
from workflow.secretariat.enclosing import OPEN, Enclosing
from workflow.secretariat.receiving import receive
from workflow.secretariat.replying import replies

OLD, NEW = b"%PDF-1.7\n%den gamle\n%%EOF\n", b"\x89PNG\r\n\x1a\n"
FORM = proposal_yaml().replace("slut: ja", "bilag: Udtalelse\nslut: ja")
IN_THE_FOLDER = proposal_yaml(title="Fælles telefon").encode()
BECOMES = {
    ("forslag.yaml", Outcome.ACCEPTED),
    ("Udtalelse.pdf", Outcome.KEPT),
    ("Udtalelse.png", Outcome.KEPT),
    ("ark.csv", Outcome.ACCEPTED),
    ("ark række 2.json", Outcome.ACCEPTED),
    ("Sag.zip", Outcome.ACCEPTED),
}
TITLES = {"Fælles uddannelse i hjemmebehandling", "Fælles telefon", "Et"}


@dataclass
class WiderDesk(Desk):
    """A secretariat that lays attachments beside its agendas."""

    def issue(self, due: Due) -> Sequence[Path]:
        """Lay the agenda, and its attachments as they lie beside a real one."""
        (path,) = super().issue(due)
        with self.open() as reception:
            entry = self.register.resolve(due.body)
            agenda = agenda_of(entry, factories.meeting(due.meeting), self.register, reception.journal)
            enclosing = Enclosing(reception.journal, Originals(self.workspace.local), path.parent)
            enclosing.lay(agenda, reception.journal.accepted(due.body))
        return (path,)


def wider_desk(root: Path) -> WiderDesk:
    """The secretariat."""
    return WiderDesk(root, desk(root).register)


def laid_out(root: Path) -> Desk:
    """An office in which an attachment lies beside an agenda, and whose inbox holds what will take its place, and more."""
    announced()
    office = wider_desk(root)
    office.drop("forslag.yaml", FORM)
    run(office)
    office.drop("Udtalelse.pdf", OLD)
    run(office)
    office.drop("Udtalelse.png", NEW)
    office.drop("ark.csv", sheet("Et"))
    folder = office.workspace.inbox / "Sag"
    folder.mkdir()
    (folder / "forslag.yaml").write_bytes(IN_THE_FOLDER)
    for number, path in enumerate((folder / "forslag.yaml", folder, *office.workspace.inbox.glob("*.*"))):
        os.utime(path, ns=(number, number))
    return office


def see_that_all_is_well(office: Desk) -> None:
    """Everything has one answer, and what belongs together lies together; a folder may be packed again, as a duplicate."""
    before, done = everything(office), _done(office)
    run(office)
    _see_the_book(office)
    assert _done(office)[: len(done)] == done
    assert not [name for name in _done(office)[len(done) :] if name in done], "what was done came again"
    see_that_nothing_ran_ahead(office, before)
    assert (office.left(), list((office.workspace.local / "tmp").iterdir())) == ([], [])
    folders = sorted((office.workspace.inbox / "_arkiv/mapper").glob("*/*"))
    assert [path.read_bytes() for path in folders] == [IN_THE_FOLDER]
    assert [path for path in office.root.rglob("*") if path.name.startswith(durable.TEMPORARY)] == []
    assert [(path.name[3:], path.read_bytes()) for path in office.root.glob(f"outbox/*/*/*/{OPEN}/*/*")] == [
        (" Udtalelse.png", NEW)
    ]
    before = everything(office)
    run(office)
    assert everything(office) == before


def _done(office: Desk) -> list[str]:
    """The names of all that is done, in the order of their numbers."""
    with office.open() as reception:
        return [one.name for one in reception.journal.arrivals() if one.state is State.DONE]


def _see_the_book(office: Desk) -> None:
    """One decision for each file, its receipt and all that lies beside it word for word, its bytes in both places."""
    with office.open() as reception:
        receive(reception)
        arrivals = reception.journal.arrivals()
        first = [one for one in arrivals if one.outcome is not Outcome.DUPLICATE]
        assert sorted((one.name.replace(" (2)", ""), one.outcome) for one in first) == sorted(BECOMES)
        assert {one.name for one in arrivals if one not in first} <= {"Sag.zip", "Sag (2).zip"}
        assert {one.state for one in arrivals} == {State.DONE}
        assert reception.journal.pending_documents() == ()
        assert {one.proposal.title for one in reception.journal.accepted("nordjylland-nord")} == TITLES
        laid = {name: content for one in arrivals for name, content in _laid(one, office, reception.journal.instance)}
    assert {path.name: path.read_bytes() for path in office.workspace.receipts.glob("0*")} == laid


def _laid(arrival: Arrival, office: Desk, instance: str) -> list[tuple[str, bytes]]:
    """What must lie among the receipts for an arrival; its bytes must be kept, and be the archived ones."""
    original = Originals(office.workspace.local).path(arrival.stored.sha256)
    (kept,) = office.workspace.inbox.glob(f"_arkiv/*/{arrival.id}~*")
    assert kept.read_bytes() == original.read_bytes()
    assert arrival.receipt
    receipt = (arrival.receipt_name, receipt_page(arrival.receipt, instance).encode())
    return [receipt, *replies(arrival, arrival.receipt, original)]
