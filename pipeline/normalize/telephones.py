"""Telephones printed beside the names of people and units."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache

# Every telephone holds so many digits in a row, or is written in groups; few texts do, and the others are asked nothing more.
_groups = r"1[3-9]\d(?:[ -]\d{4}){2}"
_digits = re.compile(rf"\d{{7}}|{_groups}")
_label = r"(?:(?:联系|办公|值班)?电话|联系方式|手机|座机)(?:号码?)?\s*[:：]?\s*"
_area = r"[（(]?0\d{2,3}[）)]?\s*[-－—]?\s*"
_number = rf"(?<![\dA-Za-z第])(?:1\d{{10}}|{_groups}|{_area}[1-9]\d{{6,7}}|[2-8]\d{{6,7}})(?:[-转]\d{{1,5}})?(?!\d)"
_said = rf"[:：]?(?:{_label})?{_number}(?:[/、,，;；]\s*{_number})*"


def without_telephones(text: str, put: str | Callable[[re.Match[str]], str] = "") -> str:
    """Put something in the place of each telephone, of what introduces it, and of the bracket that holds nothing else.

    >>> without_telephones("王亮（电话：0736-1234567转801）"), without_telephones("李雷 13800000000", "…"), without_telephones("2024年")
    ('王亮', '李雷 …', '2024年')
    >>> without_telephones("李晓明 139 0736 1234"), without_telephones("投资100 2000 3000")
    ('李晓明 ', '投资100 2000 3000')
    """
    return _telephone().sub(put, text) if _digits.search(text) else text


@cache
def _telephone() -> re.Pattern[str]:
    return re.compile(rf"[（(]\s*{_said}\s*[）)]|{_said}")
