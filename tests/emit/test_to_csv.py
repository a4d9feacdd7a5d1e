from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.emit.to_csv import to_csv
from pipeline.model import Column
from pipeline.result import Result, Wish
from tests.emit.conftest import table_of

RUN = [
    "=1+1",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    "＝1+1",
    "＠x",
    "＋1+1",
    "－1+1|cmd",
    "+1+1",
    "-1+cmd|' /C calc'!A0",
    "=",
    "-甲",
    " =1+1",
]
STAY = ["-", "——", "－", "-3.5", "+6.5%", "-8,000", "+86 139-0000-0000", "+8613900000000", "1=1", "a@b", "甲-乙", "±3", "'x"]  # fmt: skip


def rows(data: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def test_it_is_rfc_4180_with_a_bom_unless_told_otherwise(result: Result, wish: Wish) -> None:
    data = to_csv(result, wish)[".csv"]
    assert data.startswith(b"\xef\xbb\xbf")
    assert data.count(b"\r\n") == 4
    assert not to_csv(result, replace(wish, bom=False))[".csv"].startswith(b"\xef")


def test_lists_are_joined_and_line_breaks_kept(result: Result, wish: Wish) -> None:
    table = rows(to_csv(result, wish)[".csv"])
    assert table[0] == [column.name for column in result.tables[0].table.columns]
    assert table[2] == ["2", "民生", "新建学校。\n按期开学。", "辛勤、王亮", "教育局、发改局", "", "120.5", "", "2"]


@pytest.mark.parametrize("text", RUN)
def test_what_a_spreadsheet_would_run_gets_an_apostrophe(text: str, wish: Wish) -> None:
    odd = table_of((Column("项目"),), (text,))
    assert rows(to_csv(odd, wish)[".csv"])[1] == ["'" + text]
    assert rows(to_csv(odd, replace(wish, csv_raw=True))[".csv"])[1] == [text]


@pytest.mark.parametrize("text", STAY)
def test_what_is_harmless_stays(text: str, wish: Wish) -> None:
    assert rows(to_csv(table_of((Column("项目"),), (text,)), wish)[".csv"])[1] == [text]


def test_a_negative_amount_is_a_number(wish: Wish) -> None:
    odd = table_of((Column("投资", role="amount", type="number"),), ("-3.5",))
    assert rows(to_csv(odd, wish)[".csv"])[1] == ["-3.5"]


def test_several_tables_have_a_file_each(two_tables: Result, wish: Wish) -> None:
    assert list(to_csv(two_tables, wish)) == [".表1.csv", ".表2.csv", ".datapackage.json"]


def test_the_package_says_types_roles_and_the_bom(result: Result, wish: Wish) -> None:
    package = json.loads(to_csv(result, wish)[".datapackage.json"])
    resource = package["resources"][0]
    assert resource["path"] == "重点任务.csv"
    assert resource["bom"] is True
    fields = {field["name"]: field for field in resource["schema"]["fields"]}
    assert fields["序号"]["type"] == "integer"
    assert fields["投资"]["type"] == "number"
    assert fields["联系电话"]["type"] == "string"
    assert fields["牵头部门"]["separator"] == "、"
    assert resource["schema"]["missingValues"] == [""]


@pytest.mark.parametrize("bom", [True, False])
def test_frictionless_says_valid(two_tables: Result, wish: Wish, bom: bool, tmp_path: Path) -> None:
    frictionless = pytest.importorskip("frictionless")
    for suffix, data in to_csv(two_tables, replace(wish, bom=bom)).items():
        (tmp_path / (wish.stem + suffix)).write_bytes(data)
    report = frictionless.validate(str(tmp_path / f"{wish.stem}.datapackage.json"))
    assert report.valid, report.flatten()
    assert report.stats["tasks"] == 2


def test_one_odd_value_makes_a_column_text_so_that_the_package_stays_valid(wish: Wish) -> None:
    odd = table_of((Column("投资", role="amount", type="number"),), ("3",), ("约4",))
    package = json.loads(to_csv(odd, wish)[".datapackage.json"])
    assert package["resources"][0]["schema"]["fields"][0]["type"] == "string"


def test_pandas_reads_it_without_options(result: Result, wish: Wish) -> None:
    pandas = pytest.importorskip("pandas")
    frame = pandas.read_csv(io.BytesIO(to_csv(result, wish)[".csv"]))
    assert list(frame["序号"]) == [1, 2, 3]
    assert frame["投资"].sum() == 8120.5


def test_duckdb_reads_it_without_options(result: Result, wish: Wish, tmp_path: Path) -> None:
    duckdb = pytest.importorskip("duckdb")
    path = tmp_path / "a.csv"
    path.write_bytes(to_csv(result, wish)[".csv"])
    found = duckdb.sql(f"select 序号, 投资 from '{path}'")
    assert found.fetchall() == [(1, 8000.0), (2, 120.5), (3, None)]
    assert [str(kind) for kind in found.types] == ["BIGINT", "DOUBLE"]
