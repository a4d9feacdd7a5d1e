"""Cells that span rows and columns, and rows that end early."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import NamedTuple

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
    rows: list[Row] = []
    repairs: list[Repair] = []
    spanning: list[Merge] = []
    for at, boxes in _by_row(grid):
        place = grid.place(at, 1)
        begun = [Merge(box, place._replace(column=box.column)) for box in boxes if box.down > 1 or box.across > 1]
        cells = {box.column: Cell(box.text, Place(place.table, place.row, box.column)) for box in boxes}
        for merge in (*spanning, *begun):
            repairs += _cover(merge, place, cells)
        spanning = [merge for merge in (*spanning, *begun) if merge.box.row + merge.box.down - 1 > at]
        rows.append(_row(grid, at, place, cells))
    repairs.sort(key=lambda repair: repair.place)
    return Fixed(_table(grid, rows), tuple(repairs))


class Merge(NamedTuple):
    """A box that spans rows or columns, and the place where its text is printed."""

    box: Box
    own: Place


def _by_row(grid: Grid) -> Iterator[tuple[int, list[Box]]]:
    """Give each row of the grid with the boxes that begin in it."""
    ahead = 1
    for row, boxes in groupby(grid.boxes, key=lambda box: box.row):
        yield from ((at, []) for at in range(ahead, row))
        yield row, list(boxes)
        ahead = row + 1
    yield from ((at, []) for at in range(ahead, grid.height + 1))


def _cover(merge: Merge, place: Place, cells: dict[int, Cell]) -> Iterator[Repair]:
    """Put the text of a merge into each position of a row that it covers, beside its own."""
    box, own = merge
    for column in range(box.column, box.column + box.across):
        here = place._replace(column=column)
        if here != own:
            cells[column] = Cell(box.text, here, own)
            if not blank(box.text):
                yield Repair("R102", "settle_grid", here, "", box.text, "sure")


def _row(grid: Grid, at: int, place: Place, laid: dict[int, Cell]) -> Row:
    """Give a row of the grid's width: blank where no box lies, short where a dump's row ends early."""
    columns = range(1, grid.width + 1)
    cells = [laid.get(column) or Cell("", place._replace(column=column)) for column in columns]
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


def standing(repairs: tuple[Repair, ...], table: Table) -> tuple[Repair, ...]:
    """Leave out the fills of merges whose cells became no record."""
    if not any(repair.code == "R102" for repair in repairs):
        return repairs
    kept = {cell.place for row in table.rows for cell in row.cells}
    return tuple(repair for repair in repairs if repair.code != "R102" or repair.place in kept)
