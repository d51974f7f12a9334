"""What the system refuses, in Danish."""

import errno

import pytest

from workflow.archive.refusals import why


@pytest.mark.parametrize(
    ("reason", "said"),
    [
        (OSError(errno.ENOSPC, "No space left on device"), "disken er fuld"),
        (OSError(errno.ESTALE, "Stale file handle"), "forbindelsen til netværksdrevet er afbrudt"),
        (OSError(errno.EPIPE, "Broken pipe"), f"fejl {errno.EPIPE} fra styresystemet"),
        (OSError("something"), "fejl uden nummer fra styresystemet"),
    ],
)
def test_a_refusal_is_said_in_danish(reason: OSError, said: str) -> None:
    """A full disk, a share that is gone, a number without words, and none at all."""
    assert why(reason) == said


def test_windows_own_numbers_are_known() -> None:
    """A file is open in Word."""
    reason = PermissionError(errno.EACCES, "The process cannot access the file")
    reason.winerror = 32  # type: ignore[attr-defined,unused-ignore]  # Windows sets it; elsewhere the attribute is missing
    assert why(reason) == "filen er åben i et andet program"
