"""The ways in which amounts are written: 3,500, 1.2亿元, 5千万以上, 三千五百万元, (1,234.5), 约300人."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import NamedTuple

from pipeline.numerals import SCALE_WORDS, numeral
from pipeline.text import half_width, visible

# A number with its unit and bound is shorter.
LONGEST = 60
BOUNDS = {
    "以上": "≥", "不少于": "≥", "不低于": "≥", "至少": "≥", "≥": "≥",
    "以下": "≤", "以内": "≤", "不超过": "≤", "不高于": "≤", "≤": "≤",
    "超过": ">", "超": ">", "逾": ">", "大于": ">", ">": ">", "余": ">", "多": ">", "不足": "<", "小于": "<", "<": "<",
    "约": "≈", "近": "≈", "大约": "≈", "左右": "≈", "上下": "≈",
}  # fmt: skip

_before = r"(?P<before>大约|约|近|超过|超|逾|大于|小于|不足|不少于|不低于|至少|不超过|不高于|≥|≤|>|<)?(?:人民币)?[¥￥]?"
_scale = r"(?P<scale>万亿|[十百千]?[万亿]|[十百]|千(?![米克瓦卡]))?"
_unit = r"(?P<unit>[^\d\s,.，。;；、()（）]{0,6}?)(?P<after>以上|以下|以内|左右|上下)?"
_number = re.compile(
    rf"{_before}(?P<digits>[+-]?\d{{1,15}}(?:,\d{{3}})*(?:\.\d{{1,10}})?)(?P<more>[余多])?{_scale}(?P<also>[余多])?{_unit}"
)
_spelt = re.compile(
    rf"{_before}(?P<digits>[〇零一二三四五六七八九两十百千万亿壹贰叁肆伍陆柒捌玖拾佰仟]+)(?P<more>[余多])?{_unit}"
)
_compound = re.compile(
    r"(?P<high>\d+(?:\.\d+)?)(?P<scale>[亿万])(?P<low>\d+(?:\.\d+)?)(?P<lower>[万千百])?(?P<unit>[^\d\s,.，。;；、]{0,3})"
)
# What a gap or a line break parts is two numbers; nobody may read them as one.
_two_numbers = re.compile(r"\d\s+\d")
_bracketed = re.compile(r"\(([\d,]+(?:\.\d+)?)\)|[△▲]([\d,]+(?:\.\d+)?)")


class Amount(NamedTuple):
    """A number, the unit written beside it without its scale, the scale, a bound if it is one, whether it was guessed."""

    number: Decimal
    scale: int
    unit: str
    bound: str
    guessed: bool = False


def read_amount(text: str) -> Amount | None:
    """Read one amount; None for anything else, more than one number included.

    >>> read_amount("5千万以上")
    Amount(number=Decimal('5'), scale=10000000, unit='', bound='≥', guessed=False)
    >>> read_amount("三千五百万元").number, read_amount("1亿2000万元").number, read_amount("(1,234.5)").number
    (Decimal('35000000'), Decimal('120000000'), Decimal('-1234.5'))
    >>> read_amount("3至5个"), read_amount("3-5"), read_amount("另行安排"), read_amount("一般")
    (None, None, None, None)
    >>> read_amount("5000\\n8600") is read_amount("5000 8600") is None
    True
    """
    if _two_numbers.search(half_width(text)) or len(text) > LONGEST:
        return None
    seen = half_width(visible(text)).replace("−", "-").replace("％", "%")
    if found := _bracketed.fullmatch(seen):
        inner = read_amount(found[1] or found[2])
        return inner._replace(number=-inner.number, guessed=True) if inner else None
    return _digits(seen) or _in_words(seen) or _in_two_scales(seen)


def _digits(text: str) -> Amount | None:
    found = _number.fullmatch(text)
    digits = found["digits"] if found else ""
    if not found or ("," in digits and not re.fullmatch(r"[+-]?\d{1,3}(,\d{3})+(\.\d+)?", digits)):
        return None
    more = found["more"] or found["also"] or ""
    if more and not found["unit"] and not found["scale"]:
        return None
    bound = BOUNDS.get(found["before"] or found["after"] or more, "")
    return Amount(Decimal(digits.replace(",", "")), SCALE_WORDS.get(found["scale"] or "", 1), found["unit"], bound)


def _in_words(text: str) -> Amount | None:
    """Read Chinese numerals, where they are a number and no word: 三十, 一百零五 but not 一般, 百万."""
    found = _spelt.fullmatch(text)
    number = numeral(found["digits"]) if found else None
    if (
        not found
        or not number
        or not re.search("[十百千万亿拾佰仟]", found["digits"])
        or found["digits"][0] in "百千万亿"
    ):
        return None
    bound = BOUNDS.get(found["before"] or found["after"] or found["more"] or "", "")
    return Amount(Decimal(number), 1, found["unit"], bound, guessed=True)


def _in_two_scales(text: str) -> Amount | None:
    found = _compound.fullmatch(text)
    if not found or SCALE_WORDS.get(found["lower"] or "", 1) >= SCALE_WORDS[found["scale"]]:
        return None
    number = Decimal(found["high"]) * SCALE_WORDS[found["scale"]] + Decimal(found["low"]) * SCALE_WORDS.get(
        found["lower"] or "", 1
    )
    return Amount(number, 1, found["unit"], "", guessed=True) if found["unit"] else None
