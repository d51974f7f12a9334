"""The standing child: one line of JSON with a path and a name in, one line with the submission out, until its input ends.

A request with a checksum is answered with a piece of the file within that file.
"""

import base64
import gc
import json
import logging
import sys
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path
from types import FrameType
from typing import IO, Any, NoReturn

from workflow.domain.cpr import blotted_name
from workflow.domain.findings import error
from workflow.errors import ReadingError
from workflow.intake.confinement import MOST_SECONDS, LeadsOutError, confine, grant_time, refuse_ways_out
from workflow.intake.guards import START_AFRESH
from workflow.intake.parcels import shown_name
from workflow.intake.submissions import Submission, extract, read_submission

if sys.platform != "win32":  # pragma: no branch - Windows has no such signal
    import signal

logger = logging.getLogger("klynge.intake")
LARGEST_PIECE = 6_000_000


class _TooLongError(BaseException):
    """A file took more processor time than any honest one does; no ``except Exception`` on the way may take it for a fault."""


def answer(line: bytes) -> Submission:
    """What the file that a request names says; a request that makes no sense is answered too.

    Args:
        line: ``{"path": …, "name": …}``.
    """
    try:
        request = json.loads(line)
        path, name = str(request["path"]), str(request["name"])
    except (ValueError, KeyError, TypeError, RecursionError) as reason:
        logger.warning("no request: %s", reason)
        return Submission(findings=(error("", "Læseren fik en forespørgsel, den ikke forstår.", "Skriv til sekretariatet."),))
    try:
        grant_time()
        return read_submission(Path(path), name)
    except _TooLongError:
        logger.warning("gave up on %s after %s s", ascii(_told(name)), MOST_SECONDS)
        finding = error("", "Filen er for indviklet til at blive læst.", START_AFRESH)
        return Submission(file=_told(name), findings=(finding,))
    except LeadsOutError as way:
        logger.warning("%s made a library reach for %s", ascii(_told(name)), way)
        finding = error("", "Filen henter indhold et andet sted fra, og det åbner vi ikke.", START_AFRESH)
        return Submission(file=_told(name), findings=(finding,))


def _told(name: str) -> str:
    """The sender's file name as it may be told."""
    return blotted_name(shown_name(name))


def fetched(line: bytes) -> dict[str, Any]:
    """A piece of a file within a mail, a zip or a folder; a request that cannot be met has an answer without any.

    Args:
        line: ``{"path": …, "name": …, "inside": …, "at": …}``: the checksum of the wanted file, and from which byte on.

    Returns:
        ``{"piece": …, "size": …}``: the bytes in base64, and how many the whole file has.
    """
    try:
        request = json.loads(line)
        path, name, sha256, start = str(request["path"]), str(request["name"]), str(request["inside"]), int(request["at"])
        grant_time()
        raw = _opened(path, name, sha256)
    except (ReadingError, OSError, ValueError, KeyError, MemoryError, _TooLongError, LeadsOutError) as reason:
        logger.warning("cannot fetch an enclosure: %s", reason)
        return {}
    return {"piece": base64.b64encode(raw[start : start + LARGEST_PIECE]).decode("ascii"), "size": len(raw)}


@lru_cache(maxsize=1)
def _opened(path: str, name: str, sha256: str) -> bytes:
    """The bytes of the wanted file; kept until another one is asked for, so that its pieces are unpacked once."""
    return extract(Path(path), name, sha256)


def serve(requests: Iterable[bytes], answers: IO[bytes]) -> None:
    """Answer every request in turn, each on one line, until there are no more."""
    for line in requests:
        if line.strip():
            said = fetched(line) if b'"inside"' in line else answer(line).written()
            answers.write(json.dumps(said).encode("ascii") + b"\n")
            answers.flush()


def _give_up(_number: int, _frame: FrameType | None) -> NoReturn:
    """Stop reading the file whose time is up.

    Raises:
        _TooLongError: always.
    """
    raise _TooLongError


def main() -> None:
    """Serve standard input; whatever a library prints goes to standard error, so that answers stay clean."""
    logging.basicConfig(stream=sys.stderr, format="%(name)s: %(message)s")
    logging.getLogger("pypdf").setLevel(
        logging.CRITICAL
    )  # one odd PDF would fill the watch's log with tens of thousands of lines
    answers, sys.stdout = sys.stdout.buffer, sys.stderr
    gc.freeze()  # what is loaded stays: it need not be gone through again with each file
    if sys.platform != "win32":  # pragma: no branch
        signal.signal(signal.SIGXCPU, _give_up)
    serve(sys.stdin.buffer, answers)


if __name__ == "__main__":  # pragma: no cover - only in a process of its own
    confine()
    sys.addaudithook(refuse_ways_out)
    main()
