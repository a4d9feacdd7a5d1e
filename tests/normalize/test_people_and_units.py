"""People and units: parted, unpadded, and left alone where it cannot be told."""

from __future__ import annotations

import pytest

from pipeline.emit.duties import duties
from pipeline.emit.records import records
from pipeline.normalize.split_people import split_people
from pipeline.normalize.split_units import split_units
from pipeline.normalize.tell_lead_units import tell_lead_units
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
        ("李  明⏎（副区长）", ["李明"]),
        ("李  明（副区长）    王  亮（局长）", ["李明", "王亮"]),
        ("各班子成员", ["各班子成员"]),
        ("住建（交通）局", ["住建（交通）局"]),
        ("张三（女）", ["张三"]),
        ("区委办主任", ["区委办主任"]),
        ("张 三 李 四", ["张三", "李四"]),
        ("辛    勤", ["辛勤"]),
        ("辛⏎勤", ["辛勤"]),
        ("王小⏎明", ["王小明"]),
        ("张三⏎李⏎四", ["张三", "李四"]),
        ("王 小 明 李 四", ["王小明", "李四"]),
        ("欧 阳 修", ["欧阳修"]),
        ("欧阳 修", ["欧阳修"]),
        ("王\u00a0亮\t\t郭\u3000蕾", ["王亮", "郭蕾"]),
        ("王亮副区长", ["王亮"]),
        ("副区长王亮", ["王亮"]),
        ("王亮 副区长", ["王亮"]),
        ("区委常委、副区长王亮", ["王亮"]),
        ("组长：王  亮⏎副组长：郭蕾、李四", ["王亮", "郭蕾", "李四"]),
        ("王亮 13800000000", ["王亮"]),
        ("王亮 138 0000 0000", ["王亮"]),
        ("王亮、郭蕾等3人", ["王亮", "郭蕾"]),
        ("王亮和郭蕾", ["王亮", "郭蕾"]),
        ("阿卜杜拉 • 买买提", ["阿卜杜拉·买买提"]),
        ("王亮、", ["王亮"]),
        # What must stay as it is.
        ("李书记", ["李书记"]),
        ("县委书记", ["县委书记"]),
        ("常务会", ["常务会"]),
        ("各村（社区）党支部书记", ["各村（社区）党支部书记"]),
        ("王亮、办公室主任", ["王亮", "办公室主任"]),
        ("John Smith", ["John Smith"]),
    ],
)
def test_people(cell, wanted, profile):
    assert people(profile, cell)[0] == [wanted]


def test_names_seen_alone_settle_a_title(profile):
    assert people(profile, "王亮", "副区长王亮", "王亮同志")[0] == [["王亮"]] * 3


def test_what_stands_beside_a_name_is_kept_as_printed(profile):
    _, fixed = people(profile, "王亮（副区长）", "郭  蕾", "张三 13800000000")
    assert [column.name for column in fixed.table.columns] == ["领导", "原领导"]
    assert [row.cells[1].text for row in fixed.table.rows] == ["王亮（副区长）", "", "张三 13800000000"]


def test_glued_names_part_where_both_are_known_alone(profile):
    assert people(profile, "辛勤", "郑涵文", "郑涵文辛勤")[0][-1] == ["郑涵文", "辛勤"]
    assert people(profile, "辛勤", "辛勤王亮")[0][-1] == ["辛勤王亮"]


def test_gaps_that_may_mean_two_things_are_a_doubt(profile):
    seen, fixed = people(profile, "全体班子成员 各科室")
    assert seen == [["全体班子成员 各科室"]]
    assert [doubt.code for doubt in fixed.doubts] == ["D501"]


@pytest.mark.parametrize("cell", ["王、李", "一、道路（2个）", "张三、李"])
def test_one_character_is_no_name(cell, profile):
    found, fixed = people(profile, cell, "王亮")
    assert found[0] == [cell]
    assert [(each.code, each.place.row) for each in fixed.doubts] == [("D501", 2)]


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
        ("财  政  局", ["财政局"]),
        ("财 政 局    发 改 局", ["财政局", "发改局"]),
        ("住建\u00a0局\t发改局", ["住建局", "发改局"]),
        ("发改局 王亮", ["发改局", "王亮"]),
        ("住建⏎局", ["住建局"]),
        ("各县（市、区）⏎人民政府", ["各县（市、区）人民政府"]),
        ("教育局和体育局", ["教育局", "体育局"]),
        ("财政局、教育局等有关部门", ["财政局", "教育局"]),
        ("区直各部门、各镇（街道）", ["区直各部门", "各镇（街道）"]),
        # One unit each, whatever stands in them.
        ("住房和城乡建设局", ["住房和城乡建设局"]),
        ("人力资源和社会保障局", ["人力资源和社会保障局"]),
        ("党委和政府办公室", ["党委和政府办公室"]),
        ("China Mobile", ["China Mobile"]),
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


