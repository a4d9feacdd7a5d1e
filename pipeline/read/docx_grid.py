"""Columns that exist only because somebody dragged a border by a hair, and merges that only rows know of."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from functools import partial
from itertools import accumulate, pairwise, repeat
from typing import NamedTuple

from pipeline.model import Box
from pipeline.read.row_shape import CONTINUE, RowRead, Shape

# The white space that Word leaves at each side of a cell, in twentieths of a point (1.9 mm): borders as close as that
# look like one, and no letter fits between.
TOLERANCE = 108


class Laid(NamedTuple):
    """Boxes in columns: where each cell asked for came to stand, what merges hid, merges that go on from nothing."""

    boxes: tuple[Box, ...]
    width: int
    columns: dict[tuple[int, int], int]
    hidden: list[tuple[int, int, str]]
    orphans: list[tuple[int, int]]
    ghosts: int = 0


Edges = list[int]


class Layout(NamedTuple):
    """Where the cells of a shape stand in the table, counted from one, how many columns each covers, any merges."""

    starts: list[int]
    across: list[int]
    merged: bool


# Each shape of a table's rows, and where the cells of such a row begin and the last one ends.
Borders = dict[Shape, Edges]
# Makes a box in a third of the time that the class takes to call the same.
_box = partial(tuple.__new__, Box)


def lay(rows: Sequence[RowRead], widths: Sequence[int], wanted: set[int]) -> Laid:
    """Lay rows into columns; ``widths`` are those of tblGrid, ``wanted`` the rows whose columns are asked for."""
    if not rows:
        return Laid((), 0, {}, [], [])
    counts = Counter([row.shape for row in rows])
    borders = _borders(counts, widths)
    columns, ghosts = _columns(borders, counts, widths)
    laid = _boxes(
        rows, {shape: _layout(shape, [columns[edge] for edge in its]) for shape, its in borders.items()}, wanted
    )
    return laid._replace(width=max(columns.values()), ghosts=ghosts)


def _borders(shapes: Iterable[Shape], widths: Sequence[int]) -> Borders:
    found = {shape: list(accumulate(shape.spans, initial=shape.before)) for shape in shapes}
    full = max(edges[-1] for edges in found.values())
    places = list(accumulate(widths if len(widths) >= full else _widest(found), initial=0))
    return {
        shape: _by_width(shape, edges, places) if edges[-1] < full else edges for shape, edges in found.items()
    }  # fmt: skip


def _widest(shapes: Iterable[Shape]) -> Sequence[int]:
    """Give the widths of the row with the most cells, where tblGrid is missing or wrong."""
    return max(shapes, key=lambda shape: len(shape.spans)).widths


def _by_width(shape: Shape, edges: Edges, places: list[int]) -> Edges:
    """Trust the widths of a row that says nothing of its spans, if every border of it meets one of the grid."""
    if shape.before or shape.after or len(shape.widths) != len(shape.spans) or min(shape.widths, default=0) <= 0:
        return edges
    found = [_nearest(at, places) for at in accumulate(shape.widths, initial=0)]
    fits = all(place is not None for place in found) and len(set(found)) == len(found)
    return [place for place in found if place is not None] if fits and found[-1] == len(places) - 1 else edges


def _nearest(at: int, places: list[int]) -> int | None:
    best = min(range(len(places)), key=lambda index: abs(places[index] - at), default=None)
    return best if best is not None and abs(places[best] - at) <= TOLERANCE else None


def _columns(borders: Borders, counts: Counter[Shape], widths: Sequence[int]) -> tuple[dict[int, int], int]:
    """Number the borders of cells, near ones as one; count the columns that this saves."""
    used = sorted({edge for edges in borders.values() for edge in edges})
    near = _near(used, borders.values(), widths)
    columns = dict(zip(used, accumulate(edge not in near for edge in used), strict=True))
    if near and _regular(counts, columns[used[-1]] - 1):
        return {edge: column - 1 for edge, column in columns.items()}, len(near)
    return {edge: column for column, edge in enumerate(used)}, 0


def _regular(counts: Counter[Shape], columns: int) -> bool:
    """Ask whether most rows have a cell for each column: in a form, borders stand apart on purpose."""
    return 2 * sum(count for shape, count in counts.items() if len(shape.spans) == columns) > counts.total()


def _near(used: Edges, rows: Iterable[Edges], widths: Sequence[int]) -> set[int]:
    """Give the borders that look the same as the one before and have no cell in between."""
    if len(widths) < used[-1] or min(widths, default=0) <= 0:
        return set()
    places = list(accumulate(widths, initial=0))
    ends: dict[int, int] = {}
    for row in rows:
        for start, end in pairwise(row):
            ends[start] = min(end, ends.get(start, end))
    near: set[int] = set()
    group = [used[0]]
    for edge in used[1:]:
        if places[edge] - places[group[0]] <= TOLERANCE and all(ends.get(each, edge + 1) > edge for each in group):
            near.add(edge)
            group.append(edge)
        else:
            group = [edge]
    return near


def _layout(shape: Shape, columns: Sequence[int]) -> Layout:
    return Layout(
        [start + 1 for start in columns[:-1]], [end - start for start, end in pairwise(columns)], any(shape.merges)
    )  # fmt: skip


def _boxes(rows: Sequence[RowRead], layouts: dict[Shape, Layout], wanted: set[int]) -> Laid:
    boxes: list[Box] = []
    laid = Laid((), 0, {}, [], [])
    merges: dict[int, tuple[int, int]] = {}
    downs: dict[int, int] = {}
    for number, (texts, shape) in enumerate(rows, 1):
        starts, across, merged = layouts[shape]
        if number in wanted:
            laid.columns.update({(number, index): start for index, start in enumerate(starts)})
        cells = zip(texts, repeat(number), starts, repeat(1), across)
        if merged:
            merges = _merged(cells, shape, merges, boxes, downs, laid)
        else:
            merges = {}
            boxes += map(_box, cells)
    for index, last in downs.items():
        boxes[index] = boxes[index]._replace(down=last - boxes[index].row + 1)
    return laid._replace(boxes=tuple(boxes))


def _merged(
    cells: Iterable[tuple[str, int, int, int, int]],
    shape: Shape,
    above: dict[int, tuple[int, int]],
    boxes: list[Box],
    downs: dict[int, int],
    laid: Laid,
) -> dict[int, tuple[int, int]]:
    """Make the boxes of a row with vertical merges; give which of them stand open, by column: the box, and how wide."""
    open_here: dict[int, tuple[int, int]] = {}
    for cell, merge in zip(cells, shape.merges, strict=True):
        text, number, start, _, across = cell
        if merge == CONTINUE and start in above and above[start][1] == across:
            open_here[start] = above[start]
            downs[above[start][0]] = number
            if text.strip():
                laid.hidden.append((number, start, text))
            continue
        if merge:
            open_here[start] = len(boxes), across
            if merge == CONTINUE:
                laid.orphans.append((number, start))
        boxes.append(_box(cell))
    return open_here
