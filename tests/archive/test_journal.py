"""The book of decisions."""

import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from tests.domain import factories
from workflow.archive import durable
from workflow.archive.entries import (
    AcceptedProposal,
    AcceptedRecord,
    Arrival,
    Decision,
    DocumentKind,
    Due,
    Failing,
    State,
    Stored,
)
from workflow.archive.journal import Journal
from workflow.archive.journal.rows import json_text
from workflow.archive.journal.tables import FIRST
from workflow.archive.workspace import Workspace
from workflow.domain.agendas import Publication
from workflow.domain.enclosures import Enclosure
from workflow.domain.minutes import MinutesRecord
from workflow.domain.placing import Placement
from workflow.domain.proposals import Placed
from workflow.domain.receipts import Outcome, Receipt
from workflow.errors import JournalError

DAY = factories.MEETING_DAY
RECEIVED = "2026-11-05T09:00:00"
AGENDA = Due(DocumentKind.AGENDA, "nordjylland-nord", DAY)


@pytest.fixture
def journal(tmp_path: Path) -> Iterator[Journal]:
    """An empty journal."""
    with Journal.open(Workspace(tmp_path)) as book:
        yield book


def _receipt(outcome: Outcome = Outcome.ACCEPTED) -> Receipt:
    return Receipt(number="2026-0001", outcome=outcome, sender="Klynge Nord", state="Modtaget og klar")


def _store(journal: Journal, arrival_id: str = "id1", sha256: str = "aa", name: str = "forslag.yaml") -> Arrival:
    return journal.store(arrival_id, name, Stored(sha256, 10, 77), RECEIVED)


def _accepted(number: int, version: int = 1, fingerprint: str = "svar", body: str = "nordjylland-nord") -> Decision:
    placed = Placed(
        number=number, version=version, body=body, asked_for=DAY, received=RECEIVED, proposal=factories.proposal(meeting=DAY)
    )
    placement = Placement(body=body, meeting=DAY, deadline=date(2026, 11, 10))
    accepted = AcceptedProposal(placed, fingerprint, (placement,), (number,) if version > 1 else ())
    return Decision(Outcome.ACCEPTED, _receipt(), "0001.html", proposal=accepted, due=(AGENDA,))


def _record(conclusion: str = "Godkendt.") -> MinutesRecord:
    return MinutesRecord.read(
        {
            "organ": "nordjylland-nord",
            "mødedato": DAY,
            "fremmøde": [{"medlem": "Regionsrådsformand", "status": "til stede"}],
            "punkter": [{"nr": "1", "titel": "Godkendelse af dagsorden", "konklusion": conclusion}],
        }
    )


def test_an_arrival_gets_the_next_number_once(journal: Journal) -> None:
    """The same claimed file is entered again after a restart."""
    first, again, second = _store(journal), _store(journal), _store(journal, "id2", name="m\udcf8de.docx")
    assert first == again == Arrival(1, "id1", "forslag.yaml", Stored("aa", 10, 77), RECEIVED)
    assert (second.number, second.name, second.shown) == (2, "m\udcf8de.docx", "m\ufffdde.docx")
    assert journal.arrivals() == journal.unfinished() == (first, second)
    assert (journal.has("id2"), journal.has("id3")) == (True, False)


def test_a_decision_is_entered_with_all_that_follows(journal: Journal) -> None:
    """A proposal is accepted, answered and archived."""
    arrival = _store(journal)
    journal.decide(arrival.number, _accepted(1))
    decided = journal.arrival(1)
    assert (decided.state, decided.outcome, decided.receipt) == (State.DECIDED, Outcome.ACCEPTED, _receipt())
    assert journal.pending_documents() == (Failing(AGENDA, ""),)
    assert [(one.number, one.received, one.proposal) for one in journal.accepted("nordjylland-nord")] == [
        (1, RECEIVED, factories.proposal(meeting=DAY))
    ]
    journal.finish(1)
    assert journal.unfinished() == ()


def test_a_decision_that_is_broken_off_leaves_nothing(journal: Journal) -> None:
    """The power fails within the transaction."""
    _store(journal)

    def fail(moment: str, step: str) -> None:
        if (moment, step) == ("before", "commit"):
            raise InterruptedError

    with durable.witnessed(fail), pytest.raises(JournalError):
        journal.decide(1, _accepted(1))
    assert journal.arrival(1).state is State.STORED
    assert (journal.accepted("nordjylland-nord"), journal.pending_documents()) == ((), ())


