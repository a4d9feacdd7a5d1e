"""The limits of a workbook, held for generated texts and names; what its columns and rows have room for."""

from __future__ import annotations

import io
import re

import openpyxl
from hypothesis import given, settings
from hypothesis import strategies as some

from pipeline.emit.guard_outputs import guarded, runs
from pipeline.emit.sheets.book import cut
from pipeline.emit.sheets.layout import fitted
from pipeline.emit.sheets.measure import height, lines
from pipeline.emit.sheets.sheet_names import sheet_name
from pipeline.emit.to_csv import to_csv
from pipeline.emit.to_excel import to_excel
from pipeline.messages import word
from pipeline.model import Column
from pipeline.result import Wish
from tests.emit.conftest import table_of

ANY = some.text(some.characters(codec=None), max_size=60)


@given(some.lists(ANY | some.text("aA'[]:*?/\\ 甲𠮷", max_size=40), max_size=30))
@settings(max_examples=300)
def test_a_sheet_name_is_valid_and_unique(wanted: list[str]) -> None:
    taken: set[str] = set()
    names = [sheet_name(each, taken) for each in wanted]
    assert len({each.casefold() for each in names}) == len(names)
    for each in names:
        assert 0 < len(each.encode("utf-16-le")) // 2 <= 31
        assert not re.search(r"[\[\]:*?/\\]|^'|'$", each)
        assert each.casefold() != "history"


@given(some.lists(ANY, min_size=1, max_size=12))
@settings(max_examples=60, deadline=None)
def test_no_text_loses_the_workbook_or_the_csv(texts: list[str]) -> None:
    odd = table_of((Column("项目"), Column("备注")), *((text, "甲") for text in texts))
    sheet = openpyxl.load_workbook(io.BytesIO(to_excel(odd, Wish())[".xlsx"]))[word("Records", "zh")]
    assert sheet.max_row == len(texts) + 1
    assert all(cell.data_type in "sn" for row in sheet for cell in row)
    assert to_csv(odd, Wish())[".csv"].decode("utf-8-sig").count("甲") >= len(texts)


@given(ANY)
def test_what_is_guarded_runs_no_more(text: str) -> None:
    assert not runs(guarded(text))


@given(some.text(some.sampled_from("a甲𠮷\n"), max_size=200).map(lambda text: text * 900))
@settings(max_examples=30, deadline=None)
def test_pieces_fit_and_make_up_the_text(text: str) -> None:
    pieces = cut(text)
    assert "".join(pieces) == text
    assert all(len(piece.encode("utf-16-le")) // 2 <= 32_767 - 3 for piece in pieces)


def test_wide_columns_give_way_and_narrow_ones_keep_what_they_need() -> None:
    widths = fitted(["序号", "任务", "单位"], [["1", "甲" * 200, "发改局、财政局、住建局、教育局、卫健局"]])
    assert widths[0] == 9.0
    assert widths[1] > widths[2] > widths[0]
    # A very long text beside many columns gets room enough not to fill a page with one record.
    assert fitted(["序号"] * 14 + ["建设内容"], [["1"] * 14 + ["甲" * 600]])[-1] == 60.0
    assert fitted(["项目"] * 12, [["甲" * 100] * 12]) == [12.0] * 12


def test_beside_many_columns_a_date_a_unit_and_a_heading_still_stand_on_one_line() -> None:
    names = ["投资（万元）/累计完成", "完成时限", "牵头单位", "建设内容"]
    row = ["100", "2024年12月31日前", "发改局、综合行政执法局、财政局", "甲" * 300]
    heading, day, unit, _ = fitted(names + ["备注"] * 12, [row + ["乙" * 60] * 12])[:4]
    assert lines(names[0], heading) == lines(row[1], day) == 1
    assert all(lines(name + "、", unit) == 1 for name in row[2].split("、"))


def test_a_text_of_a_thousand_characters_is_seen_whole() -> None:
    serial, text = fitted(["序号", "内容"], [["1", "甲" * 1_000]])
    assert serial < 10
    assert height(["1", "甲" * 1_000], [serial, text]) < 409


def test_a_number_far_down_a_list_has_room_for_its_commas_and_decimals() -> None:
    columns = (Column("额", role="amount", type="number"), Column("止", type="date"))
    odd = table_of(columns, *[("0.25", "")] * 2_500, ("-123456789", "2024-12-31"))
    sheet = openpyxl.load_workbook(io.BytesIO(to_excel(odd, Wish())[".xlsx"]))[word("Records", "zh")]
    assert sheet["A2502"].number_format == "#,##0.00"
    # A cell that is too narrow for its number shows ### instead.
    assert sheet.column_dimensions["A"].width > len("-123,456,789.00")
    assert sheet.column_dimensions["B"].width > len("2024-12-31")


def test_a_percentage_shows_its_sign_unless_its_heading_does() -> None:
    percentage = {"role": "percentage", "type": "number", "unit": "%"}
    shares = table_of((Column("占比", **percentage), Column("进度（%）", **percentage)), ("12.5", "30"))
    sheet = openpyxl.load_workbook(io.BytesIO(to_excel(shares, Wish())[".xlsx"]))[word("Records", "zh")]
    assert [(cell.value, cell.number_format) for cell in sheet[2]] == [(12.5, '#,##0.0"%"'), (30, "#,##0")]


def test_a_row_is_high_enough_and_never_higher_than_excel_draws() -> None:
    assert lines("一\n二\n三", 10) == 3
    assert height(["甲" * 20, "乙"], [10.0, 10.0]) >= 5 * 15
    assert height(["甲" * 9_000], [10.0]) == 409
