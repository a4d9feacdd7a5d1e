"""Merges that a dump prints as blanks or as the same text again: in headers and in lines across, and nowhere else."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.flow import convert
from tests.read.dumped import drawn, read, rows

BLANKS = """
水库|责任人|||巡查人||备注
|姓名|职务|电话|姓名|电话|
龙潭|周斌|镇长|13907360001|李四|13907360002|
石门|刘洋|乡长|13907360003|赵六|13907360004|
"""
AGAIN = """
水库|责任人|责任人|责任人|巡查人|巡查人|备注
水库|姓名|职务|电话|姓名|电话|备注
龙潭|周斌|镇长|13907360001|李四|13907360002|
石门|刘洋|乡长|13907360003|赵六|13907360004|
"""
NAMES = ["水库", "责任人/姓名", "责任人/职务", "责任人/电话", "巡查人/姓名", "巡查人/电话", "备注"]


def printed(form: str, spec: str) -> str:
    table = drawn(spec)
    return {
        "tabs": lambda: "\n".join("\t".join(row) for row in table),
        "commas": lambda: "\n".join(",".join(row) for row in table),
        "bars": lambda: "\n".join("| " + " | ".join(row) + " |" for row in table),
        "lists": lambda: "\n".join(map(str, table)),
    }[form]()


def names(folder: Path, text: str) -> list[str]:
    path = folder / "a.txt"
    path.write_text(text, encoding="utf-8")
    (table,) = convert(path).tables
    return [column.name for column in table.table.columns if not column.made]


@pytest.mark.parametrize("form", ["tabs", "commas", "bars", "lists"])
@pytest.mark.parametrize("spec", [BLANKS, AGAIN])
def test_storeys(tmp_path: Path, form: str, spec: str) -> None:
    assert names(tmp_path, printed(form, spec)) == NAMES


def test_three_storeys(tmp_path: Path) -> None:
    text = "科目,2024年,,,2025年\n,预算,执行,,预算\n,,本级,全县,\n税收,8000,7900,15000,8400\n罚没,40,36,51,44\n"
    assert names(tmp_path, text) == ["科目", "2024年/预算", "2024年/执行/本级", "2024年/执行/全县", "2025年/预算"]


@pytest.mark.parametrize(
    "text",
    [
        # The first record has what the name above lacks, but also figures, or nothing new below a name.
        "序号,项目,\n,道路,30\n2,桥梁,20\n3,管网,9\n",
        "序号,姓名,电话\n1,王亮,\n2,郭蕾,13800000000\n",
        "组别,成员,成员\n一组,王亮,郭蕾\n二组,辛勤,任立\n",
    ],
)
def test_records_are_no_storey(tmp_path: Path, text: str) -> None:
    (grid,) = read(tmp_path, text).grids
    assert all(box.down * box.across == 1 for box in grid.boxes)


def test_lines_across_and_a_title_on_top(tmp_path: Path) -> None:
    text = "任务表,,\n序号,任务,单位\n一、道路建设,一、道路建设,一、道路建设\n1,修路,甲局\n2,有,有\n"
    (grid,) = read(tmp_path, text).grids
    assert [(box.row, box.text) for box in grid.boxes if box.across == 3] == [(1, "任务表"), (3, "一、道路建设")]


def test_equal_marks_are_no_line(tmp_path: Path) -> None:
    table = drawn("甲项|乙项|丙项\n无|无|无\n1000|1000|1000\n已完成|未完成|已完成")
    assert rows(read(tmp_path, printed("lists", "\n".join("|".join(row) for row in table))).grids[0]) == table


def test_a_row_printed_as_a_list_keeps_its_line_breaks_and_signs(tmp_path: Path) -> None:
    table = [["序号", "任务", "单位"], ["1", "修'路'\n[一期]", ""], ["2", '架桥, "西"', "乙局"]]
    assert rows(read(tmp_path, "任务表\n" + "\n".join(map(str, table))).grids[0]) == table
    assert rows(read(tmp_path, str(table)).grids[0]) == table


def test_bars_without_dashes_are_rows_if_no_cell_is_padded(tmp_path: Path) -> None:
    text = "| 组 | 户主 | 成员 |\n| 一组 | 张三 | 张三 |\n|  |  | 李四 |\n|  |  | 王五<br>赵六 |\n"
    assert rows(read(tmp_path, text).grids[0])[2:] == [["", "", "李四"], ["", "", "王五\n赵六"]]


def test_rows_with_blank_outer_cells_among_rows_without_outer_bars(tmp_path: Path) -> None:
    text = "类别|任务|单位\n经济|招商|商务局\n|技改|\n生态|造林|林业局\n|护林|\n"
    assert rows(read(tmp_path, text).grids[0])[2::2] == [["", "技改", ""], ["", "护林", ""]]
