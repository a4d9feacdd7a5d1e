"""Rows in which nothing is printed."""

from __future__ import annotations

from dataclasses import replace

from pipeline.model import Fixed, Repair, Row, Table
from pipeline.profile import Profile
from pipeline.text import blank


def drop_empty_rows(table: Table, profile: Profile) -> Fixed:
    """Drop rows that print nothing of their own.

    >>> fixed = drop_empty_rows(table("类别|任务; 甲|修路; ^|~; |; 乙|架桥"), profile)
    >>> show(fixed)
    类别 | 任务
    甲 | 修路
    甲 | ~
    乙 | 架桥
    >>> told(fixed)
    R103 4:1 '' -> '' sure
    """
    empty = [row for row in table.rows if prints_nothing(row)]
    if not empty:
        return Fixed(table)
    repairs = tuple(Repair("R103", "drop_empty_rows", row.cells[0].place, "", "", "sure") for row in empty)
    return Fixed(replace(table, rows=tuple(row for row in table.rows if not prints_nothing(row))), repairs)


def prints_nothing(row: Row) -> bool:
    """Ask whether a row has no text but what a merge brings down from rows above."""
    return all(blank(cell.text) or cell.from_above for cell in row.cells)
