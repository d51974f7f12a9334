"""What of the look of words Markdown cannot say: noticed where it may mean something, and told in the receipt.

Fonts, sizes and the colours of a paste mean nothing by themselves, nor does what a style of the file says: only what
somebody set by hand is told, and strike-through, which may mean that the words are deleted.
"""

import re
from collections.abc import Iterable, Iterator

from lxml import etree

from workflow import danish
from workflow.domain.findings import Finding, note, warning
from workflow.intake.fields import FormField
from workflow.intake.inlines import SAFE_LINK, SCHEME
from workflow.intake.looks import Properties, W, is_on, value
from workflow.intake.texts import Block, Paragraph, Span, spans_in

STRUCK, HIGHLIGHTED, COLOURED = "overstregning", "fremhævning", "farvet skrift"
UNDERLINED, RAISED, LOWERED = "understregning", "hævet skrift", "sænket skrift"
SMALL_CAPS, CENTRED = "kapitæler", "centrering"
NOTHING: frozenset[str] = frozenset()
_ORDER = (HIGHLIGHTED, COLOURED, UNDERLINED, RAISED, LOWERED, SMALL_CAPS, CENTRED)
_LINK_LOOK = frozenset({COLOURED, UNDERLINED})
_SWITCHED = {"smallCaps": SMALL_CAPS, "dstrike": STRUCK}
_LEVELS = {"superscript": RAISED, "subscript": LOWERED}
_SIGNS = {
    RAISED: str.maketrans("0123456789+-−()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁽⁾ⁿ"),
    LOWERED: str.maketrans("0123456789+-−()", "₀₁₂₃₄₅₆₇₈₉₊₋₋₍₎"),
}
_ALIGNMENT = f"{W}jc"
_TELLING = frozenset(
    f"{W}{name}" for name in ("rStyle", "strike", "dstrike", "highlight", "shd", "color", "u", "smallCaps", "vertAlign")
)
_COLOUR = re.compile(r"[0-9A-Fa-f]{6}")
_VIVID, _BLUISH = 0x60, 0x40
_STRUCK_TEXT = (
    "Noget af teksten er streget over; ordene er læst, som om de ikke var det.",
    "Slet det overstregede, hvis det ikke skal med.",
)
_ATTACHMENTS = "bilag"
_MOST_LINKS = 3
_SCHEME = re.compile(SCHEME, re.IGNORECASE)
_UNSAFE_LINK = "Læg filen ved som bilag, eller brug en adresse, som alle kan åbne; den begynder med https://."
_PLAIN_LINK = "Skal læserne have adressen, så sæt linket ind i Sagsfremstilling."
_SAY_IT = "Betyder det noget, så sig det med ord, eller brug fed eller kursiv."


def lost_in_run(own: Properties, *, struck: bool) -> frozenset[str]:
    """What of a run's look is lost.

    Args:
        own: the run's properties.
        struck: whether the run is struck through, of its own or by its style.
    """
    if _TELLING.isdisjoint(own):
        return frozenset({STRUCK}) if struck else NOTHING
    found = {kind for one in own.values() if (kind := _kind(one))}
    if UNDERLINED in found and _is_blue(value(own.get(f"{W}color"))):
        found -= _LINK_LOOK
    if struck:
        found.add(STRUCK)
    return frozenset(found)


def lost_in_paragraph(own: Properties) -> frozenset[str]:
    """What of the look of a paragraph with these properties is lost: that somebody centred it."""
    return frozenset({CENTRED}) if _ALIGNMENT in own and value(own[_ALIGNMENT]) == "center" else NOTHING


def levelled(spans: list[Span]) -> list[Span]:
    """The spans with raised and lowered numbers as the signs that say the same without any look: m², CO₂."""
    return [_levelled(span) for span in spans]


def simplified(one: FormField, blocks: Iterable[Block]) -> Iterator[Finding]:
    """What to say of the look that an answer has lost: one finding, and nothing where nobody will miss it.

    Args:
        one: the field.
        blocks: its answer.
    """
    gone = set(lost(blocks))
    others = [kind for kind in _ORDER if kind in gone and one.rich]
    also = f"{danish.capital(danish.join(others))} kan ikke gengives i dagsordenen; alle ord er med." if others else ""
    if STRUCK in gone:
        problem, remedy = _STRUCK_TEXT
        yield warning(one.name, f"{problem} {also}".rstrip(), remedy).located(label=one.place)
    elif also:
        yield note(one.name, also, _SAY_IT).located(label=one.place)


