"""What LibreOffice, pandas, DuckDB and frictionless make of the results, opened as a clerk or an analyst opens them."""

from __future__ import annotations

import csv
import io
import json
import re
import subprocess
import sys
import zipfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest

from pipeline import flow
from pipeline.emit.to_excel import to_excel
from pipeline.messages import word
from pipeline.result import Result, Wish
from tests.build import docx
from tests.office import needs_office, saved_as
from tests.plugin import grid
from tests.runs import deliver

ROOT = Path(__file__).parent.parent.parent
SAMPLE = ROOT / "input" / "西洞庭管理区2024年经济工作会议工作任务责任分解表.txt"
RECORDS = json.loads((ROOT / "tests" / "sample_records.json").read_text(encoding="utf-8"))
WIDE = grid(
    "序号|类别|建设内容|性质|投资（万元）|<|<|完成时限|责任单位|<|责任人|联系电话;"
    "^|^|^|^|总投资|年度计划|累计完成|^|牵头单位|配合单位|^|^;"
    "1|基础⏎设施|"
    + "开展排查，建立清单。"
    * 60
    + "|新建|1,280.5|100|-|2024年6月30日前|发改局|财政局、住建（交通）局|辛  勤|013900000001;"
    "2|^|新建道路3公里|续建|2561.0|200||长期坚持|教育局⏎卫健局|财政局|王  亮    任  立|0736-2810001;"
    "3|民生|改造学校2所|新建|900|300|50|2024-09-15|教育局|发改局卫健局|谈海波|013900000003"
)
ROLL = grid(
    "编号|姓名|身份证号|行政区划代码|补助金额（元）|备注;"
    "001|王小明|430702199001010015|043070201|1,250.00|=1+1;"
    "002|欧阳文静|430702198502030028|043070202|800.50|+86 13900000000;"
    "003|李  雷|430702197703150013|043070203|-20|-"
)
TEXTS = {"身份证号": "430702198502030028", "行政区划代码": "043070202", "编号": "002"}
# More than any of the lists here has.
MOST_COLUMNS = 40

Counts = dict[str, tuple[int | float, ...]]


def without_values(data: bytes) -> bytes:
    """Take the stored values of the formulas out of a workbook, so that who opens it must compute them."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as whole, zipfile.ZipFile(made, "w") as bare:
        for part in whole.namelist():
            bare.writestr(part, re.sub(rb"(<f>[^<]*</f>)<v>[^<]*</v>", rb"\1", whole.read(part)))
    return made.getvalue()


def counted(book: openpyxl.Workbook) -> dict[str, Counts]:
    """Give the tables of 统计 by their titles: for each name its figures, the share at the end."""
    rows = list(book[word("Statistics", "zh")].iter_rows(values_only=True))
    top = next(at for at, row in enumerate(rows) if word("Name", "zh") in row)
    starts = [at for at, value in enumerate(rows[top]) if value == word("Name", "zh")]
    return {str(rows[top - 1][at]): dict(_down(rows, top, at)) for at in starts}


def _down(rows: list[tuple], top: int, left: int) -> Iterator[tuple[str, tuple]]:
    right = next(at for at in range(left, len(rows[top])) if rows[top][at] == word("Share", "zh"))
    for row in rows[top + 1 :]:
        if row[left] is not None:
            yield row[left], row[left + 1 : right + 1]


def independently() -> dict[str, Counts]:
    """Count the records of the sample, as a person has written them down, with nothing of ours."""
    lists = {"unit": "牵头部门", "person": "牵头区领导"}
    counts = {kind: Counter(name for record in RECORDS for name in record[column]) for kind, column in lists.items()}
    counts["group"] = Counter(record["类别"] for record in RECORDS)
    return {
        word(f"By {kind}", "zh"): {name: (count, pytest.approx(count / 63)) for name, count in found.items()}
        for kind, found in counts.items()
    }


@pytest.fixture(scope="module")
def workbook() -> bytes:
    return to_excel(flow.convert(SAMPLE), Wish(stem="附表"))[".xlsx"]


def test_the_values_that_stand_beside_the_formulas_are_right(workbook: bytes) -> None:
    found = counted(openpyxl.load_workbook(io.BytesIO(workbook), data_only=True))
    assert found == independently()
    units, people, _ = found.values()
    assert [units[name][0] for name in ("农业农村局", "科工局")] == [15, 12]
    assert [people[name][0] for name in ("辛勤", "谈海波")] == [18, 18]


def opened(path: Path) -> openpyxl.Workbook:
    return openpyxl.load_workbook(path, data_only=True)


@needs_office
def test_libreoffice_computes_the_same_from_the_formulas_alone(
    workbook: bytes, result: Result, wish: Wish, tmp_path: Path
) -> None:
    (tmp_path / "附表.xlsx").write_bytes(without_values(workbook))
    (tmp_path / "a.xlsx").write_bytes(without_values(to_excel(result, wish)[".xlsx"]))
    stored = counted(opened(tmp_path / "附表.xlsx"))
    assert {figure for table in stored.values() for figures in table.values() for figure in figures} == {None}
    computed = saved_as("xlsx", sorted(tmp_path.glob("*.xlsx")), tmp_path)
    assert counted(opened(computed / "附表.xlsx")) == independently()
    parts_and_sums = counted(opened(computed / "a.xlsx"))[word("By unit", "zh")]
    assert parts_and_sums["发改局"] == (2, 1, 3, 1.0)
    assert parts_and_sums["祝丰镇"] == (1, 0, 1, pytest.approx(1 / 3))  # spelt out from 一镇两办


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Convert the sample, and a Word file of two tables: twelve columns with long texts, and a roll of people."""
    made = tmp_path_factory.mktemp("made")
    (made / "两表.docx").write_bytes(docx("附件1", "某区重点项目责任表", WIDE, "附件2", "某区补助花名册", ROLL))
    for path, stem in ((made / "两表.docx", "两表"), (SAMPLE, "附表")):
        deliver(flow.convert(path), made / stem, ("csv",), Wish(stem=stem))
    return made


