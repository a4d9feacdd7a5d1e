"""A table as the file has it: boxes that may span rows and columns, before any judgement."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from pipeline.model.told import Doubt, Place, Repair


class Box(NamedTuple):
    """A cell as the file has it: its text, where it begins, how many rows and columns it covers."""

    text: str
    row: int
    column: int
    down: int = 1
    across: int = 1


@dataclass(frozen=True, slots=True)
class Grid:
    """A table as the file has it, before any judgement.

    ``boxes`` stand in reading order (row, then column) and never overlap; positions that no box
    covers are blank.  ``before`` and ``after`` hold the paragraphs that stand between this table and
    its neighbours.  ``parts`` names, for each part of a joined table, its first row here and its number.
    ``about`` holds the document's title and the file's name.
    """

    number: int
    height: int
    width: int
    boxes: tuple[Box, ...]
    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    title: str = ""
    notes: tuple[str, ...] = ()
    parent: Place | None = None
    header_rows: int = 0
    lost_spans: bool = False
    parts: tuple[tuple[int, int], ...] = ()
    about: tuple[str, ...] = ()
    repairs: tuple[Repair, ...] = ()
    doubts: tuple[Doubt, ...] = ()

    def place(self, row: int, column: int) -> Place:
        """Name the place, in the tables as read, of a row and column of this grid."""
        for first, number in reversed(self.parts):
            if row >= first:
                return Place(number, row - first + 1, column)
        return Place(self.number, row, column)
