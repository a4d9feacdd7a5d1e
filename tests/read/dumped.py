"""Small dumps drawn by hand: each line of a cell led by a tab, ``¶`` a blank line, and back again."""

from __future__ import annotations

from itertools import groupby
from pathlib import Path

from pipeline.model import Grid
from pipeline.profile import default_profile
from pipeline.read.from_text import from_text
from pipeline.read.sketch import Sketch
from pipeline.read.tab_led import tab_led
from pipeline.result import Document
from tests.build import dump


def read(folder: Path, text: str | bytes, encoding: str = "utf-8") -> Document:
    path = folder / "dump.txt"
    path.write_bytes(text if isinstance(text, bytes) else text.encode(encoding))
    return from_text(path, default_profile())


def rows(grid: Grid) -> list[list[str]]:
    laid: list[list[str]] = [[] for _ in range(grid.height)]
    for box in grid.boxes:
        laid[box.row - 1].append(box.text)
    return laid


def tika(table: list[list[str]]) -> str:
    """Print rows as Tika does; a cell that ends in ⏎ ends in an empty paragraph."""
    return dump(*table).replace("⏎", "\n") + "\n"


def drawn(spec: str) -> list[list[str]]:
    """Read rows of cells parted by bars; ⏎ stays."""
    return [[cell.strip() for cell in line.split("|")] for line in spec.strip().split("\n")]


def expected(spec: str) -> list[list[str]]:
    return [[cell.replace("⏎", "\n").strip("\n") for cell in row] for row in drawn(spec)]


def codes(document: Document) -> list[tuple[str, int, int]]:
    return [(each.code, each.place.row, each.place.column) for grid in document.grids for each in grid.doubts]


def regained(text: str) -> tuple[list[list[list[str]]], int]:
    """Read the tables of a text whose cells tabs lead: their rows, and how many doubts are told."""
    parts = tab_led(text.split("\n"), default_profile())
    sketches = [part for part in parts if isinstance(part, Sketch)]
    tables = [
        [[box.text for box in row] for _, row in groupby(sketch.boxes, key=lambda box: box.row)] for sketch in sketches
    ]
    return tables, sum(len(sketch.doubts) for sketch in sketches)
