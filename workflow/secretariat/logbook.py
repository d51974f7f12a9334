"""The log for engineers: one line for each file that the watch took, and tracebacks, which never go to staff."""

import contextlib
import logging
import os
import tempfile
import traceback
from collections.abc import Iterator
from logging.handlers import RotatingFileHandler
from pathlib import Path

from workflow.archive import durable

LARGEST, KEPT = 1_000_000, 5
_HOUSE = logging.getLogger("klynge")
_HOUSE.addHandler(logging.NullHandler())  # without it, logging prints tracebacks where staff see them


def write_traceback() -> Path:
    """Write the traceback of the exception that is being handled to a file of its own.

    Returns:
        The file, in the temporary folder: it must be writable when nothing else is.
    """
    text = traceback.format_exc()
    descriptor, name = tempfile.mkstemp(prefix="klynge-", suffix=".log")
    with os.fdopen(descriptor, "w", encoding="utf-8") as log:
        log.write(text)
    return Path(name)


@contextlib.contextmanager
def logging_to(file: Path, largest: int = LARGEST) -> Iterator[None]:
    """Write what happens within the block to a log that rotates; a log that cannot be written stops nothing.

    Args:
        file: the newest log; older ones lie beside it with a number at the end.
        largest: bytes after which a new one is begun.
    """
    with contextlib.suppress(OSError):
        durable.make_folder(file.parent)
    handler = _Log(file, maxBytes=largest, backupCount=KEPT, encoding="utf-8", errors="backslashreplace", delay=True)
    handler.setFormatter(_OneLine("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    before, everybody = _HOUSE.level, logging.getLogger()
    everybody.addHandler(handler)  # what the libraries complain of as well: without a handler it would go to staff
    _HOUSE.setLevel(logging.INFO)
    try:
        yield
    finally:
        _HOUSE.setLevel(before)
        everybody.removeHandler(handler)
        handler.close()


class _OneLine(logging.Formatter):
    """One line for each record: a name with a line break in it makes no second one."""

    def format(self, record: logging.LogRecord) -> str:
        """The record, with every sign that would leave the line written as a code."""
        text = super().format(record)
        return "".join(
            sign if sign.isprintable() else sign.encode("unicode_escape", "backslashreplace").decode() for sign in text
        )


class _Log(RotatingFileHandler):
    """A rotating log that loses no line where the old file cannot be renamed: Windows refuses while somebody has it open."""

    def doRollover(self) -> None:  # noqa: N802 - the name is the library's
        """Begin a new file; where that is refused, write on in the old one, and try again when it has grown as much again."""
        try:
            super().doRollover()
        except OSError:
            self.maxBytes += LARGEST
            if self.stream is None:
                self.stream = self._open()

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802 - the name is the library's
        """A full disk, or a folder that is gone: the watch goes on without its log."""
