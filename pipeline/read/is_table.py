"""Text that is set with tabs or blank lines and yet is no table: indented prose, verses, addresses."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.read.kinds import HEADING, ORDINAL, SENTENCE, WHOLE, Words, kind
from pipeline.text import blank, visible

# How many rows on top the names of columns are looked for in.
LINES = 4
_verse_line = re.compile("[\u4e00-\u9fff]+")


def is_table(rows: Sequence[Sequence[str]], words: Words, marked: bool = False) -> bool:
    """Ask whether rows are a table: several columns, and not everything in them a sentence.

    ``marked`` says that the dump itself marks an end of a table there: then one row is enough.

    >>> is_table([["序号", "任务"], ["1", "修路。"]], Words())
    True
    >>> is_table([["春眠不觉晓", "处处闻啼鸟"], ["夜来风雨声", "花落知多少"]], Words())
    False
    """
    cells = [cell for row in rows for cell in row if not blank(cell)]
    if not cells or max(map(len, rows)) < 2:
        return False
    if sum(kind(cell, words) == HEADING for row in rows[:3] for cell in row) >= 2:
        return True
    if _list(rows):
        return False
    even = len({len(row) for row in rows}) == 1 and len(rows) > 2
    return (marked or len(rows) > 1) and ((even and marked) or not _prose(cells)) and not _verse(cells)


def is_named(rows: Sequence[Sequence[str]], words: Words) -> bool:
    """Ask whether one of the first rows names columns; lines across the table, such as its title, may stand above."""
    return any(sum(kind(cell, words) == HEADING for cell in row) >= 2 for row in rows[:LINES])


def _list(rows: Sequence[Sequence[str]]) -> bool:
    """Ask whether this is a numbered list: two columns, of which the first only counts."""
    return all(len(row) == 2 and kind(row[0]) in (WHOLE, ORDINAL) for row in rows)


def _prose(cells: Sequence[str]) -> bool:
    return sum((len(cell) > 12 and kind(cell) == SENTENCE) or len(cell) > 60 for cell in cells) * 10 > 6 * len(cells)


def _verse(cells: Sequence[str]) -> bool:
    """Ask whether all lines have the four, five or seven characters of a verse, whatever ends them."""
    plain = [visible(cell).rstrip("，。！？；、") for cell in cells]
    return {len(line) for line in plain} in ({4}, {5}, {7}) and all(_verse_line.fullmatch(line) for line in plain)
