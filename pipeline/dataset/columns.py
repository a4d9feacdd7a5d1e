"""Attachments name and fill their columns each in its own way; one table has all names, each with one kind of value."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from pipeline.dataset.results import Key, Place, Value

# What comes before the columns of the attachments.
PLACE = (("结果", "string"), ("来源文件", "string"), ("表号", "integer"), ("表题", "string"), ("记录号", "integer"))


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the dataset: its name here, its name and unit in the attachments, the kind of its values, how many of each."""

    name: str
    key: Key
    kind: str
    found: tuple[tuple[str, int], ...]

    @property
    def mixed(self) -> bool:
        """Ask whether values of different kinds became text so that they fit into one column."""
        return self.kind == "string" and len(self.found) > 1


@dataclass(frozen=True, slots=True)
class Survey:
    """What there is to gather: the columns, how many records and tables, and the files that could not be read."""

    columns: tuple[Column, ...]
    records: int
    tables: int
    unread: tuple[str, ...] = ()

    @property
    def parted(self) -> dict[str, list[Column]]:
        """Give the columns that stand for one name, whose numbers have different units: they must not be added up."""
        alike: dict[str, list[Column]] = {}
        for column in self.columns:
            alike.setdefault(column.key[0], []).append(column)
        return {name: columns for name, columns in alike.items() if len(columns) > 1}


def survey(found: Iterable[tuple[Place, dict[Key, Value]]]) -> Survey:
    """Walk through all records for their columns, in the order in which they are met; a blank tells no kind."""
    kinds: dict[Key, Counter[str]] = {}
    count = tables = 0
    last: tuple[str, int] | None = None
    for place, record in found:
        count += 1
        tables += last != (place.result, place.table)
        last = place.result, place.table
        for key, value in record.items():
            seen = kinds.setdefault(key, Counter())
            if value is not None:
                seen[_kind(value)] += 1
    return Survey(_columns(kinds), count, tables)


def _columns(kinds: dict[Key, Counter[str]]) -> tuple[Column, ...]:
    """Name the columns; one that is blank wherever it has this unit stands for none beside others of its name."""
    filled = {name for (name, _), seen in kinds.items() if seen}
    standing = {key: seen for key, seen in kinds.items() if seen or key[0] not in filled}
    times = Counter(name for name, _ in standing)
    taken = {name for name, _ in PLACE}
    return tuple(
        Column(_free(_named(key, times), taken), key, _common(seen), tuple(sorted(seen.items())))
        for key, seen in standing.items()
    )


def _named(key: Key, times: Counter[str]) -> str:
    """Name a column with its unit where others of its name have another.

    >>> _named(("投资", "万元"), Counter(["投资", "投资"])), _named(("投资", "万元"), Counter(["投资"]))
    ('投资（万元）', '投资')
    """
    name, unit = key
    return f"{name}（{unit}）" if unit and times[name] > 1 else name


def _free(name: str, taken: set[str]) -> str:
    """Give a name that no column has; a database takes A and a for one."""
    free, number = name, 1
    while free.casefold() in taken:
        number += 1
        free = f"{name}_{number}"
    taken.add(free.casefold())
    return free


def fields(wanted: tuple[Column, ...]) -> list[tuple[str, str]]:
    """Give the name and the kind of each column, those of the place first."""
    return [*PLACE, *((column.name, column.kind) for column in wanted)]


def rows(found: Iterable[tuple[Place, dict[Key, Value]]], wanted: tuple[Column, ...]) -> Iterator[list[Value]]:
    """Give each record as a row: its place, then a value for each column."""
    for place, record in found:
        yield [*place, *(_fitted(record.get(column.key), column.kind) for column in wanted)]


def _kind(value: Value) -> str:
    if isinstance(value, list):
        return "array"
    if isinstance(value, int) and abs(value) < 2**63:
        return "integer"
    return "number" if isinstance(value, int | float) else "string"


def _common(seen: Counter[str]) -> str:
    """Give the kind that holds all values.

    >>> _common(Counter(integer=2, number=1)), _common(Counter(integer=2, string=1)), _common(Counter())
    ('number', 'string', 'string')
    """
    if len(seen) == 1:
        return next(iter(seen))
    return "number" if seen and seen.keys() <= {"integer", "number"} else "string"


def _fitted(value: Value, kind: str) -> Value:
    """Give a value as its column wants it; numbers keep the digits of the JSON.

    >>> _fitted(3, "number"), _fitted(["甲", "乙"], "string"), _fitted(3.5, "string")
    (3.0, '甲、乙', '3.5')
    """
    if value is None or kind in ("integer", "array"):
        return value
    if kind == "number" and isinstance(value, int | float):
        return float(value)
    return as_text(value)


def as_text(value: Value) -> str:
    """Write a value as one text, lists joined by 、."""
    if isinstance(value, list):
        return "、".join(value)
    return value if isinstance(value, str) else json.dumps(value)
