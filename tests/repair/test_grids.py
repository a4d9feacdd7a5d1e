"""Steps on grids: titles, split tables, merged cells."""

from __future__ import annotations

from pipeline.model import Place
from pipeline.profile import default_profile
from pipeline.repair.align_short_rows import align_short_rows
from pipeline.repair.dissolve_frames import dissolve_frames
from pipeline.repair.join_split_tables import join_split_tables
from pipeline.repair.name_tables import name_tables
from pipeline.repair.settle_grid import settle_grid
from tests.plugin import grid, number, raw, table

HEAD = "序号|任务|单位;"


def joined(*parts):
    return join_split_tables(number(parts), default_profile())


def test_parts_that_repeat_the_header_are_joined():
    one = joined(grid(HEAD + "1|a|甲"), grid(HEAD + "2|b|乙"), grid(HEAD + "3|c|丙"))
    assert len(one) == 1
    assert one[0].place(6, 1) == Place(3, 2, 1)


def test_parts_without_a_header_are_joined_where_serials_go_on():
    assert len(joined(grid(HEAD + "1|a|甲; 2|b|乙"), grid("3|c|丙; 4|d|丁"))) == 1


def test_a_continuation_mark_between_is_nothing_between():
    assert len(joined(grid(HEAD + "1|a|甲"), grid(HEAD + "2|b|乙", before=("续表",)))) == 1


def test_the_title_again_with_a_continuation_mark_is_nothing_between():
    first = grid(HEAD + "1|a|甲", title="任务表")
    assert len(joined(first, grid(HEAD + "2|b|乙", before=("任务表 （续）",)))) == 1
    assert len(joined(first, grid(HEAD + "1|b|乙", before=("整改表（续）",)))) == 2


def test_an_empty_row_at_the_seam_is_nothing_between():
    assert len(joined(grid("组别|组长; 第一组|甲"), grid("|; 组别|组长; 第二组|乙"))) == 1
    assert len(joined(grid(HEAD + "1|a|甲; 2|b|乙"), grid("||; 3|c|丙"))) == 1


def test_a_header_alone_goes_on_with_what_stands_below_it():
    names = grid("序号|项目|单位")
    assert len(joined(names, grid("1|修路|甲; 2|架桥|乙"))) == 1
    assert len(joined(names, grid("1|修路|甲", before=("附件2",)))) == 2
    assert len(joined(grid("甲村|乙村|丙村"), grid("1|修路|甲; 2|架桥|乙"))) == 2


def test_a_frame_in_a_frame_gives_its_text_to_the_cell_around_both():
    outer, deep = grid("甲|乙; 修路|见下"), grid("丙|丁; 一标|50%", parent=Place(3, 1, 1))
    frames = grid("分段：", parent=Place(1, 2, 2)), grid("其中", parent=Place(2, 1, 1))
    whole, inner = dissolve_frames(number((outer, *frames, deep)))
    assert [box.text for box in whole.boxes][-1] == "见下\n分段：\n其中"
    assert (inner.number, inner.parent) == (4, Place(1, 2, 2))


def test_a_table_of_one_row_in_the_text_is_no_frame():
    assert len(dissolve_frames(number((grid("甲|乙"), grid("丙|丁"))))) == 2


def test_an_empty_row_above_another_table_joins_nothing():
    assert len(joined(grid("组别|组长; 第一组|甲"), grid("|; 村名|户数; 新村|20"))) == 2
    assert len(joined(grid(HEAD + "1|a|甲; 2|b|乙"), grid("||; 1|c|丙"))) == 2
    assert len(joined(grid(HEAD + "1|a|甲; 2|b|乙"), grid("||; 说明|c|丙"))) == 2


def test_a_title_between_keeps_tables_apart():
    assert len(joined(grid(HEAD + "1|a|甲"), grid(HEAD + "2|b|乙", before=("附件2 乡镇任务",)))) == 2


def test_serials_that_start_anew_keep_tables_apart():
    assert len(joined(grid(HEAD + "1|a|甲; 2|b|乙"), grid(HEAD + "1|c|丙"))) == 2


