"""同上 and 〃 in place of a text."""

from __future__ import annotations

from pipeline.model import Cell, Doubt, Fixed, Repair, Table
from pipeline.profile import Profile
from pipeline.text import blank, visible


def expand_ditto_marks(table: Table, profile: Profile) -> Fixed:
    """Write the text above in place of a ditto mark; a mark with nothing above it is doubted.

    >>> fixed = expand_ditto_marks(table("任务|单位; 修路|甲局; 架桥|同上; 植树|〃"), profile)
    >>> show(fixed)
    任务 | 单位
    修路 | 甲局
    架桥 | 甲局
    植树 | 甲局
    >>> told(fixed)
    R203 3:2 '同上' -> '甲局' inferred
    R203 4:2 '〃' -> '甲局' inferred
    >>> told(expand_ditto_marks(table("任务|单位; 修路|同上; 架桥|甲局"), profile))
    D203 2:2
    """
    marks = {visible(mark) for mark in profile.marks["ditto"]}
    changed: dict[tuple[int, int], Cell] = {}
    repairs: list[Repair] = []
    doubts: list[Doubt] = []
    for at, row in enumerate(table.rows):
        for column, cell in enumerate(row.cells):
            if not cell.text or visible(cell.text) not in marks:
                continue
            name = table.columns[column].name if table.columns else ""
            above = changed.get((at - 1, column), table.rows[at - 1].cells[column]) if at else None
            if above is None or blank(above.text) or visible(above.text) in marks:
                doubts.append(Doubt("D203", "expand_ditto_marks", cell.place, name))
                continue
            changed[at, column] = Cell(above.text, cell.place, above.source)
            repairs.append(Repair("R203", "expand_ditto_marks", cell.place, cell.text, above.text, "inferred", name))
    return Fixed(table.with_cells(changed), tuple(repairs), tuple(doubts))
