"""Each unit gets a workbook of its own with only its records, and an index says who got what."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import replace

from pipeline.emit.duties import duties
from pipeline.emit.parts import column_of, parts
from pipeline.emit.records import plain, records
from pipeline.emit.sheets.about_sheet import write_long_texts, write_share
from pipeline.emit.sheets.book import Book, check_width
from pipeline.emit.sheets.duties_sheet import write_duties
from pipeline.emit.sheets.listing import Entry, Heading, Listing, write_listing
from pipeline.emit.sheets.log_sheets import Places, write_review_of_share
from pipeline.emit.sheets.records_sheet import write_records
from pipeline.emit.sheets.targets_sheet import write_targets
from pipeline.messages import word
from pipeline.model import Table
from pipeline.result import Cleaned, Result, Wish
from pipeline.text import safe_name

# The stem, the name of the column and the ending share the 255 bytes of a file's name.
_LONGEST_COLUMN = 50


def to_books(result: Result, wish: Wish) -> dict[str, bytes]:
    """Write NAME.COLUMN/UNIT.xlsx for each unit or other value of the column, and an index beside them."""
    check_width(result)
    column = column_of(result, wish.split_by)
    shares = parts(result, column, wish.aliases)
    index = word("Index", wish.lang)
    files = _files(shares, index, word("nobody named", wish.lang))
    made = {index: _index(result, shares, files, column, wish)}
    made |= {files[name]: _book(result, share, column, name, wish) for name, share in shares.items()}
    folder = safe_name(column, _LONGEST_COLUMN)
    return {f".{folder}/{file}.xlsx": data for file, data in made.items()}


def _files(shares: Mapping[str, Result], index: str, nobody: str) -> dict[str, str]:
    """Name a file for each share; names that a system could take for one get a number."""
    taken = {index.casefold()}
    files: dict[str, str] = {}
    for name in shares:
        wanted = safe_name(name or nobody)
        number, free = 1, wanted
        while _folded(free) in taken:
            number += 1
            free = f"{wanted}_{number}"
        taken.add(_folded(free))
        files[name] = free
    return files


def _folded(name: str) -> str:
    return unicodedata.normalize("NFC", name).casefold()


def _book(whole: Result, share: Result, column: str, name: str, wish: Wish) -> bytes:
    book, several = Book(wish.lang), len(share.tables) > 1
    whose = name or book.word("nobody named")
    share = _titled(share, whose)
    places = [
        _write_table(book, cleaned, wish, str(at) if several else "") for at, cleaned in enumerate(share.tables, 1)
    ]
    if share.to_review:
        write_review_of_share(book, share, places)
    write_long_texts(book)
    write_share(book, share, whole, (column, whose), wish)
    return book.close()


def _titled(share: Result, whose: str) -> Result:
    """Say in the titles whose list it is, as a page in print has nothing else to tell it by."""
    tables = (
        replace(each, table=replace(each.table, title=f"{each.table.title} {whose}".strip())) for each in share.tables
    )
    title = f"{share.source.title or share.source.name} {whose}"
    return replace(share, source=replace(share.source, title=title), tables=tuple(tables))


def _write_table(book: Book, cleaned: Cleaned, wish: Wish, number: str) -> Places:
    rows = records(cleaned.table)
    shown = write_records(book, cleaned, book.word("Records") + number)
    if found := duties(cleaned.table, rows, wish.aliases):
        write_duties(book, found, cleaned.table.title, book.word("Responsibilities") + number)
    if cleaned.targets:
        write_targets(book, cleaned, rows, book.word("Targets") + number)
    return Places(shown)


def _index(result: Result, shares: Mapping[str, Result], files: Mapping[str, str], column: str, wish: Wish) -> bytes:
    """Write who got what: a line for each name and table."""
    book = Book(wish.lang)
    say = book.word
    headings = [Heading(say("No."), "center", "0"), Heading(column), Heading(say("File"))]
    headings += [Heading(say("Table"), "center", "0")] if len(result.tables) > 1 else []
    headings += [Heading(say("Number of records"), "center", "0"), Heading(say("Serials"))]
    entries = [
        (number, name or say("nobody named"), files[name] + ".xlsx", *line)
        for number, (name, share) in enumerate(shares.items(), 1)
        for line in _lines(share, several=len(result.tables) > 1)
    ]
    title = f"{result.source.title or result.source.name} {say('Index')}"
    write_listing(book, Listing(say("Index"), title, headings, entries, len(entries), frozen=2))
    return book.close()


def _lines(share: Result, several: bool) -> Iterator[Entry]:
    for cleaned in share.tables:
        serials = "、".join(_serials(cleaned.table))
        counted = (len(cleaned.table.rows), serials)
        yield (cleaned.table.number, *counted) if several else counted


def _serials(table: Table) -> Iterator[str]:
    """Name the records by their serials."""
    names = [column.name for column in table.columns if column.role == "serial"]
    return (plain(record[names[0]]) for record in records(table)) if names else iter(())
