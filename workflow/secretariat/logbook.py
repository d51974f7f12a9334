"""The log for engineers: tracebacks go here and never to staff."""

import logging
import os
import tempfile
import traceback
from pathlib import Path

logging.getLogger("klynge").addHandler(logging.NullHandler())  # without it, logging prints tracebacks where staff see them


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
