"""The story that every end is tried on: three files, one of them twice the same, are taken in; and what must be true then."""

import errno
import os
import pickle
import sys
from collections import Counter
from collections.abc import Callable, Mapping
from pathlib import Path

from tests.secretariat.reception_desk import Desk, desk, proposal_yaml
from tests.soak.platter import Record
from tests.soak.recorder import Effect, Recorder
from tests.soak.sqlite_disk import announced
from workflow.archive import durable
from workflow.archive.effects import Disk, Witness
from workflow.archive.entries import State
from workflow.archive.journal import INSTANCE_FILE
from workflow.archive.originals import STORE, Originals
from workflow.domain.receipts import Outcome
from workflow.rendering.pages import receipt_page
from workflow.secretariat.laying import Laid, lay_text
from workflow.secretariat.receiving import receive
from workflow.secretariat.replying import reply_draft

KILLED = 9
DROPPED = {
    "a.yaml": proposal_yaml().encode(),
    "b.pdf": b"%PDF-1.7\n%%EOF\n",
    "c.yaml": proposal_yaml().encode(),
}
BECOMES = (Outcome.ACCEPTED, Outcome.KEPT, Outcome.DUPLICATE)
AGENDA = Path("outbox/nordjylland/nordjylland-nord/2026-11-24/dagsorden.docx")


class TwoDisks(Disk):
    """A disk whose archive is another one, so that a rename from one to the other is refused."""

    def rename(self, source: Path, target: Path) -> None:
        """Rename, but never between the inbox and the archive."""
        if ("_arkiv" in source.parts) != ("_arkiv" in target.parts):
            raise OSError(errno.EXDEV, "another disk")
        super().rename(source, target)


class _RecordedTwoDisks(TwoDisks, Recorder):
    """The same, and a record is kept."""


def laid_out(root: Path) -> Desk:
    """An office whose inbox holds the three files."""
    announced()
    office = desk(root)
    for number, (name, content) in enumerate(DROPPED.items()):
        os.utime(office.drop(name, content), ns=(number, number))
    return office


def run(office: Desk) -> None:
    """Run klynge modtag once."""
    with office.open() as reception:
        receive(reception)


def killed(office: Desk, at: int, disk: Disk | None = None) -> bool:
    """Run klynge modtag in a process of its own that ends, without a word, after so many steps.

    Returns:
        Whether it came that far.
    """
    return _in_a_child(lambda end: _killable(office, disk or Disk(), _ending(at, lambda: end(KILLED)))) == KILLED


def recorded(
    office: Desk,
    at: int = 0,
    before: Record | None = None,
    work: Callable[[Desk], None] = run,
    *,
    two_disks: bool = False,
) -> tuple[Record, bool]:
    """Run klynge modtag in a process of its own, killed after so many effects unless that is 0, and keep a record of it.

    Args:
        office: where it runs.
        at: after how many effects it is killed; 0 for never.
        before: the record of an earlier run in the same office, which this one goes on with.
        work: what is run.
        two_disks: whether the archive lies on another disk.

    Returns:
        The record, and whether it came so far.
    """
    kept = office.root.with_name(f"{office.root.name}.record")

    def child(end: Callable[[int], object]) -> None:
        effects: list[Effect] = list(before.effects) if before else []

        def note(effect: Effect) -> None:
            effects.append(effect)
            if len(effects) == at:
                keep(KILLED)

        def keep(status: int) -> None:
            kept.write_bytes(pickle.dumps(Record(before.start if before else recorder.start, tuple(effects), recorder.things)))
            end(status)

        recorder = (_RecordedTwoDisks if two_disks else Recorder)(office.root, note, before.things if before else None)
        with durable.on_disk(recorder):
            work(office)
        keep(0)

    status = _in_a_child(child)
    record: Record = pickle.loads(kept.read_bytes())  # noqa: S301 - our own, written a moment ago
    kept.unlink()
    return record, status == KILLED


def _killable(office: Desk, disk: Disk, witness: Witness) -> None:
    """Run on another disk, witnessed."""
    with durable.on_disk(disk), durable.witnessed(witness):
        run(office)


