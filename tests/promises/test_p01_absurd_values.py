"""P1: a value that no honest table holds, in a column of each role: nothing fails, nothing is lost, and it is what it was.

Python refuses to read a number of more than 4,300 digits; no reader of serials, counts, dates or amounts may try.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from pipeline.delivering import files_of
from pipeline.flow import convert
from pipeline.result import Wish
from pipeline.text import visible
from tests.build import docx, dump, tbl, tr

HEAD = (
    "序号",
    "类别",
    "项目",
    "任务要求",
    "牵头领导",
    "责任单位",
    "完成时限",
    "投资（万元）",
    "数量",
    "增长率",
    "联系电话",
    "身份证号",
    "备注",
)
VALUES = {
    "5,000 digits": "9" * 5000, "5,000 in Chinese": "一" * 5000, "5,000 scales": "百亿" * 2500, "full width": "１" * 400, "exponent": "1e999999",
    "minus nothing": "-0", "no number": "NaN", "endless": "∞", "thousands": "1" + ",000" * 3000, "tiny": "0." + "0" * 5000 + "1",
    "scaled": "9" * 400 + "亿元", "year of 5,000 digits": "2024年" + "9" * 5000 + "月", "no day": "2024年13月45日", "counted": "道路（" + "9" * 5000 + "个）",
    "outline": "1.1." * 2000, "open brackets": "（" * 5000, "signs": "-" * 5000, "powers": "²³", "Arabic digits": "٣٤", "percent": "1" * 400 + "%",
}  # fmt: skip


def rows(value: str) -> list[tuple[str, ...]]:
    """Put the value into one column after the other, a row each."""
    return [
        tuple(value if at == row else str(row + 1) if at == 0 else f"修路{at}" for at in range(len(HEAD)))
        for row in range(len(HEAD))
    ]


@pytest.mark.parametrize("name", VALUES)
@pytest.mark.parametrize("ending", ["docx", "txt"])
def test_an_absurd_value_in_each_column(name, ending, tmp_path: Path):
    path, value = tmp_path / f"a.{ending}", VALUES[name]
    if ending == "docx":
        path.write_bytes(docx(f"附件（共{'9' * 5000}项）", tbl(*(tr(*row) for row in (HEAD, *rows(value))))))
    else:
        path.write_text("附件\n\n" + dump(HEAD, *rows(value)), encoding="utf-8")
    result = convert(path)
    assert result.audit.lost == 0
    made = json.loads(dict(files_of(result, tmp_path / "a", ("json", "csv", "xlsx"), Wish(stem="a")))["a.json"])
    (table,) = made["tables"]
    told = {visible(each["before"]) for each in table["repairs"]}
    for number, record in enumerate(table["records"]):
        held = {visible(str(part)) for each in record.values() for part in (each if isinstance(each, list) else [each])}
        assert visible(value) in held | told or any(visible(value) in each for each in held), HEAD[number]
