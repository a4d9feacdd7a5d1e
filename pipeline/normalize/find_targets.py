"""Numbers that a task promises stand in the middle of its prose, among numbers that promise nothing."""

from __future__ import annotations

import re
from functools import cache

from pipeline.model import Table
from pipeline.normalize.promised_numbers import promises
from pipeline.normalize.target_words import words_of
from pipeline.profile import Profile
from pipeline.result import Target
from pipeline.text import visible, year_said

_digit = re.compile(r"\d")
_sign = re.compile("[，。；：,;:]")


def find_targets(table: Table, profile: Profile) -> tuple[Target, ...]:
    """Find the numbers that the tasks promise; one that is not certainly promised is left alone.

    >>> tasks = "项目:item|任务要求:text; 地区生产总值|增长6.5%左右。; 粮食|面积稳定在7.5万亩。; 道路|推进S205大中修。; 学校|已建成3所。"
    >>> for target in find_targets(table(tasks), profile):
    ...     print(*target[:6], target.words)
    1 任务要求 地区生产总值 ≈ 6.5 % 增长6.5%左右
    2 任务要求 面积 = 7.5 万亩 面积稳定在7.5万亩
    """
    found: list[Target] = []
    read = set()
    base, words, columns = year_said(table.title, *table.notes), words_of(profile), _columns(table, profile)
    promised = cache(lambda text: list(promises(text, words, base)))
    for number, row in enumerate(table.rows, 1):
        for at in columns:
            cell, column = row.cells[at], table.columns[at].name
            if cell.source in read or not _digit.search(cell.text):
                continue
            read |= {other.source for other in row.cells if other.text == cell.text}
            for each in promised(cell.text):
                first = not _sign.search(cell.text[: each.start])
                measure = each.measure or (_item(table, number - 1, at) if first else "")
                if measure:
                    said = cell.text[each.start : each.end]
                    start = (number, column, measure, each.comparison, each.number, each.unit)
                    found.append(Target(*start, each.start, each.end, said, each.change))
    return tuple(found)


def _columns(table: Table, profile: Profile) -> list[int]:
    """Give the columns that hold tasks, prose before names: a text that a merge put into both is read once."""
    said_otherwise = profile.targets["not_tasks"]
    columns = [*table.with_role("text"), *table.with_role("item")]
    return [at for at in columns if not any(word in table.columns[at].name for word in said_otherwise)]


def _item(table: Table, row: int, column: int) -> str:
    """Name what a bare number measures by the record's item."""
    items = (visible(table.rows[row].cells[at].text) for at in table.with_role("item") if at != column)
    return next((item for item in items if item and not _digit.search(item)), "")
