"""fubiao gather: all records of all attachments with their source, as text, numbers and lists that stay what they are."""

from __future__ import annotations

import json
import sqlite3
import subprocess
import sys
from pathlib import Path

import duckdb
import openpyxl
import pandas
import pytest

from pipeline.commands.gather import told
from pipeline.dataset.gather import gather
from pipeline.run_errors import TooManyColumns
from tests.runs import converted, fill

ROOT = Path(__file__).parent.parent


def table(number: int, title: str, *records: dict, **units: str) -> dict:
    columns = [{"name": name} | ({"unit": units[name]} if name in units else {}) for name in records[0]]
    return {"number": number, "title": title, "columns": columns, "records": list(records)}


def put(folder: Path, name: str, *tables: dict) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    result = {"schema": "fubiao/1", "source": {"name": f"{name}.docx"}, "tables": tables}
    (folder / f"{name}.json").write_text(json.dumps(result), encoding="utf-8")


@pytest.fixture
def results(tmp_path):
    """Two results with other columns, a column of mixed kinds, and JSON files that are no results."""
    made = {
        "a": [
            table(
                1, "甲表", {"序号": 1, "单位": ["发改局", "财政局"], "投资": 3}, {"序号": 2, "单位": None, "投资": 4.5}
            ),
            table(2, "", {"序号": 1, "备注": "=1+1"}),
        ],
        "x/b": [table(1, "乙表", {"序号": "一", "来源文件": "旧表", "单位": ["民政局"]})],
    }
    for name, tables in made.items():
        put((tmp_path / "out" / name).parent, Path(name).name, *tables)
    (tmp_path / "out" / "run.json").write_text('{"schema": "fubiao-run/1", "files": []}')
    (tmp_path / "out" / "a.datapackage.json").write_text('{"name": "a", "resources": []}')
    (tmp_path / "out" / "list.json").write_text("[1]")
    (tmp_path / "out" / "half.json").write_text('{"schema": "fubiao/1", ')
    return tmp_path


def test_the_columns_are_the_union_and_odd_ones_become_text(results):
    made = gather(results / "out", results / "all.parquet")
    assert (made.records, made.tables) == (4, 3)
    assert [(each.name, each.kind, each.mixed) for each in made.columns] == [
        ("序号", "string", True),
        ("单位", "array", False),
        ("投资", "number", False),
        ("备注", "string", False),
        ("来源文件_2", "string", False),
    ]


def test_parquet_has_types_and_lists_that_unnest(results):
    gather(results / "out", results / "all.parquet")
    frame = pandas.read_parquet(results / "all.parquet")
    assert frame["投资"].tolist()[:2] == [3.0, 4.5]
    assert list(frame.columns[:5]) == ["结果", "来源文件", "表号", "表题", "记录号"]
    assert frame.iloc[3].tolist()[:5] == ["x/b", "b.docx", 1, "乙表", 1]
    units = duckdb.sql(f"select unnest(单位) u from '{results}/all.parquet' order by u").fetchall()
    assert units == [("发改局",), ("民政局",), ("财政局",)]


def test_sqlite_has_the_records_and_the_parts_of_lists(results):
    gather(results / "out", results / "all.sqlite")
    base = sqlite3.connect(results / "all.sqlite")
    assert base.execute("select 序号, 单位, 投资 from records where 结果 = 'a'").fetchall() == [
        ("1", "发改局、财政局", 3.0),
        ("2", None, 4.5),
        ("1", None, None),
    ]
    assert base.execute("select 结果, 记录号, 列, 名称 from parts").fetchall() == [
        ("a", 1, "单位", "发改局"),
        ("a", 1, "单位", "财政局"),
        ("x/b", 1, "单位", "民政局"),
    ]


def test_a_workbook_holds_text_as_text(results):
    gather(results / "out", results / "all.xlsx")
    rows = list(openpyxl.load_workbook(results / "all.xlsx").active.iter_rows())
    assert [cell.value for cell in rows[0]][5:] == ["序号", "单位", "投资", "备注", "来源文件_2"]
    assert (rows[3][8].value, rows[3][8].data_type) == ("=1+1", "s")
    assert rows[1][6].value == "发改局、财政局"


@pytest.mark.parametrize("ending", ["parquet", "sqlite", "xlsx"])
def test_the_same_records_give_the_same_bytes(ending, results):
    for name in ("one", "two"):
        gather(results / "out", results / f"{name}.{ending}")
    assert (results / f"one.{ending}").read_bytes() == (results / f"two.{ending}").read_bytes()


def test_what_cannot_stand_in_a_cell_is_told_and_the_old_file_stays(results):
    path = results / "out" / "a.json"
    path.write_text(path.read_text(encoding="utf-8").replace("=1+1", "字" * 40_000), encoding="utf-8")
    (results / "all.xlsx").write_bytes(b"old")
    with pytest.raises(Exception, match="longer than 32767"):
        gather(results / "out", results / "all.xlsx")
    assert (results / "all.xlsx").read_bytes() == b"old"
    assert not list(results.glob(".fubiao-*"))


