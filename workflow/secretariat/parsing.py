"""The client of the standing child that reads what came in: JSON lines out and back, and a new child when it dies."""

import base64
import contextlib
import json
import logging
import queue
import subprocess
import sys
import threading
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import IO, Any, Self

import psutil
from pydantic import ValidationError

from workflow.domain.cpr import blotted_name
from workflow.errors import KlyngeError
from workflow.intake.confinement import MOST_SECONDS
from workflow.intake.submissions import Submission

logger = logging.getLogger("klynge.parsing")
PATIENCE, MOST_WAITS, IDLE = 10.0, 3, 0.1
STARTING = 60.0
MOST_GROWN = 300_000_000
LONGEST_ANSWER = 20_000_000
_CHILD = (sys.executable, "-B", "-X", "utf8", "-m", "workflow.intake")


class ParserDiedError(KlyngeError):
    """The child died, answered nonsense or did not answer in time while it read a file.

    Args:
        name: the file's name as it may be shown.
    """

    def __init__(self, name: str) -> None:
        super().__init__(f"Læseren gik ned under læsningen af filen {blotted_name(name)}.")


class ParserMissingError(KlyngeError):
    """The child cannot be started at all, so the fault is ours and no file's."""

    def __init__(self) -> None:
        super().__init__("Læseren kan ikke startes, så intet kan læses lige nu. Installér klynge igen med 'pip install'.")


class Parser:
    """The standing child. It is started when it is first needed; end it with ``close`` or a ``with`` block.

    Args:
        command: what starts the child.
        patience: seconds that it may take over one file; up to three times as long where the machine gives it too little time.
    """

    def __init__(self, command: Sequence[str] = _CHILD, patience: float = PATIENCE) -> None:
        self._command, self._patience = tuple(command), patience
        self._child: subprocess.Popen[bytes] | None = None
        self._answers: queue.SimpleQueue[bytes] = queue.SimpleQueue()
        self._listeners: tuple[threading.Thread, ...] = ()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_reason: object) -> None:
        self.close()

    def ready(self) -> None:
        """See that the child is alive and answers, so that what happens next is the file's fault.

        Raises:
            ParserMissingError: it cannot be started, or cannot even read a text.
        """
        if self._child is not None and self._child.poll() is None:
            return
        self._start()
        try:
            self._ask(Path(__file__), "prøve.txt", STARTING)
        except ParserDiedError as reason:
            raise ParserMissingError from reason

    def read(self, path: Path, name: str) -> Submission:
        """What a file says, read in the child.

        Args:
            path: where its bytes are.
            name: the sender's file name as it may be shown.

        Raises:
            ParserMissingError: the child cannot be started.
            ParserDiedError: it did not survive the file; the next call gets a new one.
        """
        self.ready()
        submission = self._ask(path, name, self._patience)
        if self._has_grown():
            self.close()
        return submission

    def extract(self, path: Path, name: str, sha256: str) -> bytes:
        """The bytes of a file within a mail, a zip or a folder, unpacked in the child.

        Args:
            path: where the arrival's bytes are.
            name: the arrival's file name as it may be shown.
            sha256: the checksum of the wanted file.

        Raises:
            ParserMissingError: the child cannot be started.
            ParserDiedError: it did not survive the file, or does not find what is asked for.
        """
        self.ready()
        pieces, size = b"", 1
        while len(pieces) < size:
            request = {"path": str(path), "name": name, "inside": sha256, "at": len(pieces)}
            said = self._answer(request, name, self._patience)
            piece = base64.b64decode(said.get("piece", ""))
            if not piece:
                raise ParserDiedError(name)
            pieces, size = pieces + piece, int(said["size"])
        return pieces

    def close(self) -> None:
        """End the child."""
        child, self._child = self._child, None
        if child is None:
            return
        child.kill()
        child.wait()
        for listener in self._listeners:
            listener.join()
        if child.stdin:
            with contextlib.suppress(OSError):
                child.stdin.close()

    def _start(self) -> None:
        """Start a new child, with a thread that waits for its answers and one that logs what it complains of."""
        self.close()
        pipe = subprocess.PIPE
        try:
            # In a group of its own: a Ctrl-C is for us, and must not look as if the file had killed the child.
            child = subprocess.Popen(  # noqa: S603 - our own program
                self._command,
                stdin=pipe,
                stdout=pipe,
                stderr=pipe,
                start_new_session=sys.platform != "win32",
                creationflags=getattr(subprocess, "CREATE_NEW_PROCESS_GROUP", 0),
            )
        except OSError as reason:
            raise ParserMissingError from reason
        self._child, self._answers = child, queue.SimpleQueue()
        self._listeners = (
            threading.Thread(target=_gather, args=(child.stdout, self._answers), daemon=True),
            threading.Thread(target=_log, args=(child.stderr,), daemon=True),
        )
        for listener in self._listeners:
            listener.start()

    def _has_grown(self) -> bool:
        """Whether the last file left the child so large that a new one is better."""
        try:
            return self._child is not None and psutil.Process(self._child.pid).memory_info().rss > MOST_GROWN
        except psutil.Error:
            return True

    def _ask(self, path: Path, name: str, patience: float) -> Submission:
        """Hand the child one file and wait so many seconds for what it says.

        Raises:
            ParserDiedError: no answer came, or none that can be understood.
        """
        try:
            return Submission.read(self._answer({"path": str(path), "name": name}, name, patience))
        except ValidationError as reason:
            self.close()
            raise ParserDiedError(name) from reason

    def _answer(self, request: Mapping[str, object], name: str, patience: float) -> Mapping[str, Any]:
        """What the child answers to a request.

        Raises:
            ParserDiedError: no answer came, or none that can be understood.
        """
        child = self._child
        try:
            if child is None or child.stdin is None:
                raise ParserDiedError(name)
            child.stdin.write(json.dumps(request).encode() + b"\n")
            child.stdin.flush()
            answer = json.loads(self._heard(child, patience))
        except (OSError, queue.Empty, ValueError) as reason:
            self.close()
            raise ParserDiedError(name) from reason
        return answer if isinstance(answer, dict) else {}

    def _heard(self, child: subprocess.Popen[bytes], patience: float) -> bytes:
        """The next line; a child that works, but that a busy machine has not given its time yet, is waited for a while longer.

        Raises:
            queue.Empty: nothing came.
        """
        before = _worked(child)
        for _ in range(MOST_WAITS - 1):
            with contextlib.suppress(queue.Empty):
                return self._answers.get(timeout=patience)
            if not IDLE < _worked(child) - before < MOST_SECONDS:
                raise queue.Empty
        return self._answers.get(timeout=patience)


def _worked(child: subprocess.Popen[bytes]) -> float:
    """The processor time that a child has had, in seconds."""
    try:
        times = psutil.Process(child.pid).cpu_times()
    except psutil.Error:
        return 0.0
    return float(times.user + times.system)


def _gather(stream: IO[bytes], answers: "queue.SimpleQueue[bytes]") -> None:
    """Put every line into the queue, and an empty one when the child ends."""
    with stream:
        while line := stream.readline(LONGEST_ANSWER):
            answers.put(line)
    answers.put(b"")


def _log(stream: IO[bytes]) -> None:
    """Log every line."""
    with stream:
        for line in stream:
            logger.warning("%s", line.decode("utf-8", "replace").rstrip())
