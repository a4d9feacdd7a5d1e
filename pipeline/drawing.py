"""What a terminal shows: a table as read, drawn with its spans; sentences folded at its edge."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import accumulate, chain
from unicodedata import category

from wcwidth import wcwidth

from pipeline.model import Box, Grid
from pipeline.stretches import left_out, stretches

NARROWEST, WIDEST = 4, 36
# Kinds of characters that draw nothing, and may disturb a terminal: controls, marks of direction, breaks of lines.
_UNDRAWN = {"Cc", "Cf", "Cs", "Zl", "Zp"}
# What stays together at the end of a line: a Latin word, or a Chinese character, with the signs that lean on it.
_PIECES = re.compile(r"\s+|[（“‘《【]*(?:[^\s（“‘《【\u2e80-\uffef”’]+|.)[，。；：、）”’》】？！]*")
# Which line character joins up, down, left and right.
_joints = {
    (1, 1, 0, 0): "│", (0, 0, 1, 1): "─", (0, 1, 0, 1): "┌", (0, 1, 1, 0): "┐", (1, 0, 0, 1): "└", (1, 0, 1, 0): "┘",
    (1, 1, 0, 1): "├", (1, 1, 1, 0): "┤", (0, 1, 1, 1): "┬", (1, 0, 1, 1): "┴", (1, 1, 1, 1): "┼",
    (1, 0, 0, 0): "│", (0, 1, 0, 0): "│", (0, 0, 1, 0): "─", (0, 0, 0, 1): "─",
}  # fmt: skip


def draw(grid: Grid, room: int) -> str:
    """Draw a grid of h rows and w columns in ``room`` terminal columns; positions without a box are blank.

    >>> print(draw(grid("甲|乙; ^|丙"), 40))
    ┌────┬────┐
    │甲  │乙  │
    │    ├────┤
    │    │丙  │
    └────┴────┘
    """
    grid = _shortened(grid)
    boxes = _all(grid)
    widths = _widths(boxes, grid.width, room)
    heights = _heights(boxes, widths, grid.height)
    across = [0, *accumulate(width + 1 for width in widths)]
    down = [0, *accumulate(height + 1 for height in heights)]
    canvas = [[" "] * (across[-1] + 1) for _ in range(down[-1] + 1)]
    lines: set[tuple[int, int]] = set()
    for box in boxes:
        top, left = down[box.row - 1], across[box.column - 1]
        bottom, right = down[box.row - 1 + box.down], across[box.column - 1 + box.across]
        lines |= {(row, column) for row in (top, bottom) for column in range(left, right + 1)}
        lines |= {(row, column) for column in (left, right) for row in range(top, bottom + 1)}
        for at, line in enumerate(wrapped(box.text, right - left - 1)[: bottom - top - 1], 1):
            canvas[top + at][left + 1 : right] = _filled(line, right - left - 1)
    for row, column in lines:
        canvas[row][column] = _joint(row, column, lines)
    return "\n".join("".join(line).rstrip() for line in canvas)


def _shortened(grid: Grid) -> Grid:
    """Leave out what a long run of blank rows has but its first, which shows that it goes on."""
    kept = stretches(grid)
    rows = {row: at for at, row in enumerate(chain(*kept), 1)}
    marks = [Box("⋮", rows[run.start - 1], 1) for run in left_out(kept)]
    marked = {(mark.row, mark.column) for mark in marks}
    boxes = [box._replace(row=rows[box.row]) for box in grid.boxes if box.row in rows]
    boxes = [*marks, *(box for box in boxes if (box.row, box.column) not in marked)]
    return replace(grid, height=len(rows), boxes=tuple(boxes)) if marks else grid


def _all(grid: Grid) -> list[Box]:
    """Give the boxes, and a blank one for each position that none covers."""
    covered = {
        (row, column)
        for box in grid.boxes
        for row in range(box.row, box.row + box.down)
        for column in range(box.column, box.column + box.across)
    }
    every = ((row, column) for row in range(1, grid.height + 1) for column in range(1, grid.width + 1))
    return [*grid.boxes, *(Box("", row, column) for row, column in every if (row, column) not in covered)]


def width(text: str) -> int:
    """Measure a text in terminal columns; Chinese characters take two."""
    return sum(max(0, wcwidth(char)) for char in text)


def wrapped(text: str, room: int) -> list[str]:
    """Break a text into lines of so many terminal columns.

    >>> wrapped("住建（交通）局", 6)
    ['住建（', '交通）', '局']
    """
    lines: list[str] = []
    for part in text.expandtabs(4).split("\n"):
        line, used = "", 0
        for char in (char for char in part if category(char) not in _UNDRAWN):
            wide = max(0, wcwidth(char))
            if used + wide > room:
                lines.append(line)
                line, used = "", 0
            line, used = line + char, used + wide
        lines.append(line)
    return lines


def folded(text: str, room: int, more: int = 0) -> list[str]:
    """Fold a sentence into lines of so many terminal columns, the first of some more; none begins with a closing sign.

    >>> folded("请用 Word 打开，另存为 .docx。", 15), folded("请用 Word 打开，另存为 .docx。", 15, 2)
    (['请用 Word 打', '开，另存为', '.docx。'], ['请用 Word 打开，', '另存为 .docx。'])
    """
    lines: list[str] = []
    line = ""
    for piece in _PIECES.findall(text):
        if line.strip() and width(line + piece.rstrip()) > room + (0 if lines else more):
            lines.append(line.rstrip())
            line = piece.lstrip()
        else:
            line += piece
    return [*lines, line.rstrip()]


def _widths(boxes: list[Box], columns: int, room: int) -> list[int]:
    """Give each column what its texts need, then take from the widest until the table fits."""
    widths = [NARROWEST] * columns
    for box in boxes:
        if box.across == 1:
            needs = max(map(width, box.text.split("\n")))
            widths[box.column - 1] = max(widths[box.column - 1], min(WIDEST, needs))
    while sum(widths) + columns + 1 > room and max(widths) > NARROWEST:
        widths[widths.index(max(widths))] -= 1
    return widths


def _heights(boxes: list[Box], widths: list[int], rows: int) -> list[int]:
    heights = [1] * rows
    for box in sorted(boxes, key=lambda box: box.down):
        room = sum(widths[box.column - 1 : box.column - 1 + box.across]) + box.across - 1
        has = sum(heights[box.row - 1 : box.row - 1 + box.down]) + box.down - 1
        heights[box.row + box.down - 2] += max(0, len(wrapped(box.text, room)) - has)
    return heights


def _filled(line: str, room: int) -> list[str]:
    """Lay a line out one terminal column a place: a wide character is followed by an empty place."""
    places: list[str] = []
    for char in line:
        wide = wcwidth(char)
        places += [char, *[""] * (wide - 1)] if wide > 0 else []
        if wide <= 0 and places:
            places[-1] += char
    return places + [" "] * (room - len(places))


def _joint(row: int, column: int, lines: set[tuple[int, int]]) -> str:
    beside = ((row - 1, column), (row + 1, column), (row, column - 1), (row, column + 1))
    return _joints[tuple(int(place in lines) for place in beside)]  # type: ignore[index]
