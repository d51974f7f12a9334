"""What Jinja reads of a template's parts, kept on disk between processes: as text, never as anything that could be run."""

import hashlib
import importlib.metadata
import json
import os
import platform
import tempfile
from functools import lru_cache
from pathlib import Path
from types import TracebackType
from typing import Self

from workflow.rendering.preparing import source_of

_MAKERS = ("preparing.py", "tags.py", "mending.py", "wordml.py")
"""Our own modules that have a hand in it."""
_LIBRARIES = ("docxtpl", "lxml", "jinja2")


class Sources:
    """The sources of one template. Within ``with`` they are taken from the cache where it has them, and laid there at the end.

    Args:
        raw: the template's bytes.
        template: what messages call it.
        folder: the cache; None when there is none. Whoever may write there can only change texts: they are compiled in the
            sandbox like any template's.
    """

    def __init__(self, raw: bytes, template: str, folder: Path | None) -> None:
        self.template = template
        self._file = folder / f"{hashlib.sha256(_makers() + raw).hexdigest()}.json" if folder else None
        self._known = _kept(self._file) if self._file else {}
        self._made: dict[str, str] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        """Keep what was made, unless the template turned out to be wrong."""
        if self._file and self._made and kind is None:
            _keep(self._file, self._known | self._made)

    def of(self, part: str, xml: bytes, place: str) -> str:
        """What Jinja reads of a part.

        Args:
            part: its name.
            xml: its bytes.
            place: what staff call it.

        Raises:
            TemplateError: the part is broken, or a code in it would swallow text.
        """
        if part not in self._known:
            self._made[part] = source_of(xml, place, self.template)
        return self._known.get(part) or self._made[part]


@lru_cache(maxsize=1)
def _makers() -> bytes:
    """The versions of all that make a source out of a part."""
    versions = [platform.python_version(), *(importlib.metadata.version(name) for name in _LIBRARIES)]
    ours = [(Path(__file__).parent / name).read_bytes() for name in _MAKERS]
    return hashlib.sha256("\n".join(versions).encode() + b"".join(ours)).digest()


def _kept(file: Path) -> dict[str, str]:
    """What the cache has; nothing when it is not what we wrote."""
    try:
        found = json.loads(file.read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    if not isinstance(found, dict) or not all(isinstance(source, str) for source in found.values()):
        return {}
    return found


def _keep(file: Path, sources: dict[str, str]) -> None:
    """Lay sources in the cache, whole or not at all; a cache that cannot be written is none."""
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile("w", encoding="utf-8", dir=file.parent, suffix=".ny", delete=False) as stream:
            json.dump(sources, stream, ensure_ascii=False)
        os.replace(stream.name, file)  # noqa: PTH105 - the same call, without a Path made for it
    except OSError:
        return
