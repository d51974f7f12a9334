"""The scene of the status, looked at from outside: nothing is changed, and whatever cannot be read is said instead."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from workflow.archive.disks import Room, room
from workflow.archive.filing import waiting_in
from workflow.archive.heartbeat import foreign_claims, other_beats, own_beat
from workflow.archive.journal import Journal
from workflow.archive.lock import is_held
from workflow.archive.marker import see_mark
from workflow.archive.refusals import why
from workflow.archive.workspace import Workspace
from workflow.errors import JournalError, MarkError
from workflow.secretariat.status import LATEST, Scene


def look_around(workspace: Workspace, now: datetime, journal: Callable[[], Journal]) -> Scene:
    """The scene as somebody finds it who is not the watch.

    Args:
        workspace: the folders.
        now: this moment in Denmark.
        journal: gives the journal, or raises JournalError, which is told.
    """
    scene = Scene(workspace, now, own_beat(workspace), is_held(workspace), room=room_left(workspace))
    try:
        see_mark(workspace, learn=False)
        scene = replace(scene, waiting=waiting_in(workspace))
    except MarkError as reason:
        scene = replace(scene, trouble=str(reason))
    except OSError as reason:
        scene = replace(scene, trouble=f"Indbakken kan ikke læses ({why(reason)}). Se, om netværksdrevet er forbundet.")
    try:
        return with_journal(scene, journal())
    except JournalError as reason:
        return replace(scene, trouble=str(reason))


def with_journal(scene: Scene, journal: Journal) -> Scene:
    """The scene with what the journal and the other machines tell.

    Raises:
        JournalError: it cannot be read.
    """
    others = other_beats(scene.workspace, journal.instance)
    scene = replace(
        scene,
        others=others,
        counts=tuple(journal.tally().items()),
        latest=journal.latest(LATEST),
        failing=journal.pending_documents(),
    )
    try:
        return replace(scene, foreign=foreign_claims(scene.workspace, journal.instance))
    except OSError:
        return scene  # the inbox is away, which is told already


def room_left(workspace: Workspace) -> Room | None:
    """What is left on the disk of the journal; None where it cannot be asked."""
    try:
        return room(workspace.local)
    except OSError:
        return None
