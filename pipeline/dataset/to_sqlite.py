"""SQLite: one table of records, and one with a row for each unit and person of a list."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from pathlib import Path

from pipeline.dataset.columns import PLACE, Column, as_text, fields
from pipeline.dataset.results import Value

TYPES = {"integer": "INTEGER", "number": "REAL"}


def to_sqlite(path: Path, columns: tuple[Column, ...], rows: Iterable[list[Value]]) -> None:
    """Write the tables records (lists joined by 、) and parts (one row for each part of a list)."""
    base = sqlite3.connect(path)
    try:
        _write(base, fields(columns), rows)
        base.commit()
    except sqlite3.Error as error:
        raise OSError(str(error)) from error  # told as every file that cannot be written
    finally:
        base.close()


def _write(base: sqlite3.Connection, named: list[tuple[str, str]], rows: Iterable[list[Value]]) -> None:
    typed = ", ".join(f"{_quoted(name)} {TYPES.get(kind, 'TEXT')}" for name, kind in named)
    placed = ", ".join(_quoted(name) for name, _ in PLACE)
    base.execute(f"CREATE TABLE records ({typed})")
    base.execute(f"CREATE TABLE parts ({placed}, 列, 名称)")
    holes = ", ".join("?" * len(named))
    for row in rows:
        base.execute(f"INSERT INTO records VALUES ({holes})", [_stored(value) for value in row])  # noqa: S608 - only holes
        base.executemany("INSERT INTO parts VALUES (?, ?, ?, ?, ?, ?, ?)", _parts(row, named))


def _parts(row: list[Value], named: list[tuple[str, str]]) -> Iterator[list[Value]]:
    for value, (name, _) in zip(row, named, strict=True):
        for part in value if isinstance(value, list) else ():
            yield [*row[: len(PLACE)], name, part]


def _stored(value: Value) -> str | int | float | None:
    return as_text(value) if isinstance(value, list) else value


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""').replace("\x00", "␀") + '"'