def test_the_command_gathers_what_convert_has_written(tmp_path):
    fill(tmp_path / "in", "a.txt", "x/b.txt")
    converted(tmp_path / "in", tmp_path / "out")
    command = [sys.executable, "-m", "pipeline", "gather", "out", "-o", "all.parquet", "--lang", "en"]
    ran = subprocess.run(
        command, cwd=tmp_path, env={"PYTHONPATH": str(ROOT)}, capture_output=True, text=True, check=False
    )
    assert (ran.returncode, ran.stderr) == (0, "")
    assert ran.stdout == "2 tables, 4 records, 3 columns\n"
    frame = pandas.read_parquet(tmp_path / "all.parquet")
    assert frame["任务"].tolist() == ["a.txt", "架桥", "x/b.txt", "架桥"]
    assert frame["结果"].tolist() == ["a", "a", "x/b", "x/b"]


def test_numbers_in_different_units_are_never_in_one_column_and_that_is_told(tmp_path):
    put(tmp_path / "out", "a", table(1, "", {"项目": "修路", "投资": 30}, 投资="万元"))
    put(tmp_path / "out", "b", table(1, "", {"项目": "架桥", "投资": 300000}, 投资="元"))
    put(tmp_path / "out", "c", table(1, "", {"项目": "植树", "投资": 7}))
    put(tmp_path / "out", "d", table(1, "", {"项目": "通水", "投资": None}, 投资="亿元"))
    made = gather(tmp_path / "out", tmp_path / "all.parquet")
    frame = pandas.read_parquet(tmp_path / "all.parquet")
    assert frame.columns.tolist()[5:] == ["项目", "投资（万元）", "投资（元）", "投资"]
    assert frame["投资（万元）"].dropna().tolist() == [30]
    assert frame["投资（元）"].dropna().tolist() == [300000]
    assert frame["投资"].dropna().tolist() == [7]
    assert list(told(made, "en")) == [
        "Column 投资 has numbers in different units (万元, 元, no unit); each has a column of its own."
    ]


def test_numbers_in_one_unit_keep_the_name_of_their_column(tmp_path):
    put(tmp_path / "out", "a", table(1, "", {"投资": 30}, 投资="万元"))
    put(tmp_path / "out", "b", table(1, "", {"投资": 40}, 投资="万元"))
    put(tmp_path / "out", "c", table(1, "", {"投资": None}))
    made = gather(tmp_path / "out", tmp_path / "all.parquet")
    assert [column.name for column in made.columns] == ["投资"]
    assert list(told(made, "en")) == []


def test_a_column_whose_name_says_the_unit_already_stays_apart_from_one_that_gets_it(tmp_path):
    put(tmp_path / "out", "a", table(1, "", {"投资": 30, "投资（元）": 300000}, 投资="万元"))
    put(tmp_path / "out", "b", table(1, "", {"投资": 400000}, 投资="元"))
    gather(tmp_path / "out", tmp_path / "all.parquet")
    frame = pandas.read_parquet(tmp_path / "all.parquet")
    assert sorted(frame.columns.tolist()[5:]) == ["投资（万元）", "投资（元）", "投资（元）_2"]
    assert frame.iloc[:, 5:].notna().sum().tolist() == [1, 1, 1]


@pytest.mark.parametrize(("ending", "limit"), [("sqlite", 2_000), ("xlsx", 16_384)])
def test_more_columns_than_a_file_holds_are_told(ending, limit, tmp_path):
    for add in (-5, -4):
        put(tmp_path / "out", "a", table(1, "", {f"列{at}": "甲" for at in range(limit + add)}))
        target = tmp_path / f"all.{ending}"
        if add == -5:
            gather(tmp_path / "out", target)
            before = target.read_bytes()
    with pytest.raises(TooManyColumns, match=f"all.{ending}: the results have {limit + 1} columns"):
        gather(tmp_path / "out", target)
    assert target.read_bytes() == before


def test_a_result_that_cannot_be_read_is_named_and_the_others_are_gathered(results):
    command = [sys.executable, "-m", "pipeline", "gather", "out", "-o", "all.sqlite", "--lang", "en"]
    ran = subprocess.run(
        command, cwd=results, env={"PYTHONPATH": str(ROOT)}, capture_output=True, text=True, check=False
    )
    assert ran.returncode == 1
    assert "half.json could not be read and is left out; convert its attachment again with --force.\n" in ran.stderr
    assert "list.json" not in ran.stderr and "run.json" not in ran.stderr
    assert ran.stdout == "3 tables, 4 records, 5 columns\n"
