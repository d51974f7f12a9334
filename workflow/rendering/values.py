"""Data as a template receives them: plain values, names in one Unicode form, and no character that Word cannot keep."""

import re
import unicodedata
from collections.abc import Collection, Iterator, Mapping
from datetime import date, time
from typing import Any

from workflow.errors import UnprintableError
from workflow.rendering.drawn import drawn, is_drawn
from workflow.rendering.illustrated import Illustrated

BREAKS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
"""Line ends of every kind but the plain one."""
ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""What XML 1.0 forbids."""
_BYTES = (bytes, bytearray, memoryview)
_AS_THEY_ARE = (bool, int, float, date, time, type(None))

Wrong = tuple[str, str, str]
"""A field's whole name, the text in it before a character that is forbidden, and that character."""


def plain(context: Mapping[str, Any]) -> dict[str, Any]:
    """Data as a template receives them. Line ends of every kind become one; nothing else is changed.

    Args:
        context: records, mappings, lists and plain values under their names, and what a program made with docxtpl's RichText,
            RichTextParagraph and Listing.

    Raises:
        UnprintableError: texts hold characters that no Word document can; all of them are named.
    """
    odd: list[str] = []
    values: dict[str, Any] = _plain(dict(context), odd)
    if odd:
        raise UnprintableError(_wrong(values, ""))
    return values


def _plain(value: Any, odd: list[str]) -> Any:
    """One value; texts with forbidden characters are noted as odd, names among them: a template may print those too.

    That most texts are printable is seen where they stand: to call a function for each would double the time.
    """
    kind = type(value)
    if kind is str:
        return value if value.isprintable() else _checked(value, odd)
    if kind is dict:
        named = {
            key if type(key) is str and key.isascii() else _nfc(key): (
                entry if type(entry) is str and entry.isprintable() else _plain(entry, odd)
            )
            for key, entry in value.items()
        }
        return named if "".join(named).isprintable() else {_checked(key, odd): entry for key, entry in named.items()}
    if kind is list or kind is tuple:
        return tuple([entry if type(entry) is str and entry.isprintable() else _plain(entry, odd) for entry in value])
    if isinstance(value, _AS_THEY_ARE):
        return value
    return _rarer(value, odd)


def _rarer(value: Any, odd: list[str]) -> Any:
    """One value of a rarer type: one that brings more than its words as it is, any other as what is plain."""
    if isinstance(value, Illustrated):
        return value.saying(_checked(value, odd))
    if is_drawn(value):
        _checked(made := drawn(value), odd)
        return made
    return _plain(_as_plain(value), odd)


def _as_plain(value: Any) -> Any:
    """What stands for a value of a rarer type: a plain mapping, list or text."""
    if isinstance(value, Mapping):
        return dict(value)
    if isinstance(value, (list, tuple)):
        return tuple(value)
    if isinstance(value, str):
        return str.__str__(value)
    if isinstance(value, (set, frozenset)):
        return tuple(sorted(value, key=str))  # in an order that is the same each time
    if isinstance(value, (Iterator, Collection)) and not isinstance(value, _BYTES):
        return tuple(value)
    spoken = getattr(value, "spoken", None)  # a Record; to know the class would cost every process the loading of pydantic
    return spoken() if callable(spoken) else str(value)


def _nfc(key: object) -> str:
    """A name in the form in which names are compared."""
    return unicodedata.normalize("NFC", str(key))


def _checked(text: str, odd: list[str]) -> str:
    """A text with plain line ends."""
    text = BREAKS.sub("\n", text)
    if ILLEGAL.search(text):
        odd.append(text)
    return text


def _wrong(value: Any, path: str) -> Iterator[Wrong]:
    """The texts with forbidden characters in a value, each with its place as a template would write it: "punkter[3].titel"."""
    if isinstance(value, str) and (found := ILLEGAL.search(value)):
        yield path, value[: found.start()], found[0]
    elif isinstance(value, dict):
        for key, entry in value.items():
            yield from _wrong(key, path)
            yield from _wrong(entry, f"{path}.{key}".lstrip("."))
    elif isinstance(value, tuple):
        for number, entry in enumerate(value, 1):
            yield from _wrong(entry, f"{path}[{number}]")
