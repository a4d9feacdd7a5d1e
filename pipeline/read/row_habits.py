"""The habits of a table, learnt from its rows: their lengths, the kinds in each column, the blank lines.

Rows of one length share their habits; what a length or column has not shown yet is judged by the
whole table.  A probability is never nought, so nothing is impossible, only dear.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from pipeline.read.kinds import COUNT

# How many cells' worth of the whole table's habit is mixed into that of one column.
MIX = 1.5
# A cell that ends in an empty paragraph is an exception until a column shows that it is not.
PADDED, TRIED = 0.02, 1.0
FURTHER = 1.0  # for each more empty paragraph

Spot = tuple[int, int]


@dataclass
class Habits:
    """Prices in nats, for a table whose rows have at most ``width`` cells unless nothing can part them."""

    width: int
    lengths: Counter[int] = field(default_factory=Counter)
    kinds: dict[Spot, Counter[int]] = field(default_factory=dict)
    padded: dict[Spot, list[int]] = field(default_factory=dict)
    common: list[float] = field(default_factory=list)
    cost: float = 0.0
    _known: dict[int, list[tuple[list[float], float, float]]] = field(default_factory=dict)

    def price(self, start: int, end: int, kinds: Sequence[int], gaps: Sequence[int]) -> float:
        """Price a row of the cells from start to end."""
        length = end - start
        total = -math.log(self._share(length))
        last = end - 1
        for at, (by_kind, plain, padded) in enumerate(self._columns(length), start):
            gap = gaps[at] - (at == last)
            total += by_kind[kinds[at]] + (padded + FURTHER * (gap - 1) if gap > 0 else plain)
        return total

    def _share(self, length: int) -> float:
        prior = 1.0 if length == self.width else 0.1
        return (self.lengths[length] + prior) / (sum(self.lengths.values()) + 2.0)

    def _columns(self, length: int) -> list[tuple[list[float], float, float]]:
        if length not in self._known:
            self._known[length] = [self._column((length, column)) for column in range(length)]
        return self._known[length]

    def _column(self, spot: Spot) -> tuple[list[float], float, float]:
        seen = self.kinds.get(spot, Counter())
        total = seen.total() + MIX
        by_kind = [-math.log((seen[kind] + MIX * self.common[kind]) / total) for kind in range(COUNT)]
        padded, of = self.padded.get(spot, (0, 0))
        share = (padded + PADDED * TRIED) / (of + TRIED)
        return by_kind, -math.log(1 - share), -math.log(share)


def learn(width: int, rows: Sequence[tuple[int, int]], kinds: Sequence[int], gaps: Sequence[int]) -> Habits:
    """Count the habits of rows, and the cost of describing them from nothing."""
    habits = Habits(width)
    for start, end in rows:
        habits.lengths[end - start] += 1
        for column, at in enumerate(range(start, end)):
            spot = (end - start, column)
            habits.kinds.setdefault(spot, Counter())[kinds[at]] += 1
            padded = habits.padded.setdefault(spot, [0, 0])
            padded[0] += gaps[at] > (at == end - 1)
            padded[1] += 1
    habits.common = _common(kinds)
    habits.cost = _description(habits, rows, gaps)
    return habits


def _common(kinds: Sequence[int]) -> list[float]:
    counts = Counter(kinds)
    return [(counts[kind] + 0.5) / (len(kinds) + 0.5 * COUNT) for kind in range(COUNT)]


def _description(habits: Habits, rows: Sequence[tuple[int, int]], gaps: Sequence[int]) -> float:
    """Price all rows as if each were told when only those before it were known: habits must pay for themselves."""
    cost = _coded(habits.lengths, dict.fromkeys(habits.lengths, 0.1) | {habits.width: 1.0}, 2.0)
    weights = {kind: MIX * share for kind, share in enumerate(habits.common)}
    for counts in habits.kinds.values():
        cost += _coded(counts, weights, MIX)
    for padded, of in habits.padded.values():
        cost += _coded({0: of - padded, 1: padded}, {0: TRIED * (1 - PADDED), 1: TRIED * PADDED}, TRIED)
    further = (gaps[at] - 1 - (at == end - 1) for start, end in rows for at in range(start, end))
    return cost + FURTHER * sum(more for more in further if more > 0)


def _coded(counts: dict[int, int] | Counter[int], weights: dict[int, float], total: float) -> float:
    """Price counts under a Dirichlet prior (the Polya urn)."""
    cost = math.lgamma(sum(counts.values()) + total) - math.lgamma(total)
    for key, count in counts.items():
        if count:
            cost += math.lgamma(weights[key]) - math.lgamma(count + weights[key])
    return cost
