"""Row ends that a dump prints just like an empty paragraph of a cell.

Each cell is followed by blank lines or by none.  Without one the row goes on for certain; with one it
may end there, or the cell merely ends in an empty paragraph.  So the cells fall into *runs* that
nothing can part, and a row is one run or several.  Which, the whole table tells: how many cells its
rows have, what kind of text stands in which column, which columns end in empty paragraphs.  Every
way to part the runs has a cost in nats, the length of its description; the cheapest is taken.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from pipeline.read.first_names import first_names
from pipeline.read.kinds import NO_WORDS, RISING, Words, kinds_of
from pipeline.read.row_habits import Habits, learn

# A row end whose best rival is nearer than this, in nats (a likelihood of 1 to 20), is a doubt.
CLOSE = 3.0
# Enough runs to learn the habits of a table; a longer one is read by what its beginning taught.
LEARN = 600
# What it takes, in nats, to believe in a width that no row shows without a blank line inside.
UNSEEN = 9.0
# And in one that is not the number of names that the table begins with.
MISNAMED = 6.0
# More columns than this are no count of names.
MANY = 100


class Entry(NamedTuple):
    """A cell as it is printed: its text, and how many blank lines follow it."""

    text: str
    gap: int


class Parted(NamedTuple):
    """The first cell of each row, those of them that are doubtful, and ends that were doubtfully passed over."""

    starts: tuple[int, ...]
    doubtful: tuple[int, ...] = ()
    passed: tuple[int, ...] = ()
    cost: float = 0.0


Run = tuple[int, int]
Choice = tuple[int, float]  # the run a row begins with, and what that row costs


def part_rows(entries: Sequence[Entry], words: Words = NO_WORDS) -> Parted:
    """Find the first cell of each row, by the cheapest description of the whole table."""
    runs = _runs(entries)
    kinds = kinds_of([entry.text for entry in entries], [start for start, _ in runs], words)
    gaps = [entry.gap for entry in entries[:-1]] + [1]
    named = first_names([entry.text for entry in entries], kinds, [end for _, end in runs])
    habits = _best_habits(runs, kinds, gaps, named)
    return _with_fragments(_walk(runs, _choices(habits, runs, kinds, gaps)), habits, kinds, gaps)


def _runs(entries: Sequence[Entry]) -> list[Run]:
    ends = [at for at, entry in enumerate(entries, 1) if entry.gap or at == len(entries)]
    return list(zip([0, *ends], ends, strict=False))


def _best_habits(runs: Sequence[Run], kinds: Sequence[int], gaps: Sequence[int], named: range) -> Habits:
    some = runs[:LEARN]
    fitting = {end for _, end in runs if end in named} if len(named) < MANY else set()
    sure = {end - start for start, end in runs} | (fitting if len(fitting) == 1 else set())
    tried = [_settled(width, some, kinds, gaps) for width in sorted(_widths(some, gaps) | fitting)]
    return min(tried, key=lambda habits: habits.cost + _disbelief(habits, sure, named))


def _disbelief(habits: Habits, sure: set[int], named: range) -> float:
    """Price a width that is not the number of names, or that blank lines part in every row, if most rows have it."""
    against = 0.0 if habits.width in named else MISNAMED
    if habits.width in sure:
        return against
    return against + UNSEEN if habits.lengths[habits.width] * 2 > habits.lengths.total() else math.inf


def _widths(runs: Sequence[Run], gaps: Sequence[int]) -> set[int]:
    """Give the widths that the table may have: frequent ones, the widest, what the first runs make together."""
    sizes = [end - start for start, end in runs]
    counts = Counter(sizes).most_common(4)
    often = [size for size, _ in counts]
    pairs = [size for size, _ in Counter(map(sum, pairwise(sizes))).most_common(2)]
    first = [end for _, end in runs[:3]] if len(runs) < 40 else []
    limit = _limit(*counts[0], runs, gaps)
    return {width for width in {max(sizes), *often, *pairs, *first} if width < limit}


def _limit(usual: int, count: int, runs: Sequence[Run], gaps: Sequence[int]) -> float:
    """Where most runs have one length, no row is two of them; single cells make rows if some gaps are wider."""
    if count * 5 <= 3 * len(runs):
        return math.inf
    if usual > 1:
        return 2 * usual
    wider = sum(gaps[end - 1] > 1 for _, end in runs)
    return math.inf if wider * 12 > len(runs) else max(end - start for start, end in runs) + 1


def _settled(width: int, runs: Sequence[Run], kinds: Sequence[int], gaps: Sequence[int]) -> Habits:
    """Read the runs as rows of a width, learn from what came out, and read again, until it stays."""
    whole = [(start, end) for start, end in runs if end - start == width]
    habits = learn(width, whole if len(whole) * width * 4 > runs[-1][1] else _filled(runs, width), kinds, gaps)
    rows: list[Run] = []
    for _ in range(4):
        starts = _walk(runs, _choices(habits, runs, kinds, gaps)).starts
        again = list(zip(starts, (*starts[1:], runs[-1][1]), strict=True))
        if again == rows:
            break
        rows = again
        habits = learn(width, rows, kinds, gaps)
    return habits


def _filled(runs: Sequence[Run], width: int) -> list[Run]:
    """Guess rows by filling each with runs, where hardly one is whole by itself."""
    rows: list[Run] = []
    for start, end in runs:
        if rows and end - rows[-1][0] <= width:
            rows[-1] = (rows[-1][0], end)
        else:
            rows.append((start, end))
    return rows


def _choices(habits: Habits, runs: Sequence[Run], kinds: Sequence[int], gaps: Sequence[int]) -> list[list[Choice]]:
    """Give, for each run, the rows that may end with it."""
    choices: list[list[Choice]] = []
    for at, (start, end) in enumerate(runs):
        options = [(at, habits.price(start, end, kinds, gaps))]
        first = at - 1
        while first >= 0 and end - runs[first][0] <= habits.width:
            options.append((first, habits.price(runs[first][0], end, kinds, gaps)))
            first -= 1
        choices.append(options)
    return choices


def _walk(runs: Sequence[Run], choices: Sequence[Sequence[Choice]]) -> Parted:
    """Take the cheapest way through the runs, and tell where another was nearly as cheap."""
    behind, came = [0.0], [0]
    for options in choices:
        cost, first = min((behind[first] + cost, first) for first, cost in options)
        behind.append(cost)
        came.append(first)
    path, at = set(), len(runs)
    while at:
        at = came[at]
        path.add(at)
    doubtful, passed = _doubts(behind, choices, path)
    return Parted(
        tuple(runs[at][0] for at in sorted(path)),
        tuple(runs[at][0] for at in doubtful),
        tuple(runs[at][0] - 1 for at in passed),
    )


def _with_fragments(parted: Parted, habits: Habits, kinds: Sequence[int], gaps: Sequence[int]) -> Parted:
    """Doubt, too, what makes a whole row of a short one and a section, or tells such a row apart."""
    starts = (*parted.starts, len(kinds))
    apart = [
        at
        for before, at, after in zip(starts, starts[1:], starts[2:], strict=False)
        if after - before == habits.width and kinds[at] != RISING and after - at < habits.width
    ]
    sections = habits.kinds.get((1, 0), Counter())
    joined = [
        end - 2 for start, end in pairwise(starts) if end - start > 1 and gaps[end - 2] and sections[kinds[end - 1]]
    ]
    doubtful, passed = sorted({*parted.doubtful, *apart}), sorted({*parted.passed, *joined})
    return Parted(parted.starts, tuple(doubtful), tuple(passed), habits.cost)


def _doubts(
    behind: Sequence[float], choices: Sequence[Sequence[Choice]], path: set[int]
) -> tuple[list[int], list[int]]:
    """Compare, for each end of a run, the best way with a row end there and the best way without."""
    count = len(choices)
    ahead = [math.inf] * count + [0.0]
    without = [math.inf] * (count + 1)
    for at in range(count, 0, -1):
        for first, cost in choices[at - 1]:
            ahead[first] = min(ahead[first], cost + ahead[at])
    for at in range(count, 0, -1):
        for first, cost in choices[at - 1]:
            for inner in range(first + 1, at):
                without[inner] = min(without[inner], behind[first] + cost + ahead[at])
    best = behind[-1]
    doubtful = [at for at in range(1, count) if at in path and without[at] - best < CLOSE]
    passed = [at for at in range(1, count) if at not in path and behind[at] + ahead[at] - best < CLOSE]
    return doubtful, passed
