"""Which deflate our engine packs with in this process."""

import sys

FASTER = ("isal", "isal.isal_zlib", "zlib_ng", "zlib_ng.zlib_ng")


def choose_deflate(*, fastest: bool) -> None:
    """Let the engine find the fastest library that is installed, or hide them all, so that it falls back to zlib, level 6.

    Args:
        fastest: whether it may find them; call this before the engine is imported.
    """
    if not fastest:
        sys.modules.update(dict.fromkeys(FASTER))  # type: ignore[arg-type]  # None is how Python marks what cannot be imported


def fastest_deflate() -> str:
    """The name of the library that the engine finds, after the choice was made."""
    from workflow.rendering.zipping import best_press

    return best_press().name
