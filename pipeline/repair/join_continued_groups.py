"""Groups that are called （续） where a page break parted them."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.model import Fixed, Repair, Table
from pipeline.profile import Profile
from pipeline.repair.continued import uncontinued
from pipeline.text import blank, visible


def join_continued_groups(table: Table, profile: Profile) -> Fixed:
    """Write the name above in place of one that is the same but for its mark; any other name stays.

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
    changed = {
        (at, column): table.rows[at].cells[column]._replace(text=name)
        for column in range(table.width)
        for at, name in _went_on(table.texts(column), profile)
    }
    repairs = [_told(table, at, column, name.text) for (at, column), name in changed.items() if name.origin is None]
    return Fixed(table.with_cells(changed), tuple(repairs))


def _went_on(texts: list[str], profile: Profile) -> Iterator[tuple[int, str]]:
    """Give each text that says that it goes on with the one above, and what that one says."""
    signs = {next(filter(str.isalnum, mark), mark) for mark in profile.marks["continued"]}
    if not any(sign in text for sign in signs for text in texts):  # long columns seldom hold any
        return
    above = ""
    for at, text in enumerate(texts):
        if not blank(above) and uncontinued(text, profile) == visible(above):
            yield at, above
        elif not blank(text):
            above = text


def _told(table: Table, at: int, column: int, name: str) -> Repair:
    cell, heading = table.rows[at].cells[column], table.columns[column].name if table.columns else ""
    return Repair("R208", "join_continued_groups", cell.place, cell.text, name, "inferred", heading)
