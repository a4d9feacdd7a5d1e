"""Parquet: types and real lists, written in pieces."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path

from pipeline.dataset.columns import Column, fields
from pipeline.dataset.results import Value
from pipeline.run_errors import NeedsPackage

PIECE = 20_000


def to_parquet(path: Path, columns: tuple[Column, ...], rows: Iterable[list[Value]]) -> None:
    """Write one Parquet file; a list stays a list, so that ``unnest`` gives a row for each unit and person."""
    try:
        import pyarrow
        from pyarrow import parquet
    except ImportError as error:
        raise NeedsPackage(what=".parquet", package="pyarrow", how="fubiao[parquet]") from error
    types = {"integer": pyarrow.int64(), "number": pyarrow.float64(), "array": pyarrow.list_(pyarrow.string())}
    schema = pyarrow.schema([(name, types.get(kind, pyarrow.string())) for name, kind in fields(columns)])
    with parquet.ParquetWriter(path, schema) as writer:
        for piece in _pieces(rows):
            values = [
                pyarrow.array(column, each.type) for column, each in zip(zip(*piece, strict=True), schema, strict=True)
            ]
            writer.write_table(pyarrow.table(values, schema=schema))


def _pieces(rows: Iterable[list[Value]]) -> Iterator[list[list[Value]]]:
    left = iter(rows)
    while piece := list(islice(left, PIECE)):
        yield piece
