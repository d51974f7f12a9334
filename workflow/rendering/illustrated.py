"""A Markdown text that brings its pictures along: the only way by which a picture comes into a document."""

import hashlib
from collections.abc import Iterator, Mapping
from typing import Any, Self

from workflow import danish

Pictures = Mapping[str, bytes]
"""The pictures of one text: each file's bytes under the name by which the text asks for it."""


class Illustrated(str):
    """A Markdown text with the pictures that it names.

    It stands in a context like any text; only the filter ``rigtekst`` shows its pictures.

    Args:
        text: the Markdown text.
        pictures: the bytes of each picture under its name.
    """

    __slots__ = ("album", "pictures")

    pictures: Pictures
    album: str
    """By what the mark in a part tells these pictures from those of other texts."""

    def __new__(cls, text: str, pictures: Pictures) -> Self:
        """A text with pictures."""
        made = super().__new__(cls, text)
        made.pictures = {danish.nfc(name): blob for name, blob in pictures.items()}
        lines = (f"{name}\n{hashlib.sha256(blob).hexdigest()}\n" for name, blob in sorted(made.pictures.items()))
        made.album = hashlib.sha256("".join(lines).encode()).hexdigest()
        return made

    def saying(self, text: str) -> Self:
        """Another text with the same pictures."""
        return type(self)(text, self.pictures)


def albums(value: Any) -> Iterator[tuple[str, Pictures]]:
    """The pictures of every text in a template's data, under what the text's mark calls them.

    Args:
        value: plain data.
    """
    if isinstance(value, Illustrated):
        yield value.album, value.pictures
    elif isinstance(value, (dict, tuple)):
        for entry in value.values() if isinstance(value, dict) else value:
            yield from albums(entry)
