"""A table of a Word file while its rows are read."""

from __future__ import annotations

from dataclasses import dataclass, field

from pipeline.read.row_shape import RowRead, Shape
from pipeline.read.story import Tell


@dataclass
class TableRead:
    """Its rows so far, what is to be told of them as (row, cell, tell), and where vertical merges stand open."""

    widths: tuple[int, ...] = ()
    rows: list[RowRead] = field(default_factory=list)
    tells: list[tuple[int, int, Tell]] = field(default_factory=list)
    merging: dict[int, int] = field(default_factory=dict)

    def tell(self, cell: int, tell: Tell) -> None:
        """Tell something of a cell, counted from zero, of the row that comes next; -1 is the row itself."""
        self.tells.append((len(self.rows) + 1, cell, tell))

    def take(self, rows: list[RowRead]) -> None:
        """Take the next rows, and remember the merges of the last to know which cells of the next one Word hides."""
        self.rows += rows
        if rows:
            self.merging = _open_merges(rows[-1].shape)


def _open_merges(shape: Shape) -> dict[int, int]:
    at, found = shape.before, {}
    for across, merge in zip(shape.spans, shape.merges, strict=True):
        if merge:
            found[at] = at + across
        at += across
    return found
