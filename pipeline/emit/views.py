"""A page shows a table twice, as printed and as records: what a template is given of it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple


class Said(NamedTuple):
    """What was said in one sentence, and the change if there was one."""

    code: str
    step: str
    sentence: str
    before: str = ""
    after: str = ""


class Seen(NamedTuple):
    """A repair, or all that is to review in a cell, as the page shows it."""

    id: str
    certainty: str
    where: str
    said: Sequence[Said]
    boxes: str
    cell: str

    @property
    def steps(self) -> str:
        """Name the steps that said something."""
        return " ".join(dict.fromkeys(each.step for each in self.said))

    @property
    def codes(self) -> str:
        """Name the codes of what was said."""
        return " ".join(dict.fromkeys(each.code for each in self.said))


class Mark(NamedTuple):
    """What was said of a box or a cell: the tint of the least certain of it, the ids, the words."""

    tint: str
    ids: str
    said: str


class BoxView(NamedTuple):
    """A box of the source, or a blank where no box is."""

    id: str
    text: str
    down: int = 1
    across: int = 1
    mark: Mark | None = None


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
    mark: Mark | None = None


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


def mark(told: Sequence[Seen]) -> Mark | None:
    """Sum up what was said of a box or a cell, if anything was."""
    if not told:
        return None
    tints = {each.certainty for each in told}
    weakest = next(tint for tint in ("review", "inferred", "sure") if tint in tints)
    said = " ".join(line.sentence for each in told for line in each.said)
    return Mark(weakest, " ".join(each.id for each in told), said)
