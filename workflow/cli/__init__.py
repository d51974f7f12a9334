"""The desk: parse, call one duty, say what happened."""

import gc
import importlib
import os
import sys
from types import ModuleType
from typing import Any

PLUGINS = "pydantic.plugin._loader"


class NoPlugins(ModuleType):
    """Stands where pydantic looks for its plugins: its own module loads much, to find none."""

    def get_plugins(self) -> tuple[()]:
        """The plugins that have a part in our models."""
        return ()

    def __getattr__(self, name: str) -> Any:
        """Whatever else another pydantic asks for there, it has from its own module.

        Raises:
            AttributeError: that has no such name either.
        """
        if name.startswith("__"):
            raise AttributeError(name)
        sys.modules.pop(self.__name__, None)
        return getattr(importlib.import_module(self.__name__), name)


def main() -> None:
    """Run the command line; never shows a traceback to staff."""
    # What a command imports and reads lives until it ends: looking there for what could be freed is a fifth of its time.
    gc.set_threshold(100_000)
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")  # what else is installed has no part in our models
    sys.modules.setdefault(PLUGINS, NoPlugins(PLUGINS))
    try:
        from workflow.cli.desk import run  # the desk imports click; nothing else of the house is needed to find it

        run()
    finally:
        gc.freeze()
