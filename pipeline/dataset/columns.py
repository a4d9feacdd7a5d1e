"""Attachments name and fill their columns each in its own way; one table has all names, each with one kind of value."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from pipeline.dataset.results import Place, Value

# What comes before the columns of the attachments.
PLACE = (("结果", "string"), ("来源文件", "string"), ("表号", "integer"), ("表题", "string"), ("记录号", "integer"))


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the dataset: its name here, its name in the attachments, the kind of its values, how many of each kind."""

    name: str
    printed: str
    kind: str
    found: tuple[tuple[str, int], ...]

    @property
    def mixed(self) -> bool:
        """Ask whether values of different kinds became text so that they fit into one column."""
        return self.kind == "string" and len(self.found) > 1


@dataclass(frozen=True, slots=True)
class Survey:
    """What there is to gather: the columns, and how many records and tables."""

    columns: tuple[Column, ...]
    records: int
    tables: int


def survey(found: Iterable[tuple[Place, dict[str, Value]]]) -> Survey:
    """Walk through all records for their columns, in the order in which they are met; a blank tells no kind."""
    kinds: dict[str, Counter[str]] = {}
    count = tables = 0
    last: tuple[str, int] | None = None
    for place, record in found:
        count += 1
        tables += last != (place.result, place.table)
        last = place.result, place.table
        for name, value in record.items():
            seen = kinds.setdefault(name, Counter())
            if value is not None:
                seen[_kind(value)] += 1
    return Survey(_columns(kinds), count, tables)


def _columns(kinds: dict[str, Counter[str]]) -> tuple[Column, ...]:
    taken = {name for name, _ in PLACE}
    return tuple(
        Column(_free(name, taken), name, _common(seen), tuple(sorted(seen.items()))) for name, seen in kinds.items()
    )


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


def rows(found: Iterable[tuple[Place, dict[str, Value]]], wanted: tuple[Column, ...]) -> Iterator[list[Value]]:
    """Give each record as a row: its place, then a value for each column."""
    for place, record in found:
        yield [*place, *(_fitted(record.get(column.printed), column.kind) for column in wanted)]


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
