"""Amounts and deadlines: read where they can be read, left as printed where not."""

from __future__ import annotations

from decimal import Decimal

import pytest

from pipeline.normalize.amount_forms import read_amount
from pipeline.normalize.deadline_forms import read_deadline
from pipeline.normalize.parse_amounts import parse_amounts
from pipeline.normalize.parse_deadlines import parse_deadlines
from tests.plugin import table


@pytest.mark.parametrize(
    ("text", "number", "unit", "bound"),
    [
        ("3,500", "3500", "", ""),
        ("８，０００", "8000", "", ""),
        ("1.2亿元", "120000000", "元", ""),
        ("5千万以上", "50000000", "", "≥"),
        ("约300人", "300", "人", "≈"),
        ("12.5%", "12.5", "%", ""),
        ("-3.2", "-3.2", "", ""),
        ("不少于20家", "20", "家", "≥"),
        ("0.10", "0.10", "", ""),
        ("300余人", "300", "人", ">"),
        ("20多家", "20", "家", ">"),
        ("超5亿元", "500000000", "元", ">"),
        ("不足10户", "10", "户", "<"),
        ("三千五百万元", "35000000", "元", ""),
        ("十二座", "12", "座", ""),
        ("1亿2000万元", "120000000", "元", ""),
        ("(1,234.5)", "-1234.5", "", ""),
        ("△500", "-500", "", ""),
        ("−3.2", "-3.2", "", ""),
        ("￥3,500.00", "3500", "", ""),
        ("3千米", "3", "千米", ""),
        ("2万千瓦", "20000", "千瓦", ""),
        ("35万元/年", "350000", "元/年", ""),
    ],
)
def test_amounts(text, number, unit, bound):
    amount = read_amount(text)
    assert (amount.number * amount.scale, amount.unit, amount.bound) == (Decimal(number), unit, bound)


@pytest.mark.parametrize(
    "text",
    [
        "另行安排",
        "3至5",
        "1,23",
        "2024年10月",
        "13800000000、13900000000",
        "-",
        "",
        "三类500强",
        "1.2.3",
        "3-5",
        "1-2",
        "一般",
        "一批",
        "百万",
        "无",
        "8/10",
        "0736-1234567",
        "S205",
        "1亿2000万",
    ],
)
def test_what_is_no_amount(text):
    assert read_amount(text) is None


def column(spec, profile):
    fixed = parse_amounts(table(spec), profile)
    return [row.cells[0].text for row in fixed.table.rows], fixed.table.columns[0], fixed


def test_a_column_keeps_its_unit(profile):
    texts, found, _ = column("投资:amount:万元; 3,500; 1.2亿元; 800万元; 0.5", profile)
    assert texts == ["3500", "12000", "800", "0.5"]
    assert (found.type, found.unit) == ("number", "万元")


def test_a_column_without_a_name_for_its_unit_takes_the_one_that_all_share(profile):
    texts, found, _ = column("数量:quantity; 3公里; 12公里", profile)
    assert (texts, found.unit, found.type) == (["3", "12"], "公里", "number")


def test_different_units_are_not_cast(profile):
    texts, found, fixed = column("数量:quantity; 3公里; 12座", profile)
    assert texts == ["3公里", "12座"]
    assert found.type == "string"
    assert fixed.repairs == ()


