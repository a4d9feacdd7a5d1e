from __future__ import annotations

import pytest

from pipeline.repair.check_counts import check_counts
from pipeline.repair.part_forms import part_forms
from pipeline.repair.said_counts import count_in
from tests.plugin import raw, table


def test_a_form_with_a_merged_value(profile):
    fixed = part_forms(raw("姓名|张三|性别|男; 学历|本科|民族|汉族; 家庭住址|龙泉街道|<|<"), profile)
    assert [row.texts for row in fixed.table.rows] == [
        ("姓名", "张三"),
        ("性别", "男"),
        ("学历", "本科"),
        ("民族", "汉族"),
        ("家庭住址", "龙泉街道"),
    ]


def test_a_form_of_two_columns(profile):
    assert len(part_forms(raw("姓名：|张三; 性别：|男; 联系电话：|"), profile).table.rows) == 3


def test_the_place_for_a_photograph_makes_no_storeys_of_a_header(profile):
    """姓名/出生年月 became a column, and nobody was told."""
    spec = "姓名|李娜|性别|女|{}; 出生年月|1985.03|民族|汉族|^; 现任职务|副局长|<|<|<"
    pairs = [("姓名", "李娜"), ("性别", "女"), ("出生年月", "1985.03"), ("民族", "汉族"), ("现任职务", "副局长")]
    blank_place = part_forms(raw(spec.format("")), profile)
    assert [row.texts for row in blank_place.table.rows] == pairs
    named_place = part_forms(raw(spec.format("照片")), profile)
    assert [row.texts for row in named_place.table.rows] == [*pairs[:2], ("照片", ""), *pairs[2:]]


def test_a_label_and_its_content_over_several_rows_are_said_once(profile):
    fixed = part_forms(raw("姓名|李娜|性别|女; ^|^|民族|汉族; 学历|本科|籍贯|湖南"), profile)
    assert [row.texts for row in fixed.table.rows][:3] == [("姓名", "李娜"), ("性别", "女"), ("民族", "汉族")]


def test_a_form_that_holds_a_list_is_doubted_and_a_list_with_two_storeys_is_not(profile):
    held = "姓名|张三|性别|男; 籍贯|湖南|民族|汉族; 家庭成员|称谓|名字|年龄; ^|妻子|李四|40"
    assert [doubt.code for doubt in part_forms(raw(held), profile).doubts] == ["D108"]
    storeys = "姓名|性别|联系方式|<|备注; ^|^|联系电话|通讯地址|^; 张三|男|138|龙泉街道|; 李四|女|139|金凤街道|"
    assert part_forms(raw(storeys), profile).doubts == ()


@pytest.mark.parametrize(
    "spec",
    [
        "姓名|性别; 张三|男; 李四|女",
        "序号|姓名|职务|联系电话; 1|张三|主任|138; 2|李四|科员|139",
        "姓名|职务|姓名|职务; 张三|主任|李四|科员; 王五|科员|赵六|科员",
        "修路|30; 架桥|20; 植树|10",
    ],
)
def test_lists_are_no_forms(spec, profile):
    assert part_forms(raw(spec), profile).repairs == ()


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("一、基础设施类（3个）", 3),
        ("突出抓好十件实事", 10),
        ("共62项", 62),
        ("办好十件实事，提升民生温度", None),
        ("四个十大项目", None),
        ("“6411”推进机制", None),
        ("2024年重点项目清单", None),
        ("三类500强企业", None),
        ("完成4个老旧小区改造", None),
    ],
)
def test_counts_that_speak_of_records(text, count):
    assert count_in(text) == count


def test_a_count_that_agrees_is_no_doubt(profile):
    assert check_counts(table("类别:group|任务; 两件实事|修路; 两件实事|架桥"), profile).doubts == ()


def test_a_title_that_miscounts(profile):
    fixed = check_counts(table("类别:group|任务; 甲|修路; 甲|架桥", title="任务清单（共3项）"), profile)
    assert [dict(d.facts) for d in fixed.doubts] == [{"said": 3, "found": 2, "words": "任务清单（共3项）"}]
