"""Numbers that a task promises, out of its text and into rows that can be sorted."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.emit.duties import about
from pipeline.emit.phrases import shortened
from pipeline.emit.records import Record
from pipeline.emit.sheets.book import Book
from pipeline.emit.sheets.listing import Entry, Heading, Listing, write_listing
from pipeline.result import Cleaned, Target


def write_targets(book: Book, cleaned: Cleaned, rows: Sequence[Record], name: str) -> None:
    """Write the sheet of targets."""
    centred = ("Record", "Change", "Comparison", "Unit", "Serial")
    names = ("Record", "Serial", "Item", "Measure", "Change", "Comparison", "Number", "Unit", "As written", "In column")
    headings = [Heading(book.word(each), "center" if each in centred else "left") for each in names]
    headings[:2] = [heading._replace(number="0") for heading in headings[:2]]
    digits = max((len(str(target.number)) for target in cleaned.targets), default=0)
    headings[6] = Heading(book.word("Number"), "right", "General", digits)
    entries = [_entry(book, cleaned, rows, target) for target in cleaned.targets]
    write_listing(
        book, Listing(name, f"{cleaned.table.title} {book.word('Targets')}", headings, entries, len(entries), frozen=0)
    )


def _entry(book: Book, cleaned: Cleaned, rows: Sequence[Record], target: Target) -> Entry:
    serial, _, item = about(cleaned.table, rows[target.record - 1])
    number = int(target.number) if target.number.is_integer() else target.number
    start = (target.record, serial, shortened(item), target.measure)
    change = book.word(target.change) if target.change else ""
    return (*start, change, target.comparison, number, target.unit, target.words, target.column)
