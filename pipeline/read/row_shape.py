"""How the cells of a Word row lie: the same in hundreds of rows, whatever their texts."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

# How a cell takes part in a vertical merge.
NONE, RESTART, CONTINUE = range(3)
# A cell by itself: its text, columns covered, vertical merge.
Cell = tuple[str, int, int]


class Shape(NamedTuple):
    """How the cells of a row lie, as hundreds of rows do: columns covered, vertical merges, columns left out, widths."""

    spans: tuple[int, ...]
    merges: tuple[int, ...]
    before: int = 0
    after: int = 0
    widths: tuple[int, ...] = ()

    @property
    def end(self) -> int:
        """Give the column in which the last cell ends."""
        return self.before + sum(self.spans)


def shape_of(cells: Sequence[Cell], before: int = 0, after: int = 0) -> Shape:
    """Give how the cells of a row lie."""
    return Shape(tuple([cell[1] for cell in cells]), tuple([cell[2] for cell in cells]), before, after)


class RowRead(NamedTuple):
    """A row as the file has it: the texts of its cells, and how these lie."""

    texts: Sequence[str]
    shape: Shape
