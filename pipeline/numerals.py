"""Numbers and serials as they are written: in digits, in Chinese numerals, in a circle."""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from pipeline.text import half_width, visible

DIGITS = {char: value for value, char in enumerate("〇一二三四五六七八九")} | {
    "零": 0, "○": 0, "两": 2, "壹": 1, "贰": 2, "叁": 3, "肆": 4, "伍": 5, "陆": 6, "柒": 7, "捌": 8, "玖": 9,
}  # fmt: skip
SCALES = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000, "万": 10**4, "亿": 10**8}
# How the scale of an amount or of its unit is written: 三千万元.
SCALE_WORDS = {"十": 10, "百": 100, "千": 1000, "万": 10**4, "十万": 10**5, "百万": 10**6, "千万": 10**7, "亿": 10**8,
               "十亿": 10**9, "百亿": 10**10, "千亿": 10**11, "万亿": 10**12}  # fmt: skip

# Nobody counts further; Python refuses to read much longer ones.
LONGEST = 40
_iso_day = re.compile(r"\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])")


def whole_number(text: str) -> int | None:
    """Read a whole number in digits or in Chinese numerals; None for anything else.

    >>> whole_number("62"), whole_number("六十二"), whole_number("6.2"), whole_number("9" * 5000)
    (62, 62, None, None)
    """
    return int(text) if text.isdecimal() and len(text) <= LONGEST else numeral(text)


@lru_cache(maxsize=4096)
def numeral(text: str) -> int | None:
    """Read a whole number in Chinese numerals; None for anything else.

    >>> numeral("六十二"), numeral("一百零五"), numeral("十件"), numeral("二〇二四")
    (62, 105, None, 2024)
    """
    if not 0 < len(text) <= LONGEST or any(char not in DIGITS and char not in SCALES for char in text):
        return None
    if not any(char in SCALES for char in text):
        return int("".join(str(DIGITS[char]) for char in text))
    return _scaled(text)


def _scaled(text: str) -> int:
    total = section = digit = 0
    for char in text:
        scale = SCALES.get(char)
        if scale is None:
            digit = DIGITS[char]
        elif scale >= 10**4:
            total, section, digit = (total + section + digit) * scale, 0, 0
        else:
            section, digit = section + (digit or 1) * scale, 0
    return total + section + digit


CIRCLED = {chr(0x2460 + at): at + 1 for at in range(20)} | {chr(0x2474 + at): at + 1 for at in range(20)}
_serial = re.compile(
    r"(第?[（(]?(?:[A-Za-z]{1,4}[-－.]?|(?:\d{1,4}[.．-])+)?)(\d{1,6})([）)]?[项条个号]?[.．、。,，)）]?)"
)
_chinese_serial = re.compile(r"(第?[（(]?)([〇零一二三四五六七八九十百]{1,7})([）)]?[项条个号]?[、.．。]?)")


class Serial(NamedTuple):
    """A serial as printed: what stands before and after its number, the number, its dress."""

    head: str
    number: int
    tail: str
    dress: str


@lru_cache(maxsize=4096)
def read_serial(text: str) -> Serial | None:
    """Take a serial apart; None if it is none.

    >>> read_serial("（一）")
    Serial(head='（', number=1, tail='）', dress='chinese')
    >>> [tuple(read_serial(text)) for text in ("62", "A-01", "1.2")]
    [('', 62, '', 'plain'), ('A-', 1, '', 'digits2'), ('1.', 2, '', 'digits1')]
    >>> [tuple(read_serial(text)) for text in ("③", "3、", "007")], read_serial("修路")
    ([('', 3, '', 'circled'), ('', 3, '、', 'plain'), ('', 7, '', 'digits3')], None)
    """
    seen = visible(text)
    if seen in CIRCLED:
        return Serial("", CIRCLED[seen], "", "circled")
    if found := _serial.fullmatch(half_width(seen).replace("（", "(")):
        head, digits, tail = found.groups()
        plain = not head and (digits == "0" or digits[0] != "0")
        return Serial(head, int(digits), tail, "plain" if plain else f"digits{len(digits)}")
    found = _chinese_serial.fullmatch(seen)
    value = numeral(found[2]) if found else None
    return Serial(found[1], value, found[3], "chinese") if found and value is not None else None


def undressed(number: int, dress: str) -> str:
    """Write a number in digits of a width, in Chinese numerals, or in a circle."""
    if dress == "circled" and 1 <= number <= 20:
        return chr(0x2460 + number - 1)
    if dress == "chinese":
        return in_chinese(number)
    return str(number).zfill(int(dress.removeprefix("digits") or 0)) if dress.startswith("digits") else str(number)


def in_chinese(number: int) -> str:
    """Write a number below a thousand in Chinese numerals.

    >>> in_chinese(10), in_chinese(12), in_chinese(120), in_chinese(105)
    ('十', '十二', '一百二十', '一百零五')
    """
    digits = "零一二三四五六七八九"
    hundreds, tens, ones = number // 100, number // 10 % 10, number % 10
    said = f"{digits[hundreds]}百" if hundreds else ""
    if tens:
        said += ("" if tens == 1 and not hundreds else digits[tens]) + "十"
    elif hundreds and ones:
        said += "零"
    return said + (digits[ones] if ones else "")


_plain_number = re.compile(r"[+-]?\d{1,3}(?:,\d{3})+(?:\.\d+)?|[+-]?\d+(?:\.\d+)?")


def plain_number(text: str) -> Decimal | None:
    """Read a number written in digits, with or without thousands' commas; None for anything else.

    >>> plain_number("３,５００.5"), plain_number("3公里")
    (Decimal('3500.5'), None)
    """
    bare = half_width(visible(text))
    return Decimal(bare.replace(",", "")) if _plain_number.fullmatch(bare) else None


# How the parts of a list are numbered, the outermost first.
LEVELS = (
    re.compile(r"^第[一二三四五六七八九十百\d]+[编章部分篇类]"),
    re.compile(r"^[一二三四五六七八九十]+(?:[、.．\s]|$)"),
    re.compile(r"^[（(][一二三四五六七八九十]+[）)]"),
    re.compile(r"^\d+[、.．](?!\d)"),
    re.compile(r"^[（(]\d+[）)]"),
)


def level(text: str) -> int:
    """Give how deep a number stands: 一、 above （一） above 1.; unnumbered ones are deepest.

    >>> level("一、道路"), level("（一）县道"), level("道路类")
    (1, 2, 5)
    """
    return next((at for at, form in enumerate(LEVELS) if form.match(text.strip())), len(LEVELS))


_outline = re.compile(r"\d{1,4}(?:[.．]\d{1,4})*")


def is_outline(texts: Iterable[str]) -> bool:
    """Ask whether serials count as headings do, each part behind its whole.

    >>> is_outline(("1", "1.1", "1.2", "2", "2.1")), is_outline(("1", "1.2", "2")), is_outline(("1", "2", "3"))
    (True, False, False)
    """
    seen = [half_width(visible(text)).rstrip(".、") for text in texts]
    if not all(map(_outline.fullmatch, seen)) or not any("." in text for text in seen):
        return False
    numbers = [tuple(map(int, text.split("."))) for text in seen]
    return all(
        below == (*above, 1) or any(below == (*above[:at], above[at] + 1) for at in range(len(above)))
        for above, below in pairwise(numbers)
    )


def iso_day(text: str) -> bool:
    """Ask whether a text is a day as the outputs write it.

    >>> iso_day("2024-06-30"), iso_day("2024-6-30"), iso_day("2024-13-01")
    (True, False, False)
    """
    return bool(_iso_day.fullmatch(text))
