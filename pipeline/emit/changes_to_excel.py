"""Who compares a draft with its final version wants a line for each change, with the words marked that changed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from xlsxwriter.format import Format

from pipeline.compare.versions import KINDS, Change, Compared, Comparison, Pair
from pipeline.compare.words import marked
from pipeline.emit.guard_outputs import LONGEST, shown, units
from pipeline.emit.phrases import became
from pipeline.emit.sheets.about_sheet import write_long_texts
from pipeline.emit.sheets.book import Book
from pipeline.emit.sheets.listing import Entry, Heading, Listing, write_listing
from pipeline.emit.sheets.pages import Written
from pipeline.emit.sheets.sheet import Sheet

TINT = {"added": "#E2EFDA", "dropped": "#F8CBAD", "changed": "#FFF2CC", "moved": "#DDEBF7", "renumbered": "#EDEDED"}
BEFORE, AFTER = 6, 7


def changes_to_excel(compared: Comparison, lang: str) -> bytes:
    """Write the changes, one line each, and how many there are of each kind."""
    book = Book(lang)
    lines = [line for table in compared.tables for line in _lines(book, table)]
    names = ("Kind", "Table", "Serial before", "Serial after", "Record", "Column", "Text before", "Text after")
    centred = ("Kind", "Table", "Serial before", "Serial after")
    headings = [Heading(book.word(name), "center" if name in centred else "left") for name in names]
    headings[1] = headings[1]._replace(number="0")
    title = f"{compared.old} → {compared.new}"
    listing = Listing(book.word("Changes"), title, headings, [entry for _, entry in lines], len(lines), page=150.0)
    pages = write_listing(book, listing, lambda entry: {0: TINT[lines[entry][0]]})
    for page in pages:
        _mark(book, page, [entry for _, entry in lines])
    _write_summary(book, compared)
    write_long_texts(book)
    return book.close()


def _lines(book: Book, table: Compared) -> Iterator[tuple[str, Entry]]:
    """Give a line for each cell that changed and each record that was added, dropped, moved or renumbered."""
    number = table.new or table.old
    for kind, names in (("added", table.columns_added), ("dropped", table.columns_dropped)):
        for name in names:
            yield kind, (book.word(kind), number, "", "", book.word("the whole column"), name, "", "")
    for before, after in table.columns_renamed:
        yield "changed", (book.word("renamed"), number, "", "", book.word("the whole column"), after, before, after)
    for pair in table.pairs:
        if pair.kind != "same":
            yield from ((pair.kind, entry) for entry in _of_pair(book, pair, number))


def _of_pair(book: Book, pair: Pair, number: int | None) -> Iterator[Entry]:
    start = (became(pair, book.lang), number, *pair.serials, pair.about)
    if pair.old and pair.new and pair.changes:
        for change in pair.changes:
            yield (*start, change.column, change.before, change.after)
    else:
        # A record that only one version has stands whole in one line.
        yield (*start, "", *_whole(book, pair.changes))


def _whole(book: Book, changes: Sequence[Change]) -> Iterator[str]:
    for told in ([(each.column, each.before) for each in changes], [(each.column, each.after) for each in changes]):
        yield "\n".join(f"{name}{book.word(': ')}{text}" for name, text in told if text)


def _mark(book: Book, page: Written, entries: Sequence[Entry]) -> None:
    """Colour the words that changed: dropped ones red and struck in the old text, added ones green and bold in the new."""
    dropped = book.style(font_color="#C00000", font_strikeout=True)
    added = book.style(font_color="#00682F", bold=True)
    plain = book.style()
    for number in range(page.first, page.last):
        before, after = (str(value or "") for value in list(entries[number])[BEFORE:])
        if before and after:
            pieces = marked(before, after)
            for column, kind, style in ((BEFORE, "dropped", dropped), (AFTER, "added", added)):
                texts = [
                    (piece.text, style if piece.kind == kind else plain)
                    for piece in pieces
                    if piece.kind in ("same", kind)
                ]
                _write_rich(page.sheet, (page.row(number), column), texts, book.boxed(align="left", num_format="@"))


def _write_rich(sheet: Sheet, at: tuple[int, int], texts: Sequence[tuple[str, Format]], cell: Format) -> None:
    """Write a text in pieces of different looks; one piece alone, or more than a cell holds, stays as it is written."""
    if len(texts) > 1 and sum(units(text) for text, _ in texts) <= LONGEST:
        parts = [part for text, style in texts for part in (style, shown(text))]
        sheet.write_rich_string(*at, *parts, cell)


def _write_summary(book: Book, compared: Comparison) -> None:
    kinds = list(KINDS)
    headings = [Heading(book.word("Table"), "center", "0"), Heading(book.word("Title"))]
    headings += [Heading(book.word(kind), "center", "0") for kind in kinds]
    entries = [
        (table.new or table.old, table.title, *(table.count(kind) for kind in kinds)) for table in compared.tables
    ]
    write_listing(book, Listing(book.word("Summary"), book.word("Summary"), headings, entries, len(entries), frozen=0))
