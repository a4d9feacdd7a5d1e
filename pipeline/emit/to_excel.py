"""A clerk opens a workbook: the list, how it was printed, who does what, what was changed, what to check."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.emit.duties import duties, groups
from pipeline.emit.records import Record, plain, records
from pipeline.emit.sheets.about_sheet import write_about, write_long_texts
from pipeline.emit.sheets.book import Book, check_width, letters
from pipeline.emit.sheets.counts import Area, Block, of_duties, of_groups
from pipeline.emit.sheets.duties_sheet import write_duties
from pipeline.emit.sheets.log_sheets import Places, write_repairs, write_review
from pipeline.emit.sheets.printed_sheet import write_printed
from pipeline.emit.sheets.records_sheet import Shown, write_records
from pipeline.emit.sheets.statistics_sheet import write_statistics
from pipeline.emit.sheets.targets_sheet import write_targets
from pipeline.result import Cleaned, Result, Wish

# Beyond so many records the workbook holds the lists only, and says so: the rest would take gigabytes.
MOST_LAID_OUT = 20_000
_LEFT_OUT = "The table is so long that only the lists stand here; the table as printed and the counts are left out."


def to_excel(result: Result, wish: Wish) -> dict[str, bytes]:
    """Write NAME.xlsx; with several tables their sheets are numbered in reading order."""
    check_width(result)
    long_lists = sum(len(cleaned.table.rows) for cleaned in result.tables) > MOST_LAID_OUT
    book = Book(wish.lang, long_lists)
    if long_lists:
        book.limited(_LEFT_OUT)
    places = [
        _write_table(book, cleaned, wish, str(number) if len(result.tables) > 1 else "")
        for number, cleaned in enumerate(result.tables, 1)
    ]
    write_repairs(book, result)
    write_review(book, result, places)
    write_long_texts(book)
    write_about(book, result, wish)
    return {".xlsx": book.close()}


def _write_table(book: Book, cleaned: Cleaned, wish: Wish, number: str) -> Places:
    shown = write_records(book, cleaned, book.word("Records") + number)
    if book.long_lists:
        return Places(shown)
    rows = records(cleaned.table)
    printed = write_printed(book, cleaned, book.word("As printed") + number)
    blocks = _counted(book, cleaned, rows, wish, shown, number)
    if rows and blocks:
        area, name = Area(shown.pages), book.word("Statistics") + number
        write_statistics(book, blocks, area, len(rows), name, cleaned.table.title)
    if cleaned.targets:
        write_targets(book, cleaned, rows, book.word("Targets") + number)
    return Places(shown, printed)


def _counted(
    book: Book, cleaned: Cleaned, rows: Sequence[Record], wish: Wish, shown: Shown, number: str
) -> list[Block]:
    """Write the duties, where there are any, and count them and the groups."""
    table, blocks = cleaned.table, []
    if found := duties(table, rows, wish.aliases):
        area = Area(write_duties(book, found, table.title, book.word("Responsibilities") + number))
        kinds = [kind for kind in ("unit", "person") if any(duty.kind == kind for duty in found)]
        blocks = [of_duties(book, found, area, kind) for kind in kinds]
    for column in groups(table)[:1]:
        letter = letters(shown.columns[column.name])
        blocks.append(of_groups(book, (plain(row[column.name]) for row in rows), Area(shown.pages), letter))
    return blocks
