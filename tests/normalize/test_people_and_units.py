"""People and units: parted, unpadded, and left alone where it cannot be told."""

from __future__ import annotations

import pytest

from pipeline.normalize.split_people import split_people
from pipeline.normalize.split_units import split_units
from tests.plugin import table


def people(profile, *cells):
    fixed = split_people(table("领导:person;" + ";".join(cell.replace(";", "；") for cell in cells)), profile)
    return [row.cells[0].text.split("\n") for row in fixed.table.rows], fixed


def units(profile, *cells):
    fixed = split_units(table("单位:unit;" + ";".join(cells)), profile)
    return [row.cells[0].text.split("\n") for row in fixed.table.rows], fixed


@pytest.mark.parametrize(
    ("cell", "wanted"),
    [
        ("辛  勤", ["辛勤"]),
        ("辛\u3000勤", ["辛勤"]),
        ("辛 勤", ["辛勤"]),
        ("任  立    郭  蕾", ["任立", "郭蕾"]),
        ("郑涵文   辛  勤", ["郑涵文", "辛勤"]),
        ("郭  蕾   谈海波", ["郭蕾", "谈海波"]),
        ("张三、李四，王五；赵六/钱七", ["张三", "李四", "王五", "赵六", "钱七"]),
        ("张三⏎李  四", ["张三", "李四"]),
        ("张三 李四", ["张三", "李四"]),
        ("张三 欧阳修文", ["张三", "欧阳修文"]),
        ("欧阳修", ["欧阳修"]),
        ("阿卜杜拉·买买提", ["阿卜杜拉·买买提"]),
        ("古丽·阿依、王亮", ["古丽·阿依", "王亮"]),
        ("王亮（副区长、公安局长）", ["王亮"]),
        ("各班子成员", ["各班子成员"]),
        ("住建（交通）局", ["住建（交通）局"]),
        ("张三（女）", ["张三"]),
        ("区委办主任", ["区委办主任"]),
        ("张 三 李 四", ["张三", "李四"]),
    ],
)
def test_people(cell, wanted, profile):
    assert people(profile, cell)[0] == [wanted]


def test_names_seen_alone_settle_a_title(profile):
    assert people(profile, "王亮", "副区长王亮", "王亮同志")[0] == [["王亮"]] * 3


def test_a_title_without_a_known_name_stays_as_printed(profile):
    assert people(profile, "副区长办公会")[0] == [["副区长办公会"]]


def test_a_blank_stays_blank_and_is_no_doubt(profile):
    _, fixed = people(profile, "张三", "")
    assert (fixed.repairs, fixed.doubts) == ((), ())


def test_names_parted_by_lines_need_no_repair(profile):
    assert people(profile, "张三⏎李四")[1].repairs == ()


@pytest.mark.parametrize(
    ("cell", "wanted"),
    [
        ("发改局", ["发改局"]),
        ("发改局、财政局", ["发改局", "财政局"]),
        ("住建（交通）局", ["住建（交通）局"]),
        ("各县（市、区）人民政府", ["各县（市、区）人民政府"]),
        ("住建（交通）局，各镇（街道、园区）", ["住建（交通）局", "各镇（街道、园区）"]),
        ("教育局        西投公司⏎农投公司", ["教育局", "西投公司", "农投公司"]),
        ("教育局 卫健局", ["教育局", "卫健局"]),
        ("财 政 局", ["财政局"]),
        ("一镇两办", ["一镇两办"]),
        ("区委办/政府办", ["区委办", "政府办"]),
        ("发改局；财政局", ["发改局", "财政局"]),
    ],
)
def test_units(cell, wanted, profile):
    assert units(profile, cell)[0] == [wanted]


def test_glued_units_part_where_both_are_known(profile):
    seen, fixed = units(profile, "综合行政执法局", "西投公司", "综合行政执法局西投公司")
    assert seen[-1] == ["综合行政执法局", "西投公司"]
    assert [repair.certainty for repair in fixed.repairs] == ["inferred"]


def test_three_glued_units(profile):
    assert units(profile, "甲局", "乙局", "丙办", "甲局乙局丙办")[0][-1] == ["甲局", "乙局", "丙办"]


def test_no_cut_leaves_a_piece_unknown(profile):
    for cells in (("财政局", "财政局国库科"), ("执法局", "综合行政执法局"), ("中心", "政务服务中心")):
        assert units(profile, *cells)[1].repairs == ()


def test_the_longest_known_name_wins(profile):
    seen, _ = units(profile, "公安局", "市公安局", "交警支队", "市公安局交警支队")
    assert seen[-1] == ["市公安局", "交警支队"]


def test_a_name_broken_over_two_lines_is_joined_where_the_whole_is_known(profile):
    seen, _ = units(profile, "综合行政执法局", "综合行政⏎执法局")
    assert seen[-1] == ["综合行政执法局"]
