"""The words of a web page, as a mail in HTML holds them: line by line, with nothing fetched and nothing run."""

import contextlib
import re
from html.parser import HTMLParser

_BLOCKS = frozenset({"p", "div", "br", "tr", "table", "ul", "ol", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "hr", "pre"})
_UNSEEN = frozenset({"script", "style", "head", "title", "template", "svg", "object"})


class _Words(HTMLParser):
    """Gathers what a reader would see."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.pieces: list[str] = []
        self._unseen = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """A block begins a line, a list entry begins with a dash, a cell keeps its distance."""
        del attrs
        self._unseen += tag in _UNSEEN
        if tag in _BLOCKS:
            self.pieces.append("\n")
        elif tag == "li":
            self.pieces.append("\n- ")
        elif tag in {"td", "th"}:
            self.pieces.append("\t")

    def handle_endtag(self, tag: str) -> None:
        """A paragraph ends with a blank line."""
        if tag in _UNSEEN:
            self._unseen = max(self._unseen - 1, 0)
        elif tag in _BLOCKS:
            self.pieces.append("\n\n" if tag == "p" else "\n")

    def handle_data(self, data: str) -> None:
        """Words, unless nobody sees them; line breaks in the source are only blanks."""
        if not self._unseen:
            self.pieces.append(re.sub(r"\s+", " ", data))


def web_text(page: str) -> str:
    """The words that a reader of the page would see.

    Args:
        page: HTML, however faulty.
    """
    words = _Words()
    with contextlib.suppress(AssertionError, ValueError):  # what came before a place that no browser would understand either
        words.feed(page)
        words.close()
    lines = (re.sub(r"[ \t]+", " ", line).strip() for line in "".join(words.pieces).split("\n"))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()
