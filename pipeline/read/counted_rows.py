"""Rows of which only the lines are left, told from each other by the serials that they begin with."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from pipeline.profile import Profile
from pipeline.read.dealt import Prices, dealt, prices, shortest_end
from pipeline.read.kinds import HEADING, Words, kind
from pipeline.read.outdent import speaks_as_caption
from pipeline.text import blank

# The most lines that a row may have for each of its columns.
TALL = 12
# The most further lines that a last row is looked for in.
FEW = 8


class Rows(NamedTuple):
    """Rows that were read, which of them are not certain (counted from one), how many lines they took."""

    rows: list[list[str]]
    doubtful: list[int]
    taken: int


def counted_rows(names: Sequence[str], body: Sequence[str], leading: int, profile: Profile, words: Words) -> Rows:
    """Cut where the serials stand that follow each other, ``leading`` lines before each."""
    width = len(names)
    starts = [at - leading for at in _serials(body, leading, width)]
    chunks = [list(body[a:b]) for a, b in pairwise(starts)]
    sizes = _sizes(chunks, width)
    costs = prices(names, [row for chunk in chunks for row in _exact(chunk, (width,), leading)], profile, words)
    rows: list[list[str]] = []
    doubtful: list[int] = []
    for chunk in chunks:
        whole = list(_exact(chunk, sizes, leading))
        rows += whole or [_row(chunk, costs, words)]
        doubtful += [] if whole and len(whole[0]) == width else range(len(rows) - max(len(whole), 1) + 1, len(rows) + 1)
    last, taken, sure = _last(body[starts[-1] :], costs, profile, words)
    return Rows([*rows, last], doubtful if sure else [*doubtful, len(rows) + 1], starts[-1] + taken)


def _last(lines: Sequence[str], costs: Prices, profile: Profile, words: Words) -> tuple[list[str], int, bool]:
    """Read the last row, whose end no serial tells: how many lines it takes, and whether that is certain."""
    width = len(costs)
    end = _end(lines[: width + FEW], width, profile, words)
    if end <= width:
        return list(lines[:width]), end, end == width
    row, taken = shortest_end(lines[:end], costs, words)
    return row, taken, taken == width and all(map(blank, lines[width:end]))


def _end(lines: Sequence[str], width: int, profile: Profile, words: Words) -> int:
    """Give the line, after one for each column, that speaks of another table or begins its names."""
    for at, (line, after) in enumerate(pairwise([*lines, ""])):
        named = kind(line, words) == kind(after, words) == HEADING
        if at >= width and (named or speaks_as_caption(line, profile)):
            return at
    return len(lines)


def _row(chunk: Sequence[str], costs: Prices, words: Words) -> list[str]:
    """Deal the lines of a row out; with fewer lines than columns cells are merged, and nobody knows which."""
    return list(chunk) if len(chunk) < len(costs) else dealt(chunk, costs, words)[1]


def _sizes(chunks: Sequence[Sequence[str]], width: int) -> tuple[int, ...]:
    """Give how many lines a row may have: one a column, or fewer where cells are merged in several rows."""
    short = Counter(len(chunk) for chunk in chunks if 2 < len(chunk) < width)
    return (width, *(size for size, count in short.most_common() if count > 1))


def _exact(chunk: Sequence[str], sizes: Sequence[int], leading: int) -> Iterator[list[str]]:
    """Give the rows of a chunk that has as many lines as a row, or that many again where serials are blank."""
    for size in sizes:
        times, rest = divmod(len(chunk), size)
        if not rest and all(blank(chunk[at + leading]) for at in range(size, len(chunk), size)):
            yield from (list(chunk[at * size : (at + 1) * size]) for at in range(times))
            return


def _serials(body: Sequence[str], first: int, width: int) -> list[int]:
    """Find the lines 1, 2, 3 … that part the rows; of two that could be one, the nearer to a whole row."""
    starts, number = [first], int(_bare(body[first]))
    while True:
        ahead = range(starts[-1] + 2, min(starts[-1] + width * TALL, len(body)))
        for step in (1, 2, 3):
            found = [at for at in ahead if _bare(body[at]) == str(number + step)]
            if found:
                break
        else:
            return starts
        number += step
        starts.append(min(found, key=lambda at: abs(at - starts[-1] - width)))


def _bare(serial: str) -> str:
    return serial.strip().rstrip(".．、")
