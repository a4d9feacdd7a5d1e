"""Rows whose cells tabs part, and whose cells of several paragraphs break the line.

Each line may begin a row or go on with it.  Of all ways to gather lines into rows the cheapest is taken: rows as wide
as the table, serials at their beginning, and what stands on a line of its own where other rows hold its like.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from pipeline.read.kinds import TITLED, WHOLE, Words, kind
from pipeline.text import blank

# How many lines a row may break into, and how many widths are tried beside the first line's and the widest.
TALL, TRIED = 60, 3
# What a row costs: for each further line, a serial inside, no serial where rows have one, another width than the table's.
GOES_ON, SERIAL, UNNUMBERED, UNEVEN = 0.6, 3.0, 1.0, 4.0
# A line without tabs in a column that it suits less than the other; a row of one that is a section's title, and of any other.
UNLED, SECTION, ALONE = 0.5, 0.3, 3.0
Line = list[str]
Way = tuple[float, int]


class Begin(NamedTuple):
    """What a line costs as the first of a row, as a further one and as a whole row; whether it may as well go on above."""

    first: float
    further: float
    alone: float
    unsure: bool


def rows_of_lines(lines: Sequence[Line], words: Words) -> tuple[list[Line], list[int]]:
    """Gather lines into rows; name those, counted from one, that are of another width or may begin elsewhere.

    >>> lines = ["序号 任务 单位", "1 修路 甲局", "乙局", "2 架桥 丙局"]
    >>> rows_of_lines([line.split() for line in lines], Words(("局",)))
    ([['序号', '任务', '单位'], ['1', '修路', '甲局\\n乙局'], ['2', '架桥', '丙局']], [])
    """
    _, width, ends = min(_gathered(lines, width, words) for width in _widths(lines))
    begins = _begins(lines, width, words)
    rows = [
        (_joined(lines[a:b]), any(each.unsure for each in begins[max(a - 1, 0) : a + 1]))
        for a, b in pairwise([0, *ends])
    ]
    kept = [(row, unsure) for row, unsure in rows if not is_empty(row)]
    return [row for row, _ in kept], [at for at, (row, unsure) in enumerate(kept, 1) if unsure or len(row) != width]


def is_empty(line: Sequence[str]) -> bool:
    """Ask whether a line holds nothing, and no tab either: an empty paragraph, or the end of a row."""
    return len(line) == 1 and blank(line[0])


def _widths(lines: Sequence[Line]) -> set[int]:
    counts = Counter(len(line) for line in lines if len(line) > 1)
    return {*(size for size, _ in counts.most_common(TRIED)), len(lines[0]), max(counts)}


def _gathered(lines: Sequence[Line], width: int, words: Words) -> tuple[float, int, list[int]]:
    """Find the cheapest way to gather lines into rows of a width: its cost, and the line after each row."""
    begins = _begins(lines, width, words)
    best: list[Way] = [(0.0, 0)]
    for end in range(1, len(lines) + 1):
        best.append(min(_ways(lines, begins, end, width, best)))
    ends = [len(lines)]
    while best[ends[-1]][1]:
        ends.append(best[ends[-1]][1])
    return best[-1][0], width, ends[::-1]


def _begins(lines: Sequence[Line], width: int, words: Words) -> list[Begin]:
    """Say what each line costs; one without tabs suits the first column or the last by what whole lines hold there."""
    kinds = [kind(line[0], words) for line in lines]
    whole = [at for at, line in enumerate(lines) if len(line) == width]
    firsts, lasts = Counter(kinds[at] for at in whole), Counter(kind(lines[at][-1], words) for at in whole)
    counted = kinds.count(WHOLE) * 5 > 2 * sum(len(line) > 1 for line in lines)
    begins = []
    for line, held in zip(lines, kinds, strict=True):
        first = UNNUMBERED if counted and held not in (WHOLE, TITLED) else 0.0
        bare, leans = len(line) == 1 and held != TITLED, firsts[held] - lasts[held]
        first += UNLED if bare and leans < 0 else 0.0
        further = SERIAL if counted and held == WHOLE else UNLED if bare and leans > 0 else 0.0
        unsure = bare and bool(lasts[held]) == bool(firsts[held])
        begins.append(Begin(first, further, SECTION if held == TITLED else ALONE, unsure))
    return begins


def _ways(lines: Sequence[Line], begins: Sequence[Begin], end: int, width: int, best: Sequence[Way]) -> Iterator[Way]:
    """Give each way in which a row may end here: its cost with all before it, and where it begins."""
    cells, further = 1, 0.0
    for start in range(end - 1, max(end - TALL, 0) - 1, -1):
        cells += len(lines[start]) - 1
        if cells > width and start < end - 1:
            return
        cost = 0.0 if cells == width else UNEVEN + abs(width - cells) if cells > 1 else begins[start].alone
        yield best[start][0] + cost + further + begins[start].first, start
        further += GOES_ON + begins[start].further


def _joined(lines: Sequence[Line]) -> Line:
    row = list(lines[0])
    for line in lines[1:]:
        row[-1] += "\n" + line[0]
        row += line[1:]
    return [cell.strip("\n").rstrip() for cell in row]
