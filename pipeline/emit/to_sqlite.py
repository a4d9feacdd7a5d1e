"""A question that joins records and responsibilities is one line of SQL, once they stand in a database."""

from __future__ import annotations

import sqlite3

from pipeline.emit.flat import Flat, flat_tables
from pipeline.emit.guard_outputs import encodable
from pipeline.emit.records import Value, plain
from pipeline.result import Result, Wish

_TYPES = {"integer": "INTEGER", "number": "REAL"}


def to_sqlite(result: Result, wish: Wish) -> dict[str, bytes]:
    """Write NAME.sqlite with the tables records, responsibilities, targets and repairs; lists are joined by 、."""
    base = sqlite3.connect(":memory:")
    try:
        for flat in (flat for flat in flat_tables(result, wish) if flat.fields):
            _write(base, flat)
        base.commit()
        return {".sqlite": base.serialize()}
    finally:
        base.close()


def _write(base: sqlite3.Connection, flat: Flat) -> None:
    columns = ", ".join(
        f"{name} {_TYPES.get(kind, 'TEXT')}" for name, kind in zip(_names(flat), _kinds(flat), strict=True)
    )
    base.execute(f"CREATE TABLE {flat.name} ({columns})")
    holes = ", ".join("?" for _ in flat.fields)
    rows = ([_stored(value) for value in row] for row in flat.rows)
    base.executemany(f"INSERT INTO {flat.name} VALUES ({holes})", rows)  # noqa: S608 - the name is ours, not the file's


def _kinds(flat: Flat) -> list[str]:
    return [kind for _, kind in flat.fields]


def _names(flat: Flat) -> list[str]:
    """Quote the columns' names; SQLite takes A and a for one name."""
    names: list[str] = []
    for name, _ in flat.fields:
        plain_name = encodable(name).replace("\x00", "␀") or "_"
        number = sum(plain_name.casefold() == each.casefold() for each in names)
        names.append(f"{plain_name}_{number + 1}" if number else plain_name)
    return ['"' + name.replace('"', '""') + '"' for name in names]


def _stored(value: Value) -> str | int | float | None:
    if value is None:
        return None
    if isinstance(value, int | float) and abs(value) < 2**63:
        return value
    return encodable(plain(value))
