"""P10 and P18: long runs in a cell neither nest the program nor make it search without end.

No time is asserted; a search that grows with the square of its text runs into the limit that guards against hanging.
"""

from __future__ import annotations

import pytest

from pipeline.flow import convert
from pipeline.normalize.split_units import units_in
from tests.build import docx, tbl, tr

RUNS = (
    "1", " ", "\u3000", "路", "、", "（", "）", "\n", "财政局、", "财政局", "辛  勤", "增长5%，", "2024年", "1.1", "[bookmark: ", "·", "1.2亿元", "A-", ",000", "1、",
)  # fmt: skip
HEAD = ("序号", "类别", "项目", "任务要求", "牵头领导", "责任单位", "完成时限", "投资（万元）", "备注")


def in_each_column(run: str) -> bytes:
    """Build a table in which each column holds the run once."""
    long = (run * 50_000)[:50_000]
    rows = [tr(str(at), *(long if column == at else "项目" for column in range(1, 9))) for at in range(1, 9)]
    return docx(tbl(tr(*HEAD), *rows))


@pytest.mark.parametrize("run", RUNS)
@pytest.mark.timeout(120)
def test_p18_a_run_of_50_000_in_each_column_comes_out_whole(run, tmp_path):
    path = tmp_path / "附件.docx"
    path.write_bytes(in_each_column(run))
    assert convert(path).audit.lost == 0


@pytest.mark.timeout(120)
def test_p18_a_million_blanks_between_two_words(tmp_path):
    path = tmp_path / "附件.docx"
    path.write_bytes(docx(tbl(tr("序号", "任务"), tr("1", "修" + " " * 1_000_000 + "路"))))
    assert convert(path).audit.lost == 0


def test_p10_two_thousand_glued_units_do_not_nest_the_program(tmp_path):
    path = tmp_path / "附件.docx"
    rows = [("1", "修路", "财政局"), ("2", "架桥", "教育局"), ("3", "绿化", "财政局" * 2000)]
    path.write_bytes(docx(tbl(tr("序号", "任务", "责任单位"), *(tr(*row) for row in rows))))
    assert convert(path).tables[0].table.rows[2].cells[2].text == "\n".join(["财政局"] * 2000)


def test_p10_two_thousand_glued_people_do_not_nest_the_program(tmp_path):
    path = tmp_path / "附件.docx"
    rows = [("1", "修路", "王亮"), ("2", "架桥", "辛勤"), ("3", "绿化", "王亮辛勤" * 2000)]
    path.write_bytes(docx(tbl(tr("序号", "任务", "责任人"), *(tr(*row) for row in rows))))
    assert convert(path).audit.lost == 0


def test_p18_units_in_brackets_stay_together(profile):
    assert units_in("财政局（牵头、配合），教育局", profile) == ["财政局（牵头、配合）", "教育局"]
