"""A template's part made ready for docxtpl: its codes in one piece, in NFC, and none of them swallowing text beside it."""

import re
import unicodedata
from collections.abc import Iterable, Iterator

from lxml import etree

from workflow.rendering.wordml import W14, W15, WP14, XML_SPACE, shown_text, w

TAG = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}", re.DOTALL)
_BLOCK = re.compile(r"(?:\{%|\{\{)-?(p|tr|tc)\s")
_COMMENT = re.compile(r"\{#.*?#\}", re.DOTALL)
_LITERAL_OR_SPACE = re.compile("\"[^\"]*\"|'[^']*'|”[^”]*”|“[^”]*”|\N{NO-BREAK SPACE}")
_PARAGRAPH_VALUE = re.compile(r"^\{\{p(?=\s)")
_IDS = (f"{{{W14}}}paraId", f"{{{W14}}}textId", f"{{{WP14}}}anchorId", f"{{{WP14}}}editId")
"""Ids that Word gives paragraphs and drawings, and gives again where they are missing."""
_BINDINGS = (w("dataBinding"), f"{{{W15}}}dataBinding", w("showingPlcHdr"))
_OPENINGS = ("{{", "{%", "{#")
_NAMES = {"p": "afsnittet", "tr": "rækken", "tc": "cellen"}


def prepare(root: etree._Element) -> list[str]:
    """Make a part ready: join codes that Word has split, normalise them, quieten deleted ones.

    ``{{p x }}`` becomes ``{{ x }}``: the paragraph stays, so that its style is known when the rich text comes.

    Args:
        root: the part, which is changed.

    Returns:
        What would swallow text, as clauses; empty when nothing would.
    """
    if root.tag != w("comments"):  # whose paragraphs other parts refer to by their ids
        etree.strip_attributes(root, *_IDS)
    etree.strip_elements(root, w("proofErr"), with_tail=False)
    for paragraph in root.iter(w("p")):
        _join_tags(list(own_texts(paragraph)))
    for control in root.iter(w("sdt")):
        _release(control)
    swallowed = list(_swallowing(root))
    for part in root.iter(etree.Element):
        _normalise(part)
    return swallowed


def _release(control: etree._Element) -> None:
    """Free a content control that holds codes from what Word would put in their place: data bound to it, a prompt to fill it."""
    properties = control.find(w("sdtPr"))
    if properties is not None and TAG.search(shown_text(control)):
        for bound in [one for one in properties if one.tag in _BINDINGS]:
            properties.remove(bound)


def own_texts(paragraph: etree._Element) -> Iterator[etree._Element]:
    """The texts of a paragraph, without those of paragraphs in a text box inside it."""
    for part in paragraph.iter(w("t")):
        if next(part.iterancestors(w("p"))) is paragraph:
            yield part


def _join_tags(parts: list[etree._Element]) -> None:
    """Move every code that stands in several texts into the first of them; what it leaves empty goes, as docxtpl has it."""
    whole, emptied = "".join(part.text or "" for part in parts), list[etree._Element]()
    for match in reversed(list(TAG.finditer(whole))):
        offset, first = 0, None
        for part in parts:
            words = part.text or ""
            start, end = max(match.start() - offset, 0), match.end() - offset
            offset += len(words)
            if start < len(words) and end > 0:
                part.text = words[:start] + ("" if first is not None else match[0]) + words[max(end, 0) :]
                first = part if first is None else first
                part.set(XML_SPACE, "preserve")
                emptied += [part] if not part.text else []
    for part in emptied:
        _drop(part)


def _drop(part: etree._Element) -> None:
    """Take away a text of which a code has taken everything, and its run when that holds nothing else."""
    run, above = list(part.iterancestors())[:2]
    run.remove(part)
    if above.tag == w("p") and all(one.tag == w("rPr") for one in run):
        above.remove(run)


def _swallowing(root: etree._Element) -> Iterator[str]:
    """The codes that stand for a whole paragraph, row or cell, and have something else beside them there."""
    for part in root.iter(w("t")):
        for tag in TAG.findall(part.text or ""):
            match = _BLOCK.match(tag)
            if not match:
                continue
            room = next(part.iterancestors(w(match[1])), None)
            if room is None:
                yield f"koden ”{tag}” står ikke i en tabel"
            elif beside := _COMMENT.sub("", shown_text(room).replace(tag, "", 1)).strip():
                yield f"koden ”{tag}” tager hele {_NAMES[match[1]]} med sig, også ”{beside[:40]}”"


def _normalise(part: etree._Element) -> None:
    """Bring the codes of one element into the form in which Jinja reads them, and its static text onto one line."""
    if part.text and (part.tag in {w("delText"), w("delInstrText")} or _is_gone(part)):
        part.text = _quiet(part.text)
    elif part.text and any(opening in part.text for opening in _OPENINGS):
        part.text = plain_tags(part.text)
    if part.tag == w("t") and part.text:
        part.text = re.sub(r"[\r\n]+", " ", part.text)
    for name, value in part.attrib.items():
        if any(opening in value for opening in _OPENINGS):
            part.set(name, TAG.sub(lambda match: _plain_tag(match[0]).replace('"', "'"), str(value)))


def _is_gone(part: etree._Element) -> bool:
    """Whether a text was deleted or moved away under revision."""
    return part.tag == w("t") and next(part.iterancestors(w("del"), w("moveFrom")), None) is not None


def plain_tags(words: str) -> str:
    """A text with its codes in the form in which Jinja reads them."""
    return TAG.sub(lambda match: _plain_tag(match[0]), words)


def _plain_tag(tag: str) -> str:
    """A code with plain spaces outside its literals, in NFC; a paragraph's value as a value."""
    spaced = _LITERAL_OR_SPACE.sub(lambda match: " " if match[0] == "\N{NO-BREAK SPACE}" else match[0], tag)
    return _PARAGRAPH_VALUE.sub("{{", unicodedata.normalize("NFC", spaced))


def _quiet(deleted: str) -> str:
    """Deleted text whose codes docxtpl shall print and not run."""
    for opening, closing in (("{{", "}}"), ("{%", "%}")):
        deleted = deleted.replace(opening, f"{{_{opening[1]}").replace(closing, f"{closing[0]}_}}")
    return deleted


def unescape(source: str) -> str:
    """A part's Jinja source with docxtpl's own escapes ``{_{`` and ``}_}`` resolved where the template has them.

    docxtpl resolves them after rendering, and thereby in the data too.
    """
    plain: Iterable[tuple[str, str]] = (("{_{", "{{"), ("}_}", "}}"), ("{_%", "{%"), ("%_}", "%}"))
    for escaped, meant in plain:
        source = source.replace(escaped, f"{{{{ '{meant}' }}}}")
    return source
