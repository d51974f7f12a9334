"""A real watch in a thread, for the length of a story."""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from tests.secretariat.reception_desk import Desk
from workflow.secretariat.receiving import Received, Reception, watch

PATIENCE = 60.0


@dataclass
class Watched:
    """What a running watch has told."""

    stop: threading.Event = field(default_factory=threading.Event)
    told: list[Received] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)
    failed: list[Exception] = field(default_factory=list)

    def until(self, happened: Callable[[], bool]) -> None:
        """Look until something has happened, or patience is at its end."""
        end = time.monotonic() + PATIENCE
        while not happened():
            assert time.monotonic() < end, (self.told, self.complaints, self.failed)
            assert not self.failed
            self.stop.wait(0.02)

    def states(self) -> list[str]:
        """The name and state of every file that was told."""
        return [one.arrival.receipt.state for one in self.told if one.arrival and one.arrival.receipt]


@contextmanager
def watching(
    office: Desk,
    change: Callable[[Reception], Reception] = lambda reception: reception,
    known: list[Watched] | None = None,
    *,
    make: bool = True,
) -> Iterator[Watched]:
    """A watch that runs for the length of a block, in a thread with a journal of its own; ``known`` gets it before it runs."""
    watched = Watched()
    if known is not None:
        known.append(watched)

    def run() -> None:
        try:
            with office.open() as reception:
                watch(change(reception), watched.stop, watched.told.append, watched.complaints.append)
        except Exception as reason:  # noqa: BLE001 - whatever ended the watch is shown by the story
            watched.failed.append(reason)

    if make:
        office.workspace.inbox.mkdir(parents=True, exist_ok=True)
    thread = threading.Thread(target=run)
    thread.start()
    try:
        yield watched
    finally:
        watched.stop.set()
        thread.join(PATIENCE)
    assert not thread.is_alive()


def page(office: Desk) -> str:
    """The status page as it lies there."""
    return (office.workspace.receipts / "STATUS.html").read_text("utf-8").replace("\N{NO-BREAK SPACE}", " ")
