"""Going out: a record and a Word template become a document; the same data give the same bytes."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from workflow.rendering.compiler import Template, compile_template

__all__ = ["Template", "compile_template"]


def __getattr__(name: str) -> Any:
    """The compiler, fetched when it is asked for: receipts and records are written without loading it."""
    if name not in __all__:
        raise AttributeError(name)
    from workflow.rendering import compiler  # noqa: PLC0415 - see above

    return getattr(compiler, name)
