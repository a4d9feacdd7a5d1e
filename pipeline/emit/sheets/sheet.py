"""The sheets of a workbook hold the same few kinds of cells by the thousand: a text, a number or nothing, each with a style.

XlsxWriter asks of every cell what it might be, and builds its XML from attributes that it escapes one by one; of a
workbook that took half of the time.  Row, column and style of a cell are numbers: they need no escaping.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import Any

from xlsxwriter.format import Format
from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.worksheet import CellBlankTuple, CellFormulaTuple, CellNumberTuple, CellStringTuple, Worksheet

_letters = cache(xl_col_to_name)
# A text that stands in the sheet itself, not among the shared ones, is as it is if nothing of this is in it.
_MARKED = re.compile(r"[&<>]|^\s|\s$|_x[0-9a-fA-F]{4}_")
_USUAL = (CellStringTuple, CellNumberTuple, CellBlankTuple)


class Sheet(Worksheet):  # type: ignore[misc]  # the library is not typed
    """A worksheet of XlsxWriter, quick at its usual cells; all others it writes as ever.

    It keeps cells where XlsxWriter keeps them, so that links, notes, tables and merged cells find them there.
    """

    previous_row: int

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

    def _keep(self, row: int, column: int, cell: Any) -> None:
        if self.constant_memory and row > self.previous_row:
            self._write_single_row(row)
        cells = self.table[row]
        if not cells or not self.dim_colmin <= column <= self.dim_colmax:
            self._check_dimensions(row, column)
        cells[column] = cell

    def _write_rows(self) -> None:
        """Write all rows; their spans are left out, which ECMA-376 (18.3.1.73) says is allowed."""
        for row in sorted({*self.row_info, *self.comments, *self.table}):
            self._write_whole_row(row, self.table.get(row, {}))

    def _write_single_row(self, current_row_num: int = 0) -> None:
        """Write the row that was filled last, where a long list keeps no other in memory."""
        row, self.previous_row = int(self.previous_row), current_row_num
        if cells := self.table.get(row):
            self._write_whole_row(row, cells)
        self.table.clear()

    def _write_whole_row(self, row: int, cells: Mapping[int, Any]) -> None:
        info = self.row_info.get(row)
        if not cells:
            self._write_empty_row(row, None, info)
            return
        self._write_row(row, None, info)
        line, write, inline = row + 1, self.fh.write, self.constant_memory
        for column, cell in sorted(cells.items()):
            kind, style = type(cell), cell.format
            if style is None or kind not in _USUAL or (inline and kind is CellStringTuple and _marked(cell.string)):
                self._write_cell(row, column, cell)
                continue
            start = f'<c r="{_letters(column)}{line}" s="{style.xf_index or style._get_xf_index()}"'
            if kind is CellBlankTuple:
                write(f"{start}/>")
            elif kind is CellNumberTuple:
                write(f"{start}><v>{cell.number:.16G}</v></c>")
            elif inline:
                write(f'{start} t="inlineStr"><is><t>{cell.string}</t></is></c>')
            else:
                write(f'{start} t="s"><v>{cell.string}</v></c>')
        self._xml_end_tag("row")


def _marked(text: str) -> bool:
    """Ask whether a text must not stand in a sheet's XML as it is."""
    return not text.isprintable() or bool(_MARKED.search(text))
