"""Rows of one record: a serial that is merged over several rows stands for all of them."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.model import Cell, Table
from pipeline.text import visible


def are_shared(table: Table, at: int) -> list[bool]:
    """Tell of each row whether its serial is that of the row above: merged with it, or the merge printed again.

    >>> are_shared(table("序号|任务; 1|修路; ^|架桥; 1|植树"), 0)
    [False, True, False]
    >>> are_shared(_replace(table("序号|任务|单位; 1|修路|甲局; 1|修路|乙局; 2|架桥|乙局"), lost_spans=True), 0)
    [False, True, False]
    """
    cells = [row.cells[at] for row in table.rows]
    again = table.lost_spans and _printed_again(table, at)
    return [_same_merge(cells, row) or (again and _as_above(cells, row)) for row in range(len(cells))]


def _same_merge(cells: Sequence[Cell], row: int) -> bool:
    return row > 0 and cells[row].origin is not None and cells[row].source == cells[row - 1].source


def _as_above(cells: Sequence[Cell], row: int) -> bool:
    return row > 0 and visible(cells[row].text) == visible(cells[row - 1].text) != ""


def _printed_again(table: Table, at: int) -> bool:
    """Ask whether a column of words repeats the text above exactly where the serials do: both were merged."""
    rows = range(len(table.rows))
    serials = [row.cells[at] for row in table.rows]
    repeats = [_as_above(serials, row) for row in rows]
    words = ([row.cells[column] for row in table.rows] for column in table.with_role("", "item", "group", "text"))
    return any(repeats) and any(repeats == [_as_above(cells, row) for row in rows] for cells in words)
