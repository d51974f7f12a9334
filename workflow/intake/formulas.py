"""Writes Word's equations as plain text that says the same: 3/4, 10³, √(x+1); a formula's shape carries its meaning."""

import re
from collections.abc import Callable, Iterable, Iterator

from lxml import etree

from workflow.intake.looks import W
from workflow.intake.losses import LOWERED, RAISED, in_signs

M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_ONE_TOKEN = re.compile(r"[^\W_²³¹⁰-₉]+(?:[.,][^\W_]+)*")
_UNSAID = frozenset({f"{W}del", f"{W}moveFrom"})
_TEXTS = frozenset({f"{M}t", f"{W}t"})
_BLANKS = frozenset({f"{W}br", f"{W}cr", f"{W}tab"})
_ON_THE_LINE = frozenset({f"{M}r", *_TEXTS, *_BLANKS})
_INTEGRAL, _ROOF = "∫", "\N{COMBINING CIRCUMFLEX ACCENT}"


def is_shaped(formula: etree._Element) -> bool:
    """Whether the formula is more than signs on a line, so that plain text has to say its shape."""
    return next(formula.iter(f"{M}e", f"{M}num"), None) is not None


def as_text(formula: etree._Element) -> str:
    """The formula as plain text. What has no sign of its own stands with spaces between, so that no digits run together."""
    return _joined([(one.tag, _said(one)) for one in _within(formula)])


def _within(parent: etree._Element) -> Iterator[etree._Element]:
    """The pieces of a formula or of a part of one, however they are wrapped: by tracked insertions, by controls."""
    for one in parent:
        if one.tag in _BLANKS or one.tag in _TEXTS or (str(one.tag).startswith(M) and not _is_properties(one)):
            yield one
        elif one.tag not in _UNSAID and not _is_properties(one):
            yield from _within(one)


def _said(one: etree._Element) -> str:
    """One piece of a formula."""
    if one.tag in _TEXTS:
        return one.text or ""
    if one.tag in _BLANKS:
        return " "
    shape = _SHAPES.get(str(one.tag).removeprefix(M))
    return shape(one) if shape else as_text(one)


def _is_properties(one: etree._Element) -> bool:
    """Whether an element only says how another looks."""
    return str(one.tag).endswith("Pr")


def _joined(pieces: Iterable[tuple[str, str]]) -> str:
    """Pieces one after the other; a shape is kept apart from a letter or digit beside it that it could be read with."""
    text, before = "", f"{M}r"
    for tag, said in pieces:
        beside = text[-1:].isalnum() and said[:1].isalnum()
        text += f" {said}" if beside and {tag, before} - _ON_THE_LINE else said
        before = tag
    return text


def _part(one: etree._Element, name: str) -> str:
    """The part of a shape with this name; "" where it has none."""
    found = one.find(f"{M}{name}")
    return "" if found is None else as_text(found).strip()


def _parts(one: etree._Element) -> list[str]:
    """The arguments of a shape that has several."""
    return [as_text(found).strip() for found in one.iterchildren(f"{M}e")]


def _property(one: etree._Element, name: str, otherwise: str) -> str:
    """What the properties of a shape say under this name."""
    found = next((own for properties in one if _is_properties(properties) for own in properties.iterchildren(f"{M}{name}")), None)
    return otherwise if found is None else found.get(f"{M}val", otherwise)


def _bracketed(text: str) -> str:
    """A text that is to be read as one: in brackets if it is longer than one token."""
    return text if _ONE_TOKEN.fullmatch(text) else f"({text})"


def _raised(text: str) -> str:
    """A text above the line, as the signs for that where they exist."""
    return (in_signs(text, RAISED) or f"^({text})") if text else ""


def _lowered(text: str) -> str:
    """A text below the line, as the signs for that where they exist."""
    return (in_signs(text, LOWERED) or f"_({text})") if text else ""


def _fraction(one: etree._Element) -> str:
    """One part over another; without a line between them it is no division."""
    above, below = _part(one, "num"), _part(one, "den")
    return f"({above} over {below})" if _property(one, "type", "bar") == "noBar" else f"{_bracketed(above)}/{_bracketed(below)}"


def _scripted(one: etree._Element) -> str:
    """A base with what stands below and above the line after it."""
    return _bracketed(_part(one, "e")) + _lowered(_part(one, "sub")) + _raised(_part(one, "sup"))


def _scripted_before(one: etree._Element) -> str:
    """A base with what stands below and above the line before it."""
    return _lowered(_part(one, "sub")) + _raised(_part(one, "sup")) + _bracketed(_part(one, "e"))


def _root(one: etree._Element) -> str:
    """A root; a square root does not say of which degree it is."""
    return f"{_raised(_part(one, 'deg'))}√({_part(one, 'e')})"


def _sum(one: etree._Element) -> str:
    """A sum, a product or an integral: its sign, its limits, and what it is of."""
    sign = _property(one, "chr", _INTEGRAL)
    return f"{sign}{_lowered(_part(one, 'sub'))}{_raised(_part(one, 'sup'))} {_part(one, 'e')}"


def _enclosed(one: etree._Element) -> str:
    """Parts within brackets, which are no text of their own in Word."""
    inner = _property(one, "sepChr", "|").join(_parts(one))
    return f"{_property(one, 'begChr', '(')}{inner}{_property(one, 'endChr', ')')}"


def _limited(one: etree._Element) -> str:
    """A function's name with its limit below or above it."""
    below = one.tag == f"{M}limLow"
    return _part(one, "e") + (_lowered if below else _raised)(_part(one, "lim"))


def _accented(one: etree._Element) -> str:
    """A letter with an accent."""
    return _part(one, "e") + _property(one, "chr", _ROOF)


def _lines(one: etree._Element) -> str:
    """Equations below one another, or the rows of a matrix."""
    rows = [" ".join(_parts(row)) for row in one.iterchildren(f"{M}mr")]
    return "; ".join([*_parts(one), *rows])


def _spaced(one: etree._Element) -> str:
    """The parts of any other shape."""
    return " ".join(filter(None, (_said(part).strip() for part in _within(one))))


_SHAPES: dict[str, Callable[[etree._Element], str]] = {
    "f": _fraction,
    "sSup": _scripted,
    "sSub": _scripted,
    "sSubSup": _scripted,
    "sPre": _scripted_before,
    "rad": _root,
    "nary": _sum,
    "d": _enclosed,
    "limLow": _limited,
    "limUpp": _limited,
    "acc": _accented,
    "eqArr": _lines,
    "m": _lines,
    "func": _spaced,
    "groupChr": _spaced,
}
