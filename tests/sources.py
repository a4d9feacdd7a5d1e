"""Small files of each kind for docstrings: what a reader finds in them, and what a writer tells of a table."""

from __future__ import annotations

import io
import tempfile
import zipfile
from collections.abc import Mapping
from pathlib import Path

from pipeline.emit.guard_outputs import guard_outputs
from pipeline.model import Grid, Table
from pipeline.profile import default_profile
from pipeline.result import Cleaned, Result, Source, Wish
from tests import build, plugin


def from_word(*parts: str | Grid, cut: bool = False, **facts: object) -> Grid:
    """Read the first table of a Word file of such parts; ``cut`` takes the directory of its package away."""
    data = build.docx(*parts, **facts)
    return _read("附件.docx", data[: data.index(b"PK\x01\x02")] if cut else data)


def from_dump(text: str | bytes) -> Grid:
    """Read the first table of a text."""
    return _read("附件.txt", text if isinstance(text, bytes) else text.encode())


def from_book(spec: str, merge: str = "", hidden: int = 0, hidden_sheet: str = "") -> Grid:
    """Read a sheet whose cells the table language gives; a merge, a hidden row, and a hidden sheet beside it."""
    import openpyxl

    whole = openpyxl.Workbook()
    for row in plugin.lines(spec):
        whole.active.append(row)
    if hidden:
        whole.active.row_dimensions[hidden].hidden = True
    if hidden_sheet:
        beside = whole.create_sheet(hidden_sheet)
        beside.sheet_state, beside["A1"] = "hidden", hidden_sheet
    made = io.BytesIO()
    whole.save(made)
    return _read("附件.xlsx", _merged(made.getvalue(), merge) if merge else made.getvalue())


def _merged(data: bytes, merge: str) -> bytes:
    """Merge cells and keep the text that the merge covers, as no library does."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts: Mapping[str, bytes] = {name: archive.read(name) for name in archive.namelist()}
    sheet, merges = "xl/worksheets/sheet1.xml", f'</sheetData><mergeCells><mergeCell ref="{merge}"/></mergeCells>'
    return build.zipped(parts | {sheet: parts[sheet].replace(b"</sheetData>", merges.encode())})


def _read(name: str, data: bytes) -> Grid:
    from pipeline.flow import READERS

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / name
        path.write_bytes(data)
        return READERS[path.suffix](path, default_profile()).grids[0]


def written(table: Table) -> Cleaned:
    """Give a table with what its writers tell of it."""
    wish = Wish(stem="附件")
    whole = Result(Source("附件.docx", "docx", ""), (Cleaned(table, Grid(1, 1, 1, ())),))
    return guard_outputs(whole, wish).tables[0]
