"""The disk refuses any step, before it is done or after: nothing is lost, doubled or left over."""

import contextlib
import errno
import itertools
import os
import re
import sys
from pathlib import Path

import pytest

from tests.soak import size
from tests.soak.stories import laid_out, run, see_that_all_is_well
from workflow.archive import durable
from workflow.errors import KlyngeError

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="SQLite's file layer is another one on Windows")
REFUSALS = (errno.ENOSPC, errno.EIO, errno.EACCES, errno.EBUSY, errno.ESTALE)


class _Refusing:
    """A witness that refuses one step, or every one from there on, before it is done or after."""

    def __init__(self, number: int, moment: str, at: int, *, lasting: bool = False) -> None:
        self._number, self._moment, self._at, self._lasting = number, moment, at, lasting
        self._steps = 0
        self.reached = False

    def __call__(self, moment: str, _step: str) -> None:
        """Refuse, when it is time."""
        if moment != self._moment:
            return
        self._steps += 1
        if self._steps == self._at or (self._lasting and self._steps > self._at):
            self.reached = True
            raise OSError(self._number, os.strerror(self._number))


def _refused(disk: Path, refusing: _Refusing, name: str) -> bool:
    """Take in while the disk refuses, then with a sound disk, and see that all is well.

    Returns:
        Whether the story came to the step.
    """
    office = laid_out(disk / name)
    with durable.witnessed(refusing), contextlib.suppress(KlyngeError):
        run(office)  # whatever happens, staff get a sentence of ours
    see_that_all_is_well(office)
    return refusing.reached


@pytest.mark.parametrize("moment", ["before", "after"])
@pytest.mark.parametrize("lasting", [False, True], ids=["once", "from then on"])
def test_a_disk_that_refuses_any_step_loses_and_doubles_nothing(disk: Path, moment: str, lasting: bool) -> None:
    """Full, broken, closed, in use or away: each error at each step, in a slice each step with one of them."""
    kinds = itertools.cycle(REFUSALS) if not size.WHOLE else None
    at, going = 1 + lasting, True
    while going:
        numbers = REFUSALS if kinds is None else (next(kinds),)
        for number in numbers:
            going = _refused(disk, _Refusing(number, moment, at, lasting=lasting), f"{at}-{number}")
        at += size.of(7, 1)
    assert at > 250, "the steps are not announced any more"


def test_what_a_failed_fsync_left_is_thrown_away_and_copied_again(disk: Path) -> None:
    """The disk reports a fault when the copy of an original is seen to it: those bytes may be lost, whatever is said later."""
    steps: list[str] = []

    def fault(moment: str, step: str) -> None:
        if moment == "before":
            steps.append(step)
            if re.fullmatch("fsync [0-9a-f]{22}", step) and steps.count(step) == 1 and "fault" not in steps:
                steps.append("fault")
                raise OSError(errno.EIO, os.strerror(errno.EIO))

    office = laid_out(disk / "en")
    with durable.witnessed(fault):
        run(office)
        arrival_id = steps[steps.index("fault") - 1].removeprefix("fsync ")
        assert steps[steps.index("fault") + 1] == f"unlink {arrival_id}"
        del steps[: steps.index("fault")]
        run(office)
    copied = [step.removesuffix(arrival_id).strip() for step in steps if step.endswith(arrival_id)]
    assert copied[:5] == ["unlink", "unlink", "create", "write", "fsync"]
    see_that_all_is_well(office)
