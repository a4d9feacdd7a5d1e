"""Tables inside a cell that only set its text: one row or one column is a frame, and no table."""

from __future__ import annotations

from dataclasses import replace

from pipeline.model import Box, Grid, Place, Repair
from pipeline.text import blank


def dissolve_frames(grids: tuple[Grid, ...]) -> tuple[Grid, ...]:
    """Put the text of a table of one row or one column into the cell that holds it.

    >>> held = grid("任务|进展; 修路|路基："), grid("完成5公里", parent=Place(1, 2, 2))
    >>> one, = dissolve_frames(number(held))
    >>> [box.text for box in one.boxes][-1]
    '路基：\\n完成5公里'
    >>> told(one)
    R110 2:2 '' -> '完成5公里' sure
    >>> len(dissolve_frames(number((grid("任务|进展; 修路|"), grid("标段|进展; 一标|50%", parent=Place(1, 2, 2))))))
    2
    """
    cells = {each.parent for each in grids if each.parent is not None}
    held = {Place(each.number, box.row, box.column) for each in grids for box in each.boxes} & cells if cells else set()
    kept: list[Grid] = []
    frames: dict[int, list[Grid]] = {}
    around: dict[int, Place] = {}
    for grid in reversed(grids):  # what stands in a table comes after it
        whole = _holding(grid, frames.get(grid.number, [])[::-1])
        if grid.parent is not None and grid.parent in held and min(grid.height, grid.width) == 1:
            frames.setdefault(grid.parent.table, []).append(whole)
            around[grid.number] = grid.parent
        else:
            kept.append(whole)
    return tuple(replace(grid, parent=_outside(grid.parent, around)) for grid in reversed(kept))


def _outside(place: Place | None, around: dict[int, Place]) -> Place | None:
    """Give the nearest cell around a place that is in no frame."""
    while place is not None and place.table in around:
        place = around[place.table]
    return place


def _holding(grid: Grid, frames: list[Grid]) -> Grid:
    """Give a grid with the texts of the frames in its cells, and with all that is told of these."""
    if not frames:
        return grid
    texts: dict[Place | None, list[str]] = {}
    for frame in frames:
        texts.setdefault(frame.parent, []).append(_text(frame))
    told = [
        Repair("R110", "dissolve_frames", frame.parent, "", text, "sure")
        for frame in frames
        if frame.parent and (text := _text(frame))
    ]
    return replace(
        grid,
        boxes=tuple(_with(box, texts.get(Place(grid.number, box.row, box.column), [])) for box in grid.boxes),
        repairs=(*grid.repairs, *(repair for frame in frames for repair in frame.repairs), *told),
        doubts=(*grid.doubts, *(doubt for frame in frames for doubt in frame.doubts)),
    )


def _with(box: Box, texts: list[str]) -> Box:
    return box._replace(text="\n".join(text for text in (box.text, *texts) if not blank(text))) if texts else box


def _text(frame: Grid) -> str:
    return "\n".join(box.text for box in frame.boxes if not blank(box.text))
