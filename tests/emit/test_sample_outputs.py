"""The attachment that ships with the project, as a clerk and an analyst open it."""

from __future__ import annotations

import io
import json
from pathlib import Path

import openpyxl
import pytest

from pipeline.emit.guard_outputs import guard_outputs
from pipeline.emit.to_excel import to_excel
from pipeline.emit.to_json import schema, to_json
from pipeline.messages import word
from pipeline.result import Result, Wish

ROOT = Path(__file__).parent.parent.parent
SAMPLE = ROOT / "input" / "西洞庭管理区2024年经济工作会议工作任务责任分解表.txt"
WISH = Wish(stem="附表")


@pytest.fixture(scope="module")
def sample() -> Result:
    from pipeline.flow import convert

    return guard_outputs(convert(SAMPLE), WISH)


@pytest.fixture(scope="module")
def workbook(sample: Result) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(to_excel(sample, WISH)[".xlsx"]), data_only=True)


def expected() -> list[dict]:
    return json.loads((ROOT / "tests" / "sample_records.json").read_text(encoding="utf-8"))


def test_the_flat_sheet_holds_the_63_records(workbook: openpyxl.Workbook) -> None:
    heading, *rows = workbook[word("Records", "zh")].iter_rows(values_only=True)
    wanted = [
        ["、".join(value) if isinstance(value, list) else value for value in each.values()] for each in expected()
    ]
    assert list(heading) == list(expected()[0])
    assert [list(row) for row in rows] == wanted


def test_the_targets_stand_in_their_own_sheet(workbook: openpyxl.Workbook, sample: Result) -> None:
    heading, *rows = workbook[word("Targets", "zh")].iter_rows(values_only=True)
    assert heading[3:8] == ("指标名称", "增减", "比较", "数值", "计量单位")
    assert len(rows) == 22
    assert rows[0][:8] == (1, 1, "地区生产总值", "地区生产总值", "增", "≈", 6.5, "%")
    made = json.loads(to_json(sample, WISH)[".json"])["tables"][0]
    for target in made["targets"]:
        text = made["records"][target["record"] - 1][target["column"]]
        assert text[target["start"] : target["end"]] == target["words"]


def test_no_row_is_too_low_for_its_text(workbook: openpyxl.Workbook) -> None:
    sheet = workbook[word("Records", "zh")]
    wide = {cell.column: sheet.column_dimensions[cell.column_letter].width for cell in sheet[1]}
    for row in sheet.iter_rows(min_row=2):
        for cell in row:
            chinese = len(str(cell.value or "")) * 2
            assert sheet.row_dimensions[cell.row].height >= 13.5 * max(1, chinese // wide[cell.column])


def test_json_keeps_to_its_schema(sample: Result) -> None:
    jsonschema = pytest.importorskip("jsonschema")
    jsonschema.validate(json.loads(to_json(sample, WISH)[".json"]), json.loads(schema()))