def test_only_the_latest_version_counts(journal: Journal) -> None:
    """A corrected form for the same proposal leaves one of its bodies."""
    for number, body in ((1, "nordjylland-nord"), (2, "nordjylland-ssu")):
        _store(journal, f"id{number}")
        journal.decide(number, _accepted(1, version=number, fingerprint=f"svar {number}", body=body))
    assert journal.accepted("nordjylland-nord") == ()
    assert [(one.number, one.version) for one in journal.accepted("nordjylland-ssu")] == [(1, 2)]
    assert (journal.same_answers("svar 1"), journal.same_answers("svar 2"), journal.same_answers("andet")) == (1, 2, None)
    assert (journal.superseded_by(1), journal.superseded_by(2)) == (2, None)


def test_a_version_is_superseded_by_the_latest(journal: Journal) -> None:
    """Three versions of one proposal, then one of another."""
    for number, first in ((1, 1), (2, 1), (3, 1), (4, 4)):
        _store(journal, f"id{number}")
        version = number if first == 1 else 1
        journal.decide(number, _accepted(first, version=version, fingerprint=f"svar {number}", body="nordjylland-nord"))
    assert [journal.superseded_by(number) for number in (1, 2, 3, 4)] == [3, 3, None, None]


def test_a_case_keeps_the_files_of_all_that_was_merged_into_it(journal: Journal) -> None:
    """Two proposals with a file each, and one file that came alone for the second; then one form replaces both."""
    for number, first, replaces in ((1, 1, ()), (2, 2, ()), (3, 2, None), (4, 1, (1, 2))):
        _store(journal, f"id{number}")
        file = Enclosure(name=f"{number}.pdf", sha256=str(number), arrival=number)
        told = _receipt().model_copy(update={"enclosures": (file,) if number < 4 else (), "case": 2 if number == 3 else None})
        decision = replace(_accepted(first, version=2 if number == 4 else 1, fingerprint=f"svar {number}"), receipt=told)
        if replaces is None:
            decision = Decision(Outcome.KEPT, told, "0003.html")
        else:
            assert decision.proposal
            decision = replace(decision, proposal=replace(decision.proposal, replaces=replaces))
        journal.decide(number, decision)
    came = [(one.arrival, one.alone, len(one.files)) for one in journal.brought(1)]
    assert came == [(4, False, 0), (3, True, 1), (2, False, 1), (1, False, 1)]
    assert [one.number for one in journal.accepted("nordjylland-nord")] == [1]


def test_the_same_bytes_are_known_by_the_first_that_was_no_duplicate(journal: Journal) -> None:
    """Three times the same file, then one too large to have a checksum."""
    for number in (1, 2, 3):
        _store(journal, f"id{number}")
    journal.decide(1, Decision(Outcome.REJECTED, _receipt(Outcome.REJECTED), "0001.html"))
    journal.decide(2, Decision(Outcome.DUPLICATE, _receipt(Outcome.DUPLICATE), "0002.html", duplicate_of=1))
    twin = journal.same_bytes(journal.arrival(3))
    assert twin == journal.arrival(1)
    assert journal.arrival(2).duplicate_of == 1
    huge = [_store(journal, f"huge{number}", sha256="") for number in (1, 2)]
    journal.decide(huge[0].number, Decision(Outcome.UNREADABLE, _receipt(), "x.html"))
    assert journal.same_bytes(huge[1]) is None


def test_attempts_and_dead_parsers_are_counted_until_a_file_is_given_up(journal: Journal) -> None:
    """A file kills its parser three times; another run is killed ten times."""
    _store(journal)
    for _ in range(3):
        assert not journal.arrival(1).given_up
        journal.attempt(1)
        journal.parser_died(1)
    assert (journal.arrival(1).attempts, journal.arrival(1).deaths, journal.arrival(1).given_up) == (3, 3, True)
    _store(journal, "id2")
    for _ in range(10):
        journal.attempt(2)
    assert journal.arrival(2).given_up


def test_a_minutes_record_is_followed_by_its_next_version(journal: Journal) -> None:
    """The record of the meeting came twice, the second time corrected."""
    assert (journal.record("nordjylland-nord", DAY), journal.record_version("nordjylland-nord", DAY)) == (None, (0, 0))
    for version, said in ((1, "Godkendt."), (2, "Udsat.")):
        _store(journal, f"id{version}")
        accepted = AcceptedRecord(_record(said), f"svar {version}", version)
        journal.decide(version, Decision(Outcome.ACCEPTED, _receipt(), "x.html", record=accepted))
    assert journal.record("nordjylland-nord", DAY) == journal.record("nordjylland-nord", None) == _record("Udsat.")
    assert journal.record("nordjylland-nord", date(2026, 11, 25)) is None
    assert (journal.record_version("nordjylland-nord", DAY), journal.superseded_by(1)) == ((2, 2), 2)
    assert journal.same_answers("svar 1") == 1


