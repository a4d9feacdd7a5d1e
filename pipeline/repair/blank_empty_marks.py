"""Dashes and 无 that stand for "nothing" in columns of people, units, numbers and dates."""

from __future__ import annotations

from pipeline.model import Cell, Fixed, Repair, Table
from pipeline.profile import Profile
from pipeline.text import visible

# In these columns a dash says that there is none; in a text it may be all that the author wanted to say.
ROLES = ("person", "unit", "deadline", "amount", "quantity", "percentage", "phone", "identity")


def blank_empty_marks(table: Table, profile: Profile) -> Fixed:
    """Make a mark that says "none" a blank, where the column's role says that it can be nothing else.

    >>> fixed = blank_empty_marks(table("任务:text|投资:amount|单位:unit; 无|—|无; 修路|30|甲局"), profile)
    >>> show(fixed)
    任务 | 投资 | 单位
    无 |  |
    修路 | 30 | 甲局
    >>> told(fixed)
    R206 2:2 '—' -> '' inferred
    R206 2:3 '无' -> '' inferred
    """
    marks = {visible(mark) for mark in profile.marks["empty"]}
    changed: dict[tuple[int, int], Cell] = {}
    repairs: list[Repair] = []
    for column in table.with_role(*ROLES):
        for at, text in enumerate(table.texts(column)):
            if text and visible(text) in marks:
                cell = table.rows[at].cells[column]
                changed[at, column] = cell._replace(text="")
                name = table.columns[column].name
                repairs.append(Repair("R206", "blank_empty_marks", cell.place, text, "", "inferred", name))
    return Fixed(table.with_cells(changed), tuple(repairs))
