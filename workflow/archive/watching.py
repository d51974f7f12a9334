"""The doorbell: watchdog says that something stirs in the inbox; what really lies there, only a listing tells."""

import contextlib
import errno
import logging
import stat
import threading
from pathlib import Path
from typing import Self

from watchdog.events import DirModifiedEvent, FileClosedNoWriteEvent, FileOpenedEvent, FileSystemEvent, FileSystemEventHandler
from watchdog.observers import Observer
from watchdog.observers.api import BaseObserver

from workflow.archive.refusals import why

logger = logging.getLogger("klynge.watching")
_USED_UP = frozenset({errno.ENOSPC, errno.EMFILE, errno.ENFILE})


class _Ringer(FileSystemEventHandler):
    """Rings the bell; it does nothing else, since an exception here would end the observer without a word."""

    def __init__(self, rung: threading.Event) -> None:
        self._rung = rung

    def on_any_event(self, event: FileSystemEvent) -> None:
        """Ring, unless somebody has only looked."""
        if not isinstance(event, (FileOpenedEvent, FileClosedNoWriteEvent, DirModifiedEvent)):
            self._rung.set()


class Doorbell:
    """Rings when something stirs in a folder. A bell that fails costs no file, only the time until the next look.

    Args:
        folder: the inbox.
        silent: whether to hang no bell at all: from a share the system sends no word, and the looks on time must do.
    """

    def __init__(self, folder: Path, *, silent: bool = False) -> None:
        self._folder, self._silent = folder, silent
        self._rung = threading.Event()
        self._observer: BaseObserver | None = None
        self._hung_at: tuple[int, int] | None = None
        self._trouble = ""

    def __enter__(self) -> Self:
        self.mend()
        return self

    def __exit__(self, *_reason: object) -> None:
        self._take_down()

    def wait(self, seconds: float) -> bool:
        """Wait for the bell, at most so many seconds, and silence it again.

        Returns:
            Whether it rang.
        """
        rang = self._rung.wait(seconds)
        self._rung.clear()
        return rang

    @property
    def works(self) -> bool:
        """Whether the bell hangs at the folder that is there now, with every thread of it alive."""
        observer = self._observer
        if observer is None or not observer.is_alive() or self._hung_at != _identity(self._folder):
            return False
        return bool(observer.emitters) and all(emitter.is_alive() for emitter in observer.emitters)

    @property
    def trouble(self) -> str:
        """Why there is no bell where there should be one, as a Danish clause; "" when it works or is not wanted."""
        return self._trouble

    def mend(self) -> bool:
        """Hang the bell anew when it no longer works.

        Returns:
            Whether it works now; where it does not, the looks on time must do.
        """
        if self._silent or self.works:
            return not self._silent
        if self._observer is not None:
            logger.warning("the doorbell had failed and is hung anew")
        self._take_down()
        identity = _identity(self._folder)
        if identity is None:
            return False
        try:
            self._observer = self._hung()
        except (OSError, RuntimeError) as reason:
            logger.warning("the doorbell cannot be hung at the inbox: %s", reason)
            self._trouble = _clause(reason)
            return False
        self._hung_at, self._trouble = identity, ""
        self._rung.set()  # whatever came while the bell was down
        return True

    def _hung(self) -> BaseObserver:
        """A new observer that watches the folder.

        Raises:
            OSError: the system has no watches left, or the folder is gone again.
            RuntimeError: no thread can be started.
        """
        observer = Observer()
        observer.schedule(_Ringer(self._rung), str(self._folder), recursive=False)
        try:
            observer.start()
        except (OSError, RuntimeError):
            observer.stop()
            raise
        return observer

    def _take_down(self) -> None:
        """Stop the observer, dead or alive."""
        observer, self._observer = self._observer, None
        if observer is None:
            return
        with contextlib.suppress(OSError):
            observer.stop()
        if observer.is_alive():
            observer.join(5)


def _clause(reason: OSError | RuntimeError) -> str:
    """Why the bell cannot be hung, as a Danish clause."""
    if isinstance(reason, OSError) and reason.errno not in _USED_UP:
        return why(reason)
    return "styresystemet har ikke flere overvågninger ledige"


def _identity(folder: Path) -> tuple[int, int] | None:
    """What tells a folder from another one that was put in its place; None when it is away or no folder."""
    try:
        found = folder.stat()
    except OSError:
        return None
    return (found.st_dev, found.st_ino) if stat.S_ISDIR(found.st_mode) else None
