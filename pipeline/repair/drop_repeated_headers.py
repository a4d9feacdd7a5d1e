"""Header rows that a page break printed again."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import groupby

from pipeline.model import Column, Fixed, Repair, Row, Table
from pipeline.profile import Profile
from pipeline.repair.column_names import printed_cells
from pipeline.repair.continued import uncontinued
from pipeline.text import blank, visible

_slash = re.compile(r"/(?![^（(]*[）)])")


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
    share = profile.thresholds["repeated_header"]
    names = [set(_storeys(column)) | {visible(column.printed)} for column in table.columns]
    levels = _levels(table.columns)
    said = frozenset(visible(text) for text in (table.title, *table.notes) if text)
    again = {
        row.first
        for row in table.rows
        if says_header_again(row, names, share) or says_level(row, levels, share) or is_caption(row, said, profile)
    }
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
    printed = [(text, names[at]) for at, cell in enumerate(row.cells) if (text := visible(cell.text))]
    same = sum([text in storeys for text, storeys in printed])
    return same >= min(2, len(names)) and same >= share * len(printed) and same * 2 >= len(names) - row.short


def says_level(row: Row, levels: list[list[str]], share: float) -> bool:
    """Ask whether a row says one storey of the header in its order; in a dump its cells need not stand in their columns.

    >>> row, = raw("序号|投资|备注|").rows
    >>> says_level(row, [["序号", "投资", "备注"], ["总投资", "年度投资"]], 0.8)
    True
    """
    if not levels:
        return False
    printed = [visible(cell.text) for cell in printed_cells(row)]
    return len(printed) > 1 and any(
        _in_order(printed, level) >= share * max(len(printed), len(level)) for level in levels
    )


def _in_order(printed: list[str], level: list[str]) -> int:
    """Count the texts that stand in both, in the same order."""
    from difflib import SequenceMatcher  # only where a header has storeys

    return sum(block.size for block in SequenceMatcher(None, printed, level, autojunk=False).get_matching_blocks())


def _levels(columns: tuple[Column, ...]) -> list[list[str]]:
    """Give what each storey of a header of several prints: a merge over several columns once."""
    storeys = [_storeys(column) for column in columns if not column.made]
    deepest = max(map(len, storeys), default=0)
    if deepest < 2:
        return []
    return [
        [name for name, _ in groupby(each[level] for each in storeys if len(each) > level)] for level in range(deepest)
    ]


def _storeys(column: Column) -> list[str]:
    """Give the storeys of a column's name, which a slash in brackets does not part: 补贴标准（元/亩）."""
    return [name for name in _slash.split(visible(column.printed)) if name]


def is_caption(row: Row, said: frozenset[str], profile: Profile) -> bool:
    """Ask whether all that a row says is 续表, or again what is said of the table: its title, notes such as 单位：万元."""
    printed = [cell.text for cell in row.cells if cell.origin is None]
    first = next((text for text in printed if not blank(text)), "")
    if len(row.cells) < 2 or not first:
        return False
    alone = row.short == len(row.cells) - 1 or row.one_box
    if alone and profile.is_continued(first) and sum(not blank(text) for text in printed) == 1:
        return True
    return all(blank(text) or visible(text) in said or uncontinued(text, profile) in said for text in printed)
