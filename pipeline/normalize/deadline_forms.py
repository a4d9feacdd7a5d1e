"""The ways in which deadlines are written, and the days that each means."""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable, Iterator
from datetime import date
from typing import NamedTuple

from pipeline.normalize.dayless_forms import dayless, parts_of
from pipeline.numerals import DIGITS, whole_number
from pipeline.text import half_width, visible


class Deadline(NamedTuple):
    """A deadline: its kind, its first day and its last one, where they can be told."""

    kind: str
    first: date | None = None
    last: date | None = None


class Form(NamedTuple):
    """A form of deadline: its kind, how it is written, and which days it means in a year."""

    kind: str
    form: re.Pattern[str]
    days: Callable[[re.Match[str], int], tuple[date, date]]


# What is longer tells a story of several days.
LONGEST = 40
_year = r"(?:(?P<year>(?:19|20)\d\d)(?:年|[.\-/])?|(?P<same>今年|本年度?|当年)|(?P<next>明年|次年))?度?"
_months = r"(?P<month>0?[1-9]|1[0-2]|十[一二]?|[一二三四五六七八九])"
_done = "(?:全面|基本|全部)?(?:完成|办结|完工|竣工|建成|投用|到位|整改到位|完成整改)"
_tail = rf"(?P<tail>(?:之?前|以前)?{_done}|之?前|以前|止|之?内|起|开始)?"
_head = re.compile("^(?:即日起至|截[至止]到?|力争|确保|最迟|原则上|至|于|在)")
_clock = re.compile(
    r"(?<!\s)\s+\d{1,2}[:：]\d\d(?:[:：]\d\d)?$|(?<=[日号])\s*(?:[上下]午|中午|晚上?)?\s*\d{1,2}(?:[:：]\d\d|[时点](?:\d\d分|半|整)?)"
)
_to = re.compile(r"起?(?:至|到|—+|－|~+|～|–|-+|─+)")
_chinese_year = re.compile(r"([一二两][〇零○一二三四五六七八九]{3})(?=年)")
_quarters = {"一": 1, "二": 2, "三": 3, "四": 4, "1": 1, "2": 2, "3": 3, "4": 4}


def read_deadline(text: str, base: int | None) -> Deadline | None:
    """Read a deadline; None where it means no day, or none that can be told.

    >>> read_deadline("2024年10月底前", None)
    Deadline(kind='月份', first=None, last=datetime.date(2024, 10, 31))
    >>> read_deadline("2024-2026年", None)[1:]
    (datetime.date(2024, 1, 1), datetime.date(2026, 12, 31))
    >>> [read_deadline(text, 2024) for text in ("长期坚持", "每月5日前", "2月30日", "45566")]
    [Deadline(kind='长期', first=None, last=None), Deadline(kind='定期', first=None, last=None), None, None]
    >>> read_deadline("2024年6月底前完成，并长期坚持", None), read_deadline("2024年6月5日17:30前", None).last
    (Deadline(kind='月份、长期', first=None, last=datetime.date(2024, 6, 30)), datetime.date(2024, 6, 5))
    """
    seen = plain(text)
    if len(seen) > LONGEST:
        return None
    kinds = [dayless(part) for part in parts_of(seen)]
    if kinds and all(kinds):
        return Deadline("、".join(dict.fromkeys(kinds)))
    return _dated(seen, base) or _span(seen, base) or _until(seen, base) or _also(seen, base)


def plain(text: str) -> str:
    """Write a deadline without blanks, the time of day and what ends it, with its year in half-width digits."""
    seen = half_width(visible(_clock.sub("", text.strip()))).rstrip("。;；,，")
    return _chinese_year.sub(lambda found: "".join(str(DIGITS[char]) for char in found[0]), seen)


def _also(text: str, base: int | None) -> Deadline | None:
    """Read 6月底前完成，长期坚持: a day, and beside it what names none."""
    parts = parts_of(text)
    dated = [found for part in parts if not dayless(part) and (found := _dated(part, base))]
    kinds = [kind for part in parts if (kind := dayless(part))]
    if len(dated) != 1 or len(dated) + len(kinds) < len(parts):
        return None
    return dated[0]._replace(kind="、".join((dated[0].kind, *dict.fromkeys(kinds))))


def _until(text: str, base: int | None) -> Deadline | None:
    """Read 即日起至10月底 and its like: a last day and no first one."""
    bare = _head.sub("", text)
    found = _dated(bare, base) if bare != text else None
    return found._replace(first=None) if found and found.last else None


def _dated(text: str, base: int | None) -> Deadline | None:
    for kind, form, days in FORMS:
        found = form.fullmatch(text)
        year = _year_of(found, base) if found else None
        if found and year and not _bare_decimal(found):
            try:
                return _bounded(kind, found, days(found, year))
            except ValueError:
                return None
    return None


