"""What was said names a place of the source; a person looks for it among the records, and looks at a cell once."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import NamedTuple

from pipeline.model import Certainty, Column, Doubt, Place, Repair, Table

# From the most certain to the least.
_WEAKER: tuple[Certainty, ...] = ("sure", "inferred", "review")


class Spot(NamedTuple):
    """Where a place of the source came to stand: record counted from one, and column name."""

    record: int | None
    column: str


class Point(NamedTuple):
    """One thing that wants a person's eye: its place, where that came to stand, all repairs to review and doubts about it."""

    place: Place
    spot: Spot
    told: tuple[Repair | Doubt, ...]

    @property
    def repairs(self) -> list[Repair]:
        """Give what was changed there."""
        return [each for each in self.told if isinstance(each, Repair)]

    @property
    def certainty(self) -> Certainty:
        """Give the least certain of what was said."""
        return weakest(map(certainty, self.told))


def points(told: Iterable[Repair | Doubt], spot: Callable[[Repair | Doubt], Spot]) -> tuple[Point, ...]:
    """Gather what is to review, in the order of the source: all that was said of a record's cell is one point.

    >>> seen, place = table("序号|单位; 1|发改局"), Place(1, 2, 1)
    >>> repairs = [Repair("R1", "step", place, "3", "1", "review"), Repair("R2", "step", place, "", "1", "sure")]
    >>> doubts = [Doubt("D1", "step", place, "序号"), Doubt("D2", "step", Place(1, 0, 0)), Doubt("D3", "step", Place(1, 0, 0))]
    >>> told = [*repairs, *doubts]
    >>> [(point.spot.record, [each.code for each in point.told]) for point in points(told, spot_of(seen, told))]
    [(None, ['D2']), (None, ['D3']), (1, ['R1', 'D1'])]
    """
    unsure = (each for each in told if certainty(each) == "review")
    found: dict[Spot | int, list[Repair | Doubt]] = {}
    for number, each in enumerate(sorted(unsure, key=lambda each: each.place)):
        where = spot(each)
        found.setdefault(where if where.record else number, []).append(each)
    return tuple(Point(own[0].place, spot(own[0]), tuple(own)) for own in found.values())


def certainty(told: Repair | Doubt) -> Certainty:
    """Say how certain something is; a doubt wants a person's eye as a repair to review does."""
    return told.certainty if isinstance(told, Repair) else "review"


def weakest(certainties: Iterable[Certainty]) -> Certainty:
    """Give the least certain of what was said of a cell.

    >>> weakest(["sure", "inferred"]), weakest(["review", "sure"])
    ('inferred', 'review')
    """
    return max(certainties, key=_WEAKER.index)


def spot_of(table: Table, told: Iterable[Repair | Doubt]) -> Callable[[Repair | Doubt], Spot]:
    """Give the question in which record and column each of some repairs and doubts stands.

    >>> seen, doubt = table("序号|单位; 1|发改局"), Doubt("D1", "step", Place(1, 2, 2))
    >>> spot_of(seen, [doubt])(doubt)
    Spot(record=1, column='单位')
    """
    known = _spots(table, {each.place for each in told})
    names = {column.name for column in table.columns}

    def spot(told: Repair | Doubt) -> Spot:
        found = known.get(told.place, Spot(None, ""))
        return Spot(found.record, told.column if told.column in names else found.column or told.column)

    return spot


def in_order(table: Table) -> list[tuple[int, Column]]:
    """Give the columns and where they stand: the source's order, then what the pipeline added."""
    return sorted(enumerate(table.columns), key=lambda each: each[1].made)


def _spots(table: Table, wanted: set[Place]) -> dict[Place, Spot]:
    """Find places in a table; a cell's own place counts before the one its text came from."""
    own: dict[Place, Spot] = {}
    printed: dict[Place, Spot] = {}
    order = [(at, column.name) for at, column in in_order(table)]
    for number, row in enumerate(table.rows if wanted else (), 1):
        for at, name in order:
            _, place, origin = row.cells[at]
            if place in wanted and place not in own:
                own[place] = Spot(number, name)
            if origin in wanted and origin not in printed:
                printed[origin] = Spot(number, name)
    headings = {column.place: Spot(None, column.name) for column in reversed(table.columns) if column.place}
    return headings | printed | own
