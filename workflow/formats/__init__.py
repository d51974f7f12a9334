"""YAML, JSON and Markdown read strictly: every scalar as text, every fault at once, each with its line.

YAML has a module of its own, ``yaml_reader``: a command that finds the register in the cache does not wait for its library.
"""

import json
import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from itertools import pairwise
from types import MappingProxyType
from typing import Any, NamedTuple

from markdown_it.token import Token

from workflow import danish
from workflow.formats import commonmark

Path = tuple[str | int, ...]
DEEPEST = 20
LARGEST_TEXT = 2_000_000
LONGEST_NUMBER = 300
MOST_VALUES = 20_000
MOST_FAULTS = 50


class Fault(NamedTuple):
    """Something in a file that is not YAML, JSON or Markdown as we read it. ``line`` counts from 1; None where unknown.

    One that is not grave has been read all the same, and may be right.
    """

    line: int | None
    problem: str
    hint: str
    grave: bool = True


class Reading(NamedTuple):
    """What a file says, as dicts, lists and texts only; where each value stands; and what is wrong with it.

    ``lines`` maps the path of a key or list entry to its line, counted from 1.
    """

    value: Any
    lines: Mapping[Path, int] = MappingProxyType({})
    faults: tuple[Fault, ...] = ()

    def line(self, path: Path) -> int | None:
        """The line of the value at this path, or of the nearest value that encloses it."""
        while path not in self.lines and path:
            path = path[:-1]
        return self.lines.get(path)


def decode(raw: bytes) -> tuple[str, tuple[Fault, ...]]:
    """The text of the bytes: by byte order mark, as UTF-8, else as Windows-1252 with a fault that says so.

    Args:
        raw: the file's bytes.
    """
    for mark, encoding in ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):
        if raw.startswith(mark):
            return danish.nfc(raw.decode(encoding, "replace")), ()
    try:
        return danish.nfc(raw.decode("utf-8")), ()
    except UnicodeDecodeError:
        guess = danish.nfc(raw.decode("cp1252", "replace"))
        problem = "Filens tegnsæt er ikke UTF-8; det er læst som Windows-1252."
        return guess, (Fault(None, problem, "Gem filen som UTF-8.", grave=False),)


TOO_LARGE = Fault(None, "Filen er for stor til at være et skema.", "Del den, eller send teksten som Word-fil.")
TOO_MANY = (
    "Filen rummer langt flere oplysninger eller fejl end et skema; her er læsningen stoppet.",
    "Brug skemaets egne felter.",
)


def read_json(raw: bytes) -> Reading:
    """The JSON value in the bytes, numbers as the text that stands there and truth values as ja or nej. Never raises."""
    if len(raw) > LARGEST_TEXT:
        return Reading(None, faults=(TOO_LARGE,))
    text, found = decode(raw)
    faults = list(found)

    def pairs(entries: list[tuple[str, Any]]) -> dict[str, Any]:
        """The object, with repeated keys noted."""
        value: dict[str, Any] = {}
        for key, entry in entries:
            name = danish.nfc(key).strip()
            if name in value and len(faults) < MOST_FAULTS:
                faults.append(Fault(None, f"Nøglen ”{name}” står to gange.", "Slet den ene."))
            value.setdefault(name, entry)
        return value

    def number(digits: str) -> str:
        """A number as text, cut where no honest number is so long."""
        return digits[:LONGEST_NUMBER]

    try:
        value = json.loads(text, object_pairs_hook=pairs, parse_int=number, parse_float=number, parse_constant=str)
        too_many = _count(value) > MOST_VALUES
    except (RecursionError, ValueError) as reason:
        return Reading(None, faults=(*faults, _json_fault(reason)))
    if too_many:
        return Reading(None, faults=(*faults, Fault(None, *TOO_MANY)))
    return Reading(_plain(value), _json_lines(text, value), tuple(faults))


def _json_fault(reason: Exception) -> Fault:
    """Python's complaint about JSON in Danish, with its line."""
    if isinstance(reason, json.JSONDecodeError):
        hint = "Se efter komma, kolon og anførselstegn på linjen og linjen før."
        return Fault(reason.lineno, "Herfra er filen ikke gyldig JSON.", hint)
    return Fault(None, "Filen har for mange niveauer.", "Brug skemaets egne felter.")


def _count(value: Any, depth: int = 0) -> int:
    """How many values there are, all levels together.

    Raises:
        RecursionError: they lie deeper than any form.
    """
    if depth > DEEPEST:
        raise RecursionError
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return 1 + sum(_count(entry, depth + 1) for entry in inner)


def _plain(value: Any) -> Any:
    """Only dicts, lists and texts: null is nothing, true is ja."""
    if isinstance(value, dict):
        return {key: _plain(entry) for key, entry in value.items()}
    if isinstance(value, list):
        return [_plain(entry) for entry in value]
    if value is None:
        return ""
    return danish.yes_no(value) if isinstance(value, bool) else danish.nfc(str(value)).encode("utf-8", "replace").decode("utf-8")


_JSON_KEY = re.compile(r'"((?:[^"\\]|\\.)*+)"\s*:')


