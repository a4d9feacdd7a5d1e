"""What was changed, and what a person should look at: a line each, with the way to its cell."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import count, groupby
from typing import NamedTuple

from pipeline.emit.records import Value, plain, record_of
from pipeline.emit.sheets.book import TINTS, Book
from pipeline.emit.sheets.listing import MOST_LINKS, Entry, Heading, Link, Listing, write_listing
from pipeline.emit.sheets.pages import Address, Written
from pipeline.emit.sheets.printed_sheet import Printed
from pipeline.emit.sheets.records_sheet import Shown
from pipeline.messages import sentence, where
from pipeline.model import Place, Repair, Table
from pipeline.points import Point
from pipeline.result import Result

_DECISIONS = ("agreed", "change", "leave as printed")
_CHANGE = "Choose; to change, type the right value beside it. Then save, run make corrections (corrections.bat), and convert again."
_AGREE = "Nothing can be changed here: agree, or mend the attachment. Then save, run make corrections (corrections.bat), and convert again."
# What 待核对 tells of a cell, what is typed beside it, and where it comes from.
_TOLD = ("No.", "Kind", "Table", "Record", "Go to", "What it says", "Before", "After", "Value now")
_TYPED = ("Decision", "Corrected value")
_ORIGIN = ("Code", "Source")


class Places(NamedTuple):
    """Where the cells of a table stand in the workbook: as records, and as printed."""

    shown: Shown
    printed: Printed | None = None

    def address(self, record: int | None, column: str, place: Place) -> Address | None:
        """Find the cell of a record, or where there is none, as of a total or a heading, the cell as printed."""
        return self.shown.address(record, column) or (self.printed.address(place) if self.printed else None)


class Found(NamedTuple):
    """One thing to check, its table, and where that stands in the workbook."""

    places: Places
    table: Table
    point: Point


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
        for repair in cleaned.repairs:
            start = (next(numbers), repair.code, cleaned.table.number, *cleaned.spot(repair))
            change = (where(repair.place, book.lang), repair.before, repair.after)
            step = book.word(repair.step).replace("_", " ")
            yield (*start, *change, book.word(repair.certainty), sentence(repair, book.lang), step)


def write_review(book: Book, result: Result, places: Sequence[Places]) -> None:
    """Write the sheet of what to check: each cell that wants a person's eye once, with a link and room for a decision."""
    found = _found(result, places)
    for page in _write_points(book, result, found, _TYPED):
        _decide(book, page, [each.point for each in found])


def write_review_of_share(book: Book, share: Result, places: Sequence[Places]) -> None:
    """Write what to check of some records: they have other numbers here than in the whole, so nothing is decided here."""
    _write_points(book, share, _found(share, places), ())


def _found(result: Result, places: Sequence[Places]) -> list[Found]:
    pairs = zip(result.tables, places, strict=True)
    return [Found(own, cleaned.table, point) for cleaned, own in pairs for point in cleaned.points]


def _write_points(book: Book, result: Result, found: Sequence[Found], typed: Sequence[str]) -> list[Written]:
    """Write a line for each, the columns to type in before code and source."""
    headings = _headings(book, *_TOLD, *typed, *_ORIGIN)
    blanks = [""] * len(typed)
    entries = [[*_told(book, number, each), *blanks, *_origin(book, each)] for number, each in enumerate(found, 1)]
    title = _title(book, result, "To review")
    pages = write_listing(book, Listing(book.word("To review"), title, headings, entries, len(entries), page=175.0))
    for page in pages if found else ():
        page.sheet.set_tab_color(TINTS["review"])
    return pages


def _title(book: Book, result: Result, sheet: str) -> str:
    return f"{result.source.title or result.source.name} {book.word(sheet)}"


def _told(book: Book, number: int, found: Found) -> list[Value | Link]:
    """Give the line of a cell: all that was said of it, what stood there and what stands there."""
    point, (record, column) = found.point, found.point.spot
    kinds = _lines(book.word("Repair" if isinstance(each, Repair) else "Doubt") for each in point.told)
    said = _lines(sentence(each, book.lang) for each in point.told)
    change = (point.repairs[0].before, point.repairs[-1].after) if point.repairs else ("", "")
    now = plain(record_of(found.table, record).get(column)) if record else ""
    return [number, kinds, found.table.number, record, _goal(found.places, point, number), said, *change, now]


def _origin(book: Book, found: Found) -> tuple[str, str]:
    return _lines(each.code for each in found.point.told), where(found.point.place, book.lang)


def _lines(texts: Iterable[str]) -> str:
    return "\n".join(dict.fromkeys(texts))


def _goal(places: Places, point: Point, number: int) -> Value | Link:
    """Link to the cell, where there is one and the sheet can hold one link more."""
    record, column = point.spot
    cell = places.address(record, column, point.place)
    if cell is None or number > MOST_LINKS:
        return column
    page, row, at = cell
    return Link(column or "→", page.sheet.get_name(), row, at)


def _headings(book: Book, *names: str) -> list[Heading]:
    centred = ("No.", "Code", "Table", "Record", "Certainty", "Kind", "Go to", "Column")
    counted = ("No.", "Table", "Record")
    return [
        Heading(book.word(name), "center" if name in centred else "left", "0" if name in counted else "")
        for name in names
    ]


def _decide(book: Book, page: Written, points: Sequence[Point]) -> None:
    """Offer the decisions to choose from; what is no cell of a record can be agreed to, and not be changed here."""
    shown = enumerate(points[page.first : page.last], 1)
    areas: dict[bool, list[list[int]]] = {}
    for in_record, lines in groupby(shown, key=lambda line: line[1].spot.record is not None):
        rows = [row for row, _ in lines]
        areas.setdefault(in_record, []).append([rows[0], len(_TOLD), rows[-1], len(_TOLD)])
    for in_record, (first, *others) in areas.items():
        decisions, prompt = (_DECISIONS, _CHANGE) if in_record else (_DECISIONS[:1], _AGREE)
        offered = {"validate": "list", "source": [book.word(each) for each in decisions]}
        page.sheet.data_validation(*first, offered | {"other_cells": others, "input_message": book.word(prompt)})
