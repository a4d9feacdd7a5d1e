"""Tables are cells of text; a reader of the outputs wants records with typed values.

A blank is None, a whole number or a number is one where its column's type says so and its text allows
it, a column of people or units holds lists, everything else is text.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import cache

from pipeline.model import Column, Row, Table
from pipeline.numerals import iso_day
from pipeline.points import in_order
from pipeline.result import Cleaned
from pipeline.text import blank

Value = str | int | float | list[str] | None
Record = dict[str, Value]

_WHOLE = re.compile(r"-?\d{1,300}")
_NUMBER = re.compile(r"-?\d{1,300}(\.\d+)?")


def records(table: Table) -> list[Record]:
    """Give each row as a record: clean column names to typed values.

    >>> records(table("序号:serial|单位:unit; 1|发改局⏎财政局; 2|"))
    [{'序号': '1', '单位': ['发改局', '财政局']}, {'序号': '2', '单位': None}]
    """
    return list(as_records(table, table.rows))


def as_records(table: Table, rows: Iterable[Row]) -> Iterator[Record]:
    """Give some rows, such as the totals, as records of the table."""
    # Equal lists are one list: names of units and people stand in many records.
    reads = _READ | {"array": cache(_list)}
    plan = [(at, column.name, reads[kind(column)]) for at, column in in_order(table)]
    for row in rows:
        yield {name: read(row.cells[at].text) for at, name, read in plan}


def record_of(table: Table, number: int) -> Record:
    """Give the record with a number, counted from one."""
    return next(as_records(table, table.rows[number - 1 : number]))


def values_of(table: Table, at: int) -> Iterator[Value]:
    """Give the typed values of a column, counted from zero, as its records have them."""
    read = _READ[kind(table.columns[at])]
    return (read(row.cells[at].text) for row in table.rows)


def kind(column: Column) -> str:
    """Tell what a column's values are: string, integer, number, date or array."""
    return "array" if column.role in ("person", "unit") else column.type


def fitting_type(column: Column, values: Iterable[Value]) -> str:
    """Give the type that every value of the column has; one odd value makes it a string.

    >>> fitting_type(Column("投资", type="number"), [3, 4.5]), fitting_type(Column("投资", type="number"), [3, "约4"])
    ('number', 'string')
    """
    wanted = kind(column)
    fits = _FITS.get(wanted)
    return "string" if fits and not all(fits(value) for value in values if value is not None) else wanted


_FITS: dict[str, Callable[[Value], bool]] = {
    "integer": lambda value: isinstance(value, int),
    "number": lambda value: isinstance(value, int | float),
    "date": lambda value: iso_day(str(value)),
}


def plain(value: Value) -> str:
    """Write a value as one text, lists joined by 、.

    >>> plain(["发改局", "财政局"]), plain(None), plain(8000), plain(1e22)
    ('发改局、财政局', '', '8000', '10000000000000000000000')
    """
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, list):
        return "、".join(value)
    return f"{value:.0f}" if isinstance(value, float) and abs(value) >= 1e15 else str(value)


def _text(text: str) -> str | None:
    return text if text[:1].isalnum() or not blank(text) else None


def _integer(text: str) -> str | int | None:
    return int(text) if _WHOLE.fullmatch(text) else _text(text)


def _number(text: str) -> str | int | float | None:
    if not _NUMBER.fullmatch(text):
        return _text(text)
    return float(text) if "." in text else int(text)


def _list(text: str) -> list[str] | None:
    return [part for part in text.split("\n") if not blank(part)] or None


_READ: dict[str, Callable[[str], Value]] = {
    "string": _text, "date": _text, "integer": _integer, "number": _number, "array": _list,
}  # fmt: skip


def heading_rows(cleaned: Cleaned) -> int:
    """Count the rows of the grid down to the last one that names columns; a merged name shows how many storeys there are."""
    grid = cleaned.grid
    first = grid.place(1, 1).table
    named = {column.place for column in cleaned.table.columns if column.place and column.place.table == first}
    ends = [box.row + box.down - 1 for box in grid.boxes if grid.place(box.row, box.column) in named]
    return max(ends, default=cleaned.table.header_rows)
