"""A clerk opens a workbook: the list, how it was printed, who does what, what was changed, what to check."""

from __future__ import annotations

from pipeline.emit.records import records
from pipeline.emit.sheets.book import Book
from pipeline.emit.sheets.log_sheets import write_repairs, write_review
from pipeline.emit.sheets.records_sheet import write_records
from pipeline.model import Result, Wish


def to_excel(result: Result, wish: Wish) -> dict[str, bytes]:
    """Write NAME.xlsx; with several tables their sheets are numbered in reading order."""
    book = Book(wish.lang)
    shown = []
    for number, cleaned in enumerate(result.tables, 1):
        own = str(number) if len(result.tables) > 1 else ""
        shown.append(write_records(book, cleaned, records(cleaned.table), book.word("Records") + own))
    write_repairs(book, result)
    write_review(book, result, shown)
    return {".xlsx": book.close()}