@pytest.mark.parametrize("stem", ["附表", "两表"])
def test_the_program_frictionless_says_valid(folder: Path, stem: str) -> None:
    pytest.importorskip("frictionless")
    command = [sys.executable, "-m", "frictionless", "validate", f"{stem}.datapackage.json"]
    told = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    assert told.returncode == 0, told.stdout
    assert told.stdout.count("VALID") == len(list(folder.glob(f"{stem}*.csv")))


@needs_office
def test_libreoffice_shows_the_csv_unbroken(folder: Path, tmp_path: Path) -> None:
    # What its dialogue offers by itself for a file with a byte order mark, columns as texts: what the file says, letter by letter.
    columns = "/".join(f"{at}/2" for at in range(1, MOST_COLUMNS + 1))
    lists = sorted(folder.glob("*.csv"))
    shown = saved_as("xlsx", lists, tmp_path, f"--infilter=CSV:44,34,UTF8,1,{columns}")
    assert [path.name for path in lists] == ["两表.表1.csv", "两表.表2.csv", "附表.csv"]
    for path in lists:
        with path.open(encoding="utf-8-sig", newline="") as lines:
            said = [[cell or None for cell in row] for row in csv.reader(lines)]
        (sheet,) = opened(shown / f"{path.stem}.xlsx")
        assert [list(row) for row in sheet.iter_rows(values_only=True)] == said


def test_duckdb_reads_right_types_without_options(folder: Path) -> None:
    duckdb = pytest.importorskip("duckdb")
    sample = duckdb.sql(f"select count(*), sum(序号), typeof(any_value(任务要求)) from '{folder}/附表.csv'").fetchall()
    assert sample == [(63, 2016, "VARCHAR")]
    wide = duckdb.sql(f"select 序号, \"投资（万元）/总投资\", 联系电话, 完成时限_止 from '{folder}/两表.表1.csv'")
    assert [str(kind) for kind in wide.types] == ["BIGINT", "DOUBLE", "VARCHAR", "DATE"]
    assert [row[1] for row in wide.fetchall()] == [1280.5, 2561, 900]
    roll = duckdb.sql(
        f"select 编号, 行政区划代码, cast(身份证号 as varchar), \"补助金额（元）\" from '{folder}/两表.表2.csv'"
    )
    assert roll.fetchall()[1] == ("002", "043070202", "430702198502030028", 800.5)


def test_pandas_reads_right_types_and_digits_that_are_texts_by_the_package(folder: Path) -> None:
    pandas = pytest.importorskip("pandas")
    wide = pandas.read_csv(folder / "两表.表1.csv")
    assert list(wide["投资（万元）/总投资"]) == [1280.5, 2561, 900]
    assert list(wide["序号"]) == [1, 2, 3]
    assert wide["责任单位/配合单位"][2] == "发改局、卫健局"
    package = json.loads((folder / "两表.datapackage.json").read_text(encoding="utf-8"))
    fields = package["resources"][1]["schema"]["fields"]
    texts = {field["name"]: str for field in fields if field["type"] == "string"}
    roll = pandas.read_csv(folder / "两表.表2.csv", dtype=texts)
    assert {name: roll[name][1] for name in TEXTS} == TEXTS
    assert roll["补助金额（元）"].sum() == 2030.5
