"""The nouns of the house: what every room hands to the next, frozen and picklable.

Two states of the world have two types.  A ``Grid`` is a table as the file has it: boxes that may
span rows and columns.  A ``Table`` is laid out: rows of equal length, no spans.  Only
``repair.settle_grid`` leads from one to the other.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from pipeline.profile import Profile

Certainty = Literal["sure", "inferred", "review"]
Facts = Mapping[str, str | int]
NO_FACTS: Facts = MappingProxyType({})


class Place(NamedTuple):
    """Where something stands in the source: table, row and column, counted from one as a reader counts."""

    table: int
    row: int
    column: int


class Box(NamedTuple):
    """A cell as the file has it: its text, where it begins, how many rows and columns it covers."""

    text: str
    row: int
    column: int
    down: int = 1
    across: int = 1


class Cell(NamedTuple):
    """A text laid out at a place; ``origin`` is where it is printed if that is another place."""

    text: str
    place: Place
    origin: Place | None = None

    @property
    def source(self) -> Place:
        """Give the place where the text is printed."""
        return self.origin or self.place


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
        return tuple(cell.text for cell in self.cells)

    @property
    def printed(self) -> str:
        """Give what the file prints in the row, each merge once, as one line."""
        own = [cell for cell in self.cells if cell.origin is None and cell.place[:2] == self.cells[0].place[:2]]
        return "｜".join(cell.text for cell in own if cell.text.strip())


class Repair(NamedTuple):
    """A change made to the source: which step made it, where, from what to what, how certain."""

    code: str
    step: str
    place: Place
    before: str
    after: str
    certainty: Certainty
    column: str = ""
    facts: Facts = NO_FACTS


class Doubt(NamedTuple):
    """Something that looks odd and was left alone."""

    code: str
    step: str
    place: Place
    column: str = ""
    facts: Facts = NO_FACTS


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
        taken = any(other.name == column.name for other in self.columns)
        column = replace(column, name=column.name + "_2" if taken else column.name, made=True)
        rows = [
            row._replace(cells=(*row.cells, cells.get(at, Cell("", row.cells[0].place))))
            for at, row in enumerate(self.rows)
        ]
        return replace(self, rows=tuple(rows), columns=(*self.columns, column))

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


class Target(NamedTuple):
    """A number promised in a task's text; ``start`` and ``end`` bound its words in the cell's text.

    ``comparison`` is one of = ≥ ≤ > < ≈; ``change`` is increase or decrease where the number says by how
    much, and empty where it is the number that shall be reached.
    """

    record: int
    column: str
    measure: str
    comparison: str
    number: float
    unit: str
    start: int
    end: int
    words: str
    change: str = ""


class Correction(NamedTuple):
    """A value that a person decided on: where, what was expected to stand there, what shall stand there.

    ``fields`` counts the fields of a line that has a wrong number of them, and is 0 for every other line.
    """

    table: int
    record: str
    column: str
    old: str
    new: str
    reason: str = ""
    file: str = ""
    line: int = 0
    fields: int = 0


@dataclass(frozen=True, slots=True)
class Source:
    """The file that was read: name, kind, SHA-256 of its bytes, encoding where it is a text."""

    name: str
    format: str
    sha256: str
    encoding: str | None = None
    title: str = ""


@dataclass(frozen=True, slots=True)
class Document:
    """What a reader gives: the source and its tables in reading order, nested ones after their holder."""

    source: Source
    grids: tuple[Grid, ...]


@dataclass(frozen=True, slots=True)
class Audit:
    """Where each visible character of the source's tables went."""

    characters: int = 0
    in_records: int = 0
    elsewhere: int = 0
    dropped: int = 0

    @property
    def lost(self) -> int:
        """Count what is nowhere: other than 0 it is a bug of this program."""
        return self.characters - self.in_records - self.elsewhere - self.dropped


@dataclass(frozen=True, slots=True)
class Cleaned:
    """A finished table with all that was done to it, and the grid that it was."""

    table: Table
    grid: Grid
    repairs: tuple[Repair, ...] = ()
    doubts: tuple[Doubt, ...] = ()
    targets: tuple[Target, ...] = ()


@dataclass(frozen=True, slots=True)
class Result:
    """One converted attachment."""

    source: Source
    tables: tuple[Cleaned, ...]
    audit: Audit = field(default_factory=Audit)

    @property
    def to_review(self) -> int:
        """Count the places that want a person's eye; a repair and a doubt about one cell are one."""
        doubted = {(doubt.place, doubt.column) for table in self.tables for doubt in table.doubts}
        unsure = (repair for table in self.tables for repair in table.repairs if repair.certainty == "review")
        return len(doubted | {(repair.place, repair.column) for repair in unsure})


@dataclass(frozen=True, slots=True)
class Wish:
    """What the reader of the outputs wants: language, form of the CSV, name without ending, group names spelt out.

    Without a ``lang`` the outputs speak the language of the document.
    ``split_by`` names the column by whose values the records are parted into workbooks of their own.
    """

    lang: str = "zh"
    bom: bool = True
    csv_raw: bool = False
    stem: str = ""
    version: str = ""
    aliases: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    split_by: str = ""


Step = Callable[[Table, "Profile"], Fixed]
Writer = Callable[[Result, Wish], dict[str, bytes]]
