"""The list of records: what the clerk opens first.

A cell that was repaired is tinted by how certain that is and carries a note that says what was done.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import takewhile
from typing import NamedTuple

from pipeline.emit.guard_outputs import shown
from pipeline.emit.records import Value, as_records, kind, plain, values_of
from pipeline.emit.sheets.book import FONT, TINTS, Book
from pipeline.emit.sheets.listing import Entry, Heading, Listing, write_listing
from pipeline.emit.sheets.pages import Address, Written
from pipeline.emit.sheets.printing import LEGEND
from pipeline.emit.sheets.sheet import real_number
from pipeline.messages import sentence, where
from pipeline.model import Column, Doubt, Repair, Table
from pipeline.points import certainty, in_order, weakest
from pipeline.result import Cleaned
from pipeline.text import half_width

# Beyond so many notes a workbook opens slowly: then only what wants a person's eye carries one.
MOST_NOTES = 4_000
_NOTE_WIDTH, _NOTE_LINE, _NOTE_LONGEST = 300, 18, 2_000
_SHORT = 6  # characters: a column that holds no longer text looks best centred
_CENTRED = ("serial", "printed_serial", "group", "deadline", "person", "phone")


# What was said of an entry, each with its column in the list.
Said = list[tuple[int, Repair | Doubt]]


class Shown(NamedTuple):
    """The records as they stand in the workbook."""

    pages: list[Written]
    columns: dict[str, int]

    def address(self, record: int | None, column: str) -> Address | None:
        """Find a record's cell."""
        if record is None:
            return None
        for page in self.pages:
            if page.first < record <= page.last:
                return Address(page, page.row(record - 1), self.columns.get(column, 0))
        return None


def write_records(book: Book, cleaned: Cleaned, name: str) -> Shown:
    """Write the sheet of records, tinted and annotated."""
    table = cleaned.table
    columns = {column.name: at for at, (_, column) in enumerate(in_order(table))}
    told = _by_entry(cleaned, columns)
    headings = [_heading(column, values_of(table, at)) for at, column in in_order(table)]
    listing = Listing(
        name,
        table.title,
        headings,
        _entries(table),
        len(table.rows),
        _frozen(table),
        foot=book.word(LEGEND),
        needed=_needed(table),
    )
    pages = write_listing(book, listing, lambda entry: _tints(told.get(entry, [])))
    _annotate(book, pages, told)
    return Shown(pages, columns)


def _needed(table: Table) -> int:
    """Count the columns that a print must have: the source's own, and the sections that became one behind them."""
    columns = [column for _, column in in_order(table)]
    return sum(1 for _ in takewhile(lambda column: not column.made or column.role == "group", columns))


def _entries(table: Table) -> Iterator[Entry]:
    """Give the values of each record, its dates as real dates."""
    dates = {column.name for column in table.columns if kind(column) == "date"}
    for record in as_records(table, table.rows):
        yield [_day(value) if name in dates else value for name, value in record.items()] if dates else record.values()


def _day(value: Value) -> Value | date:
    """Read a day; a workbook knows none before 1901 that all programs agree on."""
    try:
        day = date.fromisoformat(str(value))
    except ValueError:
        return value
    return day if day.year > 1900 else value


def _tints(told: Said) -> dict[int, str]:
    return {at: TINTS[weakest(map(certainty, said))] for at, said in _by_column(told).items()}


def _by_column(told: Said) -> dict[int, list[Repair | Doubt]]:
    columns: dict[int, list[Repair | Doubt]] = {}
    for at, each in told:
        columns.setdefault(at, []).append(each)
    return columns


def _by_entry(cleaned: Cleaned, columns: dict[str, int]) -> dict[int, Said]:
    entries: dict[int, Said] = {}
    for each in cleaned.told:
        record, column = cleaned.spot(each)
        if record is not None and column in columns:
            entries.setdefault(record - 1, []).append((columns[column], each))
    return entries


def _heading(column: Column, values: Iterable[Value]) -> Heading:
    if kind(column) == "number":
        numbers = [value for value in values if real_number(value)]
        places = _places(numbers)
        # The sign is only shown: the value of 95.8% is 95.8, as in the other formats.
        sign = '"%"' if column.unit == "%" and "%" not in half_width(column.name) else ""
        form = "#,##0" + ("." + "0" * places if places else "") + sign
        longest = max((len(f"{value:,.{places}f}") for value in numbers), default=0)
        return Heading(column.name, "right", form, longest + bool(sign))
    if kind(column) == "integer":
        return Heading(
            column.name, "center", "0", max((len(str(value)) for value in values if real_number(value)), default=0)
        )
    if kind(column) == "date":
        return Heading(column.name, "center", "yyyy-mm-dd", len("yyyy-mm-dd"))
    short = all(len(plain(value)) <= _SHORT for value in values)
    return Heading(column.name, "center" if short or column.role in _CENTRED else "left")


def _places(values: Sequence[int | float]) -> int:
    """Count the decimal places that show every value, up to six."""
    places = (len(f"{value!r}".partition(".")[2]) for value in values if isinstance(value, float))
    return min(max(places, default=0), 6)


def _frozen(table: Table) -> int:
    """Keep the serial in view, where it is among the first columns."""
    serial = [at for at, (_, column) in enumerate(in_order(table)) if column.role == "serial"]
    return serial[0] + 1 if serial and serial[0] < 2 else 1


def _annotate(book: Book, pages: list[Written], told: Mapping[int, Said]) -> None:
    few = sum(len(_by_column(own)) for own in told.values()) <= MOST_NOTES
    if not few:
        book.limited("So many cells were repaired that only those to review carry a note.")
    for page in pages:
        for entry, at, said in _cells(told):
            if page.first <= entry < page.last and (few or weakest(map(certainty, said)) == "review"):
                text = shown(_note(book, said)[:_NOTE_LONGEST])
                lines = sum(1 + len(line) // 18 for line in text.split("\n")) + 1
                size = {"width": _NOTE_WIDTH, "height": min(lines * _NOTE_LINE, 400), "author": "fubiao"}
                size |= {"font_name": FONT[book.lang], "font_size": 9}
                page.sheet.write_comment(page.row(entry), at, text, size)


def _cells(told: Mapping[int, Said]) -> Iterator[tuple[int, int, list[Repair | Doubt]]]:
    for entry, own in told.items():
        for at, said in _by_column(own).items():
            yield entry, at, said


def _note(book: Book, said: Sequence[Repair | Doubt]) -> str:
    lines = []
    for each in said:
        certainty = each.certainty if isinstance(each, Repair) else "doubt"
        lines.append(f"[{book.word(certainty)}] {sentence(each, book.lang)}")
    return "\n".join([*lines, book.labelled(book.word("Source"), where(said[0].place, book.lang))])
