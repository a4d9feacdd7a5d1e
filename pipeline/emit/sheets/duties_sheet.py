"""Who does what, a row for each unit and person of a record, ready for a pivot table."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.emit.duties import Duty
from pipeline.emit.phrases import shortened
from pipeline.emit.records import Value
from pipeline.emit.sheets.book import Book
from pipeline.emit.sheets.listing import Heading, Listing, write_listing
from pipeline.emit.sheets.pages import Written

# Where the statistics find the kind, the part and the name, as letters of the columns.
KIND, PART, NAME = "E", "F", "G"
PARTS = {"lead": "lead", "cooperating": "cooperating", "": "responsible"}


def write_duties(book: Book, duties: Sequence[Duty], title: str, name: str) -> list[Written]:
    """Write the sheet of duties."""
    centred = ("Record", "Serial", "Kind", "Part")
    names = ("Record", "Serial", "Group", "Item", "Kind", "Part", "Name", "In column", "Spelt out from")
    headings = [Heading(book.word(each), "center" if each in centred else "left", "") for each in names]
    headings[:2] = [heading._replace(number="0") for heading in headings[:2]]
    # A column that is blank in every row tells nothing.
    wide = len(names) if any(duty.printed for duty in duties) else len(names) - 1
    entries = [_entry(book, duty)[:wide] for duty in duties]
    return write_listing(
        book,
        Listing(name, f"{title} {book.word('Responsibilities')}", headings[:wide], entries, len(entries), frozen=0),
    )


def _entry(book: Book, duty: Duty) -> tuple[Value, ...]:
    kind, part = book.word(duty.kind), book.word(PARTS.get(duty.part, duty.part))
    return (
        duty.record,
        duty.serial,
        duty.group,
        shortened(duty.item),
        kind,
        part,
        duty.name,
        duty.column,
        duty.printed,
    )
