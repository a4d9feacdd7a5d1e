"""What a converted attachment is: its source, its finished tables, where each character went, and who wants it how."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from pipeline.model import Doubt, Facts, Grid, Repair, Table
from pipeline.points import Point, Spot, points, spot_of


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

    @property
    def facts(self) -> Facts:
        """Tell where the decision is written, and why it was made."""
        return {"file": self.file, "line": self.line, "reason": self.reason}


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


@dataclass(frozen=True)
class Cleaned:
    """A finished table with all that was done to it, and the grid that it was.

    Every output asks where what was told came to stand: a long table is searched for that once.
    """

    table: Table
    grid: Grid
    repairs: tuple[Repair, ...] = ()
    doubts: tuple[Doubt, ...] = ()
    targets: tuple[Target, ...] = ()

    @property
    def told(self) -> tuple[Repair | Doubt, ...]:
        """Give all that was said of the table, repairs first."""
        return (*self.repairs, *self.doubts)

    @cached_property
    def spot(self) -> Callable[[Repair | Doubt], Spot]:
        """Answer in which record and column something that was told stands."""
        return spot_of(self.table, self.told)

    @cached_property
    def points(self) -> tuple[Point, ...]:
        """Give what wants a person's eye, a cell once."""
        return points(self.told, self.spot)


@dataclass(frozen=True, slots=True)
class Result:
    """One converted attachment."""

    source: Source
    tables: tuple[Cleaned, ...]
    audit: Audit = field(default_factory=Audit)

    @property
    def to_review(self) -> int:
        """Count what wants a person's eye; all that was said of one cell is one."""
        return sum(len(cleaned.points) for cleaned in self.tables)

    @property
    def counts(self) -> dict[str, int]:
        """Count once what the closing line, the log and every output say by these words."""
        return {
            "tables": len(self.tables),
            "records": sum(len(cleaned.table.rows) for cleaned in self.tables),
            "repairs": sum(len(cleaned.repairs) for cleaned in self.tables),
            "review": self.to_review,
            "lost": self.audit.lost,
        }


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


Writer = Callable[[Result, Wish], dict[str, bytes]]