def unlinked(one: FormField, blocks: Iterable[Block]) -> Iterator[Finding]:
    """What to say of links whose address no agenda shows: those that lead nowhere for others, and all in plain fields.

    Args:
        one: the field; the names of attachments are read with their links.
        blocks: its answer.
    """
    gone = {} if one.name == _ATTACHMENTS else {span.link: None for span in spans_in(blocks) if _loses_address(span, one)}
    if not gone:
        return
    named = [f"”{link}”" for link in list(gone)[:_MOST_LINKS]]
    named += [danish.counted(more, "adresse mere", "adresser mere")] if (more := len(gone) - _MOST_LINKS) > 0 else []
    problem = f"Linket til {danish.join(named)} står" if len(gone) == 1 else f"Linkene til {danish.join(named)} står"
    hint = _UNSAFE_LINK if one.rich else _PLAIN_LINK
    yield note(one.name, f"{problem} ikke i dagsordenen; kun ordene er med.", hint).located(label=one.place)


def _loses_address(span: Span, one: FormField) -> bool:
    """Whether a span has a link that is shown neither as a link nor by its words."""
    if not span.link or not span.text.strip() or (one.rich and SAFE_LINK.fullmatch(span.link)):
        return False
    return _SCHEME.sub("", span.link).rstrip("/") not in span.text


def lost(blocks: Iterable[Block]) -> Iterator[str]:
    """The kinds of look that the words of an answer lose; in a table nobody minds what is centred."""
    for block in blocks:
        own = isinstance(block, Paragraph)
        for span in spans_in((block,)):
            kinds = span.lost - _LINK_LOOK if span.link else span.lost
            yield from (kinds if own else kinds - {CENTRED}) if span.text.strip() or span.note else ()


def _kind(one: etree._Element) -> str:
    """Which look, that is lost, a single property gives; "" for none."""
    name, said = str(one.tag).removeprefix(W), value(one)
    if name == "highlight":
        return HIGHLIGHTED if said not in {"", "none", "white"} else ""
    if name == "shd":
        return HIGHLIGHTED if _is_vivid(one.get(f"{W}fill", "")) else ""
    if name == "color":
        return COLOURED if _is_vivid(said) else ""
    if name == "u":
        return UNDERLINED if said not in {"", "none"} else ""
    if name in _SWITCHED:
        return _SWITCHED[name] if is_on(one) else ""
    return _LEVELS.get(said, "") if name == "vertAlign" else ""


def _is_vivid(colour: str) -> bool:
    """Whether a colour is one that somebody chose to be seen: neither black, grey nor the dark blue of a heading."""
    parts = _parts(colour)
    return max(parts) - min(parts) >= _VIVID


def _is_blue(colour: str) -> bool:
    """Whether a colour is the one of a link, whose words are underlined too."""
    red, green, blue = _parts(colour)
    return blue > green >= red and blue - red >= _BLUISH


def _parts(colour: str) -> tuple[int, int, int]:
    """How much red, green and blue there is in a colour, each to 255; black for the automatic one."""
    whole = int(colour, 16) if _COLOUR.fullmatch(colour) else 0
    return whole >> 16, whole >> 8 & 0xFF, whole & 0xFF


def in_signs(text: str, level: str) -> str:
    """The text in the signs that are raised or lowered by themselves; "" where there is none for some of it.

    Args:
        text: digits and the like.
        level: ``RAISED`` or ``LOWERED``.
    """
    signs = _SIGNS[level]
    return text.translate(signs) if all(ord(sign) in signs for sign in text.strip()) else ""


def _levelled(span: Span) -> Span:
    """A span with its numbers as signs, if it is raised or lowered and they are all that it says."""
    level = next(iter(span.lost & _SIGNS.keys()), "")
    text = in_signs(span.text, level) if level else ""
    return span._replace(text=text, lost=span.lost - {level}) if text else span
