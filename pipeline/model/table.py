"""A table laid out: rows of equal length, no spans; and what a step makes of one."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from itertools import chain, count
from typing import TYPE_CHECKING, NamedTuple

from pipeline.model.told import Doubt, Place, Repair

if TYPE_CHECKING:
    from pipeline.profile import Profile


class Cell(NamedTuple):
    """A text laid out at a place; ``origin`` is where it is printed if that is another place."""

    text: str
    place: Place
    origin: Place | None = None

    @property
    def source(self) -> Place:
        """Give the place where the text is printed."""
        return self.origin or self.place

    @property
    def from_above(self) -> bool:
        """Ask whether the text is printed in another row: the cell is the lower part of a merge, or was filled."""
        return self.origin is not None and self.origin[:2] != self.place[:2]


class Row(NamedTuple):
    """Cells of equal count in every row, and the first and last grid row they came from.

    ``short`` counts the cells that the file prints fewer than the table is wide.
    """

    cells: tuple[Cell, ...]
    first: int
    last: int
    short: int = 0

    @property
    def texts(self) -> tuple[str, ...]:
        """Give the text of each cell."""
        return tuple([cell.text for cell in self.cells])

    @property
    def one_box(self) -> bool:
        """Ask whether one box covers the whole row."""
        first = self.cells[0].source
        return all(cell.source == first for cell in reversed(self.cells))

    @property
    def printed(self) -> str:
        """Give what the file prints in the row, each merge once, as one line."""
        own = [cell for cell in self.cells if cell.origin is None and cell.place[:2] == self.cells[0].place[:2]]
        return "｜".join(cell.text for cell in own if cell.text.strip())


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: its clean name, what it means, and where its name is printed.

    ``type`` is one of string, integer, number, date, array.  ``part`` tells lead from cooperating
    units.  ``unit`` is the unit of measure of its numbers.  ``made`` columns were added by the program.
    """

    name: str
    printed: str = ""
    role: str = ""
    type: str = "string"
    unit: str = ""
    part: str = ""
    place: Place | None = None
    made: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table laid out: rows of equal length.  Until its header is found it has no ``columns``."""

    number: int
    rows: tuple[Row, ...]
    columns: tuple[Column, ...] = ()
    title: str = ""
    notes: tuple[str, ...] = ()
    totals: tuple[Row, ...] = ()
    parent: Place | None = None
    header_rows: int = 0
    lost_spans: bool = False
    parts: tuple[tuple[int, int], ...] = ()
    about: tuple[str, ...] = ()

    @property
    def width(self) -> int:
        """Give the number of columns."""
        return len(self.rows[0].cells) if self.rows else len(self.columns)

    def texts(self, column: int) -> list[str]:
        """Give the texts of one column, counted from zero."""
        return [row.cells[column].text for row in self.rows]

    def with_cells(self, changed: Mapping[tuple[int, int], Cell]) -> Table:
        """Put cells at (row, column), counted from zero; rows without one are handed on as they are."""
        rows = list(self.rows)
        for (at, column), cell in changed.items():
            cells = rows[at].cells
            rows[at] = rows[at]._replace(cells=(*cells[:column], cell, *cells[column + 1 :]))
        return replace(self, rows=tuple(rows)) if changed else self

    def with_column(self, column: Column, cells: Mapping[int, Cell]) -> Table:
        """Add a column that the program makes, blank where a row has no cell for it."""
        column = replace(column, name=self.free_name(column.name), made=True)
        rows = [
            row._replace(cells=(*row.cells, cells.get(at, Cell("", row.cells[0].place))))
            for at, row in enumerate(self.rows)
        ]
        return replace(self, rows=tuple(rows), columns=(*self.columns, column))

    def free_name(self, name: str) -> str:
        """Give the name itself, or with the first number that no column has: a list that was once a result prints 原序号."""
        taken = {column.name for column in self.columns}
        return next(each for each in chain([name], (f"{name}_{number}" for number in count(2))) if each not in taken)

    def with_printed(self, at: int, cells: Mapping[int, Cell]) -> Table:
        """Keep cells of a column as they were printed in one of its own, 原责任人, where there are any to keep."""
        name = "原" + self.columns[at].name
        return self.with_column(Column(name, role="printed"), cells) if cells else self

    def with_role(self, *roles: str) -> list[int]:
        """Give the columns, counted from zero, that have one of the roles."""
        return [at for at, column in enumerate(self.columns) if column.role in roles]


class Fixed(NamedTuple):
    """What a step gives back: the table, what it changed, what it left alone though it looks odd."""

    table: Table
    repairs: tuple[Repair, ...] = ()
    doubts: tuple[Doubt, ...] = ()


Step = Callable[[Table, "Profile"], Fixed]
