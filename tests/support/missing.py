"""A real tool that is not installed here: the test is skipped with a reason, but never in CI."""

import os
from typing import NoReturn

import pytest


def missing(tool: str, remedy: str) -> NoReturn:
    """Skip the running test because a tool is missing; in CI fail instead.

    Args:
        tool: what is missing.
        remedy: how to get it.
    """
    sentence = f"{tool} is not installed: {remedy}"
    if os.environ.get("CI", "").casefold() in {"1", "true", "yes"}:
        pytest.fail(sentence)
    pytest.skip(sentence)
