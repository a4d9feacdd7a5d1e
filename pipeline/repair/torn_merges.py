"""Vertical merges that the end of a page tore: the file's merge ends there, and below it the cells are blank."""

from __future__ import annotations

from itertools import pairwise

from pipeline.model import Cell, Row, Table
from pipeline.text import blank

# Where more rows than one in so many stand apart, rows are set apart on purpose, and no page tore them.
FEW_SEAMS = 4

Changed = dict[tuple[int, int], Cell]


def carried_over(table: Table, column: int, outer: list[int], changed: Changed, seams: set[int]) -> Changed:
    """Fill the blank on top of a part that a page tore off a group's merge, and what the file merged with it."""
    carried: Changed = {}
    for at, (before, row) in enumerate(pairwise(table.rows), 1):
        groups = [[changed.get((n, left), table.rows[n].cells[left]).text for left in outer] for n in (at - 1, at)]
        if groups[0] == groups[1]:
            _carry(carried, at, column, before, row, at in seams)
    return carried


def carried_on(table: Table, column: int, seams: set[int]) -> Changed:
    """Fill the blank of a record that goes on below the end of a page, in a column that the file merges elsewhere."""
    if table.columns[column].made or not any(row.cells[column].from_above for row in table.rows):
        return {}
    carried: Changed = {}
    for at, (before, row) in enumerate(pairwise(table.rows), 1):
        if same_record(table, at):
            _carry(carried, at, column, before, row, at in seams)
    return carried


def _carry(carried: Changed, at: int, column: int, before: Row, row: Row, torn: bool) -> None:
    cell, above = row.cells[column], carried.get((at - 1, column), before.cells[column])
    goes_on = torn or ((at - 1, column) in carried and cell.from_above)
    if blank(cell.text) and not blank(above.text) and goes_on:
        carried[at, column] = Cell(above.text, cell.place, above.source)


def same_record(table: Table, at: int) -> bool:
    """Ask whether a row prints no serial and shares that of the row above."""
    serials, printed = table.with_role("serial"), table.with_role("printed_serial")
    if not serials or not printed:
        return False
    above, row = table.rows[at - 1].cells, table.rows[at].cells
    return (
        blank(row[printed[0]].text)
        and not blank(row[serials[0]].text)
        and row[serials[0]].text == above[serials[0]].text
    )


def seams_of(table: Table) -> set[int]:
    """Give the rows on top of a page: another part of the table, or below what is gone, such as its header again."""
    totals = {row.first for row in table.totals}
    seams = {
        at
        for at, (before, row) in enumerate(pairwise(table.rows), 1)
        if row.first > before.last + 1 and totals.isdisjoint(range(before.last + 1, row.first))
    }
    parts = {
        at
        for at, (before, row) in enumerate(pairwise(table.rows), 1)
        if before.cells[0].place.table != row.cells[0].place.table
    }
    return parts | (seams if len(seams) * FEW_SEAMS <= len(table.rows) else set())
