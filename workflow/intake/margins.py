"""What somebody typed into page headers and footers: all that the form itself does not say there."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from workflow import danish
from workflow.domain.blank_forms import COUNCILS, MASTHEAD
from workflow.domain.findings import Finding, warning
from workflow.domain.proposals import FORM_NAME, FORM_VERSION
from workflow.intake.furniture import is_furniture
from workflow.intake.identity import is_line
from workflow.intake.texts import Block, Paragraph

HEADER, FOOTER, OUTSIDE = "Sidehoved", "Sidefod", "Uden for felterne"
_WHERE = {HEADER: "I sidehovedet", FOOTER: "I sidefoden", OUTSIDE: OUTSIDE}
_SENDER_STYLE, _PARTIES_STYLE = "afsender", "parter"
_WORDS = tuple(text for sender, level, parties, running in (MASTHEAD, COUNCILS) for text in (sender, level, *parties, running))
_MASTHEAD = frozenset(map(danish.folded, _WORDS))
_PAGE_NUMBER = re.compile(r"(?:side|page)?\s*\d*\s*(?:(?:af|of|/)\s*\d*)?", re.IGNORECASE)
_SECRET = re.compile(
    r"(?<!ikke )fortrolig|må ikke offentliggøres|\blukket (?:punkt|sag)|^\W*(?:WordArt: |Tekstboks: )?lukket\b", re.IGNORECASE
)
_LONGEST_QUOTE = 100
_MARKUP = re.compile(rb"<[^>]*>")
_LINE = f"Skema: {FORM_NAME} · version {FORM_VERSION}"
_OWN = ("", "Dagsordensforslag", _LINE, "Side", "PAGE", "af", "NUMPAGES", *_WORDS)
_OWN_PIECES = frozenset(text.encode() for text in _OWN)
_MORE_THAN_TEXT = (b"<!", b"string=")
"""Where these stand in a part, something may be said outside its texts: in a declaration, or in a drawn text."""


@dataclass(frozen=True)
class Margin:
    """One page header or footer: which of the two, its blocks, and what was set aside in it, as text boxes and watermarks."""

    kind: str
    blocks: tuple[Block, ...]
    aside: tuple[str, ...] = ()


def is_untouched(part: bytes) -> bool:
    """Whether a header or footer says nothing but the words of the form for all, so that nobody has to read it."""
    if any(mark in part for mark in _MORE_THAN_TEXT):
        return False
    return all(piece in _OWN_PIECES or piece.isdigit() for piece in map(bytes.strip, _MARKUP.sub(b"\0", part).split(b"\0")))


def typed_in_margins(margins: Sequence[Margin]) -> list[tuple[str, str]]:
    """What stands in headers and footers and is not the form's own, each once: where, and the words."""
    read = [(one, list(_paragraphs(one.blocks))) for one in margins]
    senders = [first.text for _, paragraphs in read for first in paragraphs if first.style == _SENDER_STYLE]
    found = ((one.kind, text) for one, paragraphs in read for text in (*_typed(paragraphs, senders), *one.aside))
    return list(dict.fromkeys(found))


def secrecy_doubt(texts: Iterable[tuple[str, str]], label: str) -> Iterator[Finding]:
    """A question about an item that is not closed although something beside the fields says that it is confidential.

    Args:
        texts: what stands beside the fields: where, and the words.
        label: how the field that says open or closed is found on the form.
    """
    for where, text in texts:
        if match := _SECRET.search(text):
            said = " ".join(text.split()) if len(text) <= _LONGEST_QUOTE else match[0]
            problem = f"{_WHERE[where]} står der ”{said}”, men punktet er ikke valgt som lukket."
            hint = "Skal det være lukket, så vælg Lukket, og skriv begrundelsen i felt 9; ellers slet ordene."
            yield warning("offentlighed", problem, hint).located(label=label)
            return


def _paragraphs(blocks: Iterable[Block]) -> Iterator[Paragraph]:
    """The paragraphs that say something, also those in tables."""
    for block in blocks:
        if isinstance(block, Paragraph):
            yield from [block] if block.text else []
        else:
            yield from _paragraphs(inner for row in block.rows for cell in row for inner in cell.blocks)


def _typed(paragraphs: Sequence[Paragraph], senders: Sequence[str]) -> Iterator[str]:
    """The paragraphs that the form itself does not say; of those that it begins, only what was added."""
    own_styles = {_SENDER_STYLE, _PARTIES_STYLE}
    before = ""
    for one in paragraphs:
        is_own = one.style in own_styles or before == _SENDER_STYLE
        own_styles.discard(one.style)
        pieces = [piece.strip() for piece in re.split(r"[\t\n]", one.text)]
        added = [piece for piece in pieces if _SECRET.search(piece) or not (is_own or _is_own(piece, senders))]
        if added:
            yield " ".join(added)
        before = one.style


def _is_own(piece: str, senders: Sequence[str]) -> bool:
    """Whether the form says this itself: its name, its version, whose it is, the number of the page."""
    said = danish.folded(piece)
    return (
        said in _MASTHEAD
        or is_furniture(piece)
        or is_line(piece)
        or bool(_PAGE_NUMBER.fullmatch(piece))
        or any(piece == sender or piece.startswith(f"{sender}, ") for sender in senders)
    )
