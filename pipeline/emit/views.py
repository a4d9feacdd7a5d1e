"""A page shows a table twice, as printed and as records: what a template is given of it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple


class Seen(NamedTuple):
    """A repair or doubt as the page shows it."""

    id: str
    code: str
    step: str
    certainty: str
    said: str
    where: str
    before: str
    after: str
    change: bool
    boxes: str
    cell: str

    @property
    def tint(self) -> str:
        """Give the tint: a doubt wants a person's eye as a repair to review does."""
        return "review" if self.certainty == "doubt" else self.certainty


class BoxView(NamedTuple):
    """A box of the source, or a blank where no box is."""

    id: str
    text: str
    down: int = 1
    across: int = 1
    told: Sequence[Seen] = ()

    @property
    def tint(self) -> str:
        """Give the tint of the least certain thing said of it."""
        return _weakest(self.told)


class RowView(NamedTuple):
    """A row of the source: its number at the edge, whether it names columns, its boxes."""

    label: str
    heading: bool
    boxes: Sequence[BoxView]


class CellView(NamedTuple):
    """A cell of a record, with the ids of the boxes that its text came from."""

    id: str
    text: str
    boxes: str
    told: Sequence[Seen] = ()

    @property
    def tint(self) -> str:
        """Give the tint of the least certain thing said of it."""
        return _weakest(self.told)


class TableView(NamedTuple):
    """A table as the page shows it."""

    number: int
    heading: str
    notes: Sequence[str]
    columns: Sequence[str]
    rows: Sequence[RowView]
    head: int
    records: Sequence[Sequence[CellView]]
    totals: Sequence[str]
    source_widths: Sequence[float]
    widths: Sequence[float]
    told: Sequence[Seen]
    left_out: bool


def _weakest(told: Sequence[Seen]) -> str:
    return next((tint for tint in ("review", "inferred", "sure") if any(each.tint == tint for each in told)), "")
