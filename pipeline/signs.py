"""What cannot be seen: a sign for each character that would move a terminal's cursor or turn the text around it."""

from __future__ import annotations

# The control pictures of Unicode for ASCII's controls; � for the later ones and for the marks of writing direction.
_SIGNS = {code: 0x2400 + code for code in range(0x20)} | {0x7F: 0x2421}
_SIGNS |= dict.fromkeys((*range(0x80, 0xA0), 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A)), 0xFFFD)


def on_screen(text: str) -> str:
    r"""Put signs for what a terminal would obey.

    >>> on_screen("附件\x1b[2J\u202etxt.exe\n")
    '附件␛[2J�txt.exe␊'
    """
    return text if text.isprintable() else text.translate(_SIGNS)


def lines_on_screen(text: str) -> str:
    r"""Put signs for the same in a text of ours that has lines.

    >>> lines_on_screen("a\r\nb")
    'a␍\nb'
    """
    return "\n".join(map(on_screen, text.split("\n")))
