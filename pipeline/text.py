"""Small questions about strings."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from decimal import Decimal
from functools import lru_cache

HAN = "\u3400-\u9fff\U00020000-\U0003ffff"
# Invisible characters that are neither text nor space: soft hyphen, zero-width marks, bidi controls, BOM.
UNSEEN = "\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff"

_han = re.compile(f"[{HAN}]")
_words = re.compile("[A-Za-z]+")
_visible = re.compile(rf"[\s{UNSEEN}]+")
_beside = rf"[{HAN}（）()：:、，；。/“”‘’《》〔〕【】]"
_inner_space = re.compile(rf"(?<={_beside})\s+(?={_beside})")


def spoken(texts: Iterable[str]) -> str:
    """Tell the language that texts are written in: zh where Chinese characters outnumber the words of letters.

    >>> spoken(["完成GDP增长6.5%"]), spoken(["Road works in 西洞庭", "Bridge"]), spoken(["1"])
    ('zh', 'en', 'zh')
    """
    whole = "\n".join(texts)
    return "zh" if len(_han.findall(whole)) >= len(_words.findall(whole)) else "en"


def blank(text: str) -> bool:
    """Ask whether nothing can be seen of the text.

    >>> blank(" \\u3000\\n"), blank("无")
    (True, False)
    """
    return not text[:1].isalnum() and (not text or text.isspace() or not visible(text))


def visible(text: str) -> str:
    """Give the characters that can be seen, without white space.

    >>> visible("项  目\\n")
    '项目'
    """
    return text if text.isalnum() else _visible.sub("", text)


# How a person writes that a cell shall be blank, where an empty field says that nothing is decided yet.
NOTHING = ("（空）", "(空)", "（空白）", "(空白)", "(blank)")


def joined(text: str) -> str:
    """Join what line breaks and padding part between Chinese characters; other gaps become one space.

    >>> joined("年度\\n目标\\n任务"), joined("项  目"), joined("GDP  growth")
    ('年度目标任务', '项目', 'GDP growth')
    """
    return " ".join(_inner_space.sub("", text.strip()).split())


# Names that Windows keeps for devices.
DEVICES = {"con", "prn", "aux", "nul", *(f"{name}{at}" for name in ("com", "lpt") for at in range(1, 10))}
# A file's name has at most 255 bytes; the longest ending that is added needs some.
LONGEST_NAME = 200
# What Windows refuses in a name, and what no terminal should be sent.
_unwritable = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f]')


def safe_name(name: str, room: int = LONGEST_NAME) -> str:
    """Give a name of at most so many bytes that every system can write.

    >>> safe_name("附件1"), safe_name("CON"), safe_name("a:b. "), len(safe_name("长" * 300).encode()) <= 200
    ('附件1', '_CON', 'a_b_', True)
    """
    written = _unwritable.sub("_", name)
    bare = written.rstrip(". ")
    written = bare if bare == written else bare + "_"
    if written.split(".", maxsplit=1)[0].rstrip(" ").lower() in DEVICES:
        written = "_" + written
    data = written.encode("utf-8", "surrogateescape")
    if len(data) <= room:
        return written
    mark = "~" + hashlib.sha256(name.encode("utf-8", "surrogateescape")).hexdigest()[:8]
    return data[: room - len(mark)].decode("utf-8", "ignore") + mark


DIGITS = {char: value for value, char in enumerate("〇一二三四五六七八九")} | {
    "零": 0, "○": 0, "两": 2, "壹": 1, "贰": 2, "叁": 3, "肆": 4, "伍": 5, "陆": 6, "柒": 7, "捌": 8, "玖": 9,
}  # fmt: skip
SCALES = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000, "万": 10**4, "亿": 10**8}


@lru_cache(maxsize=4096)
def numeral(text: str) -> int | None:
    """Read a whole number in Chinese numerals; None for anything else.

    >>> numeral("六十二"), numeral("一百零五"), numeral("十件"), numeral("二〇二四")
    (62, 105, None, 2024)
    """
    if not text or any(char not in DIGITS and char not in SCALES for char in text):
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


FULL_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: 0x20}


def half_width(text: str) -> str:
    """Write full-width letters, digits and signs as half-width ones; nothing else changes.

    >>> half_width("８，０００㎡")
    '8,000㎡'
    """
    return text.translate(FULL_WIDTH)


_spoken_year = re.compile(r"(?<!\d)((?:19|20)\d\d)(?=\s*[年〕\]]|\s*[-—－–~～至]+\s*(?:19|20)\d\d\s*年)")


def year_said(*texts: str) -> int | None:
    """Read the year that texts such as a title and notes name: of the first that names one year and no other.

    >>> year_said("某区２０２４年重点任务"), year_said("重点任务"), year_said("2024—2026年三年行动", "县发〔2025〕3号")
    (2024, None, 2025)
    """
    years = (set(_spoken_year.findall(half_width(text))) for text in texts)
    return next((int(found.pop()) for found in years if len(found) == 1), None)


CIRCLED = {chr(0x2460 + at): at + 1 for at in range(20)} | {chr(0x2474 + at): at + 1 for at in range(20)}
_serial = re.compile(
    r"(第?[（(]?(?:[A-Za-z]{1,4}[-－.]?|(?:\d{1,4}[.．-])+)?)(\d{1,6})([）)]?[项条个号]?[.．、。,，)）]?)"
)
_chinese_serial = re.compile(r"(第?[（(]?)([〇零一二三四五六七八九十百]{1,7})([）)]?[项条个号]?[、.．。]?)")


@lru_cache(maxsize=4096)
def read_serial(text: str) -> tuple[str, int, str, str] | None:
    """Take a serial apart: what stands before its number, the number, what stands after, its dress; None if it is none.

    >>> read_serial("62"), read_serial("（一）"), read_serial("A-01")
    (('', 62, '', 'plain'), ('（', 1, '）', 'chinese'), ('A-', 1, '', 'digits2'))
    >>> read_serial("1.2"), read_serial("③"), read_serial("3、"), read_serial("007"), read_serial("修路")
    (('1.', 2, '', 'digits1'), ('', 3, '', 'circled'), ('', 3, '、', 'plain'), ('', 7, '', 'digits3'), None)
    """
    seen = visible(text)
    if seen in CIRCLED:
        return "", CIRCLED[seen], "", "circled"
    if found := _serial.fullmatch(half_width(seen).replace("（", "(")):
        head, digits, tail = found.groups()
        plain = not head and (digits == "0" or digits[0] != "0")
        return head, int(digits), tail, "plain" if plain else f"digits{len(digits)}"
    found = _chinese_serial.fullmatch(seen)
    value = numeral(found[2]) if found else None
    return (found[1], value, found[3], "chinese") if found and value is not None else None


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


OPENING, CLOSING = "（(〔[【", "）)〕]】"


def outside_brackets(text: str, signs: str) -> list[str]:
    """Part a text at signs that stand in no bracket; what is blank is left out.

    >>> outside_brackets("住建（交通、水利）局、财政局", "、"), outside_brackets("甲局（乙、丙", "、")
    (['住建（交通、水利）局', '财政局'], ['甲局（乙', '丙'])
    """
    parts, depth = [""], 0
    last = max(map(text.rfind, CLOSING))
    for at, char in enumerate(text):
        depth += (char in OPENING and at < last) - (char in CLOSING and depth > 0)
        if char in signs and depth == 0:
            parts.append("")
        else:
            parts[-1] += char
    return [part.strip() for part in parts if not blank(part)]


_gap = re.compile(r"[^\S\n]+")
# Spaces of a full character's width pad twice as much as others.
_wide = "\u3000\u2001\u2003"


def pieces(text: str) -> tuple[list[str], list[int]]:
    """Give the pieces of a line that gaps part, and how wide each gap is in half characters.

    >>> pieces("任  立\u3000\u3000郭蕾"), pieces(" 王亮 ")
    ((['任', '立', '郭蕾'], [2, 4]), (['王亮'], []))
    """
    bare = text.strip()
    gaps = [sum(2 if char in _wide else 1 for char in gap) for gap in _gap.findall(bare)]
    return _gap.split(bare), gaps
