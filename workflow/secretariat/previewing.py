"""The preview (modtag --prøv): what would become of the files in the inbox, tried on copies, so that nothing of ours is touched.

The files and the journal are copied to a folder that goes away again, and there they are taken in by the very code that takes
them in otherwise. So nothing is foretold that would not happen, and a watch that stands is not in the way.
"""

import shutil
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from textwrap import shorten

from workflow.archive.entries import Arrival
from workflow.archive.filing import Inbox, claimed_in
from workflow.archive.journal import FILE, INSTANCE_FILE, Journal
from workflow.archive.names import free, told
from workflow.archive.readiness import obstacle
from workflow.archive.refusals import why
from workflow.archive.settings import FolderSettings
from workflow.archive.settling import Waiting, settle
from workflow.archive.workspace import Workspace
from workflow.domain.findings import Finding, errors
from workflow.domain.receipts import Outcome, Receipt
from workflow.domain.register import Register
from workflow.errors import InboxError, JournalError
from workflow.secretariat.office import Office
from workflow.secretariat.parsing import Parser
from workflow.secretariat.receipting import LATE
from workflow.secretariat.receiving import see_files
from workflow.secretariat.taking import Answered, Line

TRIES = 5
MOST_OF_A_TITLE = 60
"""How many letters of a title the table shows; whatever is wrong with it is told whole below."""
_BECOMES = {
    Outcome.REJECTED: "afvist",
    Outcome.UNREADABLE: "kan ikke læses",
    Outcome.KEPT: "gemmes som bilag",
}


@dataclass(frozen=True)
class Foreseen:
    """What would become of one file.

    Attributes:
        file: its name as it may be shown.
        becomes: ny, ændret, uændret, for sent, dublet, afvist, kan ikke læses, gemmes som bilag or venter.
        title: the title of the case, cut where it is very long; of what waits, the reason.
        meeting: the meeting it was measured against, in words.
        findings: what was found in it.
    """

    file: str
    becomes: str
    title: str = ""
    meeting: str = ""
    findings: tuple[Finding, ...] = ()

    @property
    def is_stopped(self) -> bool:
        """Whether something must be mended first."""
        return bool(errors(self.findings))


def preview(office: Office, files: Sequence[Path] = ()) -> tuple[Foreseen, ...]:
    """What would become of all that lies in the inbox, or of the files named; nothing is written but copies that go away.

    Raises:
        UsageError: a named file does not exist or is no file.
        RegisterError: the register has errors.
        JournalError: the journal cannot be used.
        InboxError: something cannot be read.
    """
    see_files(files)
    try:
        with tempfile.TemporaryDirectory(prefix="klynge-") as folder:
            aside = _aside(office.workspace, Path(folder))
            register = _register(office, aside)
            _copy_journal(office.workspace, aside)
            waiting = () if files else _copy_inbox(office.workspace, aside)
            names = _copied(files, aside) if files else None
            return (
                *_foreseen(office, aside, register, names),
                *(Foreseen(told(one.name), "venter", one.reason) for one in waiting),
            )
    except OSError as reason:
        raise InboxError(why(reason)) from reason


def _aside(workspace: Workspace, folder: Path) -> Workspace:
    """The same workspace, but with all that is written in a folder of its own."""
    places = FolderSettings(local=str(folder / "data"), inbox=str(folder / "inbox"), outbox=str(folder / "outbox"))
    for place in (places.local, places.inbox):
        Path(place).mkdir()
    return Workspace(workspace.root, workspace.settings.model_copy(update={"folders": places}))


def _register(office: Office, aside: Workspace) -> Register:
    """The register, as the office reads it, with what is kept of it kept aside.

    Raises:
        RegisterError: it has errors; all of them are named.
    """
    if office.workspace.cache.is_dir():
        shutil.copytree(office.workspace.cache, aside.cache)
    return Office(aside, office.today).register