def test_a_bracket_on_a_line_of_its_own_belongs_to_the_unit_above(profile):
    seen, _ = units(profile, "林业局⏎（委托森林公安局）", "财政局、⏎（教育局）")
    assert seen == [["林业局（委托森林公安局）"], ["财政局", "（教育局）"]]


def test_words_for_others_stay_beside_the_units(profile):
    _, fixed = units(profile, "财政局等部门", "教育局")
    assert [row.cells[1].text for row in fixed.table.rows] == ["财政局等部门", ""]


@pytest.mark.parametrize(
    ("cell", "wanted"),
    [
        ("生态环境局 电话0736-1234567", ["生态环境局"]),
        ("生态环境局  联系电话：  13800000000", ["生态环境局"]),
        ("生态环境局⏎手机:13800000000⏎财政局", ["生态环境局", "财政局"]),
        ("生态环境局（0736-1234567）、财政局（电话：0736-7654321）", ["生态环境局", "财政局"]),
        ("生态环境局：(0736)1234567、7654321", ["生态环境局"]),
        ("生态环境局0736-1234567", ["生态环境局"]),
        ("住建（交通）局 王亮 13800000000", ["住建（交通）局", "王亮"]),
        ("0736-1234567", []),
    ],
)
def test_a_telephone_is_no_unit_and_stays_beside_it(cell, wanted, profile):
    seen, fixed = units(profile, cell, "教育局")
    assert list(filter(None, seen[0])) == wanted
    assert [row.cells[1].text for row in fixed.table.rows] == [cell.replace("⏎", "\n"), ""]
    assert [(repair.code, repair.certainty) for repair in fixed.repairs] == [("R604", "inferred")]


@pytest.mark.parametrize(
    "cell",
    ["第107医院", "S205指挥部", "12345热线办", "第8341234部队", "G2345678项目部", "电话管理办公室", "防汛办（12345）"],
)
def test_a_unit_with_digits_in_its_name_is_no_telephone(cell, profile):
    seen, fixed = units(profile, cell, "教育局")
    assert seen == [[cell], ["教育局"]]
    assert fixed.repairs == ()


def test_a_telephone_of_a_person_goes_with_what_introduces_it(profile):
    assert people(profile, "王亮 电话：0736-1234567", "李雷（手机13800000000）")[0] == [["王亮"], ["李雷"]]


@pytest.mark.parametrize(
    ("cells", "code"),
    [
        (("综合行政⏎执法局", "财政局"), "D601"),
        (("工信局", "工信局", "行政审批局工信局"), "D602"),
        (("县住建局", "县城投公司县住建局"), "D602"),
    ],
)
def test_what_cannot_be_told_is_left_and_doubted(cells, code, profile):
    _, fixed = units(profile, *cells)
    assert [doubt.code for doubt in fixed.doubts] == [code]
    assert fixed.repairs == ()


@pytest.mark.parametrize(
    "cells",
    [
        ("国网⏎财政局", "财政局"),
        ("农业农村局", "农业农村局", "市农业农村局"),
        ("财政局", "财政局", "财政局国库科"),
        ("住建局", "城投公司住建局"),
    ],
)
def test_what_is_no_doubt(cells, profile):
    assert units(profile, *cells)[1].doubts == ()


LEAD, BOTH = ["发改局"], ["发改局", "财政局", "住建局"]


@pytest.mark.parametrize(
    "cell",
    [
        "牵头：发改局；配合：财政局、住建局",
        "牵头单位：发改局⏎配合单位：财政局、住建局",
        "牵头单位⏎发改局⏎配合单位⏎财政局⏎住建局",
        "发改局（牵头）、财政局、住建局",
        "发改局、财政局（配合）、住建局（配合）",
        "发改局牵头，财政局、住建局配合",
        "由发改局牵头财政局、住建局配合",
        "牵头：发改局 配合：财政局、住建局",
    ],
)
def test_lead_and_cooperating_in_one_cell(cell, profile):
    fixed = split_units(tell_lead_units(table("责任单位:unit;" + cell.replace(";", "；")), profile).table, profile)
    assert [column.name for column in fixed.table.columns] == ["责任单位", "责任单位_牵头", "责任单位_配合"]
    assert [cell.text.split("\n") for cell in fixed.table.rows[0].cells] == [BOTH, LEAD, BOTH[1:]]
    assert fixed.repairs == ()


@pytest.mark.parametrize("cell", ["牵头领导小组办公室", "发改局、配合饲料公司", "主办银行", "责任区综治办"])
def test_words_that_only_look_like_parts(cell, profile):
    assert tell_lead_units(table("责任单位:unit;" + cell), profile).repairs == ()


def test_each_duty_stands_once_with_its_part(profile):
    seen = tell_lead_units(table("项目:item|单位:unit; 修路|发改局（牵头）、财政局; 架桥|财政局"), profile).table
    assert [(duty.record, duty.name, duty.part) for duty in duties(seen, records(seen), {})] == [
        (1, "发改局", "lead"),
        (1, "财政局", "cooperating"),
        (2, "财政局", ""),
    ]
