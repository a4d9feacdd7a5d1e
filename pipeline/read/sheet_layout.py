"""What a sheet says about its cells besides their values: merges, what is hidden, formulas without a result."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from typing import IO, NamedTuple

from lxml import etree

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
ROW, COLUMN, MERGE, FORMULA, VALUE = (MAIN + name for name in ("row", "col", "mergeCell", "f", "v"))
# A range may name whole columns or rows.  A sheet has no more.
LAST_ROW, LAST_COLUMN = 1 << 20, 1 << 14


class Merge(NamedTuple):
    """A merged range: its first and last row and column, counted from one."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass
class SheetLayout:
    """Merges by the row in which they begin, hidden rows, hidden columns as (first, last), formulas without a result."""

    merges: dict[int, list[Merge]] = field(default_factory=dict)
    rows: set[int] = field(default_factory=set)
    columns: list[tuple[int, int]] = field(default_factory=list)
    unresolved: list[str] = field(default_factory=list)

    def hidden(self, row: int, column: int) -> bool:
        """Ask whether a cell stands in a hidden row or column."""
        return row in self.rows or any(first <= column <= last for first, last in self.columns)


def layout(sheet: IO[bytes]) -> SheetLayout:
    """Read the layout of a sheet, row by row; openpyxl gives it only with the whole sheet in memory."""
    from openpyxl.utils.cell import range_boundaries

    found = SheetLayout()
    number = 0
    for _, element in etree.iterparse(sheet, tag=(ROW, COLUMN, MERGE), resolve_entities=False, no_network=True):
        if element.tag == ROW:
            number = int(element.get("r") or number + 1)
            if number > LAST_ROW:  # openpyxl would give all the rows up to it
                raise ValueError(number)
            found.unresolved += _without_result(element)
            _note_row(found, number, element)
        elif element.tag == COLUMN and _is_hidden(element):
            found.columns.append((int(element.get("min")), int(element.get("max"))))
        elif element.tag == MERGE:
            left, top, right, bottom = range_boundaries(element.get("ref"))
            merge = Merge(top or 1, left or 1, bottom or LAST_ROW, right or LAST_COLUMN)
            found.merges.setdefault(merge.top, []).append(merge)
    return found


def _note_row(found: SheetLayout, number: int, row: etree._Element) -> None:
    """Note whether a row is hidden, and let go of it."""
    if _is_hidden(row):
        found.rows.add(number)
    holder = row.getparent()
    row.clear()
    while holder is not None and row.getprevious() is not None:
        del holder[0]


def _without_result(row: etree._Element) -> list[str]:
    """Name the cells of a row whose formulas nobody has calculated yet; an empty text is a result."""
    cells = (formula.getparent() for formula in row.iter(FORMULA))
    return [
        cell.get("r", "") for cell in cells if cell is not None and not cell.findtext(VALUE) and cell.get("t") != "str"
    ]


def _is_hidden(element: etree._Element) -> bool:
    return element.get("hidden") in ("1", "true")


class Covering:
    """The merges that reach into a row, from one row to the next; never laid out as cells, which may be billions."""

    def __init__(self, merges: dict[int, list[Merge]]) -> None:
        self.merges = merges
        self.open: list[Merge] = []
        self.lefts: list[int] = []

    def enter(self, row: int) -> None:
        """Go on to a row; a merge that overlaps one from above is none, as a damaged file has it."""
        still = [each for each in self.open if each.bottom >= row]
        for each in sorted(self.merges.get(row, ()), key=lambda merge: merge.left):
            if not any(each.left <= other.right and other.left <= each.right for other in still):
                still.append(each)
        self.open = sorted(still, key=lambda merge: merge.left)
        self.lefts = [each.left for each in self.open]

    def at(self, column: int) -> Merge | None:
        """Give the merge that covers a column of the row."""
        index = bisect_right(self.lefts, column) - 1
        return self.open[index] if index >= 0 and self.open[index].right >= column else None
