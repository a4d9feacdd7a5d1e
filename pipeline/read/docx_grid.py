"""Columns that exist only because somebody dragged a border by a hair, and merges that only rows know of."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate, pairwise
from typing import NamedTuple

from pipeline.model import Box

# The white space that Word leaves at each side of a cell, in twentieths of a point (1.9 mm): borders as close as that
# look like one, and no letter fits between.
TOLERANCE = 108
NONE, RESTART, CONTINUE = range(3)


class RowRead(NamedTuple):
    """A row as the file has it: columns left out before and after, cells as (text, columns covered, vertical merge)."""

    cells: Sequence[tuple[str, int, int]]
    before: int = 0
    after: int = 0
    widths: tuple[int, ...] = ()


class Laid(NamedTuple):
    """Boxes in columns: where each cell asked for came to stand, what merges hid, merges that go on from nothing."""

    boxes: tuple[Box, ...]
    width: int
    columns: dict[tuple[int, int], int]
    hidden: list[tuple[int, int, str]]
    orphans: list[tuple[int, int]]
    ghosts: int = 0


Edges = list[int]


def lay(rows: Sequence[RowRead], widths: Sequence[int], wanted: set[int]) -> Laid:
    """Lay rows into columns; ``widths`` are those of tblGrid, ``wanted`` the rows whose columns are asked for."""
    edges = _edges(rows, widths)
    plain = edges is None
    known = edges or []
    columns, ghosts = ({}, 0) if plain else _columns(known, widths)
    laid = Laid([], 0, {}, [], [], ghosts)  # type: ignore[arg-type]
    return _boxes(rows, known, columns, wanted, laid)


def _edges(rows: Sequence[RowRead], widths: Sequence[int]) -> list[Edges] | None:
    """Give, for each row, where its cells begin and where the last one ends; None if all rows are plain and equal."""
    count = len(rows[0].cells) if rows else 0
    if all(len(row.cells) == count and not row.before and all(cell[1] == 1 for cell in row.cells) for row in rows):
        return None
    edges = [list(accumulate((cell[1] for cell in row.cells), initial=row.before)) for row in rows]
    full = max(row[-1] for row in edges)
    places = list(accumulate(widths if len(widths) >= full else _widest(rows), initial=0))
    return [_by_width(row, its, places) if its[-1] < full else its for row, its in zip(rows, edges, strict=True)]


def _widest(rows: Sequence[RowRead]) -> Sequence[int]:
    """Give the widths of the row with the most cells, where tblGrid is missing or wrong."""
    return max(rows, key=lambda row: len(row.cells)).widths


def _by_width(row: RowRead, edges: Edges, places: list[int]) -> Edges:
    """Trust the widths of a row that says nothing of its spans, if every border of it meets one of the grid."""
    if row.before or row.after or len(row.widths) != len(row.cells) or min(row.widths, default=0) <= 0:
        return edges
    found = [_nearest(at, places) for at in accumulate(row.widths, initial=0)]
    fits = all(place is not None for place in found) and len(set(found)) == len(found)
    return [place for place in found if place is not None] if fits and found[-1] == len(places) - 1 else edges


def _nearest(at: int, places: list[int]) -> int | None:
    best = min(range(len(places)), key=lambda index: abs(places[index] - at), default=None)
    return best if best is not None and abs(places[best] - at) <= TOLERANCE else None


def _columns(edges: list[Edges], widths: Sequence[int]) -> tuple[dict[int, int], int]:
    """Number the borders of cells, near ones as one; count the columns that this saves."""
    used = sorted({edge for row in edges for edge in row})
    near = _near(used, edges, widths)
    columns = dict(zip(used, accumulate(edge not in near for edge in used), strict=True))
    count = columns[used[-1]] - 1
    if near and _regular(edges, count):
        return {edge: column - 1 for edge, column in columns.items()}, len(near)
    return {edge: column for column, edge in enumerate(used)}, 0


def _regular(edges: list[Edges], count: int) -> bool:
    """Ask whether most rows have a cell for each column: in a form, borders stand apart on purpose."""
    return 2 * sum(len(row) == count + 1 for row in edges) > len(edges)


def _near(used: Edges, edges: list[Edges], widths: Sequence[int]) -> set[int]:
    """Give the borders that look the same as the one before and have no cell in between."""
    if len(widths) < used[-1] or min(widths, default=0) <= 0:
        return set()
    places = list(accumulate(widths, initial=0))
    ends: dict[int, int] = {}
    for row in edges:
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


def _boxes(rows: Sequence[RowRead], edges: list[Edges], columns: dict[int, int], wanted: set[int], laid: Laid) -> Laid:
    boxes: list[Box] = []
    merges: dict[int, list[int]] = {}
    downs: dict[int, int] = {}
    width = 0
    for number, row in enumerate(rows, 1):
        at = [columns[edge] for edge in edges[number - 1]] if edges else list(range(len(row.cells) + 1))
        width = max(width, at[-1])
        open_merges, merges = merges, {}
        for index, (text, _, merge) in enumerate(row.cells):
            start, end = at[index], at[index + 1]
            if number in wanted:
                laid.columns[number, index] = start + 1
            if merge == CONTINUE and start in open_merges and open_merges[start][1] == end:
                merges[start] = open_merges[start]
                downs[merges[start][0]] = number
                if text.strip():
                    laid.hidden.append((number, start + 1, text))
                continue
            if merge:
                merges[start] = [len(boxes), end]
                if merge == CONTINUE:
                    laid.orphans.append((number, start + 1))
            boxes.append(Box(text, number, start + 1, 1, end - start))
    for index, last in downs.items():
        boxes[index] = boxes[index]._replace(down=last - boxes[index].row + 1)
    return laid._replace(boxes=tuple(boxes), width=width)
