"""Vertical merges that the end of a page tore: the file's merge ends there, and below it the cells are blank."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

from pipeline.model import Cell, Table
from pipeline.text import blank

# Where more rows than one in so many stand apart, rows are set apart on purpose, and no page tore them.
FEW_SEAMS = 4

Changed = dict[tuple[int, int], Cell]


def carried_over(table: Table, column: int, outer: list[int], changed: Changed, seams: set[int]) -> Changed:
    """Fill the blank on top of a part that a page tore off a group's merge, and what the file merged with it."""

    def group(at: int) -> list[str]:
        return [changed.get((at, left), table.rows[at].cells[left]).text for left in outer]

    return _carried(table, column, seams, lambda at: group(at - 1) == group(at))


def carried_on(table: Table, column: int, seams: set[int]) -> Changed:
    """Fill the blank of a record that goes on below the end of a page, in a column that the file merges elsewhere."""
    if table.columns[column].made or not any(row.cells[column].from_above for row in table.rows):
        return {}
    return _carried(table, column, seams, lambda at: _same_record(table, at))


def _carried(table: Table, column: int, seams: set[int], together: Callable[[int], bool]) -> Changed:
    """Write the text above into a blank on top of a page, and below it as far as the merge goes, in rows that belong together."""
    carried: Changed = {}
    for at, (before, row) in enumerate(pairwise(table.rows), 1):
        cell, above = row.cells[column], carried.get((at - 1, column), before.cells[column])
        torn = at in seams or ((at - 1, column) in carried and cell.from_above)
        if torn and blank(cell.text) and not blank(above.text) and together(at):
            carried[at, column] = Cell(above.text, cell.place, above.source)
    return carried


def _same_record(table: Table, at: int) -> bool:
    """Ask whether a row prints no serial and shares that of the row above."""
    serials, printed = table.with_role("serial"), table.with_role("printed_serial")
    if not serials or not printed:
        return False
    above, row = table.rows[at - 1].cells[serials[0]].text, table.rows[at].cells
    return blank(row[printed[0]].text) and above == row[serials[0]].text and not blank(above)


def seams_of(table: Table) -> set[int]:
    """Give the rows on top of a page: another part of the table, or below what is gone, such as its header again.

    >>> whole = table("类别|任务; 甲|修路; ^|架桥; 类别|任务; |补桥; 乙|植树; ^|种草")
    >>> seams_of(_replace(whole, rows=(*whole.rows[:2], *whole.rows[3:]))), seams_of(whole)
    ({2}, set())
    """
    totals = {row.first for row in table.totals}
    parts, gaps = set(), set()
    for at, (before, row) in enumerate(pairwise(table.rows), 1):
        if before.cells[0].place.table != row.cells[0].place.table:
            parts.add(at)
        if row.first > before.last + 1 and totals.isdisjoint(range(before.last + 1, row.first)):
            gaps.add(at)
    return parts | gaps if len(gaps) * FEW_SEAMS <= len(table.rows) else parts
