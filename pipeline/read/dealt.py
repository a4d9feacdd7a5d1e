"""Lines of which only the order is known, dealt out to the columns of a row by what the columns are known to hold."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Sequence
from itertools import pairwise

from pipeline.profile import Profile
from pipeline.read.kinds import (
    BLANK,
    COUNT,
    DATE,
    NUMBER,
    OFFICE,
    RISING,
    SENTENCE,
    TITLED,
    WHOLE,
    Words,
    kind,
)
from pipeline.role_words import named_role
from pipeline.text import blank

# Kinds of Chinese texts by their length: up to 3, 6, 12, 30 characters, and longer ones.
TINY, SHORT, MIDDLE, LONG, LONGER = range(TITLED + 1, TITLED + 6)
HELD = {
    "serial": (RISING, WHOLE),
    "group": (MIDDLE, LONG, SHORT),
    "item": (MIDDLE, LONG, SHORT),
    "text": (SENTENCE, LONGER, LONG, TITLED),
    "person": (TINY, SHORT),
    "unit": (OFFICE, OFFICE, SHORT),
    "cooperating": (OFFICE, OFFICE, SHORT),
    "deadline": (DATE, DATE, SHORT),
    "amount": (NUMBER, WHOLE),
    "quantity": (NUMBER, WHOLE),
    "percentage": (NUMBER, WHOLE),
    "phone": (NUMBER, WHOLE),
    "remark": (BLANK, BLANK, SHORT),
}
# What a further line in a cell costs, in nats: one like the line before it, and any other.
ALIKE, FURTHER = 0.4, 2.0
# What a line costs that is left to what stands after the table.
LEFT, LEFT_BLANK = 1.5, 0.5
# The weight of what a column's name promises, and of each row that is certain.
PROMISED, SEEN = 1.0, 2.0
Prices = list[list[float]]


def prices(names: Sequence[str], rows: Sequence[Sequence[str]], profile: Profile, words: Words) -> Prices:
    """Say what each kind of line costs in each column: by the column's name, and by rows that are certain."""
    return [_prices(name, [row[at] for row in rows], profile, words) for at, name in enumerate(names)]


def _prices(name: str, texts: Sequence[str], profile: Profile, words: Words) -> list[float]:
    known: dict[int, float] = defaultdict(float)
    for each in HELD.get(named_role(name, profile)[0], ()):
        known[each] += PROMISED
    for text in texts:
        known[kind(text, words)] += SEEN
    total = sum(known.values())
    return [-math.log((known[each] + 0.2) / (total + 0.2 * COUNT)) for each in range(COUNT)]


def dealt(lines: Sequence[str], costs: Prices, words: Words) -> tuple[float, list[str]]:
    """Deal lines out to columns in their order, at least one to each, in the cheapest way; say what that costs."""
    kinds = [kind(line, words) for line in lines]
    best: dict[int, tuple[float, tuple[int, ...]]] = {0: (costs[0][kinds[0]], (0,))}
    for at in range(1, len(lines)):
        ways: dict[int, tuple[float, tuple[int, ...]]] = {}
        for column, (cost, begins) in best.items():
            on = ALIKE if kinds[at] == kinds[at - 1] else FURTHER + costs[column][kinds[at]] / 2
            _keep(ways, column, (cost + on, begins))
            if column + 1 < len(costs):
                _keep(ways, column + 1, (cost + costs[column + 1][kinds[at]], (*begins, at)))
        best = ways
    cost, begins = best[len(costs) - 1]
    return cost, ["\n".join(lines[a:b]).strip("\n") for a, b in pairwise((*begins, len(lines)))]


def _keep(ways: dict[int, tuple[float, tuple[int, ...]]], column: int, way: tuple[float, tuple[int, ...]]) -> None:
    ways[column] = min(ways.get(column, way), way)


def shortest_end(lines: Sequence[str], costs: Prices, words: Words) -> tuple[list[str], int]:
    """Deal out the lines of a last row, of which nobody knows how many there are, and count those that it takes."""
    found: list[tuple[float, list[str], int]] = []
    for end in range(len(costs), len(lines) + 1):
        cost, row = dealt(lines[:end], costs, words)
        found.append((cost + sum(LEFT_BLANK if blank(line) else LEFT for line in lines[end:]), row, end))
    return min(found)[1:]
