"""Lists look and print alike: heading frozen, filter on, texts wrapped, heights set, one page wide."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import chain, islice
from typing import NamedTuple

from xlsxwriter.format import Format

from pipeline.emit.guard_outputs import shown
from pipeline.emit.records import Value, plain
from pipeline.emit.sheets.book import Book, letters
from pipeline.emit.sheets.layout import PAGE, SAMPLE, fitted
from pipeline.emit.sheets.measure import TALLEST, height
from pipeline.emit.sheets.pages import Written, pages, tell_further
from pipeline.emit.sheets.printing import on_paper, print_set_up
from pipeline.emit.sheets.sheet import real_number

MOST_LINKS = 65_000  # a sheet of Excel holds 65,530


class Link(NamedTuple):
    """A text that leads to a cell of this workbook."""

    text: str
    sheet: str
    row: int
    column: int


Content = Value | Link | date
Entry = Collection[Content]


class Heading(NamedTuple):
    """A column of a list: its name, how its cells stand, how many digits and signs its longest number shows.

    A number whose cell is too narrow stands there as ###, wherever in the list it is.
    """

    name: str
    align: str = "left"
    number: str = ""
    digits: int = 0


class Listing(NamedTuple):
    """A list to be written: name of its sheet, title in print, headings, entries and how many there are, columns kept in view.

    ``needed`` counts the first columns that a print must have; the others go on paper where there is room for them.

    The entries are asked for once, one after the other: those of a long list are never all in memory.
    """

    name: str
    title: str
    headings: Sequence[Heading]
    entries: Iterable[Entry]
    size: int
    frozen: int = 1
    page: float = PAGE
    foot: str = ""
    needed: int = 0


# The cells of an entry and how they read.
Row = tuple[list[Content], list[str]]
# The tints of an entry, by its columns.
Tint = Callable[[int], Mapping[int, str]]


def write_listing(book: Book, listing: Listing, tint: Tint | None = None) -> list[Written]:
    """Write a list on one sheet, or on as many as its length needs."""
    rows = map(_row, listing.entries)
    sample = list(islice(rows, SAMPLE))
    names, digits = [heading.name for heading in listing.headings], [heading.digits for heading in listing.headings]
    widths = fitted(names, [texts for _, texts in sample], listing.page, digits)
    every = chain(sample, rows)
    written = [
        _write_page(book, listing, Written(book.sheet(name), first, last), every, widths, tint)
        for name, first, last in pages(listing.name, listing.size)
    ]
    tell_further(book, written)
    return written


def _write_page(
    book: Book, listing: Listing, written: Written, rows: Iterator[Row], widths: list[float], tint: Tint | None
) -> Written:
    sheet = written.sheet
    _set_up(book, listing, written, widths)
    styles, tallest = _Styles(book, listing.headings), 0.0
    for entry, (values, texts) in zip(range(written.first, written.last), rows, strict=False):
        row = written.row(entry)
        tallest = max(tallest, points := height(texts, widths))
        looks = styles.tinted(tint(entry)) if tint else styles.plain
        if not sheet.put_row(row, points, values, looks):
            sheet.set_row(row, points)
            _write_row(book, written, row, (values, texts), looks, styles.linked)
    if tallest == TALLEST:
        book.limited("Some texts are longer than a row can show; their cells hold them whole.")
    return written


def _write_row(
    book: Book, written: Written, row: int, cells: Row, looks: Sequence[Format], linked: Callable[[int], Format]
) -> None:
    """Write a row cell by cell: it holds a link, a date, or a text that a workbook writes in another way than it is."""
    sheet = written.sheet
    for at, (value, text) in enumerate(zip(*cells, strict=True)):
        if isinstance(value, Link):
            sheet.write_url(row, at, _address(value), linked(at), shown(text))
        elif isinstance(value, date):
            sheet.write_datetime(row, at, value, looks[at])
        elif real_number(value):
            sheet.put_number(row, at, value, looks[at])
        else:
            book.put(sheet, row, at, text, looks[at])


def _address(link: Link) -> str:
    return f"internal:'{link.sheet}'!{letters(link.column)}{link.row + 1}"


def _row(entry: Entry) -> Row:
    texts = [value if isinstance(value, str) else _text(value) for value in entry]
    return [text if isinstance(value, list) else value for value, text in zip(entry, texts, strict=True)], texts


def _text(value: Content) -> str:
    if isinstance(value, Link):
        return value.text
    return value.isoformat() if isinstance(value, date) else plain(value)


class _Styles:
    """The style of each column, plain, tinted and as a link: made at its first use."""

    def __init__(self, book: Book, headings: Sequence[Heading]) -> None:
        self._book, self._headings = book, headings
        self._tinted: dict[tuple[int, str], Format] = {}
        self.plain = [self._of(at) for at in range(len(headings))]

    def tinted(self, tints: Mapping[int, str]) -> list[Format]:
        """Give the styles of an entry whose columns in ``tints`` are tinted."""
        looks = self.plain.copy() if tints else self.plain
        for at, tint in tints.items():
            if (at, tint) not in self._tinted:
                self._tinted[at, tint] = self._of(at, bg_color=tint)
            looks[at] = self._tinted[at, tint]
        return looks

    def linked(self, column: int) -> Format:
        """Give the style of a text that leads elsewhere."""
        return self._of(column, font_color="#0563C1", underline=1)

    def _of(self, column: int, **more: object) -> Format:
        heading = self._headings[column]
        indent = {"indent": 1} if heading.align == "right" else {}
        return self._book.boxed(align=heading.align, num_format=heading.number or "@", **indent, **more)


def _set_up(book: Book, listing: Listing, written: Written, widths: list[float]) -> None:
    sheet, last = written.sheet, len(listing.headings) - 1
    for at, wide in enumerate(widths):
        sheet.set_column(at, at, wide)
    sheet.set_row(0, height([heading.name for heading in listing.headings], [wide - 3 for wide in widths]) + 6)
    _filter(book, listing, written)
    for at, heading in enumerate(listing.headings):
        book.put(sheet, 0, at, heading.name, book.heading())
    sheet.freeze_panes(1, min(listing.frozen, max(last, 0)))
    _print_set_up(book, listing, written, widths)


def _print_set_up(book: Book, listing: Listing, written: Written, widths: list[float]) -> None:
    """Set up the print, and say at the foot how many columns it leaves out."""
    columns, foot = on_paper(widths, listing.needed), [listing.foot]
    if columns < len(widths):
        written.sheet.print_area(0, 0, max(written.last - written.first, 1), columns - 1)
        left_out = book.word("the last {count} columns are not printed")
        foot.append(left_out.format(count=len(widths) - columns))
    print_set_up(book, written.sheet, listing.title, " · ".join(filter(None, foot)), widths[:columns])
    written.sheet.repeat_rows(0)


def _filter(book: Book, listing: Listing, written: Written) -> None:
    """Make the list an Excel table named as its sheet; a plain filter where Excel would refuse its headings."""
    area = (0, 0, max(written.last - written.first, 1), len(listing.headings) - 1)
    names = [heading.name for heading in listing.headings]
    fit = all(0 < len(name) < 256 and name.isprintable() for name in names)
    if names and fit and not book.long_lists and len({name.casefold() for name in names}) == len(names):
        columns = [{"header": name, "header_format": book.heading()} for name in names]
        called = written.sheet.get_name().replace(" ", "_")
        written.sheet.put_table(*area[2:], {"name": called, "style": None, "columns": columns})
    elif names:
        written.sheet.autofilter(*area)
