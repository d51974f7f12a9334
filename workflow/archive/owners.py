"""Who has a file open, as the lock file beside it tells: Word's "~$…" and LibreOffice's ".~lock.…#"."""

import contextlib
import os
from pathlib import Path

from workflow.archive import durable
from workflow.archive.names import shown
from workflow.archive.settling import lock_names, program_of

_LONGEST = 1_024
_LONGEST_NAME = 60
_WORDS_NAME = 54


def owner(lock: Path) -> str:
    """The name of whoever made the lock file, as it may be shown; "" where nobody can tell."""
    with contextlib.suppress(OSError), durable.open_regular(lock) as descriptor:
        raw = os.read(descriptor, _LONGEST)
        return named_in_word(raw) if lock.name.startswith("~$") else named_in_libreoffice(raw)
    return ""


def open_in(folder: Path, name: str) -> str:
    """Where a file seems to be open, as a lock file in the inbox tells although the file itself was taken; "" where none lies.

    Args:
        folder: the inbox.
        name: the file's name there.
    """
    locks = (folder / lock for lock in lock_names(name))
    return next((program_of(lock.name, owner(lock)) for lock in locks if os.path.lexists(lock)), "")


def named_in_word(raw: bytes) -> str:
    """The owner in Word's lock file: a length, the name in Windows-1252 in 54 bytes, and once more in UTF-16."""
    if not raw or raw[0] > _WORDS_NAME:
        return ""
    wide = raw[_WORDS_NAME + 1 :]
    if wide and 0 < wide[0] <= _WORDS_NAME and len(wide) >= 2 + 2 * wide[0]:
        return _tidied(wide[2 : 2 + 2 * wide[0]].decode("utf-16-le", "replace"))
    return _tidied(raw[1 : 1 + raw[0]].decode("cp1252", "replace"))


def named_in_libreoffice(raw: bytes) -> str:
    """The owner in LibreOffice's lock file: name, account, machine and time, parted by commas."""
    name, account, machine = [*raw.decode("utf-8", "replace").split(","), "", "", ""][:3]
    return _tidied(name) or _tidied(account) or _tidied(machine)


def _tidied(name: str) -> str:
    """The name as it may be shown, cut where no name is so long."""
    name = name.strip("\0 ")
    return shown(name)[:_LONGEST_NAME] if name else ""