def _json_lines(text: str, value: Any) -> dict[Path, int]:
    """Where the keys of the outermost object stand."""
    lines: dict[Path, int] = {(): 1}
    line, seen = 1, 0
    for match in _JSON_KEY.finditer(text) if isinstance(value, dict) else ():
        line, seen = line + text.count("\n", seen, match.start()), match.start()
        if match[1] in value:
            lines.setdefault((match[1],), line)
    return lines


def markdown_tokens(text: str) -> list[Token]:
    """The block tokens of a CommonMark text, with tables and footnotes; inline tokens are their children."""
    return commonmark.reader().parse(text)


class Section(NamedTuple):
    """A part of a Markdown file under a heading of level 2, with its heading's line and its text's first, counted from 1."""

    id: str
    heading: str
    text: str
    line: int
    text_line: int = 0


_HEADING_ID = re.compile(r"\s*\{#([a-z0-9æøå-]+)\}\s*$")
_FOOTNOTE = re.compile(r"^\[\^([^\]]+)\]:.*(?:\n(?:[ \t]+.*|(?=\n[ \t]+)))*", re.MULTILINE)


def markdown_sections(text: str) -> tuple[str, list[Section]]:
    """A Markdown text cut at its headings of level 2 (``## Grundlag {#grundlag}``).

    Footnote definitions, wherever they stand, go with every section that refers to them.

    Returns:
        What stands before the first heading, and the sections in order. A heading without id gets one from its words.
    """
    notes = {match[1]: match[0].strip() for match in _FOOTNOTE.finditer(text)}
    starts = [(token.map[0], heading) for token, heading in _headings(text) if token.map]
    lines = text.split("\n")
    bounds = [*[start for start, _ in starts], len(lines)]
    sections = []
    for (start, heading), end in zip(starts, bounds[1:], strict=True):
        match = _HEADING_ID.search(heading)
        cut = _FOOTNOTE.sub(_blank_lines, "\n".join(lines[start + 1 : end])).rstrip()
        body = _with_notes(cut.strip(), notes)
        title = _HEADING_ID.sub("", heading).strip()
        first = start + 2 + cut.count("\n", 0, len(cut) - len(cut.lstrip()))
        sections.append(Section(match[1] if match else slug(title), title, body, start + 1, first))
    return _FOOTNOTE.sub("", "\n".join(lines[: bounds[0]])).strip(), sections


def footnote_labels(text: str) -> tuple[str, ...]:
    """The labels of all footnotes that a Markdown text defines, in order."""
    return tuple(match[1] for match in _FOOTNOTE.finditer(text))


def _blank_lines(match: re.Match[str]) -> str:
    """As many line breaks as the match held, so that the lines below keep their numbers."""
    return "\n" * match[0].count("\n")


def _headings(text: str) -> Iterator[tuple[Token, str]]:
    """Every heading of level 2 with its text."""
    tokens = commonmark.outline().parse(text)
    for opening, inline in pairwise(tokens):
        if opening.type == "heading_open" and opening.tag == "h2" and opening.level == 0:
            yield opening, inline.content


def _with_notes(text: str, notes: Mapping[str, str]) -> str:
    """The text followed by the definitions of the footnotes that it refers to."""
    used = [definition for label, definition in notes.items() if f"[^{label}]" in text]
    return "\n\n".join([text, *used])


def slug(text: str) -> str:
    """An id from a heading's words: "Opgaver og kompetencer" → "opgaver-og-kompetencer"."""
    return "-".join(re.findall(r"[a-z0-9æøå]+", danish.nfc(text).casefold()))


@lru_cache(maxsize=64)
def joined_lines(text: str) -> str:
    """A Markdown text with every paragraph on one line, as CommonMark reads a text that was wrapped in an editor.

    Lines that end in two blanks or a backslash stay broken; tables, code and quotations stay as they are.
    """
    lines = text.split("\n")
    for token in reversed(commonmark.outline().parse(text)):
        if token.type == "inline" and token.map and token.map[1] - token.map[0] > 1:
            first, end = token.map
            lines[first:end] = _joined(lines[first:end])
    return "\n".join(lines)


def _joined(lines: list[str]) -> list[str]:
    """The lines of one paragraph joined, but for hard breaks and lines of a quotation."""
    joined = lines[:1]
    for line in lines[1:]:
        if joined[-1].endswith(("  ", "\\")) or line.lstrip().startswith(">"):
            joined.append(line)
        else:
            joined[-1] = f"{joined[-1].rstrip()} {line.lstrip()}"
    return joined


_SPECIAL = re.compile(r"([\\`*_\[\]<>~|])")
_LINE_START = re.compile(r"^(\s*)(#{1,6}(?=\s|$)|[-+](?=\s|$)|(?:=+|:?-+:?)\s*$|>)", re.MULTILINE)
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
_ORDERED = re.compile(r"^(\s*\d{1,9})([.)])(?=\s|$)", re.MULTILINE)


def escape_markdown(text: str) -> str:
    r"""The text so that CommonMark reads back exactly these characters: "5. maj", "2*3*4", "\\server".

    Blank lines still separate paragraphs, and blanks at the ends of a line are not kept.
    """
    text = _SPECIAL.sub(r"\\\1", text).replace("&", "&amp;")
    return _ORDERED.sub(r"\1\\\2", _LINE_START.sub(r"\1\\\2", text))


def unescape_markdown(text: str) -> str:
    """The text that ``escape_markdown`` was given."""
    return _ESCAPED.sub(r"\1", text).replace("&amp;", "&")
