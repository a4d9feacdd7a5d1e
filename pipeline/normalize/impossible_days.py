"""Days that no calendar has: 2月30日, 2025年13月, 2025-6-31."""

from __future__ import annotations

import re
from datetime import date

from pipeline.normalize.deadline_forms import plain
from pipeline.numerals import whole_number

_count = r"\d{1,2}|[一二三四五六七八九十]{1,3}"
_day = rf"(?P<day>{_count})(?:[日号]|(?=之?前|以前|$))"
_year = r"(?<!\d)(?P<year>(?:19|20)\d\d)"
# Without a year a month alone may be how long something takes, 18月, and figures with a point may be a number.
_FORMS = (
    re.compile(rf"{_year}年(?P<month>{_count})月(?:份?{_day})?"),
    re.compile(rf"(?<!\d)(?<!\d年)(?P<month>{_count})月份?{_day}"),
    re.compile(rf"{_year}(?P<sign>[.\-/])(?P<month>\d{{1,2}})(?P=sign)(?P<day>\d{{1,2}})(?!\d)"),
    re.compile(rf"{_year}(?P<month>[01]\d)(?P<day>[0-3]\d)(?!\d)"),
    re.compile(r"(?<![\d.\-/])(?P<month>0?[1-9]|1[0-2])[.\-/](?P<day>\d{1,2})(?=之?前|以前)"),
)
# A day that names no year exists if a leap year has it.
_LEAP_YEAR = 2000


def impossible_day(text: str, base: int | None) -> str:
    """Give the first words of a deadline that name a day or month which does not exist; nothing where all exist.

    >>> [impossible_day(text, None) for text in ("2025年2月30日前", "2025年13月", "2025-6-31", "2月29日", "长期")]
    ['2025年2月30日', '2025年13月', '2025-6-31', '', '']
    >>> impossible_day("2月29日", 2025)
    '2月29日'
    """
    found = (each for form in _FORMS for each in form.finditer(plain(text)))
    return next((each[0] for each in found if not _exists(each.groupdict(), base or _LEAP_YEAR)), "")


def _exists(named: dict[str, str | None], year: int) -> bool:
    month, day = whole_number(named["month"] or ""), whole_number(named["day"] or "1")
    if month is None or day is None:
        return True
    try:
        date(int(named.get("year") or year), month, day)
    except ValueError:
        return False
    return True