def test_other_columns_keep_tables_apart():
    assert len(joined(grid(HEAD + "1|a|甲"), grid("序号|任务; 2|b"))) == 2
    assert len(joined(grid(HEAD + "1|a|甲"), grid("姓名|电话|单位; 张三|1|甲"))) == 2


def test_a_nested_table_between_the_parts_stays_a_table():
    inner = grid("x|y; 1|2", parent=Place(1, 2, 2))
    out = joined(grid(HEAD + "1|a|甲"), inner, grid(HEAD + "2|b|乙"))
    assert [each.parent for each in out] == [None, Place(1, 2, 2)]


def test_title_label_and_unit(profile):
    (named,) = name_tables((grid("序号|项目; 1|修路", before=("附  件", "某区任务分解表", "（征求意见稿）")),), profile)
    assert named.title == "某区任务分解表"
    assert named.notes == ("附件", "（征求意见稿）")


def test_label_and_title_in_one_paragraph(profile):
    (named,) = name_tables((grid("序号|项目; 1|修路", before=("附件2：项目清单",)),), profile)
    assert (named.title, named.notes) == ("项目清单", ("附件2",))


def test_a_fact_below_the_title_is_a_note(profile):
    above = ("附件1", "某县重点任务分解表", "时间：2025年2月")
    (named,) = name_tables((grid("序号|任务; 1|修路", before=above),), profile)
    assert (named.title, named.notes) == ("某县重点任务分解表", ("附件1", "时间：2025年2月"))


def test_a_title_of_two_parts_stays_one(profile):
    for above in (("请遵照执行。", "清单：2025年项目"), ("总表", "附件2：某县任务"), ("总表", "某县重点任务：第一批")):
        (named,) = name_tables((grid("序号|任务; 1|修路", before=above),), profile)
        assert above[1].removeprefix("附件2：") == named.title


def test_prose_is_no_title(profile):
    (named,) = name_tables((grid("序号|项目; 1|修路", before=("请按下表执行：",)),), profile)
    assert named.title == ""


def test_a_merge_in_both_directions_fills_all_it_covers():
    fixed = settle_grid(grid("甲|<|x; ^|<|y"))
    assert [row.texts for row in fixed.table.rows] == [("甲", "甲", "x"), ("甲", "甲", "y")]
    assert [repair.place for repair in fixed.repairs] == [Place(1, 1, 2), Place(1, 2, 1), Place(1, 2, 2)]


def test_equal_neighbours_that_are_not_merged_are_no_merge():
    assert settle_grid(grid("甲|甲; 甲|甲")).repairs == ()


def test_a_blank_merge_fills_nothing():
    assert settle_grid(grid("|<; ^|<")).repairs == ()


def test_a_short_row_at_its_end_is_no_merge(profile):
    full = "".join(f"{at}|项目{at}|完成第{at}段全部工程建设任务|甲局|;" for at in range(1, 9))
    whole = raw(full + "9|项目9|完成第9段全部工程建设任务|乙局|")
    rows = tuple(row._replace(short=int(row.first == 9)) for row in whole.rows)
    start = table("序号|项目|任务要求|单位|备注")
    fixed = align_short_rows(type(start)(1, rows, start.columns), profile)
    assert fixed.table.rows[-1].texts == ("9", "项目9", "完成第9段全部工程建设任务", "乙局", "")
    assert fixed.repairs == ()


def test_where_no_row_is_whole_the_names_of_the_columns_speak(profile):
    spec = "1|道路|完成县道大修|郭  蕾|住建（交通）局|;2|桥梁|完成危桥改造|王亮|交通局|;3|绿化|完成植树|辛  勤|林业局|"
    rows = tuple(row._replace(short=1) for row in raw(spec).rows)
    start = table("序号|类别|项目|任务要求|牵头领导|牵头部门")
    fixed = align_short_rows(type(start)(1, rows, start.columns), profile)
    assert fixed.table.rows[0].texts == ("1", "道路", "完成县道大修", "完成县道大修", "郭  蕾", "住建（交通）局")