def test_a_publication_stands_until_it_is_sent_again(journal: Journal) -> None:
    """The agenda is sent, and sent once more with a later item."""
    assert (journal.publication("nordjylland-nord", DAY), journal.sent_on("nordjylland-nord", DAY)) == (None, None)
    for numbers in ((("fast:a", "1", "A"),), (("fast:a", "1", "A"), ("forslag:1", "2", "B"))):
        publication = Publication(sent=date(2026, 11, 16), numbers=numbers)
        journal.publish("nordjylland-nord", DAY, publication)
        assert journal.publication("nordjylland-nord", DAY) == publication
    assert journal.sent_on("nordjylland-nord", DAY) == date(2026, 11, 16)


def test_a_document_is_due_until_it_is_written(journal: Journal) -> None:
    """Two proposals for one agenda; the template is broken, then mended."""
    for number in (1, 2):
        _store(journal, f"id{number}")
        journal.decide(number, _accepted(number, fingerprint=str(number)))
    assert (journal.pending_documents(), journal.arrivals_behind(AGENDA)) == ((Failing(AGENDA, ""),), (1, 2))
    journal.document_failed(AGENDA, "Skabelonen er i stykker.")
    assert journal.pending_documents() == (Failing(AGENDA, "Skabelonen er i stykker."),)
    journal.document_settled(AGENDA)
    assert (journal.pending_documents(), journal.arrivals_behind(AGENDA)) == ((), ())


def test_the_journal_is_the_same_when_it_is_opened_again(tmp_path: Path) -> None:
    """The watch is restarted; another workspace has another journal."""
    with Journal.open(Workspace(tmp_path / "a")) as book:
        _store(book)
        instance = book.instance
    with Journal.open(Workspace(tmp_path / "a")) as book, Journal.open(Workspace(tmp_path / "b")) as other:
        assert (book.instance, book.arrival(1).name) == (instance, "forslag.yaml")
        assert other.instance != instance


def test_two_programs_may_read_and_write_in_turn(tmp_path: Path) -> None:
    """The watch stores a file while a command reads."""
    with Journal.open(Workspace(tmp_path)) as one, Journal.open(Workspace(tmp_path)) as other:
        _store(one)
        assert other.arrivals() == one.arrivals()


def _file(tmp_path: Path) -> Path:
    """The file of a journal that has been used and closed."""
    with Journal.open(Workspace(tmp_path)) as book:
        for number in range(50):
            _store(book, f"id{number}", name="n" * 200)
    return tmp_path / "data" / "journal.db"


def test_a_damaged_journal_is_refused_with_the_remedy(tmp_path: Path) -> None:
    """The file is no SQLite any more, or its pages are overwritten."""
    file = _file(tmp_path)
    whole = file.read_bytes()
    for broken in (b"ingen journal" * 100, whole[:4096] + b"\xff" * 4096 + whole[8192:]):
        file.write_bytes(broken)
        with pytest.raises(JournalError, match=r"er beskadiget\. Kør 'klynge genopbyg'"):
            Journal.open(Workspace(tmp_path))


def test_a_journal_that_was_lost_is_not_begun_anew_without_a_word(tmp_path: Path) -> None:
    """Somebody deletes the file, or empties it: numbers must not begin at one again."""
    file = _file(tmp_path)
    with Journal.open(Workspace(tmp_path)) as book:
        instance = book.instance
    for left in (None, b""):
        file.unlink(missing_ok=True)
        if left is not None:
            file.write_bytes(left)
        with pytest.raises(JournalError, match=r"mangler eller er tom, .* Kør 'klynge genopbyg'"):
            Journal.open(Workspace(tmp_path))
    with Journal.open(Workspace(tmp_path), anew=True) as book:
        assert (book.instance, book.arrivals()) == (instance, ())


