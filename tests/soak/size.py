"""How much of a long story is told: a seeded slice with every run of the tests, the whole of it by ``make soak``."""

import os

WHOLE = os.environ.get("KLYNGE_SOAK") == "1"


def of(slice_: int, whole: int) -> int:
    """How many runs to make: so many in a slice, so many in the whole."""
    return whole if WHOLE else slice_
