"""Deadlines written as people write them: 2024年10月底前, 三季度, 长期."""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import NamedTuple

from pipeline.model import Cell, Column, Doubt, Fixed, Repair, Row, Table
from pipeline.profile import Profile
from pipeline.text import blank, half_width, numeral, visible, year_said

ENDINGS = (("_起", "deadline_from"), ("_止", "deadline_to"))
Dates = tuple[date | None, date | None]

_year = r"(?:(?P<year>(?:19|20)\d\d)(?:年|\.|-|/)?|(?P<same>今年|本年度?|当年)|(?P<next>明年))?度?"
_tail = r"(?:之?前|以前|前完成|完成|止|内|之内)?"
_quarters = {"一": 1, "二": 2, "三": 3, "四": 4, "1": 1, "2": 2, "3": 3, "4": 4}
_span = re.compile(r"(.+?)(?:至|到|—+|－|~|～|–|-(?=\d{4}年))(.+)")


class Deadline(NamedTuple):
    """A form of deadline: how it is written, and which days it means in a year."""

    form: re.Pattern[str]
    days: Callable[[re.Match[str], int], Dates]


def parse_deadlines(table: Table, profile: Profile) -> Fixed:
    """Add, for each column of deadlines, the first and the last day that each means; what is printed stays.

    The year of a deadline without one comes from the title or the notes, never from the clock.

    >>> seen = table("任务|完成时限:deadline; 修路|10月底前; 架桥|三季度; 植树|长期坚持", title="某区2024年重点任务")
    >>> fixed = parse_deadlines(seen, profile)
    >>> show(fixed)
    任务 | 完成时限 | 完成时限_起 | 完成时限_止
    修路 | 10月底前 |  | 2024-10-31
    架桥 | 三季度 | 2024-07-01 | 2024-09-30
    植树 | 长期坚持 |  |
    >>> told(fixed)
    R801 1:2 '' -> '完成时限_起、完成时限_止' inferred

    Without a year in the document nothing is dated.

    >>> fixed = parse_deadlines(table("任务|完成时限:deadline; 修路|10月底前"), profile)
    >>> told(fixed)
    D801 2:2 text=10月底前
    """
    base = base_year(table)
    repairs: list[Repair] = []
    doubts: list[Doubt] = []
    for at in table.with_role("deadline"):
        column = table.columns[at]
        if any(other.name == column.name + ENDINGS[0][0] for other in table.columns):
            continue
        read = [dates(text, base) for text in table.texts(at)]
        doubts += _yearless(table, at, base)
        if any(each and any(each) for each in read):
            table = _with_days(table, column, at, read)
            place = column.place or table.rows[0].cells[at].place
            names = "、".join(column.name + ending for ending, _ in ENDINGS)
            repairs.append(Repair("R801", "parse_deadlines", place, "", names, "inferred", column.name))
    return Fixed(table, tuple(repairs), tuple(doubts))


def base_year(table: Table) -> int | None:
    """Read the year that the document speaks of, from its title before its notes."""
    return year_said(table.title, *table.notes)


def dates(text: str, base: int | None) -> Dates | None:
    """Read a deadline; None where it means no day, or none that can be told.

    >>> dates("2024年10月底前", None)
    (None, datetime.date(2024, 10, 31))
    >>> dates("2024年3月至2025年5月", None)
    (datetime.date(2024, 3, 1), datetime.date(2025, 5, 31))
    >>> dates("6月30日前", 2024), dates("长期", 2024), dates("2月30日", 2024)
    ((None, datetime.date(2024, 6, 30)), None, None)
    """
    seen = half_width(visible(text))
    whole = _one(seen, base)
    if whole is not None:
        return whole
    parts = _span.fullmatch(seen)
    first = _one(parts[1], base) if parts else None
    if parts is None or first is None or first[0] is None:
        return None
    last = _one(parts[2], first[0].year)
    return (first[0], last[1]) if last and last[1] and last[1] >= first[0] else None


