"""On what kind of disk a folder lies, since the journal must not lie on a share, and how much room is left on it."""

import shutil
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import psutil

SCARCE = 1_000_000_000
NEEDED = 64_000_000

_SHARED = frozenset(
    {"nfs", "nfs3", "nfs4", "cifs", "smb", "smb2", "smb3", "smbfs", "afpfs", "ncpfs", "davfs", "webdav", "lustre", "ceph"}
    | {"glusterfs", "beegfs", "gpfs", "afs", "fuse.sshfs", "fuse.rclone", "fuse.davfs2", "fuse.glusterfs", "fuse.s3fs"}
)


@dataclass(frozen=True)
class Mount:
    """A disk where it is mounted. ``remote`` is what Windows says of a network drive."""

    point: str
    kind: str
    remote: bool = False


def mounts() -> tuple[Mount, ...]:
    """Every disk of this machine, shares included; empty where the system does not tell."""
    try:
        found = psutil.disk_partitions(all=True)
    except (OSError, psutil.Error, RuntimeError):
        return ()
    return tuple(Mount(one.mountpoint, one.fstype, "remote" in one.opts.split(",")) for one in found)


def share_kind(folder: Path, disks: Iterable[Mount]) -> str:
    """The kind of network file system that a folder lies on, or "" when it lies on a disk of this machine.

    Args:
        folder: an absolute path, which need not exist yet.
        disks: what ``mounts`` found.
    """
    if str(folder).startswith(("\\\\", "//")):
        return "netværkssti"
    around = [disk for disk in disks if folder.is_relative_to(disk.point)]
    nearest = max(around, key=lambda disk: len(disk.point), default=None)
    if nearest is None:
        return ""
    return nearest.kind.casefold() if nearest.kind.casefold() in _SHARED else "netværksdrev" * nearest.remote


@dataclass(frozen=True)
class Room:
    """How much of a disk is free, in bytes."""

    free: int
    size: int

    @property
    def is_scarce(self) -> bool:
        """Whether somebody ought to make room: less than 1 GB and less than a twentieth of the disk."""
        return self.free < SCARCE and self.free * 20 < self.size

    @property
    def is_gone(self) -> bool:
        """Whether nothing new may be taken in: what is left is needed to finish what is begun."""
        return self.free < NEEDED


def room(folder: Path) -> Room:
    """How much room there is on the disk of a folder, or of the nearest one above it that exists.

    Raises:
        OSError: the disk cannot be asked.
    """
    nearest = next(place for place in (folder, *folder.parents) if place.exists())
    usage = shutil.disk_usage(nearest)
    return Room(usage.free, usage.total)
