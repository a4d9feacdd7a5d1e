"""The habits of a table, learnt from its rows: their lengths, the kinds in each column, the blank lines.

Rows of one length share their habits; what a length or column has not shown yet is judged by the
whole table.  A probability is never nought, so nothing is impossible, only dear.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from pipeline.read.kinds import BLANK, COUNT, HEADING, RISING, SENTENCE, TITLED

# How many cells' worth of the whole table's habit is mixed into that of one column.
MIX = 1.5
# A cell that ends in an empty paragraph is an exception until a column shows that it is not.
PADDED, TRIED, CELLS = 0.01, 3.0, 30.0
# What it costs to say how many cells of a whole table are such.
USUAL = 4.0
ODD = 0.05  # the weight of a length that is not the table's width
FURTHER = 1.0  # for each more empty paragraph

# A row of column names: as wide as the table, or not; a name that the profile knows, or another text.
# And what a single cell costs that is numbered like a section: 一、基础设施.
SECTION = 3.0
WHOLE_HEADING, PART_HEADING, KNOWN, UNKNOWN = 1.0, 6.0, 0.5, 1.5
MISPLACED = 5.0
# A title stands in the first row if one of the next cells, up to this one, is a known name.
TITLE = 6

Spot = tuple[int, int]


@dataclass
class Habits:
    """Prices in nats, for a table whose rows have at most ``width`` cells unless nothing can part them."""

    width: int
    lengths: Counter[int] = field(default_factory=Counter)
    kinds: dict[Spot, Counter[int]] = field(default_factory=dict)
    padded: dict[Spot, list[int]] = field(default_factory=dict)
    common: list[float] = field(default_factory=list)
    usual: float = 0.01
    cost: float = 0.0
    _known: dict[int, list[tuple[list[float], float, float]]] = field(default_factory=dict)

    def price(self, start: int, end: int, kinds: Sequence[int], gaps: Sequence[int]) -> float:
        """Price a row of the cells from start to end."""
        heading = self.heading(start, end, kinds, gaps)
        if heading:
            return heading
        length = end - start
        total = -math.log(self._share(length)) + self._misplaced(kinds[start + 1 : end])
        last = end - 1
        for at, (by_kind, plain, padded) in enumerate(self._columns(length), start):
            gap = gaps[at] - (at == last)
            total += by_kind[kinds[at]] + (padded + FURTHER * (gap - 1) if gap > 0 else plain)
        return total

    def heading(self, start: int, end: int, kinds: Sequence[int], gaps: Sequence[int]) -> float:
        """Price names of columns and titles of sections, which follow no habit of other rows; 0 for anything else."""
        if end - start == 1 and (kinds[start] == TITLED or (start == 0 and HEADING in kinds[1:TITLE])):
            return SECTION
        known = sum(kind == HEADING for kind in kinds[start:end])
        blank = sum(kind == BLANK for kind in kinds[start:end])
        # Blank cells below them: names of a first storey are fewer than the columns.
        storey = known > 0 and kinds[end : end + 1] == [BLANK]
        named = known * 5 >= (end - start - blank) * 3 > 0
        # The second cell begins a row only if a title stands before it.
        first = start < 2 and (storey or end - start == self.width > 2)
        if not named and not (first and not any(RISING <= kind <= SENTENCE for kind in kinds[start:end])):
            return 0.0
        padded = sum(gaps[at] > (at == end - 1) for at in range(start, end))
        length = WHOLE_HEADING if storey or end - start == self.width else PART_HEADING
        unknown = end - start - known - (blank if start else 0)
        return length + KNOWN * (end - start - unknown) + UNKNOWN * unknown - padded * math.log(self.usual)

    def _misplaced(self, kinds: Sequence[int]) -> float:
        """Price a serial inside a row where serials habitually begin one."""
        first = self.kinds.get((self.width, 0), Counter())
        return MISPLACED if RISING in kinds and first[RISING] * 5 > first.total() * 2 else 0.0

    def _share(self, length: int) -> float:
        # Without the row itself: one odd row must not prove that odd rows are common.
        others = max(self.lengths[length] - 1, 0)
        return (others + (1.0 if length == self.width else ODD)) / (max(self.lengths.total() - 1, 0) + 2.0)

    def _columns(self, length: int) -> list[tuple[list[float], float, float]]:
        if length not in self._known:
            self._known[length] = [self._column((length, column)) for column in range(length)]
        return self._known[length]

    def _column(self, spot: Spot) -> tuple[list[float], float, float]:
        by_kind = [-math.log(share) for share in self._shares(spot)]
        padded, of = self.padded.get(spot, (0, 0))
        usual = self._expected(spot)
        plain = 1 - (padded + usual * TRIED) / (of + TRIED)
        others = (max(padded - 1, 0) + usual * TRIED) / (max(of - 1, 0) + TRIED)
        return by_kind, -math.log(plain), -math.log(others)

    def _expected(self, spot: Spot) -> float:
        """Expect of a short row's cells the empty paragraphs of the columns that they may stand in."""
        length, column = spot
        if length >= self.width:
            return self.usual
        wide = [self.padded.get((self.width, at), (0, 0)) for at in (column, column + self.width - length)]
        return sum((padded + self.usual * TRIED) / (of + TRIED) for padded, of in wide) / 2

    def _shares(self, spot: Spot) -> list[float]:
        """Mix what a column has shown with what the whole table shows; a short row's columns are like the wide one's."""
        seen, (length, column) = self.kinds.get(spot, Counter()), spot
        base = self.common
        if length < self.width:
            left, right = self._shares((self.width, column)), self._shares((self.width, column + self.width - length))
            base = [0.3 * a + 0.35 * b + 0.35 * c for a, b, c in zip(base, left, right, strict=True)]
            # Without the row itself: what one odd row shows must not prove that it is one.
            seen = Counter({kind: count - 1 for kind, count in seen.items()})
        total = seen.total() + MIX
        return [(seen[kind] + MIX * base[kind]) / total for kind in range(COUNT)]


