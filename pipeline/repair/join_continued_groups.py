"""Groups that are called （续） where a page break parted them."""

from __future__ import annotations

from pipeline.model import Cell, Fixed, Repair, Table
from pipeline.profile import Profile
from pipeline.repair.continued import uncontinued
from pipeline.text import blank, visible


def join_continued_groups(table: Table, profile: Profile) -> Fixed:
    """Write the name above in place of one that is the same but for its mark; any other mark stays.

    >>> fixed = join_continued_groups(table("工程|任务; 交通|修路; ^|架桥; 交通（续）|补路; 水利（续）|筑坝"), profile)
    >>> show(fixed)
    工程 | 任务
    交通 | 修路
    交通 | 架桥
    交通 | 补路
    水利（续） | 筑坝
    >>> told(fixed)
    R208 4:1 '交通（续）' -> '交通' inferred
    """
    changed: dict[tuple[int, int], Cell] = {}
    repairs: list[Repair] = []
    for column in range(table.width):
        if not any("续" in text for text in table.texts(column)):
            continue
        above = ""
        for at, row in enumerate(table.rows):
            cell = row.cells[column]
            if "续" in cell.text and above and visible(above) == uncontinued(cell.text, profile):
                name = table.columns[column].name if table.columns else ""
                changed[at, column] = cell._replace(text=above)
                if cell.origin is None:
                    repairs.append(
                        Repair("R208", "join_continued_groups", cell.place, cell.text, above, "inferred", name)
                    )
            elif not blank(cell.text):
                above = cell.text
    return Fixed(table.with_cells(changed), tuple(repairs))
