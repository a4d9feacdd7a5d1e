"""An analyst's database wants flat tables: the records, who does what, what is promised, what was changed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from pipeline.emit.duties import Duty, duties
from pipeline.emit.records import Record, Value, fitting_type, plain, records
from pipeline.messages import sentence
from pipeline.points import in_order
from pipeline.result import Cleaned, Result, Wish


class Flat(NamedTuple):
    """A flat table: its name, its columns with their types, its rows."""

    name: str
    fields: Sequence[tuple[str, str]]
    rows: Sequence[Sequence[Value]]


_DUTY_TYPES = ("integer", "integer", *("string" for _ in Duty._fields[1:]))
_TARGET = {
    "table": "integer", "record": "integer", "column": "string", "measure": "string", "comparison": "string",
    "number": "number", "unit": "string", "start": "integer", "end": "integer", "words": "string", "change": "string",
}  # fmt: skip
_REPAIR = {
    "table": "integer", "code": "string", "step": "string", "record": "integer", "column": "string",
    "source_table": "integer", "source_row": "integer", "source_column": "integer",
    "before": "string", "after": "string", "certainty": "string", "message": "string",
}  # fmt: skip


def flat_tables(result: Result, wish: Wish) -> Iterator[Flat]:
    """Give the records of each table, then responsibilities, targets and repairs of all of them."""
    found: list[Sequence[Value]] = []
    for cleaned in result.tables:
        rows = records(cleaned.table)
        yield Flat(_name(result, cleaned), _fields(cleaned, rows), [list(row.values()) for row in rows])
        own = duties(cleaned.table, rows, wish.aliases)
        found += [(cleaned.table.number, *duty._replace(serial=plain(duty.serial))) for duty in own]
    yield Flat("responsibilities", list(zip(("table", *Duty._fields), _DUTY_TYPES, strict=True)), found)
    targets = [(cleaned.table.number, *target) for cleaned in result.tables for target in cleaned.targets]
    yield Flat("targets", list(_TARGET.items()), targets)
    repairs = [row for cleaned in result.tables for row in _repairs(cleaned, wish.lang)]
    yield Flat("repairs", list(_REPAIR.items()), repairs)


def _name(result: Result, cleaned: Cleaned) -> str:
    return "records" if len(result.tables) == 1 else f"records_{cleaned.table.number}"


def _fields(cleaned: Cleaned, rows: Sequence[Record]) -> list[tuple[str, str]]:
    columns = (column for _, column in in_order(cleaned.table))
    return [(column.name, fitting_type(column, (row[column.name] for row in rows))) for column in columns]


def _repairs(cleaned: Cleaned, lang: str) -> Iterator[Sequence[Value]]:
    for repair in cleaned.repairs:
        start = (cleaned.table.number, repair.code, repair.step, *cleaned.spot(repair), *repair.place)
        yield (*start, repair.before, repair.after, repair.certainty, sentence(repair, lang))