def learn(width: int, rows: Sequence[tuple[int, int]], kinds: Sequence[int], gaps: Sequence[int]) -> Habits:
    """Count the habits of rows, and the cost of describing them from nothing."""
    habits = Habits(width)
    habits.common = _common(kinds)
    habits.usual = _padding(rows, gaps)
    for start, end in rows:
        heading = habits.heading(start, end, kinds, gaps)
        habits.cost += heading
        if heading:
            continue
        habits.lengths[end - start] += 1
        for column, at in enumerate(range(start, end)):
            spot = (end - start, column)
            habits.kinds.setdefault(spot, Counter())[kinds[at]] += 1
            padded = habits.padded.setdefault(spot, [0, 0])
            padded[0] += gaps[at] > (at == end - 1)
            padded[1] += 1
    habits.cost += _description(habits, rows, gaps)
    return habits


def _padding(rows: Sequence[tuple[int, int]], gaps: Sequence[int]) -> float:
    """Give the share of cells that end in an empty paragraph, one of them left out."""
    padded = sum(gaps[at] > (at == end - 1) for start, end in rows for at in range(start, end))
    of = sum(end - start for start, end in rows)
    return (max(padded - 1, 0) + PADDED * CELLS) / (of + CELLS)


def _common(kinds: Sequence[int]) -> list[float]:
    counts = Counter(kinds)
    return [(counts[kind] + 0.5) / (len(kinds) + 0.5 * COUNT) for kind in range(COUNT)]


def _description(habits: Habits, rows: Sequence[tuple[int, int]], gaps: Sequence[int]) -> float:
    """Price all rows as if each were told when only those before it were known: habits must pay for themselves."""
    cost = _coded(habits.lengths, dict.fromkeys(habits.lengths, ODD) | {habits.width: 1.0}, 2.0)
    weights = {kind: MIX * share for kind, share in enumerate(habits.common)}
    for counts in habits.kinds.values():
        cost += _coded(counts, weights, MIX)
    cost += min(_padding_cost(habits, PADDED), _padding_cost(habits, habits.usual) + USUAL)
    further = (gaps[at] - 1 - (at == end - 1) for start, end in rows for at in range(start, end))
    return cost + FURTHER * sum(more for more in further if more > 0)


def _padding_cost(habits: Habits, usual: float) -> float:
    weights = {0: TRIED * (1 - usual), 1: TRIED * usual}
    return sum(_coded({0: of - padded, 1: padded}, weights, TRIED) for padded, of in habits.padded.values())


def _coded(counts: dict[int, int] | Counter[int], weights: dict[int, float], total: float) -> float:
    """Price counts under a Dirichlet prior (the Polya urn)."""
    cost = math.lgamma(sum(counts.values()) + total) - math.lgamma(total)
    for key, count in counts.items():
        if count:
            cost += math.lgamma(weights[key]) - math.lgamma(count + weights[key])
    return cost
