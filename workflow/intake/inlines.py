"""Writes the spans of one paragraph, heading or cell as Markdown, and makes sure that it reads back as it was."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import groupby, takewhile

from markdown_it.token import Token

from workflow import formats
from workflow.intake.texts import Span, cleaned

_WORDS = r"[^\\`*_\[\]<>&~|\n%s]*"


def _plain(but: str = "") -> str:
    """The pattern of words without a sign that means anything; an ampersand before a blank begins no entity: "Løn & kørsel"."""
    words = _WORDS % but
    return rf"{words}(?:&(?=\s){words})*"


_PLAIN = re.compile(rf"(?![#+=>:\-\d]){_plain()}")
_PLAIN_IN_CELL, _PLAIN_IN_HEADING = re.compile(_plain()), re.compile(_plain("#"))
SCHEME = r"(?:https?://|mailto:|tel:)"
SAFE_LINK = re.compile(SCHEME + r"[^\s<>\"\\`|]+", re.IGNORECASE)
_EDGES = re.compile(r"(\s*)(.*?)(\s*)", re.DOTALL)
_CLOSING = re.compile(r"(?<!\S)(#+)$")
_BLANK_LINES = re.compile(r"\n[^\S\n]*\n\s*")
_AROUND_BREAK = re.compile(r"[^\S\n]*\n\s*")
_PARAGRAPH, _HEADING, _TABLE_CELL = ("paragraph_open",), ("heading_open",), ("table_open", "thead_open", "tr_open", "th_open")
Escape = Callable[[str], str]


def inline(spans: Iterable[Span], prefix: str = "") -> str:
    """The spans as Markdown; escaped only where the text would else be read as something it is not.

    Args:
        spans: what stands in one paragraph or heading.
        prefix: the number signs of a heading, with the space after them.
    """
    wanted = tidy(spans)
    if _is_plain(wanted, _PLAIN_IN_HEADING if prefix else _PLAIN):
        return prefix + wanted[0].text
    opening, shaped = (_HEADING, _unclosed) if prefix else (_PARAGRAPH, str)
    return prefix + _first_true(wanted, lambda text: _reads_as(prefix + text, opening, wanted), shaped)


def _unclosed(text: str) -> str:
    """The text of a heading whose last number sign is its own, and none that closes the heading."""
    return _CLOSING.sub(r"\\\1", text)


def in_cell(spans: Iterable[Span]) -> str:
    """The spans as the Markdown of one table cell, on one line and with its pipes escaped."""
    wanted = tidy(spans)
    if not wanted:
        return ""
    if _is_plain(wanted, _PLAIN_IN_CELL):
        return wanted[0].text

    def reads_true(text: str) -> bool:
        """Whether a table reads the cell back as it was."""
        return _reads_as(f"| {text} |\n| --- |", _TABLE_CELL, wanted)

    return _first_true(wanted, reads_true, lambda text: re.sub(r"(?<!\\)\|", r"\\|", text))


def split_at_blank_lines(spans: Iterable[Span]) -> list[list[Span]]:
    """The spans of a paragraph as several where empty lines stand within it."""
    found: list[list[Span]] = [[]]
    for span in _merged(_saying(span, cleaned(span.text)) for span in spans):
        first, *rest = _BLANK_LINES.split(span.text)
        found[-1].append(_saying(span, first))
        found += [[span._replace(text=text)] for text in rest]
    return [spans for spans in found if any(_says(span) for span in spans)]


def tidy(spans: Iterable[Span]) -> list[Span]:
    """The spans as Markdown can say them: looks end at line breaks and begin at words, unsafe links are only their text."""
    pieces = (piece for span in _merged(_speakable(spans)) for piece in _at_words(span))
    found: list[Span] = []
    for span in _merged(pieces):
        broken = _AROUND_BREAK.sub("\n", span.text)
        at_start = not found or found[-1].text.endswith("\n")
        text = broken.lstrip() if at_start else broken
        if "\n" in text[:1] and found:
            found[-1] = _saying(found[-1], found[-1].text.rstrip())
        found.append(_saying(span, text))
    while found and not _says(found[-1]):
        found.pop()
    if found:
        found[-1] = _saying(found[-1], found[-1].text.rstrip())
    return _merged(found)


def _is_plain(spans: Sequence[Span], plain: re.Pattern[str]) -> bool:
    """Whether the spans are words without a look, and none of their signs means anything in Markdown."""
    return len(spans) == 1 and spans[0] == Span(spans[0].text) and plain.fullmatch(spans[0].text) is not None


def _saying(span: Span, text: str) -> Span:
    """The span with these words."""
    return span if text == span.text else span._replace(text=text)


def _says(span: Span) -> bool:
    """Whether a span says or shows anything."""
    return bool(span.text.strip() or span.mark)


def _speakable(spans: Iterable[Span]) -> Iterator[Span]:
    """The spans without tabs and without links that are none of ours to follow."""
    for span in spans:
        link = span.link if span.link and SAFE_LINK.fullmatch(span.link) else ""
        yield Span(cleaned(span.text).replace("\t", " "), span.bold, span.italic, link, span.mark, span.note)


def _at_words(span: Span) -> Iterator[Span]:
    """A span with a look, cut so that the look begins and ends at a word and never runs over a line break."""
    if span == Span(span.text):
        yield span
        return
    for number, line in enumerate(span.text.split("\n")):
        if number:
            yield Span("\n")
        match = _EDGES.fullmatch(line)
        before, words, after = match.groups() if match else ("", line, "")
        yield from (Span(before), span._replace(text=words), Span(after))


def _merged(spans: Iterable[Span]) -> list[Span]:
    """Neighbours of one look as one; empty ones left out."""
    found: list[Span] = []
    for span in spans:
        if found and not span.mark and _same_look(found[-1], span):
            found[-1] = span._replace(text=found[-1].text + span.text)
        elif span.text or span.mark:
            found.append(span)
    return found


def _same_look(one: Span, other: Span) -> bool:
    """Whether two spans differ in nothing but their words."""
    return (one.bold, one.italic, one.link, one.mark) == (other.bold, other.italic, other.link, other.mark)


def _first_true(wanted: Sequence[Span], reads_true: Callable[[str], bool], shaped: Escape) -> str:
    """The simplest way of writing the spans that reads back true; the looks are given up before a word is."""
    ways: tuple[tuple[Escape, str], ...] = ((_bare, "*"), (formats.escape_markdown, "*"), (formats.escape_markdown, "_"))
    for escape, emphasis in ways:
        text = shaped(_written(wanted, escape, emphasis))
        if reads_true(text):
            return text
    return shaped(_written(_without_looks(wanted), formats.escape_markdown, "*"))


def _bare(text: str) -> str:
    """A text as it is, as long as nothing in it may be taken for one of our footnotes."""
    return text.replace("[^", "\\[^")


def _without_looks(spans: Iterable[Span]) -> list[Span]:
    """The words alone, with what is shown among them."""
    return _merged(Span(span.text, mark=span.mark) for span in spans)


def _written(spans: Sequence[Span], escape: Escape, emphasis: str) -> str:
    """The spans with links outermost, bold within them, and italic innermost."""
    return "".join(_linked(list(group), link, escape, emphasis) for link, group in groupby(spans, key=lambda span: span.link))


def _linked(spans: Sequence[Span], link: str, escape: Escape, emphasis: str) -> str:
    """Spans of one link, or of none."""
    groups = groupby(spans, key=lambda span: span.bold)
    text = "".join(_bold(list(group), escape, emphasis, strong=strong) for strong, group in groups)
    target = f"<{link}>" if set("()") & set(link) else link
    return f"[{text}]({target})" if link else text


def _bold(spans: Sequence[Span], escape: Escape, emphasis: str, *, strong: bool) -> str:
    """Spans that are all bold, or none of them."""
    said = ((span, span.mark + escape(span.text)) for span in spans)
    text = "".join(f"{emphasis}{words}{emphasis}" if span.italic else words for span, words in said)
    return f"**{text}**" if strong else text


def _reads_as(text: str, opening: tuple[str, ...], wanted: Sequence[Span]) -> bool:
    """Whether Markdown reads the text as one block of this kind, with just these spans."""
    noted = "".join(f"\n\n{span.mark}: x" for span in wanted if span.note)
    tokens = formats.markdown_tokens(text + noted)
    if noted:
        tokens = list(takewhile(lambda token: token.type != "footnote_block_open", tokens))
    kinds = tuple(token.type for token in tokens[: len(opening)])
    inlines = [token for token in tokens if token.type == "inline"]
    if kinds != opening or len(inlines) != 1 or len(tokens) != 2 * len(opening) + 1:
        return False
    read = _spans(inlines[0].children or [])
    return read is not None and [_look(span) for span in read] == [_look(span) for span in wanted]


def _look(span: Span) -> tuple[str, bool, bool, bool, str]:
    """What of a span a reader sees."""
    return span.text, span.bold, span.italic, bool(span.link), span.mark


def _spans(tokens: Iterable[Token]) -> list[Span] | None:
    """The spans that Markdown reads; None where it reads something that is none of ours: code, or a line of its own."""
    found: list[Span] = []
    look = Span("")
    for token in tokens:
        if token.type in {"strong_open", "strong_close"}:
            look = look._replace(bold=token.nesting > 0)
        elif token.type in {"em_open", "em_close"}:
            look = look._replace(italic=token.nesting > 0)
        elif token.type in {"link_open", "link_close"}:
            look = look._replace(link=str(token.attrGet("href") or "") if token.nesting > 0 else "")
        elif token.type in {"text", "text_special", "softbreak"}:
            found.append(look._replace(text=token.content if token.type != "softbreak" else "\n"))
        elif token.type == "image":
            title = f' "{token.attrGet("title")}"' if token.attrGet("title") else ""
            found.append(look._replace(text="", mark=f"![{token.content}]({token.attrGet('src')}{title})"))
        elif token.type == "footnote_ref":
            found.append(look._replace(text="", mark=f"[^{token.meta['label']}]"))
        else:
            return None
    return _merged(found)
