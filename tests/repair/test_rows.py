"""Rows that a page broke, stacked, repeated, summed up, or put across the table."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pipeline.repair.drop_repeated_headers import drop_repeated_headers
from pipeline.repair.expand_ditto_marks import expand_ditto_marks
from pipeline.repair.join_broken_rows import join_broken_rows
from pipeline.repair.join_continued_groups import join_continued_groups
from pipeline.repair.set_section_rows_apart import set_section_rows_apart
from pipeline.repair.set_totals_apart import set_totals_apart
from tests.plugin import table


def rows(fixed):
    return [list(row.texts) for row in fixed.table.rows]


def test_one_storey_of_the_header_again(profile):
    seen = table("序号|投资/总投资|投资/已完成; 1|30|20; |总投资|已完成; 2|40|10")
    assert len(drop_repeated_headers(seen, profile).table.rows) == 2


def test_continued_mark_inside_the_table(profile):
    assert rows(drop_repeated_headers(table("序号|任务; 1|修路; 续表|<; 2|架桥"), profile)) == [
        ["1", "修路"],
        ["2", "架桥"],
    ]


def test_a_person_called_like_a_column_stays(profile):
    assert drop_repeated_headers(table("姓名|单位; 单位|甲局; 李四|乙局"), profile).repairs == ()


def test_sections_of_two_levels(profile):
    fixed = set_section_rows_apart(
        table("序号|任务; 一、道路|<; （一）县道|<; 1|修路; （二）乡道|<; 2|补路; 二、桥梁|<; 3|架桥"), profile
    )
    assert [row[-1] for row in rows(fixed)] == ["一、道路/（一）县道", "一、道路/（二）乡道", "二、桥梁"]


def test_a_numbered_line_with_words_of_its_own_and_nothing_below_is_a_record(profile):
    spec = (
        "序号|事项|单位|进展; 1|修路|甲局|已完成; 2|架桥|乙局|推进中; 3|植树|丙局|推进中; （三）|研究其他事项|政府办|"
    )
    assert set_section_rows_apart(table(spec), profile).repairs == ()
    summed = (
        "序号|事项|投资|备注; 一|道路|9亿元|; 1|修路|9亿元|; 2|架桥|1|; 二|绿化|0|; 3|植树|1|; 4|种草|1|; 三|水利|0|"
    )
    assert [each.code for each in set_section_rows_apart(table(summed), profile).repairs] == ["R201", "R201", "R207"]


def test_signatures_below_the_records_are_a_note(profile):
    fixed = set_section_rows_apart(table("序号|任务|单位; 1|修路|甲局; 填表人：李雷||审核人：韩梅梅"), profile)
    assert fixed.table.notes == ("填表人：李雷｜审核人：韩梅梅",)
    assert len(fixed.table.rows) == 1


def test_records_that_are_facts_stay(profile):
    assert set_section_rows_apart(table("甲|乙; 时间：一月|地点：三楼; 时间：二月|地点：四楼"), profile).repairs == ()


def test_a_merge_over_the_serial_speaks_for_the_records_below_it(profile):
    spec = "序号|项目|投资|单位; 1|修路|30|甲局; 续建项目|<|20|; 2|架桥|20|乙局; 3|植树|^|丙局"
    fixed = set_section_rows_apart(table(spec), profile)
    assert [row[-1] for row in rows(fixed)] == ["", "续建项目", "续建项目"]
    assert [row.texts[2] for row in fixed.table.totals] == ["20"]


def test_a_record_whose_number_and_name_are_merged_is_no_section(profile):
    spec = "序号|项目|投资; 1|修路|30; 2.架桥|<|20; 3|植树|9"
    assert set_section_rows_apart(table(spec), profile).repairs == ()
    words = "序号|项目|投资|单位; 1|修路|30|甲局; 架桥|<|20|乙局; 3|植树|9|丙局"
    assert set_section_rows_apart(table(words), profile).repairs == ()


def test_a_section_that_miscounts_is_doubted(profile):
    fixed = set_section_rows_apart(table("序号|任务; 一、道路（3个）|<; 1|修路; 2|补路"), profile)
    assert [(d.code, dict(d.facts)) for d in fixed.doubts] == [("D201", {"said": "3", "found": 2})]


def test_a_note_below_the_records_is_a_note(profile):
    fixed = set_section_rows_apart(table("序号|任务; 1|修路; 备注：以上均为年度任务|<"), profile)
    assert fixed.table.notes == ("备注：以上均为年度任务",)
    assert rows(fixed) == [["1", "修路"]]


def test_a_record_with_only_its_serial_is_no_section(profile):
    assert set_section_rows_apart(table("序号|任务; 1|修路; 2|"), profile).repairs == ()


def test_a_record_with_only_its_name_is_no_section(profile):
    assert set_section_rows_apart(table("项目|进度; 修路|50%; 架桥|"), profile).repairs == ()


def test_a_table_of_one_column_has_no_sections(profile):
    assert set_section_rows_apart(table("任务; 一、修路; 二、架桥"), profile).repairs == ()


def test_totals_that_agree_raise_no_doubt(profile):
    spec = "序号|项目|投资; 1|修路|3,000; 2|架桥|２０００; 小计||5000; 3|植树|10; 小计||10; 总 计||5,010"
    fixed = set_totals_apart(table(spec), profile)
    assert len(fixed.table.rows) == 3
    assert len(fixed.table.totals) == 3
    assert fixed.doubts == ()


def test_a_total_on_top_is_checked_too(profile):
    fixed = set_totals_apart(table("项目|投资; 合计|51; 修路|30; 架桥|20"), profile)
    assert [(d.facts["said"], d.facts["found"]) for d in fixed.doubts] == [("51", "50")]


def test_an_amount_merged_over_several_rows_is_summed_once(profile):
    assert set_totals_apart(table("项目|投资; 修路|5000; 架桥|^; 植树|300; 合计|5300"), profile).doubts == ()
    wrong = set_totals_apart(table("项目|投资; 修路|5000; 架桥|^; 植树|300; 合计|10300"), profile)
    assert [doubt.facts["found"] for doubt in wrong.doubts] == ["5300"]


def test_a_total_counts_the_outermost_of_numbered_levels_once(profile):
    spec = "项目|数; 一、收入|10; （一）税收|6; 其中：增值税|4; （二）非税|4; 二、基金|5; 合计|{}"
    assert set_totals_apart(table(spec.format(15)), profile).doubts == ()
    assert [doubt.code for doubt in set_totals_apart(table(spec.format(16)), profile).doubts] == ["D204"]


def test_a_total_that_says_of_what_needs_its_sums_or_serials(profile):
    spec = "项目|投资; 修路|30; 架桥|20; 交通合计|50; 植树|9; 绿化小计|9"
    assert [row.texts for row in set_totals_apart(table(spec), profile).table.totals] == [("交通合计", "50")]
    said = "序号|项目|投资; 1|修路|30; 2|架桥|20; 3|植树|9; |全县合计|60"
    fixed = set_totals_apart(table(said), profile)
    assert [doubt.facts["found"] for doubt in fixed.doubts] == ["59"]


def test_rates_are_not_summed_up(profile):
    assert set_totals_apart(table("县|增速（%）|完成率; 甲|3|50; 乙|5|70; 合计|4|60"), profile).doubts == ()


def test_serials_are_not_summed_up(profile):
    assert set_totals_apart(table("序号|项目|投资; 1|修路|3; 2|架桥|4; 3|合计|7"), profile).doubts == ()


def test_a_text_column_is_not_summed_up(profile):
    assert set_totals_apart(table("项目|投资; 修路|约30; 架桥|20; 合计|60"), profile).doubts == ()


def test_ditto_without_anything_above(profile):
    fixed = expand_ditto_marks(table("任务|单位; 修路|同上; 架桥|〃"), profile)
    assert rows(fixed) == [["修路", "同上"], ["架桥", "〃"]]
    assert [d.code for d in fixed.doubts] == ["D203", "D203"]


def test_a_text_that_speaks_of_the_above_is_no_ditto(profile):
    assert expand_ditto_marks(table("任务|要求; 修路|严; 架桥|同上级要求"), profile).repairs == ()


def test_a_row_that_goes_on_needs_a_broken_sentence(profile):
    spec = "序号:serial|任务:text|单位:unit; 1|大力推进老旧小区改造和道路建设。|甲局; |另起一句的说明文字|"
    assert join_broken_rows(table(spec), profile).repairs == ()


def test_a_total_counts_a_part_of_another_row_once(profile):
    spec = "编码|科目|预算; 201|公共服务|1,200; 20101|人大事务|200; 205|教育|3,000; |合计|4,200"
    assert set_totals_apart(table(spec), profile).doubts == ()
    wrong = set_totals_apart(table(spec.replace("4,200", "4,300")), profile)
    assert [doubt.code for doubt in wrong.doubts] == ["D204"]


def test_a_line_below_all_records_is_a_note_and_not_lost(profile):
    fixed = set_section_rows_apart(table("序号|任务; 一、道路|<; 1|修路; 以上各项由单位填写|<"), profile)
    assert rows(fixed) == [["1", "修路", "一、道路"]]
    assert fixed.table.notes == ("以上各项由单位填写",)
    assert [repair.code for repair in fixed.repairs] == ["R201", "R207"]


def test_a_total_tells_what_its_own_row_prints_and_not_the_group_above_it(profile):
    spec = "序号|项目|投资; 一、道路|<|<; 1|修路|30; 2|架桥|20; 小计||50"
    fixed = set_totals_apart(set_section_rows_apart(table(spec), profile).table, profile)
    assert [repair.before for repair in fixed.repairs] == ["小计｜50"]


def test_a_section_with_sums_stands_beside_a_serial_left_blank(profile):
    """一、续建项目（2个） became a record with the serial 1, and all sums were twice too large."""
    spec = "序号|项目|性质|投资; |一、续建项目（2个）||20.5; 1|修路|续建|15; 2|架桥|续建|5.5; |二、新建项目||3; 3|植树|新建|3"
    fixed = set_section_rows_apart(table(spec), profile)
    assert [row[-1] for row in rows(fixed)] == ["一、续建项目（2个）", "一、续建项目（2个）", "二、新建项目"]
    assert [repair.code for repair in fixed.repairs] == ["R201", "R201"]
    assert fixed.doubts == ()
    wrong = set_section_rows_apart(table(spec.replace("20.5", "21.5")), profile)
    assert [(doubt.facts["said"], doubt.facts["found"]) for doubt in wrong.doubts] == [("21.5", "20.5")]


def test_a_section_beside_a_serial_left_blank_takes_no_serial_from_a_record_that_lost_its_own(profile):
    """The sections became records 1 and 2, and the last record, whose serial is missing, shared that of the one above."""
    spec = "序号|任务|单位; |一、道路|; 1|修路|甲局; |二、绿化|; 2|植树|乙局; |种草|乙局"
    fixed = set_section_rows_apart(table(spec), profile)
    assert rows(fixed) == [
        ["1", "修路", "甲局", "一、道路"],
        ["2", "植树", "乙局", "二、绿化"],
        ["", "种草", "乙局", "二、绿化"],
    ]
    torn = "序号|任务|单位; 1|修路，|甲局; |二、架桥。|; 3|植树|丙局"
    assert set_section_rows_apart(table(torn), profile).repairs == ()


@pytest.mark.parametrize(
    "spec",
    [
        "序号|任务|单位|投资; 1|修路|甲局|15; |二、架桥|乙局|5; 3|植树|丙局|3",
        "序号|任务|单位; 1|一、修路|甲局; |二、架桥|; 3|植树|丙局",
        "序号|任务|投资; |架桥|5; 1|修路|15; 2|植树|3",
    ],
)
def test_a_record_whose_serial_is_blank_is_no_section(spec, profile):
    assert set_section_rows_apart(table(spec), profile).repairs == ()


def test_what_a_section_counts_may_stand_in_several_rows_under_one_serial(profile):
    spec = "序号|任务|单位; 一、教育（{}件）|<|<; 1|办园|甲局; ^|招生|乙局; 2|办学|丙局"
    counts = {said: set_section_rows_apart(table(spec.format(said)), profile).doubts for said in ("2", "3", "1")}
    assert [[doubt.code for doubt in doubts] for doubts in counts.values()] == [[], [], ["D201"]]


def test_a_group_goes_on_by_a_mark_of_the_profile(profile):
    groups = table("Works|Task; Roads|a; Roads (cont.)|b; Bridges (cont.)|c")
    assert join_continued_groups(groups, profile).repairs == ()
    own = replace(profile, marks={**profile.marks, "continued": ("(cont.)",)})
    assert join_continued_groups(groups, own).table.texts(0) == ["Roads", "Roads", "Bridges (cont.)"]
