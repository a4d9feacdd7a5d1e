"""How many records a text says there are: 共62项, 十件实事, （3个）."""

from __future__ import annotations

import re

from pipeline.numerals import whole_number
from pipeline.text import visible

_number = r"(\d{1,4}|[一二三四五六七八九十百]{1,5})"
MEASURES = "个项件条类宗户处家"
_measure = f"[{MEASURES}]"
# What counts records: in brackets, after 共, or N件实事 at the end of a group's name.  Few texts hold a measure, and
# a pattern with all Chinese characters takes a millisecond to compile.
_BRACKETED = rf"[（(](?:共|计|合计)?{_number}{_measure}[一-鿿]{{0,2}}[）)]"
_SAID = rf"{_BRACKETED}|共(?:计)?{_number}{_measure}|{_number}[件项](?:实事|任务|工作|事项)$"


def count_in(text: str) -> int | None:
    """Read how many records a title or the name of a group says there are.

    >>> count_in("重点项目清单（共62项）"), count_in("突出抓好十件实事"), count_in("2024年任务清单")
    (62, 10, None)
    """
    return _counted(_SAID, text)


def count_in_brackets(text: str) -> int | None:
    """Read how many records a line above them says there are: outside brackets it may speak of something else.

    >>> count_in_brackets("一、续建项目（2个）"), count_in_brackets("二、办好十件实事")
    (2, None)
    """
    return _counted(_BRACKETED, text)


def _counted(pattern: str, text: str) -> int | None:
    found = re.search(pattern, visible(text)) if any(map(text.__contains__, MEASURES)) else None
    return whole_number(next(filter(None, found.groups()))) if found else None
