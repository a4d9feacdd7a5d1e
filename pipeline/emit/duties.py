"""A cell that names three units is one record and three duties: who does what wants a row for each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from pipeline.emit.records import Record, Value, plain
from pipeline.model import Column, Table
from pipeline.points import in_order

Aliases = Mapping[str, Sequence[str]]


class Duty(NamedTuple):
    """One unit or person of one record.

    ``part`` is lead, cooperating or empty; ``printed`` is the group name that ``name`` was spelt out from.
    """

    record: int
    serial: Value
    group: str
    item: str
    kind: str
    part: str
    column: str
    name: str
    printed: str


def duties(table: Table, rows: Iterable[Record], aliases: Aliases) -> list[Duty]:
    """Give a row for each record and unit, group names spelt out, and for each record and person.

    Units whose cell says who leads come out of the columns that hold the parts.

    >>> from pipeline.emit.records import records
    >>> seen = table("项目:item|部门:unit; 修路|一镇两办⏎财政局")
    >>> [duty.name for duty in duties(seen, records(seen), {"一镇两办": ["甲镇", "乙街道"]})]
    ['甲镇', '乙街道', '财政局']
    """
    columns = naming(table)
    found: list[Duty] = []
    for number, record in enumerate(rows, 1) if columns else ():
        first = about(table, record)
        for column, name, printed in named(record, columns, aliases):
            found.append(Duty(number, *first, column.role, column.part, column.name, name, printed))
    return found


def naming(table: Table) -> list[Column]:
    """Give the columns that name units or people."""
    return [column for _, column in in_order(table) if column.role in ("unit", "person")]


def named(record: Record, columns: Sequence[Column], aliases: Aliases) -> Iterator[tuple[Column, str, str]]:
    """Give each unit and person of a record: its column, its name, and the group name that this was spelt out from."""
    for column in columns:
        own = _beside_parts(column, columns, record)
        for name, printed in spelt_out(own, aliases if column.role == "unit" else {}):
            yield column, name, printed


def _beside_parts(column: Column, columns: Sequence[Column], record: Record) -> Value:
    """Leave out of a column the units that stand, with their part, in a column made out of it."""
    value = record[column.name]
    made = [other for other in columns if other.made and not column.made and other.name.startswith(column.name + "_")]
    lists = (record[other.name] for other in made)
    told = {name for names in lists if isinstance(names, list) for name in names}
    return [name for name in value if name not in told] if told and isinstance(value, list) else value


def groups(table: Table) -> list[Column]:
    """Give the grouping columns, outermost first, then the sections."""
    return [column for _, column in in_order(table) if column.role == "group"]


def about(table: Table, record: Record) -> tuple[Value, str, str]:
    """Tell what a record is known by: its serial, its groups, its item or else its text."""
    group = [plain(record[column.name]) for column in groups(table)]
    serial, item = (_first(table, record, roles) for roles in (("serial",), ("item", "text")))
    return serial, " / ".join(name for name in group if name), plain(item)


def _first(table: Table, record: Record, roles: Sequence[str]) -> Value:
    """Give the first value in a column of the first role that has one."""
    values = (record[column.name] for role in roles for column in table.columns if column.role == role)
    return next((value for value in values if value is not None), None)


def spelt_out(value: object, aliases: Aliases) -> Iterable[tuple[str, str]]:
    """Give each name once, a group name as the names that it stands for."""
    names = value if isinstance(value, list) else [value] if isinstance(value, str) else []
    found: dict[str, str] = {}
    for name in names:
        for meant in aliases.get(name, (name,)):
            found.setdefault(meant, name if name in aliases else "")
    return found.items()
