from __future__ import annotations

from dataclasses import replace

from pipeline.repair.fill_down_blanks import fill_down_blanks
from tests.plugin import table


def column(fixed, at=0):
    return [row.cells[at].text for row in fixed.table.rows]


def test_never_across_the_group_of_an_outer_column(profile):
    fixed = fill_down_blanks(table("类别:group|项目:item|任务:text; 甲|道路|a; ||b; 乙||c; |桥|d"), profile)
    assert column(fixed, 0) == ["甲", "甲", "乙", "乙"]
    assert column(fixed, 1) == ["道路", "道路", "", "桥"]


def test_the_same_group_printed_again_is_the_same_group(profile):
    fixed = fill_down_blanks(table("类别:group|项目:item|任务:text; 甲|道路|a; ||b; 甲||c; ||d"), profile)
    assert column(fixed, 1) == ["道路"] * 4


def test_people_units_numbers_and_texts_stay_blank(profile):
    spec = "任务:text|领导:person|单位:unit|投资:amount; a|王亮|甲局|3; b|||; c|||; d|李四|乙局|4"
    assert fill_down_blanks(table(spec), profile).repairs == ()


def test_one_forgotten_cell_among_many_stays_blank(profile):
    rows = ";".join(f"{at}|{'' if at == 9 else f'项目{at}'}|任务" for at in range(1, 21))
    assert fill_down_blanks(table("序号:serial|项目:item|任务:text;" + rows), profile).repairs == ()


def test_where_the_file_marks_its_merges_a_blank_is_blank(profile):
    spec = "类别:group|任务:text; 甲|a; ^|b; |c; |d"
    assert fill_down_blanks(table(spec), profile).repairs == ()
    assert fill_down_blanks(replace(table(spec), lost_spans=True), profile).repairs != ()


def test_a_blank_on_top_is_no_group(profile):
    assert fill_down_blanks(table("类别:group|任务:text; |a; 甲|b; |c"), profile).repairs == ()


def test_a_filled_cell_names_where_its_text_is_printed(profile):
    fixed = fill_down_blanks(table("类别:group|任务:text; 甲|a; |b"), profile)
    assert fixed.table.rows[1].cells[0].source == fixed.table.rows[0].cells[0].place
