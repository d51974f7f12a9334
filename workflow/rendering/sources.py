"""What Jinja reads of a template's parts, kept on disk between processes: as text, never as anything that could be run."""

import sys
from functools import lru_cache
from pathlib import Path
from types import TracebackType
from typing import Self

from lxml import etree

from workflow import keeping
from workflow.rendering.preparing import source_of

MAKERS = ("filters", "identities", "illustrated", "mending", "preparing", "sources", "tags", "wordml")
"""The modules of this wing that have a part in what is kept."""


class Sources:
    """The sources of one template. Within ``with`` they are taken from the cache where it has them, and laid there at the end.

    Args:
        raw: the template's bytes.
        template: what messages call it.
        folder: the cache; None when there is none. Whoever forges an entry can only change texts: they are compiled in the
            sandbox like any template's.
    """

    def __init__(self, raw: bytes, template: str, folder: Path | None) -> None:
        self.template = template
        self._folder, self._key = folder, keeping.key_of(_makers(), raw) if folder else ""
        self._known = _texts(keeping.kept(folder, self._key)) if folder else {}
        self._made: dict[str, str] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        """Keep what was made, unless the template turned out to be wrong."""
        if self._folder and self._made and kind is None:
            keeping.keep(self._folder, self._key, self._known | self._made)

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
    """The versions of all that make a source out of a part, the modules as they are; Jinja reads it anew each time."""
    versions = f"{sys.version}\n{etree.__version__}"
    ours = [Path(__file__).with_name(f"{module}.py").read_bytes() for module in MAKERS]
    return versions.encode() + keeping.version_of("docxtpl") + b"".join(ours)


def _texts(found: object) -> dict[str, str]:
    """What the cache has, if it is texts under names."""
    return found if isinstance(found, dict) and all(isinstance(text, str) for text in found.values()) else {}
