"""The doorbell rings, and is mended when it fails."""

import contextlib
import ctypes
import os
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from watchdog.events import FileSystemEvent, FileSystemEventHandler

from workflow.archive.watching import Doorbell

SOON = 20.0
NOBODY = 64_123
ON_LINUX = pytest.mark.skipif(sys.platform != "linux", reason="only Linux has inotify")


def test_the_bell_rings_when_a_file_is_dropped(tmp_path: Path) -> None:
    """On a local disk."""
    with Doorbell(tmp_path) as bell:
        bell.wait(0)
        (tmp_path / "forslag.yaml").write_text("x")
        assert bell.wait(SOON)


def test_on_a_share_no_bell_is_hung_and_nobody_complains(tmp_path: Path) -> None:
    """The system sends no word of what others write on the server; the looks on time must do."""
    with Doorbell(tmp_path, silent=True) as bell:
        (tmp_path / "forslag.yaml").write_text("x")
        assert (bell.wait(0.1), bell.works, bell.mend(), bell.trouble) == (False, False, False, "")


def test_the_bell_keeps_still_when_nothing_stirs(tmp_path: Path) -> None:
    """Somebody only looks."""
    (tmp_path / "forslag.yaml").write_text("x")
    with Doorbell(tmp_path) as bell:
        bell.wait(0)
        (tmp_path / "forslag.yaml").read_text()
        assert not bell.wait(0.2)


def test_what_klynge_does_in_its_own_folders_rings_no_bell(tmp_path: Path) -> None:
    """A claim is archived, and the heartbeat is written."""
    for name in ("_igang", "_arkiv", "_vagt"):
        (tmp_path / name).mkdir()
    (tmp_path / "_igang" / "1~a.docx").touch()
    with Doorbell(tmp_path) as bell:
        bell.wait(0)
        (tmp_path / "_igang" / "1~a.docx").rename(tmp_path / "_arkiv" / "1~a.docx")
        (tmp_path / "_vagt" / "a.json").write_text("{}")
        assert not bell.wait(0.3)


def _remade(inbox: Path) -> None:
    shutil.rmtree(inbox)
    inbox.mkdir()


def _replaced(inbox: Path) -> None:
    inbox.rename(inbox.with_name("gammel"))
    inbox.mkdir()


@pytest.mark.parametrize("change", [_remade, _replaced])
def test_the_bell_is_hung_anew_when_the_inbox_is_another(tmp_path: Path, change: Callable[[Path], None]) -> None:
    """The inbox is deleted and made again, or renamed and made again; the old bell says that it lives."""
    inbox = tmp_path / "inbox"
    inbox.mkdir()
    with Doorbell(inbox) as bell:
        worked = [bell.works]
        change(inbox)
        end = time.monotonic() + SOON
        while bell.works and time.monotonic() < end:  # a folder that is made again may get the old one's number
            bell.wait(0.02)
        worked += [bell.works, bell.mend(), bell.works, bell.wait(0)]
        assert worked == [True, False, True, True, True]
        (inbox / "forslag.yaml").write_text("x")
        assert bell.wait(SOON)


def test_while_the_inbox_is_away_there_is_no_bell(tmp_path: Path) -> None:
    """The share is away for a while."""
    inbox = tmp_path / "inbox"
    inbox.mkdir()
    with Doorbell(inbox) as bell:
        inbox.rmdir()
        told = [bell.works, bell.mend(), bell.works]
        inbox.mkdir()
        assert [*told, bell.mend(), bell.works] == [False, False, False, True, True]


class _Careless(FileSystemEventHandler):
    """A handler that fails, as none of ours may."""

    def on_any_event(self, event: FileSystemEvent) -> None:
        """Fail."""
        raise RuntimeError(event.src_path)


@pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning")
def test_a_bell_whose_thread_died_is_noticed_and_mended(tmp_path: Path) -> None:
    """An exception in a handler ends the observer; whatever came meanwhile is looked at, since the new bell rings at once."""
    with Doorbell(tmp_path) as bell:
        observer = bell._observer
        assert observer is not None
        (watch,) = (emitter.watch for emitter in observer.emitters)
        observer.add_handler_for_watch(_Careless(), watch)
        (tmp_path / "forslag.yaml").write_text("x")
        observer.join(SOON)
        assert (observer.is_alive(), bell.works) == (False, False)
        bell.wait(0)
        assert (bell.mend(), bell.works, bell.wait(0)) == (True, True, True)
        (tmp_path / "andet.yaml").write_text("x")
        assert bell.wait(SOON)


def test_a_bell_whose_emitter_died_is_noticed_and_mended(tmp_path: Path) -> None:
    """The thread that hears the system is gone; the observer still says that it lives."""
    with Doorbell(tmp_path) as bell:
        observer = bell._observer
        assert observer is not None
        for emitter in observer.emitters:
            emitter.stop()
            emitter.join(SOON)
        assert (observer.is_alive(), bell.works) == (True, False)
        assert (bell.mend(), bell.works) == (True, True)
        bell.wait(0)
        (tmp_path / "forslag.yaml").write_text("x")
        assert bell.wait(SOON)


def test_where_there_is_no_folder_there_is_no_bell(tmp_path: Path) -> None:
    """A file lies where the inbox belongs; the look at the inbox says so."""
    (tmp_path / "inbox").touch()
    with Doorbell(tmp_path / "inbox") as bell:
        assert (bell.works, bell.mend(), bell.wait(0), bell.trouble) == (False, False, False, "")


@contextlib.contextmanager
def _all_watches_taken() -> Iterator[None]:
    """Every inotify instance that this user may have is taken for the length of a block."""
    library = ctypes.CDLL(None, use_errno=True)
    taken: list[int] = []
    while (descriptor := library.inotify_init1(0)) >= 0:
        taken.append(descriptor)
    try:
        yield
    finally:
        for descriptor in taken:
            os.close(descriptor)


def _in_a_child(story: Callable[[Path], list[object]]) -> str:
    """What a story tells that runs in a process, and where we may for a user, of its own: the limit is the user's."""
    with tempfile.TemporaryDirectory(prefix="klynge-") as folder:
        if os.geteuid() == 0:
            os.chown(folder, NOBODY, NOBODY)
        reading, writing = os.pipe()
        process = os.fork()
        if not process:
            with contextlib.suppress(BaseException):
                if os.geteuid() == 0:
                    os.setuid(NOBODY)
                os.write(writing, repr(story(Path(folder))).encode())
            os._exit(0)
        os.close(writing)
        os.waitpid(process, 0)
        with os.fdopen(reading) as told:
            return told.read()


def _short_of_watches(folder: Path) -> list[object]:
    with _all_watches_taken():
        bell = Doorbell(folder)
        told: list[object] = [bell.mend(), bell.trouble]
    told += [bell.mend(), bell.trouble]
    bell.wait(0)
    (folder / "forslag.yaml").touch()
    return [*told, bell.wait(SOON)]


@ON_LINUX
@pytest.mark.filterwarnings("ignore:This process .* is multi-threaded:DeprecationWarning")
def test_when_the_system_has_no_watches_left_the_bell_says_so_and_is_hung_later() -> None:
    """Other programs use up all 128; then they end."""
    reason = "styresystemet har ikke flere overvågninger ledige"
    assert _in_a_child(_short_of_watches) == repr([False, reason, True, "", True])
