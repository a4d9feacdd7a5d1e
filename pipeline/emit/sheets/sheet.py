"""The sheets of a workbook hold the same few kinds of cells by the thousand: a text, a number or nothing, each with a style.

XlsxWriter asks of every cell what it might be, keeps it until the end, and builds its XML from attributes that it
escapes one by one; of a workbook that took half of the time.  Here a row of usual cells becomes XML at once.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any, TypeGuard

from xlsxwriter.format import Format
from xlsxwriter.utility import xl_col_to_name, xl_range
from xlsxwriter.worksheet import CellBlankTuple, CellFormulaTuple, CellNumberTuple, CellStringTuple, Worksheet

from pipeline.emit.guard_outputs import LONGEST, shown

_letters = cache(xl_col_to_name)
# A text that stands in the sheet itself, not among the shared ones, is as it is if nothing of this is in it.
_MARKED = re.compile(r"[&<>]|^\s|\s$|_x[0-9a-fA-F]{4}_")


class Sheet(Worksheet):  # type: ignore[misc]  # the library is not typed
    """A worksheet of XlsxWriter that takes usual cells the short way; all others it keeps and writes as ever."""

    previous_row: int

    def __init__(self) -> None:
        super().__init__()
        self._lines: dict[int, tuple[str, list[str]]] = {}
        self._held: dict[str, str] = {"": "/>"}

    def put_row(self, row: int, points: float, values: Sequence[object], styles: Sequence[Format]) -> bool:
        """Write a row from its first column on, so many points high; where one of its values is unusual, say so and do nothing."""
        cells, line = [], row + 1
        for at, (value, style) in enumerate(zip(values, styles, strict=True)):
            held = self._held.get(value) if value.__class__ is str else _number(value)
            if held is None and (held := self._hold(value)) is None:
                return False
            cells.append(f'<c r="{_letters(at)}{line}" s="{style.xf_index or style._get_xf_index()}"{held}')
        if self.constant_memory and row > self.previous_row:
            self._write_single_row(row)
        for column in (0, len(cells) - 1):
            self._check_dimensions(row, column)
        pixels = int(points * 4 / 3 + 0.5)
        self.row_sizes[row] = _size(pixels)
        self._lines[row] = (f'<row r="{line}" ht="{pixels * 0.75:.16g}" customHeight="1">', cells)
        return True

    def _hold(self, value: object) -> str | None:
        """Give the XML of a text behind the style of its cell; nothing where a workbook writes it in another way than it is."""
        if not isinstance(value, str) or not fits(value):
            return None
        if not self.constant_memory:
            xml = self._held[value] = f' t="s"><v>{self.str_table._get_shared_string_index(value)}</v></c>'
            return xml
        return None if _MARKED.search(value) else f' t="inlineStr"><is><t>{value}</t></is></c>'

    def put_text(self, row: int, column: int, text: str, style: Format | None) -> None:
        """Write a text that a cell can hold."""
        held = text if self.constant_memory else self.str_table._get_shared_string_index(text)
        self._keep(row, column, CellStringTuple(held, style))

    def put_number(self, row: int, column: int, number: float, style: Format | None) -> None:
        """Write a number that a cell can hold."""
        self._keep(row, column, CellNumberTuple(number, style))

    def put_blank(self, row: int, column: int, style: Format | None) -> None:
        """Write a cell that shows its style alone; without one there is nothing to write."""
        if style:
            self._keep(row, column, CellBlankTuple(style))

    def put_formula(self, row: int, column: int, formula: str, style: Format, value: float) -> None:
        """Write a formula without its sign of equality, of functions that Excel knew in 2007, and what it comes to."""
        self._keep(row, column, CellFormulaTuple(formula, style, value))

    def put_table(self, last_row: int, last_column: int, options: Mapping[str, object]) -> None:
        """Make the sheet one table, from its first cell on; XlsxWriter would look at each cell for tables that overlap."""
        self.add_table(0, 0, 1, last_column, options)
        self.tables[-1] |= dict.fromkeys(("range", "a_range", "autofilter"), xl_range(0, 0, last_row, last_column))

    def _keep(self, row: int, column: int, cell: Any) -> None:
        if self.constant_memory and row > self.previous_row:
            self._write_single_row(row)
        cells = self.table[row]
        if not cells or not self.dim_colmin <= column <= self.dim_colmax:
            self._check_dimensions(row, column)
        cells[column] = cell

    def _write_rows(self) -> None:
        """Write all rows; their spans are left out, which ECMA-376 (18.3.1.73) says is allowed."""
        for row in sorted({*self.row_info, *self.comments, *self.table, *self._lines}):
            self._write_whole_row(row)

    def _write_single_row(self, current_row_num: int = 0) -> None:
        """Write the row that was filled last, where a long list keeps no other in memory."""
        row, self.previous_row = self.previous_row, current_row_num
        if row in self.table or row in self._lines:
            self._write_whole_row(row)
        self.table.clear()
        self._lines.clear()

    def _write_whole_row(self, row: int) -> None:
        """Write a row; a cell that was kept stands for what was put there with the row."""
        start, line = self._lines.get(row, ("", []))
        cells = self.table.get(row, {})
        if start:
            self.fh.write(start)
        elif cells:
            self._write_row(row, None, self.row_info.get(row))
        else:
            self._write_empty_row(row, None, self.row_info.get(row))
            return
        if not cells:
            self.fh.write("".join(line))
        for column in sorted({*cells, *range(len(line))}) if cells else ():
            if column in cells:
                self._write_kept(row, column, cells[column])
            else:
                self.fh.write(line[column])
        self._xml_end_tag("row")

    def _write_kept(self, row: int, column: int, cell: Any) -> None:
        """Write a cell; short for the texts and blanks of a table as printed."""
        kind, style = type(cell), cell.format
        if style is None or self.constant_memory or kind not in (CellStringTuple, CellBlankTuple):
            self._write_cell(row, column, cell)
            return
        held = f' t="s"><v>{cell.string}</v></c>' if kind is CellStringTuple else "/>"
        self.fh.write(f'<c r="{_letters(column)}{row + 1}" s="{style.xf_index or style._get_xf_index()}"{held}')


@cache
def _size(pixels: int) -> list[object]:
    """Give a height as XlsxWriter keeps it: one for all rows of that height."""
    return [pixels, False]


def _number(value: object) -> str | None:
    """Give the XML of a number or of a cell without a value behind its style."""
    if value is None:
        return "/>"
    return f"><v>{value:.16G}</v></c>" if real_number(value) else None


def fits(text: str) -> bool:
    """Ask whether a cell certainly holds a text as it is; one that begins as XlsxWriter's rich texts do might be broken.

    >>> [fits(text) for text in ("修路\\n架桥", "=1+1", "甲\\x07乙", "<r>甲</r>", "长" * 40_000)]
    [True, True, False, False, False]
    """
    return len(text) < LONGEST // 2 and text[:1] != "<" and (text.isprintable() or shown(text) == text)


def real_number(value: object) -> TypeGuard[int | float]:
    """Ask whether a workbook keeps every digit of the value as a number."""
    return isinstance(value, int | float) and abs(value) < 10**15
