"""One workbook for each unit: only its records, and every record with somebody."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest

from pipeline.emit.to_books import to_books
from pipeline.flow import convert
from pipeline.model import Column
from pipeline.read.decisions import decisions
from pipeline.result import Result, Wish
from pipeline.run_errors import NoDecisions, UnknownColumn
from tests.emit.conftest import table_of

SAMPLE = next((Path(__file__).parent.parent.parent / "input").glob("*.txt"))
UNIT = Column("牵头部门", "牵头部门", "unit", "array", part="lead")
COLUMNS = (Column("序号", "序号", "serial", "integer"), Column("任务", "任务", "text"), UNIT)


def books(result: Result, wish: Wish) -> dict[str, openpyxl.Workbook]:
    made = to_books(result, wish)
    return {
        name.rpartition("/")[2].removesuffix(".xlsx"): openpyxl.load_workbook(io.BytesIO(data))
        for name, data in made.items()
    }


def serials(book: openpyxl.Workbook) -> list[object]:
    return [row[0] for row in book["清单"].iter_rows(min_row=2, values_only=True)]


@pytest.fixture
def split(wish: Wish) -> Wish:
    return replace(wish, split_by="牵头部门")


def test_each_unit_gets_its_records_and_group_names_are_spelt_out(result: Result, split: Wish) -> None:
    made = books(result, split)
    assert {name: serials(book) for name, book in made.items() if name != "目录"} == {
        "发改局": [1, 2], "教育局": [2], "祝丰镇": [3], "金凤街道": [3], "龙泉街道": [3],
    }  # fmt: skip
    # What the source printed stays in the cell.
    assert made["祝丰镇"]["清单"]["E2"].value == "一镇两办"


def test_the_index_says_who_got_what(result: Result, split: Wish) -> None:
    rows = list(books(result, split)["目录"]["目录"].iter_rows(values_only=True))
    assert rows[0] == ("编号", "牵头部门", "文件", "记录数", "序号")
    assert rows[1:3] == [(1, "发改局", "发改局.xlsx", 2, "1、2"), (2, "教育局", "教育局.xlsx", 1, "2")]


def test_every_record_of_the_sample_is_in_at_least_one() -> None:
    made = books(convert(SAMPLE), Wish(split_by="牵头部门"))
    held = [serial for name, book in made.items() if name != "目录" for serial in serials(book)]
    assert set(held) == set(range(1, 64))
    assert len(serials(made["农业农村局"])) == 15
    assert len(serials(made["科工局"])) == 12
    listed = {row[1]: row[3] for row in made["目录"]["目录"].iter_rows(min_row=2, values_only=True)}
    assert listed == {name: len(serials(book)) for name, book in made.items() if name != "目录"}


def test_records_that_name_nobody_have_a_workbook_of_their_own(split: Wish) -> None:
    made = books(table_of(COLUMNS, ("1", "修路", "财政局"), ("2", "架桥", "")), split)
    assert serials(made["未明确"]) == [2]
    assert list(made) == ["目录", "财政局", "未明确"]


def test_a_table_without_the_column_is_not_left_out(result: Result, split: Wish) -> None:
    other = table_of((Column("姓名"), Column("职务")), ("张三", "科长")).tables[0]
    both = replace(result, tables=(*result.tables, replace(other, table=replace(other.table, number=2))))
    made = books(both, split)
    assert made["未明确"]["清单"]["A2"].value == "张三"
    assert made["目录"]["目录"]["D1"].value == "表"


def test_names_are_safe_and_never_share_a_file(split: Wish) -> None:
    names = ("a局", "A局", "CON", "../外", "目录", "未明确", "", "甲/乙", "长" * 100, "=1+1")
    made = to_books(table_of(COLUMNS, *((str(at), "修路", name) for at, name in enumerate(names, 1))), split)
    files = [name.removeprefix(".牵头部门/") for name in made]
    assert files[:8] == ["目录.xlsx", "a局.xlsx", "A局_2.xlsx", "_CON.xlsx", ".._外.xlsx", "目录_2.xlsx", "未明确.xlsx", "甲_乙.xlsx"]  # fmt: skip
    assert files[-1] == "未明确_2.xlsx"
    assert len({file.casefold() for file in files}) == len(names) + 1
    assert all("/" not in file and len(file.encode()) < 255 for file in files)


def test_a_workbook_holds_nothing_of_the_others(result: Result, split: Wish) -> None:
    made = books(result, split)
    texts = [str(cell) for sheet in made["教育局"] for row in sheet.iter_rows(values_only=True) for cell in row]
    assert not any("增长6.5%" in text or "一镇两办" in text for text in texts)
    # The doubt about 一镇两办 goes to those whom it concerns, and leads to their own row.
    assert made["祝丰镇"]["待核对"]["E2"].hyperlink.location == "'清单'!E2"
    assert "待核对" in made["教育局"].sheetnames  # a repair to review is in its record
    assert "原表" not in made["教育局"].sheetnames


def test_nothing_is_decided_where_records_have_other_numbers_than_in_the_whole(
    result: Result, split: Wish, tmp_path: Path
) -> None:
    (data,) = (data for name, data in to_books(result, split).items() if "教育局" in name)
    (tmp_path / "教育局.xlsx").write_bytes(data)
    headings = [cell.value for cell in books(result, split)["教育局"]["待核对"][1]]
    assert (headings[:4], headings[-3:]) == (["编号", "类型", "表", "记录"], ["现值", "代码", "来源"])
    with pytest.raises(NoDecisions):
        decisions(tmp_path / "教育局.xlsx")


def test_each_page_in_print_says_whose_it_is(result: Result, split: Wish) -> None:
    made = books(result, split)
    heads = {name: book["清单"].oddHeader.center.text for name, book in made.items() if name != "目录"}
    assert heads == {name: f"重点任务责任分解表 {name}" for name in heads}
    others = [made["教育局"][sheet].oddHeader.center.text for sheet in ("责任明细", "待核对", "说明")]
    assert ["教育局" in text for text in others] == [True] * 3
    assert "教育局" in heads


def test_about_says_whose_it_is_and_of_how_many(result: Result, split: Wish) -> None:
    said = {row[0]: row[1] for row in books(result, split)["教育局"]["说明"].iter_rows(values_only=True)}
    assert (said["牵头部门"], said["本工作簿记录数"], said["附件记录总数"]) == ("教育局", 1, 3)


def test_any_column_can_part_and_a_lower_storey_is_enough(result: Result, wish: Wish) -> None:
    assert list(books(result, replace(wish, split_by="类 别"))) == ["目录", "民生", "产业"]
    columns = (COLUMNS[0], replace(COLUMNS[2], name="责任分工/牵头单位"))
    assert "财政局" in books(table_of(columns, ("1", "财政局")), replace(wish, split_by="牵头单位"))


def test_an_unknown_column_is_answered_by_the_nearest(result: Result, wish: Wish) -> None:
    with pytest.raises(UnknownColumn) as error:
        to_books(result, replace(wish, split_by="牵头单位"))
    assert error.value.facts["nearest"] == "牵头部门"
    with pytest.raises(UnknownColumn) as error:
        to_books(result, replace(wish, split_by="任务承办处室"))
    assert error.value.facts["nearest"] == "牵头部门"


def test_the_same_bytes_on_every_run(result: Result, split: Wish) -> None:
    assert to_books(result, split) == to_books(result, split)
