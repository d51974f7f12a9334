"""A parcel: one arrival with several files in it, and for a mail the letter that they came with."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from workflow import danish
from workflow.domain.findings import Finding

MOST_FILES = 200
LARGEST_INNER = 50_000_000
LARGEST_PARCEL = 200_000_000


@dataclass(frozen=True)
class Inner:
    """One file in a parcel: its name as it may be shown, its bytes for whoever asks, and whether it belongs to a mail's text.

    A mail that lies unpacked within another has no bytes of its own: ``within`` opens it.
    """

    name: str
    read: Callable[[], bytes]
    inline: bool = False
    within: Callable[[], "Parcel"] | None = None


@dataclass(frozen=True)
class Letter:
    """What a mail says itself: from whom, about what, when (ISO 8601, or ""), and its words."""

    sender: str = ""
    address: str = ""
    subject: str = ""
    date: str = ""
    text: str = ""


@dataclass(frozen=True)
class Parcel:
    """What is in an arrival of several files."""

    files: tuple[Inner, ...] = ()
    letter: Letter | None = None
    findings: tuple[Finding, ...] = ()

    def with_more(self, files: tuple[Inner, ...], findings: tuple[Finding, ...] = ()) -> "Parcel":
        """The same parcel with other files and further findings."""
        return replace(self, files=files, findings=(*self.findings, *findings))


def shown_name(name: str) -> str:
    """A file name as it may be shown: in NFC, and without characters that are not characters or that command a screen."""
    legible = name.encode("utf-8", "replace").decode("utf-8")
    return danish.nfc("".join(sign if sign.isprintable() else "?" for sign in legible))


def leaf(name: str) -> str:
    """The last part of a name that may lead into folders or out of them, as it may be shown."""
    shown = shown_name(name.replace("\\", "/").rstrip("/").rpartition("/")[2]).strip()
    return shown if shown.strip(".") else "unavngivet"
