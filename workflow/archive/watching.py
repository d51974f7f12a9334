"""The doorbell: watchdog says that something stirs in the inbox; what really lies there, only a listing tells."""

import logging
import threading
from pathlib import Path
from typing import Self

from watchdog.events import DirModifiedEvent, FileClosedNoWriteEvent, FileOpenedEvent, FileSystemEvent, FileSystemEventHandler
from watchdog.observers import Observer
from watchdog.observers.api import BaseObserver
from watchdog.observers.polling import PollingObserver

logger = logging.getLogger("klynge.watching")


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
        polling: whether to compare listings instead of waiting for word from the system, for shares.
        interval: seconds between two listings when polling.
    """

    def __init__(self, folder: Path, *, polling: bool = False, interval: float = 1.0) -> None:
        self._folder, self._polling, self._interval = folder, polling, interval
        self._rung = threading.Event()
        self._observer: BaseObserver | None = None
        self._hung_at: tuple[int, int] | None = None

    def __enter__(self) -> Self:
        self.mend()
        return self

    def __exit__(self, *_reason: object) -> None:
        self._take_down()

    def ring(self) -> None:
        """Ring from within, for example to end a wait."""
        self._rung.set()

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

    def mend(self) -> bool:
        """Hang the bell anew when it no longer works.

        Returns:
            Whether it works now; where it does not, the looks on time must do.
        """
        if self.works:
            return True
        self._take_down()
        identity = _identity(self._folder)
        if identity is None:
            return False
        observer: BaseObserver = PollingObserver(timeout=self._interval) if self._polling else Observer()
        try:
            observer.schedule(_Ringer(self._rung), str(self._folder), recursive=False)
            observer.start()
        except (OSError, RuntimeError) as reason:
            logger.warning("the doorbell cannot be hung at the inbox: %s", reason)
            return False
        self._observer, self._hung_at = observer, identity
        self._rung.set()  # whatever came while the bell was down
        return True

    def _take_down(self) -> None:
        """Stop the observer, dead or alive."""
        observer, self._observer = self._observer, None
        if observer is None:
            return
        observer.stop()
        if observer.is_alive():
            observer.join(5)


def _identity(folder: Path) -> tuple[int, int] | None:
    """What tells a folder from another one that was put in its place; None when it is away."""
    try:
        found = folder.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino
