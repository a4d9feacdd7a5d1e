"""Two versions of a table: what is told as added, dropped, moved, changed, and what must not be."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from pipeline.compare.tables import compare
from pipeline.compare.versions import Compared, Comparison
from pipeline.compare.words import marked
from tests.plugin import table

HEAD = "序号:serial|类别:group|任务:text|牵头部门:unit;"
ROWS = (
    "道路|修好县道二十公里，年底前全线贯通|住建局", "道路|完成乡道路面硬化|交通局", "教育|新建示范性学校一所|教育局",
    "教育|改造农村学校食堂三处|教育局", "民生|发放高龄老人生活补贴|民政局",
)  # fmt: skip


def version(*rows: str, head: str = HEAD, **facts: object):
    return table(head + ";".join(f"{number}|{row}" for number, row in enumerate(rows, 1)), **facts)


def compared(old, new) -> Compared:
    (found,) = compare([old], [new], ("旧.docx", "新.docx")).tables
    return found


def told(found: Compared) -> list[tuple[str, int | None, int | None]]:
    return [(pair.kind, pair.old, pair.new) for pair in found.pairs if pair.kind != "same"]


def test_equal_versions_say_so():
    found = compared(version(*ROWS), version(*ROWS))
    assert found.same
    assert found.count("same") == 5


def test_a_record_put_in_the_middle_renumbers_the_rest_and_changes_none():
    found = compared(version(*ROWS), version(*ROWS[:2], "道路|新建停车场两处|城管局", *ROWS[2:]))
    assert told(found) == [("added", None, 3), ("renumbered", 3, 4), ("renumbered", 4, 5), ("renumbered", 5, 6)]


def test_a_record_dropped_stands_where_it_stood():
    found = compared(version(*ROWS), version(*ROWS[:1], *ROWS[2:]))
    assert told(found)[0] == ("dropped", 2, None)
    assert [pair.kind for pair in found.pairs] == ["same", "dropped", "renumbered", "renumbered", "renumbered"]


def test_the_cells_that_changed_are_told_and_no_others():
    new = ROWS[0].replace("二十", "三十").replace("住建局", "住建局⏎交通局")
    (pair, *_) = compared(version(*ROWS), version(new, *ROWS[1:])).pairs
    assert [tuple(change) for change in pair.changes] == [
        ("任务", "修好县道二十公里，年底前全线贯通", "修好县道三十公里，年底前全线贯通"),
        ("牵头部门", "住建局", "住建局、交通局"),
    ]


def test_a_record_moved_is_not_dropped_and_added_and_its_neighbours_have_not_moved():
    found = compared(version(*ROWS), version(*ROWS[1:4], ROWS[0], ROWS[4]))
    assert [(pair.kind, pair.about[:4]) for pair in found.pairs if pair.kind not in ("same", "renumbered")] == [
        ("moved", "修好县道")
    ]


def test_a_text_written_anew_under_its_serial_is_changed_and_one_with_nothing_in_common_is_not():
    anew = version(*ROWS[:4], "民生|提高高龄老人补贴标准并按月发放到位|民政局")
    assert told(compared(version(*ROWS), anew)) == [("changed", 5, 5)]
    other = version(*ROWS[:4], "产业|引进三家企业|科工局")
    assert told(compared(version(*ROWS), other)) == [("dropped", 5, None), ("added", None, 5)]


def test_padding_and_line_breaks_are_no_change():
    assert compared(version("道路|修好 县道|住建局"), version("道路|修好⏎县道|住建局")).same


def test_equal_records_are_paired_one_to_one():
    twice = (ROWS[0], ROWS[0], ROWS[1])
    assert told(compared(version(*twice), version(*twice[1:]))) == [("dropped", 2, None), ("renumbered", 3, 2)]


def test_a_column_renamed_is_no_change_of_its_cells():
    found = compared(version(*ROWS), version(*ROWS, head=HEAD.replace("牵头部门", "责任单位")))
    assert found.columns_renamed == (("牵头部门", "责任单位"),)
    assert all(pair.kind == "same" for pair in found.pairs)
    assert not found.same


def test_a_column_added_is_told_once_and_not_in_every_record():
    wider = version(*(row + "|长期" for row in ROWS), head=HEAD.replace(";", "|时限:deadline;"))
    found = compared(version(*ROWS), wider)
    assert found.columns_added == ("时限",)
    assert told(found) == []


def test_tables_are_paired_by_title_and_columns_in_any_order():
    roads, people = version(*ROWS, title="任务分解表"), table("姓名|电话;张三|1", title="联络员名单")
    second = replace(people, number=2)
    both = compare([roads, second], [replace(people, number=1), replace(roads, number=2)], ("a", "b"))
    assert [(each.old, each.new, each.same) for each in both.tables] == [(2, 1, True), (1, 2, True)]


def test_a_table_that_is_new_or_gone_says_so():
    roads, people = version(*ROWS, title="任务分解表"), table("姓名|电话;张三|1", title="联络员名单")
    more = compare([roads], [roads, replace(people, number=2)], ("a", "b"))
    assert [(each.old, each.new) for each in more.tables] == [(1, 1), (None, 2)]
    less = compare([roads, replace(people, number=2)], [roads], ("a", "b"))
    assert [(each.old, each.new) for each in less.tables] == [(1, 1), (2, None)]
    assert not less.same


@pytest.mark.parametrize(
    ("before", "after", "wanted"),
    [
        ("增长6.5%", "增长16.5%", "增长[6.5]{16.5}%"),
        ("修县道", "修好县道", "修{好}县道"),
        ("完成甲项工作", "完成乙丙工作", "完成[甲项]{乙丙}工作"),
        ("", "新增", "{新增}"),
        ("同", "同", "同"),
        ("建路修桥", "植路浇水", "[建路修桥]{植路浇水}"),
    ],
)
def test_the_words_that_changed_are_marked(before: str, after: str, wanted: str):
    brackets = {"same": "{}", "dropped": "[{}]", "added": "{{{}}}"}
    assert "".join(brackets[piece.kind].format(piece.text) for piece in marked(before, after)) == wanted


TEXTS = some.text("甲乙丙1.5a \n", max_size=30)


@settings(deadline=None)
@given(TEXTS, TEXTS)
def test_marking_loses_no_character(before: str, after: str):
    pieces = marked(before, after)
    assert "".join(piece.text for piece in pieces if piece.kind != "added") == before
    assert "".join(piece.text for piece in pieces if piece.kind != "dropped") == after


ROW = some.sampled_from([*ROWS, "道路|修好县道|住建局", "|x|", "||"])


@settings(deadline=None)
@given(some.lists(ROW, max_size=8), some.lists(ROW, max_size=8))
def test_every_record_of_both_versions_stands_exactly_once(old: list[str], new: list[str]):
    found = compared(version(*old), version(*new))
    assert sorted(pair.old for pair in found.pairs if pair.old) == list(range(1, len(old) + 1))
    assert [pair.new for pair in found.pairs if pair.new] == list(range(1, len(new) + 1))
    assert compare([version(*new)], [version(*new)], ("a", "b")).same


def test_a_comparison_of_nothing_is_the_same():
    assert Comparison("a", "b", ()).same


def test_a_record_of_numbers_is_known_by_its_names():
    contacts = table("序号:serial|联系人:person|电话:phone; 1|张三|13900000000", title="名单")
    (gone,) = (
        compare([contacts], [table("序号:serial|事项:text; 1|开会", title="其他"), table("甲|乙; 丙|丁")], ("a", "b"))
        .tables[-1]
        .pairs
    )
    assert (gone.kind, gone.about) == ("dropped", "张三")
    assert [tuple(change) for change in gone.changes] == [("联系人", "张三", ""), ("电话", "13900000000", "")]
