"""A table of a Word file while its rows are read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from pipeline.read.row_shape import RowRead, Shape
from pipeline.read.story import Tell

# So many texts are remembered, so that equal ones, names of units and people above all, are held once.
REMEMBERED = 4096


@dataclass
class TableRead:
    """Its rows so far, what is to be told of them as (row, cell, tell), and where vertical merges stand open."""

    widths: tuple[int, ...] = ()
    rows: list[RowRead] = field(default_factory=list)
    tells: list[tuple[int, int, Tell]] = field(default_factory=list)
    merging: dict[int, int] = field(default_factory=dict)
    met: dict[str, str] = field(default_factory=dict)

    def tell(self, cell: int, tell: Tell) -> None:
        """Tell something of a cell, counted from zero, of the row that comes next; -1 is the row itself."""
        self.tells.append((len(self.rows) + 1, cell, tell))

    def take(self, rows: list[RowRead]) -> None:
        """Take the next rows, and remember the merges of the last to know which cells of the next one Word hides."""
        self.rows += [row._replace(texts=self._remembered(row.texts)) for row in rows]
        if rows:
            self.merging = _open_merges(rows[-1].shape)

    def _remembered(self, texts: Sequence[str]) -> tuple[str, ...]:
        """Take texts that were met lately in the place of equal ones."""
        if len(self.met) > REMEMBERED:
            self.met = {}
        return tuple(map(self.met.setdefault, texts, texts))


def _open_merges(shape: Shape) -> dict[int, int]:
    at, found = shape.before, {}
    for across, merge in zip(shape.spans, shape.merges, strict=True):
        if merge:
            found[at] = at + across
        at += across
    return found
