from __future__ import annotations

from dataclasses import replace

from pipeline.model import Place
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


def test_what_stands_below_a_whole_name_is_data_unless_it_names_something_itself(profile):
    names_below = raw("项目|投资|<|责任单位; 项目名称|总投资|年度投资|单位名称; 修路|30|20|甲局; 架桥|9|8|乙局")
    assert names(find_header(names_below, profile))[0] == "项目/项目名称"
    data = raw("联系人|责任单位|<; 张三|甲局|乙局; 李四|丙局|丁局")
    assert names(find_header(data, profile)) == ["联系人", "责任单位", "责任单位_2"]


def test_a_form_with_a_table_below_has_no_names_on_top(profile):
    form = raw(
        "项目名称|县道养护|<|<; 主管部门|交通局|实施单位|养护中心; 资金|预算数|执行数|得分; 年度资金|500|480|9.6"
    )
    fixed = find_header(form, profile)
    assert names(fixed) == ["列1", "列2", "列3", "列4"]
    assert [doubt.code for doubt in fixed.doubts] == ["D104"]
    assert len(fixed.table.rows) == 4
    assert names(find_header(raw("项目名称|责任单位|<; 修路|甲局|乙局"), profile))[0] == "项目名称"


def test_a_first_column_that_counts_on_is_data(profile):
    assert names(find_header(raw("第一排|王亮|李四; 第二排|张三|郭蕾"), profile)) == ["列1", "列2", "列3"]
    assert names(find_header(raw("第一排|王亮; 第一排|张三"), profile)) == ["第一排", "王亮"]


def test_times_name_columns_of_other_things(profile):
    assert names(find_header(raw("工程|1月|2月|3月; 修路|立项|招标|开工; 架桥|—|立项|招标"), profile))[1:] == [
        "1月",
        "2月",
        "3月",
    ]
    storeys = raw("项目|2024年|<|2025年预算; ^|预算数|执行数|^; 收入|12|11|13; 支出|9|8|9")
    assert names(find_header(storeys, profile)) == ["项目", "2024年/预算数", "2024年/执行数", "2025年预算"]


def test_times_in_a_column_of_times_are_data(profile):
    fixed = find_header(raw("1月|2024年|修路; 2月|2024年|架桥; 3月|2025年|植树"), profile)
    assert names(fixed) == ["列1", "列2", "列3"]
    assert len(fixed.table.rows) == 3


def storeys_of(profile, spec, *short):
    read = raw(spec)
    rows = tuple(row._replace(short=lacks) for row, lacks in zip(read.rows, (*short, 0), strict=True))
    return find_header(replace(read, rows=rows), profile)


def test_repeated_names_below_tell_what_a_lost_merge_covered(profile):
    fixed = storeys_of(profile, "指标|去年|今年||; |计划|完成|计划|完成; 修路|1|2|3|4", 2, 0)
    assert names(fixed) == ["指标", "去年/计划", "去年/完成", "今年/计划", "今年/完成"]
    assert fixed.doubts == ()


def test_a_lost_merge_that_nothing_tells_is_a_guess_and_doubted(profile):
    fixed = storeys_of(profile, "指标|去年|今年|||; |计划|完成|完成率|金额|增长; 修路|1|2|3|4|5", 3, 0)
    assert names(fixed)[1:] == ["去年/计划", "去年/完成", "去年/完成率", "今年/金额", "今年/增长"]
    assert [(doubt.code, doubt.place) for doubt in fixed.doubts] == [("D106", Place(1, 1, 1))]


def test_facts_above_the_names_are_notes(profile):
    fixed = find_header(raw("填报单位（盖章）：交通局|<|填报时间：3月5日; 序号|项目|进度; 1|修路|50%"), profile)
    assert names(fixed) == ["序号", "项目", "进度"]
    assert fixed.table.notes == ("填报单位（盖章）：交通局", "填报时间：3月5日")


def test_a_form_with_its_labels_in_its_cells_has_no_header(profile):
    fixed = find_header(raw("姓名：张三|性别：男; 籍贯：湖南|学历：本科; 单位：农业局|职务：科长"), profile)
    assert [doubt.code for doubt in fixed.doubts] == ["D104"]
    assert len(fixed.table.rows) == 3


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


def test_a_row_that_names_more_columns_than_it_says_strange_things_below_is_a_storey(profile):
    fixed = find_header(raw("|全区|<|<||乡村; 状态|合计|男|女|合计|男; 就业|30|20|10|9|5; 失业|5|2|3|1|1"), profile)
    assert names(fixed) == ["状态", "全区/合计", "全区/男", "全区/女", "合计", "乡村/男"]
    assert len(fixed.table.rows) == 2
