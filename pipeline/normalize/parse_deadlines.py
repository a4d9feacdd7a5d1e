"""Deadlines written as people write them: 2024年10月底前, 三季度, 长期."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipeline.late import late
from pipeline.model import Cell, Column, Doubt, Fixed, Repair, Table
from pipeline.profile import Profile
from pipeline.text import blank, half_width, visible, year_said

if TYPE_CHECKING:
    from datetime import date

    from pipeline.normalize.deadline_forms import Deadline

# The forms of deadlines take milliseconds to compile, and many tables have none.
read_deadline = late("normalize.deadline_forms", "read_deadline")
impossible_day = late("normalize.impossible_days", "impossible_day")

FROM, TO, KIND = "_起", "_止", "_类型"

# A year as the name of a file has it: 2024重点项目, but not the 20240315 of a day.
_bare = re.compile(r"(?<!\d)((?:19|20)\d\d)(?!\d)")


def parse_deadlines(table: Table, profile: Profile) -> Fixed:
    """Add, for each column of deadlines, the first and the last day that each means, and its kind; what is printed stays.

    The year of a deadline without one is that of the document, or of all other deadlines; never that of the clock.

    >>> seen = table("任务|完成时限:deadline; 修路|10月底前; 架桥|三季度; 植树|长期坚持", title="某区2024年重点任务")
    >>> fixed = parse_deadlines(seen, profile)
    >>> show(fixed)
    任务 | 完成时限 | 完成时限_起 | 完成时限_止 | 完成时限_类型
    修路 | 10月底前 |  | 2024-10-31 | 月份
    架桥 | 三季度 | 2024-07-01 | 2024-09-30 | 季度
    植树 | 长期坚持 |  |  | 长期
    >>> told(fixed)
    R801 1:2 '' -> '完成时限_起、完成时限_止、完成时限_类型' inferred

    Without a year in the document nothing is dated.

    >>> fixed = parse_deadlines(table("任务|完成时限:deadline; 修路|10月底前"), profile)
    >>> told(fixed)
    D801 2:2 text=10月底前

    A day that does not exist is not dated either.

    >>> told(parse_deadlines(table("任务|完成时限:deadline; 修路|2025年2月30日前"), profile))
    D802 2:2 text=2025年2月30日
    """
    repairs: list[Repair] = []
    doubts: list[Doubt] = []
    for at in table.with_role("deadline"):
        column = table.columns[at]
        if any(other.name == column.name + FROM for other in table.columns):
            continue
        base = base_year(table) or only_year(table.texts(at))
        read = {row: found for row, text in enumerate(table.texts(at)) if (found := read_deadline(text, base))}
        doubts += [] if base else _yearless(table, at)
        doubts += _impossible(table, at, base, read)
        if any(found.first or found.last for found in read.values()):
            table = _with_days(table, at, read)
            place = column.place or table.rows[0].cells[at].place
            names = "、".join(column.name + ending for ending in (FROM, TO, KIND))
            repairs.append(Repair("R801", "parse_deadlines", place, "", names, "inferred", column.name))
    return Fixed(table, tuple(repairs), tuple(doubts))


def base_year(table: Table) -> int | None:
    """Read the one year that the document speaks of, from the table's title, the document's, the notes, the file's name.

    A line that names several, 2024—2026年三年行动, settles nothing.

    >>> base_year(table("甲", title="2023年总结和2024年计划", notes=("2024年3月制",)))
    2024
    >>> base_year(table("甲", about=("", "20240315重点项目"))), base_year(table("甲", about=("", "2024重点项目")))
    (None, 2024)
    """
    title, name = table.about or ("", "")
    return year_said(table.title, title, *table.notes, name) or only_year([name])


def only_year(texts: list[str]) -> int | None:
    """Give the year that all of some texts name which name one.

    >>> only_year(["2024年6月", "10月底"]), only_year(["2024年6月", "2025年"])
    (2024, None)
    """
    years = {year for text in texts for year in _bare.findall(half_width(text))}
    return int(years.pop()) if len(years) == 1 else None


def _yearless(table: Table, at: int) -> list[Doubt]:
    """Doubt the deadlines that could be dated if only the document named a year."""
    cells = [row.cells[at] for row in table.rows if not blank(row.cells[at].text)]
    lost = [cell for cell in cells if not read_deadline(cell.text, None) and read_deadline(cell.text, 2000)]
    name = table.columns[at].name
    return [Doubt("D801", "parse_deadlines", cell.place, name, {"text": visible(cell.text)}) for cell in lost]


def _impossible(table: Table, at: int, base: int | None, read: dict[int, Deadline]) -> list[Doubt]:
    """Doubt the deadlines that could not be read for naming a day that no calendar has."""
    unread = [row.cells[at] for count, row in enumerate(table.rows) if count not in read]
    said = [(cell.place, day) for cell in unread if not blank(cell.text) and (day := impossible_day(cell.text, base))]
    name = table.columns[at].name
    return [Doubt("D802", "parse_deadlines", place, name, {"text": day}) for place, day in said]


def _with_days(table: Table, at: int, read: dict[int, Deadline]) -> Table:
    name = table.columns[at].name
    table = table.with_column(
        Column(name + FROM, role="deadline_from", type="date"),
        _cells(table, at, {row: _day(found.first) for row, found in read.items()}),
    )
    table = table.with_column(
        Column(name + TO, role="deadline_to", type="date"),
        _cells(table, at, {row: _day(found.last) for row, found in read.items()}),
    )
    return table.with_column(
        Column(name + KIND, role="deadline_kind"), _cells(table, at, {row: found.kind for row, found in read.items()})
    )


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""


def _cells(table: Table, at: int, texts: dict[int, str]) -> dict[int, Cell]:
    """Put texts at the place of the deadlines that they were read from."""
    cells = {row: table.rows[row].cells[at] for row in texts}
    return {row: Cell(text, cells[row].place, cells[row].source) for row, text in texts.items()}
