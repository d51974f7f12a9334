"""The journal made again: whatever happens to it, every file keeps its one number and its one receipt."""

import contextlib
import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from tests.domain import factories
from tests.secretariat.reception_desk import DROPPED, Desk, ReaderHere, desk, proposal_yaml, reader_here
from tests.support.parcels import mail, pdf
from workflow.archive import durable
from workflow.archive.entries import Arrival, State, Stored
from workflow.archive.heartbeat import Beat, write_beat
from workflow.archive.journal import Journal
from workflow.archive.lock import only_one
from workflow.archive.originals import Originals
from workflow.domain.agendas import Publication
from workflow.domain.receipts import Outcome
from workflow.errors import InboxError, JournalError, MarkError
from workflow.intake.submissions import Submission
from workflow.secretariat.parsing import ParserDiedError
from workflow.secretariat.rebuilding import Rebuilt, rebuild
from workflow.secretariat.receiving import receive
from workflow.secretariat.today import Today

FILES = {
    "a.yaml": proposal_yaml(),
    "b.pdf": "%PDF-1.7\n%%EOF\n",
    "c.yaml": proposal_yaml(),
    "d.yaml": proposal_yaml(title="Et andet", proposer="Månens Kommune"),
    "e.yaml": proposal_yaml(title="Fælles uddannelse i hjemmebehandling", summary="Nyt resumé."),
    "f.txt": "",
}
BODY = "nordjylland-nord"
_ANY = Stored("", 1, 1)


@pytest.fixture
def office(tmp_path: Path) -> Desk:
    """A secretariat that has answered six files: accepted, kept, a duplicate, rejected, a new version, unreadable."""
    office = desk(tmp_path)
    for name, text in FILES.items():
        office.receive(name, text)
    return office


def _rebuild(office: Desk) -> Rebuilt:
    """The command was: klynge genopbyg."""
    return rebuild(office.workspace, office.register, Today(DROPPED), reader_here)


def _book(office: Desk) -> list[object]:
    """What the journal says that must not change."""
    with Journal.open(office.workspace) as journal:
        arrivals = [
            (one.number, one.id, one.name, one.stored, one.received, one.state, one.outcome, one.receipt_name, one.duplicate_of)
            for one in journal.arrivals()
        ]
        return [journal.instance, arrivals, journal.accepted(BODY), journal.publication(BODY, factories.MEETING_DAY)]


def _seen(office: Desk) -> dict[str, bytes]:
    """Every file that people see."""
    files = (path for folder in ("inbox", "outbox") for path in (office.root / folder).rglob("*") if path.is_file())
    return {str(path.relative_to(office.root)): path.read_bytes() for path in files}


def _deleted(journal: Path) -> None:
    for part in journal.parent.glob("journal.db*"):
        part.unlink()


def _emptied(journal: Path) -> None:
    _deleted(journal)
    journal.touch()


def _cut_short(journal: Path) -> None:
    journal.write_bytes(journal.read_bytes()[:9000])


def _overwritten(journal: Path) -> None:
    journal.write_bytes(b"ingen journal" * 1000)


@pytest.mark.parametrize("harm", [_deleted, _emptied, _cut_short, _overwritten])
def test_a_journal_that_is_lost_or_broken_is_made_again_without_a_second_receipt(
    office: Desk, harm: Callable[[Path], None]
) -> None:
    """Deleted, emptied, cut short, overwritten; nobody takes anything in until it is made again."""
    with Journal.open(office.workspace) as journal:
        journal.publish(BODY, factories.MEETING_DAY, Publication(sent=DROPPED, numbers=()))
    book, seen = _book(office), _seen(office)
    harm(office.workspace.local / "journal.db")
    with pytest.raises(JournalError, match="klynge genopbyg"), office.open():
        pytest.fail("it was begun anew without a word")
    rebuilt = _rebuild(office)
    assert (rebuilt.restored, rebuilt.doubts, rebuilt.unanswered, rebuilt.sent) == ([1, 2, 3, 4, 5, 6], [], 0, 1)
    assert (_book(office), _seen(office)) == (book, seen)
    with office.open() as reception:
        receive(reception)
    assert (_book(office), _seen(office)) == (book, seen)


