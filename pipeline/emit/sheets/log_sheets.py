"""What was changed, and what a person should look at: a line each, with the way to its cell."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import count
from typing import NamedTuple

from pipeline.emit.phrases import where
from pipeline.emit.records import Value, plain, record_of, spot_of
from pipeline.emit.sheets.book import TINTS, Book
from pipeline.emit.sheets.listing import MOST_LINKS, Entry, Heading, Link, Listing, write_listing
from pipeline.emit.sheets.pages import Address, Written
from pipeline.emit.sheets.printed_sheet import Printed
from pipeline.emit.sheets.records_sheet import Shown
from pipeline.messages import sentence
from pipeline.model import Doubt, Place, Repair
from pipeline.result import Cleaned, Result

_DECISIONS = ("agreed", "change", "leave as printed")


class Places(NamedTuple):
    """Where the cells of a table stand in the workbook: as records, and as printed."""

    shown: Shown
    printed: Printed | None = None

    def address(self, record: int | None, column: str, place: Place) -> Address | None:
        """Find the cell of a record, or where there is none, as of a total or a heading, the cell as printed."""
        return self.shown.address(record, column) or (self.printed.address(place) if self.printed else None)


class Point(NamedTuple):
    """One thing to check: what was said, where it stands in the list."""

    places: Places
    told: Repair | Doubt
    table: int
    record: int | None
    column: str
    now: str


def write_repairs(book: Book, result: Result) -> None:
    """Write the sheet of all repairs."""
    headings = _headings(book, "No.", "Code", "Table", "Record", "Column", "Source", "Before", "After")
    headings += _headings(book, "Certainty", "What was done", "Step")
    certainties = [repair.certainty for cleaned in result.tables for repair in cleaned.repairs]
    title, entries = _title(book, result, "Repairs"), _repairs(book, result)
    listing = Listing(book.word("Repairs"), title, headings, entries, len(certainties), page=175.0)
    write_listing(book, listing, lambda entry: {8: TINTS[certainties[entry]]})


def _repairs(book: Book, result: Result) -> Iterator[Entry]:
    numbers = count(1)
    for cleaned in result.tables:
        spot = spot_of(cleaned.table, cleaned.repairs)
        for repair in cleaned.repairs:
            start = (next(numbers), repair.code, cleaned.table.number, *spot(repair))
            change = (where(repair.place, book.lang), repair.before, repair.after)
            step = book.word(repair.step).replace("_", " ")
            yield (*start, *change, book.word(repair.certainty), sentence(repair, book.lang), step)


def write_review(book: Book, result: Result, places: Sequence[Places]) -> None:
    """Write the sheet of what to check: doubts and repairs to review, each with a link and room for a decision."""
    headings = _headings(
        book, "No.", "Kind", "Table", "Record", "Go to", "What it says", "Before", "After", "Value now"
    )
    headings += _headings(book, "Decision", "Corrected value", "Code", "Source")
    points = [point for cleaned, own in zip(result.tables, places, strict=True) for point in _to_review(cleaned, own)]
    entries = [_point(book, point, number) for number, point in enumerate(points, 1)]
    listing = Listing(
        book.word("To review"), _title(book, result, "To review"), headings, entries, len(entries), page=175.0
    )
    for page in write_listing(book, listing):
        if points:
            page.sheet.set_tab_color(TINTS["review"])
        _decide(book, page)


def _title(book: Book, result: Result, sheet: str) -> str:
    return f"{result.source.title or result.source.name} {book.word(sheet)}"


def _point(book: Book, point: Point, number: int) -> Entry:
    told = point.told
    name = book.word("Repair" if isinstance(told, Repair) else "Doubt")
    change = [told.before, told.after] if isinstance(told, Repair) else ["", ""]
    start: list[Value | Link] = [
        number,
        name,
        point.table,
        point.record,
        _goal(point, number),
        sentence(told, book.lang),
    ]
    return [*start, *change, point.now, "", "", told.code, where(told.place, book.lang)]


def _goal(point: Point, number: int) -> Value | Link:
    """Link to the cell, where there is one and the sheet can hold one link more."""
    cell = point.places.address(point.record, point.column, point.told.place)
    if cell is None or number > MOST_LINKS:
        return point.column
    page, row, column = cell
    return Link(point.column or "→", page.sheet.get_name(), row, column)


def _headings(book: Book, *names: str) -> list[Heading]:
    centred = ("No.", "Code", "Table", "Record", "Certainty", "Kind", "Go to", "Column")
    counted = ("No.", "Table", "Record")
    return [
        Heading(book.word(name), "center" if name in centred else "left", "0" if name in counted else "")
        for name in names
    ]


def _to_review(cleaned: Cleaned, places: Places) -> Iterator[Point]:
    """Give what to check in the order of the source, so that all that was said of a cell stands together."""
    review = [repair for repair in cleaned.repairs if repair.certainty == "review"]
    told: list[Repair | Doubt] = [*cleaned.doubts, *review]
    spot = spot_of(cleaned.table, told)
    for each in sorted(told, key=lambda each: each.place):
        record, column = spot(each)
        now = plain(record_of(cleaned.table, record).get(column)) if record else ""
        yield Point(places, each, cleaned.table.number, record, column, now)


def _decide(book: Book, page: Written) -> None:
    """Offer the decisions to choose from."""
    if page.last > page.first:
        choice = {"validate": "list", "source": [book.word(each) for each in _DECISIONS]}
        page.sheet.data_validation(1, 9, page.last - page.first, 9, choice)
