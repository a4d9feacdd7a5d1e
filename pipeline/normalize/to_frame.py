"""Analysts work with DataFrames, and pandas guesses types wrongly where nobody tells it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.model import Column, Table
from pipeline.text import blank

if TYPE_CHECKING:
    from pandas import DataFrame, Series


def to_frame(table: Table) -> DataFrame:
    """Give a DataFrame: a row a record, a column a column; serials Int64, numbers Float64, lists as lists, blanks NA.

    >>> print(to_frame(table("序号:serial|单位:unit; 1|甲局⏎乙局; 2|")).to_string(index=False))
    序号       单位
     1 [甲局, 乙局]
     2     <NA>
    """
    import pandas as pd

    columns = {column.name: _series(column, table.texts(at)) for at, column in enumerate(table.columns)}
    return pd.DataFrame(columns)


def _series(column: Column, texts: list[str]) -> Series[object]:
    import pandas as pd

    values = [None if blank(text) else text for text in texts]
    if column.role in ("person", "unit"):
        return pd.Series([text.split("\n") if text else pd.NA for text in values], dtype="object")
    kind = {"integer": "Int64", "number": "Float64"}.get(column.type, "string")
    return pd.Series(values, dtype="string").astype(kind)
