"""The desk: parse, call one duty, say what happened."""

import gc
import os


def main() -> None:
    """Run the command line; never shows a traceback to staff."""
    # What a command imports and reads lives until it ends: looking there for what could be freed is a fifth of its time.
    gc.set_threshold(100_000)
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")  # what else is installed has no part in our models
    try:
        from workflow.cli.desk import run  # the desk imports click; nothing else of the house is needed to find it

        run()
    finally:
        gc.freeze()
