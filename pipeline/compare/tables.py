"""An attachment has several tables and a new version may call them and their columns otherwise: this file pairs them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pipeline.compare.records import Sides, pairs
from pipeline.compare.versions import Compared, Comparison
from pipeline.model import Column, Table
from pipeline.text import joined

# How alike two tables must be, by the mean of their titles' and columns' likeness, to be one in two versions.
ALIKE = 0.5


def compare(old: Sequence[Table], new: Sequence[Table], names: tuple[str, str]) -> Comparison:
    """Say what became of each table, in the order of the new version; tables that are gone come last."""
    partners = _partners(old, new)
    found = [_compared(old[partners[at]] if at in partners else None, table) for at, table in enumerate(new)]
    gone = [_compared(table, None) for at, table in enumerate(old) if at not in partners.values()]
    return Comparison(*names, (*found, *gone))


def _partners(old: Sequence[Table], new: Sequence[Table]) -> dict[int, int]:
    """Pair tables by title and columns, the likest first; a table alone in both versions is the same table."""
    if len(old) == len(new) == 1:
        return {0: 0}
    scored = sorted((-_likeness(a, b), abs(i - j), j, i) for i, a in enumerate(old) for j, b in enumerate(new))
    taken: dict[int, int] = {}
    for score, _, one, other in scored:
        if -score >= ALIKE and one not in taken and other not in taken.values():
            taken[one] = other
    return taken


def _likeness(old: Table, new: Table) -> float:
    from rapidfuzz import fuzz

    mine, theirs = ({column.name for column in _compared_columns(table)} for table in (old, new))
    columns = len(mine & theirs) / max(len(mine | theirs), 1)
    if not (old.title or new.title):
        return columns
    return (columns + fuzz.ratio(joined(old.title), joined(new.title)) / 100) / 2


def _compared_columns(table: Table) -> list[Column]:
    """Give the columns that the source itself fills: one that the program derives would tell each change twice."""
    return [column for column in table.columns if not column.made or column.role in ("group", "item", "text")]


def _compared(old: Table | None, new: Table | None) -> Compared:
    table = new or old
    assert table is not None  # noqa: S101 - one of the two is always there
    here = replace(table, rows=())
    before, after = old or here, new or here
    shared = _shared(before, after)
    renamed = tuple(
        (before.columns[at].name, name.name) for name, at, _ in shared if before.columns[at].name != name.name
    )
    return Compared(
        title=table.title,
        old=old.number if old else None,
        new=new.number if new else None,
        pairs=pairs(Sides(before.rows, after.rows, shared)),
        columns_added=_without(after, {to for *_, to in shared}),
        columns_dropped=_without(before, {at for _, at, _ in shared}),
        columns_renamed=renamed,
    )


def _without(table: Table, shared: set[int]) -> tuple[str, ...]:
    """Name the columns that only this version has."""
    own = _compared_columns(table)
    return tuple(column.name for at, column in enumerate(table.columns) if at not in shared and column in own)


def _shared(old: Table, new: Table) -> list[tuple[Column, int, int]]:
    """Pair columns by name; of those left over, the only one of its role in either version."""
    mine, theirs = ({column.name: at for at, column in enumerate(table.columns)} for table in (old, new))
    own = _compared_columns(new)
    names = [column.name for column in own if column.name in mine]
    shared = [(new.columns[theirs[name]], mine[name], theirs[name]) for name in names]
    left = [[column for column in _compared_columns(table) if column.name not in names] for table in (old, new)]
    for column in left[1]:
        before, after = ([each for each in side if _meaning(each) == _meaning(column)] for side in left)
        if column.role and len(before) == len(after) == 1:
            shared.append((column, mine[before[0].name], theirs[column.name]))
    return sorted(shared, key=lambda each: each[2])


def _meaning(column: Column) -> tuple[str, str]:
    return column.role, column.part