def test_what_is_broken_is_put_aside_and_never_thrown_away(office: Desk) -> None:
    """It happens twice."""
    journal = office.workspace.local / "journal.db"
    for name in ("journal.db.lagt-til-side", "journal.db (2).lagt-til-side"):
        _overwritten(journal)
        broken = journal.read_bytes()
        (aside,) = _rebuild(office).aside
        assert aside.read_bytes() == broken, name
    assert len(list(office.workspace.local.glob("*.lagt-til-side*"))) == 2


def test_an_old_copy_of_the_journal_is_brought_up_to_date(office: Desk) -> None:
    """The copy was made after the second file; the fourth one was in hand then, but not decided."""
    book, seen = _book(office), _seen(office)
    with Journal.open(office.workspace) as journal:
        arrivals = journal.arrivals()
    _deleted(office.workspace.local / "journal.db")
    with Journal.open(office.workspace, anew=True) as journal:
        journal.restore(replace(arrivals[3], number=4))
    rebuilt = _rebuild(office)
    assert (rebuilt.restored, rebuilt.aside) == ([1, 2, 3, 4, 5, 6], ())
    assert (_book(office), _seen(office)) == (book, seen)
    assert _rebuild(office) == Rebuilt()


def test_a_file_that_was_in_hand_is_finished(office: Desk) -> None:
    """Its receipt lies there, its original was not moved yet, and then the journal was lost."""
    book, seen = _book(office), _seen(office)
    with Journal.open(office.workspace) as journal:
        claim = office.workspace.inbox / "_igang" / journal.instance / f"{journal.arrival(1).id}~a.yaml"
    next(office.workspace.inbox.glob("_arkiv/*/*a.yaml")).rename(claim)
    _deleted(office.workspace.local / "journal.db")
    _rebuild(office)
    assert (_book(office), _seen(office)) == (book, seen)


def test_when_the_whole_data_folder_is_lost_the_originals_are_fetched_from_the_archive(office: Desk) -> None:
    """The disk of the machine died; everything else lies on the share. The name is known from the receipts."""
    book, seen = _book(office), _seen(office)
    shutil.rmtree(office.workspace.local)
    _rebuild(office)
    assert (_book(office), _seen(office)) == (book, seen)
    with Journal.open(office.workspace) as journal:
        assert all(Originals(office.workspace.local).holds(one.stored.sha256) for one in journal.arrivals() if one.stored.size)


def test_a_name_of_which_the_receipt_tells_only_a_part_is_found_in_the_archive(office: Desk) -> None:
    """A CPR number stands in it: the receipt blots it out, the journal knows it again."""
    office.receive("bilag om 0707614285.pdf", "%PDF-1.7\n%bilag\n%%EOF\n")
    book = _book(office)
    _deleted(office.workspace.local / "journal.db")
    assert not [path for path in office.workspace.receipts.iterdir() if b"0707614285" in path.read_bytes()]
    _rebuild(office)
    assert _book(office) == book


def test_receipts_of_several_journals_are_not_guessed_at(office: Desk) -> None:
    """Two machines without a heartbeat laid their receipts there, and the data folder is lost."""
    first = next(office.workspace.receipts.glob("0001*.html"))
    with Journal.open(office.workspace) as journal:
        instance = journal.instance
    first.write_text(first.read_text("utf-8").replace(instance, "en-anden"), "utf-8")
    shutil.rmtree(office.workspace.local)
    with pytest.raises(JournalError, match="stammer fra flere journaler"):
        _rebuild(office)
    write_beat(office.workspace, replace(Beat.first("en-anden", Today(DROPPED).now()), machine="SERVER"), shared=True)
    assert _rebuild(office).restored == [2, 3, 4, 5, 6]


def test_originals_that_were_lost_or_damaged_are_fetched_back(office: Desk) -> None:
    """A flipped byte in the store, and a file that somebody deleted."""
    with Journal.open(office.workspace) as journal:
        arrivals = journal.arrivals()
    store = Originals(office.workspace.local)
    store.path(arrivals[0].stored.sha256).chmod(0o600)
    store.path(arrivals[0].stored.sha256).write_bytes(b"rust")
    store.path(arrivals[1].stored.sha256).unlink()
    assert _rebuild(office).fetched == [1, 2]
    assert all(store.holds(one.stored.sha256) for one in arrivals)
    assert _rebuild(office).fetched == []


