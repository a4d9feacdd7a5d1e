from __future__ import annotations

import io
import sys

import pytest

from pipeline.emit.to_parquet import to_parquet
from pipeline.errors import NeedsProgram
from pipeline.result import Result, Wish


def test_lists_and_numbers_keep_their_types(result: Result, wish: Wish) -> None:
    parquet = pytest.importorskip("pyarrow.parquet")
    files = to_parquet(result, wish)
    assert list(files) == [".records.parquet", ".responsibilities.parquet", ".targets.parquet", ".repairs.parquet"]
    table = parquet.read_table(io.BytesIO(files[".records.parquet"]))
    assert str(table.schema.field("序号").type) == "int64"
    assert table.column("责任人").to_pylist() == [["辛勤"], ["辛勤", "王亮"], None]
    assert table.column("投资").to_pylist() == [8000.0, 120.5, None]
    assert to_parquet(result, wish) == files


def test_without_pyarrow_it_says_how_to_get_it(result: Result, wish: Wish, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(NeedsProgram, match="pyarrow"):
        to_parquet(result, wish)
