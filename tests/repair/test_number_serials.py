from __future__ import annotations

from dataclasses import replace

import pytest

from pipeline.repair.number_serials import number_serials
from tests.plugin import table


def numbered(serials: str, profile, **roles):
    rows = ";".join(f"{serial}|任务{at}" for at, serial in enumerate(serials.split(",")))
    return number_serials(table("序号:serial|任务:text;" + rows), profile)


def firsts(fixed):
    return [row.cells[0].text for row in fixed.table.rows]


def codes(fixed):
    return [told.code for told in (*fixed.repairs, *fixed.doubts)]


@pytest.mark.parametrize(
    ("printed", "wanted", "told"),
    [
        ("1,2,3", "1,2,3", []),
        ("1,,3", "1,2,3", ["R301"]),
        (",2,3", "1,2,3", ["R301"]),
        ("1,2,", "1,2,3", ["R301"]),
        ("1,2,2", "1,2,3", ["R302", "D301"]),
        ("1,3,2,4", "1,2,3,4", ["R302", "R302", "D301", "D301"]),
        ("15,16,,18", "15,16,17,18", ["R301"]),
        ("1,2,3,1,2", "1,2,3,1,2", []),
        ("1,2,3,1,5,6", "1,2,3,4,5,6", ["R302", "D301"]),
        ("１,２,３", "1,2,3", ["R303", "R303", "R303"]),
        ("1.,2.,3.", "1,2,3", ["R303", "R303", "R303"]),
        ("59,,61,,62", "59,60,61,62,63", ["R301", "R301", "R302", "D301"]),
        ("一,二,,四", "一,二,三,四", ["R301"]),
        ("①,,③", "①,②,③", ["R301"]),
        ("（一）,（二）,（二）", "（一）,（二）,（三）", ["R302", "D301"]),
        ("A-01,,A-03", "A-01,A-02,A-03", ["R301"]),
        ("01,02,,04", "01,02,03,04", ["R301"]),
        ("1.1,1.2,2.1,2.2", "1.1,1.2,2.1,2.2", []),
        ("1.1,,1.3,2.1,,2.3", "1.1,1.2,1.3,2.1,2.2,2.3", ["R301", "R301"]),
        ("1,1.1,1.2,2,2.1", "1,1.1,1.2,2,2.1", []),
        ("1,1.1,1.3,2,2.1", "1,1.1,1.3,2,2.1", ["D302"]),
        ("1.1,1.2,1.2,2.1", "1.1,1.2,1.3,2.1", ["R302", "D301"]),
    ],
)
def test_least_contradiction(printed, wanted, told, profile):
    fixed = numbered(printed, profile)
    assert firsts(fixed) == wanted.split(",")
    assert codes(fixed) == told


def test_the_print_is_kept_beside_the_number(profile):
    fixed = numbered("1,,2", profile)
    assert [row.cells[-1].text for row in fixed.table.rows] == ["1", "", "2"]


def test_a_serial_printed_once_for_several_rows_counts_once(profile):
    fixed = numbered("1,,,2,,3,,,4", profile)
    assert firsts(fixed) == ["1", "1", "1", "2", "2", "3", "3", "3", "4"]


def test_a_lone_blank_that_shares_the_number_above_is_reviewed(profile):
    lone = numbered("1,2,3,4,,5,6,7,8", profile)
    assert firsts(lone) == ["1", "2", "3", "4", "4", "5", "6", "7", "8"]
    assert [repair.certainty for repair in lone.repairs] == ["review"]
    printed_once = numbered("1,,,2,,3,,,4", profile)
    assert {repair.certainty for repair in printed_once.repairs} == {"inferred"}
    own_number = numbered("1,2,3,4,,6,7,8,9", profile)
    assert [repair.certainty for repair in own_number.repairs] == ["inferred"]


def test_keep_changes_nothing_and_leaves_blanks_blank(profile):
    fixed = number_serials(table("序号:serial|任务:text; 1|a; |b; 5|c"), replace(profile, serials="keep"))
    assert firsts(fixed) == ["1", "", "5"]
    assert codes(fixed) == []


def test_sections_may_go_on_or_start_anew(profile):
    on = number_serials(table("序号:serial|分组:group; 1|甲; 2|甲; |乙; 4|乙"), profile)
    assert firsts(on) == ["1", "2", "3", "4"]
    anew = number_serials(table("序号:serial|分组:group; 1|甲; 2|甲; 1|乙; |乙"), profile)
    assert firsts(anew) == ["1", "2", "1", "2"]


@pytest.mark.parametrize("printed", ["甲,乙,丙", "1,长期,3", "6,13,20,27", "20101,205,301"])
def test_what_is_no_numbering_is_left_alone(printed, profile):
    fixed = numbered(printed, profile)
    assert firsts(fixed) == printed.split(",")
    assert fixed.repairs == ()


def test_type_is_integer_only_for_plain_numbers(profile):
    assert numbered("1,2", profile).table.columns[0].type == "integer"
    assert numbered("一,二", profile).table.columns[0].type == "string"


def test_a_list_that_was_once_a_result_gets_a_column_with_a_name_of_its_own(profile):
    """Twice 原序号 is one key for two columns: the workbook was not written at all."""
    fixed = number_serials(table("序号:serial|任务|原序号|原序号_2; 1|修路|1|7; |架桥||8"), profile)
    assert [column.name for column in fixed.table.columns] == ["序号", "任务", "原序号", "原序号_2", "原序号_3"]
    assert [row.texts for row in fixed.table.rows] == [("1", "修路", "1", "7", "1"), ("2", "架桥", "", "8", "")]
