"""Excel: the records on a sheet; what is too long for a sheet goes on on the next."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from typing import Any

from pipeline.dataset.columns import Column, as_text, fields
from pipeline.dataset.results import Value
from pipeline.run_errors import CannotWrite

LAST_ROW = 1_048_576
LONGEST = 32_767
SHEET = "清单"
# The same records give the same bytes: no clock.
MADE = datetime(2000, 1, 1)


def to_excel(path: Path, columns: tuple[Column, ...], rows: Iterable[list[Value]]) -> None:
    """Write the records as a workbook; text is text, whatever it begins with."""
    from xlsxwriter import Workbook

    names = [name for name, _ in fields(columns)]
    book = Workbook(path, {"constant_memory": True})
    book.set_properties({"created": MADE})
    sheet: Any = None
    for number, row in enumerate(rows):
        at = number % (LAST_ROW - 1) + 1
        if at == 1:
            sheet = _sheet(book, names, number // (LAST_ROW - 1) + 1)
        _write(sheet, at, row)
    book.close()


def _sheet(book: Any, names: list[str], number: int) -> Any:
    sheet = book.add_worksheet(SHEET if number == 1 else f"{SHEET}_{number}")
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, LAST_ROW - 1, len(names) - 1)
    for column, name in enumerate(names):
        sheet.write_string(0, column, name, book.add_format({"bold": True}))
    return sheet


def _write(sheet: Any, at: int, row: list[Value]) -> None:
    for column, value in enumerate(row):
        if isinstance(value, int | float):
            sheet.write_number(at, column, value)
        elif value is not None:
            _write_text(sheet, at, column, _fitting(as_text(value)))


def _write_text(sheet: Any, at: int, column: int, text: str) -> None:
    """Write a text; XlsxWriter takes one between the tags of its own rich texts for XML."""
    if text.startswith("<r>") and text.endswith("</r>"):
        sheet.write_rich_string(at, column, text[:1], text[1:2], text[2:])
    else:
        sheet.write_string(at, column, text)


def _fitting(text: str) -> str:
    """Give a text that a cell can hold; a longer one cannot stand in a workbook, and is not cut in silence."""
    if len(text.encode("utf-16-le")) // 2 > LONGEST:
        raise CannotWrite(
            name=SHEET, reason="a text is longer than {limit} characters; take .parquet or .sqlite", limit=LONGEST
        )
    return text
