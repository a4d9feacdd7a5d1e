"""What kind of thing a cell holds, coarse enough to learn a column's habit from few rows."""

from __future__ import annotations

import re
from collections.abc import Sequence

BLANK, RISING, WHOLE, NUMBER, ORDINAL, DATE, SENTENCE, OFFICE = range(8)
# What is none of these is told apart by script and length only: 8 and on.
LENGTHS = (3, 6, 12, 30)
COUNT = OFFICE + 1 + 2 * (len(LENGTHS) + 1)

_whole = re.compile(r"\d{1,5}[.．、]?")
_number = re.compile(r"[-+]?[\d,，.．]{1,20}\s?(?:[%％‰万亿元个㎡]|万元|亿元)?")
_ordinal = re.compile(
    r"[（(]?[一二三四五六七八九十]{1,4}[）)、.]?|[①-⑳]|[（(]\d{1,3}[）)]|\d{1,3}(?:\.\d{1,3}){1,3}|第[\d一二三四五六七八九十]{1,4}[项条]"
)
_date = re.compile(r"\d{1,4}\s?[年月]|\d{4}[-./]\d|[一二三四]季度|[上下]半年")
_han = re.compile("[\u3400-\u9fff]")


def kinds_of(texts: Sequence[str], starts: Sequence[int], offices: tuple[str, ...] = ()) -> list[int]:
    """Tell the kind of each cell; ``starts`` are cells that may begin a row, where a number may be rising."""
    kinds = [kind(text, offices) for text in texts]
    last = 0
    for at in starts:
        if kinds[at] != WHOLE:
            continue
        value = int(re.sub(r"\D", "", texts[at]))
        kinds[at] = RISING if last < value <= last + 3 or value == 1 else WHOLE
        last = value
    return kinds


def kind(text: str, offices: tuple[str, ...] = ()) -> int:
    """Tell the kind of one cell.

    >>> [kind(text, ("局",)) for text in ("", "12", "3.5%", "（一）", "2024年6月底", "扎实推进。", "发改局")]
    [0, 2, 3, 4, 5, 6, 7]
    """
    seen = text.strip()
    if not seen:
        return BLANK
    if len(seen) <= 24:
        for pattern, found in ((_whole, WHOLE), (_number, NUMBER), (_ordinal, ORDINAL)):
            if pattern.fullmatch(seen):
                return found
        if _date.search(seen):
            return DATE
    if seen[-1] in "。；;！？!?，,":
        return SENTENCE
    if offices and seen.endswith(offices):
        return OFFICE
    script = 0 if _han.search(seen[:40]) else len(LENGTHS) + 1
    return OFFICE + 1 + script + sum(len(seen) > limit for limit in LENGTHS)
