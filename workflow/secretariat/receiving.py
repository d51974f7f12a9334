"""The duty to receive: all that lies in the inbox gets one decision and one receipt, and its bytes are safe before that."""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from workflow.archive.filing import Inbox
from workflow.archive.lock import only_one
from workflow.archive.marker import see_mark
from workflow.archive.refusals import why
from workflow.archive.settling import settle
from workflow.archive.traces import see_no_gap
from workflow.domain.register import Register
from workflow.errors import InboxError, UsageError
from workflow.secretariat.due import with_documents
from workflow.secretariat.guard import watch
from workflow.secretariat.reception import Received, Reception

__all__ = ["Received", "Reception", "receive", "watch"]
LOOKS = 30


def receive(reception: Reception, files: Sequence[Path] = ()) -> tuple[Received, ...]:
    """Take in what lies in the inbox, or only the named files, and stop.

    Named files are copied into the inbox and stay where they are. A file that is still being copied is waited for, but
    not for ever; what a stopped run left is finished first.

    Returns:
        Every file that was answered, in the order it was taken; documents stand with the last file they are for.

    Raises:
        UsageError: a named file does not exist or is no file.
        RegisterError: the register has errors; nothing was taken.
        JournalError: another klynge is at work in the workspace, or the journal cannot be used or is older than the receipts.
        MarkError: the folder in the inbox's place is not the inbox; nothing was touched.
        InboxError: the disk refuses; nothing is lost.
    """
    see_files(files)
    register = reception.load()
    see_no_gap(reception.workspace, reception.journal)
    try:
        see_mark(reception.workspace)
        named = [_in_inbox(reception.inbox, file) for file in files]
        return _take(reception, register, named if files else None)
    except OSError as reason:
        raise InboxError(why(reason)) from reason


def _take(reception: Reception, register: Register, names: Sequence[str] | None) -> tuple[Received, ...]:
    """Finish what is unfinished, then take the named files of the inbox, or all that lie still."""
    with only_one(reception.workspace), reception.reader() as reader:
        reception.tidy()
        line = reception.line(reader, register)
        answered = list(line.unfinished())
        answered += line.take(_settled_names(reception) if names is None else names)
        return with_documents(reception, answered)


def see_files(files: Iterable[Path]) -> None:
    """See that the named files are files.

    Raises:
        UsageError: names the first that is not.
    """
    for file in files:
        if not file.exists():
            raise UsageError(f"Filen {file} findes ikke.")
        if not file.is_file():
            raise UsageError(f"{file} er ikke en fil. Skriv navnene på de filer, der skal tages imod.")


def _in_inbox(inbox: Inbox, file: Path) -> str:
    """The name under which a named file lies in the inbox: copied there unless it lies there already."""
    return file.name if file.absolute().parent.resolve() == inbox.folder.resolve() else inbox.drop(file)


def _settled_names(reception: Reception) -> Iterator[str]:
    """The names of all files that lie still, the oldest first; files that are being copied are waited for, within bounds."""
    seen = reception.inbox.listing()
    unsettled = settle((), seen).unsettled
    for _ in range(LOOKS):
        if not unsettled:
            return
        reception.pause(reception.workspace.settings.watch.stillness)
        found = reception.inbox.listing()
        settled, seen = settle(seen, found), found
        yield from (one.name for one in settled.ready)
        unsettled = settled.unsettled
