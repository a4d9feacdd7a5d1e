"""Chinese characters are twice as wide as Latin ones; what is fitted by counting letters is cut off.

Widths are in the units of a workbook: the width of a digit.  Heights are in points.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import groupby, islice

from pipeline.model import Grid

_NARROW = re.compile("[\x00-\u10ff\u2000-\u2010\uff61-\uffdc]+")

LINE_HEIGHT = 15.0
TALLEST = 409.0  # points, the highest row that Excel draws
NARROWEST, WIDEST, PAGE = 6.0, 60.0, 130.0
LEAST = 12.0  # of a column that has more to show
TALLEST_TEXT = 20  # lines that a text should take at most, as long as WIDEST allows
_SAMPLE = 2_000  # rows that are enough to tell how wide a column is


def width(text: str) -> int:
    """Measure a line: two for a Chinese character, one for a Latin one.

    >>> width("发改局"), width("S205"), width("增长6.5%。")
    (6, 4, 10)
    """
    return len(text) + len(_NARROW.sub("", text))


def fitted(headings: Sequence[str], rows: Iterable[Sequence[str]], page: float = PAGE) -> list[float]:
    """Fit the width of each column to its texts; what a page cannot hold is shared out by need.

    >>> fitted(["序号", "任务"], [["1", "增长"], ["2", "甲" * 90]])
    [9.0, 60.0]
    """
    natural = [width(heading) + 5.0 for heading in headings]
    for row in islice(rows, _SAMPLE):
        for at, text in enumerate(row):
            if len(text) * 2 + 2 > natural[at]:
                natural[at] = max(natural[at], max(map(width, text.split("\n"))) + 2.0)
    return _shared(natural, page)


def single_texts(grid: Grid) -> Iterator[list[str]]:
    """Give the texts of a table as printed that stand in one column, row by row."""
    for _, boxes in groupby((box for box in grid.boxes if box.across == 1), key=lambda box: box.row):
        texts = [""] * grid.width
        for box in boxes:
            texts[box.column - 1] = box.text
        yield texts


def _shared(natural: list[float], page: float) -> list[float]:
    """Give narrow columns what they need; the wide ones share the rest by the root of their need."""
    given: dict[int, float] = {}
    while len(given) < len(natural):
        open_ = [at for at in range(len(natural)) if at not in given]
        rest, weight = page - sum(given.values()), sum(natural[at] ** 0.5 for at in open_)
        share = {
            at: max(rest * natural[at] ** 0.5 / weight, LEAST, min(natural[at] / TALLEST_TEXT, WIDEST)) for at in open_
        }
        content = {at: min(natural[at], WIDEST) for at in open_ if min(natural[at], WIDEST) <= share[at]}
        given |= content or share
    return [round(max(given[at], NARROWEST), 1) for at in range(len(natural))]


@lru_cache(maxsize=8192)
def lines(text: str, room: float) -> int:
    """Count the lines that a text takes in a column.

    >>> lines("增长", 10), lines("甲" * 20, 22), lines("一\\n二", 10)
    (1, 2, 2)
    """
    if len(text) * 2 + 1 <= room and "\n" not in text:
        return 1
    # A character is wider than two digits, and a line never begins with a full stop: hence the slack.
    usable = max(room * 0.955 - 1.0, 2.0)
    return sum(max(1, -int(-width(line) // usable)) for line in text.split("\n"))


def height(texts: Iterable[str], widths: Iterable[float]) -> float:
    """Give the height of a row that shows all of its texts."""
    most = max((lines(text, room) for text, room in zip(texts, widths, strict=False) if text), default=1)
    return min(most * LINE_HEIGHT + 6, TALLEST)
