"""After a meeting each unit wants its own list: this file says which records are whose.

A record goes to every name in its cell, a group name spelt out to each that it stands for.  Records that
name nobody, and those of a table without the column, are gathered under the empty name: none is left out.
"""

from __future__ import annotations

import difflib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import TypeVar

from pipeline.emit.duties import Aliases, spelt_out
from pipeline.emit.records import plain, records
from pipeline.model import Column, Doubt, Repair, Table
from pipeline.result import Cleaned, Result
from pipeline.run_errors import UnknownColumn
from pipeline.text import joined

Told = TypeVar("Told", Repair, Doubt)


def parts(result: Result, wanted: str, aliases: Aliases) -> dict[str, Result]:
    """Give each name in the column the part of the result that is its own; that of nobody comes last.

    >>> from pipeline.model import Grid
    >>> from pipeline.result import Source
    >>> seen = table("任务|部门:unit; 修路|一镇两办⏎财政局; 架桥|; 植树|财政局")
    >>> whole = Result(Source("a.txt", "txt", ""), (Cleaned(seen, Grid(1, 4, 2, ())),))
    >>> for name, part in parts(whole, "部门", {"一镇两办": ["甲镇", "乙街道"]}).items():
    ...     print(name or "-", [row.texts[0] for row in part.tables[0].table.rows])
    甲镇 ['修路']
    乙街道 ['修路']
    财政局 ['修路', '植树']
    - ['架桥']
    """
    column = column_of(result, wanted)
    held: dict[str, list[Cleaned]] = {}
    for cleaned in result.tables:
        share = _shares(cleaned)
        for name, numbers in _named(cleaned.table, column, aliases).items():
            held.setdefault(name, []).append(share(numbers))
    nobody = held.pop("", [])
    found = held | {"": nobody} if nobody else held
    return {name: replace(result, tables=tuple(tables)) for name, tables in found.items()}


def column_of(result: Result, wanted: str) -> str:
    """Give the column that is wanted, by its name or its lowest storey; raise UnknownColumn where no table has it."""
    names = list(dict.fromkeys(column.name for each in result.tables for column in each.table.columns))
    for spoken in (joined, _lowest):
        if found := next((name for name in names if spoken(name) == joined(wanted)), None):
            return found
    raise UnknownColumn(
        name=result.source.name, column=wanted, nearest=_nearest(result, wanted), columns="、".join(names)
    )


def _nearest(result: Result, wanted: str) -> str:
    """Give the column whose name is most like the one wanted; of names that are hardly alike the first of units or people."""
    columns = [column for each in result.tables for column in each.table.columns]
    names = [column.name for column in columns]
    likely = [column.name for role in ("unit", "person") for column in columns if column.role == role]
    alike = difflib.get_close_matches(wanted, names, n=1, cutoff=0.5)
    return next(iter((*alike, *likely, *difflib.get_close_matches(wanted, names, n=1, cutoff=0.0), "-")))


def _lowest(name: str) -> str:
    return joined(name).rpartition("/")[2]


def _named(table: Table, name: str, aliases: Aliases) -> dict[str, list[int]]:
    """Say which records, counted from one, each name has."""
    column = next((column for column in table.columns if column.name == name), Column(name))
    meant = aliases if column.role == "unit" else {}
    found: dict[str, list[int]] = {}
    for number, record in enumerate(records(table), 1):
        value = record.get(name)
        for each, _ in spelt_out(value if isinstance(value, list) else plain(value), meant):
            found.setdefault(each, []).append(number)
    return found


def _shares(cleaned: Cleaned) -> Callable[[Sequence[int]], Cleaned]:
    """Give the way to take some records out of a table with all that was said of them."""
    table = cleaned.table
    repairs, doubts = _by_record(cleaned.repairs, cleaned), _by_record(cleaned.doubts, cleaned)

    def share(numbers: Sequence[int]) -> Cleaned:
        own = replace(table, rows=tuple(table.rows[number - 1] for number in numbers), totals=())
        renumbered = {number: at for at, number in enumerate(numbers, 1)}
        targets = (target for target in cleaned.targets if target.record in renumbered)
        return replace(
            cleaned,
            table=own,
            repairs=tuple(each for number in numbers for each in repairs.get(number, ())),
            doubts=tuple(each for number in numbers for each in doubts.get(number, ())),
            targets=tuple(target._replace(record=renumbered[target.record]) for target in targets),
        )

    return share


def _by_record(told: Sequence[Told], cleaned: Cleaned) -> Mapping[int | None, list[Told]]:
    found: dict[int | None, list[Told]] = {}
    for each in told:
        found.setdefault(cleaned.spot(each).record, []).append(each)
    return found
