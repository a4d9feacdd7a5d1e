"""A page has room for so much: narrow columns get what they need, wide ones share what is left.

Widths are in the units of a workbook: the width of a digit.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby, islice
from math import ceil

from pipeline.emit.sheets.breaking import LONGEST_PIECE, whole_heading, whole_piece
from pipeline.emit.sheets.measure import room_for, width
from pipeline.model import Grid

NARROWEST, WIDEST, PAGE = 6.0, 60.0, 136.0
LEAST = 12.0  # of a column that has more to show
TALLEST_TEXT = 20  # lines that a text should take at most, as long as WIDEST allows
MOST_LINES, WIDEST_OF_ALL = 24, 100.0  # a row cannot show more lines: for a text so long a column grows further
_INDENT = 2  # a number keeps off the edge of its cell
_BUTTON = 5.0  # the filter's button beside a heading, and as much on the other side
SAMPLE = 2_000  # rows that are enough to tell how wide a column is


def fitted(
    headings: Sequence[str], rows: Iterable[Sequence[str]], page: float = PAGE, digits: Sequence[int] = ()
) -> list[float]:
    """Fit the width of each column to its texts and to the digits of its numbers; what a page cannot hold is shared out.

    >>> fitted(["序号", "任务"], [["1", "增长"], ["2", "甲" * 90]])
    [9.0, 60.0]
    """
    shown = [most + _INDENT if most else 0 for most in digits or [0] * len(headings)]
    natural = [max(width(heading) + _BUTTON, room_for(most)) for heading, most in zip(headings, shown, strict=True)]
    whole = [max(whole_heading(heading), most) for heading, most in zip(headings, shown, strict=True)]
    for row in islice(rows, SAMPLE):
        for at, text in enumerate(row):
            if len(text) * 2 + 2 > natural[at]:
                natural[at] = max(natural[at], room_for(max(map(width, text.split("\n")))))
            if whole[at] < LONGEST_PIECE and len(text) * 2 > whole[at]:
                whole[at] = max(whole[at], whole_piece(text))
    least = [room_for(wide) for wide in whole]
    return [ceil(max(room, NARROWEST) * 10) / 10 for room in _shared(natural, least, page)]


def single_texts(grid: Grid) -> Iterator[list[str]]:
    """Give the texts of a table as printed that stand in one column, row by row."""
    for _, boxes in groupby((box for box in grid.boxes if box.across == 1), key=lambda box: box.row):
        texts = [""] * grid.width
        for box in boxes:
            texts[box.column - 1] = box.text
        yield texts


def _shared(natural: list[float], least: list[float], page: float) -> list[float]:
    """Give narrow columns what they need; the wide ones share the rest by the root of their need."""
    most = [max(WIDEST, min(wide / MOST_LINES, WIDEST_OF_ALL)) for wide in natural]
    given: dict[int, float] = {}
    while len(given) < len(natural):
        open_ = [at for at in range(len(natural)) if at not in given]
        rest, weight = page - sum(given.values()), sum(natural[at] ** 0.5 for at in open_)
        share = {
            at: max(rest * natural[at] ** 0.5 / weight, LEAST, least[at], min(natural[at] / TALLEST_TEXT, most[at]))
            for at in open_
        }
        content = {at: min(natural[at], most[at]) for at in open_ if min(natural[at], most[at]) <= share[at]}
        given |= content or share
    return [given[at] for at in range(len(natural))]
