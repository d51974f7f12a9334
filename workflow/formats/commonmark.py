"""The readers of CommonMark, with tables and footnotes: one for all that a text says, one for its outline."""

import re
from functools import lru_cache

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.token import Token
from mdit_py_plugins.footnote import footnote_plugin

_MEANT = re.compile(r"[\n\\`*_\[<&]")
"""The signs with which everything begins that is more than words: breaks, escapes, code, emphasis, links, notes, entities."""


@lru_cache(maxsize=1)
def reader() -> MarkdownIt:
    """Reads all of a text; raw HTML is text, and an address of any kind an address: who prints it judges it."""
    made = MarkdownIt("commonmark", {"html": False}).enable("table").use(footnote_plugin)
    made.validateLink = lambda url: True  # type: ignore[method-assign]
    made.core.ruler.at("inline", _words)
    return made


@lru_cache(maxsize=1)
def outline() -> MarkdownIt:
    """Reads the blocks alone and in the order of the file: no words are read, and footnotes stay where they stand."""
    return MarkdownIt("commonmark", {"html": False}).enable("table").use(footnote_plugin).disable(["inline", "footnote_tail"])


def _words(state: StateCore) -> None:
    """Read the words of each block, as the library's own rule does; where no sign means anything they are one text."""
    for token in state.tokens:
        if token.type == "inline":
            if token.content and not _MEANT.search(token.content):
                token.children = [Token("text", "", 0, content=token.content)]
            else:
                token.children = []
                state.md.inline.parse(token.content, state.md, state.env, token.children)
