"""Cells that span rows and columns, and rows that end early."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain, groupby
from math import inf
from typing import NamedTuple

from pipeline.model import Box, Cell, Fixed, Grid, Place, Repair, Row, Table
from pipeline.stretches import left_out, stretches
from pipeline.text import blank

# What comes after the last row that has boxes.
BELOW: tuple[float, Iterator[Box]] = (inf, iter(()))


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
    >>> from dataclasses import replace
    >>> told(settle_grid(replace(grid("类别|任务; 甲|修路"), height=1 << 20)))
    R112 4:1 '' -> '' sure
    """
    rows: list[Row] = []
    repairs: list[Repair] = []
    spanning: list[Merge] = []
    kept = stretches(grid)
    for at, boxes in _by_row(grid, kept):
        place = grid.place(at, 1)
        begun = [Merge(box, place._replace(column=box.column)) for box in boxes if box.down > 1 or box.across > 1]
        cells = {box.column: Cell(box.text, Place(place.table, place.row, box.column)) for box in boxes}
        for merge in (*spanning, *begun):
            repairs += _cover(merge, place, cells)
        spanning = [merge for merge in (*spanning, *begun) if merge.box.row + merge.box.down - 1 > at]
        rows.append(_row(grid, at, place, cells))
    repairs += _left_out(grid, kept)
    repairs.sort(key=lambda repair: repair.place)
    return Fixed(_table(grid, rows), tuple(repairs))


class Merge(NamedTuple):
    """A box that spans rows or columns, and the place where its text is printed."""

    box: Box
    own: Place


def _by_row(grid: Grid, kept: list[range]) -> Iterator[tuple[int, list[Box]]]:
    """Give each row of the grid that is kept with the boxes that begin in it."""
    groups = groupby(grid.boxes, key=lambda box: box.row)
    row, boxes = next(groups, BELOW)
    for at in chain(*kept):
        while row < at:
            row, boxes = next(groups, BELOW)
        yield at, list(boxes) if row == at else []


def _left_out(grid: Grid, kept: list[range]) -> Iterator[Repair]:
    """Tell of the blank rows that are not kept, a run at once: a line for each of a million helps nobody."""
    for run in left_out(kept):
        facts = {"count": len(run), "last": grid.place(run[-1], 1).row}
        yield Repair("R112", "settle_grid", grid.place(run[0], 1), "", "", "sure", facts=facts)


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
