"""Analysts work with DataFrames, and pandas guesses types wrongly where nobody tells it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.model import Column, Table
from pipeline.text import blank

if TYPE_CHECKING:
    from pandas import DataFrame

DTYPES = {"integer": "Int64", "number": "Float64", "array": "object"}


def to_frame(table: Table) -> DataFrame:
    """Give a DataFrame: a row a record, a column a column; serials Int64, numbers Float64, lists as lists, blanks NA.

    >>> print(to_frame(table("序号:serial|单位:unit; 1|甲局⏎乙局; 2|")).to_string(index=False))
    序号       单位
     1 [甲局, 乙局]
     2     <NA>
    """
    import pandas as pd

    frame = pd.DataFrame(index=range(len(table.rows)))
    for at, column in enumerate(table.columns):
        texts: list[object] = [pd.NA if blank(text) else text for text in table.texts(at)]
        if column.role in ("person", "unit"):
            texts = [text.split("\n") if isinstance(text, str) else text for text in texts]
        frame[column.name] = pd.Series(texts, dtype=DTYPES.get(kind(column), "string"))
    return frame


def kind(column: Column) -> str:
    """Tell what a column's values are: array for lists, else its type."""
    return "array" if column.role in ("person", "unit") else column.type
