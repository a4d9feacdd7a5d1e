"""A list longer than a sheet goes on in further sheets, and 说明 says where."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from pipeline.emit.sheets import book as limits
from pipeline.emit.sheets.book import Book
from pipeline.emit.sheets.sheet import Sheet


class Written(NamedTuple):
    """A sheet of a list, and which of its entries stand there."""

    sheet: Sheet
    first: int
    last: int

    def row(self, entry: int) -> int:
        """Give the row, counted from zero, where an entry counted from zero stands."""
        return entry - self.first + 1


class Address(NamedTuple):
    """A cell of the workbook: its sheet, row and column, counted from zero."""

    page: Written
    row: int
    column: int


def pages(name: str, count: int) -> Iterator[tuple[str, int, int]]:
    """Part a list into sheets that can hold it.

    >>> list(pages("清单", 2_000_000))
    [('清单', 0, 1048575), ('清单_2', 1048575, 2000000)]
    """
    room = limits.MOST_ROWS - 1
    for number, first in enumerate(range(0, max(count, 1), room), 1):
        yield (name if number == 1 else f"{name}_{number}"), first, min(first + room, count)


def tell_further(book: Book, written: Sequence[Written]) -> None:
    """Tell where a list goes on that is longer than a sheet."""
    name, *further = (page.sheet.get_name() for page in written)
    if further:
        book.limited(
            "{name} is longer than a sheet holds and goes on in {sheets}.", name=name, sheets="、".join(further)
        )
