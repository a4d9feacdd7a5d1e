"""Header rows that a page break printed again."""

from __future__ import annotations

from dataclasses import replace

from pipeline.model import Column, Fixed, Repair, Row, Table
from pipeline.profile import Profile
from pipeline.text import blank, visible


def drop_repeated_headers(table: Table, profile: Profile) -> Fixed:
    """Drop rows that say the names of the columns again, whole, slightly otherwise, or one storey of them.

    >>> fixed = drop_repeated_headers(table("序号|任务|单位; 1|修路|甲局; 序 号|任  务|单位; 2|架桥|乙局"), profile)
    >>> show(fixed)
    序号 | 任务 | 单位
    1 | 修路 | 甲局
    2 | 架桥 | 乙局
    >>> told(fixed)
    R105 3:1 '序 号｜任  务｜单位' -> '' sure

    A record that happens to hold one of the names stays.

    >>> show(drop_repeated_headers(table("序号|任务|单位; 1|任务|甲局"), profile))
    序号 | 任务 | 单位
    1 | 任务 | 甲局
    """
    names = [_storeys(column) for column in table.columns]
    share = profile.thresholds["repeated_header"]
    again = {row.first for row in table.rows if says_header_again(row, names, share) or is_caption(row, table, profile)}
    if not again:
        return Fixed(table)
    repairs = tuple(
        Repair("R105", "drop_repeated_headers", row.cells[0].place, row.printed, "", "sure")
        for row in table.rows
        if row.first in again
    )
    return Fixed(replace(table, rows=tuple(row for row in table.rows if row.first not in again)), repairs)


def says_header_again(row: Row, names: list[set[str]], share: float) -> bool:
    """Ask whether at least two cells, and that share of what is printed, are the columns' own names."""
    printed = [(visible(cell.text), names[at]) for at, cell in enumerate(row.cells) if not blank(cell.text)]
    same = sum(text in storeys for text, storeys in printed)
    return same >= min(2, len(names)) and same >= share * len(printed) and same * 2 >= len(names) - row.short


def _storeys(column: Column) -> set[str]:
    """Give what a row could print to name the column again: each storey, or all of them."""
    whole = visible(column.printed)
    return {whole, *whole.split("/")} - {""}


def is_caption(row: Row, table: Table, profile: Profile) -> bool:
    """Ask whether a row of one text says only 续表, or the table's title again."""
    one_box = row.short == len(row.cells) - 1 or len({cell.source for cell in row.cells}) == 1
    text = row.cells[0].text
    return one_box and len(row.cells) > 1 and (visible(text) == visible(table.title) or profile.is_continued(text))
