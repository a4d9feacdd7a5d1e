"""Chinese characters are twice as wide as Latin ones; what is fitted by counting letters is cut off.

Widths are in the units of a workbook: the width of a digit.  Heights are in points.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import islice

_NARROW = re.compile("[\x00-\u10ff\u2000-\u2010\uff61-\uffdc]+")

LINE_HEIGHT = 15.0
TALLEST = 409.0  # points, the highest row that Excel draws
NARROWEST, WIDEST, PAGE = 6.0, 46.0, 130.0
_SAMPLE = 2_000  # rows that are enough to tell how wide a column is


def width(text: str) -> int:
    """Measure a line: two for a Chinese character, one for a Latin one.

    >>> width("发改局"), width("S205"), width("增长6.5%。")
    (6, 4, 10)
    """
    return len(text) + len(_NARROW.sub("", text))


def fitted(headings: Sequence[str], rows: Iterable[Sequence[str]], page: float = PAGE) -> list[float]:
    """Fit the width of each column to its texts, the widest giving way until a page can hold them all.

    >>> fitted(["序号", "任务"], [["1", "增长"], ["2", "甲" * 90]])
    [9.0, 46.0]
    """
    natural = [width(heading) + 5.0 for heading in headings]
    for row in islice(rows, _SAMPLE):
        for at, text in enumerate(row):
            if len(text) * 2 + 2 > natural[at]:
                natural[at] = max(natural[at], max(map(width, text.split("\n"))) + 2.0)
    wide = [min(max(each, NARROWEST), WIDEST) for each in natural]
    return _onto_page(wide, page)


def _onto_page(wide: list[float], page: float) -> list[float]:
    """Narrow the widest columns, none under a third of the widest, until the page holds them."""
    limit = max(wide, default=0.0)
    while sum(min(each, limit) for each in wide) > page and limit > 14:
        limit -= 1
    return [min(each, limit) for each in wide]


def lines(text: str, room: float) -> int:
    """Count the lines that a text takes in a column.

    >>> lines("增长", 10), lines("甲" * 20, 22), lines("一\\n二", 10)
    (1, 3, 2)
    """
    if len(text) * 2 + 1 <= room and "\n" not in text:
        return 1
    # A line ends before a character that does not fit, and never begins with a full stop: hence the slack.
    usable = max((room - 1) * 0.93, 2.0)
    return sum(max(1, -int(-width(line) // usable)) for line in text.split("\n"))


def height(texts: Iterable[str], widths: Iterable[float]) -> float:
    """Give the height of a row that shows all of its texts."""
    most = max((lines(text, room) for text, room in zip(texts, widths, strict=False) if text), default=1)
    return min(most * LINE_HEIGHT + 6, TALLEST)