def test_a_text_column_is_never_touched(profile):
    assert (
        parse_amounts(
            table("任务:text|电话:phone|身份证:identity; 3,500|13800000000|11010119900307123X"), profile
        ).repairs
        == ()
    )


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2024年10月底前", None, "2024-10-31"),
        ("2024.12", "2024-12-01", "2024-12-31"),
        ("2024-06-30", None, "2024-06-30"),
        ("2024年2月底", None, "2024-02-29"),
        ("6月底", None, "2024-06-30"),
        ("6月30日前", None, "2024-06-30"),
        ("三季度", "2024-07-01", "2024-09-30"),
        ("第四季度末", None, "2024-12-31"),
        ("上半年", "2024-01-01", "2024-06-30"),
        ("全年", "2024-01-01", "2024-12-31"),
        ("年底前", None, "2024-12-31"),
        ("2025年", "2025-01-01", "2025-12-31"),
        ("2024年6月—12月", "2024-06-01", "2024-12-31"),
        ("2024年3月至2025年5月", "2024-03-01", "2025-05-31"),
        ("十二月底", None, "2024-12-31"),
        ("明年6月底前", None, "2025-06-30"),
        ("5月中旬", "2024-05-11", "2024-05-20"),
        ("２０２４年９月", "2024-09-01", "2024-09-30"),
        ("2024年Q3", "2024-07-01", "2024-09-30"),
        ("今年底", None, "2024-12-31"),
        ("2024-2026年", "2024-01-01", "2026-12-31"),
        ("2024.06—2024.12", "2024-06-01", "2024-12-31"),
        ("6-12月", "2024-06-01", "2024-12-31"),
        ("3月5日-8日", "2024-03-05", "2024-03-08"),
        ("一至三季度", "2024-01-01", "2024-09-30"),
        ("即日起至2024年12月底", None, "2024-12-31"),
        ("2024年3月起", "2024-03-01", None),
        ("6.30前", None, "2024-06-30"),
        ("二〇二四年十月底前", None, "2024-10-31"),
        ("2024-10-31 00:00:00", None, "2024-10-31"),
        ("5月底前完成整改", None, "2024-05-31"),
    ],
)
def test_deadlines(text, first, last):
    found = read_deadline(text, 2024)
    assert found is not None
    assert tuple(day.isoformat() if day else None for day in found[1:]) == (first, last)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("2024年10月31日前", "日期"),
        ("10月中旬", "月份"),
        ("三季度", "季度"),
        ("上半年", "半年"),
        ("全年", "年度"),
        ("2024-2026年", "时段"),
        ("长期坚持", "长期"),
        ("持续推进", "长期"),
        ("立行立改", "立即"),
        ("即时", "立即"),
        ("立行立改并长期坚持", "立即、长期"),
        ("每季度末", "定期"),
        ("每月5日前", "定期"),
        ("春节前", "节点"),
    ],
)
def test_kinds_of_deadlines(text, kind):
    assert read_deadline(text, 2024).kind == kind


@pytest.mark.parametrize(
    "text",
    [
        "2月30日",
        "13月",
        "完成",
        "",
        "前",
        "按进度",
        "12",
        "3.5",
        "6.30",
        "45566",
        "5天",
        "已完成",
        "2024年6月开工，2024年12月竣工",
        "2024年12月至2024年3月",
    ],
)
def test_what_means_no_day(text):
    assert read_deadline(text, 2024) is None


def test_the_year_is_never_that_of_the_clock(profile):
    fixed = parse_deadlines(table("完成时限:deadline; 6月底"), profile)
    assert [column.name for column in fixed.table.columns] == ["完成时限"]
    assert [doubt.code for doubt in fixed.doubts] == ["D801"]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2025年2月30日前", "2025年2月30日"),
        ("2025年13月", "2025年13月"),
        ("2025年13月底前", "2025年13月"),
        ("2025-6-31", "2025-6-31"),
        ("2025-6-31 00:00:00", "2025-6-31"),
        ("2025.06.31前", "2025.06.31"),
        ("20250631", "20250631"),
        ("２０２５年６月３１日", "2025年6月31日"),
        ("二〇二五年二月三十日", "2025年二月三十日"),
        ("2025年2月29日", "2025年2月29日"),
        ("2月29日前", "2月29日"),
        ("6月31日前", "6月31日"),
        ("6.31前", "6.31"),
        ("2025年1月5日至2月30日", "2月30日"),
        ("即日起至2025年6月31日", "2025年6月31日"),
    ],
)
def test_a_day_that_does_not_exist_is_doubted(text, day, profile):
    fixed = parse_deadlines(table(f"完成时限:deadline; 2025年6月30日; {text}"), profile)
    assert [(doubt.code, doubt.facts) for doubt in fixed.doubts] == [("D802", {"text": day})]
    assert fixed.table.rows[1].cells[0].text == text
    assert [cell.text for cell in fixed.table.rows[1].cells[1:]] == ["", "", ""]


