"""Of all gapless numberings, the one that contradicts the fewest printed serials."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise


def clashes(numbers: list[int], values: list[int | None]) -> int:
    """Count the printed serials that a numbering contradicts."""
    return sum(value is not None and value != number for number, value in zip(numbers, values, strict=True))


def best_numbering(values: list[int | None], steps: list[int], starts: list[bool], anew: list[bool]) -> list[int]:
    """Number block by block: a block begins where 1 is printed again, a section begins, or 1.9 is followed by 2.1."""
    index = [sum(steps[:1])] * len(steps)
    for at in range(1, len(steps)):
        index[at] = index[at - 1] + steps[at]
    bounds = [
        0,
        *(at for at in range(1, len(values)) if _restarts(values, starts, at) or starts[at] or anew[at]),
        len(values),
    ]
    numbers: list[int] = []
    offset: int | None = None
    for first, end in pairwise(bounds):
        here = range(first, end)
        offsets = Counter(value - index[at] for at in here if (value := values[at]) is not None)
        restart = 1 - index[first]
        if offset is None or anew[first]:
            offset = _likeliest(offsets, restart)
        elif offsets[restart] > offsets[offset]:
            offset = restart
        numbers += [index[at] + offset for at in here]
    return numbers


def _restarts(values: list[int | None], starts: list[bool], at: int) -> bool:
    """Ask whether 1 is printed again to begin anew; 1, 1, 3 and a last 1, 1 double it."""
    last = at + 1 == len(values) or starts[at + 1]
    doubled = values[at - 1] == 1 and (any(starts) if last else values[at + 1] == 3)
    return values[at] == 1 and not doubled


def _likeliest(offsets: Counter[int], fallback: int) -> int:
    """Choose the offset that most serials agree with; of equals, the one that numbers from 1, else the first seen."""
    if not offsets:
        return fallback
    most = max(offsets.values())
    return fallback if offsets[fallback] == most else next(at for at, count in offsets.items() if count == most)
