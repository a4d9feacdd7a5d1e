"""One table that page breaks parted into several."""

from __future__ import annotations

from dataclasses import replace

from pipeline.model import Box, Grid, Place, Repair
from pipeline.numerals import read_serial
from pipeline.profile import Profile
from pipeline.repair.continued import uncontinued
from pipeline.text import blank, visible


def join_split_tables(grids: tuple[Grid, ...], profile: Profile) -> tuple[Grid, ...]:
    """Join neighbours of equal width with nothing between them where header or serials go on.

    >>> parts = (grid("序号|任务; 1|修路"), grid("序号|任务; 2|架桥"))
    >>> one, = join_split_tables(number(parts), profile)
    >>> [box.text for box in one.boxes], one.place(4, 1)
    (['序号', '任务', '1', '修路', '序号', '任务', '2', '架桥'], Place(table=2, row=2, column=1))
    >>> told(one)
    R101 1:1 '' -> '' inferred
    >>> titled = (grid("序号|任务; 1|修路"), grid("序号|任务; 1|架桥", before=("附件2",)))
    >>> len(join_split_tables(number(titled), profile))
    2
    """
    joined: list[Grid] = []
    last = -1
    for grid in grids:
        if grid.parent is None:
            if last >= 0 and _goes_on(joined[last], grid, profile):
                joined[last] = _joined(joined[last], grid)
                continue
            last = len(joined)
        joined.append(grid)
    return tuple(joined)


def _goes_on(above: Grid, below: Grid, profile: Profile) -> bool:
    """Decide whether nothing but a page parts two tables."""
    if above.width != below.width or not _nothing_between(above, below, profile):
        return False
    if any(not blank(line) for line in below.before):  # 续表 says so itself
        return True
    if _only_names(above, profile):  # the page ended below the header
        return True
    top, again = _first_filled(below), says_header_again(above, below)
    first, last = _first_serial(below, top + again), _last_serial(above)
    if first is not None and last is not None:
        return 1 < first >= last and (again or first <= last + 2)
    return again or (last is not None and first is None and _starts_blank(below, top))


def _nothing_between(above: Grid, below: Grid, profile: Profile) -> bool:
    """Ask whether all that stands between two tables says that the second goes on with the first: 续表, its title （续）."""
    between, titles = [line for line in below.before if not blank(line)], _titles(above)
    return all(profile.is_continued(line) or uncontinued(line, profile) in titles for line in between)


def _titles(grid: Grid) -> list[str]:
    """Give what a continuation may repeat: the title above the table, or the one that its first row holds alone."""
    first = [box for box in grid.boxes if box.row == 1]
    return [visible(text) for text in (grid.title, first[0].text if len(first) == 1 else "") if not blank(text)]


def says_header_again(above: Grid, below: Grid) -> bool:
    """Ask whether the first row of the second table that holds text names the columns of the first again."""
    top = _first_filled(below)
    again = [visible(box.text) for box in below.boxes if box.row == top]
    rows = {box.row for box in above.boxes if box.row <= 4}
    return len(again) > 1 and any(again == [visible(b.text) for b in above.boxes if b.row == row] for row in rows)


def _only_names(grid: Grid, profile: Profile) -> bool:
    """Ask whether a table is one row of which at least half are names that columns are known to have."""
    names = [visible(box.text) for box in grid.boxes if not blank(box.text)]
    return grid.height == 1 and len(names) > 1 and profile.names_columns(names)


def _serials(text: str) -> list[int]:
    """Read the serials of a cell, one a line: records may be stacked in it."""
    found = [read_serial(line) for line in text.split("\n") if not blank(line)]
    return [each.number for each in found if each]


def _first_serial(grid: Grid, row: int) -> int | None:
    boxes = [box for box in grid.boxes if box.row == row and box.column == 1]
    return next(iter(_serials(boxes[0].text)), None) if boxes else None


def _last_serial(grid: Grid) -> int | None:
    for box in reversed(grid.boxes):
        if box.column == 1 and (values := _serials(box.text)):
            return values[-1]
    return None


def _first_filled(grid: Grid) -> int:
    """Give the first row that holds text: a page break may leave an empty one above it."""
    return next((box.row for box in grid.boxes if not blank(box.text)), 1)


def _starts_blank(grid: Grid, row: int) -> bool:
    return not any(box.row == row and box.column == 1 and not blank(box.text) for box in grid.boxes)


def _joined(above: Grid, below: Grid) -> Grid:
    offset = above.height
    boxes = tuple(Box(b.text, b.row + offset, b.column, b.down, b.across) for b in below.boxes)
    told = Repair("R101", "join_split_tables", Place(below.number, 1, 1), "", "", "inferred")
    return replace(
        above,
        height=above.height + below.height,
        boxes=above.boxes + boxes,
        after=below.after,
        notes=above.notes + tuple(note for note in below.notes if note not in above.notes),
        parts=(*(above.parts or ((1, above.number),)), (offset + 1, below.number)),
        repairs=(*above.repairs, *below.repairs, told),
        doubts=above.doubts + below.doubts,
    )
