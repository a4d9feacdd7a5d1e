"""Gather the records of a folder of results into one file, in two walks: the columns first, then the rows."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path

from pipeline.dataset.columns import Column, Survey, fields, rows, survey
from pipeline.dataset.results import Value, records
from pipeline.dataset.to_excel import to_excel
from pipeline.dataset.to_parquet import to_parquet
from pipeline.dataset.to_sqlite import to_sqlite
from pipeline.run_errors import NothingToGather, TooManyColumns
from pipeline.writing import placed

WRITERS: dict[str, Callable[[Path, tuple[Column, ...], Iterable[list[Value]]], None]] = {
    ".parquet": to_parquet,
    ".sqlite": to_sqlite,
    ".xlsx": to_excel,
}


# So many columns a file of a kind holds: Excel's and SQLite's own limits.
WIDEST = {".xlsx": 16_384, ".sqlite": 2_000}


def gather(folder: Path, target: Path) -> Survey:
    """Write the records of all results in a folder into one file, by its ending; the file is replaced whole."""
    unread: set[str] = set()
    seen = survey(records(folder, unread))
    if not seen.records:
        raise NothingToGather(name=str(folder))
    ending = target.suffix.lower()
    width = len(fields(seen.columns))
    if width > WIDEST.get(ending, width):
        raise TooManyColumns(name=target.name, columns=width, limit=WIDEST[ending])
    with placed(target) as beside:
        WRITERS[ending](beside, seen.columns, rows(records(folder, unread), seen.columns))
    return replace(seen, unread=tuple(sorted(unread)))
