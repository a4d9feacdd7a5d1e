"""Several records stacked line by line in one row."""

from __future__ import annotations

from dataclasses import replace

from pipeline.model import Cell, Column, Fixed, Repair, Row, Table
from pipeline.numerals import read_serial
from pipeline.profile import Profile
from pipeline.text import blank


def split_stacked_rows(table: Table, profile: Profile) -> Fixed:
    """Part a row whose serial cell holds several serials, one a line, and whose other cells have as many lines.

    >>> fixed = split_stacked_rows(table("序号:serial|任务:item|单位:unit; 1⏎2|修路⏎架桥|甲局⏎乙局; 3|植树|丙局"), profile)
    >>> show(fixed)
    序号 | 任务 | 单位
    1 | 修路 | 甲局
    2 | 架桥 | 乙局
    3 | 植树 | 丙局
    >>> told(fixed)
    R205 2:1 '1⏎2' -> '1｜2' inferred
    R205 2:2 '修路⏎架桥' -> '修路｜架桥' inferred
    R205 2:3 '甲局⏎乙局' -> '甲局｜乙局' inferred

    Where the lines do not agree, nothing is parted.

    >>> split_stacked_rows(table("序号:serial|任务:item|单位:unit; 1⏎2|修路|甲局⏎乙局"), profile).repairs
    ()
    """
    serials = table.with_role("serial")
    if not serials:
        return Fixed(table)
    rows: list[Row] = []
    repairs: list[Repair] = []
    for row in table.rows:
        count = _stacked(row, serials[0], table.columns)
        rows += _parted(row, count) if count else [row]
        repairs += _told(row, table.columns) if count else []
    return Fixed(replace(table, rows=tuple(rows)), tuple(repairs)) if repairs else Fixed(table)


def _lines(cell: Cell) -> list[str]:
    return [line for line in cell.text.split("\n") if not blank(line)]


def _stacked(row: Row, serial: int, columns: tuple[Column, ...]) -> int:
    """Count the records stacked in a row; 0 where it holds one."""
    lines = _lines(row.cells[serial])
    if len(lines) < 2 or any(read_serial(line) is None for line in lines):
        return 0
    others = [
        cell
        for at, (cell, column) in enumerate(zip(row.cells, columns, strict=True))
        if at != serial and not column.made and cell.origin is None and not blank(cell.text)
    ]
    return len(lines) if others and all(len(_lines(cell)) == len(lines) for cell in others) else 0


def _parted(row: Row, count: int) -> list[Row]:
    return [row._replace(cells=tuple(_line(cell, at, count) for cell in row.cells)) for at in range(count)]


def _line(cell: Cell, at: int, count: int) -> Cell:
    lines = _lines(cell)
    return cell._replace(text=lines[at].strip()) if len(lines) == count and cell.origin is None else cell


def _told(row: Row, columns: tuple[Column, ...]) -> list[Repair]:
    return [
        Repair("R205", "split_stacked_rows", cell.place, cell.text, "｜".join(_lines(cell)), "inferred", column.name)
        for cell, column in zip(row.cells, columns, strict=True)
        if cell.origin is None and not column.made and not blank(cell.text)
    ]
