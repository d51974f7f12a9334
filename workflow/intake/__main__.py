"""The standing child: one line of JSON with a path and a name in, one line with the submission out, until its input ends."""

import json
import logging
import math
import sys
from collections.abc import Iterable
from pathlib import Path
from types import FrameType
from typing import IO, NoReturn

from workflow.domain.findings import error
from workflow.intake.submissions import Submission, read_submission, shown_name

if sys.platform != "win32":  # pragma: no branch - Windows has no such limits
    import resource
    import signal

logger = logging.getLogger("klynge.intake")
MOST_MEMORY = 2_000_000_000
MOST_SECONDS = 30


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
        _grant_time()
        return read_submission(Path(path), name)
    except _TooLongError:
        logger.warning("gave up on %s after %s s", ascii(name), MOST_SECONDS)
        finding = error("", "Filen er for indviklet til at blive læst.", "Kopiér svarene over i et nyt, tomt skema, og send det.")
        return Submission(file=shown_name(name), findings=(finding,))


def serve(requests: Iterable[bytes], answers: IO[bytes]) -> None:
    """Answer every request in turn, each on one line, until there are no more."""
    for line in requests:
        if line.strip():
            answers.write(json.dumps(answer(line).written()).encode("ascii") + b"\n")
            answers.flush()


def _limit_memory() -> None:
    """Let a file that swells end in an error of its own instead of taking the machine's memory."""
    if sys.platform != "win32":  # pragma: no branch
        _, hard = resource.getrlimit(resource.RLIMIT_AS)
        most = MOST_MEMORY if hard == resource.RLIM_INFINITY else min(MOST_MEMORY, hard)
        resource.setrlimit(resource.RLIMIT_AS, (most, hard))


def _grant_time() -> None:
    """Give the next file its share of processor time, counted from what has been used so far."""
    if sys.platform != "win32":  # pragma: no branch
        used = resource.getrusage(resource.RUSAGE_SELF)
        _, hard = resource.getrlimit(resource.RLIMIT_CPU)
        resource.setrlimit(resource.RLIMIT_CPU, (math.ceil(used.ru_utime + used.ru_stime) + MOST_SECONDS, hard))


def _give_up(_number: int, _frame: FrameType | None) -> NoReturn:
    """Stop reading the file whose time is up.

    Raises:
        _TooLongError: always.
    """
    raise _TooLongError


def main() -> None:
    """Serve standard input; whatever a library prints goes to standard error, so that answers stay clean."""
    logging.basicConfig(stream=sys.stderr, format="%(name)s: %(message)s")
    answers, sys.stdout = sys.stdout.buffer, sys.stderr
    _limit_memory()
    if sys.platform != "win32":  # pragma: no branch
        signal.signal(signal.SIGXCPU, _give_up)
    serve(sys.stdin.buffer, answers)


if __name__ == "__main__":  # pragma: no cover - only in a process of its own
    main()
