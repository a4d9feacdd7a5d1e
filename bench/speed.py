"""What converting costs, by the numbers of the promises: S1 to S5 and S8, each beside its floor in the same run."""

from __future__ import annotations

import io
import shutil
import subprocess
import sys
import tempfile
from collections import deque
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import NamedTuple

from bench.documents import sample_docx
from bench.reading import floor, most_memory
from bench.timing import process, ratio, seconds
from pipeline import flow
from pipeline.cycles import seldom_sought
from pipeline.delivering import files_of
from pipeline.emit.guard_outputs import guard_outputs
from pipeline.emit.sheets.book import Book
from pipeline.emit.sheets.records_sheet import write_records
from pipeline.profile import default_profile
from pipeline.result import Result, Wish

WISH = Wish(stem="sample", version="0")
# What must be imported to turn one Word file into all outputs: other people's libraries.
MUST = "import click, filelock, lxml.etree, xlsxwriter, jinja2, json, csv, gettext, hashlib, tomllib, zipfile"
# The same, and the program's own modules that this file needs.
OWN = MUST + (
    ", pipeline.cli, pipeline.batch.run, pipeline.batch.find, pipeline.batch.ways, pipeline.read.from_docx"
    ", pipeline.emit.to_excel, pipeline.emit.to_csv, pipeline.emit.to_json, pipeline.emit.to_report"
)
FORMATS = ("xlsx", "csv", "json", "html")
Sheets = list[list[list[object]]]


class Line(NamedTuple):
    """A promise measured: what was compared, both sides in seconds, the ratio, and at most what it may be."""

    number: str
    what: str
    mine: float
    other: float
    ratio: float
    most: float

    def __str__(self) -> str:
        verdict = "holds" if self.ratio <= self.most else "MISSED"
        figures = f"{self.mine:.4f} | {self.other:.4f} | {self.ratio:.2f} | {self.most:g} | {verdict}"
        return f"| {self.number} | {self.what} | {figures} |"


def bare(sheets: Sheets) -> None:
    """Write cells as the library does it alone: no styles, no widths, no notes."""
    from xlsxwriter import Workbook

    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with Workbook(io.BytesIO(), options) as book:
        for rows in sheets:
            sheet = book.add_worksheet()
            for at, row in enumerate(rows):
                for column, value in enumerate(row):
                    if value is not None:
                        sheet.write(at, column, value)


def cells(workbook: bytes) -> Sheets:
    """Read the values of a workbook's cells, sheet by sheet."""
    from openpyxl import load_workbook

    return [
        [[cell.value for cell in row] for row in sheet.iter_rows()] for sheet in load_workbook(io.BytesIO(workbook))
    ]


def convert(path: Path, formats: tuple[str, ...]) -> None:
    """Convert a file to the bytes of some formats, as a warm worker does: none is held while the next is made."""
    deque(files_of(flow.convert(path, default_profile()), Path(WISH.stem), formats, WISH), maxlen=0)


def lists(path: Path) -> None:
    """Convert a file to CSV, JSON and a workbook of the flat sheet alone."""
    result = flow.convert(path, default_profile())
    list(files_of(result, Path(WISH.stem), ("csv", "json"), WISH))
    flat(guard_outputs(result, WISH))


@seldom_sought()
def flat(result: Result) -> bytes:
    """Write the workbook of the flat sheet alone."""
    book = Book("zh")
    for cleaned in result.tables:
        write_records(book, cleaned, book.word("Records"))
    return book.close()


def written(path: Path, whole: bool) -> Sheets:
    """Give the cells of the workbook that a file becomes: the whole one or the flat sheet alone."""
    result = guard_outputs(flow.convert(path, default_profile()), WISH)
    return cells(flow.WRITERS["xlsx"](result, WISH)[".xlsx"] if whole else flat(result))


def whole_process(folder: Path) -> Iterator[Line]:
    """S1: one small document, the program from start to end; the promise, and what is left beside our own imports."""
    path = sample(63, folder)
    command = [sys.executable, "-m", "pipeline", "convert", str(path), "-o", str(folder / "out"), "--force", "-q"]
    for what, imports in (("the libraries that it imports", MUST), ("these and its own modules", OWN)):
        figures = ratio(partial(process, command), partial(process, [sys.executable, "-c", imports]), 7)
        yield Line("S1", f"one document, whole process ÷ {what}", *figures, 1.3)


def warm(folder: Path) -> list[Line]:
    """S2 and S3: one small document in a process that is warm."""
    path = sample(63, folder)
    sheets = written(path, True)
    parse = partial(floor, path)
    both = ratio(lambda: seconds(partial(convert, path, ("csv", "json"))), lambda: seconds(parse), 30)
    every = ratio(
        lambda: seconds(partial(convert, path, FORMATS)), lambda: seconds(parse) + seconds(partial(bare, sheets)), 20
    )
    return [
        Line("S2", "warm, CSV and JSON ÷ parse", *both, 4),
        Line("S3", "warm, all outputs ÷ (parse + workbook's cells bare)", *every, 3),
    ]


def long_table(folder: Path) -> Line:
    """S4: 6,300 rows to CSV, JSON and the flat sheet."""
    path = sample(6300, folder)
    sheets = written(path, False)
    figures = ratio(
        lambda: seconds(partial(lists, path)), lambda: seconds(partial(floor, path)) + seconds(partial(bare, sheets)), 2
    )
    return Line("S4", "6,300 rows to CSV, JSON, flat sheet ÷ (parse + its cells bare)", *figures, 2)


def longest(folder: Path) -> tuple[Line, int]:
    """S5: 100,000 rows against 6,300, each in a process of its own, and the peak memory in MB."""
    said = [measured(sample(rows, folder)) for rows in (100_000, 6300)]
    (mine, peak), (other, _) = said
    return Line("S5", "100,000 rows ÷ 6,300 rows, CSV, JSON, workbook", mine, other, mine / other, 17), int(peak)


def measured(path: Path) -> list[float]:
    """Convert a file in a process of its own: CPU seconds and peak memory in MB."""
    done = subprocess.run(
        [sys.executable, "-m", "bench.speed", "--one", str(path)], check=True, capture_output=True, text=True
    )
    return [float(figure) for figure in done.stdout.split()]


def help_text() -> Line:
    """S8: --help against a Python that does nothing."""
    command = [sys.executable, "-m", "pipeline", "--help"]
    figures = ratio(lambda: process(command), lambda: process([sys.executable, "-c", "pass"]), 9)
    return Line("S8", "--help ÷ python -c pass", *figures, 6)


def sample(rows: int, folder: Path) -> Path:
    """Make the attachment's table with so many rows."""
    path = folder / f"{rows}.docx"
    if not path.exists():
        path.write_bytes(sample_docx(rows))
    return path


def main(arguments: list[str]) -> None:
    """Print a line for each promise."""
    if arguments[:1] == ["--one"]:
        took = seconds(partial(convert, Path(arguments[1]), ("csv", "json", "xlsx")))
        print(took, most_memory())
        return
    folder = Path(tempfile.mkdtemp())
    try:
        print("| # | what | ours s | beside s | ratio | at most | |\n|---|---|---|---|---|---|---|")
        for line in (*whole_process(folder), *warm(folder), long_table(folder)):
            print(line, flush=True)
        line, peak = longest(folder)
        print(line)
        print(f"| S5 | its peak memory, MB | {peak} | | | 400 | {'holds' if peak <= 400 else 'MISSED'} |")
        print(help_text())
    finally:
        shutil.rmtree(folder)


if __name__ == "__main__":
    main(sys.argv[1:])
