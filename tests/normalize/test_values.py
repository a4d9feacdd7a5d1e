"""Amounts and deadlines: read where they can be read, left as printed where not."""

from __future__ import annotations

from decimal import Decimal

import pytest

from pipeline.normalize.parse_amounts import parse_amounts, read_amount
from pipeline.normalize.parse_deadlines import dates, parse_deadlines
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
    ],
)
def test_amounts(text, number, unit, bound):
    amount = read_amount(text)
    assert (amount.number * amount.scale, amount.unit, amount.bound) == (Decimal(number), unit, bound)


@pytest.mark.parametrize(
    "text", ["另行安排", "3至5", "1,23", "2024年10月", "13800000000、13900000000", "-", "", "三类500强", "1.2.3"]
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
        ("5月中旬", "2024-05-01", "2024-05-20"),
        ("２０２４年９月", "2024-09-01", "2024-09-30"),
    ],
)
def test_deadlines(text, first, last):
    found = dates(text, 2024)
    assert found is not None
    assert tuple(day.isoformat() if day else None for day in found) == (first, last)


@pytest.mark.parametrize(
    "text",
    [
        "长期",
        "长期坚持",
        "持续推进",
        "立行立改",
        "每月5日前",
        "每季度末",
        "2月30日",
        "13月",
        "完成",
        "",
        "前",
        "按进度",
        "12",
        "2024年12月至2024年3月",
    ],
)
def test_what_means_no_day(text):
    assert dates(text, 2024) is None


def test_the_year_is_never_that_of_the_clock(profile):
    fixed = parse_deadlines(table("完成时限:deadline; 6月底"), profile)
    assert [column.name for column in fixed.table.columns] == ["完成时限"]
    assert [doubt.code for doubt in fixed.doubts] == ["D801"]


def test_a_column_without_dates_gets_none_added(profile):
    assert len(parse_deadlines(table("完成时限:deadline; 长期; 持续", title="2024年任务"), profile).table.columns) == 1