def _in_a_child(work: Callable[[Callable[[int], object]], None]) -> int:
    """Work in a forked process, which is handed the way to end it without a word.

    Returns:
        Its exit status: 0 at the end of the work.
    """
    if sys.platform != "win32":
        process = os.fork()
        if process:
            return os.waitstatus_to_exitcode(os.waitpid(process, 0)[1])
        try:
            work(os._exit)
        except BaseException:  # noqa: BLE001 - a forked child must never come back
            sys.excepthook(*sys.exc_info())
            os._exit(1)
        os._exit(0)
    raise NotImplementedError


def _ending(at: int, end: Callable[[], object]) -> Witness:
    """A witness that ends the process after so many steps."""
    done = 0

    def witness(moment: str, _step: str) -> None:
        nonlocal done
        done += moment == "after"
        if moment == "after" and done == at:
            end()

    return witness


def see_that_all_is_well(office: Desk) -> None:
    """Every file has one decision, one receipt and its bytes in two places; nothing is left over; another run does nothing."""
    before = everything(office)
    run(office)
    _see_the_book(office)
    see_that_nothing_ran_ahead(office, before)
    assert office.archived() == sorted(DROPPED.values())
    assert (office.left(), list((office.workspace.local / "tmp").iterdir())) == ([], [])
    assert [path.name for path in (office.root / AGENDA).parent.iterdir()] == [AGENDA.name]
    assert lay_text(office.root / AGENDA, "Dagsorden")[1] is Laid.UNCHANGED
    assert [path for path in office.root.rglob("*") if path.name.startswith(durable.TEMPORARY)] == []
    before = everything(office)
    run(office)
    assert everything(office) == before


def _see_the_book(office: Desk) -> None:
    """The journal holds one decision for each file, its receipt lies there word for word, and its bytes are kept."""
    with office.open() as reception:
        arrivals = reception.journal.arrivals()
        assert sorted(one.name for one in arrivals) == sorted(DROPPED)
        assert Counter(one.outcome for one in arrivals) == Counter(BECOMES)
        assert [one.state for one in arrivals] == [State.DONE] * len(DROPPED)
        assert [one.number for one in arrivals] == [1, 2, 3]
        assert all(Originals(office.workspace.local).holds(one.stored.sha256) for one in arrivals)
        kept = {path.name for path in (office.workspace.local / STORE).glob("*/*")}
        assert kept == {one.stored.sha256 for one in arrivals}
        assert (office.workspace.local / INSTANCE_FILE).read_text("ascii") == reception.journal.instance
        receipts = {
            one.receipt_name: receipt_page(one.receipt, reception.journal.instance).encode() for one in arrivals if one.receipt
        }
        assert len(receipts) == len(DROPPED)
        beside = {
            f"{one.number:04} – {one.name} – SVAR.eml": reply_draft(one.receipt, None)
            for one in arrivals
            if one.receipt and one.outcome is Outcome.ACCEPTED
        }
        assert len(beside) == 1
        assert {path.name: path.read_bytes() for path in office.workspace.receipts.glob("0*")} == receipts | beside
        assert reception.journal.pending_documents() == ()
        assert len(reception.journal.accepted("nordjylland-nord")) == 1


def see_that_nothing_ran_ahead(office: Desk, before: Mapping[str, bytes]) -> None:
    """Where a receipt lay before the run, all that belongs beside it lay there as well; what was archived had its receipt.

    So it must be whatever becomes of the journal: one that is made again takes a receipt for the end of the matter.

    Args:
        office: where the run was.
        before: every file before it.
    """
    lay = {Path(path).name for path in before if "kvitteringer" in path}
    numbers = {name.partition(" ")[0] for name in lay if name.endswith(".html")}
    assert {one.name for one in office.workspace.receipts.iterdir() if one.name.partition(" ")[0] in numbers} <= lay
    archived = {Path(path).name.partition("~")[0] for path in before if "_arkiv" in path and "~" in path}
    with office.open() as reception:
        assert {one.receipt_name for one in reception.journal.arrivals() if one.id in archived} <= lay


def everything(office: Desk) -> dict[str, bytes]:
    """Every file of the workspace but the journal, whose log moves."""
    files = (path for path in office.root.rglob("*") if path.is_file() and "journal.db" not in path.name)
    return {str(path.relative_to(office.root)): path.read_bytes() for path in files}
