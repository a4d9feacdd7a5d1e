"""Ticks, boxes and Greek letters that Word writes as numbers in a picture font."""

from __future__ import annotations

# Code points of the fonts as Microsoft ships them; only signs that stand in tables.
WINGDINGS = {
    0x4A: "☺", 0x6C: "●", 0x6D: "❍", 0x6E: "■", 0x6F: "☐", 0x70: "☐", 0x71: "❑", 0x72: "❒", 0x73: "⬧", 0x74: "⧫",
    0x75: "◆", 0x76: "❖", 0x77: "⬥", 0x9F: "•", 0xA0: "▪", 0xA1: "○", 0xA4: "◉", 0xA7: "▪", 0xA8: "☐", 0xAB: "★",
    0xD8: "➢", 0xDF: "←", 0xE0: "→", 0xE1: "↑", 0xE2: "↓", 0xE8: "➔", 0xF0: "⇨", 0xFB: "✗", 0xFC: "✓", 0xFD: "☒",
    0xFE: "☑",
}  # fmt: skip
WINGDINGS |= (
    {0x80: "⓪"} | {0x81 + at: chr(0x2460 + at) for at in range(10)} | {0x8C + at: chr(0x2776 + at) for at in range(10)}
)
WINGDINGS_2 = {
    0x4F: "✗", 0x50: "✓", 0x51: "☒", 0x52: "☑", 0x53: "☒", 0x54: "☒", 0x55: "☒", 0x56: "☒", 0x97: "●", 0x98: "●",
    0xA2: "■", 0xA3: "☐", 0xA4: "■", 0xA5: "☐", 0xA6: "☐",
}  # fmt: skip
WINGDINGS_2 |= (
    {0x69: "⓪"} | {0x6A + at: chr(0x2460 + at) for at in range(10)} | {0x75 + at: chr(0x2776 + at) for at in range(10)}
)
_greek = "ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ"
SYMBOL = {0x41 + at: char for at, char in enumerate(_greek)} | {
    0x61 + at: char for at, char in enumerate("αβχδεφγηιϕκλμνοπθρστυϖωξψζ")
}
SYMBOL |= {
    0xA3: "≤", 0xA5: "∞", 0xAB: "↔", 0xAC: "←", 0xAD: "↑", 0xAE: "→", 0xAF: "↓", 0xB0: "°", 0xB1: "±", 0xB3: "≥",
    0xB4: "×", 0xB7: "•", 0xB8: "÷", 0xB9: "≠", 0xBA: "≡", 0xBB: "≈", 0xD6: "√", 0xD7: "⋅", 0xE5: "∑", 0xA8: "♦",
}  # fmt: skip
WINGDINGS_3 = {0x70: "▲", 0x71: "▼", 0x74: "◀", 0x75: "▶", 0x7D: "🞂"}
FONTS = {"wingdings": WINGDINGS, "wingdings 2": WINGDINGS_2, "wingdings 3": WINGDINGS_3, "symbol": SYMBOL}


def symbol(code: str | None, font: str | None) -> str:
    """Give the sign at a hexadecimal code of a font; what is unknown shows as itself or as a replacement sign.

    >>> symbol("F0FE", "Wingdings"), symbol("00A3", "Wingdings 2"), symbol("6D", "Symbol"), symbol("2611", "MS Gothic")
    ('☑', '☐', 'μ', '☑')
    """
    try:
        number = int(code or "", 16)
    except ValueError:
        return ""
    known = FONTS.get((font or "").strip().lower())
    if known is not None and (number < 0x100 or 0xF000 <= number < 0xF100):
        return known.get(number & 0xFF) or (chr(number) if number >= 0xF000 else chr(0xF000 + number))
    return chr(number) if 0x20 <= number < 0x110000 and not 0xD800 <= number < 0xE000 else ""


def in_font(text: str, font: str | None) -> str:
    """Show a text that is set in a picture font as what a person sees; other fonts change nothing.

    >>> in_font("þ", "Wingdings"), in_font("\\uf0a3", "Wingdings 2"), in_font("þ", "Arial")
    ('☑', '☐', 'þ')
    """
    known = FONTS.get((font or "").strip().lower())
    if known is None:
        return text
    return "".join(known.get(ord(char) & 0xFF, char) if _of_font(char) else char for char in text)


def _of_font(char: str) -> bool:
    return "!" <= char < "\u0100" or "\uf000" <= char < "\uf100"
