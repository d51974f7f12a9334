"""All names that a template asks for in vain, found at once: it is filled again, and what is missing is written down."""

import sys
from collections.abc import Iterable, Mapping
from typing import Any, Self

from jinja2 import Template, Undefined

from workflow import danish
from workflow.rendering.complaints import codes_near, spelled
from workflow.rendering.sandbox import environment

Found = tuple[str, str, str, tuple[str, ...]]
"""The place, the placeholder as the template writes it, the missing name, and the names that are there."""


def missing_complaint(sources: Iterable[tuple[str, str, bool]], values: Mapping[str, Any]) -> tuple[str, str, str] | None:
    """The place, clause and remedy for two or more missing placeholders; None for fewer.

    Args:
        sources: place and source of each part and property, and whether it is XML.
        values: the data.
    """
    found: list[Found] = []
    for place, source, escaped in sources:
        found += _Recording(place, source, escaped, values).found
    names = {(place, path): (name, known) for place, path, name, known in found}
    if len(names) < 2:  # noqa: PLR2004 - one is told with its own hint
        return None
    places = list(dict.fromkeys(place for place, _ in names))
    told = [f"”{path}”" + (f" ({place})" if len(places) > 1 else "") for place, path in names]
    hints = [danish.did_you_mean(name, known) for name, known in names.values()]
    remedy = " ".join(dict.fromkeys(hint for hint in hints if hint)) or "Se hvilke pladsholdere dokumentet har, og ret navnene."
    return places[0] if len(places) == 1 else "", f"pladsholderne {danish.join(told)} findes ikke", remedy


class _Recording:
    """One filling of a source, in which a missing name is nothing and is written down."""

    def __init__(self, place: str, source: str, escaped: bool, values: Mapping[str, Any]) -> None:
        self._place, self._source, self._values = place, source, values
        self.found: list[Found] = []
        recorder = type("Recorder", (_Recorder,), {"recording": self})
        self._template: Template = environment(escaped=escaped).overlay(undefined=recorder).from_string(source)
        try:
            self._template.render(values)
        except Exception:  # noqa: BLE001 - what cannot go on has said what it could
            return

    def note(self, name: str, owner: object) -> None:
        """Write down a missing name, as the template writes it where it stands."""
        line = self._line()
        path = spelled(codes_near(self._source, line, name), name)
        known = tuple(str(key) for key in (owner if isinstance(owner, Mapping) else self._values))
        if (entry := (self._place, path, name, known)) not in self.found:
            self.found.append(entry)

    def _line(self) -> int:
        """The line of the source that is being filled."""
        frame = sys._getframe()
        while frame.f_back is not None and frame.f_code.co_filename != "<template>":
            frame = frame.f_back
        return self._template.get_corresponding_lineno(frame.f_lineno)


class _Recorder(Undefined):
    """A missing name that does nothing but tell of itself whenever it is used."""

    recording: _Recording

    def _used(self) -> None:
        self.recording.note(str(self._undefined_name), self._undefined_obj)

    def __getattr__(self, name: str) -> Self:
        if name.startswith("_"):
            raise AttributeError(name)
        self._used()
        return self

    def __str__(self) -> str:
        self._used()
        return ""

    def __bool__(self) -> bool:
        self._used()
        return False

    def __len__(self) -> int:
        self._used()
        return 0

    def __iter__(self) -> Any:
        self._used()
        return iter(())

    def __eq__(self, other: object) -> bool:
        self._used()
        return False

    def __hash__(self) -> int:
        self._used()
        return 0

    def _itself(self, *_: object, **__: object) -> Self:
        self._used()
        return self

    __call__ = __getitem__ = __add__ = __radd__ = __sub__ = __rsub__ = __mul__ = __rmul__ = _itself  # type: ignore[assignment]
    __truediv__ = __rtruediv__ = __floordiv__ = __mod__ = __rmod__ = __neg__ = _itself  # type: ignore[assignment]
    __lt__ = __le__ = __gt__ = __ge__ = __eq__  # type: ignore[assignment]
