"""A workbook that travels alone must say where it comes from, what its colours mean, and that nothing is lost."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from pipeline.emit.phrases import of_total
from pipeline.emit.records import as_records, plain
from pipeline.emit.sheets.book import TINTS, Book
from pipeline.emit.sheets.listing import Heading, Listing, write_listing
from pipeline.emit.sheets.measure import height
from pipeline.emit.sheets.printing import print_set_up
from pipeline.emit.sheets.sheet import Sheet
from pipeline.messages import where
from pipeline.result import Cleaned, Result, Wish

Line = tuple[str, str | int]
Chapter = tuple[str, Sequence[Line]]
_LABEL, _TEXT = 24.0, 90.0
_CHAPTER = 26.0  # the height of a chapter's title
_MEANT = {
    "sure": "It follows from the file's own structure.",
    "inferred": "It follows from the other rows of the table.",
    "review": "It wants a person's eye: a repair to review, or a doubt about something left as it was.",
}
_SHEETS = {
    "Records": "One row for each record: to filter, sort and count. Repaired cells are tinted and carry a note.",
    "As printed": "The table as the source prints it, with the numbers of its rows and columns.",
    "Responsibilities": "One row for each unit and person of a record; a long item is shortened here.",
    "Statistics": "Counts by unit, person and group; the formulas count the sheets of this workbook.",
    "Targets": "Numbers that the tasks promise.",
    "Repairs": "Every change that was made, with the text before and after.",
    "To review": "What a person should look at, each cell once. Decide, save, run make corrections (corrections.bat), and convert again.",
    "Long texts": "The rest of texts that are too long for a cell.",
}


# The records of a share have other numbers than in the whole.
_SHEETS_OF_SHARE = _SHEETS | {
    "To review": "What a person should look at, each cell once. Decisions are typed into the workbook of the whole attachment.",
}


def write_about(book: Book, result: Result, wish: Wish) -> None:
    """Write the sheet about the workbook: source, counts, audit, legend."""
    _write(book, result, _chapters(book, result, wish))


def write_share(book: Book, share: Result, whole: Result, of: tuple[str, str], wish: Wish) -> None:
    """Write the sheet about a workbook that holds only the records of one name: ``of`` is the column and the name."""
    _write(book, share, _chapters_of_share(book, share, whole, of, wish))


def _write(book: Book, result: Result, chapters: Iterable[Chapter]) -> None:
    sheet = book.sheet(book.word("About"))
    sheet.set_column(0, 0, _LABEL)
    sheet.set_column(1, 1, _TEXT)
    print_set_up(book, sheet, result.source.title or result.source.name)
    row = 0
    for title, lines in chapters:
        sheet.set_row(row, _CHAPTER)
        sheet.put_text(row, 0, title, book.style(bold=True, font_size=13))
        for label, value in lines:
            row += 1
            _write_line(book, sheet, row, label, value)
        row += 2
    _write_legend(book, sheet, row)


def _write_line(book: Book, sheet: Sheet, row: int, label: str, value: str | int) -> None:
    style = book.boxed(align="left", num_format="#,##0" if isinstance(value, int) else "@")
    sheet.set_row(row, height([label, plain(value)], [_LABEL, _TEXT]))
    book.put(sheet, row, 0, label, book.boxed(bold=True, bg_color="#F2F2F2"))
    if isinstance(value, int):
        sheet.put_number(row, 1, value, style)
    else:
        book.put(sheet, row, 1, value, style)


def _chapters(book: Book, result: Result, wish: Wish) -> Iterator[Chapter]:
    say, audit = book.word, result.audit
    yield _source(book, result, wish)
    for cleaned in result.tables:
        yield _heading(book, result, cleaned), list(_of_table(book, cleaned))
    yield say("Where each character went"), [
        (say("Characters in the source's tables"), audit.characters), (say("in the records"), audit.in_records),
        (say("in titles, notes and totals"), audit.elsewhere), (say("dropped, told among the repairs"), audit.dropped),
        (say("lost"), audit.lost),
    ]  # fmt: skip
    yield _sheets(book, _SHEETS)


def _chapters_of_share(book: Book, share: Result, whole: Result, of: tuple[str, str], wish: Wish) -> Iterator[Chapter]:
    say, (column, name) = book.word, of
    yield _source(book, whole, wish)
    own, every = (sum(len(each.table.rows) for each in result.tables) for result in (share, whole))
    notes = [(say("Note"), note) for each in share.tables for note in each.table.notes]
    counts: list[Line] = [(say("Records here"), own), (say("Records in the attachment"), every)]
    yield say("This workbook holds only the records of"), [(column, name), *counts, *notes]
    yield _sheets(book, _SHEETS_OF_SHARE)


def _source(book: Book, result: Result, wish: Wish) -> Chapter:
    say, source = book.word, result.source
    return say("Source"), [
        (say("File"), source.name), (say("Kind of file"), source.format), ("SHA-256", source.sha256),
        *([(say("Encoding"), source.encoding)] if source.encoding else []),
        (say("Title"), source.title), (say("Made by"), f"fubiao {wish.version}".strip()),
    ]  # fmt: skip


def _sheets(book: Book, told: Mapping[str, str]) -> Chapter:
    say = book.word
    names = {sheet.get_name().rstrip("0123456789_") for sheet in book.workbook.worksheets()}
    lines: list[Line] = [(say(name), say(text)) for name, text in told.items() if say(name) in names]
    return say("The sheets"), [*lines, *((say("Note"), limit) for limit in book.limits)]


def _heading(book: Book, result: Result, cleaned: Cleaned) -> str:
    name = book.word("Table")
    return f"{name} {cleaned.table.number}" if len(result.tables) > 1 else name


def _of_table(book: Book, cleaned: Cleaned) -> Iterator[Line]:
    say, table = book.word, cleaned.table
    certain = Counter(repair.certainty for repair in cleaned.repairs)
    yield say("Title"), table.title
    yield from ((say("Note"), note) for note in table.notes)
    if table.parent:
        yield say("Stands in"), where(table.parent, book.lang)
    yield say("Number of records"), len(table.rows)
    for total in as_records(table, table.totals):
        yield say("Totals"), of_total(total, book.lang)
    yield say("Number of repairs"), len(cleaned.repairs)
    for certainty in TINTS:
        yield say(f"repairs: {certainty}"), certain[certainty]
    yield say("Doubts"), len(cleaned.doubts)
    yield say("To review, each cell once"), len(cleaned.points)


def _write_legend(book: Book, sheet: Sheet, row: int) -> None:
    sheet.set_row(row, _CHAPTER)
    sheet.put_text(row, 0, book.word("What the colours mean"), book.style(bold=True, font_size=13))
    for at, (certainty, tint) in enumerate(TINTS.items(), row + 1):
        sheet.set_row(at, height([], []))
        book.put(sheet, at, 0, book.word(certainty), book.boxed(bg_color=tint, align="center"))
        book.put(sheet, at, 1, book.word(_MEANT[certainty]), book.boxed())


def write_long_texts(book: Book) -> None:
    """Write the rest of each text that its cell could not hold."""
    names = ("Sheet", "Cell", "No.", "Text")
    entries = [
        (long.sheet, f"R{long.row + 1}C{long.column + 1}", part, piece)
        for long in book.long
        for part, piece in enumerate(long.pieces, 2)
    ]
    if entries:
        headings = [Heading(book.word(name)) for name in names]
        headings[2] = headings[2]._replace(number="0", align="center")
        write_listing(
            book, Listing(book.word("Long texts"), book.word("Long texts"), headings, entries, len(entries), frozen=0)
        )
