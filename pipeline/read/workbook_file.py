"""Attachments that come as a workbook: merged ranges, hidden rows, several sheets, numbers and dates as shown."""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from io import BytesIO
from typing import Any

from pipeline.errors import DamagedFile, PipelineError, TooLarge
from pipeline.model import Box, Doubt, Grid, Place, Repair
from pipeline.no_table import HiddenTable, NoTable
from pipeline.profile import Profile
from pipeline.read.guard_book import guard_book
from pipeline.read.sheet_layout import Covering, Merge, SheetLayout, layout
from pipeline.read.sheet_values import shown
from pipeline.read.strict_book import transitional
from pipeline.read.what_it_is import is_package, refusal
from pipeline.text import blank


def read_workbook(name: str, data: bytes, profile: Profile) -> tuple[Grid, ...]:
    """Give each visible sheet of a workbook as a table, and tell of the others; cells show what Excel would show."""
    _refuse(name, data, profile)
    grids: list[Grid] = []
    hidden: list[str] = []
    with _named_faults(name):
        for sheet, laid in _sheets(transitional(data)):
            if laid is None:
                hidden += [sheet.title] * _holds_text(sheet)
                continue
            read = _read(sheet, laid, len(grids) + 1)
            if read.boxes:
                grids.append(_grid(name, read, sheet.title, laid.unresolved, profile))
    return _telling(name, grids, hidden)


def _holds_text(sheet: Any) -> bool:
    return any(str(value).strip() for row in sheet.iter_rows(values_only=True) for value in row if value is not None)


def _telling(name: str, grids: list[Grid], hidden: list[str]) -> tuple[Grid, ...]:
    """Tell of hidden sheets at the first table; where they hold all that there is, nothing can be converted."""
    if not grids:
        raise HiddenTable(name=name, sheets="、".join(hidden)) if hidden else NoTable(name=name)
    told = tuple(Doubt("D021", "from_xlsx", Place(1, 0, 0), facts={"name": title}) for title in hidden)
    return (replace(grids[0], doubts=grids[0].doubts + told), *grids[1:])


@contextmanager
def _named_faults(name: str) -> Iterator[None]:
    """Say that a file is damaged, whatever openpyxl's and lxml's parsers raise over it; what they warn of is no cell."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    except PipelineError:
        raise
    except Exception as error:
        raise DamagedFile(name=name, reason="it cannot be opened as a workbook") from error


def _refuse(name: str, data: bytes, profile: Profile) -> None:
    if not is_package(data):
        raise refusal(name, data)
    with _named_faults(name):
        guard_book(name, data, profile.limits)


def _sheets(data: bytes) -> Iterator[tuple[Any, SheetLayout | None]]:
    """Give the sheets, visible ones with their layout; openpyxl's little-memory way reads no merge and nothing hidden."""
    from openpyxl.reader.excel import ExcelReader

    reader = ExcelReader(BytesIO(data), read_only=True, data_only=True)
    reader.read()
    with reader.archive as package:
        parts = {sheet.name: relation.target for sheet, relation in reader.parser.find_sheets()}
        if missing := set(parts.values()) - set(package.namelist()):  # openpyxl passes over such a sheet
            raise KeyError(missing)
        for sheet in reader.wb.worksheets:
            # Some programs, WPS among them, write a size that is wrong.
            sheet.reset_dimensions()
            if sheet.sheet_state != "visible":
                yield sheet, None
                continue
            with package.open(parts[sheet.title]) as part:
                laid = layout(part)
            yield sheet, laid


@dataclass
class SheetRead:
    """A sheet while it is read: its boxes, the last row that has a cell, the last column that shows a text."""

    number: int
    boxes: list[Box] = field(default_factory=list)
    repairs: list[Repair] = field(default_factory=list)
    height: int = 0
    width: int = 0

    def leave_out(self, code: str, text: str, row: int, column: int) -> None:
        """Tell of a text that Excel does not show."""
        self.repairs.append(Repair(code, "from_xlsx", Place(self.number, row, column), text, "", "sure"))


def _read(sheet: Any, laid: SheetLayout, number: int) -> SheetRead:
    read, covering = SheetRead(number), Covering(laid.merges)
    for row, cells in enumerate(sheet.iter_rows(), 1):
        covering.enter(row)
        read.height = row if cells else read.height
        for column, cell in enumerate(cells, 1):
            text = shown(cell.value, cell.number_format) if cell.value is not None else ""
            if blank(text):
                continue
            if laid.hidden(row, column):
                read.leave_out("R080", text, row, column)
            else:
                _take(text, row, column, covering.at(column), read)
    return read


def _take(text: str, row: int, column: int, merge: Merge | None, read: SheetRead) -> None:
    """Take a text that stands alone or where a merge begins; what a merge covers shows nothing."""
    if merge is None:
        read.boxes.append(Box(text, row, column))
    elif (merge.top, merge.left) == (row, column):
        read.boxes.append(Box(text, row, column, merge.bottom - row + 1, merge.right - column + 1))
    else:
        read.leave_out("R014", text, row, column)
        return
    read.width = max(read.width, column)


def _grid(name: str, read: SheetRead, title: str, unresolved: list[str], profile: Profile) -> Grid:
    """Make the grid of a sheet; a merge reaches no further than texts do, nor below the last row."""
    boxes = tuple(box if box[3:] == (1, 1) else _within(box, read.height, read.width) for box in read.boxes)
    height = max(box.row + box.down - 1 for box in boxes)
    if read.width > profile.limits["columns"]:
        raise TooLarge(name=name, what="columns", limit=profile.limits["columns"])
    doubts, repairs = (*_uncalculated(read.number, unresolved), *_hidden(read)), tuple(read.repairs)
    return Grid(read.number, height, read.width, boxes, before=_named(title), repairs=repairs, doubts=doubts)


def _uncalculated(number: int, cells: list[str]) -> tuple[Doubt, ...]:
    """Tell of formulas without a result at the cell, if it is one: who looks at one of several has not seen the others."""
    from openpyxl.utils.cell import coordinate_to_tuple

    row, column = coordinate_to_tuple(cells[0]) if len(cells) == 1 and cells[0] else (0, 0)
    return (Doubt("D019", "from_xlsx", Place(number, row, column), facts={"count": len(cells)}),) * bool(cells)


def _hidden(read: SheetRead) -> tuple[Doubt, ...]:
    """Ask whether what is hidden was meant to be left out: a filter that somebody forgot hides whole records."""
    count = sum(repair.code == "R080" for repair in read.repairs)
    return (Doubt("D022", "from_xlsx", Place(read.number, 0, 0), facts={"count": count}),) * bool(count)


def _within(box: Box, height: int, width: int) -> Box:
    down, across = min(box.down, height - box.row + 1), min(box.across, width - box.column + 1)
    return box._replace(down=down, across=across)


def _named(title: str) -> tuple[str, ...]:
    """Give a sheet's name as a title, unless it is the one that the program gave."""
    return () if re.fullmatch(r"(?:Sheet|工作表|表格?)\s*\d*", title, re.IGNORECASE) else (title,)
