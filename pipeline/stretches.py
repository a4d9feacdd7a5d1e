"""Runs of blank rows so long that no table has them: a sheet with a stray character in its last row has a million."""

from __future__ import annotations

from itertools import pairwise

from pipeline.model import Grid
from pipeline.text import blank

# So many blank rows stand in a form that waits to be filled in; beyond them nobody looks at each.
LONGEST = 1000


def stretches(grid: Grid) -> list[range]:
    """Give the rows of a grid in stretches that leave out each long blank run but its first row.

    >>> from dataclasses import replace
    >>> stretches(grid("序号|任务; 1|修路")), stretches(replace(grid("序号|任务; 1|修路"), height=1 << 20))
    ([range(1, 3)], [range(1, 4), range(1048577, 1048577)])
    """
    edges, filled = [1], grid.header_rows
    for box in grid.boxes:
        if box.down > 1 or not blank(box.text):
            edges += _beyond(filled, box.row)
            filled = max(filled, box.row + box.down - 1)
    edges += [*_beyond(filled, grid.height + 1), grid.height + 1]
    return [range(first, last) for first, last in zip(edges[::2], edges[1::2], strict=True)]


def left_out(kept: list[range]) -> list[range]:
    """Give the rows that lie between stretches.

    >>> left_out([range(1, 4), range(5000, 5002)])
    [range(4, 5000)]
    """
    return [range(above.stop, below.start) for above, below in pairwise(kept)]


def _beyond(filled: int, row: int) -> list[int]:
    """Give where a long blank run between two rows is left and where it ends; nothing for a short one."""
    return [filled + 2, row] if row - filled - 1 > LONGEST else []
