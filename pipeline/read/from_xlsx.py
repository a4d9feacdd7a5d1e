"""Attachments that come as a workbook: merged ranges, hidden rows, several sheets, numbers and dates as shown."""

from __future__ import annotations

import hashlib
import re
import zipfile
from collections.abc import Iterator
from datetime import date, datetime, time
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipeline.errors import DamagedFile, EmptyFile, EncryptedFile, NoTable, NotAWordFile, TooLarge
from pipeline.model import Box, Grid, Place, Repair
from pipeline.profile import Profile
from pipeline.result import Document, Source

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def from_xlsx(path: Path, profile: Profile) -> Document:
    """Read each visible sheet of a workbook as a table; cells show what Excel would show."""
    data = path.read_bytes()
    _refuse(path, data, profile)
    sheets = _sheets(path)
    grids = [_grid(sheet, at, profile) for at, sheet in enumerate(filter(_holds_anything, sheets), 1)]
    if not grids:
        raise NoTable(name=path.name)
    return Document(Source(path.name, "xlsx", hashlib.sha256(data).hexdigest()), tuple(grids))


def _refuse(path: Path, data: bytes, profile: Profile) -> None:
    if not data:
        raise EmptyFile(name=path.name)
    if data.startswith(OLE):
        raise EncryptedFile(name=path.name)
    if not zipfile.is_zipfile(path):
        raise NotAWordFile(name=path.name, kind="no workbook")
    with zipfile.ZipFile(path) as package:
        size = sum(entry.file_size for entry in package.infolist())
        if size > profile.limits["xml_bytes"]:
            raise TooLarge(name=path.name, what="bytes", limit=profile.limits["xml_bytes"])


def _sheets(path: Path) -> list[Worksheet]:
    import openpyxl

    try:
        book = openpyxl.load_workbook(path, data_only=True)
    except Exception as error:  # openpyxl raises whatever its XML parsers and casts meet
        raise DamagedFile(name=path.name, reason=type(error).__name__) from error
    return [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]


def _holds_anything(sheet: Worksheet) -> bool:
    return any(value is not None for row in sheet.iter_rows(values_only=True) for value in row)


def _grid(sheet: Worksheet, number: int, profile: Profile) -> Grid:
    spans = {(each.min_row, each.min_col): each for each in sheet.merged_cells.ranges}
    covered = {(row, column) for each in spans.values() for row, column in each.cells} - set(spans)
    boxes: list[Box] = []
    repairs: list[Repair] = []
    for cell in _cells(sheet):
        row, column = cell.row, cell.column
        text = shown(cell.value, cell.number_format)
        if (row, column) in covered or (not text and (row, column) not in spans):
            continue
        if sheet.row_dimensions[row].hidden or sheet.column_dimensions[cell.column_letter].hidden:
            repairs.append(Repair("R080", "from_xlsx", Place(number, row, column), text, "", "sure"))
            continue
        span = spans.get((row, column))
        down, across = (span.max_row - row + 1, span.max_col - column + 1) if span else (1, 1)
        boxes.append(Box(text, row, column, down, min(across, profile.limits["columns"])))
    height = max((box.row + box.down - 1 for box in boxes), default=0)
    width = max((box.column + box.across - 1 for box in boxes), default=0)
    return Grid(number, height, width, tuple(boxes), before=_named(sheet.title), repairs=tuple(repairs))


def _cells(sheet: Worksheet) -> Iterator[Any]:
    for row in sheet.iter_rows():
        yield from (cell for cell in row if cell.value is not None)


def _named(title: str) -> tuple[str, ...]:
    """Give a sheet's name as a title, unless it is the one that the program gave."""
    return () if re.fullmatch(r"(?:Sheet|工作表|表格?)\s*\d*", title, re.IGNORECASE) else (title,)


def shown(value: object, form: str) -> str:
    """Write a value as Excel shows it: decimals, thousands, percent and date as the number format says.

    >>> shown(0.125, "0.0%"), shown(3500, "#,##0.00"), shown(3.0, "General"), shown(1, "000")
    ('12.5%', '3,500.00', '3', '001')
    >>> from datetime import datetime
    >>> shown(datetime(2024, 10, 31), 'yyyy"年"m"月"d"日"'), shown(datetime(2024, 10, 31), "yyyy-mm-dd")
    ('2024年10月31日', '2024-10-31')
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, int | float):
        return _number(value, form.split(";", maxsplit=1)[0])
    if isinstance(value, datetime | date):
        return _date(value, form)
    return (
        value.strftime("%H:%M") if isinstance(value, time) else str(value).replace("\r\n", "\n").replace("_x000D_", "")
    )


def _number(value: float, form: str) -> str:
    percent = "%" in form
    amount = value * 100 if percent else value
    if form in ("General", "@", ""):
        return str(int(amount)) if amount == int(amount) else repr(amount)
    bare = re.sub(r'"[^"]*"|\[[^\]]*\]|\\.', "", form)
    decimals = re.search(r"\.([0#]+)", bare)
    digits = len(decimals[1]) if decimals else 0
    text = f"{amount:{',' if ',' in bare else ''}.{digits}f}" if re.search(r"[0#]", bare) else repr(amount)
    zeros = len((re.match(r"[^0#]*(0+)(?:\.|%|$|[^0#.])", bare) or ["", ""])[1])
    return text.zfill(zeros + (digits + 1 if digits else 0)) + ("%" if percent else "")


def _date(value: date, form: str) -> str:
    """Write a date in its format's order of year, month and day; ISO where the format is no date's."""
    bare = re.sub(r"\[[^\]]*\]|;.*|\\", "", form).replace('"', "").lower()
    if "y" not in bare and "m" not in bare:
        return value.isoformat(" ", "minutes") if isinstance(value, datetime) else value.isoformat()
    parts = {"yyyy": f"{value.year:04}", "yy": f"{value.year % 100:02}", "mm": f"{value.month:02}", "m": str(value.month),
             "dd": f"{value.day:02}", "d": str(value.day)}  # fmt: skip
    text = re.sub(r"yyyy|yy|mm|m|dd|d", lambda found: parts[found[0]], bare.split(" h")[0].split(" @")[0])
    return text.strip(" @")
