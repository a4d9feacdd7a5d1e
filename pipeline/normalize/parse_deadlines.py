"""Deadlines written as people write them: 2024年10月底前, 三季度, 长期."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.late import late
from pipeline.model import Cell, Column, Doubt, Fixed, Repair, Table
from pipeline.normalize.deadline_days import FROM, KIND, TO, as_texts, base_of, read_deadline
from pipeline.profile import Profile
from pipeline.text import blank, visible

if TYPE_CHECKING:
    from pipeline.normalize.deadline_forms import Deadline

impossible_day = late("normalize.impossible_days", "impossible_day")


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
        base = base_of(table, at)
        read = {row: found for row, text in enumerate(table.texts(at)) if (found := read_deadline(text, base))}
        doubts += [] if base else _yearless(table, at)
        doubts += _impossible(table, at, base, read)
        if any(found.first or found.last for found in read.values()):
            table = _with_days(table, at, read)
            place = column.place or table.rows[0].cells[at].place
            names = "、".join(column.name + ending for ending in (FROM, TO, KIND))
            repairs.append(Repair("R801", "parse_deadlines", place, "", names, "inferred", column.name))
    return Fixed(table, tuple(repairs), tuple(doubts))


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
    """Add three columns, each cell at the place of the deadline that it was read from."""
    name = table.columns[at].name
    columns = (
        Column(name + FROM, role="deadline_from", type="date"),
        Column(name + TO, role="deadline_to", type="date"),
        Column(name + KIND, role="deadline_kind"),
    )
    texts = {row: as_texts(found) for row, found in read.items()}
    printed = {row: table.rows[row].cells[at] for row in read}
    for count, column in enumerate(columns):
        cells = {row: Cell(texts[row][count], cell.place, cell.source) for row, cell in printed.items()}
        table = table.with_column(column, cells)
    return table
