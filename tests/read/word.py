"""Read what ``tests.build`` builds, and draw it: spans spread, rows parted by ``;``."""

from __future__ import annotations

import tempfile
from pathlib import Path

from pipeline.model import Grid
from pipeline.profile import default_profile
from pipeline.read.from_docx import from_docx
from pipeline.result import Document
from tests import build


def read(data: bytes, name: str = "附件.docx") -> Document:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / name
        path.write_bytes(data)
        return from_docx(path, default_profile())


def grids(*parts: str | Grid, **facts: object) -> tuple[Grid, ...]:
    return read(build.docx(*parts, **facts)).grids


def only(*parts: str | Grid, **facts: object) -> Grid:
    found = grids(*parts, **facts)
    assert len(found) == 1
    return found[0]


def drawn(grid: Grid) -> str:
    texts = [[""] * grid.width for _ in range(grid.height)]
    for box in grid.boxes:
        for row in range(box.row - 1, box.row - 1 + box.down):
            for column in range(box.column - 1, box.column - 1 + box.across):
                assert texts[row][column] == "", "boxes never overlap"
                texts[row][column] = box.text.replace("\n", "⏎")
    return "; ".join("|".join(row) for row in texts)


def cell(content: str, **facts: object) -> str:
    """Give the text of a cell that holds raw blocks."""
    return drawn(only(build.tbl(build.tr(build.tc(content))), **facts))


def told(grid: Grid) -> list[tuple[str, int, int, str]]:
    repairs = [(each.code, each.place.row, each.place.column, each.before) for each in grid.repairs]
    return repairs + [(each.code, each.place.row, each.place.column, "") for each in grid.doubts]