@pytest.mark.parametrize(
    "text",
    [
        "长期",
        "待定",
        "即日起",
        "18月",
        "18个月",
        "按进度",
        "95.5",
        "2024年2月29日",
        "2024.12-2025.6",
        "2024年11、12月",
        "2024-2026年",
        "2025年6月10-31日",
        "2024年6月开工，2024年12月竣工",
        "县发〔2025〕45号",
        "2025年第99号文件",
    ],
)
def test_words_without_an_impossible_day_are_not_doubted(text, profile):
    assert parse_deadlines(table(f"完成时限:deadline; 2025年6月30日; {text}"), profile).doubts == ()


def test_a_column_without_dates_gets_none_added(profile):
    assert len(parse_deadlines(table("完成时限:deadline; 长期; 持续", title="2024年任务"), profile).table.columns) == 1


@pytest.mark.parametrize(
    ("facts", "cells", "last"),
    [
        ({"title": "某县2024年任务"}, ("6月底",), "2024-06-30"),
        ({"about": ("某县2023年工作要点", "附件1")}, ("6月底",), "2023-06-30"),
        ({"about": ("", "2022重点项目清单")}, ("6月底",), "2022-06-30"),
        ({"notes": ("填报日期：2021年3月1日",)}, ("6月底",), "2021-06-30"),
        ({"title": "2024—2026年三年行动"}, ("6月底", "2025年3月"), "2025-06-30"),
        ({}, ("6月底", "2024年12月底前"), "2024-06-30"),
    ],
)
def test_where_the_year_comes_from(facts, cells, last, profile):
    fixed = parse_deadlines(table("完成时限:deadline;" + ";".join(cells), **facts), profile)
    assert fixed.table.rows[0].cells[2].text == last
    assert fixed.doubts == ()


@pytest.mark.parametrize(
    ("facts", "cells"),
    [
        ({"title": "2024—2026年三年行动"}, ("6月底", "2025年3月", "2026年3月")),
        ({"about": ("", "20240315项目")}, ("6月底", "长期")),
    ],
)
def test_more_years_than_one_date_nothing(facts, cells, profile):
    fixed = parse_deadlines(table("完成时限:deadline;" + ";".join(cells), **facts), profile)
    assert [doubt.facts["text"] for doubt in fixed.doubts] == ["6月底"]


def test_seven_dates_and_one_lasting_task(profile):
    cells = [f"2024年{month}月底前" for month in range(1, 8)]
    fixed = parse_deadlines(table("完成时限:deadline;" + ";".join([*cells, "长期坚持"])), profile)
    assert [row.cells[0].text for row in fixed.table.rows] == [*cells, "长期坚持"]
    assert fixed.table.columns[0].type == "string"
    assert fixed.table.rows[-1].texts[1:] == ("", "", "长期")


def test_a_bound_stays_as_printed_beside_its_number(profile):
    texts, found, fixed = column("投资:amount:万元; 5千万以上; 300", profile)
    assert (texts, found.unit) == (["5000", "300"], "万元")
    assert [row.cells[1].text for row in fixed.table.rows] == ["5千万以上", ""]
    assert fixed.repairs[0].facts["bound"] == "≥"


def test_a_number_in_brackets_is_negative_and_wants_an_eye(profile):
    texts, _, fixed = column("增减:amount:万元; (1,200); 300", profile)
    assert texts == ["-1200", "300"]
    assert [repair.certainty for repair in fixed.repairs] == ["review"]
