"""The mark in the inbox: a folder without it, or with another one, may be an empty mount point or another share.

The mark is a small file in the inbox with an id; the same id lies in the local folder. Nothing in the inbox is touched
before both have been seen to be the same.
"""

import errno
import os
from pathlib import Path
from typing import TYPE_CHECKING

from workflow.archive import durable
from workflow.archive.names import new_id
from workflow.errors import MarkError

if TYPE_CHECKING:
    from workflow.archive.workspace import Workspace  # which lays the mark into a new workspace

MARK = ".indbakke-id"
KNOWN = "indbakke-id"


def see_mark(workspace: "Workspace", *, learn: bool = True) -> None:
    """See that the inbox is the one that this machine knows.

    The first time, the mark that lies there is learned; on a disk of this machine it is made where there is none.

    Args:
        workspace: the folders.
        learn: whether a mark that is not known yet may be learned or made; else it is only looked at.

    Raises:
        MarkError: the mark is missing, or is another one; the sentence says what to do.
        OSError: the inbox is away or cannot be read.
    """
    if not workspace.inbox.is_dir():
        raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), str(workspace.inbox))
    known, found = _read(workspace.local / KNOWN), _read(workspace.inbox / MARK)
    if not known and not learn:
        return
    if not known:
        durable.write_file(workspace.local / KNOWN, (found or _first(workspace)).encode())
    elif not found:
        raise _missing(workspace)
    elif found != known:
        raise MarkError(
            f"Mappen {workspace.inbox} er en anden indbakke end den, klynge kender: mærket {MARK} er et andet. Intet i den "
            "bliver rørt. Forbind det rigtige drev. Er indbakken flyttet med vilje, så slet filen "
            f"{workspace.local / KNOWN}, og prøv igen."
        )


def put_mark(workspace: "Workspace") -> Path | None:
    """Put the mark into an inbox that has none, because a person asked for it.

    Returns:
        The mark, or None where one lies there already.

    Raises:
        OSError: the disk refuses.
    """
    mark = workspace.inbox / MARK
    if mark.exists():
        return None
    try:
        durable.write_new(mark, (_read(workspace.local / KNOWN) or new_id()).encode())
    except FileExistsError:  # another machine has just put its own there
        return None
    return mark


def _first(workspace: "Workspace") -> str:
    """The new mark of an inbox that has none yet.

    Raises:
        MarkError: the inbox lies on a share, so that the folder may be its empty mount point.
    """
    if workspace.settings.watch.polling:
        raise _missing(workspace)
    put_mark(workspace)
    return _read(workspace.inbox / MARK)


def _missing(workspace: "Workspace") -> MarkError:
    """The error that the mark is missing."""
    return MarkError(
        f"Mærket {MARK} mangler i {workspace.inbox}, så intet i mappen bliver rørt. Se, om netværksdrevet er forbundet. "
        f"Er det den rigtige mappe, så lav mærket igen med 'klynge nyt {workspace.root}'."
    )


def _read(file: Path) -> str:
    """The id in a file; empty when there is no such file.

    Raises:
        OSError: it cannot be read.
    """
    try:
        return file.read_bytes().decode("ascii", "replace").strip()
    except FileNotFoundError:
        return ""
