"""Cells that span rows and columns, and rows that end early."""

from __future__ import annotations

from pipeline.model import Box, Cell, Fixed, Grid, Place, Repair, Row, Table
from pipeline.text import blank


def settle_grid(grid: Grid) -> Fixed:
    """Lay the boxes of a grid out as rows of equal length, merged text in every cell that it covers.

    ECMA-376 part 1, 17.4.17 (gridSpan) and 17.4.85 (vMerge) say what covers what, so a fill is sure.

    >>> fixed = settle_grid(grid("类别|任务; 甲|修路; ^|架桥; 合计|<"))
    >>> show(fixed)
    类别 | 任务
    甲 | 修路
    甲 | 架桥
    合计 | 合计
    >>> told(fixed)
    R102 3:1 '' -> '甲' sure
    R102 4:2 '' -> '合计' sure
    """
    laid = [_empty_row(grid, row) for row in range(1, grid.height + 1)]
    repairs: list[Repair] = []
    ends = [0] * grid.height
    for box in grid.boxes:
        _lay(box, grid, laid, repairs)
        for row in range(box.row, box.row + box.down):
            ends[row - 1] = max(ends[row - 1], box.column + box.across - 1)
    repairs.sort(key=lambda repair: repair.place)
    return Fixed(_table(grid, laid, ends), tuple(repairs))


def _empty_row(grid: Grid, row: int) -> list[Cell]:
    table, at, _ = grid.place(row, 1)
    return [Cell("", Place(table, at, column)) for column in range(1, grid.width + 1)]


def _lay(box: Box, grid: Grid, laid: list[list[Cell]], repairs: list[Repair]) -> None:
    own = laid[box.row - 1][box.column - 1].place
    if box.down == 1 and box.across == 1:
        laid[box.row - 1][box.column - 1] = Cell(box.text, own)
        return
    for row in laid[box.row - 1 : box.row - 1 + box.down]:
        for at in range(box.column - 1, box.column - 1 + box.across):
            place = row[at].place
            row[at] = Cell(box.text, place, None if place == own else own)
            if place != own and not blank(box.text):
                repairs.append(Repair("R102", "settle_grid", place, "", box.text, "sure"))


def _table(grid: Grid, laid: list[list[Cell]], ends: list[int]) -> Table:
    rows = [
        Row(tuple(cells), at, at, grid.width - end if grid.lost_spans else 0)
        for at, (cells, end) in enumerate(zip(laid, ends, strict=True), 1)
    ]
    return Table(
        number=grid.number,
        rows=tuple(rows),
        title=grid.title,
        notes=grid.notes,
        parent=grid.parent,
        header_rows=grid.header_rows,
        lost_spans=grid.lost_spans,
        parts=grid.parts,
        about=grid.about,
    )