def _copy_journal(workspace: Workspace, aside: Workspace) -> None:
    """Copy the book of decisions as it stands, without a lock; one that is written just now is copied again.

    Raises:
        JournalError: it is written all the time.
        OSError: it cannot be read.
    """
    names = (FILE, f"{FILE}-wal", INSTANCE_FILE)
    for _ in range(TRIES):
        before = [_state(workspace.local / name) for name in names]
        for name in names:
            (aside.local / name).unlink(missing_ok=True)
            if (workspace.local / name).exists():
                shutil.copyfile(workspace.local / name, aside.local / name)
        if before == [_state(workspace.local / name) for name in names]:
            return
    raise JournalError("Journalen bliver skrevet netop nu. Prøv igen om lidt.")


def _state(file: Path) -> tuple[int, int] | None:
    """What tells whether a file has changed; None where there is none."""
    found = file.stat() if file.exists() else None
    return (found.st_size, found.st_mtime_ns) if found else None


def _copy_inbox(workspace: Workspace, aside: Workspace) -> tuple[Waiting, ...]:
    """Copy what lies still in the inbox.

    Returns:
        What does not, and why.

    Raises:
        OSError: the inbox or a file cannot be read.
    """
    inbox = Inbox(workspace.inbox, "")
    found = inbox.listing()
    settled, waiting = settle(found, found), []
    for one in settled.ready:
        reason = obstacle(inbox.folder, one, workspace.settings.watch.patience)
        if reason:
            waiting.append(Waiting(one.name, reason))
        else:
            _copy(inbox.folder / one.name, aside.inbox / one.name)
    return (*settled.waiting, *waiting, *claimed_in(workspace))


def _copied(files: Sequence[Path], aside: Workspace) -> list[str]:
    """Copy the named files.

    Returns:
        Their names, each another.
    """
    names = []
    for file in files:
        target = free(aside.inbox / file.name)
        _copy(file, target)
        names.append(target.name)
    return names


def _copy(source: Path, target: Path) -> None:
    """Copy a file or a folder with its times."""
    if source.is_dir():
        shutil.copytree(source, target)
    else:
        shutil.copy2(source, target)


def _foreseen(office: Office, aside: Workspace, register: Register, names: Sequence[str] | None) -> Iterator[Foreseen]:
    """Take the copies in, in the order of the inbox or as they were named.

    Raises:
        KlyngeError: the journal cannot be used, or nothing can be read.
        OSError: the disk refuses.
    """
    found = Inbox(aside.inbox, "").listing()
    listed = [one.name for one in settle(found, found).ready]
    with Journal.open(aside) as journal, Parser() as reader:
        line = Line(aside, journal, register, reader, office.today.now, lambda _seconds: None)
        for answered in line.take(names or listed):
            if isinstance(answered, Answered):
                yield _as_foreseen(answered.arrival, journal)
            else:
                yield Foreseen(answered.name, "venter", answered.reason)


def _as_foreseen(arrival: Arrival, journal: Journal) -> Foreseen:
    """What the receipt that a file would get says, in short."""
    receipt = arrival.receipt
    if receipt is None:  # what is answered has its receipt
        return Foreseen(arrival.shown, "venter")
    meetings = "; ".join(said for label, said in receipt.details if label == "Møde")
    title = shorten(receipt.title, MOST_OF_A_TITLE, placeholder=" …")
    return Foreseen(arrival.shown, _becomes(arrival, receipt, journal), title, meetings, receipt.findings)


def _becomes(arrival: Arrival, receipt: Receipt, journal: Journal) -> str:
    """What would become of a file, in a word."""
    if arrival.duplicate_of:
        same = journal.arrival(arrival.duplicate_of).stored.sha256 == arrival.stored.sha256
        return "dublet" if same else "uændret"
    if receipt.outcome is not Outcome.ACCEPTED:
        return _BECOMES[receipt.outcome]
    if any(label == "Version" for label, _ in receipt.details):
        return "ændret"
    return "for sent" if receipt.state == LATE else "ny"