def test_a_sound_journal_has_no_complaints_and_a_broken_one_tells_them(tmp_path: Path) -> None:
    """An index was damaged by hand, so that the quick look at the start does not see it."""
    file = _file(tmp_path)
    with Journal.open(Workspace(tmp_path)) as book:
        assert book.complaints() == ()
    pages = sqlite3.connect(file)
    pages.execute("PRAGMA writable_schema = ON")
    pages.execute("UPDATE sqlite_schema SET sql = replace(sql, '(sha256)', '(shown)') WHERE name = 'arrivals_by_content'")
    pages.commit()
    pages.close()
    with Journal.open(Workspace(tmp_path)) as book:
        assert any("arrivals_by_content" in line for line in book.complaints())


def test_the_latest_arrivals_and_the_tally_are_told_without_reading_the_whole_book(journal: Journal) -> None:
    """Three files came, and one of them was decided."""
    for arrival_id in ("a", "b", "c"):
        _store(journal, arrival_id)
    journal.decide(2, Decision(Outcome.KEPT, _receipt(Outcome.KEPT), "0002.html"))
    assert [one.number for one in journal.latest(2)] == [2, 3]
    assert dict(journal.tally()) == {None: 2, Outcome.KEPT: 1}


def test_an_arrival_that_is_known_from_its_receipt_is_entered_under_its_old_number(journal: Journal) -> None:
    """The journal was lost; the receipt says 17."""
    journal.restore(Arrival(17, "id17", "forslag.yaml", Stored("abc", 3, 4), "2026-11-05T09:00:00"))
    assert [(one.number, one.id, one.state) for one in journal.arrivals()] == [(17, "id17", State.STORED)]
    assert _store(journal, "id18").number == 18


def test_a_journal_of_a_newer_klynge_is_refused(tmp_path: Path) -> None:
    """The other machine was updated first."""
    pages = sqlite3.connect(_file(tmp_path))
    pages.execute("PRAGMA user_version = 99")
    pages.close()
    with pytest.raises(JournalError, match="nyere udgave"):
        Journal.open(Workspace(tmp_path))


def test_a_journal_of_an_older_klynge_is_brought_on(tmp_path: Path) -> None:
    """Its tables are those of the first version; what it knows is found as if it had been entered today."""
    (tmp_path / "data").mkdir()
    pages = sqlite3.connect(tmp_path / "data" / "journal.db")
    pages.executescript(FIRST)
    pages.execute("INSERT INTO settings VALUES ('instance', 'gammel')")
    pages.execute(
        "INSERT INTO arrivals (number, id, name, shown, sha256, size, modified, received, state, outcome)"
        " VALUES (1, 'id1', x'61', 'a', 'aa', 1, 1, ?, 'done', 'modtaget')",
        (RECEIVED,),
    )
    proposal = factories.proposal(title="Aalborg  PLAN", case_number="26-Aa")
    pages.execute("INSERT INTO proposals VALUES (1, 1, 1, ?, 'svar', ?, NULL)", (RECEIVED, json_text(proposal)))
    pages.execute("INSERT INTO placements VALUES (1, 1, 'nordjylland-nord', NULL, NULL, NULL, 0)")
    pages.execute("PRAGMA user_version = 1")
    pages.commit()
    pages.close()
    (tmp_path / "data" / "instans").write_text("gammel", "ascii")
    with Journal.open(Workspace(tmp_path)) as journal:
        for alike in (factories.proposal(title="ålborg plan"), factories.proposal(title="Andet", case_number="26-å")):
            assert [one.number for one in journal.accepted_like("nordjylland-nord", alike)] == [1]
        assert journal.accepted_like("nordjylland-nord", factories.proposal(title="Andet", case_number="")) == ()
        assert journal.instance == "gammel"
    with Journal.open(Workspace(tmp_path)) as again:
        assert len(again.accepted("nordjylland-nord")) == 1


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    """A file lies where the data belong."""
    (tmp_path / "data").touch()
    with pytest.raises(JournalError, match="kan ikke bruges til journalen"):
        Journal.open(Workspace(tmp_path))


def test_a_locked_journal_is_named(tmp_path: Path, journal: Journal, monkeypatch: pytest.MonkeyPatch) -> None:
    """Another program keeps the journal to itself."""
    monkeypatch.setattr("workflow.archive.journal.pages.PATIENCE", 0.05)
    with Journal.open(Workspace(tmp_path)) as other, journal.transaction(), pytest.raises(JournalError, match="låst"):
        _store(other)


def test_a_journal_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    """A table has been taken away by hand."""
    pages = sqlite3.connect(_file(tmp_path))
    pages.execute("DROP TABLE documents")
    pages.close()
    with Journal.open(Workspace(tmp_path)) as book, pytest.raises(JournalError, match="kan ikke læses eller skrives"):
        book.pending_documents()
