"""A file that only takes up room: when the disk is full it is given up, so that what is begun can still be finished."""

import logging
import os
from dataclasses import dataclass
from pathlib import Path

from workflow.archive import durable
from workflow.archive.disks import Room

logger = logging.getLogger("klynge.reserve")
FILE = "reserve.bin"
SIZE = 16_000_000


@dataclass(frozen=True)
class Reserve:
    """The reserve in a local folder.

    Attributes:
        local: the folder of the journal and the originals.
        size: how many bytes are kept in reserve.
    """

    local: Path
    size: int = SIZE

    @property
    def file(self) -> Path:
        """The file that takes up the room."""
        return self.local / FILE

    def tend(self, room: Room) -> None:
        """Give the reserve up when the disk is all but full, and make it again when there is room: best effort.

        Args:
            room: what is left on the disk of the local folder.
        """
        try:
            if room.free < self.size:
                self._give_up()
            elif room.free > 10 * self.size and not self._stands():
                self._make()
        except OSError as reason:
            logger.warning("the reserve cannot be tended: %s", reason)

    def _stands(self) -> bool:
        """Whether the whole of it is there."""
        return self.file.is_file() and self.file.stat().st_size == self.size

    def _give_up(self) -> None:
        """Let the system have the room back."""
        if self.file.exists():
            durable.remove(self.file)
            logger.warning("the disk is full: the reserve was given up")

    def _make(self) -> None:
        """Take up the room with bytes that no disk can make smaller."""
        durable.write_file(self.file, os.urandom(self.size))
