"""Cells that span rows and columns, and rows that end early."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.model import Box, Cell, Fixed, Grid, Place, Repair, Row, Table
from pipeline.text import blank


def settle_grid(grid: Grid) -> Fixed:
    """Lay the boxes of a grid out as rows of equal length, merged text in every cell that it covers.

    ECMA-376 part 1, 17.4.17 (gridSpan) and 17.4.84 (vMerge; 17.4.85 in its first edition) say what covers what, so a fill is sure.

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
    places = [grid.place(row, 1) for row in range(1, grid.height + 1)]
    laid: list[dict[int, Cell]] = [{} for _ in places]
    repairs: list[Repair] = []
    for box in grid.boxes:
        table, at, _ = places[box.row - 1]
        own = Place(table, at, box.column)
        laid[box.row - 1][box.column] = Cell(box.text, own)
        if box.down > 1 or box.across > 1:
            repairs += _cover(box, own, places, laid)
    repairs.sort(key=lambda repair: repair.place)
    rows = [_row(grid, at, *each) for at, each in enumerate(zip(places, laid, strict=True), 1)]
    return Fixed(_table(grid, rows), tuple(repairs))


def _cover(box: Box, own: Place, places: list[Place], laid: list[dict[int, Cell]]) -> Iterator[Repair]:
    """Put the text of a box that spans rows or columns into each of its other positions."""
    for row in range(box.row - 1, box.row - 1 + box.down):
        for column in range(box.column, box.column + box.across):
            place = places[row]._replace(column=column)
            if place != own:
                laid[row][column] = Cell(box.text, place, own)
                if not blank(box.text):
                    yield Repair("R102", "settle_grid", place, "", box.text, "sure")


def _row(grid: Grid, at: int, place: Place, laid: dict[int, Cell]) -> Row:
    """Give a row of the grid's width: blank where no box lies, short where a dump's row ends early."""
    columns = range(1, grid.width + 1)
    cells = [laid.get(column) or Cell("", Place(place.table, place.row, column)) for column in columns]
    return Row(tuple(cells), at, at, grid.width - max(laid, default=0) if grid.lost_spans else 0)


def _table(grid: Grid, rows: list[Row]) -> Table:
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
