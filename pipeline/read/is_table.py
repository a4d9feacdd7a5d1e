"""Text that is set with tabs or blank lines and yet is no table: indented prose, verses, addresses."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.read.kinds import HEADING, SENTENCE, Words, kind
from pipeline.text import blank, visible


def is_table(rows: Sequence[Sequence[str]], words: Words) -> bool:
    """Ask whether rows are a table: several columns, and not everything in them a sentence.

    >>> is_table([["序号", "任务"], ["1", "修路。"]], Words())
    True
    >>> is_table([["春眠不觉晓", "处处闻啼鸟"], ["夜来风雨声", "花落知多少"]], Words())
    False
    """
    filled = [[cell for cell in row if not blank(cell)] for row in rows]
    cells = [cell for row in filled for cell in row]
    wide = sum(len(row) > 1 for row in rows)
    if not cells or not wide:
        return False
    if sum(kind(cell, words) == HEADING for row in rows[:3] for cell in row) >= 2:
        return True
    return len(rows) > 1 and not _prose(cells) and not _verse(cells)


def _prose(cells: Sequence[str]) -> bool:
    return sum((len(cell) > 12 and kind(cell) == SENTENCE) or len(cell) > 60 for cell in cells) * 10 > 6 * len(cells)


def _verse(cells: Sequence[str]) -> bool:
    """Ask whether all lines have the five or seven characters of a verse, whatever ends them."""
    sizes = {len(visible(cell).rstrip("，。！？；、")) for cell in cells}
    return len(sizes) == 1 and sizes <= {4, 5, 7} and not any(char.isdigit() for cell in cells for char in cell)
