"""What was changed, and what a person should look at: a line each, with the way to its cell."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from pipeline.emit.records import Value, spot_of
from pipeline.emit.sheets.book import TINTS, Book, letters
from pipeline.emit.sheets.listing import Heading, Listing, Written, write_listing
from pipeline.emit.sheets.records_sheet import Shown
from pipeline.messages import sentence
from pipeline.model import Cleaned, Doubt, Place, Repair, Result

_LINK = 4
_DECISIONS = ("agreed", "change", "leave as printed")


class Point(NamedTuple):
    """One thing to check: what was said, where it stands in the list."""

    shown: Shown
    told: Repair | Doubt
    table: int
    record: int | None
    column: str


def write_repairs(book: Book, result: Result) -> None:
    """Write the sheet of all repairs."""
    headings = _headings(book, "No.", "Code", "Table", "Record", "Column", "Source", "Before", "After")
    headings += _headings(book, "Certainty", "What was done", "Step")
    entries: list[list[Value]] = []
    certainties = []
    for cleaned in result.tables:
        spot = spot_of(cleaned.table)
        for repair in cleaned.repairs:
            record, column = spot(repair)
            step = book.word(repair.step).replace("_", " ")
            start: list[Value] = [len(entries) + 1, repair.code, cleaned.table.number, record, column]
            change: list[Value] = [_where(book, repair.place), repair.before, repair.after]
            entries.append([*start, *change, book.word(repair.certainty), sentence(repair, book.lang), step])
            certainties.append(repair.certainty)
    listing = Listing(book.word("Repairs"), book.word("Repairs"), headings, entries, page=150.0)
    write_listing(book, listing, lambda entry, at: TINTS[certainties[entry]] if at == 8 else "")


def write_review(book: Book, result: Result, shown: Sequence[Shown]) -> None:
    """Write the sheet of what to check: doubts and repairs to review, each with a link and room for a decision."""
    headings = _headings(book, "No.", "Kind", "Table", "Record", "Go to", "What it says", "Before", "After")
    headings += _headings(book, "Decision", "Corrected value", "Code", "Source")
    points = [point for cleaned, own in zip(result.tables, shown, strict=True) for point in _to_review(cleaned, own)]
    entries = [[number, *_point(book, point)] for number, point in enumerate(points, 1)]
    listing = Listing(book.word("To review"), book.word("To review"), headings, entries, page=150.0)
    for page in write_listing(book, listing):
        _link(book, page, points)
        _decide(book, page)


def _point(book: Book, point: Point) -> list[Value]:
    told = point.told
    name = book.word("Repair" if isinstance(told, Repair) else "Doubt")
    change: list[Value] = [told.before, told.after] if isinstance(told, Repair) else ["", ""]
    start: list[Value] = [name, point.table, point.record, point.column, sentence(told, book.lang)]
    return [*start, *change, "", "", told.code, _where(book, told.place)]


def _headings(book: Book, *names: str) -> list[Heading]:
    centred = ("No.", "Code", "Table", "Record", "Certainty", "Kind", "Go to", "Column")
    counted = ("No.", "Table", "Record")
    return [
        Heading(book.word(name), "center" if name in centred else "left", "0" if name in counted else "")
        for name in names
    ]


def _where(book: Book, place: Place) -> str:
    return book.word("table {table}, row {row}, column {column}").format(**place._asdict())


def _to_review(cleaned: Cleaned, shown: Shown) -> Iterator[Point]:
    spot = spot_of(cleaned.table)
    review = [repair for repair in cleaned.repairs if repair.certainty == "review"]
    told: list[Repair | Doubt] = [*cleaned.doubts, *review]
    for each in told:
        yield Point(shown, each, cleaned.table.number, *spot(each))


def _link(book: Book, page: Written, points: Sequence[Point]) -> None:
    style = book.boxed(align="center", font_color="#0563C1", underline=1)
    for entry in range(page.first, page.last):
        goal = points[entry].shown.address(points[entry].record, points[entry].column)
        if goal:
            target, row, at = goal
            cell = f"internal:'{target.sheet.get_name()}'!{letters(at)}{row + 1}"
            page.sheet.write_url(page.row(entry), _LINK, cell, style, points[entry].column or "→")


def _decide(book: Book, page: Written) -> None:
    """Offer the decisions to choose from."""
    if page.last > page.first:
        choice = {"validate": "list", "source": [book.word(each) for each in _DECISIONS]}
        page.sheet.data_validation(1, 8, page.last - page.first, 8, choice)
