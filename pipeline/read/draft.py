"""A table of a Word file between its rows and its grid."""

from __future__ import annotations

from dataclasses import dataclass, field

from pipeline.model import NO_FACTS, Box, Doubt, Grid, Place, Repair
from pipeline.read.story import Tell
from pipeline.read.table_read import TableRead

STEP = "from_docx"


@dataclass
class Draft:
    """A table that was found: what stood before it, in which cell it stands, and its boxes once it is laid out."""

    before: tuple[str, ...] = ()
    holder: Draft | None = None
    at: tuple[int, int] = (0, 0)
    read: TableRead = field(default_factory=TableRead)
    boxes: tuple[Box, ...] = ()
    height: int = 0
    width: int = 0
    columns: dict[tuple[int, int], int] = field(default_factory=dict)
    tells: list[tuple[int, int, Tell]] = field(default_factory=list)

    @property
    def depth(self) -> int:
        """Count the tables around this one."""
        return 0 if self.holder is None else self.holder.depth + 1


def grid_of(draft: Draft, numbers: dict[int, int]) -> Grid:
    """Make the grid of a table; ``numbers`` name the tables by the id of their drafts."""
    number = numbers[id(draft)]
    parent = None
    if draft.holder is not None and id(draft.holder) in numbers:
        parent = Place(numbers[id(draft.holder)], draft.at[0], draft.holder.columns[draft.at])
    tells = sorted(draft.tells, key=lambda told: told[:2])
    return Grid(
        number, draft.height, draft.width, draft.boxes, draft.before, parent=parent,
        repairs=tuple(_repair(Place(number, row, column), tell) for row, column, tell in tells if tell.code[0] == "R"),
        doubts=tuple(doubt(tell, Place(number, row, column)) for row, column, tell in tells if tell.code[0] == "D"),
    )  # fmt: skip


def _repair(place: Place, tell: Tell) -> Repair:
    return Repair(tell.code, STEP, place, tell.before, tell.after, tell.certainty, "", tell.facts)


def doubt(tell: Tell, place: Place) -> Doubt:
    """Make a doubt of the reader."""
    return Doubt(tell.code, STEP, place, "", tell.facts or NO_FACTS)
