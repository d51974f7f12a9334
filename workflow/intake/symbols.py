"""Characters of symbol fonts (Wingdings, Symbol) as the Unicode characters that they look like."""

_WINGDINGS = {
    0x6C: "●", 0x6E: "■", 0x6F: "☐", 0x71: "☐", 0x72: "☐", 0x75: "◆", 0x76: "❖", 0x77: "◆", 0x9F: "•", 0xA7: "▪", 0xA8: "☐",
    0xB7: "•", 0xD8: "➢", 0xDF: "←", 0xE0: "→", 0xE1: "↑", 0xE2: "↓", 0xE8: "➔", 0xFB: "✗", 0xFC: "✓", 0xFD: "☒", 0xFE: "☑",
    0x4A: "☺", 0x4B: "😐", 0x4C: "☹",
}  # fmt: skip
_SYMBOL = {
    0x2D: "−", 0xA3: "≤", 0xA5: "∞", 0xAB: "↔", 0xAC: "←", 0xAD: "↑", 0xAE: "→", 0xAF: "↓", 0xB0: "°", 0xB1: "±", 0xB3: "≥",
    0xB4: "×", 0xB7: "•", 0xB8: "÷", 0xB9: "≠", 0xBB: "≈", 0xBC: "…", 0xD7: "·", 0xDE: "⇒",
}  # fmt: skip
_FONTS = {"wingdings": _WINGDINGS, "symbol": _SYMBOL}
_PRIVATE = 0xF000
_PRIVATE_END = 0xF0FF
_SYMBOL_FONTS = ("wingdings", "symbol", "webdings", "zapf", "marlett", "mt extra")


def symbol(font: str, code: str) -> str:
    """The Unicode character that a font shows for a code; empty when we do not know.

    Args:
        font: the font's name, of any case.
        code: the character's number as hexadecimal, often in the private area (F0FE for FE).
    """
    try:
        number = int(code, 16)
    except ValueError:
        return ""
    if _PRIVATE <= number <= _PRIVATE_END:
        number -= _PRIVATE
    name = font.strip().casefold()
    known = _FONTS.get(name, {}).get(number, "")
    if known or name.startswith(_SYMBOL_FONTS):
        return known
    return chr(number) if 0x20 <= number < 0xD800 and chr(number).isprintable() else ""  # noqa: PLR2004 - printable, no surrogate
