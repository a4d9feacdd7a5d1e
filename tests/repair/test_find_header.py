from __future__ import annotations

from pipeline.repair.find_header import find_header
from tests.plugin import raw


def names(fixed):
    return [column.name for column in fixed.table.columns]


def test_inner_spaces_and_line_breaks_leave_the_names(profile):
    fixed = find_header(raw("序⏎号|项  目|Total cost; 1|修路|3"), profile)
    assert names(fixed) == ["序号", "项目", "Total cost"]
    assert [(r.code, r.before, r.after) for r in fixed.repairs] == [
        ("R104", "序\n号", "序号"),
        ("R104", "项  目", "项目"),
    ]


def test_equal_and_empty_names(profile):
    assert names(find_header(raw("序号|单位|单位|; 1|甲局|乙局|x"), profile)) == ["序号", "单位", "单位_2", "列4"]


def test_an_equal_name_does_not_take_one_that_is_printed(profile):
    found = names(find_header(raw("单位|单位|单位_2; 甲局|乙局|丙局"), profile))
    assert len(set(found)) == 3


def test_three_storeys(profile):
    fixed = find_header(
        raw("序号|投资（万元）|<|<; ^|总投资|资金来源|<; ^|^|中央|地方; 1|30|10|20; 2|50|20|30"), profile
    )
    assert names(fixed) == ["序号", "投资（万元）/总投资", "投资（万元）/资金来源/中央", "投资（万元）/资金来源/地方"]
    assert len(fixed.table.rows) == 2


def test_storeys_without_a_vertical_merge(profile):
    fixed = find_header(raw("序号|投资|<; |总投资|已完成; 1|30|20; 2|40|10"), profile)
    assert names(fixed) == ["序号", "投资/总投资", "投资/已完成"]


def test_title_unit_and_note_rows_above_the_header(profile):
    fixed = find_header(raw("某县重点项目清单|<|<; 单位：万元|<|<; 序号|项目|投资; 1|修路|30"), profile)
    assert fixed.table.title == "某县重点项目清单"
    assert fixed.table.notes == ("单位：万元",)
    assert names(fixed) == ["序号", "项目", "投资"]


def test_the_title_above_is_kept_as_a_note_where_the_table_has_one_of_its_own(profile):
    fixed = find_header(raw("项目清单|<; 序号|项目; 1|修路", title="实施方案"), profile)
    assert (fixed.table.title, fixed.table.notes) == ("项目清单", ("实施方案",))


def test_a_header_alone_is_a_header(profile):
    fixed = find_header(raw("序号|项目|责任单位"), profile)
    assert names(fixed) == ["序号", "项目", "责任单位"]
    assert fixed.table.rows == ()


def test_a_merged_first_record_is_no_second_storey(profile):
    fixed = find_header(raw("类别|项目|单位; 甲类|修路|甲局; ^|架桥|乙局"), profile)
    assert len(fixed.table.rows) == 2


def test_a_record_merged_across_is_no_second_storey(profile):
    fixed = find_header(raw("序号|项目|要求|单位; 1|完成改造|<|甲局; 2|修路|按期完成|乙局"), profile)
    assert names(fixed) == ["序号", "项目", "要求", "单位"]
    assert len(fixed.table.rows) == 2


def test_no_header_is_doubted_and_no_row_is_lost(profile):
    fixed = find_header(raw("1|张三|13800000000; 2|李四|13900000000; 3|王五|13700000000"), profile)
    assert names(fixed) == ["列1", "列2", "列3"]
    assert len(fixed.table.rows) == 3
    assert [doubt.code for doubt in fixed.doubts] == ["D104"]
