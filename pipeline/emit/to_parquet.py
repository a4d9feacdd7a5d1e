"""A data lake wants columns with types and real lists."""

from __future__ import annotations

import io
from typing import Any

from pipeline.emit.flat import Flat, flat_tables
from pipeline.emit.guard_outputs import encodable
from pipeline.emit.records import Value, plain
from pipeline.errors import NeedsProgram
from pipeline.result import Result, Wish


def to_parquet(result: Result, wish: Wish) -> dict[str, bytes]:
    """Write NAME.records.parquet, NAME.responsibilities.parquet, NAME.targets.parquet and NAME.repairs.parquet."""
    try:
        import pyarrow
    except ImportError as error:
        how = "pip install pyarrow"
        raise NeedsProgram(name=result.source.name, program="pyarrow", how=how) from error
    return {f".{flat.name}.parquet": _written(pyarrow, flat) for flat in flat_tables(result, wish)}


def _written(pyarrow: Any, flat: Flat) -> bytes:
    from pyarrow import parquet

    types = {"integer": pyarrow.int64(), "number": pyarrow.float64(), "array": pyarrow.list_(pyarrow.string())}
    fields = [pyarrow.field(name, types.get(kind, pyarrow.string())) for name, kind in flat.fields]
    columns = [
        pyarrow.array([_stored(row[at], kind) for row in flat.rows], type=field.type)
        for at, ((_, kind), field) in enumerate(zip(flat.fields, fields, strict=True))
    ]
    out = io.BytesIO()
    parquet.write_table(pyarrow.table(columns, schema=pyarrow.schema(fields)), out)
    return out.getvalue()


def _stored(value: Value, kind: str) -> Value:
    if value is None:
        return None
    if kind == "array" and isinstance(value, list):
        return [encodable(each) for each in value]
    return value if kind in ("integer", "number") else encodable(plain(value))