def _one(text: str, base: int | None) -> Dates | None:
    for form, days in FORMS:
        found = form.fullmatch(text)
        year = _year_of(found, base) if found else None
        if found and year:
            try:
                return _before(text, days(found, year))
            except ValueError:
                return None
    return None


def _year_of(found: re.Match[str], base: int | None) -> int | None:
    if found["year"]:
        return int(found["year"])
    return base + 1 if base and found["next"] else base


def _before(text: str, days: Dates) -> Dates:
    """Keep only the last day where the text says "before" or names one day: nobody said when it begins."""
    says = re.search(r"前|止|内|底|末|完成|日$", text) or (days[0] == days[1])
    return (None, days[1]) if says else days


def _month(found: re.Match[str], year: int) -> Dates:
    month = _count(found["month"])
    last = calendar.monthrange(year, month)[1]
    end = {"上旬": 10, "中旬": 20, "中": 15}.get(found["part"] or "", last)
    return date(year, month, 21 if found["part"] == "下旬" else 1), date(year, month, end)


def _day(found: re.Match[str], year: int) -> Dates:
    day = date(year, _count(found["month"]), _count(found["day"]))
    return day, day


def _quarter(found: re.Match[str], year: int) -> Dates:
    last = _quarters[found["quarter"]] * 3
    return date(year, last - 2, 1), date(year, last, calendar.monthrange(year, last)[1])


def _half(found: re.Match[str], year: int) -> Dates:
    return (date(year, 1, 1), date(year, 6, 30)) if found["half"] == "上" else (date(year, 7, 1), date(year, 12, 31))


def _whole_year(found: re.Match[str], year: int) -> Dates:
    return date(year, 1, 1), date(year, 12, 31)


def _count(text: str) -> int:
    return int(text) if text.isdigit() else numeral(text) or 0


_months = r"(?P<month>0?[1-9]|1[0-2]|十[一二]?|[一二三四五六七八九])"
FORMS = (
    Deadline(
        re.compile(
            rf"{_year}{_months}(?:月份?|[.\-/](?=\d))(?P<day>\d{{1,2}}|[一二三]?十[一-九]?|[一-九])[日号]?{_tail}"
        ),
        _day,
    ),
    Deadline(re.compile(rf"{_year}{_months}(?:月份?)(?P<part>底|末|上旬|中旬|下旬|中)?{_tail}"), _month),
    Deadline(re.compile(rf"(?P<year>(?:19|20)\d\d)(?P<same>)(?P<next>)[.\-/]{_months}(?P<part>){_tail}"), _month),
    Deadline(re.compile(rf"{_year}第?(?P<quarter>[一二三四1-4])季度[底末]?{_tail}"), _quarter),
    Deadline(re.compile(rf"{_year}(?P<half>[上下])半年[底末]?{_tail}"), _half),
    Deadline(re.compile(rf"(?=.*年|(?:19|20)\d\d){_year}(?:全年|年内|年底|年末|底|末)?{_tail}"), _whole_year),
)


def _yearless(table: Table, at: int, base: int | None) -> list[Doubt]:
    """Doubt the deadlines that could be dated if only the document named a year."""
    if base is not None:
        return []
    column = table.columns[at].name
    cells = [row.cells[at] for row in table.rows if not blank(row.cells[at].text)]
    lost = [cell for cell in cells if dates(cell.text, None) is None and dates(cell.text, 2000) is not None]
    return [Doubt("D801", "parse_deadlines", cell.place, column, {"text": visible(cell.text)}) for cell in lost]


def _with_days(table: Table, column: Column, at: int, read: list[Dates | None]) -> Table:
    made = tuple(Column(column.name + ending, role=role, type="date", made=True) for ending, role in ENDINGS)
    rows = [_row(row, row.cells[at], days) for row, days in zip(table.rows, read, strict=True)]
    return replace(table, rows=tuple(rows), columns=(*table.columns, *made))


def _row(row: Row, cell: Cell, days: Dates | None) -> Row:
    texts = [day.isoformat() if day else "" for day in days or (None, None)]
    return row._replace(cells=(*row.cells, *(Cell(text, cell.place, cell.source) for text in texts)))