def test_an_original_that_is_nowhere_is_told(office: Desk) -> None:
    """The store and the archive have lost it; its receipt stands all the same."""
    with Journal.open(office.workspace) as journal:
        kept = journal.arrival(2)
    _deleted(office.workspace.local / "journal.db")
    Originals(office.workspace.local).path(kept.stored.sha256).unlink()
    next(office.workspace.inbox.glob("_arkiv/*/*b.pdf")).unlink()
    (doubt,) = _rebuild(office).doubts
    assert doubt.replace("\N{NO-BREAK SPACE}", " ") == (
        "Nr. 2 b.pdf har ingen original mere, hverken i mappen data eller i indbakkens _arkiv."
    )
    with Journal.open(office.workspace) as journal:
        assert (journal.arrival(2).outcome, journal.arrival(2).state) == (Outcome.KEPT, State.DONE)


def test_an_original_that_was_changed_in_the_archive_is_told(office: Desk) -> None:
    """Somebody edited the file in _arkiv, and the store has lost it."""
    with Journal.open(office.workspace) as journal:
        kept = journal.arrival(2)
    _deleted(office.workspace.local / "journal.db")
    Originals(office.workspace.local).path(kept.stored.sha256).unlink()
    next(office.workspace.inbox.glob("_arkiv/*/*b.pdf")).write_bytes(b"rettet")
    (doubt,) = _rebuild(office).doubts
    assert "med et andet indhold end det, kvitteringen gælder" in doubt


def test_the_files_of_a_mail_still_follow_its_draft_when_the_journal_was_made_again(office: Desk) -> None:
    """mail.eml with bilag 1.pdf and no form; the journal is lost before the draft is completed."""
    with office.open() as reception:
        office.drop("mail.eml", mail({"bilag 1.pdf": pdf(2)}))
        receive(reception)
    _deleted(office.workspace.local / "journal.db")
    assert _rebuild(office).doubts == []
    draft = proposal_yaml(title="Et tredje").replace("organer:", "kvittering: 2026-0007\norganer:")
    office.receive("færdig.yaml", draft)
    with Journal.open(office.workspace) as journal:
        assert [(one.name, one.arrival) for came in journal.brought(8) for one in came.files] == [("bilag 1.pdf", 7)]


class _Forgetful(ReaderHere):
    """A reader that no longer survives the first file."""

    def read(self, path: Path, name: str) -> Submission:
        """What the file says, unless it is that one."""
        if name == "a.yaml":
            raise ParserDiedError(name)
        return super().read(path, name)


@contextlib.contextmanager
def _forgetful() -> Iterator[ReaderHere]:
    yield _Forgetful()


def test_an_accepted_file_that_cannot_be_read_today_is_told_and_can_be_dropped_again(office: Desk) -> None:
    """The reader dies of it; nothing stands in the way of a second drop."""
    _deleted(office.workspace.local / "journal.db")
    rebuilt = rebuild(office.workspace, office.register, Today(DROPPED), _forgetful)
    assert [doubt.partition(",")[0] for doubt in rebuilt.doubts] == ["Nr.\N{NO-BREAK SPACE}1 a.yaml blev modtaget dengang"]
    office.receive("igen.yaml", proposal_yaml(title="Et tredje"))
    with Journal.open(office.workspace) as journal:
        assert journal.arrival(1).outcome is Outcome.KEPT
        assert journal.arrival(7).outcome is Outcome.ACCEPTED


def test_an_accepted_file_that_would_be_rejected_today_is_told(office: Desk) -> None:
    """The register was changed: the body is gone."""
    _deleted(office.workspace.local / "journal.db")
    others = tuple(entry for entry in office.register.bodies if entry.body.id != BODY)
    office.register = office.register.model_copy(update={"bodies": others})
    assert len(_rebuild(office).doubts) == 2
    with Journal.open(office.workspace) as journal:
        assert journal.accepted(BODY) == ()
        assert journal.arrivals()[0].state is State.DONE