def _year_of(found: re.Match[str], base: int | None) -> int | None:
    named = found.groupdict()
    if named.get("year"):
        return int(named["year"])
    return base + 1 if base and named.get("next") else base


def _bare_decimal(found: re.Match[str]) -> bool:
    """Ask whether a date without year and 月 is rather a number: 6.30 alone, but not 6.30前."""
    named = found.groupdict()
    return bool(named.get("sign")) and not (named["year"] or named["tail"])


def _bounded(kind: str, found: re.Match[str], days: tuple[date, date]) -> Deadline:
    """Keep only the last day where the text says "before" or names one day: nobody said when it begins."""
    first, last = days
    tail = found.groupdict().get("tail") or ""
    if tail in ("起", "开始"):
        return Deadline(kind, first, None)
    says = tail or re.search(r"年内|[底末中](?:$|[^旬])", found[0]) or first == last
    return Deadline(kind, None if says else first, last)


def _span(text: str, base: int | None) -> Deadline | None:
    """Read 2024年6月—12月, 3月5日至8日, 2024-2026年: what the first part lacks it takes from the last, and the other way."""
    for sign in _to.finditer(text):
        for first, last in _ends(text[: sign.start()], text[sign.end() :]):
            start = _begin(_dated(first, base))
            end = _dated(last, start.year) if start else None
            if start and end and end.last and end.last >= start:
                return Deadline("时段", start, end.last)
    return None


def _begin(found: Deadline | None) -> date | None:
    return found and (found.last if found.kind == "日期" else found.first)


def _ends(first: str, last: str) -> Iterator[tuple[str, str]]:
    month = re.search(r"(\d{1,2})[月.\-/]\d{1,2}日?$", first)
    lasts = [last, last + "月"] if last.isdigit() else [last]
    if month and re.fullmatch(r"\d{1,2}[日号]?", last):
        lasts.insert(0, f"{month[1]}月{last.rstrip('日号')}日")
    if re.fullmatch(r"\d{1,2}[.\-/]\d{1,2}", last):
        lasts = [re.sub(r"[.\-/]", "月", last) + "日"]
    for end in lasts:
        for start in (first, *(first + unit for unit in ("月", "日", "季度", "年"))):
            yield start, end


def _month(found: re.Match[str], year: int) -> tuple[date, date]:
    month = _count(found["month"])
    whole = calendar.monthrange(year, month)[1]
    first, last = {"上旬": (1, 10), "中旬": (11, 20), "下旬": (21, whole), "中": (1, 15)}.get(
        found["part"] or "", (1, whole)
    )
    return date(year, month, first), date(year, month, last)


def _day(found: re.Match[str], year: int) -> tuple[date, date]:
    day = date(year, _count(found["month"]), _count(found["day"]))
    return day, day


def _quarter(found: re.Match[str], year: int) -> tuple[date, date]:
    last = _quarters[found["quarter"]] * 3
    return date(year, last - 2, 1), date(year, last, calendar.monthrange(year, last)[1])


def _half(found: re.Match[str], year: int) -> tuple[date, date]:
    return (date(year, 1, 1), date(year, 6, 30)) if found["half"] == "上" else (date(year, 7, 1), date(year, 12, 31))


def _whole_year(_: re.Match[str], year: int) -> tuple[date, date]:
    return date(year, 1, 1), date(year, 12, 31)


def _count(text: str) -> int:
    return whole_number(text) or 0


_chinese_day = "[一二三]?十[一-九]?|[一二三四五六七八九]"
FORMS = (
    Form("日期", re.compile(rf"{_year}{_months}(?:月份?|(?P<sign>[.\-/](?=\d)))(?P<day>\d{{1,2}}|{_chinese_day})[日号]?{_tail}"), _day),
    Form("日期", re.compile(r"(?P<year>20\d\d)(?P<month>0[1-9]|1[0-2])(?P<day>[0-3]\d)"), _day),
    Form("月份", re.compile(rf"{_year}{_months}月份?(?P<part>底|末|上旬|中旬|下旬|中)?{_tail}"), _month),
    Form("月份", re.compile(rf"(?P<year>(?:19|20)\d\d)[.\-/]?{_months}(?P<part>){_tail}"), _month),
    Form("季度", re.compile(rf"{_year}(?:第?(?P<quarter>[一二三四1-4])季度?[底末]?){_tail}"), _quarter),
    Form("季度", re.compile(rf"{_year}[Qq](?P<quarter>[1-4]){_tail}"), _quarter),
    Form("半年", re.compile(rf"{_year}(?P<half>[上下])半年[底末]?{_tail}"), _half),
    Form("年度", re.compile(rf"(?=.*年|(?:19|20)\d\d){_year}(?:全年|年内|年度|年底|年末|年|底|末)?{_tail}"), _whole_year),
)  # fmt: skip
