"""Columns without a name and without a text, which only space a table out."""

from __future__ import annotations

from dataclasses import replace

from pipeline.model import Fixed, Repair, Row, Table
from pipeline.profile import Profile
from pipeline.text import blank


def drop_empty_columns(table: Table, profile: Profile) -> Fixed:
    """Drop columns in which nothing is printed, from the header down; a line across the table fills none.

    >>> fixed = drop_empty_columns(raw("任务表|<|<|<; 序号||任务|; 1||修路|; 2||架桥|急"), profile)
    >>> show(fixed)
    任务表 | 任务表 | 任务表
    序号 | 任务 |
    1 | 修路 |
    2 | 架桥 | 急
    >>> told(fixed)
    R111 1:2 '' -> '' sure

    A column with a name stays, and so does every one where rows of a dump end early.

    >>> drop_empty_columns(raw("任务|备注; 修路|; 架桥|"), profile).repairs
    ()
    """
    if table.columns or any(row.short for row in table.rows):
        return Fixed(table)
    rows = [row for row in table.rows if not row.one_box]
    kept = [at for at in range(table.width) if any(not blank(row.cells[at].text) for row in rows)]
    if not kept or len(kept) == table.width:
        return Fixed(table)
    told = [cell.place for at, cell in enumerate(table.rows[0].cells) if at not in kept]
    repairs = tuple(Repair("R111", "drop_empty_columns", place, "", "", "sure") for place in told)
    return Fixed(replace(table, rows=tuple(_narrowed(row, kept) for row in table.rows)), repairs)


def _narrowed(row: Row, kept: list[int]) -> Row:
    """Keep the cells of some columns; a line across the table keeps the first one, which prints its text."""
    return row._replace(cells=row.cells[: len(kept)] if row.one_box else tuple(row.cells[at] for at in kept))