def test_an_archived_file_without_a_receipt_is_answered_by_the_next_run(office: Desk) -> None:
    """Somebody deleted the receipt, and then the journal was lost."""
    next(office.workspace.receipts.glob("0002*.html")).unlink()
    _deleted(office.workspace.local / "journal.db")
    rebuilt = _rebuild(office)
    assert (rebuilt.restored, rebuilt.unanswered) == ([1, 3, 4, 5, 6], 1)
    with office.open() as reception:
        assert 7 in [one.arrival.number for one in receive(reception) if one.arrival]
    assert "0007 – b.pdf – GEMT.html" in office.receipts()


def test_what_another_machine_archived_is_not_ours(office: Desk) -> None:
    """It has a heartbeat, and one of its receipts was deleted."""
    next(office.workspace.receipts.glob("0002*.html")).unlink()
    _deleted(office.workspace.local / "journal.db")
    write_beat(office.workspace, Beat.first("en-anden", Today(DROPPED).now()), shared=True)
    assert _rebuild(office).unanswered == 0


def test_a_number_that_was_used_again_is_told(office: Desk) -> None:
    """Somebody began a new journal by hand, and it gave number one away again."""
    _deleted(office.workspace.local / "journal.db")
    with Journal.open(office.workspace, anew=True) as journal:
        first = Arrival(1, "ffff", "ny.pdf", replace(_ANY, sha256=""), "2026-11-05T09:00:00")
        journal.restore(first)
    rebuilt = _rebuild(office)
    assert rebuilt.restored == [2, 3, 4, 5, 6]
    assert ["nummeret er brugt til en anden fil" in doubt for doubt in rebuilt.doubts] == [True]


def test_documents_of_meetings_that_are_over_are_left_as_they_are(office: Desk) -> None:
    """The journal is made again after the meeting."""
    _deleted(office.workspace.local / "journal.db")
    rebuild(office.workspace, office.register, Today(factories.MEETING_DAY.replace(month=12)), reader_here)
    with Journal.open(office.workspace) as journal:
        assert journal.pending_documents() == ()
        assert len(journal.accepted(BODY)) == 1


def test_nothing_is_made_again_while_a_watch_runs_or_the_inbox_is_another(office: Desk) -> None:
    """Somebody is at work; the share was swapped; the share is away."""
    with only_one(office.workspace), pytest.raises(JournalError, match="arbejder allerede"):
        _rebuild(office)
    mark = office.workspace.inbox / ".indbakke-id"
    mark.write_text("et andet")
    with pytest.raises(MarkError):
        _rebuild(office)
    office.workspace.inbox.rename(office.root / "væk")
    with pytest.raises(InboxError):
        _rebuild(office)


def _killing(at: int, reached: list[int]) -> Callable[[str, str], None]:
    """A witness that ends the rebuilding after so many durable steps."""

    def end(moment: str, _step: str) -> None:
        if moment == "after":
            reached.append(1)
            if len(reached) == at:
                raise KeyboardInterrupt

    return end


def test_a_rebuilding_that_is_broken_off_anywhere_is_completed_by_the_next_one(tmp_path: Path) -> None:
    """Ended after the first durable step, the second, and so on; meanwhile nobody can take anything in by mistake."""
    office = desk(tmp_path)
    for name in ("a.yaml", "b.pdf"):
        office.receive(name, FILES[name])
    book, seen = _book(office), _seen(office)
    at, ended = 0, True
    while ended:
        at, ended, reached = at + 1, False, list[int]()
        _deleted(office.workspace.local / "journal.db")
        try:
            with durable.witnessed(_killing(at, reached)):
                _rebuild(office)
        except KeyboardInterrupt:
            ended = True
        with contextlib.suppress(JournalError), office.open() as reception:
            receive(reception)
        _rebuild(office)
        with office.open() as reception:
            receive(reception)
        assert sorted(_seen(office)) == sorted(seen), at
        assert (_book(office), _seen(office)) == (book, seen), at
    assert at > 5, "the steps are not announced any more"
