"""A part with the data in it: the pieces that a template says, written as XML at once, and the finished XML read back."""

import re
from collections.abc import Iterable, Mapping
from itertools import chain
from typing import Any, NamedTuple

import jinja2

from workflow.rendering.emitting import KEPT, MARKED

BREAK = '</w:t><w:br/><w:t xml:space="preserve">'
TAB = '</w:t><w:tab/><w:t xml:space="preserve">'
_BETWEEN = "\0"
"""What stands between values while they are written together: a sign that none of them may have."""
_MEANT = {b"lt": b"<", b"gt": b">", b"amp": b"&", b"#39": b"'", b"#34": b'"'}
_AND = KEPT["&"].encode()
_TEXT = re.compile(rb">([^<]+)<")
_TAGS = re.compile("<[^>]*>?")
_BROUGHT = re.compile(f"{KEPT['<']}[^{KEPT['>']}]*{KEPT['>']}".encode())

_Signs = tuple[tuple[bytes, bytes], ...]
"""What is put in whose place, in order; in bytes, because Python finds what it seeks there many times faster than in text."""


def _signs(*pairs: tuple[str, str]) -> _Signs:
    """The signs as bytes."""
    return tuple((old.encode(), new.encode()) for old, new in pairs)


_WRITTEN = _signs(("&", "&amp;"), ("<", "&lt;"), (">", "&gt;"), ("\n", BREAK), ("\t", TAB))
_LET_OUT = _signs(*((kept, sign) for sign, kept in KEPT.items()), (MARKED, ""))
_UNLINED = _signs(("\n", ""), ("\t", ""))


class Filled(NamedTuple):
    """A part with the data in it.

    Args:
        xml: the part.
        words: what it is to say, as template and data have it.
        marked: whether values brought XML of their own.
    """

    xml: bytes
    words: str
    marked: bool

    def says_all(self) -> bool:
        """Whether all that stands between the tags of the finished XML is, sign by sign, the words of template and data.

        Line ends and tabs are not compared: most of them are elements. For a part whose words are known.
        """
        words = self.words.encode()
        if self.marked:
            words = _put(_read(_BROUGHT.sub(b"", words), _AND), _LET_OUT)
        read = _read(b"".join(_TEXT.findall(self.xml)))
        return _put(read, _UNLINED) == _put(words, _UNLINED)


def fill(template: jinja2.Template, values: Mapping[str, Any]) -> Filled:
    """A part with the data in it.

    Args:
        template: the compiled part.
        values: plain data.

    Raises:
        Exception: whatever a template's own code raises, its traceback as Jinja rewrites it.
    """
    try:
        pieces = list(chain.from_iterable(template.root_render_func(template.new_context(dict(values)))))
    except Exception:  # noqa: BLE001 - it is raised again, with the template's own lines
        template.environment.handle_exception()
    return _together(pieces)


def concat(said: Iterable[Any]) -> str:
    """What a template's code says, as one text, wherever Jinja itself wants that of a property or of a block.

    Args:
        said: plain texts, or pieces in threes.
    """
    pieces = list(said)
    if pieces and isinstance(pieces[0], tuple):
        return _together(list(chain.from_iterable(pieces))).xml.decode()
    return "".join(pieces)


def _together(pieces: list[Any]) -> Filled:
    """Pieces in threes as a part: the values, which hold no sign that XML forbids, are written as XML all at once."""
    printed = _BETWEEN.join(pieces[2::3])
    marked = MARKED in printed
    written = _put(printed.encode(), _WRITTEN)
    if marked:
        written = _put(written, _LET_OUT)
    xml = [b""] * (len(pieces) // 3 * 2)
    xml[::2], xml[1::2] = pieces[::3], written.split(_BETWEEN.encode())
    del pieces[::3]
    return Filled(b"".join(xml), "".join(pieces), marked)


def words_of(xml: str, *, inside_tag: bool) -> str:
    """The words of a piece of static XML.

    Args:
        xml: the piece.
        inside_tag: whether it begins inside a tag.
    """
    outside = xml.partition(">")[2] if inside_tag else xml
    return _read(_TAGS.sub("", outside).encode()).decode()


def _read(text: bytes, sign: bytes = b"&") -> bytes:
    """The words that are meant by the text of an XML file.

    Args:
        text: what stands in it outside tags.
        sign: what stands for the sign with which XML begins a sign that it writes by name.
    """
    first, *named = text.split(sign)
    parted = (one.partition(b";") for one in named)
    return b"".join([first, *(_MEANT.get(name, sign + name + b";") + after for name, _, after in parted)])


def _put(text: bytes, signs: _Signs) -> bytes:
    """The text with signs put in the place of others."""
    for old, new in signs:
        text = text.replace(old, new)
    return text
